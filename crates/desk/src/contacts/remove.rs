//! The verb "remove contact".

use super::place_of;
use crate::Problem;
use crate::desk::Desk;
use crate::view::{Contacts, OfContact};

impl Desk {
    /// Takes somebody out of the book. Releases that name them stay as they are.
    ///
    /// # Errors
    /// [`Problem`] where nobody is there under that number, or it cannot be kept.
    pub fn remove_contact(&self, request: OfContact) -> Result<Contacts, Problem> {
        self.change_contacts(|books, there| {
            place_of(&there, request.number)?;
            Ok(books.drop_contact(request.number)?)
        })
    }
}
