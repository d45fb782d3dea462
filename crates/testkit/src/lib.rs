//! Builders for tests.

pub mod clock;
pub mod docx;
pub mod gif;
pub mod heif;
pub mod jpeg;
pub mod png;
pub mod snapshot;
pub mod tiff;
pub mod webp;
