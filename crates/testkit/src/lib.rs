//! Builders for tests.

pub mod clock;
pub mod gif;
pub mod heif;
pub mod jpeg;
pub mod tiff;
