//! Captions from a template: `{personen} am {datum} in {ort}` (code replacements). Pure.

use chrono::NaiveDate;

use crate::document::Release;
use crate::people::{self, Person};
use crate::photo::Caption;
use crate::wording;

/// What may stand between braces.
pub const NAMES: [&str; 5] = ["datum", "ort", "anlass", "personen", "fotograf"];

/// What stands for each name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values {
    pub date: Option<NaiveDate>,
    pub place: String,
    pub occasion: String,
    pub people: String,
    pub photographer: String,
}

/// Why a template cannot be filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplateFault {
    /// Nothing is called so, or its brace is not closed.
    Unknown { name: String },
    /// It is a name, and nothing is known for it.
    Empty { name: &'static str },
}

impl Values {
    /// What is known of a photo, and, where its file says nothing, of its release.
    #[must_use]
    pub fn of<'a>(
        release: &Release,
        caption: &Caption,
        people: impl IntoIterator<Item = &'a Person>,
    ) -> Self {
        let or = |own: &str, other: &str| {
            let own = own.trim();
            if own.is_empty() { other.trim().to_owned() } else { own.to_owned() }
        };
        Self {
            date: caption.date.or(release.dateline.date),
            place: or(&caption.city, &release.dateline.place),
            occasion: or(&caption.headline, &release.headline),
            people: people::left_to_right(people),
            photographer: caption.creator.trim().to_owned(),
        }
    }

    fn get(&self, name: &str) -> Option<(&'static str, String)> {
        let known = NAMES.into_iter().find(|known| *known == name)?;
        let value = match known {
            "datum" => self.date.map(wording::long_date).unwrap_or_default(),
            "ort" => self.place.clone(),
            "anlass" => self.occasion.clone(),
            "personen" => self.people.clone(),
            _ => self.photographer.clone(),
        };
        Some((known, value))
    }
}

/// The template with its values.
///
/// # Errors
/// [`TemplateFault`] names the first place that cannot be filled: a caption with a hole in it is worse than none.
pub fn filled(template: &str, values: &Values) -> Result<String, TemplateFault> {
    let mut made = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        made.push_str(&rest[..at]);
        let tail = &rest[at + 1..];
        let end = tail.find('}').ok_or_else(|| TemplateFault::Unknown { name: tail.to_owned() })?;
        let name = &tail[..end];
        let (known, value) =
            values.get(name.trim()).ok_or_else(|| TemplateFault::Unknown { name: name.to_owned() })?;
        if value.is_empty() {
            return Err(TemplateFault::Empty { name: known });
        }
        made.push_str(&value);
        rest = &tail[end + 1..];
    }
    made.push_str(rest);
    Ok(made)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Dateline, ReleaseId};

    fn values() -> Values {
        Values {
            date: NaiveDate::from_ymd_opt(2023, 11, 21),
            place: "Lindenfurt".into(),
            occasion: "Unterzeichnung".into(),
            people: "Anna Beispiel".into(),
            photographer: String::new(),
        }
    }

    #[test]
    fn names_between_braces_are_filled() {
        let made = filled("{anlass}: {personen} am { datum } in {ort}.", &values());
        assert_eq!(
            made.map(|made| made.replace('\u{a0}', " ")),
            Ok("Unterzeichnung: Anna Beispiel am 21. November 2023 in Lindenfurt.".into())
        );
        assert_eq!(filled("Ohne alles", &values()), Ok("Ohne alles".into()));
    }

    #[test]
    fn what_is_unknown_or_empty_is_named_and_not_left_as_a_hole() {
        assert_eq!(filled("{wer}", &values()), Err(TemplateFault::Unknown { name: "wer".into() }));
        assert_eq!(filled("{ort", &values()), Err(TemplateFault::Unknown { name: "ort".into() }));
        assert_eq!(filled("Foto: {fotograf}", &values()), Err(TemplateFault::Empty { name: "fotograf" }));
    }

    #[test]
    fn what_the_file_does_not_say_the_release_does() {
        let day = NaiveDate::from_ymd_opt(2023, 11, 21).expect("a day");
        let release = Release {
            headline: "Elbmark übt".into(),
            dateline: Dateline::usual("Lindenfurt", day),
            ..Release::blank(ReleaseId::random())
        };
        let nobody: [Person; 0] = [];
        let of_release = Values::of(&release, &Caption::default(), &nobody);
        assert_eq!((of_release.place.as_str(), of_release.date), ("Lindenfurt", Some(day)));
        let own = Caption { city: "Dresden".into(), headline: "Am Pult".into(), ..Caption::default() };
        let of_photo = Values::of(&release, &own, &nobody);
        assert_eq!((of_photo.place.as_str(), of_photo.occasion.as_str()), ("Dresden", "Am Pult"));
    }
}
