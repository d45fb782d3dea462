//! The margin of a release: who has agreed, whose words are authorised, and what colleagues say to each other.
//!
//! **Nothing of it leaves this desk.** It is no part of [`Release`], so nothing that is made of a release can hold it; the desk
//! alone knows that both belong together. What it says of the text it says of the words: marks and spaces that typing sets are
//! no change.

mod ask_consent;
mod authorise;
mod comment;
mod drop;
mod places;
mod record_consent;
pub(crate) mod rules;
mod settle_comment;
mod shown;
mod wording;

use sperrfrist_archive::{Anchor, ArchiveError, Authorisation, Books};
use sperrfrist_release::{Release, ReleaseId};

use crate::Problem;
use crate::desk::Desk;
use crate::view::{MarginView, OfRelease};
use places::{lines, quotations, words};

impl Desk {
    /// What stands in the margin of a release, beside the words it is about.
    ///
    /// # Errors
    /// [`Problem`] where it cannot be read.
    pub fn margin(&self, request: OfRelease) -> Result<MarginView, Problem> {
        self.margin_of(request.id)
    }

    /// Changes the margin, in one step, and gives it as it stands then. The draft stays as it is.
    fn change_margin(
        &self,
        id: ReleaseId,
        change: impl FnOnce(&Books<'_>, &Release) -> Result<(), Problem>,
    ) -> Result<MarginView, Problem> {
        self.archive.write(|books| {
            let draft = books.release(id)?.release;
            change(books, &draft)
        })?;
        self.back_up(self.now());
        self.margin_of(id)
    }
}

/// Takes the anchors along where the words they hold on to were changed. One that is lost stays as it was: its words may come back.
pub(crate) fn follow(books: &Books<'_>, before: &Release, after: &Release) -> Result<(), ArchiveError> {
    if before.body == after.body {
        return Ok(());
    }
    let (old, new) = (words(lines(before)), words(lines(after)));
    for comment in books.comments(after.id)? {
        if let Anchor::Line { words } = &comment.anchor
            && let Some(words) = places::followed(&old, &new, words)
        {
            books.update_comment(after.id, comment.number, &Anchor::Line { words }, comment.settled_at)?;
        }
    }
    let (old, new) = (words(quotations(before)), words(quotations(after)));
    for authorisation in books.authorisations(after.id)? {
        if let Some(anchor) = places::followed(&old, &new, &authorisation.anchor) {
            books.update_authorisation(after.id, &Authorisation { anchor, ..authorisation })?;
        }
    }
    Ok(())
}

fn unknown() -> Problem {
    Problem::new(
        "margin.unknown",
        "Dieser Eintrag ist nicht mehr da.",
        "Sehen Sie in der Liste nach, wie sie jetzt steht.",
    )
}
