//! The verb "move contact": the order in which they are offered.

use super::place_of;
use crate::Problem;
use crate::desk::Desk;
use crate::view::{Contacts, MoveContactRequest};

impl Desk {
    /// Puts somebody at a place, counted from nought; behind the last is the last place.
    ///
    /// # Errors
    /// [`Problem`] where nobody is there under that number, or it cannot be kept.
    pub fn move_contact(&self, request: MoveContactRequest) -> Result<Contacts, Problem> {
        let MoveContactRequest { number, to } = request;
        self.change_contacts(|books, there| {
            let from = place_of(&there, number)?;
            let mut order: Vec<u32> = there.iter().map(|entry| entry.number).collect();
            order.remove(from);
            order.insert(order.len().min(to as usize), number);
            Ok(books.arrange_contacts(&order)?)
        })
    }
}
