//! What the remaining segments tell, and what stands between and behind them.

use std::collections::BTreeMap;

use super::Told;
use crate::finding::{bytes, counted};
use crate::jpeg::{Jpeg, Part, Segment, marker};
use crate::read::colour::{adobe, jfif};
use crate::read::icc::ICC;
use crate::read::iptc::Resources;
use crate::read::{XMP, exif_block};

/// Kinds of segments by their marker and the start of their payload: code, label.
const KINDS: [(u8, &[u8], &str, &str); 22] = [
    (marker::APP0, b"JFXX\0", "jfxx", "Vorschaubild (JFXX)"),
    (marker::APP0, b"AVI1", "app0", "Videodaten"),
    (marker::APP1, b"http://ns.adobe.com/xmp/extension/", "xmp.extended", "Erweitertes XMP"),
    (marker::APP1, b"FLIR", "flir", "Wärmebilddaten"),
    (marker::APP2, b"MPF\0", "mpf", "Verzeichnis weiterer Bilder"),
    (marker::APP2, b"urn:iso:std:iso:ts:21496", "gainMap", "HDR-Angaben"),
    (marker::APP2, b"FPXR", "flashpix", "Flashpix-Daten"),
    (marker::APP15 - 12, b"Meta", "app3", "Kodak-Metadaten"),
    (marker::APP15 - 12, b"JPS", "app3", "Stereobild-Angaben"),
    (marker::APP15 - 11, b"", "app4", "Herstellerdaten"),
    (marker::APP15 - 10, b"", "app5", "Herstellerdaten"),
    (marker::APP15 - 9, b"GoPro", "app6", "GoPro-Aufnahmedaten"),
    (marker::APP15 - 9, b"", "app6", "Herstellerdaten"),
    (marker::APP15 - 8, b"", "app7", "Herstellerdaten"),
    (marker::APP15 - 7, b"SPIFF", "app8", "SPIFF-Angaben"),
    (marker::APP15 - 5, b"UNICODE", "app10", "Kommentar"),
    (marker::APP15 - 4, b"JP", "jumbf", "Herkunftsnachweis (C2PA)"),
    (marker::APP15 - 3, b"Ducky", "app12", "Photoshop-Angaben"),
    (marker::APP15 - 3, b"[", "app12", "Aufnahmedaten"),
    (marker::APP15 - 3, b"", "app12", "Aufnahmedaten"),
    (marker::APP13, b"Adobe_CM", "app13", "Photoshop-Angaben"),
    (marker::APP15, b"", "app15", "Programmdaten"),
];

pub(crate) fn tell(jpeg: &Jpeg<'_>, told: &mut Told) {
    // Segments of one kind are one finding, however many there are.
    let mut sums: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut junk = 0;
    let mut unused = 0;
    for part in &jpeg.parts {
        match part {
            Part::Segment(segment) if segment.marker == marker::COM => comment(segment, told),
            Part::Segment(segment) => {
                if let Some((code, label, size)) = kind(segment) {
                    *sums.entry((code, label)).or_default() += size;
                }
            }
            Part::Table(table) => {
                unused += table.definitions.iter().filter(|d| !d.used).map(|d| d.bytes.len()).sum::<usize>();
            }
            Part::Junk(between) => junk += between.len(),
            Part::Frame(_) | Part::Scan(_) | Part::Resumed(_) => {}
        }
    }
    for ((code, label), size) in sums {
        told.goes(&code, &label, bytes(size));
    }
    if junk > 0 {
        told.goes("junk", "Bytes zwischen den Abschnitten", bytes(junk));
    }
    if unused > 0 {
        told.goes("tables.unused", "Unbenutzte Tabellen", bytes(unused));
    }
    if !jpeg.trailer.is_empty() {
        trailer(jpeg.trailer, told);
    }
}

/// The most comments that are shown one by one.
const COMMENTS_MAX: usize = 20;

