//! What the room promises, proved from outside through its public functions.

mod caption;
mod corpora;
mod damage;
mod drawing;
mod inspection;
mod leaks;
mod png;
mod redraw;
mod tampering;
mod webp;

use sperrfrist_photo::{Caption, Cleaned, Limits, clean};

fn limits() -> Limits {
    Limits::default()
}

/// Cleaned without a word of caption.
fn cleaned(photo: &[u8]) -> Cleaned {
    clean(photo, &Caption::default(), &limits()).expect("a whole photo can be cleaned")
}

/// The picture as the decoder draws it.
fn pixels(jpeg: &[u8]) -> image::DynamicImage {
    image::load_from_memory_with_format(jpeg, image::ImageFormat::Jpeg).expect("a whole JPEG can be drawn")
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

/// Whether the letters of `needle` stand anywhere in `haystack`, one behind the other or at the same distance of
/// up to 16 bytes: as colours of pixels, or at the ends of rows.
fn is_spread_in(haystack: &[u8], needle: &[u8]) -> bool {
    (1..=16).any(|step| {
        (0..haystack.len())
            .any(|start| (0..needle.len()).all(|at| haystack.get(start + at * step) == needle.get(at)))
    })
}
