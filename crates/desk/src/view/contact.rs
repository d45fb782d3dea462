//! The contact book, as Optionen and the column of a release show it.

use serde::{Deserialize, Serialize};
use sperrfrist_release::document::Contact;
use ts_rs::TS;

/// Everybody in the book, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Contacts {
    pub rows: Vec<ContactRow>,
}

/// An entry of the book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ContactRow {
    pub number: u32,
    /// Nothing where the entry cannot be read.
    pub contact: Option<Contact>,
    /// The lines that nobody could dial.
    pub undiallable: Vec<String>,
}

/// Somebody to be entered, or to be changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ContactRequest {
    /// The entry that this changes; nothing where it is a new one.
    pub number: Option<u32>,
    /// The place of a new one, counted from nought; nothing where it comes last.
    pub at: Option<u32>,
    pub contact: Contact,
}

/// An entry of the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OfContact {
    pub number: u32,
}

/// Where an entry is to stand, counted from nought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MoveContactRequest {
    pub number: u32,
    pub to: u32,
}
