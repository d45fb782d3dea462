//! The stored form of a release: versioned JSON.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::document::Release;

/// The version this program writes.
pub const VERSION: u32 = 1;
const FORMAT: &str = "sperrfrist.release";

#[derive(Serialize)]
struct Outgoing<'a> {
    format: &'a str,
    version: u32,
    release: &'a Release,
}

#[derive(Deserialize)]
struct Head {
    format: String,
    version: u32,
}

#[derive(Deserialize)]
struct Incoming {
    release: Release,
}

/// Why a stored release cannot be read.
#[derive(Debug, Error)]
pub enum StoredError {
    #[error("Die Datei ist keine Meldung von Sperrfrist.")]
    NotARelease(#[source] serde_json::Error),
    #[error(
        "Die Meldung wurde mit einer neueren Fassung von Sperrfrist gespeichert (Form {found}, dieses Programm liest bis {VERSION})."
    )]
    Newer { found: u32 },
    #[error("Die Meldung ist beschädigt: {0}.")]
    Damaged(#[source] serde_json::Error),
}

impl StoredError {
    /// Stable name of the error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotARelease(_) => "stored.not_a_release",
            Self::Newer { .. } => "stored.newer",
            Self::Damaged(_) => "stored.damaged",
        }
    }

    /// What to do now.
    #[must_use]
    pub fn next_step(&self) -> String {
        match self {
            Self::NotARelease(_) => {
                "Einen Text lesen Sie zuerst ein: sperrfrist-cli import TEXT -o release.json.".into()
            }
            Self::Newer { .. } => "Aktualisieren Sie Sperrfrist. Die Datei wurde nicht verändert.".into(),
            Self::Damaged(_) => "Nehmen Sie eine Sicherung. Die Datei wurde nicht verändert.".into(),
        }
    }
}

/// Writes the stored form, indented, so that versions compare line by line.
#[must_use]
pub fn to_json(release: &Release) -> String {
    let mut json = serde_json::to_string_pretty(&Outgoing { format: FORMAT, version: VERSION, release })
        .expect("a release holds nothing that JSON cannot write");
    json.push('\n');
    json
}

/// Reads the stored form.
///
/// # Errors
/// [`StoredError`]; nothing is guessed.
pub fn from_json(json: &str) -> Result<Release, StoredError> {
    let head: Head = serde_json::from_str(json).map_err(StoredError::NotARelease)?;
    if head.format != FORMAT {
        use serde::de::Error;
        return Err(StoredError::NotARelease(serde_json::Error::custom("another format")));
    }
    if head.version > VERSION {
        return Err(StoredError::Newer { found: head.version });
    }
    let incoming: Incoming = serde_json::from_str(json).map_err(StoredError::Damaged)?;
    Ok(incoming.release)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::ReleaseId;

    #[test]
    fn what_is_written_is_read() {
        let release = Release::blank(ReleaseId::random());
        assert_eq!(from_json(&to_json(&release)).expect("reads"), release);
    }

    #[test]
    fn a_newer_version_is_refused_with_a_sentence() {
        let newer = to_json(&Release::blank(ReleaseId::random())).replace("\"version\": 1", "\"version\": 2");
        let error = from_json(&newer).expect_err("newer");
        assert_eq!(error.code(), "stored.newer");
        assert!(error.to_string().contains("neueren Fassung"));
    }

    #[test]
    fn something_else_is_no_release() {
        assert_eq!(from_json("{}").expect_err("no").code(), "stored.not_a_release");
        assert_eq!(from_json("Medieninformation").expect_err("no").code(), "stored.not_a_release");
    }
}
