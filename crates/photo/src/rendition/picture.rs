//! A picture in memory, and its eight ways of lying.

use fast_image_resize::PixelType;

/// What the samples of a pixel are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// One channel, 0 is black.
    Grey,
    /// Three channels.
    Rgb,
    /// Four channels, 0 is no ink.
    #[cfg_attr(not(feature = "turbojpeg"), expect(dead_code, reason = "only libjpeg-turbo draws it"))]
    Cmyk,
}

/// A picture of eight bits a channel, row by row without gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Picture {
    /// In pixels, at least 1.
    pub width: u32,
    /// In pixels, at least 1.
    pub height: u32,
    pub ink: Ink,
    /// Width times height times channels.
    pub samples: Vec<u8>,
}

impl Picture {
    pub(super) const fn channels(&self) -> usize {
        match self.ink {
            Ink::Grey => 1,
            Ink::Rgb => 3,
            Ink::Cmyk => 4,
        }
    }

    pub(super) const fn pixel(&self) -> PixelType {
        match self.ink {
            Ink::Grey => PixelType::U8,
            Ink::Rgb => PixelType::U8x3,
            Ink::Cmyk => PixelType::U8x4,
        }
    }

    /// The bytes of a row.
    pub(super) const fn row(&self) -> usize {
        self.width as usize * self.channels()
    }

    /// The picture as it is drawn: turned and mirrored as its orientation says (Exif 3.0, tag 274; 1 to 8,
    /// anything else is upright).
    pub(super) fn turned(self, orientation: u8) -> Self {
        match (self.ink, orientation) {
            (_, 0 | 1 | 9..) => self,
            (Ink::Grey, _) => self.turned_as::<1>(orientation),
            (Ink::Rgb, _) => self.turned_as::<3>(orientation),
            (Ink::Cmyk, _) => self.turned_as::<4>(orientation),
        }
    }

    fn turned_as<const N: usize>(self, orientation: u8) -> Self {
        let on_its_side = orientation >= 5;
        let from_right = matches!(orientation, 2 | 3 | 7 | 8);
        let from_bottom = matches!(orientation, 3 | 4 | 6 | 7);
        let (width, height) = (self.width as usize, self.height as usize);
        let (pixels, _) = self.samples.as_chunks::<N>();
        let mut turned = vec![[0; N]; pixels.len()];
        if on_its_side {
            // In squares, so that the columns that are read stay in the cache.
            for top in (0..width).step_by(SQUARE) {
                for left in (0..height).step_by(SQUARE) {
                    for row in top..(top + SQUARE).min(width) {
                        let x = if from_right { width - 1 - row } else { row };
                        for column in left..(left + SQUARE).min(height) {
                            let y = if from_bottom { height - 1 - column } else { column };
                            turned[row * height + column] = pixels[y * width + x];
                        }
                    }
                }
            }
        } else {
            for (row, target) in turned.chunks_exact_mut(width).enumerate() {
                let y = if from_bottom { height - 1 - row } else { row };
                target.copy_from_slice(&pixels[y * width..(y + 1) * width]);
                if from_right {
                    target.reverse();
                }
            }
        }
        let samples = turned.into_flattened();
        let (width, height) = if on_its_side { (self.height, self.width) } else { (self.width, self.height) };
        Self { width, height, ink: self.ink, samples }
    }

    /// The part from `left` and `top` on. It must lie inside.
    pub(super) fn part(&self, left: u32, top: u32, width: u32, height: u32) -> Self {
        let channels = self.channels();
        let mut samples = Vec::with_capacity(width as usize * height as usize * channels);
        let rows = self.samples.chunks_exact(self.row()).skip(top as usize).take(height as usize);
        for row in rows {
            samples.extend(&row[left as usize * channels..(left + width) as usize * channels]);
        }
        Self { width, height, ink: self.ink, samples }
    }
}

/// The side of a square that is turned at once, in pixels.
const SQUARE: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    /// Exif 3.0, table of tag 274: where row 0 and column 0 of what is stored lie in what is drawn.
    #[test]
    fn each_orientation_puts_the_first_row_and_column_where_exif_says() {
        // 0 1 2
        // 3 4 5
        let stored = Picture { width: 3, height: 2, ink: Ink::Grey, samples: (0..6).collect() };
        let drawn = |orientation| stored.clone().turned(orientation).samples;
        assert_eq!(drawn(1), [0, 1, 2, 3, 4, 5]);
        assert_eq!(drawn(2), [2, 1, 0, 5, 4, 3], "first column at the right");
        assert_eq!(drawn(3), [5, 4, 3, 2, 1, 0]);
        assert_eq!(drawn(4), [3, 4, 5, 0, 1, 2], "first row at the bottom");
        assert_eq!(drawn(5), [0, 3, 1, 4, 2, 5], "first row at the left");
        assert_eq!(drawn(6), [3, 0, 4, 1, 5, 2], "first row at the right");
        assert_eq!(drawn(7), [5, 2, 4, 1, 3, 0]);
        assert_eq!(drawn(8), [2, 5, 1, 4, 0, 3], "first row at the left, first column at the bottom");
        assert_eq!((stored.clone().turned(6).width, stored.clone().turned(6).height), (2, 3));
    }
}
