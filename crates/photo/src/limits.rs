//! How large a picture may be. Asked before anything is decoded or copied.

use crate::PhotoError;

/// The largest picture that is taken in. A file beyond it is refused before its picture is decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file in bytes.
    pub max_bytes: u64,
    /// Width times height, in pixels.
    pub max_pixels: u64,
    /// The longer side, in pixels.
    pub max_side: u32,
}

impl Default for Limits {
    /// 200 MB, 200 megapixels, 30,000 pixels a side: more than any camera makes, less than a bomb needs.
    fn default() -> Self {
        Self { max_bytes: 200_000_000, max_pixels: 200_000_000, max_side: 30_000 }
    }
}

impl Limits {
    pub(crate) fn check_bytes(&self, bytes: &[u8]) -> Result<(), PhotoError> {
        let size = bytes.len() as u64;
        if size > self.max_bytes {
            return Err(PhotoError::TooManyBytes { bytes: size, max: self.max_bytes });
        }
        Ok(())
    }

    pub(crate) fn check_size(&self, width: u32, height: u32) -> Result<(), PhotoError> {
        let pixels = u64::from(width) * u64::from(height);
        if width.max(height) > self.max_side || pixels > self.max_pixels {
            return Err(PhotoError::TooManyPixels { width, height });
        }
        Ok(())
    }
}
