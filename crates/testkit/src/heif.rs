//! HEIC by an encoder, AVIF by boxes around a picture that was coded once (ISO/IEC 23008-12).

use crate::jpeg::{Entry, Exif, Leak, icc, xmp};

/// A coded AV1 picture of 16 × 12 pixels, 4:2:0, 8 bits: red grows to the right, green downwards.
const AV1: [u8; 190] = [
    0x12, 0x00, 0x0a, 0x09, 0x18, 0x0c, 0xfe, 0xf9, 0x20, 0x21, 0xa0, 0xd0, 0x80, 0x32, 0xae, 0x01, 0x10,
    0x00, 0x00, 0xce, 0xdf, 0x9c, 0xf1, 0x79, 0xb3, 0x1b, 0xf4, 0x53, 0x3d, 0x6c, 0xba, 0x1f, 0x04, 0xfd,
    0xda, 0x86, 0x62, 0x62, 0xac, 0x40, 0xeb, 0xa6, 0x5a, 0xa3, 0xff, 0xb2, 0x99, 0x7b, 0x0e, 0x8e, 0xb8,
    0xba, 0xb3, 0x2a, 0x8c, 0xae, 0x3e, 0x3e, 0x43, 0xae, 0x54, 0xa4, 0xdf, 0xf8, 0x11, 0xe1, 0x75, 0x2a,
    0x5e, 0xdd, 0xb3, 0xf9, 0x9f, 0xe3, 0x31, 0xc1, 0x39, 0xde, 0xb3, 0x25, 0x82, 0x9e, 0x59, 0x05, 0x8f,
    0x8b, 0x7a, 0x11, 0x64, 0x21, 0x57, 0x60, 0xbc, 0xd3, 0xba, 0x61, 0x97, 0x90, 0x11, 0x3a, 0x6a, 0x91,
    0xd3, 0xcc, 0xa1, 0xd7, 0x7e, 0x06, 0xed, 0x83, 0xa2, 0xfe, 0xe2, 0x8f, 0x8a, 0xc5, 0x50, 0x79, 0x87,
    0xc9, 0x1e, 0x55, 0xc3, 0x66, 0xc4, 0xe0, 0xb7, 0x64, 0x10, 0x3c, 0x3c, 0x8d, 0xe8, 0x22, 0x92, 0xa6,
    0x24, 0x16, 0x7b, 0x71, 0x3d, 0x15, 0xae, 0x09, 0xae, 0x6d, 0x8b, 0xfc, 0x23, 0x5d, 0x75, 0xa1, 0x24,
    0x6e, 0x5b, 0xdf, 0x69, 0x32, 0x2c, 0x2b, 0x9e, 0x72, 0xbb, 0x94, 0xc2, 0xc4, 0x41, 0xe5, 0x93, 0x3d,
    0xc8, 0x67, 0x8c, 0xcf, 0x70, 0x3f, 0xe6, 0xf5, 0xf0, 0xae, 0x49, 0x2c, 0x19, 0x83, 0x5a, 0x99, 0xe8,
    0xb8, 0xa7, 0xa0,
];
const AV1_SIZE: (u32, u32) = (16, 12);

/// An item that a [`avif`] has beside its picture.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its type: `Exif`, `mime`, `av01`.
    pub kind: [u8; 4],
    /// The MIME type, if the type is `mime`.
    pub mime: &'static str,
    /// What it holds.
    pub data: Vec<u8>,
    /// How it refers to the picture: `cdsc`, `thmb`, `auxl`.
    pub refers: [u8; 4],
}

impl Item {
    /// Metadata in EXIF.
    #[must_use]
    pub fn exif(block: &[u8]) -> Self {
        Self { kind: *b"Exif", mime: "", data: [&[0; 4], block].concat(), refers: *b"cdsc" }
    }

    /// Metadata in XMP.
    #[must_use]
    pub fn xmp(packet: &[u8]) -> Self {
        Self { kind: *b"mime", mime: "application/rdf+xml", data: packet.to_vec(), refers: *b"cdsc" }
    }

    /// A small picture: the same one again.
    #[must_use]
    pub fn thumbnail() -> Self {
        Self { kind: *b"av01", mime: "", data: AV1.to_vec(), refers: *b"thmb" }
    }
}

/// A box with its name and its content.
#[must_use]
pub fn boxed(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    [&((content.len() + 8) as u32).to_be_bytes()[..], name, content].concat()
}

