//! The verb "draft": what was typed.
//!
//! **Invariant: nothing typed is lost.** The answer comes after the disk has it.

use sperrfrist_archive::KeptHistory;
use sperrfrist_release::Release;
use sperrfrist_release::preflight::Report;

use crate::desk::Desk;
use crate::view::{DraftRequest, HistoryChange, HistoryView, OfRelease, Saved};
use crate::{Problem, changes};

impl Desk {
    /// Keeps a draft. Photos, times, address, language, letterhead, corrections and what was set aside are those already kept:
    /// they have verbs of their own.
    ///
    /// # Errors
    /// [`Problem`] where it cannot be kept; the draft before it is kept still.
    pub fn draft(&self, request: DraftRequest) -> Result<Saved, Problem> {
        let DraftRequest { release: typed, history } = request;
        let id = typed.id;
        self.edit(id, |books, draft| {
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
            if let Some(HistoryChange { first, keep, position, steps }) = history {
                books.put_history(id, first, keep, position, &steps)?;
            }
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

    /// What the words of a release can be taken back to, also after a restart. It is kept with the draft, in one transaction.
    ///
    /// # Errors
    /// [`Problem`] where it cannot be read.
    pub fn history(&self, request: OfRelease) -> Result<HistoryView, Problem> {
        let kept = self.archive.read(|books| books.history(request.id))?;
        let KeptHistory { first, position, steps } = kept;
        Ok(HistoryView { first, position, steps })
    }
}
