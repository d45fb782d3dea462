//! Why a channel did not do it, and whether it may have done it all the same.

use thiserror::Error;

/// What went wrong on the way to a channel. Only [`ChannelError::Unknown`] leaves open whether it arrived.
#[derive(Debug, Error)]
pub enum ChannelError {
    /// The newsroom said no, in its own words.
    #[error("{sentence}")]
    Refused { status: u16, code: String, sentence: String, next_step: String },
    #[error("{host} ist nicht zu erreichen.")]
    Unreachable {
        host: String,
        #[source]
        cause: reqwest::Error,
    },
    /// The request went out, the answer did not come back. What became of it can only be read back.
    #[error("{host} hat nicht geantwortet. Ob die Sendung angekommen ist, ist offen.")]
    Unknown {
        host: String,
        #[source]
        cause: reqwest::Error,
    },
    /// An answer that broke off in the middle.
    #[error("Die Antwort von {host} brach ab.")]
    Interrupted { host: String },
    #[error("{host} nimmt den Zugangsschlüssel nicht an.")]
    WrongToken { host: String },
    #[error("Die Sendung ist größer, als {host} annimmt.")]
    TooLarge { host: String },
    /// A captive portal, a proxy, another program at this address.
    #[error("Unter {host} antwortet kein Newsroom von Sperrfrist (HTTP {status}).")]
    NotANewsroom { host: String, status: u16 },
    #[error("»{address}« ist keine Adresse eines Newsrooms.")]
    Address { address: String },
    #[error("{host} ist nur unverschlüsselt angegeben (http). Gesperrtes geht nur verschlüsselt hinaus.")]
    Unencrypted { host: String },
    #[error("Der Zugangsschlüssel enthält Zeichen, die darin nicht vorkommen können.")]
    TokenForm,
    #[error("Auf diesem Rechner lässt sich keine gesicherte Verbindung aufbauen.")]
    Tls(#[source] reqwest::Error),
}

impl ChannelError {
    /// Stable name of the error; that of the newsroom where it refused.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Refused { code, .. } => code,
            Self::Unreachable { .. } => "channel.unreachable",
            Self::Unknown { .. } => "channel.unknown",
            Self::Interrupted { .. } => "channel.interrupted",
            Self::WrongToken { .. } => "channel.wrong_token",
            Self::TooLarge { .. } => "channel.too_large",
            Self::NotANewsroom { .. } => "channel.not_a_newsroom",
            Self::Address { .. } => "channel.address",
            Self::Unencrypted { .. } => "channel.unencrypted",
            Self::TokenForm => "channel.token_form",
            Self::Tls(_) => "channel.tls",
        }
    }

    /// What to do now.
    #[must_use]
    pub fn next_step(&self) -> &str {
        match self {
            Self::Refused { next_step, .. } => next_step,
            Self::Unreachable { .. } => "Prüfen Sie die Netzverbindung und ob der Newsroom läuft.",
            Self::Unknown { .. } => {
                "Fragen Sie den Stand ab, bevor Sie noch einmal senden. Dieselbe Sendung schadet nicht."
            }
            Self::Interrupted { .. } => "Versuchen Sie es noch einmal.",
            Self::WrongToken { .. } => {
                "Lassen Sie einen neuen ausstellen: sperrfrist-newsroom token new NAME --data ORDNER."
            }
            Self::TooLarge { .. } => "Wählen Sie ein kleineres Foto.",
            Self::NotANewsroom { .. } => {
                "Prüfen Sie die Adresse. In fremden Netzen melden Sie sich zuerst im Browser an."
            }
            Self::Address { .. } => "Schreiben Sie zum Beispiel https://newsroom.example.",
            Self::Unencrypted { .. } => "Schreiben Sie die Adresse mit https://.",
            Self::TokenForm => "Kopieren Sie die Zeile noch einmal, die der Newsroom ausgegeben hat.",
            Self::Tls(_) => "Lassen Sie die Wurzelzertifikate einrichten (unter Debian: ca-certificates).",
        }
    }

    /// Whether the channel may have done what it was asked for.
    #[must_use]
    pub fn outcome_is_unknown(&self) -> bool {
        matches!(self, Self::Unknown { .. })
    }
}
