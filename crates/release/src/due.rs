//! When something becomes public: at a civil time, or on a signal.
//!
//! An officer types civil time in a zone; what is stored is what was typed, the zone, the chosen side of a
//! clock change, the version of the tz database, and the UTC instant, frozen. Not in here: which reading of a
//! clock satisfies it (`gate`).

use chrono::{DateTime, Duration, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use crate::wording;

/// The zone a German press office works in unless it says otherwise.
pub const DEFAULT_ZONE: Tz = chrono_tz::Europe::Berlin;

/// When an item becomes public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Due {
    /// At an instant.
    At(CivilTime),
    /// When an entitled officer says so, and never by itself ("Sperrfrist: Redebeginn").
    OnSignal(OnSignal),
}

/// A civil time that exists exactly once, with the instant it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CivilTime {
    /// What was typed, without zone.
    pub civil: NaiveDateTime,
    /// IANA name of the zone, such as `Europe/Berlin`.
    #[ts(type = "string")]
    pub zone: Tz,
    /// Which of two, where the clock change makes the hour happen twice.
    pub fold: Option<Fold>,
    /// The instant, frozen when it was planned.
    pub utc: DateTime<Utc>,
    /// Version of the tz database that gave `utc`, such as `2025b`.
    pub tzdb: String,
}

/// The side of an hour that happens twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Fold {
    /// The first time round (summer time).
    Earlier,
    /// The second time round (standard time).
    Later,
}

/// A due without an instant.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OnSignal {
    /// The words of the Sperrvermerk, such as `Redebeginn`.
    pub words: String,
    /// For the plan on the wall; it opens nothing.
    pub expected: Option<CivilTime>,
    /// A signal given earlier waits until then.
    pub not_before: Option<CivilTime>,
}

/// Why a civil time cannot be planned as typed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CivilTimeError {
    #[error(
        "{} Uhr gibt es am {} nicht: Die Uhren werden in dieser Nacht vorgestellt.",
        wording::clock_time(civil.time()),
        wording::date(civil.date())
    )]
    Gap { civil: NaiveDateTime, before: NaiveDateTime, after: NaiveDateTime },
    #[error(
        "{} Uhr gibt es am {} zweimal: Die Uhren werden in dieser Nacht zurückgestellt.",
        wording::clock_time(civil.time()),
        wording::date(civil.date())
    )]
    Twice { civil: NaiveDateTime, earlier: DateTime<Utc>, later: DateTime<Utc> },
    #[error("»{typed}« ist keine Zeitangabe.")]
    Unreadable { typed: String },
    #[error("Die Zeitzone »{name}« ist nicht bekannt.")]
    UnknownZone { name: String },
}

impl CivilTimeError {
    /// Stable name of the error, for scripts and for the UI.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Gap { .. } => "time.gap",
            Self::Twice { .. } => "time.twice",
            Self::Unreadable { .. } => "time.unreadable",
            Self::UnknownZone { .. } => "time.unknown_zone",
        }
    }

    /// What to do now.
    #[must_use]
    pub fn next_step(&self) -> String {
        match self {
            Self::Gap { before, after, .. } => format!(
                "Wählen Sie {} Uhr oder {} Uhr.",
                wording::clock_time(before.time()),
                wording::clock_time(after.time())
            ),
            Self::Twice { .. } => {
                "Wählen Sie das erste Mal (Sommerzeit, »earlier«) oder das zweite Mal (Winterzeit, »later«)."
                    .into()
            }
            Self::Unreadable { .. } => {
                "Schreiben Sie zum Beispiel 21.11.2023 17:00 oder 2023-11-21T17:00:00+01:00.".into()
            }
            Self::UnknownZone { .. } => "Schreiben Sie zum Beispiel Europe/Berlin.".into(),
        }
    }
}

impl CivilTime {
    /// Finds the instant of a civil time.
    ///
    /// # Errors
    /// [`CivilTimeError::Gap`] for a time that the clock change leaves out, [`CivilTimeError::Twice`] for one
    /// that happens twice while `fold` does not say which.
    pub fn resolve(civil: NaiveDateTime, zone: Tz, fold: Option<Fold>) -> Result<Self, CivilTimeError> {
        use chrono::offset::MappedLocalTime;
        let (instant, fold) = match zone.from_local_datetime(&civil) {
            MappedLocalTime::Single(instant) => (instant, None),
            MappedLocalTime::Ambiguous(earlier, later) => match fold {
                Some(Fold::Earlier) => (earlier, fold),
                Some(Fold::Later) => (later, fold),
                None => {
                    return Err(CivilTimeError::Twice {
                        civil,
                        earlier: earlier.with_timezone(&Utc),
                        later: later.with_timezone(&Utc),
                    });
                }
            },
            MappedLocalTime::None => {
                return Err(CivilTimeError::Gap {
                    civil,
                    before: nearest_existing(civil, zone, Duration::minutes(-1)),
                    after: nearest_existing(civil, zone, Duration::minutes(1)),
                });
            }
        };
        Ok(Self {
            civil,
            zone,
            fold,
            utc: instant.with_timezone(&Utc),
            tzdb: chrono_tz::IANA_TZDB_VERSION.to_owned(),
        })
    }