fn comment(segment: &Segment<'_>, told: &mut Told) {
    if told.list.iter().filter(|finding| finding.code == "com").count() < COMMENTS_MAX {
        told.goes("com", "Kommentar", String::from_utf8_lossy(segment.payload));
    }
}

/// Code, label and size in bytes of a segment that goes and is not told elsewhere.
fn kind(segment: &Segment<'_>) -> Option<(String, String, usize)> {
    let payload = segment.payload;
    let size = payload.len();
    let named = |code: &str, label: &str, size: usize| Some((code.to_owned(), label.to_owned(), size));
    match segment.marker {
        marker::DNL => return None,
        marker::APP0 if jfif(payload).is_some() => {
            let pixels = usize::from(payload[12]) * usize::from(payload[13]) * 3;
            return match size.saturating_sub(14) {
                0 => None,
                rest if pixels > 0 && pixels <= rest => named("jfif.thumbnail", "Vorschaubild (JFIF)", rest),
                rest => named("jfif.rest", "Bytes hinter JFIF", rest),
            };
        }
        marker::APP14 if adobe(payload).is_some() => {
            return if size > 12 { named("adobe.rest", "Bytes hinter Adobe", size - 12) } else { None };
        }
        marker::APP1 if exif_block(payload).is_some() || payload.starts_with(XMP) => return None,
        marker::APP2 if payload.starts_with(ICC) => return None,
        marker::APP13 if Resources::is_photoshop(payload) => return None,
        _ => {}
    }
    let known =
        KINDS.iter().find(|(marker, start, ..)| *marker == segment.marker && payload.starts_with(start));
    match known {
        Some((_, _, code, label)) => named(code, label, size),
        None => {
            let number = segment.marker.wrapping_sub(marker::APP0);
            named(&format!("app{number}"), &format!("Unbekannter Abschnitt APP{number}"), size)
        }
    }
}

/// What stands behind the picture: more pictures, videos, remains of an older file.
fn trailer(bytes_behind: &[u8], told: &mut Told) {
    let has = |needle: &[u8]| memchr::memmem::find(bytes_behind, needle).is_some();
    let size = bytes(bytes_behind.len());
    if has(b"ftyp") {
        told.goes("trailer.video", "Video hinter dem Bild", size.clone());
    }
    let pictures = memchr::memmem::find_iter(bytes_behind, b"\xFF\xD8\xFF").take(100).count();
    if pictures > 0 {
        let count = counted(pictures, "Bild", "Bilder");
        told.goes("trailer.pictures", "Weitere Bilder hinter dem Bild", format!("{count}, {size}"));
    }
    if bytes_behind.ends_with(b"SEFT") {
        told.goes("trailer.samsung", "Samsung-Daten hinter dem Bild", size.clone());
    }
    if !(has(b"ftyp") || pictures > 0 || bytes_behind.ends_with(b"SEFT")) {
        let empty = bytes_behind.iter().all(|&byte| byte == 0);
        let label = if empty { "Leere Bytes hinter dem Bild" } else { "Bytes hinter dem Bild" };
        told.goes("trailer", label, size);
    }
}

/// Width and height that a JPEG says in its frame header, without reading further.
pub(super) fn size_of(jpeg: &[u8]) -> Option<(u32, u32)> {
    let mut rest = jpeg.strip_prefix(b"\xFF\xD8")?;
    while let [0xFF, marker, l1, l0, after @ ..] = rest {
        let length = usize::from(u16::from_be_bytes([*l1, *l0]));
        if matches!(marker, 0xC0..=0xC3 | 0xC9..=0xCB)
            && let [_, h1, h0, w1, w0, ..] = after
        {
            let side = |high: &u8, low: &u8| u32::from(u16::from_be_bytes([*high, *low]));
            return Some((side(w1, w0), side(h1, h0)));
        }
        rest = after.get(length.checked_sub(2)?..)?;
    }
    None
}
