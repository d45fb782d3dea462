//! From a reading and its decisions to the lines of a release.

use std::collections::HashMap;

use chrono_tz::Tz;
use sperrfrist_release::body::{Href, Mark, Text, TextNode};
use sperrfrist_release::import::{self, Imported, Styled, StyledShape};

use crate::reading::{Content, Look, NumberForm, Numbered, Paragraph, Picture, Reading, Shape, Source};

/// Lines up to this length that follow each other without a gap belong together, as in an address.
const SHORT: usize = 80;

impl Reading {
    /// The release that the text makes once of each change is said whether it was accepted.
    #[must_use]
    pub fn release(&self, accepted: &[bool], zone: Tz) -> Imported {
        let mut imported = match self.source {
            Source::Word => import::read_styled(&self.lines(accepted), zone),
            // Lines of a mail were broken by its sender, which the import knows to mend.
            Source::Mail | Source::Text => import::read(&self.plain(accepted), zone),
        };
        imported.unsure.splice(0..0, self.unsure.iter().cloned());
        imported
    }

    /// The pictures that are in the text then, each once.
    #[must_use]
    pub fn pictures(&self, accepted: &[bool]) -> Vec<&Picture> {
        let mut seen = vec![false; self.pictures.len()];
        for piece in self.paragraphs.iter().flat_map(|paragraph| &paragraph.pieces) {
            if let Content::Picture(at) = piece.content {
                seen[at] |= piece.tracked.stays(accepted);
            }
        }
        // What hangs on a mail stands nowhere in its text.
        let all = self.source != Source::Word;
        self.pictures.iter().zip(seen).filter(|(_, seen)| *seen || all).map(|(picture, _)| picture).collect()
    }

    /// The text alone, a line for each paragraph.
    #[must_use]
    pub fn plain(&self, accepted: &[bool]) -> String {
        self.merged(accepted).into_iter().map(|line| line.text()).collect::<Vec<_>>().join("\n")
    }

    fn lines(&self, accepted: &[bool]) -> Vec<Styled> {
        let mut lines: Vec<Styled> = Vec::new();
        let mut numbers = Numbers::default();
        let mut before: Option<Line<'_>> = None;
        let mut gap = true;
        for line in self.merged(accepted) {
            if line.text().trim().is_empty() {
                gap = true;
                continue;
            }
            let beside = line.paragraph.beside.filter(|_| !gap);
            if let (Some(part), Some(last)) = (beside, lines.last_mut()) {
                last.content.push(Text::plain(part));
                last.content.extend(line.content());
                continue;
            }
            let near = !gap && before.as_ref().is_some_and(|before| before.belongs_to(&line));
            let mut content = line.content();
            let shape = match &line.paragraph.shape {
                Shape::Plain => StyledShape::Plain,
                Shape::Heading(level) => StyledShape::Heading(*level),
                Shape::Bullet => StyledShape::Item,
                Shape::Numbered(numbered) => {
                    content.insert(0, Text::plain(format!("{} ", numbers.next(numbered))));
                    StyledShape::Plain
                }
            };
            lines.push(Styled { content, shape, near });
            gap = false;
            before = Some(line);
        }
        lines
    }

    /// The paragraphs that are left, with what is left of each.
    fn merged(&self, accepted: &[bool]) -> Vec<Line<'_>> {
        let mut lines = Vec::new();
        let mut runs: Vec<(&str, &Look)> = Vec::new();
        for paragraph in &self.paragraphs {
            for piece in paragraph.pieces.iter().filter(|piece| piece.tracked.stays(accepted)) {
                if let Content::Text(text) = &piece.content {
                    runs.push((text, &piece.look));
                }
            }
            // A paragraph whose end is gone goes on in the next one, and is one of its kind then.
            if paragraph.end.stays(accepted) || paragraph.closed {
                lines.push(Line { paragraph, runs: std::mem::take(&mut runs) });
            }
        }
        if let Some(paragraph) = self.paragraphs.last().filter(|_| !runs.is_empty()) {
            lines.push(Line { paragraph, runs });
        }
        lines
    }
}

/// A paragraph that is left.
struct Line<'a> {
    paragraph: &'a Paragraph,
    runs: Vec<(&'a str, &'a Look)>,
}

