//! The officer's orders to what is already held. They act at once; the answer comes after they are on disk.
//!
//! An order may carry the highest generation its sender knew of: what is newer is left alone. Stop, hold, withdraw and
//! delete raise the generation, so that nothing older undoes them. What is ordered of a text is ordered of its photos.

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use sperrfrist_release::ReleaseId;
use sperrfrist_release::gate::{Clearance, Opening};
use sperrfrist_seal::answer::{Order, Report};
use sperrfrist_seal::{ItemId, ItemKind};

use crate::holdings::Held;
use crate::newsroom::{House, milliseconds};
use crate::refusal::Denied;
use crate::store::{Change, Event};
use crate::wanted::{Wanted, deleted, on_hold, sentence, stopped, withdrawn};

/// What a desk orders, as it comes over the line.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrderBody {
    pub order: Order,
    /// The highest one that the sender knew of.
    pub generation: Option<u64>,
    /// With [`Order::Withdraw`]: what is said where the release was.
    pub tombstone: Option<String>,
    /// With [`Order::Postpone`]: when the first of it is to open.
    pub to: Option<DateTime<Utc>>,
}

impl OrderBody {
    /// An order without more, whatever its sender knew of.
    pub(crate) fn plain(order: Order) -> Self {
        Self { order, generation: None, tombstone: None, to: None }
    }
}

impl House {
    /// Carries out an order to a release. Blocks.
    pub(crate) fn order_release(
        &self,
        release: ReleaseId,
        ordered: OrderBody,
        actor: &str,
    ) -> Result<Report, Denied> {
        let OrderBody { order, generation: known, tombstone, to } = ordered;
        if (tombstone.is_some() && order != Order::Withdraw) || (to.is_some() && order != Order::Postpone) {
            return Err(Denied::no_such_way());
        }
        let tombstone = tombstone.map(sentence).transpose()?;
        let items = self.release_items(release)?;
        match order {
            Order::Stop => self.carry_out(items, known, actor, stopped),
            Order::Withdraw => self
                .carry_out(items, known, actor, |held, raised| withdrawn(held, raised, tombstone.as_deref())),
            Order::Signal => self.signal(release, known, actor),
            Order::Delete => self.delete(items, known, actor),
            Order::Postpone => self.postpone(release, to.ok_or_else(Denied::no_such_way)?, known, actor),
            Order::Hold => Err(Denied::no_such_way()),
        }?;
        self.report(release)
    }

    /// Carries out an order to one item, and to the photos of a text. Blocks.
    pub(crate) fn order_item(&self, item: ItemId, ordered: OrderBody, actor: &str) -> Result<Report, Denied> {
        let OrderBody { order: Order::Hold, generation: known, tombstone: None, to: None } = ordered else {
            return Err(Denied::no_such_way());
        };
        self.holdings().get(item).ok_or_else(Denied::nothing_held)?;
        let items = match item.kind {
            ItemKind::Text => self.release_items(item.release)?,
            ItemKind::Photo(_) => vec![item],
        };
        self.carry_out(items, known, actor, |held, raised| {
            // A photo that is public is gone with its text, and comes back with it.
            if held.row.item != item && held.row.revealed_at.is_some() {
                return Wanted::Impossible;
            }
            on_hold(held, raised)
        })?;
        self.report(item.release)
    }

    fn release_items(&self, release: ReleaseId) -> Result<Vec<ItemId>, Denied> {
        let items: Vec<ItemId> =
            self.holdings().of_release(release).iter().map(|held| held.row.item).collect();
        if items.is_empty() { Err(Denied::nothing_held()) } else { Ok(items) }
    }

    /// Removes what is kept of a release, but where it stands and what was there.
    pub(crate) fn delete(&self, items: Vec<ItemId>, known: Option<u64>, actor: &str) -> Result<(), Denied> {
        let parts: Vec<String> = {
            let holdings = self.holdings();
            let held = items.iter().filter_map(|item| holdings.get(*item));
            held.flat_map(|held| &held.row.manifest.parts).map(|part| part.name.clone()).collect()
        };
        self.carry_out(items, known, actor, deleted)?;
        // What was planned meanwhile has other names.
        let gone = |name: &&str| self.holdings().owner_of_part(name).is_none();
        let gone: Vec<&str> = parts.iter().map(String::as_str).filter(gone).collect();
        self.pictures.forget(&gone);
        self.parts.remove(gone);
        Ok(())
    }

