//! The people of the press office, what each may do, and when one of them is not enough.

use std::str::FromStr;

use std::path::Path;

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use sperrfrist_clock::Clock;

use crate::folder::Folder;
use crate::newsroom::is_name;
use crate::store::Store;
use crate::{Newsroom, NewsroomError};

/// Digits of a password: Crockford's base 32, which has no letters that look like a figure.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// What a person may do. Anybody with access may stop, hold back, withdraw and move to a later time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rights {
    /// "Schreiben": plan and correct.
    pub write: bool,
    /// "Freigeben": let what was planned go public, and give the signal.
    pub approve: bool,
    /// "Verwalten": delete what was withdrawn.
    pub manage: bool,
}

impl Rights {
    pub const ALL: Self = Self { write: true, approve: true, manage: true };

    fn named(self) -> [(bool, &'static str); 3] {
        [(self.approve, "approve"), (self.manage, "manage"), (self.write, "write")]
    }

    /// As the database keeps them.
    pub(crate) fn to_text(self) -> String {
        let words = self.named().into_iter().filter_map(|(has, word)| has.then_some(word));
        words.collect::<Vec<_>>().join(",")
    }
}

/// A word that names no right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Die Rechte heißen schreiben, freigeben und verwalten.")]
pub struct NoRight;

impl FromStr for Rights {
    type Err = NoRight;

    /// Reads a list by commas, in English or as an administrator types it in German.
    fn from_str(text: &str) -> Result<Self, NoRight> {
        let mut rights = Self::default();
        for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            match word {
                "write" | "schreiben" => rights.write = true,
                "approve" | "freigeben" => rights.approve = true,
                "manage" | "verwalten" => rights.manage = true,
                _ => return Err(NoRight),
            }
        }
        Ok(rights)
    }
}

/// Who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Officer {
    pub name: String,
    pub rights: Rights,
    /// Entered as a person; else it is whoever holds the token.
    pub is_named: bool,
}

impl Newsroom {
    /// Enters a person, also while that newsroom is running; so for what follows.
    ///
    /// # Errors
    /// [`NewsroomError::OfficerExists`], [`NewsroomError::OfficerName`], or as [`Newsroom::open`].
    pub fn add_officer_in(
        data: &Path,
        name: &str,
        rights: Rights,
        clock: &dyn Clock,
    ) -> Result<(), NewsroomError> {
        let name = name.trim();
        if !is_name(name) {
            return Err(NewsroomError::OfficerName);
        }
        let officer = Officer { name: name.to_owned(), rights, is_named: true };
        store(data)?.add_officer(&officer, clock.now().wall)
    }

    /// Gives a person a new password, to sign in by phone. It is told once; only its Argon2id hash is kept.
    ///
    /// # Errors
    /// [`NewsroomError::NoOfficer`], or as [`Newsroom::open`].
    pub fn new_password_in(data: &Path, name: &str) -> Result<String, NewsroomError> {
        let name = name.trim();
        let password = fresh_password();
        if store(data)?.set_password(name, &hash(&password))? {
            Ok(password)
        } else {
            Err(NewsroomError::NoOfficer { name: name.to_owned() })
        }
    }

    /// Removes a person with their tokens. What they planned stays planned.
    ///
    /// # Errors
    /// [`NewsroomError::NoOfficer`], or as [`Newsroom::open`].
    pub fn remove_officer_in(data: &Path, name: &str, clock: &dyn Clock) -> Result<(), NewsroomError> {
        let name = name.trim();
        if store(data)?.remove_officer(name, clock.now().wall)? {
            Ok(())
        } else {
            Err(NewsroomError::NoOfficer { name: name.to_owned() })
        }
    }

    /// Everybody's name and rights, and whether they can sign in by phone.
    ///
    /// # Errors
    /// As [`Newsroom::open`].
    pub fn officers_in(data: &Path) -> Result<Vec<(String, Rights, bool)>, NewsroomError> {
        let rows = store(data)?.officers()?;
        Ok(rows
            .into_iter()
            .map(|row| (row.officer.name, row.officer.rights, row.password.is_some()))
            .collect())
    }
}

fn store(data: &Path) -> Result<Store, NewsroomError> {
    let folder = Folder::open(data)?;
    Store::open(folder.root(), &folder.database())
}

