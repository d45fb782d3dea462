//! What comes from elsewhere: a Word file or a mail becomes a text whose tracked changes are still open.
//!
//! Comments, hidden text, headers, footers, notes, text boxes, field codes and properties are never part of the
//! text; they are listed, so that nobody has to look for them. What was decided of the changes makes lines, and
//! `release::import` makes a release of those. Not in here: files and archives of ours, whether a picture can be
//! published, and any opinion on what the text says.

mod decide;
mod error;
mod kind;
mod mail;
mod reading;
mod word;
mod wording;

pub use error::{IncomingError, OtherFile};
pub use reading::{
    Change, ChangeKind, Content, Excerpt, LeftOut, LeftOutKind, Look, NumberForm, Numbered, Paragraph,
    Picture, Piece, Reading, Shape, Source, Tracked,
};
pub use wording::Wording;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// Reads a Word file, a mail or a text; which of them it is, its bytes tell.
///
/// # Errors
/// [`IncomingError`] for what is none of these, is damaged, or unpacks to more than a release can be.
pub fn read(bytes: &[u8]) -> Result<Reading, IncomingError> {
    if bytes.len() > MAX_BYTES {
        return Err(IncomingError::TooLarge);
    }
    match kind::of(bytes)? {
        kind::Kind::Word => word::read(bytes),
        kind::Kind::Mail => mail::read(bytes),
        kind::Kind::Text => mail::read_text(bytes),
    }
}
