//! From the bytes of a file to its text.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use thiserror::Error;

use super::Unsure;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 5 * 1024 * 1024;

/// The text of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    /// Of the encoding only; the text itself has not been read yet.
    pub unsure: Vec<Unsure>,
}

/// Why a file is not read as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ImportError {
    #[error("Die Datei ist leer.")]
    Empty,
    #[error("{}", .found.sentence())]
    Binary { found: Binary },
    #[error("Die Datei ist größer als 5 MB; eine Medieninformation ist das nicht.")]
    TooLarge { bytes: usize },
}

/// What a file is that is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binary {
    Pdf,
    /// Also the form before 2007, which it shares with other Office files.
    Word,
    OpenDocument,
    RichText,
    Zip,
    Picture,
    Other,
}

impl Binary {
    fn sentence(self) -> &'static str {
        match self {
            Self::Pdf => "Das ist eine PDF-Datei, kein reiner Text.",
            Self::Word => "Das ist eine Word-Datei, kein reiner Text.",
            Self::OpenDocument => "Das ist eine OpenDocument-Datei, kein reiner Text.",
            Self::RichText => "Das ist eine RTF-Datei, kein reiner Text.",
            Self::Zip => "Das ist ein ZIP-Archiv, kein Text.",
            Self::Picture => "Das ist ein Bild, kein Text.",
            Self::Other => "Das ist keine Textdatei.",
        }
    }
}

impl ImportError {
    /// Stable name of the error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "import.empty",
            Self::Binary { .. } => "import.binary",
            Self::TooLarge { .. } => "import.too_large",
        }
    }

    /// What to do now.
    #[must_use]
    pub fn next_step(&self) -> String {
        match self {
            Self::Empty => "Prüfen Sie, ob Sie die richtige Datei gewählt haben.".into(),
            Self::Binary { found: Binary::Word | Binary::OpenDocument | Binary::RichText } => {
                "Speichern Sie sie in Ihrem Schreibprogramm mit »Speichern unter« als »Nur Text (.txt)«."
                    .into()
            }
            Self::Binary { found: Binary::Pdf } => {
                "Markieren Sie den Text in der PDF-Datei und speichern Sie ihn als Textdatei (.txt).".into()
            }
            Self::Binary { found: Binary::Zip } => {
                "Entpacken Sie das Archiv und wählen Sie die Textdatei.".into()
            }
            Self::Binary { found: Binary::Picture } => {
                "Bilder ordnen Sie der Meldung unter »Fotos« zu.".into()
            }
            Self::Binary { found: Binary::Other } => "Wählen Sie eine Textdatei (.txt).".into(),
            Self::TooLarge { .. } => "Wählen Sie die Textdatei der Meldung selbst.".into(),
        }
    }
}

/// Reads UTF-8, UTF-16 with its mark, or else Windows-1252, which holds Latin-1, and says that it was guessed.
///
/// # Errors
/// [`ImportError`] for what is no text.
pub fn decode(bytes: &[u8]) -> Result<Decoded, ImportError> {
    if bytes.len() > MAX_BYTES {
        return Err(ImportError::TooLarge { bytes: bytes.len() });
    }
    if let Some(found) = known_format(bytes) {
        return Err(ImportError::Binary { found });
    }
    let mut unsure = Vec::new();
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => eight_bit(rest, &mut unsure),
        [0xFF, 0xFE, rest @ ..] => UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xFE, 0xFF, rest @ ..] => UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        _ => eight_bit(bytes, &mut unsure),
    };
    if text.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
        return Err(ImportError::Empty);
    }
    if is_noise(&text) {
        return Err(ImportError::Binary { found: Binary::Other });
    }
    Ok(Decoded { text, unsure })
}

fn eight_bit(bytes: &[u8], unsure: &mut Vec<Unsure>) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        // Only the last character is cut off: still UTF-8, and no reason to garble every umlaut before it.
        Err(error) if error.error_len().is_none() && error.valid_up_to() > 0 => {
            unsure.push(Unsure::new(
                "encoding.cut",
                "Die Datei bricht mitten in einem Zeichen ab; vielleicht fehlt ihr Ende.",
                last_line(bytes),
                "",
            ));
            String::from_utf8_lossy(bytes).into_owned()
        }
        Err(error) => {
            let line = 1 + bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
            let words = text.lines().nth(line - 1).unwrap_or_default().trim().to_owned();
            unsure.push(Unsure::new(
                "encoding.guessed",
                "Die Datei ist nicht in UTF-8 gespeichert; sie wurde als Windows-1252 (Latin-1) gelesen. \
                 Prüfen Sie die Umlaute.",
                line,
                words,
            ));
            text.into_owned()
        }
    }
}

fn last_line(bytes: &[u8]) -> usize {
    1 + bytes.iter().filter(|byte| **byte == b'\n').count()
}

fn known_format(bytes: &[u8]) -> Option<Binary> {
    const STARTS: [(&[u8], Binary); 9] = [
        (b"%PDF", Binary::Pdf),
        (&[0xD0, 0xCF, 0x11, 0xE0], Binary::Word),
        (b"{\\rtf", Binary::RichText),
        (&[0xFF, 0xD8, 0xFF], Binary::Picture),
        (&[0x89, b'P', b'N', b'G'], Binary::Picture),
        (b"GIF8", Binary::Picture),
        (b"II*\0", Binary::Picture),
        (b"MM\0*", Binary::Picture),
        (b"RIFF", Binary::Picture),
    ];
    if bytes.starts_with(b"PK\x03\x04") {
        let head = &bytes[..bytes.len().min(16_384)];
        let holds = |name: &[u8]| head.windows(name.len()).any(|window| window == name);
        return Some(if holds(b"word/") || holds(b"[Content_Types].xml") {
            Binary::Word
        } else if holds(b"application/vnd.oasis.opendocument") {
            Binary::OpenDocument
        } else {
            Binary::Zip
        });
    }
    let text = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    STARTS.into_iter().find(|(start, _)| text.starts_with(start)).map(|(_, found)| found)
}

/// A NUL stands in no text; other control characters now and then, as a word processor's leavings.
fn is_noise(text: &str) -> bool {
    let strange =
        |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}');
    text.contains('\0') || text.chars().filter(strange).count() * 50 > text.chars().count()
}
