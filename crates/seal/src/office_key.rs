//! The office's key: what is sealed for it too can be read by every seat that was handed the key, also by one that came
//! after the sealing.
//!
//! The secret is made at a desk and lies at the newsroom in an envelope that the seats alone can open: one age file with
//! the present key first and the retired ones behind it, so that what was sealed for those stays readable. When somebody
//! leaves, the key is made anew ([`OfficeKey::next`]).

use std::fmt;

use age::secrecy::ExposeSecret;
use age::x25519;
use serde::{Deserialize, Serialize};

use crate::{DeskKey, SealError, hex, is_recipient, parts};

/// The most seats that a key is handed to.
pub const MAX_SEATS: usize = 200;
/// The most keys in an envelope; of the retired ones the oldest go first.
const MAX_KEYS: usize = 64;
/// The largest envelope, in bytes.
const MAX_ENVELOPE: usize = 48 * 1024;
/// The first line in an envelope, so that nothing else that was sealed for a seat is taken for one.
const FORM: &str = "sperrfrist office key 1";
/// How every age file begins.
const AGE: &[u8] = b"age-encryption.org/v1\n";

/// What everyone may know of the office's key, with the secret in its envelope.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OfficeKey {
    /// Raised by one with every envelope; it is replaced only by the next one.
    pub generation: u64,
    /// The age recipient for which desks seal.
    pub recipient: String,
    /// The age recipients of the seats that can open the envelope.
    pub wrapped_for: Vec<String>,
    /// An age file, hexadecimal.
    pub envelope: String,
}

impl fmt::Debug for OfficeKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OfficeKey({}, {}, for {})", self.generation, self.recipient, self.wrapped_for.len())
    }
}

/// How a desk sees the envelope.
#[derive(Debug)]
pub enum Sight {
    /// It holds what it says.
    Open(OfficeRing),
    /// It is not for this seat, or in a form that this program does not know.
    Shut,
    /// It is said to be for this seat, and is not, or holds another key than it says.
    False,
}

/// What a desk has to do about the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    Leave,
    /// Hand the same key to everybody who is there now.
    HandOn,
    /// Make a new one, and keep what is known of the old ones behind it.
    Renew,
}

impl OfficeKey {
    /// Whether it has the form of one. What is in the envelope nobody but a seat can say.
    #[must_use]
    pub fn is_well_formed(&self) -> bool {
        let Self { generation, recipient, wrapped_for, envelope } = self;
        let is_once = |(at, seat): (usize, &String)| is_recipient(seat) && !wrapped_for[..at].contains(seat);
        *generation > 0
            && is_recipient(recipient)
            && (1..=MAX_SEATS).contains(&wrapped_for.len())
            && wrapped_for.iter().enumerate().all(is_once)
            && envelope.len() <= 2 * MAX_ENVELOPE
            && hex::to_vec(envelope).is_some_and(|bytes| bytes.starts_with(AGE))
    }

    /// Whether somebody has it who has no seat any more.
    #[must_use]
    pub fn somebody_left(&self, seats: &[String]) -> bool {
        self.wrapped_for.iter().any(|seat| !seats.contains(seat))
    }

    /// For which recipient this desk seals: none while somebody has the key who is gone.
    #[must_use]
    pub fn to_seal_for(&self, seats: &[String], sight: &Sight) -> Option<&str> {
        let is_good = is_recipient(&self.recipient) && !self.somebody_left(seats);
        let is_good = is_good && !matches!(sight, Sight::False);
        is_good.then_some(self.recipient.as_str())
    }

    /// What the desk whose recipient is `own` has to do, where these are the seats.
    #[must_use]
    pub fn next(key: Option<&Self>, seats: &[String], own: &str, sight: &Sight) -> Next {
        if seats.len() > MAX_SEATS || !seats.iter().any(|seat| seat == own) {
            return Next::Leave;
        }
        let Some(key) = key else { return Next::Renew };
        match sight {
            Sight::Open(_) if key.somebody_left(seats) => Next::Renew,
            Sight::Open(_) if seats.iter().any(|seat| !key.wrapped_for.contains(seat)) => Next::HandOn,
            Sight::Open(_) => Next::Leave,
            Sight::False => Next::Renew,
            // Whoever could open it is gone.
            Sight::Shut if !key.wrapped_for.iter().any(|seat| seats.contains(seat)) => Next::Renew,
            Sight::Shut => Next::Leave,
        }
    }
}

