//! Rules about words: what is missing, what was left behind, what a reader cannot know.

use std::ops::Range;

use super::fix::{Edit, Fix};
use super::passage::Passage;
use super::{Ask, Flaw, Place, Question, Rule};
use crate::body::{Block, Href, Mark};
use crate::document::LinkTarget;
use crate::quotation::Quotation;

pub(super) const RULES: &[(Rule, Ask)] = &[
    (Rule::firm("headline.missing", "Die Überschrift ist da."), headline),
    (Rule::firm("body.missing", "Der Text ist da."), body),
    (Rule::should("dateline.missing", "Ort und Datum stehen vor dem Text."), dateline),
    (Rule::should("contact.missing", "Die Presse weiß, wen sie fragen kann."), contact),
    (Rule::must("text.mark_left", "Kein Platzhalter ist stehen geblieben."), marks_left),
    (Rule::must("link.unsafe", "Die Links im Text führen zu einer Adresse."), links_in_text),
    (Rule::should("link.without_target", "Die Links unter dem Text haben ein Ziel."), links),
    (Rule::should("quotes.mixed", "Die Anführungszeichen sind einheitlich."), quotes),
];

fn missing(is_missing: bool, place: Place, sentence: &str, remedy: &str) -> Option<Vec<Flaw>> {
    Some(is_missing.then(|| Flaw::at(place, sentence, remedy)).into_iter().collect())
}

fn headline(question: &Question<'_>) -> Option<Vec<Flaw>> {
    let is_missing = question.release.headline.trim().is_empty();
    missing(is_missing, Place::Headline, "Die Überschrift fehlt.", "Schreiben Sie eine Überschrift.")
}

fn body(question: &Question<'_>) -> Option<Vec<Flaw>> {
    let is_missing = question.release.body.is_blank();
    missing(is_missing, Place::Body, "Der Text fehlt.", "Schreiben Sie mindestens einen Absatz.")
}

fn dateline(question: &Question<'_>) -> Option<Vec<Flaw>> {
    missing(
        question.release.dateline.place.trim().is_empty(),
        Place::Dateline,
        "Ort und Datum vor dem Text fehlen.",
        "Ergänzen Sie zum Beispiel »Dresden (21.11.2023) –«.",
    )
}

fn contact(question: &Question<'_>) -> Option<Vec<Flaw>> {
    let contact = &question.release.contact;
    missing(
        contact.name.trim().is_empty() || (contact.email.trim().is_empty() && contact.numbers.is_empty()),
        Place::Contact,
        "Es fehlt, wen die Presse fragen kann.",
        "Ergänzen Sie Name und Telefon oder E-Mail-Adresse.",
    )
}

fn marks_left(question: &Question<'_>) -> Option<Vec<Flaw>> {
    let flaws = question.passages.iter().flat_map(|passage| {
        let flaw = |range: Range<usize>| {
            let sentence = format!("»{}« ist ein Platzhalter.", &passage.text[range.clone()]);
            Flaw::within(passage, range, sentence, "Ersetzen Sie ihn durch das, was hier stehen soll.")
        };
        placeholders(&passage.text).into_iter().map(flaw).collect::<Vec<_>>()
    });
    Some(flaws.collect())
}

/// What an editor writes where something is still to come, in bytes: "XXX", "xx.xx.2023", "???", "[Name folgt]".
fn placeholders(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = bracketed(text);
    let words = text.split(|c: char| c.is_whitespace() || "\"»«„“”,;()[]{}<>–—".contains(c));
    for word in words.filter(|word| !is_address(word)) {
        let start = word.as_ptr().addr() - text.as_ptr().addr();
        let word = word.trim_end_matches(['.', ':', '!']);
        if is_placeholder(word) {
            found.push(start..start + word.len());
        }
    }
    if let Some(start) = text.find("Lorem ipsum") {
        found.push(start..start + "Lorem ipsum".len());
    }
    found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    found.dedup_by(|later, earlier| later.start < earlier.end);
    found
}

pub(super) fn is_address(word: &str) -> bool {
    word.contains('@') || word.contains("://") || word.contains("www.")
}

