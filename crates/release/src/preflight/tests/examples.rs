//! What a good sub-editor would say, and what they would not.

use super::*;
use crate::FederalState;
use crate::language::Language;

#[test]
fn a_good_release_has_every_rule_fulfilled() {
    let report = report(&good());
    assert_eq!(report.findings, []);
    let fulfilled: Vec<&str> = report.fulfilled.iter().map(|rule| rule.code.as_str()).collect();
    assert_eq!(fulfilled.len(), 17, "{fulfilled:?}");
}

#[test]
fn the_sample_lacks_its_photo_and_nothing_else() {
    let release = import::read(SAMPLE, DEFAULT_ZONE).release;
    assert_eq!(codes(&release), ["photo.missing"], "{:#?}", report(&release).findings);
}

#[test]
fn the_samples_photo_has_all_that_is_asked_of_one() {
    let mut release = import::read(SAMPLE, DEFAULT_ZONE).release;
    let slot = release.photos[0].id;
    release.photos[0].photo = pictured(sample_caption()).photos.remove(0).photo;
    let known = Known { now: None, pixels: &[(slot, (2400, 1600))] };
    let report = check(&release, known);
    assert_eq!(report.findings, []);
    assert!(report.fulfilled.iter().any(|rule| rule.code == "photo.small_for_print"));
}

/// The text the project was asked for. It names one person with two offices.
#[test]
fn the_seed_has_what_a_sub_editor_would_find_in_it_and_nothing_else() {
    let seed = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/seed/medieninformation-2023-11-21.txt");
    let Ok(text) = std::fs::read_to_string(seed) else { return };
    let release = import::read(&text, DEFAULT_ZONE).release;
    let findings = report(&release).findings;
    let found: Vec<(&str, &str)> = findings
        .iter()
        .map(|finding| (finding.code.as_str(), finding.words.split(' ').next().unwrap_or_default()))
        .collect();
    assert_eq!(
        found,
        [
            ("person.titles_differ", "Staatsminister"),
            ("photo.missing", ""),
            ("sentence.hard", "BSI-Präsidentin"),
            ("sentence.hard", "Beide"),
        ],
        "{findings:#?}"
    );
    assert_eq!(findings[0].sentence, "Thomas Popp ist einmal »Staatssekretär« und einmal »Staatsminister«.");
    let labels: Vec<&str> = findings[0].fixes.iter().map(|fix| fix.label.as_str()).collect();
    assert_eq!(labels, ["Überall »Staatssekretär«", "Überall »Staatsminister«"]);
}

#[test]
fn a_sperrvermerk_that_is_not_the_plan_blocks_and_is_written_anew_at_a_click() {
    let mut release = good();
    release.embargo_notes[0].words = "Sperrfrist für alle: 21.11.2023, 18 Uhr".into();
    let (finding, fixed) = only(&release);
    assert_eq!((finding.code.as_str(), finding.is_firm), ("embargo.differs", true));
    assert!(!finding.can_be_overridden());
    assert_eq!(fixed[0].embargo_notes[0].words, "Sperrfrist für alle: 21.11.2023, 17:00 Uhr");
    assert_eq!(codes(&fixed[0]), [""; 0]);
    release.embargo_notes[0].words = "Sperrfrist: Montag, 21.11.2023, 17:00 Uhr".into();
    let (finding, fixed) = only(&release);
    assert_eq!((finding.code.as_str(), finding.level), ("embargo.weekday", Level::Must));
    assert_eq!(fixed[0].embargo_notes[0].words, "Sperrfrist: Dienstag, 21.11.2023, 17:00 Uhr");
}

#[test]
fn a_sperrfrist_within_the_text_is_read_too() {
    let release = with_text(&["Es gilt eine Sperrfrist bis 21.11.2023, 16 Uhr."]);
    assert_eq!(codes(&release), ["embargo.differs"]);
    assert_eq!(codes(&with_text(&["Es gilt eine Sperrfrist bis 21.11.2023, 17 Uhr."])), [""; 0]);
}

#[test]
fn a_weekday_is_corrected_in_the_text_and_only_reported_in_a_quotation() {
    let (finding, fixed) = only(&with_text(&["Am Montag, dem 21. November, wird unterzeichnet."]));
    assert_eq!(finding.code, "weekday.differs");
    assert_eq!(finding.words, "Montag, dem 21. November");
    assert_eq!(text(&fixed[0]), "Am Dienstag, dem 21. November, wird unterzeichnet.");
    let (finding, fixed) = only(&with_text(&["»Wir unterzeichnen am Montag, 21. November«, sagte sie."]));
    assert_eq!((finding.code.as_str(), fixed.len()), ("weekday.differs", 0));
}

#[test]
fn a_quotation_over_two_paragraphs_is_one() {
    let release = with_text(&[
        "Sie sagte: »Wir beginnen.",
        "Am Montag, 21. November, ist es so weit.",
        "Danach feiern wir.«",
    ]);
    let (finding, fixed) = only(&release);
    assert_eq!((finding.code.as_str(), fixed.len()), ("weekday.differs", 0));
}

