//! The verbs "edit" and "logo": what was typed into a letterhead.
//!
//! **Invariant: nothing typed is lost.** Also what is wrong is kept.

use sperrfrist_archive::StoredLetterhead;
use sperrfrist_paper::{LetterheadDraft, LogoDraft};
use sperrfrist_release::LetterheadId;

use super::{draft, keep, kept, logo, view};
use crate::Problem;
use crate::desk::Desk;
use crate::view::{LetterheadRequest, LetterheadView, OfLetterhead};

/// The usual height of a logo, in millimetres.
const LOGO_HEIGHT: &str = "16";

impl Desk {
    /// Keeps the fields of a letterhead. Its logo's picture has verbs of its own.
    ///
    /// # Errors
    /// [`Problem`] where it cannot be kept; what was kept before is kept still.
    pub fn edit_letterhead(&self, request: LetterheadRequest) -> Result<LetterheadView, Problem> {
        let LetterheadRequest { id, name, draft: typed } = request;
        self.change_letterhead(id, |stored, draft| {
            stored.name = name;
            *draft = typed;
        })
    }

    /// Takes the bytes of a picture as the logo: clean, or not at all.
    ///
    /// # Errors
    /// [`Problem`] where the picture cannot be cleaned or set, or the letterhead not kept.
    pub fn set_logo(&self, request: OfLetterhead, bytes: &[u8]) -> Result<LetterheadView, Problem> {
        let clean = logo::clean(bytes)?;
        self.change_letterhead(request.id, |stored, draft| {
            stored.logo = Some(clean);
            draft.logo.get_or_insert_with(|| LogoDraft { alt: String::new(), height: LOGO_HEIGHT.into() });
        })
    }

    /// Takes the logo away.
    ///
    /// # Errors
    /// [`Problem`] where the letterhead cannot be kept.
    pub fn remove_logo(&self, request: OfLetterhead) -> Result<LetterheadView, Problem> {
        self.change_letterhead(request.id, |stored, draft| {
            stored.logo = None;
            draft.logo = None;
        })
    }

    fn change_letterhead(
        &self,
        id: LetterheadId,
        change: impl FnOnce(&mut StoredLetterhead, &mut LetterheadDraft),
    ) -> Result<LetterheadView, Problem> {
        let now = self.now();
        let view = self.archive.write(|books| {
            let mut stored = kept(books, id)?;
            let mut draft = draft(&stored)?;
            change(&mut stored, &mut draft);
            keep(books, stored, &draft, now)?;
            view(books, id)
        })?;
        self.back_up(now);
        Ok(view)
    }
}
