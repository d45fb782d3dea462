//! Pages as they were put together last, so that a rush does not put each together anew.
//!
//! Exact, and no cache with an age: what is public changes only with the holdings, for an item is shown when it is
//! cleared and its latch stands on disk, and both stand there. So a page is good for as long as they have the same
//! version, and for one of another version it is put together from what the gate lets through then.

use std::collections::HashMap;
use std::sync::Mutex;

use axum::body::Bytes;

use crate::newsroom::locked;

/// When more bytes than this are kept, all are let go.
const MAX_BYTES: usize = 64 * 1024 * 1024;

/// A page with its entity tag.
pub(crate) type Page = (String, Bytes);

/// By path.
#[derive(Debug, Default)]
pub(crate) struct Rendered {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    /// Of the holdings.
    version: u64,
    pages: HashMap<String, Page>,
    bytes: usize,
}

impl Rendered {
    pub(crate) fn get(&self, path: &str, version: u64) -> Option<Page> {
        let kept = locked(&self.kept);
        if kept.version == version { kept.pages.get(path).cloned() } else { None }
    }

    /// Keeps what was put together from holdings of that version.
    pub(crate) fn keep(&self, path: &str, version: u64, page: &Page) {
        let mut kept = locked(&self.kept);
        if kept.version > version {
            return;
        }
        if kept.version < version || kept.bytes + page.1.len() > MAX_BYTES {
            *kept = Kept { version, ..Kept::default() };
        }
        kept.bytes += page.1.len();
        kept.pages.insert(path.to_owned(), page.clone());
    }
}
