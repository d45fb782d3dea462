//! Text blocks: words that stand for a shortcut.

use chrono::{DateTime, Utc};
use rusqlite::named_params;
use sperrfrist_release::Language;
use sperrfrist_release::text_block::folded;

use crate::books::{from_word, maybe_instant, millis, word};
use crate::{ArchiveError, Books};

/// A text block as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextBlock {
    pub number: u32,
    pub shortcut: String,
    pub language: Language,
    pub words: String,
    pub used_at: Option<DateTime<Utc>>,
}

impl Books<'_> {
    /// Every text block, by its shortcut.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn text_blocks(&self) -> Result<Vec<TextBlock>, ArchiveError> {
        self.rows(include_str!("sql/text_blocks.sql"), [], |row| {
            Ok(TextBlock {
                number: row.get("number")?,
                shortcut: row.get("shortcut")?,
                language: from_word(row, "language")?,
                words: row.get("words")?,
                used_at: maybe_instant(row, "used_at")?,
            })
        })
    }

    /// Keeps a new one. A shortcut stands for one text in each language.
    ///
    /// # Errors
    /// [`ArchiveError`], also where the shortcut is taken.
    pub fn insert_text_block(
        &self,
        shortcut: &str,
        language: Language,
        words: &str,
    ) -> Result<(), ArchiveError> {
        self.change_one(
            include_str!("sql/insert_text_block.sql"),
            named_params! {
                ":shortcut": shortcut,
                ":folded": folded(shortcut),
                ":language": word(&language),
                ":words": words,
            },
        )
    }

    /// Changes one. When it was used stays.
    ///
    /// # Errors
    /// [`ArchiveError::MovedOn`] where it is not there.
    pub fn update_text_block(
        &self,
        number: u32,
        shortcut: &str,
        language: Language,
        words: &str,
    ) -> Result<(), ArchiveError> {
        self.change_one(
            include_str!("sql/update_text_block.sql"),
            named_params! {
                ":number": number,
                ":shortcut": shortcut,
                ":folded": folded(shortcut),
                ":language": word(&language),
                ":words": words,
            },
        )
    }

    /// Notes that it was put into a release. Where it is gone by now, there is nothing to note.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn use_text_block(&self, number: u32, at: DateTime<Utc>) -> Result<(), ArchiveError> {
        let params = named_params! { ":number": number, ":at": millis(at) };
        self.change(include_str!("sql/use_text_block.sql"), params)?;
        Ok(())
    }

    /// Takes one out.
    ///
    /// # Errors
    /// [`ArchiveError::MovedOn`] where it is not there.
    pub fn drop_text_block(&self, number: u32) -> Result<(), ArchiveError> {
        self.change_one(include_str!("sql/drop_text_block.sql"), named_params! { ":number": number })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Archive;
    use crate::books::tests::at;
    use std::error::Error;

    #[test]
    fn a_shortcut_stands_for_one_text_in_each_language() -> Result<(), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        let (german, english) = (Language::German, Language::English);
        archive.write(|books| {
            books.insert_text_block("bsi-kurz", german, "Das Bundesamt …")?;
            books.insert_text_block("Anmeldung", german, "Anmeldung bis [Frist]")?;
            books.insert_text_block("bsi-kurz", english, "The Federal Office …")
        })?;
        assert!(archive.write(|books| books.insert_text_block("BSI-kurz", german, "x")).is_err());
        let all = archive.read(|books| books.text_blocks())?;
        let shown: Vec<_> = all.iter().map(|block| (block.shortcut.as_str(), block.language)).collect();
        assert_eq!(shown, [("Anmeldung", german), ("bsi-kurz", english), ("bsi-kurz", german)]);

        let number = all[0].number;
        archive.write(|books| books.use_text_block(number, at(5)))?;
        archive.write(|books| books.update_text_block(number, "anm", german, "Anmeldung"))?;
        let changed = archive.read(|books| books.text_blocks())?.remove(0);
        assert_eq!((changed.shortcut.as_str(), changed.used_at), ("anm", Some(at(5))));
        archive.write(|books| books.drop_text_block(number))?;
        archive.write(|books| books.use_text_block(number, at(6)))?;
        assert!(archive.write(|books| books.drop_text_block(number)).is_err());
        assert_eq!(archive.read(|books| books.text_blocks())?.len(), 2);
        Ok(())
    }
}
