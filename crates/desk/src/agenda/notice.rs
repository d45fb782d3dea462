//! What is told, in which words, and what is told together.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use sperrfrist_release::wording::hour;
use sperrfrist_release::{ReleaseId, SlotId};

use crate::view::Publisher;

/// So many lines a notice has; more nobody reads in passing.
const MOST: usize = 3;

/// A sentence for somebody who does not look at the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The release that a click leads to; `None` where it is about several or about none.
    pub release: Option<ReleaseId>,
    pub title: String,
    pub words: String,
    /// Whether it stays until somebody has seen it.
    pub urgent: bool,
}

/// What happened, so that it is told once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Event {
    pub kind: Kind,
    pub release: Option<ReleaseId>,
    pub slot: Option<SlotId>,
    /// When it is due, became public, or began.
    pub at: Option<DateTime<Utc>>,
}

/// What is told, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Public before its time.
    Early,
    /// Its time is over and nobody has seen it public.
    Overdue,
    /// Soon due and not with whoever publishes.
    Undelivered,
    /// Soon due and waiting for a second person.
    Unapproved,
    /// Soon due and the promised photo is not planned.
    PhotoMissing,
    /// The newsroom does not answer.
    Silent,
    /// The newsroom does not vouch for its clock.
    Unsure,
    Soon,
    Public,
}

/// One notice for all that is of one kind and one time.
pub(super) fn together(events: Vec<(Event, String)>, zone: Tz, publisher: Publisher) -> Vec<Notice> {
    let mut groups: BTreeMap<_, Vec<(Event, String)>> = BTreeMap::new();
    for (event, line) in events {
        groups.entry((event.kind, event.at)).or_default().push((event, line));
    }
    groups.into_iter().map(|((kind, at), group)| notice(kind, at, &group, zone, publisher)).collect()
}

fn notice(
    kind: Kind,
    at: Option<DateTime<Utc>>,
    group: &[(Event, String)],
    zone: Tz,
    publisher: Publisher,
) -> Notice {
    let time = at.map(|at| hour(at, zone)).unwrap_or_default();
    let (title, next) = match kind {
        Kind::Early => (
            "Vor der Zeit öffentlich".to_owned(),
            "Öffnen Sie Sperrfrist: zurückziehen, oder die Sperrfrist für alle aufheben.".to_owned(),
        ),
        Kind::Overdue => (
            format!("Seit {time} noch nicht öffentlich gesehen"),
            "Öffnen Sie Sperrfrist und sehen Sie im Nachweis nach.".to_owned(),
        ),
        Kind::Undelivered => (
            format!("Für {time} noch nicht beim Newsroom"),
            "Öffnen Sie Sperrfrist und planen Sie noch einmal ein.".to_owned(),
        ),
        Kind::Unapproved => (
            format!("Für {time} noch nicht freigegeben"),
            "Es fehlt die Freigabe einer zweiten Person. Ohne sie wird nichts öffentlich.".to_owned(),
        ),
        Kind::PhotoMissing => (
            format!("Für {time} fehlt ein Bild"),
            "Bis es eingeplant ist, stehen auf der Seite Ihre Worte.".to_owned(),
        ),
        Kind::Silent => (
            format!("Der Newsroom antwortet seit {time} nicht"),
            "Was er hat, veröffentlicht er zu seiner Zeit. Anhalten lässt sich von hier aus gerade nichts."
                .to_owned(),
        ),
        Kind::Unsure => (
            "Die Uhr des Newsrooms ist nicht gestellt".to_owned(),
            "Bis sie es ist, bleibt alles verschlossen. Rufen Sie an, wer den Newsroom betreibt.".to_owned(),
        ),
        Kind::Soon => (
            format!("Um {time} öffentlich"),
            match publisher {
                Publisher::ThisPc => "Dieser PC muss an bleiben. Anhalten geht bis zuletzt.".to_owned(),
                Publisher::Server => "Anhalten geht bis zuletzt.".to_owned(),
            },
        ),
        Kind::Public => (format!("Seit {time} öffentlich"), String::new()),
    };
    Notice {
        release: only(group.iter().map(|(event, _)| event.release)),
        title,
        words: lines(group.iter().map(|(_, line)| line.clone()), next),
        urgent: kind < Kind::Soon,
    }
}

fn lines(told: impl Iterator<Item = String>, next: String) -> String {
    let told: Vec<_> = told.filter(|line| !line.is_empty()).collect();
    let more = told.len().saturating_sub(MOST);
    let mut lines: Vec<_> = told.into_iter().take(MOST).collect();
    if more > 0 {
        lines.push(format!("und {more} weitere"));
    }
    if !next.is_empty() {
        lines.push(next);
    }
    lines.join("\n")
}

/// The release, where all are of one.
fn only(mut releases: impl Iterator<Item = Option<ReleaseId>>) -> Option<ReleaseId> {
    let first = releases.next()??;
    releases.all(|other| other == Some(first)).then_some(first)
}
