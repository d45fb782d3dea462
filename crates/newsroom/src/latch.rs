//! The latch: that something becomes public stands on disk before its first byte goes out.
//!
//! It keeps a public page public when the clock steps back or loses its source. Shortly before its time an item is armed:
//! it is written down that it is public from an instant on, and by which reading of the clock. When the gate opens, what is
//! armed needs no commit before its first byte; its line follows at once (`owed`). What is not armed by then is latched
//! first, and if that cannot be written, it is not shown. What is latched is opened in the same step; until then it is
//! sealed ([decision 28](../../../docs/decisions/0028-armed-before-its-time.md)).

use std::sync::Arc;
use std::thread;

use chrono::{DateTime, Utc};
use sperrfrist_clock::Reading;
use sperrfrist_seal::{ItemKind, Role};

use crate::NewsroomError;
use crate::holdings::{Content, Held, Holdings};
use crate::log;
use crate::newsroom::{House, locked, milliseconds};
use crate::store::{AHEAD, Armed, Change, Event, Row};

/// Items that were opened together, and not shown to the others yet.
#[derive(Default)]
struct Opened {
    held: Vec<Held>,
    changes: Vec<Change>,
    /// A disk did not answer for one of them.
    waits: bool,
}

impl House {
    /// Latches everything the gate is open for. Blocks. A stop that was committed before wins: whoever decides has the
    /// turn, and the store compares generation and clearance.
    pub(crate) fn latch_ripe(&self) -> Result<(), NewsroomError> {
        let _turn = locked(&self.turn);
        self.wait_for_the_other_clock();
        loop {
            // Texts first: what they say decides about their photos, which come in the next round.
            let mut waits = self.latch_armed();
            match self.latch_others()? {
                Some(others) => waits |= others,
                None => return Ok(()),
            }
            if waits {
                return Err(NewsroomError::Waiting);
            }
            if !self.has_ripe() {
                return Ok(());
            }
        }
    }

    /// What has come by the wall clock, and by the time since boot will in a moment, need not be written first for that.
    fn wait_for_the_other_clock(&self) {
        let Some(boot) = self.clock.boot() else { return };
        let comes_in = || {
            let (now, holdings) = (self.clock.now(), self.holdings());
            let ripe = holdings.ripe(&now);
            ripe.iter().filter_map(|held| holdings.armed(held)?.comes_in(&now, &boot)).max()
        };
        if let Some(left) = comes_in() {
            thread::sleep(left);
        }
    }

    /// What is armed becomes public without the disk. Returns whether something waits. For whoever has the turn.
    fn latch_armed(&self) -> bool {
        let now = self.clock.now();
        let ripe = self.ripe(&now, true);
        let opened = self.open(&ripe, milliseconds(now.wall));
        self.owed.add(milliseconds(now.wall), opened.changes);
        let mut holdings = self.holdings_mut();
        opened.held.into_iter().for_each(|held| holdings.insert(held));
        opened.waits
    }

    /// What is not armed is written first. `None` where one of them no longer stands as it did.
    fn latch_others(&self) -> Result<Option<bool>, NewsroomError> {
        if self.ripe(&self.clock.now(), false).is_empty() {
            return Ok(Some(false));
        }
        let mut store = locked(&self.store);
        self.pay(&mut store)?;
        let now = self.clock.now();
        let at = milliseconds(now.wall);
        let opened = self.open(&self.ripe(&now, false), at);
        if !opened.changes.is_empty() && !store.change(&opened.changes, at, "")? {
            return Ok(None);
        }
        let mut holdings = self.holdings_mut();
        opened.held.into_iter().for_each(|held| holdings.insert(held));
        Ok(Some(opened.waits))
    }

    /// What the gate is open for, and is armed, or not.
    fn ripe(&self, now: &Reading, is_armed: bool) -> Vec<Arc<Held>> {
        let boot = self.clock.boot();
        let holdings = self.holdings();
        // Only what a restart would find to be public as well: the time since boot must agree with the clock.
        let armed = |held: &Held| {
            let armed = holdings.armed(held).zip(boot.as_deref());
            armed.is_some_and(|(armed, boot)| armed.has_come(now, boot))
        };
        let mut ripe = holdings.ripe(now);
        ripe.retain(|held| armed(held) == is_armed);
        ripe
    }

