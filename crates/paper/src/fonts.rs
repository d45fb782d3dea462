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

/// Whether a family has the character in each of its cuts. A letter that it would have to put together from a letter and
/// an accent does not count: a reader of the file finds a gap behind it.
pub(crate) fn covers(family: &str, c: char) -> bool {
    let mut cuts = SHELF.fonts.iter().filter(|font| font.info().family == family);
    cuts.all(|font| font.info().coverage.contains(u32::from(c)))
}
