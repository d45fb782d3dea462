//! Originals that nobody has chosen: they go when an officer wishes so, on the day that was told, and nothing else ever does.

use std::path::PathBuf;

use chrono::{DateTime, TimeDelta, Utc};
use sperrfrist_desk::Problem;
use sperrfrist_desk::view::{
    AttachRequest, ChooseRequest, DueInput, EvidenceFileRequest, EvidenceFormat, JournalEvent, OfRelease,
    Retention, RetentionRequest, TakeRequest, TimesRequest, VersionRequest, WithdrawRequest,
};
use sperrfrist_release::{Language, ReleaseId};
use sperrfrist_testkit::jpeg;

use crate::support::{Office, Tested, at};

fn days(count: i64) -> DateTime<Utc> {
    at(9, 0, 0, 0) + TimeDelta::days(count)
}

fn pool(office: &Office, id: ReleaseId, shade: u8) -> Result<String, Problem> {
    let bytes = jpeg::picture_of(48, 32, move |x, y| [shade, x as u8, y as u8]);
    let request = AttachRequest { id, file_name: format!("DSC_{shade}.jpg") };
    Ok(office.desk.pool_photo(&bytes, request)?.original)
}

fn keep(office: &Office, days: Option<u32>) -> Result<Retention, Problem> {
    office.desk.set_retention(RetentionRequest { days })
}

fn file(office: &Office, original: &str) -> PathBuf {
    office.dir.path().join("archive/vault").join(&original[..2]).join(original)
}

fn pooled(office: &Office, id: ReleaseId) -> Result<Vec<String>, Problem> {
    let photos = office.desk.pool(OfRelease { id })?.photos;
    Ok(photos.into_iter().map(|photo| photo.original).collect())
}

/// Published with its photo, and with two more that were read in.
fn published(office: &Office) -> Result<(ReleaseId, [String; 2]), Box<dyn std::error::Error>> {
    let (id, _) = office.with_photo()?;
    let pool = [pool(office, id, 1)?, pool(office, id, 2)?];
    office.schedule(id)?;
    for minute in [0, 1, 30, 31, 35] {
        office.tick_at(at(17, minute, 2, 0))?;
    }
    Ok((id, pool))
}

#[test]
fn what_was_not_chosen_goes_on_the_day_that_was_told_and_is_noted() -> Tested {
    let office = Office::open()?;
    assert_eq!(keep(&office, Some(30))?, Retention { days: Some(30), coming: Vec::new() });
    let (id, [one, two]) = published(&office)?;
    let coming = office.desk.retention()?.coming;
    let told: Vec<_> = coming.iter().map(|row| (row.day.to_string(), row.id, row.photos)).collect();
    assert_eq!(told, [("2023-12-21".to_owned(), id, 2)]);

    office.tick_at(days(29))?;
    assert_eq!(pooled(&office, id)?, [one.clone(), two.clone()]);
    // Whoever reads one in again wants it, and one that is attached stays for good.
    pool(&office, id, 1)?;
    office.tick_at(days(30))?;
    assert_eq!(pooled(&office, id)?, std::slice::from_ref(&one));
    assert!(file(&office, &one).is_file() && !file(&office, &two).exists());
    let journal = office.desk.evidence(OfRelease { id })?.journal;
    let noted = journal.iter().find(|line| line.event == JournalEvent::UnchosenDeleted).ok_or("noted")?;
    assert_eq!(noted.words.as_deref(), Some("1\u{a0}Original, nach 30\u{a0}Tagen"));
    let request = EvidenceFileRequest { id, format: EvidenceFormat::Html };
    let page = String::from_utf8(office.desk.evidence_file(request)?.bytes)?;
    assert!(page.contains("nicht gewählte Originale gelöscht"));

    office.desk.take_from_pool(TakeRequest { id, originals: vec![one.clone()] })?;
    let office = office.reopen()?;
    office.tick_at(days(90))?;
    assert!(file(&office, &one).is_file());
    assert!(office.desk.retention()?.coming.is_empty());
    // What was published is there as ever.
    let view = office.desk.open_release(OfRelease { id })?;
    assert!(view.photos.iter().all(|photo| file(&office, &photo.original).is_file()));
    Ok(())
}

