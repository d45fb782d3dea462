//! The Nachweis: what is seen from outside, before and after.

use sperrfrist_desk::view::{Check, JournalEvent, LaneItem, OfRelease};
use sperrfrist_release::state::State;

use crate::support::{Office, Tested, at};

#[test]
fn before_the_time_every_address_is_locked_and_after_it_as_planned() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.with_photo()?;
    office.schedule(id)?;
    office.wait_until(at(16, 50, 0, 0));
    let before = office.desk.evidence(OfRelease { id })?;
    let outputs: Vec<_> = before.rows.iter().map(|row| row.output.as_str()).collect();
    assert_eq!(outputs, ["page", "feed", "document", "print", "web", "preview", "thumbnail"]);
    assert!(before.rows.iter().all(|row| row.check == Check::Locked && row.sha256.is_none()), "{before:#?}");
    assert_eq!(before.rows[0].planned, Some(at(17, 0, 0, 0)));
    assert_eq!(before.rows[3].planned, Some(at(17, 30, 0, 0)));
    assert_eq!(before.pending_words, ["Bild folgt gegen 17:30 Uhr"]);
    let locked = before.journal.iter().filter(|line| line.event == JournalEvent::LockChecked).count();
    assert_eq!(locked, 2, "once for the text, once for the photo");

    office.wait_until(at(17, 0, 0, 0));
    let between = office.desk.evidence(OfRelease { id })?;
    let checks: Vec<_> = between.rows.iter().map(|row| row.check).collect();
    assert_eq!(checks[..2], [Check::Matches, Check::Matches]);
    assert_eq!(checks[3..], [Check::Locked; 4]);
    assert_eq!(office.desk.open_release(OfRelease { id })?.state, State::Live);

    office.wait_until(at(17, 30, 0, 0));
    let after = office.desk.evidence(OfRelease { id })?;
    assert!(after.rows.iter().all(|row| row.check == Check::Matches), "{after:#?}");
    assert!(after.pending_words.is_empty());
    for row in &after.rows {
        assert_eq!((row.late_ms, row.public_since), (Some(0), row.planned), "{row:?}");
        assert!(row.sha256.is_some());
    }
    let label = "Bild von der Unterzeichnung".to_owned();
    assert_eq!(after.rows[3].item, LaneItem::Photo { slot, label });
    let public = after.journal.iter().filter(|line| line.event == JournalEvent::WentPublic).count();
    assert_eq!(public, 2);
    Ok(())
}

#[test]
fn a_newsroom_that_does_not_answer_is_a_finding() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    office.schedule(id)?;
    office.line.cut();
    let evidence = office.desk.evidence(OfRelease { id })?;
    assert_eq!(evidence.rows.len(), 7);
    assert!(evidence.rows.iter().all(|row| row.check == Check::Unreachable));
    Ok(())
}

#[test]
fn the_journal_tells_the_way_of_a_release_newest_first() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    office.schedule(id)?;
    office.desk.stop(OfRelease { id })?;
    let journal = office.desk.evidence(OfRelease { id })?.journal;
    let events: Vec<_> = journal.iter().rev().map(|line| line.event).take(6).collect();
    assert_eq!(
        events,
        [
            JournalEvent::Imported,
            JournalEvent::PhotoAttached,
            JournalEvent::Held,
            JournalEvent::Held,
            JournalEvent::Planned,
            JournalEvent::Stopped,
        ]
    );
    Ok(())
}
