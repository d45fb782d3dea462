//! Word files as Word writes them, read.

use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_incoming::{ChangeKind, IncomingError, LeftOutKind, Reading, read};
use sperrfrist_release::body::{Block, Mark};
use sperrfrist_release::due::DEFAULT_ZONE;
use sperrfrist_testkit::docx::{
    ALT_TEXT, COMMENTS, Docx, HIDDEN, del, field, ins, mark, p, p_with, picture, r, r_with, sample, styled,
    text_box,
};

fn reading(docx: Docx) -> Reading {
    read(&docx.build()).expect("a Word file")
}

fn of(body: &str) -> Reading {
    reading(Docx::new().body(body))
}

fn all(reading: &Reading, accepted: bool) -> String {
    reading.plain(&vec![accepted; reading.changes.len()])
}

fn count(reading: &Reading, kind: LeftOutKind) -> usize {
    reading.left_out.iter().find(|left| left.kind == kind).map_or(0, |left| left.count)
}

fn said(reading: &Reading, kind: LeftOutKind) -> Vec<&str> {
    let found = reading.left_out.iter().find(|left| left.kind == kind);
    found.map(|left| left.excerpts.iter().map(|one| one.words.as_str()).collect()).unwrap_or_default()
}

#[test]
fn what_came_back_from_the_house_has_five_changes_each_with_its_author() {
    let reading = read(&sample(b"one", b"two")).expect("the sample");
    assert_eq!(reading.changes.len(), 5);
    assert!(reading.changes.iter().all(|change| change.author == "A. Lindner"));
    assert_eq!(
        reading.changes[0].made.expect("a time").format("%d.%m.%Y %H:%M").to_string(),
        "21.11.2023 10:14"
    );
    let wordings = reading.wordings();
    let read: Vec<(&str, &str, bool)> =
        wordings.iter().map(|one| (one.old.as_str(), one.new.as_str(), one.quoted)).collect();
    assert_eq!(
        read,
        [
            ("erster ", "", false),
            ("Staatsminister", "Staatssekretär", false),
            ("unterzeichnen", "unterzeichneten", false),
            ("Cyber-Raum", "Cyberraum", true),
            ("", ",", false),
        ]
    );
    assert_eq!((wordings[4].before.as_str(), wordings[4].after.as_str()), ("auf", "beispielsweise"));

    let release = reading.release(&[true, true, false, true, true], DEFAULT_ZONE).release;
    assert_eq!(release.kind_label, "Medieninformation");
    assert_eq!(release.issuer.name, "Staatskanzlei des Freistaates Elbmark");
    assert_eq!(
        release.headline,
        "Elbmark und Bundesstelle vereinbaren Kooperation für mehr Sicherheit im Netz"
    );
    assert_eq!(release.dateline.place, "Lindenfurt");
    assert_eq!(release.embargo_notes.len(), 1);
    assert!(release.due.is_some());
    let text = release.body.content.iter().flat_map(Block::lines).collect::<Vec<_>>().join("\n");
    assert!(text.contains("Umsetzung von Maßnahmen"), "{text}");
    assert!(text.contains("Staatssekretär") && !text.contains("Staatsminister"), "{text}");
    assert!(text.contains("unterzeichnen heute") && !text.contains("unterzeichneten"), "{text}");
    assert!(matches!(release.body.content[1], Block::Quote { .. }), "{text}");

    assert_eq!(said(&reading, LeftOutKind::Comment), COMMENTS);
    assert_eq!(said(&reading, LeftOutKind::HiddenParagraph), [HIDDEN]);
    assert_eq!(said(&reading, LeftOutKind::Property), ["Anja Lindner", "Staatskanzlei", "214 Minuten"]);
    assert_eq!(count(&reading, LeftOutKind::Footer), 1);
    let pictures = reading.pictures(&[true; 5]);
    assert_eq!(pictures.iter().map(|one| one.alt_text.as_str()).collect::<Vec<_>>(), [ALT_TEXT, ""]);
}

#[test]
fn the_end_of_a_paragraph_can_be_a_change() {
    let split = of(&[p_with(&mark("ins", "A"), &r("Erster Teil.")), p(&r(" Zweiter Teil."))].concat());
    assert_eq!(split.changes.len(), 1);
    let wording = &split.wordings()[0];
    assert_eq!((wording.paragraphs, wording.new.as_str(), wording.before.as_str()), (1, "\n", "Teil."));
    assert_eq!(all(&split, true), "Erster Teil.\n Zweiter Teil.");
    assert_eq!(all(&split, false), "Erster Teil. Zweiter Teil.");

    let joined = of(&[p_with(&mark("del", "A"), &r("Erster Teil.")), p(&r(" Zweiter Teil."))].concat());
    assert_eq!(all(&joined, true), "Erster Teil. Zweiter Teil.");
    assert_eq!(all(&joined, false), "Erster Teil.\n Zweiter Teil.");
}

