//! A seat that came after the sealing goes on with what lies there, as soon as somebody has handed it the office's key.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sperrfrist_channels::Newsroom as Channel;
use sperrfrist_desk::Desk;
use sperrfrist_desk::view::{
    ApproveRequest, LaneState, OfRelease, PhotoMove, RescheduleRequest, ScheduleRequest,
};
use sperrfrist_newsroom::{Newsroom, keys};
use sperrfrist_release::ReleaseId;
use sperrfrist_release::state::State;
use sperrfrist_seal::answer::{Office as Told, Report};
use sperrfrist_seal::{DeskKey, NewsroomId, OfficeKey, OfficeRing, Package, Pairing, Sight};

use crate::colleagues::{planned, retitled, seat, states, url};
use crate::support::{Office, Tested, at, time};

type Made<T> = Result<T, Box<dyn std::error::Error>>;

/// Somebody who keeps what a seat is given, and needs no desk of ours for it.
struct Keeper {
    key: DeskKey,
    channel: Channel,
}

impl Keeper {
    fn sits_down(office: &Office, name: &str) -> Made<Self> {
        let data = office.dir.path().join("newsroom");
        let rights = "write,approve".parse().map_err(|_| "rights")?;
        Newsroom::add_officer_in(&data, name, rights, &*office.clock)?;
        let keys = keys::read(&office.dir.path().join("newsroom.keys"))?;
        let line = Newsroom::new_token_in(&data, keys, &format!("PC {name}"), Some(name), &*office.clock)?;
        let token = Pairing::from_secret_text(&line)?.token;
        let (key, channel) = (DeskKey::generate(), Channel::new(office.newsroom.url(), &token)?);
        let _: NewsroomId = channel.introduce_seat(&key.id().to_string(), &key.recipient())?;
        Ok(Self { key, channel })
    }

    fn office_key(&self) -> Made<OfficeKey> {
        let told: Told = self.channel.office()?;
        Ok(told.key.ok_or("no key yet")?)
    }

    /// The secret of the office, as far as it was handed on.
    fn ring(&self) -> Made<OfficeRing> {
        match OfficeRing::look(&self.office_key()?, &self.key) {
            Sight::Open(ring) => Ok(ring),
            other => Err(format!("{other:?}").into()),
        }
    }

    /// Every package of a release as it lies there.
    fn packages(&self, id: ReleaseId) -> Made<Vec<Package>> {
        let report: Option<Report> = self.channel.report(&id.to_string())?;
        let items = report.ok_or("nothing")?.items;
        items
            .iter()
            .map(|item| Ok(Package::decode(&self.channel.package(&item.item.to_string())?)?))
            .collect()
    }
}

/// In how many of how many parts it can read.
fn readable(packages: &[Package], key: &DeskKey, ring: Option<&OfficeRing>) -> (usize, usize) {
    let parts: Vec<&[u8]> =
        packages.iter().flat_map(|package| package.parts().map(|(_, part)| part)).collect();
    let opens = |part: &&&[u8]| key.open(part).is_ok() || ring.is_some_and(|ring| ring.open(part).is_ok());
    (parts.iter().filter(opens).count(), parts.len())
}

fn leaves(office: &Office, name: &str) -> Tested {
    Newsroom::remove_officer_in(&office.dir.path().join("newsroom"), name, &*office.clock)?;
    Ok(())
}

/// What a desk does by itself at its next look at the office.
fn looks_around(office: &Office, desk: &Desk) -> Tested {
    office.clock.advance(Duration::from_secs(60));
    desk.tick()?;
    Ok(())
}

fn files(folder: &Path) -> std::io::Result<Vec<(PathBuf, Vec<u8>)>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push((path.clone(), std::fs::read(&path)?));
        }
    }
    Ok(found)
}

