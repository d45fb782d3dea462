//! The package of one item.
//!
//! Bytes: the eight of [`MAGIC`], the manifest's length (`u32`, big endian), the manifest as JSON, then the
//! parts in the manifest's order, each as long as the manifest says, and nothing after them.

use serde::{Deserialize, Serialize};
use sperrfrist_release::gate::Opening;
use sperrfrist_release::photo::RenditionName;
use thiserror::Error;

use crate::{ItemId, sha256_hex};

/// The first bytes of every package.
pub const MAGIC: &[u8; 8] = b"SPERRF\x00\x01";
/// The version of the manifest this program writes.
pub const VERSION: u32 = 1;
/// Media type of a package.
pub const MEDIA_TYPE: &str = "application/vnd.sperrfrist.package";
/// The largest manifest, in bytes.
pub const MAX_MANIFEST: usize = 64 * 1024;
/// The most parts of an item.
pub const MAX_PARTS: usize = 32;

/// What is in a package, and when it may be shown. The due time counts from here alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Manifest {
    pub version: u32,
    pub item: ItemId,
    /// Raised by every correction, reschedule and stop; a lower one changes nothing.
    pub generation: u64,
    pub opening: Opening,
    pub parts: Vec<PartEntry>,
}

/// What the manifest says of a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PartEntry {
    /// 128 random bits, hexadecimal.
    pub name: String,
    pub role: Role,
    pub media_type: String,
    pub bytes: u64,
    /// Hexadecimal.
    pub sha256: String,
}

/// What a part is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Role {
    /// The stored form of the release, text only (`release::stored`).
    Release,
    /// `release::Photo` as JSON: caption and renditions.
    Photo,
    /// A clean picture.
    Rendition { name: RenditionName },
}

/// A part with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub role: Role,
    pub media_type: String,
    pub bytes: Vec<u8>,
}

/// A manifest with the bytes of its parts, in its order; each part is as the manifest says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    manifest: Manifest,
    parts: Vec<Vec<u8>>,
}

/// Why bytes are no package.
#[derive(Debug, Error)]
pub enum PackageError {
    #[error("Das ist kein Paket von Sperrfrist.")]
    NotAPackage,
    #[error("Das Paket ist unvollständig.")]
    Truncated,
    #[error("Nach dem letzten Teil stehen noch {0} Bytes.")]
    Trailing(usize),
    #[error("Das Inhaltsverzeichnis des Pakets ist nicht lesbar.")]
    Manifest(#[source] serde_json::Error),
    #[error("Das Paket hat die Form {0}; verstanden wird {VERSION}.")]
    Version(u32),
    #[error("Das Paket hat zu viele oder zu große Teile.")]
    TooLarge,
    #[error("Ein Teil des Pakets stimmt nicht mit seiner Prüfsumme überein.")]
    Digest,
    #[error("Der Name eines Teils ist nicht zulässig.")]
    PartName,
}

impl PackageError {
    /// Stable name of the error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAPackage => "package.not_a_package",
            Self::Truncated => "package.truncated",
            Self::Trailing(_) => "package.trailing",
            Self::Manifest(_) => "package.manifest",
            Self::Version(_) => "package.version",
            Self::TooLarge => "package.too_large",
            Self::Digest => "package.digest",
            Self::PartName => "package.part_name",
        }
    }

    /// What to do now.
    #[must_use]
    pub fn next_step(&self) -> &'static str {
        match self {
            Self::Version(_) => "Bringen Sie App und Newsroom auf denselben Stand.",
            Self::TooLarge => "Verkleinern Sie das Foto.",
            _ => "Planen Sie die Meldung noch einmal ein. Der Newsroom hat nichts davon behalten.",
        }
    }
}

impl Package {
    /// Packs parts under fresh random names.
    #[must_use]
    pub fn seal(item: ItemId, generation: u64, opening: Opening, parts: Vec<Part>) -> Self {
        let entries = parts
            .iter()
            .map(|part| PartEntry {
                name: crate::random_name(),
                role: part.role,
                media_type: part.media_type.clone(),
                bytes: part.bytes.len() as u64,
                sha256: sha256_hex(&part.bytes),
            })
            .collect();
        Self {
            manifest: Manifest { version: VERSION, item, generation, opening, parts: entries },
            parts: parts.into_iter().map(|part| part.bytes).collect(),
        }
    }

    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The parts with their entries.
    pub fn parts(&self) -> impl Iterator<Item = (&PartEntry, &[u8])> {
        self.manifest.parts.iter().zip(self.parts.iter().map(Vec::as_slice))
    }

