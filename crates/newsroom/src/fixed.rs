//! What is there at any time and says nothing of any release: the look of the pages, the pages of the house, and what
//! robots may do.

use std::collections::HashMap;

use axum::body::Bytes;
use sperrfrist_page::{PageError, Theme};
use sperrfrist_seal::sha256_hex;

/// A file that is always there.
#[derive(Debug, Clone)]
pub(crate) struct FixedFile {
    pub media_type: &'static str,
    /// Strong: by content.
    pub etag: String,
    pub body: Bytes,
    /// Whether it changes but with the theme.
    pub is_page: bool,
}

/// By path.
#[derive(Debug)]
pub(crate) struct Fixed {
    files: HashMap<String, FixedFile>,
}

impl Fixed {
    pub(crate) fn of(theme: &Theme) -> Result<Self, PageError> {
        let assets = theme.assets().iter().map(|asset| {
            let is_page = asset.media_type.starts_with("text/css");
            let body = Bytes::from(asset.bytes.clone().into_owned());
            (asset.path.clone().into_owned(), FixedFile::new(asset.media_type, body, is_page))
        });
        let html = "text/html; charset=utf-8";
        let pages = theme.pages_of_the_house()?.into_iter();
        let pages =
            pages.map(|(path, page)| (path.to_owned(), FixedFile::new(html, Bytes::from(page), true)));
        let robots = FixedFile::new("text/plain; charset=utf-8", Bytes::from(theme.robots()), true);
        Ok(Self { files: assets.chain(pages).chain([("/robots.txt".to_owned(), robots)]).collect() })
    }

    pub(crate) fn get(&self, path: &str) -> Option<&FixedFile> {
        self.files.get(path)
    }
}

impl FixedFile {
    fn new(media_type: &'static str, body: Bytes, is_page: bool) -> Self {
        let etag = format!("\"{}\"", &sha256_hex(&body)[..32]);
        Self { media_type, etag, body, is_page }
    }
}
