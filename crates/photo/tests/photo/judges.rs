//! What exiftool reads of a clean photo, field by field. `scripts/setup.sh test` installs it.

use std::process::Command;

use serde_json::{Value, json};
use sperrfrist_photo::{Caption, clean};
use sperrfrist_testkit::jpeg::picture;

use crate::limits;

/// What exiftool reads in the given groups.
fn read(jpeg: &[u8]) -> Value {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let path = folder.path().join("photo.jpg");
    std::fs::write(&path, jpeg).expect("can be written");
    let output = Command::new("exiftool")
        .args(["-j", "-G1", "-struct", "-XMP:all", "-IPTC:all", "-a"])
        .arg(&path)
        .output()
        .expect("exiftool is installed by the set-up");
    let mut list: Value = serde_json::from_slice(&output.stdout).expect("exiftool answers as JSON");
    let mut tags = list[0].take();
    if let Some(tags) = tags.as_object_mut() {
        tags.remove("SourceFile");
        tags.remove("XMP-x:XMPToolkit");
    }
    tags
}

fn written(caption: &Caption) -> Value {
    read(&clean(&picture(32, 32), caption, &limits()).expect("fits").bytes)
}

#[test]
fn exiftool_reads_every_field_in_german_and_upper_sorbian() {
    let sorbian = "Čorny hólčik rěka Měrćin, jědźe do Žitawy. Łužica, nań, pón, přez, žiwjenje, ẑ ŕ";
    let caption = Caption {
        headline: "Ministerpräsident eröffnet die Brücke über die Weiße Elster".to_owned(),
        caption: format!("{sorbian}\nZweite Zeile: 👩🏽‍🚒 e\u{301}"),
        alt_text: "Drei Menschen auf einer Brücke.".to_owned(),
        extended_alt_text: "Links eine Frau mit Blumenstrauß.".to_owned(),
        creator: "Měrćin Wjelećanski".to_owned(),
        credit: "Staatskanzlei/Wjelećanski".to_owned(),
        copyright: "© 2026 Měrćin Wjelećanski".to_owned(),
        usage_terms: "Frei für Medien, »mit Namen«".to_owned(),
        web_statement: "https://creativecommons.org/licenses/by/4.0/".to_owned(),
        licensor: "Bildstelle Budyšin".to_owned(),
        licensor_url: "https://bild.example/?a=1&b=2".to_owned(),
        instructions: "Sperrfrist: 10. März 2026, 11 Uhr".to_owned(),
        release_at: "2026-03-10T11:00:00+01:00".parse().ok(),
        persons: vec!["Änne Übermüller".to_owned(), "Jan Šołta".to_owned()],
        location: "Hłowne torhošćo".to_owned(),
        city: "Bautzen/Budyšin".to_owned(),
        country: "Deutschland".to_owned(),
        date: "2026-03-09".parse().ok(),
        time: "10:45:12".parse().ok(),
        rights_reason: "wird nirgends geschrieben".to_owned(),
    };
    let expected = json!({
        "XMP-photoshop:Headline": caption.headline,
        "XMP-dc:Description": caption.caption,
        "XMP-iptcCore:AltTextAccessibility": caption.alt_text,
        "XMP-iptcCore:ExtDescrAccessibility": caption.extended_alt_text,
        "XMP-dc:Creator": [caption.creator],
        "XMP-photoshop:Credit": caption.credit,
        "XMP-dc:Rights": caption.copyright,
        "XMP-xmpRights:Marked": true,
        "XMP-xmpRights:UsageTerms": caption.usage_terms,
        "XMP-xmpRights:WebStatement": caption.web_statement,
        "XMP-plus:Licensor": [{ "LicensorName": caption.licensor, "LicensorURL": caption.licensor_url }],
        "XMP-photoshop:Instructions": caption.instructions,
        "XMP-iptcExt:PersonInImage": caption.persons,
        "XMP-iptcCore:Location": caption.location,
        "XMP-photoshop:City": caption.city,
        "XMP-photoshop:Country": caption.country,
        "XMP-iptcExt:LocationShown":
            [{ "Sublocation": caption.location, "City": caption.city, "CountryName": caption.country }],
        "XMP-photoshop:DateCreated": "2026:03:09 10:45:12",
        "IPTC:CodedCharacterSet": "UTF8",
        "IPTC:ApplicationRecordVersion": 4,
        "IPTC:ReleaseDate": "2026:03:10",
        "IPTC:ReleaseTime": "11:00:00+01:00",
        "IPTC:SpecialInstructions": caption.instructions,
        "IPTC:DateCreated": "2026:03:09",
        "IPTC:TimeCreated": "10:45:12",
        "IPTC:By-line": caption.creator,
        "IPTC:City": caption.city,
        "IPTC:Sub-location": caption.location,
        "IPTC:Country-PrimaryLocationName": caption.country,
        "IPTC:Headline": caption.headline,
        "IPTC:Credit": caption.credit,
        "IPTC:CopyrightNotice": caption.copyright,
        "IPTC:Caption-Abstract": caption.caption,
    });
    assert_eq!(written(&caption), expected);
}

#[test]
fn exiftool_reads_texts_cut_to_the_bytes_of_the_iim_at_a_character() {
    type Field = (&'static str, usize, fn(&mut Caption) -> &mut String);
    let fields: [Field; 8] = [
        ("By-line", 32, |caption| &mut caption.creator),
        ("Credit", 32, |caption| &mut caption.credit),
        ("City", 32, |caption| &mut caption.city),
        ("Sub-location", 32, |caption| &mut caption.location),
        ("Country-PrimaryLocationName", 64, |caption| &mut caption.country),
        ("CopyrightNotice", 128, |caption| &mut caption.copyright),
        ("Headline", 256, |caption| &mut caption.headline),
        ("Caption-Abstract", 2_000, |caption| &mut caption.caption),
    ];
    // The character over the edge: of two, three and four bytes, and none.
    for (last, left_out) in [("š", 1), ("ẑ", 1), ("👩", 1), ("š", 0), ("x", 0)] {
        let mut caption = Caption::default();
        for (_, max, field) in fields {
            let rest = max - (last.len() - left_out);
            *field(&mut caption) = format!("{}{last}", "w".repeat(rest));
        }
        let tags = written(&caption);
        for (name, max, field) in fields {
            let whole = field(&mut caption).clone();
            let fits = whole.len() <= max;
            assert_eq!(fits, left_out == 0, "{name} {last}");
            let expected = if fits { whole.as_str() } else { whole.trim_end_matches(last) };
            assert_eq!(tags[format!("IPTC:{name}")], expected, "{last}");
        }
        assert_eq!(tags["XMP-dc:Description"], caption.caption, "XMP is never cut");
        assert_eq!(tags["XMP-photoshop:Headline"], caption.headline);
    }
    let caption = Caption { instructions: "ž".repeat(129), ..Caption::default() };
    assert_eq!(written(&caption)["IPTC:SpecialInstructions"], "ž".repeat(128));
}

#[test]
fn exiftool_finds_nothing_where_nothing_is_said() {
    assert_eq!(written(&Caption::default()), json!({}));
    let reason = Caption { rights_reason: "nichts".to_owned(), ..Caption::default() };
    assert_eq!(written(&reason), json!({}));
}
