//! The verb "rename" ("Name berichtigen"): a name that was written wrongly, wherever the release says it.
//!
//! It changes the planned or public version, and the draft alike; what else was typed since stays where it is.

use sperrfrist_archive::ArchiveError;
use sperrfrist_release::Release;
use sperrfrist_release::rename::{self, Found};

use crate::desk::Desk;
use crate::dossier::Dossier;
use crate::schedule::{Frozen, slug};
use crate::view::{NamePlace, Naming, ReleaseView, RenameRequest};
use crate::{Problem, caption};

/// What it means that planning the other name did not come to its end.
const FAILED: &str = "Im Entwurf steht der Name richtig; was eingeplant ist, ist noch das alte.";

impl Desk {
    /// Corrects a name: in the draft, and at once in what is planned or public. What is public says so in the words
    /// of `notice`.
    ///
    /// # Errors
    /// [`Problem`] where nobody is called so, or as [`Desk::correct`] says.
    pub fn rename(&self, request: RenameRequest) -> Result<ReleaseView, Problem> {
        let id = request.id;
        let dossier = self.dossier(id)?;
        if self.found(&dossier, &request).is_empty() {
            return Err(nobody(&request.old));
        }
        if dossier.is_public() && request.notice.trim().is_empty() {
            return Err(crate::correct::no_notice());
        }
        self.edit(id, |books, draft| {
            *draft = with_name(draft, &request);
            caption::keep(books, draft).map_err(Problem::from)
        })?;
        // The words are kept, whatever becomes of the size.
        let _ = self.measure(id);
        if dossier.is_public() {
            let target = |dossier: &Dossier| version(dossier).map(|version| with_name(version, &request));
            return self.correct_to(id, &request.notice, false, &target);
        }
        if dossier.stored.state.waits() {
            self.hand_over(id, FAILED, &|dossier, now| {
                let version = version(dossier).ok_or(ArchiveError::MovedOn)?;
                let mut release = with_name(version, &request);
                if release.slug.is_empty() {
                    release.slug = self.new_slug(&release)?;
                }
                Ok(Frozen {
                    release,
                    version_at: now.wall,
                    text_stays: false,
                    photos_stay: Vec::new(),
                    may_be_due: false,
                    may_be_there: true,
                })
            })?;
        }
        let _ = self.ask(id);
        self.view(id)
    }

    /// Where a name would be corrected. Nothing is done.
    ///
    /// # Errors
    /// [`Problem`] where the release is not there.
    pub fn naming(&self, request: RenameRequest) -> Result<Naming, Problem> {
        let dossier = self.dossier(request.id)?;
        let places = self.found(&dossier, &request).into_iter();
        Ok(Naming {
            places: places.map(|Found { key, before, after }| NamePlace { key, before, after }).collect(),
        })
    }

    fn found(&self, dossier: &Dossier, request: &RenameRequest) -> Vec<Found> {
        let release = version(dossier).unwrap_or_else(|| dossier.draft());
        rename::places(release, &request.old, &request.new)
    }
}

/// What is planned or public.
fn version(dossier: &Dossier) -> Option<&Release> {
    let counts = dossier.is_public() || dossier.stored.state.waits();
    dossier.planned.as_ref().filter(|_| counts).map(|version| &version.frozen)
}

/// The release with the name; where the name stands in its address, it gets a new one.
fn with_name(release: &Release, request: &RenameRequest) -> Release {
    let RenameRequest { old, new, except, .. } = request;
    let mut named = release.clone();
    rename::apply(&mut named, old, new, except);
    let last = old.split_whitespace().next_back().unwrap_or_default();
    let word = slug::of(last);
    if named.headline != release.headline && release.slug.split('-').any(|part| part == word) {
        named.slug.clear();
    }
    named
}

fn nobody(name: &str) -> Problem {
    Problem::new(
        "rename.nobody",
        format!("»{}« steht in der Meldung nicht.", name.trim()),
        "Schreiben Sie den Namen so, wie er in der Meldung steht.",
    )
}
