//! WebPs made by code: small real pictures, and everything that programs put around them.

mod leaks;

pub use leaks::one_leak;

use image_webp::{ColorType, WebPEncoder};

/// A real lossless picture of that many pixels with a gradient in it, opaque, and nothing but its picture.
#[must_use]
pub fn picture(width: u32, height: u32) -> Vec<u8> {
    file(&chunk(b"VP8L", &lossless(width, height, &gradient(width, height, |_, _| 255))))
}

/// Like [`picture`], with VP8X around it, so that more chunks can follow. `flags` as in VP8X.
#[must_use]
pub fn extended_picture(width: u32, height: u32, flags: u8, before: &[u8], after: &[u8]) -> Vec<u8> {
    let coded = chunk(b"VP8L", &lossless(width, height, &gradient(width, height, |_, _| 255)));
    file(&[&chunk(b"VP8X", &extended(flags, width, height)), before, &coded, after].concat())
}

/// A gradient in red, green, blue and the alpha that is given for each column and row.
#[must_use]
pub fn gradient(width: u32, height: u32, alpha: impl Fn(u32, u32) -> u8) -> Vec<u8> {
    let pixel = |x: u32, y: u32| {
        let colour = [x * 255 / width, y * 255 / height, x * y * 37 % 256].map(|value| value as u8);
        [colour[0], colour[1], colour[2], alpha(x, y)]
    };
    (0..height).flat_map(|y| (0..width).flat_map(move |x| pixel(x, y)).collect::<Vec<u8>>()).collect()
}

/// The payload of a `VP8L` chunk: these pixels in red, green, blue and alpha.
///
/// # Panics
/// If there are not as many pixels as the sides say.
#[must_use]
pub fn lossless(width: u32, height: u32, pixels: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let opaque = pixels.chunks_exact(4).all(|pixel| pixel[3] == 255);
    if opaque {
        let rgb: Vec<u8> = pixels.chunks_exact(4).flat_map(|pixel| &pixel[..3]).copied().collect();
        WebPEncoder::new(&mut out).encode(&rgb, width, height, ColorType::Rgb8).expect("can be encoded");
    } else {
        WebPEncoder::new(&mut out).encode(pixels, width, height, ColorType::Rgba8).expect("can be encoded");
    }
    let length = u32::from_le_bytes(out[16..20].try_into().expect("four bytes")) as usize;
    out[20..20 + length].to_vec()
}

/// The ten bytes of VP8X.
#[must_use]
pub fn extended(flags: u8, width: u32, height: u32) -> Vec<u8> {
    [&[flags, 0, 0, 0][..], &(width - 1).to_le_bytes()[..3], &(height - 1).to_le_bytes()[..3]].concat()
}

/// A chunk: name, length, data, padding.
#[must_use]
pub fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut out = [&kind[..], &(data.len() as u32).to_le_bytes(), data].concat();
    out.resize(out.len().next_multiple_of(2), 0);
    out
}

/// The file around finished chunks.
#[must_use]
pub fn file(chunks: &[u8]) -> Vec<u8> {
    [b"RIFF", &(chunks.len() as u32 + 4).to_le_bytes()[..], b"WEBP", chunks].concat()
}

/// A frame of an animation at that place (even numbers), around the finished chunks of its picture.
#[must_use]
pub fn frame((x, y): (u32, u32), width: u32, height: u32, chunks: &[u8]) -> Vec<u8> {
    let fields = [x / 2, y / 2, width - 1, height - 1, 100];
    let mut data: Vec<u8> = fields.iter().flat_map(|field| field.to_le_bytes()[..3].to_vec()).collect();
    data.push(0);
    data.extend(chunks);
    chunk(b"ANMF", &data)
}

/// ANIM: a white background, without end.
#[must_use]
pub fn animation() -> Vec<u8> {
    chunk(b"ANIM", &[255, 255, 255, 255, 0, 0])
}
