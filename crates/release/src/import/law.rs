//! The law of the import, tried on documents that no press office would send.
//!
//! Asked of `understand`, not of `read`: the way out for a text that cannot be taken apart is never to be taken.

use proptest::prelude::*;

use super::*;
use crate::due::DEFAULT_ZONE;

const SAMPLE: &str = include_str!("../../../../assets/sample/medieninformation.txt");

/// Lines that mean something to the reader, in forms that other houses use, and forms that tempt it to lose.
const LINES: [&str; 78] = [
    "",
    "",
    "",
    "Medieninformation Nr. 12/2023",
    "PRESSEMITTEILUNG",
    "Rede",
    "# Pressemitteilung",
    "## Zwischenstand",
    "**Fett von vorn bis hinten**",
    "Landeshauptstadt Musterstadt",
    "Sperrfrist:",
    "Sperrfrist: Redebeginn",
    "Agenturen: 21.11.2023, 12 Uhr",
    "Für Online-Medien frei ab 21. November 2023, 17.00 Uhr",
    "Embargoed until 21 November 2023, 5 pm CET",
    "Es gilt das gesprochene Wort.",
    "Es gilt das gesprochene Wort",
    "Kontakt: Erika Muster, Tel. 030 23125-100, presse@example.org",
    "Pressekontakt",
    "Ihr Ansprechpartner:",
    "Erika Muster",
    "Erika Muster | Pressesprecherin | Tel.: +49 30 23125 100",
    "Durchwahl",
    "Telefon",
    "Tel. (030) 23125-101",
    "Telefax: 030/23125109",
    "E-Mail: presse@example.org",
    "presse@example.org*",
    "www.example.org",
    "Internet: www.example.org",
    "https://example.org/mehr?a=b",
    "21.11.2023",
    "Dresden, 21. November 2023",
    "Dresden, den 21. November 2023 – Der Text beginnt hier und ist lang genug, um einer zu sein.",
    "Dresden (21.11.2023) –",
    "Hausanschrift: Musterweg 1, 01097 Dresden",
    "Postanschrift:",
    "Musterweg 1",
    "01097 Dresden",
    "Verkehrsverbindung: Straßenbahn 3",
    "Für Besucher mit Behinderungen",
    "* Eine Fußnote ohne Ende",
    "** zwei Sterne, kein Paar",
    "* ein Punkt",
    "- noch ein Punkt mit **Fett** und [Link](https://example.org)",
    "1. Erstens",
    "2. Zweitens",
    "Links:",
    "Weitere Informationen",
    "[Bild von der Unterzeichnung](#)",
    "[Foto](#foto-3)",
    "![Bild](bild.jpg)",
    "[https://example.org](https://example.org)",
    "[ohne Ziel]()",
    "[](https://example.org/leer)",
    "[a](https://example.org/1), [b](https://example.org/2) und mehr",
    "Programm: https://example.org/programm",
    "vor[nach](https://example.org)dran und **a**[b](https://example.org)[c](https://example.org)",
    "**a****b** und x**y**z und Bürger*innen und Mitarbeiter*innen",
    "Ein Foto wird 30 Minuten nach der Meldung bereitgestellt.",
    "Bilder stehen ab 18 Uhr zur Verfügung ([Download](#)).",
    "Von: Muster, Erika",
    "Gesendet: Dienstag, 21. November 2023 15:12",
    "> zitierte Zeile",
    "-----Ursprüngliche Nachricht-----",
    "Seite 2 von 3",
    "- 2 -",
    "\u{c}",
    "Ein Absatz, der am Ende der Seite mitten im Satz aufhört und deshalb nicht zu Ende ist, weil und",
    "Ein Wort am Zeilen-",
    "ende und Bürger-",
    "»Ein ganzer Satz, der lang genug ist, um als laufender Text zu gelten, und der endet.«",
    "„Ein Zitat mit **Fett** und [Link](https://example.org) und »noch einem«“, sagte sie.",
    "Sie sagte: »Ein Zitat ohne Ende, das auf der nächsten Seite weitergeht und",
    "Tel030 123456",
    "xHausanschrift:",
    "Kein Ende in Sicht",
    "################",
];

fn line() -> impl Strategy<Value = String> {
    let known: Vec<&str> = LINES.into_iter().chain(SAMPLE.lines()).collect();
    prop_oneof![
        6 => proptest::sample::select(known).prop_map(str::to_owned),
        1 => "\\PC{0,40}",
        1 => "[\\[\\]()*#>| a-c:.@/-]{0,30}",
    ]
}

fn document() -> impl Strategy<Value = String> {
    let ends = prop_oneof![8 => Just("\n"), 2 => Just("\n\n"), 1 => Just("\r\n"), 1 => Just("\u{2028}")];
    prop::collection::vec((line(), ends), 0..60)
        .prop_map(|lines| lines.into_iter().map(|(line, end)| line + end).collect())
}

fn shuffled() -> impl Strategy<Value = String> {
    let blocks: Vec<&str> = SAMPLE.split("\n\n").collect();
    Just(blocks).prop_shuffle().prop_map(|blocks| blocks.join("\n\n"))
}

/// The sample with signs put into it and pieces cut out of it.
fn mutated() -> impl Strategy<Value = String> {
    let sign = proptest::sample::select(vec![
        "*", "**", "[", "](", ")", "\n", "\n\n", ":", "-", "ä", "1", "@", "#", "\u{a0}", "»",
    ]);
    prop::collection::vec((0..SAMPLE.chars().count(), sign, 0..20_usize), 1..12).prop_map(|changes| {
        let mut text: Vec<char> = SAMPLE.chars().collect();
        for (at, sign, cut) in changes {
            let at = at.min(text.len());
            let end = (at + cut).min(text.len());
            text.splice(at..end, sign.chars());
        }
        text.into_iter().collect()
    })
}

fn holds(text: &str) -> Result<(), TestCaseError> {
    let imported = understand(text, DEFAULT_ZONE);
    let lines = plain::lines(&imported.release);
    let (found, said) = (words::count(lines.iter().map(String::as_str)), words::count([text]));
    for (word, times) in &said {
        prop_assert_eq!(found.get(word), Some(times), "»{}« in {:#?}\n{}", word, imported.release, text);
    }
    prop_assert_eq!(found.len(), said.len(), "words came from nowhere: {:#?}\n{}", imported.release, text);
    let last = text.split(['\n', '\r']).count();
    prop_assert!(imported.unsure.iter().all(|unsure| unsure.line <= last));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_is_lost_whatever_the_lines(text in document()) {
        holds(&text)?;
    }

    #[test]
    fn no_word_is_lost_whatever_the_order(text in shuffled()) {
        holds(&text)?;
    }

    #[test]
    fn no_word_is_lost_in_a_damaged_file(text in mutated()) {
        holds(&text)?;
    }

    #[test]
    fn no_word_is_lost_in_any_text(text in any::<String>()) {
        holds(&text)?;
    }
}

#[test]
fn a_text_that_cannot_be_taken_apart_is_kept_line_by_line() {
    let text = "Eins zwei\n\n  drei\tvier  \n";
    let imported = verbatim(text);
    assert!(keeps_every_word(text, &imported.release));
    assert_eq!(imported.release.body.content.len(), 2);
    assert_eq!(imported.unsure[0].code, "import.verbatim");
}