pub(super) fn is_placeholder(word: &str) -> bool {
    // Of a date or a time every part may stand for digits: "xx.11.2023", "XX:XX".
    let mut parts = word.split(['.', ':', '-', '/']).filter(|part| !part.is_empty());
    let crosses = |part: &str, least: usize| {
        part.len() >= least
            && (part.bytes().all(|byte| byte == b'X') || part.bytes().all(|byte| byte == b'x'))
    };
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_date = word.contains(['.', ':']) && parts.clone().all(|part| crosses(part, 2) || is_digits(part));
    (is_date && parts.clone().any(|part| crosses(part, 2)))
        || parts.any(|part| crosses(part, 3))
        || (word.len() >= 3 && word.bytes().all(|byte| byte == b'?'))
        || ["TODO", "TBD", "FIXME"].contains(&word)
}

/// Words in brackets that say what is to come. An addition of the editors' ("[in Dresden]") is none.
fn bracketed(text: &str) -> Vec<Range<usize>> {
    const STILL: [&str; 16] = [
        "folgt",
        "folgen",
        "ergänzen",
        "einfügen",
        "einsetzen",
        "eintragen",
        "nachtragen",
        "prüfen",
        "klären",
        "offen",
        "fehlt",
        "fehlen",
        "platzhalter",
        "todo",
        "tbd",
        "bitte",
    ];
    const WHAT: [&str; 12] = [
        "name", "namen", "vorname", "nachname", "datum", "uhrzeit", "ort", "zitat", "funktion", "titel",
        "zahl", "link",
    ];
    let mut found = Vec::new();
    for (open, close) in [('[', ']'), ('{', '}'), ('<', '>'), ('(', ')')] {
        let mut from = 0;
        while let Some(start) = text[from..].find(open).map(|at| from + at) {
            let Some(end) = text[start..].find(close).map(|at| start + at) else { break };
            let inside = &text[start + 1..end];
            let words: Vec<String> = inside
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .map(str::to_lowercase)
                .collect();
            let says = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
            let is_short = words.len() <= 2;
            let is_mark = match open {
                // What stands in round brackets is text, but for the editor's own question.
                '(' => inside.trim() == "?",
                _ => (is_short && says(&WHAT)) || (words.len() <= 6 && says(&STILL)),
            };
            if is_mark {
                found.push(start..end + 1);
            }
            from = start + 1;
        }
    }
    found
}

fn links_in_text(question: &Question<'_>) -> Option<Vec<Flaw>> {
    let mut flaws = Vec::new();
    let mut is_asked = false;
    for (block, content) in question.release.body.content.iter().enumerate() {
        let own = match content {
            Block::LinkBlock { attrs, .. } => Some(attrs),
            _ => None,
        };
        let marked = content.runs().flat_map(|run| {
            run.marks.iter().filter_map(|mark| match mark {
                Mark::Link { attrs } => Some(attrs),
                _ => None,
            })
        });
        let mut last = None;
        for href in own.into_iter().chain(marked) {
            is_asked = true;
            // A link of which a part is strong is several runs and one link.
            if !href.is_safe() && last.replace(href) != Some(href) {
                flaws.push(nowhere(block, href));
            }
        }
    }
    is_asked.then_some(flaws)
}

fn nowhere(block: usize, href: &Href) -> Flaw {
    let sentence = format!("Der Link »{}« führt nirgends hin.", href.href);
    Flaw::at(
        Place::Line { block, line: 0 },
        sentence,
        "Verwenden Sie eine Adresse mit https:// oder mailto:.",
    )
    .quoting(&href.href)
}

