//! The stored form of a release: versioned JSON.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::document::Release;
use crate::due::{CivilTime, Due};
use crate::photo::PhotoTime;

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
    #[error(
        "Eine Zeit der Meldung widerspricht sich: {} ({}) ist nicht der Zeitpunkt {}.",
        .time.civil.format("%d.%m.%Y, %H:%M:%S\u{a0}Uhr"), .time.zone, .time.utc.to_rfc3339()
    )]
    Contradiction { time: Box<CivilTime> },
}

impl StoredError {
    /// Stable name of the error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotARelease(_) => "stored.not_a_release",
            Self::Newer { .. } => "stored.newer",
            Self::Damaged(_) => "stored.damaged",
            Self::Contradiction { .. } => "stored.contradiction",
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
            Self::Contradiction { .. } => {
                "Berichtigen Sie in der Datei »civil« oder »utc«, oder nehmen Sie eine Sicherung. Die Datei \
                 wurde nicht verändert."
                    .into()
            }
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
    if let Some(time) = times(&incoming.release).find(|time| !agrees(time)) {
        return Err(StoredError::Contradiction { time: Box::new(time.clone()) });
    }
    Ok(incoming.release)
}

/// Every civil time of a release.
fn times(release: &Release) -> impl Iterator<Item = &CivilTime> {
    let due = match &release.due {
        Some(Due::At(time)) => [Some(time), None],
        Some(Due::OnSignal(signal)) => [signal.expected.as_ref(), signal.not_before.as_ref()],
        None => [None, None],
    };
    let photos = release.photos.iter().filter_map(|slot| match &slot.time {
        PhotoTime::At { time } => Some(time),
        PhotoTime::WithRelease | PhotoTime::After { .. } => None,
    });
    due.into_iter().flatten().chain(photos)
}

/// Whether the instant is the one that the civil time means. By another tz database than ours it may have
/// meant another one, and what was planned stays planned.
fn agrees(time: &CivilTime) -> bool {
    time.tzdb != chrono_tz::IANA_TZDB_VERSION
        || CivilTime::resolve(time.civil, time.zone, time.fold).is_ok_and(|meant| meant.utc == time.utc)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::ReleaseId;
    use crate::due::{DEFAULT_ZONE, Fold, OnSignal};
    use crate::photo::{PhotoSlot, SlotId};

    fn time(text: &str) -> CivilTime {
        CivilTime::parse(text, DEFAULT_ZONE, Some(Fold::Later)).expect("a time")
    }

    fn an_hour_off() -> CivilTime {
        CivilTime { utc: time("21.11.2023 18:00").utc, ..time("21.11.2023 17:00") }
    }

    fn due(due: Due) -> Release {
        Release { due: Some(due), ..Release::blank(ReleaseId::random()) }
    }

    fn promised(time: CivilTime) -> Release {
        let slot =
            PhotoSlot { time: PhotoTime::At { time }, ..PhotoSlot::promised(SlotId::random(), "Bild") };
        Release { photos: vec![slot], ..Release::blank(ReleaseId::random()) }
    }

    #[test]
    fn a_time_that_contradicts_its_instant_is_refused_wherever_it_stands() {
        let signal = |expected, not_before| {
            due(Due::OnSignal(OnSignal { words: "Redebeginn".into(), expected, not_before }))
        };
        for release in [
            due(Due::At(an_hour_off())),
            signal(Some(an_hour_off()), None),
            signal(None, Some(an_hour_off())),
            promised(an_hour_off()),
        ] {
            let error = from_json(&to_json(&release)).expect_err("a contradiction");
            assert_eq!(error.code(), "stored.contradiction");
            assert_eq!(
                error.to_string(),
                "Eine Zeit der Meldung widerspricht sich: 21.11.2023, 17:00:00\u{a0}Uhr (Europe/Berlin) ist \
                 nicht der Zeitpunkt 2023-11-21T17:00:00+00:00."
            );
        }
    }

    #[test]
    fn the_wrong_side_of_a_clock_change_and_a_time_that_never_was_are_refused() {
        let later = time("29.10.2023 02:30");
        let wrong = CivilTime { fold: Some(Fold::Earlier), ..later.clone() };
        let unsaid = CivilTime { fold: None, ..later.clone() };
        let gap = later.civil + chrono::Duration::days(154);
        let never = CivilTime { civil: gap, ..later.clone() };
        for time in [wrong, unsaid, never] {
            assert!(from_json(&to_json(&due(Due::At(time)))).is_err());
        }
        assert!(from_json(&to_json(&due(Due::At(later)))).is_ok());
    }

    #[test]
    fn an_instant_of_another_tz_database_stays_as_planned() {
        let planned = due(Due::At(CivilTime { tzdb: "2019a".into(), ..an_hour_off() }));
        assert_eq!(from_json(&to_json(&planned)).expect("reads"), planned);
    }

    #[test]
    fn corrections_are_kept_and_what_has_none_reads_as_before() {
        let plain = Release::blank(ReleaseId::random());
        let json = to_json(&plain);
        assert!(!json.contains("corrections") && !json.contains("delivered"));
        assert_eq!(from_json(&json).expect("reads"), plain);

        let correction = crate::Correction { at: time("21.11.2023 17:06").utc, notice: "Name".into() };
        let corrected = Release { corrections: vec![correction], delivered: true, ..plain };
        assert_eq!(from_json(&to_json(&corrected)).expect("reads"), corrected);
    }

    #[test]
    fn the_state_of_the_issuer_is_kept_and_what_has_none_reads_as_before() {
        let plain = Release::blank(ReleaseId::random());
        let json = to_json(&plain);
        assert!(!json.contains("\"state\"") && !json.contains("overrides"));
        let mut stated = from_json(&json).expect("reads");
        assert_eq!(stated, plain);
        stated.issuer.state = Some(crate::FederalState::Saxony);
        let json = to_json(&stated);
        assert!(json.contains("\"state\": \"saxony\""));
        assert_eq!(from_json(&json).expect("reads"), stated);
    }

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
