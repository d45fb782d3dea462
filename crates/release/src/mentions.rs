//! Where a text names a clock time, so that it stays true when the time moves.

use chrono::NaiveTime;

use crate::body::{Block, Body, Text};
use crate::wording;

/// A place at which a text names a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The words around it, as they stand.
    pub before: String,
    /// The same with the new time.
    pub after: String,
}

/// How many characters are shown on either side of a time.
const AROUND: usize = 24;

/// Writes `new` wherever the body names `old` as "17:30 Uhr" or "17.30 Uhr", and returns the places in reading order.
pub fn replace(body: &mut Body, old: NaiveTime, new: NaiveTime) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for block in &mut body.content {
        for run in runs_mut(block) {
            if let Some(moved) = in_words(&run.text, old, new, &mut mentions) {
                run.text = moved;
            }
        }
    }
    mentions
}

/// Every run of text of a block, to be changed.
pub(crate) fn runs_mut(block: &mut Block) -> Vec<&mut Text> {
    match block {
        Block::Paragraph { content }
        | Block::Subheading { content }
        | Block::Quote { content }
        | Block::LinkBlock { content, .. } => content.iter_mut().collect(),
        Block::List { content } => content.iter_mut().flat_map(|item| item.content.iter_mut()).collect(),
    }
}

/// The text with the new time, if it names the old one.
fn in_words(text: &str, old: NaiveTime, new: NaiveTime, mentions: &mut Vec<Mention>) -> Option<String> {
    let (colon, new) = (wording::clock_time(old), wording::clock_time(new));
    let dot = colon.replace(':', ".");
    let mut moved = String::new();
    let mut rest = text;
    let mut is_moved = false;
    while let Some((at, found)) = [&colon, &dot]
        .into_iter()
        .filter_map(|form| rest.find(form.as_str()).map(|at| (at, form.len())))
        .min()
    {
        let (head, tail) = (&rest[..at], &rest[at + found..]);
        moved.push_str(head);
        let is_part = head.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ':'));
        if !is_part && is_clock(tail) {
            let (left, right) = (last(&moved), first(tail));
            mentions.push(Mention {
                before: format!("{left}{}{right}", &rest[at..at + found]),
                after: format!("{left}{new}{right}"),
            });
            moved.push_str(&new);
            is_moved = true;
        } else {
            moved.push_str(&rest[at..at + found]);
        }
        rest = tail;
    }
    moved.push_str(rest);
    is_moved.then_some(moved)
}

/// Whether what follows makes a clock time of the digits.
fn is_clock(tail: &str) -> bool {
    tail.trim_start_matches([' ', '\u{a0}', '\u{202f}']).starts_with("Uhr")
}

fn last(text: &str) -> String {
    let count = text.chars().count();
    let kept: String = text.chars().skip(count.saturating_sub(AROUND)).collect();
    if count > AROUND { format!("… {}", kept.split_once(' ').map_or("", |(_, whole)| whole)) } else { kept }
}

fn first(text: &str) -> String {
    let kept: String = text.chars().take(AROUND).collect();
    if text.chars().count() > AROUND {
        format!("{} …", kept.rsplit_once(' ').map_or("", |(whole, _)| whole))
    } else {
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(hour: u32, minute: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, minute, 0).expect("a time")
    }

    #[test]
    fn a_time_in_the_text_moves_with_its_item_and_nothing_else_does() {
        let mut body = Body::of(vec![
            Block::paragraph("Ein Bild wird am 21. November (gegen 17:30\u{a0}Uhr) bereitgestellt."),
            Block::list(["Beginn 17.30 Uhr".into(), "117:30 Uhr, 17:30:15 Uhr, Seite 17.30".into()]),
        ]);
        let mentions = replace(&mut body, time(17, 30), time(18, 15));
        let lines: Vec<String> = body.content.iter().flat_map(Block::lines).collect();
        assert_eq!(
            lines,
            [
                "Ein Bild wird am 21. November (gegen 18:15\u{a0}Uhr) bereitgestellt.",
                "Beginn 18:15 Uhr",
                "117:30 Uhr, 17:30:15 Uhr, Seite 17.30"
            ]
        );
        assert_eq!(mentions.len(), 2);
        assert_eq!(mentions[0].before, "… am 21. November (gegen 17:30\u{a0}Uhr) bereitgestellt.");
        assert_eq!(mentions[1].after, "Beginn 18:15 Uhr");
    }
}
