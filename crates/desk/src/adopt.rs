//! The verb "adopt": what was read and decided becomes a draft, with its pictures as photos.

use sperrfrist_incoming::read;
use sperrfrist_release::state::State;

use crate::Problem;
use crate::attach::{Prepared, take_over_what_is_known};
use crate::desk::{Desk, note};
use crate::view::{AdoptRequest, ImportView, JournalEvent, UnsureView};

impl Desk {
    /// Keeps the text with what was decided as a new release. Its pictures are attached like any photo and chosen for
    /// nothing; those that cannot become a photo are named. All of it is kept, or nothing.
    ///
    /// # Errors
    /// [`Problem`] where a change is undecided, the file cannot be read, or the release cannot be kept.
    pub fn adopt_incoming(&self, bytes: &[u8], request: AdoptRequest) -> Result<ImportView, Problem> {
        let reading = read(bytes)?;
        let AdoptRequest { accepted } = request;
        if accepted.len() != reading.changes.len() {
            return Err(Problem::new(
                "incoming.undecided",
                "Es ist noch nicht jede Änderung entschieden.",
                "Nehmen Sie jede Änderung an, oder lehnen Sie sie ab.",
            ));
        }
        let imported = reading.release(&accepted, self.zone);
        let mut unsure: Vec<UnsureView> = imported
            .unsure
            .into_iter()
            .map(|unsure| UnsureView { sentence: unsure.sentence, words: unsure.words })
            .collect();
        let mut photos = Vec::new();
        for picture in reading.pictures(&accepted) {
            match Prepared::of(&picture.bytes, &picture.file_name, &picture.alt_text) {
                Ok(prepared) => photos.push((picture, prepared)),
                Err(error) => unsure.push(UnsureView {
                    sentence: format!("Ein Bild wurde nicht übernommen. {error}"),
                    words: picture.file_name.clone(),
                }),
            }
            if picture.cropped {
                unsure.push(UnsureView {
                    sentence: "Dieses Bild war in Word zugeschnitten; bei den Fotos liegt es ganz.".into(),
                    words: picture.file_name.clone(),
                });
            }
        }
        let release = self.with_habits(self.with_letterhead(imported.release)?)?;
        let _taking_in = self.archive.taking_in();
        let mut attachments = Vec::new();
        for (picture, prepared) in photos {
            attachments.push(self.keep_original(&picture.bytes, prepared)?);
        }
        let now = self.now();
        self.archive.write(|books| {
            books.insert_release(&release, State::Draft, now)?;
            note(books, release.id, now, JournalEvent::Imported, None)?;
            for attachment in &mut attachments {
                take_over_what_is_known(books, release.id, attachment)?;
                if books.attach(release.id, attachment)? {
                    note(books, release.id, now, JournalEvent::PhotoAttached, None)?;
                }
            }
            Ok::<_, Problem>(())
        })?;
        self.back_up(now);
        Ok(ImportView { view: self.view(release.id)?, unsure })
    }
}
