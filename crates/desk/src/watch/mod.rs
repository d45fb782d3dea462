//! The verb "tick": what the desk does by itself while it is open. Whoever opens a desk for long calls it again and
//! again; each time everything that is due by then is selected, so that nothing hangs on one long sleep.
//!
//! Before an item's time the desk looks from outside that nothing of it is to be had (`before`), after it reads it
//! back (`after`). When a look is due, `due` says; what was found is kept once and never changed, also that nobody
//! looked.

mod after;
mod before;
mod due;
mod kept;

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use sperrfrist_archive::{ArchiveError, DeliveryRow, Look};
use sperrfrist_channels::Prober;
use sperrfrist_clock::Reading;
use sperrfrist_release::ReleaseId;
use sperrfrist_release::gate::Opening;
use sperrfrist_release::state::Delivery;
use sperrfrist_seal::ItemId;

use crate::desk::{Desk, note};
use crate::dossier::{self, Dossier};
use crate::view::{JournalEvent, Verdict};
use crate::{Problem, promises};

use after::Seen;
use due::{Given, Job, Kind, Moment, Opens, Waiting, pause};
pub(crate) use kept::{EARLY, proofs};
use kept::{Told, look};

/// The longest that a tick asks to be left alone.
const AT_MOST: Duration = Duration::from_secs(1);
/// After a look that nobody answered, the next one comes so much later.
const AGAIN: Duration = Duration::from_secs(10);

/// Looks that have begun and not come to their end. Lost with the desk: then they are made anew, or closed.
#[derive(Debug, Default)]
pub(crate) struct Watch(Mutex<Attempts>);

#[derive(Debug, Default)]
struct Attempts {
    prober: Option<Prober>,
    begun: HashMap<(ItemId, u64, Moment), Attempt>,
    /// When a photo of a release was last to go out by itself; times since boot.
    sent: HashMap<ReleaseId, Duration>,
}

#[derive(Debug, Clone)]
struct Attempt {
    first_asked_at: DateTime<Utc>,
    last_asked_at: DateTime<Utc>,
    seen: Seen,
    /// Time since boot from which on it may be made again.
    not_before: Duration,
}

/// One tick, with the times that it goes by.
struct Tick<'a> {
    attempts: &'a mut Attempts,
    reading: Reading,
    /// The newsroom's time, or this desk's where the newsroom does not answer.
    now: DateTime<Utc>,
    /// Whether it is the newsroom's.
    is_theirs: bool,
    /// When to come again.
    next: Duration,
}

impl Desk {
    /// Does what is due, and tells when to call again: after a second at the latest.
    ///
    /// # Errors
    /// [`Problem`] where the archive cannot be read or written; the next call tries again.
    pub fn tick(&self) -> Result<Duration, Problem> {
        let ticked = self.watch_all();
        // Last, for a newsroom that hangs must not hold up what is due.
        self.keep_office_key();
        let forgotten = self.forget_unchosen();
        ticked.and_then(|next| forgotten.map(|()| next))
    }

    fn watch_all(&self) -> Result<Duration, Problem> {
        let mut attempts = self.watch.0.lock().unwrap_or_else(PoisonError::into_inner);
        let reading = self.clock.now();
        let watched = self.archive.read(|books| {
            let ids = books.watched(Kind::After.word())?;
            ids.into_iter().map(|id| Dossier::read(books, id)).collect::<Result<Vec<_>, ArchiveError>>()
        })?;
        // What is at another newsroom would be looked for at the wrong place.
        let watched: Vec<_> = watched.into_iter().filter(|dossier| dossier.elsewhere.is_none()).collect();
        let complete = self.send_complete(&mut attempts, &reading);
        if watched.is_empty() {
            attempts.prober = None;
            attempts.begun.clear();
            return complete.map(|()| AT_MOST);
        }
        if self.line.may_ask_time(&reading) {
            // Who does not answer is told in the status line.
            let _ = self.ask_time();
        }
        let reading = self.clock.now();
        let theirs = self.line.unreachable().is_none().then_some(reading.wall);
        let mut tick = Tick {
            attempts: &mut attempts,
            now: theirs.unwrap_or(reading.wall),
            is_theirs: theirs.is_some(),
            reading,
            next: AT_MOST,
        };
        let mut failed = complete.err();
        for dossier in watched {
            let done = self.watch_release(&mut tick, dossier);
            failed = failed.or(done.err());
        }
        failed.map_or(Ok(tick.next), Err)
    }

