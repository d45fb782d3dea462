//! What the copies of a photo cost and how sharp they are, against `vipsthumbnail` on the same photos in turn.

use std::fs;
use std::path::Path;
use std::process::Command;

use image::imageops::FilterType;
use image::{ImageBuffer, Luma};
use sperrfrist_testkit::jpeg::{Place, icc, insert, scene};

use crate::cpu;
use crate::row::{Better, Row, program};

/// The longer sides of the copies, in pixels.
const SIDES: [u32; 2] = [2048, 320];

const RUNS: usize = 3;

/// Width, height, JPEG quality (for about 4.8 MB), and whether it is in a colour space other than sRGB.
const PHOTOS: [(u16, u16, u8, bool); 6] = [
    (4000, 3000, 93, false),
    (4032, 3024, 93, true),
    (4896, 3264, 91, false),
    (5184, 3456, 90, true),
    (6000, 4000, 86, false),
    (6000, 4000, 86, true),
];

pub fn figures() -> Vec<Row> {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let (mut ours, mut vips) = (0.0, 0.0);
    let (mut near, mut vips_near, mut compared) = (0.0, 0.0, 0.0);
    let mut bytes = 0;
    for (number, (width, height, quality, other_colours)) in (0..).zip(PHOTOS) {
        let mut photo = scene(width, height, quality, number);
        if other_colours {
            photo = insert(&photo, Place::Start, &icc("Adobe RGB (1998)"));
        }
        bytes += photo.len();
        let path = folder.path().join(format!("{number}.jpg"));
        fs::write(&path, &photo).expect("the scratch folder can be written");
        for run in 0..RUNS {
            let into = folder.path().join(format!("ours-{number}-{run}"));
            ours += cpu::time(&mut our_copies(&path, &into)).as_secs_f64();
            for side in SIDES {
                vips += cpu::time(&mut vips_copy(&path, side, true)).as_secs_f64();
            }
        }
        if other_colours {
            continue;
        }
        let whole = grey(&photo);
        for side in SIDES {
            // Where no colours are to be changed, vips is asked not to: its way from sRGB to sRGB moves them.
            cpu::time(&mut vips_copy(&path, side, false));
            let our_copy = fs::read(folder.path().join(format!("ours-{number}-0/{number}-{side}.jpg")));
            let vips_copy = fs::read(folder.path().join(format!("vips-{number}-{side}.jpg")));
            let [our_copy, vips_copy] = [our_copy, vips_copy].map(|copy| grey(&copy.expect("was written")));
            assert_eq!(our_copy.dimensions(), vips_copy.dimensions(), "both were asked for one size");
            let (wide, high) = our_copy.dimensions();
            let reference = image::imageops::resize(&whole, wide, high, FilterType::Lanczos3);
            near += ssim(&our_copy, &reference);
            vips_near += ssim(&vips_copy, &reference);
            compared += 1.0;
        }
    }
    let count = (PHOTOS.len() * RUNS) as f64;
    let (near, vips_near) = (near / compared, vips_near / compared);
    let megabytes = bytes as f64 / PHOTOS.len() as f64 / 1e6;
    vec![
        Row {
            name: "photo.renditions_cpu_vs_vips",
            value: ours / vips,
            unit: "x",
            goal: 0.5,
            better: Better::Less,
            against: format!(
                "two runs of vipsthumbnail; {} photos of 12 to 24 MP, {megabytes:.1} MB each: {:.0} ms against {:.0} ms",
                PHOTOS.len(),
                ours / count * 1000.0,
                vips / count * 1000.0
            ),
        },
        Row {
            name: "photo.renditions_ssim_vs_vips",
            value: near / vips_near,
            unit: "x",
            // What the fourth digit says is the noise of the JPEG coding.
            goal: 0.9995,
            better: Better::More,
            against: format!(
                "Lanczos3 in floating point: SSIM {near:.5} against {vips_near:.5} of vipsthumbnail"
            ),
        },
    ]
}

fn our_copies(photo: &Path, into: &Path) -> Command {
    let mut command = Command::new(program("sperrfrist-cli"));
    command.args(["photo", "renditions"]).arg(photo).arg("--into").arg(into);
    for side in SIDES {
        command.args(["--size", &side.to_string()]);
    }
    command
}

fn vips_copy(photo: &Path, side: u32, to_srgb: bool) -> Command {
    let mut command = Command::new("vipsthumbnail");
    command.arg(photo).args(["--size", &format!("{side}x{side}")]);
    command.args(["-o", &format!("vips-%s-{side}.jpg[Q=85,strip]")]);
    if to_srgb {
        command.args(["--eprofile", "srgb"]);
    }
    command
}

type Grey = ImageBuffer<Luma<f32>, Vec<f32>>;

/// The lightness of a JPEG (ITU-R BT.601), 0 to 1, which is what `resize` cuts floats to.
fn grey(jpeg: &[u8]) -> Grey {
    let image = image::load_from_memory(jpeg).expect("a whole JPEG").into_rgb8();
    Grey::from_fn(image.width(), image.height(), |x, y| {
        let [red, green, blue] = image.get_pixel(x, y).0.map(|value| f32::from(value) / 255.0);
        Luma([red.mul_add(0.299, green.mul_add(0.587, blue * 0.114))])
    })
}

/// The structural similarity of two pictures (Wang and others, 2004), the mean over windows of 8 × 8 pixels that
/// overlap by half.
fn ssim(a: &Grey, b: &Grey) -> f64 {
    const WINDOW: u32 = 8;
    let (c1, c2) = (0.01_f64.powi(2), 0.03_f64.powi(2));
    let (mut sum, mut count) = (0.0, 0.0);
    for top in (0..=a.height() - WINDOW).step_by(4) {
        for left in (0..=a.width() - WINDOW).step_by(4) {
            let [mut mean_a, mut mean_b, mut square_a, mut square_b, mut product] = [0.0_f64; 5];
            for y in top..top + WINDOW {
                for x in left..left + WINDOW {
                    let (a, b) = (f64::from(a.get_pixel(x, y).0[0]), f64::from(b.get_pixel(x, y).0[0]));
                    mean_a += a;
                    mean_b += b;
                    square_a += a * a;
                    square_b += b * b;
                    product += a * b;
                }
            }
            let pixels = f64::from(WINDOW * WINDOW);
            let [mean_a, mean_b] = [mean_a / pixels, mean_b / pixels];
            let (variance_a, variance_b) =
                (square_a / pixels - mean_a * mean_a, square_b / pixels - mean_b * mean_b);
            let covariance = product / pixels - mean_a * mean_b;
            sum += (2.0 * mean_a * mean_b + c1) * (2.0 * covariance + c2)
                / ((mean_a * mean_a + mean_b * mean_b + c1) * (variance_a + variance_b + c2));
            count += 1.0;
        }
    }
    sum / count
}
