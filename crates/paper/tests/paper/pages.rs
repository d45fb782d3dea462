//! How the pages look, against pictures that somebody has looked at. `SPERRFRIST_SNAPSHOTS=write` writes these anew.

use std::path::{Path, PathBuf};

use sperrfrist_paper::{Letterhead, Preview, Sheet, Variant};
use sperrfrist_release::body::{Block, Body};
use sperrfrist_release::{Language, Release};
use sperrfrist_testkit::snapshot::Snapshot;

use crate::sheets::{caption, sample, sheet, shown, staatskanzlei, stadt};

/// Pixels for each point: large enough to be read, small enough to be kept.
const SCALE: f64 = 0.8;

fn references() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/paper/snapshots")
}

fn drawn(sheet: &Sheet<'_>) -> Vec<Snapshot> {
    let pages = Preview::new().show(sheet).pages.expect("pages");
    let png = |page| pages.png(page, SCALE).expect("a page");
    (0..pages.count()).map(|page| Snapshot::read(&png(page))).collect()
}

/// All its pages, and no other.
fn assert_pages(name: &str, sheet: &Sheet<'_>) {
    let pages = drawn(sheet);
    for (number, page) in pages.iter().enumerate() {
        page.assert(&references(), &format!("{name}-{}", number + 1));
    }
    let next = references().join(format!("{name}-{}.png", pages.len() + 1));
    assert!(!next.exists(), "{name} has {} pages only", pages.len());
}

#[test]
fn the_pages_before_the_time_say_so_on_either_letterhead() {
    // Long enough for a second page.
    let mut release = sample();
    release.body.content.extend(sample().body.content);
    let Release { issuer, contact, .. } = Release::blank(release.id);
    let of_no_house = Release { issuer, contact, ..release.clone() };
    assert_pages("sperrfrist", &sheet(&release, &staatskanzlei()));
    assert_pages("sperrfrist-stadt", &sheet(&of_no_house, &stadt()));
}

#[test]
fn the_public_pages_before_the_photo_and_with_it() {
    let (release, letterhead, caption) = (sample(), staatskanzlei(), caption());
    let photos = shown(&release, &caption);
    let public = Sheet { variant: Variant::Public, ..sheet(&release, &letterhead) };
    assert_pages("vor-dem-foto", &public);
    assert_pages("mit-foto", &Sheet { photos: &photos, ..public });
}

#[test]
fn the_pages_for_those_who_approve_have_numbered_lines() {
    let (release, letterhead) = (sample(), staatskanzlei());
    assert_pages("entwurf", &Sheet { variant: Variant::Proof, ..sheet(&release, &letterhead) });
}

#[test]
fn the_pages_in_leichte_sprache_are_large_and_have_a_sentence_a_line() {
    let body = Body::of(vec![
        Block::paragraph(
            "Das Land Elbmark will Rathäuser schützen. Rathäuser haben viele Computer. Manchmal greifen \
             Fremde die Computer an.",
        ),
        Block::paragraph("Jetzt gibt es einen Vertrag. Der Bund hilft dem Land."),
    ]);
    let release = Release {
        language: Language::EasyGerman,
        kind_label: String::new(),
        headline: "Hilfe für Rathäuser".into(),
        embargo_notes: Vec::new(),
        standing_lines: Vec::new(),
        links: Vec::new(),
        body,
        ..sample()
    };
    let (letterhead, caption) = (staatskanzlei(), caption());
    let photos = shown(&release, &caption);
    assert_pages("leichte-sprache", &Sheet { photos: &photos, ..sheet(&release, &letterhead) });
}

#[test]
fn a_text_that_stands_a_millimetre_further_in_and_a_line_that_is_gone_are_noticed() {
    let (release, letterhead) = (sample(), staatskanzlei());
    let pages = drawn(&sheet(&release, &letterhead));
    let mut moved: Letterhead = staatskanzlei();
    moved.page.left += 1.0;
    let shorter = Release { standing_lines: Vec::new(), embargo_notes: Vec::new(), ..release.clone() };
    for (what, other) in [
        ("moved", drawn(&sheet(&release, &moved))),
        ("gone", drawn(&Sheet { variant: Variant::Public, ..sheet(&shorter, &letterhead) })),
    ] {
        assert!(other[0].difference(&pages[0]).is_some(), "{what}");
    }
    assert!(drawn(&sheet(&release, &letterhead))[0].difference(&pages[0]).is_none());
}
