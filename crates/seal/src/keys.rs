//! The keys: a desk signs, a newsroom opens, and a fingerprint tells one newsroom from another.
//!
//! Secrets are never printed by `Debug`; each has one text form, for a file of its own or a keyring.

use std::fmt;
use std::str::FromStr;

use age::secrecy::ExposeSecret;
use age::x25519;
use ed25519_dalek::{Signature as Bytes, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::parts;
use crate::{SealError, hex, random_bytes as random, sha256_hex};

const DESK_SECRET: &str = "sperrfrist-desk-secret-";
const NEWSROOM_SECRET: &str = "sperrfrist-newsroom-secret-";
const RECOVERY: &str = "recovery ";
/// How age begins an identity (age-encryption.org/v1, "The X25519 recipient type").
const AGE_SECRET: bech32::Hrp = bech32::Hrp::parse_unchecked("age-secret-key-");

/// A text that is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("Das ist kein Schlüssel von Sperrfrist.")]
pub struct NoKey;

/// The public half of a desk's key: Ed25519 (RFC 8032), as 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DeskId([u8; 32]);

impl fmt::Display for DeskId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::of(&self.0))
    }
}

impl FromStr for DeskId {
    type Err = NoKey;

    fn from_str(text: &str) -> Result<Self, NoKey> {
        let bytes = hex::to_array(text).ok_or(NoKey)?;
        VerifyingKey::from_bytes(&bytes).map_err(|_| NoKey)?;
        Ok(Self(bytes))
    }
}

impl Serialize for DeskId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DeskId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Whose word it is, and the proof. Ed25519, both hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Signature {
    pub key: DeskId,
    pub signature: String,
}

impl Signature {
    /// Whether this key has signed these bytes.
    #[must_use]
    pub fn is_over(&self, bytes: &[u8]) -> bool {
        is_signed(&self.key.0, bytes, &self.signature)
    }
}

fn is_signed(key: &[u8; 32], bytes: &[u8], signature: &str) -> bool {
    let (Ok(key), Some(signature)) = (VerifyingKey::from_bytes(key), hex::to_array(signature)) else {
        return false;
    };
    // Strict: one message and key have one signature (RFC 8032, section 8.4).
    key.verify_strict(bytes, &Bytes::from_bytes(&signature)).is_ok()
}

/// A desk's own key. It never leaves the desk.
pub struct DeskKey(SigningKey);

impl DeskKey {
    /// A fresh one.
    ///
    /// # Panics
    /// If the system has no randomness.
    #[must_use]
    pub fn generate() -> Self {
        Self(SigningKey::from_bytes(&random()))
    }

    #[must_use]
    pub fn id(&self) -> DeskId {
        DeskId(self.0.verifying_key().to_bytes())
    }

    #[must_use]
    pub fn sign(&self, bytes: &[u8]) -> Signature {
        Signature { key: self.id(), signature: hex::of(&self.0.sign(bytes).to_bytes()) }
    }

    /// The age recipient of this seat.
    #[must_use]
    pub fn recipient(&self) -> String {
        self.identity().to_public().to_string()
    }

    /// Opens a part that was sealed for this seat too.
    ///
    /// # Errors
    /// [`SealError::NotForUs`], [`SealError::Damaged`].
    pub fn open(&self, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        parts::open(sealed, &self.identity())
    }

    /// Follows from the signing key, so that a seat has one secret to keep. One way: who learns it cannot sign.
    fn identity(&self) -> x25519::Identity {
        let mut seed = b"sperrfrist seat\n".to_vec();
        seed.extend(self.0.as_bytes());
        let bytes = hex::to_array::<32>(&sha256_hex(&seed)).expect("a digest has 32 bytes");
        let text = bech32::encode_upper::<bech32::Bech32>(AGE_SECRET, &bytes).expect("32 bytes are short");
        text.parse().expect("an age identity")
    }

