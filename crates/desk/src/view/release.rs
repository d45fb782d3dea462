//! One release, opened.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sperrfrist_release::preflight::{Finding, Fulfilled};
use sperrfrist_release::state::State;
use sperrfrist_release::{Language, Release, ReleaseId, SlotId};
use ts_rs::TS;

use super::{Lane, PhotoPromise, PhotoView};

/// Everything the screens of one release show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReleaseView {
    /// The draft.
    pub release: Release,
    pub state: State,
    /// Whether somebody stopped it and the newsroom, which did not answer, does not know yet.
    pub is_stop_queued: bool,
    pub saved_at: DateTime<Utc>,
    pub lanes: Vec<Lane>,
    /// Photos that were announced and are not planned yet.
    pub promises: Vec<PhotoPromise>,
    /// The slots whose photo goes out by itself once it is there and complete.
    pub unattended: Vec<SlotId>,
    pub findings: Vec<Finding>,
    /// The rules that were asked and are fulfilled.
    pub fulfilled: Vec<Fulfilled>,
    pub planned: Option<Planned>,
    /// Every photo that was attached, chosen or not.
    pub photos: Vec<PhotoView>,
    #[ts(type = "number")]
    pub word_count: usize,
    /// The same release in other languages, as far as they are on this desk.
    pub versions: Vec<VersionView>,
}

/// A release in another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VersionView {
    pub id: ReleaseId,
    pub language: Language,
    pub headline: String,
    pub state: State,
}

/// The frozen version that will be, or is, public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Planned {
    /// When it was frozen: "die Fassung von 15:52 Uhr".
    pub version_at: DateTime<Utc>,
    /// How many places of the draft differ from it; 0 when it is up to date.
    #[ts(type = "number")]
    pub changes: usize,
    /// Where the page is or will be; a full address.
    pub page_url: Option<String>,
    #[ts(type = "number")]
    pub generation: u64,
}

/// The answer to every change of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Saved {
    pub saved_at: DateTime<Utc>,
    pub findings: Vec<Finding>,
    pub fulfilled: Vec<Fulfilled>,
    /// As in [`Planned::changes`].
    #[ts(type = "number")]
    pub changes: usize,
    #[ts(type = "number")]
    pub word_count: usize,
}

/// A release read from a text, and what the reading was not sure of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportView {
    pub view: ReleaseView,
    pub unsure: Vec<UnsureView>,
}

/// A place at which the reading was not sure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnsureView {
    pub sentence: String,
    /// The words of the file in question.
    pub words: String,
}
