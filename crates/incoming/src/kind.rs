//! What a file is, by its bytes; its name may say anything.

use crate::error::{IncomingError, OtherFile};
use crate::mail;

pub(crate) enum Kind {
    Word,
    Mail,
    Text,
}

pub(crate) fn of(bytes: &[u8]) -> Result<Kind, IncomingError> {
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return Err(compound(bytes));
    }
    if bytes.starts_with(b"{\\rtf") {
        return Err(IncomingError::Other(OtherFile::RichText));
    }
    if bytes.starts_with(b"PK") {
        return Ok(Kind::Word);
    }
    Ok(if mail::is_mail(bytes) { Kind::Mail } else { Kind::Text })
}

/// What Office before 2007, Outlook and an Office with a password have in common. The names of its streams tell.
fn compound(bytes: &[u8]) -> IncomingError {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    if holds("EncryptedPackage") {
        IncomingError::Encrypted
    } else if holds("__properties_version") {
        IncomingError::Other(OtherFile::OutlookMail)
    } else if holds("Workbook") || holds("PowerPoint Document") {
        IncomingError::Other(OtherFile::OtherOffice)
    } else {
        IncomingError::Other(OtherFile::OldWord)
    }
}
