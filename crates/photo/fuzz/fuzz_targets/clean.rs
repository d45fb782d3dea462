//! Whatever the bytes: cleaning ends with a photo that passes the check and tells nothing, or with an error.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sperrfrist_photo::{Caption, Fate, Limits, Options, clean, clean_in_place, inspect, verify};

// A decoder that panics is caught, and its picture refused; only what nobody catches is a find.
fuzz_target!(init: std::panic::set_hook(Box::new(|info| eprintln!("{info}"))), |bytes: &[u8]| {
    let limits = Limits { max_bytes: 1_000_000, max_pixels: 1_000_000, max_side: 4_000 };
    let told = inspect(bytes, &limits);
    let caption = Caption { headline: "Fuzz".to_owned(), ..Caption::default() };
    let Ok(cleaned) = clean(bytes, &caption, &limits) else { return };
    assert!(told.is_ok(), "what can be cleaned can be inspected");
    verify(&cleaned.bytes, &cleaned.caption).expect("what was cleaned passes the check");
    let mut source = bytes.to_vec();
    let in_place = clean_in_place(&mut source, &caption, Options::default(), &limits).expect("as with a copy");
    assert_eq!(in_place.bytes, cleaned.bytes);
    let after = inspect(&cleaned.bytes, &Limits::default()).expect("what was written can be read");
    assert!(after.findings.iter().all(|finding| finding.fate != Fate::Goes), "{:?}", after.findings);
});
