//! What others show of a page when somebody passes its address on (Open Graph), of what is public alone.
//!
//! A picture needs a whole address; without one the card has none.

use serde::Serialize;

use crate::figure::{Figure, Particulars, Picture};
use crate::input::{PublicPhoto, PublicRelease};
use crate::{prose, words};

/// The card of a page.
#[derive(Serialize)]
pub(crate) struct Card {
    pub kind: &'static str,
    pub title: String,
    pub description: String,
    pub path: String,
    pub published: Option<String>,
    pub modified: Option<String>,
    pub image: Option<CardImage>,
}

/// Its picture.
#[derive(Serialize)]
pub(crate) struct CardImage {
    pub path: String,
    pub width: u32,
    pub height: u32,
    pub alt: String,
}

impl Card {
    pub(crate) fn of_release(shown: &PublicRelease<'_>) -> Self {
        Self {
            kind: "article",
            title: shown.release.headline.clone(),
            description: prose::teaser(&shown.release.body),
            path: shown.path.into(),
            published: Some(words::rfc3339(shown.since)),
            modified: Some(words::rfc3339(shown.updated())),
            image: shown.photos.iter().find_map(|photo| {
                Some(CardImage::of(&Picture::of(&photo.files)?, &photo.photo.caption.alt_text))
            }),
        }
    }

    pub(crate) fn of_photo(public: &PublicPhoto<'_>, figure: &Figure, particulars: &Particulars) -> Self {
        Self {
            kind: "article",
            title: particulars.title.clone(),
            description: words::beginning(figure.caption.trim(), 220),
            path: figure.path.clone(),
            published: Some(words::rfc3339(public.since)),
            modified: None,
            image: Some(CardImage::of(&figure.picture, &figure.alt)),
        }
    }

    pub(crate) fn of_list(title: &str, path: &str) -> Self {
        Self {
            kind: "website",
            title: title.into(),
            description: String::new(),
            path: path.into(),
            published: None,
            modified: None,
            image: None,
        }
    }
}

impl CardImage {
    fn of(picture: &Picture, alt: &str) -> Self {
        Self { path: picture.src.clone(), width: picture.width, height: picture.height, alt: alt.into() }
    }
}
