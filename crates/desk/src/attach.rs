//! The verb "attach": a photo comes in.
//!
//! Everything that can be wrong with a file is found before anything is kept, so a bad file leaves nothing
//! behind.

use sperrfrist_archive::Attachment;
use sperrfrist_photo::{Limits, PhotoError, clean, inspect, shown_by_thumbnail};

use crate::Problem;
use crate::desk::{Desk, note};
use crate::picture::{Picture, draw, from_photo, hidden};
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
        let attachment = self.keep_original(bytes, prepared)?;
        let now = self.now();
        self.archive.write(|books| {
            if books.attach(request.id, &attachment)? {
                note(books, request.id, now, JournalEvent::PhotoAttached, None)?;
            }
            Ok::<_, Problem>(())
        })?;
        self.back_up(now);
        self.view(request.id)
    }

    /// Puts the file into the vault as it is, and its pictures for the screen into the cache.
    pub(crate) fn keep_original(&self, bytes: &[u8], prepared: Prepared) -> Result<Attachment, Problem> {
        let Prepared { mut attachment, pictures } = prepared;
        attachment.original = self.archive.vault().put(bytes)?;
        for (name, jpeg) in pictures {
            // A cache that cannot be written is made again when it is asked for.
            let _ = self.archive.cache().put(&attachment.original, name, &jpeg);
        }
        Ok(attachment)
    }
}

/// A photo that was looked at and can be kept.
pub(crate) struct Prepared {
    /// Without the name that the vault gives it.
    attachment: Attachment,
    pictures: Vec<(&'static str, Vec<u8>)>,
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
        let mut pictures = draw(bytes, &limits)?;
        // A hidden picture that cannot be drawn goes like any other, unseen.
        if let Ok(Some(hidden)) = hidden(&inspection, &limits) {
            let small = pictures.iter().find(|(name, _)| *name == Picture::Thumb.name());
            let shows = small.and_then(|(_, small)| shown_by_thumbnail(small, &hidden));
            if let Some(thumbnail) = &mut inspection.thumbnail {
                thumbnail.shows = shows;
            }
            pictures.push((Picture::Hidden.name(), hidden));
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
        };
        Ok(Self { attachment, pictures })
    }
}

/// The last part of a path, as one printable line.
fn file_name(path: &str) -> String {
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
