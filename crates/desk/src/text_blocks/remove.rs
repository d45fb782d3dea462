//! The verb "remove text block".

use super::must_be_there;
use crate::Problem;
use crate::desk::Desk;
use crate::view::{OfTextBlock, TextBlocks};

impl Desk {
    /// Takes a text block out. Where it was put in, its words stay.
    ///
    /// # Errors
    /// [`Problem`] where it is not there, or that cannot be kept.
    pub fn remove_text_block(&self, request: OfTextBlock) -> Result<TextBlocks, Problem> {
        self.change_text_blocks(|books, there| {
            must_be_there(&there, request.number)?;
            Ok(books.drop_text_block(request.number)?)
        })
    }
}
