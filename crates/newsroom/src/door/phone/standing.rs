//! What an officer sees at a glance, put together from what is held.

use std::sync::Arc;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use sperrfrist_page::phone::{Lane, Later, Lead, Mark, PhoneLine, PhoneRelease, Ribbon, Standing, Step};
use sperrfrist_release::ReleaseId;
use sperrfrist_release::due::DEFAULT_ZONE;
use sperrfrist_release::gate::Clearance;
use sperrfrist_release::wording;
use sperrfrist_seal::answer::Order;
use sperrfrist_seal::{ItemId, ItemKind};

use super::sessions::Said;
use crate::NewsroomError;
use crate::holdings::{Held, Holdings};
use crate::newsroom::{House, locked};
use crate::orders::OrderBody;
use crate::refusal::Denied;

/// What is public is shown for so long.
const RECENT: TimeDelta = TimeDelta::hours(24);
/// The lines of the journal that are shown.
const LINES: usize = 50;
/// The width of the ribbon, in its own units.
const WIDTH: i64 = 350;

/// Everything that waits, stands still, or became public lately.
pub(super) fn of(house: &House, officer: &str, form: &str, said: Option<Said>) -> Standing {
    let now = house.clock.now().wall.with_timezone(&Utc);
    let holdings = house.holdings();
    let mut releases: Vec<(Option<DateTime<Utc>>, ReleaseId)> =
        holdings.texts().map(|text| (holdings.gate_item(text).due(), text.row.item.release)).collect();
    releases.sort_by_key(|(due, id)| (due.is_none(), *due, id.0));
    let mut cards: Vec<Card> =
        releases.into_iter().filter_map(|(_, id)| Card::of(&holdings, id, now)).collect();
    // What can still be stopped comes first.
    cards.sort_by_key(|card| !card.pieces().any(Piece::waits));
    let releases = cards.into_iter().enumerate().map(|(at, card)| card.drawn(at + 1)).collect();
    let (said, fault) = match said {
        Some(Said::Done(said)) => (Some(said), None),
        Some(Said::Nothing(fault)) => (None, Some(fault)),
        None => (None, None),
    };
    let clock = now.with_timezone(&DEFAULT_ZONE).format("%H:%M:%S").to_string();
    Standing {
        site: super::SITE.to_owned(),
        officer: officer.to_owned(),
        now: clock,
        form: form.to_owned(),
        said,
        fault,
        releases,
    }
}

/// Holds every photo back that is not public. Blocks.
pub(super) fn hold_photos(house: &House, release: ReleaseId, actor: &str) -> Result<(), Denied> {
    let items: Vec<ItemId> = {
        let holdings = house.holdings();
        let waits = |held: &&Arc<Held>| held.row.revealed_at.is_none() && is_waiting(held);
        holdings.photos(release).map(|(_, held)| held).filter(waits).map(|held| held.row.item).collect()
    };
    if items.is_empty() {
        return Err(Denied::nothing_held());
    }
    items
        .into_iter()
        .try_for_each(|item| house.order_item(item, OrderBody::plain(Order::Hold), actor).map(drop))
}

/// The newest lines of the journal. Blocks.
pub(super) fn journal(house: &House) -> Result<Vec<PhoneLine>, NewsroomError> {
    let lines = locked(&house.store).journal()?;
    Ok(lines
        .into_iter()
        .rev()
        .take(LINES)
        .map(|line| {
            let item: Option<ItemId> = line.item.parse().ok();
            let what = match item {
                Some(ItemId { kind: ItemKind::Photo(_), release }) => format!("Foto zu {}: ", release.mark()),
                Some(ItemId { release, .. }) => format!("Meldung {}: ", release.mark()),
                None => String::new(),
            };
            let who = if line.actor.is_empty() { String::new() } else { format!(", {}", line.actor) };
            PhoneLine {
                datetime: line.at.to_rfc3339_opts(SecondsFormat::Secs, true),
                at: wording::full_time(line.at, DEFAULT_ZONE),
                what: format!("{what}{}{who}", in_german(&line.event)),
            }
        })
        .collect())
}

