//! What others of the office have planned: seen from this desk, stopped from it, and taken over by it ("Übernehmen").
//!
//! Whoever takes over has from then on what whoever planned it has: the version, its times, its photos in the size for
//! print, and the right to every verb. The originals of the photos stay where they were taken in.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sperrfrist_archive::{ArchiveError, Prepared};
use sperrfrist_release::gate::Clearance;
use sperrfrist_release::photo::RenditionName;
use sperrfrist_release::state::{Delivery, State};
use sperrfrist_release::{Photo, Release, ReleaseId, SlotId, address};
use sperrfrist_seal::answer::{ItemReport, Order, Report};
use sperrfrist_seal::{ItemKind, Package, Part, Role};

use crate::desk::{Desk, note};
use crate::dossier::Dossier;
use crate::schedule::content;
use crate::sealed::unreadable;
use crate::view::{
    AttachRequest, CaptionRequest, JournalEvent, OfRelease, OtherRelease, Others, ReleaseView,
};
use crate::{Problem, changes};

/// At most so many are shown: whoever looks for an older one finds it on the public page.
const MOST: usize = 60;

/// Of what does not wait any more, only so many of the newest are looked at, one's own among them.
const MOST_LOOKED_AT: usize = 200;

/// The texts of others that were read so far, by the digests of their packages; `None` where this seat cannot read them.
#[derive(Default)]
pub(crate) struct Colleagues {
    texts: Mutex<HashMap<String, Option<Arc<OtherText>>>>,
}

struct OtherText {
    release: Release,
    /// Whether this very desk has signed it, before its archive was set back.
    is_own: bool,
}

impl Colleagues {
    fn texts(&self) -> MutexGuard<'_, HashMap<String, Option<Arc<OtherText>>>> {
        self.texts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An item of another desk, read whole.
struct TakenItem {
    told: ItemReport,
    package: Package,
    content: String,
    is: Taken,
}

enum Taken {
    Text(Box<Release>),
    Photo { slot: SlotId, photo: Box<Photo>, print: Vec<u8> },
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

    /// Takes over what another desk has planned, with its photos, so that this one can go on with it.
    ///
    /// # Errors
    /// [`Problem`] where it cannot be read, something of the release is just on its way from here, or it cannot be kept.
    pub fn take_over(&self, request: OfRelease) -> Result<ReleaseView, Problem> {
        let id = request.id;
        if self.underway.contains(id) {
            return Err(underway());
        }
        self.seal.introduce(&self.newsroom)?;
        let report: Option<Report> = self.newsroom.report(&id.to_string())?;
        let report = report.ok_or_else(gone)?;
        let there = report.items.iter().filter(|item| item.deleted_at.is_none());
        let mut items = there.map(|told| self.read_item(told)).collect::<Result<Vec<_>, _>>()?;
        // The text first: without it there is nothing the photos could belong to.
        items.sort_by_key(|item| matches!(item.is, Taken::Photo { .. }));
        let Some(Taken::Text(release)) = items.first().map(|item| &item.is) else { return Err(gone()) };
        let release = (**release).clone();
        if let Some(first) = release.version_of
            && !self.is_here(first)?
        {
            self.take_over(OfRelease { id: first })?;
        }
        if !self.is_here(id)? {
            self.keep(&release, JournalEvent::TakenOver)?;
        }
        let frozen = self.with_photos(release, &mut items)?;
        self.note_as_planned(&frozen, &items, report.page_path.as_deref())?;
        self.hear(id, report)?;
        // Its time may have come while it was read.
        let _ = self.ask(id);
        self.view(id)
    }

    /// Refuses where another desk has sent something newer than what this one knows: it would be undone without a word.
    pub(crate) fn must_be_newest(&self, dossier: &Dossier, report: Option<&Report>) -> Result<(), Problem> {
        match report {
            Some(report) if self.moved_on(dossier, report)? => Err(newer_elsewhere()),
            _ => Ok(()),
        }
    }

    fn is_here(&self, id: ReleaseId) -> Result<bool, Problem> {
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
        let own = self.seal.with_key(|key| key.id());
        // Who wrote it signs first.
        Ok(package.signed().signatures.first().is_some_and(|signature| signature.key == own))
    }

    /// The text of another desk; `None` where this seat cannot read it. Read once.
    fn other_text(&self, told: &ItemReport) -> Result<Option<Arc<OtherText>>, Problem> {
        let known = self.colleagues.texts().get(&told.package_sha256).cloned();
        // What could not be read may be public by now.
        if let Some(Some(text)) = known {
            return Ok(Some(text));
        }
        if known.is_some() && told.first_public_at.is_none() {
            return Ok(None);
        }
        let package = self.package(&told.item.to_string())?;
        let read = match self.text_in(&package) {
            Ok(release) => Some(Arc::new(OtherText { release, is_own: self.has_signed(&package)? })),
            Err(problem) if problem.code.starts_with("approval.") => None,
            Err(problem) => return Err(problem),
        };
        self.colleagues.texts().insert(told.package_sha256.clone(), read.clone());
        Ok(read)
    }

