//! What a HEIC or AVIF holds beside its picture.

use std::collections::BTreeMap;
use std::ops::Range;

use heifer::heifer_isobmff::boxes::{ConstructionMethod, Property};
use heifer::heifer_isobmff::{ItemId, is_image_item};

use super::boxes::{header, inside, is};
use super::{Heif, decode, properties};
use crate::finding::{bytes, counted};
use crate::inspect::Told;

pub(super) const XMP: &str = "application/rdf+xml";

/// Boxes in `meta` that say where the parts of the picture stand.
const STRUCTURE: [&[u8; 4]; 9] =
    [b"hdlr", b"pitm", b"iinf", b"iloc", b"iref", b"iprp", b"idat", b"dinf", b"grpl"];

/// Properties that say how the picture is coded and drawn.
const DRAWING: [&[u8; 4]; 26] = [
    b"hvcC", b"ispe", b"colr", b"pixi", b"irot", b"imir", b"clap", b"auxC", b"av1C", b"pasp", b"clli",
    b"mdcv", b"cclv", b"amve", b"lsel", b"a1op", b"a1lx", b"tols", b"rloc", b"iscl", b"lhvC", b"oinf",
    b"reve", b"ndwt", b"rrtp", b"jpgC",
];

/// Names that programs give to every item of a kind.
const COMMON_NAMES: [&str; 8] = ["Color", "Alpha", "Exif", "XMP", "Image", "Thumbnail", "Gain Map", "GMap"];

pub(super) fn tell(photo: &Heif<'_>, told: &mut Told) {
    pictures(photo, told);
    items(photo, told);
    boxes(photo, told);
    gaps(photo, told);
    if photo.top.end < photo.top.bytes.len() {
        told.goes("trailer", "Bytes hinter dem Bild", bytes(photo.top.bytes.len() - photo.top.end));
    }
}

/// The bytes of an item.
fn size(photo: &Heif<'_>, id: ItemId) -> usize {
    photo.file.item_data(id).map_or(0, |data| data.len())
}

/// Small pictures, auxiliary pictures, further pictures.
fn pictures(photo: &Heif<'_>, told: &mut Told) {
    let file = &photo.file;
    let mut auxiliaries: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    for reference in &file.references {
        match &reference.ref_type.0 {
            b"thmb" => {
                let (width, height) = file.image_size(reference.from).ok().flatten().unwrap_or_default();
                let value = format!("{width} × {height} Pixel, {}", bytes(size(photo, reference.from)));
                told.goes("heif.thumbnail", "Vorschaubild", value);
            }
            b"auxl" if !decode::is_alpha(file, reference.from) => {
                let kind = properties(file, reference.from).find_map(|property| match property {
                    Property::AuxiliaryType(kind) => Some(kind.as_str()),
                    _ => None,
                });
                let told = auxiliary(kind.unwrap_or_default());
                let (count, sum) = auxiliaries.entry(told).or_default();
                *count += 1;
                *sum += size(photo, reference.from);
            }
            _ => {}
        }
    }
    for ((code, label), (count, sum)) in auxiliaries {
        told.goes(code, label, format!("{}, {}", counted(count, "Bild", "Bilder"), bytes(sum)));
    }
    let further: Vec<ItemId> =
        file.top_level_image_ids().into_iter().filter(|&id| id != file.primary_id).collect();
    if !further.is_empty() {
        let largest = further.iter().filter_map(|&id| file.image_size(id).ok().flatten());
        let (width, height) = largest.max_by_key(|&(w, h)| u64::from(w) * u64::from(h)).unwrap_or_default();
        let count = counted(further.len(), "Bild", "Bilder");
        told.goes("heif.pictures", "Weitere Bilder", format!("{count}, bis zu {width} × {height} Pixel"));
    }
}

/// Code and label of an auxiliary picture by its type.
fn auxiliary(kind: &str) -> (&'static str, &'static str) {
    let kind = kind.to_ascii_lowercase();
    if kind.contains("gainmap") {
        ("gainMap", "HDR-Angaben")
    } else if kind.contains("depth") || kind.contains("disparity") || kind.ends_with("auxid:2") {
        ("heif.depth", "Tiefenbild")
    } else if kind.contains("matte") {
        ("heif.matte", "Masken von Personen")
    } else {
        ("heif.auxiliary", "Hilfsbild")
    }
}

