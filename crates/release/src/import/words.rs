//! The words of a text, counted: what the law of the import is about.
//!
//! A word is a maximal run of alphanumeric characters. Punctuation may move or go, words may not.

use std::collections::HashMap;

/// The words of `text`, in order.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// How often each word occurs in `lines`.
#[must_use]
pub fn count<'a>(lines: impl IntoIterator<Item = &'a str>) -> HashMap<&'a str, usize> {
    let mut counted = HashMap::new();
    for word in lines.into_iter().flat_map(words) {
        *counted.entry(word).or_insert(0) += 1;
    }
    counted
}

/// Whether there is anything to read.
pub(super) fn any(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Whether a word would be torn apart or glued together between `before` and `after`.
pub(super) fn within_word(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
}
