//! What went wrong, as the reader hears it: a code, a sentence, a next step.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An error at the end of its way, ready to be shown. Every error of every room becomes one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// Stable, such as `time.gap`.
    pub code: String,
    /// What is the matter, in a German sentence.
    pub sentence: String,
    /// What to do now; may be empty where there is nothing to do.
    pub next_step: String,
    /// Ways out that can be taken by one click.
    pub choices: Vec<Choice>,
}

/// A way out: its words, and the value that takes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Choice {
    pub label: String,
    /// For a time: `HH:MM`, or `earlier`/`later` for an hour that happens twice.
    pub value: String,
}

impl Problem {
    pub fn new(code: impl Into<String>, sentence: impl Into<String>, next_step: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            sentence: sentence.into(),
            next_step: next_step.into(),
            choices: Vec::new(),
        }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.sentence, self.next_step)
    }
}

impl std::error::Error for Problem {}
