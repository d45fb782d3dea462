//! The app's desk, paired with a newsroom on a server and taken away from it again.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use sperrfrist_desk::view::{
    ConnectRequest, DisconnectRequest, DueInput, JournalEvent, LaneState, OfRelease, Publisher,
    ScheduleRequest, TimesRequest, WithdrawRequest,
};
use sperrfrist_desk::{Desk, Keyring, KeyringAway, NewsroomAccess, Problem};
use sperrfrist_newsroom::{Embedded, keys, start_embedded};
use sperrfrist_release::ReleaseId;
use sperrfrist_release::due::DEFAULT_ZONE;
use sperrfrist_testkit::clock::HandClock;
use tempfile::TempDir;

use crate::support::{Fate, Line, Tested, at, release, slug, states, time};

const STAY: DisconnectRequest = DisconnectRequest { anyway: false };
const ANYWAY: DisconnectRequest = DisconnectRequest { anyway: true };

/// A keyring that outlives the app, and may be locked.
#[derive(Default)]
struct Ring {
    secrets: Mutex<HashMap<String, String>>,
    is_locked: AtomicBool,
}

impl Ring {
    fn secrets(&self) -> Result<std::sync::MutexGuard<'_, HashMap<String, String>>, KeyringAway> {
        let is_locked = self.is_locked.load(Ordering::SeqCst);
        if is_locked { Err(KeyringAway) } else { Ok(self.secrets.lock().expect("unharmed")) }
    }

    fn count(&self) -> usize {
        self.secrets.lock().expect("unharmed").len()
    }
}

impl Keyring for Ring {
    fn read(&self, name: &str) -> Result<Option<String>, KeyringAway> {
        Ok(self.secrets()?.get(name).cloned())
    }

    fn keep(&self, name: &str, secret: &str) -> Result<(), KeyringAway> {
        self.secrets()?.insert(name.into(), secret.into());
        Ok(())
    }

    fn forget(&self, name: &str) -> Result<(), KeyringAway> {
        self.secrets()?.remove(name);
        Ok(())
    }
}

/// The newsroom inside the app, and one on a server.
struct House {
    clock: Arc<HandClock>,
    embedded: Embedded,
    server: Embedded,
    line: Line,
    ring: Arc<Ring>,
    dir: TempDir,
}

impl House {
    fn open() -> Result<Self, Box<dyn std::error::Error>> {
        let dir = tempfile::tempdir()?;
        let clock = Arc::new(HandClock::new(at(15, 52, 0, 0)));
        let start = |name: &str| {
            let keys = keys::read_or_make(&dir.path().join(format!("{name}.keys")))?;
            start_embedded(&dir.path().join(name), keys, clock.clone(), ([127, 0, 0, 1], 0).into())
        };
        let (embedded, server) = (start("app")?, start("server")?);
        let line = Line::to(server.url())?;
        Ok(Self { clock, embedded, server, line, ring: Arc::default(), dir })
    }

    fn archive(&self) -> PathBuf {
        self.dir.path().join("archive")
    }

    fn desk(&self) -> Result<Arc<Desk>, Problem> {
        let embedded = NewsroomAccess {
            base_url: self.embedded.url().into(),
            public_url: self.embedded.url().into(),
            token: self.embedded.token().into(),
            key_file: None,
            publisher: Publisher::ThisPc,
        };
        let desk = Desk::open_paired(
            &self.archive(),
            embedded,
            self.ring.clone(),
            self.clock.clone(),
            DEFAULT_ZONE,
        )?;
        Ok(Arc::new(desk))
    }

    fn token(&self) -> String {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let name = format!("Desk {}", NUMBER.fetch_add(1, Ordering::SeqCst));
        self.server.newsroom().new_token(&name).expect("a token")
    }

    fn request(&self, line: &str) -> ConnectRequest {
        ConnectRequest { address: self.line.url().into(), line: line.into() }
    }

    /// What the app's own newsroom says under the address of a release.
    fn embedded_pages(&self, id: ReleaseId) -> Result<u16, Box<dyn std::error::Error>> {
        let url = format!("{}/2023/{}", self.embedded.url(), slug(id));
        Ok(sperrfrist_channels::probe::fetch(&url)?.status)
    }

    fn connected(&self) -> Result<Arc<Desk>, Problem> {
        let desk = self.desk()?;
        desk.connect(self.request(&self.token()))?;
        Ok(desk.present())
    }
}

/// Plans a release for 17:00.
fn plan(desk: &Desk) -> Result<ReleaseId, Problem> {
    let written = release();
    let id = written.id;
    desk.take(written)?;
    desk.set_times(TimesRequest { id, due: DueInput::At { time: time("17:00") }, slots: Vec::new() })?;
    desk.schedule(ScheduleRequest { id, now: false })?;
    Ok(id)
}

fn code<T>(answer: Result<T, Problem>) -> String {
    answer.err().map(|problem| problem.code).unwrap_or_default()
}

