//! What a text says that holds only on its day, or only once it has happened: asked when a time moves.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::passage::{Passage, passages};
use super::place::{Place, Span};
use crate::document::Release;
use crate::language::Language;
use crate::{import, wording};

/// Words that another time may make untrue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub telling: Telling,
    pub place: Place,
    pub span: Span,
    pub words: String,
}

/// Why they may be untrue then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Telling {
    /// They name the day on which the text was to be read.
    Day,
    /// They tell as done what was to be done by then.
    Done,
}

/// Days as they are seen from the day of reading.
const SEEN: [&str; 6] = ["heute", "morgen", "übermorgen", "gestern", "vorgestern", "heutige"];
/// With what was done at the end of their clause they tell what is over.
const HELPERS: [&str; 8] = ["hat", "haben", "wurde", "wurden", "war", "waren", "ist", "sind"];
/// So many words lie at most between one of them and »heute«.
const NEAR: usize = 4;
/// End as what is over does, and are not.
const NOT_PAST: [&str; 12] = [
    "heute", "könnte", "könnten", "sollte", "sollten", "möchte", "möchten", "müsste", "müssten", "bitte",
    "bitten", "dürfte",
];

/// What would be untrue if the text were read on `now` and not on `before`; of somebody's own words nothing, for they
/// were said when they were said.
#[must_use]
pub fn told(release: &Release, before: NaiveDate, now: NaiveDate) -> Vec<Told> {
    let is_german = matches!(release.language, Language::German | Language::EasyGerman);
    let all = passages(release);
    let read =
        all.iter().filter(|passage| !matches!(passage.place, Place::EmbargoNote { .. } | Place::Contact));
    read.flat_map(|passage| {
        let days = if before == now { Vec::new() } else { days(passage, before, is_german) };
        let done = if is_german { done(passage) } else { Vec::new() };
        let days =
            days.into_iter().map(|range| (Telling::Day, range.clone(), passage.text[range].to_owned()));
        let done = done.into_iter().map(|(range, words)| (Telling::Done, range, words));
        days.chain(done)
            .filter(|(_, range, _)| !passage.is_quoted(range))
            .map(|(telling, range, words)| Told {
                telling,
                place: passage.place.clone(),
                span: Span::of(&passage.text, &range),
                words,
            })
            .collect::<Vec<_>>()
    })
    .collect()
}

/// Where a day is named: »heute«, its weekday, or its date.
fn days(passage: &Passage, day: NaiveDate, is_german: bool) -> Vec<Range<usize>> {
    let mut found = import::naming(&passage.text, day);
    if is_german {
        let weekday = wording::weekday_in_full(day.weekday());
        let is_day = |word: &str| word == weekday || SEEN.contains(&stem(word).as_str());
        let words = words(&passage.text).into_iter().filter(|range| is_day(&passage.text[range.clone()]));
        let apart: Vec<_> = words.filter(|word| found.iter().all(|date| !touches(date, word))).collect();
        found.extend(apart);
        found.sort_by_key(|range| range.start);
    }
    found
}

/// "heutigen" as "heutige"; "Heute" as "heute", for a sentence may begin with it. "Morgen" is also a noun.
fn stem(word: &str) -> String {
    let word = if word.starts_with('M') { word.to_owned() } else { word.to_lowercase() };
    match word.strip_prefix("heutige") {
        Some(_) => "heutige".into(),
        None => word,
    }
}

/// "unterzeichneten heute", "Heute unterzeichneten", "haben dazu heute … unterzeichnet": where it stands, and how it reads.
fn done(passage: &Passage) -> Vec<(Range<usize>, String)> {
    let text = passage.text.as_str();
    let words = words(text);
    let is_today = |range: &Range<usize>| matches!(&text[range.clone()], "heute" | "Heute");
    let days = (0..words.len()).filter(|at| is_today(&words[*at]));
    days.filter_map(|at| past_beside(text, &words, at).or_else(|| perfect_around(text, &words, at))).collect()
}

/// A verb that tells what is over, right before or after »heute«.
fn past_beside(text: &str, words: &[Range<usize>], at: usize) -> Option<(Range<usize>, String)> {
    let (before, after) = (at.checked_sub(1), (at + 1 < words.len()).then_some(at + 1));
    [before, after].into_iter().flatten().find_map(|beside| {
        let (first, last) = (beside.min(at), beside.max(at));
        let whole = words[first].start..words[last].end;
        let is_beside = is_one_clause(text, &words[first], &words[last]);
        (is_beside && is_past(&text[words[beside].clone()])).then(|| (whole.clone(), text[whole].to_owned()))
    })
}

