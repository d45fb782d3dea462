//! The package of one item, signed and sealed.
//!
//! Bytes: the eight of [`MAGIC`]; the manifest as JSON and then the signatures as JSON, each behind its length (`u32`,
//! big endian); then the sealed parts in the manifest's order, each as long as the manifest says, and nothing after
//! them. What is signed is [`signed_bytes`]: the manifest as it stands here, for one newsroom alone.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sperrfrist_release::ReleaseId;
use sperrfrist_release::gate::Opening;
use sperrfrist_release::photo::RenditionName;
use thiserror::Error;

use crate::{DeskId, DeskKey, ItemId, NewsroomId, SealError, Signature, parts, sha256_hex};

/// The first bytes of every package.
pub const MAGIC: &[u8; 8] = b"SPERRF\x00\x02";
/// The version of the manifest this program writes.
pub const VERSION: u32 = 2;
/// Media type of a package.
pub const MEDIA_TYPE: &str = "application/vnd.sperrfrist.package";
/// The largest manifest, and the most of signatures, in bytes.
pub const MAX_MANIFEST: usize = 64 * 1024;
/// The most parts of an item.
pub const MAX_PARTS: usize = 32;

/// What is in a package, and when it may be shown. The due time counts from here alone. It tells nothing of the
/// content: digests and sizes are those of the sealed parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Manifest {
    pub version: u32,
    pub item: ItemId,
    /// Raised by every correction, reschedule and stop; a lower one changes nothing.
    pub generation: u64,
    pub opening: Opening,
    /// On the desk's clock.
    pub packed_at: DateTime<Utc>,
    /// The form of the content ([`sperrfrist_release::stored::VERSION`]): a newsroom takes in only what it will
    /// understand when the time has come.
    pub form: u32,
    /// A correction in haste ("Eilkorrektur"): whoever wrote it answers for it alone until a second person approves.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub haste: bool,
    /// The release of which this text is a version in another language: it is never public without that one. Of a photo, the
    /// release whose photo in the same place it needs to be public besides its own text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<ReleaseId>,
    pub parts: Vec<PartEntry>,
}

/// What a package is sealed under besides.
#[derive(Debug, Clone, Copy, Default)]
pub struct Terms<'a> {
    /// [`Manifest::haste`].
    pub haste: bool,
    /// [`Manifest::follows`].
    pub follows: Option<ReleaseId>,
    /// The age recipients of the office's seats ([`DeskKey::recipient`]), so that a second person can read what waits for
    /// approval.
    pub readers: &'a [String],
}

/// What the manifest says of a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PartEntry {
    /// 128 random bits, hexadecimal.
    pub name: String,
    pub role: Role,
    pub media_type: String,
    /// Of the sealed part.
    pub bytes: u64,
    /// Of the sealed part; hexadecimal.
    pub sha256: String,
    /// What it was made of besides, where that has its own time: it may be shown while all of these are public, each in
    /// this very edition.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub made_of: Vec<Edition>,
}

/// What a package held, by item and generation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Edition {
    pub item: ItemId,
    pub generation: u64,
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
    /// The release as a document (PDF), with the photos in [`PartEntry::made_of`].
    Document,
}

/// A part with its bytes, not sealed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub role: Role,
    pub media_type: String,
    pub bytes: Vec<u8>,
    /// [`PartEntry::made_of`].
    pub made_of: Vec<Edition>,
}

impl Part {
    /// A part that goes by the time of its item alone.
    #[must_use]
    pub fn new(role: Role, media_type: &str, bytes: Vec<u8>) -> Self {
        Self { role, media_type: media_type.into(), bytes, made_of: Vec::new() }
    }
}

/// A manifest as it was signed, to the byte, with who signed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedManifest {
    /// JSON of a [`Manifest`].
    pub text: String,
    pub signatures: Vec<Signature>,
}

impl SignedManifest {
    fn new(manifest: &Manifest, key: &DeskKey, newsroom: &NewsroomId) -> Self {
        let text = serde_json::to_string(manifest).expect("a manifest is plain data");
        let mut signed = Self { text, signatures: Vec::new() };
        signed.signatures.push(signed.approval(key, newsroom));
        signed
    }

    /// The signature of this desk under the same manifest: the second person's approval.
    #[must_use]
    pub fn approval(&self, key: &DeskKey, newsroom: &NewsroomId) -> Signature {
        key.sign(&signed_bytes(&self.text, newsroom))
    }

