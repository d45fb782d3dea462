//! What the officer changes in a picture before it goes out.

use serde::{Deserialize, Serialize};

use super::picture::Picture;
use super::{cover, straighten};
use crate::{Caption, EditFault, PhotoError, Region};

/// How a caption ends whose picture has something covered in it.
pub const COVERED: &str = "(Person unkenntlich gemacht)";

/// The most parts of a picture that may be covered.
pub const COVERS_MAX: usize = 100;

/// The most that a picture may be turned to straighten it, in degrees to either side.
pub const STRAIGHTEN_MAX: f32 = 15.0;

/// What is changed in a picture, in this order: parts are covered, then it is straightened, then cut.
///
/// Whatever is covered, turned out of the frame or cut away is in no copy of the picture.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Edits {
    /// Degrees by which the picture is turned clockwise about its middle, -15 to 15. It is then cut to the largest
    /// upright rectangle of its own shape that holds no empty corner.
    pub straighten: f32,
    /// The part that stays, as a part of the upright picture **after** straightening.
    pub crop: Option<Region>,
    /// The parts that nobody may see, as parts of the upright picture **before** straightening, so that they stay
    /// where they are when it is straightened otherwise. At most [`COVERS_MAX`].
    pub cover: Vec<Cover>,
    /// How the caption ends with anything covered, in place of [`COVERED`]: in its own language, or with nothing where
    /// what is covered is nobody.
    pub closing: Option<String>,
}

/// A part of a picture that nobody may see.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Cover {
    /// Where it is. Pixels that lie in it only partly are covered too.
    pub region: Region,
    /// How it is covered.
    pub kind: CoverKind,
}

/// How a part of a picture is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub enum CoverKind {
    /// A soft mosaic of at most four by four coarse colours: one sees that somebody is there, and not who.
    Blur,
    /// One dark grey: nothing is left, not even a colour.
    Block,
}

/// What the rounding of a fraction may add to a region that reaches to the edge.
const TOLERANCE: f64 = 1e-9;

impl Edits {
    /// Whether the picture stays as it is.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.straighten == 0.0 && self.crop.is_none_or(Region::is_whole) && self.cover.is_empty()
    }

    /// The caption that goes with the edited picture: with anything covered it ends, once, by [`COVERED`], or by the
    /// closing that was given.
    #[must_use]
    pub fn caption(&self, caption: &Caption) -> Caption {
        let mut caption = caption.clone();
        let closing = self.closing.as_deref().unwrap_or(COVERED);
        let text = caption.caption.trim_end();
        if self.cover.is_empty() || closing.is_empty() || text.ends_with(closing) {
            return caption;
        }
        caption.caption = if text.is_empty() { closing.to_owned() } else { format!("{text} {closing}") };
        caption
    }

    /// Width and height in pixels of what is left of a picture of that size, as it is drawn.
    #[must_use]
    pub fn size(&self, (width, height): (u32, u32)) -> (u32, u32) {
        let (width, height) = if self.straighten == 0.0 {
            (width, height)
        } else {
            straighten::inside(width, height, f64::from(self.straighten))
        };
        match self.crop {
            Some(region) if !region.is_whole() && width > 0 && height > 0 => {
                let Pixels { width, height, .. } = region.inner(width, height);
                (width, height)
            }
            _ => (width, height),
        }
    }

    /// Whether the edits can be carried out at all.
    ///
    /// # Errors
    /// [`PhotoError::Edits`] names the first that cannot.
    pub fn check(&self) -> Result<(), PhotoError> {
        let refused = |part, fault| Err(PhotoError::Edits { part, fault });
        if !(-STRAIGHTEN_MAX..=STRAIGHTEN_MAX).contains(&self.straighten) {
            return refused("Begradigung", EditFault::Angle);
        }
        if let Some(Err(fault)) = self.crop.map(Region::check) {
            return refused("Ausschnitt", fault);
        }
        if self.cover.len() > COVERS_MAX {
            let fault = EditFault::TooMany { count: self.cover.len(), max: COVERS_MAX };
            return refused("Abdeckung", fault);
        }
        match self.cover.iter().find_map(|cover| cover.region.check().err()) {
            Some(fault) => refused("Abdeckung", fault),
            None => Ok(()),
        }
    }

    /// The picture as it goes out. `picture` is upright and in grey or RGB; the edits must be checked ones.
    pub(super) fn carried_out(&self, mut picture: Picture) -> Picture {
        for Cover { region, kind } in &self.cover {
            let part = region.outer(picture.width, picture.height);
            cover::cover(&mut picture, part, *kind);
        }
        if self.straighten != 0.0 {
            picture = straighten::straightened(&picture, f64::from(self.straighten));
        }
        match self.crop {
            Some(region) if !region.is_whole() => {
                let Pixels { left, top, width, height } = region.inner(picture.width, picture.height);
                picture.part(left, top, width, height)
            }
            _ => picture,
        }
    }
}

/// A rectangle in a picture, in pixels: at least one, and all of them inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pixels {
    pub left: u32,
    pub top: u32,
    pub width: u32,
    pub height: u32,
}

impl Region {
    /// Start and length from left to right, and from top to bottom, as fractions of the sides.
    fn spans(self) -> [(f64, f64); 2] {
        let Self { left, top, width, height } = self;
        let part = |value: u16| f64::from(value) / f64::from(Self::WHOLE);
        [(left, width), (top, height)].map(|(start, length)| (part(start), part(length)))
    }

