//! From the many elements that track something to the few changes a person made.
//!
//! What one author took out and put in at one place is one change, also across paragraphs. Both ends of a move are
//! one change, wherever they are.

use std::collections::HashMap;

use crate::reading::{Change, ChangeKind, Paragraph, Tracked};

use super::walk::Revision;

/// Makes changes of the revisions that something in the text belongs to, and names them in its place.
pub(super) fn group(paragraphs: &mut [Paragraph], revisions: &[Revision]) -> Vec<Change> {
    let whole = moves_with_both_ends(paragraphs, revisions);
    let mut grouping =
        Grouping { revisions, whole, changes: Vec::new(), near: Vec::new(), moves: HashMap::new() };
    for paragraph in paragraphs {
        for piece in &mut paragraph.pieces {
            grouping.place(&mut piece.tracked);
        }
        grouping.place(&mut paragraph.end);
        if paragraph.closed {
            grouping.near.clear();
        }
    }
    grouping.changes
}

struct Grouping<'a> {
    revisions: &'a [Revision],
    whole: Vec<String>,
    changes: Vec<Change>,
    /// The changes that nothing unchanged has come after yet.
    near: Vec<usize>,
    moves: HashMap<String, usize>,
}

impl Grouping<'_> {
    fn place(&mut self, tracked: &mut Tracked) {
        if !tracked.is_tracked() {
            self.near.clear();
            return;
        }
        let inserted = tracked.inserted.map(|revision| self.change(revision));
        let deleted = tracked.deleted.map(|revision| self.change(revision));
        *tracked = Tracked { inserted, deleted };
    }

    fn change(&mut self, revision: usize) -> usize {
        let revision = &self.revisions[revision];
        let moved = revision.moved.as_ref().filter(|named| self.whole.contains(named));
        if let Some(named) = moved {
            if let Some(change) = self.moves.get(named) {
                return *change;
            }
            let change = self.add(revision, ChangeKind::Moved);
            self.moves.insert(named.clone(), change);
            return change;
        }
        let same = |change: &&usize| {
            let change = &self.changes[**change];
            change.kind == revision.kind && change.author == revision.author
        };
        if let Some(change) = self.near.iter().find(same) {
            return *change;
        }
        let change = self.add(revision, revision.kind);
        self.near.push(change);
        change
    }

    fn add(&mut self, revision: &Revision, kind: ChangeKind) -> usize {
        self.changes.push(Change { kind, author: revision.author.clone(), made: revision.made });
        self.changes.len() - 1
    }
}

/// A move whose other end is not in the text, but in a header perhaps, is a deletion or an insertion.
fn moves_with_both_ends(paragraphs: &[Paragraph], revisions: &[Revision]) -> Vec<String> {
    let mut ends: HashMap<&str, (bool, bool)> = HashMap::new();
    let pieces = paragraphs.iter().flat_map(|paragraph| &paragraph.pieces).map(|piece| piece.tracked);
    for tracked in pieces {
        let named = |revision: Option<usize>| revisions[revision?].moved.as_deref();
        if let Some(named) = named(tracked.inserted) {
            ends.entry(named).or_default().0 = true;
        }
        if let Some(named) = named(tracked.deleted) {
            ends.entry(named).or_default().1 = true;
        }
    }
    let mut whole: Vec<String> =
        ends.into_iter().filter(|(_, ends)| ends.0 && ends.1).map(|(named, _)| named.to_owned()).collect();
    whole.sort();
    whole
}
