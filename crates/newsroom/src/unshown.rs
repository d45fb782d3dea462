//! What is public and could not be shown the last time that somebody asked for it, until it can be shown again.

use std::collections::HashSet;
use std::sync::Mutex;

use crate::log;
use crate::newsroom::locked;

/// By the name of a part, or the path of a page.
#[derive(Debug, Default)]
pub(crate) struct Unshown {
    names: Mutex<HashSet<String>>,
}

impl Unshown {
    /// Remembers it, and tells the keeper once. The name of a part is an address: it stays out of the log.
    pub(crate) fn note(&self, name: &str, code: &str) {
        if locked(&self.names).insert(name.to_owned()) {
            log::failed(code, "Etwas Öffentliches ließ sich nicht zeigen.");
        }
    }

    /// It was shown again.
    pub(crate) fn forget(&self, name: &str) {
        let mut names = locked(&self.names);
        if !names.is_empty() && names.remove(name) {
            log::recovered("newsroom.unshown");
        }
    }

    /// How many of them `counts` holds for; the others are of no interest any more, and forgotten.
    pub(crate) fn count(&self, counts: impl Fn(&str) -> bool) -> usize {
        let mut names = locked(&self.names);
        names.retain(|name| counts(name));
        names.len()
    }
}
