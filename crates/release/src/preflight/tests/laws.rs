//! What holds of every text.

use proptest::prelude::*;

use super::*;
use crate::body::{ListItem, ListItemNode, Mark, Text};

/// What the rules look for, and what is nearly it.
const PIECES: [&str; 44] = [
    "Staatssekretär Thomas Popp",
    "Staatsminister Prof. Thomas Popp",
    "Thomas Popp, Staatssekretär für Digitales und Beauftragter des Landes,",
    "Prof. Tomas Popp",
    "Claudia Plattner",
    "BSI-Präsidentin Claudia Plattner",
    "Frau Claudia Platner",
    "des Staatssekretärs Thomas Popps",
    "Kultusminister Karl Muster",
    "Minister Karl Muster",
    "Ministerpräsident Karl Muster, Präsident der Kammer,",
    "»",
    "«",
    "„",
    "“",
    "\"",
    " »Ja«",
    " „Nein“",
    " \"Vielleicht\"",
    "(",
    ")",
    "[Name folgt]",
    "XXX",
    "xx.11.2023",
    "???",
    "Montag, 21. November 2023",
    "am Dienstag, dem 21.11.",
    "Mo., 21.11.2023, 17 Uhr",
    "Sperrfrist: 21.11.2023, 16 Uhr",
    "SAB",
    "SMWA-Chefin",
    "die Verwaltungsmodernisierungsbeauftragten der Informationssicherheit",
    ", ",
    ". ",
    ": ",
    " ",
    " ",
    "\u{a0}",
    "😀",
    "ß",
    "e\u{301}",
    " und ",
    " sagte ",
    "z. B. ",
];

fn line() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => proptest::sample::select(PIECES.to_vec()).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
    ];
    prop::collection::vec((piece, prop::bool::weighted(0.6)), 0..14).prop_map(|pieces| {
        pieces.into_iter().map(|(piece, spaced)| if spaced { piece + " " } else { piece }).collect()
    })
}

/// The same line in runs with and without marks.
fn runs() -> impl Strategy<Value = Vec<Text>> {
    (line(), prop::collection::vec(0..80_usize, 0..4)).prop_map(|(line, cuts)| {
        let letters: Vec<char> = line.chars().collect();
        let mut cuts: Vec<usize> = cuts.into_iter().filter(|cut| *cut < letters.len()).collect();
        cuts.extend([0, letters.len()]);
        cuts.sort_unstable();
        cuts.dedup();
        let parts = cuts.windows(2).map(|ends| letters[ends[0]..ends[1]].iter().collect::<String>());
        parts
            .enumerate()
            .map(|(at, text)| {
                let marks = if at % 2 == 1 { vec![Mark::Strong] } else { Vec::new() };
                Text { marks, ..Text::plain(text) }
            })
            .collect()
    })
}

