//! The import, on whole documents.

use sperrfrist_release::body::{Block, Mark};
use sperrfrist_release::document::{LinkTarget, Medium};
use sperrfrist_release::due::{DEFAULT_ZONE, Due};
use sperrfrist_release::import::{self, Imported, embargo_time};
use sperrfrist_release::{Caption, Kind, PhotoTime, Release, photo, plain};

const SAMPLE: &str = include_str!("../../../assets/sample/medieninformation.txt");

fn read(text: &str) -> Imported {
    import::read(text, DEFAULT_ZONE)
}

fn words(text: &str) -> Vec<&str> {
    let mut words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words
}

/// Names stand in for the random ones, so that two readings compare.
fn json(imported: &Imported) -> String {
    let mut json = serde_json::to_string_pretty(imported).expect("JSON");
    json = json.replace(&imported.release.id.0.to_string(), "[release]");
    for (at, slot) in imported.release.photos.iter().enumerate() {
        json = json.replace(&slot.id.0.to_string(), &format!("[slot {at}]"));
    }
    // The tz database is the library's, not the text's.
    json.replace(chrono_tz::IANA_TZDB_VERSION, "[tzdb]")
}

fn body(release: &Release) -> Vec<String> {
    release.body.content.iter().flat_map(Block::lines).collect()
}

fn quotes(release: &Release) -> Vec<String> {
    let quotes = release.body.content.iter().filter(|block| matches!(block, Block::Quote { .. }));
    quotes.flat_map(Block::lines).collect()
}

fn codes(imported: &Imported) -> Vec<&str> {
    imported.unsure.iter().map(|unsure| unsure.code.as_str()).collect()
}

fn due(release: &Release) -> Option<String> {
    match &release.due {
        Some(Due::At(time)) => Some(time.full().replace('\u{a0}', " ")),
        Some(Due::OnSignal(signal)) => Some(signal.words.clone()),
        None => None,
    }
}

#[test]
fn the_sample_is_read_to_the_last_word() {
    let imported = read(SAMPLE);
    assert_eq!(words(&plain::lines(&imported.release).join("\n")), words(SAMPLE));
    assert!(imported.release.unplaced.is_empty());
    let quotes = quotes(&imported.release);
    assert_eq!(quotes.len(), 2);
    assert!(quotes[0].starts_with("Bei der Unterzeichnung sagte Dr. Henrike Aldenhoff: »"));
    assert!(quotes[1].ends_with("«, betonte Jonas Wiedebusch."));
    insta::assert_snapshot!(json(&imported));
}

#[test]
fn the_caption_of_the_sample_fits() {
    let caption: Caption =
        serde_json::from_str(include_str!("../../../assets/sample/caption.json")).expect("a caption");
    assert!(caption.alt_text.chars().count() <= photo::ALT_TEXT_MAX);
    for person in &caption.persons {
        assert!(SAMPLE.contains(person) && caption.caption.contains(person), "{person}");
    }
    assert!(SAMPLE.contains(&caption.city));
    assert_eq!(caption.date, read(SAMPLE).release.dateline.date);
}

#[test]
fn the_first_real_release_is_read_to_the_last_word() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/seed/medieninformation-2023-11-21.txt");
    let Ok(bytes) = std::fs::read(path) else {
        eprintln!("skipped: the text of the first real release is not here");
        return;
    };
    let text = import::decode(&bytes).expect("text").text;
    let imported = read(&text);
    let release = &imported.release;
    assert_eq!(words(&plain::lines(release).join("\n")), words(&text));
    assert!(release.unplaced.is_empty(), "{:?}", release.unplaced);
    assert_eq!(release.issuer.name, "Sächsische Staatskanzlei");
    assert_eq!(due(release).as_deref(), Some("Di., 21.11.2023, 17:00 Uhr"));
    assert_eq!(release.dateline.words, "Dresden (21.11.2023) –");
    assert_eq!(release.dateline.place, "Dresden");
    assert_eq!(release.body.content.len(), 6);
    let quotes = quotes(release);
    assert_eq!(quotes.len(), 2);
    assert!(quotes[0].starts_with("Während ihres Besuchs in Dresden sagte Claudia Plattner: »"));
    assert!(quotes[1].ends_with("«, betonte Prof. Thomas Popp."));
    assert!(body(release)[3].contains("die Bürgerinnen und Bürger zum Thema"));
    assert_eq!(release.contact.name, "Ralph Schreiber");
    assert_eq!(release.contact.numbers.len(), 2);
    assert!(release.contact.email_has_footnote);
    assert!(release.issuer.footnote.ends_with("vermerkten Voraussetzungen."));
    assert_eq!(release.links_label, "Links:");
    let slot = &release.photos[0];
    assert_eq!(release.links[0].target, LinkTarget::Photo { slot: slot.id });
    assert_eq!(slot.label, "Bild von der Unterzeichnung");
    assert_eq!(slot.pending_words, "Bild folgt gegen 17:30 Uhr");
    assert!(slot.approximate);
    let PhotoTime::At { time } = &slot.time else { panic!("a fixed time") };
    assert_eq!(time.utc.timestamp(), 1_700_584_200);
    assert_eq!(codes(&imported), ["paragraph.joined", "photo.time"]);
}

