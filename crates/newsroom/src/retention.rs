//! What was given up is kept for a while and then let go, where the administrator has set for how long.
//!
//! Only what was stopped or withdrawn goes, and only a release of which all was; what is public or waits never goes by itself.
//! What stays is what an order to delete leaves: the row, the tombstone, the old addresses and the journal.

use std::collections::HashSet;
use std::num::NonZeroU32;
use std::sync::atomic::Ordering;

use chrono::TimeDelta;
use sperrfrist_release::ReleaseId;
use sperrfrist_release::gate::Clearance;
use sperrfrist_seal::ItemId;

use crate::holdings::Held;
use crate::newsroom::{House, locked};
use crate::{Newsroom, NewsroomError, log};

/// How many releases go at a time, so that a look does not take long.
const AT_A_TIME: usize = 20;

impl Newsroom {
    /// From now on what was stopped or withdrawn so many days ago is deleted.
    pub fn keep_given_up_for(&self, days: NonZeroU32) {
        self.house.retain_days.store(days.get(), Ordering::Relaxed);
    }
}

impl House {
    /// Deletes what was given up long enough ago, and only while somebody vouches for the clock. Returns how many releases
    /// that were. Blocks.
    pub(crate) fn let_go(&self) -> Result<usize, NewsroomError> {
        let days = self.retain_days.load(Ordering::Relaxed);
        let now = self.clock.now();
        if days == 0 || !now.synced {
            return Ok(0);
        }
        let doubt = TimeDelta::from_std(now.uncertainty).unwrap_or(TimeDelta::MAX);
        let before = now.wall.checked_sub_signed(doubt).and_then(|now| now.checked_sub_signed(days_of(days)));
        let Some(before) = before else { return Ok(0) };
        if !self.holdings().all().any(|held| held.row.deleted_at.is_none() && is_given_up(held)) {
            return Ok(0);
        }
        let long_ago = locked(&self.store).given_up_before(before)?;
        let mut gone = 0;
        for release in self.given_up(&long_ago).into_iter().take(AT_A_TIME) {
            let items = self.holdings().of_release(release).iter().map(|held| held.row.item).collect();
            // What was planned anew meanwhile refuses it.
            match self.delete(items, None, "") {
                Ok(()) => gone += 1,
                Err(denied) => log::failed(&denied.refusal.code, "Aufgegebenes ließ sich nicht löschen."),
            }
        }
        Ok(gone)
    }

    /// The releases of which all was given up long ago, and something is left.
    fn given_up(&self, long_ago: &HashSet<ItemId>) -> Vec<ReleaseId> {
        let holdings = self.holdings();
        let is_long_ago = |held: &Held| is_given_up(held) && long_ago.contains(&held.row.item);
        let left: HashSet<ReleaseId> = holdings
            .all()
            .filter(|held| held.row.deleted_at.is_none() && is_long_ago(held))
            .map(|held| held.row.item.release)
            .collect();
        let mut releases: Vec<ReleaseId> = left
            .into_iter()
            .filter(|release| holdings.of_release(*release).iter().all(|held| is_long_ago(held)))
            .collect();
        releases.sort_by_key(|release| release.0);
        releases
    }
}

fn is_given_up(held: &Held) -> bool {
    matches!(held.row.clearance, Clearance::Stopped | Clearance::Withdrawn)
}

