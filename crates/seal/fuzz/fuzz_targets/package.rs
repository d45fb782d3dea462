//! Whatever the bytes: they are a package that says the same when it is written again, or they are refused; and nobody has
//! signed them.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sperrfrist_seal::package::MAGIC;
use sperrfrist_seal::{NewsroomKeys, Package};

static KEYS: LazyLock<NewsroomKeys> = LazyLock::new(|| NewsroomKeys::generate(None).expect("keys"));

fuzz_target!(|bytes: &[u8]| {
    look(bytes);
    // As the manifest, so that chance gets past the lengths.
    let (manifest, rest) = bytes.split_at(bytes.len() / 2);
    let length = u32::try_from(manifest.len()).expect("short").to_be_bytes();
    look(&[MAGIC, &length[..], manifest, &[0, 0, 0, 2], b"[]", rest].concat());
    assert!(KEYS.open(bytes).is_err() && !KEYS.can_open(bytes), "only this newsroom's keys seal for it");
});

fn look(bytes: &[u8]) {
    let Ok(package) = Package::decode(bytes) else { return };
    let again = Package::decode(&package.encode()).expect("what was written is read");
    assert_eq!(again, package);
    assert!(package.signed().check(KEYS.id(), |_| true).is_err(), "for this newsroom nobody has signed");
}
