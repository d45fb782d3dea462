//! The picture that viewers show, put together from its items and turned upright.

use heifer::Image;
use heifer::color::{ColorParams, frame_to_rgba_sized};
use heifer::heifer_hevc_dec::decoder::{DecodeOptions, decode_picture};
use heifer::heifer_hevc_dec::recon::Frame;
use heifer::heifer_isobmff::boxes::{ColorInfo, Grid, Property};
use heifer::heifer_isobmff::{HeifFile, ItemId};

use super::{av1, damaged, properties};
use crate::redraw::undrawable;
use crate::{Limits, PhotoError};

/// How deep derived pictures may be derived from derived pictures.
const DEPTH_MAX: u32 = 4;

/// More tiles than this no camera writes.
const TILES_MAX: usize = 4_000;

/// What tiles may have over the edge of the picture, and what overlays may have below each other, in pixels.
const SPARE: u64 = 16_000_000;

/// A decoded item in eight bits, with the primaries and the transfer that its coded stream names.
type Decoded = (Image<u8>, Option<(u16, u16)>);

fn contradiction() -> PhotoError {
    PhotoError::Damaged { what: "die Teile des Bildes passen nicht zusammen" }
}

/// Width and height of the picture that viewers show, upright.
pub(super) fn upright_size(file: &HeifFile<'_>) -> Result<(u32, u32), PhotoError> {
    let id = file.primary_id;
    let size = file.image_size(id).map_err(damaged)?.filter(|&(width, height)| width > 0 && height > 0);
    let Some(mut size) = size else {
        return Err(PhotoError::Damaged { what: "die Größe des Bildes fehlt" });
    };
    for property in properties(file, id) {
        size = match property {
            Property::CleanAperture { .. } => {
                let (_, _, width, height) = aperture(property, size).ok_or_else(contradiction)?;
                (width, height)
            }
            Property::Rotation(1 | 3) => (size.1, size.0),
            _ => size,
        };
    }
    if size.0 == 0 || size.1 == 0 { Err(contradiction()) } else { Ok(size) }
}

/// Whether the first coded picture says that it has no colours.
pub(super) fn is_grey(file: &HeifFile<'_>) -> bool {
    let mut id = file.primary_id;
    for _ in 0..DEPTH_MAX {
        for property in properties(file, id) {
            match property {
                Property::HevcConfig(config) => return config.chroma_format == 0,
                Property::Unknown(name, av1) if name.0 == *b"av1C" => {
                    return av1.get(2).is_some_and(|flags| flags & 0x10 != 0);
                }
                _ => {}
            }
        }
        let Some(&first) = file.referenced_items(id, b"dimg").first() else { return false };
        id = first;
    }
    false
}

/// What a colour property of an item says, or that of the first picture it is derived from.
pub(super) fn colour<T>(
    file: &HeifFile<'_>,
    id: ItemId,
    wanted: impl Fn(&ColorInfo) -> Option<T>,
) -> Option<T> {
    let mut id = id;
    for _ in 0..DEPTH_MAX {
        let found = properties(file, id).find_map(|property| match property {
            Property::Color(colour) => wanted(colour),
            _ => None,
        });
        if found.is_some() {
            return found;
        }
        id = *file.referenced_items(id, b"dimg").first()?;
    }
    None
}

/// The picture that viewers show, upright, with its transparency.
pub(super) fn primary(file: &HeifFile<'_>, limits: &Limits) -> Result<Decoded, PhotoError> {
    let (width, height) = upright_size(file)?;
    let area = u64::from(width) * u64::from(height);
    // The picture, its transparency, and tiles that reach over the edge: a file that wants more decodes for ever.
    let mut decoder = Decoder { file, limits, budget: area.saturating_mul(4).saturating_add(SPARE) };
    decoder.item(file.primary_id, 0)
}

struct Decoder<'f, 'a> {
    file: &'f HeifFile<'a>,
    limits: &'f Limits,
    /// Pixels that may still be decoded.
    budget: u64,
}

impl Decoder<'_, '_> {
    /// An item, derived or coded, with its transparency, turned as its properties say.
    fn item(&mut self, id: ItemId, depth: u32) -> Result<Decoded, PhotoError> {
        if depth > DEPTH_MAX {
            return Err(contradiction());
        }
        let kind = self.file.item(id).map_err(damaged)?.item_type.0;
        let (mut image, colour) = match &kind {
            b"hvc1" | b"hev1" | b"av01" => self.coded(id, kind)?,
            b"grid" => self.grid(id, depth)?,
            b"iovl" => self.overlay(id, depth)?,
            b"iden" => {
                let first = self.file.referenced_items(id, b"dimg").first();
                self.item(*first.ok_or_else(contradiction)?, depth + 1)?
            }
            _ => return Err(PhotoError::Coding { coding: "HEIF mit einer seltenen Kodierung" }),
        };
        let auxiliaries = self.file.referencing_items(id, b"auxl");
        if let Some(alpha) = auxiliaries.into_iter().find(|&auxiliary| is_alpha(self.file, auxiliary)) {
            let (alpha, _) = self.item(alpha, depth + 1)?;
            cover(&mut image, &alpha)?;
        }
        for property in properties(self.file, id) {
            image = match property {
                Property::CleanAperture { .. } => {
                    let (left, top, width, height) =
                        aperture(property, (image.width, image.height)).ok_or_else(contradiction)?;
                    image.crop(left, top, width, height)
                }
                Property::Rotation(quarters @ 1..) => image.rotate_ccw(*quarters),
                Property::Mirror(top_bottom) => image.mirror(*top_bottom),
                _ => image,
            };
        }
        Ok((image, colour))
    }

