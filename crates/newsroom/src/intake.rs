//! A package comes in: its signature and its seal are checked, it is written durably, and only then acknowledged.
//!
//! Invariant 5, acknowledged means kept: the receipt is made after the parts and the row are on disk. A crash
//! in between leaves part files that no row names; the next start removes them.

use chrono::{DateTime, Utc};
use sperrfrist_release::gate::Clearance;
use sperrfrist_release::stored;
use sperrfrist_seal::answer::Receipt;
use sperrfrist_seal::{ItemId, Manifest, Package, SealError, sha256_hex};

use crate::holdings::{Content, Held, Holdings};
use crate::newsroom::{House, locked, milliseconds};
use crate::officers::Officer;
use crate::refusal::Denied;
use crate::sealed::check_roles;
use crate::store::{Approval, Arrival, Row};

/// Far below where orders, which raise it, could overflow.
const MAX_GENERATION: u64 = 1 << 52;

/// What came of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Received {
    New(Receipt),
    /// The very same package again, after an answer was lost.
    Again(Receipt),
}

impl House {
    /// Takes a package in. Blocks.
    pub(crate) fn receive(&self, item: ItemId, bytes: &[u8], officer: &Officer) -> Result<Received, Denied> {
        let package = Package::decode(bytes)?;
        let manifest = package.manifest();
        if manifest.item != item {
            return Err(Denied::unreadable("Das Paket gehört zu einer anderen Veröffentlichung."));
        }
        self.check_seal(&package)?;
        let package_sha256 = sha256_hex(bytes);

        // One package at a time writes part files, so that a name belongs to one of them.
        let _turn = locked(&self.intake);
        if let Some(known) = self.known(manifest, &package_sha256)? {
            return Ok(Received::Again(known));
        }
        let held_at = milliseconds(self.clock.now().wall);
        let names: Vec<&str> = manifest.parts.iter().map(|part| part.name.as_str()).collect();
        self.refuse_taken_names(&names)?;
        for (entry, bytes) in package.parts() {
            if let Err(error) = self.parts.write(&entry.name, bytes) {
                self.parts.remove(names.iter().copied());
                return Err(error.into());
            }
        }
        match self.keep(&package, package_sha256, held_at, officer) {
            Ok(receipt) => Ok(Received::New(receipt)),
            Err(denied) => {
                self.parts.remove(names);
                Err(denied)
            }
        }
    }

    /// Whether a known desk has signed the package, and this newsroom will be able to open it. Its content stays
    /// sealed.
    fn check_seal(&self, package: &Package) -> Result<(), Denied> {
        let desks = locked(&self.store).desks()?;
        package.signed().check(self.keys.id(), |key| desks.contains(key))?;
        let manifest = package.manifest();
        if manifest.generation > MAX_GENERATION {
            return Err(Denied::unreadable("Die Nummer der Fassung ist zu groß."));
        }
        if manifest.form > stored::VERSION {
            return Err(Denied::newer_form());
        }
        check_roles(manifest)?;
        if package.parts().all(|(_, sealed)| self.keys.can_open(sealed)) {
            Ok(())
        } else {
            Err(Denied::unreadable(&SealError::NotForUs.to_string()))
        }
    }

    /// The receipt for a package that is held already; a refusal where something newer, or something else of
    /// the same generation, is.
    fn known(&self, manifest: &Manifest, sha256: &str) -> Result<Option<Receipt>, Denied> {
        let holdings = self.holdings();
        let Some(held) = holdings.get(manifest.item) else { return Ok(None) };
        if held.row.generation < manifest.generation {
            return Ok(None);
        }
        let is_same = held.row.package_sha256 == sha256;
        if held.row.manifest.generation == manifest.generation && !is_same {
            // Item and generation are the key under which a package comes; it means one package for ever.
            return Err(Denied::other_body());
        }
        // What was stopped meanwhile has a higher generation, and stays so.
        let stands = held.row.generation == manifest.generation;
        if is_same && stands { Ok(Some(receipt(&held.row))) } else { Err(Denied::stale()) }
    }