    /// For a keyring, or a file that only its owner may read.
    #[must_use]
    pub fn to_secret_text(&self) -> String {
        format!("{DESK_SECRET}{}", hex::of(self.0.as_bytes()))
    }

    /// # Errors
    /// [`NoKey`].
    pub fn from_secret_text(text: &str) -> Result<Self, NoKey> {
        let digits = text.trim().strip_prefix(DESK_SECRET).ok_or(NoKey)?;
        Ok(Self(SigningKey::from_bytes(&hex::to_array(digits).ok_or(NoKey)?)))
    }
}

impl fmt::Debug for DeskKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DeskKey({})", self.id())
    }
}

/// What everyone may know of a newsroom's keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewsroomId {
    /// The age recipient (X25519) to which parts are sealed.
    pub recipient: String,
    /// The Ed25519 key of its word, hexadecimal.
    pub signing_key: String,
    /// A second age recipient, whose identity lies in a safe.
    pub recovery: Option<String>,
}

impl NewsroomId {
    /// 128 bits of SHA-256 over all of it, hexadecimal: what a pairing line carries.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let recovery = self.recovery.as_deref().unwrap_or_default();
        let text = format!("sperrfrist newsroom\n{}\n{}\n{recovery}\n", self.recipient, self.signing_key);
        sha256_hex(text.as_bytes())[..32].to_owned()
    }

    /// Whether the newsroom has signed these bytes.
    #[must_use]
    pub fn has_signed(&self, bytes: &[u8], signature: &str) -> bool {
        hex::to_array(&self.signing_key).is_some_and(|key| is_signed(&key, bytes, signature))
    }
}

/// A newsroom's secrets: the age identity that opens parts, and the key of its word.
pub struct NewsroomKeys {
    identity: x25519::Identity,
    signing: SigningKey,
    id: NewsroomId,
}

impl NewsroomKeys {
    /// Fresh ones. `recovery` is an age recipient (`age1…`) whose identity is kept elsewhere.
    ///
    /// # Errors
    /// [`NoKey`] if `recovery` is no recipient.
    ///
    /// # Panics
    /// If the system has no randomness.
    pub fn generate(recovery: Option<&str>) -> Result<Self, NoKey> {
        Self::of(x25519::Identity::generate(), SigningKey::from_bytes(&random()), recovery)
    }

    fn of(identity: x25519::Identity, signing: SigningKey, recovery: Option<&str>) -> Result<Self, NoKey> {
        let recovery = recovery.map(|text| text.trim().parse::<x25519::Recipient>().map_err(|_| NoKey));
        let id = NewsroomId {
            recipient: identity.to_public().to_string(),
            signing_key: hex::of(signing.verifying_key().as_bytes()),
            recovery: recovery.transpose()?.map(|recipient| recipient.to_string()),
        };
        Ok(Self { identity, signing, id })
    }

    #[must_use]
    pub fn id(&self) -> &NewsroomId {
        &self.id
    }

    /// Signs as this newsroom; hexadecimal.
    #[must_use]
    pub fn sign(&self, bytes: &[u8]) -> String {
        hex::of(&self.signing.sign(bytes).to_bytes())
    }

    /// Whether a sealed part can be opened with these keys. Nothing of its content is looked at.
    #[must_use]
    pub fn can_open(&self, sealed: &[u8]) -> bool {
        parts::is_for(sealed, &self.identity)
    }

    /// Opens a sealed part, in memory. To be called when its time has come, and not before.
    ///
    /// # Errors
    /// [`SealError::NotForUs`], [`SealError::Damaged`].
    pub fn open(&self, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        parts::open(sealed, &self.identity)
    }

    /// For a file that only the newsroom may read, outside of its data folder.
    #[must_use]
    pub fn to_secret_text(&self) -> String {
        let identity = self.identity.to_string();
        let mut text = format!(
            "# Die Schlüssel eines Newsrooms. Wer sie hat, kann lesen, was dort gesperrt liegt.\n{}\n{NEWSROOM_SECRET}{}\n",
            identity.expose_secret(),
            hex::of(self.signing.as_bytes())
        );
        if let Some(recovery) = &self.id.recovery {
            text.push_str(&format!("{RECOVERY}{recovery}\n"));
        }
        text
    }

