//! A release that is handed on as one file: its draft in every language, its photos as they came, its letterhead.
//!
//! The file has no paths and no compression, so there is nothing in it that could lead out of a folder or grow: a line that
//! says what it is, the SHA-256 and the length of a list of contents, the list as JSON, and the files that it names with their
//! SHA-256, one behind the other. With a passphrase all of it is one age file. Nothing in it is a key, and nothing says what is planned.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::iter;

use age::scrypt;
use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Encryptor};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use sperrfrist_release::stored::{self, StoredError};
use sperrfrist_release::{Caption, LetterheadId, Person, PhotoEdits, Release};

use crate::{random_bytes, sha256_hex};

/// How the names of these files end.
pub const ENDING: &str = "sperrfrist";
/// The largest file, in bytes: it is held in memory.
pub const MAX_BYTES: usize = 512 * 1024 * 1024;
/// The largest list of contents, in bytes.
const MAX_CONTENTS: usize = 16 * 1024 * 1024;
const VERSION: u32 = 1;
/// The first line, without its number.
const LINE: &str = "sperrfrist bundle ";
/// How every age file begins.
const AGE: &[u8] = b"age-encryption.org/";
/// As a power of two: 32 MiB and a tenth of a second. The passphrase alone is beyond guessing.
const WORK: u8 = 15;
/// The most that a file may ask for: 256 MiB.
const MAX_WORK: u8 = 18;

/// What is handed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    pub made_at: DateTime<Utc>,
    /// The release first, its versions in other languages behind it.
    pub releases: Vec<Bundled>,
    pub letterheads: Vec<BundledLetterhead>,
    /// The originals by their SHA-256.
    pub originals: BTreeMap<String, Vec<u8>>,
}

/// A release with what is attached to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundled {
    pub release: Release,
    pub photos: Vec<BundledPhoto>,
}

/// A photo as the desk keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BundledPhoto {
    pub original: String,
    pub file_name: String,
    pub caption: Caption,
    pub edits: PhotoEdits,
    pub people: Vec<Person>,
}

/// A letterhead in its own form, with its logo in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BundledLetterhead {
    pub id: LetterheadId,
    pub name: String,
    pub toml: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Contents {
    made_at: DateTime<Utc>,
    releases: Vec<Entry>,
    letterheads: Vec<BundledLetterhead>,
    files: Vec<File>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Entry {
    /// The stored form.
    release: Value,
    photos: Vec<BundledPhoto>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct File {
    sha256: String,
    bytes: u64,
}

/// Why a file that was handed on cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    #[error("Das ist keine weitergegebene Meldung von Sperrfrist.")]
    NotABundle,
    #[error(
        "Die Datei wurde mit einer neueren Fassung von Sperrfrist gemacht (Form {found}, dieses Programm liest bis {VERSION})."
    )]
    Newer { found: u32 },
    #[error("Die Datei ist größer als {} MB und wird nicht gelesen.", MAX_BYTES / 1024 / 1024)]
    TooLarge,
    #[error("Die Datei ist mit einem Kennwort verschlüsselt.")]
    Locked,
    #[error("Mit diesem Kennwort lässt sich die Datei nicht öffnen.")]
    Passphrase,
    #[error("Die Datei ist beschädigt: Es fehlt etwas, oder es wurde etwas verändert.")]
    Damaged,
    #[error("{0}")]
    Release(#[source] StoredError),
}

impl BundleError {
    /// Stable name of the error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotABundle => "bundle.none",
            Self::Newer { .. } => "bundle.newer",
            Self::TooLarge => "bundle.too_large",
            Self::Locked => "bundle.locked",
            Self::Passphrase => "bundle.passphrase",
            Self::Damaged => "bundle.damaged",
            Self::Release(error) => error.code(),
        }
    }

    /// What to do now.
    #[must_use]
    pub fn next_step(&self) -> &'static str {
        match self {
            Self::NotABundle => "Wählen Sie eine Datei, deren Name auf .sperrfrist endet.",
            Self::Newer { .. } => {
                "Aktualisieren Sie Sperrfrist. Übernommen ist nichts, die Datei wurde nicht verändert."
            }
            Self::TooLarge => {
                "Bitten Sie darum, die Meldung mit weniger Fotos weiterzugeben. Übernommen ist nichts."
            }
            Self::Locked => "Geben Sie das Kennwort ein, das Ihnen genannt wurde.",
            Self::Passphrase => {
                "Fragen Sie nach dem Kennwort; es hat vier Gruppen zu fünf Zeichen. Übernommen ist nichts."
            }
            Self::Damaged | Self::Release(_) => {
                "Bitten Sie darum, die Meldung noch einmal weiterzugeben. Übernommen ist nichts."
            }
        }
    }
}