#[test]
fn a_seat_that_came_later_takes_over_corrects_and_moves_before_its_time_once_it_has_the_key() -> Tested {
    let office = Office::open()?;
    let roth = seat(&office, "Roth")?;
    let view = planned(&roth)?;
    let id = view.release.id;
    let lehmann = seat(&office, "Lehmann")?;
    assert_eq!(lehmann.others()?.rows[0].headline, None);
    lehmann.tick()?;
    let problem = lehmann.take_over(OfRelease { id }).expect_err("nobody has handed it on yet");
    assert_eq!(problem.code, "approval.other_seat");
    assert!(problem.sentence.contains("den Schlüssel der Pressestelle hat er noch nicht"), "{problem}");
    assert!(problem.next_step.contains("Sperrfrist zu öffnen"), "{problem}");

    roth.tick()?;
    let others = lehmann.others()?.rows;
    assert_eq!(others[0].headline.as_deref(), Some(view.release.headline.as_str()));
    let taken = lehmann.take_over(OfRelease { id })?;
    assert_eq!((taken.state, states(&taken)), (State::Scheduled, vec![LaneState::Locked; 2]));
    assert!(taken.release.photos[0].photo.is_some() && taken.photos[0].clean_bytes.is_some());

    retitled(&lehmann, id, "Von der Neuen berichtigt")?;
    lehmann.schedule(ScheduleRequest { id, now: false })?;
    let slot = taken.release.photos[0].id;
    let moved = lehmann.reschedule(RescheduleRequest {
        id,
        text: Some(time("16:45")),
        photos: vec![PhotoMove { slot, time: time("17:15") }],
        in_words: true,
    })?;
    let page = url(&moved)?;
    for instant in [at(16, 0, 0, 0), at(16, 44, 59, 999)] {
        office.wait_until(instant);
        assert_eq!((office.fetch(&page)?.status, office.fetch(&url(&view)?)?.status), (404, 404));
    }
    office.wait_until(at(16, 45, 0, 0));
    let shown = office.fetch(&page)?;
    assert_eq!(shown.status, 200);
    assert!(String::from_utf8(shown.body)?.contains("Von der Neuen berichtigt"));
    let photo = format!("{page}/foto/1");
    office.wait_until(at(17, 14, 59, 999));
    assert_eq!(office.fetch(&photo)?.status, 404);
    office.wait_until(at(17, 15, 0, 0));
    assert_eq!(office.fetch(&photo)?.status, 200);
    assert_eq!(states(&lehmann.open_release(OfRelease { id })?), [LaneState::Public; 2]);
    assert_eq!(
        roth.others()?.rows[0].headline.as_deref(),
        Some("Von der Neuen berichtigt"),
        "and hers the first reads"
    );
    for (path, bytes) in files(office.dir.path())? {
        assert!(
            !bytes.windows(14).any(|window| window == b"AGE-SECRET-KEY") || path.ends_with("newsroom.keys"),
            "{path:?}"
        );
    }
    Ok(())
}

#[test]
fn whoever_has_left_reads_nothing_new_with_what_was_kept_and_whoever_stays_or_comes_reads_all() -> Tested {
    let office = Office::open()?;
    let roth = seat(&office, "Roth")?;
    let keeper = Keeper::sits_down(&office, "Lehmann")?;
    let first = planned(&roth)?.release.id;
    let (kept, before) = (keeper.ring()?, keeper.office_key()?);
    let (readable_then, all) = readable(&keeper.packages(first)?, &keeper.key, Some(&kept));
    assert!(all > 2 && readable_then == all);
    leaves(&office, "Lehmann")?;

    // Nothing had ticked meanwhile: the key is made anew before the first part is sealed.
    let second = planned(&roth)?.release.id;
    let voss = Keeper::sits_down(&office, "Voss")?;
    let sealed = voss.packages(second)?;
    assert_eq!(
        readable(&sealed, &keeper.key, Some(&kept)).0,
        0,
        "not with the seat's key nor the office's of then"
    );
    let now = voss.office_key()?;
    assert!(now.generation == before.generation + 1 && now.recipient != before.recipient);
    assert!(!now.wrapped_for.contains(&keeper.key.recipient()));

    looks_around(&office, &roth)?;
    let (ring, packages) = (voss.ring()?, [voss.packages(first)?, sealed].concat());
    let (readable_now, all) = readable(&packages, &voss.key, Some(&ring));
    assert!(readable_now == all && voss.office_key()?.recipient == now.recipient, "handed on, not made anew");
    assert_eq!(readable(&packages, &voss.key, None).0, 0, "it was sealed before this seat was there");
    Ok(())
}

#[test]
fn the_key_is_made_anew_by_a_desk_that_only_stands_there_when_somebody_has_left() -> Tested {
    let office = Office::open()?;
    let roth = seat(&office, "Roth")?;
    let keeper = Keeper::sits_down(&office, "Lehmann")?;
    looks_around(&office, &roth)?;
    let before = keeper.office_key()?;
    leaves(&office, "Lehmann")?;
    let voss = Keeper::sits_down(&office, "Voss")?;
    assert_eq!(voss.office_key()?, before);
    roth.tick()?;
    assert_eq!(voss.office_key()?, before, "it looks once a minute");
    looks_around(&office, &roth)?;
    let after = voss.office_key()?;
    assert_ne!(after.recipient, before.recipient);
    looks_around(&office, &roth)?;
    assert_eq!(voss.office_key()?, after, "and then there is nothing to do");
    Ok(())
}