    fn open(&self, ripe: &[Arc<Held>], at: DateTime<Utc>) -> Opened {
        let mut opened = Opened::default();
        for held in ripe {
            let mut held = Held::clone(held);
            match self.opened(&held.row.manifest, |entry| self.sealed_part(entry)) {
                Ok(content) => {
                    held.content = content;
                    self.holdings().place(&mut held);
                    let is_taken = |other: &Held| other.path().is_some() && other.path() == held.path();
                    if opened.held.iter().any(is_taken) {
                        // Namesakes of one moment: the second finds its address in the next round.
                        continue;
                    }
                    held.row.revealed_at = Some(at);
                    held.row.armed = None;
                    let path_suffix = held.row.path_suffix;
                    let Row { item, generation, .. } = held.row;
                    opened.changes.push(Change::new(item, generation, Event::Revealed { path_suffix }));
                }
                // Tried again in a moment: too many open files in a rush must not cost anybody the rest of the day.
                Err(denied) if denied.is_passing() => {
                    opened.waits = true;
                    continue;
                }
                Err(denied) => {
                    held.content = Content::Unreadable;
                    log::unreadable(&denied.refusal.code, held.row.item);
                }
            }
            opened.held.push(held);
        }
        opened
    }

    /// The same from an async task; returns once what is ripe is latched, or `false` where it could not be.
    pub(crate) async fn latch(self: &Arc<Self>) -> bool {
        if !self.has_ripe() {
            return true;
        }
        // One of them writes, the others wait for it: no crowd before the disk at the due time.
        let _turn = self.latching.lock().await;
        if !self.has_ripe() {
            return true;
        }
        let house = Arc::clone(self);
        let latched = tokio::task::spawn_blocking(move || house.latch_ripe()).await;
        if !self.owed.is_empty() {
            // The watcher writes it.
            self.changed.notify_one();
        }
        match latched {
            Ok(Ok(())) => {
                self.all_clear();
                true
            }
            Ok(Err(error)) => {
                self.alarm(&error);
                false
            }
            Err(_) => false,
        }
    }

    fn has_ripe(&self) -> bool {
        let now = self.clock.now();
        !self.holdings().ripe(&now).is_empty()
    }

    /// Whether something is to be armed, or to be taken back.
    pub(crate) fn has_to_arm(&self) -> bool {
        let Some(boot) = self.clock.boot() else { return false };
        let now = self.clock.now();
        let holdings = self.holdings();
        !to_arm(&holdings, &now, &boot).is_empty() || !to_disarm(&holdings, &now, &boot).is_empty()
    }

    /// Arms what is due soon, while the clock is vouched for. Nothing depends on it but the speed: what is not armed at its
    /// time is latched then. Blocks.
    pub(crate) fn arm(&self) -> Result<(), NewsroomError> {
        let Some(boot) = self.clock.boot() else { return Ok(()) };
        self.disarm(&boot)?;
        let mut store = locked(&self.store);
        let now = self.clock.now();
        let soon = to_arm(&self.holdings(), &now, &boot);
        if soon.is_empty() {
            return Ok(());
        }
        let step = |(held, due): &(Arc<Held>, DateTime<Utc>)| {
            let Row { item, generation, .. } = held.row;
            let armed = Armed::new(generation, *due, &now, boot.clone());
            Change::new(item, generation, Event::Armed(Some(armed)))
        };
        let (changes, at) = (soon.iter().map(step).collect::<Vec<_>>(), milliseconds(now.wall));
        if store.change(&changes, at, "")? {
            let mut holdings = self.holdings_mut();
            changes.into_iter().for_each(|change| holdings.apply(change, at));
        }
        drop(store);
        // Sealed as they are, they are at hand when they are wanted.
        for entry in soon.iter().flat_map(|(held, _)| &held.row.manifest.parts) {
            if matches!(entry.role, Role::Release | Role::Photo) {
                let _ = self.sealed_part(entry);
            }
        }
        Ok(())
    }

    /// Takes back what was armed by a clock that has changed its mind: its instant came a while ago by the time since boot,
    /// and the gate is closed, so no byte has gone out, and a restart must not open it.
    fn disarm(&self, boot: &str) -> Result<(), NewsroomError> {
        let now = self.clock.now();
        if to_disarm(&self.holdings(), &now, boot).is_empty() {
            return Ok(());
        }
        let mut store = self.deciding()?;
        let now = self.clock.now();
        let step = |held: &Arc<Held>| Change::new(held.row.item, held.row.generation, Event::Armed(None));
        let changes: Vec<Change> = to_disarm(&self.holdings(), &now, boot).iter().map(step).collect();
        let at = milliseconds(now.wall);
        if !changes.is_empty() && store.change(&changes, at, "")? {
            let mut holdings = self.holdings_mut();
            changes.into_iter().for_each(|change| holdings.apply(change, at));
        }
        Ok(())
    }

