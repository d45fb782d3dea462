//! Where in a text the words stand that were looked for, as SQLite's FTS5 compares them: a word that begins so, whatever its
//! case and accents.

use unicode_normalization::char::decompose_canonical;

use crate::view::Run;

/// So many characters of a line are shown before the place, and after its beginning.
const BEFORE: usize = 32;
const AFTER: usize = 90;

/// The words that somebody looks for.
pub(super) struct Sought(Vec<Vec<char>>);

impl Sought {
    pub(super) fn of(words: &str) -> Self {
        let runs = words.split(|c: char| !c.is_alphanumeric()).filter(|run| !run.is_empty());
        Self(runs.map(|run| run.chars().map(folded).collect()).collect())
    }

    /// Whether any of the words stands there.
    pub(super) fn is_in(&self, text: &str) -> bool {
        self.marked(text).iter().any(|run| run.is_sought)
    }

    /// The whole text, with the words marked.
    pub(super) fn marked(&self, text: &str) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let mut push = |part: &str, is_sought: bool| {
            if part.is_empty() {
                return;
            }
            match runs.last_mut() {
                Some(last) if last.is_sought == is_sought => last.text.push_str(part),
                _ => runs.push(Run { text: part.to_owned(), is_sought }),
            }
        };
        let mut rest = text;
        while !rest.is_empty() {
            let word = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            if word == 0 {
                let gap = rest.find(char::is_alphanumeric).unwrap_or(rest.len());
                push(&rest[..gap], false);
                rest = &rest[gap..];
                continue;
            }
            let marked = self.longest(&rest[..word]);
            push(&rest[..marked], true);
            push(&rest[marked..word], false);
            rest = &rest[word..];
        }
        runs
    }

    /// What stands around the first of the words; `None` where there is none.
    pub(super) fn excerpt(&self, line: &str) -> Option<Vec<Run>> {
        let runs = self.marked(line);
        let first = runs.iter().position(|run| run.is_sought)?;
        let before: usize = runs[..first].iter().map(|run| run.text.len()).sum();
        let from = word_before(line, before);
        let mut shown = self.marked(cut(&line[from..]));
        if from > 0 {
            shown.insert(0, Run { text: "… ".into(), is_sought: false });
        }
        if from + cut(&line[from..]).len() < line.len() {
            shown.push(Run { text: " …".into(), is_sought: false });
        }
        Some(shown)
    }

    /// The line from its beginning.
    pub(super) fn beginning(&self, line: &str) -> Vec<Run> {
        let mut shown = self.marked(cut(line));
        if cut(line).len() < line.len() {
            shown.push(Run { text: " …".into(), is_sought: false });
        }
        shown
    }

    /// How many bytes of a word the longest of the words is that it begins with.
    fn longest(&self, word: &str) -> usize {
        self.0.iter().filter_map(|sought| begins(word, sought)).max().unwrap_or(0)
    }
}

fn begins(word: &str, sought: &[char]) -> Option<usize> {
    let mut letters = word.char_indices();
    for wanted in sought {
        let (_, letter) = letters.next()?;
        if folded(letter) != *wanted {
            return None;
        }
    }
    Some(letters.next().map_or(word.len(), |(at, _)| at))
}

/// The letter without its accent, in lower case.
fn folded(letter: char) -> char {
    let mut base = letter;
    let mut is_first = true;
    decompose_canonical(letter, |part| {
        if is_first {
            base = part;
            is_first = false;
        }
    });
    base.to_lowercase().next().unwrap_or(base)
}

/// The start of a word some way before `at`.
fn word_before(line: &str, at: usize) -> usize {
    let Some((from, _)) = line[..at].char_indices().rev().nth(BEFORE) else { return 0 };
    line[from..at].find(' ').map_or(at, |space| from + space + 1)
}

/// The line up to a whole word.
fn cut(line: &str) -> &str {
    let Some((end, _)) = line.char_indices().nth(AFTER) else { return line };
    let space = line[..end].rfind(' ').filter(|space| *space > end / 2).unwrap_or(end);
    &line[..space]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(runs: &[Run]) -> String {
        runs.iter()
            .map(|run| if run.is_sought { format!("[{}]", run.text) } else { run.text.clone() })
            .collect()
    }

    #[test]
    fn words_are_marked_where_they_begin_whatever_their_case_and_accents() {
        let sought = Sought::of("prasi bsi");
        assert_eq!(
            shown(&sought.marked("Die BSI-Präsidentin und der Vizepräsident")),
            "Die [BSI]-[Präsi]dentin und der Vizepräsident"
        );
        assert_eq!(shown(&Sought::of("").marked("Nichts")), "Nichts");
        assert_eq!(shown(&Sought::of("ŕep").marked("Rěp repa")), "[Rěp] [rep]a");
    }

    #[test]
    fn an_excerpt_shows_whole_words_around_the_first_place() {
        let line = "Zur Unterzeichnung in der Staatskanzlei kamen am Dienstag viele Gäste, unter ihnen Claudia Plattner und Prof. \
                    Thomas Popp, die beide kurz sprachen und danach gingen.";
        assert_eq!(
            shown(&Sought::of("plattner").excerpt(line).expect("found")),
            "… Gäste, unter ihnen Claudia [Plattner] und Prof. Thomas Popp, die beide kurz sprachen und …"
        );
        assert_eq!(Sought::of("Meier").excerpt(line), None);
    }

    proptest! {
        #[test]
        fn nothing_of_a_text_is_lost_by_marking(text in any::<String>(), words in any::<String>()) {
            let sought = Sought::of(&words);
            let whole: String = sought.marked(&text).into_iter().map(|run| run.text).collect();
            prop_assert_eq!(whole, text.clone());
            let _ = sought.excerpt(&text);
            let _ = sought.beginning(&text);
        }
    }
}