    /// Sends the photos that go out by themselves.
    fn send_complete(&self, attempts: &mut Attempts, reading: &Reading) -> Result<(), Problem> {
        let public = self.archive.read(|books| {
            let ids = books.unattended_releases()?;
            ids.into_iter().map(|id| Dossier::read(books, id)).collect::<Result<Vec<_>, ArchiveError>>()
        })?;
        for dossier in public.into_iter().filter(|dossier| dossier.elsewhere.is_none()) {
            let id = dossier.draft().id;
            let slots = promises::going_out(&dossier, reading.wall);
            let is_soon = attempts.sent.get(&id).is_some_and(|at| reading.boottime < *at + AGAIN);
            if slots.is_empty() || is_soon {
                continue;
            }
            attempts.sent.insert(id, reading.boottime);
            self.plan(id, false, Some(&slots))?;
            let now = self.now();
            self.archive.write(|books| {
                slots.iter().try_for_each(|slot| {
                    note(books, id, now, JournalEvent::SentByItself, Some(ItemId::photo(id, *slot)))
                })
            })?;
        }
        Ok(())
    }

    fn watch_release(&self, tick: &mut Tick<'_>, dossier: Dossier) -> Result<(), Problem> {
        // What became of it meanwhile, such as a stop from the phone, comes before what is seen of it.
        let dossier = self.refresh(dossier, &tick.reading)?;
        let looks = self.archive.read(|books| books.looks(dossier.draft().id))?;
        for waiting in waiting(&dossier, &looks) {
            for job in waiting.jobs(tick.now) {
                match job {
                    Job::Close(moment) => self.close(tick, &waiting, moment)?,
                    Job::Look(moment) if moment.kind == Kind::After => {
                        self.look_after(tick, &dossier, &waiting, moment)?;
                    }
                    Job::Look(moment) => self.look_ahead(tick, &dossier, &waiting, moment)?,
                }
            }
            let left = waiting.next(tick.now).and_then(|next| (next - tick.now).to_std().ok());
            tick.next = tick.next.min(left.unwrap_or(AT_MOST));
        }
        Ok(())
    }

    fn look_ahead(
        &self,
        tick: &mut Tick<'_>,
        dossier: &Dossier,
        waiting: &Waiting,
        moment: Moment,
    ) -> Result<(), Problem> {
        if !tick.may_try(waiting, moment) {
            return Ok(());
        }
        let prober = self.prober(tick)?;
        let (asked, found) = self.look_before(&prober, dossier, waiting.item);
        // What was there is early only if its time is still to come after the last answer.
        let is_in_time = found != Verdict::Early || self.is_still_to_come(tick, waiting);
        let verdict = if is_in_time { found } else { Verdict::Unreachable };
        let seen = Seen { asked, verdict, sha256: None };
        if verdict == Verdict::Unreachable {
            tick.again(waiting, moment, seen, AGAIN);
            return Ok(());
        }
        tick.attempts.begun.remove(&waiting.key(moment));
        self.put(waiting, moment, Some(tick.now), Told { asked: seen.asked, ..Told::of(seen.verdict) })
    }

