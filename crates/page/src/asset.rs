//! The files of the theme that are served as they are.

/// A file with its address and media type.
#[derive(Debug, Clone, Copy)]
pub struct Asset {
    /// Absolute path.
    pub path: &'static str,
    pub media_type: &'static str,
    pub bytes: &'static [u8],
}

macro_rules! asset {
    ($path:literal, $media_type:literal) => {
        Asset {
            path: $path,
            media_type: $media_type,
            bytes: include_bytes!(concat!("../../../assets/newsroom", $path)),
        }
    };
}

/// Everything the phone's pages refer to.
pub const PHONE_ASSETS: &[Asset] = &[
    asset!("/telefon.css", "text/css; charset=utf-8"),
    asset!("/schrift/FiraSans-Regular.woff2", "font/woff2"),
    asset!("/schrift/FiraSans-SemiBold.woff2", "font/woff2"),
];

/// Everything a page refers to, besides photos and other pages.
pub const ASSETS: &[Asset] = &[
    asset!("/stil.css", "text/css; charset=utf-8"),
    asset!("/muster/hell.svg", "image/svg+xml"),
    asset!("/muster/dunkel.svg", "image/svg+xml"),
    asset!("/schrift/FiraSans-Regular.woff2", "font/woff2"),
    asset!("/schrift/FiraSans-Italic.woff2", "font/woff2"),
    asset!("/schrift/FiraSans-Medium.woff2", "font/woff2"),
    asset!("/schrift/FiraSans-SemiBold.woff2", "font/woff2"),
];