#[test]
fn the_date_before_the_text_follows_the_plan_at_a_click() {
    let release =
        Release { dateline: Dateline::usual("Lindenfurt", time("20.11.2023 1:00").civil.date()), ..good() };
    let (finding, fixed) = only(&release);
    assert_eq!(finding.code, "dateline.differs");
    assert_eq!(fixed[0].dateline, good().dateline);
}

#[test]
fn haste_night_and_holidays_are_named() {
    let due = |text: &str, state| {
        let time = time(text);
        let mut release = Release {
            dateline: Dateline::usual("Lindenfurt", time.civil.date()),
            due: Some(Due::At(time)),
            embargo_notes: Vec::new(),
            ..good()
        };
        release.issuer = Issuer { state, ..Issuer::default() };
        codes(&release)
    };
    assert_eq!(due("21.11.2023 12:09", None), ["time.soon"]);
    assert_eq!(due("21.11.2023 12:10", None), [""; 0]);
    assert_eq!(due("21.11.2023 11:00", None), ["time.past"]);
    assert_eq!(due("22.11.2023 05:59", None), ["time.night"]);
    assert_eq!(due("22.11.2023 10:00", Some(FederalState::Saxony)), ["time.holiday"]);
    assert_eq!(due("22.11.2023 10:00", Some(FederalState::Berlin)), [""; 0]);
    assert_eq!(due("25.12.2023 10:00", None), ["time.holiday"]);
}

#[test]
fn one_person_with_two_offices_is_found_and_one_with_both_at_once_is_not() {
    let release = with_text(&[
        "Prof. Thomas Popp, Staatssekretär für Digitales, kam.",
        "Es sprach Staatsminister Prof. Thomas Popp.",
    ]);
    let (finding, fixed) = only(&release);
    assert_eq!((finding.code.as_str(), finding.words.as_str()), ("person.titles_differ", "Staatsminister"));
    assert!(text(&fixed[0]).ends_with("Es sprach Staatssekretär Prof. Thomas Popp."));
    assert!(text(&fixed[1]).starts_with("Prof. Thomas Popp, Staatsminister für Digitales"));
    for fixed in &fixed {
        assert_eq!(codes(fixed), [""; 0]);
    }
    for lines in [
        [
            "Oberbürgermeisterin Eva Muster, Präsidentin des Städtetages, kam.",
            "Präsidentin Eva Muster sprach.",
        ],
        ["Staatsministerin Eva Muster kam.", "Ministerin Eva Muster sprach."],
        ["Präsident Karl Muster kam.", "Landrätin Eva Muster sprach mit Präsident Karl Muster."],
        [
            "Staatsminister Karl Muster kam.",
            "Das Büro von Staatsminister Karl Muster und der Sprecher Tom Beispiel.",
        ],
    ] {
        assert_eq!(codes(&with_text(&lines)), [""; 0], "{lines:?}");
    }
}

#[test]
fn an_office_in_a_quotation_is_reported_and_stays() {
    let release = with_text(&[
        "Staatssekretär Thomas Popp kam.",
        "»Ich danke Staatsminister Thomas Popp«, sagte Eva Muster.",
    ]);
    let (finding, fixed) = only(&release);
    assert_eq!(finding.code, "person.titles_differ");
    let texts: Vec<String> = fixed.iter().map(text).collect();
    assert_eq!(texts.len(), 1, "only the other one can be written anew: {texts:?}");
    assert!(texts[0].starts_with("Staatsminister Thomas Popp kam."));
}

#[test]
fn a_name_spelt_in_two_ways_is_found_in_text_and_caption() {
    let mut release = pictured(Caption {
        caption: "Dr. Henrike Aldenhof am 21. November 2023 in Lindenfurt".into(),
        ..sample_caption()
    });
    let photo = release.photos[0].photo.as_mut().expect("a photo");
    photo.caption.persons = vec!["Dr. Henrike Aldenhof".into()];
    photo.people = vec![known(&photo.caption.persons[0])];
    release.body =
        Body::of(vec![Block::paragraph("Präsidentin Henrike Aldenhoff und Henrike Aldenhoffs Büro")]);
    let (finding, fixed) = only(&release);
    assert_eq!(finding.code, "person.name_spelt");
    assert_eq!(finding.place.slot(), Some(release.photos[0].id));
    let caption =
        |release: &Release| release.photos[0].photo.as_ref().expect("a photo").caption.caption.clone();
    assert!(caption(&fixed[0]).starts_with("Dr. Henrike Aldenhoff am"));
    assert_eq!(text(&fixed[1]), "Präsidentin Henrike Aldenhof und Henrike Aldenhofs Büro");
}

#[test]
fn mixed_quotation_marks_become_those_that_are_used_most() {
    let release = with_text(&["»Eins« und »zwei«", "„Drei“ und \"vier\""]);
    let (finding, fixed) = only(&release);
    assert_eq!((finding.code.as_str(), finding.words.as_str()), ("quotes.mixed", "„Drei“"));
    assert_eq!(text(&fixed[0]), "»Eins« und »zwei«\n»Drei« und »vier«");
    assert_eq!(codes(&with_text(&["»Das nennen wir ‚gut‘ und ›schön‹«"])), [""; 0]);
}