    /// `wanted` says what is to happen to an item, whose generation would rise to the number it is given.
    fn carry_out(
        &self,
        items: Vec<ItemId>,
        known: Option<u64>,
        actor: &str,
        wanted: impl Fn(&Held, u64) -> Wanted,
    ) -> Result<(), Denied> {
        let mut store = self.deciding()?;
        let mut changes = Vec::new();
        let (mut stale, mut done) = (false, false);
        {
            let holdings = self.holdings();
            for held in items.into_iter().filter_map(|item| holdings.get(item)) {
                let generation = held.row.generation;
                match wanted(held, raised(generation, known)) {
                    Wanted::Done => done = true,
                    Wanted::Impossible => {}
                    Wanted::Refused(denied) => return Err(denied),
                    Wanted::Step(_) if known.is_some_and(|known| known < generation) => stale = true,
                    Wanted::Step(event) => {
                        let is_withdrawn =
                            matches!(event, Event::Ordered { clearance: Clearance::Withdrawn, .. });
                        let leaves = if is_withdrawn { holdings.leaves(held) } else { Vec::new() };
                        changes.push(Change { leaves, ..Change::new(held.row.item, generation, event) });
                    }
                }
            }
        }
        if stale {
            // All of it or nothing: who is told that it is stopped must be able to rely on it.
            return Err(Denied::stale());
        }
        if changes.is_empty() {
            return if done { Ok(()) } else { Err(too_late()) };
        }
        let at = milliseconds(self.clock.now().wall);
        if !store.change(&changes, at, actor)? {
            return Err(Denied::stale());
        }
        let mut holdings = self.holdings_mut();
        for change in changes {
            holdings.apply(change, at);
        }
        Ok(())
    }

    fn signal(&self, release: ReleaseId, known: Option<u64>, actor: &str) -> Result<(), Denied> {
        let mut store = self.deciding()?;
        let now = self.clock.now();
        let held = self.holdings().text(release).cloned().ok_or_else(Denied::nothing_held)?;
        if !matches!(held.row.manifest.opening, Opening::Signal { .. }) {
            return Err(Denied::new(
                StatusCode::CONFLICT,
                "release.no_signal",
                "Diese Meldung wartet auf kein Zeichen; sie erscheint zu ihrer Zeit.",
                "Soll sie früher erscheinen, dann planen Sie sie neu ein.",
            ));
        }
        if held.row.signal.is_some() {
            return Ok(());
        }
        if known.is_some_and(|known| known < held.row.generation) {
            return Err(Denied::stale());
        }
        if held.row.clearance == Clearance::Proposed {
            return Err(Denied::new(
                StatusCode::CONFLICT,
                "release.proposed",
                "Die Meldung ist noch nicht freigegeben; ein Zeichen öffnet sie nicht.",
                "Lassen Sie sie von einer zweiten Person freigeben, und geben Sie das Zeichen dann.",
            ));
        }
        if held.row.clearance != Clearance::Cleared {
            return Err(Denied::new(
                StatusCode::CONFLICT,
                "release.not_cleared",
                "Die Meldung ist angehalten; ein Zeichen öffnet sie nicht.",
                "Planen Sie die Meldung noch einmal ein.",
            ));
        }
        if !now.synced {
            // What follows the signal by minutes would count from a wrong instant.
            return Err(Denied::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "newsroom.unsynced",
                "Die Uhr des Newsrooms ist nicht abgeglichen; alles bleibt gesperrt.",
                "Lassen Sie den Zeitdienst des Servers prüfen, und geben Sie das Zeichen noch einmal.",
            ));
        }
        let at = milliseconds(now.wall);
        let change = Change::new(held.row.item, held.row.generation, Event::Signalled);
        if !store.change(std::slice::from_ref(&change), at, actor)? {
            return Err(Denied::stale());
        }
        self.holdings_mut().apply(change, at);
        drop(store);
        self.changed.notify_one();
        Ok(())
    }
}

/// The generation after an order: above what is held, and not below what the sender knew of, as far as that can be.
pub(crate) fn raised(generation: u64, known: Option<u64>) -> u64 {
    /// Further ahead no desk is.
    const AHEAD: u64 = 1_000;
    generation.saturating_add(1).max(known.unwrap_or(0).min(generation.saturating_add(AHEAD)))
}

fn too_late() -> Denied {
    Denied::new(
        StatusCode::CONFLICT,
        "order.nothing_to_do",
        "Daran lässt sich nichts mehr anhalten: Es ist schon öffentlich oder schon zurückgezogen.",
        "Was öffentlich ist, lässt sich korrigieren oder zurückziehen.",
    )
}