    fn refuse_taken_names(&self, names: &[&str]) -> Result<(), Denied> {
        let holdings = self.holdings();
        let unlike = |(at, name): (usize, &&str)| {
            let lower = name.bytes().all(|byte| !byte.is_ascii_uppercase());
            lower && !names[..at].contains(name) && holdings.owner_of_part(name).is_none()
        };
        if names.iter().enumerate().all(unlike) {
            Ok(())
        } else {
            Err(Denied::unreadable("Der Name eines Teils ist schon vergeben oder nicht zulässig."))
        }
    }

    /// Writes the row, then shows it to the others.
    fn keep(
        &self,
        package: &Package,
        package_sha256: String,
        held_at: DateTime<Utc>,
        officer: &Officer,
    ) -> Result<Receipt, Denied> {
        let mut store = self.deciding()?;
        let now = self.clock.now();
        let manifest = package.manifest();
        let approved = self.is_approved(&store, package.signed())?;
        let (held, approval, outdated, leaves) = {
            let holdings = self.holdings();
            let before = holdings.get(manifest.item);
            // A correction of what the public has needs no second signal; anything else waits for its own.
            let live = before.filter(|held| holdings.is_live(held));
            let approval = match (approved, live) {
                (true, _) => Approval::Given,
                (false, Some(_)) if manifest.haste => Approval::Owed,
                // What the public has stays, until a second person agrees to what takes its place.
                (false, Some(_)) => return Err(Denied::needs_second()),
                (false, None) => Approval::Awaited,
            };
            let row = Row {
                item: manifest.item,
                generation: manifest.generation,
                package_sha256,
                signed: package.signed().clone(),
                manifest: manifest.clone(),
                clearance: match approval {
                    Approval::Awaited => Clearance::Proposed,
                    Approval::Given | Approval::Owed => Clearance::Cleared,
                },
                signal: live.and_then(|held| held.row.signal),
                held_at,
                // The latch outlasts a correction: what the public has stays, whatever the clock says by now.
                revealed_at: live.and_then(|held| held.row.revealed_at),
                path_suffix: before.map_or(0, |held| held.row.path_suffix),
                approval_owed: approval == Approval::Owed,
                postponed_to: None,
                armed: None,
                tombstone: None,
                deleted_at: None,
                word: None,
            };
            let mut held = Held { row, content: Content::Sealed };
            if let Some(live) = live {
                refuse_closing(&holdings, live, &held, &now)?;
                // Its time has come, and what takes the place of something public must be readable now.
                held.content = self.opened(manifest, |wanted| {
                    let part = package.parts().find(|(entry, _)| entry.name == wanted.name);
                    Ok(part.map(|(_, sealed)| sealed.to_vec()).unwrap_or_default())
                })?;
                holdings.place(&mut held);
            }
            let outdated: Vec<String> = before
                .map(|held| held.row.manifest.parts.iter().map(|part| part.name.clone()).collect())
                .unwrap_or_default();
            let leaves = before.map(|held| holdings.leaves(held)).unwrap_or_default();
            (held, approval, outdated, leaves)
        };
        let arrival = Arrival {
            signed: package.signed(),
            manifest,
            package_sha256: &held.row.package_sha256,
            signal: held.row.signal,
            held_at,
            revealed_at: held.row.revealed_at,
            path_suffix: held.row.path_suffix,
            approval,
            actor: &officer.name,
            leaves: &leaves,
        };
        if !store.put(&arrival)? {
            return Err(Denied::stale());
        }
        let receipt = receipt(&held.row);
        {
            let mut holdings = self.holdings_mut();
            holdings.leave(leaves);
            holdings.insert(held);
        }
        drop(store);
        self.changed.notify_one();
        self.parts.remove(outdated.iter().map(String::as_str));
        Ok(receipt)
    }
}

