//! The verb "usual": which letterhead new releases get.

use sperrfrist_archive::{Books, StoredLetterhead};
use sperrfrist_paper::Letterhead;
use sperrfrist_release::document::{Contact, Issuer};
use sperrfrist_release::{LetterheadId, Release};

use super::sound;
use crate::Problem;
use crate::desk::Desk;
use crate::view::{Letterheads, UsualLetterheadRequest};

impl Desk {
    /// Makes a letterhead the usual one, or none.
    ///
    /// # Errors
    /// [`Problem`] where there is none of that id, or it was never right.
    pub fn set_usual_letterhead(&self, request: UsualLetterheadRequest) -> Result<Letterheads, Problem> {
        self.archive.write(|books| {
            if let Some(id) = request.id {
                sound(books, id)?;
            }
            books.set_usual_letterhead(request.id).map_err(Problem::from)
        })?;
        self.letterheads()
    }

    /// Puts a new release on the letterhead of its house; one that names no house gets the usual one, with issuer and
    /// contact.
    pub(crate) fn with_letterhead(&self, mut release: Release) -> Result<Release, Problem> {
        if let Some((id, letterhead)) = self.archive.read(|books| suiting(books, &release.issuer))? {
            release.letterhead = Some(id);
            if release.issuer == Issuer::default() {
                release.issuer = letterhead.issuer;
            }
            if release.contact == Contact::default() {
                release.contact = letterhead.contact;
            }
        }
        Ok(release)
    }
}

/// One that cannot be read keeps nobody from writing.
fn suiting(books: &Books<'_>, issuer: &Issuer) -> Result<Option<(LetterheadId, Letterhead)>, Problem> {
    let mut stored = books.letterheads()?;
    stored.sort_by_key(|letterhead| !letterhead.is_usual);
    let suits = |stored: StoredLetterhead| {
        let letterhead = sound(books, stored.id).ok()?;
        let suits = if *issuer == Issuer::default() {
            stored.is_usual
        } else {
            letterhead.issuer.name.trim() == issuer.name.trim()
        };
        suits.then_some((stored.id, letterhead))
    };
    Ok(stored.into_iter().find_map(suits))
}
