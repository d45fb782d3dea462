//! What a search finds.

use serde::{Deserialize, Serialize};
use sperrfrist_release::ReleaseId;
use sperrfrist_release::state::State;
use ts_rs::TS;

use super::Lane;

/// What somebody looks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SearchRequest {
    /// All of them must be there, or words that begin so.
    pub words: String,
}

/// What was found, the newest first in each group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SearchView {
    pub releases: Vec<FoundRelease>,
    pub photos: Vec<FoundPhoto>,
    pub persons: Vec<FoundPerson>,
    /// Whether there is more of any group than is shown.
    pub more: bool,
}

/// A run of a text, and whether it is one that was looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Run {
    pub text: String,
    pub is_sought: bool,
}

/// A release whose text holds the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundRelease {
    pub id: ReleaseId,
    /// Empty in a draft without one.
    pub headline: Vec<Run>,
    /// The first place in the text, with what stands around it; empty where only the headline holds them.
    pub excerpt: Vec<Run>,
    pub state: State,
    pub lanes: Vec<Lane>,
}

/// A photo whose caption, persons or file name hold the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundPhoto {
    pub release: ReleaseId,
    /// As in [`super::PhotoView::original`].
    pub original: String,
    pub file_name: Vec<Run>,
    pub excerpt: Vec<Run>,
    /// That of its release.
    pub headline: String,
}

/// A person who is named with photos.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundPerson {
    pub name: Vec<Run>,
    /// Without marks, to look for.
    pub words: String,
    #[ts(type = "number")]
    pub photos: usize,
    #[ts(type = "number")]
    pub releases: usize,
}
