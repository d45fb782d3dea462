//! What every new release begins with.

use serde::{Deserialize, Serialize};
use sperrfrist_release::FederalState;
use ts_rs::TS;

/// Where its holidays are, and when its photos are public.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct Habits {
    /// Nothing where only what is a holiday everywhere counts.
    pub state: Option<FederalState>,
    pub photo: PhotoHabit,
}

/// When a photo is usually public.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PhotoHabit {
    #[default]
    WithRelease,
    /// Half an hour after it, and moving with it.
    HalfAnHourLater,
    /// At a time of its own, which stays when the release moves: half an hour later, to begin with.
    OwnTime,
}
