//! What a PNG tells in chunks that only PNG has, and between and behind them.

use std::collections::BTreeMap;

use super::palette::Palette;
use super::text::{self, Purpose, RawKind, Text};
use super::{Chunk, Kind, Png, colour};
use crate::finding::{bytes, counted};
use crate::inspect::Told;
use crate::{Caption, Finding};

/// Chunks that go and are told by their size: type, code, label.
const KINDS: [(&[u8; 4], &str, &str); 22] = [
    (b"caBX", "png.c2pa", "Herkunftsnachweis (C2PA)"),
    (b"gIFg", "png.gif", "Angaben aus einer GIF-Datei"),
    (b"gIFx", "png.gif", "Angaben aus einer GIF-Datei"),
    (b"gIFt", "png.gif", "Angaben aus einer GIF-Datei"),
    (b"hIST", "png.histogram", "Häufigkeit der Farben"),
    (b"bKGD", "png.background", "Hintergrundfarbe"),
    (b"sBIT", "png.bits", "Genauigkeit der Farben"),
    (b"oFFs", "png.offset", "Lage auf der Seite"),
    (b"pCAL", "png.calibration", "Messangaben"),
    (b"sCAL", "png.calibration", "Messangaben"),
    (b"sTER", "png.stereo", "Stereobild-Angaben"),
    (b"vpAg", "png.page", "Seitengröße von ImageMagick"),
    (b"caNv", "png.page", "Seitengröße von ImageMagick"),
    (b"orNT", "png.page", "Lage laut ImageMagick"),
    (b"iDOT", "png.apple", "Angaben von Apple-Programmen"),
    (b"mkBF", "png.fireworks", "Fireworks-Daten"),
    (b"mkBS", "png.fireworks", "Fireworks-Daten"),
    (b"mkBT", "png.fireworks", "Fireworks-Daten"),
    (b"prVW", "png.fireworks", "Fireworks-Vorschaubild"),
    (b"mDCV", "png.hdr", "HDR-Angaben"),
    (b"cLLI", "png.hdr", "HDR-Angaben"),
    (b"IDAT", "png.laterData", "Weitere Bilddaten hinter dem Bild"),
];

/// The most texts that are shown one by one.
const TEXTS_MAX: usize = 50;

pub(super) fn tell(png: &Png<'_>, told: &mut Told) {
    texts(png, told);
    let mut sums: BTreeMap<(&str, String), usize> = BTreeMap::new();
    let (mut frames, mut frame_bytes) = (0, 0);
    let mut add = |code: &'static str, label: &str, size: usize| {
        *sums.entry((code, label.to_owned())).or_default() += size;
    };
    for chunk in &png.chunks {
        let size = chunk.data.len();
        match &chunk.kind {
            b"tEXt" | b"zTXt" | b"iTXt" | b"eXIf" => {}
            b"tIME" => told.goes("png.time", "Letzte Änderung", time(chunk.data)),
            b"sPLT" => {
                let name = chunk.data.split(|&byte| byte == 0).next().unwrap_or_default();
                told.goes("png.suggestedPalette", "Vorgeschlagene Farbpalette", text::latin(name));
            }
            b"acTL" | b"fcTL" | b"fdAT" => {
                // A frame that begins before IDAT is the picture itself.
                frames += usize::from(chunk.kind == *b"fcTL" && !chunk.before_data);
                frame_bytes += size;
            }
            b"PLTE" if png.header.kind != Kind::Palette => {
                add("png.suggestedPalette", "Vorgeschlagene Farbpalette", size);
            }
            kind if is_drawing(kind) => {
                let used = png.chunk(kind).is_some_and(|first| std::ptr::eq(first, chunk.data));
                if !used {
                    add("png.repeated", &format!("Überzähliger Abschnitt „{}“", name(chunk)), size);
                }
            }
            kind => match KINDS.iter().find(|(known, ..)| *known == kind) {
                Some((_, code, label)) => add(code, label, size),
                None => add("png.private", &format!("Unbekannter Abschnitt „{}“", name(chunk)), size),
            },
        }
    }
    for ((code, label), size) in sums {
        told.goes(code, &label, bytes(size));
    }
    if frames > 0 {
        let value = format!("{}, {}", counted(frames, "Bild", "Bilder"), bytes(frame_bytes));
        told.goes("png.animation", "Weitere Bilder (Animation)", value);
    } else if frame_bytes > 0 {
        told.goes("png.animation", "Angaben zu einer Animation", bytes(frame_bytes));
    }
    colours(png, told);
    hidden(png, told);
    if !png.trailer.is_empty() {
        let has = |needle: &[u8]| memchr::memmem::find(png.trailer, needle).is_some();
        let picture = has(b"IEND") || has(b"IDAT") || has(b"\xFF\xD8\xFF");
        let label = if picture { "Reste eines Bildes hinter dem Bild" } else { "Bytes hinter dem Bild" };
        told.goes("png.trailer", label, bytes(png.trailer.len()));
    }
}

/// The chunks that say how the picture is drawn. Only the first of each kind does.
fn is_drawing(kind: &[u8; 4]) -> bool {
    matches!(kind, b"PLTE" | b"tRNS" | b"pHYs" | b"cICP" | b"iCCP" | b"sRGB" | b"gAMA" | b"cHRM")
}

fn name(chunk: &Chunk<'_>) -> String {
    chunk.kind.iter().map(|&byte| char::from(byte)).collect()
}

