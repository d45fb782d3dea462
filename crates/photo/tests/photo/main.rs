//! What the room promises, proved from outside through its public functions.

mod caption;
mod corpora;
mod damage;
mod drawing;
mod edits;
mod inspection;
mod judges;
mod leaks;
mod png;
mod redraw;
mod renditions;
mod rights;
mod tampering;
mod webp;

use sperrfrist_photo::{Caption, Cleaned, Limits, Options, Rights, RightsChange, clean, clean_with};
use sperrfrist_testkit::jpeg::{Entry, Exif, Place, insert, picture};

fn limits() -> Limits {
    Limits::default()
}

/// Cleaned without a word of caption.
fn cleaned(photo: &[u8]) -> Cleaned {
    clean(photo, &Caption::default(), &limits()).expect("a whole photo can be cleaned")
}

/// Every right told otherwise than any photo of the tests tells it, and why.
fn nameless() -> Caption {
    let text = || "N. N.".to_owned();
    Caption {
        creator: text(),
        credit: text(),
        copyright: text(),
        usage_terms: text(),
        web_statement: text(),
        licensor: text(),
        licensor_url: text(),
        rights_reason: "nur für die Prüfung".to_owned(),
        ..Caption::default()
    }
}

/// Cleaned, and the photographer's rights knowingly replaced as well, so that not a word of the source may be left.
fn cleaned_of_names(jpeg: &[u8]) -> Cleaned {
    clean(jpeg, &nameless(), &limits()).expect("a whole JPEG can be cleaned")
}

/// Cleaned to the last word: no caption, and no right of the photographer carried over.
fn cleaned_wholly(photo: &[u8]) -> Cleaned {
    let options = Options { rights: Rights::AsSaid, ..Options::default() };
    clean_with(photo, &Caption::default(), options, &limits()).expect("a whole photo can be cleaned")
}

/// Whether the report names anything that is not in the clean file.
fn says_what_went(clean: &Cleaned) -> bool {
    !clean.report.removed.is_empty() || clean.report.rights.iter().any(RightsChange::is_replaced)
}

/// The picture as the decoder draws it.
fn pixels(jpeg: &[u8]) -> image::DynamicImage {
    image::load_from_memory_with_format(jpeg, image::ImageFormat::Jpeg).expect("a whole JPEG can be drawn")
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

/// A picture of 64 × 32 pixels that says how it is turned.
fn turned(orientation: u16) -> Vec<u8> {
    let exif = Exif { primary: vec![Entry::short(0x0112, orientation)], ..Exif::default() };
    insert(&picture(64, 32), Place::Start, &exif.segment())
}

/// Whether the letters of `needle` stand anywhere in `haystack`, one behind the other or at the same distance of
/// up to 16 bytes: as colours of pixels, or at the ends of rows.
fn is_spread_in(haystack: &[u8], needle: &[u8]) -> bool {
    (1..=16).any(|step| {
        (0..haystack.len())
            .any(|start| (0..needle.len()).all(|at| haystack.get(start + at * step) == needle.get(at)))
    })
}
