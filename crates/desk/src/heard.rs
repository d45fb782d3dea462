//! What the newsroom says, taken over into the archive.
//!
//! The newsroom's word counts for what it holds and what is public; the desk's word counts for what was
//! stopped here: what was stopped stays stopped, and is stopped again where the newsroom has not heard of it.

use chrono::{DateTime, Utc};
use sperrfrist_archive::{ArchiveError, Books, DeliveryRow, VersionNumber};
use sperrfrist_channels::ChannelError;
use sperrfrist_clock::Reading;
use sperrfrist_release::ReleaseId;
use sperrfrist_release::gate::Clearance;
use sperrfrist_release::state::{Delivery, State};
use sperrfrist_seal::answer::{ItemReport, Order, Report};

use crate::Problem;
use crate::desk::{Desk, note};
use crate::dossier::{self, Dossier};
use crate::view::JournalEvent;
use crate::{follow, standing};

impl Desk {
    /// Asks the newsroom for a release and takes over what it says. `None` where it holds nothing.
    pub(crate) fn ask(&self, id: ReleaseId) -> Result<Option<Report>, Problem> {
        self.must_be_here(self.archive.read(|books| books.elsewhere(id))?.as_deref())?;
        let now = self.clock.now();
        let answer: Result<Option<Report>, ChannelError> = self.newsroom.report(&id.to_string());
        match answer {
            Ok(Some(report)) => self.hear(id, report).map(Some),
            Ok(None) => {
                if self.dossier(id)?.is_stop_queued() && !self.underway.contains(id) {
                    // There is nothing to stop, and nothing on its way any more.
                    self.finish_stop(id)?;
                }
                Ok(None)
            }
            Err(error) => {
                let problem = Problem::from(error);
                self.line.fell_silent(&now, &problem);
                Err(problem)
            }
        }
    }

    /// Takes over a report; returns the one that counts, which is a newer one where something had to be
    /// stopped again.
    pub(crate) fn hear(&self, id: ReleaseId, report: Report) -> Result<Report, Problem> {
        self.line.answered();
        let is_queued = self.dossier(id)?.is_stop_queued();
        if !self.take_in(id, &report)? || self.underway.contains(id) {
            return Ok(report);
        }
        let again: Report = self.newsroom.order(&id.to_string(), Order::Stop, None)?;
        self.take_in(id, &again)?;
        if is_queued {
            self.finish_stop(id)?;
        }
        Ok(again)
    }

    /// Asks again for whatever may have changed without us: an item whose time has come, one that was sent and
    /// not acknowledged, one that was stopped before anyone acknowledged it. At most once a second.
    pub(crate) fn refresh(&self, dossier: Dossier, now: &Reading) -> Result<Dossier, ArchiveError> {
        let id = dossier.stored.release.id;
        let may_ask = || match () {
            () if is_open(&dossier, now) => self.line.may_ask(id, now, dossier.is_stop_queued()),
            // At a server others of the office, and the phone, give orders too.
            () => !self.publishes_itself() && dossier.waits(now.wall) && self.line.may_look_after(id, now),
        };
        if self.underway.contains(id) || !may_ask() {
            return Ok(dossier);
        }
        // Who only looks at the desk is not told that the newsroom is away; the status line says so.
        match self.ask(id) {
            Ok(Some(_)) => self.dossier(id),
            Ok(None) | Err(_) => Ok(dossier),
        }
    }

    /// Returns whether the newsroom would publish what was stopped here.
    fn take_in(&self, id: ReleaseId, report: &Report) -> Result<bool, ArchiveError> {
        let now = self.now();
        self.archive.write(|books| {
            let before = Dossier::read(books, id)?;
            let mut is_unheeded = false;
            for told in &report.items {
                let name = told.item.to_string();
                let own = before
                    .deliveries
                    .iter()
                    .rfind(|row| row.prepared.item == name && row.prepared.package == told.package_sha256);
                // A package we do not know: another desk has planned, or ours was set back to a backup. What
                // became of the item counts all the same.
                let newer = |row: &&DeliveryRow| told.generation > row.known_generation;
                let Some(row) = own.or_else(|| before.acknowledged(told.item).filter(newer)) else {
                    continue;
                };
                is_unheeded |= take_in_item(books, &before, row, told, now)?;
            }
            settle(books, id, now)?;
            self.follow_orders(books, &before)?;
            if let (Some(path), Some(planned)) = (&report.page_path, books.release(id)?.planned) {
                books.set_page_path(planned, path)?;
            }
            Ok(is_unheeded)
        })
    }

    /// Lets the draft follow what an order has moved, by whomever: planning it anew must not bring back the old time.
    fn follow_orders(&self, books: &Books<'_>, before: &Dossier) -> Result<(), ArchiveError> {
        let after = Dossier::read(books, before.draft().id)?;
        let (Some(was), Some(is)) = (&before.planned, &after.planned) else { return Ok(()) };
        if was.number != is.number || was.frozen == is.frozen {
            return Ok(());
        }
        let mut draft = after.draft().clone();
        let is_out = |slot| after.is_out(slot);
        if standing::follow(&mut draft, &was.frozen, &is.frozen, is_out, self.zone).is_ok() {
            books.update_draft(&draft, after.stored.changed_at)?;
        }
        Ok(())
    }
}

