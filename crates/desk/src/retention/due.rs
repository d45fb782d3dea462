//! When what was not chosen for a release falls due, and for which releases it never does. Pure but for the books.

use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Tz;
use sperrfrist_archive::{ArchiveError, Books, Stored};
use sperrfrist_release::ReleaseId;
use sperrfrist_release::state::{Delivery, State};

use super::Rule;
use crate::dossier::Dossier;

/// Nothing goes before so many days after an officer has chosen that it shall: a slip can be taken back, and who has years
/// in the archive can look at what would go.
const NOTICE: u64 = 7;

/// The last that happened with a release after which nobody has to choose photos for it; nothing while somebody may have to.
pub(super) fn settled_at(books: &Books<'_>, id: ReleaseId) -> Result<Option<DateTime<Utc>>, ArchiveError> {
    let stored = books.release(id)?;
    let first = stored.release.version_of.unwrap_or(id);
    let mut family: Vec<Stored> = books.versions_of(first)?;
    // It may be on another desk.
    family.extend(books.release(first).ok());
    family.retain(|other| other.release.id != id);
    family.push(stored);
    let mut last: Option<DateTime<Utc>> = None;
    for stored in family {
        let Some(at) = own(&Dossier::of(books, stored)?) else { return Ok(None) };
        last = last.max(Some(at));
    }
    Ok(last)
}

fn own(dossier: &Dossier) -> Option<DateTime<Utc>> {
    let is_over = match dossier.state() {
        // A photo may still be promised, or be on its way.
        State::Live | State::Corrected => dossier.draft().photos.iter().all(|slot| slot.photo.is_some()),
        State::Withdrawn => true,
        State::Draft | State::Approved | State::Proposed | State::Scheduled | State::Stopped => false,
    };
    let has_gone =
        |row: &&sperrfrist_archive::DeliveryRow| matches!(row.state, Delivery::Live | Delivery::Withdrawn);
    if !is_over || !dossier.newest().all(|row| has_gone(&row)) {
        return None;
    }
    let public = dossier.deliveries.iter().filter_map(|row| row.first_public_at);
    public.chain([dossier.stored.changed_at]).max()
}

/// The day on which an original goes: so many days after the last that happened to it and to its release.
pub(super) fn day(
    rule: &Rule,
    settled_at: DateTime<Utc>,
    added_at: Option<DateTime<Utc>>,
    zone: Tz,
) -> NaiveDate {
    let local = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
    let last = local(added_at.map_or(settled_at, |added| added.max(settled_at)));
    let after = |day: NaiveDate, days: u64| day.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX);
    after(last, u64::from(rule.days)).max(after(local(rule.chosen_at), NOTICE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sperrfrist_release::due::DEFAULT_ZONE;

    #[test]
    fn an_original_goes_so_many_days_after_the_last_that_happened_and_never_within_a_week_of_choosing() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().expect("an instant");
        let rule = |days, chosen: &str| Rule { days, chosen_at: at(chosen) };
        let public = at("2023-11-21T16:00:00Z");
        let on =
            |rule: Rule, added: Option<&str>| day(&rule, public, added.map(at), DEFAULT_ZONE).to_string();
        assert_eq!(on(rule(30, "2023-01-01T00:00:00Z"), None), "2023-12-21");
        assert_eq!(on(rule(30, "2023-01-01T00:00:00Z"), Some("2023-11-20T08:00:00Z")), "2023-12-21");
        assert_eq!(on(rule(30, "2023-01-01T00:00:00Z"), Some("2023-12-01T08:00:00Z")), "2023-12-31");
        assert_eq!(on(rule(30, "2026-05-01T08:00:00Z"), None), "2026-05-08");
        // By the day where the officer is.
        assert_eq!(on(rule(30, "2023-01-01T00:00:00Z"), Some("2023-11-30T23:30:00Z")), "2023-12-31");
    }
}
