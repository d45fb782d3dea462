//! The unit of publication: the text of a release, or one photo of it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sperrfrist_release::{ReleaseId, SlotId};

/// Name of an item. As text: `<release>` or `<release>.<slot>`, both 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ItemId {
    pub release: ReleaseId,
    pub kind: ItemKind,
}

/// What of the release it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ItemKind {
    Text,
    Photo(SlotId),
}

impl ItemId {
    #[must_use]
    pub fn text(release: ReleaseId) -> Self {
        Self { release, kind: ItemKind::Text }
    }

    #[must_use]
    pub fn photo(release: ReleaseId, slot: SlotId) -> Self {
        Self { release, kind: ItemKind::Photo(slot) }
    }
}

impl fmt::Display for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            ItemKind::Text => write!(f, "{}", self.release),
            ItemKind::Photo(slot) => write!(f, "{}.{slot}", self.release),
        }
    }
}

/// A name that is no item's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Das ist kein Name einer Veröffentlichung.")]
pub struct NoItem;

impl FromStr for ItemId {
    type Err = NoItem;

    fn from_str(text: &str) -> Result<Self, NoItem> {
        let (release, slot) = match text.split_once('.') {
            Some((release, slot)) => (release, Some(slot)),
            None => (text, None),
        };
        let release = release.parse().map_err(|_| NoItem)?;
        match slot {
            None => Ok(Self::text(release)),
            Some(slot) => Ok(Self::photo(release, slot.parse().map_err(|_| NoItem)?)),
        }
    }
}

impl Serialize for ItemId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ItemId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
