//! Pictures in memory, so that a rush does not wait for the disk.
//!
//! Whoever asks has asked the gate before and asks it again after; being in here makes nothing public.

use std::collections::HashMap;
use std::sync::Mutex;

use axum::body::Bytes;
use sperrfrist_seal::{PartEntry, sha256_hex};

use crate::newsroom::{House, locked};

/// When more bytes than this are kept, all are let go.
const MAX_BYTES: usize = 128 * 1024 * 1024;

/// By the name of the part.
#[derive(Debug, Default)]
pub(crate) struct Pictures {
    kept: Mutex<HashMap<String, Bytes>>,
}

impl Pictures {
    pub(crate) fn get(&self, name: &str) -> Option<Bytes> {
        locked(&self.kept).get(name).cloned()
    }

    fn keep(&self, name: &str, bytes: &Bytes) {
        let mut kept = locked(&self.kept);
        if kept.values().map(Bytes::len).sum::<usize>() + bytes.len() > MAX_BYTES {
            kept.clear();
        }
        kept.insert(name.to_owned(), bytes.clone());
    }
}

impl House {
    /// The bytes of a part as the manifest says, or nothing. Blocks.
    pub(crate) fn read_picture(&self, part: &PartEntry) -> Option<Bytes> {
        let bytes = match self.parts.read(&part.name) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.alarm(&error);
                return None;
            }
        };
        // Its text is public, so its own time has come: `public_picture` has asked the gate.
        let opened = Some(bytes).filter(|sealed| sha256_hex(sealed) == part.sha256);
        let Some(Ok(bytes)) = opened.map(|sealed| self.keys.open(&sealed)) else {
            eprintln!("Der Teil {} ist beschädigt und wird nicht gezeigt.", part.name);
            return None;
        };
        let bytes = Bytes::from(bytes);
        self.pictures.keep(&part.name, &bytes);
        Some(bytes)
    }
}
