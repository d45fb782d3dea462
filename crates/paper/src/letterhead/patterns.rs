//! The letterheads that are brought along, to be copied: of houses that do not exist.

use super::Letterhead;

/// Letterheads to begin with, by their names.
///
/// # Panics
/// Never: a test reads each of them.
#[must_use]
pub fn patterns() -> Vec<(&'static str, Letterhead)> {
    let stadt = |name: &str| {
        (name == "stadt.svg").then(|| include_bytes!("../../../../assets/letterheads/stadt.svg").to_vec())
    };
    let read = |text| Letterhead::read(text, stadt).expect("a letterhead that is brought along is right");
    vec![
        ("Staatskanzlei", read(include_str!("../../../../assets/letterheads/staatskanzlei.toml"))),
        ("Stadt", read(include_str!("../../../../assets/letterheads/stadt.toml"))),
    ]
}
