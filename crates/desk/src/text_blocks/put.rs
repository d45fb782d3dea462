//! The verb "put text block": a new one, or a change of one.

use sperrfrist_archive::TextBlock;
use sperrfrist_release::text_block::{
    LONGEST_SHORTCUT, LONGEST_WORDS, ShortcutFault, folded, shortcut as as_shortcut,
};

use super::must_be_there;
use crate::Problem;
use crate::desk::Desk;
use crate::view::{TextBlockRequest, TextBlocks};

impl Desk {
    /// Keeps a text block; without a number it is a new one.
    ///
    /// # Errors
    /// [`Problem`] where its shortcut is none or stands for another text of the language already, where it has no words, or
    /// it cannot be kept.
    pub fn put_text_block(&self, request: TextBlockRequest) -> Result<TextBlocks, Problem> {
        let TextBlockRequest { number, shortcut, language, words } = request;
        let shortcut = as_shortcut(&shortcut).map_err(no_shortcut)?;
        let words = words.replace("\r\n", "\n").trim().to_owned();
        if words.is_empty() {
            return Err(Problem::new(
                "text_block.empty",
                "Der Textbaustein ist leer.",
                "Schreiben Sie, was für das Kürzel stehen soll.",
            ));
        }
        if words.chars().count() > LONGEST_WORDS {
            return Err(Problem::new(
                "text_block.too_long",
                "Der Textbaustein ist länger als 20.000\u{a0}Zeichen.",
                "Teilen Sie ihn auf mehrere Kürzel auf.",
            ));
        }
        self.change_text_blocks(|books, there| {
            if let Some(number) = number {
                must_be_there(&there, number)?;
            }
            let is_taken = |block: &TextBlock| {
                Some(block.number) != number
                    && block.language == language
                    && folded(&block.shortcut) == folded(&shortcut)
            };
            if let Some(other) = there.iter().find(|block| is_taken(block)) {
                return Err(Problem::new(
                    "text_block.taken",
                    format!("Das Kürzel »{}« steht schon für einen anderen Text.", other.shortcut),
                    "Wählen Sie ein anderes Kürzel, oder ändern Sie den vorhandenen Baustein.",
                ));
            }
            let kept = match number {
                Some(number) => books.update_text_block(number, &shortcut, language, &words),
                None => books.insert_text_block(&shortcut, language, &words),
            };
            kept.map_err(Problem::from)
        })
    }
}

fn no_shortcut(fault: ShortcutFault) -> Problem {
    let (code, sentence, next_step) = match fault {
        ShortcutFault::Empty => (
            "text_block.no_shortcut",
            "Es fehlt das Kürzel.".to_owned(),
            "Tragen Sie ein, was Sie tippen wollen, etwa »bsi-kurz«.",
        ),
        ShortcutFault::TooLong => (
            "text_block.long_shortcut",
            format!("Das Kürzel ist länger als {LONGEST_SHORTCUT}\u{a0}Zeichen."),
            "Nehmen Sie ein kürzeres.",
        ),
        ShortcutFault::NoWord => (
            "text_block.no_word",
            "Das Kürzel lässt sich nicht in einem Zug tippen.".to_owned(),
            "Nehmen Sie Buchstaben und Ziffern, dazwischen höchstens einzelne Bindestriche, Punkte oder Unterstriche.",
        ),
    };
    Problem::new(code, sentence, next_step)
}
