//! How long originals are kept that nobody has chosen: for ever, unless an officer wishes otherwise.
//!
//! It is about the pools alone. What is attached to a release, chosen or not, stays: there are words to it, and who is in it.
//! A pool is left alone while somebody may still have to choose from it, in any language of its release.

mod due;
mod set;
mod sweep;

use std::collections::BTreeMap;
use std::sync::Mutex;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use sperrfrist_archive::Books;
use sperrfrist_release::ReleaseId;

use crate::Problem;
use crate::desk::Desk;
use crate::view::{Retention, RetentionRow};

const SETTING: &str = "keepUnchosen";

/// As it is kept; without days, they stay for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Kept {
    days: Option<u32>,
}

/// What holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Rule {
    days: u32,
    chosen_at: DateTime<Utc>,
}

/// What was looked through already. Lost with the desk: then it is looked through anew.
#[derive(Debug, Default)]
pub(crate) struct Sweeping(Mutex<Swept>);

#[derive(Debug, Default)]
struct Swept {
    /// The last day on which nothing was left to be found.
    day: Option<NaiveDate>,
    /// Whether there are no files left to let go of.
    is_empty: bool,
}

/// Originals of a release that go on one day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Batch {
    day: NaiveDate,
    release: ReleaseId,
    originals: Vec<String>,
}

impl Desk {
    /// How long they are kept, and what goes next.
    ///
    /// # Errors
    /// [`Problem`] where the archive cannot be read.
    pub fn retention(&self) -> Result<Retention, Problem> {
        self.archive.read(|books| {
            let Some(rule) = rule(books)? else { return Ok(Retention { days: None, coming: Vec::new() }) };
            let coming = self.batches(books, &rule, None)?.into_iter().map(|batch| {
                let headline = books.release(batch.release)?.release.headline;
                Ok(RetentionRow {
                    day: batch.day,
                    id: batch.release,
                    headline,
                    photos: batch.originals.len(),
                })
            });
            Ok(Retention { days: Some(rule.days), coming: coming.collect::<Result<_, Problem>>()? })
        })
    }

    /// Everything that goes by that rule, of one release or of all, the next first.
    fn batches(&self, books: &Books<'_>, rule: &Rule, of: Option<ReleaseId>) -> Result<Vec<Batch>, Problem> {
        let mut settled: BTreeMap<ReleaseId, Option<DateTime<Utc>>> = BTreeMap::new();
        let mut batches: BTreeMap<(NaiveDate, ReleaseId), Vec<String>> = BTreeMap::new();
        for unchosen in books.unchosen(of)? {
            let id = unchosen.release;
            let settled_at = match settled.get(&id) {
                Some(known) => *known,
                None => *settled.entry(id).or_insert(due::settled_at(books, id)?),
            };
            if let Some(at) = settled_at {
                let day = due::day(rule, at, unchosen.added_at, self.zone);
                batches.entry((day, id)).or_default().push(unchosen.original);
            }
        }
        let batch = |((day, release), originals)| Batch { day, release, originals };
        Ok(batches.into_iter().map(batch).collect())
    }
}

fn rule(books: &Books<'_>) -> Result<Option<Rule>, Problem> {
    let kept = books.setting::<Kept>(SETTING)?;
    Ok(kept.and_then(|(Kept { days }, chosen_at)| days.map(|days| Rule { days, chosen_at })))
}