#[test]
fn without_a_wish_nothing_goes_and_with_one_nothing_goes_within_a_week() -> Tested {
    let office = Office::open()?;
    let (id, originals) = published(&office)?;
    assert_eq!(office.desk.retention()?, Retention { days: None, coming: Vec::new() });
    office.tick_at(days(400))?;
    assert_eq!(pooled(&office, id)?, originals);
    let day = |kept: Retention| kept.coming.first().map(|row| row.day);
    assert_eq!(day(keep(&office, Some(30))?), Some((days(407)).date_naive()));
    office.tick_at(days(406))?;
    // The same once more is no other choice; another one is.
    assert_eq!(day(keep(&office, Some(30))?), Some((days(407)).date_naive()));
    assert_eq!(day(keep(&office, Some(90))?), Some((days(413)).date_naive()));
    keep(&office, None)?;
    office.tick_at(days(800))?;
    assert_eq!(pooled(&office, id)?, originals);
    for wrong in [0, 6, 3651] {
        assert_eq!(keep(&office, Some(wrong)).expect_err("refused").code, "retention.days");
    }
    Ok(())
}

#[test]
fn nothing_goes_while_somebody_may_have_to_choose() -> Tested {
    let office = Office::open()?;
    keep(&office, Some(30))?;
    // A draft; one that waits for a signal; one whose photo is still to come; one that another language is being written for.
    let draft = office.written()?;
    let (waiting, _) = office.with_photo()?;
    let (promised, slot) = office.timed()?;
    let (translated, _) = office.with_photo()?;
    let all = [draft, waiting, promised, translated];
    for (id, shade) in all.into_iter().zip(1..) {
        pool(&office, id, shade)?;
    }
    let words = "Redebeginn".into();
    let due = DueInput::OnSignal { words, expected: None, not_before: None };
    office.desk.set_times(TimesRequest { id: waiting, due, slots: Vec::new() })?;
    office.schedule(waiting)?;
    office.schedule(promised)?;
    office.schedule(translated)?;
    let english = VersionRequest { id: translated, language: Language::English };
    office.desk.new_version(english)?;
    for minute in [0, 30, 35] {
        office.tick_at(at(17, minute, 2, 0))?;
    }
    office.tick_at(days(400))?;
    for id in all {
        assert_eq!(
            pooled(&office, id)?.len(),
            1,
            "{id} {:?}",
            office.desk.open_release(OfRelease { id })?.state
        );
    }
    assert!(office.desk.retention()?.coming.is_empty());

    // Its photo is there after all: the days count from now on.
    let late = pool(&office, promised, 9)?;
    office.desk.take_from_pool(TakeRequest { id: promised, originals: vec![late.clone()] })?;
    office.desk.choose_photo(ChooseRequest { id: promised, slot: Some(slot), original: Some(late) })?;
    let coming = office.desk.retention()?.coming;
    let told: Vec<_> = coming.iter().map(|row| (row.day, row.id, row.photos)).collect();
    assert_eq!(told, [(days(430).date_naive(), promised, 1)]);
    Ok(())
}

#[test]
fn what_is_withdrawn_lets_go_of_its_pool_and_of_nothing_else() -> Tested {
    let office = Office::open()?;
    keep(&office, Some(30))?;
    let (id, originals) = published(&office)?;
    office.desk.withdraw(WithdrawRequest { id, tombstone: None, reason: String::new() })?;
    office.tick_at(days(31))?;
    assert!(pooled(&office, id)?.is_empty());
    assert!(originals.iter().all(|original| !file(&office, original).exists()));
    let view = office.desk.open_release(OfRelease { id })?;
    assert!(view.photos.iter().all(|photo| file(&office, &photo.original).is_file()));
    Ok(())
}

#[test]
fn by_a_clock_that_nobody_vouches_for_nothing_goes() -> Tested {
    let office = Office::open()?;
    keep(&office, Some(30))?;
    let (id, originals) = published(&office)?;
    office.clock.set_synced(false);
    office.tick_at(days(4_000))?;
    assert_eq!(pooled(&office, id)?, originals);
    office.clock.set_synced(true);
    office.tick_at(days(4_000) + TimeDelta::seconds(1))?;
    assert!(pooled(&office, id)?.is_empty());
    Ok(())
}

#[test]
fn the_same_original_in_another_release_keeps_its_file() -> Tested {
    let office = Office::open()?;
    keep(&office, Some(30))?;
    let (id, [one, two]) = published(&office)?;
    let other = office.written()?;
    assert_eq!(pool(&office, other, 1)?, one);
    office.tick_at(days(31))?;
    assert!(pooled(&office, id)?.is_empty());
    assert_eq!(pooled(&office, other)?, std::slice::from_ref(&one));
    assert!(file(&office, &one).is_file() && !file(&office, &two).exists());
    Ok(())
}
