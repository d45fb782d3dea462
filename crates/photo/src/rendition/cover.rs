//! Takes a person out of a picture so that nobody can bring them back.
//!
//! A blur, however strong, is not enough: it mixes neighbouring pixels in a known way, so it can be undone as far
//! as the rounding allows, and letters and faces have been read from it. A mosaic of many cells is not enough
//! either: programs have told faces apart by eight cells each way. So what is kept of a covered part is fixed
//! before anything is drawn: at most [`CELLS`] by [`CELLS`] means, each rounded to few steps. All that is drawn is
//! a function of these numbers alone, however soft it looks.

use super::edits::{CoverKind, Pixels};
use super::picture::Picture;

/// The most cells along a side.
const CELLS: u32 = 4;

/// The least side of a cell in pixels; a smaller part has fewer cells. One cell is always allowed.
const CELL_MIN: u32 = 16;

/// The means are rounded to steps of this size: fifteen steps from black to white.
const STEP: f64 = 255.0 / 15.0;

/// The grey of a block: darker than most skin and lighter than black, so that it is seen for what it is.
const BLOCK: u8 = 64;

/// Covers a part of a picture. Only the part itself is read and written.
pub(super) fn cover(picture: &mut Picture, part: Pixels, kind: CoverKind) {
    let channels = picture.channels();
    match kind {
        CoverKind::Block => rows(picture, part).for_each(|row| row.fill(BLOCK)),
        CoverKind::Blur => {
            let across = Cells::of(part.width);
            let down = Cells::of(part.height);
            let means = means(picture, part, across, down);
            for (y, row) in (0..).zip(rows(picture, part)) {
                let (upper, lower, weight_down) = down.between(y);
                for (x, pixel) in (0..).zip(row.chunks_exact_mut(channels)) {
                    let (left, right, weight) = across.between(x);
                    for (channel, sample) in pixel.iter_mut().enumerate() {
                        let mean = |row: u32, column: u32| {
                            means[(row * across.count + column) as usize * channels + channel]
                        };
                        let above = mix(mean(upper, left), mean(upper, right), weight);
                        let below = mix(mean(lower, left), mean(lower, right), weight);
                        *sample = mix(above, below, weight_down).round() as u8;
                    }
                }
            }
        }
    }
}

/// The samples of a part, row by row.
fn rows(picture: &mut Picture, part: Pixels) -> impl Iterator<Item = &mut [u8]> {
    let channels = picture.channels();
    let row = picture.row();
    let (from, to) = (part.left as usize * channels, (part.left + part.width) as usize * channels);
    let rows = picture.samples.chunks_exact_mut(row).skip(part.top as usize).take(part.height as usize);
    rows.map(move |row| &mut row[from..to])
}

fn mix(a: f64, b: f64, weight: f64) -> f64 {
    a + (b - a) * weight
}

/// The rounded mean of every cell and channel.
fn means(picture: &mut Picture, part: Pixels, across: Cells, down: Cells) -> Vec<f64> {
    let channels = picture.channels();
    let mut sums = vec![(0_u64, 0_u64); (across.count * down.count) as usize * channels];
    for (y, row) in (0..).zip(rows(picture, part)) {
        for (x, pixel) in (0..).zip(row.chunks_exact(channels)) {
            let cell = (down.at(y) * across.count + across.at(x)) as usize * channels;
            for (sum, &sample) in sums[cell..].iter_mut().zip(pixel) {
                *sum = (sum.0 + u64::from(sample), sum.1 + 1);
            }
        }
    }
    let rounded = |(sum, count): (u64, u64)| ((sum as f64 / count.max(1) as f64) / STEP).round() * STEP;
    sums.into_iter().map(rounded).collect()
}

/// How a side is divided.
#[derive(Clone, Copy)]
struct Cells {
    side: u32,
    count: u32,
}

impl Cells {
    fn of(side: u32) -> Self {
        Self { side, count: (side / CELL_MIN).clamp(1, CELLS) }
    }

    /// The cell in which a pixel lies.
    fn at(self, pixel: u32) -> u32 {
        (u64::from(pixel) * u64::from(self.count) / u64::from(self.side)) as u32
    }

    /// The two cells between whose middles a pixel lies, and how near it is to the second, 0 to 1.
    fn between(self, pixel: u32) -> (u32, u32, f64) {
        let last = self.count - 1;
        let place = (f64::from(pixel) + 0.5) * f64::from(self.count) / f64::from(self.side) - 0.5;
        let place = place.clamp(0.0, f64::from(last));
        let first = place.floor() as u32;
        (first, (first + 1).min(last), place.fract())
    }
}
