//! Whether an embedded thumbnail shows more than its picture, and where in it the picture lies.
//!
//! Cameras and editors make the thumbnail once. Whoever crops the picture afterwards with a program that does not
//! know of it leaves what was cropped away readable in the file.

use image::imageops::{self, FilterType};
use image::{GrayImage, ImageFormat};
use serde::{Deserialize, Serialize};

use crate::Region;

/// What a thumbnail shows, compared with its picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Shows {
    /// The same as the picture, perhaps with black bars around it.
    Same,
    /// More than the picture.
    More {
        /// Where in the thumbnail the picture lies.
        picture: Region,
    },
    /// Something else.
    Other,
}

/// The longer side of the thumbnail in the first search, in pixels.
const COARSE: u32 = 64;

/// The longer side of the thumbnail in the second search, in pixels.
const FINE: u32 = 160;

/// The smallest share of the thumbnail's width at which the picture is looked for.
const SMALLEST: f32 = 0.3;

/// How alike two pictures of one scene are at least (normalised cross-correlation, 1 is equal). Thumbnails differ
/// from their picture in sharpness, tone and coding.
const ALIKE: f32 = 0.8;

/// The share of the thumbnail above which the picture fills it: one pixel of 160 at each edge is no more.
const FILLS: f32 = 0.94;

/// Compares a small copy of a picture with its thumbnail: two JPEGs, both as drawn, a few hundred pixels each.
///
/// `None` where that cannot be said: one of them cannot be decoded, or shows nothing but one colour.
#[must_use]
pub fn shown_by_thumbnail(picture: &[u8], thumbnail: &[u8]) -> Option<Shows> {
    let picture = grey(picture)?;
    let whole = grey(thumbnail)?;
    let (inner, bars) = without_bars(&whole)?;

    let coarse = Plane::of(&inner, COARSE);
    coarse.clone().normalised()?;
    let all = Range { width: (coarse.width as f32 * SMALLEST) as usize..=coarse.width, near: None };
    let rough = coarse.best(&picture, &all)?;

    let fine = Plane::of(&inner, FINE);
    let scale = fine.width as f32 / coarse.width as f32;
    let place = rough.place.map(|side| (side as f32 * scale).round() as usize);
    let reach = scale.ceil() as usize + 1;
    let widths = place[2].saturating_sub(reach).max(1)..=(place[2] + reach).min(fine.width);
    let best = fine.best(&picture, &Range { width: widths, near: Some((place[0], place[1], reach)) })?;

    // Noise blurs away in the coarse one.
    if best.alike.max(rough.alike) < ALIKE {
        let stretched = [&inner, &whole].into_iter().any(|image| fills(&picture, image));
        return Some(if stretched { Shows::Same } else { Shows::Other });
    }
    let [left, top, width, height] = best.place.map(|side| side as f32);
    let (all_width, all_height) = (fine.width as f32, fine.height as f32);
    if width * height >= all_width * all_height * FILLS {
        return Some(Shows::Same);
    }
    let part = |share: f32| (share * f32::from(Region::WHOLE)).round() as u16;
    let [bar_left, bar_top, inner_width, inner_height] = bars;
    let picture = Region {
        left: part(bar_left + left / all_width * inner_width),
        top: part(bar_top + top / all_height * inner_height),
        width: part(width / all_width * inner_width),
        height: part(height / all_height * inner_height),
    };
    Some(Shows::More { picture })
}

/// Whether the picture fills the thumbnail, perhaps stretched, as some cameras do.
fn fills(picture: &GrayImage, thumbnail: &GrayImage) -> bool {
    let plane = Plane::of(thumbnail, COARSE);
    let picture = Plane::sized(picture, plane.width as u32, plane.height as u32).normalised();
    picture.is_some_and(|picture| plane.alike(&picture, 0, 0) >= ALIKE)
}

