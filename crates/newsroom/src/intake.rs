//! A package comes in: read whole, written durably, and only then acknowledged.
//!
//! Invariant 5, acknowledged means kept: the receipt is made after the parts and the row are on disk. A crash
//! in between leaves part files that no row names; the next start removes them.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sperrfrist_release::gate::Clearance;
use sperrfrist_release::{Photo, Release, stored};
use sperrfrist_seal::answer::Receipt;
use sperrfrist_seal::{ItemId, ItemKind, Manifest, Package, Role, sha256_hex};

use crate::address;
use crate::holdings::{Content, Held, Holdings};
use crate::newsroom::{House, locked, milliseconds};
use crate::refusal::Denied;
use crate::store::{Arrival, Row};

/// What came of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Received {
    New(Receipt),
    /// The very same package again, after an answer was lost.
    Again(Receipt),
}

/// What a package says, before an address is found for it.
pub(crate) enum Reading {
    Text(Box<Release>),
    Photo(Box<Photo>),
}

impl House {
    /// Takes a package in. Blocks.
    pub(crate) fn receive(&self, item: ItemId, bytes: &[u8]) -> Result<Received, Denied> {
        let package = Package::decode(bytes)?;
        let manifest = package.manifest();
        if manifest.item != item {
            return Err(Denied::unreadable("Das Paket gehört zu einer anderen Veröffentlichung."));
        }
        let reading = read(&package)?;
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
        match self.keep(manifest, reading, package_sha256, held_at) {
            Ok(receipt) => Ok(Received::New(receipt)),
            Err(denied) => {
                self.parts.remove(names);
                Err(denied)
            }
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
        let same = held.row.generation == manifest.generation && held.row.package_sha256 == sha256;
        if same { Ok(Some(receipt(&held.row))) } else { Err(Denied::stale()) }
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
        manifest: &Manifest,
        reading: Reading,
        package_sha256: String,
        held_at: DateTime<Utc>,
    ) -> Result<Receipt, Denied> {
        let mut store = locked(&self.store);
        let now = self.clock.now();
        let (held, outdated) = {
            let holdings = self.holdings();
            let before = holdings.get(manifest.item);
            // A correction of what the public has needs no second signal; anything else waits for its own.
            let live = before
                .filter(|held| held.row.revealed_at.is_some() && held.row.clearance == Clearance::Cleared);
            let row = Row {
                item: manifest.item,
                generation: manifest.generation,
                package_sha256,
                manifest: manifest.clone(),
                clearance: Clearance::Cleared,
                signal: live.and_then(|held| held.row.signal),
                held_at,
                // The latch outlasts a correction: what the public has stays, whatever the clock says by now.
                revealed_at: live.and_then(|held| held.row.revealed_at),
                path_suffix: before.map_or(0, |held| held.row.path_suffix),
            };
            let held = held(row, reading);
            refuse_taken_address(&holdings, &held)?;
            if let Some(live) = live {
                refuse_taking_down(&holdings, live, &held, &now)?;
            }
            let outdated: Vec<String> = before
                .map(|held| held.row.manifest.parts.iter().map(|part| part.name.clone()).collect())
                .unwrap_or_default();
            (held, outdated)
        };
        let arrival = Arrival {
            manifest,
            package_sha256: &held.row.package_sha256,
            signal: held.row.signal,
            held_at,
            revealed_at: held.row.revealed_at,
            path_suffix: held.row.path_suffix,
        };
        if !store.put(&arrival)? {
            return Err(Denied::stale());
        }
        let receipt = receipt(&held.row);
        self.holdings_mut().insert(held);
        drop(store);
        self.changed.notify_one();
        self.parts.remove(outdated.iter().map(String::as_str));
        Ok(receipt)
    }
}

/// An address belongs to one release. It gets no number from what else is held: that would tell of it.
fn refuse_taken_address(holdings: &Holdings, arriving: &Held) -> Result<(), Denied> {
    let owner = arriving.path().and_then(|path| holdings.page(path));
    if owner.is_some_and(|owner| owner != arriving.row.item.release) {
        return Err(Denied::address_taken());
    }
    Ok(())
}

/// What is public is taken down by an order, never by a package: one that opens later, or that moves the
/// page, is refused.
fn refuse_taking_down(
    holdings: &Holdings,
    live: &Held,
    arriving: &Held,
    now: &sperrfrist_clock::Reading,
) -> Result<(), Denied> {
    if live.path() != arriving.path() {
        return Err(Denied::address_moves());
    }
    let kind = arriving.row.item.kind;
    let Some(due) = holdings.gate_item(arriving).due() else { return Err(Denied::already_public(kind)) };
    // These instants have passed, even if the clock has lost them since.
    if live.row.revealed_at.max(holdings.gate_item(live).due()) >= Some(due) {
        return Ok(());
    }
    if due > now.wall {
        return Err(Denied::already_public(kind));
    }
    // Whether a new time has come, only a clock that somebody vouches for can say.
    if now.synced { Ok(()) } else { Err(Denied::unsynced_correction()) }
}

/// Puts what a package says to its row.
pub(crate) fn held(row: Row, reading: Reading) -> Held {
    let content = match reading {
        Reading::Text(release) => {
            let base = address::base(&release, row.manifest.opening, row.held_at);
            Content::Text { path: address::path(&base, row.path_suffix), release: Arc::from(release) }
        }
        Reading::Photo(photo) => Content::Photo(Arc::from(photo)),
    };
    Held { row, content }
}

fn receipt(row: &Row) -> Receipt {
    Receipt {
        item: row.item,
        generation: row.generation,
        package_sha256: row.package_sha256.clone(),
        held_at: row.held_at,
    }
}

/// Reads what a package says, and refuses one that the newsroom could not show.
fn read(package: &Package) -> Result<Reading, Denied> {
    let manifest = package.manifest();
    if i64::try_from(manifest.generation).is_err() {
        return Err(Denied::unreadable("Die Nummer der Fassung ist zu groß."));
    }
    for (entry, bytes) in package.parts() {
        let jpeg = entry.media_type == "image/jpeg" && bytes.starts_with(&[0xff, 0xd8, 0xff]);
        if matches!(entry.role, Role::Rendition { .. }) && !jpeg {
            return Err(Denied::unreadable("Ein Bild des Pakets ist kein JPEG."));
        }
    }
    let parts: Vec<(Role, &[u8])> = package.parts().map(|(entry, bytes)| (entry.role, bytes)).collect();
    read_parts(manifest, &parts)
}

/// Reads the readable parts of an item; of pictures only the role is looked at.
pub(crate) fn read_parts(manifest: &Manifest, parts: &[(Role, &[u8])]) -> Result<Reading, Denied> {
    match (manifest.item.kind, parts) {
        (ItemKind::Text, [(Role::Release, json)]) => text(manifest, json),
        (ItemKind::Photo(_), parts) => photo(parts),
        (ItemKind::Text, _) => Err(Denied::unreadable("Ein Paket mit Text enthält genau eine Meldung.")),
    }
}

fn text(manifest: &Manifest, json: &[u8]) -> Result<Reading, Denied> {
    let json = std::str::from_utf8(json)
        .map_err(|_| Denied::unreadable("Die Meldung im Paket ist nicht lesbar."))?;
    let release = stored::from_json(json).map_err(|error| Denied::unreadable(&error.to_string()))?;
    if release.id != manifest.item.release {
        return Err(Denied::unreadable("Das Paket enthält eine andere Meldung."));
    }
    if !address::is_slug(&release.slug) {
        return Err(Denied::unreadable("Der Meldung fehlt der Name für ihre Adresse."));
    }
    // Whatever else came along is not kept in reach of a page.
    Ok(Reading::Text(Box::new(release.text_only())))
}

fn photo(parts: &[(Role, &[u8])]) -> Result<Reading, Denied> {
    let incomplete = || Denied::unreadable("Das Paket mit dem Foto ist unvollständig.");
    let mut readable = None;
    let mut pictures = Vec::new();
    for (role, bytes) in parts {
        match role {
            Role::Photo if readable.is_none() => readable = Some(*bytes),
            Role::Rendition { name } if !pictures.contains(name) => pictures.push(*name),
            _ => {
                return Err(Denied::unreadable(
                    "Das Paket mit dem Foto enthält etwas, das nicht hineingehört.",
                ));
            }
        }
    }
    let photo: Photo = serde_json::from_slice(readable.ok_or_else(incomplete)?)
        .map_err(|_| Denied::unreadable("Die Angaben zum Foto sind nicht lesbar."))?;
    if photo.original.is_some() || photo.file_name.is_some() {
        return Err(Denied::unreadable("Das Paket verrät etwas über die Originaldatei."));
    }
    let described = |name| photo.renditions.iter().any(|rendition| rendition.name == name);
    if pictures.is_empty() || !pictures.into_iter().all(described) {
        return Err(incomplete());
    }
    Ok(Reading::Photo(Box::new(photo)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Newsroom;
    use sperrfrist_release::ReleaseId;
    use sperrfrist_release::gate::Opening;
    use sperrfrist_seal::Part;
    use sperrfrist_testkit::clock::HandClock;

    fn package(release: &Release, generation: u64) -> Package {
        let part = Part {
            role: Role::Release,
            media_type: "application/json".into(),
            bytes: stored::to_json(release).into_bytes(),
        };
        let opening = Opening::At { utc: DateTime::UNIX_EPOCH + chrono::TimeDelta::days(1) };
        Package::seal(ItemId::text(release.id), generation, opening, vec![part])
    }

    #[test]
    fn on_a_full_disk_a_package_is_refused_in_a_sentence_and_nothing_of_it_is_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let clock = Arc::new(HandClock::new(DateTime::UNIX_EPOCH));
        let newsroom = Newsroom::open(folder.path(), clock.clone()).expect("opens");
        let release = Release { slug: "kooperation".into(), ..Release::blank(ReleaseId::random()) };
        let item = ItemId::text(release.id);
        locked(&newsroom.house.store).fill_up();
        let package = package(&release, 1).encode();
        let denied = newsroom.house.receive(item, &package).expect_err("no room");
        assert_eq!(denied.status.as_u16(), 507);
        assert_eq!(denied.refusal.code, "newsroom.full");
        assert!(newsroom.house.report(release.id).is_err());
        let files = |path: std::path::PathBuf| std::fs::read_dir(path).expect("reads").flatten();
        let left = files(folder.path().join("parts")).flat_map(|folder| files(folder.path())).count();
        assert_eq!(left, 0);
        drop(newsroom);
        let again = Newsroom::open(folder.path(), clock).expect("opens again");
        assert!(again.house.report(release.id).is_err());
        again.house.receive(item, &package).expect("there is room again");
    }

    #[test]
    fn a_part_that_cannot_be_written_leaves_nothing_of_the_package() {
        let folder = tempfile::tempdir().expect("a folder");
        let clock = Arc::new(HandClock::new(DateTime::UNIX_EPOCH));
        let newsroom = Newsroom::open(folder.path(), clock).expect("opens");
        let release = Release { slug: "kooperation".into(), ..Release::blank(ReleaseId::random()) };
        let package = package(&release, 1);
        // A file stands where the folder of the part would be.
        let name = &package.manifest().parts[0].name;
        std::fs::write(folder.path().join("parts").join(&name[..2]), b"").expect("writes");
        let item = ItemId::text(release.id);
        assert!(newsroom.house.receive(item, &package.encode()).is_err());
        assert!(newsroom.house.report(release.id).is_err());
    }
}
