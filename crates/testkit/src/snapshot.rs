//! Pictures of pages, compared with those that somebody has looked at.
//!
//! Two machines draw the edge of a letter a little differently, so a pixel may differ somewhat, and some pixels of a place
//! altogether; what has moved, is missing or has another colour differs in more of them. After a change that is meant,
//! `SPERRFRIST_SNAPSHOTS=write` writes the references anew: look at each before it is committed.

use std::fs;
use std::io::Cursor;
use std::path::Path;

/// How much of a channel, from 0 to 255, may differ without being seen.
const UNSEEN: u8 = 40;
/// The side of a place, in pixels.
const TILE: usize = 32;
/// The most pixels of a place that may differ.
const MOST: usize = TILE * TILE / 16;
/// Colours are kept in so many steps; it is a quarter of the bytes.
const STEP: u8 = 17;

/// A picture of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 3]>,
}

/// What differs between two pictures.
#[derive(Debug)]
pub enum Difference {
    /// They are not of the same size.
    Size { expected: (usize, usize), actual: (usize, usize) },
    /// Places in which more differs than chance explains, by the pixel at their upper left; and the picture of what does.
    Places { at: Vec<(usize, usize)>, shown: Snapshot },
}

impl Snapshot {
    /// A PNG with 8 bits a channel.
    ///
    /// # Panics
    /// Where it is no such file.
    #[must_use]
    pub fn read(file: &[u8]) -> Self {
        let mut decoder = ::png::Decoder::new(Cursor::new(file));
        decoder.set_transformations(::png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().expect("a PNG");
        let mut bytes = vec![0; reader.output_buffer_size().expect("a size")];
        let frame = reader.next_frame(&mut bytes).expect("a whole picture");
        let (width, height) = (frame.width as usize, frame.height as usize);
        let samples = frame.color_type.samples();
        let pixels = bytes[..width * height * samples].chunks_exact(samples);
        let rgb = |pixel: &[u8]| match pixel {
            [red, green, blue, ..] => [*red, *green, *blue],
            [grey, ..] => [*grey; 3],
            [] => unreachable!("a pixel has a sample"),
        };
        Self { width, height, pixels: pixels.map(rgb).collect() }
    }

    /// The upper left of it.
    ///
    /// # Panics
    /// Where it is smaller than that.
    #[must_use]
    pub fn cropped(&self, width: usize, height: usize) -> Self {
        assert!(self.width >= width && self.height >= height, "only {} × {}", self.width, self.height);
        let rows = self.pixels.chunks_exact(self.width).take(height);
        Self { width, height, pixels: rows.flat_map(|row| &row[..width]).copied().collect() }
    }

    /// Half as wide and half as tall: each pixel is the mean of four.
    #[must_use]
    pub fn halved(&self) -> Self {
        let (width, height) = (self.width / 2, self.height / 2);
        let mean = |x: usize, y: usize| {
            let four = [(0, 0), (1, 0), (0, 1), (1, 1)];
            let four = four.map(|(right, down)| self.pixels[(2 * y + down) * self.width + 2 * x + right]);
            let channel = |at: usize| four.iter().map(|pixel| u16::from(pixel[at])).sum::<u16>() / 4;
            [0, 1, 2].map(|at| u8::try_from(channel(at)).expect("a mean of bytes is one"))
        };
        let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        Self { width, height, pixels: pixels.map(|(x, y)| mean(x, y)).collect() }
    }

    /// As a small PNG.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut file = Vec::new();
        let size = |side: usize| u32::try_from(side).expect("a page is small");
        let mut encoder = ::png::Encoder::new(&mut file, size(self.width), size(self.height));
        encoder.set_color(::png::ColorType::Rgb);
        encoder.set_compression(::png::Compression::High);
        encoder.set_filter(::png::Filter::NoFilter);
        let kept = |channel: &u8| channel.saturating_add(STEP / 2) / STEP * STEP;
        let bytes: Vec<u8> = self.pixels.as_flattened().iter().map(kept).collect();
        let mut writer = encoder.write_header().expect("written to memory");
        writer.write_image_data(&bytes).expect("written to memory");
        writer.finish().expect("written to memory");
        file
    }

    /// What differs here from what was expected; `None` where only chance does.
    #[must_use]
    pub fn difference(&self, expected: &Self) -> Option<Difference> {
        let (ours, theirs) = ((self.width, self.height), (expected.width, expected.height));
        if ours != theirs {
            return Some(Difference::Size { expected: theirs, actual: ours });
        }
        let differs: Vec<bool> =
            self.pixels.iter().zip(&expected.pixels).map(|(one, other)| is_seen(*one, *other)).collect();
        let count = |(left, top): &(usize, usize)| {
            let rows = (*top..(top + TILE).min(self.height)).map(|y| y * self.width);
            let row = |start: usize| &differs[start + left..start + (left + TILE).min(self.width)];
            rows.map(|start| row(start).iter().filter(|differs| **differs).count()).sum::<usize>()
        };
        // Each place overlaps the next by half, so that nothing hides on a border.
        let starts = |side: usize| (0..side).step_by(TILE / 2);
        let places = starts(self.height).flat_map(|top| starts(self.width).map(move |left| (left, top)));
        let at: Vec<_> = places.filter(|place| count(place) > MOST).collect();
        let pale = |[red, green, blue]: [u8; 3]| [red, green, blue].map(|channel| 192 + channel / 4);
        let shown = differs.iter().zip(&self.pixels);
        let pixels =
            shown.map(|(differs, pixel)| if *differs { [208, 0, 0] } else { pale(*pixel) }).collect();
        let shown = Self { pixels, ..*self };
        (!at.is_empty()).then_some(Difference::Places { at, shown })
    }

