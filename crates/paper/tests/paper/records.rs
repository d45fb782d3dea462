//! A record of sentences and tables, as an office files it.

use chrono::NaiveDate;
use sperrfrist_paper::{Record, Section, Sentence, Table, Tone};

use crate::standards::assert_standards;
use crate::words::read;

const ADDRESS: &str =
    "https://newsroom.example/2023/kooperation-mit-einem-wirklich-sehr-langen-namen-7f3a9c/ninjs.json";
const DIGEST: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

fn record(rows: usize) -> Record {
    let sentence = |words: &str, tone| Sentence { words: words.into(), tone };
    let row =
        |number: usize| vec![ADDRESS.to_owned(), format!("Zeile {number}"), format!("SHA-256 {DIGEST}")];
    let table = Table {
        caption: "Jede Adresse, jetzt".into(),
        columns: [("Adresse", 5), ("Jetzt", 3), ("Prüfsumme", 4)]
            .map(|(head, share)| (head.into(), share))
            .into(),
        rows: (1..=rows).map(row).collect(),
        is_fine: true,
    };
    Record {
        title: "Nachweis".into(),
        subject: "Elbmark & Bund #set <üben> $x$ 😀".into(),
        about: vec!["Landeskanzlei".into(), "Stand: heute".into()],
        sections: vec![Section {
            heading: "Meldung".into(),
            sentences: vec![
                sentence("Öffentlich seit 17:00:00 Uhr", Tone::Main),
                sentence("Vor der Zeit war etwas davon abrufbar.", Tone::Alarm),
            ],
            tables: vec![table],
        }],
    }
}

fn pdf(record: &Record) -> Vec<u8> {
    let day = NaiveDate::from_ymd_opt(2023, 11, 21).expect("a day");
    record.pdf("nachweis", day).expect("it is set")
}

#[test]
fn a_record_is_accessible_and_archivable_on_one_page_and_on_many() {
    for rows in [0, 1, 200] {
        assert_standards(&pdf(&record(rows)), &format!("{rows} rows"));
    }
}

#[test]
fn a_record_says_what_it_was_given_and_names_what_cannot_be_set() {
    let said = read(&pdf(&record(1))).join("\n");
    for words in [
        "Elbmark & Bund #set <üben> $x$ [U+1F600]",
        "Landeskanzlei · Stand: heute",
        "Vor der Zeit war etwas davon abrufbar.",
        "Seite 1 von 1",
    ] {
        assert!(said.contains(words), "{words} in {said}");
    }
    // Long words break in their cells, and nothing of them is lost or added.
    let bare: String = said.chars().filter(|c| !c.is_whitespace()).collect();
    assert!(bare.contains(ADDRESS) && bare.contains(DIGEST), "{bare}");
}

#[test]
fn the_heads_of_a_table_stand_on_each_of_its_pages() {
    let said = read(&pdf(&record(200))).join("\n");
    let pages = said.matches("Seite ").count();
    assert!(pages > 3 && said.matches("Prüfsumme").count() == pages, "{pages} pages");
}
