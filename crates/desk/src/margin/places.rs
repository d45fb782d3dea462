//! Where something stands in a text that goes on changing: by its words.

use std::collections::HashMap;

use sperrfrist_release::body::Block;
use sperrfrist_release::preflight::Place;
use sperrfrist_release::{Release, quotation};

use super::wording::plain;

/// A line of the body, or a quotation in one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Passage {
    pub block: usize,
    pub line: usize,
    pub words: String,
}

/// Between quotation marks fewer words are a name or a term.
const FEWEST_WORDS: usize = 4;

/// So much alike two texts are one that was edited.
const ALIKE: f64 = 0.5;

impl Passage {
    pub(super) fn place(&self) -> Place {
        Place::Line { block: self.block, line: self.line }
    }
}

/// Every line of the body; those without a word too, for each has its place.
pub(super) fn lines(release: &Release) -> Vec<Passage> {
    let of_block = |(block, content): (usize, &Block)| {
        let lines = content.lines().into_iter().enumerate();
        lines.map(move |(line, words)| Passage { block, line, words }).collect::<Vec<_>>()
    };
    release.body.content.iter().enumerate().flat_map(of_block).collect()
}

/// What somebody is quoted with in the body, without the marks: each block that quotes, apart from who says it, and each sentence
/// between quotation marks elsewhere.
pub(super) fn quotations(release: &Release) -> Vec<Passage> {
    let is_quote = |block: usize| matches!(release.body.content.get(block), Some(Block::Quote { .. }));
    let is_enough = |words: &String| words.split_whitespace().count() >= FEWEST_WORDS;
    let mut found = Vec::new();
    for line in lines(release) {
        let said: Vec<String> = quotation::quoted(&line.words)
            .into_iter()
            .map(|range| bare(&line.words[range]).to_owned())
            .collect();
        let said: Vec<String> = if is_quote(line.block) {
            // »…«, says somebody, »…«: one quotation. Without marks all of it is one.
            let whole = Some(said.join(" … ")).filter(is_enough);
            let whole = whole.unwrap_or_else(|| bare(&line.words).to_owned());
            Some(whole).filter(|words| !words.is_empty()).into_iter().collect()
        } else {
            said.into_iter().filter(is_enough).collect()
        };
        found.extend(said.into_iter().map(|words| Passage { words, ..line.clone() }));
    }
    found
}

/// A quotation without the marks around it.
pub(super) fn bare(words: &str) -> &str {
    words.trim_matches(|sign: char| sign.is_whitespace() || "»«„“”\"".contains(sign))
}

pub(super) fn words(passages: Vec<Passage>) -> Vec<String> {
    passages.into_iter().map(|passage| passage.words).collect()
}

/// Where the words stand, or what has become of them.
pub(super) fn found(passages: &[Passage], anchor: &str) -> Option<usize> {
    let texts: Vec<&str> = passages.iter().map(|passage| passage.words.as_str()).collect();
    nearest(&texts, anchor, |_| true)
}

/// Of each anchor the passage that it has; each passage is had once, and whoever has its very words comes first.
pub(super) fn dealt(passages: &[Passage], anchors: &[&str]) -> Vec<Option<usize>> {
    let texts: Vec<&str> = passages.iter().map(|passage| passage.words.as_str()).collect();
    let mut dealt: Vec<Option<usize>> = vec![None; anchors.len()];
    for is_exact in [true, false] {
        for (at, anchor) in anchors.iter().enumerate() {
            if dealt[at].is_none() {
                let is_free = |index: usize| !dealt.contains(&Some(index));
                dealt[at] = nearest(&texts, anchor, is_free)
                    .filter(|index| !is_exact || plain(texts[*index]) == plain(anchor));
            }
        }
    }
    dealt
}

/// What the words have become from one text to the next; `None` where they stay as they are, or are nowhere.
pub(super) fn followed(before: &[String], after: &[String], anchor: &str) -> Option<String> {
    let wanted = plain(anchor);
    let is_it = |text: &String| plain(text) == wanted;
    if after.iter().any(is_it) || !before.iter().any(is_it) {
        return None;
    }
    let start = before.iter().zip(after).take_while(|(one, other)| one == other).count();
    let (old, new) = (&before[start..], &after[start..]);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(one, other)| one == other).count();
    let (old, new) = (&old[..old.len() - end], &new[..new.len() - end]);
    let became = match (old, new) {
        // One took the place of one, whatever it says.
        ([one], [other]) if is_it(one) => Some(other.clone()),
        _ => {
            let texts: Vec<&str> = after.iter().map(String::as_str).collect();
            nearest(&texts, anchor, |_| true).map(|index| after[index].clone())
        }
    };
    became.filter(|words| !words.trim().is_empty())
}

