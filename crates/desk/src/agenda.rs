//! The verb "agenda": what comes next, whether this PC is needed for it, and what somebody must be told who does not look
//! at the window.

mod notice;

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use sperrfrist_archive::ArchiveError;
use sperrfrist_clock::Reading;
use sperrfrist_release::ReleaseId;
use sperrfrist_release::wording::{hour, short_headline};

use crate::desk::Desk;
use crate::dossier::Dossier;
use crate::view::{Alarm, Lane, LaneItem, LaneState, PromiseStage, PromisedPhoto, Publisher};
use crate::{Problem, lanes, overview, promises, watch};

pub use notice::Notice;
use notice::{Event, Kind};

/// What became public is told up to so long afterwards; later it is no news.
const NEWS: TimeDelta = TimeDelta::minutes(10);
/// A photo may have been promised with a text that became public this long ago.
const LOOK_BACK: TimeDelta = TimeDelta::days(1);
/// Something that should be public for so long and is not seen so is told.
const OVERDUE: Duration = Duration::from_secs(30);
/// Trouble with the newsroom is told where something is due within this time.
const NEAR: TimeDelta = TimeDelta::hours(1);
/// A newsroom may be silent for so long before anybody is disturbed.
const SILENCE: TimeDelta = TimeDelta::minutes(1);

/// The day's agenda at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agenda {
    /// What becomes public next, of what has a time.
    pub next: Option<Coming>,
    /// Why this program must not end now, as a sentence.
    pub stays: Option<String>,
    /// What is to be told now. Each is told once, as long as the desk is open.
    pub notices: Vec<Notice>,
}

/// Something that becomes public at its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    pub release: ReleaseId,
    /// Short enough for a menu.
    pub headline: String,
    /// "Meldung", or the label of the photo.
    pub item: String,
    pub due: DateTime<Utc>,
    /// "17:00 Uhr", with a no-break space.
    pub hour: String,
}

/// What was told already. Lost with the desk: who opens it anew is told anew what still holds.
#[derive(Debug, Default)]
pub(crate) struct Diary(Mutex<Noted>);

#[derive(Debug, Default)]
struct Noted {
    told: HashSet<Event>,
    /// Since when something is overdue; times since boot.
    overdue: HashMap<Event, Duration>,
}

impl Desk {
    /// Reads what is near. It asks nobody: what the newsroom says is heard by `tick`.
    ///
    /// # Errors
    /// [`Problem`] where the archive cannot be read.
    pub fn agenda(&self) -> Result<Agenda, Problem> {
        let reading = self.clock.now();
        let (dossiers, early) = self.archive.read(|books| {
            let ids = books.due_soon(reading.wall - LOOK_BACK)?;
            let dossiers = ids
                .into_iter()
                .map(|id| Dossier::read(books, id))
                .collect::<Result<Vec<_>, ArchiveError>>()?;
            Ok::<_, Problem>((dossiers, books.looks_with_verdict(watch::EARLY)?))
        })?;
        let dossiers: Vec<_> = dossiers.into_iter().filter(|dossier| dossier.elsewhere.is_none()).collect();
        let mut happened = Vec::new();
        for dossier in &dossiers {
            happened.extend(self.of_release(dossier, reading.wall));
            let alarms = early.iter().filter_map(|look| overview::alarm(dossier, look, reading.wall));
            happened.extend(alarms.map(|alarm| broken(dossier, alarm)));
        }
        let next = self.next(&dossiers, reading.wall);
        if next.as_ref().is_some_and(|next| next.due <= reading.wall + NEAR) {
            happened.extend(self.of_newsroom(reading.wall));
        }
        let notices = self.diary.fresh(happened, &reading);
        Ok(Agenda {
            stays: self.stays(&dossiers, next.as_ref()),
            notices: notice::together(notices, self.zone, self.access.publisher),
            next,
        })
    }

    fn next(&self, dossiers: &[Dossier], now: DateTime<Utc>) -> Option<Coming> {
        let all = dossiers.iter().flat_map(|dossier| {
            lanes::of(dossier).into_iter().filter_map(move |lane| {
                let due = lane.due.filter(|due| *due > now && is_coming(&lane))?;
                Some((due, dossier, lane))
            })
        });
        all.min_by_key(|(due, _, _)| *due).map(|(due, dossier, lane)| Coming {
            release: dossier.draft().id,
            headline: short_headline(&dossier.draft().headline),
            item: named(&lane),
            due,
            hour: hour(due, self.zone),
        })
    }

    /// What is gone with this program, most urgent first.
    fn stays(&self, dossiers: &[Dossier], next: Option<&Coming>) -> Option<String> {
        if dossiers.iter().any(Dossier::is_stop_queued) {
            return Some("Angehalten wird erst, wenn der Newsroom antwortet.".into());
        }
        let mut waiting = dossiers.iter().flat_map(lanes::of);
        if self.access.publisher == Publisher::ThisPc {
            let is_any = waiting.any(|lane| is_coming(&lane));
            return is_any.then(|| match next {
                Some(next) => format!("Um {} veröffentlicht dieser PC; er muss an bleiben.", next.hour),
                None => "Auf Ihr Signal veröffentlicht dieser PC; er muss an bleiben.".into(),
            });
        }
        waiting
            .any(|lane| lane.state == LaneState::Pending)
            .then(|| "Eine Meldung ist noch auf dem Weg zum Newsroom.".to_owned())
    }

