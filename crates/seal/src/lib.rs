//! What travels before its time: one package per item, and what the newsroom answers.
//!
//! A package is a manifest, signed by the desk, and one age file per part, which only the newsroom can open. The seal
//! protects disks, backups and logs; it does not protect from whoever is root on the living newsroom.

pub mod answer;
pub mod bundle;
mod hex;
pub mod item;
mod keys;
pub mod office_key;
pub mod package;
mod pairing;
mod parts;
pub mod secret_file;
mod signed_time;

pub use bundle::{Bundle, BundleError, Bundled, BundledLetterhead, BundledPhoto};
pub use item::{ItemId, ItemKind};
pub use keys::{DeskId, DeskKey, NewsroomId, NewsroomKeys, NoKey, Signature};
pub use office_key::{OfficeKey, OfficeRing, Sight};
pub use package::{Edition, Manifest, Package, PackageError, Part, PartEntry, Role, SignedManifest, Terms};
pub use pairing::{NoPairing, Pairing};
pub use signed_time::{ForgedTime, SignedTime, is_nonce};

/// Why a part cannot be sealed, or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    #[error("Der Newsroom hat keinen gültigen Schlüssel genannt.")]
    Recipient,
    #[error("Der Teil ist für einen anderen Newsroom verschlossen.")]
    NotForUs,
    #[error("Der verschlossene Teil ist beschädigt.")]
    Damaged,
}

/// Hexadecimal SHA-256.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    hex::of(&Sha256::digest(bytes))
}

/// Whether something can be sealed for it: an age recipient (X25519).
#[must_use]
pub fn is_recipient(text: &str) -> bool {
    text.parse::<age::x25519::Recipient>().is_ok()
}

/// Random bytes.
///
/// # Panics
/// If the system has no randomness.
#[must_use]
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system has randomness");
    bytes
}

/// 128 random bits, hexadecimal: a name that says nothing and cannot be guessed.
#[must_use]
pub fn random_name() -> String {
    uuid::Uuid::new_v4().simple().to_string()
}
