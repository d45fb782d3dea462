//! Rules about sentences: which ones a reader has to read twice.

use std::ops::Range;

use super::passage::Passage;
use super::{Ask, Flaw, Question, Rule};

pub(super) const RULES: &[(Rule, Ask)] =
    &[(Rule::should("sentence.hard", "Kein Satz ist besonders schwer zu lesen."), hardest)];

/// From this readability index on a sentence is one to rewrite. Of whole texts, more than 60 counts as very hard.
const HARD: usize = 75;
/// A few to rewrite are a help; all of them are a reproach.
const MOST: usize = 3;

fn hardest(question: &Question<'_>) -> Option<Vec<Flaw>> {
    if !question.is_german() {
        return None;
    }
    let mut hard: Vec<(usize, &Passage, Range<usize>)> = Vec::new();
    for passage in question.body() {
        for sentence in sentences(&passage.text) {
            if let Some(index) = lix(&passage.text[sentence.clone()]).filter(|index| *index >= HARD) {
                hard.push((index, passage, sentence));
            }
        }
    }
    // The sort is stable: of two that are as hard, the first in the text is named first.
    hard.sort_by_key(|(index, ..)| std::cmp::Reverse(*index));
    let flaws = hard.into_iter().take(MOST).map(|(index, passage, sentence)| {
        let words = words(&passage.text[sentence.clone()]).count();
        let remedy = if passage.is_quoted(&sentence) {
            "Das ist ein Zitat: Kürzen kann es nur, wer es gesagt hat."
        } else {
            "Machen Sie zwei Sätze daraus, oder ersetzen Sie lange Wörter."
        };
        let said = format!("Dieser Satz ist schwer zu lesen: {words} Wörter, Lesbarkeitsindex {index}.");
        Flaw::within(passage, sentence, said, remedy)
    });
    Some(flaws.collect())
}

/// The readability index of one sentence: its words, and the percentage of those with more than six letters (Björnsson,
/// Läsbarhet, 1968; for German: Lenhard and Lenhard, Berechnung des Lesbarkeitsindex LIX, 2014). Short sentences with
/// long names are not what it was made for, so it says nothing of them.
fn lix(sentence: &str) -> Option<usize> {
    const FEWEST: usize = 20;
    let count = words(sentence).count();
    let long = words(sentence).filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 6).count();
    (count >= FEWEST).then(|| count + (100 * long + count / 2) / count)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric))
}

/// The sentences of a text, in bytes. A colon ends one, too, as the index counts. What is unclear, such as "am 21. Die",
/// is not taken for an end.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, sign) in text.char_indices() {
        let end = at + sign.len_utf8();
        let is_end = match sign {
            '!' | '?' | '…' => true,
            ':' => true,
            '.' => !is_abbreviated(&text[start..at]),
            _ => false,
        };
        let closing = text[end..].trim_start_matches(['«', '“', '”', '"', ')', '»']);
        if is_end && closing.starts_with(|c: char| c.is_whitespace()) {
            let end = text.len() - closing.len();
            found.push(trimmed(text, start..end));
            start = end;
        }
    }
    found.push(trimmed(text, start..text.len()));
    found.retain(|range| !range.is_empty());
    found
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}

/// Whether the full stop after these words belongs to the last of them: "Prof", "z", "21".
fn is_abbreviated(before: &str) -> bool {
    const SHORT: [&str; 28] = [
        "Prof", "Dr", "Nr", "St", "Str", "Dipl", "Ing", "Hon", "Abs", "Art", "Aufl", "Bd", "bzw", "ca",
        "etc", "evtl", "gem", "ggf", "inkl", "insb", "Mio", "Mrd", "rd", "sog", "usw", "vgl", "zzgl", "Tel",
    ];
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_ordinal = word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    word.chars().count() <= 1 || is_ordinal || SHORT.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_text_falls_into_its_sentences() {
        assert_eq!(
            split("Am 21. November sagte Prof. Dr. T. Popp z. B. dies: »Gut so. Weiter!« Seit 2018. Ende"),
            [
                "Am 21. November sagte Prof. Dr. T. Popp z. B. dies:",
                "»Gut so.",
                "Weiter!«",
                "Seit 2018.",
                "Ende"
            ]
        );
        assert_eq!(split(" www.example.org/a.b um 17.30 Uhr. "), ["www.example.org/a.b um 17.30 Uhr."]);
        assert_eq!(split("  "), [""; 0]);
    }

    #[test]
    fn the_index_is_words_and_the_share_of_long_ones() {
        let twenty = "Verwaltung und ".repeat(10);
        assert_eq!(lix(&twenty), Some(20 + 50));
        assert_eq!(lix("Verwaltungsmodernisierung"), None);
    }
}