fn block() -> impl Strategy<Value = Block> {
    prop_oneof![
        4 => runs().prop_map(|content| Block::Paragraph { content }),
        1 => runs().prop_map(|content| Block::Quote { content }),
        1 => prop::collection::vec(runs(), 0..3).prop_map(|items| Block::List {
            content: items
                .into_iter()
                .map(|content| ListItem { r#type: ListItemNode::ListItem, content })
                .collect(),
        }),
    ]
}

prop_compose! {
    fn release()(
        blocks in prop::collection::vec(block(), 0..6),
        headline in line(),
        note in line(),
        label in line(),
        words in line(),
        alt_text in line(),
        number in "[+0-9 ()a-z-]{0,20}",
        day in 18..24_u32,
        hour in 0..24_u32,
    ) -> Release {
        let caption = Caption { caption: words, alt_text, persons: vec!["Claudia Plattner".into()], ..Caption::default() };
        let due = time(&format!("{day}.11.2023 {hour}:00"));
        let mut release = Release { headline, due: Some(Due::At(due)), body: Body::of(blocks), ..pictured(caption) };
        release.embargo_notes[0].words = note;
        release.contact.numbers[0].number = number;
        release.links.push(crate::document::Link { label, target: crate::document::LinkTarget::Missing });
        release
    }
}

/// What somebody else has said, in reading order.
fn quoted(release: &Release) -> Vec<String> {
    passage::passages(release).iter().flat_map(Passage::said).collect()
}

/// Every text by its place.
fn texts(release: &Release) -> Vec<(Place, String)> {
    passage::passages(release).into_iter().map(|passage| (passage.place, passage.text)).collect()
}

/// What of a text no edit names.
fn untouched(text: &str, place: &Place, fix: &Fix, edited: bool) -> String {
    let mut edits: Vec<(Span, usize)> = fix
        .edits
        .iter()
        .filter_map(|edit| match edit {
            Edit::Replace { place: own, span, now, .. } if own == place => {
                Some((*span, now.encode_utf16().count()))
            }
            _ => None,
        })
        .collect();
    edits.sort_unstable();
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut rest = Vec::new();
    let (mut from, mut shift) = (0_isize, 0_isize);
    for (span, now) in edits {
        let (start, end) = (span.start as isize + shift, span.end as isize + shift);
        let end = if edited { start + now as isize } else { end };
        rest.extend_from_slice(&units[from as usize..start as usize]);
        from = end;
        if edited {
            shift += now as isize - (span.end - span.start) as isize;
        }
    }
    rest.extend_from_slice(&units[from as usize..]);
    String::from_utf16(&rest).expect("no character is cut")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_finding_lies_within_its_text_and_reads_as_it_says(release in release()) {
        for finding in report(&release).findings {
            if let Some(span) = finding.span {
                let text = finding.place.text(&release).expect("a place with a span has a text");
                let range = span.bytes(&text).expect("within the text");
                prop_assert_eq!(&text[range], &finding.words);
            }
        }
    }

    #[test]
    fn a_fix_settles_its_finding_and_changes_nothing_else(release in release()) {
        for finding in report(&release).findings {
            for fix in &finding.fixes {
                let after = fixed(&release, fix).expect("it fits the text it was made for");
                // The same may be wrong at another place.
                let same = |release: &Release| {
                    let findings = report(release).findings.into_iter();
                    findings.filter(|other| other.code == finding.code && other.sentence == finding.sentence).count()
                };
                prop_assert_eq!(same(&after) + 1, same(&release), "{:#?}", fix);
                let (before, after) = (texts(&release), texts(&after));
                prop_assert_eq!(before.len(), after.len());
                for ((place, before), (same, after)) in before.into_iter().zip(after) {
                    prop_assert_eq!(&place, &same);
                    prop_assert_eq!(untouched(&before, &place, fix, false), untouched(&after, &place, fix, true));
                }
            }
        }
    }

    #[test]
    fn no_fix_touches_what_somebody_has_said(release in release()) {
        for fix in report(&release).findings.iter().flat_map(|finding| &finding.fixes) {
            prop_assert_eq!(quoted(&fixed(&release, fix).expect("fits")), quoted(&release));
        }
    }

    #[test]
    fn a_fix_for_another_text_is_refused(release in release(), other in line()) {
        for fix in report(&release).findings.iter().flat_map(|finding| &finding.fixes) {
            let mut changed = release.clone();
            changed.body = Body::of(vec![Block::paragraph(other.clone())]);
            if let Some(after) = fixed(&changed, fix) {
                let only = |edit: &Edit| match edit {
                    Edit::Replace { place, span, was, .. } => {
                        let text = place.text(&changed).unwrap_or_default();
                        span.bytes(&text).is_some_and(|range| text[range] == **was)
                    }
                    Edit::Date { .. } | Edit::LinkToPhoto { .. } => true,
                };
                prop_assert!(fix.edits.iter().all(only), "{:?}", after.body);
            }
        }
    }
}