    /// # Errors
    /// [`NoKey`].
    pub fn from_secret_text(text: &str) -> Result<Self, NoKey> {
        let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let identity = lines().find_map(|line| line.parse::<x25519::Identity>().ok()).ok_or(NoKey)?;
        let signing = lines().find_map(|line| line.strip_prefix(NEWSROOM_SECRET)).ok_or(NoKey)?;
        let signing = SigningKey::from_bytes(&hex::to_array(signing).ok_or(NoKey)?);
        let recovery = lines().find_map(|line| line.strip_prefix(RECOVERY));
        let known = 2 + usize::from(recovery.is_some());
        if lines().count() != known {
            return Err(NoKey);
        }
        Self::of(identity, signing, recovery)
    }
}

impl fmt::Debug for NewsroomKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NewsroomKeys({})", self.id.fingerprint())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_back_from_their_text() {
        let desk = DeskKey::generate();
        let again = DeskKey::from_secret_text(&format!("{}\n", desk.to_secret_text())).expect("a key");
        assert_eq!(again.id(), desk.id());
        assert_eq!(desk.id().to_string().parse(), Ok(desk.id()));
        assert_eq!(again.recipient(), desk.recipient());
        assert_ne!(DeskKey::generate().recipient(), desk.recipient());

        let safe = x25519::Identity::generate().to_public().to_string();
        for recovery in [None, Some(safe.as_str())] {
            let newsroom = NewsroomKeys::generate(recovery).expect("keys");
            let again = NewsroomKeys::from_secret_text(&newsroom.to_secret_text()).expect("keys");
            assert_eq!(again.id(), newsroom.id());
            assert_eq!(again.id().recovery.as_deref(), recovery);
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        let whole = NewsroomKeys::generate(None).expect("keys").to_secret_text();
        for line in 1..3 {
            let without: Vec<&str> =
                whole.lines().enumerate().filter(|(at, _)| *at != line).map(|(_, line)| line).collect();
            assert!(NewsroomKeys::from_secret_text(&without.join("\n")).is_err(), "{line}");
        }
        assert!(NewsroomKeys::from_secret_text(&format!("{whole}etwas anderes\n")).is_err());
        assert!(NewsroomKeys::generate(Some("age1falsch")).is_err());
        assert!(DeskKey::from_secret_text("sperrfrist-desk-secret-00").is_err());
        assert!("ff".repeat(31).parse::<DeskId>().is_err());
    }

    #[test]
    fn a_signature_is_over_these_bytes_and_of_this_key_alone() {
        let (one, two) = (DeskKey::generate(), DeskKey::generate());
        let signature = one.sign(b"17:00");
        assert!(signature.is_over(b"17:00"));
        assert!(!signature.is_over(b"16:00"));
        assert!(!Signature { key: two.id(), ..signature.clone() }.is_over(b"17:00"));
        assert!(!Signature { signature: "00".repeat(64), ..signature }.is_over(b"17:00"));
        let newsroom = NewsroomKeys::generate(None).expect("keys");
        let word = newsroom.sign(b"17:00");
        assert!(newsroom.id().has_signed(b"17:00", &word) && !newsroom.id().has_signed(b"16:00", &word));
    }

    #[test]
    fn secrets_are_not_told_to_logs() {
        let desk = DeskKey::generate();
        let newsroom = NewsroomKeys::generate(None).expect("keys");
        let told = format!("{desk:?} {newsroom:?}");
        for secret in desk.to_secret_text().lines().chain(newsroom.to_secret_text().lines().skip(1)) {
            let digits = secret.rsplit('-').next().expect("digits");
            assert!(!told.contains(digits), "{told}");
        }
    }
}
