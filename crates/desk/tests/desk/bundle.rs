//! A release goes to a colleague as one file, and is taken over from one.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};
use std::sync::Arc;

use sperrfrist_desk::Desk;
use sperrfrist_desk::view::{
    CaptionRequest, ChooseLetterheadRequest, DraftRequest, HandOnRequest, JournalEvent, LetterheadSource,
    ObjectionRequest, OfRelease, OverviewRequest, PeopleRequest, ReceiveRequest, ReleaseView, UnlockRequest,
    VersionRequest,
};
use sperrfrist_release::state::State;
use sperrfrist_release::{Caption, Language, Person, Release, ReleaseId};
use sperrfrist_seal::{Bundle, Bundled, BundledPhoto, sha256_hex};
use sperrfrist_testkit::clock::HandClock;
use sperrfrist_testkit::jpeg;

use crate::support::{Office, Tested, at, desk, photo, release};

fn open_file(desk: &Desk, id: ReleaseId) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let file = desk.hand_on(HandOnRequest { id, is_locked: false })?;
    assert_eq!(file.passphrase, None);
    Ok(file.bytes)
}

fn came() -> ReceiveRequest {
    ReceiveRequest { file_name: "uebung.sperrfrist".into() }
}

fn count(desk: &Desk) -> Result<usize, Box<dyn std::error::Error>> {
    Ok(desk.overview_of(OverviewRequest { most: 100 })?.releases.len())
}

/// The words and places of a draft, without what is its own here.
fn said(release: &Release) -> Release {
    let nobody: ReleaseId = "0".repeat(32).parse().expect("an id");
    Release {
        id: nobody,
        version_of: release.version_of.map(|_| nobody),
        letterhead: None,
        ..release.clone()
    }
}

/// Full of everything that may go and that may not: planned, with a letterhead, a version, and somebody who objects.
fn full(office: &Office) -> Result<ReleaseId, Box<dyn std::error::Error>> {
    let (id, _) = office.with_photo()?;
    let letterhead = office.desk.new_letterhead(LetterheadSource::Pattern { name: "Stadt".into() })?.row.id;
    let on = ChooseLetterheadRequest { id, letterhead: Some(letterhead), take: false };
    let original = office.desk.choose_letterhead(on)?.photos[0].original.clone();
    let people = vec![Person::named("Anna Beispiel"), Person::named("Bernd Muster")];
    office.desk.people(PeopleRequest { id, original: original.clone(), people })?;
    office.schedule(id)?;
    let words = Some("Am Telefon".to_owned());
    office.desk.object(ObjectionRequest { id, original, name: "Bernd Muster".into(), words })?;
    office.desk.new_version(VersionRequest { id, language: Language::English })?;
    Ok(id)
}

fn events(office: &Office, id: ReleaseId) -> Result<Vec<JournalEvent>, Box<dyn std::error::Error>> {
    Ok(office.desk.evidence(OfRelease { id })?.journal.into_iter().map(|line| line.event).collect())
}

#[test]
fn a_colleague_gets_the_draft_with_photos_letterhead_and_languages_and_nothing_that_is_planned() -> Tested {
    let (own, colleague) = (Office::open()?, Office::open()?);
    let id = full(&own)?;
    let there = own.desk.open_release(OfRelease { id })?;
    let told = own.desk.would_hand_on(OfRelease { id })?;
    assert_eq!((told.photos, told.letterheads.len()), (1, 1));
    assert_eq!(told.languages, [Language::German, Language::English]);
    assert_eq!(told.bytes, photo().len() as u64);
    let file = open_file(&own.desk, id)?;
    assert!(events(&own, id)?.contains(&JournalEvent::HandedOn));

    let seen = colleague.desk.receive(&file, came())?;
    let content = seen.content.ok_or("it is open")?;
    assert_eq!((content.headline, content.photos), (there.release.headline.clone(), 1));
    assert_eq!((content.letterheads, content.before), (told.letterheads, None));
    assert_eq!(count(&colleague.desk)?, 0, "nothing is kept before it is taken over");

    let here = colleague.desk.adopt_received()?;
    assert_eq!(here.state, State::Draft);
    assert!(here.planned.is_none() && here.release.slug.is_empty() && here.release.id != id);
    let mut sent = said(&there.release);
    sent.slug.clear();
    for photo in sent.photos.iter_mut().filter_map(|slot| slot.photo.as_mut()) {
        photo.renditions.clear();
    }
    assert_eq!(said(&here.release), sent);
    assert_eq!(here.photos[0].original, there.photos[0].original);
    assert_eq!(here.photos[0].caption, there.photos[0].caption);
    assert!(
        here.photos[0].people.iter().any(|person| person.objection.is_some()),
        "{:?}",
        here.photos[0].people
    );
    let version = here.versions.first().ok_or("the English one")?;
    let version = colleague.desk.open_release(OfRelease { id: version.id })?;
    assert_eq!(
        (version.release.language, version.release.version_of),
        (Language::English, Some(here.release.id))
    );
    let letterheads = colleague.desk.letterheads()?.rows;
    assert_eq!((letterheads.len(), Some(letterheads[0].id)), (1, here.release.letterhead));
    let journal = events(&colleague, here.release.id)?;
    assert!(journal.contains(&JournalEvent::Received) && !journal.contains(&JournalEvent::Planned));
    // It can be gone on with: whoever objected is held back here too, and the text is planned for its time.
    assert_eq!(colleague.schedule(here.release.id)?.state, State::Scheduled);
    Ok(())
}