/// The text with these very words, or else the one that is most alike.
fn nearest(texts: &[&str], anchor: &str, is_free: impl Fn(usize) -> bool) -> Option<usize> {
    let wanted = plain(anchor);
    let free: Vec<usize> = (0..texts.len()).filter(|index| is_free(*index)).collect();
    if let Some(same) = free.iter().find(|index| plain(texts[**index]) == wanted) {
        return Some(*same);
    }
    let rated = free.into_iter().map(|index| (likeness(texts[index], anchor), index));
    // Of two that are just as much alike the first.
    let best = rated.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)))?;
    (best.0 >= ALIKE).then_some(best.1)
}

/// How much of their words two texts share, from 0 to 1.
fn likeness(one: &str, other: &str) -> f64 {
    let counted = |text: &str| {
        let mut words: HashMap<String, u32> = HashMap::new();
        for word in plain(text).split(' ') {
            let word = word.trim_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase();
            if !word.is_empty() {
                *words.entry(word).or_default() += 1;
            }
        }
        words
    };
    let (one, other) = (counted(one), counted(other));
    let all = one.values().sum::<u32>() + other.values().sum::<u32>();
    let shared: u32 = one.iter().map(|(word, count)| count.min(other.get(word).unwrap_or(&0))).sum();
    if all == 0 { 0.0 } else { f64::from(2 * shared) / f64::from(all) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sperrfrist_release::body::Text;
    use sperrfrist_release::{Body, ReleaseId};

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    fn release(blocks: Vec<Block>) -> Release {
        Release { body: Body::of(blocks), ..Release::blank(ReleaseId::random()) }
    }

    #[test]
    fn quotations_are_blocks_that_quote_and_sentences_between_marks() {
        let quote = |words: &str| Block::Quote { content: vec![Text::plain(words)] };
        let found = quotations(&release(vec![
            Block::paragraph(
                "Plattner sagte: »Das Thema gehört auf die Agenda.« Die Reihe »Briefe« läuft weiter.",
            ),
            quote("»Das gilt.«"),
            quote("Popp sagte: »Wir fangen heute an.« Er fügte an: »Alle.«"),
            quote("So sei es."),
            quote(" "),
            Block::paragraph("Ohne Zitat."),
        ]));
        let found: Vec<_> = found.iter().map(|quote| (quote.block, quote.words.as_str())).collect();
        assert_eq!(
            found,
            [
                (0, "Das Thema gehört auf die Agenda."),
                (1, "Das gilt."),
                (2, "Wir fangen heute an. … Alle."),
                (3, "So sei es."),
            ]
        );
    }

    #[test]
    fn an_anchor_follows_its_words_while_they_are_edited_moved_and_replaced_in_their_place() {
        let before = texts(&["Eins steht hier.", "Die Zahl lautet vierzig.", "Drei."]);
        let to = |after: &[&str]| followed(&before, &texts(after), "Die Zahl lautet vierzig.");
        let same = ["Neu davor.", "Eins steht hier.", "Die Zahl lautet vierzig.", "Drei."];
        assert_eq!(to(&same), None, "it stands there still");
        let edited = ["Eins steht hier.", "Neu.", "Die Zahl lautet fünfzig.", "Drei."];
        assert_eq!(to(&edited).as_deref(), Some("Die Zahl lautet fünfzig."));
        let other = ["Eins steht hier.", "Etwas ganz anderes.", "Drei."];
        assert_eq!(to(&other).as_deref(), Some("Etwas ganz anderes."));
        assert_eq!(to(&["Eins steht hier.", "Drei."]), None, "gone");
        assert_eq!(to(&["Eins steht hier.", "", "Drei."]), None, "emptied");
        assert_eq!(followed(&before, &texts(&["A", "B"]), "War nie da"), None);
    }

    #[test]
    fn each_quotation_is_had_once_and_first_by_whoever_has_its_words() {
        let passages: Vec<Passage> =
            ["Wir fangen heute mit der Arbeit an.", "Wir fangen heute mit der Arbeit an, gern."]
                .iter()
                .enumerate()
                .map(|(block, words)| Passage { block, line: 0, words: (*words).to_owned() })
                .collect();
        let like = "Wir fangen heute mit der Arbeit an";
        assert_eq!(dealt(&passages, &[like, &passages[0].words]), [Some(1), Some(0)]);
        assert_eq!(dealt(&passages[..1], &[like, &passages[0].words]), [None, Some(0)]);
        assert_eq!(dealt(&passages, &["Davon steht hier nichts."]), [None]);
    }

    #[test]
    fn likeness_is_of_words_and_none_is_like_nothing() {
        assert!(likeness("Das gilt ab sofort.", "Das gilt, ab heute.") >= ALIKE);
        assert!(likeness("Das gilt ab sofort.", "Morgen kommt Besuch.") < ALIKE);
        assert!(likeness("", "").abs() < f64::EPSILON);
    }
}
