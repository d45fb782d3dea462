//! The release: one document of a press office, with everything that is printed on it.
//!
//! Labels ("Ihr Ansprechpartner", "Durchwahl", "Links:") are data, for each house words them in its own way.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use crate::body::Body;
use crate::correction::Correction;
use crate::due::Due;
use crate::holidays::FederalState;
use crate::language::Language;
use crate::photo::{PhotoSlot, SlotId};
use crate::preflight::Override;

/// Random, so that it says nothing and cannot be guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct ReleaseId(#[ts(type = "string")] pub Uuid);

impl ReleaseId {
    #[must_use]
    pub fn random() -> Self {
        Self(Uuid::new_v4())
    }

    /// Four digits that tell it from the others of a day without telling anything of it, such as `7F3A`.
    #[must_use]
    pub fn mark(self) -> String {
        self.to_string()[..4].to_uppercase()
    }
}

impl std::fmt::Display for ReleaseId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.simple().fmt(f)
    }
}

impl std::str::FromStr for ReleaseId {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// A letterhead of the desk. Random as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct LetterheadId(#[ts(type = "string")] pub Uuid);

impl LetterheadId {
    #[must_use]
    pub fn random() -> Self {
        Self(Uuid::new_v4())
    }
}

impl std::fmt::Display for LetterheadId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.simple().fmt(f)
    }
}

impl std::str::FromStr for LetterheadId {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// A release as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Release {
    pub id: ReleaseId,
    #[serde(default, skip_serializing_if = "Language::is_usual")]
    #[ts(optional, as = "Option<Language>")]
    pub language: Language,
    /// The release of which this is a version in another language. It is never public before that one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub version_of: Option<ReleaseId>,
    pub kind: Kind,
    /// The kind in the words of the house, as printed at the head: "Medieninformation".
    pub kind_label: String,
    pub issuer: Issuer,
    pub contact: Contact,
    /// The letterhead of the desk on which it is printed; without one it is printed on plain paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub letterhead: Option<LetterheadId>,
    /// The date as printed in the contact column; may be empty.
    pub printed_date: String,
    /// The Sperrvermerke in words. Ours follows the one for online media.
    pub embargo_notes: Vec<EmbargoNote>,
    /// When the text becomes public; `None` until an officer has said so.
    pub due: Option<Due>,
    pub dateline: Dateline,
    pub headline: String,
    /// "Es gilt das gesprochene Wort." and the like.
    pub standing_lines: Vec<String>,
    pub body: Body,
    /// The words above the links: "Links:".
    pub links_label: String,
    pub links: Vec<Link>,
    pub photos: Vec<PhotoSlot>,
    /// Text of an import that found no place; printed nowhere, lost nowhere.
    pub unplaced: Vec<String>,
    /// The last part of the page's address; empty until it was first planned.
    pub slug: String,
    /// What was corrected since it became public, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Correction>>")]
    pub corrections: Vec<Correction>,
    /// A speech as it was held: a version of its own, for which "Es gilt das gesprochene Wort" no longer holds.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub delivered: bool,
    /// What the preflight requires and an officer has set aside. It never leaves the desk.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Override>>")]
    pub overrides: Vec<Override>,
}

/// The kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    Medieninformation,
    Rede,
    Statement,
    Terminhinweis,
    Einladung,
}

impl Kind {
    /// The usual word at the head of the paper.
    #[must_use]
    pub fn label(self) -> &'static str {
        Language::German.words().kind(self)
    }
}

/// Who issues the release.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Issuer {
    pub name: String,
    pub addresses: Vec<Labelled>,
    /// "Internet:"; mostly empty.
    #[serde(default)]
    pub website_label: String,
    /// As printed, with or without `https://`.
    pub website: String,
    pub directions: Labelled,
    pub accessibility_note: String,
    /// The note that an asterisk leads to, without the asterisk.
    pub footnote: String,
    /// Where its holidays are; printed nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub state: Option<FederalState>,
}

/// Lines under a label.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Labelled {
    pub label: String,
    pub lines: Vec<String>,
}

/// Whom the press calls.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Contact {
    /// "Ihr Ansprechpartner", "Ihre Ansprechpartnerin", as the contact wishes.
    pub label: String,
    pub name: String,
    /// "Durchwahl".
    pub numbers_label: String,
    pub numbers: Vec<Number>,
    /// "E-Mail:"; mostly empty.
    #[serde(default)]
    pub email_label: String,
    pub email: String,
    /// Whether the address carries the asterisk of the issuer's footnote.
    pub email_has_footnote: bool,
}

/// A telephone or fax number.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Number {
    /// "Telefon".
    pub label: String,
    pub number: String,
}

/// A Sperrvermerk as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EmbargoNote {
    pub medium: Medium,
    /// The whole line: "Sperrfrist: 21.11.2023, 17:00 Uhr".
    pub words: String,
}

/// For whom a Sperrvermerk is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Medium {
    All,
    Agencies,
    Online,
    Print,
    Broadcast,
}

/// "Dresden (21.11.2023) –".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Dateline {
    pub place: String,
    pub date: Option<NaiveDate>,
    /// As printed before the first paragraph.
    pub words: String,
}

impl Dateline {
    /// The usual form of place and date.
    #[must_use]
    pub fn usual(place: &str, date: NaiveDate) -> Self {
        Self { place: place.into(), date: Some(date), words: Language::German.words().dateline(place, date) }
    }
}

/// A link below the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Link {
    pub label: String,
    pub target: LinkTarget,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum LinkTarget {
    Address {
        href: String,
    },
    /// The photo of a slot, once it is public.
    Photo {
        slot: SlotId,
    },
    /// Not known yet: "#".
    Missing,
}

impl Release {
    /// An empty Medieninformation.
    #[must_use]
    pub fn blank(id: ReleaseId) -> Self {
        Self {
            id,
            language: Language::default(),
            version_of: None,
            kind: Kind::Medieninformation,
            kind_label: Kind::Medieninformation.label().into(),
            issuer: Issuer::default(),
            contact: Contact::default(),
            letterhead: None,
            printed_date: String::new(),
            embargo_notes: Vec::new(),
            due: None,
            dateline: Dateline::default(),
            headline: String::new(),
            standing_lines: Vec::new(),
            body: Body::default(),
            links_label: String::new(),
            links: Vec::new(),
            photos: Vec::new(),
            unplaced: Vec::new(),
            slug: String::new(),
            corrections: Vec::new(),
            delivered: false,
            overrides: Vec::new(),
        }
    }

    /// The Sperrvermerk that binds us: the one for online media, else the one for all.
    #[must_use]
    pub fn online_embargo_note(&self) -> Option<&EmbargoNote> {
        let of = |medium| self.embargo_notes.iter().find(move |note| note.medium == medium);
        of(Medium::Online).or_else(|| of(Medium::All))
    }

    /// The slot of that name.
    #[must_use]
    pub fn slot(&self, id: SlotId) -> Option<&PhotoSlot> {
        self.photos.iter().find(|slot| slot.id == id)
    }

    /// The slot of that name, to be changed.
    pub fn slot_mut(&mut self, id: SlotId) -> Option<&mut PhotoSlot> {
        self.photos.iter_mut().find(|slot| slot.id == id)
    }

    /// What the text package carries: no photo, no caption, no file name; only the slots and their words.
    #[must_use]
    pub fn text_only(&self) -> Self {
        let mut text = self.clone();
        for slot in &mut text.photos {
            slot.photo = None;
        }
        text.unplaced.clear();
        text.overrides.clear();
        text
    }
}