fn in_german(event: &str) -> &str {
    match event {
        "received" => "eingeplant",
        "proposed" => "zur Freigabe vorgelegt",
        "approved" => "freigegeben",
        "corrected in haste" => "in Eile korrigiert",
        "postponed" => "später gelegt",
        "signalled" => "Zeichen gegeben",
        "armed" => "für seine Zeit bereitgelegt",
        "disarmed" => "nicht mehr bereitgelegt: die Uhr ging anders",
        "revealed" => "öffentlich",
        "stopped" => "angehalten",
        "held" => "zurückgehalten",
        "withdrawn" => "zurückgezogen",
        "tombstoned" => "Hinweisseite gezeigt",
        "deleted" => "gelöscht",
        "office key" => "Schlüssel der Pressestelle ausgegeben",
        other => other,
    }
}

fn is_waiting(held: &Held) -> bool {
    matches!(held.row.clearance, Clearance::Cleared | Clearance::Proposed)
}

/// One item as the officer thinks of it.
struct Piece {
    label: &'static str,
    due: Option<DateTime<Utc>>,
    clearance: Clearance,
    is_public: bool,
    /// Since when the public has it.
    since: Option<DateTime<Utc>>,
}

impl Piece {
    fn waits(&self) -> bool {
        !self.is_public && matches!(self.clearance, Clearance::Cleared | Clearance::Proposed)
    }

    /// Whether only its time is missing.
    fn is_planned(&self) -> bool {
        !self.is_public && self.clearance == Clearance::Cleared
    }

    /// "Meldung: Di., 21.11.2023, 17:00 Uhr".
    fn line(&self) -> String {
        let when = match (self.clearance, self.since, self.due) {
            (Clearance::Withdrawn, ..) => "zurückgezogen".to_owned(),
            (Clearance::Stopped, ..) => "angehalten".to_owned(),
            (Clearance::Held, ..) => "zurückgehalten".to_owned(),
            (_, Some(since), _) => format!("öffentlich seit {}", wording::full_time(since, DEFAULT_ZONE)),
            (Clearance::Proposed, ..) => "wartet auf Freigabe".to_owned(),
            (_, None, None) => "wartet auf das Zeichen".to_owned(),
            (_, None, Some(due)) => wording::full_time(due, DEFAULT_ZONE),
        };
        format!("{}: {when}", self.label)
    }
}

/// A release as the officer thinks of it: the text, and its photos as one.
struct Card {
    id: ReleaseId,
    generation: u64,
    name: String,
    now: DateTime<Utc>,
    text: Piece,
    photo: Option<Piece>,
}

impl Card {
    /// `None` for what is over.
    fn of(holdings: &Holdings, id: ReleaseId, now: DateTime<Utc>) -> Option<Self> {
        let items = holdings.of_release(id);
        let piece = |held: &Held, label| Piece {
            label,
            due: holdings.opens_at(held).or_else(|| holdings.gate_item(held).due()),
            clearance: held.row.clearance,
            is_public: held.row.revealed_at.is_some(),
            since: held.row.revealed_at,
        };
        let is_text = |held: &&Arc<Held>| held.row.item.kind == ItemKind::Text;
        let text = items.iter().find(is_text).filter(|text| text.row.deleted_at.is_none())?;
        // Of several photos the next one counts.
        let photos = items.iter().filter(|held| held.row.item.kind != ItemKind::Text);
        let next = photos.min_by_key(|held| {
            let piece = piece(held, "");
            (!piece.waits(), piece.due)
        });
        let count = items.len() - 1;
        let photo = next.map(|held| piece(held, if count > 1 { "Fotos" } else { "Foto" }));
        let headline = text.release().map(|release| release.headline.trim().to_owned());
        let card = Self {
            id,
            generation: items.iter().map(|held| held.row.generation).max().unwrap_or(0),
            name: headline
                .filter(|headline| !headline.is_empty())
                .unwrap_or_else(|| format!("Medieninformation {}", id.mark())),
            now,
            text: piece(text, "Meldung"),
            photo,
        };
        let is_over = |piece: &Piece| {
            let is_old = |at: Option<DateTime<Utc>>| at.is_none_or(|at| now - at > RECENT);
            match piece.clearance {
                Clearance::Withdrawn => true,
                Clearance::Stopped | Clearance::Held => is_old(piece.due),
                Clearance::Cleared | Clearance::Proposed => piece.is_public && is_old(piece.since),
            }
        };
        let all_over = is_over(&card.text) && card.photo.as_ref().is_none_or(is_over);
        (!all_over).then_some(card)
    }

