//! What a WebP tells in chunks that only WebP has, and between and behind them.

use std::collections::BTreeMap;

use super::{WebP, flag};
use crate::finding::{bytes, counted};
use crate::inspect::Told;

pub(super) fn tell(webp: &WebP<'_>, told: &mut Told) {
    let mut sums: BTreeMap<(&str, String), usize> = BTreeMap::new();
    let mut first_frame = true;
    let mut frames = 0;
    for chunk in &webp.chunks {
        let size = chunk.data.len();
        let name = chunk.kind.iter().map(|&byte| char::from(byte)).collect::<String>();
        let (code, label) = match &chunk.kind {
            // The picture itself is in the first frame; EXIF and XMP are told by what they say.
            b"ANMF" if first_frame && webp.more_frames > 0 => {
                first_frame = false;
                continue;
            }
            b"EXIF" | b"XMP " => continue,
            b"ANIM" | b"ANMF" => {
                frames += size;
                continue;
            }
            b"ICCP" => match webp.flagged(b"ICCP", flag::ICC) {
                Some(icc) if std::ptr::eq(icc, chunk.data) => continue,
                _ => ("webp.repeated", "Farbprofil, das nicht gilt".to_owned()),
            },
            b"C2PA" => ("webp.c2pa", "Herkunftsnachweis (C2PA)".to_owned()),
            b"VP8 " | b"VP8L" | b"ALPH" => ("webp.laterData", "Weitere Bilddaten neben dem Bild".to_owned()),
            _ => ("webp.unknown", format!("Unbekannter Abschnitt „{}“", name.trim_end())),
        };
        *sums.entry((code, label)).or_default() += size;
    }
    for ((code, label), size) in sums {
        told.goes(code, &label, bytes(size));
    }
    if webp.more_frames > 0 {
        let value = format!("{}, {}", counted(webp.more_frames, "Bild", "Bilder"), bytes(frames));
        told.goes("webp.animation", "Weitere Bilder (Animation)", value);
    } else if frames > 0 {
        told.goes("webp.animation", "Angaben zu einer Animation", bytes(frames));
    }
    head(webp, told);
    let examined = &webp.examined;
    if examined.hidden > 0 {
        let count =
            counted(usize::try_from(examined.hidden).unwrap_or(usize::MAX), "Bildpunkt", "Bildpunkte");
        told.goes("webp.hiddenColours", "Farben unter durchsichtigen Stellen", count);
    }
    let alpha = webp.picture.alpha.map_or(0, |alpha| alpha.len() - examined.alpha_length);
    let slack = webp.picture.payload().len() - examined.coded_length + alpha;
    if slack > 0 {
        told.goes("webp.slack", "Bytes hinter den Bilddaten", bytes(slack));
    }
    if !webp.trailer.is_empty() {
        told.goes("webp.trailer", "Bytes hinter dem Bild", bytes(webp.trailer.len()));
    }
}

/// VP8X, where it says more than there is, or other than there is; and padding that is not empty.
fn head(webp: &WebP<'_>, told: &mut Told) {
    if let Some(extended) = webp.extended {
        let has =
            |kind: &[u8; 4], flag: u8| if webp.chunks.iter().any(|c| &c.kind == kind) { flag } else { 0 };
        let alpha = if webp.picture.has_alpha() { flag::ALPHA } else { 0 };
        let frames = has(b"ANMF", flag::ANIMATION);
        let said = has(b"ICCP", flag::ICC) | has(b"EXIF", flag::EXIF) | has(b"XMP ", flag::XMP) | frames;
        // Encoders may leave the alpha flag unset or set it for pictures that turn out opaque.
        let flags_lie = (extended[0] ^ said) & !flag::ALPHA != 0 || extended[0] & flag::ALPHA < alpha;
        if flags_lie || extended[1..4] != [0; 3] || extended.len() > 10 {
            told.goes("webp.flags", "Falsche Angaben im Dateikopf", bytes(extended.len()));
        }
    }
    if webp.padded > 0 {
        told.goes("webp.padding", "Gefüllte Lücken zwischen den Abschnitten", bytes(webp.padded));
    }
}
