//! One AV1 picture as planes, by `re_rav1d` (the decoder dav1d in Rust).

use heifer::heifer_hevc_dec::recon::Frame;
use re_rav1d::dav1d::pixel::YUVRange;
use re_rav1d::dav1d::{Decoder, PixelLayout, PlanarImageComponent, Settings};

use crate::PhotoError;
use crate::redraw::undrawable;

/// The most coded frames in an item: a picture has one, or one for each of its layers.
const FRAMES_MAX: usize = 4;

/// A decoded picture, and the primaries and the transfer that its sequence header names.
///
/// # Errors
/// [`PhotoError::Undrawable`], and [`PhotoError::TooManyParts`] for a film in the place of a picture.
pub(super) fn decode(obus: &[u8], max_pixels: u64) -> Result<(Frame, Option<(u16, u16)>), PhotoError> {
    // Data without a picture would end a decoder that watches itself.
    let frames =
        frames(obus).filter(|frames| *frames > 0).ok_or_else(|| undrawable("die Bilddaten sind ungültig"))?;
    if frames > FRAMES_MAX {
        return Err(PhotoError::TooManyParts);
    }
    let mut settings = Settings::new();
    settings.set_n_threads(1);
    settings.set_max_frame_delay(1);
    settings.set_all_layers(false);
    // 0 would mean no limit at all.
    settings.set_frame_size_limit(u32::try_from(max_pixels).unwrap_or(u32::MAX).max(1));
    let mut decoder = Decoder::with_settings(&settings).map_err(undrawable)?;
    let mut rest = decoder.send_data(obus.to_vec(), None, None, None);
    let picture = loop {
        match (decoder.get_picture(), rest) {
            (Ok(picture), _) => break picture,
            (Err(error), Err(waits)) if error.is_again() && waits.is_again() => {
                rest = decoder.send_pending_data();
            }
            (_, Err(error)) | (Err(error), _) => return Err(undrawable(error)),
        }
    };

    let (width, height) = (picture.width() as usize, picture.height() as usize);
    if width == 0 || height == 0 {
        return Err(undrawable("kein Bild"));
    }
    let (across, down, format) = match picture.pixel_layout() {
        PixelLayout::I400 => (0, 0, 0),
        PixelLayout::I420 => (2, 2, 1),
        PixelLayout::I422 => (2, 1, 2),
        PixelLayout::I444 => (1, 1, 3),
    };
    // Chroma that is halved belongs to an even number of columns and rows; the last one is repeated for that.
    let whole = |side: usize, step: usize| side.next_multiple_of(step.max(1));
    let (full_width, full_height) = (whole(width, across), whole(height, down));
    let wide = picture.bit_depth() > 8;
    let plane = |component, (from_width, from_height), (to_width, to_height)| {
        let stride = picture.stride(component) as usize;
        let plane = picture.plane(component);
        samples(&plane, stride, wide, (from_width, from_height), (to_width, to_height))
            .ok_or_else(|| undrawable("die Bilddaten sind unvollständig"))
    };
    let luma = plane(PlanarImageComponent::Y, (width, height), (full_width, full_height))?;
    let (mut chroma_width, mut chroma_height) = (0, 0);
    let mut chroma = [Vec::new(), Vec::new()];
    if let (Some(halved_width), Some(halved_height)) =
        (full_width.checked_div(across), full_height.checked_div(down))
    {
        (chroma_width, chroma_height) = (halved_width, halved_height);
        let size = (chroma_width, chroma_height);
        chroma = [plane(PlanarImageComponent::U, size, size)?, plane(PlanarImageComponent::V, size, size)?];
    }
    let depth = u8::try_from(picture.bit_depth()).map_err(undrawable)?;
    let [blue, red] = chroma;
    let frame = Frame {
        widths: [full_width as u32, chroma_width as u32, chroma_width as u32],
        heights: [full_height as u32, chroma_height as u32, chroma_height as u32],
        planes: [luma, blue, red],
        bit_depth: [depth, depth],
        chroma_format: format,
        full_range: picture.color_range() == YUVRange::Full,
        matrix_coeffs: picture.matrix_coefficients() as u8,
    };
    let colour = (picture.color_primaries() as u16, picture.transfer_characteristic() as u16);
    Ok((frame, Some(colour)))
}

/// The samples of a plane, with the last column and row repeated up to the size that is wished.
fn samples(
    plane: &[u8],
    stride: usize,
    wide: bool,
    (width, height): (usize, usize),
    (to_width, to_height): (usize, usize),
) -> Option<Vec<u16>> {
    let mut out = Vec::with_capacity(to_width * to_height);
    for y in 0..to_height {
        let line = plane.get(y.min(height - 1) * stride..)?;
        if wide {
            let line = line.get(..width * 2)?;
            out.extend(line.chunks_exact(2).map(|pair| u16::from_ne_bytes([pair[0], pair[1]])));
        } else {
            out.extend(line.get(..width)?.iter().map(|&sample| u16::from(sample)));
        }
        let last = *out.last()?;
        out.resize(out.len() + to_width - width, last);
    }
    Some(out)
}

/// How many frame headers there are (AV1, section 5.3: open bitstream units).
fn frames(obus: &[u8]) -> Option<usize> {
    let mut count = 0;
    let mut rest = obus;
    while let [head, after @ ..] = rest {
        let kind = head >> 3 & 15;
        if matches!(kind, 3 | 6) {
            count += 1;
        }
        let after = if head & 4 != 0 { after.get(1..)? } else { after };
        // A unit without a size is the last one.
        rest = if head & 2 != 0 {
            let (size, after) = size(after)?;
            after.get(size..)?
        } else {
            &[]
        };
    }
    Some(count)
}

/// A number in groups of seven bits, the lowest first (section 4.10.5).
fn size(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut value = 0_usize;
    for (index, &byte) in bytes.iter().take(5).enumerate() {
        value |= usize::from(byte & 0x7F) << (index * 7);
        if byte & 0x80 == 0 {
            return Some((value, &bytes[index + 1..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_counted_by_their_headers() {
        assert_eq!(frames(&[0x12, 0, 0x0A, 1, 0xFF, 0x32, 2, 1, 2]), Some(1));
        assert_eq!(frames(&[0x32, 9, 1, 2]), None);
        assert_eq!(frames(&[0x30, 9, 1, 2]), Some(1));
        assert_eq!(frames(&[]), Some(0));
    }

    #[test]
    fn a_plane_is_filled_up_with_its_edge() {
        let plane = [1, 2, 3, 99, 4, 5, 6, 99];
        assert_eq!(samples(&plane, 4, false, (3, 2), (4, 3)), Some(vec![1, 2, 3, 3, 4, 5, 6, 6, 4, 5, 6, 6]));
        assert_eq!(samples(&plane[..6], 4, false, (3, 2), (4, 3)), None);
    }

    #[test]
    fn what_is_no_av1_is_refused() {
        for bytes in [&b""[..], b"\x12\0", b"\x32\x05ZZZZZ", &[0xFF; 40]] {
            assert!(decode(bytes, 1_000_000).is_err());
        }
    }
}
