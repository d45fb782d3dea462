//! What is public when: the times of a release and of its photos, worked out and checked against each other.

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use thiserror::Error;

use crate::document::Release;
use crate::due::Due;
use crate::gate::Opening;
use crate::photo::{PhotoTime, SlotId};
use crate::wording;

/// When each item of a release opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timetable {
    pub text: Opening,
    pub photos: Vec<(SlotId, Opening)>,
}

/// Why a release has no timetable.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TimetableError {
    #[error("Für die Meldung ist noch keine Zeit festgelegt.")]
    NoDue,
    /// `zone` is that of the release.
    #[error("Das Foto »{label}« wäre {} öffentlich, vor der Meldung {}.",
        when(*photo, *release, *zone), when(*release, *photo, *zone))]
    PhotoBeforeRelease { label: String, photo: DateTime<Utc>, release: DateTime<Utc>, zone: Tz },
    #[error("Die Zeit liegt zu weit in der Zukunft.")]
    TooFar,
}

impl TimetableError {
    /// Stable name of the error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoDue => "timetable.no_due",
            Self::PhotoBeforeRelease { .. } => "timetable.photo_before_release",
            Self::TooFar => "timetable.too_far",
        }
    }

    /// What to do now.
    #[must_use]
    pub fn next_step(&self) -> String {
        match self {
            Self::NoDue => "Legen Sie im Zeitplan fest, ab wann die Meldung öffentlich ist.".into(),
            Self::PhotoBeforeRelease { release, zone, .. } => {
                format!("Wählen Sie für das Foto {} oder später.", wording::full_time(*release, *zone))
            }
            Self::TooFar => "Wählen Sie eine frühere Zeit.".into(),
        }
    }
}

/// "um 17:30 Uhr", with the day where that of the other is another one.
fn when(instant: DateTime<Utc>, other: DateTime<Utc>, zone: Tz) -> String {
    let day = |instant: DateTime<Utc>| instant.with_timezone(&zone).date_naive();
    if day(instant) == day(other) {
        format!("um {}", wording::hour(instant, zone))
    } else {
        format!("am {}", wording::full_time(instant, zone))
    }
}

impl Timetable {
    /// Works out the times.
    ///
    /// # Errors
    /// [`TimetableError`] where a time is missing or a photo would be public before its release.
    pub fn of(release: &Release) -> Result<Self, TimetableError> {
        let due = release.due.as_ref().ok_or(TimetableError::NoDue)?;
        let text = match due {
            Due::At(time) => Opening::At { utc: time.utc },
            Due::OnSignal(signal) => Opening::Signal {
                after_minutes: 0,
                not_before: signal.not_before.as_ref().map(|time| time.utc),
            },
        };
        let mut photos = Vec::with_capacity(release.photos.len());
        for slot in &release.photos {
            let mut opening = photo_opening(text, &slot.time)?;
            if let (Opening::At { utc: photo }, Due::At(time)) = (opening, due)
                && photo < time.utc
            {
                if release.version_of.is_none() {
                    let (label, release, zone) = (slot.label.clone(), time.utc, time.zone);
                    return Err(TimetableError::PhotoBeforeRelease { label, photo, release, zone });
                }
                // A version that comes later than the photo has it from its beginning.
                opening = text;
            }
            photos.push((slot.id, opening));
        }
        Ok(Self { text, photos })
    }

    /// The opening of a slot.
    #[must_use]
    pub fn photo(&self, slot: SlotId) -> Option<Opening> {
        self.photos.iter().find(|(id, _)| *id == slot).map(|(_, opening)| *opening)
    }
}

