//! What travels before its time: one package per item, and what the newsroom answers.
//!
//! First form: the parts are named at random and bound to the manifest by length and SHA-256. Signature and
//! encryption follow; they wrap the same manifest and the same parts.

pub mod answer;
pub mod item;
pub mod package;

pub use item::{ItemId, ItemKind};
pub use package::{Manifest, Package, PackageError, Part, PartEntry, Role};

/// Hexadecimal SHA-256.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// 128 random bits, hexadecimal: a name that says nothing and cannot be guessed.
#[must_use]
pub fn random_name() -> String {
    uuid::Uuid::new_v4().simple().to_string()
}