    fn is_whole(self) -> bool {
        self.spans().iter().all(|(start, length)| *start <= TOLERANCE && start + length >= 1.0 - TOLERANCE)
    }

    fn check(self) -> Result<(), EditFault> {
        let spans = self.spans();
        if !spans.iter().all(|(_, length)| *length > 0.0) {
            return Err(EditFault::Empty);
        }
        let inside =
            |(start, length): &(f64, f64)| (0.0..1.0).contains(start) && start + length <= 1.0 + TOLERANCE;
        if spans.iter().all(inside) { Ok(()) } else { Err(EditFault::Outside) }
    }

    /// Every pixel that lies in the region, be it only partly.
    fn outer(self, width: u32, height: u32) -> Pixels {
        let [across, down] = self.spans();
        let (left, width) = span(across, width, f64::floor, f64::ceil);
        let (top, height) = span(down, height, f64::floor, f64::ceil);
        Pixels { left, top, width, height }
    }

    /// Every pixel that lies in the region wholly; the nearest one if there is none.
    fn inner(self, width: u32, height: u32) -> Pixels {
        // A hundredth of a pixel is rounding, not a wish.
        let (up, down) = (|edge: f64| (edge - 0.01).ceil(), |edge: f64| (edge + 0.01).floor());
        let [across, along] = self.spans();
        let (left, width) = span(across, width, up, down);
        let (top, height) = span(along, height, up, down);
        Pixels { left, top, width, height }
    }
}

/// First pixel and number of pixels of a part of `side` pixels.
fn span(
    (start, length): (f64, f64),
    side: u32,
    round_start: impl Fn(f64) -> f64,
    round_end: impl Fn(f64) -> f64,
) -> (u32, u32) {
    // The cast of a float saturates; what is not a number becomes 0.
    let first = (round_start(start * f64::from(side)) as u32).min(side - 1);
    let end = (round_end((start + length) * f64::from(side)) as u32).clamp(first + 1, side);
    (first, end - first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(left: f32, top: f32, width: f32, height: f32) -> Region {
        let [left, top, width, height] =
            [left, top, width, height].map(|part| (part * 10_000.0).round() as u16);
        Region { left, top, width, height }
    }

    #[test]
    fn a_cover_takes_every_pixel_it_touches_and_a_crop_none_that_it_cuts() {
        let part = region(0.25, 0.5, 0.5, 0.3);
        assert_eq!(part.outer(10, 10), Pixels { left: 2, top: 5, width: 6, height: 3 });
        assert_eq!(part.inner(10, 10), Pixels { left: 3, top: 5, width: 4, height: 3 });
        assert_eq!(
            region(0.999, 0.0, 1e-4, 1.0).inner(10, 10),
            Pixels { left: 9, top: 0, width: 1, height: 10 }
        );
    }

    #[test]
    fn what_makes_no_sense_is_refused_by_its_name() {
        let code = |edits: Edits| edits.check().map_err(|error| error.to_string());
        let crop = |region| Edits { crop: Some(region), ..Edits::default() };
        assert_eq!(code(Edits::default()), Ok(()));
        assert_eq!(code(crop(region(0.5, 0.0, 0.5, 1.0))), Ok(()));
        assert!(code(crop(region(0.5, 0.0, 0.0, 1.0))).is_err_and(|text| text.starts_with("Ausschnitt:")));
        for outside in [region(0.6, 0.0, 0.5, 0.5), region(0.0, 1.0, 0.5, 0.1), region(6.0, 6.0, 6.0, 6.0)] {
            assert!(code(crop(outside)).is_err(), "{outside:?}");
        }
        assert!(code(Edits { straighten: 15.1, ..Edits::default() }).is_err());
        assert!(code(Edits { straighten: f32::NAN, ..Edits::default() }).is_err());
        let cover = Cover { region: region(0.0, 0.0, 0.1, 0.1), kind: CoverKind::Block };
        assert!(code(Edits { cover: vec![cover; 100], ..Edits::default() }).is_ok());
        assert!(code(Edits { cover: vec![cover; 101], ..Edits::default() }).is_err());
    }

    #[test]
    fn the_caption_says_once_that_somebody_was_covered() {
        let cover = Cover { region: region(0.0, 0.0, 0.1, 0.1), kind: CoverKind::Block };
        let edits = Edits { cover: vec![cover], ..Edits::default() };
        let caption = |text: &str| Caption { caption: text.to_owned(), ..Caption::default() };
        let once = edits.caption(&caption("Zwei Personen."));
        assert_eq!(once.caption, "Zwei Personen. (Person unkenntlich gemacht)");
        assert_eq!(edits.caption(&once), once);
        assert_eq!(edits.caption(&caption("")).caption, COVERED);
        assert_eq!(Edits::default().caption(&caption("Zwei")).caption, "Zwei");
        let closing = |words: &str| Edits { closing: Some(words.into()), ..edits.clone() };
        assert_eq!(closing("").caption(&caption("Ein Schild.")).caption, "Ein Schild.");
        assert_eq!(closing("(blurred)").caption(&caption("Two.")).caption, "Two. (blurred)");
    }
}
