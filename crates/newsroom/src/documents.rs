//! The release as a document (PDF), for the press to keep.
//!
//! The newsroom sets no type: the desk sends one document for each state that the plan foresees, with photos and without.
//! A document may be shown while everything it was made of is public, each in the very edition that is printed in it.

use sperrfrist_clock::Reading;
use sperrfrist_release::ReleaseId;
use sperrfrist_seal::{PartEntry, Role};

use crate::holdings::Holdings;

impl Holdings {
    /// The document of what is public at this moment: all of it, and nothing else. Where the desk foresaw no such state (a
    /// photo waits past its time, and a later one is out), there is none rather than one that contradicts the page.
    pub(crate) fn document(&self, release: ReleaseId, now: &Reading) -> Option<PartEntry> {
        let items = self.of_release(release);
        let public: Vec<_> = items.iter().filter(|held| self.is_public(held, now)).collect();
        let is_of_all = |document: &&PartEntry| {
            document.made_of.len() == public.len()
                && document.made_of.iter().all(|edition| {
                    public.iter().any(|held| {
                        held.row.item == edition.item && held.row.manifest.generation == edition.generation
                    })
                })
        };
        let documents = public.iter().flat_map(|held| &held.row.manifest.parts);
        documents.filter(|part| part.role == Role::Document).find(is_of_all).cloned()
    }
}
