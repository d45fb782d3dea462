//! What the press officer is shown.

use sperrfrist_photo::{Fate, Finding, inspect};
use sperrfrist_testkit::jpeg::{Entry, Exif, Place, camera_load, insert, picture};

use crate::{cleaned, limits};

fn loaded() -> Vec<u8> {
    camera_load(&picture(320, 200), &picture(160, 120))
}

fn found(findings: &[Finding], code: &str) -> Option<(String, Fate)> {
    findings.iter().find(|finding| finding.code == code).map(|finding| (finding.value.clone(), finding.fate))
}

#[test]
fn a_camera_s_load_is_told_in_the_reader_s_words() {
    let inspection = inspect(&loaded(), &limits()).expect("is a photo");
    for (code, value) in [
        ("exif.gps", "51,05771° N, 13,74668° O"),
        ("exif.serial", "6047113"),
        ("exif.lensSerial", "20098842"),
        ("exif.owner", "Marlene Voigt, +49 351 0000000"),
        ("exif.camera", "NIKON Z 6_2"),
        ("exif.makerNote", "1,8 kB"),
        ("exif.comment", "Vorzimmer, zweiter Versuch"),
        ("exif.host", "MV-MacBook-Pro"),
        ("exif.time", "21.11.2023, 10:45:12 Uhr"),
        ("iptc", "4 weitere Angaben"),
        ("xmp.history", "14 Schritte"),
        ("xmp.ids", "3 Kennungen"),
        ("xmp.faces", "2 Gesichter: Henrike Aldenhoff, Jonas Wiedebusch"),
    ] {
        assert_eq!(found(&inspection.findings, code), Some((value.to_owned(), Fate::Goes)), "{code}");
    }
    for code in ["exif.thumbnail", "iptc", "mpf", "trailer.pictures"] {
        assert!(found(&inspection.findings, code).is_some(), "{code}: {:?}", inspection.findings);
    }
    assert_eq!(found(&inspection.findings, "density"), Some(("300 dpi".to_owned(), Fate::Stays)));
}

#[test]
fn the_photographer_s_words_fill_the_form() {
    let inspection = inspect(&loaded(), &limits()).expect("is a photo");
    assert_eq!(inspection.caption.creator, "Marlene Voigt");
    assert_eq!(inspection.caption.credit, "Landespressestelle/Voigt");
    assert_eq!(inspection.caption.copyright, "© 2023 Marlene Voigt");
    assert_eq!(inspection.caption.city, "Lindenfurt");
    assert_eq!(inspection.caption.caption, "Unterzeichnung der Vereinbarung");
    assert_eq!(inspection.caption.date.map(|day| day.to_string()).as_deref(), Some("2023-11-21"));
    assert_eq!(inspection.caption.time.map(|time| time.to_string()).as_deref(), Some("10:45:12"));
    let creator = found(&inspection.findings, "caption.creator");
    assert_eq!(creator, Some(("Marlene Voigt".to_owned(), Fate::YouDecide)));
}

#[test]
fn what_fills_the_form_is_not_told_a_second_time() {
    let inspection = inspect(&loaded(), &limits()).expect("is a photo");
    assert_eq!(found(&inspection.findings, "exif.artist"), None);
    assert_eq!(found(&inspection.findings, "exif.description"), None);

    let other = Exif { primary: vec![Entry::ascii(0x013B, "Jemand anderes")], ..Exif::default() };
    let both = insert(&loaded(), Place::Start, &other.segment());
    let inspection = inspect(&both, &limits()).expect("is a photo");
    assert_eq!(inspection.caption.creator, "Marlene Voigt", "XMP counts before EXIF");
    assert_eq!(found(&inspection.findings, "exif.artist"), Some(("Jemand anderes".to_owned(), Fate::Goes)));
}

#[test]
fn what_the_officer_takes_over_is_not_called_removed() {
    let caption = inspect(&loaded(), &limits()).expect("is a photo").caption;
    let taken = sperrfrist_photo::clean(&loaded(), &caption, &limits()).expect("fits");
    assert!(!taken.report.removed.iter().any(|finding| finding.code.starts_with("caption.")));
    let left = cleaned(&loaded());
    for code in ["caption.caption", "caption.city", "caption.date", "caption.time"] {
        assert!(found(&left.report.removed, code).is_some(), "{code}: {:?}", left.report.removed);
    }
    assert_eq!(found(&left.report.removed, "caption.creator"), None, "rights stay");
}

#[test]
fn the_thumbnail_is_at_hand_but_not_in_what_is_sent() {
    let inspection = inspect(&loaded(), &limits()).expect("is a photo");
    let thumbnail = inspection.thumbnail.as_ref().expect("a thumbnail");
    assert_eq!((thumbnail.width, thumbnail.height), (160, 120));
    assert_eq!(thumbnail.jpeg(), picture(160, 120));
    let sent = serde_json::to_value(&inspection).expect("can be sent");
    let mut keys: Vec<&String> = sent["thumbnail"].as_object().expect("an object").keys().collect();
    keys.sort();
    assert_eq!(keys, ["bytes", "height", "shows", "width"]);
    assert_eq!(sent["findings"][0]["fate"], "goes");
    assert_eq!(sent["format"], "jpeg");
}

#[test]
fn sizes_are_told_as_drawn() {
    let exif = Exif { primary: vec![Entry::short(0x0112, 8)], ..Exif::default() };
    let inspection =
        inspect(&insert(&picture(64, 32), Place::Start, &exif.segment()), &limits()).expect("is a photo");
    assert_eq!((inspection.width, inspection.height, inspection.orientation), (32, 64, 8));
    assert_eq!(
        found(&inspection.findings, "orientation"),
        Some(("nach links gedreht".to_owned(), Fate::Stays))
    );
}

#[test]
fn a_clean_photo_has_nothing_that_goes() {
    let clean = cleaned(&loaded());
    let inspection = inspect(&clean.bytes, &limits()).expect("is a photo");
    let told: Vec<_> = inspection.findings.iter().filter(|finding| finding.fate != Fate::Stays).collect();
    let codes: Vec<&str> = told.iter().map(|finding| finding.code.as_str()).collect();
    assert_eq!(codes, ["caption.creator", "caption.credit", "caption.copyright"], "its rights and no more");
}