    fn spend(&mut self, width: u32, height: u32) -> Result<(), PhotoError> {
        let area = u64::from(width) * u64::from(height);
        self.budget = self.budget.checked_sub(area).ok_or(PhotoError::TooManyPixels { width, height })?;
        Ok(())
    }

    /// A picture as the codec gives it, as RGB.
    fn coded(&mut self, id: ItemId, kind: [u8; 4]) -> Result<Decoded, PhotoError> {
        let most = self.budget.min(self.limits.max_pixels);
        let (mut frame, colour) = if kind == *b"av01" {
            let data = self.file.item_data(id).map_err(damaged)?;
            av1::decode(&data, most)?
        } else {
            let stream = self.file.hevc_bitstream(id).map_err(damaged)?;
            let options = DecodeOptions { max_pixels: most.max(1), ..DecodeOptions::default() };
            (decode_picture(&stream, options).map_err(undrawable)?, None)
        };
        self.spend(frame.widths[0], frame.heights[0])?;
        let said =
            |id| colour_params(self.file, id).or_else(|| colour_params(self.file, self.file.primary_id));
        let params = said(id).unwrap_or_else(|| ColorParams::from_frame(&frame));
        // YCgCo and the ones with constant luminance are not matrices of the common kind.
        if matches!(params.matrix, 8 | 10..) && frame.widths[1] > 0 {
            return Err(PhotoError::Coding { coding: "HEIF mit einer seltenen Farbumrechnung" });
        }
        if frame.widths[1] == 0 && !params.full_range {
            stretch(&mut frame);
        }
        let size = self.file.image_size(id).map_err(damaged)?;
        let (width, height) = size.unwrap_or((frame.widths[0], frame.heights[0]));
        if width > frame.widths[0] || height > frame.heights[0] || width == 0 || height == 0 {
            return Err(contradiction());
        }
        Ok((frame_to_rgba_sized(&frame, params, width, height), colour))
    }

    /// Tiles side by side (ISO/IEC 23008-12, section 6.6.2.3).
    fn grid(&mut self, id: ItemId, depth: u32) -> Result<Decoded, PhotoError> {
        let Grid { rows, columns, output_width, output_height } = self.file.grid(id).map_err(damaged)?;
        let file = self.file;
        let tiles = file.referenced_items(id, b"dimg");
        if tiles.len() != usize::from(rows) * usize::from(columns) {
            return Err(contradiction());
        }
        if tiles.len() > TILES_MAX {
            return Err(PhotoError::TooManyParts);
        }
        self.limits.check_size(output_width, output_height)?;
        let mut canvas = Image::filled_samples(output_width, output_height, 8, [0_u8; 4]);
        let (mut tile_size, mut colours) = (None, None);
        for (index, &tile) in tiles.iter().enumerate() {
            let (tile, colour) = self.item(tile, depth + 1)?;
            let size = (tile.width, tile.height);
            // The tiles cover the picture, all of them being of one size.
            let covers = u64::from(size.0) * u64::from(columns) >= u64::from(output_width)
                && u64::from(size.1) * u64::from(rows) >= u64::from(output_height);
            if *tile_size.get_or_insert(size) != size || !covers {
                return Err(contradiction());
            }
            canvas.has_alpha |= tile.has_alpha;
            colours = colours.or(colour);
            let columns = usize::from(columns);
            place(&mut canvas, &tile, index % columns, index / columns);
        }
        Ok((canvas, colours))
    }

    /// Pictures over each other (section 6.6.2.4).
    fn overlay(&mut self, id: ItemId, depth: u32) -> Result<Decoded, PhotoError> {
        let data = self.file.item_data(id).map_err(damaged)?;
        let wide = data.get(1).ok_or_else(contradiction)? & 1 != 0;
        let field = |index: usize| {
            let size = if wide { 4 } else { 2 };
            let at = 10 + index * size;
            let bytes = data.get(at..at + size).ok_or_else(contradiction)?;
            Ok(bytes.iter().fold(0_u32, |value, &byte| value << 8 | u32::from(byte)))
        };
        let place = |index| {
            let value = field(index)?;
            Ok(i64::from(if wide { value.cast_signed() } else { i32::from((value as u16).cast_signed()) }))
        };
        let fill = |channel: usize| data.get(2 + channel * 2).copied().ok_or_else(contradiction);
        let (width, height) = (field(0)?, field(1)?);
        if width == 0 || height == 0 {
            return Err(contradiction());
        }
        self.limits.check_size(width, height)?;
        let ground = [fill(0)?, fill(1)?, fill(2)?, fill(3)?];
        let mut canvas = Image::filled_samples(width, height, 8, ground);
        let mut colours = None;
        let file = self.file;
        for (index, &layer) in file.referenced_items(id, b"dimg").iter().take(TILES_MAX).enumerate() {
            let (layer, colour) = self.item(layer, depth + 1)?;
            colours = colours.or(colour);
            canvas.draw(&layer, place(2 + index * 2)?, place(3 + index * 2)?);
            // Where an opaque picture lies the ground is covered.
            cover_by(&mut canvas, &layer, place(2 + index * 2)?, place(3 + index * 2)?);
        }
        canvas.has_alpha = true;
        Ok((canvas, colours))
    }
}