/// An AVIF of 16 × 12 pixels as stored, with those items and properties (whole boxes) beside those of its picture.
#[must_use]
pub fn avif(items: &[Item], properties: &[Vec<u8>]) -> Vec<u8> {
    assembled(&AV1, items, properties)
}

/// An AVIF of `columns` × `rows` tiles of 16 × 12 pixels, cropped to a size.
#[must_use]
pub fn avif_grid(columns: u8, rows: u8, width: u16, height: u16) -> Vec<u8> {
    let count = usize::from(columns) * usize::from(rows);
    let mut grid = vec![0, 0, rows - 1, columns - 1];
    grid.extend(width.to_be_bytes());
    grid.extend(height.to_be_bytes());
    let whole = full(b"ispe", 0, &[u32::from(width).to_be_bytes(), u32::from(height).to_be_bytes()].concat());
    let tiles = (0..count).map(|_| (*b"av01", "", AV1.to_vec(), vec![1, 2]));
    let list: Vec<_> = std::iter::once((*b"grid", "", grid, vec![3])).chain(tiles).collect();
    let to: Vec<u16> = (2..=count as u16 + 1).collect();
    container(&list, &[coding(), size(), whole], &[reference(b"dimg", 1, &to)])
}

fn full(name: &[u8; 4], version: u8, content: &[u8]) -> Vec<u8> {
    boxed(name, &[&[version, 0, 0, 0], content].concat())
}

fn coding() -> Vec<u8> {
    boxed(b"av1C", &[0x81, 0, 0x0C, 0])
}

fn size() -> Vec<u8> {
    full(b"ispe", 0, &[AV1_SIZE.0.to_be_bytes(), AV1_SIZE.1.to_be_bytes()].concat())
}

fn reference(name: &[u8; 4], from: u16, to: &[u16]) -> Vec<u8> {
    let ids: Vec<u8> = to.iter().flat_map(|id| id.to_be_bytes()).collect();
    boxed(name, &[&from.to_be_bytes()[..], &(to.len() as u16).to_be_bytes(), &ids].concat())
}

fn assembled(coded: &[u8], items: &[Item], properties: &[Vec<u8>]) -> Vec<u8> {
    let own = (1..=2 + properties.len() as u8).collect();
    let mut list = vec![(*b"av01", "", coded.to_vec(), own)];
    let mut references = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let of = if item.kind == *b"av01" { vec![1, 2] } else { Vec::new() };
        list.push((item.kind, item.mime, item.data.clone(), of));
        references.push(reference(&item.refers, index as u16 + 2, &[1]));
    }
    container(&list, &[&[coding(), size()], properties].concat(), &references)
}

