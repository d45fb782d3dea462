//! What the window asks of the dictionary.

use serde::{Deserialize, Serialize};
use sperrfrist_release::Language;
use ts_rs::TS;

/// Words to be looked up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WordsRequest {
    pub language: Language,
    pub words: Vec<String>,
}

/// Which of them no dictionary knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WordsView {
    /// Whether this machine has a dictionary of the language; without one nothing is unknown.
    pub has_dictionary: bool,
    pub unknown: Vec<String>,
}

/// A word of a language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WordRequest {
    pub language: Language,
    pub word: String,
}

/// What could have been meant, the likeliest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Suggestions {
    pub words: Vec<String>,
}