fn days_of(days: u32) -> TimeDelta {
    TimeDelta::try_days(i64::from(days)).unwrap_or(TimeDelta::MAX)
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;
    use std::time::Duration;

    use chrono::DateTime;
    use sperrfrist_release::gate::Opening;
    use sperrfrist_release::photo::RenditionName;
    use sperrfrist_release::{Release, SlotId, stored};
    use sperrfrist_seal::answer::Order;
    use sperrfrist_seal::{DeskKey, NewsroomKeys, Package, Part, Role};
    use sperrfrist_testkit::clock::HandClock;

    use super::*;
    use crate::officers::{Officer, Rights};
    use crate::orders::OrderBody;

    const DAY: Duration = Duration::from_secs(86_400);

    struct Place {
        folder: tempfile::TempDir,
        clock: Arc<HandClock>,
        newsroom: Newsroom,
        desk: DeskKey,
    }

    impl Place {
        fn open() -> Self {
            let folder = tempfile::tempdir().expect("a folder");
            let (keys, desk) = (NewsroomKeys::generate(None).expect("keys"), DeskKey::generate());
            let clock = Arc::new(HandClock::new(DateTime::UNIX_EPOCH));
            let newsroom = Newsroom::open(folder.path(), keys, clock.clone()).expect("opens");
            newsroom.house.register("token", desk.id(), None).expect("registers");
            newsroom.keep_given_up_for(NonZeroU32::new(30).expect("some"));
            Self { folder, clock, newsroom, desk }
        }

        /// Plans a release for an hour after the beginning of time.
        fn plan(&self, id: ReleaseId, generation: u64) -> ReleaseId {
            let release = Release { slug: format!("m-{}", id.mark()).to_lowercase(), ..Release::blank(id) };
            let part = Part::new(Role::Release, "application/json", stored::to_json(&release).into_bytes());
            let opening = Opening::At { utc: DateTime::UNIX_EPOCH + TimeDelta::hours(1) };
            let what = (ItemId::text(id), generation, opening);
            let newsroom = self.newsroom.house.keys.id();
            let package =
                Package::seal(what, DateTime::UNIX_EPOCH, &[part], &self.desk, newsroom).expect("seals");
            let officer = Officer { name: "Pressestelle".into(), rights: Rights::ALL, is_named: false };
            self.newsroom.house.receive(ItemId::text(id), &package.encode(), &officer).expect("held");
            id
        }

        /// Plans a photo of it.
        fn plan_photo(&self, item: ItemId, generation: u64) {
            let (name, json) = (RenditionName::Web, "application/json");
            let parts = [
                Part::new(Role::Photo, json, b"{}".to_vec()),
                Part::new(Role::Rendition { name }, "image/jpeg", vec![0xff]),
            ];
            let opening = Opening::At { utc: DateTime::UNIX_EPOCH + TimeDelta::days(900) };
            let (what, newsroom) = ((item, generation, opening), self.newsroom.house.keys.id());
            let package =
                Package::seal(what, DateTime::UNIX_EPOCH, &parts, &self.desk, newsroom).expect("seals");
            let officer = Officer { name: "Pressestelle".into(), rights: Rights::ALL, is_named: false };
            self.newsroom.house.receive(item, &package.encode(), &officer).expect("held");
        }

        fn order(&self, release: ReleaseId, order: Order) {
            let body = OrderBody::plain(order);
            self.newsroom.house.order_release(release, body, "Pressestelle").expect("done");
        }

        fn is_deleted(&self, release: ReleaseId) -> bool {
            self.newsroom.house.report(release).expect("known").items[0].deleted_at.is_some()
        }

        fn parts(&self) -> usize {
            let files = |path: &Path| std::fs::read_dir(path).expect("reads").flatten();
            files(&self.folder.path().join("parts")).flat_map(|folder| files(&folder.path())).count()
        }

        fn let_go(&self) -> usize {
            self.newsroom.house.let_go().expect("looks")
        }
    }

    #[test]
    fn what_was_given_up_goes_after_its_days_and_what_is_public_or_waits_stays() {
        let place = Place::open();
        let [stopped, withdrawn, public, held] = [(); 4].map(|()| place.plan(ReleaseId::random(), 1));
        place.order(stopped, Order::Stop);
        let hold = OrderBody::plain(Order::Hold);
        place.newsroom.house.order_item(ItemId::text(held), hold, "Pressestelle").expect("held");
        place.clock.advance(Duration::from_secs(3_600));
        place.newsroom.house.latch_ripe().expect("public");
        place.order(withdrawn, Order::Withdraw);
        assert_eq!(place.parts(), 4);
        // To the moment, each by itself; the clock's doubt counts.
        place.clock.advance(DAY * 30 - Duration::from_secs(3_600));
        place.clock.set_uncertainty(Duration::from_millis(1));
        assert_eq!(place.let_go(), 0);
        place.clock.advance(Duration::from_millis(1));
        place.clock.set_synced(false);
        assert_eq!(place.let_go(), 0, "nobody vouches for the clock");
        place.clock.set_synced(true);
        assert_eq!(place.let_go(), 1);
        assert!(place.is_deleted(stopped) && !place.is_deleted(withdrawn));
        assert_eq!(place.parts(), 3);
        place.clock.advance(DAY * 3_000);
        assert_eq!(place.let_go(), 1);
        assert!(place.is_deleted(withdrawn) && !place.is_deleted(public) && !place.is_deleted(held));
        assert_eq!((place.parts(), place.let_go()), (2, 0));
        let lines = locked(&place.newsroom.house.store).journal().expect("whole");
        let deleted: Vec<_> = lines.iter().filter(|line| line.event == "deleted").collect();
        assert_eq!(deleted.len(), 2);
        assert!(deleted.iter().all(|line| line.actor.is_empty()), "nobody but the time");
    }

    #[test]
    fn what_was_planned_anew_stays_and_its_days_count_from_the_last_stop() {
        let place = Place::open();
        let release = place.plan(ReleaseId::random(), 1);
        place.order(release, Order::Stop);
        place.clock.advance(DAY * 20);
        place.plan(release, 10);
        place.order(release, Order::Stop);
        place.clock.advance(DAY * 29);
        assert_eq!(place.let_go(), 0);
        place.plan(release, 20);
        place.clock.advance(DAY * 100);
        assert_eq!(place.let_go(), 0);
        place.newsroom.house.latch_ripe().expect("public");
        assert_eq!(place.let_go(), 0);
        assert!(!place.is_deleted(release));
    }

    #[test]
    fn a_release_goes_as_a_whole_once_the_last_of_it_was_given_up_long_ago() {
        let place = Place::open();
        let release = place.plan(ReleaseId::random(), 1);
        let photo = ItemId::photo(release, SlotId::random());
        place.plan_photo(photo, 1);
        place.order(release, Order::Stop);
        place.clock.advance(DAY * 20);
        place.plan_photo(photo, 10);
        place.order(release, Order::Stop);
        place.clock.advance(DAY * 11);
        assert_eq!((place.let_go(), place.parts()), (0, 3), "the text alone was stopped long ago");
        place.clock.advance(DAY * 19);
        assert_eq!((place.let_go(), place.parts()), (1, 0));
    }

    #[test]
    fn unless_somebody_sets_a_time_nothing_goes() {
        let place = Place::open();
        place.newsroom.house.retain_days.store(0, Ordering::Relaxed);
        let release = place.plan(ReleaseId::random(), 1);
        place.order(release, Order::Stop);
        place.clock.advance(DAY * 10_000);
        assert_eq!((place.let_go(), place.parts()), (0, 1));
    }
}