    /// After a start: what was armed since the machine was started, and whose instant has passed since, is public, whatever
    /// the wall clock says by now. Its first byte may have gone out.
    pub(crate) fn recall(&self) {
        let Some(boot) = self.clock.boot() else { return };
        let now = self.clock.now();
        let find = |is_of_round: fn(&Holdings, &Held) -> bool| -> Vec<(Arc<Held>, DateTime<Utc>)> {
            let holdings = self.holdings();
            let of_round = holdings.waiting().filter(|held| is_of_round(&holdings, held));
            of_round
                .filter_map(|held| {
                    let armed = holdings.armed(held).filter(|armed| armed.has_surely_come(&now, &boot))?;
                    Some((Arc::clone(held), milliseconds(armed.carried_to(&now)?)))
                })
                .collect()
        };
        // A photo follows a text that is public.
        let texts = |_: &Holdings, held: &Held| held.row.item.kind == ItemKind::Text;
        let photos = |holdings: &Holdings, held: &Held| {
            held.row.item.kind != ItemKind::Text
                && holdings.needs_allow(held, |other| other.row.revealed_at.is_some())
        };
        // The photos of a version follow those of the German one.
        for round in [texts as fn(&Holdings, &Held) -> bool, photos, photos] {
            for (held, at) in find(round) {
                let opened = self.open(&[held], at);
                self.owed.add(at, opened.changes);
                let mut holdings = self.holdings_mut();
                opened.held.into_iter().for_each(|held| holdings.insert(held));
            }
        }
        // Where that fails, it is tried again like everything that is owed.
        let _ = self.settle();
    }
}

/// What is due soon, and is not armed for that.
fn to_arm(holdings: &Holdings, now: &Reading, boot: &str) -> Vec<(Arc<Held>, DateTime<Utc>)> {
    if !now.synced {
        return Vec::new();
    }
    let is_armed = |held: &Held| holdings.armed(held).is_some_and(|armed| armed.is_of(boot));
    holdings
        .waiting()
        .filter_map(|held| Some((held, holdings.opens_at(held)?)))
        .filter(|(held, due)| *due - now.wall <= AHEAD && !is_armed(held))
        .filter(|(held, _)| !holdings.gate_is_open(held, now))
        .map(|(held, due)| (Arc::clone(held), due))
        .collect()
}