    fn look_after(
        &self,
        tick: &mut Tick<'_>,
        dossier: &Dossier,
        waiting: &Waiting,
        moment: Moment,
    ) -> Result<(), Problem> {
        if !tick.may_try(waiting, moment) {
            return Ok(());
        }
        let prober = self.prober(tick)?;
        let seen = self.read_back(&prober, dossier, waiting.item, tick.is_theirs);
        let at = tick.carried(&self.clock.now());
        let wait = pause(at - waiting.from().unwrap_or(at));
        let first_asked_at = tick.again(waiting, moment, seen.clone(), wait);
        // What is there and says something else may be the sign-in page of a guest network: it is read once more.
        if seen.verdict != Verdict::Matches {
            return Ok(());
        }
        tick.attempts.begun.remove(&waiting.key(moment));
        let told = Told {
            asked: seen.asked,
            sha256: seen.sha256,
            first_asked_at: Some(first_asked_at),
            ..Told::of(seen.verdict)
        };
        self.put(waiting, moment, Some(at), told)
    }

    /// Keeps what came of a look whose moment is over.
    fn close(&self, tick: &mut Tick<'_>, waiting: &Waiting, moment: Moment) -> Result<(), Problem> {
        let Some(attempt) = tick.attempts.begun.remove(&waiting.key(moment)) else {
            return self.put(waiting, moment, None, Told::of(Verdict::Missed));
        };
        let Attempt { first_asked_at, last_asked_at, seen, .. } = attempt;
        let told = Told {
            asked: seen.asked,
            sha256: seen.sha256,
            first_asked_at: Some(first_asked_at),
            ..Told::of(seen.verdict)
        };
        self.put(waiting, moment, Some(last_asked_at), told)
    }

    fn put(
        &self,
        waiting: &Waiting,
        moment: Moment,
        at: Option<DateTime<Utc>>,
        told: Told,
    ) -> Result<(), Problem> {
        let id = waiting.item.release;
        let event = match told.verdict {
            Verdict::Locked => Some(JournalEvent::LockChecked),
            Verdict::Early => Some(JournalEvent::LockBroken),
            _ => None,
        };
        let look = look(waiting, moment, at, &told);
        let now = self.now();
        self.archive.write(|books| {
            let is_first = books.put_look(&look)?;
            match event.filter(|_| is_first) {
                Some(event) => note(books, id, at.unwrap_or(now), event, Some(waiting.item)),
                None => Ok(()),
            }
        })?;
        Ok(())
    }

    fn prober(&self, tick: &mut Tick<'_>) -> Result<Prober, Problem> {
        let made = match tick.attempts.prober.take() {
            Some(prober) => prober,
            None => Prober::new(&self.access.public_url)?,
        };
        tick.attempts.prober = Some(made.clone());
        Ok(made)
    }

    /// Whether an item is not to be public yet after a look that found something. A signal may have been given meanwhile,
    /// by another seat too.
    fn is_still_to_come(&self, tick: &Tick<'_>, waiting: &Waiting) -> bool {
        let now = self.time_after(tick);
        if waiting.opens.instant().is_some() {
            return waiting.opens.instant().is_some_and(|opens| now < opens);
        }
        let id = waiting.item.release;
        let opens = self.ask(id).and_then(|_| Ok(opens(&self.dossier(id)?, waiting.item)));
        match opens {
            Ok(Some(opens)) => opens.instant().is_none_or(|opens| now < opens),
            // Nobody can say it now: it is looked again.
            Ok(None) | Err(_) => false,
        }
    }

    /// The newsroom's time after a look, asked anew.
    fn time_after(&self, tick: &Tick<'_>) -> DateTime<Utc> {
        let reading = self.clock.now();
        self.ask_time().map_or_else(|_| tick.carried(&reading), |time| time.now)
    }
}

