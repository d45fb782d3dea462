//! How an order goes to the newsroom: at once, with the generation it is meant for, and never believed before
//! it is answered.

use chrono::{DateTime, Utc};
use serde::Serialize;
use sperrfrist_channels::ChannelError;
use sperrfrist_release::ReleaseId;
use sperrfrist_seal::ItemId;
use sperrfrist_seal::answer::{Order, Report};

use crate::Problem;
use crate::desk::Desk;
use crate::dossier::Dossier;

/// To what an order goes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Target {
    Release(ReleaseId),
    Item(ItemId),
}

impl Desk {
    /// Gives an order and takes over the answer; `None` where the newsroom holds nothing of it. `failed` says
    /// what it means for the verb that the order was not answered.
    ///
    /// The order names the newest generation known here, so that one that was delayed on its way cannot undo
    /// what was planned after it. Where the newsroom is ahead, we look, and order again what now stands there.
    pub(crate) fn order(
        &self,
        dossier: &Dossier,
        target: Target,
        order: Order,
        failed: &str,
    ) -> Result<Option<Report>, Problem> {
        self.order_saying(dossier, target, order, None, failed)
    }

    /// The same with what is to be said where the release was.
    pub(crate) fn order_saying(
        &self,
        dossier: &Dossier,
        target: Target,
        order: Order,
        tombstone: Option<&str>,
        failed: &str,
    ) -> Result<Option<Report>, Problem> {
        self.ordered(dossier, failed, &|generation| self.send_order(target, order, generation, tombstone))
    }

    /// Orders a release to a later time.
    pub(crate) fn order_later(
        &self,
        dossier: &Dossier,
        to: DateTime<Utc>,
        failed: &str,
    ) -> Result<Option<Report>, Problem> {
        let id = dossier.draft().id.to_string();
        self.ordered(dossier, failed, &|generation| {
            self.newsroom.order_later(&id, Order::Postpone, generation, to)
        })
    }

    fn ordered(
        &self,
        dossier: &Dossier,
        failed: &str,
        send: &dyn Fn(Option<u64>) -> Result<Report, ChannelError>,
    ) -> Result<Option<Report>, Problem> {
        self.must_be_here(dossier.elsewhere.as_deref()).map_err(|problem| problem.after(failed))?;
        let id = dossier.stored.release.id;
        let answer = match send(dossier.newest_generation()) {
            Err(ChannelError::Refused { status: 409, code, .. }) if code == STALE => {
                let report: Option<Report> =
                    self.newsroom.report(&id.to_string()).map_err(|error| meaning(error, failed))?;
                match report.and_then(|report| report.items.iter().map(|item| item.generation).max()) {
                    Some(generation) => send(Some(generation)),
                    None => return Ok(None),
                }
            }
            other => other,
        };
        match answer {
            Ok(report) => self.hear(id, report).map(Some),
            Err(ChannelError::Refused { status: 404, .. }) => Ok(None),
            Err(error) => Err(meaning(error, failed)),
        }
    }

    fn send_order(
        &self,
        target: Target,
        order: impl Serialize,
        generation: Option<u64>,
        tombstone: Option<&str>,
    ) -> Result<Report, ChannelError> {
        match target {
            Target::Release(id) => self.newsroom.order_saying(&id.to_string(), order, generation, tombstone),
            Target::Item(item) => self.newsroom.order_item(&item.to_string(), order, generation),
        }
    }
}

/// The newsroom's code for an order that is older than what it holds.
const STALE: &str = "item.stale";

fn meaning(error: ChannelError, failed: &str) -> Problem {
    let is_open = error.outcome_is_unknown();
    let problem = Problem::from(error);
    if is_open { problem.after("Ob der Auftrag angekommen ist, ist offen.") } else { problem.after(failed) }
}