#[test]
fn what_was_left_by_an_editor_blocks_until_a_reason_is_given() {
    let (finding, fixed) = only(&with_text(&["»Gut so«, sagte [Name folgt]."]));
    assert_eq!((finding.code.as_str(), finding.level), ("text.mark_left", Level::Must));
    assert_eq!(finding.span, Some(Span { start: 16, end: 28 }));
    assert!(finding.can_be_overridden() && fixed.is_empty());
}

#[test]
fn an_abbreviation_that_nobody_explains_is_named_once() {
    let (finding, _) =
        only(&with_text(&["Die SAB fördert das.", "Die SAB-Chefin freut sich, die EU zahlt mit."]));
    assert_eq!((finding.code.as_str(), finding.words.as_str()), ("abbreviation.unexplained", "SAB"));
    assert_eq!(codes(&with_text(&["Die Sächsische Aufbaubank (SAB) fördert.", "Die SAB zahlt."])), [""; 0]);
}

#[test]
fn a_link_without_target_is_joined_to_the_only_photo() {
    let mut release = pictured(sample_caption());
    release.links.push(crate::document::Link {
        label: "Bild von der Unterzeichnung".into(),
        target: crate::document::LinkTarget::Missing,
    });
    let (finding, fixed) = only(&release);
    assert_eq!(finding.code, "link.without_target");
    assert_eq!(codes(&fixed[0]), [""; 0]);
}

#[test]
fn a_number_nobody_can_call_is_named() {
    let mut release = good();
    release.contact.numbers.push(Number { label: "Mobil".into(), number: "564 10300".into() });
    let (finding, _) = only(&release);
    assert_eq!(
        (finding.code.as_str(), finding.place),
        ("contact.number_undiallable", Place::Number { index: 1 })
    );
}

#[test]
fn a_caption_says_who_where_and_when() {
    let caption = |words: &str| codes(&pictured(Caption { caption: words.into(), ..sample_caption() }));
    let all = "Aldenhoff (links) und Wiedebusch am 21. November 2023 in Lindenfurt";
    assert_eq!(caption(all), [""; 0]);
    assert_eq!(caption(&all.replace("Wiedebusch", "ein Gast")), ["photo.caption_who"]);
    assert_eq!(caption(&all.replace("Lindenfurt", "der Kanzlei")), ["photo.caption_where"]);
    assert_eq!(caption(&all.replace("am 21. November 2023", "heute")), ["photo.caption_when"]);
    let nobody = Caption {
        caption: "Das Rathaus in Lindenfurt am 21. November 2023".into(),
        alt_text: "Ein rotes Haus mit Turm.".into(),
        persons: Vec::new(),
        ..sample_caption()
    };
    assert_eq!(codes(&pictured(nobody)), [""; 0]);
}

#[test]
fn a_long_caption_is_well_and_a_long_alternative_text_is_not() {
    let long = Caption { caption: sample_caption().caption + &" und".repeat(300), ..sample_caption() };
    assert_eq!(codes(&pictured(long)), [""; 0]);
    let long = Caption { alt_text: "ä".repeat(251), ..sample_caption() };
    assert_eq!(codes(&pictured(long)), ["photo.alt_text_long"]);
}

#[test]
fn a_photo_too_small_for_print_is_named_either_way_up() {
    let release = pictured(sample_caption());
    let slot = release.photos[0].id;
    let small = |size| !check(&release, Known { now: None, pixels: &[(slot, size)] }).findings.is_empty();
    assert!(small((1600, 1067)) && small((1181, 1771)) && small((4000, 1000)));
    assert!(!small((1772, 1181)) && !small((1181, 1772)));
}

#[test]
fn at_most_three_sentences_are_named_and_the_hardest_first() {
    let hard = |word: &str| format!("{} und die {word} kommen heute.", [word; 22].join(" "));
    let lines = [hard("Verwaltungen"), hard("Verordnungen"), hard("Verhandlungen"), hard("Verwaltungs")];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    assert_eq!(codes(&with_text(&lines)), ["sentence.hard"; 3]);
}

#[test]
fn a_release_in_another_language_is_not_asked_about_german_words() {
    let lines = ["On Monday, 21 November 2023, the SMWA will sign. »Yes« and “no”"];
    let english = Release { language: Language::English, ..with_text(&lines) };
    assert_eq!(codes(&english), ["quotes.mixed"]);
    assert!(report(&english).fulfilled.len() < report(&good()).fulfilled.len());
}

#[test]
fn every_rule_has_a_code_and_a_sentence_of_its_own() {
    let rules: Vec<&Rule> = TABLES.into_iter().flatten().map(|(rule, _)| rule).collect();
    let unique = |part: fn(&Rule) -> &'static str| {
        rules.iter().map(|rule| part(rule)).collect::<std::collections::BTreeSet<_>>().len()
    };
    assert_eq!(unique(|rule| rule.code), rules.len());
    assert_eq!(unique(|rule| rule.fulfilled), rules.len());
}
