//! Pictures as full as those of a camera: a gradient alone is packed into next to nothing.

use jpeg_encoder::{ColorType, Encoder};

/// A baseline JPEG of that many pixels whose grain goes up to `grain` brightness steps. The same arguments give the
/// same bytes.
///
/// # Panics
/// If a side is 0.
#[must_use]
pub fn grainy_picture(width: u16, height: u16, grain: u8) -> Vec<u8> {
    let mut samples = Vec::with_capacity(usize::from(width) * usize::from(height) * 3);
    let mut state = 1_u32;
    for y in 0..u32::from(height) {
        for x in 0..u32::from(width) {
            // Xorshift (Marsaglia 2003): quick, and nothing that a JPEG could predict.
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            let speck = (state >> 24) * u32::from(grain) / 256;
            for colour in [x * 200 / u32::from(width), y * 200 / u32::from(height), 90] {
                samples.push(u8::try_from(colour + speck).unwrap_or(u8::MAX));
            }
        }
    }
    let mut out = Vec::new();
    let encoder = Encoder::new(&mut out, 88);
    encoder.encode(&samples, width, height, ColorType::Rgb).expect("a picture with sides can be encoded");
    out
}