fn grey(jpeg: &[u8]) -> Option<GrayImage> {
    let image = image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg).ok()?.into_luma8();
    (image.width() > 7 && image.height() > 7).then_some(image)
}

/// The thumbnail without the black bars that cameras put around a picture of another shape, and which share of the
/// thumbnail that is: left, top, width, height.
fn without_bars(image: &GrayImage) -> Option<(GrayImage, [f32; 4])> {
    const BLACK: u8 = 24;
    let (width, height) = image.dimensions();
    let row_is_black = |y: &u32| (0..width).all(|x| image.get_pixel(x, *y).0[0] < BLACK);
    let column_is_black = |x: &u32| (0..height).all(|y| image.get_pixel(*x, y).0[0] < BLACK);
    let top = (0..height).find(|y| !row_is_black(y))?;
    let bottom = (0..height).rev().find(|y| !row_is_black(y))? + 1;
    let left = (0..width).find(|x| !column_is_black(x))?;
    let right = (0..width).rev().find(|x| !column_is_black(x))? + 1;
    let inner = imageops::crop_imm(image, left, top, right - left, bottom - top).to_image();
    let share = |part: u32, whole: u32| part as f32 / whole as f32;
    let shares =
        [share(left, width), share(top, height), share(right - left, width), share(bottom - top, height)];
    Some((inner, shares))
}

/// Which places are tried: widths of the picture in the plane, and perhaps only near a place (left, top, reach).
struct Range {
    width: std::ops::RangeInclusive<usize>,
    near: Option<(usize, usize, usize)>,
}

/// A place of the picture in the plane, and how alike the two are there.
#[derive(Debug, Clone, Copy)]
struct Match {
    /// Left, top, width and height in pixels of the plane.
    place: [usize; 4],
    alike: f32,
}

/// Lightness in rows.
#[derive(Clone)]
struct Plane {
    width: usize,
    height: usize,
    values: Vec<f32>,
}

impl Plane {
    /// The image with at most so many pixels on its longer side.
    fn of(image: &GrayImage, long_side: u32) -> Self {
        let scale = (long_side as f32 / image.width().max(image.height()) as f32).min(1.0);
        let side = |side: u32| ((side as f32 * scale).round() as u32).max(1);
        Self::sized(image, side(image.width()), side(image.height()))
    }

    fn sized(image: &GrayImage, width: u32, height: u32) -> Self {
        let small = imageops::resize(image, width, height, FilterType::Triangle);
        let values = small.into_raw().into_iter().map(f32::from).collect();
        Self { width: width as usize, height: height as usize, values }
    }

    /// The same with a mean of 0 and a length of 1. `None` for a single colour.
    fn normalised(mut self) -> Option<Self> {
        let mean = self.values.iter().sum::<f32>() / self.values.len() as f32;
        let length = self.values.iter().map(|value| (value - mean).powi(2)).sum::<f32>().sqrt();
        if length < 1.0 {
            return None;
        }
        for value in &mut self.values {
            *value = (*value - mean) / length;
        }
        Some(self)
    }

    /// Where in the range the picture is most like what is there.
    fn best(&self, picture: &GrayImage, range: &Range) -> Option<Match> {
        let shape = picture.height() as f32 / picture.width() as f32;
        let mut best: Option<Match> = None;
        for width in range.width.clone() {
            // A pixel too high is a matter of rounding.
            let height = (width as f32 * shape).round() as usize;
            let height = if height == self.height + 1 { self.height } else { height };
            if width < 8 || height < 8 || height > self.height {
                continue;
            }
            let Some(needle) = Self::sized(picture, width as u32, height as u32).normalised() else {
                continue;
            };
            let (lefts, tops) = (self.width - width, self.height - height);
            let around = |at: usize, reach: usize, most: usize| {
                at.saturating_sub(reach).min(most)..=(at + reach).min(most)
            };
            let (columns, rows) = match range.near {
                None => (0..=lefts, 0..=tops),
                Some((left, top, reach)) => (around(left, reach, lefts), around(top, reach, tops)),
            };
            for top in rows {
                for left in columns.clone() {
                    let alike = self.alike(&needle, left, top);
                    if best.is_none_or(|best| alike > best.alike) {
                        best = Some(Match { place: [left, top, width, height], alike });
                    }
                }
            }
        }
        best
    }

