//! The proof of one item: that nothing of it was to be had before its time, and since when it was.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sperrfrist_release::ReleaseId;
use ts_rs::TS;

use super::LaneItem;

/// What is proved of one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Proof {
    pub item: LaneItem,
    /// When it opens; `None` while the signal is awaited.
    pub planned: Option<DateTime<Utc>>,
    /// Whether it, or its text, opens on signal.
    pub on_signal: bool,
    /// When the signal was given.
    pub signal_at: Option<DateTime<Utc>>,
    pub first_public: Option<FirstPublic>,
    /// Since when it is public, by the newsroom's journal.
    pub newsroom_since: Option<DateTime<Utc>>,
    /// An hour, ten minutes and a minute before; only those that were due after it was planned.
    pub before: Vec<LookView>,
    /// While the signal was awaited: when it was planned, and every ten minutes from when on it could be given. What
    /// was asked is told of the last that found nothing, and of each that found something.
    pub waiting: Vec<LookView>,
    /// The reading back after its time.
    pub after: Option<LookView>,
}

/// When an item was first public, as well as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FirstPublic {
    pub at: DateTime<Utc>,
    pub known_by: KnownBy,
    /// Milliseconds after its time, or after it was handed over where that came later; `None` for what had been
    /// public before.
    #[ts(type = "number | null")]
    pub late_ms: Option<i64>,
}

/// Who says when something was first public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum KnownBy {
    /// This desk was on, and read it back from outside.
    Outside,
    /// The newsroom's own journal; this desk was off.
    Newsroom,
}

/// A look from outside that was due at a fixed moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LookView {
    /// So many minutes before the item's time; 0 for the reading back, and while the signal was awaited.
    pub minutes_before: u32,
    /// When it was due.
    pub due: DateTime<Utc>,
    /// `None` where nobody looked.
    pub looked_at: Option<DateTime<Utc>>,
    pub verdict: Verdict,
    pub asked: Vec<Asked>,
    /// SHA-256 of what was read back, hexadecimal.
    pub sha256: Option<String>,
}

/// What a look found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// Nothing was to be had, and nothing could be told from what never was.
    Locked,
    /// Something was to be had before its time: the alarm.
    Early,
    /// Nothing was to be had, but the answer differs from that for what never was.
    Told,
    /// Public, as planned.
    Matches,
    /// Public, but not as planned.
    Differs,
    /// Not public five minutes after its time.
    Missing,
    /// No newsroom answered.
    Unreachable,
    /// Nobody looked: this PC was off, or Sperrfrist was closed.
    Missed,
}

/// One question that was asked from outside, and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Asked {
    pub what: What,
    pub url: String,
    /// HTTP status; `None` where nobody answered.
    pub status: Option<u16>,
    pub verdict: Verdict,
}

/// What was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum What {
    /// The page under its address.
    Page,
    /// An address beside that of the page or of a picture.
    Neighbour,
    Picture,
    /// The front page and the list of a year.
    List,
    Feed,
    Sitemap,
    /// A search without words: words would stand in the log of the server.
    Search,
    /// Where other systems show what is to come.
    Guess,
}

/// Something that must not wait: an item that was to be had before its time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Alarm {
    pub release: ReleaseId,
    pub headline: String,
    pub item: LaneItem,
    /// When it opens; `None` while the signal is awaited.
    pub planned: Option<DateTime<Utc>>,
    pub found_at: DateTime<Utc>,
}
