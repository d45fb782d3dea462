//! Builders for tests.

pub mod clock;
pub mod jpeg;
pub mod png;
pub mod webp;
