//! A version of a release in another language, as it begins: what nobody has worded is in that language already, what
//! somebody has worded waits for its translation.
//!
//! Not in here: that it is never public without the German one (`gate` and the newsroom), and where it is kept.

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::document::{Dateline, Release, ReleaseId};
use crate::language::Language;
use crate::people::Person;
use crate::photo::{Caption, Photo, PhotoSlot};
use crate::printed::is_same;

impl Release {
    /// The version of this release in `language`, which names `first` as the German one. It has the same places for photos, by
    /// the same names, so that each photo is found beside the German one; their captions are to be written anew.
    #[must_use]
    pub fn version_in(&self, language: Language, id: ReleaseId, first: ReleaseId, zone: Tz) -> Self {
        let (own, words) = (self.language.words(), language.words());
        let mut version = Self {
            id,
            language,
            version_of: Some(first),
            corrections: Vec::new(),
            overrides: Vec::new(),
            slug: String::new(),
            photos: self.photos.iter().map(|slot| self.slot_in(slot, language, zone)).collect(),
            ..self.clone()
        };
        let usual = |label: &str| label.trim().trim_end_matches(':').to_owned();
        if self.kind_label == own.kind(self.kind) {
            version.kind_label = words.kind(self.kind).into();
        }
        if usual(&self.links_label) == own.links {
            version.links_label = words.links.into();
        }
        if usual(&self.contact.label) == own.contact {
            version.contact.label = words.contact.into();
        }
        if let (Some(made), Some(said)) =
            (own.embargo_note(self.due.as_ref()), words.embargo_note(self.due.as_ref()))
        {
            let notes = version.embargo_notes.iter_mut();
            notes.filter(|note| is_same(&note.words, &made)).for_each(|note| note.words.clone_from(&said));
        }
        if let Ok(day) = NaiveDate::parse_from_str(self.printed_date.trim(), "%d.%m.%Y") {
            version.printed_date = (words.calendar.date)(day);
        }
        let Dateline { place, date, words: said } = &self.dateline;
        if let Some(day) = date.filter(|day| *said == own.dateline(place, *day)) {
            version.dateline.words = words.dateline(place, day);
        }
        version
    }

    /// A place of this release for a photo, as a version in `language` has it.
    #[must_use]
    pub fn slot_in(&self, slot: &PhotoSlot, language: Language, zone: Tz) -> PhotoSlot {
        let (own, words) = (self.language.words(), language.words());
        let said = &slot.pending_words;
        let pending_words = if is_same(said, own.picture_follows) {
            words.picture_follows.into()
        } else if is_same(said, &own.pending(slot, self.due.as_ref(), zone)) {
            words.pending(slot, self.due.as_ref(), zone)
        } else {
            said.clone()
        };
        let photo = slot.photo.as_ref().map(Photo::to_caption);
        PhotoSlot { pending_words, photo, ..slot.clone() }
    }
}

impl Photo {
    /// The same picture, to be captioned in another language.
    #[must_use]
    pub fn to_caption(&self) -> Self {
        Self {
            caption: self.caption.to_translate(),
            renditions: Vec::new(),
            corrections: Vec::new(),
            people: self.people.iter().map(Person::to_translate).collect(),
            ..self.clone()
        }
    }
}

impl Person {
    /// What holds in every language: who it is, by what right, and whether they have objected.
    #[must_use]
    pub fn to_translate(&self) -> Self {
        Self { function: String::new(), ..self.clone() }
    }
}

impl Caption {
    /// What holds in every language: names, days and rights. What is said in words is empty, so that no word of one
    /// language is taken for one of another.
    #[must_use]
    pub fn to_translate(&self) -> Self {
        Self {
            headline: String::new(),
            caption: String::new(),
            alt_text: String::new(),
            extended_alt_text: String::new(),
            usage_terms: String::new(),
            instructions: String::new(),
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{EmbargoNote, Medium};
    use crate::due::{CivilTime, DEFAULT_ZONE, Due};
    use crate::photo::{PhotoTime, SlotId};

    fn german() -> Release {
        let time = CivilTime::parse("21.11.2023 17:00", DEFAULT_ZONE, None).expect("a time");
        let note = |words: &str| EmbargoNote { medium: Medium::All, words: words.into() };
        let caption = Caption {
            caption: "Zwei Frauen".into(),
            alt_text: "Zwei Frauen an einem Tisch".into(),
            usage_terms: "frei".into(),
            credit: "Landeskanzlei".into(),
            persons: vec!["Erika Muster".into()],
            ..Caption::default()
        };
        let photo = Photo { original: Some("ab".into()), caption, ..Photo::default() };
        let slot = PhotoSlot {
            time: PhotoTime::After { minutes: 30 },
            approximate: true,
            pending_words: "Bild folgt gegen 17:30\u{a0}Uhr".into(),
            photo: Some(photo),
            ..PhotoSlot::promised(SlotId::random(), "Unterzeichnung")
        };
        Release {
            due: Some(Due::At(time)),
            embargo_notes: vec![note("Sperrfrist: 21.11.2023, 17:00 Uhr"), note("Frei nach der Rede")],
            dateline: Dateline::usual("Dresden", NaiveDate::from_ymd_opt(2023, 11, 21).expect("a day")),
            printed_date: "21.11.2023".into(),
            links_label: "Links:".into(),
            headline: "Überschrift".into(),
            photos: vec![slot],
            slug: "unterzeichnung".into(),
            ..Release::blank(ReleaseId::random())
        }
    }

    fn english(of: &Release) -> Release {
        of.version_in(Language::English, ReleaseId::random(), of.id, DEFAULT_ZONE)
    }

    #[test]
    fn what_nobody_has_worded_is_in_the_other_language_and_the_rest_waits() {
        let german = german();
        let version = english(&german);
        assert_eq!((version.language, version.version_of), (Language::English, Some(german.id)));
        assert_eq!(
            [&version.kind_label, &version.links_label, &version.printed_date, &version.dateline.words],
            ["Press release", "Links", "21 November 2023", "Dresden (21 November 2023) –"]
        );
        let notes: Vec<&str> = version.embargo_notes.iter().map(|note| note.words.as_str()).collect();
        assert_eq!(notes, ["Embargo: 21 November 2023, 17:00\u{a0}CET", "Frei nach der Rede"]);
        assert_eq!((version.headline.as_str(), version.slug.as_str()), ("Überschrift", ""));
        let own = Release { kind_label: "Pressemitteilung 112/2023".into(), ..german };
        assert_eq!(english(&own).kind_label, "Pressemitteilung 112/2023");
    }

    #[test]
    fn a_photo_stays_in_its_place_and_is_captioned_anew() {
        let german = german();
        let version = english(&german);
        let (slot, before) = (&version.photos[0], &german.photos[0]);
        assert_eq!((slot.id, &slot.time), (before.id, &before.time));
        assert_eq!(slot.pending_words, "Picture follows around 17:30\u{a0}CET");
        let photo = slot.photo.as_ref().expect("the photo");
        assert_eq!(photo.original.as_deref(), Some("ab"));
        let Caption { caption, alt_text, usage_terms, credit, persons, .. } = &photo.caption;
        assert_eq!([caption, alt_text, usage_terms, credit], ["", "", "", "Landeskanzlei"]);
        assert_eq!(persons, &["Erika Muster"]);
        let mut own = german;
        own.photos[0].pending_words = "Das Foto kommt nach dem Festakt".into();
        assert_eq!(english(&own).photos[0].pending_words, "Das Foto kommt nach dem Festakt");
    }
}
