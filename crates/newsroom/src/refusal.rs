//! What an officer's desk hears when the newsroom does not do it: a status, a code, a sentence, a next step.

use axum::http::StatusCode;
use sperrfrist_seal::answer::Refusal;
use sperrfrist_seal::{ItemKind, PackageError};

use crate::NewsroomError;

/// A refusal with its status (RFC 9110, section 15).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Denied {
    pub status: StatusCode,
    pub refusal: Refusal,
}

impl Denied {
    pub(crate) fn new(status: StatusCode, code: &str, sentence: &str, next_step: &str) -> Self {
        let refusal = Refusal { code: code.into(), sentence: sentence.into(), next_step: next_step.into() };
        Self { status, refusal }
    }

    /// The same for every request without a valid token, whatever it asks for.
    pub(crate) fn no_token() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "newsroom.token",
            "Der Zugangsschlüssel fehlt oder gilt nicht.",
            "Lassen Sie einen ausstellen: sperrfrist-newsroom token new NAME --data ORDNER.",
        )
    }

    /// Whether the same may do in a moment: the disk did not answer.
    pub(crate) fn is_passing(&self) -> bool {
        self.status.is_server_error()
    }

    /// One token is good for one desk.
    pub(crate) fn other_desk() -> Self {
        Self::new(
            StatusCode::CONFLICT,
            "newsroom.other_desk",
            "Mit diesem Zugangsschlüssel ist schon ein anderer Schreibtisch angemeldet.",
            "Lassen Sie für diesen Schreibtisch einen eigenen ausstellen: sperrfrist-newsroom token new NAME.",
        )
    }

    pub(crate) fn no_such_way() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "newsroom.no_such_way",
            "Diese Anfrage versteht der Newsroom nicht.",
            "Bringen Sie App und Newsroom auf denselben Stand.",
        )
    }

    pub(crate) fn nothing_held() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "release.unknown",
            "Von dieser Meldung hat der Newsroom nichts.",
            "Planen Sie die Meldung ein.",
        )
    }

    pub(crate) fn stale() -> Self {
        Self::new(
            StatusCode::CONFLICT,
            "item.stale",
            "Der Newsroom hat schon einen neueren Stand. Es wurde nichts geändert.",
            "Öffnen Sie die Meldung neu, und planen Sie sie noch einmal ein.",
        )
    }

    /// What this newsroom could not read when the time has come.
    pub(crate) fn newer_form() -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "package.form",
            "Das Paket ist für einen neueren Newsroom gemacht.",
            "Bringen Sie App und Newsroom auf denselben Stand.",
        )
    }

    /// The same item and generation, and another package (the Idempotency-Key draft of the IETF, section 2.6).
    pub(crate) fn other_body() -> Self {
        Self::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "item.other_body",
            "Unter dieser Fassung hat der Newsroom schon etwas anderes. Es wurde nichts geändert.",
            "Öffnen Sie die Meldung neu, und planen Sie sie noch einmal ein.",
        )
    }

    /// What is public does not disappear because somebody plans it again.
    pub(crate) fn already_public(kind: ItemKind) -> Self {
        let (sentence, next_step) = match kind {
            ItemKind::Text => (
                "Die Meldung ist schon öffentlich; auf später legen lässt sie sich nicht mehr. Sie bleibt stehen.",
                "Korrigieren Sie die Meldung mit ihrer bisherigen Zeit, oder ziehen Sie sie zurück.",
            ),
            ItemKind::Photo(_) => (
                "Das Foto ist schon öffentlich; auf später legen lässt es sich nicht mehr. Es bleibt stehen.",
                "Korrigieren Sie das Foto mit seiner bisherigen Zeit, oder ziehen Sie es zurück.",
            ),
        };
        Self::new(StatusCode::CONFLICT, "item.already_public", sentence, next_step)
    }

    pub(crate) fn tombstone() -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "order.tombstone",
            "Der Satz für die zurückgezogene Meldung ist leer, länger als 500 Zeichen oder mehr als eine Zeile.",
            "Schreiben Sie einen kürzeren Satz, oder ziehen Sie die Meldung ohne Hinweis zurück.",
        )
    }

    /// Only what is to be seen by nobody any more is deleted.
    pub(crate) fn not_given_up() -> Self {
        Self::new(
            StatusCode::CONFLICT,
            "release.not_given_up",
            "Die Meldung ist öffentlich oder eingeplant; gelöscht wird nur, was ganz zurückgezogen oder angehalten ist.",
            "Ziehen Sie die Meldung zurück, und löschen Sie sie dann.",
        )
    }

    pub(crate) fn unsynced_correction() -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "newsroom.unsynced",
            "Die Uhr des Newsrooms ist nicht abgeglichen. Was öffentlich ist, bleibt stehen, wie es ist.",
            "Lassen Sie den Zeitdienst des Servers prüfen, und planen Sie die Korrektur noch einmal ein.",
        )
    }

    pub(crate) fn unreadable(sentence: &str) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "package.content",
            sentence,
            "Planen Sie die Meldung noch einmal ein. Der Newsroom hat nichts davon behalten.",
        )
    }

    pub(crate) fn too_large() -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "newsroom.too_large",
            "Die Sendung ist größer, als der Newsroom annimmt.",
            "Wählen Sie ein kleineres Foto.",
        )
    }

    pub(crate) fn too_slow() -> Self {
        Self::new(
            StatusCode::REQUEST_TIMEOUT,
            "newsroom.too_slow",
            "Die Sendung kam nicht vollständig an. Der Newsroom hat nichts davon behalten.",
            "Prüfen Sie die Netzverbindung, und senden Sie noch einmal.",
        )
    }
}

impl From<PackageError> for Denied {
    fn from(error: PackageError) -> Self {
        Self::new(StatusCode::BAD_REQUEST, error.code(), &error.to_string(), error.next_step())
    }
}

impl From<NewsroomError> for Denied {
    fn from(error: NewsroomError) -> Self {
        let status = match error {
            NewsroomError::Full { .. } => StatusCode::INSUFFICIENT_STORAGE,
            NewsroomError::Locked { .. } => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self::new(status, error.code(), &error.to_string(), error.next_step())
    }
}
