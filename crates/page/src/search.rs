//! What somebody looks for, in what is public. It is given nothing else, so it finds nothing else.

use sperrfrist_release::plain;

use crate::input::PublicRelease;

/// The most characters of a search that count.
const MOST: usize = 200;

/// The words of a search, as they are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    words: Vec<String>,
}

impl Search {
    /// What was typed.
    #[must_use]
    pub fn of(typed: &str) -> Self {
        let typed: String = typed.chars().take(MOST).collect();
        Self { words: folded(&typed).split_whitespace().map(str::to_owned).collect() }
    }

    /// Whether nothing is looked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether each word stands somewhere in the release or in the captions of its public photos.
    #[must_use]
    pub fn finds(&self, shown: &PublicRelease<'_>) -> bool {
        let photos = shown.photos.iter().map(|public| &public.photo.caption);
        let captions = photos.flat_map(|caption| {
            [&caption.headline, &caption.caption, &caption.alt_text, &caption.credit].map(String::clone)
        });
        let lines = plain::public_lines(shown.release).into_iter().chain(captions);
        let text = folded(&lines.collect::<Vec<_>>().join("\n"));
        self.words.iter().all(|word| text.contains(word.as_str()))
    }
}

/// Without what people type differently: capitals, ß, no-break spaces, soft hyphens.
fn folded(text: &str) -> String {
    text.chars().filter(|c| *c != '\u{ad}').flat_map(char::to_lowercase).fold(
        String::with_capacity(text.len()),
        |mut out, c| {
            match c {
                'ß' => out.push_str("ss"),
                c if c.is_whitespace() => out.push(' '),
                c => out.push(c),
            }
            out
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_as_people_type_them() {
        assert_eq!(Search::of(" GROSSE  Straße "), Search::of("große\u{a0}STRASSE"));
        assert_eq!(folded("Cyber\u{ad}sicherheit"), "cybersicherheit");
        assert!(Search::of(" \t").is_empty());
    }

    #[test]
    fn a_sperrvermerk_is_found_by_nobody() {
        let mut release = sperrfrist_release::import::read(
            "Medieninformation\n\nSperrfrist Print: Kanzleramt\n\nÜberschrift der Probe\n\nEin Absatz steht hier.",
            sperrfrist_release::due::DEFAULT_ZONE,
        )
        .release;
        release.embargo_notes = vec![sperrfrist_release::document::EmbargoNote {
            words: "Bild frei ab 17:30, Kanzleramt".to_owned(),
            medium: sperrfrist_release::document::Medium::All,
        }];
        let since = chrono::DateTime::UNIX_EPOCH;
        let shown = PublicRelease {
            release: &release,
            path: "/2023/probe",
            since,
            photos: Vec::new(),
            pdf: None,
            versions: Vec::new(),
        };
        assert!(Search::of("absatz").finds(&shown));
        assert!(!Search::of("kanzleramt").finds(&shown) && !Search::of("17:30").finds(&shown));
    }

    #[test]
    fn what_is_typed_without_end_is_cut() {
        assert_eq!(Search::of(&"a".repeat(100_000)).words, ["a".repeat(MOST)]);
    }
}
