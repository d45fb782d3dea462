//! The officer's orders to what is already held. They act at once; the answer comes after they are on disk.
//!
//! An order may carry the highest generation its sender knew of: what is newer is left alone. Stop, hold and
//! withdraw raise the generation, so that nothing older undoes them.

use std::sync::Arc;

use axum::http::StatusCode;
use chrono::Utc;
use sperrfrist_release::ReleaseId;
use sperrfrist_release::address;
use sperrfrist_release::gate::{Clearance, Opening};
use sperrfrist_seal::answer::{ItemReport, Order, Report, Time};
use sperrfrist_seal::{ItemId, ItemKind, Role};

use crate::holdings::{Held, Holdings};
use crate::newsroom::{House, locked, milliseconds};
use crate::refusal::Denied;
use crate::store::{Change, Event};

impl House {
    /// Carries out an order to a release. Blocks.
    pub(crate) fn order_release(
        &self,
        release: ReleaseId,
        order: Order,
        known: Option<u64>,
        actor: &str,
    ) -> Result<Report, Denied> {
        match order {
            Order::Stop => self.change_clearance(self.release_items(release)?, known, actor, stopped),
            Order::Withdraw => self.change_clearance(self.release_items(release)?, known, actor, withdrawn),
            Order::Signal => self.signal(release, known, actor),
            Order::Hold | Order::Postpone => Err(Denied::no_such_way()),
        }?;
        self.report(release)
    }

    /// Carries out an order to one item. Blocks.
    pub(crate) fn order_item(
        &self,
        item: ItemId,
        order: Order,
        known: Option<u64>,
        actor: &str,
    ) -> Result<Report, Denied> {
        if order != Order::Hold {
            return Err(Denied::no_such_way());
        }
        self.holdings().get(item).ok_or_else(Denied::nothing_held)?;
        self.change_clearance(vec![item], known, actor, on_hold)?;
        self.report(item.release)
    }

    fn release_items(&self, release: ReleaseId) -> Result<Vec<ItemId>, Denied> {
        let items: Vec<ItemId> =
            self.holdings().of_release(release).iter().map(|held| held.row.item).collect();
        if items.is_empty() { Err(Denied::nothing_held()) } else { Ok(items) }
    }

    /// `wanted` says where an item is to go, or that it stays.
    fn change_clearance(
        &self,
        items: Vec<ItemId>,
        known: Option<u64>,
        actor: &str,
        wanted: fn(&Held) -> Wanted,
    ) -> Result<(), Denied> {
        let mut store = locked(&self.store);
        let mut changes = Vec::new();
        let (mut stale, mut done) = (false, false);
        {
            let holdings = self.holdings();
            for held in items.into_iter().filter_map(|item| holdings.get(item)) {
                match wanted(held) {
                    Wanted::Done => done = true,
                    Wanted::Impossible => {}
                    Wanted::To(_) if known.is_some_and(|known| known < held.row.generation) => stale = true,
                    Wanted::To(clearance) => {
                        let raised = (held.row.generation + 1).max(known.unwrap_or(0));
                        changes.push(Change {
                            item: held.row.item,
                            generation: held.row.generation,
                            event: Event::Ordered { clearance, raised },
                        });
                    }
                }
            }
        }
        if changes.is_empty() {
            return match (stale, done) {
                (true, _) => Err(Denied::stale()),
                (false, true) => Ok(()),
                (false, false) => Err(too_late()),
            };
        }
        let at = milliseconds(self.clock.now().wall);
        if !store.change(&changes, at, actor)? {
            return Err(Denied::stale());
        }
        let mut holdings = self.holdings_mut();
        for change in changes {
            holdings.apply(change.item, change.event, at);
        }
        Ok(())
    }

    fn signal(&self, release: ReleaseId, known: Option<u64>, actor: &str) -> Result<(), Denied> {
        let mut store = locked(&self.store);
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
        let change = Change { item: held.row.item, generation: held.row.generation, event: Event::Signalled };
        if !store.change(&[change], at, actor)? {
            return Err(Denied::stale());
        }
        self.holdings_mut().apply(change.item, change.event, at);
        drop(store);
        self.changed.notify_one();
        Ok(())
    }

