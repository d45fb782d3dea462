//! The paper: a release on the letterhead of its house, as a file that is PDF/UA-1 (ISO 14289-1) and PDF/A-2a
//! (ISO 19005-2) at once, and as pages on a screen while it is being written.
//!
//! The same sheet gives the same bytes, wherever and whenever it is set. Not in here: when something becomes
//! public (`release`), and the cleaning of photos (`photo`); what comes in is taken as due and clean.

mod check;
mod data;
mod drawing;
mod facsimile;
mod finding;
mod fonts;
mod hand_over;
mod language;
mod length;
mod letterhead;
mod picture;
mod preview;
mod record;
mod sheet;
mod typeset;
mod words;
mod world;

pub use facsimile::Facsimile;
pub use finding::{Finding, Place};
pub use hand_over::{MailBody, docx};
pub use letterhead::{
    Colour, Colours, ColoursDraft, Column, ColumnDraft, Fonts, Letterhead, LetterheadDraft, Logo, LogoDraft,
    PageDraft, PageFormat, PageSize, Paint, SidePlace, Typeface, patterns,
};
pub use picture::{Picture, PictureFault};
pub use preview::{BlockPlace, Pages, Preview, Shown};
pub use record::{Record, Section, Sentence, Table, Tone};
pub use sheet::{Sheet, ShownPhoto, Variant};

/// The sheet as a PDF file.
///
/// # Errors
/// Everything that stands in its way, in reading order; never a file that is only nearly right.
pub fn pdf(sheet: &Sheet<'_>) -> Result<Vec<u8>, Vec<Finding>> {
    Preview::new().pdf(sheet)
}
