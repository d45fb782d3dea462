//! What of a version has to be sent, noted before the first byte goes out.

use chrono::{DateTime, Utc};
use sperrfrist_archive::{DeliveryRow, Prepared, VersionNumber};
use sperrfrist_release::address;
use sperrfrist_release::state::Delivery;
use sperrfrist_release::{Clearance, Opening, Release, Timetable};
use sperrfrist_seal::answer::{ItemReport, Report};
use sperrfrist_seal::{ItemId, ItemKind, Terms};

use super::documents::{Editions, documents};
use super::freeze::Frozen;
use super::pack::Packed;
use crate::Problem;
use crate::desk::{Desk, note_words};
use crate::dossier::Dossier;
use crate::view::JournalEvent;

/// What is to be done about a version.
pub(super) struct Plan {
    pub version: VersionNumber,
    pub frozen: Release,
    /// In the order in which they are sent.
    pub sendings: Vec<Sending>,
    /// What the newsroom holds and this version does not have any more.
    pub dropped: Vec<ItemId>,
}

/// A package on its way: noted as pending, its bytes in the outbox.
pub(super) struct Sending {
    pub item: ItemId,
    pub generation: u64,
    /// Digest of its bytes.
    pub package: String,
}

/// What is to be done about an item.
enum Step {
    Stays,
    Again(Sending),
    New { generation: u64 },
}

/// What becomes of an item.
enum Move {
    /// Whoever publishes has this very content, and it opens as it should.
    Stays,
    /// It was on its way when something broke off; the same bytes go once more.
    Again(Sending),
    New(Fresh),
}

/// A package that was just made; its bytes are in the outbox.
struct Fresh {
    sending: Sending,
    opening: Opening,
    content: String,
    manifest: String,
}

impl Fresh {
    fn prepared(&self, version: VersionNumber, now: DateTime<Utc>) -> Prepared {
        let Sending { item, generation, package } = &self.sending;
        Prepared {
            item: item.to_string(),
            generation: *generation,
            release: item.release,
            version,
            opening: self.opening,
            content: self.content.clone(),
            package: package.clone(),
            manifest: self.manifest.clone(),
            prepared_at: now,
        }
    }
}

impl Desk {
    /// Compares a version with what the newsroom has, keeps the packages that are missing there, and notes
    /// them as pending: one transaction, before anything is sent.
    pub(super) fn commit(
        &self,
        dossier: &Dossier,
        frozen: Frozen,
        timetable: &Timetable,
        mut packed: Vec<Packed>,
        report: Option<&Report>,
    ) -> Result<Plan, Problem> {
        let Frozen { mut release, version_at, .. } = frozen;
        let dropped = dropped(dossier, &release);
        let now = self.now();
        let text_opening =
            packed.iter().find(|packed| packed.item.kind == ItemKind::Text).map(|text| text.opening);
        for item in &mut packed {
            if let Some((slot, photo)) = item.photo.take()
                && let Some(slot) = release.slot_mut(slot)
            {
                slot.photo = Some(photo);
            }
        }
        let steps: Vec<Step> = packed.iter().map(|item| self.step(dossier, item, report)).collect();
        let mut editions = kept(dossier, &release);
        for (item, step) in packed.iter().zip(&steps) {
            match step {
                Step::Stays => {}
                Step::Again(sending) => editions.stays(item.item, sending.generation),
                Step::New { generation } => editions.is_new(item.item, *generation),
            }
        }
        let set = documents(&self.archive, &release, timetable, &packed, &editions);
        for document in set.documents {
            if let Some(item) = packed.iter_mut().find(|item| item.item == document.item) {
                item.parts.push(document.part);
            }
        }
        let moves = packed.into_iter().zip(steps).map(|(item, step)| match step {
            Step::Stays => Ok(Move::Stays),
            Step::Again(sending) => Ok(Move::Again(sending)),
            Step::New { generation } => {
                self.seal_anew(dossier, &release, item, generation, now).map(Move::New)
            }
        });
        let moves = moves.collect::<Result<Vec<Move>, Problem>>()?;
        let is_there = moves.iter().all(|step| matches!(step, Move::Stays)) && dropped.is_empty();
        let version = self.archive.write(|books| {
            books.drop_unplanned_versions(release.id)?;
            if let Some(planned) =
                dossier.planned.as_ref().filter(|planned| is_there && planned.frozen == release)
            {
                return Ok::<_, Problem>(planned.number);
            }
            let version = books.insert_version(&release, version_at)?;
            if let Some(why) = &set.refused {
                note_words(books, release.id, now, JournalEvent::WithoutDocument, why)?;
            }
            // The newsroom finds the same address when it opens the text; until then nobody but us knows it.
            let path = match text_opening {
                Some(opening) => Some(address::base(&release, opening, now)),
                None => dossier.planned.as_ref().and_then(|planned| planned.page_path.clone()),
            };
            if let Some(path) = path {
                books.set_page_path(version, &path)?;
            }
            for step in &moves {
                match step {
                    Move::Stays => {}
                    Move::Again(sending) => {
                        books.rebind(&sending.item.to_string(), sending.generation, version)?;
                    }
                    Move::New(fresh) => books.insert_delivery(&fresh.prepared(version, now))?,
                }
            }
            Ok(version)
        })?;
        let sendings = moves.into_iter().filter_map(|step| match step {
            Move::Stays => None,
            Move::Again(sending) => Some(sending),
            Move::New(fresh) => Some(fresh.sending),
        });
        Ok(Plan { version, sendings: sendings.collect(), frozen: release, dropped })
    }

