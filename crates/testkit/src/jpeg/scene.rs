//! Photos as large as a camera makes them, for measuring.

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// A JPEG that costs a decoder what a photo does: soft and hard forms of all sizes, fine texture, and the noise of a
/// sensor. Another `seed` is another scene.
///
/// # Panics
/// If a side is 0, or the quality is not within 1 to 100.
#[must_use]
pub fn scene(width: u16, height: u16, quality: u8, seed: u32) -> Vec<u8> {
    let mut samples = Vec::with_capacity(usize::from(width) * usize::from(height) * 3);
    let mut noise = seed.wrapping_mul(0x9E37_79B9) | 1;
    for y in 0..u32::from(height) {
        for x in 0..u32::from(width) {
            let mut light = 0.0;
            let mut weight = 90.0;
            for octave in [512, 128, 32, 8] {
                light += (smooth(x, y, octave, seed) - 0.5) * weight;
                weight *= 0.6;
            }
            // Every second large field holds something with edges: stripes, as of windows or cloth.
            if smooth(x, y, 256, seed ^ 7) > 0.55 {
                light += if (x + y / 3) / 11 % 2 == 0 { 18.0 } else { -18.0 };
            }
            let warmth = (smooth(x, y, 700, seed ^ 99) - 0.5) * 60.0;
            // Xorshift (Marsaglia, 2003); the sum of two is nearly the bell of a sensor's noise.
            noise ^= noise << 13;
            noise ^= noise >> 17;
            noise ^= noise << 5;
            let grain = ((noise & 0xFF) as f32 + (noise >> 24) as f32) / 255.0 - 1.0;
            let light = 120.0 + light + grain * 9.0;
            samples.extend([light + warmth, light, light - warmth].map(|value| value as u8));
        }
    }
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.encode(&samples, width, height, ColorType::Rgb).expect("a picture with sides can be encoded");
    out
}

/// Random heights at the corners of cells of that side, with soft slopes between them: 0 to 1.
fn smooth(x: u32, y: u32, side: u32, seed: u32) -> f32 {
    let corner = |right: u32, down: u32| {
        let mut hash = seed ^ side.rotate_left(16);
        for part in [x / side + right, y / side + down] {
            hash = (hash ^ part).wrapping_mul(0x85EB_CA6B);
            hash ^= hash >> 15;
        }
        (hash & 0xFFFF) as f32 / 65_535.0
    };
    let slope = |at: u32| {
        let t = (at % side) as f32 / side as f32;
        t * t * (3.0 - 2.0 * t)
    };
    let mix = |a: f32, b: f32, t: f32| a + (b - a) * t;
    let (right, down) = (slope(x), slope(y));
    mix(mix(corner(0, 0), corner(1, 0), right), mix(corner(0, 1), corner(1, 1), right), down)
}
