//! Rights are never silently dropped.

use sperrfrist_photo::{Caption, Edits, Size, clean, inspect, renditions, verify};
use sperrfrist_testkit::jpeg::{Entry, Exif, Place, camera_load, insert, iptc, picture, xmp};

use crate::{cleaned, contains, limits};

fn loaded() -> Vec<u8> {
    camera_load(&picture(320, 200), &picture(160, 120))
}

fn told(jpeg: &[u8]) -> Caption {
    inspect(jpeg, &limits()).expect("is a photo").caption
}

#[test]
fn a_photo_without_a_caption_keeps_its_rights_and_nothing_else() {
    let clean = cleaned(&loaded());
    let expected = Caption {
        creator: "Marlene Voigt".to_owned(),
        credit: "Landespressestelle/Voigt".to_owned(),
        copyright: "© 2023 Marlene Voigt".to_owned(),
        ..Caption::default()
    };
    assert_eq!(clean.caption, expected);
    assert_eq!(told(&clean.bytes), expected);
    assert_eq!(verify(&clean.bytes, &clean.caption), Ok(()));
    let kept: Vec<_> =
        clean.report.rights.iter().map(|right| (right.field.as_str(), right.is_replaced())).collect();
    assert_eq!(kept, [("creator", false), ("credit", false), ("copyright", false)]);
}

#[test]
fn every_right_is_read_wherever_photographers_write_it_and_carried_over() {
    let licence = "https://creativecommons.org/licenses/by-sa/4.0/";
    let packet = format!(
        "<xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang=\"x-default\">Nur mit Namen</rdf:li></rdf:Alt>\
         </xmpRights:UsageTerms><xmpRights:WebStatement rdf:resource=\"{licence}\"/>\
         <plus:Licensor xmlns:plus=\"http://ns.useplus.org/ldf/xmp/1.0/\"><rdf:Seq>\
         <rdf:li plus:LicensorName=\"Bildstelle\" plus:LicensorURL=\"https://bild.example\"/>\
         </rdf:Seq></plus:Licensor>"
    );
    let exif = Exif { primary: vec![Entry::ascii(0x013B, "Karla Hartung")], ..Exif::default() };
    let segments = [exif.segment(), xmp(&packet), iptc(&[(110, "hartung.example"), (116, "© Hartung")])];
    let clean = cleaned(&insert(&picture(32, 32), Place::Start, &segments.concat()));
    let expected = Caption {
        creator: "Karla Hartung".to_owned(),
        credit: "hartung.example".to_owned(),
        copyright: "© Hartung".to_owned(),
        usage_terms: "Nur mit Namen".to_owned(),
        web_statement: licence.to_owned(),
        licensor: "Bildstelle".to_owned(),
        licensor_url: "https://bild.example".to_owned(),
        ..Caption::default()
    };
    assert_eq!(told(&clean.bytes), expected);

    let common =
        "<cc:license xmlns:cc=\"http://creativecommons.org/ns#\" rdf:resource=\"https://a.example\"/>";
    let clean = cleaned(&insert(&picture(32, 32), Place::Start, &xmp(common)));
    assert_eq!(clean.caption.web_statement, "https://a.example");
}

#[test]
fn another_name_needs_a_reason_which_is_told_and_not_written() {
    let mut caption = Caption { creator: "Jemand anderes".to_owned(), ..Caption::default() };
    let error = clean(&loaded(), &caption, &limits()).expect_err("no reason");
    assert_eq!(error.code(), "photo.rightsReplaced");
    let sentence = error.to_string();
    assert!(sentence.contains("Marlene Voigt") && sentence.contains("Jemand anderes"), "{sentence}");
    assert!(error.next_step().contains("rightsReason"));

    caption.rights_reason = "Die Kamera war verliehen.".to_owned();
    let clean = clean(&loaded(), &caption, &limits()).expect("a reason");
    let creator = &clean.report.rights[0];
    assert_eq!((creator.before.as_str(), creator.after.as_str()), ("Marlene Voigt", "Jemand anderes"));
    assert_eq!(creator.reason, "Die Kamera war verliehen.");
    assert_eq!(creator.label(), "Fotografin oder Fotograf");
    assert!(!contains(&clean.bytes, b"verliehen"));
    assert!(!clean.report.removed.iter().any(|finding| finding.code == "caption.creator"), "told once");
    assert_eq!(
        clean.caption.credit, "Landespressestelle/Voigt",
        "the reason does not drop what is left empty"
    );
    let json = serde_json::to_value(&clean.report.rights).expect("plain data");
    assert_eq!(json[0]["field"], "creator");
}

#[test]
fn the_copies_of_a_clean_photo_keep_its_rights() {
    let clean = cleaned(&loaded());
    for caption in [&clean.caption, &Caption::default()] {
        for copy in renditions(&clean, &Edits::default(), caption, &[Size::preview()], &limits())
            .expect("can be drawn")
        {
            assert_eq!(verify(&copy.jpeg, &clean.caption), Ok(()));
        }
    }
    let other = Caption { credit: "Jemand anderes".to_owned(), ..Caption::default() };
    let error =
        renditions(&clean, &Edits::default(), &other, &[Size::preview()], &limits()).expect_err("no reason");
    assert_eq!(error.code(), "photo.rightsReplaced");
}

#[test]
fn a_photo_is_not_refused_for_the_length_of_its_rights() {
    let long = "&<ä".repeat(1_400);
    let packet = format!(
        "<photoshop:Credit>{0}</photoshop:Credit><dc:rights>{0}</dc:rights><dc:creator>{0}</dc:creator>\
         <xmpRights:UsageTerms>{0}</xmpRights:UsageTerms>",
        long.replace('&', "&amp;").replace('<', "&lt;")
    );
    let clean = cleaned(&insert(&picture(32, 32), Place::Start, &xmp(&packet)));
    for right in &clean.report.rights {
        assert!(right.is_replaced() && long.starts_with(&right.after) && right.after.len() > 1_500);
    }
    assert_eq!(clean.report.rights.len(), 4);
}

#[test]
fn a_clock_time_and_a_release_of_the_source_stay_only_if_they_are_said() {
    let photo = insert(&loaded(), Place::Start, &iptc(&[(30, "20231122"), (35, "170000+0100")]));
    let seen = told(&photo);
    assert_eq!(seen.release_at.map(|at| at.to_rfc3339()).as_deref(), Some("2023-11-22T17:00:00+01:00"));
    let without =
        clean(&photo, &Caption { time: None, release_at: None, ..seen.clone() }, &limits()).expect("fits");
    assert!(!contains(&without.bytes, b"104512") && !contains(&without.bytes, b"10:45:12"));
    assert!(!contains(&without.bytes, b"170000"));
    let codes: Vec<_> = without.report.removed.iter().map(|finding| finding.code.as_str()).collect();
    assert!(codes.contains(&"caption.time") && codes.contains(&"caption.releaseAt"), "{codes:?}");
    let with = clean(&photo, &seen, &limits()).expect("fits");
    assert_eq!(told(&with.bytes), seen);
    assert!(contains(&with.bytes, b"2023-11-21T10:45:12<"));
}
