//! Builders for tests.

pub mod clock;
pub mod jpeg;