#[test]
fn latin_1_is_read_and_said() {
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(SAMPLE);
    let decoded = import::decode(&bytes).expect("text");
    assert_eq!(decoded.text, SAMPLE);
    assert_eq!(decoded.unsure[0].code, "encoding.guessed");
    assert_eq!(decoded.unsure[0].line, 8);
    assert!(decoded.unsure[0].words.contains("für digitale Vorsorge"));
}

#[test]
fn every_kind_of_utf_is_read() {
    let mut with_mark = vec![0xEF, 0xBB, 0xBF];
    with_mark.extend(SAMPLE.as_bytes());
    let wide = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once(0xFEFF).chain(SAMPLE.encode_utf16()).flat_map(bytes).collect()
    };
    for bytes in [SAMPLE.into(), with_mark, wide(u16::to_le_bytes), wide(u16::to_be_bytes)] {
        let decoded = import::decode(&bytes).expect("text");
        assert_eq!(decoded.text, SAMPLE);
        assert!(decoded.unsure.is_empty());
    }
}

#[test]
fn a_file_cut_within_a_character_stays_utf_8() {
    let cut = SAMPLE.find('ü').expect("an umlaut") + 1;
    let decoded = import::decode(&SAMPLE.as_bytes()[..cut]).expect("text");
    assert_eq!(decoded.unsure[0].code, "encoding.cut");
    assert!(decoded.text.starts_with(&SAMPLE[..cut - 1]));
}

#[test]
fn line_ends_of_other_systems_change_nothing() {
    let expected = json(&read(SAMPLE));
    assert_eq!(json(&read(&SAMPLE.replace('\n', "\r\n"))), expected);
    assert_eq!(json(&read(&SAMPLE.replace('\n', "\r"))), expected);
}