    /// Everything that is known of a release.
    pub(crate) fn report(&self, release: ReleaseId) -> Result<Report, Denied> {
        let holdings = self.holdings();
        let items = holdings.of_release(release);
        if items.is_empty() {
            return Err(Denied::nothing_held());
        }
        let page_path = holdings.text(release).and_then(|text| text.path()).map(str::to_owned);
        let items = items.iter().map(|held| item_report(&holdings, held)).collect();
        Ok(Report { page_path, items, time: self.time() })
    }

    pub(crate) fn time(&self) -> Time {
        let now = self.clock.now();
        // Rounded up, so that nobody believes it better than it is.
        let uncertainty = now.uncertainty.as_micros().div_ceil(1_000);
        Time {
            now: now.wall.with_timezone(&Utc),
            uncertainty_ms: u64::try_from(uncertainty).unwrap_or(u64::MAX),
            synced: now.synced,
        }
    }
}

/// What an order means for an item.
enum Wanted {
    To(Clearance),
    /// It is there already.
    Done,
    /// The order has nothing to do with it.
    Impossible,
}

/// "Anhalten": what is not public does not become public.
fn stopped(held: &Held) -> Wanted {
    match (held.row.revealed_at, held.row.clearance) {
        (_, Clearance::Stopped | Clearance::Withdrawn) => Wanted::Done,
        (None, Clearance::Cleared | Clearance::Proposed | Clearance::Held) => Wanted::To(Clearance::Stopped),
        (Some(_), _) => Wanted::Impossible,
    }
}

/// "Zurückziehen": what is public is taken down, the rest is stopped.
fn withdrawn(held: &Held) -> Wanted {
    match (held.row.revealed_at, held.row.clearance) {
        (_, Clearance::Stopped | Clearance::Withdrawn) => Wanted::Done,
        (Some(_), _) => Wanted::To(Clearance::Withdrawn),
        (None, _) => Wanted::To(Clearance::Stopped),
    }
}

/// "Zurückhalten": also takes a public photo down again until it is planned anew.
fn on_hold(held: &Held) -> Wanted {
    match held.row.clearance {
        Clearance::Cleared | Clearance::Proposed => Wanted::To(Clearance::Held),
        Clearance::Held => Wanted::Done,
        Clearance::Stopped | Clearance::Withdrawn => Wanted::Impossible,
    }
}

fn too_late() -> Denied {
    Denied::new(
        StatusCode::CONFLICT,
        "order.nothing_to_do",
        "Daran lässt sich nichts mehr anhalten: Es ist schon öffentlich oder schon zurückgezogen.",
        "Was öffentlich ist, lässt sich korrigieren oder zurückziehen.",
    )
}

fn item_report(holdings: &Holdings, held: &Arc<Held>) -> ItemReport {
    let row = &held.row;
    let gate = holdings.gate_item(held);
    ItemReport {
        item: row.item,
        generation: row.generation,
        package_sha256: row.package_sha256.clone(),
        opening: gate.opening,
        clearance: row.clearance,
        signal: gate.signal,
        postponed_to: row.postponed_to,
        approval_owed: row.approval_owed,
        due: gate.due(),
        held_at: row.held_at,
        first_public_at: row.revealed_at,
        paths: paths(holdings, held),
    }
}

/// The page of a text; the page of a photo, then its pictures. While the text is sealed, nobody here knows a page.
fn paths(holdings: &Holdings, held: &Held) -> Vec<String> {
    let text = holdings.text(held.row.item.release);
    let opened = text.and_then(|text| text.path().zip(text.release()));
    let ItemKind::Photo(slot) = held.row.item.kind else {
        return opened.map(|(page, _)| page.to_owned()).into_iter().collect();
    };
    let page = opened.and_then(|(page, release)| {
        let index = release.photos.iter().position(|known| known.id == slot)?;
        Some(address::photo_path(page, index + 1))
    });
    let pictures = held.row.manifest.parts.iter().filter(|part| matches!(part.role, Role::Rendition { .. }));
    page.into_iter().chain(pictures.map(|part| address::picture_path(&part.name))).collect()
}
