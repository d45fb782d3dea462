//! From whatever colours a photo has to sRGB, which is what a picture without a profile is taken for.

use std::sync::Arc;

use moxcms::{ColorProfile, DataColorSpace, Layout, TransformExecutor, TransformOptions};

use super::picture::{Ink, Picture};

/// The picture in sRGB, grey if it was grey. A profile that the colour engine cannot use leaves the colours as they
/// are, which is what a viewer without that profile would show.
pub(super) fn to_srgb(picture: Picture, profile: Option<&[u8]>) -> Picture {
    let transform = profile.and_then(|icc| transform(icc, picture.ink));
    match (picture.ink, transform) {
        (Ink::Grey | Ink::Rgb, None) => picture,
        (Ink::Cmyk, None) => without_profile(&picture),
        (ink, Some(transform)) => {
            let rgb = transformed(&picture, transform.as_ref());
            match (ink, rgb) {
                (Ink::Grey, Some(rgb)) => grey(&rgb),
                (_, Some(rgb)) => rgb,
                (Ink::Cmyk, None) => without_profile(&picture),
                (_, None) => picture,
            }
        }
    }
}

type Transform = Arc<dyn TransformExecutor<u8> + Send + Sync>;

/// The way to sRGB, unless there is none or it is the way it came.
fn transform(icc: &[u8], ink: Ink) -> Option<Transform> {
    let source = ColorProfile::new_from_slice(icc).ok()?;
    let layout = match (source.color_space, ink) {
        (DataColorSpace::Rgb, Ink::Rgb) => Layout::Rgb,
        (DataColorSpace::Gray, Ink::Grey) => Layout::Gray,
        // Four inks lie in memory as four colours do.
        (DataColorSpace::Cmyk, Ink::Cmyk) => Layout::Rgba,
        _ => return None,
    };
    let srgb = ColorProfile::new_srgb();
    let transform =
        source.create_transform_8bit(layout, &srgb, Layout::Rgb, TransformOptions::default()).ok()?;
    (ink != Ink::Rgb || changes(transform.as_ref())).then_some(transform)
}

/// Whether any of a grid of colours comes out visibly other than it went in: most profiles are sRGB itself.
fn changes(transform: &(dyn TransformExecutor<u8> + Send + Sync)) -> bool {
    const STEPS: [u8; 6] = [0, 51, 102, 153, 204, 255];
    let mut grid = Vec::with_capacity(3 * STEPS.len().pow(3));
    for red in STEPS {
        for green in STEPS {
            for blue in STEPS {
                grid.extend([red, green, blue]);
            }
        }
    }
    let mut out = vec![0; grid.len()];
    transform.transform(&grid, &mut out).is_err() || grid.iter().zip(&out).any(|(a, b)| a.abs_diff(*b) > 1)
}

fn transformed(picture: &Picture, transform: &(dyn TransformExecutor<u8> + Send + Sync)) -> Option<Picture> {
    let &Picture { width, height, .. } = picture;
    let row = width as usize * 3;
    let mut samples = vec![0; row * height as usize];
    for (from, to) in picture.samples.chunks_exact(picture.row()).zip(samples.chunks_exact_mut(row)) {
        transform.transform(from, to).ok()?;
    }
    Some(Picture { width, height, ink: Ink::Rgb, samples })
}

fn grey(rgb: &Picture) -> Picture {
    let samples = rgb.samples.iter().skip(1).step_by(3).copied().collect();
    Picture { ink: Ink::Grey, samples, ..*rgb }
}

/// Ink on white paper as every program guesses it: each colour takes away its part of the light, and so does black.
fn without_profile(cmyk: &Picture) -> Picture {
    let (pixels, _) = cmyk.samples.as_chunks::<4>();
    let light = |ink: u8, black: u8| {
        let left = u32::from(255 - ink) * u32::from(255 - black);
        u8::try_from((left + 127) / 255).unwrap_or(u8::MAX)
    };
    let samples = pixels.iter().flat_map(|&[c, m, y, k]| [light(c, k), light(m, k), light(y, k)]).collect();
    Picture { ink: Ink::Rgb, samples, ..*cmyk }
}