#[test]
fn what_is_no_text_is_refused_with_its_name() {
    let refused = |bytes: &[u8]| {
        let error = import::decode(bytes).expect_err("no text");
        format!("{}: {error} {}", error.code(), error.next_step())
    };
    let word = b"PK\x03\x04\x14\0\x06\0[Content_Types].xml";
    let text = b"PK\x03\x04\x14\0\0\0mimetypeapplication/vnd.oasis.opendocument.text";
    let said = [
        refused(b""),
        refused(b" \r\n\t\n"),
        refused(b"%PDF-1.7\n"),
        refused(word),
        refused(text),
        refused(b"{\\rtf1\\ansi"),
        refused(b"PK\x03\x04\x14\0\0\0bild.jpg"),
        refused(&[0xFF, 0xD8, 0xFF, 0xE0]),
        refused(b"Sperrfrist\0\0\0"),
        refused(&vec![b'a'; import::MAX_BYTES + 1]),
    ];
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn a_time_is_read_as_houses_write_it() {
    for words in [
        "Sperrfrist: 21.11.2023, 17:00 Uhr",
        "Sperrfrist: Dienstag, 21. November 2023, 17 Uhr",
        "Sperrfrist: Di., 21.11.23, 17.00 Uhr",
        "Frei ab Dienstag, dem 21. November 2023, 17\u{a0}Uhr",
        "Frei ab 17 Uhr am 21.11.2023",
        "Gesperrt bis 21.11.2023 17:00:00 Uhr MEZ",
        "Ende der Sperrfrist: 21.11.2023, 17 Uhr 00",
        "Sperrfrist: 2023-11-21 17:00",
        "Sperrfrist: 21.11.2023, 16:00 Uhr UTC",
        "Embargoed until November 21, 2023, 5 p.m. CET",
        "EMBARGO: 21 November 2023, 17:00",
    ] {
        let time = embargo_time(words, DEFAULT_ZONE).map(|time| time.utc.timestamp());
        assert_eq!(time, Some(1_700_582_400), "{words}");
    }
    let midnight = embargo_time("Sperrfrist: 21.11.2023, 24 Uhr", DEFAULT_ZONE).expect("a time");
    assert_eq!(midnight.full(), "Mi., 22.11.2023, 00:00\u{a0}Uhr");
}

#[test]
fn what_could_be_two_times_is_none() {
    for words in [
        "",
        "Sperrfrist",
        "Sperrfrist: 17:00 Uhr",
        "Sperrfrist: 21.11.2023",
        "Sperrfrist: 21.11., 17 Uhr",
        "Sperrfrist: 21.11.2023, 17 bis 18 Uhr",
        "Sperrfrist: 21.11.2023, 17:00–18:00 Uhr",
        "Sperrfrist: 21.11.2023, gegen 17 Uhr",
        "Sperrfrist: Mittwoch, 21.11.2023, 17 Uhr",
        "Sperrfrist: 21.11.2023, 17 Uhr (Print: 22.11.2023, 5 Uhr)",
        "Sperrfrist: 31.02.2023, 17 Uhr",
        "Sperrfrist: 21.11.2023, 25 Uhr",
        "Sperrfrist: Redebeginn",
        "Sperrfrist: Redebeginn, 21.11.2023, 17 Uhr",
        "Sperrfrist: 31.03.2024, 02:30 Uhr",
        "Sperrfrist: 29.10.2023, 02:30 Uhr",
        "Sperrfrist: 21.11.2023, 17 Uhr MESZ",
    ] {
        assert_eq!(embargo_time(words, DEFAULT_ZONE), None, "{words}");
    }
    let named = embargo_time("Sperrfrist: 29.10.2023, 02:30 Uhr MESZ", DEFAULT_ZONE).expect("said which");
    assert_eq!(named.utc.to_rfc3339(), "2023-10-29T00:30:00+00:00");
}

#[test]
fn a_time_that_the_clock_change_leaves_out_is_listed_with_its_choices() {
    let imported = read("Sperrfrist: 31.03.2024, 2:30 Uhr\n\nÜberschrift\n");
    assert_eq!(imported.release.due, None);
    let gap = imported.unsure.iter().find(|unsure| unsure.code == "time.gap").expect("the gap");
    assert!(gap.sentence.ends_with("Wählen Sie 01:59 Uhr oder 03:00 Uhr."), "{}", gap.sentence);
    assert_eq!((gap.line, gap.words.as_str()), (1, "Sperrfrist: 31.03.2024, 2:30 Uhr"));
}

#[test]
fn a_speech_waits_for_its_beginning() {
    let imported = read(
        "Rede von Staatsministerin Dr. Anna Beispiel zur Eröffnung der Messe\n\
         Sperrfrist: Redebeginn (21.11.2023, gegen 17 Uhr)\n\
         Es gilt das gesprochene Wort.\n\n\
         Sehr geehrte Damen und Herren,\n\nich freue mich, heute hier zu sein.\n",
    );
    let release = &imported.release;
    assert_eq!(release.kind, Kind::Rede);
    assert_eq!(release.standing_lines, ["Es gilt das gesprochene Wort."]);
    let Some(Due::OnSignal(signal)) = &release.due else { panic!("on signal") };
    assert!(signal.words.starts_with("Redebeginn"));
    assert!(signal.expected.is_some() && signal.not_before.is_none());
    assert!(codes(&imported).contains(&"embargo.on_signal"));
    assert_eq!(body(release)[0], "Sehr geehrte Damen und Herren,");
}

const MAIL: &str = "Von: Muster, Erika <erika.muster@example.org>
Gesendet: Dienstag, 21. November 2023 15:12
Betreff: WG: Pressemitteilung Radweg

Liebe Kolleginnen und Kollegen,

anbei die Pressemitteilung von heute mit der Bitte um Beachtung der Sperrfrist. Viele Grüße aus dem Rathaus.

PRESSEMITTEILUNG 112/2023
Stadt Musterhausen
Pressestelle

Sperrfrist:
Agenturen: 21.11.2023, 12:00 Uhr
Online: Dienstag, 21. November 2023, 17 Uhr
Print: 22.11.2023

Neuer Radweg verbindet Altstadt und Bahnhof

Musterhausen, 21. November 2023. Der neue Radweg zwischen der Altstadt
und dem Bahnhof ist fertig. Oberbürgermeisterin Sabine Beispiel hat ihn
heute gemeinsam mit dem Stadtrat freigegeben.

Was sich ändert

Folgende Punkte sind neu:
- breitere Spuren an der Kreuzung Lindenstraße, die bisher als
  gefährlich galt
- Ampeln mit Vorrang

Fotos von der Freigabe stehen 30 Minuten nach der Meldung zur Verfügung.

Weitere Informationen:
https://musterhausen.example/radweg
Karte: https://musterhausen.example/karte

Pressekontakt:
Erika Muster
Pressesprecherin
Tel.: 030 23125-100
E-Mail: presse@musterhausen.example

Kontakt für Rückfragen:
Max Beispiel
Tel.: 030 23125-101

Stadt Musterhausen | Marktplatz 1 | 00815 Musterhausen
";

#[test]
fn a_forwarded_release_of_another_house_is_read() {
    let imported = read(MAIL);
    let release = &imported.release;
    assert_eq!(words(&plain::lines(release).join("\n")), words(MAIL));
    assert_eq!(release.kind_label, "PRESSEMITTEILUNG 112/2023");
    assert_eq!(release.issuer.name, "Stadt Musterhausen, Pressestelle");
    assert_eq!(release.headline, "Neuer Radweg verbindet Altstadt und Bahnhof");
    let media: Vec<Medium> = release.embargo_notes.iter().map(|note| note.medium).collect();
    assert_eq!(media, [Medium::Agencies, Medium::Online, Medium::Print]);
    assert_eq!(due(release).as_deref(), Some("Di., 21.11.2023, 17:00 Uhr"));
    assert_eq!(release.dateline.words, "Musterhausen, 21. November 2023.");
    assert!(matches!(release.body.content[1], Block::Subheading { .. }));
    assert!(matches!(&release.body.content[3], Block::List { content } if content.len() == 2));
    assert_eq!(release.photos[0].time, PhotoTime::After { minutes: 30 });
    assert_eq!(release.links.len(), 2);
    assert_eq!(release.contact.name, "Erika Muster, Pressesprecherin");
    assert_eq!(release.contact.email_label, "E-Mail:");
    assert_eq!(release.issuer.addresses[0].lines[2], "00815 Musterhausen");
    assert!(release.unplaced.contains(&"Max Beispiel".to_owned()), "{:?}", release.unplaced);
    assert!(codes(&imported).contains(&"contact.several"));
    insta::assert_snapshot!(json(&imported));
}

#[test]
fn markdown_in_english_is_read() {
    let text = "# Press release\n\n**Ministry of Fictional Affairs**\n\n\
        **Embargoed until 21 November 2023, 5 pm CET**\n\n## New bridge opens to the public\n\n\
        Springfield, 21 November 2023 – The minister today opened the new bridge, which cost less than planned.\n\n\
        ## Background\n\nSee the [project page](https://example.org/bridge) for **all details** and the plans.\n\n\
        Media contact\nJane Doe, +49 30 23125 200\npress@example.org\n";
    let release = read(text).release;
    assert_eq!(words(&plain::lines(&release).join("\n")), words(text));
    assert_eq!(release.headline, "New bridge opens to the public");
    assert_eq!(release.issuer.name, "Ministry of Fictional Affairs");
    assert_eq!(due(&release).as_deref(), Some("Di., 21.11.2023, 17:00 Uhr"));
    assert_eq!(release.contact.name, "Jane Doe");
    assert_eq!(release.contact.numbers[0].number, "+49 30 23125 200");
    let marks: Vec<&Mark> = release.body.content[2].runs().flat_map(|run| &run.marks).collect();
    assert!(matches!(marks[..], [Mark::Link { .. }, Mark::Strong]), "{marks:?}");
}

#[test]
fn a_page_number_does_not_tear_a_paragraph() {
    let start =
        "Die Förderung richtet sich an Gemeinden mit weniger als 5.000 Einwohnern und beginnt im Sommer";
    let release =
        read(&format!("Überschrift\n\n{start}\n\nSeite 1 von 2\n\u{c}\n2024. Mehr ist nicht da.\n")).release;
    assert_eq!(body(&release), [format!("{start} 2024. Mehr ist nicht da.")]);
    assert_eq!(release.unplaced, ["Seite 1 von 2"]);
}

#[test]
fn a_link_without_a_target_is_kept_and_listed() {
    let imported = read(
        "Überschrift\n\nLinks:\n\n[Programm](#)\n\n[Seite](https://example.org)\n\n[Foto vom Podium]()\n",
    );
    let release = &imported.release;
    assert_eq!(release.links[0].target, LinkTarget::Missing);
    assert_eq!(release.links[1].target, LinkTarget::Address { href: "https://example.org".into() });
    assert_eq!(release.links[2].target, LinkTarget::Photo { slot: release.photos[0].id });
    assert_eq!(release.photos[0].time, PhotoTime::WithRelease);
    assert_eq!(release.photos[0].pending_words, "Foto folgt");
    assert!(codes(&imported).contains(&"link.missing"));
    assert!(codes(&imported).contains(&"photo.no_time"));
}

#[test]
fn a_quotation_that_carries_the_dateline_stays_a_paragraph() {
    let said = "»Wir legen heute fest, wer wen anruft und wer hilft«, sagte Jonas Wiedebusch.";
    let first = format!("Überschrift\n\nDresden (21.11.2023) – {said}\n\n{said}\n");
    let release = read(&first).release;
    assert_eq!(release.dateline.words, "Dresden (21.11.2023) –");
    assert!(matches!(release.body.content[..], [Block::Paragraph { .. }, Block::Quote { .. }]));
}
