//! Pictures and documents in memory, so that a rush does not wait for the disk.
//!
//! Whoever asks has asked the gate before and asks it again after; being in here makes nothing public.

use std::collections::HashMap;
use std::sync::Mutex;

use axum::body::Bytes;
use sperrfrist_seal::{PartEntry, Role, sha256_hex};

use crate::newsroom::{House, locked};

/// When more bytes than this are kept, all are let go.
const MAX_BYTES: usize = 128 * 1024 * 1024;

/// How every JPEG begins (ITU-T T.81, annex B: SOI and the next marker).
const JPEG: &[u8] = &[0xff, 0xd8, 0xff];
/// How every PDF begins (ISO 32000-1, section 7.5.2).
const PDF: &[u8] = b"%PDF-";

/// By the name of the part.
#[derive(Debug, Default)]
pub(crate) struct Pictures {
    kept: Mutex<HashMap<String, Bytes>>,
}

impl Pictures {
    pub(crate) fn get(&self, name: &str) -> Option<Bytes> {
        locked(&self.kept).get(name).cloned()
    }

    pub(crate) fn forget(&self, names: &[&str]) {
        locked(&self.kept).retain(|name, _| !names.contains(&name.as_str()));
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
    pub(crate) fn read_part(&self, part: &PartEntry) -> Option<Bytes> {
        let bytes = match self.parts.read(&part.name) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.unshown.note(&part.name, error.code());
                return None;
            }
        };
        // Its time has come: who asks for it has asked the gate.
        let sealed = Some(bytes).filter(|sealed| sha256_hex(sealed) == part.sha256);
        let opened = sealed.and_then(|sealed| self.keys.open(&sealed).ok());
        // What goes out as a picture or a document is one, whatever the manifest calls it.
        let start = if part.role == Role::Document { PDF } else { JPEG };
        let Some(bytes) = opened.filter(|bytes| bytes.starts_with(start)) else {
            self.unshown.note(&part.name, "item.damaged");
            return None;
        };
        self.unshown.forget(&part.name);
        let bytes = Bytes::from(bytes);
        self.pictures.keep(&part.name, &bytes);
        Some(bytes)
    }
}