/// What is armed for an instant that came a while ago by the time since boot, although the gate is closed.
fn to_disarm(holdings: &Holdings, now: &Reading, boot: &str) -> Vec<Arc<Held>> {
    let has_come = |held: &Held| {
        let armed = holdings.armed(held);
        armed.is_some_and(|armed| armed.has_long_come(now, boot)) && !holdings.gate_is_open(held, now)
    };
    holdings.waiting().filter(|held| has_come(held)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use chrono::TimeDelta;
    use sperrfrist_release::gate::Opening;
    use sperrfrist_release::{Release, ReleaseId, stored};
    use sperrfrist_seal::{DeskKey, ItemId, NewsroomKeys, Package, Part};
    use sperrfrist_testkit::clock::HandClock;

    use super::*;
    use crate::Newsroom;
    use crate::officers::{Officer, Rights};

    /// A newsroom that nobody watches over, half a second before a release is due, and what it takes to open it again.
    fn before_its_time() -> (tempfile::TempDir, String, Arc<HandClock>, Newsroom, ItemId) {
        let folder = tempfile::tempdir().expect("a folder");
        let (keys, desk) = (NewsroomKeys::generate(None).expect("keys"), DeskKey::generate());
        let (secret, newsroom_id) = (keys.to_secret_text(), keys.id().clone());
        let clock = Arc::new(HandClock::new(DateTime::UNIX_EPOCH));
        let newsroom = Newsroom::open(folder.path(), keys, clock.clone()).expect("opens");
        newsroom.house.register("token", desk.id(), None).expect("registers");
        let release = Release { slug: "kooperation".into(), ..Release::blank(ReleaseId::random()) };
        let part = Part::new(Role::Release, "application/json", stored::to_json(&release).into_bytes());
        let (item, due) = (ItemId::text(release.id), DateTime::UNIX_EPOCH + TimeDelta::milliseconds(500));
        let what = (item, 1, Opening::At { utc: due });
        let package = Package::seal(what, DateTime::UNIX_EPOCH, &[part], &desk, &newsroom_id).expect("seals");
        let officer = Officer { name: String::new(), rights: Rights::ALL, is_named: false };
        newsroom.house.receive(item, &package.encode(), &officer).expect("held");
        (folder, secret, clock, newsroom, item)
    }

    fn is_public(newsroom: &Newsroom, item: ItemId) -> bool {
        let now = newsroom.house.clock.now();
        let holdings = newsroom.house.holdings();
        holdings.get(item).is_some_and(|held| holdings.is_public(held, &now))
    }

    #[test]
    fn on_a_full_disk_nothing_is_armed_and_what_is_due_stays_away_until_there_is_room() {
        let (folder, secret, clock, newsroom, item) = before_its_time();
        locked(&newsroom.house.store).fill_up();
        assert_eq!(newsroom.house.arm().expect_err("no room").code(), "newsroom.full");
        assert!(newsroom.house.has_to_arm(), "it is tried again");
        clock.advance(Duration::from_millis(500));
        assert_eq!(newsroom.house.latch_ripe().expect_err("no room").code(), "newsroom.full");
        assert!(!is_public(&newsroom, item));
        drop(newsroom);
        let keys = NewsroomKeys::from_secret_text(&secret).expect("keys");
        let newsroom = Newsroom::open(folder.path(), keys, clock).expect("opens, with room again");
        newsroom.house.latch_ripe().expect("latched");
        assert!(is_public(&newsroom, item));
    }

    #[test]
    fn on_a_disk_that_fills_up_once_it_is_armed_it_is_public_and_the_keeper_hears_of_the_line() {
        let (folder, secret, clock, newsroom, item) = before_its_time();
        newsroom.house.arm().expect("armed");
        assert!(!newsroom.house.has_to_arm());
        locked(&newsroom.house.store).fill_up();
        clock.advance(Duration::from_millis(499));
        newsroom.house.latch_ripe().expect("nothing to do");
        assert!(!is_public(&newsroom, item));
        clock.advance(Duration::from_millis(1));
        newsroom.house.latch_ripe().expect("without the disk");
        assert!(is_public(&newsroom, item));
        assert_eq!(newsroom.house.health().faults(), Vec::<String>::new(), "it is not late yet");
        for _ in 0..2 {
            assert_eq!(newsroom.house.settle().expect_err("no room").code(), "newsroom.full");
            let faults = newsroom.house.health().faults();
            assert_eq!(faults, ["Öffentlich, aber noch nicht ins Protokoll geschrieben: 1."]);
            assert!(is_public(&newsroom, item));
        }
        drop(newsroom);
        // After the crash the clock is a day back; the time since boot knows.
        clock.advance(Duration::from_millis(20));
        clock.set(DateTime::UNIX_EPOCH - TimeDelta::days(1));
        let keys = NewsroomKeys::from_secret_text(&secret).expect("keys");
        let newsroom = Newsroom::open(folder.path(), keys, clock).expect("opens, with room again");
        assert!(is_public(&newsroom, item));
        assert_eq!(newsroom.house.health().unwritten, 0);
        assert!(newsroom.house.owed.is_empty());
    }

    #[test]
    fn nothing_is_armed_too_long_before_or_while_nobody_vouches_for_the_clock_or_knows_the_boot() {
        let (_folder, _secret, clock, newsroom, _) = before_its_time();
        assert!(newsroom.house.has_to_arm());
        clock.set_synced(false);
        assert!(!newsroom.house.has_to_arm());
        clock.set_synced(true);
        clock.set_boot(None);
        assert!(!newsroom.house.has_to_arm());
        clock.set_boot(Some("another"));
        clock.set(DateTime::UNIX_EPOCH - TimeDelta::milliseconds(100));
        assert!(newsroom.house.has_to_arm());
        clock.set(DateTime::UNIX_EPOCH - TimeDelta::milliseconds(101));
        assert!(!newsroom.house.has_to_arm());
    }

    #[test]
    fn what_is_armed_is_not_armed_again() {
        let (_folder, _secret, clock, newsroom, item) = before_its_time();
        newsroom.house.arm().expect("armed");
        let armed = |newsroom: &Newsroom| {
            let holdings = newsroom.house.holdings();
            holdings.get(item).and_then(|held| holdings.armed(held).cloned())
        };
        let first = armed(&newsroom).expect("armed");
        // Once is enough, also when it is looked at again a moment later.
        clock.advance(Duration::from_millis(100));
        newsroom.house.arm().expect("nothing to do");
        assert_eq!(armed(&newsroom), Some(first));
    }
}
