//! The verb "take over" ("Übernehmen"): goes on with what another desk of the office has planned.
//!
//! Whoever takes over has from then on what whoever planned it has: the version, its times, its photos in the size for
//! print, and the right to every verb. The originals of the photos stay where they were taken in.

use sperrfrist_archive::Prepared;
use sperrfrist_release::gate::Clearance;
use sperrfrist_release::photo::RenditionName;
use sperrfrist_release::state::Delivery;
use sperrfrist_release::{Photo, Release, SlotId, address};
use sperrfrist_seal::answer::{ItemReport, Report};
use sperrfrist_seal::{ItemKind, Package, Part, Role, sha256_hex};

use crate::desk::{Desk, note};
use crate::dossier::Dossier;
use crate::schedule::content;
use crate::sealed::unreadable;
use crate::view::{AttachRequest, CaptionRequest, JournalEvent, OfRelease, ReleaseView};
use crate::{Problem, changes, letterheads};

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
        let release = self.on_letterhead_here((**release).clone())?;
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

    /// What another desk prints on is not known here: the letterhead that this one has for the same house takes its place.
    fn on_letterhead_here(&self, release: Release) -> Result<Release, Problem> {
        match letterheads::of_release(&self.archive, &release) {
            Ok(_) => Ok(release),
            Err(_) => self.with_letterhead(Release { letterhead: None, ..release }),
        }
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
            let original = sha256_hex(print);
            let attached = after.into_iter().find(|one| one.original == original).ok_or_else(unreadable)?;
            // One that lay here before keeps the words that were typed here.
            if !before.iter().any(|one| one.original == original) {
                let (original, caption) = (original.clone(), photo.caption.clone());
                self.caption(CaptionRequest { id, original, caption })?;
            }
            photo.original = Some(original);
            // Who has objected here has done so to what another desk has planned.
            photo.people = attached.people;
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
