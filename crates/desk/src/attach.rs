//! The verb "attach": a photo comes in.
//!
//! Everything that can be wrong with a file is found before anything is kept, so a bad file leaves nothing
//! behind.

use sperrfrist_archive::{ArchiveError, Attachment, Books};
use sperrfrist_photo::{Edits, Limits, PhotoError, clean, inspect, shown_by_thumbnail};
use sperrfrist_release::{Person, PhotoEdits, ReleaseId, people};

use crate::Problem;
use crate::desk::{Desk, note};
use crate::picture::{Picture, cached, draw, from_photo, hidden};
use crate::view::{AttachRequest, JournalEvent, ReleaseView};

impl Desk {
    /// Keeps the original, unchanged, and shows what it would reveal. The caption starts with what the
    /// photographer wrote into the file, but without its clock time, which the officer may keep, and without a
    /// Sperrfrist, which is that of the release. A photo that is attached already stays as it is.
    ///
    /// # Errors
    /// [`Problem`] where the file is no photo that can be cleaned and drawn, or it cannot be kept.
    pub fn attach_photo(&self, bytes: &[u8], request: AttachRequest) -> Result<ReleaseView, Problem> {
        // No photo is taken in for a release that is not here.
        self.archive.read(|books| books.release(request.id))?;
        let prepared = Prepared::of(bytes, &request.file_name, "")?;
        let _taking_in = self.archive.taking_in();
        let mut attachment = self.keep_original(bytes, prepared)?;
        let now = self.now();
        self.archive.write(|books| {
            take_over_what_is_known(books, request.id, &mut attachment)?;
            if books.attach(request.id, &attachment)? {
                note(books, request.id, now, JournalEvent::PhotoAttached, None)?;
            }
            Ok::<_, Problem>(())
        })?;
        if !attachment.edits.is_none() {
            // It is kept, whatever becomes of the size.
            let _ = self.measure(request.id);
        }
        self.back_up(now);
        self.view(request.id)
    }

    /// Puts the file into the vault as it is, and its pictures for the screen into the cache. Until it is attached, whoever
    /// calls this holds [`sperrfrist_archive::Archive::taking_in`].
    pub(crate) fn keep_original(&self, bytes: &[u8], prepared: Prepared) -> Result<Attachment, Problem> {
        let Prepared { mut attachment, pictures } = prepared;
        attachment.original = self.archive.vault().put(bytes)?;
        for (picture, jpeg) in pictures {
            // A cache that cannot be written is made again when it is asked for.
            let name = cached(picture, &Edits::default());
            let _ = self.archive.cache().put(&attachment.original, &name, &jpeg);
        }
        Ok(attachment)
    }
}

/// A photo that was looked at and can be kept.
pub(crate) struct Prepared {
    /// Without the name that the vault gives it.
    attachment: Attachment,
    pictures: Vec<(Picture, Vec<u8>)>,
}

impl Prepared {
    /// Looks at a file. An alternative text that is known otherwise takes the place of the file's.
    pub(crate) fn of(bytes: &[u8], name: &str, alt_text: &str) -> Result<Self, PhotoError> {
        let limits = Limits::default();
        let mut inspection = inspect(bytes, &limits)?;
        let mut words =
            sperrfrist_photo::Caption { time: None, release_at: None, ..inspection.caption.clone() };
        if !alt_text.is_empty() {
            alt_text.clone_into(&mut words.alt_text);
        }
        let mut pictures = draw(bytes, &Edits::default(), &limits)?;
        // A hidden picture that cannot be drawn goes like any other, unseen.
        if let Ok(Some(hidden)) = hidden(&inspection, &limits) {
            let small = pictures.iter().find(|(picture, _)| *picture == Picture::Thumb);
            let shows = small.and_then(|(_, small)| shown_by_thumbnail(small, &hidden));
            if let Some(thumbnail) = &mut inspection.thumbnail {
                thumbnail.shows = shows;
            }
            pictures.push((Picture::Hidden, hidden));
        }
        let clean_bytes = clean(bytes, &words, &limits).ok().map(|clean| clean.report.bytes_after);
        let attachment = Attachment {
            original: String::new(),
            file_name: file_name(name),
            caption: from_photo(words),
            width: inspection.width,
            height: inspection.height,
            bytes: inspection.bytes,
            clean_bytes,
            inspection: serde_json::to_string(&inspection).expect("an inspection is plain data"),
            edits: PhotoEdits::default(),
            people: Vec::new(),
        };
        Ok(Self { attachment, pictures })
    }
}

/// Gives a photo that is about to be attached what this desk knows of it already.
pub(crate) fn take_over_what_is_known(
    books: &Books<'_>,
    id: ReleaseId,
    attachment: &mut Attachment,
) -> Result<(), ArchiveError> {
    let known = known(books, id, &attachment.original)?;
    attachment.people = people::of_names(&attachment.caption.persons, &known.people);
    if !known.edits.is_none() {
        attachment.edits = known.edits;
        attachment.clean_bytes = None;
    }
    Ok(())
}

/// What this desk knows of a photo already.
#[derive(Default)]
struct Known {
    edits: PhotoEdits,
    people: Vec<Person>,
}

/// What was said of a photo where it is attached elsewhere: who is in it and has objected, and, within the same release in
/// another language, what is changed in its picture.
fn known(books: &Books<'_>, id: ReleaseId, original: &str) -> Result<Known, ArchiveError> {
    let first = |id: ReleaseId| Ok::<_, ArchiveError>(books.release(id)?.release.version_of.unwrap_or(id));
    let own = first(id)?;
    let mut known = Known::default();
    for other in books.attached_to(original)?.into_iter().filter(|other| *other != id) {
        let there = books.attachment(other, original)?;
        let is_own = first(other)? == own;
        if is_own {
            known.edits = there.edits;
        }
        for person in there.people.iter().filter(|person| is_own || person.objection.is_some()) {
            let is_it = |known: &Person| known.name == person.name;
            if !known.people.iter().any(is_it) {
                known.people.push(person.clone());
            }
        }
    }
    Ok(known)
}

/// The last part of a path, as one printable line.
pub(crate) fn file_name(path: &str) -> String {
    let last = path.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|c| !c.is_control()).take(255).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_file_name_is_the_last_part_of_a_path_on_one_line() {
        assert_eq!(super::file_name("/home/presse/DSC_4417.jpg"), "DSC_4417.jpg");
        assert_eq!(super::file_name(r"C:\Bilder\Ministerin\n.jpg"), "n.jpg");
        assert_eq!(super::file_name("a\nb.jpg"), "ab.jpg");
    }
}
