//! A part of a picture.

use serde::{Deserialize, Serialize};

/// A rectangle in a picture as drawn: each number is a fraction of the picture's width or height, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Region {
    /// From the left edge.
    pub left: f32,
    /// From the upper edge.
    pub top: f32,
    /// Of the picture's width.
    pub width: f32,
    /// Of the picture's height.
    pub height: f32,
}