/// The secret: the present key of the office, and the retired ones behind it. Only ever in memory.
#[derive(Clone)]
pub struct OfficeRing(Vec<x25519::Identity>);

impl fmt::Debug for OfficeRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OfficeRing({}, {} retired)", self.recipient(), self.0.len() - 1)
    }
}

impl OfficeRing {
    /// A new key, in front of those that are known.
    #[must_use]
    pub fn renewed(known: Option<&Self>) -> Self {
        let fresh = Self(vec![x25519::Identity::generate()]);
        known.map_or(fresh.clone(), |known| fresh.and(known))
    }

    /// The same with those of another behind it that are not known yet.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let known: Vec<String> = self.0.iter().map(|key| key.to_public().to_string()).collect();
        let is_new = |key: &&x25519::Identity| !known.contains(&key.to_public().to_string());
        let more = other.0.iter().filter(is_new);
        Self(self.0.iter().chain(more).take(MAX_KEYS).cloned().collect())
    }

    /// Whether it has keys that the other lacks, where all of the other's are in this one.
    #[must_use]
    pub fn is_more_than(&self, other: &Self) -> bool {
        self.0.len() > other.0.len()
    }

    /// The age recipient of the present key.
    #[must_use]
    pub fn recipient(&self) -> String {
        self.0[0].to_public().to_string()
    }

    /// Opens a part that was sealed for the office, whenever that was.
    ///
    /// # Errors
    /// [`SealError::NotForUs`], [`SealError::Damaged`].
    pub fn open(&self, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        parts::open_with(sealed, &self.0)
    }

    /// Puts it into an envelope for these seats.
    ///
    /// # Errors
    /// [`SealError::Recipient`] where one of them is none.
    pub fn wrap(&self, generation: u64, seats: &[String]) -> Result<OfficeKey, SealError> {
        let mut wrapped_for: Vec<String> = Vec::with_capacity(seats.len());
        for seat in seats {
            if !wrapped_for.contains(seat) {
                wrapped_for.push(seat.clone());
            }
        }
        let mut text = format!("{FORM}\n");
        for key in &self.0 {
            text.push_str(key.to_string().expose_secret());
            text.push('\n');
        }
        let envelope = parts::seal_for(text.as_bytes(), wrapped_for.iter())?;
        Ok(OfficeKey { generation, recipient: self.recipient(), wrapped_for, envelope: hex::of(&envelope) })
    }

    /// Looks into an envelope with the key of a seat.
    #[must_use]
    pub fn look(key: &OfficeKey, seat: &DeskKey) -> Sight {
        if !key.wrapped_for.contains(&seat.recipient()) {
            return Sight::Shut;
        }
        let opened = hex::to_vec(&key.envelope).and_then(|envelope| seat.open(&envelope).ok());
        let Some(text) = opened.and_then(|bytes| String::from_utf8(bytes).ok()) else { return Sight::False };
        let mut lines = text.lines();
        if lines.next() != Some(FORM) {
            return Sight::Shut;
        }
        let keys: Result<Vec<x25519::Identity>, _> = lines.take(MAX_KEYS).map(str::parse).collect();
        match keys {
            Ok(keys) if keys.first().is_some_and(|first| first.to_public().to_string() == key.recipient) => {
                Sight::Open(Self(keys))
            }
            _ => Sight::False,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ItemId, NewsroomKeys, Package, Part, Role, Terms};
    use chrono::DateTime;
    use proptest::prelude::*;
    use sperrfrist_release::ReleaseId;
    use sperrfrist_release::gate::Opening;

    fn ring() -> OfficeRing {
        OfficeRing::renewed(None)
    }

    fn opened(key: &OfficeKey, seat: &DeskKey) -> OfficeRing {
        match OfficeRing::look(key, seat) {
            Sight::Open(ring) => ring,
            other => panic!("{other:?}"),
        }
    }

    /// A part as a desk seals it that knows nothing but the recipient of the office.
    fn sealed_for(recipient: &str) -> Vec<u8> {
        let newsroom = NewsroomKeys::generate(None).expect("keys");
        let readers = [recipient.to_owned()];
        let terms = Terms { readers: &readers, ..Terms::default() };
        let what =
            (ItemId::text(ReleaseId::random()), 1, Opening::Signal { after_minutes: 0, not_before: None });
        let part = Part::new(Role::Photo, "image/jpeg", b"KANARIENVOGEL".to_vec());
        let desk = DeskKey::generate();
        let package = Package::seal_under(terms, what, DateTime::UNIX_EPOCH, &[part], &desk, newsroom.id())
            .expect("seals");
        let (_, sealed) = package.parts().next().expect("a part");
        sealed.to_vec()
    }

    fn seats(desks: &[&DeskKey]) -> Vec<String> {
        desks.iter().map(|desk| desk.recipient()).collect()
    }

    #[test]
    fn who_has_a_seat_opens_the_envelope_and_reads_with_it_and_a_stranger_does_not() {
        let (one, two, stranger) = (DeskKey::generate(), DeskKey::generate(), DeskKey::generate());
        let ring = ring();
        let key = ring.wrap(1, &seats(&[&one, &two, &two])).expect("wraps");
        assert!(key.is_well_formed());
        assert_eq!(key.wrapped_for, seats(&[&one, &two]));
        let sealed = sealed_for(&key.recipient);
        for seat in [&one, &two] {
            assert_eq!(opened(&key, seat).open(&sealed).expect("opens"), b"KANARIENVOGEL");
        }
        assert!(matches!(OfficeRing::look(&key, &stranger), Sight::Shut));
        let mut listed = key.clone();
        listed.wrapped_for.push(stranger.recipient());
        assert!(matches!(OfficeRing::look(&listed, &stranger), Sight::False), "listed, and not let in");
        assert!(matches!(OfficeRing::renewed(None).open(&sealed), Err(SealError::NotForUs)));
    }

    #[test]
    fn a_new_key_keeps_the_old_readable_and_is_not_read_with_the_old_one() {
        let (stays, goes) = (DeskKey::generate(), DeskKey::generate());
        let first = ring().wrap(1, &seats(&[&stays, &goes])).expect("wraps");
        let kept = opened(&first, &goes);
        let renewed = OfficeRing::renewed(Some(&opened(&first, &stays)));
        let second = renewed.wrap(2, &seats(&[&stays])).expect("wraps");
        assert_ne!(second.recipient, first.recipient);
        let (before, after) = (sealed_for(&first.recipient), sealed_for(&second.recipient));
        let now = opened(&second, &stays);
        assert!(now.open(&before).is_ok() && now.open(&after).is_ok());
        assert!(now.is_more_than(&kept) && !now.is_more_than(&now.and(&kept)));
        assert!(kept.open(&before).is_ok(), "what it could read already");
        assert!(matches!(kept.open(&after), Err(SealError::NotForUs)));
        assert!(matches!(goes.open(&after), Err(SealError::NotForUs)));
        assert!(matches!(OfficeRing::look(&second, &goes), Sight::Shut));
    }

    #[test]
    fn an_envelope_that_says_another_key_than_it_holds_is_not_believed() {
        let desk = DeskKey::generate();
        let (true_one, other) = (ring(), ring());
        let key = true_one.wrap(1, &seats(&[&desk])).expect("wraps");
        let false_one = OfficeKey { recipient: other.recipient(), ..key.clone() };
        assert!(matches!(OfficeRing::look(&false_one, &desk), Sight::False));
        let broken = OfficeKey { envelope: format!("{}00", key.envelope), ..key.clone() };
        assert!(matches!(OfficeRing::look(&broken, &desk), Sight::False));
        // A part that was sealed for the seat is no envelope.
        let part = OfficeKey { envelope: hex::of(&sealed_for(&desk.recipient())), ..key };
        assert!(matches!(OfficeRing::look(&part, &desk), Sight::Shut));
    }

    #[test]
    fn no_secret_is_told_to_logs_and_none_stands_in_what_is_sent() {
        let desk = DeskKey::generate();
        let ring = OfficeRing::renewed(Some(&ring()));
        let key = ring.wrap(1, &seats(&[&desk])).expect("wraps");
        let told = format!(
            "{ring:?} {key:?} {:?} {}",
            Sight::Open(ring.clone()),
            serde_json::to_string(&key).expect("plain")
        );
        for secret in &ring.0 {
            let secret = secret.to_string().expose_secret().to_owned();
            assert!(secret.starts_with("AGE-SECRET-KEY-1"));
            assert!(!told.contains(&secret) && !told.contains(&hex::of(secret.as_bytes())));
        }
        assert!(!told.contains("AGE-SECRET-KEY"));
    }

    #[test]
    fn what_is_no_key_of_an_office_is_told_from_one() {
        let (desk, two) = (DeskKey::generate(), DeskKey::generate());
        let key = ring().wrap(7, &seats(&[&desk, &two])).expect("wraps");
        assert!(key.is_well_formed());
        let one = desk.recipient();
        for bad in [
            OfficeKey { generation: 0, ..key.clone() },
            OfficeKey { recipient: "age1falsch".into(), ..key.clone() },
            OfficeKey { wrapped_for: Vec::new(), ..key.clone() },
            OfficeKey { wrapped_for: vec![one.clone(), one.clone()], ..key.clone() },
            OfficeKey { wrapped_for: vec![one, "age1falsch".into()], ..key.clone() },
            OfficeKey { envelope: String::new(), ..key.clone() },
            OfficeKey { envelope: "zz".into(), ..key.clone() },
            OfficeKey { envelope: hex::of(b"Kooperation"), ..key.clone() },
            OfficeKey { envelope: hex::of(&[AGE, &vec![0; MAX_ENVELOPE]].concat()), ..key.clone() },
            OfficeKey {
                wrapped_for: (0..=MAX_SEATS).map(|_| DeskKey::generate().recipient()).collect(),
                ..key.clone()
            },
        ] {
            assert!(!bad.is_well_formed(), "{bad:?}");
        }
    }

    #[test]
    fn the_largest_office_with_the_most_retired_keys_fits_into_an_envelope() {
        let desk = DeskKey::generate();
        let mut many = ring();
        for _ in 0..MAX_KEYS + 3 {
            many = OfficeRing::renewed(Some(&many));
        }
        assert_eq!(many.0.len(), MAX_KEYS);
        let mut all = seats(&[&desk]);
        all.extend((1..MAX_SEATS).map(|_| ring().recipient()));
        let key = many.wrap(1, &all).expect("wraps");
        assert!(key.is_well_formed(), "{}", key.envelope.len() / 2);
        assert_eq!(opened(&key, &desk).0.len(), MAX_KEYS);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// Desks come, go and look in any order: whoever is there and was handed the key reads everything that was sealed for
        /// the office since, and nothing is sealed for a key that somebody has who is gone.
        #[test]
        fn whoever_is_handed_the_key_reads_all_and_whoever_is_gone_nothing_new(
            steps in prop::collection::vec((0u8..4, 0usize..4), 1..24)
        ) {
            let desks: Vec<DeskKey> = (0..4).map(|_| DeskKey::generate()).collect();
            let (mut here, mut key) = (vec![true, false, false, false], None::<OfficeKey>);
            let mut gone: Vec<(usize, OfficeRing)> = Vec::new();
            let mut sealed: Vec<Vec<u8>> = Vec::new();
            for (what, who) in steps {
                let is_last = here.iter().filter(|here| **here).count() == 1;
                match what {
                    0 => here[who] = true,
                    1 if !is_last => {
                        if here[who]
                            && let Some(Sight::Open(ring)) = key.as_ref().map(|key| OfficeRing::look(key, &desks[who]))
                        {
                            gone.push((who, ring));
                        }
                        here[who] = false;
                    }
                    _ if !here[who] => {}
                    _ => {
                        let seats: Vec<String> =
                            desks.iter().zip(&here).filter(|(_, here)| **here).map(|(desk, _)| desk.recipient()).collect();
                        let own = desks[who].recipient();
                        let sight = key.as_ref().map_or(Sight::Shut, |key| OfficeRing::look(key, &desks[who]));
                        let known = match &sight { Sight::Open(ring) => Some(ring), _ => None };
                        let generation = key.as_ref().map_or(0, |key| key.generation) + 1;
                        match OfficeKey::next(key.as_ref(), &seats, &own, &sight) {
                            Next::Leave => {}
                            Next::HandOn => key = Some(known.expect("open").wrap(generation, &seats).expect("wraps")),
                            Next::Renew => {
                                if known.is_none() {
                                    // Nobody who is here can read what was sealed for the keys before.
                                    sealed.clear();
                                }
                                key = Some(OfficeRing::renewed(known).wrap(generation, &seats).expect("wraps"));
                            }
                        }
                        let current = key.as_ref().expect("made by the first who looked");
                        let sight = OfficeRing::look(current, &desks[who]);
                        if let Some(recipient) = current.to_seal_for(&seats, &sight) {
                            let part = sealed_for(recipient);
                            for (owner, kept) in &gone {
                                prop_assert!(here[*owner] || kept.open(&part).is_err());
                            }
                            sealed.push(part);
                        }
                        if let Sight::Open(ring) = sight {
                            for part in &sealed {
                                prop_assert!(ring.open(part).is_ok());
                            }
                        }
                    }
                }
            }
        }
    }
}
