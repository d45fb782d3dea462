//! The verb "drop from margin" ("Entfernen").

use crate::Problem;
use crate::desk::Desk;
use crate::view::{DropFromMarginRequest, MarginKind, MarginView};

impl Desk {
    /// Deletes an entry of the margin for good.
    ///
    /// # Errors
    /// [`Problem`] where it is not there, or it cannot be deleted.
    pub fn drop_from_margin(&self, request: DropFromMarginRequest) -> Result<MarginView, Problem> {
        let DropFromMarginRequest { id, kind, number } = request;
        self.change_margin(id, |books, _| {
            match kind {
                MarginKind::Consent => books.drop_consent(id, number)?,
                MarginKind::Authorisation => books.drop_authorisation(id, number)?,
                MarginKind::Comment => books.drop_comment(id, number)?,
            }
            Ok(())
        })
    }
}
