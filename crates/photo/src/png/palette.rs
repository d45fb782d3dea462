//! The palette and its transparency, with nothing in them that is not drawn.
//!
//! An entry that no pixel uses could hold any three bytes, so reading the rows through also says which are used:
//! behind the last of them the palette ends, and between them unused ones are black. The entry of a pixel that
//! is fully transparent is black too, and if there are several such entries, their pixels all get the first.

use super::{Kind, Png};

/// PLTE and tRNS as they are written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Palette {
    pub colours: Vec<u8>,
    /// One byte of alpha for each entry, without opaque ones at the end.
    pub alphas: Vec<u8>,
    /// Which index stands for which. Only fully transparent ones stand for another.
    pub merged: Vec<u8>,
    /// How many fully transparent entries had a colour.
    pub coloured: usize,
    /// How many entries with a colour no pixel uses.
    pub unused: usize,
}

impl Palette {
    /// The indices that tRNS makes fully transparent.
    pub(crate) fn transparent(png: &Png<'_>) -> Vec<u8> {
        let alphas = Self::alphas(png);
        (0..=255_u8).zip(alphas).filter(|(_, alpha)| **alpha == 0).map(|(index, _)| index).collect()
    }

    /// tRNS counts only behind PLTE (section 11.3.1.1); what goes beyond the palette is no one's.
    fn alphas<'a>(png: &Png<'a>) -> &'a [u8] {
        let place =
            |kind: &[u8; 4]| png.chunks.iter().position(|c| c.sound && c.before_data && &c.kind == kind);
        match (place(b"PLTE"), place(b"tRNS")) {
            (Some(palette), Some(alphas)) if png.header.kind == Kind::Palette && palette < alphas => {
                let alphas = png.chunks[alphas].data;
                &alphas[..alphas.len().min(png.chunks[palette].data.len() / 3)]
            }
            _ => &[],
        }
    }

    /// Nothing for a picture without a palette. There, PLTE is only a suggestion.
    pub(crate) fn read(png: &Png<'_>) -> Option<Self> {
        let source = png.chunk(b"PLTE").filter(|_| png.header.kind == Kind::Palette)?;
        let alphas = Self::alphas(png);
        let used = |index: u8| png.walk.used.binary_search(&index).is_ok();
        let hidden = |index: u8| alphas.get(usize::from(index)) == Some(&0);
        let first = png.walk.used.iter().copied().find(|&index| hidden(index));
        let merged = (0..=255).map(|index| first.filter(|_| hidden(index)).unwrap_or(index)).collect();

        let mut palette = Self { merged, ..Self::default() };
        for (index, entry) in (0..=255_u8).zip(source.chunks_exact(3)) {
            let is_black = entry == [0; 3];
            let alpha = alphas.get(usize::from(index)).copied().unwrap_or(255);
            if !used(index) {
                palette.unused += usize::from(!is_black);
                palette.colours.extend([0; 3]);
                palette.alphas.push(255);
            } else if alpha == 0 {
                palette.coloured += usize::from(!is_black);
                palette.colours.extend([0; 3]);
                palette.alphas.push(if Some(index) == first { 0 } else { 255 });
            } else {
                palette.colours.extend(entry);
                palette.alphas.push(alpha);
            }
        }
        let last = png.walk.used.iter().rfind(|&&index| palette.merged[usize::from(index)] == index);
        // A palette has at least one entry; pixels beyond it are the decoder's affair, before as after.
        let count = last.map_or(1, |&index| usize::from(index) + 1).min(source.len() / 3);
        palette.colours.truncate(count * 3);
        palette.alphas.truncate(count);
        let opaque = palette.alphas.iter().rev().take_while(|&&alpha| alpha == 255).count();
        palette.alphas.truncate(palette.alphas.len() - opaque);
        Some(palette)
    }
}

/// The one colour that is transparent, in the bits that the picture has (section 11.3.1.1).
pub(crate) fn key(png: &Png<'_>) -> Option<Vec<u8>> {
    let samples = match png.header.kind {
        Kind::Grey => 1,
        Kind::Rgb => 3,
        _ => return None,
    };
    let key = png.chunk(b"tRNS").filter(|key| key.len() == samples * 2)?;
    let mask = u16::MAX >> (16 - png.header.depth);
    Some(key.chunks_exact(2).flat_map(|s| (u16::from_be_bytes([s[0], s[1]]) & mask).to_be_bytes()).collect())
}
