//! Whether a colour can be read on another (WCAG 2.2, relative luminance and contrast ratio).

use super::Colour;

/// The least contrast of text to what it stands on (WCAG 2.2, 1.4.3).
pub(super) const LEAST: f64 = 4.5;

pub(super) const WHITE: Colour = Colour([255, 255, 255]);

/// From 1 to 21.
pub(super) fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

impl Colour {
    /// The colour as the ground of its own text: nearly white.
    pub(crate) fn tint(self) -> Self {
        Self(self.0.map(|part| 255 - (255 - part) / 12))
    }
}

fn luminance(Colour(parts): Colour) -> f64 {
    let [red, green, blue] = parts.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_on_white_has_the_greatest_contrast_and_a_colour_on_itself_none() {
        assert!((contrast(Colour([0, 0, 0]), WHITE) - 21.0).abs() < 1e-9);
        assert!((contrast(WHITE, WHITE) - 1.0).abs() < 1e-9);
        assert!(contrast(Colour([0x76, 0x76, 0x76]), WHITE) >= LEAST);
        assert!(contrast(Colour([0x77, 0x77, 0x77]), WHITE) < LEAST);
    }
}