    /// The same with one signature more; a desk signs once.
    #[must_use]
    pub fn and(&self, signature: Signature) -> Self {
        let mut signed = self.clone();
        signed.signatures.retain(|known| known.key != signature.key);
        signed.signatures.push(signature);
        signed
    }

    /// What the manifest says, whoever signed it.
    ///
    /// # Errors
    /// [`PackageError::Manifest`], [`PackageError::Version`], [`PackageError::TooLarge`],
    /// [`PackageError::PartName`].
    pub fn read(&self) -> Result<Manifest, PackageError> {
        let version: AnyVersion = serde_json::from_str(&self.text).map_err(PackageError::Manifest)?;
        if version.version != VERSION {
            return Err(PackageError::Version(version.version));
        }
        let manifest: Manifest = serde_json::from_str(&self.text).map_err(PackageError::Manifest)?;
        if manifest.parts.len() > MAX_PARTS {
            return Err(PackageError::TooLarge);
        }
        let is_name = |name: &str| name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !manifest.parts.iter().all(|entry| is_name(&entry.name)) {
            return Err(PackageError::PartName);
        }
        Ok(manifest)
    }

    /// Whether one of the desks that `knows` admits has signed this, for this newsroom, and nobody signed it wrongly.
    ///
    /// # Errors
    /// [`PackageError::Signature`].
    pub fn check(&self, newsroom: &NewsroomId, knows: impl Fn(&DeskId) -> bool) -> Result<(), PackageError> {
        let signed = signed_bytes(&self.text, newsroom);
        let is_right = |signature: &Signature| knows(&signature.key) && signature.is_over(&signed);
        if self.signatures.is_empty() || !self.signatures.iter().all(is_right) {
            return Err(PackageError::Signature);
        }
        Ok(())
    }
}

#[derive(Deserialize)]
struct AnyVersion {
    version: u32,
}

/// The bytes under a signature: what it is, for whom, and the manifest. So no signature of one kind or newsroom can be
/// taken for one of another.
fn signed_bytes(manifest: &str, newsroom: &NewsroomId) -> Vec<u8> {
    format!("sperrfrist package {VERSION}\n{}\n{manifest}", newsroom.fingerprint()).into_bytes()
}

