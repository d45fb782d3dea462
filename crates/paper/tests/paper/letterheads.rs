//! Letterheads as data, and what is said about a broken one.

use sperrfrist_paper::{Finding, Letterhead, LetterheadDraft, Place, patterns};

use crate::sheets::{STAATSKANZLEI, STADT, staatskanzlei, stadt};

fn refused(text: &str) -> Finding {
    let findings = Letterhead::read(text, |_| None).expect_err("broken");
    findings.into_iter().next().expect("a finding")
}

fn line_of(text: &str, part: &str) -> usize {
    text.lines().position(|line| line.contains(part)).expect("it is there") + 1
}

#[track_caller]
fn assert_refused(broken: &str, part: &str, code: &str, says: &str) {
    let finding = refused(broken);
    assert_eq!(finding.code, code, "{finding}");
    let Place::Letterhead { line: Some(line), column: Some(column), .. } = finding.place else {
        panic!("no line: {finding}")
    };
    assert_eq!(line, line_of(broken, part), "{finding}");
    assert!(column >= 1);
    assert!(finding.to_string().contains(says), "{finding}");
}

#[test]
fn a_broken_letterhead_is_refused_with_its_line_and_what_is_allowed() {
    let change = |from: &str, to: &str| {
        assert!(STAATSKANZLEI.contains(from));
        STAATSKANZLEI.replace(from, to)
    };
    let accent = "accent = \"#0b5d3b\"";
    assert_refused(
        &change(accent, "akzent = \"#0b5d3b\""),
        "akzent",
        "letterhead.unknown",
        "accent, ink, muted, embargo",
    );
    assert_refused(&change(accent, "accent = \"grün\""), "grün", "letterhead.colour", "#0b5d3b");
    assert_refused(&change(accent, "accent = \"#9ad1b9\""), "#9ad1b9", "letterhead.contrast", "4,5 : 1");
    assert_refused(&change("\"serif\"", "\"comic\""), "comic", "letterhead.unknown", "sans, serif");
    assert_refused(&change("width = 45", "width = 450"), "450", "letterhead.length", "30 bis 65");
    assert_refused(&change("width = 45", "width = \"45\""), "width", "letterhead.type", "eine Zahl");
    assert_refused(&change("[colours]", "[colours"), "[colours", "letterhead.unreadable", "[name]");
    assert_refused(&change("size = \"a4\"", "size = \"a5\""), "a5", "letterhead.unknown", "a4, letter");
    let finding = refused(&change("website = ", "webseite = "));
    assert_eq!(finding.code, "letterhead.unknown");
}

#[test]
fn a_logo_lies_beside_its_letterhead_and_is_a_drawing() {
    let with = |bytes: &'static [u8]| Letterhead::read(STADT, |_| Some(bytes.to_vec()));
    let code = |bytes| with(bytes).expect_err("refused")[0].code;
    assert_eq!(refused(STADT).code, "letterhead.no_logo");
    assert_refused(
        &STADT.replace("stadt.svg", "../../etc/passwd"),
        "passwd",
        "letterhead.no_logo",
        "denselben Ordner",
    );
    assert_eq!(code(b"<svg"), "letterhead.broken_logo");
    assert_eq!(code(b"\xff\xd8\xff\xe0"), "letterhead.broken_logo");
    assert_eq!(
        code(b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text>Stadt</text></svg>"),
        "letterhead.broken_logo"
    );
    assert!(
        with(b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9v9z'/></svg>")
            .is_ok()
    );
}

#[test]
fn a_letterhead_written_as_one_file_reads_as_it_was() {
    for letterhead in [staatskanzlei(), stadt(), Letterhead::default()] {
        let named = Letterhead {
            issuer: sperrfrist_release::document::Issuer { name: "Haus".into(), ..letterhead.issuer.clone() },
            ..letterhead
        };
        assert_eq!(Letterhead::read(&named.to_toml(), |_| None), Ok(named));
    }
}

#[test]
fn the_fields_of_a_letterhead_make_the_same_one_again() {
    let [(_, first), (_, second)] = <[_; 2]>::try_from(patterns()).expect("two are brought along");
    assert_eq!((&first, &second), (&staatskanzlei(), &stadt()));
    for letterhead in [first, second] {
        let logo = letterhead.logo.as_ref().map(|logo| logo.picture.file());
        assert_eq!(LetterheadDraft::of(&letterhead).letterhead(logo), (letterhead.clone(), Vec::new()));
    }
}

#[test]
fn what_is_wrong_in_a_field_is_told_with_its_field_and_the_rest_is_shown() {
    let mut draft = LetterheadDraft::of(&stadt());
    draft.issuer.name = " ".into();
    draft.page.right = "12,5".into();
    let (letterhead, findings) = draft.letterhead(None);
    let fields: Vec<_> = findings.into_iter().map(|finding| finding.place).collect();
    let at = |field| Place::Letterhead { line: None, column: None, field };
    assert_eq!(fields, [at("issuer.name"), at("logo.file")]);
    assert!((letterhead.page.right - 12.5).abs() < f64::EPSILON && letterhead.logo.is_none());
}