/// Type, MIME type, data, and the numbers of the properties of an item.
type Part = ([u8; 4], &'static str, Vec<u8>, Vec<u8>);

/// A file whose first item is the picture that is shown.
fn container(items: &[Part], properties: &[Vec<u8>], references: &[Vec<u8>]) -> Vec<u8> {
    let file_type = boxed(b"ftyp", b"avif\0\0\0\0avifmif1");
    let number = |value: usize| (value as u16).to_be_bytes();
    let mut infos = number(items.len()).to_vec();
    let mut associations = (items.len() as u32).to_be_bytes().to_vec();
    for (index, (kind, mime, _, own)) in items.iter().enumerate() {
        let mut info = [&number(index + 1)[..], &[0, 0], kind, &[0]].concat();
        if kind == b"mime" {
            info.extend(mime.as_bytes());
            info.push(0);
        }
        infos.extend(full(b"infe", 2, &info));
        associations.extend(number(index + 1));
        associations.push(own.len() as u8);
        associations.extend(own);
    }
    let meta = |data_at: usize| {
        let mut locations = vec![0x44, 0];
        locations.extend(number(items.len()));
        let mut at = data_at;
        for (index, (_, _, data, _)) in items.iter().enumerate() {
            locations.extend(number(index + 1));
            locations.extend([0, 0, 0, 1]);
            locations.extend((at as u32).to_be_bytes());
            locations.extend((data.len() as u32).to_be_bytes());
            at += data.len();
        }
        let content = [
            full(b"hdlr", 0, b"\0\0\0\0pict\0\0\0\0\0\0\0\0\0\0\0\0\0"),
            full(b"pitm", 0, &[0, 1]),
            full(b"iinf", 0, &infos),
            full(b"iloc", 0, &locations),
            full(b"iref", 0, &references.concat()),
            boxed(b"iprp", &[boxed(b"ipco", &properties.concat()), full(b"ipma", 0, &associations)].concat()),
        ];
        full(b"meta", 0, &content.concat())
    };
    // The length does not depend on the offsets, so the first round is for measuring.
    let data_at = file_type.len() + meta(0).len() + 8;
    let data: Vec<u8> = items.iter().flat_map(|(_, _, data, _)| data.clone()).collect();
    [file_type, meta(data_at), boxed(b"mdat", &data)].concat()
}

/// A HEIC of that many pixels, in the colours of [`crate::jpeg::picture`].
///
/// # Panics
/// If a side is 0.
#[must_use]
pub fn heic(width: u32, height: u32) -> Vec<u8> {
    heic_with(width, height, 255, None, None, None)
}

/// A HEIC of that opacity with EXIF, XMP and a colour profile, each where it is given.
///
/// # Panics
/// If a side is 0.
#[must_use]
pub fn heic_with(
    width: u32,
    height: u32,
    alpha: u8,
    exif: Option<Vec<u8>>,
    xmp: Option<Vec<u8>>,
    icc_profile: Option<Vec<u8>>,
) -> Vec<u8> {
    let mut image = heifer::Image::filled(width, height, 8, [0, 0, 0, u16::from(alpha)]);
    image.has_alpha = alpha < 255;
    for (index, pixel) in image.data.chunks_exact_mut(4).enumerate() {
        let (x, y) = (index as u32 % width, index as u32 / width);
        pixel[..3].copy_from_slice(&[x * 255 / width, y * 255 / height, 80].map(|value| value as u16));
    }
    let metadata = heifer::Metadata { exif, xmp, icc_profile };
    let options = heifer::EncodeOptions { quality: 90, ..heifer::EncodeOptions::default() };
    heifer::encode_with_metadata(&image, &metadata, &options).expect("a picture with sides can be encoded")
}

/// A HEIC or AVIF for each way they give something away, with `canary` (at most 20 ASCII characters) in it.
#[must_use]
pub fn one_leak(canary: &str) -> Vec<Leak> {
    let word = canary.as_bytes();
    let block = Exif { primary: vec![Entry::ascii(0x013B, canary)], ..Exif::default() }.block();
    let packet = xmp(&format!("<xmp:CreatorTool>{canary}</xmp:CreatorTool>")).split_off(4 + 29);
    let profile = icc(canary).split_off(4 + 14);
    let (high, plain) = (heic(48, 32), avif(&[], &[]));
    let behind = |file: &[u8], name: &[u8; 4]| {
        let id = if name == b"uuid" { &[7; 16][..] } else { &[] };
        [file, &boxed(name, &[id, word].concat())].concat()
    };
    let leak = |name: &'static str, bytes: Vec<u8>| Leak { name, bytes };
    vec![
        leak("HEIC Exif", heic_with(48, 32, 255, Some(block.clone()), None, None)),
        leak("HEIC XMP", heic_with(48, 32, 255, None, Some(packet.clone()), None)),
        leak("HEIC ICC text", heic_with(48, 32, 255, None, None, Some(profile.clone()))),
        leak("HEIC uuid", behind(&high, b"uuid")),
        leak("HEIC free", behind(&high, b"free")),
        leak("HEIC unknown box", behind(&high, b"zqzq")),
        leak("HEIC motion photo", behind(&high, b"mpvd")),
        leak("HEIC trailer", [&high[..], word].concat()),
        leak("AVIF Exif", avif(&[Item::exif(&block)], &[])),
        leak("AVIF XMP", avif(&[Item::xmp(&packet)], &[])),
        leak("AVIF ICC text", avif(&[], &[boxed(b"colr", &[b"prof", &profile[..]].concat())])),
        leak("AVIF description", avif(&[], &[full(b"udes", 0, &[b"de\0", word, b"\0\0\0"].concat())])),
        leak("AVIF free", behind(&plain, b"free")),
        leak("AVIF trailer", [&plain[..], word].concat()),
        leak("AVIF gap", {
            let mut out = plain.clone();
            let size = (AV1.len() + 8 + word.len()) as u32;
            let at = out.len() - AV1.len() - 8;
            out[at..at + 4].copy_from_slice(&size.to_be_bytes());
            out.extend(word);
            out
        }),
        leak("AVIF thumbnail", avif(&[Item { data: [&AV1[..], word].concat(), ..Item::thumbnail() }], &[])),
    ]
}
