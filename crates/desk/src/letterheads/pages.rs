//! The verb "preview": a letterhead as it is being typed, over a release.

use sperrfrist_paper::{Sheet, Variant};
use sperrfrist_release::document::{Contact, Issuer};
use sperrfrist_release::{Release, import};

use super::kept;
use crate::desk::Desk;
use crate::view::{LetterheadPagesRequest, PagesView};
use crate::{Problem, Sample};

impl Desk {
    /// Sets the pages of a release on a letterhead as it stands in the window, kept or not. The release's own issuer and
    /// contact give way, for those of the letterhead are to be seen.
    ///
    /// # Errors
    /// [`Problem`] where there is no such letterhead or release.
    pub fn letterhead_pages(
        &self,
        request: LetterheadPagesRequest,
        sample: Sample<'_>,
    ) -> Result<PagesView, Problem> {
        let LetterheadPagesRequest { id, draft, on } = request;
        let logo = self.archive.read(|books| kept(books, id))?.logo;
        let (letterhead, _) = draft.letterhead(logo.as_deref());
        let below = match on {
            Some(release) => self.dossier(release)?.stored.release,
            None => import::read(&import::decode(sample.text)?.text, self.zone).release,
        };
        let release = Release { issuer: Issuer::default(), contact: Contact::default(), ..below };
        let sheet =
            Sheet { release: &release, letterhead: &letterhead, photos: &[], variant: Variant::Embargoed };
        Ok(self.press.show(&sheet))
    }
}