    fn read_item(&self, told: &ItemReport) -> Result<TakenItem, Problem> {
        let package = self.package(&told.item.to_string())?;
        // Documents are set anew when they are needed; everything else makes the content.
        let own = package.parts().filter(|(entry, _)| entry.role != Role::Document);
        let parts = own
            .map(|(entry, sealed)| {
                let bytes = self.open_part(&package, entry, sealed)?;
                Ok(Part::new(entry.role, &entry.media_type, bytes))
            })
            .collect::<Result<Vec<_>, Problem>>()?;
        let content = content(package.manifest().opening, &parts);
        let is = match told.item.kind {
            ItemKind::Text => Taken::Text(Box::new(self.text_in(&package)?)),
            ItemKind::Photo(slot) => {
                let part = |role| {
                    let part = parts.iter().find(|part| part.role == role).ok_or_else(unreadable)?;
                    Ok::<_, Problem>(part.bytes.clone())
                };
                let photo = serde_json::from_slice(&part(Role::Photo)?).map_err(|_| unreadable())?;
                let print = part(Role::Rendition { name: RenditionName::Print })?;
                Taken::Photo { slot, photo: Box::new(photo), print }
            }
        };
        Ok(TakenItem { told: told.clone(), package, content, is })
    }

    /// The release with its photos in their slots; the pictures are attached to it, as if they had come from a camera.
    fn with_photos(&self, mut release: Release, items: &mut [TakenItem]) -> Result<Release, Problem> {
        let id = release.id;
        for item in items {
            let Taken::Photo { slot, photo, print } = &mut item.is else { continue };
            let Some(slot) = release.slot_mut(*slot) else { continue };
            let file_name = format!("{}.jpg", slot.label);
            let before = self.archive.read(|books| books.attachments(id))?;
            self.attach_photo(print, AttachRequest { id, file_name })?;
            let after = self.archive.read(|books| books.attachments(id))?;
            let original = sperrfrist_seal::sha256_hex(print);
            let attached = after.into_iter().find(|one| one.original == original).ok_or_else(unreadable)?;
            // One that lay here before keeps the words that were typed here.
            if !before.iter().any(|one| one.original == original) {
                let (original, caption) = (original.clone(), photo.caption.clone());
                self.caption(CaptionRequest { id, original, caption })?;
            }
            photo.original = Some(original);
            photo.file_name = Some(attached.file_name);
            slot.photo = Some((**photo).clone());
        }
        Ok(release)
    }

    /// Notes the version, and every package of it that this desk does not know, as the newsroom has them.
    fn note_as_planned(
        &self,
        frozen: &Release,
        items: &[TakenItem],
        page_path: Option<&str>,
    ) -> Result<(), Problem> {
        let (id, now) = (frozen.id, self.now());
        self.archive.write(|books| {
            let before = Dossier::read(books, id)?;
            if before.open_rows().any(|row| row.state == Delivery::Pending) {
                return Err(underway());
            }
            let is_known = |item: &&TakenItem| {
                let package = &item.told.package_sha256;
                before.deliveries.iter().any(|row| row.prepared.package == *package)
            };
            let new: Vec<&TakenItem> = items.iter().filter(|item| !is_known(item)).collect();
            if new.is_empty() {
                return Ok(());
            }
            // A draft that was not touched since follows; one that was is the officer's, and shows how it differs.
            let is_untouched = match &before.planned {
                Some(planned) => changes::count(&planned.frozen, before.draft()) == 0,
                None => changes::count(&frozen.text_only(), &before.draft().text_only()) == 0,
            };
            if is_untouched {
                let mut draft = frozen.clone();
                for photo in draft.photos.iter_mut().filter_map(|slot| slot.photo.as_mut()) {
                    photo.renditions.clear();
                }
                books.update_draft(&draft, now)?;
            }
            let version = books.insert_version(frozen, now)?;
            if let Some(text) = items.iter().find(|item| item.told.item.kind == ItemKind::Text) {
                // As the newsroom will find it, or has.
                let manifest = text.package.manifest();
                let path = || address::base(frozen, manifest.opening, manifest.packed_at);
                books.set_page_path(version, &page_path.map_or_else(path, str::to_owned))?;
            }
            for TakenItem { told, package, content, .. } in new {
                let manifest = package.manifest();
                let prepared = Prepared {
                    item: told.item.to_string(),
                    generation: manifest.generation,
                    release: id,
                    version,
                    opening: manifest.opening,
                    content: content.clone(),
                    package: told.package_sha256.clone(),
                    manifest: package.signed().text.clone(),
                    prepared_at: manifest.packed_at,
                };
                books.insert_delivery(&prepared)?;
                let receipt = serde_json::to_string(told).expect("a report is plain data");
                let is_proposed = told.clearance == Clearance::Proposed;
                let (item, generation) = (&prepared.item, prepared.generation);
                books.acknowledge(item, generation, told.held_at, is_proposed, &receipt)?;
            }
            if before.planned.is_some() {
                note(books, id, now, JournalEvent::TakenOver, None)?;
            }
            Ok(())
        })
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

fn gone() -> Problem {
    Problem::new(
        "colleagues.gone",
        "Der Newsroom hat diese Meldung nicht mehr.",
        "Sehen Sie in der Übersicht nach, was dort noch liegt.",
    )
}

fn underway() -> Problem {
    Problem::new(
        "colleagues.underway",
        "Von dieser Meldung ist gerade etwas von diesem Schreibtisch unterwegs. Übernommen ist nichts.",
        "Warten Sie, bis es angekommen ist, oder halten Sie die Meldung an; dann übernehmen Sie.",
    )
}

fn newer_elsewhere() -> Problem {
    Problem::new(
        "colleagues.newer",
        "Diese Meldung wurde inzwischen von einem anderen Schreibtisch neu eingeplant oder korrigiert.",
        "Übernehmen Sie in der Übersicht zuerst dessen Stand; was Sie hier geschrieben haben, bleibt erhalten.",
    )
}
