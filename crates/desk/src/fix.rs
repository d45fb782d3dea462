//! The verb "fix" ("Übernehmen"): does what the preflight offers.

use sperrfrist_release::preflight::fixed;

use crate::desk::Desk;
use crate::view::{FixRequest, ReleaseView};
use crate::{Problem, caption};

impl Desk {
    /// Writes what a fix says, and nothing else.
    ///
    /// # Errors
    /// [`Problem`] where the preflight no longer offers it, since the text has changed, or the draft cannot be kept.
    pub fn fix(&self, request: FixRequest) -> Result<ReleaseView, Problem> {
        let FixRequest { id, fix } = request;
        let dossier = self.dossier(id)?;
        let report = self.report(&dossier, dossier.draft());
        if !report.findings.iter().any(|finding| finding.fixes.contains(&fix)) {
            return Err(moved_on());
        }
        self.edit(id, |books, draft| {
            *draft = fixed(draft, &fix).ok_or_else(moved_on)?;
            caption::keep(books, draft).map_err(Problem::from)
        })?;
        // The words are kept, whatever becomes of the size.
        let _ = self.measure(id);
        self.view(id)
    }
}

fn moved_on() -> Problem {
    Problem::new(
        "fix.moved_on",
        "Der Text hat sich inzwischen geändert; es wurde nichts übernommen.",
        "Sehen Sie sich den Hinweis noch einmal an.",
    )
}
