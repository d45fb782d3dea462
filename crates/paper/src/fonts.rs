//! The typefaces, brought along so that a page breaks alike on every machine.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

const FILES: [&[u8]; 10] = [
    include_bytes!("../../../assets/fonts/SourceSans3-Light.ttf"),
    include_bytes!("../../../assets/fonts/SourceSans3-Regular.ttf"),
    include_bytes!("../../../assets/fonts/SourceSans3-It.ttf"),
    include_bytes!("../../../assets/fonts/SourceSans3-Semibold.ttf"),
    include_bytes!("../../../assets/fonts/SourceSans3-SemiboldIt.ttf"),
    include_bytes!("../../../assets/fonts/SourceSerif4-Regular.ttf"),
    include_bytes!("../../../assets/fonts/SourceSerif4-It.ttf"),
    include_bytes!("../../../assets/fonts/SourceSerif4-Semibold.ttf"),
    include_bytes!("../../../assets/fonts/SourceSerif4-SemiboldIt.ttf"),
    include_bytes!("../../../assets/fonts/SourceSerif4Display-Semibold.ttf"),
];

/// The fonts, and the book by which Typst chooses among them.
pub(crate) struct Shelf {
    pub fonts: Vec<Font>,
    pub book: LazyHash<FontBook>,
}

pub(crate) static SHELF: LazyLock<Shelf> = LazyLock::new(|| {
    let fonts: Vec<Font> = FILES.iter().flat_map(|file| Font::iter(Bytes::new(*file))).collect();
    let book = LazyHash::new(FontBook::from_fonts(&fonts));
    Shelf { fonts, book }
});

/// What each family has in all of its cuts, in order. Asked for every letter of a sheet, so it is put together once.
static COVERED: LazyLock<Vec<(String, Vec<u32>)>> = LazyLock::new(|| {
    let mut families: Vec<(String, Vec<u32>)> = Vec::new();
    for info in SHELF.fonts.iter().map(Font::info) {
        let has: Vec<u32> = info.coverage.iter().collect();
        match families.iter_mut().find(|(family, _)| *family == info.family) {
            Some((_, covered)) => covered.retain(|c| has.binary_search(c).is_ok()),
            None => families.push((info.family.clone(), has)),
        }
    }
    families
});

/// Whether a family has the character in each of its cuts. A letter that it would have to put together from a letter and
/// an accent does not count: a reader of the file finds a gap behind it.
pub(crate) fn covers(family: &str, c: char) -> bool {
    let known = COVERED.iter().find(|(known, _)| known == family);
    known.is_none_or(|(_, covered)| covered.binary_search(&u32::from(c)).is_ok())
}
