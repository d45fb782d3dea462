//! What somebody is told who does not look at the window: each thing once, and nothing without cause.

use std::time::Duration;

use sperrfrist_desk::view::OfRelease;
use sperrfrist_desk::{Agenda, Notice};

use crate::support::{Fate, Line, Office, Tested, at};

type Told<T> = Result<T, Box<dyn std::error::Error>>;

impl Office {
    /// What the app does each second, and what there is to say then.
    fn told_at(&self, hour: i64, minute: i64, second: i64) -> Told<Vec<Notice>> {
        self.tick_at(at(hour, minute, second, 0))?;
        Ok(self.desk.agenda()?.notices)
    }
}

fn titles(notices: &[Notice]) -> Vec<&str> {
    notices.iter().map(|notice| notice.title.as_str()).collect()
}

#[test]
fn ten_minutes_before_and_at_its_time_each_item_is_told_once() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    assert_eq!(office.desk.agenda()?, Agenda { next: None, stays: None, notices: Vec::new() });
    office.schedule(id)?;
    let agenda = office.desk.agenda()?;
    let next = agenda.next.ok_or("something comes")?;
    assert_eq!(
        (next.item.as_str(), next.hour.as_str(), next.due),
        ("Meldung", "17:00\u{a0}Uhr", at(17, 0, 0, 0))
    );
    assert_eq!(
        agenda.stays.as_deref(),
        Some("Um 17:00\u{a0}Uhr veröffentlicht dieser PC; er muss an bleiben.")
    );
    assert_eq!(agenda.notices, []);

    assert_eq!(office.told_at(16, 49, 59)?, []);
    let soon = office.told_at(16, 50, 0)?;
    assert_eq!(titles(&soon), ["Um 17:00\u{a0}Uhr öffentlich"]);
    assert_eq!(soon[0].release, Some(id));
    assert!(!soon[0].urgent);
    assert!(
        soon[0].words.starts_with("»Elbmark und Bund üben für den Ausfall«: Meldung\n"),
        "{}",
        soon[0].words
    );
    assert_eq!(office.told_at(16, 50, 1)?, []);
    assert_eq!(office.told_at(16, 59, 59)?, []);
    office.tick_at(at(17, 0, 0, 0))?;
    assert_eq!(titles(&office.told_at(17, 0, 2)?), ["Seit 17:00\u{a0}Uhr öffentlich"]);
    assert_eq!(office.told_at(17, 0, 40)?, []);
    assert_eq!(office.desk.agenda()?.next.ok_or("the photo comes")?.item, "Bild von der Unterzeichnung");
    assert_eq!(titles(&office.told_at(17, 20, 0)?), ["Um 17:30\u{a0}Uhr öffentlich"]);
    office.tick_at(at(17, 30, 0, 0))?;
    assert_eq!(titles(&office.told_at(17, 30, 2)?), ["Seit 17:30\u{a0}Uhr öffentlich"]);
    let after = office.desk.agenda()?;
    assert_eq!((after.next, after.stays), (None, None));
    Ok(())
}

#[test]
fn a_promised_photo_that_is_not_there_is_told_five_minutes_before() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.timed()?;
    office.schedule(id)?;
    office.tick_at(at(17, 0, 0, 0))?;
    office.told_at(17, 0, 2)?;
    assert_eq!(office.told_at(17, 24, 59)?, []);
    let missing = office.told_at(17, 25, 0)?;
    assert_eq!(titles(&missing), ["Für 17:30\u{a0}Uhr fehlt ein Bild"]);
    assert!(missing[0].urgent && missing[0].release == Some(id));
    assert_eq!(office.told_at(17, 26, 0)?, []);
    Ok(())
}

#[test]
fn what_was_stopped_is_told_no_more_and_keeps_nobody() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    office.schedule(id)?;
    office.desk.stop(OfRelease { id })?;
    let agenda = office.desk.agenda()?;
    assert_eq!((agenda.next, agenda.stays), (None, None));
    assert_eq!(office.told_at(16, 50, 0)?, []);
    assert_eq!(office.told_at(17, 0, 2)?, []);
    assert_eq!(office.told_at(17, 1, 0)?, []);
    Ok(())
}

#[test]
fn who_moved_a_time_is_told_of_the_new_one() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.with_photo()?;
    office.schedule(id)?;
    assert_eq!(titles(&office.told_at(16, 50, 0)?), ["Um 17:00\u{a0}Uhr öffentlich"]);
    office.set_times(id, "17:15", slot, "17:45")?;
    office.schedule(id)?;
    assert_eq!(office.told_at(16, 51, 0)?, []);
    assert_eq!(office.told_at(17, 0, 30)?, []);
    assert_eq!(titles(&office.told_at(17, 5, 0)?), ["Um 17:15\u{a0}Uhr öffentlich"]);
    Ok(())
}

#[test]
fn a_newsroom_that_falls_silent_is_told_where_something_is_near() -> Tested {
    let office = Office::open()?;
    let public = Line::to(office.newsroom.url())?;
    let office = office.elsewhere(&public)?;
    let (id, _) = office.with_photo()?;
    office.schedule(id)?;
    let planned = office.desk.agenda()?;
    assert_eq!(planned.stays, None, "the newsroom has it");
    assert!(planned.next.is_some());
    office.line.cut();
    // At 15:53 nothing is near.
    office.told_at(15, 53, 0)?;
    assert_eq!(office.told_at(15, 55, 0)?, []);
    let silent = office.told_at(16, 40, 0)?;
    assert_eq!(silent.len(), 1, "{silent:?}");
    assert!(silent[0].title.starts_with("Der Newsroom antwortet seit "), "{}", silent[0].title);
    assert!(silent[0].urgent);
    assert_eq!(office.told_at(16, 41, 0)?, []);
    Ok(())
}

#[test]
fn what_is_on_its_way_keeps_the_program_and_is_told_before_its_time() -> Tested {
    let office = Office::open()?;
    let public = Line::to(office.newsroom.url())?;
    let office = office.elsewhere(&public)?;
    let (id, _) = office.with_photo()?;
    office.line.decide(|request| if request.starts_with("PUT") { Fate::LoseRequest } else { Fate::Pass });
    assert!(office.schedule(id).is_err());
    let agenda = office.desk.agenda()?;
    assert_eq!(agenda.stays.as_deref(), Some("Eine Meldung ist noch auf dem Weg zum Newsroom."));
    let told = office.told_at(16, 50, 0)?;
    assert!(titles(&told).contains(&"Für 17:00\u{a0}Uhr noch nicht beim Newsroom"), "{told:?}");
    Ok(())
}

#[test]
fn what_is_not_seen_public_half_a_minute_after_its_time_is_told() -> Tested {
    let office = Office::open()?;
    let public = Line::to(office.newsroom.url())?;
    let office = office.elsewhere(&public)?;
    let (id, _) = office.with_photo()?;
    office.schedule(id)?;
    office.told_at(16, 59, 0)?;
    office.line.cut();
    let at_once = office.told_at(17, 0, 5)?;
    assert!(!titles(&at_once).iter().any(|title| title.contains("noch nicht öffentlich")), "{at_once:?}");
    office.clock.advance(Duration::from_secs(35));
    let later = office.desk.agenda()?.notices;
    assert!(titles(&later).contains(&"Seit 17:00\u{a0}Uhr noch nicht öffentlich gesehen"), "{later:?}");
    Ok(())
}
