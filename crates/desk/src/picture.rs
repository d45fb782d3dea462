//! Pictures for the screen, made from the vault and kept in the cache.

use sperrfrist_photo::{Edits, Inspection, Limits, PhotoError, Size, clean, inspect, renditions};
use sperrfrist_release::Caption;

use crate::Problem;
use crate::desk::Desk;

/// Which picture of an attached photo is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Picture {
    /// At most 1600 pixels on the longer side.
    Preview,
    /// At most 320 pixels on the longer side.
    Thumb,
    /// The picture embedded in the file, which may show more than the photo does.
    Hidden,
}

impl Picture {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Preview => "preview",
            Self::Thumb => "thumb",
            Self::Hidden => "hidden",
        }
    }
}

impl Desk {
    /// A picture as JPEG, for the `photo://` protocol. `original` is a [`crate::view::PhotoView::original`].
    ///
    /// # Errors
    /// [`Problem`] where there is no such photo, or no picture of that kind in it.
    pub fn picture(&self, original: &str, which: Picture) -> Result<Vec<u8>, Problem> {
        let cache = self.archive.cache();
        if let Some(jpeg) = cache.get(original, which.name()) {
            return Ok(jpeg);
        }
        let bytes = self.archive.vault().get(original)?;
        let limits = Limits::default();
        let made = match which {
            Picture::Preview | Picture::Thumb => draw(&bytes, &limits)?,
            Picture::Hidden => {
                let inspection = inspect(&bytes, &limits)?;
                vec![(Picture::Hidden.name(), hidden(&inspection, &limits)?.ok_or_else(no_picture)?)]
            }
        };
        for (name, jpeg) in &made {
            // A cache that cannot be written costs time, not the picture.
            let _ = cache.put(original, name, jpeg);
        }
        let wanted = made.into_iter().find(|(name, _)| *name == which.name());
        wanted.map(|(_, jpeg)| jpeg).ok_or_else(no_picture)
    }
}

/// The pictures for the screen, by their names in the cache.
pub(crate) fn draw(bytes: &[u8], limits: &Limits) -> Result<Vec<(&'static str, Vec<u8>)>, PhotoError> {
    let wordless = sperrfrist_photo::Caption::default();
    let clean = clean(bytes, &wordless, limits)?;
    let sizes = [(Picture::Preview, 1600), (Picture::Thumb, 320)].map(|(picture, long_side)| Size {
        name: picture.name().to_owned(),
        long_side: Some(long_side),
        quality: 80,
    });
    let made = renditions(&clean, &Edits::default(), &clean.caption, &sizes, limits)?;
    let names = [Picture::Preview.name(), Picture::Thumb.name()];
    Ok(names.into_iter().zip(made.into_iter().map(|rendition| rendition.jpeg)).collect())
}

/// The embedded picture, drawn anew: its file may be broken on purpose, and the window must not be what reads
/// it first. It is turned like its photo.
pub(crate) fn hidden(inspection: &Inspection, limits: &Limits) -> Result<Option<Vec<u8>>, PhotoError> {
    let Some(thumbnail) = &inspection.thumbnail else { return Ok(None) };
    let wordless = sperrfrist_photo::Caption::default();
    let mut clean = clean(thumbnail.jpeg(), &wordless, limits)?;
    if clean.report.orientation == 1 {
        clean.report.orientation = inspection.orientation;
    }
    let size = Size { name: "hidden".into(), long_side: Some(1600), quality: 90 };
    let mut drawn = renditions(&clean, &Edits::default(), &clean.caption, &[size], limits)?;
    Ok(drawn.pop().map(|rendition| rendition.jpeg))
}

fn no_picture() -> Problem {
    Problem::new("photo.no_picture", "Ein solches Bild gibt es zu diesem Foto nicht.", "")
}

/// The caption as the release knows it.
pub(crate) fn from_photo(caption: sperrfrist_photo::Caption) -> Caption {
    let sperrfrist_photo::Caption {
        headline,
        caption,
        alt_text,
        extended_alt_text,
        creator,
        credit,
        copyright,
        usage_terms,
        web_statement,
        licensor,
        licensor_url,
        instructions,
        release_at,
        persons,
        location,
        city,
        country,
        date,
        time,
        rights_reason,
    } = caption;
    Caption {
        headline,
        caption,
        alt_text,
        extended_alt_text,
        creator,
        credit,
        copyright,
        usage_terms,
        web_statement,
        licensor,
        licensor_url,
        instructions,
        release_at,
        persons,
        location,
        city,
        country,
        date,
        time,
        rights_reason,
    }
}

/// The caption as it is written into a file.
pub(crate) fn to_photo(caption: Caption) -> sperrfrist_photo::Caption {
    let Caption {
        headline,
        caption,
        alt_text,
        extended_alt_text,
        creator,
        credit,
        copyright,
        usage_terms,
        web_statement,
        licensor,
        licensor_url,
        instructions,
        release_at,
        persons,
        location,
        city,
        country,
        date,
        time,
        rights_reason,
    } = caption;
    sperrfrist_photo::Caption {
        headline,
        caption,
        alt_text,
        extended_alt_text,
        creator,
        credit,
        copyright,
        usage_terms,
        web_statement,
        licensor,
        licensor_url,
        instructions,
        release_at,
        persons,
        location,
        city,
        country,
        date,
        time,
        rights_reason,
    }
}
