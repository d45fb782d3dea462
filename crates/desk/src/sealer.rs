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
    DeskKey, ItemId, NewsroomId, Package, Pairing, Part, Signature, SignedManifest, Terms, secret_file,
};

use crate::Problem;

/// Beside the archive's database, readable for its owner alone.
pub(crate) const KEY_FILE: &str = "desk.key";

/// Seals packages for the newsroom of this desk.
pub(crate) struct Sealer {
    key: DeskKey,
    pairing: Pairing,
    newsroom: Mutex<Option<NewsroomId>>,
}

impl Sealer {
    /// Reads the desk's key, or makes it.
    pub(crate) fn open(key_file: &Path, pairing: Pairing) -> Result<Self, Problem> {
        Ok(Self::new(read_or_make(key_file)?, pairing))
    }

    pub(crate) fn new(key: DeskKey, pairing: Pairing) -> Self {
        Self { key, pairing, newsroom: Mutex::default() }
    }

    /// For `Authorization: Bearer`.
    pub(crate) fn token(&self) -> &str {
        &self.pairing.token
    }

    /// Of the newsroom that the pairing line is for.
    pub(crate) fn fingerprint(&self) -> &str {
        &self.pairing.fingerprint
    }

    /// Seals and signs a package. Introduces the desk to the newsroom first, if it has not done so yet.
    pub(crate) fn seal(
        &self,
        newsroom: &Newsroom,
        (item, generation, opening): (ItemId, u64, Opening),
        packed_at: DateTime<Utc>,
        parts: &[Part],
        haste: bool,
    ) -> Result<Package, Problem> {
        let id = self.newsroom(newsroom)?;
        // Whoever has to approve it must be able to read it.
        let office: Office = newsroom.office()?;
        let terms = Terms { haste, readers: &office.readers };
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

    /// For reading what was sealed for this seat.
    pub(crate) fn with_key<T>(&self, read: impl FnOnce(&DeskKey) -> T) -> T {
        read(&self.key)
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

/// Two that start at once end up with one key.
fn read_or_make(path: &Path) -> Result<DeskKey, Problem> {
    let bad = |error: &dyn std::fmt::Display| bad_key(path, &error.to_string());
    if !path.exists() {
        match secret_file::write_new(path, &DeskKey::generate().to_secret_text()) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(bad(&error)),
            _ => {}
        }
    }
    let text = fs::read_to_string(path).map_err(|error| bad(&error))?;
    DeskKey::from_secret_text(&text).map_err(|error| bad(&error))
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
        let key = read_or_make(&path).expect("made");
        assert_eq!(read_or_make(&path).expect("read").id(), key.id());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).expect("is there").permissions().mode() & 0o777, 0o600);
        }
        fs::write(&path, "etwas anderes").expect("writes");
        assert_eq!(read_or_make(&path).expect_err("no key").code, "desk.key");
        assert_eq!(fs::read(&path).expect("reads"), b"etwas anderes");
    }
}
