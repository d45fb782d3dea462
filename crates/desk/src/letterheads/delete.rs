//! The verb "delete": a letterhead that no release needs.

use sperrfrist_archive::Books;
use sperrfrist_release::LetterheadId;
use sperrfrist_release::state::State;

use super::kept;
use crate::Problem;
use crate::desk::Desk;
use crate::view::{Letterheads, OfLetterhead};

impl Desk {
    /// Forgets a letterhead. What is withdrawn stands on plain paper from then on.
    ///
    /// # Errors
    /// [`Problem`] where a release is printed on it, or there is none of that id.
    pub fn delete_letterhead(&self, request: OfLetterhead) -> Result<Letterheads, Problem> {
        let id = request.id;
        self.archive.write(|books| {
            kept(books, id)?;
            if let Some((first, others)) = books.printed_on(id)?.split_first() {
                return Err(in_use(&books.release(*first)?.release.headline, others.len()));
            }
            leave_withdrawn(books, id)?;
            books.drop_letterhead(id).map_err(Problem::from)
        })?;
        self.letterheads()
    }
}

fn in_use(headline: &str, others: usize) -> Problem {
    let headline = if headline.trim().is_empty() { "ohne Überschrift" } else { headline.trim() };
    let sentence = match others {
        0 => format!("Eine Meldung steht auf diesem Briefkopf: »{headline}«."),
        others => format!("{} Meldungen stehen auf diesem Briefkopf, darunter »{headline}«.", others + 1),
    };
    Problem::new(
        "letterhead.in_use",
        sentence,
        "Wählen Sie dort einen anderen Briefkopf; was eingeplant ist, planen Sie damit neu ein.",
    )
}

fn leave_withdrawn(books: &Books<'_>, id: LetterheadId) -> Result<(), Problem> {
    let is_on_it = |state, on| state == State::Withdrawn && on == Some(id);
    for mut stored in
        books.releases()?.into_iter().filter(|stored| is_on_it(stored.state, stored.release.letterhead))
    {
        stored.release.letterhead = None;
        books.update_draft(&stored.release, stored.changed_at)?;
    }
    Ok(())
}