impl Bundle {
    /// The bytes of the file, behind the passphrase where there is one.
    ///
    /// # Errors
    /// [`BundleError::TooLarge`].
    pub fn encode(&self, passphrase: Option<&str>) -> Result<Vec<u8>, BundleError> {
        let contents = serde_json::to_vec(&self.contents()).expect("contents are plain data");
        let files: usize = self.originals.values().map(Vec::len).sum();
        if contents.len() > MAX_CONTENTS || files > MAX_BYTES - MAX_CONTENTS {
            return Err(BundleError::TooLarge);
        }
        let length = u32::try_from(contents.len()).map_err(|_| BundleError::TooLarge)?;
        let mut bytes = Vec::with_capacity(files + contents.len() + 64);
        bytes.extend_from_slice(format!("{LINE}{VERSION}\n").as_bytes());
        bytes.extend_from_slice(&Sha256::digest(&contents));
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(&contents);
        self.originals.values().for_each(|file| bytes.extend_from_slice(file));
        match passphrase {
            Some(passphrase) => lock(&bytes, passphrase),
            None => Ok(bytes),
        }
    }

    /// Reads a file whole, or not at all.
    ///
    /// # Errors
    /// [`BundleError`]; [`BundleError::Locked`] where it wants a passphrase and there is none.
    pub fn decode(bytes: &[u8], passphrase: Option<&str>) -> Result<Self, BundleError> {
        if bytes.len() > MAX_BYTES {
            return Err(BundleError::TooLarge);
        }
        if !bytes.starts_with(AGE) {
            return plain(bytes);
        }
        let passphrase = passphrase.ok_or(BundleError::Locked)?;
        plain(&unlock(bytes, passphrase)?)
    }

    /// What tells two of them apart that say different things: the same digest is the same draft, whenever it was handed on.
    #[must_use]
    pub fn digest(&self) -> String {
        let contents = Contents { made_at: DateTime::UNIX_EPOCH, ..self.contents() };
        sha256_hex(&serde_json::to_vec(&contents).expect("contents are plain data"))
    }

    fn contents(&self) -> Contents {
        let entry = |bundled: &Bundled| Entry {
            release: serde_json::from_str(&stored::to_json(&bundled.release))
                .expect("the stored form is JSON"),
            photos: bundled.photos.clone(),
        };
        let file =
            |(sha256, bytes): (&String, &Vec<u8>)| File { sha256: sha256.clone(), bytes: bytes.len() as u64 };
        Contents {
            made_at: self.made_at,
            releases: self.releases.iter().map(entry).collect(),
            letterheads: self.letterheads.clone(),
            files: self.originals.iter().map(file).collect(),
        }
    }
}

/// A passphrase that nobody guesses and everybody can say on the telephone: four groups of five, without what looks alike.
#[must_use]
pub fn passphrase() -> String {
    let mut signs = String::new();
    while signs.len() < GROUPS * GROUP {
        let [byte] = random_bytes::<1>();
        // What would come up more often than the rest is left out.
        if let Some(sign) = SIGNS.get(usize::from(byte) & 31) {
            signs.push(char::from(*sign));
        }
    }
    grouped(&signs)
}

const SIGNS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
const GROUPS: usize = 4;
const GROUP: usize = 5;