/// Whether any file below a folder holds these words.
fn holds(folder: &Path, words: &str) -> bool {
    std::fs::read_dir(folder).expect("reads").flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return holds(&path, words);
        }
        let bytes = std::fs::read(&path).expect("reads");
        bytes.windows(words.len()).any(|window| window == words.as_bytes())
    })
}

#[test]
fn one_line_pairs_the_app_and_the_server_publishes() -> Tested {
    let house = House::open()?;
    let first = house.desk()?;
    assert_eq!(first.newsroom()?.pairing, None);
    assert_eq!(first.status()?.publisher, Publisher::ThisPc);
    let line = house.token();
    let view = first.connect(house.request(&format!("  {line}\n")))?;
    let pairing = view.pairing.expect("paired");
    assert!(pairing.in_keyring && pairing.url == house.line.url() && line.ends_with(&pairing.fingerprint));

    let desk = first.present();
    let status = desk.status()?;
    assert_eq!((status.publisher, status.newsroom_url.as_str()), (Publisher::Server, house.line.url()));
    let id = plan(&desk)?;
    assert!(house.line.seen().iter().any(|request| request.starts_with("PUT")));
    let token = line.split('-').nth(1).expect("digits");
    assert!(!holds(&house.archive(), token), "the token lies in the archive");

    // The app is closed and opened again, and finds its newsroom.
    drop((first, desk));
    let desk = house.desk()?;
    assert_eq!(desk.status()?.publisher, Publisher::Server);
    house.clock.advance(Duration::from_secs(69 * 60));
    desk.evidence(OfRelease { id })?;
    assert_eq!(states(&desk.open_release(OfRelease { id })?), [LaneState::Public]);
    Ok(())
}

#[test]
fn what_waits_stays_where_it_is_and_keeps_the_desk_there() -> Tested {
    let house = House::open()?;
    let desk = house.desk()?;
    let id = plan(&desk)?;
    let refused = desk.connect(house.request(&house.token())).expect_err("something waits");
    assert_eq!(refused.code, "newsroom.waiting");
    assert!(refused.sentence.contains("Elbmark und Bund"), "{refused}");
    desk.stop(OfRelease { id })?;
    desk.connect(house.request(&house.token()))?;

    let desk = desk.present();
    desk.schedule(ScheduleRequest { id, now: false })?;
    assert_eq!(code(desk.disconnect(STAY)), "newsroom.waiting");
    // A new line for the same newsroom changes nothing for what waits.
    desk.connect(house.request(&house.token()))?;
    let desk = desk.present();
    assert_eq!((desk.newsroom()?.waiting, house.ring.count()), (1, 1));
    desk.stop(OfRelease { id })?;
    assert_eq!(desk.disconnect(STAY)?.pairing, None);
    assert_eq!(house.ring.count(), 0, "token and key are forgotten");
    assert_eq!(desk.present().status()?.publisher, Publisher::ThisPc);
    assert!(desk.schedule(ScheduleRequest { id, now: false }).is_err(), "the desk of before plans nothing");
    Ok(())
}

#[test]
fn what_went_public_at_another_newsroom_is_told_to_be_there() -> Tested {
    let house = House::open()?;
    let desk = house.connected()?;
    let id = plan(&desk)?;
    house.clock.advance(Duration::from_secs(69 * 60));
    desk.evidence(OfRelease { id })?;
    desk.overview()?;
    assert!(desk.open_release(OfRelease { id })?.planned.is_some_and(|planned| planned.page_url.is_some()));
    desk.disconnect(STAY)?;
    let desk = desk.present();
    let refused =
        desk.withdraw(WithdrawRequest { id, tombstone: None, reason: String::new() }).expect_err("elsewhere");
    assert_eq!(refused.code, "release.elsewhere");
    assert!(desk.evidence(OfRelease { id })?.rows.is_empty());
    assert!(desk.open_release(OfRelease { id })?.planned.is_some_and(|planned| planned.page_url.is_none()));
    desk.connect(house.request(&house.token()))?;
    desk.present().withdraw(WithdrawRequest { id, tombstone: None, reason: String::new() })?;
    Ok(())
}

#[test]
fn what_is_no_line_or_not_safe_is_refused_before_anything_is_sent() -> Tested {
    let house = House::open()?;
    let desk = house.desk()?;
    let line = house.token();
    let to = |address: &str| ConnectRequest { address: address.into(), line: line.clone() };
    assert_eq!(code(desk.connect(house.request(&line[..80]))), "newsroom.pairing");
    assert_eq!(code(desk.connect(to("http://newsroom.example"))), "channel.unencrypted");
    assert_eq!(code(desk.connect(to("newsroom"))), "channel.address");
    assert_eq!((house.line.seen().len(), house.ring.count()), (0, 0));

    let (token, _) = line.rsplit_once('-').expect("token and fingerprint");
    assert_eq!(code(desk.connect(house.request(&format!("{token}-{}", "ab".repeat(16))))), "newsroom.other");
    assert_eq!(desk.newsroom()?.pairing, None);
    assert!(plan(&desk.present()).is_ok(), "the desk goes on as before");
    Ok(())
}

