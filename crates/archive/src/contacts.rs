//! The contact book: people whom releases name, in the order in which they are offered.

use rusqlite::named_params;
use sperrfrist_release::document::Contact;

use crate::books::json;
use crate::{ArchiveError, Books};

/// An entry as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredContact {
    pub number: u32,
    /// Nothing where it cannot be read: the others are there all the same, and this one can be taken out.
    pub contact: Option<Contact>,
}

impl Books<'_> {
    /// Everybody in the book, in its order.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn contacts(&self) -> Result<Vec<StoredContact>, ArchiveError> {
        self.rows(include_str!("sql/contacts.sql"), [], |row| {
            let contact: String = row.get("contact")?;
            Ok(StoredContact { number: row.get("number")?, contact: serde_json::from_str(&contact).ok() })
        })
    }

    /// Enters somebody behind the others, and tells under which number.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn insert_contact(&self, contact: &Contact) -> Result<u32, ArchiveError> {
        self.change_one(include_str!("sql/insert_contact.sql"), named_params! { ":contact": json(contact) })?;
        Ok(u32::try_from(self.last_number()).unwrap_or(u32::MAX))
    }

    /// Enters something else under a number.
    ///
    /// # Errors
    /// [`ArchiveError::MovedOn`] where nobody is there.
    pub fn update_contact(&self, number: u32, contact: &Contact) -> Result<(), ArchiveError> {
        let params = named_params! { ":number": number, ":contact": json(contact) };
        self.change_one(include_str!("sql/update_contact.sql"), params)
    }

    /// Takes somebody out.
    ///
    /// # Errors
    /// [`ArchiveError::MovedOn`] where nobody is there.
    pub fn drop_contact(&self, number: u32) -> Result<(), ArchiveError> {
        self.change_one(include_str!("sql/drop_contact.sql"), named_params! { ":number": number })
    }

    /// Puts the entries into this order.
    ///
    /// # Errors
    /// [`ArchiveError::MovedOn`] where one of them is not there.
    pub fn arrange_contacts(&self, numbers: &[u32]) -> Result<(), ArchiveError> {
        for (position, number) in (0_i64..).zip(numbers) {
            let params = named_params! { ":number": number, ":position": position };
            self.change_one(include_str!("sql/place_contact.sql"), params)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Archive;
    use std::error::Error;

    #[test]
    fn contacts_keep_their_order_and_one_that_is_damaged_keeps_the_others_readable()
    -> Result<(), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        let named = |name: &str| Contact { name: name.into(), ..Contact::default() };
        let numbers = archive.write(|books| {
            let numbers = ["Roth", "Lindner", "Schreiber"].map(|name| books.insert_contact(&named(name)));
            numbers.into_iter().collect::<Result<Vec<_>, ArchiveError>>()
        })?;
        archive.write(|books| books.arrange_contacts(&[numbers[2], numbers[0], numbers[1]]))?;
        archive.write(|books| books.update_contact(numbers[0], &named("M. Roth")))?;
        assert_eq!(
            archive.write(|books| books.drop_contact(77)).expect_err("nobody").code(),
            "archive.moved_on"
        );
        drop(archive);

        let connection = rusqlite::Connection::open(dir.path().join("archive.db"))?;
        connection.execute("UPDATE contacts SET contact = '{\"na' WHERE number = ?1", [numbers[1]])?;
        drop(connection);
        let archive = Archive::open(dir.path())?;
        let found = archive.read(|books| books.contacts())?;
        let entry = |index: usize, contact| StoredContact { number: numbers[index], contact };
        assert_eq!(
            found,
            [entry(2, Some(named("Schreiber"))), entry(0, Some(named("M. Roth"))), entry(1, None)]
        );
        archive.write(|books| books.drop_contact(numbers[1]))?;
        let last = archive.write(|books| books.insert_contact(&named("Neu")))?;
        assert!(last > numbers[2], "a number is never given twice");
        Ok(())
    }
}
