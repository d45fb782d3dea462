//! The verb "overview": every release with its lanes, and who publishes by which clock.

use sperrfrist_release::state::State;

use crate::desk::Desk;
use crate::dossier::Dossier;
use crate::view::{Overview, ReleaseRow};
use crate::{Problem, changes, lanes};

impl Desk {
    /// All releases, the last changed first.
    ///
    /// # Errors
    /// [`Problem`] where the archive cannot be read.
    pub fn overview(&self) -> Result<Overview, Problem> {
        let now = self.clock.now();
        let dossiers = self.archive.read(|books| {
            let releases = books.releases()?;
            releases.into_iter().map(|stored| Dossier::of(books, stored)).collect::<Result<Vec<_>, _>>()
        })?;
        let mut releases = Vec::with_capacity(dossiers.len());
        for dossier in dossiers {
            releases.push(row(&self.refresh(dossier, &now)?));
        }
        Ok(Overview { releases, status: self.status()? })
    }
}

fn row(dossier: &Dossier) -> ReleaseRow {
    let draft = dossier.draft();
    let differs = |frozen| changes::count(frozen, draft) > 0;
    ReleaseRow {
        id: draft.id,
        headline: draft.headline.clone(),
        kind_label: if draft.kind_label.is_empty() {
            draft.kind.label().into()
        } else {
            draft.kind_label.clone()
        },
        state: dossier.stored.state,
        is_stop_queued: dossier.is_stop_queued(),
        lanes: lanes::of(dossier),
        changed_at: dossier.stored.changed_at,
        draft_differs: dossier.stored.state != State::Draft
            && dossier.planned.as_ref().is_some_and(|version| differs(&version.frozen)),
    }
}
