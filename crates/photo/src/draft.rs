//! A clean photo on its way to where it is kept: written piece by piece, compared, read again and checked.
//!
//! A batch needs no second copy of the picture for that. The pieces of a [`Draft`] borrow the coded picture from
//! the source. Once they are written and compared, the source's buffer is free for reading the written file again,
//! and the [`Claim`] that is left says what must be found in it.

use std::borrow::Cow;
use std::io::{self, Read};

use crate::clean::{Settled, clean_with};
use crate::format::Format;
use crate::jpeg::{self, Picture, Pieces};
use crate::{Caption, CleanReport, Cleaned, Limits, Options, PhotoError, verify};

/// How much is read at a time for comparing, in bytes: small enough to stay in the processor's cache.
const CHUNK: usize = 256 * 1_024;

/// A photo taken apart and put together again, but not checked yet. It is clean only when [`Claim::check`] has read
/// again what was written.
pub struct Draft<'a> {
    pieces: Vec<Cow<'a, [u8]>>,
    claim: Claim,
}

/// What a written photo must hold to be clean.
pub struct Claim {
    caption: Caption,
    report: CleanReport,
    proof: Proof,
}

/// What there is to check beyond [`verify`].
enum Proof {
    /// Nothing: the picture was compared before.
    Verify,
    /// The picture, seen by the independent scanner as by the parser.
    Picture(Picture),
}

/// Rebuilds a photo like [`crate::clean_with`], and leaves the writing and the check to the caller:
///
/// ```
/// # use sperrfrist_photo::{Caption, Limits, Options, PhotoError, draft};
/// # fn store(source: &mut Vec<u8>) -> Result<Vec<u8>, PhotoError> {
/// let draft = draft(source, &Caption::default(), Options::default(), &Limits::default())?;
/// let mut file = Vec::new(); // or a file on the disk, piece by piece
/// draft.pieces().for_each(|piece| file.extend(piece));
/// let claim = draft.compare(&file[..]).ok().flatten().expect("written as it was said");
/// source.clone_from(&file); // the file, read again
/// let report = claim.check(source)?;
/// # assert_eq!(report.bytes_after, file.len() as u64);
/// # Ok(file)
/// # }
/// ```
///
/// # Errors
/// As [`crate::clean_with`].
pub fn draft<'a>(
    bytes: &'a [u8],
    caption: &Caption,
    options: Options,
    limits: &Limits,
) -> Result<Draft<'a>, PhotoError> {
    if Format::of(bytes)? == Format::Jpeg {
        limits.check_bytes(bytes)?;
        let photo = jpeg::parse(bytes, limits)?;
        let settled = Settled::of(&photo, caption, options.rights)?;
        let (Pieces { list: pieces, .. }, picture, built) = photo.draft(&settled.caption)?;
        let length = pieces.iter().map(|piece| piece.len()).sum();
        let report = settled.report(&photo, &built, (bytes.len(), length));
        let claim = Claim { caption: settled.caption, report, proof: Proof::Picture(picture) };
        return Ok(Draft { pieces, claim });
    }
    let Cleaned { bytes, caption, report, .. } = clean_with(bytes, caption, options, limits)?;
    let claim = Claim { caption, report, proof: Proof::Verify };
    Ok(Draft { pieces: vec![Cow::Owned(bytes)], claim })
}

impl<'a> Draft<'a> {
    /// What the file will be: its format, its size, and what was done.
    #[must_use]
    pub fn report(&self) -> &CleanReport {
        &self.claim.report
    }

    /// The bytes of the clean file, in their order.
    pub fn pieces(&self) -> impl Iterator<Item = &[u8]> {
        self.pieces.iter().map(AsRef::as_ref)
    }

    /// Reads what was written and lets go of the source. `None` if it is not these bytes, no fewer and no more.
    ///
    /// # Errors
    /// Those of reading.
    pub fn compare(self, mut written: impl Read) -> io::Result<Option<Claim>> {
        let mut chunk = vec![0; CHUNK];
        for piece in self.pieces() {
            for expected in piece.chunks(CHUNK) {
                let found = &mut chunk[..expected.len()];
                match written.read_exact(found) {
                    Ok(()) if found == expected => {}
                    Err(error) if error.kind() != io::ErrorKind::UnexpectedEof => return Err(error),
                    _ => return Ok(None),
                }
            }
        }
        let ended = io::copy(&mut written.take(1), &mut io::sink())? == 0;
        Ok(ended.then_some(self.claim))
    }
}

impl Claim {
    /// Checks the photo as it was read again, whole: that it shows the picture of the source, and that it holds
    /// nothing else but the caption.
    ///
    /// # Errors
    /// [`PhotoError::NotClean`].
    pub fn check(self, written: &[u8]) -> Result<CleanReport, PhotoError> {
        match &self.proof {
            Proof::Picture(picture) => picture.check(written, &self.caption)?,
            Proof::Verify => verify(written, &self.caption)?,
        }
        Ok(self.report)
    }
}

#[cfg(test)]
mod tests {
    use sperrfrist_testkit::jpeg::{CODINGS, one_leak, picture, picture_as};

    use super::*;
    use crate::clean;

    fn of(source: &[u8]) -> Draft<'_> {
        draft(source, &Caption::default(), Options::default(), &Limits::default()).expect("a whole JPEG")
    }

    fn whole(draft: &Draft<'_>) -> Vec<u8> {
        draft.pieces().collect::<Vec<_>>().concat()
    }

    #[test]
    fn the_pieces_are_the_file_that_cleaning_in_memory_gives() {
        let leaks = one_leak("ZQCANARYZQ").into_iter().map(|leak| leak.bytes);
        for source in CODINGS.iter().map(|&coding| picture_as(coding, 40, 24)).chain(leaks) {
            let cleaned = clean(&source, &Caption::default(), &Limits::default()).expect("a whole JPEG");
            let draft = of(&source);
            let written = whole(&draft);
            assert_eq!(written, cleaned.bytes);
            let claim = draft.compare(&written[..]).expect("memory can be read").expect("the same");
            assert_eq!(claim.check(&written), Ok(cleaned.report));
        }
    }

    #[test]
    fn what_is_not_as_it_was_written_is_found() {
        let source = picture(40, 24);
        let written = whole(&of(&source));
        let agrees = |bytes: &[u8]| of(&source).compare(bytes).expect("memory can be read").is_some();
        assert!(agrees(&written));
        assert!(!agrees(&[&written[..], b"x"].concat()));
        for at in 0..written.len() {
            let mut other = written.clone();
            other[at] ^= 1;
            assert!(!agrees(&other) && !agrees(&written[..at]), "{at}");
        }
    }

    #[test]
    fn a_claim_takes_no_other_picture() {
        let (source, other) = (picture(40, 24), picture(40, 32));
        let written = whole(&of(&source));
        let claim = of(&source).compare(&written[..]).expect("memory can be read").expect("the same");
        let refused = claim.check(&whole(&of(&other)));
        assert!(matches!(refused, Err(PhotoError::NotClean { .. })), "{refused:?}");
    }
}
