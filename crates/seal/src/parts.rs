//! A part under its seal: one age file (age-encryption.org/v1), padded so that its size says little.
//!
//! What is encrypted: the length of the content (`u64`, big endian), the content, and zeros.

use std::io::{Read, Write};

use age::{Decryptor, Encryptor, x25519};

use crate::{NewsroomId, SealError};

/// Before the content.
const LENGTH: usize = 8;

/// Seals a part for a newsroom, for the safe if it has one, and for the readers.
///
/// # Errors
/// [`SealError::Recipient`].
pub(crate) fn seal(content: &[u8], newsroom: &NewsroomId, readers: &[String]) -> Result<Vec<u8>, SealError> {
    let newsroom = [Some(&newsroom.recipient), newsroom.recovery.as_ref()].into_iter().flatten();
    seal_for(content, newsroom.chain(readers))
}

/// Seals for these age recipients and nobody else.
///
/// # Errors
/// [`SealError::Recipient`].
pub(crate) fn seal_for<'a>(
    content: &[u8],
    recipients: impl Iterator<Item = &'a String>,
) -> Result<Vec<u8>, SealError> {
    let recipients: Vec<x25519::Recipient> =
        recipients.map(|text| text.parse().map_err(|_| SealError::Recipient)).collect::<Result<_, _>>()?;
    let recipients = recipients.iter().map(|recipient| recipient as &dyn age::Recipient);
    let encryptor = Encryptor::with_recipients(recipients).map_err(|_| SealError::Recipient)?;
    let padded = padded(LENGTH + content.len());
    let mut sealed = Vec::with_capacity(padded + padded / 4_000 + 512);
    let written = || -> std::io::Result<()> {
        let mut writer = encryptor.wrap_output(&mut sealed)?;
        writer.write_all(&(content.len() as u64).to_be_bytes())?;
        writer.write_all(content)?;
        std::io::copy(&mut std::io::repeat(0).take((padded - LENGTH - content.len()) as u64), &mut writer)?;
        writer.finish().map(drop)
    };
    written().map_err(|_| SealError::Recipient)?;
    Ok(sealed)
}

pub(crate) fn is_for(sealed: &[u8], identity: &x25519::Identity) -> bool {
    // The header with its MAC is read here, and nothing behind it.
    Decryptor::new(sealed)
        .is_ok_and(|decryptor| decryptor.decrypt(std::iter::once(identity as &dyn age::Identity)).is_ok())
}

pub(crate) fn open(sealed: &[u8], identity: &x25519::Identity) -> Result<Vec<u8>, SealError> {
    open_with(sealed, std::slice::from_ref(identity))
}

/// Opens with whichever of these it was sealed for.
pub(crate) fn open_with(sealed: &[u8], identities: &[x25519::Identity]) -> Result<Vec<u8>, SealError> {
    let decryptor = Decryptor::new(sealed).map_err(|_| SealError::Damaged)?;
    let identities = identities.iter().map(|identity| identity as &dyn age::Identity);
    let mut reader = decryptor.decrypt(identities).map_err(|_| SealError::NotForUs)?;
    let mut content = Vec::with_capacity(sealed.len());
    reader.read_to_end(&mut content).map_err(|_| SealError::Damaged)?;
    let (length, rest) = content.split_first_chunk::<LENGTH>().ok_or(SealError::Damaged)?;
    let length = usize::try_from(u64::from_be_bytes(*length)).map_err(|_| SealError::Damaged)?;
    let is_padding = rest.get(length..).is_some_and(|zeros| zeros.iter().all(|byte| *byte == 0));
    if !is_padding || padded(LENGTH + length) != content.len() {
        return Err(SealError::Damaged);
    }
    content.drain(..LENGTH);
    content.truncate(length);
    Ok(content)
}

/// Padmé (Nikitin et al., Reducing Metadata Leakage from Encrypted Files, PETS 2019): a size of which only the upper
/// bits are told, at most 12 % more.
fn padded(length: usize) -> usize {
    const LEAST: usize = 1_024;
    let length = length.max(LEAST);
    let exponent = usize::BITS - 1 - length.leading_zeros();
    let told = usize::BITS - exponent.leading_zeros();
    let mask = (1_usize << exponent.saturating_sub(told)) - 1;
    (length + mask) & !mask
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::NewsroomKeys;
    use proptest::prelude::*;

    fn newsroom() -> NewsroomKeys {
        NewsroomKeys::generate(None).expect("keys")
    }

    proptest! {
        #[test]
        fn what_was_sealed_is_opened(content in prop::collection::vec(any::<u8>(), 0..5_000)) {
            let keys = newsroom();
            let sealed = seal(&content, keys.id(), &[]).expect("seals");
            prop_assert!(keys.can_open(&sealed));
            prop_assert_eq!(keys.open(&sealed).expect("opens"), content);
        }

        #[test]
        fn a_size_says_little(length in 0usize..40_000_000) {
            let size = padded(length);
            prop_assert!(size >= length && size <= length.max(1_024) * 112 / 100);
            prop_assert_eq!(padded(size), size);
        }
    }

    #[test]
    fn a_flipped_bit_or_a_missing_byte_is_noticed() {
        let keys = newsroom();
        let sealed = seal(b"Kooperation", keys.id(), &[]).expect("seals");
        for at in 0..sealed.len() {
            let mut other = sealed.clone();
            other[at] ^= 1;
            assert!(keys.open(&other).is_err(), "{at}");
            assert!(keys.open(&sealed[..at]).is_err(), "{at}");
        }
        assert!(keys.open(&[&sealed[..], b"x"].concat()).is_err());
    }

    #[test]
    fn another_newsroom_cannot_open_it_and_the_safe_can() {
        let safe = x25519::Identity::generate();
        let keys = NewsroomKeys::generate(Some(&safe.to_public().to_string())).expect("keys");
        let sealed = seal(b"Kooperation", keys.id(), &[]).expect("seals");
        let other = newsroom();
        assert!(!other.can_open(&sealed));
        assert!(matches!(other.open(&sealed), Err(SealError::NotForUs)));
        assert_eq!(open(&sealed, &safe).expect("opens"), b"Kooperation");
    }

    #[test]
    fn nothing_of_the_content_is_readable() {
        let sealed = seal(b"KANARIENVOGEL", newsroom().id(), &[]).expect("seals");
        assert!(!sealed.windows(8).any(|window| b"KANARIENVOGEL".windows(8).any(|word| word == window)));
    }
}