    fn step(&self, dossier: &Dossier, packed: &Packed, report: Option<&Report>) -> Step {
        let Packed { item, content, .. } = packed;
        let there = report.and_then(|report| report.items.iter().find(|there| there.item == *item));
        if let Some(row) = dossier.pending(*item) {
            if row.prepared.content == *content && self.archive.outbox().get(&row.prepared.package).is_ok() {
                let Prepared { generation, package, .. } = row.prepared.clone();
                return Step::Again(Sending { item: *item, generation, package });
            }
        } else if let Some(row) = dossier.acknowledged(*item)
            && row.prepared.content == *content
            && there.is_some_and(|there| stands(row, there))
        {
            return Step::Stays;
        }
        let newest = dossier.generation(*item).max(there.map_or(0, |there| there.generation));
        Step::New { generation: newest + 1 }
    }

    fn seal_anew(
        &self,
        dossier: &Dossier,
        release: &Release,
        packed: Packed,
        generation: u64,
        packed_at: DateTime<Utc>,
    ) -> Result<Fresh, Problem> {
        let Packed { item, opening, parts, content, photo: _ } = packed;
        // What takes the place of something public goes out at once, and is countersigned where the office asks for that.
        let haste = dossier.is_known_public(item);
        let follows = self.followed_by(release, item);
        let terms = Terms { haste, follows, ..Terms::default() };
        let package =
            self.seal.seal(&self.newsroom, (item, generation, opening), packed_at, &parts, terms)?;
        let manifest = package.signed().text.clone();
        let package = self.archive.outbox().put(&package.encode())?;
        let sending = Sending { item, generation, package };
        Ok(Fresh { sending, opening, content, manifest })
    }
}

/// What whoever publishes has of a version, and what nobody has taken back.
fn kept(dossier: &Dossier, release: &Release) -> Editions {
    let mut editions = Editions::default();
    let photos = release.photos.iter().filter(|slot| slot.photo.is_some());
    let photos = photos.map(|slot| ItemId::photo(release.id, slot.id));
    for item in std::iter::once(ItemId::text(release.id)).chain(photos) {
        if let Some(row) = dossier.acknowledged(item)
            && matches!(row.state, Delivery::Held | Delivery::Live)
        {
            editions.stays(item, row.prepared.generation);
        }
    }
    editions
}

/// Whether the newsroom has it and lets it go out. What is only proposed is sealed anew each time: a seat that came later
/// cannot read it otherwise.
fn stands(row: &DeliveryRow, there: &ItemReport) -> bool {
    matches!(row.state, Delivery::Held | Delivery::Live)
        && there.package_sha256 == row.prepared.package
        && there.clearance == Clearance::Cleared
        // Planned for the time from before the order that moved it, it has to be sealed anew.
        && (there.postponed_to.is_none() || matches!(row.prepared.opening, Opening::Signal { .. }))
}

/// Photos that wait at the newsroom and have no place in the version any more.
fn dropped(dossier: &Dossier, release: &Release) -> Vec<ItemId> {
    let mut dropped = Vec::new();
    for row in dossier.deliveries.iter().filter(|row| row.state == Delivery::Held) {
        let Ok(item) = row.prepared.item.parse::<ItemId>() else { continue };
        let ItemKind::Photo(slot) = item.kind else { continue };
        let is_kept = release.slot(slot).is_some_and(|slot| slot.photo.is_some());
        if !is_kept && !dropped.contains(&item) {
            dropped.push(item);
        }
    }
    dropped
}