impl Line<'_> {
    fn text(&self) -> String {
        self.runs.iter().map(|(text, _)| *text).collect()
    }

    fn content(&self) -> Vec<Text> {
        self.runs
            .iter()
            .map(|(text, look)| Text { r#type: TextNode::Text, text: (*text).to_owned(), marks: marks(look) })
            .collect()
    }

    /// Whether the next line is part of the same block: an address, the items of a list.
    fn belongs_to(&self, next: &Line<'_>) -> bool {
        let (one, other) = (self.paragraph, next.paragraph);
        if one.shape == Shape::Bullet && other.shape == Shape::Bullet {
            return true;
        }
        let strong =
            |line: &Line<'_>| line.runs.iter().all(|(text, look)| look.strong || text.trim().is_empty());
        let short = |line: &Line<'_>| line.text().chars().count() <= SHORT;
        let over = self.text().trim_end().ends_with(['.', '!', '?', ':', '«', '“']);
        one.shape == Shape::Plain
            && other.shape == Shape::Plain
            && one.style == other.style
            && strong(self) == strong(next)
            && short(self)
            && short(next)
            && !over
    }
}

fn marks(look: &Look) -> Vec<Mark> {
    let mut marks = Vec::new();
    if look.strong {
        marks.push(Mark::Strong);
    }
    if look.emphasis {
        marks.push(Mark::Emphasis);
    }
    if let Some(href) =
        look.href.as_ref().map(|href| Href { href: href.trim().to_owned() }).filter(Href::is_safe)
    {
        marks.push(Mark::Link { attrs: href });
    }
    marks
}

/// The counters of the lists.
#[derive(Debug, Default)]
struct Numbers {
    counted: HashMap<u32, Vec<u32>>,
}

impl Numbers {
    fn next(&mut self, place: &Numbered) -> String {
        let counted = self.counted.entry(place.list).or_default();
        counted.truncate(place.level + 1);
        // A level that was skipped counts as begun.
        for (start, _) in &place.levels[counted.len().min(place.levels.len())..] {
            counted.push(*start);
            if counted.len() > place.level {
                return written(place, counted);
            }
        }
        if let Some(own) = counted.last_mut() {
            *own = own.saturating_add(1);
        }
        written(place, counted)
    }
}

fn written(place: &Numbered, counted: &[u32]) -> String {
    let mut said = place.pattern.clone();
    for (at, (number, (_, form))) in counted.iter().zip(&place.levels).enumerate().rev() {
        said = said.replace(&format!("%{}", at + 1), &form.write(*number));
    }
    said
}

impl NumberForm {
    fn write(self, number: u32) -> String {
        let letter = |first: u8| {
            let times = (number.max(1) - 1) / 26 + 1;
            let sign = char::from(first + u8::try_from((number.max(1) - 1) % 26).unwrap_or(0));
            sign.to_string().repeat(times.min(8) as usize)
        };
        match self {
            Self::Decimal => number.to_string(),
            Self::LowerLetter => letter(b'a'),
            Self::UpperLetter => letter(b'A'),
            Self::LowerRoman => roman(number).to_lowercase(),
            Self::UpperRoman => roman(number),
        }
    }
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = number.min(3_999);
    let mut said = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            said.push_str(sign);
            rest -= value;
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::{NumberForm, Numbered, Numbers};

    #[test]
    fn lists_count_by_levels() {
        let at = |level: usize, pattern: &str| Numbered {
            list: 1,
            level,
            levels: vec![(1, NumberForm::Decimal), (1, NumberForm::LowerLetter)][..=level].to_vec(),
            pattern: pattern.to_owned(),
        };
        let mut numbers = Numbers::default();
        let said: Vec<String> =
            [(0, "%1."), (0, "%1."), (1, "%1%2)"), (1, "%1%2)"), (0, "%1."), (1, "%1%2)")]
                .into_iter()
                .map(|(level, pattern)| numbers.next(&at(level, pattern)))
                .collect();
        assert_eq!(said, ["1.", "2.", "2a)", "2b)", "3.", "3a)"]);
        assert_eq!(NumberForm::UpperRoman.write(1994), "MCMXCIV");
        assert_eq!(NumberForm::LowerLetter.write(28), "bb");
    }
}
