//! Text blocks: what stands for a shortcut, and what a release fills into it.

use sperrfrist_desk::Problem;
use sperrfrist_desk::view::{OfRelease, OfTextBlock, TextBlockRequest, TextBlocks, TextBlocksRequest};
use sperrfrist_release::body::{Block, Text};
use sperrfrist_release::{Language, ReleaseId};

use crate::margin::typed;
use crate::support::{Office, Tested, at};

fn put(
    office: &Office,
    number: Option<u32>,
    language: Language,
    shortcut: &str,
    words: &str,
) -> Result<TextBlocks, Problem> {
    let (shortcut, words) = (shortcut.to_owned(), words.to_owned());
    office.desk.put_text_block(TextBlockRequest { number, shortcut, language, words })
}

fn all(office: &Office, release: Option<ReleaseId>) -> Result<TextBlocks, Problem> {
    office.desk.text_blocks(TextBlocksRequest { release })
}

#[test]
fn text_blocks_are_kept_by_their_shortcut_and_say_when_they_were_used() -> Tested {
    let office = Office::open()?;
    put(&office, None, Language::German, " bsi-kurz ", "Das Bundesamt …\r\n\r\nZweiter Absatz ")?;
    let blocks = put(&office, None, Language::German, "anmeldung", "Anmeldung bis [Frist]")?;
    let shortcuts: Vec<_> = blocks.rows.iter().map(|row| row.shortcut.as_str()).collect();
    assert_eq!(shortcuts, ["anmeldung", "bsi-kurz"]);
    assert_eq!(blocks.rows[1].words, "Das Bundesamt …\n\nZweiter Absatz");
    assert!(blocks.rows.iter().all(|row| row.used_at.is_none() && row.filled == row.words));

    let number = blocks.rows[1].number;
    office.wait_until(at(16, 59, 0, 0));
    office.desk.used_text_block(OfTextBlock { number })?;
    let blocks = put(&office, Some(number), Language::German, "bsi", "Das BSI")?;
    assert_eq!((blocks.rows[1].shortcut.as_str(), blocks.rows[1].used_at), ("bsi", Some(at(16, 59, 0, 0))));
    let blocks = office.desk.remove_text_block(OfTextBlock { number })?;
    assert_eq!(blocks.rows.len(), 1);
    let gone = office.desk.remove_text_block(OfTextBlock { number }).expect_err("gone");
    assert_eq!(gone.code, "text_block.gone");
    let gone = put(&office, Some(number), Language::German, "bsi", "Das BSI").expect_err("gone");
    assert_eq!(gone.code, "text_block.gone");
    // It was put in a moment before it was taken out.
    office.desk.used_text_block(OfTextBlock { number })?;
    let office = office.reopen()?;
    assert_eq!(all(&office, None)?, blocks);
    Ok(())
}

#[test]
fn a_shortcut_is_refused_where_it_is_taken_in_its_language_or_cannot_be_typed() -> Tested {
    let office = Office::open()?;
    put(&office, None, Language::German, "bsi-kurz", "Das Bundesamt …")?;
    put(&office, None, Language::English, "BSI-kurz", "The Federal Office …")?;
    let refused = |shortcut: &str, words: &str| {
        put(&office, None, Language::German, shortcut, words).expect_err("refused")
    };
    let taken = refused("Bsi-Kurz", "Anderes");
    assert_eq!(taken.code, "text_block.taken");
    assert!(taken.sentence.contains("»bsi-kurz«"), "{taken}");
    assert_eq!(refused("", "Worte").code, "text_block.no_shortcut");
    assert_eq!(refused("zwei Worte", "Worte").code, "text_block.no_word");
    assert_eq!(refused(&"k".repeat(41), "Worte").code, "text_block.long_shortcut");
    assert_eq!(refused("leer", " \n ").code, "text_block.empty");
    assert_eq!(refused("lang", &"w".repeat(20_001)).code, "text_block.too_long");
    assert_eq!(all(&office, None)?.rows.len(), 2);
    Ok(())
}

#[test]
fn what_the_release_knows_is_filled_in_and_the_preflight_finds_what_it_does_not_know() -> Tested {
    let office = Office::open()?;
    let words = "Bild folgt gegen [Foto-Uhrzeit] Uhr, Anmeldung bis [Datum], [Name folgt]";
    put(&office, None, Language::German, "bild-folgt", words)?;
    let blank = office.desk.new_release()?.release.id;
    let unknown = all(&office, Some(blank))?.rows[0].filled.clone();
    assert_eq!(unknown, words);
    let content = vec![Text::plain(unknown)];
    typed(&office, blank, |release| release.body.content = vec![Block::Paragraph { content }])?;
    let findings = office.desk.open_release(OfRelease { id: blank })?.findings;
    let marks = findings.iter().filter(|finding| finding.code == "text.mark_left");
    assert_eq!(marks.count(), 3, "{findings:#?}");

    let (timed, _) = office.timed()?;
    let filled = &all(&office, Some(timed))?.rows[0].filled;
    let expected = "Bild folgt gegen 17:30\u{a0}Uhr, Anmeldung bis 21.11.2023, [Name folgt]";
    assert_eq!(filled, expected);
    Ok(())
}