/// What is public is taken down by an order, never by a package: one that opens later is refused.
fn refuse_closing(
    holdings: &Holdings,
    live: &Held,
    arriving: &Held,
    now: &sperrfrist_clock::Reading,
) -> Result<(), Denied> {
    let kind = arriving.row.item.kind;
    let Some(due) = holdings.gate_item(arriving).due() else { return Err(Denied::already_public(kind)) };
    // These instants have passed, even if the clock has lost them since.
    if live.row.revealed_at.max(holdings.gate_item(live).due()) >= Some(due) {
        return Ok(());
    }
    // Not before the gate would let it out: the clock's doubt counts here too.
    if due > now.wall - chrono::TimeDelta::from_std(now.uncertainty).unwrap_or_default() {
        return Err(Denied::already_public(kind));
    }
    // Whether a new time has come, only a clock that somebody vouches for can say.
    if now.synced { Ok(()) } else { Err(Denied::unsynced_correction()) }
}

fn receipt(row: &Row) -> Receipt {
    Receipt {
        item: row.item,
        generation: row.generation,
        package_sha256: row.package_sha256.clone(),
        held_at: row.held_at,
        proposed: row.clearance == Clearance::Proposed,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::Newsroom;
    use crate::officers::Rights;
    use sperrfrist_release::gate::Opening;
    use sperrfrist_release::{Release, ReleaseId};
    use sperrfrist_seal::{DeskKey, NewsroomKeys, Part, Role};
    use sperrfrist_testkit::clock::HandClock;

    fn officer() -> Officer {
        Officer { name: String::new(), rights: Rights::ALL, is_named: false }
    }

    /// A newsroom that knows one desk.
    struct Place {
        folder: tempfile::TempDir,
        keys: String,
        desk: DeskKey,
    }

    impl Place {
        fn new() -> Self {
            let keys = NewsroomKeys::generate(None).expect("keys").to_secret_text();
            Self { folder: tempfile::tempdir().expect("a folder"), keys, desk: DeskKey::generate() }
        }

        fn keys(&self) -> NewsroomKeys {
            NewsroomKeys::from_secret_text(&self.keys).expect("keys")
        }

        fn open(&self) -> Newsroom {
            let clock = Arc::new(HandClock::new(DateTime::UNIX_EPOCH));
            let newsroom = Newsroom::open(self.folder.path(), self.keys(), clock).expect("opens");
            newsroom.house.register("token", self.desk.id(), None).expect("registers");
            newsroom
        }

        fn package(&self) -> Package {
            let release = Release { slug: "kooperation".into(), ..Release::blank(ReleaseId::random()) };
            let part = Part::new(Role::Release, "application/json", stored::to_json(&release).into_bytes());
            let opening = Opening::At { utc: DateTime::UNIX_EPOCH + chrono::TimeDelta::days(1) };
            let what = (ItemId::text(release.id), 1, opening);
            Package::seal(what, DateTime::UNIX_EPOCH, &[part], &self.desk, self.keys().id()).expect("seals")
        }
    }

    #[test]
    fn on_a_full_disk_a_package_is_refused_in_a_sentence_and_nothing_of_it_is_kept() {
        let place = Place::new();
        let newsroom = place.open();
        let package = place.package();
        let item = package.manifest().item;
        locked(&newsroom.house.store).fill_up();
        let denied = newsroom.house.receive(item, &package.encode(), &officer()).expect_err("no room");
        assert_eq!(denied.status.as_u16(), 507);
        assert_eq!(denied.refusal.code, "newsroom.full");
        assert!(newsroom.house.report(item.release).is_err());
        let files = |path: std::path::PathBuf| std::fs::read_dir(path).expect("reads").flatten();
        let parts = place.folder.path().join("parts");
        assert_eq!(files(parts).flat_map(|folder| files(folder.path())).count(), 0);
        drop(newsroom);
        let again = place.open();
        assert!(again.house.report(item.release).is_err());
        again.house.receive(item, &package.encode(), &officer()).expect("there is room again");
    }

    #[test]
    fn a_part_that_cannot_be_written_leaves_nothing_of_the_package() {
        let place = Place::new();
        let newsroom = place.open();
        let package = place.package();
        // A file stands where the folder of the part would be.
        let name = &package.manifest().parts[0].name;
        std::fs::write(place.folder.path().join("parts").join(&name[..2]), b"").expect("writes");
        let item = package.manifest().item;
        assert!(newsroom.house.receive(item, &package.encode(), &officer()).is_err());
        assert!(newsroom.house.report(item.release).is_err());
    }
}
