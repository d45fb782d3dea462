//! A part of a picture.

use serde::{Deserialize, Serialize};

/// A rectangle in a picture as drawn. Each number is in ten-thousandths of the picture's width or height: whole
/// numbers compare exactly and say the same in every file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Region {
    /// From the left edge.
    pub left: u16,
    /// From the upper edge.
    pub top: u16,
    /// Of the picture's width.
    pub width: u16,
    /// Of the picture's height.
    pub height: u16,
}

impl Region {
    /// What 10,000 parts are.
    pub const WHOLE: u16 = 10_000;
}
