//! The desk's key, and the newsroom it seals for.
//!
//! The key is made on the first start and never leaves the desk. What a newsroom says of its own keys is believed only
//! if it fits the fingerprint in the pairing line, which came on another way.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Utc};
use sperrfrist_channels::Newsroom;
use sperrfrist_release::gate::Opening;
use sperrfrist_seal::answer::Office;
use sperrfrist_seal::{
    DeskId, DeskKey, ItemId, NewsroomId, Package, Pairing, Part, Sight, Signature, SignedManifest, Terms,
    secret_file, sha256_hex,
};

use crate::Problem;
use crate::office_key::OfficeKeys;

/// Beside the archive's database, readable for its owner alone.
pub(crate) const KEY_FILE: &str = "desk.key";

/// Seals packages for the newsroom of this desk.
pub(crate) struct Sealer {
    key: DeskKey,
    pairing: Pairing,
    newsroom: Mutex<Option<NewsroomId>>,
    /// The office's key; none with the newsroom inside this app, whose office is this desk.
    office: Option<OfficeKeys>,
}

/// Why this seat cannot read a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unread {
    /// Nobody has handed it the office's key yet.
    KeyNotHandedOn,
    /// It was sealed for others alone.
    SealedForOthers,
}

impl Sealer {
    /// Reads the desk's key, or makes it.
    pub(crate) fn open(key_file: &Path, pairing: Pairing) -> Result<Self, Problem> {
        Ok(Self { office: None, ..Self::new(read_or_make(key_file, None)?, pairing) })
    }

    /// The same for a newsroom on a server. With another pairing line comes another key: the one from before was perhaps
    /// revoked with its line, and no new line would make it good again.
    pub(crate) fn open_for_line(key_file: &Path, pairing: Pairing) -> Result<Self, Problem> {
        Ok(Self::new(read_or_make(key_file, Some(&sha256_hex(pairing.token.as_bytes())))?, pairing))
    }

    /// For a newsroom on a server.
    pub(crate) fn new(key: DeskKey, pairing: Pairing) -> Self {
        Self { key, pairing, newsroom: Mutex::default(), office: Some(OfficeKeys::default()) }
    }

    /// For `Authorization: Bearer`.
    pub(crate) fn token(&self) -> &str {
        &self.pairing.token
    }

    /// Of the newsroom that the pairing line is for.
    pub(crate) fn fingerprint(&self) -> &str {
        &self.pairing.fingerprint
    }

    /// Seals and signs a package under these terms, for the seats of the office to read. Introduces the desk to the newsroom first, if it has not done so yet.
    pub(crate) fn seal(
        &self,
        newsroom: &Newsroom,
        (item, generation, opening): (ItemId, u64, Opening),
        packed_at: DateTime<Utc>,
        parts: &[Part],
        terms: Terms<'_>,
    ) -> Result<Package, Problem> {
        let id = self.newsroom(newsroom)?;
        // Whoever has to approve it must be able to read it, and whoever comes later, once the office's key was handed on.
        let office: Office = newsroom.office()?;
        let readers = match &self.office {
            Some(keys) => keys.keep(&self.key, newsroom, office),
            None => office.readers,
        };
        let terms = Terms { readers: &readers, ..terms };
        Package::seal_under(terms, (item, generation, opening), packed_at, parts, &self.key, &id)
            .map_err(|error| wrong_newsroom(&error.to_string()))
    }

    /// Makes this desk known to the newsroom, if it is not yet.
    pub(crate) fn introduce(&self, newsroom: &Newsroom) -> Result<(), Problem> {
        self.newsroom(newsroom).map(drop)
    }

    /// This desk's signature under what another has proposed.
    pub(crate) fn approval(
        &self,
        newsroom: &Newsroom,
        signed: &SignedManifest,
    ) -> Result<Signature, Problem> {
        Ok(signed.approval(&self.key, &self.newsroom(newsroom)?))
    }

    /// The key that signs for this desk.
    pub(crate) fn id(&self) -> DeskId {
        self.key.id()
    }

    /// Opens what was sealed for this seat, or for the office. Where the key that is known does not do, the newsroom is asked
    /// whether there is another one by now.
    pub(crate) fn open_part(&self, newsroom: &Newsroom, sealed: &[u8]) -> Result<Vec<u8>, Unread> {
        if let Ok(bytes) = self.key.open(sealed) {
            return Ok(bytes);
        }
        let keys = self.office.as_ref().ok_or(Unread::SealedForOthers)?;
        if let Some(bytes) = keys.open(sealed) {
            return Ok(bytes);
        }
        let office: Result<Office, _> = newsroom.office_soon();
        let key = office.ok().and_then(|office| office.key).ok_or(Unread::SealedForOthers)?;
        match keys.look(&self.key, Some(&key)) {
            Sight::Open(_) => keys.open(sealed).ok_or(Unread::SealedForOthers),
            Sight::Shut | Sight::False => Err(Unread::KeyNotHandedOn),
        }
    }

