//! Times that were planned by another tz database than this program's, and would mean another instant by this one. The
//! instant stays as it was frozen; whether it is still the right one only a person knows. Pure.

use sperrfrist_release::preflight::{Flaw, Place, Rule};
use sperrfrist_release::{CivilTime, Due, PhotoTime, Release, wording};

pub(crate) const RULE: Rule =
    Rule::firm("time.zone_changed", "Jede Zeit meint noch den Augenblick, für den sie festgelegt wurde.");

/// A flaw for each time of a release that has to be set once more; nothing is said where none has.
pub(crate) fn flaws(release: &Release) -> Option<Vec<Flaw>> {
    let due = match &release.due {
        Some(Due::At(time)) => Some(time),
        Some(Due::OnSignal(signal)) => signal.not_before.as_ref(),
        None => None,
    };
    // A place without a photo opens nothing.
    let photos = release.photos.iter().filter(|slot| slot.photo.is_some());
    let photos = photos.filter_map(|slot| match &slot.time {
        PhotoTime::At { time } => Some((Place::Photo { slot: slot.id, field: None }, time)),
        PhotoTime::WithRelease | PhotoTime::After { .. } => None,
    });
    let times = due.map(|time| (Place::Due, time)).into_iter().chain(photos);
    let flaws: Vec<Flaw> = times.filter_map(|(place, time)| flaw(place, time)).collect();
    (!flaws.is_empty()).then_some(flaws)
}

fn flaw(place: Place, time: &CivilTime) -> Option<Flaw> {
    let meant = CivilTime::resolve(time.civil, time.zone, time.fold);
    if meant.is_ok_and(|meant| meant.utc == time.utc) {
        return None;
    }
    let typed =
        format!("{}, {}\u{a0}Uhr", wording::date(time.civil.date()), wording::clock_time(time.civil.time()));
    let sentence = format!(
        "Die Regeln der Zeitzone {} haben sich geändert, seit {typed} festgelegt wurde. Derselbe Augenblick ist jetzt \
         {}.",
        time.zone.name(),
        time.full()
    );
    let remedy = "Legen Sie die Zeit noch einmal fest: mit der Uhrzeit, die gelten soll. Bis dahin gilt, was eingeplant \
                  ist, zum bisherigen Augenblick.";
    Some(Flaw::at(place, sentence, remedy))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use sperrfrist_release::ReleaseId;
    use sperrfrist_release::due::DEFAULT_ZONE;

    #[test]
    fn a_time_that_means_another_instant_by_now_is_asked_about_and_no_other_one() {
        let five = CivilTime::parse("21.11.2023 17:00", DEFAULT_ZONE, None).expect("a time");
        let older = CivilTime { tzdb: "2019a".into(), ..five.clone() };
        let release =
            |time: CivilTime| Release { due: Some(Due::At(time)), ..Release::blank(ReleaseId::random()) };
        assert!(flaws(&release(older.clone())).is_none(), "an older database that meant the same");
        // Summer time was to last all year.
        let moved = CivilTime { utc: older.utc - TimeDelta::hours(1), ..older };
        let asked = crate::rules::report(&[], &release(moved), None).findings;
        let asked: Vec<_> = asked.into_iter().filter(|finding| finding.code == "time.zone_changed").collect();
        assert_eq!(asked.len(), 1);
        assert!(asked[0].is_firm && asked[0].blocks());
        assert!(
            asked[0].sentence.contains("17:00\u{a0}Uhr") && asked[0].sentence.contains("16:00"),
            "{asked:?}"
        );
        assert!(flaws(&release(five)).is_none(), "set anew it is settled");
    }
}
