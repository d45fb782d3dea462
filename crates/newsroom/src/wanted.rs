//! What each order means for an item, by where it stands.

use sperrfrist_release::gate::Clearance;
use sperrfrist_seal::ItemKind;

use crate::holdings::Held;
use crate::refusal::Denied;
use crate::store::{Event, without_parts};

/// The longest sentence of a tombstone, in characters.
const MAX_TOMBSTONE: usize = 500;

/// What an order means for an item.
pub(crate) enum Wanted {
    Step(Event),
    /// It is there already.
    Done,
    /// The order has nothing to do with it.
    Impossible,
    /// While an item stands so, the whole order is refused.
    Refused(Denied),
}

impl Wanted {
    fn to(clearance: Clearance, raised: u64) -> Self {
        Self::Step(Event::Ordered { clearance, raised, tombstone: None })
    }
}

/// "Anhalten": what is not public does not become public.
pub(crate) fn stopped(held: &Held, raised: u64) -> Wanted {
    match (held.row.revealed_at, held.row.clearance) {
        (_, Clearance::Stopped | Clearance::Withdrawn) => Wanted::Done,
        (None, Clearance::Cleared | Clearance::Held) => Wanted::to(Clearance::Stopped, raised),
        (Some(_), _) => Wanted::Impossible,
    }
}

/// "Zurückziehen": what is public is taken down, the rest is stopped. The tombstone is the text's; it can also be set, or
/// worded anew, afterwards.
pub(crate) fn withdrawn(held: &Held, raised: u64, tombstone: Option<&str>) -> Wanted {
    let tombstone = tombstone.filter(|_| held.row.item.kind == ItemKind::Text).map(str::to_owned);
    let worded_anew = |new: &String| held.row.tombstone.as_ref().is_none_or(|old| old.sentence != *new);
    match (held.row.revealed_at, held.row.clearance) {
        (Some(_), Clearance::Withdrawn) if tombstone.as_ref().is_some_and(worded_anew) => {
            Wanted::Step(Event::Ordered { clearance: Clearance::Withdrawn, raised, tombstone })
        }
        (_, Clearance::Stopped | Clearance::Withdrawn) => Wanted::Done,
        (Some(_), _) => Wanted::Step(Event::Ordered { clearance: Clearance::Withdrawn, raised, tombstone }),
        (None, _) => Wanted::to(Clearance::Stopped, raised),
    }
}

/// "Zurückhalten": also takes a public photo down again until it is planned anew.
pub(crate) fn on_hold(held: &Held, raised: u64) -> Wanted {
    match held.row.clearance {
        Clearance::Cleared => Wanted::to(Clearance::Held, raised),
        Clearance::Held => Wanted::Done,
        Clearance::Stopped | Clearance::Withdrawn => Wanted::Impossible,
    }
}

/// "Löschen": nothing that could still be seen.
pub(crate) fn deleted(held: &Held, raised: u64) -> Wanted {
    match (held.row.clearance, held.row.deleted_at) {
        (Clearance::Cleared | Clearance::Held, _) => Wanted::Refused(Denied::not_given_up()),
        (Clearance::Stopped | Clearance::Withdrawn, Some(_)) => Wanted::Done,
        (Clearance::Stopped | Clearance::Withdrawn, None) => {
            Wanted::Step(Event::Deleted { raised, left: without_parts(&held.row.manifest) })
        }
    }
}

/// The sentence of a tombstone, if it is one: plain text on one line.
pub(crate) fn sentence(written: String) -> Result<String, Denied> {
    let sentence = written.trim();
    let is_line = !sentence.is_empty() && !sentence.chars().any(char::is_control);
    if is_line && sentence.chars().count() <= MAX_TOMBSTONE {
        Ok(sentence.to_owned())
    } else {
        Err(Denied::tombstone())
    }
}
