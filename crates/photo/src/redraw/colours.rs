//! Colours that do not fit into the output, taken to sRGB.

use moxcms::{
    CicpColorPrimaries, CicpProfile, ColorProfile, DataColorSpace, Layout, MatrixCoefficients,
    TransferCharacteristics, TransformOptions,
};

/// CMYK (0 is no ink) as RGB: by its profile, or plainly where it has none that can be used.
pub(super) fn rgb_of_cmyk(cmyk: &[u8], profile: Option<&[u8]>) -> Vec<u8> {
    profile.and_then(|profile| by_profile(cmyk, profile)).unwrap_or_else(|| {
        let plain = |ink: &[u8]| {
            let paper = |c: u8| (u32::from(255 - c) * u32::from(255 - ink[3]) + 127) / 255;
            [paper(ink[0]) as u8, paper(ink[1]) as u8, paper(ink[2]) as u8]
        };
        cmyk.chunks_exact(4).flat_map(plain).collect()
    })
}

fn by_profile(cmyk: &[u8], profile: &[u8]) -> Option<Vec<u8>> {
    let source = ColorProfile::new_from_slice(profile).ok()?;
    if source.color_space != DataColorSpace::Cmyk {
        return None;
    }
    let transform = source
        .create_transform_8bit(
            Layout::Rgba,
            &ColorProfile::new_srgb(),
            Layout::Rgb,
            TransformOptions::default(),
        )
        .ok()?;
    let mut rgb = vec![0; cmyk.len() / 4 * 3];
    transform.transform(cmyk, &mut rgb).ok()?;
    Some(rgb)
}

/// CIE L\*a\*b\* of D50 in three bytes (L of 0 to 255, a and b around 128) as sRGB.
pub(super) fn rgb_of_lab(lab: &[u8]) -> Vec<u8> {
    let pixel = |p: &[u8]| {
        let l = f32::from(p[0]) * 100.0 / 255.0;
        let (a, b) = (f32::from(p[1]) - 128.0, f32::from(p[2]) - 128.0);
        let y = (l + 16.0) / 116.0;
        let cube = |t: f32| if t > 6.0 / 29.0 { t * t * t } else { (t - 4.0 / 29.0) * 108.0 / 841.0 };
        let xyz = [0.9642 * cube(y + a / 500.0), cube(y), 0.8249 * cube(y - b / 200.0)];
        // D50 to linear sRGB with Bradford's adaptation in it.
        const TO_RGB: [[f32; 3]; 3] = [
            [3.133_856, -1.616_867, -0.490_615],
            [-0.978_768, 1.916_142, 0.033_454],
            [0.071_945, -0.228_991, 1.405_243],
        ];
        TO_RGB.map(|row| encoded(row[0] * xyz[0] + row[1] * xyz[1] + row[2] * xyz[2]))
    };
    lab.chunks_exact(3).flat_map(pixel).collect()
}

/// A linear value as an sRGB byte (IEC 61966-2-1).
fn encoded(linear: f32) -> u8 {
    let linear = linear.clamp(0.0, 1.0);
    let value = if linear <= 0.003_130_8 { linear * 12.92 } else { 1.055 * linear.powf(1.0 / 2.4) - 0.055 };
    (value * 255.0).round() as u8
}

/// YCbCr of full range by BT.601, as JFIF and TIFF have it, as RGB.
pub(super) fn rgb_of_ycc(ycc: &[u8]) -> Vec<u8> {
    let pixel = |p: &[u8]| {
        let (y, cb, cr) = (f32::from(p[0]), f32::from(p[1]) - 128.0, f32::from(p[2]) - 128.0);
        [y + 1.402 * cr, y - 0.344_136 * cb - 0.714_136 * cr, y + 1.772 * cb].map(|v| v.round() as u8)
    };
    ycc.chunks_exact(3).flat_map(pixel).collect()
}

/// Takes RGBA by its code points (ITU-T H.273: primaries and transfer) to sRGB, in place. The code points of sRGB,
/// BT.709 and the unspecified ones are left as they are, as viewers show them.
pub(super) fn to_srgb(rgba: &mut [u8], primaries: u16, transfer: u16) {
    let (Ok(primaries), Ok(transfer)) = (u8::try_from(primaries), u8::try_from(transfer)) else { return };
    if matches!(transfer, 16 | 18) {
        return tone_mapped(rgba, primaries, transfer);
    }
    if matches!(primaries, 0..=2) && matches!(transfer, 0..=2 | 6 | 13..=15) {
        return;
    }
    let (Ok(color_primaries), Ok(transfer_characteristics)) = (
        CicpColorPrimaries::try_from(if primaries == 2 { 1 } else { primaries }),
        // BT.709 and its kin are shown as if they were sRGB.
        TransferCharacteristics::try_from(if matches!(transfer, 1 | 2 | 6 | 14 | 15) {
            13
        } else {
            transfer
        }),
    ) else {
        return;
    };
    let source = ColorProfile::new_from_cicp(CicpProfile {
        color_primaries,
        transfer_characteristics,
        matrix_coefficients: MatrixCoefficients::Identity,
        full_range: true,
    });
    let Ok(transform) = source.create_transform_8bit(
        Layout::Rgba,
        &ColorProfile::new_srgb(),
        Layout::Rgba,
        TransformOptions::default(),
    ) else {
        return;
    };
    let mut line = vec![0; 4_096];
    for pixels in rgba.chunks_mut(4_096) {
        let line = &mut line[..pixels.len()];
        if transform.transform(pixels, line).is_err() {
            return;
        }
        pixels.copy_from_slice(line);
    }
}

