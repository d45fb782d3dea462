//! What an officer changes in a picture before it goes out: cut, straightened, parts covered.
//!
//! Plain data, stored with the photo and never sent: what is covered must not be said by where it was. The pixels are the
//! photo room's.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// All that is changed in a picture: parts are covered, then it is straightened, then cut.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct PhotoEdits {
    /// Tenths of a degree by which it is turned clockwise about its middle, -150 to 150.
    pub straighten: i16,
    /// The part of the straightened picture that stays.
    pub crop: Option<Area>,
    /// The parts of the upright picture, before it is straightened, that nobody may see.
    pub cover: Vec<CoveredPart>,
    /// Who is no longer to be seen since it was cut. It says nothing without a cut.
    pub cut_away: Vec<String>,
}

/// A rectangle in a picture as drawn, in ten-thousandths of its width and height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Area {
    pub left: u16,
    pub top: u16,
    pub width: u16,
    pub height: u16,
}

/// A part of a picture that nobody may see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CoveredPart {
    pub area: Area,
    pub kind: CoverKind,
    pub subject: Subject,
}

/// How a part is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CoverKind {
    /// One sees that somebody is there, and not who.
    Blur,
    /// Nothing is left, not even a colour.
    Block,
}

/// What is covered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Subject {
    /// Somebody; the name is empty where nobody knows it.
    Person { name: String },
    /// A badge, a screen, a number plate.
    Thing,
}

impl PhotoEdits {
    /// Whether the picture stays as it is.
    #[must_use]
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// Whether somebody was made unrecognisable: the caption says so.
    #[must_use]
    pub fn covers_somebody(&self) -> bool {
        self.cover.iter().any(|part| matches!(part.subject, Subject::Person { .. }))
    }

    /// Whether this person is not to be recognised any more.
    #[must_use]
    pub fn hides(&self, person: &str) -> bool {
        let is_it = |name: &String| !name.trim().is_empty() && name.trim() == person.trim();
        let is_covered = |part: &CoveredPart| match &part.subject {
            Subject::Person { name } => is_it(name),
            Subject::Thing => false,
        };
        self.cover.iter().any(is_covered) || (self.crop.is_some() && self.cut_away.iter().any(is_it))
    }

    /// Every name that is said in it.
    pub fn names_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let covered = self.cover.iter_mut().filter_map(|part| match &mut part.subject {
            Subject::Person { name } => Some(name),
            Subject::Thing => None,
        });
        covered.chain(&mut self.cut_away)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn covering(name: &str) -> PhotoEdits {
        let area = Area { left: 0, top: 0, width: 1_000, height: 1_000 };
        let part =
            CoveredPart { area, kind: CoverKind::Blur, subject: Subject::Person { name: name.into() } };
        PhotoEdits { cover: vec![part], ..PhotoEdits::default() }
    }

    #[test]
    fn somebody_is_hidden_by_a_cover_that_names_them_or_a_cut_that_is_there() {
        assert!(covering("Anna Beispiel").hides(" Anna Beispiel"));
        assert!(!covering("Anna Beispiel").hides("Bernd Muster"));
        assert!(!covering("").hides(""), "nobody known is not everybody");
        let named = PhotoEdits { cut_away: vec!["Anna Beispiel".into()], ..PhotoEdits::default() };
        assert!(!named.hides("Anna Beispiel"), "without a cut nobody is cut away");
        let crop = Some(Area { left: 0, top: 0, width: 5_000, height: 10_000 });
        assert!(PhotoEdits { crop, ..named }.hides("Anna Beispiel"));
    }

    #[test]
    fn a_covered_badge_is_nobody() {
        let mut edits = covering("");
        assert!(edits.covers_somebody());
        edits.cover[0].subject = Subject::Thing;
        assert!(!edits.covers_somebody());
    }
}