    /// The bytes that travel.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let manifest = serde_json::to_vec(&self.manifest).expect("a manifest is plain data");
        let length = u32::try_from(manifest.len()).expect("a manifest stays far below 4 GiB");
        let mut bytes =
            Vec::with_capacity(12 + manifest.len() + self.parts.iter().map(Vec::len).sum::<usize>());
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(&manifest);
        for part in &self.parts {
            bytes.extend_from_slice(part);
        }
        bytes
    }

    /// Reads a package and holds every part against the manifest.
    ///
    /// # Errors
    /// [`PackageError`]; a package is read whole or not at all.
    pub fn decode(bytes: &[u8]) -> Result<Self, PackageError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(PackageError::NotAPackage)?;
        let (length, rest) = rest.split_first_chunk::<4>().ok_or(PackageError::Truncated)?;
        let length = u32::from_be_bytes(*length) as usize;
        if length > MAX_MANIFEST {
            return Err(PackageError::TooLarge);
        }
        let (manifest, mut rest) = rest.split_at_checked(length).ok_or(PackageError::Truncated)?;
        let manifest: Manifest = serde_json::from_slice(manifest).map_err(PackageError::Manifest)?;
        if manifest.version != VERSION {
            return Err(PackageError::Version(manifest.version));
        }
        if manifest.parts.len() > MAX_PARTS {
            return Err(PackageError::TooLarge);
        }
        let mut parts = Vec::with_capacity(manifest.parts.len());
        for entry in &manifest.parts {
            if entry.name.len() != 32 || !entry.name.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                return Err(PackageError::PartName);
            }
            let length = usize::try_from(entry.bytes).map_err(|_| PackageError::TooLarge)?;
            let (part, after) = rest.split_at_checked(length).ok_or(PackageError::Truncated)?;
            if sha256_hex(part) != entry.sha256 {
                return Err(PackageError::Digest);
            }
            parts.push(part.to_vec());
            rest = after;
        }
        if !rest.is_empty() {
            return Err(PackageError::Trailing(rest.len()));
        }
        Ok(Self { manifest, parts })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use sperrfrist_release::ReleaseId;

    fn package(parts: &[Vec<u8>]) -> Package {
        let parts = parts
            .iter()
            .map(|bytes| Part { role: Role::Photo, media_type: "image/jpeg".into(), bytes: bytes.clone() })
            .collect();
        let opening = Opening::Signal { after_minutes: 0, not_before: None };
        Package::seal(ItemId::text(ReleaseId::random()), 1, opening, parts)
    }

    proptest! {
        #[test]
        fn what_is_packed_is_unpacked(parts in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..200), 0..5)) {
            let package = package(&parts);
            prop_assert_eq!(Package::decode(&package.encode()).expect("decodes"), package);
        }

        #[test]
        fn a_changed_bit_of_a_part_is_noticed(bit in 0usize..800) {
            let package = package(&[vec![7; 100]]);
            let mut bytes = package.encode();
            let at = bytes.len() - 100 + bit / 8;
            bytes[at] ^= 1 << (bit % 8);
            prop_assert!(matches!(Package::decode(&bytes), Err(PackageError::Digest)));
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = Package::decode(&bytes);
            let mut dressed = MAGIC.to_vec();
            dressed.extend(bytes);
            let _ = Package::decode(&dressed);
        }
    }

    #[test]
    fn every_truncation_is_refused() {
        let bytes = package(&[vec![1; 20], vec![2; 30]]).encode();
        for length in 0..bytes.len() {
            assert!(Package::decode(&bytes[..length]).is_err(), "{length}");
        }
    }

    #[test]
    fn bytes_after_the_last_part_are_refused() {
        let mut bytes = package(&[vec![1; 20]]).encode();
        bytes.push(0);
        assert!(matches!(Package::decode(&bytes), Err(PackageError::Trailing(1))));
    }
}
