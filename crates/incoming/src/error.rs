//! Why a file is not read, and what to do instead.

use sperrfrist_release::import::ImportError;
use thiserror::Error;

/// Why a file is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum IncomingError {
    #[error("{}", .0.sentence())]
    Other(OtherFile),
    #[error("Die Word-Datei ist mit einem Kennwort geschützt.")]
    Encrypted,
    #[error("Die Word-Datei ist beschädigt und lässt sich nicht lesen.")]
    Damaged,
    #[error("Die Datei ist größer als 64 MB; eine Medieninformation ist das nicht.")]
    TooLarge,
    #[error(
        "Die Datei würde beim Auspacken ein Vielfaches ihrer Größe belegen; so baut kein Schreibprogramm eine Datei."
    )]
    Bomb,
    #[error("Der Text der Datei ist länger als 5 MB; eine Medieninformation ist das nicht.")]
    TooLong,
    #[error("Die Datei ist tiefer verschachtelt, als ein Schreibprogramm es tut.")]
    TooDeep,
    #[error("In der Datei steht kein Text, der in eine Meldung gehört.")]
    NoText,
    #[error("Die Mail enthält keinen lesbaren Text.")]
    NoMailText,
    #[error(transparent)]
    Text(#[from] ImportError),
}

/// A file that is known and not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherFile {
    /// Word before 2007.
    OldWord,
    OutlookMail,
    OpenDocument,
    RichText,
    /// A table or slides.
    OtherOffice,
    Archive,
}

impl OtherFile {
    fn sentence(self) -> &'static str {
        match self {
            Self::OldWord => "Das ist eine Word-Datei in der Form vor 2007 (.doc).",
            Self::OutlookMail => "Das ist eine Mail in der Form von Outlook (.msg).",
            Self::OpenDocument => "Das ist eine OpenDocument-Datei (.odt), keine Word-Datei.",
            Self::RichText => "Das ist eine RTF-Datei, keine Word-Datei.",
            Self::OtherOffice => "Das ist eine Tabelle oder eine Präsentation, kein Text.",
            Self::Archive => "Das ist ein ZIP-Archiv, keine Word-Datei.",
        }
    }
}

impl IncomingError {
    /// Stable name of the error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Other(_) => "incoming.other_file",
            Self::Encrypted => "incoming.encrypted",
            Self::Damaged => "incoming.damaged",
            Self::TooLarge => "incoming.too_large",
            Self::TooLong => "incoming.too_long",
            Self::Bomb => "incoming.bomb",
            Self::TooDeep => "incoming.too_deep",
            Self::NoText => "incoming.no_text",
            Self::NoMailText => "incoming.no_mail_text",
            Self::Text(error) => error.code(),
        }
    }

    /// What to do now.
    #[must_use]
    pub fn next_step(&self) -> String {
        match self {
            Self::Other(OtherFile::OldWord | OtherFile::OpenDocument | OtherFile::RichText) => {
                "Öffnen Sie sie in Ihrem Schreibprogramm und speichern Sie sie mit »Speichern unter« als \
                 »Word-Dokument (.docx)«."
                    .into()
            }
            Self::Other(OtherFile::OutlookMail) => {
                "Speichern Sie die Mail in Outlook mit »Speichern unter« als »Nur Text (.txt)«, oder ziehen Sie \
                 die angehängte Word-Datei hierher."
                    .into()
            }
            Self::Other(OtherFile::OtherOffice) => "Wählen Sie die Word-Datei der Meldung.".into(),
            Self::Other(OtherFile::Archive) => "Entpacken Sie das Archiv und wählen Sie die Word-Datei.".into(),
            Self::Encrypted => {
                "Öffnen Sie sie in Word, nehmen Sie unter »Datei, Informationen, Dokument schützen« das Kennwort \
                 heraus, und lesen Sie sie dann ein."
                    .into()
            }
            Self::Damaged | Self::Bomb | Self::TooDeep => {
                "Öffnen Sie sie in Word, speichern Sie sie unter einem neuen Namen, und lesen Sie diese ein. Oder \
                 bitten Sie den Absender, sie noch einmal zu schicken."
                    .into()
            }
            Self::TooLarge => "Wählen Sie die Datei der Meldung selbst; große Bilder fügen Sie unter »Fotos« hinzu.".into(),
            Self::TooLong => "Nehmen Sie nur den Text der Meldung in eine neue Datei.".into(),
            Self::NoText => {
                "Steht der Text in einem Textfeld oder in der Kopfzeile, dann setzen Sie ihn in Word in den \
                 laufenden Text."
                    .into()
            }
            Self::NoMailText => "Öffnen Sie die Mail und lesen Sie ihren Anhang ein.".into(),
            Self::Text(error) => error.next_step(),
        }
    }
}