/// Copies a tile to its place; what reaches over the edge is left.
fn place(canvas: &mut Image<u8>, tile: &Image<u8>, column: usize, row: usize) {
    let (width, tile_width) = (canvas.width as usize, tile.width as usize);
    let (left, top) = (column * tile_width, row * tile.height as usize);
    let seen = tile_width.min(width.saturating_sub(left)) * 4;
    if seen == 0 {
        return;
    }
    let lines = canvas.data.chunks_exact_mut(width * 4).skip(top);
    for (to, from) in lines.zip(tile.data.chunks_exact(tile_width * 4)) {
        to[left * 4..left * 4 + seen].copy_from_slice(&from[..seen]);
    }
}

/// Makes the canvas opaque where an opaque picture was drawn.
fn cover_by(canvas: &mut Image<u8>, layer: &Image<u8>, left: i64, top: i64) {
    if layer.has_alpha {
        return;
    }
    let within = |from: i64, length: u32, most: u32| {
        let end = from.saturating_add(i64::from(length)).clamp(0, i64::from(most));
        (from.clamp(0, end) as usize, end as usize)
    };
    let (x0, x1) = within(left, layer.width, canvas.width);
    let (y0, y1) = within(top, layer.height, canvas.height);
    let width = canvas.width as usize;
    for y in y0..y1 {
        for pixel in canvas.data[(y * width + x0) * 4..(y * width + x1) * 4].chunks_exact_mut(4) {
            pixel[3] = 255;
        }
    }
}

/// The matrix and the range that an item's `nclx` colours name.
fn colour_params(file: &HeifFile<'_>, id: ItemId) -> Option<ColorParams> {
    properties(file, id).find_map(|property| match property {
        Property::Color(ColorInfo::Nclx { matrix, full_range, .. }) => {
            Some(ColorParams { matrix: *matrix, full_range: *full_range })
        }
        _ => None,
    })
}

/// Whether an auxiliary picture is the transparency of another one.
pub(super) fn is_alpha(file: &HeifFile<'_>, id: ItemId) -> bool {
    properties(file, id).any(|property| {
        matches!(property, Property::AuxiliaryType(kind)
            if kind == "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha" || kind == "urn:mpeg:hevc:2015:auxid:1")
    })
}

/// Takes the grey of one picture as the transparency of another one.
fn cover(image: &mut Image<u8>, alpha: &Image<u8>) -> Result<(), PhotoError> {
    if (image.width, image.height) != (alpha.width, alpha.height) {
        return Err(contradiction());
    }
    for (pixel, alpha) in image.data.chunks_exact_mut(4).zip(alpha.data.chunks_exact(4)) {
        pixel[3] = alpha[0];
    }
    image.has_alpha = true;
    Ok(())
}

/// Grey of the narrow range (16 to 235 of 8 bits) in the full one.
fn stretch(frame: &mut Frame) {
    let depth = frame.bit_depth[0].clamp(8, 16);
    let (black, span, most) = (16 << (depth - 8), 219 << (depth - 8), (1_u32 << depth) - 1);
    for value in &mut frame.planes[0] {
        let light = u32::from(*value).saturating_sub(black).min(span);
        *value = ((light * most + span / 2) / span) as u16;
    }
}

/// The clean aperture of a picture (ISO/IEC 14496-12, section 12.1.4.1): left, top, width, height.
fn aperture(property: &Property, (width, height): (u32, u32)) -> Option<(u32, u32, u32, u32)> {
    let Property::CleanAperture { width: wide, height: high, horiz_offset, vert_offset } = property else {
        return None;
    };
    let side = |size: &(u32, u32), offset: &(i32, u32), full: u32| {
        if size.1 == 0 || offset.1 == 0 {
            return None;
        }
        let size = f64::from(size.0) / f64::from(size.1);
        let centre = f64::from(offset.0) / f64::from(offset.1) + (f64::from(full) - 1.0) / 2.0;
        let start = (centre - (size - 1.0) / 2.0).round().clamp(0.0, f64::from(full)) as u32;
        Some((start, (size.round() as u32).min(full - start)))
    };
    let (left, wide) = side(wide, horiz_offset, width)?;
    let (top, high) = side(high, vert_offset, height)?;
    Some((left, top, wide, high))
}