fn links(question: &Question<'_>) -> Option<Vec<Flaw>> {
    let release = question.release;
    let linked = |slot| release.links.iter().any(|link| link.target == LinkTarget::Photo { slot });
    let flaws = release.links.iter().enumerate().filter_map(|(index, link)| {
        let is_missing = match &link.target {
            LinkTarget::Address { href } => !Href { href: href.clone() }.is_safe(),
            LinkTarget::Photo { slot } => release.slot(*slot).is_none(),
            LinkTarget::Missing => true,
        };
        let fix = match release.photos.as_slice() {
            [only] if link.label.contains("Bild") || link.label.contains("Foto") => {
                (!linked(only.id)).then(|| {
                    Fix::new("Mit dem Foto verknüpfen", vec![Edit::LinkToPhoto { index, slot: only.id }])
                })
            }
            _ => None,
        };
        is_missing.then(|| {
            Flaw::at(
                Place::Link { index },
                format!("Der Link »{}« hat kein Ziel.", link.label),
                "Verknüpfen Sie ihn mit einer Adresse oder einem Foto.",
            )
            .quoting(&link.label)
            .fixed_by(fix)
        })
    });
    (!release.links.is_empty()).then(|| flaws.collect())
}

fn quotes(question: &Question<'_>) -> Option<Vec<Flaw>> {
    let style = |quotation: &Quotation| (quotation.opener, quotation.closer);
    let all: Vec<(&Passage, &Quotation)> = question
        .passages
        .iter()
        .flat_map(|passage| passage.quotations.iter().map(move |quotation| (passage, quotation)))
        .collect();
    let first = style(all.first()?.1);
    let count = |wanted: (char, char)| all.iter().filter(|(_, found)| style(found) == wanted).count();
    // Of two that are as frequent, the first stays.
    let usual = all
        .iter()
        .map(|(_, found)| style(found))
        .fold(first, |most, other| if count(other) > count(most) { other } else { most });
    let others: Vec<_> = all.iter().filter(|(_, found)| style(found) != usual).collect();
    let Some((passage, quotation)) = others.first() else { return Some(Vec::new()) };
    let ((open, close), (other_open, other_close)) = (usual, style(quotation));
    let edits: Option<Vec<[Edit; 2]>> =
        others.iter().map(|(passage, quotation)| with_marks(passage, quotation, usual)).collect();
    let fix =
        edits.map(|edits| Fix::new(format!("Überall {open}…{close}"), edits.into_iter().flatten().collect()));
    let flaw = Flaw::within(
        passage,
        quotation.range.clone(),
        format!("Neben {open}…{close} steht {other_open}…{other_close}."),
        "Verwenden Sie überall dieselben Anführungszeichen.",
    );
    Some(vec![flaw.fixed_by(fix)])
}

/// The marks alone change; where one of them is said again between them, a reader would get lost.
fn with_marks(passage: &Passage, quotation: &Quotation, (open, close): (char, char)) -> Option<[Edit; 2]> {
    let Range { start, end } = quotation.range;
    let (first, last) = (start..start + quotation.opener.len_utf8(), end - quotation.closer.len_utf8()..end);
    let inside = &passage.text[first.end..last.start];
    if inside.contains(['»', '«', '„', '“', '”', '"']) {
        return None;
    }
    Some([passage.replaced(&first, open)?, passage.replaced(&last, close)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(text: &str) -> Vec<&str> {
        placeholders(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn what_an_editor_left_is_found() {
        assert_eq!(
            left("Am xx.11.2023 um XX:XX Uhr spricht XXX (?)."),
            ["xx.11.2023", "XX:XX", "XXX", "(?)"]
        );
        assert_eq!(left("»Das freut mich«, sagte [Name folgt]."), ["[Name folgt]"]);
        assert_eq!(left("[Zitat] {Datum} <Name>"), ["[Zitat]", "{Datum}", "<Name>"]);
        assert_eq!(left("[bitte noch mit Referat 12 klären]"), ["[bitte noch mit Referat 12 klären]"]);
        assert_eq!(left("TODO: Zahl prüfen ???"), ["TODO", "???"]);
    }

    #[test]
    fn what_only_looks_like_it_is_left_alone() {
        for text in [
            "Größe XXL, Kapitel XX und XIX, die Firma Maxx, xx",
            "»Er [der Minister] kommt«, »[…]« und »[sic]«",
            "Wirklich? Ja! (siehe oben)",
            "[Name der Redaktion bekannt, auf Wunsch anonym]",
            "am 21.11.2023 um 17:00 Uhr, +49 351 564-0",
            "www.example.org/xxx-seite",
        ] {
            assert_eq!(left(text), [""; 0], "{text}");
        }
    }
}