fn texts(png: &Png<'_>, told: &mut Told) {
    let mut shown = 0;
    let mut more = 0;
    for text in text::texts(png) {
        let is_block = match text.purpose() {
            Purpose::Words => false,
            Purpose::Xmp => text.text.is_some(),
            Purpose::Raw(RawKind::Other) => false,
            Purpose::Raw(_) => text.text.as_deref().and_then(text::raw_profile).is_some(),
        };
        if is_block || fills_the_form(&text, told) {
            continue;
        }
        if shown == TEXTS_MAX {
            more += 1;
            continue;
        }
        shown += 1;
        let value = match (text.purpose(), &text.text) {
            (_, None) => format!("{}: nicht lesbar", text.keyword),
            (Purpose::Raw(_), Some(digits)) => format!("{}: {}", text.keyword, bytes(digits.len() / 2)),
            (_, Some(words)) => format!("{}: {}", text.keyword, text::latin(words)),
        };
        told.goes("png.text", "Textfeld", value);
    }
    if more > 0 {
        told.goes("png.text", "Textfelder", counted(more, "weiteres", "weitere"));
    }
}

/// The photographer's words under the keywords of the standard (section 11.3.3.2). Whether they are shown in the
/// form, so that they need not be told a second time.
fn fills_the_form(text: &Text<'_>, told: &mut Told) -> bool {
    let Some(words) = &text.text else { return false };
    let words = text::latin(words);
    let mut caption = Caption::default();
    let field = match text.keyword.as_str() {
        "Author" => "creator",
        "Copyright" => "copyright",
        "Description" => "caption",
        "Title" => "headline",
        _ => return false,
    };
    if let Some(field) = caption.text_mut(field) {
        words.trim().clone_into(field);
    }
    told.fill(&caption);
    told.is_in_caption(&words)
}

/// tIME (section 11.3.5.1) as people write it.
fn time(data: &[u8]) -> String {
    match *data {
        [y1, y0, month, day, hour, minute, second] => {
            let year = u16::from_be_bytes([y1, y0]);
            format!("{day:02}.{month:02}.{year}, {hour:02}:{minute:02}:{second:02} Uhr (UTC)")
        }
        _ => "nicht lesbar".to_owned(),
    }
}

fn colours(png: &Png<'_>, told: &mut Told) {
    let kept = colour::Colours::read(png);
    if let Some(words) = kept.words() {
        told.list.push(Finding::stays("png.colours", "Farbangaben", words));
    }
    match colour::embedded(png) {
        Some(embedded) if !matches!(embedded.name, b"ICC Profile" | b"icc" | b"ICC profile") => {
            told.goes("png.profileName", "Name des Farbprofils", text::latin(embedded.name));
        }
        Some(_) => {}
        None => {
            if let Some(data) = png.chunk(b"iCCP") {
                told.goes("icc.unreadable", "Farbprofil", format!("nicht lesbar, {}", bytes(data.len())));
            }
        }
    }
    let superfluous: Vec<&str> = [
        (b"cICP", kept.cicp.is_none(), "cICP"),
        (b"sRGB", kept.srgb.is_none(), "sRGB"),
        (b"gAMA", kept.gamma.is_none(), "Gamma"),
        (b"cHRM", kept.primaries.is_none(), "Grundfarben"),
    ]
    .into_iter()
    .filter(|(kind, left_out, _)| *left_out && png.chunk(kind).is_some())
    .map(|(_, _, name)| name)
    .collect();
    if !superfluous.is_empty() {
        told.goes("png.moreColours", "Überzählige Farbangaben", superfluous.join(", "));
    }
    if colour::Dots::read(png).is_none()
        && let Some(data) = png.chunk(b"pHYs")
    {
        told.goes("png.density", "Auflösung ohne Aussage", bytes(data.len()));
    }
}

/// What is in the coded picture or its palette, but is not drawn.
fn hidden(png: &Png<'_>, told: &mut Told) {
    let walk = &png.walk;
    let palette = Palette::read(png).unwrap_or_default();
    if walk.coloured > 0 {
        let count = counted(usize::try_from(walk.coloured).unwrap_or(usize::MAX), "Bildpunkt", "Bildpunkte");
        told.goes("png.hiddenColours", "Farben unter durchsichtigen Stellen", count);
    } else if palette.coloured > 0 {
        let count = counted(palette.coloured, "Farbe", "Farben");
        told.goes("png.hiddenColours", "Farben unter durchsichtigen Stellen", count);
    }
    if palette.unused > 0 {
        let count = counted(palette.unused, "Farbe", "Farben");
        told.goes("png.unusedColours", "Farben der Palette, die nicht vorkommen", count);
    }
    if walk.padded > 0 {
        let count = counted(usize::try_from(walk.padded).unwrap_or(usize::MAX), "Zeile", "Zeilen");
        told.goes("png.hiddenBits", "Bits neben dem Bildrand", count);
    }
    if walk.extra > 0 {
        told.goes("png.hiddenRows", "Bilddaten unter der letzten Zeile", bytes(walk.extra));
    } else if walk.end.is_none() {
        told.goes("png.checksum", "Falsches Ende der Bilddaten", "wird neu geschrieben");
    }
    let slack = walk.end.map_or(0, |end| png.data.len().saturating_sub(end));
    if slack > 0 {
        told.goes("png.slack", "Bytes hinter den Bilddaten", bytes(slack));
    }
}