fn grouped(signs: &str) -> String {
    let signs: Vec<char> = signs.chars().collect();
    signs.chunks(GROUP).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// As it was made, however it was typed; one of another make stays as it is.
fn as_made(typed: &str) -> String {
    let signs: String =
        typed.to_lowercase().chars().filter(|c| !c.is_whitespace() && !"-–".contains(*c)).collect();
    let is_ours = signs.len() == GROUPS * GROUP && signs.bytes().all(|sign| SIGNS.contains(&sign));
    if is_ours { grouped(&signs) } else { typed.trim().to_owned() }
}

fn lock(bytes: &[u8], passphrase: &str) -> Result<Vec<u8>, BundleError> {
    let mut recipient = scrypt::Recipient::new(SecretString::from(as_made(passphrase)));
    recipient.set_work_factor(WORK);
    let recipient = &recipient as &dyn age::Recipient;
    let encryptor = Encryptor::with_recipients(iter::once(recipient)).expect("one recipient is enough");
    let mut sealed = Vec::with_capacity(bytes.len() + bytes.len() / 4_000 + 512);
    let written = || -> std::io::Result<()> {
        let mut writer = encryptor.wrap_output(&mut sealed)?;
        writer.write_all(bytes)?;
        writer.finish().map(drop)
    };
    written().map_err(|_| BundleError::TooLarge)?;
    Ok(sealed)
}

fn unlock(sealed: &[u8], passphrase: &str) -> Result<Vec<u8>, BundleError> {
    let decryptor = Decryptor::new(sealed).map_err(|error| match error {
        DecryptError::UnknownFormat => BundleError::NotABundle,
        _ => BundleError::Damaged,
    })?;
    if !decryptor.is_scrypt() {
        return Err(BundleError::NotABundle);
    }
    let mut identity = scrypt::Identity::new(SecretString::from(as_made(passphrase)));
    identity.set_max_work_factor(MAX_WORK);
    let opened = decryptor.decrypt(iter::once(&identity as &dyn age::Identity));
    let mut reader = opened.map_err(|error| match error {
        DecryptError::ExcessiveWork { .. } => BundleError::NotABundle,
        DecryptError::InvalidMac | DecryptError::InvalidHeader => BundleError::Damaged,
        _ => BundleError::Passphrase,
    })?;
    let mut bytes = Vec::with_capacity(sealed.len());
    reader.read_to_end(&mut bytes).map_err(|_| BundleError::Damaged)?;
    Ok(bytes)
}

fn plain(bytes: &[u8]) -> Result<Bundle, BundleError> {
    let rest = bytes.strip_prefix(LINE.as_bytes()).ok_or(BundleError::NotABundle)?;
    let end = rest.iter().take(12).position(|byte| *byte == b'\n').ok_or(BundleError::NotABundle)?;
    let number = std::str::from_utf8(&rest[..end]).ok().and_then(|text| text.parse().ok());
    match number {
        Some(VERSION) => {}
        Some(found) if found > VERSION => return Err(BundleError::Newer { found }),
        _ => return Err(BundleError::NotABundle),
    }
    let (digest, rest) = rest[end + 1..].split_first_chunk::<32>().ok_or(BundleError::Damaged)?;
    let (length, rest) = rest.split_first_chunk::<4>().ok_or(BundleError::Damaged)?;
    let length = u32::from_be_bytes(*length) as usize;
    if length > MAX_CONTENTS {
        return Err(BundleError::Damaged);
    }
    let (contents, mut rest) = rest.split_at_checked(length).ok_or(BundleError::Damaged)?;
    if Sha256::digest(contents)[..] != digest[..] {
        return Err(BundleError::Damaged);
    }
    let contents: Contents = serde_json::from_slice(contents).map_err(|_| BundleError::Damaged)?;
    let mut originals = BTreeMap::new();
    for file in contents.files {
        let length = usize::try_from(file.bytes).map_err(|_| BundleError::Damaged)?;
        let (own, after) = rest.split_at_checked(length).ok_or(BundleError::Damaged)?;
        if sha256_hex(own) != file.sha256 || originals.insert(file.sha256, own.to_vec()).is_some() {
            return Err(BundleError::Damaged);
        }
        rest = after;
    }
    let entry = |entry: Entry| {
        let release = stored::from_json(&entry.release.to_string()).map_err(BundleError::Release)?;
        Ok(Bundled { release, photos: entry.photos })
    };
    let releases = contents.releases.into_iter().map(entry).collect::<Result<Vec<_>, BundleError>>()?;
    let bundle = Bundle { made_at: contents.made_at, releases, letterheads: contents.letterheads, originals };
    if rest.is_empty() && bundle.is_whole() { Ok(bundle) } else { Err(BundleError::Damaged) }
}

impl Bundle {
    /// Whether everything that it speaks of is in it, once.
    fn is_whole(&self) -> bool {
        let Some((first, versions)) = self.releases.split_first() else { return false };
        let id = first.release.id;
        let is_there = |photo: &BundledPhoto| self.originals.contains_key(&photo.original);
        let is_version = |one: &Bundled| one.release.version_of == Some(id) && one.release.id != id;
        let is_once = |at: usize, one: &Bundled| {
            versions[..at].iter().all(|other| {
                other.release.id != one.release.id && other.release.language != one.release.language
            })
        };
        first.release.version_of.is_none()
            && versions.iter().all(is_version)
            && versions.iter().enumerate().all(|(at, one)| is_once(at, one))
            && self.releases.iter().all(|one| {
                let chosen =
                    one.release.photos.iter().filter_map(|slot| slot.photo.as_ref()?.original.as_ref());
                one.photos.iter().all(is_there)
                    && chosen
                        .into_iter()
                        .all(|original| one.photos.iter().any(|photo| photo.original == *original))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use sperrfrist_release::ReleaseId;

    fn bundle() -> Bundle {
        let mut release = Release::blank(ReleaseId::random());
        release.headline = "Kooperation für mehr Cybersicherheit".into();
        let picture = b"the bytes of a photo".to_vec();
        let photo = BundledPhoto {
            original: sha256_hex(&picture),
            file_name: "DSC_4417.jpg".into(),
            caption: Caption { caption: "Die Unterzeichnung".into(), ..Caption::default() },
            edits: PhotoEdits::default(),
            people: vec![Person::named("Anna Beispiel")],
        };
        let letterhead = BundledLetterhead {
            id: LetterheadId::random(),
            name: "Staatskanzlei".into(),
            toml: "x = 1".into(),
        };
        Bundle {
            made_at: DateTime::UNIX_EPOCH,
            releases: vec![Bundled { release, photos: vec![photo.clone()] }],
            letterheads: vec![letterhead],
            originals: BTreeMap::from([(photo.original, picture)]),
        }
    }

    fn code(bytes: &[u8]) -> &'static str {
        Bundle::decode(bytes, None).expect_err("refused").code()
    }

    /// The file of these contents.
    fn file(contents: &Value, files: &[u8]) -> Vec<u8> {
        let json = contents.to_string();
        let length = u32::try_from(json.len()).expect("short").to_be_bytes();
        let digest = Sha256::digest(json.as_bytes());
        [b"sperrfrist bundle 1\n", &digest[..], &length[..], json.as_bytes(), files].concat()
    }

    #[test]
    fn what_is_handed_on_is_read_with_and_without_a_passphrase() {
        let bundle = bundle();
        let open = bundle.encode(None).expect("written");
        assert_eq!(Bundle::decode(&open, None).expect("read"), bundle);
        assert_eq!(Bundle::decode(&open, Some("anything")).expect("read"), bundle);
        let passphrase = passphrase();
        let locked = bundle.encode(Some(&passphrase)).expect("written");
        assert!(!locked.windows(6).any(|window| window == b"bundle" || window == b"Cybers"));
        assert_eq!(code(&locked), "bundle.locked");
        let typed = format!(" {} ", passphrase.to_uppercase().replace('-', " "));
        assert_eq!(Bundle::decode(&locked, Some(&typed)).expect("read"), bundle);
        let wrong = Bundle::decode(&locked, Some("ganz falsch")).expect_err("wrong");
        assert_eq!(wrong.code(), "bundle.passphrase");
    }

    #[test]
    fn the_same_draft_has_the_same_digest_whenever_it_is_handed_on() {
        let bundle = bundle();
        let later = Bundle { made_at: DateTime::UNIX_EPOCH + chrono::Duration::days(1), ..bundle.clone() };
        let mut other = bundle.clone();
        other.releases[0].release.headline.push('.');
        assert_eq!(later.digest(), bundle.digest());
        assert_ne!(other.digest(), bundle.digest());
    }

    #[test]
    fn passphrases_are_of_four_groups_and_never_the_same() {
        let made: Vec<String> = (0..50).map(|_| passphrase()).collect();
        assert!(made.iter().all(|one| one.len() == 23 && one.split('-').all(|group| group.len() == 5)));
        let mut different = made.clone();
        different.sort();
        different.dedup();
        assert_eq!(different.len(), made.len());
        let signs: std::collections::BTreeSet<char> = made.concat().chars().filter(|c| *c != '-').collect();
        assert_eq!(signs.len(), SIGNS.len(), "every sign comes up");
    }

    #[test]
    fn what_is_none_is_newer_or_too_large_is_told_apart() {
        for none in [
            &b""[..],
            b"PK\x03\x04",
            b"sperrfrist bundle ",
            b"sperrfrist bundle 0\n",
            b"sperrfrist bundle x\n",
        ] {
            assert_eq!(code(none), "bundle.none");
        }
        let newer = bundle().encode(None).expect("written");
        let newer = [b"sperrfrist bundle 2\n", &newer[20..]].concat();
        assert_eq!(code(&newer), "bundle.newer");
        assert_eq!(code(&vec![0; MAX_BYTES + 1]), "bundle.too_large");
        assert_eq!(code(b"age-encryption.org/v1\n-> X25519 "), "bundle.locked");
        let for_a_key = b"age-encryption.org/v1\n-> X25519 ";
        assert_eq!(Bundle::decode(for_a_key, Some("x")).expect_err("no").code(), "bundle.damaged");
    }

    #[test]
    fn a_file_that_wants_too_much_work_of_the_machine_is_refused_before_it_is_done() {
        let mut recipient = scrypt::Recipient::new(SecretString::from("x".to_owned()));
        recipient.set_work_factor(2);
        let recipient = &recipient as &dyn age::Recipient;
        let encryptor = Encryptor::with_recipients(iter::once(recipient)).expect("one");
        let mut sealed = Vec::new();
        encryptor.wrap_output(&mut sealed).and_then(age::stream::StreamWriter::finish).expect("written");
        let text = String::from_utf8_lossy(&sealed);
        let line = text.lines().find(|line| line.starts_with("-> scrypt")).expect("a stanza");
        let at = sealed.windows(line.len()).position(|window| window == line.as_bytes()).expect("there");
        let greedy = line.strip_suffix('2').expect("its factor").to_owned() + "30";
        sealed.splice(at..at + line.len(), greedy.bytes());
        assert_eq!(Bundle::decode(&sealed, Some("x")).expect_err("no").code(), "bundle.none");
    }

    #[test]
    fn contents_that_contradict_themselves_are_damaged() {
        let whole = serde_json::to_value(bundle().contents()).expect("plain data");
        let picture = b"the bytes of a photo";
        assert!(Bundle::decode(&file(&whole, picture), None).is_ok());
        let with = |change: &dyn Fn(&mut Value)| {
            let mut changed = whole.clone();
            change(&mut changed);
            code(&file(&changed, picture))
        };
        assert_eq!(with(&|all| all["releases"] = Value::Array(vec![])), "bundle.damaged");
        assert_eq!(with(&|all| all["files"][0]["bytes"] = u64::MAX.into()), "bundle.damaged");
        assert_eq!(with(&|all| all["files"][0]["sha256"] = "../../etc/passwd".into()), "bundle.damaged");
        assert_eq!(
            with(&|all| all["releases"][0]["photos"][0]["original"] = "../x".into()),
            "bundle.damaged"
        );
        assert_eq!(with(&|all| all["releases"][0]["release"]["version"] = 99.into()), "stored.newer");
        assert_eq!(with(&|all| all["keys"] = "none".into()), "bundle.damaged");
        let twice = |all: &mut Value| {
            let first = all["releases"][0].clone();
            all["releases"].as_array_mut().expect("a list").push(first);
        };
        assert_eq!(with(&twice), "bundle.damaged");
        assert_eq!(code(&file(&whole, b"the bytes of another")), "bundle.damaged");
        assert_eq!(code(&file(&whole, b"the bytes of a photo and more")), "bundle.damaged");
    }

    #[test]
    fn a_file_that_ends_early_is_never_taken_for_a_whole_one() {
        let bytes = bundle().encode(None).expect("written");
        for length in 0..bytes.len() {
            assert!(Bundle::decode(&bytes[..length], None).is_err(), "{length}");
        }
        let locked = bundle().encode(Some("x")).expect("written");
        for length in [0, 20, 100, locked.len() / 2, locked.len() - 1] {
            assert!(Bundle::decode(&locked[..length], Some("x")).is_err(), "{length}");
        }
    }

    proptest! {
        #[test]
        fn chance_never_ends_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            let _ = Bundle::decode(&bytes, None);
            let dressed = [b"sperrfrist bundle 1\n", &bytes[..]].concat();
            prop_assert!(Bundle::decode(&dressed, None).is_err());
            let length = u32::try_from(bytes.len()).expect("short").to_be_bytes();
            let digest = Sha256::digest(&bytes);
            let listed = [b"sperrfrist bundle 1\n", &digest[..], &length[..], &bytes[..]].concat();
            prop_assert!(Bundle::decode(&listed, None).is_err());
        }

        #[test]
        fn a_flipped_bit_is_noticed(at in any::<proptest::sample::Index>(), bit in 0_u8..8) {
            let mut bytes = bundle().encode(None).expect("written");
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
            prop_assert!(Bundle::decode(&bytes, None).is_err());
        }
    }
}