    fn pieces(&self) -> impl Iterator<Item = &Piece> {
        std::iter::once(&self.text).chain(&self.photo)
    }

    fn drawn(self, number: usize) -> PhoneRelease {
        let waiting = || self.pieces().filter(|piece| piece.waits());
        let can_stop = waiting().next().is_some();
        let (state, kind) = match (self.text.clearance, self.text.is_public) {
            (Clearance::Stopped, _) => ("Angehalten", "stopped"),
            (Clearance::Held, _) => ("Zurückgehalten", "stopped"),
            (Clearance::Withdrawn, _) => ("Zurückgezogen", "stopped"),
            (_, true) => ("Öffentlich", "live"),
            (Clearance::Proposed, false) => ("Wartet auf Freigabe", "planned"),
            (Clearance::Cleared, false) => ("Eingeplant", "planned"),
        };
        let both = waiting().count() > 1;
        let rest = if both {
            "Meldung und Foto bleiben"
        } else if self.text.waits() {
            "Die Meldung bleibt"
        } else {
            "Das Foto bleibt"
        };
        PhoneRelease {
            id: self.id.to_string(),
            generation: self.generation,
            name: self.name.clone(),
            state: state.to_owned(),
            kind,
            leads: self.leads(),
            times: self.pieces().map(Piece::line).collect(),
            ribbon: self.ribbon(number),
            can_stop,
            stop_note: format!("{rest} gesperrt, bis Sie am PC neu einplanen. Wirkt sofort."),
            hold_label: self
                .photo
                .as_ref()
                .map_or_else(String::new, |photo| format!("{} zurückhalten", photo.label)),
            hold_note: self.photo.as_ref().filter(|photo| photo.waits()).map(|_| self.hold_note()),
            later: self.later(both),
        }
    }

    fn hold_note(&self) -> String {
        match (self.text.is_public, self.text.due.filter(|_| self.text.is_planned())) {
            (true, _) => "Die Meldung bleibt öffentlich, das Foto wartet auf Sie.".to_owned(),
            (false, None) if !matches!(self.text.clearance, Clearance::Cleared) => {
                "Für die Meldung ändert sich nichts, das Foto wartet auf Sie.".to_owned()
            }
            (false, Some(due)) => {
                format!(
                    "Die Meldung erscheint um {}, das Foto wartet auf Sie.",
                    wording::hour(due, DEFAULT_ZONE)
                )
            }
            (false, None) => "Die Meldung erscheint auf das Zeichen, das Foto wartet auf Sie.".to_owned(),
        }
    }

    /// "Öffentlich in 6 Minuten, das Foto in 36 Minuten".
    fn leads(&self) -> Vec<Lead> {
        let lead = |piece: &Piece| {
            let strong = in_words(piece.due.filter(|due| *due > self.now)? - self.now);
            let before = match piece.label {
                "Meldung" => "Öffentlich in",
                "Foto" => "das Foto in",
                _ => "die Fotos in",
            };
            Some(Lead { before: before.to_owned(), strong })
        };
        let mut leads: Vec<Lead> =
            self.pieces().filter(|piece| piece.is_planned()).filter_map(lead).collect();
        if let Some(first) = leads.first_mut() {
            let mut letters = first.before.chars();
            first.before = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        }
        leads
    }

