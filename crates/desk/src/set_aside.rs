//! The verb "set aside" ("Übergehen"): what the preflight requires and an officer answers for, with the reason.

use sperrfrist_release::preflight::{Finding, Override};

use crate::Problem;
use crate::desk::{Desk, note_words};
use crate::view::{JournalEvent, OverrideRequest, ReleaseView};

impl Desk {
    /// Sets a must aside, or takes that back. The reason goes on record, and into the version that is planned.
    ///
    /// # Errors
    /// [`Problem`] where the reason is empty, the finding is not there, or it guards what no reason sets aside.
    pub fn set_aside(&self, request: OverrideRequest) -> Result<ReleaseView, Problem> {
        let id = request.id;
        let dossier = self.dossier(id)?;
        let report = self.report(&dossier, dossier.draft());
        let finding =
            report.findings.iter().find(|finding| is_meant(finding, &request)).ok_or_else(moved_on)?;
        if !finding.can_be_overridden() {
            return Err(firm(finding));
        }
        let reason = request.reason.as_deref().map(str::trim);
        if reason == Some("") {
            return Err(no_reason());
        }
        let now = self.now();
        self.edit(id, |books, draft| {
            draft.overrides.retain(|known| !known.concerns(finding));
            let event = match reason {
                Some(reason) => {
                    draft.overrides.push(Override::of(finding, reason, now));
                    JournalEvent::Overridden
                }
                None => JournalEvent::OverrideTakenBack,
            };
            let words = match reason {
                Some(reason) => format!("{} {reason}", finding.sentence),
                None => finding.sentence.clone(),
            };
            note_words(books, id, now, event, &words).map_err(Problem::from)
        })?;
        self.view(id)
    }
}

fn is_meant(finding: &Finding, request: &OverrideRequest) -> bool {
    finding.code == request.code && finding.place == request.place && finding.words == request.words
}

fn moved_on() -> Problem {
    Problem::new(
        "override.moved_on",
        "Der Text hat sich inzwischen geändert; es wurde nichts übergangen.",
        "Sehen Sie sich den Hinweis noch einmal an.",
    )
}

fn firm(finding: &Finding) -> Problem {
    Problem::new(
        "override.firm",
        format!("Das lässt sich nicht übergehen: {}", finding.sentence),
        finding.remedy.clone(),
    )
}

fn no_reason() -> Problem {
    Problem::new(
        "override.no_reason",
        "Ohne einen Grund lässt sich nichts übergehen.",
        "Schreiben Sie in einem Satz, warum es hier richtig ist.",
    )
}