    /// Sees to it that everybody who is there has the office's key, and nobody who is not. What cannot be done now is done the
    /// next time.
    pub(crate) fn keep_office_key(&self, newsroom: &Newsroom) {
        let Some(keys) = &self.office else { return };
        // Whoever has the key can hand it to this seat from now on.
        if self.introduce(newsroom).is_ok()
            && let Ok(office) = newsroom.office_soon()
        {
            keys.keep(&self.key, newsroom, office);
        }
    }

    /// Reads the office's key anew.
    pub(crate) fn look_for_office_key(&self, newsroom: &Newsroom) {
        let Some(keys) = &self.office else { return };
        let office: Result<Office, _> = newsroom.office_soon();
        if let Ok(office) = office {
            keys.look(&self.key, office.key.as_ref());
        }
    }

    /// Rises when there may be more to read than before.
    pub(crate) fn office_key_generation(&self) -> u64 {
        self.office.as_ref().map_or(0, OfficeKeys::generation)
    }

    /// Introduces the desk anew with the next package: the newsroom did not know its signature.
    pub(crate) fn forget(&self) {
        *self.newsroom.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Who the newsroom is, by the fingerprint of the pairing line. Introduces the desk to it first, if it has not done so
    /// yet.
    pub(crate) fn newsroom(&self, newsroom: &Newsroom) -> Result<NewsroomId, Problem> {
        let mut known = self.newsroom.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(id) = known.as_ref() {
            return Ok(id.clone());
        }
        let id: NewsroomId = newsroom.introduce_seat(&self.key.id().to_string(), &self.key.recipient())?;
        if id.fingerprint() != self.pairing.fingerprint {
            return Err(wrong_newsroom(
                "Unter dieser Adresse meldet sich ein anderer Newsroom als der, für den der Zugangsschlüssel gilt.",
            ));
        }
        Ok(known.insert(id).clone())
    }
}

fn wrong_newsroom(sentence: &str) -> Problem {
    Problem::new(
        "newsroom.other",
        sentence,
        "Senden Sie nichts. Fragen Sie, wer den Newsroom betreibt, und lassen Sie sich einen neuen Zugangsschlüssel geben.",
    )
}

/// Two that start at once end up with one key. `line` is the digest of the pairing line's token for which it is to be; the
/// key of another one is set aside, for it opens what was sealed for it.
fn read_or_make(path: &Path, line: Option<&str>) -> Result<DeskKey, Problem> {
    let bad = |error: &dyn std::fmt::Display| bad_key(path, &error.to_string());
    if let Some(other) = line.and_then(|line| line_of_another(path, line)) {
        let mut aside = path.as_os_str().to_owned();
        aside.push(format!(".{}", &other[..other.len().min(8)]));
        fs::rename(path, aside).map_err(|error| bad(&error))?;
    }
    if !path.exists() {
        let key = DeskKey::generate().to_secret_text();
        let text = line.map_or_else(|| key.clone(), |line| format!("{}\n{line}\n", key.trim_end()));
        match secret_file::write_new(path, &text) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(bad(&error)),
            _ => {}
        }
    }
    let text = fs::read_to_string(path).map_err(|error| bad(&error))?;
    let (key, _) = text.split_once('\n').unwrap_or((&text, ""));
    DeskKey::from_secret_text(key).map_err(|error| bad(&error))
}

/// The digest of the pairing line for which the key was made, where it is another one.
fn line_of_another(path: &Path, line: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let kept = text.lines().nth(1)?.trim();
    let is_digest = kept.len() == 64 && kept.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_digest && kept != line).then(|| kept.to_owned())
}

fn bad_key(path: &Path, detail: &str) -> Problem {
    Problem::new(
        "desk.key",
        format!("Der Schlüssel dieses Schreibtischs in {} ist nicht lesbar ({detail}).", path.display()),
        "Spielen Sie die Datei aus einer Sicherung ein. Ist sie verloren, dann entfernen Sie sie, und lassen Sie sich \
         einen neuen Zugangsschlüssel geben.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_desk_keeps_its_key_for_itself() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(KEY_FILE);
        let key = read_or_make(&path, None).expect("made");
        assert_eq!(read_or_make(&path, None).expect("read").id(), key.id());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).expect("is there").permissions().mode() & 0o777, 0o600);
        }
        fs::write(&path, "etwas anderes").expect("writes");
        assert_eq!(read_or_make(&path, None).expect_err("no key").code, "desk.key");
        assert_eq!(fs::read(&path).expect("reads"), b"etwas anderes");
    }

    #[test]
    fn with_another_pairing_line_comes_another_key_and_the_old_one_is_set_aside() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(KEY_FILE);
        let (one, other) = ("a".repeat(64), "b".repeat(64));
        let first = read_or_make(&path, Some(&one)).expect("made");
        assert_eq!(read_or_make(&path, Some(&one)).expect("read").id(), first.id());
        let second = read_or_make(&path, Some(&other)).expect("made anew");
        assert_ne!(second.id(), first.id());
        let aside = folder.path().join(format!("{KEY_FILE}.aaaaaaaa"));
        assert_eq!(read_or_make(&aside, None).expect("is kept").id(), first.id());
        // One from before keys knew their line stays.
        let plain = folder.path().join("plain.key");
        let kept = read_or_make(&plain, None).expect("made");
        assert_eq!(read_or_make(&plain, Some(&one)).expect("read").id(), kept.id());
    }
}
