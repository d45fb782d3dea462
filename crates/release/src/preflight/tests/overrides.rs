//! A must that is set aside.

use super::*;

fn set_aside(release: &Release) -> Release {
    let finding = report(release).findings.remove(0);
    let reason = Override::of(&finding, " heißt wirklich so ", time("21.11.2023 11:00").utc);
    Release { overrides: vec![reason], ..release.clone() }
}

#[test]
fn a_must_that_was_set_aside_is_shown_and_blocks_no_more() {
    let release = with_text(&["Die Band XXX spielt."]);
    assert!(report(&release).blocks());
    let report = report(&set_aside(&release));
    assert!(!report.blocks());
    assert_eq!(report.findings[0].overridden.as_deref(), Some("heißt wirklich so"));
}

#[test]
fn it_stays_set_aside_while_the_text_around_it_moves() {
    let mut release = set_aside(&with_text(&["Die Band XXX spielt."]));
    release.body.content.insert(0, Block::paragraph("Ein neuer Absatz."));
    assert!(!report(&release).blocks());
}

#[test]
fn other_words_are_another_finding() {
    let mut release = set_aside(&with_text(&["Die Band XXX spielt."]));
    release.body.content = vec![Block::paragraph("Die Band XXXX spielt.")];
    assert!(report(&release).blocks());

    let long = |letter: &str| Caption { alt_text: letter.repeat(251), ..sample_caption() };
    let mut release = set_aside(&pictured(long("ä")));
    assert!(!report(&release).blocks());
    release.photos[0].photo.as_mut().expect("a photo").caption = long("ö");
    assert!(report(&release).blocks());
}

#[test]
fn what_guards_the_embargo_is_never_set_aside() {
    let mut release = good();
    release.embargo_notes[0].words = "Sperrfrist: 21.11.2023, 18:00 Uhr".into();
    assert!(report(&set_aside(&release)).blocks());
}

#[test]
fn the_reason_stays_on_the_desk() {
    let release = set_aside(&with_text(&["Die Band XXX spielt."]));
    let stored = crate::stored::to_json(&release);
    assert_eq!(crate::stored::from_json(&stored).expect("reads"), release);
    assert!(!crate::stored::to_json(&release.text_only()).contains("heißt"));
}
