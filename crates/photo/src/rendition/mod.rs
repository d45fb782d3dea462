//! The copies of a clean photo that go out: upright, in sRGB, edited as the officer wants, with the same words.
//!
//! **Invariant: what is covered or cut away is in no copy.** With edits, every copy is drawn from the one edited
//! picture, the print among them; only a JPEG without edits goes to print as the file it is.

mod colour;
mod cover;
mod decode;
mod edits;
mod encode;
mod picture;
mod straighten;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};

pub use edits::{COVERED, COVERS_MAX, Cover, CoverKind, Edits, STRAIGHTEN_MAX};

use self::decode::Decoded;
use self::picture::Picture;
use crate::container::Container;
use crate::{Caption, Cleaned, Format, Limits, PhotoError, Redraw, Rights, jpeg, rights};

/// A copy to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Size {
    /// What it is called: `web`, `preview`.
    pub name: String,
    /// The longer side in pixels, or `None` for that of the picture. A smaller picture keeps its size.
    pub long_side: Option<u32>,
    /// JPEG quality, 1 to 100.
    pub quality: u8,
}

impl Size {
    /// For newspapers: every pixel there is. A JPEG without edits is not drawn at all but goes as it is.
    #[must_use]
    pub fn print() -> Self {
        Self { name: "print".to_owned(), long_side: None, quality: Redraw::default().quality }
    }

    /// For the newsroom's pages: 2048 pixels.
    #[must_use]
    pub fn web() -> Self {
        Self { name: "web".to_owned(), long_side: Some(2048), quality: 85 }
    }

    /// For lists and for the desk: 800 pixels.
    #[must_use]
    pub fn preview() -> Self {
        Self { name: "preview".to_owned(), long_side: Some(800), quality: 80 }
    }

    /// For rows of small pictures: 320 pixels.
    #[must_use]
    pub fn thumbnail() -> Self {
        Self { name: "thumbnail".to_owned(), long_side: Some(320), quality: 80 }
    }

    /// The four sizes that are published, the largest first.
    #[must_use]
    pub fn all() -> [Self; 4] {
        [Self::print(), Self::web(), Self::preview(), Self::thumbnail()]
    }
}

/// A copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendition {
    /// The name of its [`Size`].
    pub name: String,
    /// The whole file, with the caption, checked like the photo itself.
    pub jpeg: Vec<u8>,
    /// In pixels, as drawn.
    pub width: u32,
    /// In pixels, as drawn.
    pub height: u32,
}

/// Makes the copies of a clean photo, in the order of `sizes`, with `caption`, commonly [`Cleaned::caption`]. The
/// photo is decoded once at most. The rights in the clean photo stay in its copies, as in [`crate::clean`].
///
/// `edits` are carried out first, so that what they take away is in none of the copies. The caption that is
/// written is [`Edits::caption`] of `caption`; it is what [`crate::verify`] must be asked about.
///
/// # Errors
/// [`PhotoError::Edits`] for edits that make no sense, [`PhotoError::Undrawable`] if the picture cannot be decoded
/// or encoded, and what [`crate::clean`] refuses.
pub fn renditions(
    clean: &Cleaned,
    edits: &Edits,
    caption: &Caption,
    sizes: &[Size],
    limits: &Limits,
) -> Result<Vec<Rendition>, PhotoError> {
    edits.check()?;
    let (caption, _) = rights::settled(&clean.caption, &edits.caption(caption), Rights::Keep)?;
    let as_it_is = |size: &Size| size.long_side.is_none() && edits.is_none() && clean.format == Format::Jpeg;

    let drawn: Vec<&Size> = sizes.iter().filter(|size| !as_it_is(size)).collect();
    let mut pictures = pictures(clean, edits, &drawn, limits)?.into_iter();
    let mut made = Vec::with_capacity(sizes.len());
    for size in sizes {
        let name = size.name.clone();
        if as_it_is(size) {
            let built = jpeg::parse(&clean.bytes, limits)?.build(&caption, Redraw::default(), limits)?;
            let (width, height) = built.drawn;
            made.push(Rendition { name, jpeg: built.bytes, width, height });
        } else if let Some(picture) = pictures.next() {
            let Picture { width, height, .. } = picture;
            let encoded = encode::jpeg(&picture, size.quality.clamp(1, 100))?;
            // The encoder's output goes the way of any photo: taken apart, rebuilt with the words, read again.
            let built = jpeg::parse(&encoded, limits)?.build(&caption, Redraw::default(), limits)?;
            made.push(Rendition { name, jpeg: built.bytes, width, height });
        }
    }
    Ok(made)
}

