//! Where a release is found: `/2023/kooperation`. The desk knows it ahead of time; the newsroom finds the same once it may
//! open the package.

use crate::Release;
use crate::due::{DEFAULT_ZONE, Due};
use crate::gate::Opening;
use chrono::{DateTime, Datelike, Utc};

/// Behind the path of a page.
const NINJS: &str = "/ninjs.json";
/// The same as a document.
const PDF: &str = ".pdf";
/// The longest slug, in characters.
const MAX_SLUG: usize = 120;

/// Whether a slug can stand in an address as it is.
#[must_use]
pub fn is_slug(slug: &str) -> bool {
    let word = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    slug.len() <= MAX_SLUG && slug.split('-').all(word)
}

/// Year and slug. The year is that of the time as written, of the opening, of the dateline, or of packing.
#[must_use]
pub fn base(release: &Release, opening: Opening, packed_at: DateTime<Utc>) -> String {
    let civil_year = |instant: DateTime<Utc>| instant.with_timezone(&DEFAULT_ZONE).year();
    let year = match (&release.due, opening) {
        (Some(Due::At(time)), _) => time.civil.year(),
        (_, Opening::At { utc }) => civil_year(utc),
        _ => release.dateline.date.map_or_else(|| civil_year(packed_at), |date| date.year()),
    };
    format!("/{year:04}/{}", release.slug)
}

/// The path; `suffix` is 0 but for releases from before the desk gave each slug a tail of its own.
#[must_use]
pub fn path(base: &str, suffix: u32) -> String {
    match suffix {
        0 => base.to_owned(),
        suffix => format!("{base}-{}", u64::from(suffix) + 1),
    }
}

/// The year of a path that begins with one: "2023" of `/2023` and of all below it.
#[must_use]
pub fn year_of(path: &str) -> Option<&str> {
    let year = path.strip_prefix('/')?.split('/').next()?;
    (year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit())).then_some(year)
}

/// The year of the path of a year's list, and of nothing below it.
#[must_use]
pub fn split_year_path(path: &str) -> Option<&str> {
    year_of(path).filter(|year| path.len() == year.len() + 1)
}

/// The path of the page of a photo; `number` counts from 1.
#[must_use]
pub fn photo_path(page: &str, number: usize) -> String {
    format!("{page}/foto/{number}")
}

/// The path of a release for agencies (IPTC ninjs), by that of its page.
#[must_use]
pub fn ninjs_path(page: &str) -> String {
    format!("{page}{NINJS}")
}

/// The page of a path written as [`ninjs_path`] writes it.
#[must_use]
pub fn split_ninjs_path(path: &str) -> Option<&str> {
    path.strip_suffix(NINJS)
}

/// The path of a picture, by the name of its part.
#[must_use]
pub fn picture_path(part: &str) -> String {
    format!("/medien/{part}.jpg")
}

/// The path of a release as a document, by that of its page.
#[must_use]
pub fn document_path(page: &str) -> String {
    format!("{page}{PDF}")
}

/// The page of a path written as [`document_path`] writes it.
#[must_use]
pub fn split_document_path(path: &str) -> Option<&str> {
    path.strip_suffix(PDF)
}

/// Page and number of a photo page's path, written exactly as [`photo_path`] writes it.
#[must_use]
pub fn split_photo_path(path: &str) -> Option<(&str, usize)> {
    let (page, number) = path.rsplit_once("/foto/")?;
    let plain = !number.starts_with('0') && number.bytes().all(|byte| byte.is_ascii_digit());
    Some((page, number.parse().ok().filter(|_| plain)?))
}

/// The name of the part of a picture's path.
#[must_use]
pub fn split_picture_path(path: &str) -> Option<&str> {
    path.strip_prefix("/medien/")?.strip_suffix(".jpg")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ReleaseId;

    #[test]
    fn a_slug_is_small_letters_digits_and_single_hyphens() {
        for slug in ["kooperation", "48-kalenderwoche", "a"] {
            assert!(is_slug(slug), "{slug}");
        }
        for slug in ["", "-a", "a-", "a--b", "A", "ä", "a/b", "..", "a b", "a%2e"] {
            assert!(!is_slug(slug), "{slug}");
        }
        assert!(!is_slug(&"a".repeat(121)));
    }

    #[test]
    fn a_photo_path_has_one_way_of_being_written() {
        assert_eq!(split_photo_path("/2023/kooperation/foto/1"), Some(("/2023/kooperation", 1)));
        for path in ["/2023/kooperation/foto/01", "/2023/kooperation/foto/+1", "/2023/kooperation/foto/"] {
            assert_eq!(split_photo_path(path), None, "{path}");
        }
    }

    #[test]
    fn a_year_has_four_digits_and_one_way_of_being_written() {
        assert_eq!(split_year_path("/2023"), Some("2023"));
        assert_eq!(year_of("/2023/kooperation/foto/1"), Some("2023"));
        for path in ["/2023/", "/20230", "/023", "2023", "/2023/kooperation", "/20a3", "/", "//2023"] {
            assert_eq!(split_year_path(path), None, "{path}");
        }
        assert_eq!(year_of("/suche"), None);
    }

    #[test]
    fn the_year_is_that_of_the_german_clock() {
        let release = Release { slug: "neujahr".into(), ..Release::blank(ReleaseId::random()) };
        let new_year = DateTime::from_timestamp(1_704_063_600, 0).expect("an instant");
        assert_eq!(base(&release, Opening::At { utc: new_year }, new_year), "/2024/neujahr");
    }
}