#[test]
fn a_pairing_that_broke_off_goes_on_with_the_same_line() -> Tested {
    let house = House::open()?;
    let desk = house.desk()?;
    let line = house.token();
    house.line.decide(|request| if request.contains("/desks") { Fate::LoseAnswer } else { Fate::Pass });
    assert_eq!(code(desk.connect(house.request(&line))), "channel.unknown");
    assert_eq!(desk.newsroom()?.pairing, None);
    house.line.mend();
    desk.connect(house.request(&line))?;
    assert!(desk.present().newsroom()?.pairing.is_some());
    Ok(())
}

#[test]
fn without_a_keyring_a_file_keeps_the_key_and_a_locked_one_is_told() -> Tested {
    let house = House::open()?;
    house.ring.is_locked.store(true, Ordering::SeqCst);
    let desk = house.connected()?;
    assert_eq!(desk.newsroom()?.pairing.map(|pairing| pairing.in_keyring), Some(false));
    drop(desk);
    let desk = house.desk()?;
    assert_eq!(desk.check()?.problem, None);
    desk.disconnect(STAY)?;
    let kept = std::fs::read_dir(house.archive())?.flatten().map(|entry| entry.file_name());
    let kept: Vec<_> = kept.filter(|name| name.to_string_lossy().starts_with("newsroom-")).collect();
    assert!(kept.is_empty(), "{kept:?}");
    drop(desk);

    house.ring.is_locked.store(false, Ordering::SeqCst);
    drop(house.connected()?);
    house.ring.is_locked.store(true, Ordering::SeqCst);
    assert_eq!(code(house.desk()), "keyring.away", "never by the app's own newsroom instead");
    Ok(())
}

#[test]
fn a_check_does_everything_but_publish() -> Tested {
    let house = House::open()?;
    let desk = house.connected()?;
    plan(&desk)?;
    let check = desk.check()?;
    assert_eq!(check.problem, None);
    assert!(check.clock.is_some_and(|clock| clock.synced && clock.deviation_ms == 0));
    assert!(check.held.is_some_and(|held| (held.complete, held.expected) == (1, 1)));
    // The feed alone: the page's address has words of the headline, and they stay here before its time.
    assert!(check.outside.is_some_and(|outside| outside.tried == 1 && outside.open == 0));
    house.line.cut();
    let check = desk.check()?;
    assert!(check.problem.is_some() && check.clock.is_none());
    Ok(())
}

#[test]
fn what_waits_at_a_newsroom_that_is_dead_is_left_there_only_by_choice_and_never_planned_twice() -> Tested {
    let house = House::open()?;
    let desk = house.connected()?;
    let id = plan(&desk)?;
    assert_eq!(code(desk.disconnect(ANYWAY)), "newsroom.waiting", "who answers can be told to stop it");
    house.line.cut();
    let refused = desk.disconnect(STAY).expect_err("something waits there");
    assert_eq!(refused.code, "newsroom.waiting_unanswered");
    assert!(refused.sentence.contains("Elbmark und Bund"), "{refused}");
    assert!(refused.next_step.contains("öffnet er von selbst"), "{refused}");
    let choices: Vec<_> = refused.choices.iter().map(|choice| choice.value.as_str()).collect();
    assert_eq!((choices, desk.newsroom()?.waiting), (vec!["wait", "anyway"], 1), "nothing has changed");

    assert_eq!(desk.disconnect(ANYWAY)?.pairing, None);
    let desk = desk.present();
    assert_eq!((desk.status()?.publisher, desk.newsroom()?.waiting), (Publisher::ThisPc, 0));
    let view = desk.open_release(OfRelease { id })?;
    assert_eq!(states(&view), [LaneState::Locked], "it is kept, with where it stands");
    let journal = desk.evidence(OfRelease { id })?.journal;
    let told = journal.iter().find(|line| line.event == JournalEvent::LeftBehind).ok_or("a line")?;
    assert!(told.words.as_deref().is_some_and(|words| house.line.url().ends_with(words)), "{told:?}");
    for refused in
        [desk.schedule(ScheduleRequest { id, now: false }).map(drop), desk.stop(OfRelease { id }).map(drop)]
    {
        assert_eq!(code(refused), "release.elsewhere");
    }
    // It opens there, and not here.
    house.clock.advance(Duration::from_secs(69 * 60));
    desk.tick()?;
    assert_eq!(house.embedded_pages(id)?, 404);

    // The newsroom is back, and so is the desk.
    house.line.mend();
    desk.connect(house.request(&house.token()))?;
    let desk = desk.present();
    desk.evidence(OfRelease { id })?;
    assert_eq!(states(&desk.open_release(OfRelease { id })?), [LaneState::Public]);
    Ok(())
}
