//! TIFF (6.0) and BigTIFF: the directories are read here, the first page is decoded by `tiff`.

mod decode;
mod directory;

use std::borrow::Cow;

use directory::{Directories, Directory, Entry, Role, tag};

use super::guarded;
use crate::container::{Blocks, Built, Container, Look};
use crate::finding::{bytes, counted};
use crate::format::Format;
use crate::inspect::Told;
use crate::read::iptc::Resources;
use crate::read::tiff::Primary;
use crate::{Caption, Limits, PhotoError, Redraw};

/// What says how the picture is stored, and nothing else (TIFF 6.0 and its supplements): not told.
const STRUCTURE: [u16; 50] = [
    254, 255, 256, 257, 258, 259, 262, 263, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 290, 291,
    292, 293, 296, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 330, 332, 334, 336, 338, 339, 340,
    341, 347, 512, 513, 514, 529, 530, 532,
];

/// What stands in a standard block of its own and is told from there.
const BLOCKS: [u16; 6] = [tag::XMP, tag::IPTC, tag::PHOTOSHOP, tag::EXIF, tag::ICC, tag::GPS];

/// Tags that Windows and the Exif standard put beside the public ones.
const KNOWN: [u16; 9] = [33_432, 33_434, 33_437, 40_091, 40_092, 40_093, 40_094, 40_095, 50_735];

/// Tags from here on may be had by anyone.
const PRIVATE: u16 = 32_768;

/// The longest value that is read as words.
const VALUE_MAX: usize = 100_000;

/// A TIFF by its directories.
#[derive(Debug)]
pub(crate) struct Tiff<'a> {
    all: Directories<'a>,
    size: (u32, u32),
    primary: Primary,
    /// What its directories say, as a small TIFF block of its own.
    words: Vec<u8>,
}

impl<'a> Tiff<'a> {
    pub(crate) fn parse(bytes: &'a [u8], limits: &Limits) -> Result<Self, PhotoError> {
        let all = Directories::read(bytes)?;
        let page = &all.list[0];
        let side =
            |tag| all.first(page, tag).and_then(|side| u32::try_from(side).ok()).filter(|&side| side > 0);
        let (Some(width), Some(height)) = (side(tag::WIDTH), side(tag::HEIGHT)) else {
            return Err(PhotoError::Damaged { what: "die Größe des Bildes fehlt" });
        };
        limits.check_size(width, height)?;
        let whole = words(&all, |entry| matches!(entry.tag, 274 | 282 | 283 | 296), false);
        let primary = Primary::read(&whole);
        let told = |entry: &Entry| {
            let private = entry.tag >= PRIVATE && !KNOWN.contains(&entry.tag);
            !(STRUCTURE.contains(&entry.tag) || BLOCKS.contains(&entry.tag) || private)
        };
        let words = words(&all, told, true);
        Ok(Self { all, size: (width, height), primary, words })
    }

    fn page(&self) -> &Directory {
        &self.all.list[0]
    }

    fn value(&self, tag: u16) -> Option<&'a [u8]> {
        self.page().entry(tag).map(|entry| self.all.value(entry)).filter(|value| !value.is_empty())
    }

    fn pictures(&self, role: Role) -> impl Iterator<Item = (u64, u64)> + '_ {
        self.all.list.iter().skip(1).filter(move |directory| directory.role == role).map(|directory| {
            let side = |tag| self.all.first(directory, tag).unwrap_or(0);
            (side(tag::WIDTH), side(tag::HEIGHT))
        })
    }
}

/// A TIFF block of its own with those entries of the first page, and with Exif and GPS if so wished: what a reader
/// of words needs, without the picture.
fn words(all: &Directories<'_>, wanted: impl Fn(&Entry) -> bool, below: bool) -> Vec<u8> {
    let of = |role: Role| {
        let directory = all.list.iter().find(|directory| directory.role == role).filter(|_| below);
        let plain = |entry: &&Entry| entry.kind <= 12 && entry.tag != tag::INTEROPERABILITY;
        directory.map(|d| d.entries.iter().filter(plain).collect::<Vec<_>>()).unwrap_or_default()
    };
    let page: Vec<&Entry> =
        all.list[0].entries.iter().filter(|entry| entry.kind <= 12 && wanted(entry)).collect();
    let (exif, gps) = (of(Role::Exif), of(Role::Gps));
    if page.is_empty() && exif.is_empty() && gps.is_empty() {
        return Vec::new();
    }

    let mut block = Block { out: Vec::new(), little: all.little };
    block.out.extend(if all.little { b"II" } else { b"MM" });
    block.short(42);
    block.long(8);
    let pointers = usize::from(!exif.is_empty()) + usize::from(!gps.is_empty());
    let exif_at = 8 + 2 + (page.len() + pointers) * 12 + 4;
    let gps_at = if exif.is_empty() { exif_at } else { exif_at + 2 + exif.len() * 12 + 4 };
    let values_at = if gps.is_empty() { gps_at } else { gps_at + 2 + gps.len() * 12 + 4 };
    let mut values = Vec::new();
    let mut links = Vec::new();
    if !exif.is_empty() {
        links.push((tag::EXIF, exif_at));
    }
    if !gps.is_empty() {
        links.push((tag::GPS, gps_at));
    }
    block.directory(all, &page, &links, values_at, &mut values);
    block.directory(all, &exif, &[], values_at, &mut values);
    block.directory(all, &gps, &[], values_at, &mut values);
    block.out.extend(values);
    block.out
}

