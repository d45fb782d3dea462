//! The verb "status": who publishes, and by which clock.

use crate::Problem;
use crate::desk::Desk;
use crate::view::Status;

impl Desk {
    /// The status line. The newsroom is asked for its time every few seconds, and its time is carried on in
    /// between.
    ///
    /// # Errors
    /// None so far; a newsroom that does not answer shows as a missing time.
    pub fn status(&self) -> Result<Status, Problem> {
        let now = self.clock.now();
        Ok(Status {
            now: now.wall,
            newsroom_time: self.line.time(&self.newsroom, &now),
            publisher: self.access.publisher,
            newsroom_url: self.access.public_url.trim_end_matches('/').to_owned(),
            zone: self.zone.name().to_owned(),
        })
    }
}
