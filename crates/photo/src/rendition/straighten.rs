//! Turns a picture by a few degrees about its middle.

use super::picture::Picture;

/// The picture turned clockwise by `degrees`, cut to the largest upright rectangle of its own shape that lies
/// wholly in the turned picture. Pixels keep their size.
pub(super) fn straightened(picture: &Picture, degrees: f64) -> Picture {
    let (width, height) = inside(picture.width, picture.height, degrees);
    let (sin, cos) = degrees.to_radians().sin_cos();
    let channels = picture.channels();
    let middle = |side: u32| f64::from(side) / 2.0;
    let mut samples = Vec::with_capacity(width as usize * height as usize * channels);
    for y in 0..height {
        let down = f64::from(y) + 0.5 - middle(height);
        for x in 0..width {
            let right = f64::from(x) + 0.5 - middle(width);
            // Where in the source this pixel comes from: turned back.
            let from_x = right * cos + down * sin + middle(picture.width) - 0.5;
            let from_y = down * cos - right * sin + middle(picture.height) - 0.5;
            match picture.channels() {
                1 => samples.extend(sampled::<1>(picture, from_x, from_y)),
                _ => samples.extend(sampled::<3>(picture, from_x, from_y)),
            }
        }
    }
    Picture { width, height, ink: picture.ink, samples }
}

/// Width and height of the largest rectangle of a picture's shape in the turned picture, at least one pixel.
pub(super) fn inside(width: u32, height: u32, degrees: f64) -> (u32, u32) {
    let (sin, cos) = degrees.abs().to_radians().sin_cos();
    let (w, h) = (f64::from(width), f64::from(height));
    let scale = (w / (w * cos + h * sin)).min(h / (w * sin + h * cos));
    let side = |side: f64| ((side * scale).floor() as u32).max(1);
    (side(w), side(h))
}

/// The colour at a place between pixels by a cubic of Catmull and Rom (Keys, 1981, a = -0.5), which keeps edges
/// sharp. The outermost pixels go on for ever.
fn sampled<const N: usize>(picture: &Picture, x: f64, y: f64) -> [u8; N] {
    let (pixels, _) = picture.samples.as_chunks::<N>();
    let (across, columns) = taps(x, picture.width);
    let (down, rows) = taps(y, picture.height);
    let mut sums = [0.0_f32; N];
    for (row, weight_down) in rows.into_iter().zip(down) {
        let line = &pixels[row * picture.width as usize..];
        let mut sum = [0.0_f32; N];
        for (column, weight) in columns.into_iter().zip(across) {
            for (sum, &sample) in sum.iter_mut().zip(&line[column]) {
                *sum += weight * f32::from(sample);
            }
        }
        for (total, sum) in sums.iter_mut().zip(sum) {
            *total += weight_down * sum;
        }
    }
    // The cast saturates: what the cubic throws beyond black and white stays there.
    sums.map(|sum| sum.round() as u8)
}

/// The four pixels around a place, and their weights.
fn taps(place: f64, side: u32) -> ([f32; 4], [usize; 4]) {
    let first = place.floor();
    let t = (place - first) as f32;
    let weights = [
        ((-0.5 * t + 1.0) * t - 0.5) * t,
        (1.5 * t - 2.5) * t * t + 1.0,
        ((-1.5 * t + 2.0) * t + 0.5) * t,
        (0.5 * t - 0.5) * t * t,
    ];
    let last = f64::from(side - 1);
    (weights, [-1.0, 0.0, 1.0, 2.0].map(|step| (first + step).clamp(0.0, last) as usize))
}

#[cfg(test)]
mod tests {
    use super::super::picture::Ink;
    use super::*;

    #[test]
    fn the_largest_rectangle_of_the_same_shape_is_kept() {
        assert_eq!(inside(600, 400, 0.0), (600, 400));
        // 600 × 400 turned by 10°: 400 / (600 sin + 400 cos) = 0.8033 is the smaller scale.
        assert_eq!(inside(600, 400, 10.0), (481, 321));
        assert_eq!(inside(600, 400, -10.0), (481, 321));
        assert_eq!(inside(1, 1, 15.0), (1, 1));
    }

    #[test]
    fn no_corner_lies_outside_the_source() {
        for degrees in [-15.0, -3.3, 0.1, 7.5, 15.0] {
            let (width, height) = inside(600, 400, degrees);
            let (sin, cos) = f64::to_radians(degrees).sin_cos();
            for (x, y) in [(width, height), (width, 0), (0, height), (0, 0)] {
                let (right, down) =
                    (f64::from(x) - f64::from(width) / 2.0, f64::from(y) - f64::from(height) / 2.0);
                let (from_x, from_y) = (right * cos + down * sin + 300.0, down * cos - right * sin + 200.0);
                assert!((-1e-9..=600.0 + 1e-9).contains(&from_x) && (-1e-9..=400.0 + 1e-9).contains(&from_y));
            }
        }
    }

    #[test]
    fn a_line_that_falls_to_the_right_is_raised_by_a_turn_to_the_left() {
        let mut samples = vec![0; 200 * 200];
        for x in 0..200_usize {
            let y = 100.0 + (x as f64 - 100.0) * f64::to_radians(5.0).tan();
            samples[y as usize * 200 + x] = 255;
        }
        let leaning = Picture { width: 200, height: 200, ink: Ink::Grey, samples };
        let level = straightened(&leaning, -5.0);
        let brightest = |x: u32| {
            let column = (0..level.height).map(|y| level.samples[(y * level.width + x) as usize]);
            column.enumerate().max_by_key(|(_, sample)| *sample).map(|(y, _)| y)
        };
        let (left, right) =
            (brightest(10).expect("a column"), brightest(level.width - 10).expect("a column"));
        assert!(left.abs_diff(right) <= 1, "{left} {right}");
    }
}
