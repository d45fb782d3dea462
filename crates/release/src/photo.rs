//! The photo of a release: promised in a slot, captioned, public at its own time.
//!
//! Not in here: the picture itself (`photo` the crate, the archive's vault).

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use crate::correction::Correction;
use crate::due::CivilTime;
use crate::edits::PhotoEdits;
use crate::language::Language;
use crate::people::{self, Person};

/// Name of a slot within its release; random.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct SlotId(#[ts(type = "string")] pub Uuid);

impl SlotId {
    #[must_use]
    pub fn random() -> Self {
        Self(Uuid::new_v4())
    }
}

impl std::fmt::Display for SlotId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.simple().fmt(f)
    }
}

impl std::str::FromStr for SlotId {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// A place for a photo, which may be promised before the photo exists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PhotoSlot {
    pub id: SlotId,
    /// What it is to show, for the desk: "Bild von der Unterzeichnung".
    pub label: String,
    pub time: PhotoTime,
    /// "gegen": approximate in words, exact in fact.
    pub approximate: bool,
    /// What the page says until then, in the officer's words: "Bild folgt gegen 17:30 Uhr".
    pub pending_words: String,
    pub photo: Option<Photo>,
}

/// When a photo becomes public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum PhotoTime {
    WithRelease,
    /// So many minutes after the release.
    After {
        minutes: u32,
    },
    /// At a time of its own, which stays when the release moves.
    At {
        time: CivilTime,
    },
}

/// A photo that was chosen for a slot.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Photo {
    /// SHA-256 of the original in the vault, hexadecimal. It never leaves the desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub original: Option<String>,
    /// The file's name as imported. It never leaves the desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub file_name: Option<String>,
    pub caption: Caption,
    /// The clean pictures as published; empty before planning.
    #[serde(default)]
    pub renditions: Vec<Rendition>,
    /// What was corrected in its words since it became public, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Correction>>")]
    pub corrections: Vec<Correction>,
    /// What is changed in the picture. It never leaves the desk.
    #[serde(default, skip_serializing_if = "PhotoEdits::is_none")]
    #[ts(optional, as = "Option<PhotoEdits>")]
    pub edits: PhotoEdits,
    /// What is known of those in it, from left to right. It never leaves the desk.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Person>>")]
    pub people: Vec<Person>,
}

/// What is said about a photo (IPTC Photo Metadata 2023.1). The same fields as `caption.json`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Caption {
    pub headline: String,
    pub caption: String,
    /// Aims at 125 characters and ends at 250.
    pub alt_text: String,
    pub extended_alt_text: String,
    pub creator: String,
    pub credit: String,
    pub copyright: String,
    pub usage_terms: String,
    /// The address of the licence.
    pub web_statement: String,
    pub licensor: String,
    pub licensor_url: String,
    /// What a newsroom has to observe.
    pub instructions: String,
    /// When the press may use the photo; only in copies that leave before the release.
    pub release_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    /// Left to right.
    pub persons: Vec<String>,
    /// The place within the city.
    pub location: String,
    pub city: String,
    pub country: String,
    /// The day, `YYYY-MM-DD`; the clock time of a picture is private.
    pub date: Option<chrono::NaiveDate>,
    /// The clock time, `HH:MM:SS`, only if the officer keeps it.
    pub time: Option<chrono::NaiveTime>,
    /// Why the rights are told otherwise than in the file. It never leaves the desk.
    pub rights_reason: String,
}

/// The longest alternative text, in characters.
pub const ALT_TEXT_MAX: usize = 250;

/// One clean picture as published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rendition {
    pub name: RenditionName,
    /// Generated file name; says nothing about the picture.
    pub file: String,
    /// Pixels, as drawn.
    pub width: u32,
    pub height: u32,
    #[ts(type = "number")]
    pub bytes: u64,
    /// Hexadecimal.
    pub sha256: String,
}

/// What a rendition is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum RenditionName {
    /// All pixels of the original, or all that its edits leave.
    Print,
    /// 2048 pixels on the longer side.
    Web,
    /// 800 pixels on the longer side.
    Preview,
    /// 320 pixels on the longer side.
    Thumbnail,
}

impl RenditionName {
    /// As a part of an address.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Print => "print",
            Self::Web => "web",
            Self::Preview => "preview",
            Self::Thumbnail => "thumbnail",
        }
    }
}

