//! Calls the desk again and again while the app is open, so that it can do what is due.

use std::sync::{Arc, Weak};
use std::thread;
use std::time::Duration;

use sperrfrist_desk::Desk;

/// After a tick that failed.
const PAUSE: Duration = Duration::from_secs(1);

/// Ticks in a thread of its own until the desk is gone.
pub fn start(desk: &Arc<Desk>) {
    let desk: Weak<Desk> = Arc::downgrade(desk);
    thread::spawn(move || {
        while let Some(desk) = desk.upgrade() {
            // A fault in one tick must not end those that come after it.
            let ticked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| desk.tick()));
            drop(desk);
            thread::sleep(match ticked {
                Ok(Ok(pause)) => pause,
                Ok(Err(problem)) => {
                    eprintln!("{} {}", problem.sentence, problem.next_step);
                    PAUSE
                }
                Err(_) => PAUSE,
            });
        }
    });
}
