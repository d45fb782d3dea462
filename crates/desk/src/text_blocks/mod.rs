//! The text blocks ("Textbausteine") of this desk.
//!
//! No release refers to them. What is put into a release is the release's from then on, and what is changed here changes no
//! release.

mod put;
mod remove;
mod used;

use sperrfrist_archive::{Books, TextBlock};
use sperrfrist_release::text_block::filled;

use crate::Problem;
use crate::desk::Desk;
use crate::view::{TextBlockRow, TextBlocks, TextBlocksRequest};

impl Desk {
    /// Every text block, by its shortcut; for a release with what it knows filled in.
    ///
    /// # Errors
    /// [`Problem`] where the archive cannot be read, or there is no such release.
    pub fn text_blocks(&self, request: TextBlocksRequest) -> Result<TextBlocks, Problem> {
        let (blocks, release) = self.archive.read(|books| {
            let release = request.release.map(|id| books.release(id)).transpose()?;
            Ok::<_, Problem>((books.text_blocks()?, release.map(|stored| stored.release)))
        })?;
        let row = |block: TextBlock| {
            let TextBlock { number, shortcut, language, words, used_at } = block;
            let filled = match &release {
                Some(release) => filled(&words, release, self.zone),
                None => words.clone(),
            };
            TextBlockRow { number, shortcut, language, words, filled, used_at }
        };
        Ok(TextBlocks { rows: blocks.into_iter().map(row).collect() })
    }

    /// Changes them, in one step, and gives them as they stand then.
    fn change_text_blocks(
        &self,
        change: impl FnOnce(&Books<'_>, Vec<TextBlock>) -> Result<(), Problem>,
    ) -> Result<TextBlocks, Problem> {
        self.archive.write(|books| {
            let there = books.text_blocks()?;
            change(books, there)
        })?;
        self.back_up(self.now());
        self.text_blocks(TextBlocksRequest { release: None })
    }
}

/// That one is still there.
fn must_be_there(there: &[TextBlock], number: u32) -> Result<(), Problem> {
    if there.iter().any(|block| block.number == number) {
        return Ok(());
    }
    Err(Problem::new(
        "text_block.gone",
        "Diesen Textbaustein gibt es nicht mehr.",
        "Sehen Sie in der Liste nach, wie sie jetzt steht.",
    ))
}
