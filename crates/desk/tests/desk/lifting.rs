//! Lifting the embargo: what is planned is public now, by choice with its photos.

use sperrfrist_desk::view::{JournalEvent, LaneState, LiftRequest, OfRelease};
use sperrfrist_release::state::State;

use crate::support::{Office, Tested, at, states};

const REASON: &str = "Eine Agentur hat gemeldet.";

#[test]
fn the_text_is_public_at_once_and_the_photo_keeps_its_time() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let lift = |photos, reason: &str| office.desk.lift(LiftRequest { id, photos, reason: reason.into() });
    assert_eq!(lift(true, REASON).expect_err("a draft").code, "lift.not_planned");
    let planned = office.schedule(id)?;
    office.wait_until(at(16, 20, 0, 0));
    assert_eq!(lift(false, " ").expect_err("no reason").code, "lift.no_reason");
    assert_eq!(office.page(&planned)?.status, 404);
    let lifted = lift(false, REASON)?;
    let html = String::from_utf8(office.page(&planned)?.body)?;
    assert!(html.contains("Bild folgt gegen 17:30") && !html.contains("Sperrfrist:"), "{html}");
    assert_eq!((lifted.state, states(&lifted)), (State::Live, vec![LaneState::Public, LaneState::Locked]));
    assert_eq!(lifted.lanes[1].due, Some(at(17, 30, 0, 0)));
    assert_eq!(lifted.planned.map(|planned| planned.changes), Some(0));
    let journal = office.desk.evidence(OfRelease { id })?.journal;
    let line = journal.iter().find(|line| line.event == JournalEvent::EmbargoLifted).ok_or("a line")?;
    assert_eq!(line.words.as_deref(), Some(REASON));

    // The photo too, later and by itself.
    let all = lift(true, "Alle warten.")?;
    assert!(String::from_utf8(office.page(&planned)?.body)?.contains("/medien/"));
    assert_eq!(states(&all), [LaneState::Public; 2]);
    assert_eq!(lift(true, REASON).expect_err("all out").code, "lift.not_planned");
    Ok(())
}

#[test]
fn text_and_photo_together_and_not_while_the_newsroom_is_away() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let planned = office.schedule(id)?;
    office.wait_until(at(16, 20, 0, 0));
    office.line.cut();
    let lift = || office.desk.lift(LiftRequest { id, photos: true, reason: REASON.into() });
    let problem = lift().expect_err("cut off");
    assert!(problem.sentence.starts_with("Die Sperrfrist ist noch nicht aufgehoben."), "{problem:?}");
    office.line.mend();
    assert_eq!(states(&lift()?), [LaneState::Public; 2]);
    assert!(String::from_utf8(office.page(&planned)?.body)?.contains("/medien/"));
    Ok(())
}
