//! A photo that was announced and is not planned yet.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sperrfrist_release::SlotId;
use ts_rs::TS;

/// A promised photo: what was announced, how long is left, what is there of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PhotoPromise {
    pub slot: SlotId,
    pub label: String,
    /// What the page says, in the officer's words.
    pub words: String,
    /// `None` while the signal is awaited.
    pub due: Option<DateTime<Utc>>,
    pub stage: PromiseStage,
    pub photo: PromisedPhoto,
    /// "Sobald das Bild da und vollständig ist, veröffentlichen."
    pub unattended: bool,
}

/// How urgent it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PromiseStage {
    Waiting,
    /// Five minutes before its time, or less.
    Soon,
    /// Its time is over: from now on it goes out only with the officer's word.
    Over,
}

/// What is there of a promised photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PromisedPhoto {
    Missing,
    /// Chosen, but the checks have something to say.
    Incomplete,
    /// Chosen and complete; it waits for the officer's word.
    Ready,
}