#[test]
fn whole_paragraphs_come_and_go_as_one_change() {
    let body = [
        p(&r("Vorher.")),
        p_with(&mark("ins", "A"), &ins("A", &r("Neu eins."))),
        p_with(&mark("ins", "A"), &ins("A", &r("Neu zwei."))),
        p_with(&mark("del", "B"), &del("B", "Alt.")),
        p(&r("Nachher.")),
    ];
    let reading = of(&body.concat());
    assert_eq!(reading.changes.len(), 2);
    assert_eq!(reading.wordings()[0].new, "Neu eins.\nNeu zwei.\n");
    assert_eq!(all(&reading, true), "Vorher.\nNeu eins.\nNeu zwei.\nNachher.");
    assert_eq!(all(&reading, false), "Vorher.\nAlt.\nNachher.");
    assert_eq!(reading.plain(&[true, false]), "Vorher.\nNeu eins.\nNeu zwei.\nAlt.\nNachher.");
}

#[test]
fn what_one_put_in_and_another_took_out_is_two_changes() {
    let both = r#"<w:ins w:id="1" w:author="A"><w:del w:id="2" w:author="B"><w:r><w:delText>doch</w:delText></w:r></w:del></w:ins>"#;
    let reading = of(&p(&[&r("Er kommt "), both, &r(" nicht.")].concat()));
    assert_eq!(reading.changes.len(), 2);
    assert_eq!(reading.plain(&[true, false]), "Er kommt doch nicht.");
    for gone in [[true, true], [false, true], [false, false]] {
        assert_eq!(reading.plain(&gone), "Er kommt  nicht.");
    }
}

#[test]
fn both_ends_of_a_move_are_one_change() {
    let moved = |way: &str, id: u8| {
        format!(
            r#"<w:{way}RangeStart w:id="{id}" w:author="A" w:name="move1"/><w:{way} w:id="9" w:author="A">{}</w:{way}><w:{way}RangeEnd w:id="{id}"/>"#,
            r("Das Wichtigste. ")
        )
    };
    let body = [
        p(&[moved("moveTo", 1), r("Zuerst.")].concat()),
        p(&[r("Danach. "), moved("moveFrom", 2), r("Zuletzt.")].concat()),
    ];
    let reading = of(&body.concat());
    assert_eq!(reading.changes.len(), 1);
    assert_eq!(reading.changes[0].kind, ChangeKind::Moved);
    assert_eq!(all(&reading, true), "Das Wichtigste. Zuerst.\nDanach. Zuletzt.");
    assert_eq!(all(&reading, false), "Zuerst.\nDanach. Das Wichtigste. Zuletzt.");

    let alone = of(&p(&[moved("moveFrom", 2), r("Rest.")].concat()));
    assert_eq!(alone.changes[0].kind, ChangeKind::Wording);
    assert_eq!(all(&alone, true), "Rest.");
}

#[test]
fn words_struck_by_hand_are_decided_too() {
    let reading = of(&p(&[r("Das "), r_with("<w:strike/>", "nicht "), r("ist neu.")].concat()));
    assert_eq!(reading.changes[0].kind, ChangeKind::Struck);
    assert_eq!(all(&reading, true), "Das ist neu.");
    assert_eq!(all(&reading, false), "Das nicht ist neu.");
}