fn take_in_item(
    books: &Books<'_>,
    before: &Dossier,
    row: &DeliveryRow,
    told: &ItemReport,
    now: DateTime<Utc>,
) -> Result<bool, ArchiveError> {
    let id = before.stored.release.id;
    let mut row = row.clone();
    if row.state == Delivery::Pending {
        // The answer to our sending was lost, but it has arrived.
        let receipt = serde_json::to_string(told).expect("a report is plain data");
        let (item, generation) = (&row.prepared.item, row.prepared.generation);
        books.acknowledge(item, generation, told.held_at, told.clearance == Clearance::Proposed, &receipt)?;
        note(books, id, now, JournalEvent::Held, Some(told.item))?;
        row = DeliveryRow { state: Delivery::Held, held_at: Some(told.held_at), ..row };
    }
    let is_to_stop = row.state == Delivery::Stopped || row.clearance == Clearance::Stopped;
    let stopped_here = is_to_stop && row.prepared.package == told.package_sha256;
    let mut after = DeliveryRow {
        held_at: row.held_at.or(Some(told.held_at)),
        known_generation: told.generation.max(row.known_generation),
        proposed: told.clearance == Clearance::Proposed,
        postponed_to: told.postponed_to,
        signal_at: told.signal,
        first_public_at: told.first_public_at.or(row.first_public_at),
        ..row.clone()
    };
    (after.state, after.clearance) = match told.clearance {
        Clearance::Withdrawn => (Delivery::Withdrawn, Clearance::Withdrawn),
        clearance @ (Clearance::Stopped | Clearance::Held) => (Delivery::Stopped, clearance),
        Clearance::Cleared if told.first_public_at.is_some() => (Delivery::Live, Clearance::Cleared),
        Clearance::Cleared | Clearance::Proposed if stopped_here => (row.state, row.clearance),
        Clearance::Cleared | Clearance::Proposed => (Delivery::Held, Clearance::Cleared),
    };
    if after != row {
        books.record(&row, &after)?;
    }
    if row.proposed && told.clearance == Clearance::Cleared {
        note(books, id, now, JournalEvent::Approved, Some(told.item))?;
    }
    if let (None, Some(at)) = (row.first_public_at, after.first_public_at)
        && !before.is_known_public(told.item)
    {
        note(books, id, at, JournalEvent::WentPublic, Some(told.item))?;
    }
    let may_come = matches!(told.clearance, Clearance::Cleared | Clearance::Proposed);
    Ok(stopped_here && after.state != Delivery::Live && may_come)
}

/// Draws the conclusions from the deliveries: the version that is acknowledged whole is the planned one, and
/// the release stands where its text stands.
///
/// **Invariant: acknowledged means kept.** Nothing else makes a version the planned one.
pub(crate) fn settle(books: &Books<'_>, id: ReleaseId, now: DateTime<Utc>) -> Result<(), ArchiveError> {
    let before = Dossier::read(books, id)?;
    succeed(books, &before)?;
    if let Some(number) = books.acknowledged_version(id)? {
        adopt(books, &before, number, now)?;
    }
    let after = Dossier::read(books, id)?;
    let state = after.state();
    if state != after.stored.state {
        books.set_state(id, if state == State::Proposed { State::Scheduled } else { state })?;
    }
    Ok(())
}

/// What takes the place of something public is public from the start: by its generation the newsroom tells them
/// apart, the readers do not. Unless it waits for a second person: then there is nothing public that it could replace.
fn succeed(books: &Books<'_>, dossier: &Dossier) -> Result<(), ArchiveError> {
    for (before, row) in dossier.successions() {
        if before.state == Delivery::Live && row.state == Delivery::Held && !row.proposed {
            let live = DeliveryRow {
                state: Delivery::Live,
                signal_at: before.signal_at,
                first_public_at: before.first_public_at,
                ..row.clone()
            };
            books.record(row, &live)?;
        }
    }
    Ok(())
}

/// Makes a version the planned one. The draft follows it in what the verbs decide, where it has not moved on.
pub(crate) fn adopt(
    books: &Books<'_>,
    dossier: &Dossier,
    number: VersionNumber,
    now: DateTime<Utc>,
) -> Result<(), ArchiveError> {
    let id = dossier.stored.release.id;
    books.set_planned(id, number)?;
    let frozen = books.version(number)?.frozen;
    let mut draft = dossier.draft().clone();
    draft.slug.clone_from(&frozen.slug);
    draft.corrections.clone_from(&frozen.corrections);
    draft.delivered = frozen.delivered;
    if let Some(before) = &dossier.planned {
        follow::plan(&mut draft, &before.frozen, &frozen);
    }
    if draft != *dossier.draft() {
        books.update_draft(&draft, dossier.stored.changed_at)?;
    }
    let is_proposed = books
        .deliveries(id)?
        .iter()
        .any(|row| row.prepared.version == number && row.state == Delivery::Held && row.proposed);
    let event = match dossier.planned {
        _ if is_proposed => JournalEvent::Proposed,
        None => JournalEvent::Planned,
        Some(_) => JournalEvent::PlannedAnew,
    };
    note(books, id, now, event, None)
}

/// Whether the newsroom may know more than we do.
fn is_open(dossier: &Dossier, now: &Reading) -> bool {
    dossier.newest().any(|row| match row.state {
        Delivery::Pending => true,
        // Another desk may have approved it.
        Delivery::Held if row.proposed => true,
        Delivery::Held => {
            row.clearance == Clearance::Stopped || dossier::due(row).is_some_and(|due| due <= now.wall)
        }
        Delivery::Stopped => dossier::is_on_its_way(row, now.wall),
        Delivery::Live | Delivery::Withdrawn => false,
    })
}
