//! The verb "new letterhead": a copy of one that is there.

use sperrfrist_archive::{Books, StoredLetterhead};
use sperrfrist_paper::{Letterhead, LetterheadDraft, patterns};
use sperrfrist_release::LetterheadId;

use super::{draft, keep, kept, view};
use crate::Problem;
use crate::desk::Desk;
use crate::view::{LetterheadSource, LetterheadView};

impl Desk {
    /// Makes a copy of a letterhead, to be changed.
    ///
    /// # Errors
    /// [`Problem`] where there is nothing of that name, or it cannot be kept.
    pub fn new_letterhead(&self, source: LetterheadSource) -> Result<LetterheadView, Problem> {
        match source {
            LetterheadSource::Pattern { name } => {
                let pattern = patterns().into_iter().find(|(known, _)| *known == name);
                let (_, letterhead) = pattern.ok_or_else(|| {
                    Problem::new(
                        "letterhead.no_pattern",
                        "Diese Vorlage gibt es nicht.",
                        "Wählen Sie eine andere.",
                    )
                })?;
                let logo = logo_of(&letterhead);
                self.keep_letterhead(&name, &LetterheadDraft::of(&letterhead), logo)
            }
            LetterheadSource::Letterhead { id } => {
                let source = self.archive.read(|books| kept(books, id))?;
                self.keep_letterhead(&source.name, &draft(&source)?, source.logo)
            }
        }
    }

    /// Keeps a new letterhead under a name that none has yet.
    pub(super) fn keep_letterhead(
        &self,
        name: &str,
        draft: &LetterheadDraft,
        logo: Option<Vec<u8>>,
    ) -> Result<LetterheadView, Problem> {
        let now = self.now();
        let view = self.archive.write(|books| {
            let stored = StoredLetterhead {
                id: LetterheadId::random(),
                name: free_name(books, name)?,
                draft: String::new(),
                logo,
                sound: None,
                changed_at: now,
                is_usual: false,
            };
            let id = stored.id;
            keep(books, stored, draft, now)?;
            view(books, id)
        })?;
        self.back_up(now);
        Ok(view)
    }
}

/// The picture of its logo as a file.
pub(super) fn logo_of(letterhead: &Letterhead) -> Option<Vec<u8>> {
    letterhead.logo.as_ref().map(|logo| logo.picture.file().to_vec())
}

/// "Staatskanzlei", "Staatskanzlei 2", "Staatskanzlei 3".
pub(super) fn free_name(books: &Books<'_>, wanted: &str) -> Result<String, Problem> {
    let taken: Vec<String> = books.letterheads()?.into_iter().map(|letterhead| letterhead.name).collect();
    let (stem, from) = match wanted.rsplit_once(' ') {
        Some((stem, number)) if number.parse::<u32>().is_ok() => (stem, 2),
        _ => (wanted, 1),
    };
    let numbered = |number: u32| if number == 1 { stem.to_owned() } else { format!("{stem} {number}") };
    let mut names = (from..).map(numbered).filter(|name| !taken.contains(name));
    Ok(names.next().unwrap_or_else(|| wanted.to_owned()))
}
