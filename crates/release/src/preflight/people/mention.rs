//! Where a text names somebody, and what it calls them there.

use std::ops::Range;

use super::office::Office;
use crate::preflight::passage::Passage;

/// Somebody named.
#[derive(Debug, Clone)]
pub(super) struct Mention<'a> {
    pub passage: &'a Passage,
    /// First and last name: "Claudia Plattner", "Ursula von der Leyen".
    pub name: String,
    /// Of the name, in bytes.
    pub range: Range<usize>,
    /// What is said before the name, and behind it up to the next comma.
    pub offices: Vec<Office>,
    /// Whether something there says that this is somebody.
    pub is_anchored: bool,
    /// Its number among all that are named in the release.
    pub order: usize,
}

/// A word, and what stands between it and the one before.
#[derive(Debug, Clone, Copy)]
struct Word<'a> {
    text: &'a str,
    start: usize,
    gap: &'a str,
}

impl Word<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn is_capital(&self) -> bool {
        let mut letters = self.text.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    }

    fn follows_closely(&self) -> bool {
        !self.gap.is_empty() && self.gap.chars().all(|c| c == ' ' || c == '\u{a0}')
    }

    /// Whether it follows a word that may be cut short: "Prof. ", "Dr.".
    fn follows_degree(&self) -> bool {
        matches!(self.gap.trim_end_matches([' ', '\u{a0}']), "" | ".") && !self.gap.is_empty()
    }

    fn is_degree(&self) -> bool {
        const DEGREES: [&str; 15] = [
            "Prof",
            "Dr",
            "Professor",
            "Professorin",
            "PD",
            "Dipl",
            "Ing",
            "Dr.-Ing",
            "h",
            "c",
            "med",
            "jur",
            "phil",
            "rer",
            "nat",
        ];
        DEGREES.contains(&self.text)
    }

    fn office(&self) -> Option<Office> {
        Office::read(self.text, self.start)
    }

    /// Whether it can be a part of a name.
    fn is_of_name(&self) -> bool {
        const NOUNS: [&str; 12] = [
            "ung",
            "heit",
            "keit",
            "schaft",
            "amt",
            "werke",
            "betriebe",
            "verband",
            "ministerium",
            "verein",
            "land",
            "gesellschaft",
        ];
        const NONE: [&str; 22] = [
            "Der", "Die", "Das", "Den", "Dem", "Ein", "Eine", "Für", "Im", "In", "Am", "An", "Auf", "Mit",
            "Von", "Zum", "Zur", "Und", "Als", "Bei", "Herr", "Frau",
        ];
        self.is_capital()
            && !self.is_degree()
            && self.office().is_none()
            && !NONE.contains(&self.text)
            && !NOUNS.iter().any(|ending| self.text.ends_with(ending))
    }
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut found: Vec<Word<'_>> = Vec::new();
    let is_of_word = |c: char| c.is_alphanumeric() || c == '-' || c == '’';
    let mut end = 0;
    let mut rest = text;
    while let Some(at) = rest.find(is_of_word) {
        let start = text.len() - rest.len() + at;
        let length = text[start..].find(|c| !is_of_word(c)).unwrap_or(text.len() - start);
        found.push(Word { text: &text[start..start + length], start, gap: &text[end..start] });
        end = start + length;
        rest = &text[end..];
    }
    found
}

/// Every two capitalised words that may be a name, in reading order. Most are none; see [`Mention::is_anchored`].
pub(super) fn mentions(passage: &Passage) -> Vec<Mention<'_>> {
    let words = words(&passage.text);
    let mut found = Vec::new();
    for at in 0..words.len() {
        let Some(last) = name_from(&words, at) else { continue };
        let before = before(&words, at);
        let behind = behind(&words, last);
        let name = words[at..=last].iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
        let is_anchored = before.is_anchored || !behind.is_empty();
        found.push(Mention {
            passage,
            name,
            range: words[at].start..words[last].end(),
            offices: before.office.into_iter().chain(behind).collect(),
            is_anchored,
            order: 0,
        });
    }
    found
}

