//! The files of the theme that are served as they are.

use std::borrow::Cow;

/// A file with its address and media type.
#[derive(Clone)]
pub struct Asset {
    /// Absolute path.
    pub path: Cow<'static, str>,
    pub media_type: &'static str,
    pub bytes: Cow<'static, [u8]>,
}

impl std::fmt::Debug for Asset {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({}, {} bytes)", self.path, self.media_type, self.bytes.len())
    }
}

macro_rules! asset {
    ($path:literal, $media_type:literal) => {
        Asset {
            path: Cow::Borrowed($path),
            media_type: $media_type,
            bytes: Cow::Borrowed(include_bytes!(concat!("../../../assets/newsroom", $path))),
        }
    };
}

/// Everything the phone's pages refer to.
pub const PHONE_ASSETS: &[Asset] = &[
    asset!("/telefon.css", "text/css; charset=utf-8"),
    asset!("/schrift/FiraSans-Regular.woff2", "font/woff2"),
    asset!("/schrift/FiraSans-SemiBold.woff2", "font/woff2"),
];

/// Everything a page of the built-in theme refers to, besides photos and other pages.
pub const ASSETS: &[Asset] = &[
    asset!("/stil.css", "text/css; charset=utf-8"),
    asset!("/muster/hell.svg", "image/svg+xml"),
    asset!("/muster/dunkel.svg", "image/svg+xml"),
    asset!("/schrift/FiraSans-Regular.woff2", "font/woff2"),
    asset!("/schrift/FiraSans-Italic.woff2", "font/woff2"),
    asset!("/schrift/FiraSans-Medium.woff2", "font/woff2"),
    asset!("/schrift/FiraSans-SemiBold.woff2", "font/woff2"),
];

/// The media type of a file that a theme may bring besides the built-in ones: pictures in `bilder`, fonts in `schrift`.
pub(crate) fn media_type_of(name: &str) -> Option<&'static str> {
    let (folder, file) = name.split_once('/')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let (stem, ending) = file.rsplit_once('.')?;
    if stem.is_empty() || stem.starts_with('.') || !file.chars().all(plain) {
        return None;
    }
    match (folder, ending) {
        ("bilder", "svg") => Some("image/svg+xml"),
        ("bilder", "png") => Some("image/png"),
        ("bilder", "jpg") => Some("image/jpeg"),
        ("bilder", "webp") => Some("image/webp"),
        ("schrift", "woff2") => Some("font/woff2"),
        _ => None,
    }
}
