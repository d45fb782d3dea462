//! The verb "settle comment" ("Erledigt"): a comment that has served its purpose stays, out of the way.

use crate::Problem;
use crate::desk::Desk;
use crate::margin::unknown;
use crate::view::{MarginView, SettleCommentRequest};

impl Desk {
    /// Settles a comment, or opens it again.
    ///
    /// # Errors
    /// [`Problem`] where it is not there, or it cannot be kept.
    pub fn settle_comment(&self, request: SettleCommentRequest) -> Result<MarginView, Problem> {
        let SettleCommentRequest { id, number, settled } = request;
        let now = self.now();
        self.change_margin(id, |books, _| {
            let comments = books.comments(id)?;
            let comment = comments.iter().find(|comment| comment.number == number).ok_or_else(unknown)?;
            let settled_at = settled.then_some(comment.settled_at.unwrap_or(now));
            Ok(books.update_comment(id, number, &comment.anchor, settled_at)?)
        })
    }
}