impl Tick<'_> {
    fn may_try(&mut self, waiting: &Waiting, moment: Moment) -> bool {
        let Some(attempt) = self.attempts.begun.get(&waiting.key(moment)) else {
            return true;
        };
        let left = attempt.not_before.saturating_sub(self.reading.boottime);
        self.next = self.next.min(left.max(Duration::from_millis(1)));
        left.is_zero()
    }

    /// Notes a look that has to be made again after `wait`; returns since when it was answered that there is nothing.
    fn again(&mut self, waiting: &Waiting, moment: Moment, seen: Seen, wait: Duration) -> DateTime<Utc> {
        let key = waiting.key(moment);
        let before = self.attempts.begun.get(&key);
        // Who got no answer, or somebody else's, has not seen that it was absent.
        let absent = before.filter(|begun| begun.seen.verdict == Verdict::Missing);
        let first_asked_at = absent.map_or(self.now, |begun| begun.first_asked_at);
        let attempt = Attempt {
            first_asked_at,
            last_asked_at: self.now,
            seen,
            not_before: self.reading.boottime + wait,
        };
        self.attempts.begun.insert(key, attempt);
        self.next = self.next.min(wait);
        first_asked_at
    }

    /// The time of this tick, carried on to `reading`.
    fn carried(&self, reading: &Reading) -> DateTime<Utc> {
        let since = reading.boottime.saturating_sub(self.reading.boottime);
        TimeDelta::from_std(since)
            .ok()
            .and_then(|since| self.now.checked_add_signed(since))
            .unwrap_or(self.now)
    }
}

impl Waiting {
    fn key(&self, moment: Moment) -> (ItemId, u64, Moment) {
        (self.item, self.generation, moment)
    }
}

/// The items of a release that are to go out or are out.
fn waiting(dossier: &Dossier, looks: &[Look]) -> Vec<Waiting> {
    if !dossier.acknowledged(dossier.text()).is_some_and(goes_out) {
        return Vec::new();
    }
    let slots = dossier.planned.as_ref().map(|version| version.frozen.photos.as_slice()).unwrap_or_default();
    let photos = slots.iter().map(|slot| ItemId::photo(dossier.draft().id, slot.id));
    let items = std::iter::once(dossier.text()).chain(photos);
    items
        .filter_map(|item| {
            let row = dossier.acknowledged(item).filter(|row| goes_out(row))?;
            let generation = row.prepared.generation;
            let name = item.to_string();
            let kinds = || Kind::BEFORE.into_iter().chain([Kind::Waiting, Kind::After]);
            let moment = |look: &Look| {
                let kind = kinds().find(|kind| kind.word() == look.kind)?;
                (look.item == name && look.generation == generation).then_some(Moment { kind, of: look.due })
            };
            let kept = looks.iter().filter_map(moment).collect();
            Some(Waiting { item, generation, opens: opens(dossier, item)?, held_at: row.held_at?, kept })
        })
        .collect()
}

/// When an item opens, and its text has; `None` while a signal is awaited.
pub(crate) fn instant(dossier: &Dossier, item: ItemId) -> Option<DateTime<Utc>> {
    opens(dossier, item)?.instant()
}

/// What an item waits for. A photo is public only while its text is.
fn opens(dossier: &Dossier, item: ItemId) -> Option<Opens> {
    let (row, text) = (dossier.acknowledged(item)?, dossier.acknowledged(dossier.text())?);
    let instant = dossier::due(row).zip(dossier::due(text)).map(|(own, text)| own.max(text));
    let awaits = |row: &DeliveryRow| matches!(row.prepared.opening, Opening::Signal { .. });
    if !awaits(row) && !awaits(text) {
        return instant.map(Opens::At);
    }
    let earliest = |row: &DeliveryRow| match row.prepared.opening {
        Opening::At { utc } => Some(utc).max(row.postponed_to),
        Opening::Signal { not_before, .. } => not_before.max(row.postponed_to),
    };
    let given = text.signal_at.or(row.signal_at).zip(instant).map(|(at, opens)| Given { at, opens });
    Some(Opens::OnSignal { not_before: earliest(row).max(earliest(text)), given })
}

fn goes_out(row: &DeliveryRow) -> bool {
    matches!(row.state, Delivery::Held | Delivery::Live)
}
