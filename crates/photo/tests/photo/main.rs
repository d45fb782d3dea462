//! What the room promises, proved from outside through its public functions.

mod caption;
mod corpora;
mod damage;
mod drawing;
mod inspection;
mod leaks;
mod redraw;
mod tampering;

use sperrfrist_photo::{Caption, Cleaned, Limits, clean};

fn limits() -> Limits {
    Limits::default()
}

/// Cleaned without a word of caption.
fn cleaned(jpeg: &[u8]) -> Cleaned {
    clean(jpeg, &Caption::default(), &limits()).expect("a whole JPEG can be cleaned")
}

/// The picture as the decoder draws it.
fn pixels(jpeg: &[u8]) -> image::DynamicImage {
    image::load_from_memory_with_format(jpeg, image::ImageFormat::Jpeg).expect("a whole JPEG can be drawn")
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}
