//! The verb "put contact": somebody is entered into the book, or changed there.

use sperrfrist_archive::StoredContact;
use sperrfrist_release::document::{Contact, Number};

use super::place_of;
use crate::Problem;
use crate::desk::Desk;
use crate::view::{ContactRequest, Contacts};

impl Desk {
    /// Keeps a contact. Without a number it is a new one, at its place or behind the others.
    ///
    /// # Errors
    /// [`Problem`] where it says nobody, where the very same is there already, or it cannot be kept.
    pub fn put_contact(&self, request: ContactRequest) -> Result<Contacts, Problem> {
        let ContactRequest { number, at, contact } = request;
        let contact = trimmed(contact);
        if contact.name.is_empty() && contact.label.is_empty() {
            return Err(Problem::new(
                "contact.nobody",
                "Es fehlt, wer das ist.",
                "Tragen Sie einen Namen ein, oder wie die Stelle heißen soll, etwa »Bildstelle«.",
            ));
        }
        self.change_contacts(|books, there| {
            if let Some(number) = number {
                place_of(&there, number)?;
            }
            let is_same = |entry: &StoredContact| {
                Some(entry.number) != number && entry.contact.as_ref() == Some(&contact)
            };
            if there.iter().any(is_same) {
                return Err(Problem::new(
                    "contact.twice",
                    "Dieser Kontakt steht mit denselben Angaben schon im Kontaktbuch.",
                    "Ändern Sie etwas an diesen, oder lassen Sie es bei dem vorhandenen.",
                ));
            }
            match number {
                Some(number) => books.update_contact(number, &contact)?,
                None => {
                    let mut order: Vec<u32> = there.iter().map(|entry| entry.number).collect();
                    let place = at.map_or(order.len(), |at| order.len().min(at as usize));
                    order.insert(place, books.insert_contact(&contact)?);
                    books.arrange_contacts(&order)?;
                }
            }
            Ok(())
        })
    }
}

/// Without what nobody sees: spaces around, numbers without anything in them. The asterisk is the house's, and no person's.
fn trimmed(contact: Contact) -> Contact {
    let trim = |words: String| words.trim().to_owned();
    let Contact { label, name, numbers_label, numbers, email_label, email, email_has_footnote: _ } = contact;
    let numbers = numbers
        .into_iter()
        .map(|Number { label, number }| Number { label: trim(label), number: trim(number) })
        .filter(|line| !line.label.is_empty() || !line.number.is_empty());
    Contact {
        label: trim(label),
        name: trim(name),
        numbers_label: trim(numbers_label),
        numbers: numbers.collect(),
        email_label: trim(email_label),
        email: trim(email),
        email_has_footnote: false,
    }
}
