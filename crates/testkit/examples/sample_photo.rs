//! Draws the sample photo and loads it like a camera: `cargo run -p sperrfrist-testkit --example sample_photo`.
//!
//! The picture is a detail of the drawing; the thumbnail in its EXIF shows all of it, with one person more.

use std::error::Error;
use std::path::Path;

use jpeg_encoder::{ColorType, Encoder};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use sperrfrist_testkit::jpeg::camera_load;

const PICTURE: (u16, u16, u8) = (2400, 1600, 88);
const THUMBNAIL: (u16, u16, u8) = (480, 320, 80);

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/sample");
    let picture = draw(&folder.join("unterzeichnung.svg"), PICTURE)?;
    let thumbnail = draw(&folder.join("unterzeichnung-ganz.svg"), THUMBNAIL)?;
    let loaded = camera_load(&picture, &thumbnail);
    std::fs::write(folder.join("unterzeichnung.jpg"), &loaded)?;
    println!(
        "unterzeichnung.jpg: {} bytes, {} of them the picture, {} its thumbnail",
        loaded.len(),
        picture.len(),
        thumbnail.len()
    );
    Ok(())
}

/// The drawing as a JPEG of that width and height in pixels, and of that quality.
fn draw(drawing: &Path, (width, height, quality): (u16, u16, u8)) -> Result<Vec<u8>, Box<dyn Error>> {
    let tree = Tree::from_data(&std::fs::read(drawing)?, &Options::default())?;
    let scale = Transform::from_scale(
        f32::from(width) / tree.size().width(),
        f32::from(height) / tree.size().height(),
    );
    let mut canvas = Pixmap::new(width.into(), height.into()).ok_or("a picture has sides")?;
    resvg::render(&tree, scale, &mut canvas.as_mut());
    let mut jpeg = Vec::new();
    // The wall behind everything is opaque, so nothing is left of the alpha channel to lose.
    Encoder::new(&mut jpeg, quality).encode(canvas.data(), width, height, ColorType::Rgba)?;
    Ok(jpeg)
}
