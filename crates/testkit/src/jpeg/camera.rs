//! The full load of a camera and of the programs behind it, for the sample photo.

use std::fmt::Write as _;

use super::{Entry, Exif, Place, insert, iptc, mpf, xmp};

/// A clean JPEG with everything that a camera, a phone and a picture desk would have put around it: a position
/// in the middle of a town, serial numbers of body and lens, the owner's name, a maker note, the given EXIF thumbnail, XMP
/// with a history of 14 steps, document ids and two face regions, IPTC with by-line and city, and a second
/// picture (the thumbnail) behind the first.
///
/// Everyone and everything named in it is invented.
///
/// # Panics
/// If `jpeg` is not a whole JPEG, or the thumbnail has more than about 50,000 bytes.
#[must_use]
pub fn camera_load(jpeg: &[u8], thumbnail: &[u8]) -> Vec<u8> {
    let head = [
        exif(thumbnail).segment(),
        xmp(&properties()),
        iptc(&[
            (5, "DSC_4711"),
            (25, "Unterzeichnung"),
            (55, "20231121"),
            (60, "104512+0100"),
            (80, "Marlene Voigt"),
            (85, "Fotografin"),
            (90, "Lindenfurt"),
            (101, "Deutschland"),
            (110, "Landespressestelle/Voigt"),
            (116, "© 2023 Marlene Voigt"),
            (122, "mvoigt"),
        ]),
    ]
    .concat();

    // The index of pictures says how long this one is, so it is measured first with an empty index.
    let index = |first, distance| mpf(first, thumbnail.len() as u32, distance);
    let first = jpeg.len() + head.len() + index(0, 0).len();
    // Its offsets count from its TIFF header, eight bytes into the segment.
    let distance = first - (start_of_head(jpeg) + head.len() + 8);
    let load = [head, index(first as u32, distance as u32)].concat();

    let at = start_of_head(jpeg);
    let loaded = [&jpeg[..at], &load, &jpeg[at..]].concat();
    insert(&loaded, Place::AfterEnd, thumbnail)
}

/// Behind SOI, and behind JFIF if it is there, which wants to be first.
fn start_of_head(jpeg: &[u8]) -> usize {
    match jpeg.get(2..6) {
        Some([0xFF, 0xE0, high, low]) => 4 + usize::from(u16::from_be_bytes([*high, *low])),
        _ => 2,
    }
}

fn exif(thumbnail: &[u8]) -> Exif {
    let note: Vec<u8> =
        b"Nikon\0\x02\x11\0\0MM\0*".iter().copied().chain((0..1_800).map(|n| (n * 7 % 251) as u8)).collect();
    let exif = Exif {
        primary: vec![
            Entry::ascii(0x010E, "Unterzeichnung der Vereinbarung"),
            Entry::ascii(0x010F, "NIKON CORPORATION"),
            Entry::ascii(0x0110, "NIKON Z 6_2"),
            Entry::short(0x0112, 1),
            Entry::rational(0x011A, &[(300, 1)]),
            Entry::rational(0x011B, &[(300, 1)]),
            Entry::short(0x0128, 2),
            Entry::ascii(0x0131, "Adobe Lightroom Classic 14.2 (Macintosh)"),
            Entry::ascii(0x0132, "2023:11:21 15:58:41"),
            Entry::ascii(0x013B, "Marlene Voigt"),
            Entry::ascii(0x013C, "MV-MacBook-Pro"),
            Entry::ascii(0x8298, "© 2023 Marlene Voigt"),
        ],
        exif: vec![
            Entry::rational(0x829A, &[(1, 160)]),
            Entry::rational(0x829D, &[(28, 10)]),
            Entry::short(0x8827, 1_600),
            Entry::undefined(0x9000, b"0232"),
            Entry::ascii(0x9003, "2023:11:21 10:45:12"),
            Entry::ascii(0x9004, "2023:11:21 10:45:12"),
            Entry::ascii(0x9010, "+01:00"),
            Entry::rational(0x920A, &[(500, 10)]),
            Entry::undefined(0x927C, &note),
            Entry::undefined(0x9286, b"ASCII\0\0\0Vorzimmer, zweiter Versuch"),
            Entry::ascii(0xA420, "4f1c0a9e77d24b0c8a5e31c2d9b60f12"),
            Entry::ascii(0xA430, "Marlene Voigt, +49 351 0000000"),
            Entry::ascii(0xA431, "6047113"),
            Entry::ascii(0xA434, "NIKKOR Z 24-70mm f/2.8 S"),
            Entry::ascii(0xA435, "20098842"),
        ],
        gps: vec![
            Entry::byte(5, &[0]),
            Entry::rational(6, &[(1_134, 10)]),
            Entry::rational(7, &[(9, 1), (45, 1), (11, 1)]),
            Entry::ascii(0x1D, "2023:11:21"),
        ],
        thumbnail: Some(thumbnail.to_vec()),
    };
    exif.at(51.057_71, 13.746_68)
}