    /// Whether it is the picture of that name in `references`, but for chance. With `SPERRFRIST_SNAPSHOTS=write` it takes its
    /// place.
    ///
    /// # Panics
    /// Where it is not; the message says where both pictures, and what differs, are to be looked at.
    pub fn assert(&self, references: &Path, name: &str) {
        let reference = references.join(format!("{name}.png"));
        if std::env::var_os("SPERRFRIST_SNAPSHOTS").is_some_and(|wish| wish == "write") {
            fs::create_dir_all(references).expect("a folder for references");
            fs::write(&reference, self.write()).expect("a reference can be written");
        } else {
            self.compare(&reference, name);
        }
    }

    fn compare(&self, reference: &Path, name: &str) {
        let expected = fs::read(reference).map(|file| Self::read(&file));
        let told = match &expected {
            Ok(expected) => match self.difference(expected) {
                None => return,
                Some(difference) => difference.to_string(),
            },
            Err(error) => format!("there is no reference ({error})"),
        };
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/snapshots");
        fs::create_dir_all(&folder).expect("a folder in target");
        let leave = |picture: &Self, ending: &str| {
            let path = folder.join(format!("{name}{ending}.png"));
            fs::write(&path, picture.write()).expect("a picture can be left");
            path.display().to_string()
        };
        let mut left = vec![leave(self, "")];
        if let Ok(expected) = &expected
            && let Some(Difference::Places { shown, .. }) = self.difference(expected)
        {
            left.push(leave(&shown, ".difference"));
        }
        panic!(
            "{name} is not what it was: {told}.\nReference: {}\nNow: {}",
            reference.display(),
            left.join("\n     ")
        );
    }
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Size { expected, actual } => {
                write!(f, "it is {} × {} and was {} × {}", actual.0, actual.1, expected.0, expected.1)
            }
            Self::Places { at, .. } => write!(f, "{} places differ, the first at {:?}", at.len(), at[0]),
        }
    }
}

fn is_seen(one: [u8; 3], other: [u8; 3]) -> bool {
    one.iter().zip(other).any(|(one, other)| one.abs_diff(other) > UNSEEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// White, with a dark block of lines `left` and `top` from the corner.
    fn page(left: usize, top: usize) -> Snapshot {
        let (width, height) = (200, 160);
        let is_ink = |x: usize, y: usize| {
            (left..left + 90).contains(&x) && (top..top + 60).contains(&y) && (y - top) % 10 < 4
        };
        let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let pixels = pixels.map(|(x, y)| if is_ink(x, y) { [30, 30, 60] } else { [255; 3] });
        Snapshot { width, height, pixels: pixels.collect() }
    }

    #[test]
    fn a_block_that_moves_by_two_pixels_is_noticed_and_shown() {
        let difference = page(40, 32).difference(&page(40, 30)).expect("noticed");
        let Difference::Places { at, shown } = difference else { panic!("of one size") };
        assert!(at.iter().all(|(left, top)| (0..140).contains(left) && (0..100).contains(top)), "{at:?}");
        assert!(shown.pixels.contains(&[208, 0, 0]));
        assert!(page(46, 30).difference(&page(40, 30)).is_some(), "to the side too");
    }

    #[test]
    fn what_is_missing_or_has_another_colour_is_noticed() {
        let page = page(40, 30);
        let mut pale = page.clone();
        pale.pixels.iter_mut().filter(|pixel| **pixel != [255; 3]).for_each(|pixel| *pixel = [90, 90, 120]);
        assert!(pale.difference(&page).is_some());
        let mut empty = page.clone();
        empty.pixels.fill([255; 3]);
        assert!(empty.difference(&page).is_some());
    }

    #[test]
    fn another_size_is_noticed() {
        let page = page(40, 30);
        let smaller = page.cropped(199, 160);
        assert!(matches!(smaller.difference(&page), Some(Difference::Size { actual: (199, 160), .. })));
    }

    #[test]
    fn the_edge_of_a_letter_may_fall_a_little_otherwise() {
        let page = page(40, 30);
        let mut other = page.clone();
        for (number, pixel) in other.pixels.iter_mut().enumerate() {
            *pixel = pixel.map(|channel| channel.saturating_sub(30));
            if number % 23 == 0 {
                *pixel = [128; 3];
            }
        }
        assert!(other.difference(&page).is_none());
    }

    #[test]
    fn what_is_written_is_read_again_but_for_the_steps_of_its_colours() {
        let page = page(40, 30);
        let again = Snapshot::read(&page.write());
        assert!(page.difference(&again).is_none());
        assert_eq!(Snapshot::read(&again.write()), again);
        assert_eq!((page.halved().width, page.halved().height), (100, 80));
    }

    #[test]
    fn a_page_without_its_reference_or_beside_it_fails() {
        let folder = std::env::temp_dir().join(format!("sperrfrist-snapshot-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("seite.png"), page(40, 30).write()).expect("a reference");
        page(40, 30).compare(&folder.join("seite.png"), "seite");
        let fails = |page: Snapshot, name: &'static str| {
            let reference = folder.join(format!("{name}.png"));
            let told = std::panic::catch_unwind(move || page.compare(&reference, name)).expect_err("noticed");
            told.downcast_ref::<String>().expect("a sentence").clone()
        };
        let told = fails(page(40, 34), "seite");
        assert!(told.contains("seite.difference.png"), "{told}");
        assert!(fails(page(40, 30), "andere").contains("there is no reference"));
        fs::remove_dir_all(&folder).expect("gone");
    }
}
