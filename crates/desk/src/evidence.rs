//! The verb "evidence" ("Nachweis"): what was planned, what happened, and what is seen from outside right now.
//!
//! The newsroom's journal says since when something is public; the desk itself looks from outside, without a
//! token, at every address. Before its time nothing is expected there; what is found all the same is the alarm.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use sperrfrist_archive::{Check as Kept, DeliveryRow};
use sperrfrist_channels::{ChannelError, Probe, Prober};
use sperrfrist_release::state::Delivery;
use sperrfrist_release::{ReleaseId, address};
use sperrfrist_seal::answer::Time;
use sperrfrist_seal::{ItemId, Manifest, PartEntry, Role};

use crate::desk::{Desk, note};
use crate::dossier::{self, Dossier};
use crate::view::{Check, Evidence, EvidenceRow, JournalEvent, OfRelease};
use crate::{Problem, journal, watch};

/// A lock that was found closed is noted again after so long.
const NOTED_AGAIN: TimeDelta = TimeDelta::minutes(1);

/// The output of the release as a document (PDF).
const DOCUMENT: &str = "document";

/// One address at which an item is, or will be.
struct Address<'a> {
    item: ItemId,
    row: &'a DeliveryRow,
    output: &'static str,
    url: String,
    /// What the body must hold to show the item; empty where the answer itself does.
    mark: String,
    /// Whether it holds words of the release: then it is asked for only when it is public, or of the newsroom
    /// inside this app.
    has_words: bool,
    /// What is to be seen, where that is fixed to the byte.
    sha256: Option<String>,
    /// When it opens.
    due: Option<DateTime<Utc>>,
    /// Stopped, held back or withdrawn, by itself or with its text.
    is_withheld: bool,
}

/// What a look from outside found.
struct Look {
    check: Check,
    sha256: Option<String>,
}

impl Desk {
    /// Asks the newsroom, looks from outside at every address, and keeps what was found.
    ///
    /// # Errors
    /// [`Problem`] where the release cannot be read. A newsroom that does not answer is a finding, not an
    /// error.
    pub fn evidence(&self, request: OfRelease) -> Result<Evidence, Problem> {
        let id = request.id;
        self.archive.read(|books| books.release(id))?;
        let time = self.newsrooms_time(id);
        let dossier = self.dossier(id)?;
        let addresses = addresses(self, &dossier);
        let looks = match time {
            Some(time) => self.look(&addresses, time)?,
            None => addresses.iter().map(|_| Look { check: Check::Unreachable, sha256: None }).collect(),
        };
        self.keep_looks(id, &addresses, &looks)?;
        // Our own look may have been the first; then the newsroom's journal knows of it only now.
        let is_news = |(address, look): (&Address<'_>, &Look)| {
            look.check == Check::Matches && address.row.first_public_at.is_none()
        };
        let after = if addresses.iter().zip(&looks).any(is_news) && self.ask(id).is_ok() {
            self.dossier(id)?
        } else {
            dossier.clone()
        };

        let now = self.now();
        // What went public by our own look may have left no document of all that is.
        let is_expected = |address: &Address<'_>| address.output != DOCUMENT || has_document(&after);
        let rows = addresses.iter().zip(looks).filter(|(address, _)| is_expected(address));
        let rows = rows.map(|(address, look)| {
            let public_since = after.acknowledged(address.item).and_then(|row| row.first_public_at);
            EvidenceRow {
                item: journal::named(address.item, after.draft()),
                output: address.output.into(),
                url: address.url.clone(),
                planned: address.due,
                public_since,
                late_ms: late_ms(public_since, address.due),
                checked_at: Some(now),
                check: look.check,
                sha256: look.sha256,
            }
        });
        let rows = rows.collect();
        let (lines, kept) = self.archive.read(|books| {
            Ok::<_, sperrfrist_archive::ArchiveError>((books.journal(id)?, books.looks(id)?))
        })?;
        Ok(Evidence {
            page_url: after.page_path().map(|path| self.public(path)),
            rows,
            proofs: watch::proofs(&after, &kept),
            journal: lines.iter().filter_map(|line| journal::entry(line, after.draft())).collect(),
            pending_words: pending_words(&after),
            without_document: is_without_document(&after),
        })
    }

    /// Takes over what the newsroom says of the release; `None` if it does not answer.
    fn newsrooms_time(&self, id: ReleaseId) -> Option<Time> {
        match self.ask(id) {
            Ok(Some(report)) => Some(report.time),
            Ok(None) => self.ask_time().ok(),
            Err(_) => None,
        }
    }