    fn ribbon(&self, id: usize) -> Option<Ribbon> {
        let lanes: Vec<(&Piece, DateTime<Utc>)> = self
            .pieces()
            .filter(|piece| is_drawn(piece))
            .filter_map(|piece| Some((piece, piece.due?)))
            .collect();
        let (first, last) = (lanes.iter().map(|lane| lane.1).min()?, lanes.iter().map(|lane| lane.1).max()?);
        // The next quarter of an hour, however far away it is: what lies before is cut off.
        let start = first.min(self.now).max(first - (last - first).max(TimeDelta::minutes(30)));
        let start = start - TimeDelta::minutes(8);
        let end = last + (last - start) / 2;
        let span = (end - start).num_seconds().max(1);
        let place = |at: DateTime<Utc>| {
            let units = (at - start).num_seconds().saturating_mul(WIDTH) / span;
            u32::try_from(units.clamp(2, WIDTH - 2)).unwrap_or(2)
        };
        let is_far = self.now < start;
        let mut marks: Vec<Mark> = Vec::new();
        for (_, due) in &lanes {
            let label = due.with_timezone(&DEFAULT_ZONE).format("%H:%M").to_string();
            let left = place(*due).saturating_sub(22).clamp(1, 350 - 45);
            if marks.iter().all(|mark| mark.left.abs_diff(left) >= 48) {
                marks.push(Mark { left, label });
            }
        }
        let label = lanes.iter().map(|(piece, _)| piece.line()).collect::<Vec<_>>().join("; ");
        let lanes: Vec<Lane> = lanes
            .iter()
            .map(|(piece, due)| Lane { opens: place(*due), label: format!("{} öffentlich", piece.label) })
            .collect();
        let height = 30 + 38 * u32::try_from(lanes.len()).unwrap_or(1);
        let now = (!is_far).then(|| place(self.now));
        Some(Ribbon { id, label, height, now, lanes, marks })
    }

    fn later(&self, both: bool) -> Option<Later> {
        let waiting: Vec<DateTime<Utc>> =
            self.pieces().filter(|piece| piece.waits()).filter_map(|piece| piece.due).collect();
        let first = *waiting.first()?;
        let step = |minutes: i64| {
            let shift = TimeDelta::minutes(minutes);
            let hours = waiting.iter().map(|due| hour(*due + shift)).collect::<Vec<_>>();
            Step {
                label: format!("+ {minutes} min"),
                to: (first + shift).to_rfc3339_opts(SecondsFormat::Millis, true),
                times: hours.join(" · "),
            }
        };
        let what = if both { "Meldung und Foto zusammen. " } else { "" };
        Some(Later {
            steps: [15, 30].map(step).into(),
            now: first.with_timezone(&DEFAULT_ZONE).format("%Y-%m-%dT%H:%M").to_string(),
            note: format!("{what}Früher geht es von hier aus nie."),
        })
    }
}

fn is_drawn(piece: &Piece) -> bool {
    piece.is_public && piece.clearance == Clearance::Cleared || piece.waits()
}

fn hour(at: DateTime<Utc>) -> String {
    at.with_timezone(&DEFAULT_ZONE).format("%H:%M").to_string()
}

/// After "in": "6 Minuten", "3 Tagen".
fn in_words(left: TimeDelta) -> String {
    let plural = |count: i64, one: &str, many: &str| {
        if count == 1 { format!("1\u{a0}{one}") } else { format!("{count}\u{a0}{many}") }
    };
    let (minutes, hours, days) = (left.num_minutes(), left.num_hours(), left.num_days());
    match () {
        () if days >= 2 => plural(days, "Tag", "Tagen"),
        () if hours >= 1 => match minutes % 60 {
            0 => plural(hours, "Stunde", "Stunden"),
            rest => format!("{} {}", plural(hours, "Stunde", "Stunden"), plural(rest, "Minute", "Minuten")),
        },
        () if minutes >= 1 => plural(minutes, "Minute", "Minuten"),
        () => "weniger als einer Minute".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_said_in_german() {
        let words = |seconds| in_words(TimeDelta::seconds(seconds)).replace('\u{a0}', " ");
        for (seconds, said) in [
            (-5, "weniger als einer Minute"),
            (59, "weniger als einer Minute"),
            (60, "1 Minute"),
            (6 * 60 + 30, "6 Minuten"),
            (3_600, "1 Stunde"),
            (3_660, "1 Stunde 1 Minute"),
            (26 * 3_600, "26 Stunden"),
            (72 * 3_600, "3 Tagen"),
        ] {
            assert_eq!(words(seconds), said);
        }
    }
}