#[test]
fn where_everybody_who_had_the_key_is_gone_whoever_is_there_makes_a_new_one() -> Tested {
    let office = Office::open()?;
    let roth = seat(&office, "Roth")?;
    let old = planned(&roth)?.release.id;
    drop(roth);
    let lehmann = seat(&office, "Lehmann")?;
    leaves(&office, "Roth")?;
    let id = planned(&lehmann)?.release.id;
    let voss = seat(&office, "Voss")?;
    looks_around(&office, &lehmann)?;
    assert_eq!(voss.take_over(OfRelease { id })?.state, State::Scheduled);
    // Nobody has what that was sealed for; it is stopped unread.
    let problem = voss.take_over(OfRelease { id: old }).expect_err("nobody can");
    assert!(problem.next_step.contains("noch einmal einzuplanen"), "{problem}");
    voss.stop_other(OfRelease { id: old })?;
    Ok(())
}

#[test]
fn two_desks_that_look_at_once_do_not_undo_each_other() -> Tested {
    let office = Office::open()?;
    let (roth, lehmann) = (seat(&office, "Roth")?, seat(&office, "Lehmann")?);
    let id = planned(&roth)?.release.id;
    for round in 0..4 {
        let late = seat(&office, &format!("Voss {round}"))?;
        office.clock.advance(Duration::from_secs(60));
        std::thread::scope(|scope| {
            let ticks = [&roth, &lehmann].map(|desk| scope.spawn(|| desk.tick().map(drop)));
            ticks.into_iter().try_for_each(|tick| tick.join().expect("ticked"))
        })?;
        assert_eq!(late.take_over(OfRelease { id })?.state, State::Scheduled, "{round}");
    }
    Ok(())
}

#[test]
fn an_envelope_that_is_worth_nothing_or_has_lost_a_key_is_replaced_by_the_next_desk_that_looks() -> Tested {
    let office = Office::open()?;
    let roth = seat(&office, "Roth")?;
    let id = planned(&roth)?.release.id;
    let rogue = Keeper::sits_down(&office, "Lehmann")?;
    looks_around(&office, &roth)?;
    let true_one = rogue.office_key()?;
    let told: Told = rogue.channel.office()?;
    let made_up = OfficeRing::renewed(None);
    let bad: [fn(&OfficeRing, OfficeKey) -> OfficeKey; 3] = [
        // Whoever opens it finds another key than it says.
        |made_up, key| OfficeKey { recipient: made_up.recipient(), ..key },
        // Nobody can open it.
        |_, key| OfficeKey { envelope: key.envelope[..key.envelope.len() - 200].to_owned(), ..key },
        // It has not the key that there was.
        |made_up, key| made_up.wrap(key.generation, &key.wrapped_for).unwrap_or(key),
    ];
    for (round, bend) in bad.into_iter().enumerate() {
        let generation = rogue.office_key()?.generation + 1;
        let next = OfficeKey { generation, wrapped_for: told.readers.clone(), ..true_one.clone() };
        let bent = bend(&made_up, next);
        let _: Told = rogue.channel.put_office_key(&bent)?;
        looks_around(&office, &roth)?;
        let healed = rogue.office_key()?;
        assert_eq!(healed.generation, generation + 1, "{round}");
        let (readable, all) = readable(&rogue.packages(id)?, &DeskKey::generate(), Some(&rogue.ring()?));
        assert_eq!(readable, all, "{round}");
    }
    Ok(())
}

#[test]
fn a_newsroom_that_is_away_is_asked_again_and_keeps_nobody_from_anything() -> Tested {
    let office = Office::open()?;
    let roth = seat(&office, "Roth")?;
    let id = planned(&roth)?.release.id;
    let lehmann = seat(&office, "Lehmann")?;
    roth.tick()?;
    lehmann.take_over(OfRelease { id })?;
    let Office { clock, newsroom, .. } = office;
    newsroom.stop();
    for _ in 0..3 {
        clock.advance(Duration::from_secs(60));
        roth.tick()?;
    }
    Ok(())
}

#[test]
fn a_second_person_who_came_later_approves_what_was_proposed_before() -> Tested {
    let office = Office::open()?;
    office.newsroom.newsroom().ask_for_four_eyes();
    let roth = seat(&office, "Roth")?;
    let view = planned(&roth)?;
    let id = view.release.id;
    let lehmann = seat(&office, "Lehmann")?;
    assert_eq!(lehmann.proposals()?.unreadable.len(), 1);
    roth.tick()?;
    let proposals = lehmann.proposals()?;
    assert_eq!((proposals.rows.len(), proposals.unreadable.len()), (1, 0));
    lehmann.approve(ApproveRequest { id, shown: proposals.rows[0].shown.clone() })?;
    office.wait_until(at(16, 59, 59, 999));
    assert_eq!(office.fetch(&url(&view)?)?.status, 404);
    office.wait_until(at(17, 0, 0, 0));
    assert_eq!(office.fetch(&url(&view)?)?.status, 200);
    Ok(())
}
