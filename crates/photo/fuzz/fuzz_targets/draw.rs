//! Whatever the bytes: smaller copies come out in their size and clean, or an error does.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sperrfrist_photo::{Caption, Edits, Limits, Size, clean, renditions, verify};

// A decoder that panics is caught, and its picture refused; only what nobody catches is a find.
fuzz_target!(init: std::panic::set_hook(Box::new(|info| eprintln!("{info}"))), |bytes: &[u8]| {
    let limits = Limits { max_bytes: 1_000_000, max_pixels: 1_000_000, max_side: 4_000 };
    let caption = Caption::default();
    let Ok(cleaned) = clean(bytes, &caption, &limits) else { return };
    let size = Size { name: "fuzz".to_owned(), long_side: Some(64), quality: 80 };
    let Ok(copies) = renditions(&cleaned, &Edits::default(), &cleaned.caption, &[size], &limits) else { return };
    for copy in copies {
        assert!(copy.width.max(copy.height) <= 64);
        verify(&copy.jpeg, &cleaned.caption).expect("a copy passes the check");
    }
});
