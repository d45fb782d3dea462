//! Looks at the due times, so that the journal says when something became public also where nobody came.
//!
//! It also writes ahead of a due time, and behind it, what a request then need not wait for (`latch`).
//!
//! Only a hint: whether the gate is open is asked of the clock each time, and a request that comes first does
//! the same by itself.

use std::sync::Arc;
use std::time::Duration;

use crate::newsroom::{House, locked};

/// The longest nap. A clock that was set, or a machine that slept, is noticed after this.
const NAP: Duration = Duration::from_millis(250);

/// Between two looks where the moment has come but the clock does not say so yet.
const BLINK: Duration = Duration::from_millis(5);

/// How often the store is tidied, in naps; about a minute.
const TIDY_EVERY: u32 = 240;

/// Runs until it is dropped.
pub(crate) async fn watch(house: Arc<House>) {
    // The first quiet moment after a start is one to tidy in.
    let mut naps = TIDY_EVERY;
    loop {
        let latched = house.latch().await;
        if !house.owed.is_empty() || house.has_to_arm() {
            let house = Arc::clone(&house);
            // Both tell by themselves what matters, and are done again.
            let keep_up = move || house.settle().and_then(|()| house.arm());
            let _ = tokio::task::spawn_blocking(keep_up).await;
        }
        let nap = if latched { nap(&house) } else { NAP };
        tokio::time::timeout(nap, house.changed.notified()).await.ok();
        naps += 1;
        // A full nap: nothing is due in a moment.
        if naps >= TIDY_EVERY && nap == NAP {
            naps = 0;
            house.failures.tidy();
            let house = Arc::clone(&house);
            // What cannot be tidied now is tidied later; whether it can be written at all, the next commit says.
            let tidy = move || house.let_go().and_then(|_| locked(&house.store).tidy());
            let _ = tokio::task::spawn_blocking(tidy).await;
        }
    }
}

/// Until the next due time and the doubt about it, or a while.
fn nap(house: &House) -> Duration {
    let now = house.clock.now();
    let Some(due) = house.holdings().next_due() else { return NAP };
    match (due - now.wall).to_std() {
        Ok(left) => (left + now.uncertainty).clamp(Duration::from_millis(1), NAP),
        Err(_) if now.synced => BLINK,
        Err(_) => NAP,
    }
}