    /// The civil time of an instant in a zone; it always exists.
    #[must_use]
    pub fn from_instant(utc: DateTime<Utc>, zone: Tz) -> Self {
        use chrono::offset::MappedLocalTime;
        let civil = utc.with_timezone(&zone).naive_local();
        let fold = match zone.from_local_datetime(&civil) {
            MappedLocalTime::Ambiguous(earlier, _) if earlier.with_timezone(&Utc) == utc => {
                Some(Fold::Earlier)
            }
            MappedLocalTime::Ambiguous(..) => Some(Fold::Later),
            _ => None,
        };
        Self { civil, zone, fold, utc, tzdb: chrono_tz::IANA_TZDB_VERSION.to_owned() }
    }

    /// Reads RFC 3339, or a civil time in `zone`: `2023-11-21T17:00[:00]`, `2023-11-21 17:00`,
    /// `21.11.2023 17:00`, `21.11.2023, 17:00 Uhr`.
    ///
    /// # Errors
    /// [`CivilTimeError`], also for a time that does not exist or exists twice.
    pub fn parse(typed: &str, zone: Tz, fold: Option<Fold>) -> Result<Self, CivilTimeError> {
        let text = typed.trim();
        if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
            return Ok(Self::from_instant(instant.with_timezone(&Utc), zone));
        }
        let plain = text.trim_end_matches("Uhr").trim().replace([',', '\u{a0}', '\u{202f}'], " ");
        let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        let forms = [
            "%Y-%m-%dT%H:%M:%S",
            "%Y-%m-%dT%H:%M",
            "%Y-%m-%d %H:%M:%S",
            "%Y-%m-%d %H:%M",
            "%d.%m.%Y %H:%M:%S",
            "%d.%m.%Y %H:%M",
            "%d.%m.%Y %H.%M",
        ];
        let civil = forms
            .iter()
            .find_map(|form| NaiveDateTime::parse_from_str(&plain, form).ok())
            .ok_or_else(|| CivilTimeError::Unreadable { typed: typed.to_owned() })?;
        Self::resolve(civil, zone, fold)
    }

    /// "Di., 21.11.2023, 17:00 Uhr".
    #[must_use]
    pub fn full(&self) -> String {
        wording::full_time(self.utc, self.zone)
    }
}

/// Reads an IANA zone name.
///
/// # Errors
/// [`CivilTimeError::UnknownZone`].
pub fn parse_zone(name: &str) -> Result<Tz, CivilTimeError> {
    name.trim().parse().map_err(|_| CivilTimeError::UnknownZone { name: name.to_owned() })
}

/// Walks minute by minute out of the gap; the longest one ever was a day (Samoa, 2011).
fn nearest_existing(civil: NaiveDateTime, zone: Tz, step: Duration) -> NaiveDateTime {
    let mut candidate = civil - Duration::seconds(i64::from(chrono::Timelike::second(&civil)));
    for _ in 0..=1_500 {
        candidate += step;
        if zone.from_local_datetime(&candidate).earliest().is_some() {
            break;
        }
    }
    candidate
}

#[cfg(test)]
mod tests {
    use super::*;

    fn civil(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a civil time")
    }

    #[test]
    fn the_embargo_of_the_first_release_is_1700582400() {
        let due = CivilTime::resolve(civil("2023-11-21 17:00"), DEFAULT_ZONE, None).expect("exists");
        assert_eq!(due.utc.timestamp(), 1_700_582_400);
        assert_eq!(due.full(), "Di., 21.11.2023, 17:00\u{a0}Uhr");
    }

    #[test]
    fn an_hour_that_does_not_exist_offers_its_neighbours() {
        let gap = CivilTime::resolve(civil("2024-03-31 02:30"), DEFAULT_ZONE, None).expect_err("a gap");
        assert_eq!(
            gap,
            CivilTimeError::Gap {
                civil: civil("2024-03-31 02:30"),
                before: civil("2024-03-31 01:59"),
                after: civil("2024-03-31 03:00"),
            }
        );
        assert_eq!(gap.next_step(), "Wählen Sie 01:59 Uhr oder 03:00 Uhr.");
    }

    #[test]
    fn an_hour_that_happens_twice_asks_which() {
        let twice = civil("2023-10-29 02:30");
        assert!(matches!(CivilTime::resolve(twice, DEFAULT_ZONE, None), Err(CivilTimeError::Twice { .. })));
        let earlier = CivilTime::resolve(twice, DEFAULT_ZONE, Some(Fold::Earlier)).expect("said which");
        let later = CivilTime::resolve(twice, DEFAULT_ZONE, Some(Fold::Later)).expect("said which");
        assert_eq!(later.utc - earlier.utc, Duration::hours(1));
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        let expected = CivilTime::resolve(civil("2023-11-21 17:00"), DEFAULT_ZONE, None).expect("exists");
        for typed in [
            "2023-11-21T17:00:00+01:00",
            "2023-11-21T16:00:00Z",
            "2023-11-21T17:00",
            "2023-11-21 17:00",
            "21.11.2023 17:00",
            "21.11.2023, 17:00 Uhr",
            "21.11.2023, 17.00\u{a0}Uhr",
        ] {
            assert_eq!(CivilTime::parse(typed, DEFAULT_ZONE, None).as_ref(), Ok(&expected), "{typed}");
        }
        assert!(matches!(
            CivilTime::parse("übermorgen", DEFAULT_ZONE, None),
            Err(CivilTimeError::Unreadable { .. })
        ));
    }
}
