//! What others of the office have at the newsroom: seen from this desk, stopped from it, and not undone by it unknowing.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sperrfrist_archive::ArchiveError;
use sperrfrist_release::gate::Clearance;
use sperrfrist_release::state::State;
use sperrfrist_release::{Release, ReleaseId};
use sperrfrist_seal::answer::{ItemReport, Order, Report};
use sperrfrist_seal::{ItemKind, Package};

use crate::Problem;
use crate::desk::Desk;
use crate::dossier::Dossier;
use crate::view::{OfRelease, OtherRelease, Others};

/// At most so many are shown: whoever looks for an older one finds it on the public page.
const MOST: usize = 60;

/// Of what does not wait any more, only so many of the newest are looked at, one's own among them.
const MOST_LOOKED_AT: usize = 200;

/// The texts of others that were read so far, by the digests of their packages.
#[derive(Default)]
pub(crate) struct Colleagues {
    texts: Mutex<HashMap<String, Seen>>,
}

#[derive(Clone)]
enum Seen {
    Read(Arc<OtherText>),
    /// This seat could not read it with the office's key of this generation.
    Sealed(u64),
}

struct OtherText {
    release: Release,
    /// Whether this very desk has signed it, before its archive was set back.
    is_own: bool,
}

impl Colleagues {
    fn texts(&self) -> MutexGuard<'_, HashMap<String, Seen>> {
        self.texts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk {
    /// What the newsroom holds of others; nothing where it is the one inside this app.
    ///
    /// # Errors
    /// [`Problem`] where the newsroom does not answer.
    pub fn others(&self) -> Result<Others, Problem> {
        if self.publishes_itself() {
            return Ok(Others::default());
        }
        self.seal.introduce(&self.newsroom)?;
        let reports: Vec<Report> = self.newsroom.reports()?;
        let is_there =
            |package: &String| reports.iter().filter_map(text).any(|text| text.package_sha256 == *package);
        self.colleagues.texts().retain(|package, _| is_there(package));
        let is_sealed = |seen: &Seen| matches!(seen, Seen::Sealed(_));
        if self.colleagues.texts().values().any(is_sealed) {
            // The office's key may have been handed on since.
            self.seal.look_for_office_key(&self.newsroom);
        }
        let (mut waiting, mut others): (Vec<_>, Vec<_>) = reports
            .iter()
            .filter(|report| text(report).is_some_and(|text| text.deleted_at.is_none()))
            .partition(|report| report.items.iter().any(waits));
        others.reverse();
        others.truncate(MOST_LOOKED_AT);
        waiting.append(&mut others);
        let mut rows = Vec::new();
        for report in waiting {
            if rows.len() == MOST {
                break;
            }
            rows.extend(self.other(report)?);
        }
        Ok(Others { rows })
    }

    /// Stops what another desk has planned, whether this one can read it or not.
    ///
    /// # Errors
    /// [`Problem`] where the newsroom does not answer; then nothing counts as stopped.
    pub fn stop_other(&self, request: OfRelease) -> Result<Others, Problem> {
        let order = self.newsroom.order(&request.id.to_string(), Order::Stop, None);
        let _: Report =
            order.map_err(|error| Problem::from(error).after("Ob das angehalten ist, ist offen."))?;
        // It is stopped, whether the list can be had or not.
        Ok(self.others().unwrap_or_default())
    }

    /// Refuses where another desk has sent something newer than what this one knows: it would be undone without a word.
    pub(crate) fn must_be_newest(&self, dossier: &Dossier, report: Option<&Report>) -> Result<(), Problem> {
        match report {
            Some(report) if self.moved_on(dossier, report)? => Err(newer_elsewhere()),
            _ => Ok(()),
        }
    }

    pub(crate) fn is_here(&self, id: ReleaseId) -> Result<bool, Problem> {
        match self.archive.read(|books| books.release(id)) {
            Ok(_) => Ok(true),
            Err(ArchiveError::NoRelease { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// A release of the newsroom as this desk sees it, unless it is one of its own.
    fn other(&self, report: &Report) -> Result<Option<OtherRelease>, Problem> {
        let Some(text) = text(report) else { return Ok(None) };
        let id = text.item.release;
        let is_here = self.is_here(id)?;
        if is_here && !self.moved_on(&self.dossier(id)?, report)? {
            return Ok(None);
        }
        let read = self.other_text(text)?;
        let release = read.as_ref().map(|read| &read.release);
        Ok(Some(OtherRelease {
            id,
            mark: id.mark(),
            headline: release.map(|release| release.headline.clone()),
            state: state(text, release),
            times: self.times(report, release),
            waits: report.items.iter().any(waits),
            is_here,
        }))
    }

    /// Whether what is public, or is to be, was sent by another desk after the newest that this one knows. What somebody has
    /// stopped may be planned anew by anybody.
    fn moved_on(&self, dossier: &Dossier, report: &Report) -> Result<bool, Problem> {
        let stands = |told: &&ItemReport| matches!(told.clearance, Clearance::Cleared | Clearance::Proposed);
        for told in report.items.iter().filter(stands) {
            let name = told.item.to_string();
            let mut known = dossier.deliveries.iter().filter(|row| row.prepared.item == name);
            let is_known = known.any(|row| row.prepared.package == told.package_sha256);
            if !is_known && told.generation > dossier.generation(told.item) && !self.is_own(told)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn is_own(&self, told: &ItemReport) -> Result<bool, Problem> {
        if told.item.kind == ItemKind::Text
            && let Some(read) = self.other_text(told)?
        {
            return Ok(read.is_own);
        }
        self.has_signed(&self.package(&told.item.to_string())?)
    }

    fn has_signed(&self, package: &Package) -> Result<bool, Problem> {
        let own = self.seal.id();
        // Who wrote it signs first.
        Ok(package.signed().signatures.first().is_some_and(|signature| signature.key == own))
    }

    /// The text of another desk; `None` where this seat cannot read it. Read once.
    fn other_text(&self, told: &ItemReport) -> Result<Option<Arc<OtherText>>, Problem> {
        let known = self.colleagues.texts().get(&told.package_sha256).cloned();
        match known {
            Some(Seen::Read(text)) => return Ok(Some(text)),
            // What could not be read may be public by now, or the office's key another one.
            Some(Seen::Sealed(generation))
                if told.first_public_at.is_none() && generation == self.seal.office_key_generation() =>
            {
                return Ok(None);
            }
            _ => {}
        }
        let package = self.package(&told.item.to_string())?;
        let read = match self.text_in(&package) {
            Ok(release) => Some(Arc::new(OtherText { release, is_own: self.has_signed(&package)? })),
            Err(problem) if problem.code.starts_with("approval.") => None,
            Err(problem) => return Err(problem),
        };
        let sealed = || Seen::Sealed(self.seal.office_key_generation());
        let seen = read.clone().map_or_else(sealed, Seen::Read);
        self.colleagues.texts().insert(told.package_sha256.clone(), seen);
        Ok(read)
    }
}

fn text(report: &Report) -> Option<&ItemReport> {
    report.items.iter().find(|item| item.item.kind == ItemKind::Text)
}

fn waits(item: &ItemReport) -> bool {
    let may_come = matches!(item.clearance, Clearance::Cleared | Clearance::Proposed | Clearance::Held);
    may_come && item.first_public_at.is_none() && item.deleted_at.is_none()
}

fn state(text: &ItemReport, release: Option<&Release>) -> State {
    match text.clearance {
        Clearance::Withdrawn => State::Withdrawn,
        Clearance::Stopped | Clearance::Held => State::Stopped,
        Clearance::Proposed => State::Proposed,
        Clearance::Cleared if text.first_public_at.is_none() => State::Scheduled,
        Clearance::Cleared if release.is_some_and(|release| !release.corrections.is_empty()) => {
            State::Corrected
        }
        Clearance::Cleared => State::Live,
    }
}

fn newer_elsewhere() -> Problem {
    Problem::new(
        "colleagues.newer",
        "Diese Meldung wurde inzwischen von einem anderen Schreibtisch neu eingeplant oder korrigiert.",
        "Übernehmen Sie in der Übersicht zuerst dessen Stand; was Sie hier geschrieben haben, bleibt erhalten.",
    )
}