#[test]
fn hidden_text_is_hidden_wherever_that_is_said() {
    let body = [
        p(&[r("Sichtbar"), r_with("<w:vanish/>", " verdeckt"), r_with(r#"<w:vanish w:val="0"/>"#, " auch.")]
            .concat()),
        styled("Intern", &r("Im Stil verdeckt.")),
        styled("Interner", &r("Vom Stil geerbt.")),
        // Paragraph and run both say hidden: in Word they cancel each other out.
        styled("Intern", &r_with(r#"<w:rStyle w:val="Sichtbar"/>"#, "Zweimal verdeckt.")),
        p(&ins("A", &r_with("<w:specVanish/>", "Neu und verdeckt."))),
    ];
    let reading = of(&body.concat());
    assert_eq!(all(&reading, true), "Sichtbar auch.\nZweimal verdeckt.");
    assert_eq!(reading.changes.len(), 0);
    assert_eq!(said(&reading, LeftOutKind::HiddenText), ["verdeckt"]);
    assert_eq!(
        said(&reading, LeftOutKind::HiddenParagraph),
        ["Im Stil verdeckt.", "Vom Stil geerbt.", "Neu und verdeckt."]
    );
}

#[test]
fn what_stands_around_the_text_is_listed_and_stays_out() {
    let (docx, link) = Docx::new().link("hyperlink", "https://example.org/mehr");
    let reading = reading(
        docx.body(&styled("Titel", &r("Kurz")))
            .part("header", "header1.xml", &format!("<w:hdr>{}</w:hdr>", p(&r("Kopf XKOPF"))))
            .part("footnotes", "footnotes.xml", &format!(r#"<w:footnotes><w:footnote w:type="separator" w:id="-1">{}</w:footnote><w:footnote w:id="1">{}</w:footnote></w:footnotes>"#, p(&r("XTRENNER")), p(&r("Note XNOTE"))))
            .body(&p(&[
                r("Dieser Text ist lang genug, um zwischen all dem anderen als Absatz erkannt zu werden: "),
                r#"<w:r><w:footnoteReference w:id="1"/></w:r>"#.into(),
                text_box("XFELD"),
                field("DATE \\@ XDATUM", "heute"),
                r(" und "),
                field("HYPERLINK \"https://example.org\"", "hier"),
                format!(r#" <w:hyperlink r:id="{link}">{}</w:hyperlink>"#, r(" dort")),
                r#"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>XPLATZ</w:t></w:r></w:sdtContent></w:sdt>"#.into(),
                r#"<m:oMath><m:r><m:t>XFORMEL</m:t></m:r></m:oMath>"#.into(),
                r#"<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>"#.into(),
                r#"<w:r><w:rPr><w:b/><w:rPrChange w:id="4" w:author="A"><w:rPr/></w:rPrChange></w:rPr><w:t>.</w:t></w:r>"#.into(),
            ]
            .concat())),
    );
    let text = all(&reading, true);
    assert!(text.ends_with(": heute und hier dort."), "{text}");
    assert!(!text.contains('X'));
    for (kind, words) in [
        (LeftOutKind::Header, "Kopf XKOPF"),
        (LeftOutKind::Footnote, "Note XNOTE"),
        (LeftOutKind::TextBox, "XFELD"),
        (LeftOutKind::Field, "DATE \\@ XDATUM"),
        (LeftOutKind::Placeholder, "XPLATZ"),
        (LeftOutKind::Formula, "XFORMEL"),
    ] {
        assert_eq!(said(&reading, kind), [words], "{kind:?}");
    }
    assert_eq!((count(&reading, LeftOutKind::Symbol), count(&reading, LeftOutKind::Formatting)), (1, 1));
    let release = reading.release(&[], DEFAULT_ZONE).release;
    let links = release.body.content.iter().flat_map(Block::runs).flat_map(|run| &run.marks);
    assert_eq!(links.filter(|mark| matches!(mark, Mark::Link { .. })).count(), 2, "{:#?}", release.body);
}

#[test]
fn lists_subheads_and_looks_stay() {
    let prose = "Die Partner unterstützen sich bei Vorfällen und klären gemeinsam auf, auch in den Schulen des Landes, und zwar ab sofort.";
    let item = |list: u8, text: &str| {
        p_with(
            &format!(
                r#"<w:pStyle w:val="Listenabsatz"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list}"/></w:numPr>"#
            ),
            &r(text),
        )
    };
    let body = [
        styled("berschrift1", &r("Neue Brücke")),
        p(&[r(prose), r_with(r#"<w:rStyle w:val="Fett"/>"#, " Sofort"), r_with("<w:i/>", " und schnell.")]
            .concat()),
        styled("berschrift2", &r("Was nun folgt")),
        item(1, "eine Übung"),
        item(1, "ein Plan"),
        p(&r(prose)),
        item(2, "Erstens wird geübt, bis alle es können und niemand mehr fragt."),
        item(2, "Zweitens wird geholfen, wo immer es nötig ist und verlangt wird."),
    ];
    let release = of(&body.concat()).release(&[], DEFAULT_ZONE).release;
    assert_eq!(release.headline, "Neue Brücke");
    let blocks = &release.body.content;
    let Block::Paragraph { content } = &blocks[0] else { panic!("{blocks:#?}") };
    assert!(
        content.iter().any(|run| run.text.trim() == "Sofort" && run.marks == [Mark::Strong]),
        "{content:#?}"
    );
    assert!(content.iter().any(|run| run.text.contains("schnell") && run.marks == [Mark::Emphasis]));
    assert!(matches!(&blocks[1], Block::Subheading { .. }), "{blocks:#?}");
    assert_eq!(blocks[2].lines(), ["eine Übung", "ein Plan"]);
    assert!(matches!(&blocks[2], Block::List { .. }));
    assert!(blocks[4].lines()[0].starts_with("1. Erstens"), "{blocks:#?}");
    assert!(blocks[5].lines()[0].starts_with("2. Zweitens"), "{blocks:#?}");
}

#[test]
fn the_contact_in_a_table_finds_its_place() {
    let row = |one: &str, other: &str| {
        format!("<w:tr><w:tc><w:tcPr/>{}</w:tc><w:tc>{}</w:tc></w:tr>", p(&r(one)), p(&r(other)))
    };
    let prose = "Dresden (21.11.2023) – Die Partner unterstützen sich bei Vorfällen und klären gemeinsam auf, auch in Schulen.";
    let body = [
        styled("Titel", &r("Neue Brücke")),
        p(&r(prose)),
        p(&r("Ihre Ansprechpartnerin")),
        p(&r("Miriam Tannhof")),
        format!(
            "<w:tbl><w:tblPr/><w:tblGrid/>{}{}</w:tbl>",
            row("Telefon", "+49 30 23125 410"),
            row("E-Mail", "presse@elbmark.example")
        ),
    ];
    let release = of(&body.concat()).release(&[], DEFAULT_ZONE).release;
    assert_eq!(release.contact.name, "Miriam Tannhof", "{release:#?}");
    assert_eq!(release.contact.numbers.len(), 1, "{release:#?}");
    assert_eq!(release.contact.email, "presse@elbmark.example");
}

#[test]
fn pictures_go_with_their_change_and_are_never_fetched() {
    let (docx, one) = Docx::new().media("image1.png", b"eins");
    let (docx, two) = docx.media("image2.png", b"zwei");
    let (docx, far) = docx.link("image", "https://tracker.example/pixel.png");
    let cut = picture(&one, "Eins").replace("<a:stretch>", r#"<a:srcRect l="12000"/><a:stretch>"#);
    let far = picture(&far, "Fern").replace("r:embed", "r:link");
    let reading = reading(docx.body(&p(&[r("Text."), cut, ins("A", &picture(&two, "Zwei")), far].concat())));
    assert_eq!(reading.wordings()[0].pictures, 1);
    let kept = reading.pictures(&[false]);
    assert_eq!((kept.len(), kept[0].alt_text.as_str(), kept[0].cropped), (1, "Eins", true));
    assert_eq!(reading.pictures(&[true]).len(), 2);
    assert_eq!(said(&reading, LeftOutKind::LinkedPicture), ["pixel.png"]);
}

#[test]
fn a_word_file_that_is_no_release_becomes_a_draft_with_questions() {
    let reading = of(&[p(&r("Einkaufsliste")), p(&r("Milch")), p(&r("Brot"))].concat());
    let imported = reading.release(&[], DEFAULT_ZONE);
    assert!(imported.unsure.iter().any(|unsure| unsure.code == "embargo.missing"));
}

#[test]
fn the_strict_form_and_a_form_without_relations_are_read_too() {
    let strict = String::from_utf8_lossy(b"http://purl.oclc.org/ooxml/wordprocessingml/main").into_owned();
    let document = format!(
        r#"<w:document xmlns:w="{strict}"><w:body><w:p><w:r><w:t>Streng.</w:t></w:r></w:p></w:body></w:document>"#
    );
    let file = sperrfrist_testkit::docx::zipped(&[
        ("[Content_Types].xml", b"<Types/>".to_vec()),
        ("word/document.xml", document.into_bytes()),
    ]);
    assert_eq!(all(&read(&file).expect("a Word file"), true), "Streng.");
}

#[test]
fn a_document_without_text_says_so() {
    for body in [String::new(), p(""), p(&r(" ")), p(&text_box("Alles im Textfeld"))] {
        assert_eq!(read(&Docx::new().body(&body).build()), Err(IncomingError::NoText));
    }
}

#[test]
fn a_long_document_with_many_changes_is_read_quickly() {
    let sentence = "Die Partner unterstützen sich bei Vorfällen und klären gemeinsam auf. ";
    let body: String = (0..200)
        .map(|at| {
            let changed: String = (0..10)
                .map(|one| {
                    [
                        r(sentence),
                        del("A. Lindner", &format!("alt{at}")),
                        ins("B. Kern", &r(&format!("neu{one} "))),
                    ]
                    .concat()
                })
                .collect();
            p(&changed)
        })
        .collect();
    let file = Docx::new().body(&body).build();
    let started = HostClock.now().wall;
    let reading = read(&file).expect("a Word file");
    assert_eq!(reading.changes.len(), 4_000);
    assert!(all(&reading, true).split_whitespace().count() > 20_000);
    assert_eq!(reading.wordings().len(), 4_000);
    let release = reading.release(&vec![true; 4_000], DEFAULT_ZONE).release;
    assert!(release.body.word_count() > 20_000);
    let took = HostClock.now().wall - started;
    println!("read, worded and imported in {took}");
    assert!(took < chrono::TimeDelta::seconds(10), "{took}");
}
