//! What the EXIF tells, by kamadak-exif. A block that lies is read as far as it goes.

use std::borrow::Cow;
use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use exif::{Context, Exif, Field, In, Tag, Value};

use super::{Thumbnail, Told};
use crate::finding::{bytes, counted};

/// Tags that are shown under a name of their own: code, label, tag.
const NAMED: [(&str, &str, Tag); 24] = [
    ("exif.serial", "Serien-Nr. der Kamera", Tag::BodySerialNumber),
    ("exif.serial", "Serien-Nr. der Kamera", Tag(Context::Tiff, 0xC62F)),
    ("exif.serial", "Serien-Nr. der Kamera", Tag(Context::Exif, 0xFDE9)),
    ("exif.lensSerial", "Serien-Nr. des Objektivs", Tag::LensSerialNumber),
    ("exif.owner", "Besitzer", Tag::CameraOwnerName),
    ("exif.artist", "Urheber laut Kamera", Tag::Artist),
    ("exif.artist", "Urheber laut Kamera", Tag(Context::Tiff, 0x9C9D)),
    ("exif.copyright", "Urheberrecht laut Kamera", Tag::Copyright),
    ("exif.description", "Bildbeschreibung", Tag::ImageDescription),
    ("exif.description", "Bildbeschreibung", Tag(Context::Tiff, 0x9C9B)),
    ("exif.comment", "Kommentar", Tag::UserComment),
    ("exif.comment", "Kommentar", Tag(Context::Tiff, 0x9C9C)),
    ("exif.keywords", "Stichwörter", Tag(Context::Tiff, 0x9C9E)),
    ("exif.keywords", "Stichwörter", Tag(Context::Tiff, 0x9C9F)),
    ("exif.imageId", "Bild-Kennung", Tag::ImageUniqueID),
    ("exif.time", "Aufnahmezeit", Tag::DateTimeOriginal),
    ("exif.time", "Aufnahmezeit", Tag::DateTimeDigitized),
    ("exif.changed", "Letzte Änderung", Tag::DateTime),
    ("exif.software", "Programm", Tag::Software),
    ("exif.host", "Rechner", Tag(Context::Tiff, 0x013C)),
    ("exif.camera", "Kamera", Tag::Model),
    ("exif.lens", "Objektiv", Tag::LensModel),
    ("exif.document", "Dokumentname", Tag(Context::Tiff, 0x010D)),
    ("exif.xmp", "Eingebettetes XMP", Tag(Context::Tiff, 0x02BC)),
];

/// What cameras write where a description would stand.
const EMPTY_WORDS: [&str; 8] = [
    "OLYMPUS DIGITAL CAMERA",
    "SONY DSC",
    "DCIM",
    "DIGITAL CAMERA",
    "MINOLTA DIGITAL CAMERA",
    "KONICA MINOLTA DIGITAL CAMERA",
    "SAMSUNG DIGITAL CAMERA",
    "SAMSUNG",
];

/// The most blocks that are read; more than one is already odd.
const BLOCKS_MAX: usize = 8;

