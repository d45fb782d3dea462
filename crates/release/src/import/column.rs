//! The contact column of the letterhead: whom to call, where the house is, how to get there.
//!
//! It may stand before, after or, where a page ended, in the middle of the text.

use crate::document::{Contact, Issuer, Labelled, Number};

use super::dateline;
use super::lines::{Block, Line, append};
use super::parts::{Part, address_line, has_part, is_name, part, pieces, postcode};
use super::{Reading, inline, marks, words};

/// Whether a block belongs into the column. `asterisk`: whether an address above carries one.
pub(super) fn is_column(block: &Block<'_>, asterisk: bool) -> bool {
    let short = block.lines.iter().all(|line| line.text.chars().count() <= 80);
    let reachable = |line: &Line<'_>| matches!(part(line.text), Some(Part::Number(..) | Part::Email(..)));
    part(block.first()).is_some()
        || asterisk && is_footnote(block)
        || short && (has_postcode(block) || block.lines.iter().any(reachable))
        || block.lines.len() == 1
            && (pieces(block.first()).is_some() || address_line(block.first()).is_some())
        || date_on_two_lines(block)
}

fn is_footnote(block: &Block<'_>) -> bool {
    block.first().starts_with('*')
        && !block.first().starts_with("**")
        && !block.lines[1..].iter().any(|line| line.text.starts_with('*'))
}

fn has_postcode(block: &Block<'_>) -> bool {
    block.lines.len() > 1
        && block.lines.iter().all(|line| line.text.chars().count() <= 60)
        && block.lines.iter().any(|line| postcode(line.text))
}

/// "Dresden," above "26. März 2024".
fn date_on_two_lines(block: &Block<'_>) -> bool {
    block.lines.len() == 2 && dateline::date_line(&block.joined()).is_some()
}

/// What the column has told so far.
#[derive(Debug, Default)]
pub(super) struct Column {
    pub contact: Contact,
    pub issuer: Issuer,
    pub printed_date: String,
    /// The place and date of a line such as "Dresden, 21. November 2023".
    pub dated: Option<crate::document::Dateline>,
    /// Whether the block before was nothing but the label of a contact, or of an address.
    waiting: Option<Collector>,
    /// Whether a second contact has begun; there is room for one.
    second: bool,
}

/// Where a line goes that says nothing about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Collector {
    Name,
    Address,
    Directions,
    Accessibility,
    Footnote,
}

impl Column {
    /// Whether the next block may be the name to a label.
    pub fn waits_for(&self, block: &Block<'_>) -> bool {
        let short = block.lines.len() <= 4 && block.lines.iter().all(|line| line.text.chars().count() <= 60);
        short
            && match self.waiting {
                Some(Collector::Name) => is_name(block.first()),
                Some(_) => !block.first().ends_with(['.', '?', '!']),
                None => false,
            }
    }

    /// Gives every line of a block its place.
    pub fn take(&mut self, block: &Block<'_>, reading: &mut Reading) {
        let mut collector = self.waiting.take();
        if date_on_two_lines(block) && self.printed_date.is_empty() {
            self.line(&block.joined(), block.no(), None, reading);
            return;
        }
        if block.lines.len() == 1
            && let Some(parts) = address_line(block.first())
        {
            let lines = parts.into_iter().map(str::to_owned).collect();
            self.issuer.addresses.push(Labelled { label: String::new(), lines });
            return;
        }
        if collector.is_none() && part(block.first()).is_none() {
            collector = match () {
                () if is_footnote(block) => Some(Collector::Footnote),
                () if has_postcode(block) => {
                    self.issuer.addresses.push(Labelled::default());
                    Some(Collector::Address)
                }
                () if self.contact.name.is_empty() && pieces(block.first()).is_none() => {
                    Some(Collector::Name)
                }
                () => None,
            };
        }
        for line in &block.lines {
            let text = inline::without_strong(line.text);
            let single = [text.as_str()];
            let pieces = pieces(&text);
            for piece in pieces.as_deref().unwrap_or(&single) {
                collector = self.line(piece, line.no, collector, reading);
            }
        }
        let last = block.lines[block.lines.len() - 1].text;
        self.waiting = match (block.lines.len(), part(last)) {
            (1, Some(Part::ContactLabel(_, ""))) if !self.second => Some(Collector::Name),
            (1, Some(Part::AddressLabel(_, ""))) => Some(Collector::Address),
            _ => None,
        };
    }

