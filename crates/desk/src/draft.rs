//! The verb "draft": what was typed.
//!
//! **Invariant: nothing typed is lost.** The answer comes after the disk has it.

use sperrfrist_release::Release;
use sperrfrist_release::preflight::Report;

use crate::desk::Desk;
use crate::view::{DraftRequest, Saved};
use crate::{Problem, changes};

impl Desk {
    /// Keeps a draft. Photos, times, address, language, letterhead, corrections and what was set aside are those already kept:
    /// they have verbs of their own.
    ///
    /// # Errors
    /// [`Problem`] where it cannot be kept; the draft before it is kept still.
    pub fn draft(&self, request: DraftRequest) -> Result<Saved, Problem> {
        let typed = request.release;
        let id = typed.id;
        self.edit(id, |_, draft| {
            let Release {
                due, photos, slug, corrections, language, version_of, letterhead, overrides, ..
            } = std::mem::replace(draft, typed);
            *draft = Release {
                due,
                photos,
                slug,
                corrections,
                language,
                version_of,
                letterhead,
                overrides,
                ..draft.clone()
            };
            Ok(())
        })?;
        let dossier = self.dossier(id)?;
        let draft = dossier.draft();
        let Report { findings, fulfilled } = self.report(&dossier, draft);
        let planned = dossier.planned.as_ref();
        Ok(Saved {
            saved_at: dossier.stored.changed_at,
            findings,
            fulfilled,
            changes: planned.map_or(0, |version| changes::count(&version.frozen, draft)),
            word_count: draft.body.word_count(),
        })
    }
}
