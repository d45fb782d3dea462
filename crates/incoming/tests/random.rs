//! Random documents: whatever is tracked, hidden and commented, the text is the text.

use proptest::prelude::*;
use sperrfrist_incoming::read;
use sperrfrist_release::body::Block;
use sperrfrist_release::due::DEFAULT_ZONE;
use sperrfrist_release::plain;
use sperrfrist_testkit::docx::{Docx, del, field, ins, mark, p, p_with, r, r_with, styled, text_box};

#[derive(Debug, Clone)]
enum Part {
    Kept(String),
    Inserted(u8, String),
    Deleted(u8, String),
    InsertedAndDeleted(String),
    Hidden(String),
    Boxed(String),
    Code(String),
    Strong(String),
}

/// Words of the text begin otherwise than words that must never be in it.
fn word() -> impl Strategy<Value = String> {
    "[a-dA-D]{1,6}[ .,]?"
}

fn secret() -> impl Strategy<Value = String> {
    "geheim[0-9]{1,4}"
}

fn part() -> impl Strategy<Value = Part> {
    prop_oneof![
        4 => word().prop_map(Part::Kept),
        3 => (0..2_u8, word()).prop_map(|(who, word)| Part::Inserted(who, word)),
        3 => (0..2_u8, word()).prop_map(|(who, word)| Part::Deleted(who, word)),
        1 => word().prop_map(Part::InsertedAndDeleted),
        1 => secret().prop_map(Part::Hidden),
        1 => secret().prop_map(Part::Boxed),
        1 => secret().prop_map(Part::Code),
        1 => word().prop_map(Part::Strong),
    ]
}

/// A paragraph: its parts, what became of its mark, and whether it is a heading.
type Told = (Vec<Part>, u8, bool);

fn document() -> impl Strategy<Value = Vec<Told>> {
    prop::collection::vec((prop::collection::vec(part(), 1..8), 0..6_u8, any::<bool>()), 1..8)
}

fn author(who: u8) -> &'static str {
    if who == 0 { "A. Lindner" } else { "B. Kern" }
}

fn built(document: &[Told]) -> Vec<u8> {
    let mut docx = Docx::new();
    let mut comments = String::new();
    for (at, (parts, end, heading)) in document.iter().enumerate() {
        let runs: String = parts
            .iter()
            .map(|part| match part {
                Part::Kept(word) => r(word),
                Part::Inserted(who, word) => ins(author(*who), &r(word)),
                Part::Deleted(who, word) => del(author(*who), word),
                Part::InsertedAndDeleted(word) => ins(author(0), &del(author(1), word)),
                Part::Hidden(word) => r_with("<w:vanish/>", word),
                Part::Boxed(word) => text_box(word),
                Part::Code(word) => field(word, ""),
                Part::Strong(word) => r_with("<w:b/>", word),
            })
            .collect();
        let paragraph = match end {
            0 => p_with(&mark("ins", author(0)), &runs),
            1 => p_with(&mark("del", author(1)), &runs),
            _ if *heading => styled("berschrift2", &runs),
            _ => p(&runs),
        };
        docx = docx.body(&paragraph);
        comments.push_str(&format!(
            r#"<w:comment w:id="{at}" w:author="C">{}</w:comment>"#,
            p(&r("geheim im Kommentar"))
        ));
    }
    docx.part("comments", "comments.xml", &format!("<w:comments>{comments}</w:comments>")).build()
}

/// The text by the words of the test itself.
fn expected(document: &[Told], accepted: bool) -> String {
    let mut text = String::new();
    for (at, (parts, end, _)) in document.iter().enumerate() {
        let hides_all = parts.iter().any(|part| matches!(part, Part::Hidden(_)))
            && parts.iter().all(|part| match part {
                Part::Hidden(_) | Part::Boxed(_) | Part::Code(_) => true,
                Part::Kept(word)
                | Part::Strong(word)
                | Part::Inserted(_, word)
                | Part::Deleted(_, word)
                | Part::InsertedAndDeleted(word) => word.trim().is_empty(),
            });
        if hides_all {
            continue;
        }
        for part in parts {
            match part {
                Part::Kept(word) | Part::Strong(word) => text.push_str(word),
                Part::Inserted(_, word) if accepted => text.push_str(word),
                Part::Deleted(_, word) if !accepted => text.push_str(word),
                _ => {}
            }
        }
        let gone = match end {
            0 => !accepted,
            1 => accepted,
            _ => false,
        };
        if !gone && at + 1 < document.len() {
            text.push('\n');
        }
    }
    text
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn all_accepted_is_the_text_without_deletions_and_none_the_text_without_insertions(document in document()) {
        let Ok(reading) = read(&built(&document)) else {
            // Nothing but secrets: no text at all.
            prop_assert!(document.iter().flat_map(|told| &told.0).all(|part| matches!(part, Part::Hidden(_) | Part::Boxed(_) | Part::Code(_))));
            return Ok(());
        };
        for accepted in [true, false] {
            let decided = vec![accepted; reading.changes.len()];
            prop_assert_eq!(squeezed(&reading.plain(&decided)), squeezed(&expected(&document, accepted)));
        }
    }

    #[test]
    fn no_secret_is_ever_in_a_draft_and_no_word_is_lost(document in document(), said in prop::collection::vec(any::<bool>(), 60)) {
        let Ok(reading) = read(&built(&document)) else { return Ok(()) };
        let decided = &said[..reading.changes.len().min(said.len())];
        let imported = reading.release(decided, DEFAULT_ZONE);
        let draft = format!("{:?}", imported.release);
        prop_assert!(!draft.contains("geheim"), "{}", draft);
        let letters = |text: &str| {
            let mut letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
            letters.sort_unstable();
            letters
        };
        let lines = plain::lines(&imported.release).concat();
        prop_assert_eq!(letters(&lines), letters(&reading.plain(decided)));
        // Listed they are.
        let listed: usize = reading.left_out.iter().map(|left| left.count).sum();
        prop_assert!(listed >= document.len());
        prop_assert!(imported.release.body.content.iter().flat_map(Block::runs).all(|run| !run.text.is_empty()));
    }
}