/// Items that are no picture, but for EXIF and XMP, which are told in their own words.
fn items(photo: &Heif<'_>, told: &mut Told) {
    let mut sums: BTreeMap<String, usize> = BTreeMap::new();
    let mut names: Vec<&str> = Vec::new();
    for item in &photo.file.items {
        let kind = &item.item_type.0;
        let mime = item.content_type.as_deref();
        let common = item.name.is_empty() || COMMON_NAMES.contains(&item.name.as_str());
        if !common && !names.contains(&item.name.as_str()) && names.len() < 20 {
            names.push(&item.name);
        }
        if is_image_item(item.item_type) || kind == b"Exif" || kind == b"mime" && mime == Some(XMP) {
            continue;
        }
        let name = mime.map_or_else(|| String::from_utf8_lossy(kind).into_owned(), str::to_owned);
        *sums.entry(name).or_default() += size(photo, item.id);
    }
    for (name, sum) in sums {
        if name == "tmap" {
            told.goes("gainMap", "HDR-Angaben", bytes(sum));
        } else {
            told.goes("heif.item", "Weitere Angaben", format!("{name}, {}", bytes(sum)));
        }
    }
    if !names.is_empty() {
        told.goes("heif.names", "Bezeichnungen", names.join(", "));
    }
}

/// Boxes that a picture does not need.
fn boxes(photo: &Heif<'_>, told: &mut Told) {
    let mut sums: BTreeMap<(&str, String), usize> = BTreeMap::new();
    let mut add =
        |code: &'static str, label: String, size: usize| *sums.entry((code, label)).or_default() += size;
    for part in &photo.top.boxes {
        let size = part.content.len() + header(part);
        match &part.header.box_type.0 {
            b"ftyp" | b"meta" | b"mdat" => {}
            b"free" | b"skip" | b"wide" => add("heif.free", "Ungenutzte Bytes".to_owned(), size),
            b"uuid" => add("heif.uuid", "Herstellerdaten".to_owned(), size),
            b"mpvd" => add("trailer.video", "Video hinter dem Bild".to_owned(), size),
            b"moov" | b"moof" => add("heif.sequence", "Bildfolge oder Video".to_owned(), size),
            _ => add("heif.box", unknown(part.header.box_type.0), size),
        }
    }
    for part in &photo.top.meta {
        let size = part.content.len() + header(part);
        if is(part, b"free") || is(part, b"skip") {
            add("heif.free", "Ungenutzte Bytes".to_owned(), size);
        } else if !STRUCTURE.contains(&&part.header.box_type.0) {
            add("heif.box", unknown(part.header.box_type.0), size);
        }
        for child in if is(part, b"iprp") { inside(part.content).unwrap_or_default() } else { Vec::new() } {
            for property in
                if is(&child, b"ipco") { inside(child.content).unwrap_or_default() } else { Vec::new() }
            {
                let size = property.content.len() + header(&property);
                if is(&property, b"free") || is(&property, b"skip") {
                    add("heif.free", "Ungenutzte Bytes".to_owned(), size);
                } else if !DRAWING.contains(&&property.header.box_type.0) {
                    add("heif.property", "Angaben zum Bild".to_owned(), size);
                }
            }
        }
    }
    for ((code, label), size) in sums {
        told.goes(code, &label, bytes(size));
    }
}

fn unknown(name: [u8; 4]) -> String {
    format!("Unbekannter Abschnitt {}", name.escape_ascii())
}

/// Bytes of the data box that belong to no item.
fn gaps(photo: &Heif<'_>, told: &mut Told) {
    let mut used: Vec<Range<usize>> = Vec::new();
    for item in &photo.file.items {
        let Some(location) =
            item.location.as_ref().filter(|l| l.construction_method == ConstructionMethod::File)
        else {
            continue;
        };
        used.extend(location.extents.iter().filter_map(|extent| {
            let start = usize::try_from(extent.offset).ok()?;
            // No length means all the rest.
            let length = if extent.length == 0 { usize::MAX } else { usize::try_from(extent.length).ok()? };
            Some(start..start.saturating_add(length))
        }));
    }
    used.sort_unstable_by_key(|range| range.start);
    let mut gaps = 0;
    for part in photo.top.boxes.iter().filter(|part| is(part, b"mdat")) {
        let start = part.offset + header(part);
        let end = start + part.content.len();
        let mut at = start;
        for range in used.iter().filter(|range| range.end > start && range.start < end) {
            gaps += range.start.saturating_sub(at);
            at = at.max(range.end);
        }
        gaps += end.saturating_sub(at);
    }
    if gaps > 0 {
        told.goes("heif.gaps", "Bytes zwischen den Teilen", bytes(gaps));
    }
}
