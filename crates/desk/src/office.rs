//! The office: who sits at this desk, what the others have proposed, and the approval of it.
//!
//! A proposal is read from the newsroom, where it lies sealed for every seat of the office, and never kept on a disk here.

use sperrfrist_release::gate::{Clearance, Opening};
use sperrfrist_release::{Release, plain, wording};
use sperrfrist_seal::answer::{ItemReport, Report};
use sperrfrist_seal::{ItemId, ItemKind, sha256_hex};

use crate::Problem;
use crate::desk::Desk;
use crate::sealed::unreadable;
use crate::view::{ApproveRequest, OfficeView, Proposal, Proposals};

impl Desk {
    /// Who the newsroom takes this desk for, and whether it asks for four eyes.
    ///
    /// # Errors
    /// [`Problem`] where the newsroom does not answer.
    pub fn office(&self) -> Result<OfficeView, Problem> {
        // From now on others can propose something to this seat.
        self.seal.introduce(&self.newsroom)?;
        let office: sperrfrist_seal::answer::Office = self.newsroom.office()?;
        Ok(OfficeView {
            officer: office.officer,
            may_write: office.may_write,
            may_approve: office.may_approve,
            four_eyes: office.four_eyes,
        })
    }

    /// What waits for a second person.
    ///
    /// # Errors
    /// [`Problem`] where the newsroom does not answer.
    pub fn proposals(&self) -> Result<Proposals, Problem> {
        self.seal.introduce(&self.newsroom)?;
        let reports: Vec<Report> = self.newsroom.reports()?;
        let waiting = reports.iter().filter(|report| report.items.iter().any(waits));
        let (mut rows, mut unreadable) = (Vec::new(), Vec::new());
        let mut pictures = Vec::new();
        for report in waiting {
            pictures.extend(report.items.iter().map(|item| item.package_sha256.clone()));
            match self.proposal(report) {
                Ok(proposal) => rows.push(proposal),
                // One that nobody can read here keeps no other from being read.
                Err(problem) if problem.code.starts_with("approval.") => unreadable.push(problem),
                Err(problem) => return Err(problem),
            }
        }
        self.proposed.keep_only(&pictures);
        Ok(Proposals { rows, unreadable })
    }

    /// Signs for everything of a proposal that waits, as it was shown.
    ///
    /// # Errors
    /// [`Problem`] where something has changed since it was shown, or this person may not approve it. What was approved
    /// before that stays so.
    pub fn approve(&self, request: ApproveRequest) -> Result<Proposals, Problem> {
        let id = request.id;
        let report: Option<Report> = self.newsroom.report(&id.to_string())?;
        let report = report.filter(|report| shown(report) == request.shown).ok_or_else(changed)?;
        // The photos first: a text is not approved without what belongs to it.
        let (texts, photos): (Vec<_>, Vec<_>) =
            report.items.iter().filter(|item| waits(item)).partition(|item| item.item.kind == ItemKind::Text);
        for item in photos.into_iter().chain(texts) {
            let name = item.item.to_string();
            let package = self.package(&name)?;
            if package.manifest().generation > item.generation {
                return Err(changed());
            }
            let signature = self.seal.approval(&self.newsroom, package.signed())?;
            let _: Report = self.newsroom.approve(&name, item.generation, &signature)?;
        }
        // It is approved, whether the list can be had or not.
        Ok(self.proposals().unwrap_or_default())
    }

    fn proposal(&self, report: &Report) -> Result<Proposal, Problem> {
        let text =
            report.items.iter().find(|item| item.item.kind == ItemKind::Text).ok_or_else(unreadable)?;
        let package = self.package(&text.item.to_string())?;
        let release = self.text_in(&package)?;
        let photos = report.items.iter().filter(|item| item.item.kind != ItemKind::Text && waits(item));
        let photos = photos
            .map(|item| self.proposed_photo(item, name(item.item, Some(&release))))
            .collect::<Result<_, _>>()?;
        let mut documents = Vec::new();
        for item in report.items.iter().filter(|item| waits(item)) {
            documents.extend(self.proposed_documents(item, &release)?);
        }
        Ok(Proposal {
            id: release.id,
            mark: release.id.mark(),
            headline: release.headline.clone(),
            lines: plain::lines(&release),
            photos,
            documents,
            times: self.times(report, Some(&release)),
            in_haste: report.items.iter().any(|item| item.approval_owed),
            shown: shown(report),
        })
    }

    /// "Meldung: Di., 21.11.2023, 17:00 Uhr" for each item, named as far as the release is known.
    pub(crate) fn times(&self, report: &Report, release: Option<&Release>) -> Vec<String> {
        let times = report.items.iter().map(|item| {
            let when = match (item.due, item.opening) {
                (Some(due), _) => wording::full_time(due, self.zone),
                (None, Opening::Signal { .. }) => "auf Signal".to_owned(),
                (None, Opening::At { utc }) => wording::full_time(utc, self.zone),
            };
            format!("{}: {when}", name(item.item, release))
        });
        times.collect()
    }
}

fn name(item: ItemId, release: Option<&Release>) -> String {
    match item.kind {
        ItemKind::Text => "Meldung".to_owned(),
        ItemKind::Photo(slot) => {
            let slot = release.and_then(|release| release.slot(slot));
            slot.map_or("Foto".to_owned(), |slot| slot.label.clone())
        }
    }
}

/// Whether a second person has to look at it.
fn waits(item: &ItemReport) -> bool {
    item.clearance == Clearance::Proposed || (item.approval_owed && item.clearance == Clearance::Cleared)
}

/// Tells one state of a release's items from another.
fn shown(report: &Report) -> String {
    let items = report
        .items
        .iter()
        .map(|item| format!("{} {} {}\n", item.item, item.generation, item.package_sha256));
    sha256_hex(items.collect::<String>().as_bytes())
}

fn changed() -> Problem {
    Problem::new(
        "approval.changed",
        "Die Meldung hat sich geändert, seit sie Ihnen gezeigt wurde. Freigegeben ist nichts.",
        "Sehen Sie sie noch einmal an, und geben Sie sie dann frei.",
    )
}