    fn line(
        &mut self,
        line: &str,
        no: usize,
        collector: Option<Collector>,
        reading: &mut Reading,
    ) -> Option<Collector> {
        // An address in the middle of a note belongs to its sentence.
        let note = match collector {
            Some(Collector::Footnote) => &self.issuer.footnote,
            Some(Collector::Accessibility) => &self.issuer.accessibility_note,
            _ => "",
        };
        if !note.is_empty() && !note.ends_with(['.', '!', '?']) {
            return self.collected(line, no, collector, reading);
        }
        match part(line) {
            Some(Part::ContactLabel(label, rest)) => self.contact_label(label, rest, no, reading),
            Some(Part::NumbersLabel) if self.contact.numbers_label.is_empty() && !self.second => {
                self.contact.numbers_label = line.to_owned();
                None
            }
            Some(Part::Number(label, number)) if !self.second => {
                self.contact.numbers.push(Number { label: label.to_owned(), number: number.to_owned() });
                collector.filter(|collector| *collector == Collector::Name)
            }
            Some(Part::Email(label, address)) if self.contact.email.is_empty() && !self.second => {
                let bare = address.trim_end_matches('*');
                self.contact.email_has_footnote = bare.len() < address.len();
                self.contact.email_label = label.to_owned();
                self.contact.email = bare.to_owned();
                None
            }
            Some(Part::Date) if self.printed_date.is_empty() => {
                self.printed_date = line.to_owned();
                self.dated = dateline::date_line(line);
                None
            }
            Some(Part::AddressLabel(label, rest)) => {
                let lines = (!rest.is_empty()).then(|| rest.to_owned()).into_iter().collect();
                self.issuer.addresses.push(Labelled { label: label.to_owned(), lines });
                Some(Collector::Address)
            }
            Some(Part::DirectionsLabel(label, rest)) if self.issuer.directions.label.is_empty() => {
                self.issuer.directions.label = label.to_owned();
                self.issuer.directions.lines.extend((!rest.is_empty()).then(|| rest.to_owned()));
                Some(Collector::Directions)
            }
            Some(Part::Accessibility) => {
                append(&mut self.issuer.accessibility_note, line);
                Some(Collector::Accessibility)
            }
            Some(Part::Website(label, address)) if self.issuer.website.is_empty() => {
                self.issuer.website_label = label.to_owned();
                self.issuer.website = address.to_owned();
                None
            }
            None if collector.is_some() => self.collected(line, no, collector, reading),
            _ => {
                reading.unplaced(line, no);
                None
            }
        }
    }

    fn contact_label(
        &mut self,
        label: &str,
        rest: &str,
        no: usize,
        reading: &mut Reading,
    ) -> Option<Collector> {
        if !self.contact.label.is_empty() || !self.contact.name.is_empty() {
            self.second = true;
            reading.unsure(
                "contact.several",
                "Es gibt mehr als einen Kontakt; der erste wurde übernommen.",
                no,
                label,
            );
            reading.unplaced(&[label, rest].join(" "), no);
            return Some(Collector::Name);
        }
        self.contact.label = label.to_owned();
        let mut collector = Some(Collector::Name);
        for piece in rest.split([',', '|', ';']).map(str::trim).filter(|piece| words::any(piece)) {
            collector = self.line(piece, no, collector.or(Some(Collector::Name)), reading);
        }
        collector.or(Some(Collector::Name))
    }

    fn collected(
        &mut self,
        line: &str,
        no: usize,
        collector: Option<Collector>,
        reading: &mut Reading,
    ) -> Option<Collector> {
        match collector {
            // "Erika Muster, Tel. 030 23125-100": the parts say what they are.
            Some(Collector::Name) if !self.second && has_part(line) => {
                for piece in line.split([',', '|', ';']).map(str::trim).filter(|piece| words::any(piece)) {
                    self.line(piece, no, collector, reading);
                }
            }
            Some(Collector::Name) => {
                let name = &mut self.contact.name;
                let fits = line.chars().count() <= 60 && name.matches(',').count() < 2;
                if postcode(line) && !self.second {
                    self.issuer
                        .addresses
                        .push(Labelled { label: String::new(), lines: vec![line.to_owned()] });
                } else if self.second || !fits || marks::technical(line) {
                    reading.unplaced(line, no);
                } else if name.is_empty() {
                    line.clone_into(name);
                } else {
                    name.push_str(", ");
                    name.push_str(line);
                }
            }
            Some(Collector::Address) => match self.issuer.addresses.last_mut() {
                Some(address) => address.lines.push(line.to_owned()),
                None => reading.unplaced(line, no),
            },
            Some(Collector::Directions) => self.issuer.directions.lines.push(line.to_owned()),
            Some(Collector::Accessibility) => append(&mut self.issuer.accessibility_note, line),
            Some(Collector::Footnote) => {
                append(&mut self.issuer.footnote, line.trim_start_matches('*').trim_start());
            }
            None => reading.unplaced(line, no),
        }
        collector
    }
}