const STEPS: [&str; 14] = [
    "created",
    "derived",
    "converted",
    "saved",
    "saved",
    "cropped",
    "saved",
    "color_adjustments",
    "saved",
    "edited",
    "saved",
    "metadata",
    "saved",
    "published",
];

fn properties() -> String {
    let mut out = String::from(
        "<xmp:CreatorTool>Adobe Lightroom Classic 14.2 (Macintosh)</xmp:CreatorTool>\
         <xmp:CreateDate>2023-11-21T10:45:12.34+01:00</xmp:CreateDate>\
         <xmp:Rating>4</xmp:Rating><xmp:Label>Chefin</xmp:Label>\
         <aux:SerialNumber>6047113</aux:SerialNumber><aux:LensSerialNumber>20098842</aux:LensSerialNumber>\
         <aux:OwnerName>Marlene Voigt</aux:OwnerName>\
         <photoshop:City>Lindenfurt</photoshop:City><photoshop:Country>Deutschland</photoshop:Country>\
         <photoshop:Credit>Landespressestelle/Voigt</photoshop:Credit>\
         <photoshop:DateCreated>2023-11-21T10:45:12.34+01:00</photoshop:DateCreated>\
         <dc:creator><rdf:Seq><rdf:li>Marlene Voigt</rdf:li></rdf:Seq></dc:creator>\
         <dc:rights><rdf:Alt><rdf:li xml:lang=\"x-default\">© 2023 Marlene Voigt</rdf:li></rdf:Alt></dc:rights>\
         <xmpMM:DocumentID>xmp.did:8f2b6a10-41c7-4c1e-9d3a-5be0c7f1a2d3</xmpMM:DocumentID>\
         <xmpMM:InstanceID>xmp.iid:0d7e5f44-1b60-4f4f-8a77-9c2f6e3b8d11</xmpMM:InstanceID>\
         <xmpMM:OriginalDocumentID>6A1F0C2E9B7D4E55A0C3F1D2B4E69788</xmpMM:OriginalDocumentID>\
         <xmpMM:History><rdf:Seq>",
    );
    for (number, step) in STEPS.iter().enumerate() {
        let _ = write!(
            out,
            "<rdf:li rdf:parseType=\"Resource\"><stEvt:action>{step}</stEvt:action>\
             <stEvt:instanceID>xmp.iid:{number:08x}-1b60-4f4f-8a77-9c2f6e3b8d11</stEvt:instanceID>\
             <stEvt:when>2023-11-21T15:{:02}:07+01:00</stEvt:when>\
             <stEvt:softwareAgent>Adobe Photoshop 26.4 (MV-MacBook-Pro)</stEvt:softwareAgent></rdf:li>",
            12 + number * 3
        );
    }
    out.push_str("</rdf:Seq></xmpMM:History>");
    out.push_str(
        "<mwg-rs:Regions rdf:parseType=\"Resource\"><mwg-rs:RegionList><rdf:Bag>\
         <rdf:li rdf:parseType=\"Resource\"><mwg-rs:Name>Henrike Aldenhoff</mwg-rs:Name>\
         <mwg-rs:Type>Face</mwg-rs:Type><mwg-rs:Area stArea:x=\"0.34\" stArea:y=\"0.41\" stArea:w=\"0.08\" \
         stArea:h=\"0.14\" stArea:unit=\"normalized\"/></rdf:li>\
         <rdf:li rdf:parseType=\"Resource\"><mwg-rs:Name>Jonas Wiedebusch</mwg-rs:Name>\
         <mwg-rs:Type>Face</mwg-rs:Type><mwg-rs:Area stArea:x=\"0.61\" stArea:y=\"0.40\" stArea:w=\"0.08\" \
         stArea:h=\"0.14\" stArea:unit=\"normalized\"/></rdf:li>\
         </rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>",
    );
    out
}