/// Light of a high dynamic range in the range of a screen: paper's white is 203 cd/m² (ITU-R BT.2408), and what is
/// brighter is pressed into the room that is left above.
fn tone_mapped(rgba: &mut [u8], primaries: u8, transfer: u8) {
    /// From linear BT.2020 or Display P3 to linear sRGB.
    const OF_2020: [[f32; 3]; 3] = [
        [1.660_491, -0.587_641, -0.072_850],
        [-0.124_550, 1.132_9, -0.008_349],
        [-0.018_151, -0.100_579, 1.118_73],
    ];
    const OF_P3: [[f32; 3]; 3] =
        [[1.224_94, -0.224_94, 0.0], [-0.042_057, 1.042_057, 0.0], [-0.019_638, -0.078_636, 1.098_274]];
    const SAME: [[f32; 3]; 3] = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    let matrix = match primaries {
        9 => OF_2020,
        11 | 12 => OF_P3,
        _ => SAME,
    };
    let linear: Vec<f32> = (0..=255_u8)
        .map(|value| {
            let v = f32::from(value) / 255.0;
            if transfer == 16 { perceptual_quantiser(v) / 203.0 } else { hybrid_log_gamma(v) }
        })
        .collect();
    // Up to the knee as it is, from there on ever slower towards the white of the screen.
    const KNEE: f32 = 0.7;
    let pressed = |light: f32| match light - KNEE {
        over if over > 0.0 => KNEE + (1.0 - KNEE) * (1.0 - (-over / (1.0 - KNEE)).exp()),
        _ => light,
    };
    for pixel in rgba.chunks_exact_mut(4) {
        let light = [0, 1, 2].map(|index| linear[usize::from(pixel[index])]);
        let most = light.iter().copied().fold(0.0, f32::max);
        let scale = if most > 0.0 { pressed(most) / most } else { 0.0 };
        let light = light.map(|v| v * scale);
        for (sample, row) in pixel.iter_mut().zip(matrix) {
            *sample = encoded(row[0] * light[0] + row[1] * light[1] + row[2] * light[2]);
        }
    }
}

/// cd/m² of a PQ signal from 0 to 1 (SMPTE ST 2084).
fn perceptual_quantiser(signal: f32) -> f32 {
    let power = signal.powf(1.0 / 78.843_75);
    let light = ((power - 0.835_937_5).max(0.0) / (18.851_563 - 18.6875 * power)).powf(1.0 / 0.159_301_76);
    light * 10_000.0
}

/// Light of an HLG signal from 0 to 1, white being 1 (ITU-R BT.2100; 75 % of the signal is white).
fn hybrid_log_gamma(signal: f32) -> f32 {
    let scene = if signal <= 0.5 {
        signal * signal / 3.0
    } else {
        (((signal - 0.559_910_7) / 0.178_832_77).exp() + 0.284_668_92) / 12.0
    };
    scene.powf(1.2) / 0.203
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ink_makes_its_colours_without_a_profile() {
        assert_eq!(
            rgb_of_cmyk(&[0, 0, 0, 0, 0, 0, 0, 255, 255, 0, 0, 0], None),
            [255, 255, 255, 0, 0, 0, 0, 255, 255]
        );
    }

    #[test]
    fn lab_makes_its_colours() {
        assert_eq!(rgb_of_lab(&[255, 128, 128, 0, 128, 128]), [255, 255, 255, 0, 0, 0]);
        let red = rgb_of_lab(&[136, 209, 198]);
        assert!(red[0] > 250 && red[1] < 12 && red[2] < 12, "{red:?}");
    }

    #[test]
    fn srgb_is_left_and_p3_is_taken_over() {
        let mut same = [200, 100, 50, 255];
        to_srgb(&mut same, 1, 13);
        assert_eq!(same, [200, 100, 50, 255]);
        let mut wide = [200, 100, 50, 7];
        to_srgb(&mut wide, 12, 13);
        assert!(wide[0] > 205 && wide[1] < 100 && wide[2] < 45 && wide[3] == 7, "{wide:?}");
        let mut grey = [128, 128, 128, 255];
        to_srgb(&mut grey, 12, 13);
        assert!(grey[..3].iter().all(|v| v.abs_diff(128) <= 1), "{grey:?}");
    }

    #[test]
    fn bright_light_stays_in_range_and_in_order() {
        for transfer in [16, 18] {
            let mut ramp: Vec<u8> = (0..=255).flat_map(|v| [v, v, v, 255]).collect();
            to_srgb(&mut ramp, 9, transfer);
            let greys: Vec<u8> = ramp.chunks_exact(4).map(|p| p[1]).collect();
            assert!(greys.is_sorted() && greys[0] == 0 && greys[255] > 250, "{transfer}: {greys:?}");
        }
    }
}
