//! The verbs "check words", "suggest words", "know word" and "forget word": spelling, by the dictionaries of this machine and the words
//! that were added at this desk.

use std::collections::BTreeSet;

use sperrfrist_release::Language;
use sperrfrist_spelling::Tongue;

use crate::Problem;
use crate::desk::Desk;
use crate::view::{Suggestions, WordRequest, WordsRequest, WordsView};

impl Desk {
    /// Which of the words are not known.
    ///
    /// # Errors
    /// [`Problem`] where the added words cannot be read.
    pub fn check_words(&self, request: WordsRequest) -> Result<WordsView, Problem> {
        let WordsRequest { language, words } = request;
        let Some(speller) = self.dictionaries.speller(tongue(language)) else {
            return Ok(WordsView { has_dictionary: false, unknown: Vec::new() });
        };
        let added: BTreeSet<String> = self.archive.read(|books| books.known_words())?.into_iter().collect();
        let unknown =
            words.into_iter().filter(|word| !added.contains(word) && !speller.knows(word)).collect();
        Ok(WordsView { has_dictionary: true, unknown })
    }

    /// What could have been meant.
    ///
    /// # Errors
    /// None; it is a verb like the others.
    pub fn suggest_words(&self, request: WordRequest) -> Result<Suggestions, Problem> {
        let speller = self.dictionaries.speller(tongue(request.language));
        let words = speller.map(|speller| speller.suggest(&request.word)).unwrap_or_default();
        Ok(Suggestions { words })
    }

    /// Adds a word to the dictionary of this desk.
    ///
    /// # Errors
    /// [`Problem`] where it cannot be kept.
    pub fn know_word(&self, request: WordRequest) -> Result<(), Problem> {
        let now = self.now();
        Ok(self.archive.write(|books| books.add_known_word(&request.word, now))?)
    }

    /// Takes a word out of it again.
    ///
    /// # Errors
    /// [`Problem`] where that cannot be kept.
    pub fn forget_word(&self, request: WordRequest) -> Result<(), Problem> {
        Ok(self.archive.write(|books| books.drop_known_word(&request.word))?)
    }
}

const fn tongue(language: Language) -> Tongue {
    match language {
        Language::German | Language::EasyGerman => Tongue::German,
        Language::UpperSorbian => Tongue::UpperSorbian,
        Language::English => Tongue::English,
    }
}
