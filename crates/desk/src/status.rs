//! The verb "status": who publishes, and by which clock.

use crate::Problem;
use crate::desk::Desk;
use crate::view::{NewsroomTime, Publisher, Status};

impl Desk {
    /// The status line. The newsroom is asked for its time every few seconds, and its time is carried on in
    /// between, also while it cannot be reached.
    ///
    /// # Errors
    /// [`Problem`] where the archive cannot be read. A newsroom that does not answer is told by `unreachable`.
    pub fn status(&self) -> Result<Status, Problem> {
        let own = self.clock.own();
        if self.line.may_ask_time(&own.now()) {
            // What came of it is noted on the line.
            let _ = self.ask_time();
        }
        let now = own.now();
        let followed = self.clock.followed(&now).filter(|_| self.access.publisher == Publisher::Server);
        Ok(Status {
            now: now.wall,
            newsroom_time: followed.map(|followed| NewsroomTime {
                now: followed.wall,
                uncertainty_ms: u64::try_from(followed.uncertainty.as_millis()).unwrap_or(u64::MAX),
                synced: followed.synced,
            }),
            unreachable: self.line.unreachable(),
            publisher: self.access.publisher,
            newsroom_url: self.access.public_url.trim_end_matches('/').to_owned(),
            zone: self.zone.name().to_owned(),
            changes: self.archive.read(|books| Ok::<_, Problem>(books.changes()))?,
        })
    }
}