pub(super) fn tell(blocks: &[Cow<'_, [u8]>], told: &mut Told) {
    for block in blocks.iter().take(BLOCKS_MAX) {
        match read(block) {
            Some((exif, whole)) => {
                tell_block(&exif, told);
                if !whole {
                    told.goes("exif.unreadable", "EXIF", "teilweise nicht lesbar");
                }
            }
            None => told.goes("exif.unreadable", "EXIF", format!("nicht lesbar, {}", bytes(block.len()))),
        }
    }
    if blocks.len() > 1 {
        told.goes("exif.second", "Weitere EXIF-Blöcke", counted(blocks.len() - 1, "Block", "Blöcke"));
    }
}

/// The block as far as it can be read, and whether that was all of it.
fn read(block: &[u8]) -> Option<(Exif, bool)> {
    match exif::Reader::new().continue_on_error(true).read_raw(block.to_vec()) {
        Ok(exif) => Some((exif, true)),
        Err(exif::Error::PartialResult(partial)) => {
            let (exif, _) = partial.into_inner();
            Some((exif, false))
        }
        Err(_) => None,
    }
}

fn tell_block(exif: &Exif, told: &mut Told) {
    position(exif, told);
    let mut shown: BTreeSet<Tag> = BTreeSet::new();
    for (code, label, tag) in NAMED {
        let Some(text) = exif.fields().find(|field| field.tag == tag).and_then(words) else { continue };
        let text = as_people_write(text);
        shown.insert(tag);
        let known = |finding: &crate::Finding| finding.code == code && finding.value == text;
        if !told.list.iter().any(known) {
            told.goes(code, label, text);
        }
    }
    if let Some(note) = exif.fields().find(|field| field.tag == Tag::MakerNote) {
        told.goes("exif.makerNote", "Herstellerdaten der Kamera", bytes(size(&note.value)));
    }
    thumbnail(exif, told);
    caption(exif, told);

    let rest = exif.fields().filter(|field| {
        let gps = field.tag.context() == Context::Gps;
        let drawn = matches!(field.tag, Tag::Orientation | Tag::MakerNote);
        !(gps || drawn || shown.contains(&field.tag) || field.ifd_num == In::THUMBNAIL)
    });
    match rest.count() {
        0 => {}
        count => told.goes("exif.other", "Weitere Aufnahmedaten", counted(count, "Angabe", "Angaben")),
    }
}

fn position(exif: &Exif, told: &mut Told) {
    let count = exif.fields().filter(|field| field.tag.context() == Context::Gps).count();
    let side = |tag: Tag, reference: Tag| {
        let degrees = degrees(&exif.fields().find(|field| field.tag == tag)?.value)?;
        let letter = exif.fields().find(|field| field.tag == reference).and_then(words).unwrap_or_default();
        // The German east is "Ost".
        Some(format!("{degrees:.5}° {}", letter.replace('E', "O")).replace('.', ","))
    };
    let latitude = side(Tag::GPSLatitude, Tag::GPSLatitudeRef);
    let longitude = side(Tag::GPSLongitude, Tag::GPSLongitudeRef);
    match (latitude, longitude) {
        (Some(latitude), Some(longitude)) => {
            told.goes("exif.gps", "Aufnahmeort", format!("{}, {}", latitude.trim(), longitude.trim()));
        }
        _ if count > 0 => told.goes("exif.gps", "Aufnahmeort", counted(count, "Ortsangabe", "Ortsangaben")),
        _ => {}
    }
}

/// Degrees, minutes and seconds as decimal degrees.
fn degrees(value: &Value) -> Option<f64> {
    let Value::Rational(parts) = value else { return None };
    let part = |index: usize| parts.get(index).map_or(0.0, exif::Rational::to_f64);
    let sum = part(0) + part(1) / 60.0 + part(2) / 3_600.0;
    (!parts.is_empty() && sum.is_finite() && sum.abs() <= 360.0).then_some(sum)
}

fn thumbnail(exif: &Exif, told: &mut Told) {
    let number = |tag: Tag| {
        exif.get_field(tag, In::THUMBNAIL)
            .and_then(|field| field.value.get_uint(0))
            .and_then(|v| usize::try_from(v).ok())
    };
    let (start, length) = (number(Tag::JPEGInterchangeFormat), number(Tag::JPEGInterchangeFormatLength));
    let jpeg = match (start, length) {
        (Some(start), Some(length)) => start.checked_add(length).and_then(|end| exif.buf().get(start..end)),
        _ => None,
    };
    if let Some(small) = jpeg.and_then(Thumbnail::read) {
        let value = format!("{} × {} Pixel, {}", small.width, small.height, bytes(small.jpeg.len()));
        told.goes("exif.thumbnail", "Vorschaubild", value);
        told.thumbnail = told.thumbnail.take().or(Some(small));
    } else if exif.fields().any(|field| field.ifd_num == In::THUMBNAIL) {
        let value = jpeg.map_or_else(|| "vorhanden".to_owned(), |jpeg| bytes(jpeg.len()));
        told.goes("exif.thumbnail", "Vorschaubild", value);
    }
}

/// The photographer's words that a camera was told once and writes into every photo.
fn caption(exif: &Exif, told: &mut Told) {
    let text = |tag: Tag| exif.fields().find(|field| field.tag == tag).and_then(words).unwrap_or_default();
    let description = text(Tag::ImageDescription);
    let taken = text(Tag::DateTimeOriginal);
    let day = taken.get(..10).and_then(|day| NaiveDate::parse_from_str(day, "%Y:%m:%d").ok());
    let time = taken.get(10..).and_then(|time| NaiveTime::parse_from_str(time, " %H:%M:%S").ok());
    let found = crate::Caption {
        caption: if EMPTY_WORDS.contains(&description.as_str()) { String::new() } else { description },
        creator: text(Tag::Artist),
        copyright: text(Tag::Copyright),
        date: day,
        time: day.and(time),
        ..crate::Caption::default()
    };
    told.fill(&found);
}

/// A value as text, or nothing if it is blank.
fn words(field: &Field) -> Option<String> {
    let text = match &field.value {
        Value::Ascii(parts) => {
            let parts: Vec<String> =
                parts.iter().map(|part| legible(part)).filter(|part| !part.is_empty()).collect();
            parts.join("; ")
        }
        // The comments of Windows are UTF-16 in bytes (tags 0x9C9B to 0x9C9F).
        Value::Byte(raw) if (0x9C9B..=0x9C9F).contains(&field.tag.number()) => {
            let units: Vec<u16> = raw.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]])).collect();
            legible(String::from_utf16_lossy(&units).as_bytes())
        }
        // The first eight bytes of a comment name its character code.
        Value::Undefined(raw, _) if field.tag == Tag::UserComment => {
            legible(raw.get(8..).unwrap_or_default())
        }
        Value::Byte(raw) | Value::Undefined(raw, _) => bytes(raw.len()),
        _ => field.display_value().to_string(),
    };
    (!text.is_empty()).then_some(text)
}

/// A time as people write it: "2026:03:09 10:45:12" is "09.03.2026, 10:45:12 Uhr".
fn as_people_write(text: String) -> String {
    match NaiveDateTime::parse_from_str(&text, "%Y:%m:%d %H:%M:%S") {
        Ok(time) => time.format("%d.%m.%Y, %H:%M:%S Uhr").to_string(),
        Err(_) => text,
    }
}

/// UTF-8 or else Latin-1, without the blanks and zeros around it.
fn legible(raw: &[u8]) -> String {
    let text = match std::str::from_utf8(raw) {
        Ok(text) => text.to_owned(),
        Err(_) => raw.iter().map(|&b| char::from(b)).collect(),
    };
    text.trim_matches(|c: char| c == '\0' || c.is_whitespace()).to_owned()
}

fn size(value: &Value) -> usize {
    match value {
        Value::Byte(raw) | Value::Undefined(raw, _) => raw.len(),
        Value::Ascii(parts) => parts.iter().map(Vec::len).sum(),
        _ => 0,
    }
}