/// Where a name that begins with the word `at` ends.
fn name_from(words: &[Word<'_>], at: usize) -> Option<usize> {
    const PARTICLES: [&str; 9] = ["von", "vom", "zu", "zum", "der", "den", "de", "van", "di"];
    if !words[at].is_of_name() {
        return None;
    }
    let mut next = at + 1;
    while next < words.len()
        && next < at + 3
        && PARTICLES.contains(&words[next].text)
        && words[next].follows_closely()
    {
        next += 1;
    }
    let last = words.get(next)?;
    (last.is_of_name() && last.follows_closely()).then_some(next)
}

struct Before {
    office: Option<Office>,
    is_anchored: bool,
}

/// What stands before the name that begins with the word `at`: office, then degrees.
fn before(words: &[Word<'_>], at: usize) -> Before {
    let mut first = at;
    while first > 0 && words[first - 1].is_degree() && words[first].follows_degree() {
        first -= 1;
    }
    let has_degree = first < at;
    let Some(previous) = first.checked_sub(1).map(|at| words[at]).filter(|_| words[first].follows_closely())
    else {
        return Before { office: None, is_anchored: has_degree };
    };
    let is_greeted = ["Frau", "Herr", "Herrn"].contains(&previous.text);
    let office = previous.office();
    Before { is_anchored: has_degree || is_greeted || office.is_some(), office }
}

/// The offices that follow the name whose last word is `last`, behind a comma: ", Staatssekretär für Digitales und
/// Beauftragter für …". An office before the next name is that one's.
fn behind(words: &[Word<'_>], last: usize) -> Vec<Office> {
    const MOST: usize = 16;
    let mut found = Vec::new();
    if words.get(last + 1).is_none_or(|word| word.gap.trim() != ",") {
        return found;
    }
    let mut at = last + 1;
    // ", der neue Präsident der …"
    while at < words.len() && at < last + 4 && words[at].text.starts_with(char::is_lowercase) {
        if at > last + 1 && !words[at].follows_closely() {
            return found;
        }
        at += 1;
    }
    let begins = at == last + 1 || words.get(at).is_some_and(Word::follows_closely);
    let Some(office) =
        words.get(at).filter(|_| begins).and_then(Word::office).filter(|_| !is_before_name(words, at))
    else {
        return found;
    };
    found.push(office);
    for next in at + 1..words.len().min(at + MOST) {
        if !words[next].gap.trim().is_empty() && !words[next].gap.trim().starts_with(['(', ')']) {
            break;
        }
        let joined = ["und", "sowie"].contains(&words[next - 1].text);
        if let Some(office) = words[next].office().filter(|_| joined && !is_before_name(words, next)) {
            found.push(office);
        }
    }
    found
}

/// Whether an office is followed by somebody's name.
fn is_before_name(words: &[Word<'_>], office: usize) -> bool {
    let mut next = office + 1;
    while next < words.len() && words[next].is_degree() && words[next].follows_degree() {
        next += 1;
    }
    next < words.len()
        && (next > office + 1 || words[next].follows_closely())
        && name_from(words, next).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preflight::passage::Passage;
    use crate::preflight::place::Place;

    fn read(text: &str) -> Vec<(String, Vec<String>)> {
        let passage = Passage::new(Place::Headline, text.to_owned());
        let anchored = mentions(&passage).into_iter().filter(|mention| mention.is_anchored);
        anchored
            .map(|mention| (mention.name, mention.offices.into_iter().map(|office| office.word).collect()))
            .collect()
    }

    fn said(name: &str, offices: &[&str]) -> (String, Vec<String>) {
        (name.into(), offices.iter().map(|office| (*office).to_owned()).collect())
    }

    #[test]
    fn a_name_is_read_with_what_is_said_before_and_behind_it() {
        assert_eq!(
            read(
                "BSI-Präsidentin Claudia Plattner und Prof. Thomas Popp, Staatssekretär für Digitale Verwaltung und \
                 Beauftragter für Informationstechnologie (CIO) im Freistaat Sachsen, unterzeichneten heute."
            ),
            [
                said("Claudia Plattner", &["Präsidentin"]),
                said("Thomas Popp", &["Staatssekretär", "Beauftragter"])
            ]
        );
        assert_eq!(
            read("durch BSI-Präsidentin Claudia Plattner und Staatsminister Prof. Dr. Thomas Popp"),
            [said("Claudia Plattner", &["Präsidentin"]), said("Thomas Popp", &["Staatsminister"])]
        );
        assert_eq!(read("Frau Ursula von der Leyen"), [said("Ursula von der Leyen", &[])]);
        assert_eq!(
            read("Jonas Wiedebusch, der neue Präsident der Kammer, kam."),
            [said("Jonas Wiedebusch", &["Präsident"])]
        );
    }

    #[test]
    fn an_office_belongs_to_the_name_behind_it() {
        assert_eq!(
            read("Ministerpräsident Karl Muster, Staatsministerin Dr. Eva Beispiel und andere"),
            [said("Karl Muster", &["Ministerpräsident"]), said("Eva Beispiel", &["Staatsministerin"])]
        );
    }

    #[test]
    fn nouns_are_nobody() {
        for text in [
            "Der Freistaat Sachsen und die Digitale Verwaltung im Land",
            "Die Präsidentin der Bundesstelle",
            "Staatsminister Die Zukunft",
            "Das Amt in Dresden, Leiter war niemand",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
