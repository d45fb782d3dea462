//! The shared corpora, where they are at hand: one-leak photos, real camera photos, all orientations.

use std::fs;
use std::path::{Path, PathBuf};

use sperrfrist_photo::{Caption, Fate, Finding, PictureData, clean, inspect};

use crate::{cleaned_wholly, contains, is_spread_in, limits, nameless, pixels};

fn corpora() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: no corpora at {}", folder.display());
    None
}

fn jpegs(folder: &Path) -> Vec<(String, Vec<u8>)> {
    photos(folder, &["jpg", "jpeg"])
}

fn photos(folder: &Path, extensions: &[&str]) -> Vec<(String, Vec<u8>)> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut list: Vec<(String, Vec<u8>)> = entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let extension = path.extension()?.to_str()?.to_ascii_lowercase();
            let is_asked_for = extensions.contains(&extension.as_str());
            Some((path.file_name()?.to_str()?.to_owned(), fs::read(&path).ok()?)).filter(|_| is_asked_for)
        })
        .collect();
    list.sort();
    list
}

/// The `needles` of a file in the manifest, as bytes.
fn needles(manifest: &serde_json::Value, name: &str) -> Vec<Vec<u8>> {
    let list = manifest[name]["needles"].as_array().cloned().unwrap_or_default();
    let hex = |text: &str| {
        (0..text.len() / 2).filter_map(|at| u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).ok()).collect()
    };
    list.iter().filter_map(|needle| needle.as_str()).map(hex).collect()
}

#[test]
fn no_needle_of_the_one_leak_photos_is_left() {
    let Some(folder) = corpora() else { return };
    let manifest = fs::read_to_string(folder.join("one-leak/manifest.json")).expect("a manifest");
    let manifest = serde_json::from_str(&manifest).expect("JSON");
    let photos = jpegs(&folder.join("one-leak"));
    assert!(photos.len() >= 60, "{} photos", photos.len());
    for (name, photo) in photos {
        let done = clean(&photo, &nameless(), &limits()).unwrap_or_else(|error| panic!("{name}: {error}"));
        for needle in needles(&manifest, &name) {
            assert!(contains(&photo, &needle) || name.starts_with('J'), "{name}");
            assert!(!contains(&done.bytes, &needle), "{name}");
        }
        // What `image` does not draw (arithmetic coding) it draws neither before nor after.
        if image::load_from_memory(&photo).is_ok() {
            assert_eq!(pixels(&photo), pixels(&done.bytes), "{name}");
        }
    }
}

#[test]
fn real_photos_and_all_orientations_come_out_clean() {
    let Some(folder) = corpora() else { return };
    for (name, photo) in [jpegs(&folder.join("real")), jpegs(&folder.join("orientation"))].concat() {
        let done =
            clean(&photo, &Caption::default(), &limits()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let before = inspect(&photo, &limits()).expect("was cleaned");
        let after = inspect(&done.bytes, &limits()).expect("was written");
        assert_eq!((before.width, before.height), (after.width, after.height), "{name}");
        if before.orientation > 1 {
            assert_eq!(before.orientation, after.orientation, "{name}");
        }
        let rights: Vec<String> =
            done.report.rights.iter().map(|right| format!("caption.{}", right.field)).collect();
        let is_known = |finding: &Finding| finding.fate == Fate::Stays || rights.contains(&finding.code);
        assert!(after.findings.iter().all(is_known), "{name}: {:?}", after.findings);
        for right in &done.report.rights {
            assert_eq!(right.before, right.after, "{name}");
        }
    }
}

#[test]
fn no_needle_of_the_one_leak_pngs_and_webps_is_left() {
    let Some(folder) = corpora() else { return };
    let manifest = fs::read_to_string(folder.join("one-leak/manifest.json")).expect("a manifest");
    let manifest = serde_json::from_str(&manifest).expect("JSON");
    let photos = photos(&folder.join("one-leak"), &["png", "webp"]);
    assert!(photos.len() >= 28, "{} photos", photos.len());
    for (name, photo) in photos {
        let done = cleaned_wholly(&photo);
        let before = inspect(&photo, &limits()).expect("was cleaned");
        assert!(name.starts_with('P') || before.findings.iter().any(|f| f.fate != Fate::Stays), "{name}");
        for needle in needles(&manifest, &name) {
            assert!(!is_spread_in(&done.bytes, &needle), "{name}");
            if name.ends_with("png") {
                assert!(!is_spread_in(&crate::png::unpacked(&done.bytes), &needle), "{name}");
            }
        }
        if name.starts_with("G14") {
            assert_eq!(done.report.picture, PictureData::HiddenColoursGone);
        } else {
            assert_eq!(done.report.picture, PictureData::Unchanged, "{name}");
            let drawn = |bytes: &[u8]| image::load_from_memory(bytes).expect("can be drawn");
            assert_eq!(drawn(&photo), drawn(&done.bytes), "{name}");
        }
        assert_eq!(
            before.orientation,
            inspect(&done.bytes, &limits()).expect("written").orientation,
            "{name}"
        );
    }
}

#[test]
fn what_is_drawn_anew_has_no_needle_and_its_size() {
    let Some(folder) = corpora() else { return };
    let manifest = fs::read_to_string(folder.join("one-leak/manifest.json")).expect("a manifest");
    let manifest = serde_json::from_str(&manifest).expect("JSON");
    let kinds = ["tif", "tiff", "gif", "heic", "heif", "avif"];
    let photos = [photos(&folder.join("one-leak"), &kinds), photos(&folder.join("real"), &kinds)].concat();
    assert!(photos.len() >= 36, "{} photos", photos.len());
    for (name, photo) in photos {
        let done = cleaned_wholly(&photo);
        for needle in needles(&manifest, &name) {
            assert!(!contains(&done.bytes, &needle), "{name}");
        }
        assert!(matches!(done.report.picture, PictureData::Redrawn { .. }), "{name}");
        let before = inspect(&photo, &limits()).expect("was cleaned");
        let drawn = image::load_from_memory(&done.bytes).expect("can be drawn");
        assert_eq!((before.width, before.height), (drawn.width(), drawn.height()), "{name}");
    }
}
