//! The press officer's verbs, one file per verb.

mod problem;
pub mod view;

pub use problem::{Choice, Problem};
