//! Writes packages into a folder, as seeds for the fuzzer: `seeds DIR`.

use std::path::PathBuf;

use chrono::DateTime;
use sperrfrist_release::gate::Opening;
use sperrfrist_release::photo::RenditionName;
use sperrfrist_release::{ReleaseId, SlotId};
use sperrfrist_seal::{DeskKey, ItemId, NewsroomKeys, Package, Part, Role};

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::args_os().nth(1).expect("a folder"));
    std::fs::create_dir_all(&folder)?;
    let (release, slot) = (ReleaseId::random(), SlotId::random());
    let part = |role| Part::new(role, "image/jpeg", b"seed".to_vec());
    let at = Opening::At { utc: DateTime::UNIX_EPOCH };
    let signal = Opening::Signal { after_minutes: 30, not_before: Some(DateTime::UNIX_EPOCH) };
    let photo = [part(Role::Photo), part(Role::Rendition { name: RenditionName::Web })];
    let (desk, newsroom) = (DeskKey::generate(), NewsroomKeys::generate(None).expect("keys"));
    let packages = [
        (ItemId::text(release), at, &[part(Role::Release)][..]),
        (ItemId::photo(release, slot), signal, &photo[..]),
        (ItemId::text(release), signal, &[][..]),
    ];
    for (number, (item, opening, parts)) in packages.into_iter().enumerate() {
        let what = (item, number as u64 + 1, opening);
        let package = Package::seal(what, DateTime::UNIX_EPOCH, parts, &desk, newsroom.id()).expect("seals");
        std::fs::write(folder.join(format!("{number:03}")), package.encode())?;
    }
    Ok(())
}
