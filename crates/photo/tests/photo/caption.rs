//! What the press needs is in the file, for readers of XMP and of IPTC.

use proptest::prelude::*;
use sperrfrist_photo::{Caption, Fate, clean, inspect, verify};
use sperrfrist_testkit::jpeg::picture;

use crate::{contains, limits};

fn full() -> Caption {
    Caption {
        headline: "Vereinbarung <unterzeichnet> & \"gefeiert\"".to_owned(),
        caption: "Zwei Personen unterzeichnen.\nIm Hintergrund: die Elbe.".to_owned(),
        alt_text: "Zwei Personen sitzen an einem Tisch und schreiben.".to_owned(),
        extended_alt_text: "Links eine Frau, rechts ein Mann.".to_owned(),
        creator: "Änne Übermüller-Schönfeld-Großmann".to_owned(),
        credit: "Landespressestelle/Übermüller".to_owned(),
        copyright: "© Freistaat".to_owned(),
        usage_terms: "Frei zur Berichterstattung".to_owned(),
        web_statement: "https://creativecommons.org/licenses/by/4.0/".to_owned(),
        licensor: "Bildstelle".to_owned(),
        licensor_url: "https://bild.example/lizenz?a=1&b=2".to_owned(),
        instructions: "Sperrfrist: Dienstag, 10. März 2026, 11 Uhr".to_owned(),
        release_at: "2026-03-10T11:00:00+01:00".parse().ok(),
        persons: vec!["Katrin Albrecht".to_owned(), "Jonas Petzold".to_owned()],
        location: "Staatskanzlei, Raum 2".to_owned(),
        city: "Dresden".to_owned(),
        country: "Deutschland".to_owned(),
        date: "2026-03-09".parse().ok(),
        time: "10:45:12".parse().ok(),
        rights_reason: String::new(),
    }
}

#[test]
fn a_caption_is_read_back_as_it_was_written() {
    let done = clean(&picture(32, 32), &full(), &limits()).expect("fits");
    let inspection = inspect(&done.bytes, &limits()).expect("is a photo");
    assert_eq!(inspection.caption, full());
    assert!(inspection.findings.iter().all(|finding| finding.fate != Fate::Goes), "nothing else is told");
}

#[test]
fn a_caption_is_the_same_after_a_trip_through_its_file() {
    let json = serde_json::to_string(&full()).expect("can be written");
    assert!(json.contains("\"altText\"") && json.contains("\"2026-03-09\""), "{json}");
    assert_eq!(serde_json::from_str::<Caption>(&json).expect("can be read"), full());
}

#[test]
fn a_by_line_of_more_than_32_bytes_is_cut_between_characters_in_iptc_and_whole_in_xmp() {
    let creator = format!("{}ß", "x".repeat(31));
    let caption = Caption { creator: creator.clone(), ..Caption::default() };
    let done = clean(&picture(32, 32), &caption, &limits()).expect("fits");
    assert!(contains(&done.bytes, creator.as_bytes()));
    let cut = [&[0x1C, 2, 80, 0, 31][..], "x".repeat(31).as_bytes()].concat();
    assert!(contains(&done.bytes, &cut));
}

#[test]
fn a_photo_without_a_caption_says_nothing() {
    let done = clean(&picture(32, 32), &Caption::default(), &limits()).expect("is a photo");
    assert!(!contains(&done.bytes, b"xmpmeta") && !contains(&done.bytes, b"Photoshop"));
}

#[test]
fn another_caption_than_the_one_written_does_not_pass_the_check() {
    let done = clean(&picture(32, 32), &full(), &limits()).expect("fits");
    assert_eq!(verify(&done.bytes, &full()), Ok(()));
    let mut other = full();
    other.persons.pop();
    assert_eq!(verify(&done.bytes, &other).expect_err("a person is missing").code(), "photo.notClean");
    other = full();
    other.credit.clear();
    assert!(verify(&done.bytes, &other).is_err());
    let others: [fn(&mut Caption); 8] = [
        |caption| caption.web_statement.push('x'),
        |caption| caption.licensor.clear(),
        |caption| caption.licensor_url.push('x'),
        |caption| caption.instructions.clear(),
        |caption| caption.location.push('x'),
        |caption| caption.copyright.clear(),
        |caption| caption.time = None,
        |caption| caption.release_at = None,
    ];
    for change in others {
        let mut other = full();
        change(&mut other);
        assert_eq!(verify(&done.bytes, &other).expect_err("other words").code(), "photo.notClean");
    }
    assert!(verify(&done.bytes, &Caption::default()).is_err());
}

#[test]
fn an_alt_text_of_251_characters_stops_the_cleaning_with_a_sentence() {
    let caption = Caption { alt_text: "a".repeat(251), ..Caption::default() };
    let error = clean(&picture(32, 32), &caption, &limits()).expect_err("too long");
    assert_eq!(error.to_string(), "Alternativtext: 251 Zeichen sind zu viele, höchstens 250 passen hinein.");
    assert!(error.next_step().contains("kürzen"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any text at all is written so that it reads back as it was tidied, or is refused.
    #[test]
    fn any_words_can_be_written_and_read_back(texts in prop::collection::vec(any::<String>(), 15),
                                              persons in prop::collection::vec(any::<String>(), 0..4),
                                              day in 0..3_000_000_i32, second in 0..86_400_u32,
                                              release in prop::option::of((0..4_000_000_000_i64, -840..840_i32))) {
        let mut fields = texts.into_iter();
        let mut next = || fields.next().unwrap_or_default();
        let release_at = release.and_then(|(second, minutes)| {
            let offset = chrono::FixedOffset::east_opt(minutes * 60)?;
            Some(chrono::DateTime::from_timestamp(second, 0)?.with_timezone(&offset))
        });
        let caption = Caption {
            headline: next(), caption: next(), alt_text: next(), extended_alt_text: next(), creator: next(),
            credit: next(), copyright: next(), usage_terms: next(), web_statement: next(), licensor: next(),
            licensor_url: next(), instructions: next(), location: next(), city: next(), country: next(),
            persons, date: chrono::NaiveDate::from_num_days_from_ce_opt(day + 1),
            time: chrono::NaiveTime::from_num_seconds_from_midnight_opt(second, 0),
            release_at, rights_reason: String::new(),
        };
        let done = clean(&picture(16, 16), &caption, &limits()).expect("short texts fit");
        let tidied = caption.checked().expect("short texts fit");
        prop_assert_eq!(&done.caption, &tidied);
        prop_assert_eq!(inspect(&done.bytes, &limits()).expect("is a photo").caption, tidied);
    }
}
