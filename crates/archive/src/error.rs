//! Why the archive did not do it.

use std::io::ErrorKind;

use rusqlite::ErrorCode;
use sperrfrist_release::ReleaseId;
use sperrfrist_release::stored::StoredError;
use thiserror::Error;

/// What went wrong with what is kept. Whatever it is, nothing that was kept has been overwritten.
#[derive(Debug, Error)]
pub enum ArchiveError {
    #[error("Der Ordner des Archivs ist schreibgeschützt.")]
    ReadOnly,
    #[error("In diesem Ordner liegt schon anderes.")]
    Foreign,
    #[error("Der Ordner des Archivs liegt auf einem Netzlaufwerk.")]
    Remote,
    #[error("Auf dem Datenträger ist kein Platz mehr.")]
    DiskFull,
    #[error("Sperrfrist läuft schon: Das Archiv ist in einem anderen Fenster geöffnet.")]
    InUse,
    #[error(
        "Das Archiv wurde mit einer neueren Fassung von Sperrfrist angelegt (Form {found}, dieses Programm kennt {known})."
    )]
    Newer { found: i64, known: i64 },
    /// `backup` is the newest backup, as a path inside the archive's folder.
    #[error("Die Datenbank des Archivs ist beschädigt. Sie wurde nicht verändert.")]
    Damaged { backup: Option<String> },
    /// As in `Damaged`.
    #[error("Die Datenbank des Archivs fehlt, Sicherungen sind aber da.")]
    Missing { backup: String },
    #[error("Ein Foto fehlt in der Ablage ({}…).", start(digest))]
    FileMissing { digest: String },
    #[error("Ein Foto in der Ablage ist nicht mehr, wie es war ({}…).", start(digest))]
    FileChanged { digest: String },
    #[error("Diese Meldung gibt es nicht.")]
    NoRelease { id: ReleaseId },
    #[error("Dieses Foto gehört nicht zu dieser Meldung.")]
    NoAttachment { original: String },
    /// Someone else has made the step, or undone what it starts from.
    #[error("Der Stand der Meldung hat sich inzwischen geändert.")]
    MovedOn,
    #[error(transparent)]
    Stored(#[from] StoredError),
    /// The disk reports something that is none of the above.
    #[error("Der Datenträger meldet einen Fehler: {0}.")]
    Disk(#[source] std::io::Error),
    /// The database reports something that is none of the above.
    #[error("Die Datenbank des Archivs meldet einen Fehler: {0}.")]
    Database(#[source] rusqlite::Error),
}

impl ArchiveError {
    /// Stable name of the error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::ReadOnly => "archive.read_only",
            Self::Foreign => "archive.foreign_folder",
            Self::Remote => "archive.network_drive",
            Self::DiskFull => "archive.disk_full",
            Self::InUse => "archive.in_use",
            Self::Newer { .. } => "archive.newer",
            Self::Damaged { .. } => "archive.damaged",
            Self::Missing { .. } => "archive.missing",
            Self::FileMissing { .. } => "archive.file_missing",
            Self::FileChanged { .. } => "archive.file_changed",
            Self::NoRelease { .. } => "archive.no_release",
            Self::NoAttachment { .. } => "archive.no_attachment",
            Self::MovedOn => "archive.moved_on",
            Self::Stored(error) => error.code(),
            Self::Disk(_) => "archive.disk",
            Self::Database(_) => "archive.database",
        }
    }

    /// What to do now.
    #[must_use]
    pub fn next_step(&self) -> String {
        match self {
            Self::ReadOnly => {
                "Geben Sie sich Schreibrecht auf den Ordner, oder wählen Sie einen anderen.".into()
            }
            Self::Foreign => "Nennen Sie einen leeren oder neuen Ordner. Es wurde nichts verändert.".into(),
            Self::Remote => {
                "Dort ist nicht sicher, dass Gespeichertes gespeichert bleibt. Nennen Sie mit SPERRFRIST_HOME einen \
                 Ordner auf diesem PC; um dessen Sicherung kümmert sich Ihre IT."
                    .into()
            }
            Self::DiskFull => {
                "Schaffen Sie Platz, und speichern Sie noch einmal. Was vorher gespeichert war, ist noch da."
                    .into()
            }
            Self::InUse => "Arbeiten Sie im offenen Fenster weiter, oder schließen Sie es zuerst.".into(),
            Self::Newer { .. } => "Aktualisieren Sie Sperrfrist. Das Archiv wurde nicht verändert.".into(),
            Self::Damaged { backup: Some(backup) } => restore(backup),
            Self::Missing { backup } => restore(backup),
            Self::Damaged { backup: None } => {
                "Heben Sie den Ordner auf, und fragen Sie Ihre IT nach einer Sicherung davon.".into()
            }
            Self::FileMissing { .. } | Self::FileChanged { .. } => {
                "Hängen Sie das Foto noch einmal an. Veröffentlicht wurde davon nichts.".into()
            }
            Self::NoRelease { .. } | Self::NoAttachment { .. } => {
                "Öffnen Sie die Übersicht und von dort die Meldung.".into()
            }
            Self::MovedOn => "Öffnen Sie die Meldung neu, und versuchen Sie es noch einmal.".into(),
            Self::Stored(error) => error.next_step(),
            Self::Disk(_) => "Prüfen Sie den Datenträger, und versuchen Sie es noch einmal.".into(),
            Self::Database(_) => {
                "Starten Sie Sperrfrist neu. Bleibt es dabei, melden Sie uns diesen Satz.".into()
            }
        }
    }
}

/// The write-ahead log must go with the database it belongs to, or it would be played into the backup.
fn restore(backup: &str) -> String {
    format!(
        "Beenden Sie Sperrfrist, verschieben Sie archive.db und archive.db-wal in einen anderen Ordner, und \
         kopieren Sie {backup} als archive.db an ihre Stelle."
    )
}

fn start(digest: &str) -> &str {
    digest.get(..8).unwrap_or(digest)
}

impl From<std::io::Error> for ArchiveError {
    fn from(cause: std::io::Error) -> Self {
        match cause.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::DiskFull,
            _ => Self::Disk(cause),
        }
    }
}

impl From<rusqlite::Error> for ArchiveError {
    fn from(cause: rusqlite::Error) -> Self {
        match cause.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => Self::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged { backup: None },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::InUse,
            _ => Self::Database(cause),
        }
    }
}
