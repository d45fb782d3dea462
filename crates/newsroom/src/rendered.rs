//! Pages as they were put together last, so that a rush does not put each together anew.
//!
//! Being in here makes nothing public: whoever asks has the gate asked for every item that the page shows. And what is
//! shown changes only with the holdings, so a page is good for one version of them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use sperrfrist_seal::ItemId;

use crate::newsroom::locked;

/// When more bytes than this are kept, all are let go.
const MAX_BYTES: usize = 64 * 1024 * 1024;

/// A page with its entity tag, and what it shows.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub etag: String,
    pub body: Bytes,
    pub items: Arc<[ItemId]>,
}

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
        if kept.version < version || kept.bytes + page.body.len() > MAX_BYTES {
            *kept = Kept { version, ..Kept::default() };
        }
        kept.bytes += page.body.len();
        kept.pages.insert(path.to_owned(), page.clone());
    }
}
