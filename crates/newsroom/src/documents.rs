//! The release as a document (PDF), for the press to keep.
//!
//! The newsroom sets no type: the desk sends one document for each state that the plan foresees, with photos and without.
//! A document may be shown while everything it was made of is public, each in the very edition that is printed in it.

use sperrfrist_clock::Reading;
use sperrfrist_release::ReleaseId;
use sperrfrist_seal::{PartEntry, Role};

use crate::holdings::Holdings;

impl Holdings {
    /// The document that shows the most of what is public at this moment.
    pub(crate) fn document(&self, release: ReleaseId, now: &Reading) -> Option<PartEntry> {
        let items = self.of_release(release);
        let public = || items.iter().filter(|held| self.is_public(held, now));
        let is_public = |document: &&PartEntry| {
            document.made_of.iter().all(|edition| {
                public().any(|held| {
                    held.row.item == edition.item && held.row.manifest.generation == edition.generation
                })
            })
        };
        let documents = public().flat_map(|held| &held.row.manifest.parts);
        let documents = documents.filter(|part| part.role == Role::Document);
        documents.filter(is_public).max_by_key(|document| document.made_of.len()).cloned()
    }
}
