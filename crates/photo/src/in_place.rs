//! Cleaning without a second copy of the photo in memory: for batches, where memory and copying count.
//!
//! A JPEG's coded picture stays where the source has it; what belongs before and behind it is written over what
//! stood there.

use std::borrow::Cow;

use crate::clean::{Settled, clean_with};
use crate::format::Format;
use crate::jpeg;
use crate::{Caption, CleanReport, Cleaned, Limits, Options, PhotoError};

/// A photo that may go out, in the memory that held its source.
#[derive(Debug)]
pub struct CleanedInPlace<'a> {
    /// The whole file.
    pub bytes: Cow<'a, [u8]>,
    /// The words as they are written in it.
    pub caption: Caption,
    /// What was done.
    pub report: CleanReport,
}

/// Gives what [`crate::clean_with`] gives, and needs no second copy where the photo is a JPEG whose clean form fits
/// around its picture: mostly. What `source` holds afterwards is nobody's photo.
///
/// ```
/// # use sperrfrist_photo::{Caption, Limits, Options, PhotoError, clean_in_place};
/// # fn store(mut buffer: Vec<u8>, file: &mut impl std::io::Write) -> Result<(), PhotoError> {
/// let cleaned = clean_in_place(&mut buffer, &Caption::default(), Options::default(), &Limits::default())?;
/// file.write_all(&cleaned.bytes).expect("space");
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// As [`crate::clean_with`].
pub fn clean_in_place<'a>(
    source: &'a mut [u8],
    caption: &Caption,
    options: Options,
    limits: &Limits,
) -> Result<CleanedInPlace<'a>, PhotoError> {
    if Format::of(source)? != Format::Jpeg {
        let Cleaned { bytes, caption, report, .. } = clean_with(source, caption, options, limits)?;
        return Ok(CleanedInPlace { bytes: Cow::Owned(bytes), caption, report });
    }
    limits.check_bytes(source)?;
    let photo = jpeg::parse(source, limits)?;
    let settled = Settled::of(&photo, caption, options.rights)?;
    let (rebuilt, picture, built) = photo.rebuild(&settled.caption)?;
    let report = settled.report(&photo, &built, (source.len(), rebuilt.len()));
    let bytes = match rebuilt.in_place(source) {
        Some(place) => Cow::Borrowed(&source[place]),
        None => Cow::Owned(rebuilt.copied(source)?),
    };
    picture.check(&bytes, &settled.caption)?;
    Ok(CleanedInPlace { bytes, caption: settled.caption, report })
}

#[cfg(test)]
mod tests {
    use sperrfrist_testkit::jpeg::{CODINGS, Place, insert, one_leak, picture, picture_as, segment};

    use super::*;
    use crate::clean;

    fn in_place(source: &mut [u8], caption: &Caption) -> Result<(Vec<u8>, bool, CleanReport), PhotoError> {
        let CleanedInPlace { bytes, report, .. } =
            clean_in_place(source, caption, Options::default(), &Limits::default())?;
        let copied = matches!(bytes, Cow::Owned(_));
        Ok((bytes.into_owned(), copied, report))
    }

    #[test]
    fn it_gives_the_file_that_cleaning_with_a_copy_gives() {
        let long = Caption { caption: "Unterzeichnung ".repeat(200), ..Caption::default() };
        let leaks = one_leak("ZQCANARYZQ").into_iter().map(|leak| leak.bytes);
        for source in CODINGS.iter().map(|&coding| picture_as(coding, 40, 24)).chain(leaks) {
            for caption in [&Caption::default(), &long] {
                let cleaned = clean(&source, caption, &Limits::default()).expect("a whole JPEG");
                let (bytes, _, report) = in_place(&mut source.clone(), caption).expect("a whole JPEG");
                assert_eq!((bytes, report), (cleaned.bytes, cleaned.report));
            }
        }
    }

    #[test]
    fn a_copy_is_made_only_where_the_clean_file_does_not_fit() {
        let comment = segment(0xFE, &[b'x'; 60_000]);
        let roomy = insert(&picture(40, 24), Place::BeforeFrame, &comment);
        let long = Caption { caption: "Unterzeichnung ".repeat(100), ..Caption::default() };
        let is_copied = |source: &[u8], caption: &Caption| {
            in_place(&mut source.to_vec(), caption).expect("a whole JPEG").1
        };
        assert!(!is_copied(&picture(40, 24), &Caption::default()));
        assert!(!is_copied(&roomy, &long));
        assert!(is_copied(&picture(40, 24), &long));
        // Something between two scans goes, so that the second would have to move.
        let progressive = picture_as(CODINGS[1], 40, 24);
        assert!(!is_copied(&progressive, &Caption::default()));
    }
}
