//! The last part of a page's address, made from the headline.

use sperrfrist_release::ReleaseId;

/// The most that the headline gives, in characters.
const MAX: usize = 60;
/// Hexadecimal digits of the tail.
const TAIL: usize = 6;

/// The headline in lower-case ASCII letters and digits, words joined by `-`, cut between words at [`MAX`].
#[must_use]
pub(crate) fn of(headline: &str) -> String {
    let mut plain = String::new();
    for c in headline.chars().flat_map(char::to_lowercase) {
        match spelled(c) {
            Some(letters) => plain.push_str(letters),
            None if c.is_ascii_alphanumeric() => plain.push(c),
            // "Grüne's" stays one word, everything else parts words.
            None if matches!(c, '\'' | '’') => {}
            None => plain.push(' '),
        }
    }
    let mut slug = String::new();
    for word in plain.split_whitespace() {
        if slug.is_empty() {
            slug.push_str(&word[..word.len().min(MAX)]);
        } else if slug.len() + 1 + word.len() <= MAX {
            slug.push('-');
            slug.push_str(word);
        } else {
            break;
        }
    }
    if slug.is_empty() { "meldung".into() } else { slug }
}

/// As [`of`], with a tail from the release's random id: `titel-3f9c2a`.
///
/// Every address has one. A number given only where an address is taken would tell the public that a release
/// of the same headline waits under the plain one.
pub(super) fn with_tail<E>(
    headline: &str,
    id: ReleaseId,
    is_taken: impl Fn(&str) -> Result<bool, E>,
) -> Result<String, E> {
    let (slug, id) = (of(headline), id.to_string());
    // Should the tail be taken as well, another stretch of the id looks no different.
    for start in (0..=id.len().saturating_sub(TAIL)).step_by(TAIL) {
        let tailed = format!("{slug}-{}", &id[start..start + TAIL]);
        if !is_taken(&tailed)? {
            return Ok(tailed);
        }
    }
    Ok(format!("{slug}-{id}"))
}

/// How German, and what stands in German names, is spelled without its marks.
fn spelled(c: char) -> Option<&'static str> {
    Some(match c {
        'ä' | 'æ' => "ae",
        'ö' | 'œ' | 'ø' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ą' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ő' => "o",
        'ŕ' | 'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ť' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        '&' => " und ",
        '€' => " euro ",
        // Soft hyphens, joiners and combining marks print nothing of their own.
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{300}'..='\u{36f}' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_is_spelled_out() {
        assert_eq!(
            of("Größere Öffnung für Übungen: »Straße frei«"),
            "groessere-oeffnung-fuer-uebungen-strasse-frei"
        );
        assert_eq!(of("Dvořák & Łódź, 21. November"), "dvorak-und-lodz-21-november");
    }

    #[test]
    fn a_long_headline_is_cut_between_words() {
        let slug = of(
            "Sachsen und das Bundesamt für Sicherheit in der Informationstechnik arbeiten künftig zusammen",
        );
        assert_eq!(slug, "sachsen-und-das-bundesamt-fuer-sicherheit-in-der");
        assert_eq!(of(&"a".repeat(90)).len(), MAX);
    }

    #[test]
    fn a_headline_without_letters_has_an_address_all_the_same() {
        assert_eq!(of("„…“"), "meldung");
        assert_eq!(of("新闻"), "meldung");
    }

    #[test]
    fn every_address_has_a_tail_that_looks_the_same_whether_one_is_taken_or_not() {
        let taken = |owned: &'static [&'static str]| {
            move |slug: &str| Ok::<_, std::convert::Infallible>(owned.contains(&slug))
        };
        let id: ReleaseId = "3f9c2a10-b7d4-4e21-8a5c-0123456789ab".parse().expect("an id");
        assert_eq!(with_tail("Neu", id, taken(&[])), Ok("neu-3f9c2a".into()));
        assert_eq!(with_tail("Neu", id, taken(&["neu", "neu-2"])), Ok("neu-3f9c2a".into()));
        assert_eq!(with_tail("Neu", id, taken(&["neu-3f9c2a"])), Ok("neu-10b7d4".into()));
        let long = with_tail(&"a".repeat(90), id, taken(&[])).expect("an address");
        assert_eq!(long.len(), MAX + 1 + TAIL);
    }
}
