//! Places for connections. Silence is no reason to keep others out: when all are taken, whoever has been silent for longest
//! makes room.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use tokio::sync::Notify;

use crate::newsroom::locked;

/// The silent ones, in the order in which they fell silent.
#[derive(Debug, Default)]
pub(super) struct Seats {
    silent: Mutex<Silent>,
}

#[derive(Debug, Default)]
struct Silent {
    next: u64,
    waiting: BTreeMap<u64, Arc<Notify>>,
}

impl Seats {
    /// Takes a place, silent at first.
    pub(super) fn take(self: &Arc<Self>) -> Seat {
        let seat = Seat { seats: Arc::clone(self), leave: Arc::default(), ticket: Mutex::default() };
        seat.rest();
        seat
    }

    /// Asks whoever has been silent for longest to go. `false` where all are busy.
    pub(super) fn make_room(&self) -> bool {
        let longest = locked(&self.silent).waiting.pop_first();
        longest.inspect(|(_, leave)| leave.notify_one()).is_some()
    }
}

/// The place of one connection.
#[derive(Debug)]
pub(super) struct Seat {
    seats: Arc<Seats>,
    leave: Arc<Notify>,
    ticket: Mutex<Option<u64>>,
}

impl Seat {
    /// From now on this connection waits for its other side.
    pub(super) fn rest(&self) {
        self.work();
        let ticket = {
            let mut silent = locked(&self.seats.silent);
            silent.next += 1;
            let ticket = silent.next;
            silent.waiting.insert(ticket, Arc::clone(&self.leave));
            ticket
        };
        *locked(&self.ticket) = Some(ticket);
    }

    /// A request is being answered: nobody makes this one go.
    pub(super) fn work(&self) {
        let ticket = locked(&self.ticket).take();
        if let Some(ticket) = ticket {
            locked(&self.seats.silent).waiting.remove(&ticket);
        }
    }

    /// Returns when the place is needed.
    pub(super) async fn needed(&self) {
        self.leave.notified().await;
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.work();
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    async fn is_needed(seat: &Seat) -> bool {
        tokio::time::timeout(Duration::from_millis(20), seat.needed()).await.is_ok()
    }

    #[tokio::test]
    async fn whoever_was_silent_for_longest_goes_and_who_works_stays() {
        let seats = Arc::new(Seats::default());
        let [first, second, third] = [(); 3].map(|()| seats.take());
        first.work();
        second.rest();
        assert!(seats.make_room());
        assert!(is_needed(&third).await && !is_needed(&first).await && !is_needed(&second).await);
        assert!(seats.make_room());
        assert!(is_needed(&second).await);
        assert!(!seats.make_room(), "the one that is left works");
        first.rest();
        drop(first);
        assert!(!seats.make_room(), "who went takes no place");
    }
}
