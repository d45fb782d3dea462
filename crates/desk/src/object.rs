//! The verb "object" ("Widerspruch"): somebody does not want to be shown in a photo.
//!
//! It holds wherever this photo is attached. One that is planned and not public yet is held back at once: whoever objects at
//! 16:58 is not shown at 17:00.

use sperrfrist_archive::{ArchiveError, Books};
use sperrfrist_release::people::Objection;
use sperrfrist_release::state::Delivery;
use sperrfrist_release::{Person, ReleaseId, SlotId};
use sperrfrist_seal::ItemId;

use crate::Problem;
use crate::caption::chosen;
use crate::desk::{Desk, note_words};
use crate::dossier::Dossier;
use crate::view::{JournalEvent, ObjectionRequest, ReleaseView, SlotRequest};

impl Desk {
    /// Keeps an objection, or that it was taken back, on record; then holds back what is planned with this photo.
    ///
    /// # Errors
    /// [`Problem`] where nothing is said of the objection, the photo is not attached, it cannot be kept, or the newsroom has
    /// not answered: then the objection is kept, and the photo is not held back yet.
    pub fn object(&self, request: ObjectionRequest) -> Result<ReleaseView, Problem> {
        let ObjectionRequest { id, original, name, words } = request;
        let (name, words) = (name.trim(), words.as_deref().map(str::trim));
        if name.is_empty() {
            return Err(no_name());
        }
        if words == Some("") {
            return Err(no_words());
        }
        let now = self.now();
        let objection = words.map(|words| Objection { words: words.to_owned(), at: now });
        let releases = self.archive.write(|books| {
            books.attachment(id, &original)?;
            let releases = books.attached_to(&original)?;
            for release in &releases {
                keep(books, *release, &original, name, objection.as_ref(), now)?;
            }
            Ok::<_, Problem>(releases)
        })?;
        self.back_up(now);
        let mut failed = None;
        for release in releases.into_iter().filter(|_| objection.is_some()) {
            for slot in self.waiting_with(release, &original)? {
                // One that cannot be held back keeps none of the others from it.
                let held = self.hold_photo(SlotRequest { id: release, slot });
                failed = failed.or(held.err());
            }
        }
        match failed {
            Some(problem) => Err(problem.after("Der Widerspruch ist festgehalten.")),
            None => self.view(id),
        }
    }

    /// The slots of a release in which this very photo is planned and not public yet.
    fn waiting_with(&self, id: ReleaseId, original: &str) -> Result<Vec<SlotId>, Problem> {
        let dossier = self.dossier(id)?;
        let Some(planned) = &dossier.planned else { return Ok(Vec::new()) };
        let shows = planned.frozen.photos.iter().filter(|slot| {
            slot.photo.as_ref().is_some_and(|photo| photo.original.as_deref() == Some(original))
        });
        Ok(shows.map(|slot| slot.id).filter(|slot| waits(&dossier, *slot)).collect())
    }
}

fn waits(dossier: &Dossier, slot: SlotId) -> bool {
    let item = ItemId::photo(dossier.draft().id, slot);
    let row = dossier.pending(item).or_else(|| dossier.acknowledged(item));
    row.is_some_and(|row| matches!(row.state, Delivery::Pending | Delivery::Held))
}

fn keep(
    books: &Books<'_>,
    release: ReleaseId,
    original: &str,
    name: &str,
    objection: Option<&Objection>,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), ArchiveError> {
    let mut draft = books.release(release)?.release;
    let attachment = books.attachment(release, original)?;
    let mut people = attachment.people;
    match people.iter_mut().find(|person| person.name.trim() == name) {
        Some(person) => person.objection = objection.cloned(),
        None => people.push(Person { objection: objection.cloned(), ..Person::named(name) }),
    }
    books.set_people(release, original, &people)?;
    let mut is_chosen = false;
    for photo in chosen(&mut draft, original) {
        photo.people.clone_from(&people);
        is_chosen = true;
    }
    if is_chosen {
        books.update_draft(&draft, now)?;
    }
    let (event, words) = match objection {
        Some(objection) => {
            (JournalEvent::Objected, format!("{name}, Foto {}: {}", attachment.file_name, objection.words))
        }
        None => (JournalEvent::ObjectionTakenBack, format!("{name}, Foto {}", attachment.file_name)),
    };
    note_words(books, release, now, event, &words)
}

fn no_name() -> Problem {
    Problem::new(
        "objection.no_name",
        "Es fehlt, wer widersprochen hat.",
        "Tragen Sie zuerst den Namen ein; kennen Sie ihn nicht, beschreiben Sie die Person, zum Beispiel »Frau im roten Mantel«.",
    )
}

fn no_words() -> Problem {
    Problem::new(
        "objection.no_words",
        "Es fehlt, wie der Widerspruch kam.",
        "Schreiben Sie in einem Satz, wann und auf welchem Weg, zum Beispiel »Anruf am 21.11., 16:40 Uhr«.",
    )
}