    fn look(&self, addresses: &[Address<'_>], before: Time) -> Result<Vec<Look>, Problem> {
        let prober = Prober::new(&self.access.public_url)?;
        let is_here = self.publishes_itself();
        let may_ask = |address: &Address<'_>| {
            !address.has_words || is_here || address.row.first_public_at.is_some() || is_due(address, before)
        };
        let probes: Vec<Option<Result<Probe, ChannelError>>> =
            addresses.iter().map(|address| may_ask(address).then(|| prober.fetch(&address.url))).collect();
        // The newsroom's clock after the last look: what was seen although its time was still to come then was
        // seen too early beyond doubt.
        let after: Time = self.ask_time().unwrap_or(before);
        Ok(addresses
            .iter()
            .zip(probes)
            .map(|(address, probe)| match probe {
                None => Look { check: Check::NotChecked, sha256: None },
                Some(Err(_)) => Look { check: Check::Unreachable, sha256: None },
                Some(Ok(probe)) => {
                    let is_there = probe.is_public() && holds(&probe.body, &address.mark);
                    let check = judge(address, is_there, &probe.sha256, before, after);
                    Look { check, sha256: is_there.then_some(probe.sha256) }
                }
            })
            .collect())
    }

    /// Keeps the looks, and notes in the journal what is new about them.
    fn keep_looks(&self, id: ReleaseId, addresses: &[Address<'_>], looks: &[Look]) -> Result<(), Problem> {
        let now = self.now();
        self.archive.write(|books| {
            let earlier = books.checks(id)?;
            let mut noted: Vec<(ItemId, JournalEvent)> = Vec::new();
            for (address, look) in addresses.iter().zip(looks) {
                let item = address.item.to_string();
                let outcome = word(look.check);
                let last = earlier.iter().find(|kept| kept.item == item && kept.url == address.url);
                let is_new = last.is_none_or(|kept| kept.outcome != outcome);
                let is_old = last.is_none_or(|kept| now - kept.checked_at >= NOTED_AGAIN);
                let event = match look.check {
                    Check::Locked if is_new || is_old => Some(JournalEvent::LockChecked),
                    Check::TooEarly if is_new => Some(JournalEvent::LockBroken),
                    _ => None,
                };
                if let Some(event) = event.filter(|event| !noted.contains(&(address.item, *event))) {
                    note(books, id, now, event, Some(address.item))?;
                    noted.push((address.item, event));
                }
                // What was noted a moment ago keeps its time, so that the next line comes a minute after it.
                let checked_at = last.filter(|_| !is_new && !is_old).map_or(now, |kept| kept.checked_at);
                books.put_check(
                    id,
                    &Kept {
                        item,
                        url: address.url.clone(),
                        checked_at,
                        outcome: outcome.into(),
                        sha256: look.sha256.clone(),
                    },
                )?;
            }
            Ok(())
        })
    }
}

/// Every address of every item that the newsroom has.
fn addresses<'a>(desk: &Desk, dossier: &'a Dossier) -> Vec<Address<'a>> {
    let mut addresses = Vec::new();
    let text = dossier.acknowledged(dossier.text()).filter(|_| dossier.elsewhere.is_none());
    let Some(text) = text else { return addresses };
    let is_withheld = |row: &DeliveryRow| matches!(row.state, Delivery::Stopped | Delivery::Withdrawn);
    if let Some(path) = dossier.page_path() {
        let address = |output, path: &str, mark: &str, has_words| Address {
            item: dossier.text(),
            row: text,
            output,
            url: desk.public(path),
            mark: mark.into(),
            has_words,
            sha256: None,
            due: dossier::due(text),
            is_withheld: is_withheld(text),
        };
        addresses.push(address("page", path, "", true));
        addresses.push(address("feed", "/feed.atom", path, false));
        if has_document(dossier) {
            addresses.push(address(DOCUMENT, &address::document_path(path), "%PDF-", true));
        }
    }
    let slots = dossier.planned.as_ref().map(|version| version.frozen.photos.as_slice()).unwrap_or_default();
    for slot in slots {
        let item = ItemId::photo(dossier.draft().id, slot.id);
        let Some(row) = dossier.acknowledged(item) else { continue };
        let Ok(manifest) = serde_json::from_str::<Manifest>(&row.prepared.manifest) else { continue };
        let renditions = slot.photo.as_ref().map(|photo| photo.renditions.as_slice()).unwrap_or_default();
        for part in manifest.parts {
            let Role::Rendition { name } = part.role else { continue };
            addresses.push(Address {
                item,
                row,
                output: name.as_str(),
                url: desk.public(&address::picture_path(&part.name)),
                mark: String::new(),
                has_words: false,
                sha256: renditions.iter().find(|made| made.name == name).map(|made| made.sha256.clone()),
                // A photo is public only while its text is.
                due: dossier::due(row).zip(dossier::due(text)).map(|(photo, text)| photo.max(text)),
                is_withheld: is_withheld(row) || is_withheld(text),
            });
        }
    }
    addresses
}

