//! The verb "draft": what was typed.
//!
//! **Invariant: nothing typed is lost.** The answer comes after the disk has it.

use sperrfrist_release::Release;

use crate::desk::Desk;
use crate::view::{DraftRequest, Saved};
use crate::{Problem, changes};

impl Desk {
    /// Keeps a draft. Photos, times, address, language, letterhead and corrections are those already kept: they have verbs of their own.
    ///
    /// # Errors
    /// [`Problem`] where it cannot be kept; the draft before it is kept still.
    pub fn draft(&self, request: DraftRequest) -> Result<Saved, Problem> {
        let typed = request.release;
        let id = typed.id;
        self.edit(id, |_, draft| {
            let Release { due, photos, slug, corrections, language, version_of, letterhead, .. } =
                std::mem::replace(draft, typed);
            *draft =
                Release { due, photos, slug, corrections, language, version_of, letterhead, ..draft.clone() };
            Ok(())
        })?;
        let dossier = self.dossier(id)?;
        let draft = dossier.draft();
        let (findings, rules_fulfilled) = self.findings(&dossier, draft);
        let planned = dossier.planned.as_ref();
        Ok(Saved {
            saved_at: dossier.stored.changed_at,
            findings,
            rules_fulfilled,
            changes: planned.map_or(0, |version| changes::count(&version.frozen, draft)),
            word_count: draft.body.word_count(),
        })
    }
}
