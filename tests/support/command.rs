//! The command line as a user calls it, and an outside judge of what it writes.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::{program, root};

pub fn sample(name: &str) -> PathBuf {
    root().join("assets/sample").join(name)
}

pub fn cli(arguments: &[&str]) -> Output {
    Command::new(program("sperrfrist-cli"))
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .expect("sperrfrist-cli runs")
}

pub fn text(path: &Path) -> &str {
    path.to_str().expect("a path of the test is UTF-8")
}

#[track_caller]
pub fn done(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    said
}

/// Refused with exit code 1 and a sentence that holds the words.
#[track_caller]
pub fn refused(output: &Output, words: &str) {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains(words), "expected »{words}« in: {said}");
    assert!(!said.contains("panicked"), "{said}");
}

/// An outside judge: exiftool knows of nothing but the picture, its colours and our caption, each by its name.
pub fn nothing_private_in(photo: &Path) {
    const OF_THE_FILE: &[&str] = &["ExifTool", "System", "Composite"];
    const ALLOWED: &[(&str, &[&str])] = &[
        (
            "File",
            &[
                "FileType",
                "FileTypeExtension",
                "MIMEType",
                "CurrentIPTCDigest",
                "ImageWidth",
                "ImageHeight",
                "EncodingProcess",
                "BitsPerSample",
                "ColorComponents",
                "YCbCrSubSampling",
                "ExifByteOrder",
            ],
        ),
        ("JFIF", &["JFIFVersion", "ResolutionUnit", "XResolution", "YResolution"]),
        ("IFD0", &["Orientation"]),
        ("Adobe", &["DCTEncodeVersion", "APP14Flags0", "APP14Flags1", "ColorTransform"]),
        ("XMP-photoshop", &["Headline", "Credit", "City", "Country", "DateCreated", "Instructions"]),
        ("XMP-dc", &["Description", "Creator", "Rights"]),
        ("XMP-iptcCore", &["AltTextAccessibility", "ExtDescrAccessibility", "Location"]),
        ("XMP-xmpRights", &["UsageTerms", "Marked", "WebStatement"]),
        ("XMP-plus", &["LicensorName", "LicensorURL"]),
        (
            "XMP-iptcExt",
            &["PersonInImage", "LocationShownSublocation", "LocationShownCity", "LocationShownCountryName"],
        ),
        (
            "IPTC",
            &[
                "CodedCharacterSet",
                "ApplicationRecordVersion",
                "DateCreated",
                "By-line",
                "City",
                "Sub-location",
                "SpecialInstructions",
                "Country-PrimaryLocationName",
                "Headline",
                "Credit",
                "CopyrightNotice",
                "Caption-Abstract",
            ],
        ),
    ];
    let output = Command::new("exiftool")
        .args(["-j", "-G1", "-a", "-u", "-ee3"])
        .arg(photo)
        .output()
        .expect("exiftool is installed by the set-up");
    let tags: Vec<serde_json::Map<String, serde_json::Value>> =
        serde_json::from_slice(&output.stdout).expect("exiftool answers as JSON");
    assert!(tags[0].contains_key("XMP-dc:Description"), "the caption is there");
    for name in tags[0].keys().filter(|name| *name != "SourceFile") {
        let (group, tag) = name.split_once(':').unwrap_or(("", name));
        let known = OF_THE_FILE.contains(&group)
            || ALLOWED.iter().any(|(room, tags)| *room == group && tags.contains(&tag));
        assert!(known, "{name} is in what was published");
    }
}
