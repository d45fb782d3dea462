//! A fix as data: what would be written where.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::place::{Place, Span};
use crate::document::{LinkTarget, Release};
use crate::photo::SlotId;

/// What settles a finding at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Fix {
    /// What it does, for a button: "Überall »Staatssekretär«".
    pub label: String,
    pub edits: Vec<Edit>,
}

/// One change of a fix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Edit {
    /// Other words for a part of a text that reads `was`.
    Replace { place: Place, span: Span, was: String, now: String },
    /// The date before the text, apart from its words.
    Date { date: NaiveDate },
    /// The target of a link that had none.
    LinkToPhoto { index: usize, slot: SlotId },
}

impl Fix {
    pub(super) fn new(label: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { label: label.into(), edits }
    }
}

/// The release with a fix; `None` where it has changed since and the fix no longer fits.
#[must_use]
pub fn fixed(release: &Release, fix: &Fix) -> Option<Release> {
    let mut made = release.clone();
    let mut edits: Vec<&Edit> = fix.edits.iter().collect();
    // From the end on, so that what is still to be replaced stays where it is.
    edits.sort_by_key(|edit| std::cmp::Reverse(start(edit)));
    edits.into_iter().all(|edit| apply(edit, &mut made)).then_some(made)
}

fn start(edit: &Edit) -> usize {
    match edit {
        Edit::Replace { span, .. } => span.start,
        Edit::Date { .. } | Edit::LinkToPhoto { .. } => 0,
    }
}

fn apply(edit: &Edit, release: &mut Release) -> bool {
    match edit {
        Edit::Replace { place, span, was, now } => place.replace(release, *span, was, now),
        Edit::Date { date } => {
            release.dateline.date = Some(*date);
            true
        }
        Edit::LinkToPhoto { index, slot } => {
            let is_there = release.slot(*slot).is_some();
            match release.links.get_mut(*index) {
                Some(link) if is_there => {
                    link.target = LinkTarget::Photo { slot: *slot };
                    true
                }
                _ => false,
            }
        }
    }
}
