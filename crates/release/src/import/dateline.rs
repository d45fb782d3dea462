//! "Dresden (21.11.2023) –" before the first paragraph.

use crate::document::Dateline;

use super::{scan, words};

/// The dateline at the beginning of `text`, and how many bytes it takes.
pub(super) fn parse(text: &str) -> Option<(Dateline, usize)> {
    let head = &text[..text.char_indices().nth(100).map_or(text.len(), |(at, _)| at)];
    if !head.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let found = scan::scan(head);
    let (date, place) = (found.dates.first()?, found.places.first()?);
    let name = place_name(&text[..place.start])?;
    let length = place.end + separator(&text[place.end..], text[..place.start].contains('('))?;
    if words::within_word(text[..length].chars().next_back(), text[length..].chars().next()) {
        return None;
    }
    let said = text[..length].trim().trim_matches('*').to_owned();
    Some((Dateline { place: name, date: date.exact(), words: said }, length))
}

/// What stands before the date, if it can be a place: up to four words, none of them a preposition of time.
fn place_name(before: &str) -> Option<String> {
    const SMALL: [&str; 13] =
        ["am", "an", "der", "im", "in", "bei", "ob", "vor", "auf", "und", "den", "a.", "d."];
    const NO_PLACE: [&str; 16] = [
        "am", "vom", "seit", "ab", "zum", "bis", "der", "die", "das", "im", "in", "mit", "nach", "vor",
        "für", "bereits",
    ];
    let bare = before.trim_matches(|c: char| c.is_whitespace() || "*,(".contains(c));
    let bare = bare.strip_suffix(" den").map_or(bare, |rest| rest.trim_end_matches([' ', ',']));
    // "Dresden, Dienstag, 21. November 2023": the weekday is not part of the place.
    let place = match bare.split_once(',') {
        Some((place, rest)) if scan::weekdays(&format!("{rest},")).len() == 1 => place.trim(),
        Some(_) => return None,
        None => bare,
    };
    let parts: Vec<&str> = place.split_whitespace().collect();
    let first = parts.first()?;
    let named = parts.iter().all(|part| {
        part.starts_with(char::is_uppercase) && !part.ends_with(':')
            || SMALL.contains(part)
            || part.starts_with('(')
    });
    let fits = parts.len() <= 4
        && named
        && first.starts_with(char::is_uppercase)
        && !NO_PLACE.contains(&first.to_lowercase().as_str())
        && !place.contains(|c: char| c.is_ascii_digit());
    fits.then(|| place.to_owned())
}

/// The signs between the date and the text; without any, the date belongs to a sentence.
fn separator(after: &str, opened: bool) -> Option<usize> {
    let rest = after.trim_start();
    let closed = rest.strip_prefix(')').filter(|_| opened);
    let rest = closed.unwrap_or(rest).trim_start();
    let marks = rest.trim_start_matches(['–', '—', '-', ':', '*', '|', '/']);
    let marks = if marks.len() == rest.len() && closed.is_none() {
        rest.strip_prefix('.').filter(|rest| rest.starts_with(char::is_whitespace))?
    } else {
        marks
    };
    Some(after.len() - marks.len())
}

/// A line that is a date and nothing else, perhaps with its place: "Dresden, 21. November 2023".
pub(super) fn date_line(line: &str) -> Option<Dateline> {
    if line.len() > 80 {
        return None;
    }
    let found = scan::scan(line);
    let ([date], [place]) = (found.dates.as_slice(), found.places.as_slice()) else { return None };
    let (before, after) = (line[..place.start].trim(), &line[place.end..]);
    if words::any(after) || !found.clocks.is_empty() {
        return None;
    }
    let name = if !words::any(before) || !scan::weekdays(before).is_empty() && !before.contains(' ') {
        String::new()
    } else {
        let edge = |c: char| c.is_whitespace() || "*,:".contains(c);
        let label = before.trim_matches(edge).to_lowercase();
        if ["datum", "date", "stand", "den"].contains(&label.as_str()) {
            String::new()
        } else {
            place_name(before)?
        }
    };
    Some(Dateline { place: name, date: date.exact(), words: String::new() })
}