#[test]
fn nothing_of_plan_keys_and_margin_is_in_the_file() -> Tested {
    let office = Office::open()?;
    let id = full(&office)?;
    let file = open_file(&office.desk, id)?;
    let holds = |words: &str| file.windows(words.len()).any(|window| window == words.as_bytes());
    assert!(holds("Ausfall"), "the look is at the right thing");
    let view = office.desk.open_release(OfRelease { id })?;
    let slug = view.planned.and_then(|planned| planned.page_url).ok_or("it is planned")?;
    let tail = slug.trim_end_matches('/').rsplit('/').next().ok_or("an address")?.to_owned();
    assert!(!tail.is_empty() && !holds(&tail), "{tail}");
    let token = office.newsroom.token();
    let (token, _) = token.split_once(' ').unwrap_or((token, ""));
    assert!(!holds(token) && !holds("AGE-SECRET-KEY") && !holds("127.0.0.1"));
    let read = Bundle::decode(&file, None)?;
    let chosen =
        read.releases.iter().flat_map(|one| one.release.photos.iter().filter_map(|slot| slot.photo.as_ref()));
    assert!(chosen.clone().count() > 0 && chosen.clone().all(|photo| photo.renditions.is_empty()));
    assert!(read.releases.iter().all(|one| one.release.slug.is_empty() && one.release.overrides.is_empty()));
    Ok(())
}

#[test]
fn the_same_file_twice_says_so_and_makes_another_draft_beside_the_first() -> Tested {
    let (own, colleague) = (Office::open()?, Office::open()?);
    let (id, _) = own.with_photo()?;
    let file = open_file(&own.desk, id)?;
    colleague.desk.receive(&file, came())?;
    let first = colleague.desk.adopt_received()?;
    let typed = Release { headline: "Hier weitergeschrieben".into(), ..first.release.clone() };
    colleague.desk.draft(DraftRequest { release: typed, history: None })?;

    let before = colleague.desk.receive(&file, came())?.content.and_then(|content| content.before);
    let before = before.ok_or("it was taken over before")?;
    assert_eq!((before.id, before.is_same), (first.release.id, true));
    let second = colleague.desk.adopt_received()?;
    assert_ne!(second.release.id, first.release.id);
    let kept = colleague.desk.open_release(OfRelease { id: first.release.id })?;
    assert_eq!(kept.release.headline, "Hier weitergeschrieben");

    // Another state of it is told apart, also from an opened desk.
    let original = own.desk.open_release(OfRelease { id })?.photos[0].original.clone();
    let caption = Caption { caption: "Anders".into(), ..crate::support::caption() };
    own.desk.caption(CaptionRequest { id, original, caption })?;
    let colleague = colleague.reopen()?;
    let other = colleague.desk.receive(&open_file(&own.desk, id)?, came())?;
    let before = other.content.and_then(|content| content.before).ok_or("another state was")?;
    assert!(!before.is_same);
    assert_eq!(colleague.desk.adopt_received()?.photos.len(), 1);
    assert_eq!(count(&colleague.desk)?, 3);
    assert_eq!(colleague.desk.adopt_received().expect_err("once").code, "bundle.gone");
    Ok(())
}

#[test]
fn a_locked_file_opens_with_its_passphrase_alone_and_waits_for_another_try() -> Tested {
    let (own, colleague) = (Office::open()?, Office::open()?);
    let id = own.written()?;
    let file = own.desk.hand_on(HandOnRequest { id, is_locked: true })?;
    assert_eq!(file.name, "elbmark-und-bund-ueben-fuer-den-ausfall.sperrfrist");
    let passphrase = file.passphrase.ok_or("it was made")?;
    assert_eq!(colleague.desk.receive(&file.bytes, came())?.content, None);
    assert_eq!(colleague.desk.adopt_received().expect_err("locked").code, "bundle.locked");
    let unlock =
        |passphrase: &str| colleague.desk.unlock_received(UnlockRequest { passphrase: passphrase.into() });
    assert_eq!(unlock("aaaaa-bbbbb-ccccc-ddddd").expect_err("wrong").code, "bundle.passphrase");
    assert!(unlock(&passphrase)?.content.is_some());
    assert_eq!(colleague.desk.adopt_received()?.release.headline, release().headline);
    Ok(())
}

