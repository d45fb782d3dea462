//! The pages of a document that somebody else has set, for whoever answers for it: drawn from its bytes, not set anew.

use hayro_syntax::Pdf;
use typst::foundations::Bytes;

use crate::preview::Pages;
use crate::typeset;
use crate::world::Room;

/// The most that is looked at.
const BYTES_MAX: usize = 40_000_000;
const PAGES_MAX: usize = 200;

/// A PDF that can be looked at.
pub struct Facsimile {
    document: Bytes,
    count: usize,
}

impl Facsimile {
    /// `None` where it is no PDF that can be drawn, or a huge one.
    #[must_use]
    pub fn of(pdf: &[u8]) -> Option<Self> {
        if pdf.len() > BYTES_MAX {
            return None;
        }
        let count = typeset::guarded(|| Pdf::new(pdf.to_vec()).ok().map(|read| read.pages().len()))??;
        (1..=PAGES_MAX).contains(&count).then(|| Self { document: Bytes::new(pdf.to_vec()), count })
    }

    /// How many pages it has.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// A page, counted from 0, as PNG; `scale` is pixels for each point.
    #[must_use]
    pub fn png(&self, page: usize, scale: f64) -> Option<Vec<u8>> {
        if page >= self.count {
            return None;
        }
        let mut room = Room::for_facsimiles(self.document.clone());
        room.data((page + 1).to_string().into_bytes());
        let document = typeset::compile(&room)?.ok()?;
        Pages::of(document).png(0, scale)
    }
}