/// A signed manifest with its sealed parts, in its order; each part is as the manifest says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    signed: SignedManifest,
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
    #[error("Das Paket trägt keine Unterschrift, der dieser Newsroom traut.")]
    Signature,
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
            Self::Signature => "package.signature",
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
    /// Seals parts for a newsroom, under fresh random names, and signs for them.
    ///
    /// # Errors
    /// [`SealError::Recipient`].
    pub fn seal(
        what: (ItemId, u64, Opening),
        packed_at: DateTime<Utc>,
        parts: &[Part],
        key: &DeskKey,
        newsroom: &NewsroomId,
    ) -> Result<Self, SealError> {
        Self::seal_under(Terms::default(), what, packed_at, parts, key, newsroom)
    }

    /// The same under terms.
    ///
    /// # Errors
    /// [`SealError::Recipient`].
    pub fn seal_under(
        terms: Terms<'_>,
        (item, generation, opening): (ItemId, u64, Opening),
        packed_at: DateTime<Utc>,
        parts: &[Part],
        key: &DeskKey,
        newsroom: &NewsroomId,
    ) -> Result<Self, SealError> {
        let sealed: Vec<Vec<u8>> = parts
            .iter()
            .map(|part| parts::seal(&part.bytes, newsroom, terms.readers))
            .collect::<Result<_, _>>()?;
        let entry = |(part, sealed): (&Part, &Vec<u8>)| PartEntry {
            name: crate::random_name(),
            role: part.role,
            media_type: part.media_type.clone(),
            bytes: sealed.len() as u64,
            sha256: sha256_hex(sealed),
            made_of: part.made_of.clone(),
        };
        let manifest = Manifest {
            version: VERSION,
            item,
            generation,
            opening,
            packed_at,
            form: sperrfrist_release::stored::VERSION,
            haste: terms.haste,
            follows: terms.follows,
            parts: parts.iter().zip(&sealed).map(entry).collect(),
        };
        Ok(Self { signed: SignedManifest::new(&manifest, key, newsroom), manifest, parts: sealed })
    }

    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The manifest as it was signed.
    #[must_use]
    pub fn signed(&self) -> &SignedManifest {
        &self.signed
    }

    /// The sealed parts with their entries.
    pub fn parts(&self) -> impl Iterator<Item = (&PartEntry, &[u8])> {
        self.manifest.parts.iter().zip(self.parts.iter().map(Vec::as_slice))
    }

    /// The bytes that travel.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let signatures = serde_json::to_vec(&self.signed.signatures).expect("signatures are plain data");
        let content: usize = self.parts.iter().map(Vec::len).sum();
        let mut bytes = Vec::with_capacity(16 + self.signed.text.len() + signatures.len() + content);
        bytes.extend_from_slice(MAGIC);
        for block in [self.signed.text.as_bytes(), &signatures] {
            let length = u32::try_from(block.len()).expect("a manifest stays far below 4 GiB");
            bytes.extend_from_slice(&length.to_be_bytes());
            bytes.extend_from_slice(block);
        }
        for part in &self.parts {
            bytes.extend_from_slice(part);
        }
        bytes
    }

    /// Reads a package and holds every sealed part against the manifest. Who signed it is for
    /// [`SignedManifest::check`].
    ///
    /// # Errors
    /// [`PackageError`]; a package is read whole or not at all.
    pub fn decode(bytes: &[u8]) -> Result<Self, PackageError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or_else(|| no_package(bytes))?;
        let (text, rest) = block(rest)?;
        let (signatures, mut rest) = block(rest)?;
        let signatures: Vec<Signature> =
            serde_json::from_slice(signatures).map_err(PackageError::Manifest)?;
        let text = std::str::from_utf8(text).map_err(|_| PackageError::NotAPackage)?.to_owned();
        let signed = SignedManifest { text, signatures };
        let manifest = signed.read()?;
        let mut parts = Vec::with_capacity(manifest.parts.len());
        for entry in &manifest.parts {
            let length = usize::try_from(entry.bytes).map_err(|_| PackageError::TooLarge)?;
            let (part, after) = rest.split_at_checked(length).ok_or(PackageError::Truncated)?;
            parts.push(part.to_vec());
            rest = after;
        }
        if !rest.is_empty() {
            return Err(PackageError::Trailing(rest.len()));
        }
        Self::of(signed, parts)
    }

    /// Puts a package together again, from sealed parts in the manifest's order.
    ///
    /// # Errors
    /// [`PackageError`].
    pub fn of(signed: SignedManifest, parts: Vec<Vec<u8>>) -> Result<Self, PackageError> {
        let manifest = signed.read()?;
        let is_as_told = |(part, entry): (&Vec<u8>, &PartEntry)| {
            part.len() as u64 == entry.bytes && sha256_hex(part) == entry.sha256
        };
        if parts.len() != manifest.parts.len() || !parts.iter().zip(&manifest.parts).all(is_as_told) {
            return Err(PackageError::Digest);
        }
        Ok(Self { signed, manifest, parts })
    }
}

/// A block behind its length, and what follows it.
fn block(bytes: &[u8]) -> Result<(&[u8], &[u8]), PackageError> {
    let (length, rest) = bytes.split_first_chunk::<4>().ok_or(PackageError::Truncated)?;
    let length = u32::from_be_bytes(*length) as usize;
    if length > MAX_MANIFEST {
        return Err(PackageError::TooLarge);
    }
    rest.split_at_checked(length).ok_or(PackageError::Truncated)
}

