//! Photos through the commands: inspected, cleaned, refused, and never in the place of anything.

use std::path::Path;

use crate::support::command::{cli, done, nothing_private_in, refused, sample, text};

#[test]
fn photos_are_inspected_and_cleaned_and_a_bad_one_does_not_stop_the_rest() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let (photos, into) = (folder.path().join("photos"), folder.path().join("clean"));
    std::fs::create_dir(&photos).expect("a folder");
    let camera = std::fs::read(sample("unterzeichnung.jpg")).expect("the sample");
    std::fs::write(photos.join("DSC_4417.jpg"), &camera).expect("a photo");
    std::fs::write(photos.join("halb.jpg"), &camera[..camera.len() / 2]).expect("half a photo");
    std::fs::write(photos.join("notiz.txt"), "kein Bild").expect("a note");

    let inspected = cli(&["photo", "inspect", text(&photos)]);
    let said = String::from_utf8_lossy(&inspected.stdout).into_owned();
    assert!(said.contains("Aufnahmeort") && said.contains("wird entfernt"), "{said}");
    refused(&inspected, "halb.jpg");

    let cleaned = cli(&[
        "photo",
        "clean",
        text(&photos),
        "--into",
        text(&into),
        "--caption",
        text(&sample("caption.json")),
    ]);
    refused(&cleaned, "halb.jpg");
    let said = String::from_utf8_lossy(&cleaned.stdout).into_owned();
    assert!(said.contains("Bilddaten unverändert"), "{said}");
    assert!(said.contains("bleibt    Fotografin oder Fotograf: Marlene Voigt (aus dem Foto)"), "{said}");
    assert!(said.contains("ersetzt   Urheberrecht: »© 2023 Marlene Voigt«"), "{said}");
    assert!(said.contains("Grund: Im Auftrag der Staatskanzlei"), "{said}");
    let written: Vec<_> = std::fs::read_dir(&into)
        .expect("the folder")
        .map(|entry| entry.expect("entry").file_name())
        .collect();
    assert_eq!(written, ["DSC_4417.jpg"], "nothing but clean files");
    nothing_private_in(&into.join("DSC_4417.jpg"));

    // Once more changes nothing and is no error for the good file.
    let json = cli(&[
        "photo",
        "clean",
        text(&photos.join("DSC_4417.jpg")),
        "--into",
        text(&into),
        "--caption",
        text(&sample("caption.json")),
        "--json",
    ]);
    let rows: serde_json::Value = serde_json::from_str(&done(&json)).expect("JSON");
    assert_eq!(rows[0]["result"]["picture"]["kind"], "unchanged");
}

#[test]
fn the_photographer_s_rights_stay_or_their_loss_is_named() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let into = |name: &str| folder.path().join(name);
    let photo = sample("unterzeichnung.jpg");
    let clean = |into: &Path, more: &[&str]| {
        cli(&[&["photo", "clean", text(&photo), "--into", text(into)][..], more].concat())
    };
    let said = done(&clean(&into("alone"), &[]));
    assert!(said.contains("Achtung   Urheberrecht »© 2023 Marlene Voigt« fehlt nun"), "{said}");

    let said = done(&clean(&into("kept"), &["--keep-rights"]));
    assert!(said.contains("bleibt    Urheberrecht: © 2023 Marlene Voigt (aus dem Foto)"), "{said}");
    assert!(!said.contains("Achtung"), "{said}");

    let other = folder.path().join("caption.json");
    std::fs::write(&other, r#"{"creator": "Jemand anderes"}"#).expect("a caption");
    let said = done(&clean(&into("other"), &["--caption", text(&other)]));
    assert!(
        said.contains("ersetzt   Fotografin oder Fotograf: »Marlene Voigt« durch »Jemand anderes«"),
        "{said}"
    );
    refused(&clean(&into("unexplained"), &["--caption", text(&other), "--keep-rights"]), "rightsReason");
}

#[test]
fn a_cleaned_photo_takes_the_place_of_nothing() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let into = folder.path().join("clean");
    let target = into.join("unterzeichnung.jpg");
    std::fs::create_dir(&into).expect("a folder");
    let clean = || cli(&["photo", "clean", text(&sample("unterzeichnung.jpg")), "--into", text(&into)]);

    std::os::unix::fs::symlink(folder.path().join("fehlt.jpg"), &target).expect("a link");
    refused(&clean(), "gibt es schon, mit anderem Inhalt");
    assert!(std::fs::symlink_metadata(&target).expect("it is there").is_symlink());

    std::fs::remove_file(&target).expect("it is there");
    std::fs::write(&target, "ein Original").expect("a file");
    refused(&clean(), "gibt es schon, mit anderem Inhalt");
    assert_eq!(std::fs::read_to_string(&target).expect("a file"), "ein Original");
    refused(&cli(&["photo", "clean", text(&target), "--into", text(&target)]), "liegt schon eine Datei");
}

#[test]
fn cleaning_again_into_a_folder_below_the_photos_leaves_out_what_is_clean() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let into = folder.path().join("sauber");
    std::fs::copy(sample("unterzeichnung.jpg"), folder.path().join("a.jpg")).expect("a photo");
    std::fs::create_dir(&into).expect("a folder");
    // As a command leaves it that was killed in the middle.
    std::fs::write(into.join(".sperrfrist-unfertig-abc123"), "halb").expect("a file");
    for _ in 0..2 {
        let json = cli(&["photo", "clean", text(folder.path()), "--into", text(&into), "--json"]);
        let rows: serde_json::Value = serde_json::from_str(&done(&json)).expect("JSON");
        assert_eq!(rows.as_array().expect("rows").len(), 1, "{rows}");
        let written: Vec<_> = std::fs::read_dir(&into)
            .expect("the folder")
            .map(|entry| entry.expect("entry").file_name())
            .collect();
        assert_eq!(written, ["a.jpg"]);
    }
}

#[test]
fn what_is_wrong_with_a_photo_is_said_in_a_sentence() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let into = folder.path().join("clean");
    let with = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        cli(&["photo", "clean", text(&path), "--into", text(&into)])
    };
    let camera = std::fs::read(sample("unterzeichnung.jpg")).expect("the sample");
    refused(&with("leer.jpg", b""), "leer");
    refused(&with("brief.jpg", b"Sehr geehrte Damen und Herren"), "kein Bild");
    refused(&with("halb.jpg", &camera[..5_000]), "unvollständig");
    refused(&with("bombe.jpg", &bomb(&camera)), "zu groß");
    refused(&with("bild.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "unvollständig");
    assert_eq!(std::fs::read_dir(&into).expect("the folder").count(), 0, "nothing but clean files");
}

/// The same photo, claiming 60,000 pixels a side in its frame header (ITU-T T.81, B.2.2).
fn bomb(jpeg: &[u8]) -> Vec<u8> {
    let mut bomb = jpeg.to_vec();
    let mut at = 2;
    while !matches!(bomb[at + 1], 0xC0..=0xC2) {
        at += 2 + usize::from(u16::from_be_bytes([bomb[at + 2], bomb[at + 3]]));
    }
    bomb[at + 5..at + 9].copy_from_slice(&[0xEA, 0x60, 0xEA, 0x60]);
    bomb
}
