//! The office's key at this desk: made, handed on to whoever comes, made anew when somebody goes, and used to read what was
//! sealed before this seat was there.
//!
//! The secret is in memory alone. It comes from the newsroom, in an envelope for the seats, and is in no file of this desk.

use std::sync::{Mutex, MutexGuard, PoisonError};

use sperrfrist_channels::{ChannelError, Newsroom};
use sperrfrist_seal::answer::Office;
use sperrfrist_seal::office_key::Next;
use sperrfrist_seal::{DeskKey, OfficeKey, OfficeRing, Sight};

use crate::desk::Desk;

/// How often another desk may be first before this one leaves it for the next time.
const TRIES: usize = 3;

/// What this desk knows of the key.
#[derive(Debug, Default)]
pub(crate) struct OfficeKeys(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    ring: Option<OfficeRing>,
    /// Of the newest envelope that this desk could open.
    generation: u64,
}

impl OfficeKeys {
    /// Does what the seats of the office ask for, and tells for whom to seal: the seats, and the office's key where there is
    /// one that nobody has who is gone. What cannot be done now is done the next time.
    pub(crate) fn keep(&self, seat: &DeskKey, newsroom: &Newsroom, mut office: Office) -> Vec<String> {
        for _ in 0..TRIES {
            let sight = self.look(seat, office.key.as_ref());
            let ring = match OfficeKey::next(office.key.as_ref(), &office.readers, &seat.recipient(), &sight)
            {
                Next::HandOn => self.known().ring.clone(),
                Next::Renew => Some(OfficeRing::renewed(self.known().ring.as_ref())),
                // What was sealed for a key that is missing there could be read by nobody who comes.
                Next::Leave => self.known().ring.clone().filter(|ring| has_less(&sight, ring)),
            };
            let Some(ring) = ring.filter(|_| office.may_write) else { break };
            let generation = office.key.as_ref().map_or(0, |key| key.generation).saturating_add(1);
            let Ok(key) = ring.wrap(generation, &office.readers) else { break };
            // Only what the newsroom has is sealed for: nobody else could ever learn the key.
            office = match newsroom.put_office_key(&key) {
                Ok(now) => now,
                Err(ChannelError::Refused { status: 409, .. }) => match newsroom.office_soon() {
                    Ok(now) => now,
                    Err(_) => break,
                },
                Err(_) => break,
            };
        }
        let sight = self.look(seat, office.key.as_ref());
        let Office { mut readers, key, .. } = office;
        let recipient = key.as_ref().and_then(|key| key.to_seal_for(&readers, &sight)).map(str::to_owned);
        readers.extend(recipient);
        readers
    }

    /// Opens a part with what is known; `None` where that is not enough.
    pub(crate) fn open(&self, sealed: &[u8]) -> Option<Vec<u8>> {
        let ring = self.known().ring.clone()?;
        ring.open(sealed).ok()
    }

    /// Remembers what the envelope holds, if it is for this seat. What was known before stays known.
    pub(crate) fn look(&self, seat: &DeskKey, key: Option<&OfficeKey>) -> Sight {
        let Some(key) = key else { return Sight::Shut };
        let sight = OfficeRing::look(key, seat);
        if let Sight::Open(ring) = &sight {
            let mut known = self.known();
            let whole = known.ring.as_ref().map_or_else(|| ring.clone(), |before| ring.and(before));
            *known = Known { ring: Some(whole), generation: key.generation };
        }
        sight
    }

    /// Rises when there may be more to read than before.
    pub(crate) fn generation(&self) -> u64 {
        self.known().generation
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether the envelope lacks a key that this desk knows.
fn has_less(sight: &Sight, ring: &OfficeRing) -> bool {
    matches!(sight, Sight::Open(told) if ring.is_more_than(told))
}

impl Desk {
    /// Looks about once a minute whether somebody came or went. A newsroom that is away is asked again the next time.
    pub(crate) fn keep_office_key(&self) {
        if !self.publishes_itself() && self.line.may_ask_office(&self.clock.now()) {
            self.seal.keep_office_key(&self.newsroom);
        }
    }
}