impl PhotoSlot {
    /// A slot without a photo, public with the release.
    #[must_use]
    pub fn promised(id: SlotId, label: impl Into<String>) -> Self {
        Self {
            id,
            label: label.into(),
            time: PhotoTime::WithRelease,
            approximate: false,
            pending_words: "Bild folgt".into(),
            photo: None,
        }
    }
}

impl Photo {
    /// What may travel: without the original's digest and name, without the reason for other rights, without what was
    /// changed in the picture, and without what is known of those in it.
    #[must_use]
    pub fn published(&self) -> Self {
        let caption = Caption { rights_reason: String::new(), ..self.caption.clone() };
        Self {
            caption,
            renditions: self.renditions.clone(),
            corrections: self.corrections.clone(),
            ..Self::default()
        }
    }

    /// The caption as it goes out: who is not to be recognised is not named, and it ends by saying that somebody was covered.
    #[must_use]
    pub fn told(&self, language: Language) -> Caption {
        let mut caption = self.caption.clone();
        caption.persons.retain(|person| !self.edits.hides(person));
        let covered = language.words().covered();
        let said = caption.caption.trim_end();
        if self.edits.covers_somebody() && !said.ends_with(covered) {
            caption.caption = if said.is_empty() { covered.to_owned() } else { format!("{said} {covered}") };
        }
        caption
    }

    /// Everybody in it, with what is known of each.
    #[must_use]
    pub fn everybody(&self) -> Vec<Person> {
        people::of_names(&self.caption.persons, &self.people)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stored;
    use crate::{Release, ReleaseId};

    fn photo() -> Photo {
        Photo {
            original: Some("ab".repeat(32)),
            file_name: Some("DSC_4417.jpg".into()),
            caption: Caption {
                creator: "K. Hartung".into(),
                rights_reason: "Vertrag vom 3. Mai".into(),
                ..Caption::default()
            },
            edits: crate::edits::tests::covering("Anna Beispiel"),
            people: vec![Person::named("Anna Beispiel")],
            ..Photo::default()
        }
    }

    #[test]
    fn who_is_covered_is_not_named_and_the_caption_says_once_that_somebody_is() {
        let mut photo = photo();
        photo.caption.persons = vec!["Anna Beispiel".into(), "Bernd Muster".into()];
        photo.caption.caption = "Bernd Muster am Pult. ".into();
        let told = photo.told(Language::German);
        assert_eq!(told.persons, ["Bernd Muster"]);
        assert_eq!(told.caption, "Bernd Muster am Pult. (Person unkenntlich gemacht)");
        photo.caption.caption.clone_from(&told.caption);
        assert_eq!(photo.told(Language::German).caption, told.caption);
        photo.caption.caption = "Bernd Muster at the desk.".into();
        let english = photo.told(Language::English).caption;
        assert_eq!(english, "Bernd Muster at the desk. (Person made unrecognisable)");
        photo.edits = PhotoEdits::default();
        assert_eq!(photo.told(Language::German), photo.caption);
    }

    #[test]
    fn what_is_published_says_nothing_of_the_desk() {
        let json = serde_json::to_string(&photo().published()).expect("plain data");
        for word in ["abab", "DSC_4417", "Vertrag", "cover", "Beispiel"] {
            assert!(!json.contains(word), "{word}");
        }
        assert!(json.contains("K. Hartung"));

        let slot = PhotoSlot { photo: Some(photo()), ..PhotoSlot::promised(SlotId::random(), "Bild") };
        let release =
            Release { photos: vec![slot], unplaced: Vec::new(), ..Release::blank(ReleaseId::random()) };
        let text = stored::to_json(&release.text_only());
        assert!(stored::to_json(&release).contains("Vertrag") && !text.contains("Vertrag"));
        assert!(!text.contains("rightsReason"));
    }

    #[test]
    fn a_caption_of_before_the_rights_still_reads() {
        let old = r#"{"headline":"","caption":"Zwei Frauen","altText":"","extendedAltText":"","creator":"",
            "credit":"","copyright":"","usageTerms":"frei","persons":[],"city":"","country":"","date":null}"#;
        let caption: Caption = serde_json::from_str(old).expect("reads");
        assert_eq!((caption.usage_terms.as_str(), caption.web_statement.as_str()), ("frei", ""));
    }
}
