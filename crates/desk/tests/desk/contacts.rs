//! The contact book: people to name, as they wish to be named, and no release that hangs on it.

use sperrfrist_desk::Problem;
use sperrfrist_desk::view::{ContactRequest, Contacts, MoveContactRequest, OfContact, OfRelease};
use sperrfrist_release::document::{Contact, Number};

use crate::margin::typed;
use crate::support::{Office, Tested};

fn contact(label: &str, name: &str, number: &str) -> Contact {
    let numbers = vec![Number { label: "Telefon".into(), number: number.into() }];
    Contact { label: label.into(), name: name.into(), numbers, ..Contact::default() }
}

fn put(office: &Office, number: Option<u32>, at: Option<u32>, contact: Contact) -> Result<Contacts, Problem> {
    office.desk.put_contact(ContactRequest { number, at, contact })
}

fn names(contacts: &Contacts) -> Vec<&str> {
    contacts.rows.iter().filter_map(|row| row.contact.as_ref()).map(|contact| contact.name.as_str()).collect()
}

#[test]
fn contacts_are_entered_changed_put_in_order_and_taken_out() -> Tested {
    let office = Office::open()?;
    assert!(office.desk.contacts()?.rows.is_empty());
    put(&office, None, None, contact("Ihr Ansprechpartner", " R. Schreiber ", "+49 351 564 10300"))?;
    put(&office, None, None, contact("Bildstelle", "A. Lindner", "10305"))?;
    let book = put(&office, None, Some(1), contact("Ihre Ansprechpartnerin", "M. Roth", ""))?;
    assert_eq!(names(&book), ["R. Schreiber", "M. Roth", "A. Lindner"]);
    let undiallable: Vec<_> = book.rows.iter().map(|row| row.undiallable.join(", ")).collect();
    assert_eq!(undiallable, ["", "Telefon", "Telefon 10305"]);

    let (schreiber, lindner) = (book.rows[0].number, book.rows[2].number);
    let book = office.desk.move_contact(MoveContactRequest { number: lindner, to: 0 })?;
    assert_eq!(names(&book), ["A. Lindner", "R. Schreiber", "M. Roth"]);
    let book = office.desk.move_contact(MoveContactRequest { number: lindner, to: 77 })?;
    assert_eq!(names(&book), ["R. Schreiber", "M. Roth", "A. Lindner"]);
    let book = put(&office, Some(lindner), None, contact("Bildstelle", "Alex Lindner", "+49 351 564 10305"))?;
    assert_eq!(names(&book), ["R. Schreiber", "M. Roth", "Alex Lindner"]);
    let book = office.desk.remove_contact(OfContact { number: schreiber })?;
    assert_eq!(names(&book), ["M. Roth", "Alex Lindner"]);

    let office = office.reopen()?;
    assert_eq!(names(&office.desk.contacts()?), ["M. Roth", "Alex Lindner"]);
    Ok(())
}

#[test]
fn who_is_nobody_or_there_already_is_refused_and_who_is_gone_is_told_so() -> Tested {
    let office = Office::open()?;
    let roth = || contact("Ihre Ansprechpartnerin", "M. Roth", "+49 351 564 10301");
    let number = put(&office, None, None, roth())?.rows[0].number;
    let code = |refused: Result<Contacts, Problem>| refused.expect_err("refused").code;
    assert_eq!(code(put(&office, None, None, contact("  ", "", "+49 351 564 10301"))), "contact.nobody");
    assert_eq!(code(put(&office, None, None, roth())), "contact.twice");
    assert_eq!(names(&put(&office, Some(number), None, roth())?), ["M. Roth"], "itself is no other one");
    // Two people may have the same name, and a place needs none.
    put(&office, None, None, contact("Bildstelle", "M. Roth", "+49 351 564 10305"))?;
    put(&office, None, None, contact("Bildstelle", "", "+49 351 564 10305"))?;

    // Another window has taken her out meanwhile.
    office.desk.remove_contact(OfContact { number })?;
    assert_eq!(code(put(&office, Some(number), None, roth())), "contact.gone");
    assert_eq!(code(office.desk.remove_contact(OfContact { number })), "contact.gone");
    assert_eq!(code(office.desk.move_contact(MoveContactRequest { number, to: 0 })), "contact.gone");
    assert_eq!(office.desk.contacts()?.rows.len(), 2);
    Ok(())
}

#[test]
fn whoever_is_taken_out_of_the_book_stays_in_each_release() -> Tested {
    let office = Office::open()?;
    let id = office.written()?;
    let book = put(&office, None, None, contact("Bildstelle", "A. Lindner", "+49 351 564 10305"))?;
    let taken = book.rows[0].contact.clone().ok_or("readable")?;
    typed(&office, id, |release| release.contact = taken.clone())?;
    office.desk.remove_contact(OfContact { number: book.rows[0].number })?;
    assert_eq!(office.desk.open_release(OfRelease { id })?.release.contact, taken);
    Ok(())
}