/// A TIFF block as it is written.
struct Block {
    out: Vec<u8>,
    little: bool,
}

impl Block {
    fn short(&mut self, value: usize) {
        let value = u16::try_from(value).unwrap_or(u16::MAX);
        self.out.extend(if self.little { value.to_le_bytes() } else { value.to_be_bytes() });
    }

    fn long(&mut self, value: usize) {
        let value = u32::try_from(value).unwrap_or(u32::MAX);
        self.out.extend(if self.little { value.to_le_bytes() } else { value.to_be_bytes() });
    }

    fn directory(
        &mut self,
        all: &Directories<'_>,
        entries: &[&Entry],
        links: &[(u16, usize)],
        values_at: usize,
        values: &mut Vec<u8>,
    ) {
        if entries.is_empty() && links.is_empty() {
            return;
        }
        self.short(entries.len() + links.len());
        for entry in entries {
            let value = all.value(entry);
            let width = match entry.kind {
                1 | 2 | 6 | 7 => 1,
                3 | 8 => 2,
                5 | 10 | 12 => 8,
                _ => 4,
            };
            let value = &value[..value.len().min(VALUE_MAX / width * width)];
            self.short(usize::from(entry.tag));
            self.short(usize::from(entry.kind));
            self.long(value.len() / width);
            if value.len() <= 4 {
                self.out.extend(value);
                self.out.resize(self.out.len() + 4 - value.len(), 0);
            } else {
                self.long(values_at + values.len());
                values.extend(value);
            }
        }
        for (tag, at) in links {
            self.short(usize::from(*tag));
            self.short(4);
            self.long(1);
            self.long(*at);
        }
        self.long(0);
    }
}

impl Container for Tiff<'_> {
    fn format(&self) -> Format {
        Format::Tiff
    }

    fn size(&self) -> (u32, u32) {
        self.size
    }

    fn orientation(&self) -> u8 {
        self.primary.orientation.filter(|value| (1..=8).contains(value)).unwrap_or(1)
    }

    fn look(&self) -> Look {
        let channels = match self.all.first(self.page(), tag::PHOTOMETRIC) {
            Some(0 | 1) => 1,
            Some(5) => 4,
            _ => 3,
        };
        Look { channels, icc: self.value(tag::ICC).map(<[u8]>::to_vec), density: self.primary.density }
    }

    fn blocks(&self) -> Blocks<'_> {
        let mut resources = self.value(tag::PHOTOSHOP).map(Resources::of).unwrap_or_default();
        if let Some(entry) = self.page().entry(tag::IPTC) {
            resources.list.push((0x0404, iim(self.all.value(entry), entry.kind, self.all.little)));
        }
        Blocks {
            exif: Some(Cow::Borrowed(&self.words[..]))
                .filter(|words| !words.is_empty())
                .into_iter()
                .collect(),
            xmp: self.value(tag::XMP).map(Cow::Borrowed).into_iter().collect(),
            resources,
        }
    }

    fn tell(&self, told: &mut Told) {
        let private: Vec<usize> = self
            .page()
            .entries
            .iter()
            .filter(|entry| {
                let known = KNOWN.contains(&entry.tag) || BLOCKS.contains(&entry.tag);
                entry.tag >= PRIVATE && !known
            })
            .map(|entry| entry.values.len())
            .collect();
        if !private.is_empty() {
            let count = counted(private.len(), "Angabe", "Angaben");
            told.goes("tiff.private", "Private Angaben", format!("{count}, {}", bytes(private.iter().sum())));
        }
        for (role, code, label, one, many) in [
            (Role::Page, "tiff.pages", "Weitere Seiten", "Seite", "Seiten"),
            (Role::SubImage, "tiff.subImages", "Weitere Bilder", "Bild", "Bilder"),
        ] {
            if let Some((width, height)) = self.pictures(role).max_by_key(|&(w, h)| w.saturating_mul(h)) {
                let count = counted(self.pictures(role).count(), one, many);
                told.goes(code, label, format!("{count}, bis zu {width} × {height} Pixel"));
            }
        }
        let (gaps, behind) = self.all.unaccounted();
        if gaps > 0 {
            told.goes("tiff.gaps", "Bytes zwischen den Teilen", bytes(gaps));
        }
        if behind > 0 {
            told.goes("trailer", "Bytes hinter dem Bild", bytes(behind));
        }
    }

    fn build(&self, caption: &Caption, redraw: Redraw, limits: &Limits) -> Result<Built, PhotoError> {
        guarded(|| decode::picture(self, limits))?.upright(self.orientation()).draw(caption, redraw, limits)
    }
}

/// IPTC-IIM as it is meant. Some programs store it as numbers of 32 bits, which turns its bytes round.
fn iim(value: &[u8], kind: u16, little: bool) -> Vec<u8> {
    if kind != 4 || !little || value.first() == Some(&0x1C) {
        return value.to_vec();
    }
    value.chunks(4).flat_map(|four| four.iter().rev().copied()).collect()
}
