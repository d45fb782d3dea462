//! A record: what is kept of something, told in sentences and tables, as a file for the office and for an auditor.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use crate::finding::Finding;
use crate::fonts;
use crate::letterhead::SANS;
use crate::typeset;
use crate::words::trimmed;
use crate::world::Room;

/// What a record tells, in German.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Record {
    /// What kind of record it is, such as "Nachweis".
    pub title: String,
    /// Of what it tells.
    pub subject: String,
    /// By whom, as of when, in which zone: a few words each.
    pub about: Vec<String>,
    pub sections: Vec<Section>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Nothing where the section belongs to the head.
    pub heading: String,
    pub sentences: Vec<Sentence>,
    pub tables: Vec<Table>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sentence {
    pub words: String,
    pub tone: Tone,
}

/// How a sentence is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Tone {
    Plain,
    /// One of the few that a reader in a hurry reads.
    Main,
    Alarm,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    pub caption: String,
    /// Its columns, each with its share of the width.
    pub columns: Vec<(String, u8)>,
    /// As many cells in each row as there are columns.
    pub rows: Vec<Vec<String>>,
    /// What only few read: addresses, digests, milliseconds.
    pub is_fine: bool,
}

/// Texts as they are set, and the day that the file carries.
#[derive(Serialize)]
struct Data {
    record: Record,
    day: [i32; 3],
}

impl Record {
    /// The record as a PDF file (PDF/UA-1 and PDF/A-2a). A character that cannot be set is named by its number, as in
    /// `[U+1F600]`: a record is never refused for what somebody wrote.
    ///
    /// `ident` names the document; it is hashed and does not show.
    ///
    /// # Errors
    /// What the typesetter says, should it refuse.
    pub fn pdf(&self, ident: &str, day: NaiveDate) -> Result<Vec<u8>, Vec<Finding>> {
        let mut room = Room::for_records();
        let data = Data {
            record: self.settable(),
            day: [day.year(), day.month().cast_signed(), day.day().cast_signed()],
        };
        room.data(serde_json::to_vec(&data).expect("strings and numbers are JSON"));
        let document = typeset::compile(&room).unwrap_or_else(|| Err(vec![typeset::crashed()]))?;
        typeset::export(&document, ident.to_owned())
    }

    fn settable(&self) -> Self {
        let section = |section: &Section| Section {
            heading: settable(&section.heading),
            sentences: section
                .sentences
                .iter()
                .map(|sentence| Sentence { words: settable(&sentence.words), tone: sentence.tone })
                .collect(),
            tables: section.tables.iter().map(Table::settable).collect(),
        };
        Self {
            title: settable(&self.title),
            subject: settable(&self.subject),
            about: self.about.iter().map(|words| settable(words)).collect(),
            sections: self.sections.iter().map(section).collect(),
        }
    }
}

impl Table {
    fn settable(&self) -> Self {
        let cells = |row: &Vec<String>| row.iter().map(|cell| settable(cell)).collect();
        Self {
            caption: settable(&self.caption),
            columns: self.columns.iter().map(|(head, share)| (settable(head), *share)).collect(),
            rows: self.rows.iter().map(cells).collect(),
            is_fine: self.is_fine,
        }
    }
}

fn settable(text: &str) -> String {
    let mut set = String::with_capacity(text.len());
    for c in trimmed(text).chars() {
        if fonts::covers(SANS, c) {
            set.push(c);
        } else {
            set.push_str(&format!("[U+{:04X}]", u32::from(c)));
        }
    }
    set
}