/// A fixed time stays fixed, also when the release waits for a signal; the newsroom shows a photo only while
/// its release is public.
fn photo_opening(text: Opening, time: &PhotoTime) -> Result<Opening, TimetableError> {
    match (time, text) {
        (PhotoTime::WithRelease, _) => Ok(text),
        (PhotoTime::After { minutes }, Opening::At { utc }) => utc
            .checked_add_signed(Duration::minutes(i64::from(*minutes)))
            .map(|utc| Opening::At { utc })
            .ok_or(TimetableError::TooFar),
        (PhotoTime::After { minutes }, Opening::Signal { not_before, .. }) => {
            // The photo of a signal at or before `not_before` still keeps its distance from the text.
            let not_before = match not_before {
                Some(earliest) => Some(
                    earliest
                        .checked_add_signed(Duration::minutes(i64::from(*minutes)))
                        .ok_or(TimetableError::TooFar)?,
                ),
                None => None,
            };
            Ok(Opening::Signal { after_minutes: *minutes, not_before })
        }
        (PhotoTime::At { time }, _) => Ok(Opening::At { utc: time.utc }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::ReleaseId;
    use crate::due::{CivilTime, DEFAULT_ZONE, OnSignal};
    use crate::photo::PhotoSlot;

    fn time(text: &str) -> CivilTime {
        CivilTime::parse(text, DEFAULT_ZONE, None).expect("a time")
    }

    fn release(due: Due, photo: PhotoTime) -> Release {
        let mut release = Release::blank(ReleaseId::random());
        release.due = Some(due);
        release.photos.push(PhotoSlot { time: photo, ..PhotoSlot::promised(SlotId::random(), "Bild") });
        release
    }

    fn photo_opens(release: &Release) -> Opening {
        Timetable::of(release).expect("a timetable").photos[0].1
    }

    #[test]
    fn a_photo_follows_the_release_at_its_distance_or_stays_at_its_time() {
        let five = || Due::At(time("21.11.2023 17:00"));
        let at = |text: &str| Opening::At { utc: time(text).utc };
        assert_eq!(photo_opens(&release(five(), PhotoTime::WithRelease)), at("21.11.2023 17:00"));
        assert_eq!(photo_opens(&release(five(), PhotoTime::After { minutes: 30 })), at("21.11.2023 17:30"));
        let fixed = PhotoTime::At { time: time("21.11.2023 17:30") };
        assert_eq!(photo_opens(&release(five(), fixed.clone())), at("21.11.2023 17:30"));
        assert_eq!(photo_opens(&release(Due::At(time("21.11.2023 17:20")), fixed)), at("21.11.2023 17:30"));
    }

    #[test]
    fn each_slot_has_its_own_time_and_a_stranger_none() {
        let mut two = release(Due::At(time("21.11.2023 17:00")), PhotoTime::WithRelease);
        let later = PhotoSlot {
            time: PhotoTime::After { minutes: 30 },
            ..PhotoSlot::promised(SlotId::random(), "Zweites Bild")
        };
        two.photos.push(later.clone());
        let timetable = Timetable::of(&two).expect("a timetable");
        let at = |text: &str| Some(Opening::At { utc: time(text).utc });
        assert_eq!(timetable.photo(two.photos[0].id), at("21.11.2023 17:00"));
        assert_eq!(timetable.photo(later.id), at("21.11.2023 17:30"));
        assert_eq!(timetable.photo(SlotId::random()), None);
    }

    #[test]
    fn a_photo_before_its_release_is_refused_with_the_way_out() {
        let early =
            release(Due::At(time("21.11.2023 17:00")), PhotoTime::At { time: time("21.11.2023 16:30") });
        let error = Timetable::of(&early).expect_err("early");
        assert_eq!(error.code(), "timetable.photo_before_release");
        assert_eq!(
            error.to_string(),
            "Das Foto »Bild« wäre um 16:30\u{a0}Uhr öffentlich, vor der Meldung um 17:00\u{a0}Uhr."
        );
        assert_eq!(error.next_step(), "Wählen Sie für das Foto Di., 21.11.2023, 17:00\u{a0}Uhr oder später.");
    }

    #[test]
    fn a_version_that_comes_later_than_the_photo_has_it_from_its_beginning() {
        let half_past = PhotoTime::At { time: time("21.11.2023 17:30") };
        let mut version = release(Due::At(time("21.11.2023 18:00")), half_past);
        version.version_of = Some(ReleaseId::random());
        assert_eq!(photo_opens(&version), Opening::At { utc: time("21.11.2023 18:00").utc });
    }

    #[test]
    fn a_photo_on_an_earlier_day_is_refused_with_both_days() {
        let early =
            release(Due::At(time("22.11.2023 11:00")), PhotoTime::At { time: time("21.11.2023 17:30") });
        assert_eq!(
            Timetable::of(&early).expect_err("early").to_string(),
            "Das Foto »Bild« wäre am Di., 21.11.2023, 17:30\u{a0}Uhr öffentlich, \
             vor der Meldung am Mi., 22.11.2023, 11:00\u{a0}Uhr."
        );
    }

    #[test]
    fn a_photo_before_its_release_is_refused_in_the_zone_of_the_release() {
        let lisbon = |text: &str| CivilTime::parse(text, chrono_tz::Europe::Lisbon, None).expect("a time");
        let early =
            release(Due::At(lisbon("21.11.2023 23:45")), PhotoTime::At { time: lisbon("21.11.2023 22:30") });
        let error = Timetable::of(&early).expect_err("early");
        assert_eq!(
            error.to_string(),
            "Das Foto »Bild« wäre um 22:30\u{a0}Uhr öffentlich, vor der Meldung um 23:45\u{a0}Uhr."
        );
        assert!(error.next_step().contains("21.11.2023, 23:45"));
    }

    #[test]
    fn the_photo_of_a_release_on_signal_waits_for_the_signal_too() {
        let speech = Due::OnSignal(OnSignal { words: "Redebeginn".into(), ..OnSignal::default() });
        assert_eq!(
            photo_opens(&release(speech, PhotoTime::After { minutes: 5 })),
            Opening::Signal { after_minutes: 5, not_before: None }
        );
    }
}