#[test]
fn what_is_damaged_or_holds_something_else_than_photos_leaves_nothing_behind() -> Tested {
    let office = Office::open()?;
    let id = office.written()?;
    let whole = open_file(&office.desk, id)?;
    for broken in [&whole[..whole.len() - 1], b"PK\x03\x04 something", b""] {
        let refused = office.desk.receive(broken, came()).expect_err("refused");
        assert!(refused.code.starts_with("bundle.") && refused.next_step.ends_with('.'), "{refused}");
        assert_eq!(office.desk.received().expect_err("nothing waits").code, "bundle.gone");
    }
    let good = photo();
    let files = [good.clone(), b"<svg onload='x'/>".to_vec()];
    let photos = files.iter().map(|bytes| BundledPhoto {
        original: sha256_hex(bytes),
        file_name: "bild.jpg".into(),
        caption: Caption::default(),
        edits: Default::default(),
        people: Vec::new(),
    });
    let made = Bundle {
        made_at: at(15, 0, 0, 0),
        releases: vec![Bundled { release: release(), photos: photos.collect() }],
        letterheads: Vec::new(),
        originals: files.iter().map(|bytes| (sha256_hex(bytes), bytes.clone())).collect::<BTreeMap<_, _>>(),
    };
    office.desk.receive(&made.encode(None)?, came())?;
    let refused = office.desk.adopt_received().expect_err("no photo");
    assert!(refused.sentence.contains("»bild.jpg«") && refused.next_step.ends_with("Übernommen ist nichts."));
    assert_eq!(count(&office.desk)?, 1);
    let vault = office.dir.path().join("archive/vault").join(&sha256_hex(&good)[..2]).join(sha256_hex(&good));
    assert!(!vault.exists(), "not even the photo that was one");
    Ok(())
}

/// Tells a child where to work: archive, line, newsroom, token, file.
const WORK: &str = "SPERRFRIST_TEST_WORK";

#[test]
#[ignore = "a child of a_desk_killed_while_it_takes_over_has_all_of_it_or_nothing"]
fn child_that_takes_over() {
    let work = std::env::var(WORK).expect("started by the other test of this file");
    let [archive, line, newsroom, token, file] = work.split('\n').collect::<Vec<_>>()[..] else {
        panic!("five lines")
    };
    let clock = Arc::new(HandClock::new(at(15, 52, 0, 0)));
    let desk = desk(archive.as_ref(), line, newsroom, token, &clock).expect("opens");
    desk.receive(&std::fs::read(file).expect("the file"), came()).expect("it is whole");
    let _ = desk.adopt_received();
}

#[test]
fn a_desk_killed_while_it_takes_over_has_all_of_it_or_nothing() -> Tested {
    let own = Office::open()?;
    let (id, _) = own.with_photo()?;
    for width in [640, 700, 760] {
        let bytes = jpeg::camera_load(&jpeg::picture(width, 480), &jpeg::picture(160, 120));
        let file_name = format!("{width}.jpg");
        own.desk.attach_photo(&bytes, sperrfrist_desk::view::AttachRequest { id, file_name })?;
    }
    let Office { clock, newsroom, line, desk: other, dir } = Office::open()?;
    drop(other);
    let (archive, file) = (dir.path().join("archive"), dir.path().join("uebung.sperrfrist"));
    std::fs::write(&file, open_file(&own.desk, id)?)?;
    let names = [archive.to_str(), file.to_str()].map(|name| name.expect("a plain path"));
    let work = [names[0], line.url(), newsroom.url(), newsroom.token(), names[1]].join("\n");
    let mut child = Command::new(std::env::current_exe()?)
        .args(["--exact", "bundle::child_that_takes_over", "--ignored"])
        .env(WORK, work)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    // The first original is kept: whatever comes after it, it is the middle.
    let vault = archive.join("vault");
    let is_there = |folder: std::fs::DirEntry| folder.file_name() != "unfinished";
    while !std::fs::read_dir(&vault)?.filter_map(Result::ok).any(is_there) && child.try_wait()?.is_none() {
        std::thread::yield_now();
    }
    child.kill()?;
    child.wait()?;

    let desk = desk(&archive, line.url(), newsroom.url(), newsroom.token(), &clock)?;
    let kept: Vec<ReleaseView> = desk
        .overview_of(OverviewRequest { most: 10 })?
        .releases
        .iter()
        .map(|row| desk.open_release(OfRelease { id: row.id }))
        .collect::<Result<_, _>>()?;
    assert!(kept.iter().all(|view| view.photos.len() == 4), "half of it is kept");
    desk.receive(&std::fs::read(&file)?, came())?;
    assert_eq!(desk.adopt_received()?.photos.len(), 4);
    assert_eq!(count(&desk)?, kept.len() + 1);
    Ok(())
}