    fn of_release(&self, dossier: &Dossier, now: DateTime<Utc>) -> Vec<(Event, String)> {
        let lanes = lanes::of(dossier);
        let kinds = lanes.iter().filter_map(|lane| {
            let kind = kind(lane, now)?;
            Some((
                event(dossier, Some(lane), kind, lane.public_since.or(lane.due)),
                line(dossier, &named(lane)),
            ))
        });
        kinds.chain(missing_photos(dossier, now)).collect()
    }

    fn of_newsroom(&self, now: DateTime<Utc>) -> Vec<(Event, String)> {
        if self.access.publisher == Publisher::ThisPc {
            return Vec::new();
        }
        if let Some(silent) = self.line.unreachable() {
            let event = Event { kind: Kind::Silent, release: None, slot: None, at: Some(silent.since) };
            return if now - silent.since >= SILENCE { vec![(event, String::new())] } else { Vec::new() };
        }
        let own = self.clock.own().now();
        let is_unsure = self.clock.followed(&own).is_some_and(|followed| !followed.synced);
        let event = Event { kind: Kind::Unsure, release: None, slot: None, at: None };
        if is_unsure { vec![(event, String::new())] } else { Vec::new() }
    }
}

impl Diary {
    /// Those that were not told yet, which are told with this.
    fn fresh(&self, happened: Vec<(Event, String)>, reading: &Reading) -> Vec<(Event, String)> {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Noted { told, overdue } = &mut *noted;
        // What was only heard of a moment late is not overdue any more, and may be another time.
        overdue.retain(|event, _| happened.iter().any(|(other, _)| other == event));
        happened
            .into_iter()
            .filter(|(event, _)| {
                let is_ripe = event.kind != Kind::Overdue
                    || reading.boottime >= *overdue.entry(*event).or_insert(reading.boottime) + OVERDUE;
                is_ripe && told.insert(*event)
            })
            .collect()
    }
}

/// Whether it becomes public if nobody does anything.
fn is_coming(lane: &Lane) -> bool {
    matches!(lane.state, LaneState::Locked | LaneState::Pending)
}

/// What is to be told of a lane at this moment.
fn kind(lane: &Lane, now: DateTime<Utc>) -> Option<Kind> {
    if lane.state == LaneState::Public {
        return lane.public_since.filter(|since| now - *since < NEWS).map(|_| Kind::Public);
    }
    let due = lane.due?;
    let is_over = due <= now;
    if is_over && is_coming(lane) {
        return (now - due < NEAR).then_some(Kind::Overdue);
    }
    if is_over || due - NEWS > now {
        return None;
    }
    match lane.state {
        LaneState::Locked => Some(Kind::Soon),
        LaneState::Pending => Some(Kind::Undelivered),
        LaneState::Proposed => Some(Kind::Unapproved),
        _ => None,
    }
}

fn missing_photos(dossier: &Dossier, now: DateTime<Utc>) -> impl Iterator<Item = (Event, String)> {
    promises::of(dossier, now).into_iter().filter_map(move |promise| {
        let is_near = promise.stage == PromiseStage::Soon;
        let goes_by_itself = promise.photo == PromisedPhoto::Ready && promise.unattended;
        (is_near && !goes_by_itself).then(|| {
            let event = Event {
                kind: Kind::PhotoMissing,
                release: Some(dossier.draft().id),
                slot: Some(promise.slot),
                at: promise.due,
            };
            (event, line(dossier, &promise.label))
        })
    })
}

fn broken(dossier: &Dossier, alarm: Alarm) -> (Event, String) {
    let slot = match alarm.item {
        LaneItem::Text => None,
        LaneItem::Photo { slot, .. } => Some(slot),
    };
    let event = Event { kind: Kind::Early, release: Some(alarm.release), slot, at: alarm.planned };
    (event, line(dossier, &item_name(&alarm.item)))
}

fn event(dossier: &Dossier, lane: Option<&Lane>, kind: Kind, at: Option<DateTime<Utc>>) -> Event {
    let slot = lane.and_then(|lane| match lane.item {
        LaneItem::Text => None,
        LaneItem::Photo { slot, .. } => Some(slot),
    });
    Event { kind, release: Some(dossier.draft().id), slot, at }
}

fn named(lane: &Lane) -> String {
    item_name(&lane.item)
}

fn item_name(item: &LaneItem) -> String {
    match item {
        LaneItem::Text => "Meldung".into(),
        LaneItem::Photo { label, .. } if label.is_empty() => "Bild".into(),
        LaneItem::Photo { label, .. } => label.clone(),
    }
}

/// "»Elbmark und Bund üben …«: Meldung".
fn line(dossier: &Dossier, item: &str) -> String {
    format!("»{}«: {item}", short_headline(&dossier.draft().headline))
}