/// "haben … heute … unterzeichnet": the verb is near, and its clause ends with what was done.
fn perfect_around(text: &str, words: &[Range<usize>], at: usize) -> Option<(Range<usize>, String)> {
    let is_helper = |near: &usize| HELPERS.contains(&&text[words[*near].clone()]);
    let joins = |near: &usize| is_one_clause(text, &words[*near.min(&at)], &words[*near.max(&at)]);
    let before = (at.saturating_sub(NEAR)..at).rev().take_while(joins).find(is_helper);
    let helper = before
        .or_else(|| Some(at + 1).filter(|after| *after < words.len() && joins(after) && is_helper(after)))?;
    let (first, last) = (helper.min(at), helper.max(at));
    let end = (last + 1..words.len())
        .take_while(|later| is_one_clause(text, &words[last], &words[*later]))
        .last()?;
    let done = &text[words[end].clone()];
    let is_done = done.chars().all(char::is_lowercase) && (done.ends_with('t') || done.ends_with("en"));
    let whole = words[first].start..words[last].end;
    let gap = if end == last + 1 { " " } else { " … " };
    (is_done && done.chars().count() > 4).then(|| (whole.clone(), format!("{}{gap}{done}", &text[whole])))
}

/// Whether no sign ends the clause between two words.
fn is_one_clause(text: &str, one: &Range<usize>, other: &Range<usize>) -> bool {
    !text[one.end..other.start].contains(['.', ',', ';', ':', '!', '?', '–', '»', '«'])
}

/// "unterzeichneten", "sagte".
fn is_past(word: &str) -> bool {
    let ends = word.ends_with("te") || word.ends_with("ten");
    let is_small = word.chars().all(char::is_lowercase);
    is_small && ends && word.chars().count() > 4 && !NOT_PAST.contains(&word)
}

fn words(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, sign) in text.char_indices().filter(|(_, sign)| sign.is_alphabetic()) {
        match found.last_mut() {
            Some(last) if last.end == at => last.end = at + sign.len_utf8(),
            _ => found.push(at..at + sign.len_utf8()),
        }
    }
    found
}

/// Whether a weekday stands right before its date, as in "Dienstag, dem 21. November".
fn touches(date: &Range<usize>, word: &Range<usize>) -> bool {
    word.end <= date.start && date.start - word.end <= ", dem ".len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::{Block, Body};
    use crate::document::ReleaseId;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2023, 11, day).expect("a day")
    }

    fn found(line: &str, now: u32) -> Vec<(Telling, String)> {
        let mut release = Release::blank(ReleaseId::random());
        release.body = Body::of(vec![Block::paragraph(line)]);
        told(&release, day(21), day(now)).into_iter().map(|told| (told.telling, told.words)).collect()
    }

    fn one(telling: Telling, words: &str) -> (Telling, String) {
        (telling, words.to_owned())
    }

    #[test]
    fn past_midnight_every_word_for_the_day_is_found() {
        let line =
            "Heute und am Dienstag, dem 21. November, wird gefeiert; am heutigen Tag, also am 21.11.2023.";
        let words: Vec<_> = found(line, 22).into_iter().map(|(_, words)| words).collect();
        assert_eq!(words, ["Heute", "21. November", "heutigen", "21.11.2023"]);
        assert_eq!(found("Am Dienstag kommt sie, morgen kommt er.", 22).len(), 2);
        assert_eq!(found("Am Morgen des 22. November kommt sie, am Mittwoch er.", 22), []);
    }

    #[test]
    fn on_the_same_day_the_day_stays_true() {
        assert_eq!(found("Heute wird gefeiert, am 21. November.", 21), []);
    }

    #[test]
    fn what_is_told_as_done_is_found_with_every_move() {
        let signed = "Plattner und Popp unterzeichneten heute eine Vereinbarung.";
        assert_eq!(found(signed, 21), [one(Telling::Done, "unterzeichneten heute")]);
        assert_eq!(
            found(signed, 22),
            [one(Telling::Day, "heute"), one(Telling::Done, "unterzeichneten heute")]
        );
        assert_eq!(
            found("Beide haben heute unterschrieben.", 21),
            [one(Telling::Done, "haben heute unterschrieben")]
        );
        let long = "Aldenhoff und Wiedebusch, Staatssekretär, haben dazu heute in der Kanzlei eine Vereinbarung unterzeichnet.";
        assert_eq!(found(long, 21), [one(Telling::Done, "haben dazu heute … unterzeichnet")]);
        assert_eq!(found("Das ist heute wichtig. Beide haben heute Zeit, wie bekannt.", 21), []);
        assert_eq!(found("Sie haben gesagt: Heute wird unterzeichnet.", 21), []);
        assert_eq!(found("Heute unterzeichnete sie.", 21), [one(Telling::Done, "Heute unterzeichnete")]);
        assert_eq!(found("Sie könnten heute unterzeichnen. Sie unterzeichnen heute.", 21), []);
    }

    #[test]
    fn what_somebody_said_was_said_then() {
        assert_eq!(found("Sie sagte: »Wir unterzeichneten heute.«", 22), []);
    }

    #[test]
    fn the_date_before_the_text_counts_and_the_sperrvermerk_follows_by_itself() {
        let mut release = Release::blank(ReleaseId::random());
        release.dateline.words = "Auenstadt (21.11.2023) –".into();
        release.embargo_notes = vec![crate::document::EmbargoNote {
            medium: crate::document::Medium::All,
            words: "Sperrfrist: 21.11.2023, 23:30 Uhr".into(),
        }];
        let found = told(&release, day(21), day(22));
        assert_eq!(found.len(), 1);
        assert_eq!((&found[0].place, found[0].words.as_str()), (&Place::Dateline, "21.11.2023"));
    }
}
