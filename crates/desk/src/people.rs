//! The verb "people": who is to be seen in a photo, from left to right, and by what right.

use sperrfrist_release::Person;

use crate::Problem;
use crate::caption::chosen;
use crate::desk::Desk;
use crate::edit_photo::family_with;
use crate::view::{PeopleRequest, ReleaseView};

impl Desk {
    /// Keeps the people of a photo; their names stand in its caption, in every language.
    ///
    /// # Errors
    /// [`Problem`] where somebody who has objected is missing, the photo is not attached, or it cannot be kept.
    pub fn people(&self, request: PeopleRequest) -> Result<ReleaseView, Problem> {
        let PeopleRequest { id, original, people } = request;
        let now = self.now();
        self.archive.write(|books| {
            let known = books.attachment(id, &original)?.people;
            let objected = |person: &&Person| person.objection.is_some();
            let is_named = |person: &&Person| people.iter().any(|named| named.name == person.name);
            if let Some(gone) = known.iter().filter(objected).find(|person| !is_named(person)) {
                return Err(objection_stays(gone));
            }
            for (attachment, release) in family_with(books, id, &original)? {
                let there = attachment.people;
                let told: Vec<Person> = people
                    .iter()
                    .map(|person| {
                        let before = there.iter().find(|before| before.name == person.name);
                        let mut person = Person {
                            objection: before.and_then(|before| before.objection.clone()),
                            ..person.clone()
                        };
                        if release.id != id {
                            // Words of one language are none of another.
                            person.function =
                                before.map(|before| before.function.clone()).unwrap_or_default();
                        }
                        person
                    })
                    .collect();
                let mut caption = attachment.caption;
                caption.persons = told.iter().map(|person| person.name.clone()).collect();
                books.set_caption(release.id, &original, &caption)?;
                books.set_people(release.id, &original, &told)?;
                let mut draft = release.clone();
                for photo in chosen(&mut draft, &original) {
                    photo.caption.persons.clone_from(&caption.persons);
                    photo.people.clone_from(&told);
                }
                if draft != release {
                    books.update_draft(&draft, now)?;
                }
            }
            Ok::<_, Problem>(())
        })?;
        self.back_up(now);
        self.measure(id)?;
        self.view(id)
    }
}

fn objection_stays(person: &Person) -> Problem {
    Problem::new(
        "people.objection_stays",
        format!(
            "{} hat widersprochen; das erledigt sich nicht dadurch, dass der Name fehlt.",
            person.name.trim()
        ),
        "Machen Sie die Person unkenntlich oder schneiden Sie sie weg. Hat sie den Widerspruch zurückgenommen, halten Sie \
         das zuerst fest.",
    )
}
