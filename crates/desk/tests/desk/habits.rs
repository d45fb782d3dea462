//! What every new release begins with.

use sperrfrist_desk::view::{ChooseLetterheadRequest, UsualLetterheadRequest};
use sperrfrist_desk::view::{DueInput, Habits, LetterheadSource, OfRelease, PhotoHabit, TimesRequest};
use sperrfrist_release::{FederalState, PhotoTime, ReleaseId};

use crate::support::{Office, Tested, time};

fn due(office: &Office, id: ReleaseId, text: &str) -> Tested {
    office.desk.set_times(TimesRequest { id, due: DueInput::At { time: time(text) }, slots: Vec::new() })?;
    Ok(())
}

fn new_slot(office: &Office, id: ReleaseId) -> Result<(PhotoTime, String), Box<dyn std::error::Error>> {
    let mut photos = office.desk.add_slot(OfRelease { id })?.release.photos;
    let slot = photos.pop().ok_or("a place")?;
    Ok((slot.time, slot.pending_words))
}

#[test]
fn a_new_place_for_a_photo_has_the_usual_time_and_says_so() -> Tested {
    let office = Office::open()?;
    assert_eq!(office.desk.habits()?, Habits::default());
    let before = office.written()?;
    due(&office, before, "17:00")?;
    assert_eq!(new_slot(&office, before)?, (PhotoTime::WithRelease, "Bild folgt".into()));

    let later = Habits { photo: PhotoHabit::HalfAnHourLater, ..Habits::default() };
    assert_eq!(office.desk.set_habits(later)?, later);
    let id = office.written()?;
    assert_eq!(new_slot(&office, id)?, (PhotoTime::After { minutes: 30 }, "Bild folgt".into()));
    due(&office, id, "17:00")?;
    assert_eq!(new_slot(&office, id)?.1, "Bild folgt um 17:30 Uhr");

    office.desk.set_habits(Habits { photo: PhotoHabit::OwnTime, ..Habits::default() })?;
    let office = office.reopen()?;
    let (own, words) = new_slot(&office, id)?;
    let PhotoTime::At { time: at } = own else { return Err(format!("{own:?}").into()) };
    assert_eq!(
        (at.full(), words.as_str()),
        ("Di., 21.11.2023, 17:30\u{a0}Uhr".into(), "Bild folgt um 17:30 Uhr")
    );
    // Without a time of the text there is nothing to reckon from.
    let undated = office.written()?;
    assert_eq!(new_slot(&office, undated)?.0, PhotoTime::After { minutes: 30 });
    // What was there before stays as it was.
    assert_eq!(
        office.desk.open_release(OfRelease { id: before })?.release.photos[0].time,
        PhotoTime::WithRelease
    );
    Ok(())
}

#[test]
fn a_new_release_knows_where_the_holidays_are_and_can_still_choose_its_letterhead() -> Tested {
    let office = Office::open()?;
    let saxony = Some(FederalState::Saxony);
    office.desk.set_habits(Habits { state: saxony, ..Habits::default() })?;
    let release = office.desk.new_release()?.release;
    assert_eq!(release.issuer.state, saxony);

    let stadt = office.desk.new_letterhead(LetterheadSource::Pattern { name: "Stadt".into() })?.row.id;
    let chosen = ChooseLetterheadRequest { id: release.id, letterhead: Some(stadt), take: false };
    let issuer = office.desk.choose_letterhead(chosen)?.release.issuer;
    assert!(!issuer.name.is_empty());
    assert_eq!(issuer.state, saxony);
    office.desk.set_usual_letterhead(UsualLetterheadRequest { id: Some(stadt) })?;
    let next = office.desk.new_release()?.release.issuer;
    assert_eq!((next.name, next.state), (issuer.name, saxony));
    Ok(())
}
