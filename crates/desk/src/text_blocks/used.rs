//! The verb "used text block": its words were put into a release.

use crate::Problem;
use crate::desk::Desk;
use crate::view::OfTextBlock;

impl Desk {
    /// Notes when a text block was put in last.
    ///
    /// # Errors
    /// [`Problem`] where it cannot be kept.
    pub fn used_text_block(&self, request: OfTextBlock) -> Result<(), Problem> {
        let now = self.now();
        Ok(self.archive.write(|books| books.use_text_block(request.number, now))?)
    }
}
