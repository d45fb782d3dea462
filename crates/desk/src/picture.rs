//! Pictures for the screen, made from the vault and kept in the cache.

use sperrfrist_photo::{
    Cover, Edits, Inspection, Limits, PhotoError, Region, Size, clean, inspect, renditions,
};
use sperrfrist_release::edits::{Area, CoverKind};
use sperrfrist_release::{Caption, PhotoEdits};
use sperrfrist_seal::sha256_hex;

use crate::Problem;
use crate::desk::Desk;

/// Which picture of an attached photo is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Picture {
    /// At most 1600 pixels on the longer side.
    Preview,
    /// At most 320 pixels on the longer side.
    Thumb,
    /// Every pixel, for a look at 100 %.
    Whole,
    /// The picture embedded in the file, which may show more than the photo does.
    Hidden,
}

impl Picture {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Preview => "preview",
            Self::Thumb => "thumb",
            Self::Whole => "whole",
            Self::Hidden => "hidden",
        }
    }
}

impl Desk {
    /// A picture as JPEG, for the `photo://` protocol, as `edits` leave it. `original` is a
    /// [`crate::view::PhotoView::original`].
    ///
    /// # Errors
    /// [`Problem`] where there is no such photo, no picture of that kind in it, or the edits make no sense.
    pub fn picture(&self, original: &str, which: Picture, edits: &PhotoEdits) -> Result<Vec<u8>, Problem> {
        let cache = self.archive.cache();
        let edits = to_edits(edits);
        if which != Picture::Whole
            && let Some(jpeg) = cache.get(original, &cached(which, &edits))
        {
            return Ok(jpeg);
        }
        let bytes = self.archive.vault().get(original)?;
        let limits = Limits::default();
        let made = match which {
            Picture::Preview | Picture::Thumb => draw(&bytes, &edits, &limits)?,
            // Large, and looked at once.
            Picture::Whole => return Ok(drawn(&bytes, &edits, &[(which, None)], &limits)?.remove(0).1),
            Picture::Hidden => {
                let inspection = inspect(&bytes, &limits)?;
                vec![(Picture::Hidden, hidden(&inspection, &limits)?.ok_or_else(no_picture)?)]
            }
        };
        for (picture, jpeg) in &made {
            // A cache that cannot be written costs time, not the picture.
            let _ = cache.put(original, &cached(*picture, &edits), jpeg);
        }
        let wanted = made.into_iter().find(|(picture, _)| *picture == which);
        wanted.map(|(_, jpeg)| jpeg).ok_or_else(no_picture)
    }
}

/// The name of a picture in the cache: what was drawn before an edit is never found after it.
pub(crate) fn cached(which: Picture, edits: &Edits) -> String {
    if edits.is_none() || which == Picture::Hidden {
        return which.name().to_owned();
    }
    let edits = serde_json::to_vec(edits).expect("edits are plain data");
    format!("{}{}", which.name(), &sha256_hex(&edits)[..32])
}

/// The two pictures for the screen.
pub(crate) fn draw(
    bytes: &[u8],
    edits: &Edits,
    limits: &Limits,
) -> Result<Vec<(Picture, Vec<u8>)>, PhotoError> {
    drawn(bytes, edits, &[(Picture::Preview, Some(1600)), (Picture::Thumb, Some(320))], limits)
}

/// The small one alone, with its name in the cache.
pub(crate) fn thumb(bytes: &[u8], limits: &Limits) -> Result<(String, Vec<u8>), PhotoError> {
    let unedited = Edits::default();
    let (picture, jpeg) = drawn(bytes, &unedited, &[(Picture::Thumb, Some(320))], limits)?.remove(0);
    Ok((cached(picture, &unedited), jpeg))
}

fn drawn(
    bytes: &[u8],
    edits: &Edits,
    sizes: &[(Picture, Option<u32>)],
    limits: &Limits,
) -> Result<Vec<(Picture, Vec<u8>)>, PhotoError> {
    let wordless = sperrfrist_photo::Caption::default();
    let clean = clean(bytes, &wordless, limits)?;
    let quality = |long_side: Option<u32>| if long_side.is_some() { 80 } else { 92 };
    let wanted: Vec<Size> = sizes
        .iter()
        .map(|&(picture, long_side)| Size {
            name: picture.name().to_owned(),
            long_side,
            quality: quality(long_side),
        })
        .collect();
    let made = renditions(&clean, edits, &clean.caption, &wanted, limits)?;
    Ok(sizes.iter().map(|(picture, _)| *picture).zip(made.into_iter().map(|made| made.jpeg)).collect())
}

/// The edits as they are carried out. How the caption ends is said with the caption ([`sperrfrist_release::Photo::told`]).
pub(crate) fn to_edits(edits: &PhotoEdits) -> Edits {
    let region = |area: Area| {
        let Area { left, top, width, height } = area;
        Region { left, top, width, height }
    };
    let cover = edits.cover.iter().map(|part| Cover {
        region: region(part.area),
        kind: match part.kind {
            CoverKind::Blur => sperrfrist_photo::CoverKind::Blur,
            CoverKind::Block => sperrfrist_photo::CoverKind::Block,
        },
    });
    Edits {
        straighten: f32::from(edits.straighten) / 10.0,
        crop: edits.crop.map(region),
        cover: cover.collect(),
        closing: Some(String::new()),
    }
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