/// Whether these signatures let something go public. The first is of whoever wrote it.
///
/// With four eyes it takes a second person who may approve. Without, whoever may approve can do so alone.
pub(crate) fn is_approved(signers: &[Officer], four_eyes: bool) -> bool {
    let Some((writer, others)) = signers.split_first() else { return false };
    // Whose token without a person it is, nobody knows: it may be the same person's.
    let are_two =
        |other: &Officer| other.name != writer.name && (!four_eyes || (other.is_named && writer.is_named));
    let by_another = others.iter().any(|other| other.rights.approve && are_two(other));
    by_another || (writer.rights.approve && !four_eyes)
}

/// A password that nobody has to think up: 100 random bits in four groups of five.
pub(crate) fn fresh_password() -> String {
    let random = sperrfrist_seal::random_bytes::<20>();
    let digits: Vec<char> = random.iter().map(|byte| char::from(DIGITS[usize::from(byte % 32)])).collect();
    digits.chunks(5).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// Whether it could be one of ours; what could not is refused before it costs anything.
pub(crate) fn is_password_form(text: &str) -> bool {
    let is_digit = |byte: &u8| DIGITS.contains(byte) || *byte == b'-';
    text.len() == 23 && text.as_bytes().iter().all(is_digit)
}

/// Argon2id with the first recommendation for little memory of RFC 9106, section 4, as a PHC string.
pub(crate) fn hash(password: &str) -> String {
    let hash = argon2().hash_password(password.as_bytes()).expect("the parameters are in range");
    hash.to_string()
}

/// Whether it is this password. Takes as long where there is none.
pub(crate) fn is_password(kept: Option<&str>, given: &str) -> bool {
    let kept = kept.and_then(|kept| PasswordHash::new(kept).ok());
    match kept {
        Some(kept) => argon2().verify_password(given.as_bytes(), &kept).is_ok(),
        None => {
            std::hint::black_box(hash(given));
            false
        }
    }
}

fn argon2() -> Argon2<'static> {
    /// 64 MiB, three passes. Four lanes make no difference to one thread.
    const KIB: u32 = 64 * 1024;
    let params = Params::new(KIB, 3, 1, None).expect("the parameters are in range");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRITE: Rights = Rights { write: true, approve: false, manage: false };
    const APPROVE: Rights = Rights { approve: true, ..WRITE };

    fn officer(name: &str, rights: Rights) -> Officer {
        Officer { name: name.to_owned(), rights, is_named: true }
    }

    #[test]
    fn rights_come_back_from_their_text() {
        for bits in 0..8 {
            let rights = Rights { write: bits & 1 != 0, approve: bits & 2 != 0, manage: bits & 4 != 0 };
            assert_eq!(rights.to_text().parse(), Ok(rights));
        }
        assert_eq!("schreiben, freigeben".parse(), Ok(APPROVE));
        assert_eq!("alles".parse::<Rights>(), Err(NoRight));
    }

    #[test]
    fn one_person_is_enough_unless_four_eyes_are_asked_for() {
        let writer = officer("Roth", WRITE);
        let chief = officer("Lehmann", APPROVE);
        let cases: &[(&[&Officer], bool, bool)] = &[
            (&[], false, false),
            (&[&writer], false, false),
            (&[&writer, &chief], false, true),
            (&[&chief], false, true),
            (&[&chief, &writer], false, true),
            (&[&writer], true, false),
            (&[&chief], true, false),
            (&[&chief, &chief], true, false),
            (&[&chief, &writer], true, false),
            (&[&writer, &writer], true, false),
            (&[&writer, &chief], true, true),
            (&[&chief, &officer("Weber", APPROVE)], true, true),
        ];
        for (signers, four_eyes, approved) in cases {
            let signers: Vec<Officer> = signers.iter().copied().cloned().collect();
            assert_eq!(is_approved(&signers, *four_eyes), *approved, "{signers:?} {four_eyes}");
        }
    }

    #[test]
    fn a_second_seat_is_not_a_second_person() {
        let own = officer("Roth", Rights { write: true, ..APPROVE });
        assert!(!is_approved(&[own.clone(), own.clone()], true));
        let token = Officer { name: "Laptop".to_owned(), is_named: false, ..own.clone() };
        assert!(!is_approved(&[own.clone(), token.clone()], true));
        assert!(!is_approved(&[token, own], true));
    }

    #[test]
    fn passwords_are_long_and_known_by_their_hash_alone() {
        let (one, two) = (fresh_password(), fresh_password());
        assert_ne!(one, two);
        assert!(is_password_form(&one) && !is_password_form("falsch") && !is_password_form(&one[1..]));
        let kept = hash(&one);
        assert!(kept.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"), "{kept}");
        assert!(is_password(Some(&kept), &one) && !is_password(Some(&kept), &two));
        assert!(!is_password(None, &one) && !is_password(Some("kaputt"), &one));
    }
}
