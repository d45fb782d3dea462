//! What can go wrong with the newsroom as a whole, as its keeper hears it.
//!
//! Not in here: what is answered to an officer's request (`door::refusal`).

use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why the newsroom does not open, start, or keep something.
#[derive(Debug, Error)]
pub enum NewsroomError {
    #[error("Den Ordner {} gibt es nicht, und er lässt sich nicht anlegen.", path.display())]
    NoFolder {
        path: PathBuf,
        #[source]
        cause: io::Error,
    },
    #[error("In diesem Ordner liegt schon anderes: {}.", path.display())]
    ForeignFolder { path: PathBuf },
    #[error("In den Ordner {} lässt sich nicht schreiben.", path.display())]
    ReadOnly {
        path: PathBuf,
        #[source]
        cause: io::Error,
    },
    #[error("Auf dem Datenträger von {} ist kein Platz mehr.", path.display())]
    Full { path: PathBuf },
    #[error("Mit dem Ordner {} arbeitet schon ein Newsroom.", path.display())]
    InUse { path: PathBuf },
    #[error("Die Datenbank in {} ist gerade gesperrt.", path.display())]
    Locked { path: PathBuf },
    #[error("Die Datenbank in {} ist beschädigt. Es wird nichts veröffentlicht und nichts verändert.", path.display())]
    Damaged { path: PathBuf },
    #[error("Die Daten in {} stammen von einer neueren Fassung (Form {found}, dieses Programm liest bis {known}).", path.display())]
    Newer { path: PathBuf, found: i64, known: i64 },
    #[error("Die Daten in {} stammen von einer älteren Fassung.", path.display())]
    Older { path: PathBuf },
    #[error("In {} lässt sich nicht lesen oder schreiben.", path.display())]
    Disk {
        path: PathBuf,
        #[source]
        cause: io::Error,
    },
    #[error("Die Datenbank in {} hat einen Fehler gemeldet.", path.display())]
    Database {
        path: PathBuf,
        #[source]
        cause: rusqlite::Error,
    },
    #[error("Die Adresse {address} ist schon vergeben.")]
    PortInUse { address: SocketAddr },
    #[error("Auf der Adresse {address} lässt sich nicht lauschen.")]
    Listen {
        address: SocketAddr,
        #[source]
        cause: io::Error,
    },
    #[error("Einen Zugangsschlüssel mit dem Namen »{name}« gibt es schon.")]
    TokenExists { name: String },
    #[error("Der Name eines Zugangsschlüssels hat 1 bis 64 Zeichen.")]
    TokenName,
    #[error("Das Protokoll in {} wurde verändert (Zeile {line}). Es wird nichts veröffentlicht und nichts verändert.", path.display())]
    Journal { path: PathBuf, line: i64 },
    #[error("Ein Teil von Fälligem ließ sich nicht lesen.")]
    Waiting,
    #[error("Einen Zugangsschlüssel mit dem Namen »{name}« gibt es nicht.")]
    NoToken { name: String },
    #[error("In {} liegen keine Schlüssel.", path.display())]
    NoKeys { path: PathBuf },
    #[error("In {} liegen schon Schlüssel. Sie wurden nicht angerührt.", path.display())]
    KeysExist { path: PathBuf },
    #[error("In {} steht etwas anderes als die Schlüssel eines Newsrooms.", path.display())]
    BadKeys { path: PathBuf },
    #[error("Was in {} gesperrt liegt, ist mit anderen Schlüsseln verschlossen. Es bleibt gesperrt.", path.display())]
    OtherKeys { path: PathBuf },
    #[error("In {} liegt eine Sicherung. Was danach angehalten wurde, weiß sie nicht; sie wird nicht veröffentlicht.", path.display())]
    IsBackup { path: PathBuf },
    #[error("Unter dem Namen »{name}« ist schon jemand eingetragen.")]
    OfficerExists { name: String },
    #[error("Unter dem Namen »{name}« ist niemand eingetragen.")]
    NoOfficer { name: String },
    #[error("Der Name einer Person hat 1 bis 64 Zeichen.")]
    OfficerName,
    #[error("Das ist kein Empfänger für den Notfall.")]
    Recovery,
    #[error(transparent)]
    Theme(sperrfrist_page::PageError),
    #[error("Die Angaben zum Haus in {} sind fehlerhaft. {detail}", path.display())]
    Identity { path: PathBuf, detail: String },
    #[error("{} lässt sich nicht als Teil der Gestaltung lesen.", path.display())]
    LookFile {
        path: PathBuf,
        #[source]
        cause: io::Error,
    },
    #[error("Der Newsroom lässt sich nicht starten.")]
    Runtime(#[source] io::Error),
}

impl NewsroomError {
    /// Stable name of the error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoFolder { .. } => "newsroom.no_folder",
            Self::ForeignFolder { .. } => "newsroom.foreign_folder",
            Self::ReadOnly { .. } => "newsroom.read_only",
            Self::Full { .. } => "newsroom.full",
            Self::InUse { .. } => "newsroom.in_use",
            Self::Locked { .. } => "newsroom.locked",
            Self::Damaged { .. } => "newsroom.damaged",
            Self::Older { .. } => "newsroom.older",
            Self::Newer { .. } => "newsroom.newer",
            Self::Disk { .. } => "newsroom.disk",
            Self::Database { .. } => "newsroom.database",
            Self::PortInUse { .. } => "newsroom.port_in_use",
            Self::Listen { .. } => "newsroom.listen",
            Self::TokenExists { .. } => "newsroom.token_exists",
            Self::TokenName => "newsroom.token_name",
            Self::Journal { .. } => "newsroom.journal",
            Self::Waiting => "newsroom.waiting",
            Self::NoToken { .. } => "newsroom.no_token",
            Self::NoKeys { .. } => "newsroom.no_keys",
            Self::KeysExist { .. } => "newsroom.keys_exist",
            Self::BadKeys { .. } => "newsroom.bad_keys",
            Self::OtherKeys { .. } => "newsroom.other_keys",
            Self::IsBackup { .. } => "newsroom.is_backup",
            Self::OfficerExists { .. } => "newsroom.officer_exists",
            Self::NoOfficer { .. } => "newsroom.no_officer",
            Self::OfficerName => "newsroom.officer_name",
            Self::Recovery => "newsroom.recovery",
            Self::Theme(_) => "newsroom.theme",
            Self::Identity { .. } => "newsroom.identity",
            Self::LookFile { .. } => "newsroom.look_file",
            Self::Runtime(_) => "newsroom.runtime",
        }
    }

    /// Whether another port would do.
    #[must_use]
    pub fn is_port_in_use(&self) -> bool {
        matches!(self, Self::PortInUse { .. })
    }

    /// What to do now.
    #[must_use]
    pub fn next_step(&self) -> &'static str {
        match self {
            Self::NoFolder { .. } => "Wählen Sie mit --data einen anderen Ordner, oder legen Sie ihn an.",
            Self::ForeignFolder { .. } => {
                "Nennen Sie einen leeren oder neuen Ordner. An diesem wurde nichts verändert."
            }
            Self::ReadOnly { .. } => {
                "Geben Sie dem Newsroom Schreibrechte darauf, oder wählen Sie einen anderen Ordner."
            }
            Self::Full { .. } => {
                "Schaffen Sie Platz und senden Sie noch einmal. Es wurde nichts halb abgelegt."
            }
            Self::InUse { .. } => "Beenden Sie den laufenden Newsroom, oder wählen Sie einen anderen Ordner.",
            Self::Locked { .. } => "Warten Sie einen Augenblick, und versuchen Sie es noch einmal.",
            Self::Damaged { .. } => "Spielen Sie eine Sicherung des Ordners ein.",
            Self::Older { .. } => {
                "Starten Sie den Newsroom einmal mit diesem Programm; er bringt sie auf seinen Stand."
            }
            Self::Newer { .. } => "Aktualisieren Sie Sperrfrist. Die Daten wurden nicht verändert.",
            Self::Disk { .. } => "Prüfen Sie den Datenträger und die Rechte an dem Ordner.",
            Self::Database { .. } => "Prüfen Sie den Datenträger, und starten Sie den Newsroom noch einmal.",
            Self::PortInUse { .. } => {
                "Wählen Sie mit --listen einen anderen Anschluss, oder beenden Sie das Programm, das ihn belegt."
            }
            Self::Listen { .. } => "Wählen Sie mit --listen eine Adresse dieses Rechners.",
            Self::TokenExists { .. } => "Wählen Sie einen anderen Namen.",
            Self::TokenName => "Wählen Sie einen kurzen Namen, zum Beispiel den der Pressestelle.",
            Self::Journal { .. } => {
                "Heben Sie den Ordner auf, wie er ist, und spielen Sie eine Sicherung ein. Fragen Sie, wer Zugang hatte."
            }
            Self::Waiting => {
                "Es wird immer wieder versucht. Prüfen Sie den Datenträger und die Zahl offener Dateien."
            }
            Self::NoToken { .. } => "Prüfen Sie die Schreibweise des Namens, unter dem er ausgestellt wurde.",
            Self::NoKeys { .. } => {
                "Legen Sie den Newsroom einmal an: sperrfrist-newsroom init --data ORDNER. Gab es schon Schlüssel, \
                 dann spielen Sie deren Sicherung ein."
            }
            Self::KeysExist { .. } => "Der Newsroom ist schon angelegt; starten Sie ihn mit serve.",
            Self::BadKeys { .. } => "Nennen Sie mit --keys die Datei, die init angelegt hat.",
            Self::OtherKeys { .. } => {
                "Nennen Sie mit --keys die Schlüssel, mit denen dieser Ordner angelegt wurde."
            }
            Self::IsBackup { .. } => {
                "Stellen Sie sie in einem neuen Ordner wieder her: sperrfrist-newsroom restore --from SICHERUNG --data ORDNER."
            }
            Self::OfficerExists { .. } => {
                "Wählen Sie einen anderen Namen, oder entfernen Sie den Eintrag: sperrfrist-newsroom officer remove NAME."
            }
            Self::NoOfficer { .. } => {
                "Sehen Sie nach, wer eingetragen ist: sperrfrist-newsroom officer list."
            }
            Self::OfficerName => "Nennen Sie die Person so, wie sie im Protokoll stehen soll.",
            Self::Recovery => "Nennen Sie mit --recovery einen age-Empfänger; er beginnt mit age1.",
            Self::Theme(sperrfrist_page::PageError::Stranger { .. }) => {
                "Eine Gestaltung hat stil.css, muster/, schrift/, bilder/ und vorlagen/ mit den Namen der eingebauten; \
                 nehmen Sie die Datei heraus, oder berichtigen Sie ihren Namen."
            }
            Self::Theme(_) => {
                "Berichtigen Sie die Stelle, oder nehmen Sie die Datei aus dem Ordner der Gestaltung; dann gilt die \
                 eingebaute."
            }
            Self::Identity { .. } => {
                "Erlaubt sind address, name, official, contact, imprint, privacy, accessibility, easyLanguage und \
                 signLanguage; die Seiten als Adresse oder als Liste von Absätzen."
            }
            Self::LookFile { .. } => {
                "Prüfen Sie Ort und Rechte; eine Datei der Gestaltung hat höchstens 8 MB."
            }
            Self::Runtime(_) => "Schließen Sie andere Programme, und versuchen Sie es noch einmal.",
        }
    }

    /// What a failed file operation means for the keeper.
    pub(crate) fn file(path: &Path, cause: io::Error) -> Self {
        let path = path.to_owned();
        match cause.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full { path },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly { path, cause }
            }
            _ => Self::Disk { path, cause },
        }
    }

    /// What a failed statement means for the keeper.
    pub(crate) fn database(path: &Path, cause: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let path = path.to_owned();
        match cause.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full { path },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked { path },
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged { path },
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::ReadOnly { path, cause: io::Error::other(cause) }
            }
            _ => Self::Database { path, cause },
        }
    }
}