/// Whether there is a document of all that is public of the release, or will be with the text: as the newsroom asks
/// (`newsroom::documents`). Where a photo was held back that another was to appear with, there is none.
fn has_document(dossier: &Dossier) -> bool {
    let rows = || dossier.newest_acknowledged();
    let is_out = |row: &&DeliveryRow| row.state == Delivery::Live;
    let text = dossier.text().to_string();
    let mut public: Vec<&DeliveryRow> = rows().filter(is_out).collect();
    if public.is_empty() {
        public = rows().filter(|row| row.prepared.item == text).collect();
    }
    let is_of_all = |part: &PartEntry| {
        part.role == Role::Document
            && part.made_of.len() == public.len()
            && part.made_of.iter().all(|edition| {
                let item = edition.item.to_string();
                public
                    .iter()
                    .any(|row| row.prepared.item == item && row.prepared.generation == edition.generation)
            })
    };
    let manifests =
        public.iter().filter_map(|row| serde_json::from_str::<Manifest>(&row.prepared.manifest).ok());
    manifests.flat_map(|manifest| manifest.parts).any(|part| is_of_all(&part))
}

/// Whether documents were made, and none of them is of what is public now.
fn is_without_document(dossier: &Dossier) -> bool {
    let has_any = |row: &DeliveryRow| {
        let manifest = serde_json::from_str::<Manifest>(&row.prepared.manifest).ok();
        manifest.is_some_and(|manifest| manifest.parts.iter().any(|part| part.role == Role::Document))
    };
    let is_here = dossier.elsewhere.is_none() && dossier.is_public();
    is_here && dossier.newest_acknowledged().any(has_any) && !has_document(dossier)
}

fn judge(address: &Address<'_>, is_there: bool, sha256: &str, before: Time, after: Time) -> Check {
    let was_due = is_due(address, before);
    // By the newsroom's journal, so that a clock set back later does not make early what was not; and where the
    // journal knows nothing of it, by the last moment at which it can have been seen.
    let since = address.row.first_public_at.unwrap_or(after.now);
    let is_early = address.due.is_none_or(|due| since < due);
    match (is_there, address.is_withheld) {
        (false, true) => Check::Locked,
        (false, false) if was_due && before.synced => Check::Missing,
        (false, false) => Check::Locked,
        (true, true) => Check::Differs,
        (true, false) if is_early => Check::TooEarly,
        (true, false) if address.sha256.as_deref().is_some_and(|planned| planned != sha256) => Check::Differs,
        (true, false) => Check::Matches,
    }
}

/// Whether its time has come beyond doubt.
fn is_due(address: &Address<'_>, time: Time) -> bool {
    let doubt = TimeDelta::from_std(Duration::from_millis(time.uncertainty_ms)).unwrap_or(TimeDelta::MAX);
    address.due.and_then(|due| due.checked_add_signed(doubt)).is_some_and(|due| due <= time.now)
}

fn holds(body: &[u8], mark: &str) -> bool {
    mark.is_empty() || body.windows(mark.len()).any(|window| window == mark.as_bytes())
}

fn late_ms(public_since: Option<DateTime<Utc>>, planned: Option<DateTime<Utc>>) -> Option<i64> {
    Some((public_since? - planned?).num_milliseconds())
}

/// What the page says of the photos that are not public yet.
fn pending_words(dossier: &Dossier) -> Vec<String> {
    let planned = dossier.planned.as_ref().map(|version| &version.frozen);
    let slots =
        dossier.sealed.as_ref().or(planned).map(|version| version.photos.as_slice()).unwrap_or_default();
    let is_public = |slot: &&sperrfrist_release::PhotoSlot| {
        let item = ItemId::photo(dossier.draft().id, slot.id);
        dossier.acknowledged(item).is_some_and(|row| row.state == Delivery::Live)
    };
    let pending = slots.iter().filter(|slot| !is_public(slot));
    pending.map(|slot| slot.pending_words.clone()).filter(|words| !words.trim().is_empty()).collect()
}

fn word(check: Check) -> &'static str {
    match check {
        Check::NotChecked => "notChecked",
        Check::Locked => "locked",
        Check::Matches => "matches",
        Check::Differs => "differs",
        Check::TooEarly => "tooEarly",
        Check::Missing => "missing",
        Check::Unreachable => "unreachable",
    }
}
