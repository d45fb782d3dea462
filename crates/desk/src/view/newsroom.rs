//! The newsroom of this desk, and what a check of the line to it found.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Problem;

/// Which newsroom this desk works with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewsroomView {
    /// `None` where it is the one inside the app.
    pub pairing: Option<PairingView>,
    /// How many releases wait there for their time.
    pub waiting: usize,
}

/// A newsroom on a server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PairingView {
    /// Such as `https://newsroom.example`.
    pub url: String,
    /// 32 hexadecimal digits, for comparison with what its keeper sees.
    pub fingerprint: String,
    pub since: DateTime<Utc>,
    /// Whether the key lies in the system's keyring; else in a file.
    pub in_keyring: bool,
}

/// Pairs with a newsroom. The line is a secret: it goes from the window to the desk, and never back.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConnectRequest {
    /// As typed, such as `https://newsroom.example`.
    pub address: String,
    /// As `sperrfrist-newsroom token new` printed it.
    pub line: String,
}

/// Goes back to the newsroom inside the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DisconnectRequest {
    /// Also where something waits at a newsroom that does not answer: it stays there.
    pub anyway: bool,
}

/// What a check found. What comes after a step that failed was not looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewsroomCheck {
    pub checked_at: DateTime<Utc>,
    /// Why the newsroom did not take us, or was not the one of the pairing line.
    pub problem: Option<Problem>,
    pub clock: Option<ClockCheck>,
    pub held: Option<HeldCheck>,
    pub outside: Option<OutsideCheck>,
}

/// The newsroom's clock against this machine's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClockCheck {
    pub synced: bool,
    /// Above zero where this machine is fast.
    pub deviation_ms: i64,
    pub uncertainty_ms: u64,
}

/// Packages that wait there: how many the newsroom has as they were sent, of how many it should have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HeldCheck {
    pub complete: usize,
    pub expected: usize,
}

/// Addresses of what is locked, looked at as the public would.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OutsideCheck {
    pub tried: usize,
    /// How many of them show something.
    pub open: usize,
}
