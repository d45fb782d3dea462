//! A release on signal whose signal was given has an instant. Planned anew it keeps it: a new package knows of no signal
//! that was given to another one, and nobody gives it twice. Pure.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use sperrfrist_release::gate::Opening;
use sperrfrist_release::state::Delivery;
use sperrfrist_release::{CivilTime, Due, Release};

use crate::dossier::{self, Dossier};
use crate::words;

/// Puts the instant that the signal made in the place of the signal, where the release still waits for that very one.
pub(crate) fn settle(dossier: &Dossier, release: &mut Release, now: DateTime<Utc>, zone: Tz) {
    let Some(opens) = instant(dossier, now) else { return };
    let planned = dossier.planned.as_ref().map(|version| &version.frozen);
    // Who has decided otherwise since is not overruled.
    if !matches!(release.due, Some(Due::OnSignal(_)))
        || planned.is_none_or(|planned| planned.due != release.due)
    {
        return;
    }
    let before = release.due.replace(Due::At(CivilTime::from_instant(opens, zone)));
    words::follow_due(release, before.as_ref());
    let dues = (before.as_ref(), release.due.as_ref());
    for slot in &mut release.photos {
        let was = slot.clone();
        words::follow_time(release.language, slot, &was, dues, zone);
    }
}

/// When the text opens by a signal that was given; `None` where it is public, or awaits it.
fn instant(dossier: &Dossier, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let row = dossier.acknowledged(dossier.text())?;
    let by_signal = matches!(row.prepared.opening, Opening::Signal { .. });
    let is_given = row.state == Delivery::Held && by_signal && row.signal_at.is_some();
    dossier::due(row).filter(|opens| is_given && *opens > now)
}