    /// Normalised cross-correlation of the normalised `needle` with the window at this place.
    fn alike(&self, needle: &Self, left: usize, top: usize) -> f32 {
        let (mut sum, mut squares, mut product) = (0.0, 0.0, 0.0);
        for row in 0..needle.height {
            let start = (top + row) * self.width + left;
            let window = &self.values[start..start + needle.width];
            let values = &needle.values[row * needle.width..(row + 1) * needle.width];
            for (value, other) in window.iter().zip(values) {
                sum += value;
                squares += value * value;
                product += value * other;
            }
        }
        let count = needle.values.len() as f32;
        let length = (squares - sum * sum / count).max(0.0).sqrt();
        if length < 1.0 { 0.0 } else { product / length }
    }
}

#[cfg(test)]
mod tests {
    use image::{ImageBuffer, Luma};

    use super::*;

    /// A scene of soft blots in no regular order.
    fn scene(width: u32, height: u32) -> GrayImage {
        ImageBuffer::from_fn(width, height, |x, y| {
            let (x, y) = (x as f32 / 40.0, y as f32 / 40.0);
            let waves = (x * 1.3 + y * 0.7).sin() + (x * 0.37 - y * 1.9).cos() + (x * y * 0.21).sin();
            Luma([(128.0 + waves * 40.0) as u8])
        })
    }

    fn jpeg(image: &GrayImage) -> Vec<u8> {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image.write_to(&mut bytes, ImageFormat::Jpeg).expect("memory");
        bytes.into_inner()
    }

    #[test]
    fn a_picture_cropped_after_its_thumbnail_was_made_is_found_in_it() {
        let whole = scene(800, 600);
        let thumbnail = imageops::resize(&whole, 160, 120, FilterType::Triangle);
        let cropped = imageops::crop_imm(&whole, 200, 90, 480, 320).to_image();
        let Some(Shows::More { picture }) = shown_by_thumbnail(&jpeg(&cropped), &jpeg(&thumbnail)) else {
            panic!("it shows more")
        };
        for (found, real) in
            [(picture.left, 2_500), (picture.top, 1_500), (picture.width, 6_000), (picture.height, 5_333_u16)]
        {
            assert!(found.abs_diff(real) < 150, "{found} for {real}");
        }
    }

    #[test]
    fn black_bars_around_the_same_picture_are_not_more() {
        let whole = scene(900, 600);
        let small = imageops::resize(&whole, 160, 107, FilterType::Triangle);
        let mut thumbnail = GrayImage::new(160, 120);
        imageops::overlay(&mut thumbnail, &small, 0, 6);
        assert_eq!(shown_by_thumbnail(&jpeg(&whole), &jpeg(&thumbnail)), Some(Shows::Same));
    }

    #[test]
    fn another_scene_is_said_to_be_another() {
        let other = imageops::rotate90(&scene(2000, 3200));
        let other = imageops::crop_imm(&other, 1500, 700, 400, 300).to_image();
        let shown = shown_by_thumbnail(&jpeg(&scene(400, 300)), &jpeg(&other));
        assert_eq!(shown, Some(Shows::Other));
    }

    #[test]
    fn of_one_colour_nothing_can_be_said() {
        let grey = GrayImage::from_pixel(160, 120, Luma([90]));
        assert_eq!(shown_by_thumbnail(&jpeg(&scene(400, 300)), &jpeg(&grey)), None);
        assert_eq!(shown_by_thumbnail(b"no picture", &jpeg(&grey)), None);
    }
}