fn undrawable(error: impl ToString) -> PhotoError {
    PhotoError::Undrawable { detail: error.to_string() }
}

/// How many times larger than the next copy a copy must be for that one to be made from it. Below this, the
/// sharpness lost in the first step would be seen after the second.
const ROOM: u32 = 2;

/// The pictures of the sizes, in their order, upright and in sRGB.
fn pictures(
    clean: &Cleaned,
    edits: &Edits,
    sizes: &[&Size],
    limits: &Limits,
) -> Result<Vec<Picture>, PhotoError> {
    // No size given is the largest: `None` sorts before every `Some`.
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|&index| sizes[index].long_side.map_or(0, |side| u32::MAX - side.max(1)));
    let Some(&largest) = order.first() else { return Ok(Vec::new()) };

    let enough = if edits.is_none() { sizes[largest].long_side } else { None };
    let Decoded { picture, full, profile } = decode::decode(clean, enough, limits)?;
    let (base, full, turn, profile) = if edits.is_none() {
        (picture, full, clean.report.orientation, profile)
    } else {
        let upright = colour::to_srgb(picture.turned(clean.report.orientation), profile.as_deref());
        let edited = edits.carried_out(upright);
        let full = (edited.width, edited.height);
        (edited, full, 1, None)
    };

    // From the largest to the smallest, each from the one before it where that is large enough.
    let mut scaled: Vec<Option<Picture>> = sizes.iter().map(|_| None).collect();
    let mut before: Option<usize> = None;
    for &index in &order {
        let (width, height) = fitted(full, sizes[index].long_side);
        scaled[index] = Some(match before.and_then(|index| scaled[index].as_ref()) {
            Some(larger) if larger.width.max(larger.height) >= width.max(height).saturating_mul(ROOM) => {
                resized(larger, (larger.width, larger.height), width, height)?
            }
            _ => resized(&base, full, width, height)?,
        });
        before = Some(index);
    }
    drop(base);
    let finished = scaled.into_iter().flatten().map(|picture| picture.turned(turn));
    Ok(finished.map(|picture| colour::to_srgb(picture, profile.as_deref())).collect())
}

/// Scaled by Lanczos3. `full` is the size of the picture that `source` is a copy of: a copy made by the decoder
/// in eighths may hold a last column or row of which only a part is picture.
fn resized(source: &Picture, full: (u32, u32), width: u32, height: u32) -> Result<Picture, PhotoError> {
    if (source.width, source.height) == (width, height) {
        return Ok(source.clone());
    }
    let pixel = source.pixel();
    let eighths = |part: u32, whole: u32| (f64::from(part) * 8.0 / f64::from(whole)).floor().max(1.0);
    let extent = |part: u32, whole: u32| {
        if part >= whole { f64::from(part) } else { f64::from(whole) * eighths(part, whole) / 8.0 }
    };
    let extent = (extent(source.width, full.0), extent(source.height, full.1));
    let image = ImageRef::new(source.width, source.height, &source.samples, pixel).map_err(undrawable)?;
    let mut small = Image::new(width, height, pixel);
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3))
        .crop(0.0, 0.0, extent.0.min(f64::from(source.width)), extent.1.min(f64::from(source.height)))
        // The fourth channel, where there is one, is black ink.
        .use_alpha(false);
    Resizer::new().resize(&image, &mut small, &options).map_err(undrawable)?;
    Ok(Picture { width, height, ink: source.ink, samples: small.into_vec() })
}

/// The size with `long_side` as its longer side, at least one pixel each way, never larger than the picture.
fn fitted((width, height): (u32, u32), long_side: Option<u32>) -> (u32, u32) {
    let long = width.max(height);
    let Some(long_side) = long_side.map(|side| side.max(1)).filter(|side| *side < long) else {
        return (width, height);
    };
    let scaled = |side: u32| {
        let rounded = (u64::from(side) * u64::from(long_side) * 2 + u64::from(long)) / (u64::from(long) * 2);
        u32::try_from(rounded).unwrap_or(long_side).max(1)
    };
    (scaled(width), scaled(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_keeps_the_shape_and_never_grows() {
        assert_eq!(fitted((6000, 4000), Some(2048)), (2048, 1365));
        assert_eq!(fitted((4000, 6000), Some(2048)), (1365, 2048));
        assert_eq!(fitted((640, 480), Some(2048)), (640, 480));
        assert_eq!(fitted((60_000, 3), Some(800)), (800, 1));
        assert_eq!(fitted((6000, 4000), None), (6000, 4000));
    }
}