/// A package of another version is told from what is none.
fn no_package(bytes: &[u8]) -> PackageError {
    match (bytes.starts_with(&MAGIC[..7]), bytes.get(7)) {
        (true, Some(version)) => PackageError::Version(u32::from(*version)),
        _ => PackageError::NotAPackage,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use sperrfrist_release::ReleaseId;

    use crate::NewsroomKeys;

    fn newsroom() -> NewsroomKeys {
        NewsroomKeys::generate(None).expect("keys")
    }

    fn package(parts: &[Vec<u8>]) -> Package {
        package_for(&newsroom(), &DeskKey::generate(), parts)
    }

    fn package_for(newsroom: &NewsroomKeys, desk: &DeskKey, parts: &[Vec<u8>]) -> Package {
        let parts: Vec<Part> =
            parts.iter().map(|bytes| Part::new(Role::Photo, "image/jpeg", bytes.clone())).collect();
        let opening = Opening::Signal { after_minutes: 0, not_before: None };
        let item = ItemId::text(ReleaseId::random());
        Package::seal((item, 1, opening), DateTime::UNIX_EPOCH, &parts, desk, newsroom.id()).expect("seals")
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
            let at = bytes.len() - 1 - bit / 8;
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

    #[test]
    fn only_a_known_desk_signs_for_this_newsroom() {
        let (here, there) = (newsroom(), newsroom());
        let (desk, other) = (DeskKey::generate(), DeskKey::generate());
        let package = package_for(&here, &desk, &[vec![1; 20]]);
        let knows = |known: DeskId| move |id: &DeskId| *id == known;
        package.signed().check(here.id(), knows(desk.id())).expect("signed");
        assert!(package.signed().check(here.id(), knows(other.id())).is_err());
        assert!(package.signed().check(there.id(), knows(desk.id())).is_err());
        let unsigned = SignedManifest { signatures: Vec::new(), ..package.signed().clone() };
        assert!(unsigned.check(here.id(), |_| true).is_err());
    }

    #[test]
    fn a_second_desk_signs_the_same_manifest() {
        let (here, there) = (newsroom(), newsroom());
        let (desk, second) = (DeskKey::generate(), DeskKey::generate());
        let package = package_for(&here, &desk, &[vec![1; 20]]);
        let approved = package.signed().and(package.signed().approval(&second, here.id()));
        assert_eq!(approved.signatures.len(), 2);
        assert_eq!(approved.and(approved.signatures[1].clone()), approved);
        approved.check(here.id(), |_| true).expect("both have signed");
        let elsewhere = package.signed().and(package.signed().approval(&second, there.id()));
        assert!(elsewhere.check(here.id(), |_| true).is_err());
        let parts = package.parts().map(|(_, sealed)| sealed.to_vec()).collect();
        let again = Package::of(approved.clone(), parts).expect("whole");
        assert_eq!(Package::decode(&again.encode()).expect("decodes").signed(), &approved);
        assert!(Package::of(approved, Vec::new()).is_err());
    }

    #[test]
    fn the_seats_of_the_office_can_read_what_the_newsroom_keeps_sealed() {
        let (here, desk, second) = (newsroom(), DeskKey::generate(), DeskKey::generate());
        let part = Part::new(Role::Photo, "image/jpeg", vec![7; 20]);
        let readers = [second.recipient()];
        let terms = Terms { haste: true, readers: &readers, ..Terms::default() };
        let what =
            (ItemId::text(ReleaseId::random()), 1, Opening::Signal { after_minutes: 0, not_before: None });
        let package =
            Package::seal_under(terms, what, DateTime::UNIX_EPOCH, &[part], &desk, here.id()).expect("seals");
        assert!(package.manifest().haste);
        let (_, sealed) = package.parts().next().expect("a part");
        assert_eq!(here.open(sealed).expect("opens"), vec![7; 20]);
        assert_eq!(second.open(sealed).expect("opens"), vec![7; 20]);
        assert!(matches!(desk.open(sealed), Err(SealError::NotForUs)));
        let nobody = Terms { readers: &["age1falsch".to_owned()], ..Terms::default() };
        assert!(Package::seal_under(nobody, what, DateTime::UNIX_EPOCH, &[], &desk, here.id()).is_ok());
    }

    #[test]
    fn a_due_time_that_was_moved_is_noticed() {
        let (here, desk) = (newsroom(), DeskKey::generate());
        let signed = package_for(&here, &desk, &[vec![1; 20]]).signed().clone();
        for at in 0..signed.text.len() {
            let mut text = signed.text.clone().into_bytes();
            text[at] ^= 1;
            let Ok(text) = String::from_utf8(text) else { continue };
            let moved = SignedManifest { text, ..signed.clone() };
            assert!(moved.check(here.id(), |_| true).is_err(), "{at}");
        }
    }

    #[test]
    fn the_newsroom_opens_what_the_desk_sealed() {
        let here = newsroom();
        let package = package_for(&here, &DeskKey::generate(), &[vec![1; 20], vec![2; 3_000]]);
        let opened: Vec<Vec<u8>> =
            package.parts().map(|(_, sealed)| here.open(sealed).expect("opens")).collect();
        assert_eq!(opened, [vec![1; 20], vec![2; 3_000]]);
    }

    #[test]
    fn a_package_from_before_the_seal_is_refused_by_its_version() {
        let error = Package::decode(b"SPERRF\x00\x01\0\0\0\0").expect_err("old");
        assert!(matches!(error, PackageError::Version(1)), "{error}");
    }
}
