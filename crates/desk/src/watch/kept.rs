//! Looks as the archive keeps them, and as they are shown.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use sperrfrist_archive::{DeliveryRow, Look};
use sperrfrist_seal::ItemId;

use super::due::{Kind, Moment, Opens, Waiting};
use super::opens;
use crate::dossier::Dossier;
use crate::journal;
use crate::view::{Asked, FirstPublic, KnownBy, LookView, Proof, Verdict};

/// What a look found, as the archive's JSON. A field that was once written keeps its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Told {
    pub verdict: Verdict,
    pub asked: Vec<Asked>,
    pub first_asked_at: Option<DateTime<Utc>>,
    pub sha256: Option<String>,
}

impl Told {
    pub(super) fn of(verdict: Verdict) -> Self {
        Self { verdict, asked: Vec::new(), first_asked_at: None, sha256: None }
    }
}

/// The archive's word for the alarm.
pub(crate) const EARLY: &str = "early";

/// A reading back that began later than this after the item's time cannot say when it was first public.
const PROMPT: TimeDelta = TimeDelta::seconds(2);

pub(super) fn look(waiting: &Waiting, moment: Moment, at: Option<DateTime<Utc>>, told: &Told) -> Look {
    let verdict = serde_json::to_string(&told.verdict).expect("a verdict is plain data");
    Look {
        release: waiting.item.release,
        item: waiting.item.to_string(),
        generation: waiting.generation,
        due: moment.of,
        kind: moment.kind.word().into(),
        looked_at: at,
        verdict: verdict.trim_matches('"').into(),
        told: serde_json::to_string(told).expect("a look is plain data"),
    }
}

/// The proofs of the text and of each photo that whoever publishes has, by what is kept.
pub(crate) fn proofs(dossier: &Dossier, looks: &[Look]) -> Vec<Proof> {
    let slots = dossier.planned.as_ref().map(|version| version.frozen.photos.as_slice()).unwrap_or_default();
    let photos = slots.iter().map(|slot| ItemId::photo(dossier.draft().id, slot.id));
    std::iter::once(dossier.text()).chain(photos).filter_map(|item| proof(dossier, looks, item)).collect()
}

fn proof(dossier: &Dossier, looks: &[Look], item: ItemId) -> Option<Proof> {
    let row = dossier.acknowledged(item)?;
    let opens = opens(dossier, item)?;
    let planned = opens.instant();
    let (on_signal, not_before, signal_at) = match opens {
        Opens::At(_) => (false, None, None),
        Opens::OnSignal { not_before, given } => (true, not_before, given.map(|given| given.at)),
    };
    let name = item.to_string();
    let of_item = |look: &&Look| look.item == name;
    // What a newer program wrote is not shown.
    let told = |look: &Look| serde_json::from_str::<Told>(&look.told).ok();
    let of = |kind: Kind, instant: Option<DateTime<Utc>>, generation: Option<u64>| {
        let is_it = |look: &&Look| {
            generation.is_none_or(|generation| look.generation == generation)
                && Some(look.due) == instant
                && look.kind == kind.word()
        };
        let look = looks.iter().filter(of_item).find(is_it)?;
        Some((kind, look, told(look)?))
    };
    // A correction takes the place of what is public: it is read back itself, but nothing went public anew.
    let after = of(Kind::After, planned, Some(row.prepared.generation));
    let first = dossier.first_public(row);
    let from = |row: &DeliveryRow| planned.zip(row.held_at).map(|(planned, held)| planned.max(held));
    let since = from(first);
    let late_ms = |at: DateTime<Utc>| {
        let late = (at - since?).num_milliseconds();
        (late >= 0).then_some(late)
    };
    let outside = of(Kind::After, planned, Some(first.prepared.generation)).and_then(|(_, look, told)| {
        let asked = told.first_asked_at.zip(since).is_some_and(|(asked, since)| asked - since <= PROMPT);
        // What says something else than was planned proves nothing: any network may answer 200.
        let is_there = told.verdict == Verdict::Matches;
        look.looked_at.filter(|_| asked && is_there).map(|at| (at, KnownBy::Outside))
    });
    let newsroom = row.first_public_at.map(|at| (at, KnownBy::Newsroom));
    let first_public =
        outside.or(newsroom).map(|(at, known_by)| FirstPublic { at, known_by, late_ms: late_ms(at) });
    // A look before the earliest time that a signal may open it, and one before the time that the signal made.
    let instants = [not_before, planned.filter(|planned| Some(*planned) != not_before)];
    let before = instants.into_iter().flat_map(|instant| {
        let kinds = Kind::BEFORE.into_iter();
        kinds.filter_map(move |kind| of(kind, instant, None)).map(move |found| shown(found, instant))
    });
    let waited = looks.iter().filter(of_item).filter(|look| look.kind == Kind::Waiting.word());
    let waited = waited.filter_map(|look| Some(shown((Kind::Waiting, look, told(look)?), None)));
    Some(Proof {
        item: journal::named(item, dossier.draft()),
        planned,
        on_signal,
        signal_at,
        first_public,
        newsroom_since: row.first_public_at,
        before: before.collect(),
        waiting: short(waited.collect()),
        after: after.map(|found| shown(found, from(row))),
    })
}

/// Of the many looks that found nothing, what was asked is told of the last one alone.
fn short(mut looks: Vec<LookView>) -> Vec<LookView> {
    let last = looks.iter().rposition(|look| look.verdict == Verdict::Locked);
    for (index, look) in looks.iter_mut().enumerate() {
        if look.verdict == Verdict::Locked && Some(index) != last {
            look.asked.clear();
        }
    }
    looks
}

fn shown((kind, look, told): (Kind, &Look, Told), from: Option<DateTime<Utc>>) -> LookView {
    LookView {
        minutes_before: kind.minutes_before(),
        due: kind.at(from.unwrap_or(look.due)),
        looked_at: look.looked_at,
        verdict: told.verdict,
        asked: told.asked,
        sha256: told.sha256,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_alarm_is_found_under_its_word() {
        assert_eq!(serde_json::to_string(&Verdict::Early).expect("writes"), format!("\"{EARLY}\""));
    }
}
