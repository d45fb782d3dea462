//! What stands in the margin of a release: it is shown beside the release, and is no part of it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sperrfrist_release::preflight::Place;
use sperrfrist_release::{Language, ReleaseId};
use ts_rs::TS;

/// The margin of a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MarginView {
    pub consents: Vec<ConsentView>,
    /// What the text quotes, in reading order, authorised or not.
    pub quotes: Vec<QuoteView>,
    /// Authorisations whose quotation is no longer in the text.
    pub lost: Vec<AuthorisationView>,
    /// Those that wait first, then those that are settled.
    pub comments: Vec<CommentView>,
    /// What is open in the margins of the same release in other languages.
    pub elsewhere: Vec<MarginElsewhere>,
    /// Who has commented last at this desk; empty where nobody has yet.
    pub author: String,
}

/// Somebody whose consent is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConsentView {
    pub number: u32,
    pub office: String,
    /// May be empty.
    pub name: String,
    pub asked_at: DateTime<Utc>,
    /// Whether the text reads as it did when they were asked.
    pub asked_fits: bool,
    pub given: Option<ConsentGivenView>,
}

/// A consent that was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConsentGivenView {
    pub at: DateTime<Utc>,
    pub by: String,
    /// Whether the text reads as it did then.
    pub fits: bool,
    /// The key of the version that was agreed to.
    pub snapshot: String,
}

/// A quotation of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QuoteView {
    pub place: Place,
    /// Without the marks around it.
    pub words: String,
    pub authorisation: Option<AuthorisationView>,
}

/// That a quotation was authorised, or somebody was asked to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AuthorisationView {
    pub number: u32,
    /// The words that were asked about, or that were authorised.
    pub words: String,
    pub name: String,
    pub asked_at: DateTime<Utc>,
    pub given_at: Option<DateTime<Utc>>,
    /// Whether the text quotes these very words.
    pub fits: bool,
}

/// A comment beside what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CommentView {
    pub number: u32,
    /// Nothing where it is about the release as a whole, or what it was about is lost.
    pub place: Option<Place>,
    /// The words it stands beside; those it stood beside where they are lost.
    pub excerpt: String,
    pub is_lost: bool,
    pub author: String,
    /// May be empty.
    pub recipient: String,
    pub words: String,
    pub written_at: DateTime<Utc>,
    pub settled_at: Option<DateTime<Utc>>,
}

/// What is open in another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MarginElsewhere {
    pub id: ReleaseId,
    pub language: Language,
    #[ts(type = "number")]
    pub comments: usize,
    /// Consents that are missing, or were given to other words.
    #[ts(type = "number")]
    pub consents: usize,
}

/// Whose consent is wanted to the text as it reads now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AskConsentRequest {
    pub id: ReleaseId,
    /// One that is asked once more, under its number; its names stay.
    pub again: Option<u32>,
    pub office: String,
    pub name: String,
}

/// That a consent was given; nothing where that is taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecordConsentRequest {
    pub id: ReleaseId,
    pub number: u32,
    pub given: Option<ConsentGiven>,
}

/// By whom, and to which text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConsentGiven {
    pub by: String,
    pub covers: Covers,
}

/// Which text was agreed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Covers {
    /// That which they were asked about.
    Asked,
    /// The one that stands there.
    Now,
}

/// That a quotation was authorised (`given`), or somebody was asked to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AuthoriseRequest {
    pub id: ReleaseId,
    /// The authorisation that this changes; nothing where it is the first.
    pub number: Option<u32>,
    pub words: String,
    pub name: String,
    pub given: bool,
}

/// A comment. Without a place it is about the release as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CommentRequest {
    pub id: ReleaseId,
    pub place: Option<Place>,
    pub author: String,
    pub recipient: String,
    pub words: String,
}

/// Whether a comment is settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SettleCommentRequest {
    pub id: ReleaseId,
    pub number: u32,
    pub settled: bool,
}

/// An entry to delete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DropFromMarginRequest {
    pub id: ReleaseId,
    pub kind: MarginKind,
    pub number: u32,
}

/// What an entry of the margin is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum MarginKind {
    Consent,
    Authorisation,
    Comment,
}
