//! Four eyes: what one person wrote waits until a second one has signed the same manifest.
//!
//! The newsroom holds the proposal durably and sealed; any seat of the office can fetch it, read it, and approve it. What
//! is planned anew is a new manifest, so that editing after the approval voids it.

use std::sync::atomic::Ordering;

use axum::http::StatusCode;
use sperrfrist_release::gate::Clearance;
use sperrfrist_seal::answer::{Office, Report};
use sperrfrist_seal::{ItemId, Package, Role, Signature, SignedManifest};

use crate::newsroom::{House, locked, milliseconds};
use crate::officers::{self, Officer};
use crate::refusal::Denied;
use crate::store::{Change, Event, OfficerRow, Store};
use crate::{Newsroom, NewsroomError};

impl Newsroom {
    /// From now on, who wrote cannot alone let it go public.
    pub fn ask_for_four_eyes(&self) {
        self.house.four_eyes.store(true, Ordering::Relaxed);
    }
}

impl House {
    fn four_eyes(&self) -> bool {
        self.four_eyes.load(Ordering::Relaxed)
    }

    /// Whether those who signed may together let it go public.
    pub(crate) fn is_approved(&self, store: &Store, signed: &SignedManifest) -> Result<bool, NewsroomError> {
        let mut signers = Vec::with_capacity(signed.signatures.len());
        for Signature { key, .. } in &signed.signatures {
            signers.extend(store.officer_of_desk(key)?);
        }
        Ok(officers::is_approved(&signers, self.four_eyes()))
    }

    /// Takes a second person's signature under what is proposed, or was corrected in haste. Blocks.
    pub(crate) fn approve(
        &self,
        item: ItemId,
        generation: u64,
        signature: Signature,
        officer: &Officer,
    ) -> Result<Report, Denied> {
        let mut store = self.deciding()?;
        let held = self.holdings().get(item).cloned().ok_or_else(Denied::nothing_held)?;
        let is_there = held.row.signed.signatures.contains(&signature);
        if held.row.generation != generation {
            return Err(Denied::stale());
        }
        if held.row.clearance == Clearance::Cleared && !held.row.approval_owed && is_there {
            // The answer was lost, and it comes again.
            drop(store);
            return self.report(item.release);
        }
        if held.row.clearance != Clearance::Proposed && !held.row.approval_owed {
            return Err(nothing_to_approve());
        }
        if store.officer_of_desk(&signature.key)?.is_none_or(|signer| signer.name != officer.name) {
            return Err(other_signature());
        }
        let signed = held.row.signed.and(signature);
        let desks = store.desks()?;
        signed.check(self.keys.id(), |key| desks.contains(key))?;
        if !self.is_approved(&store, &signed)? {
            return Err(own_words());
        }
        let at = milliseconds(self.clock.now().wall);
        let change = Change::new(item, generation, Event::Approved { signed });
        if !store.change(std::slice::from_ref(&change), at, &officer.name)? {
            return Err(Denied::stale());
        }
        self.holdings_mut().apply(change, at);
        drop(store);
        self.changed.notify_one();
        self.report(item.release)
    }

    /// Everybody who is entered. Blocks.
    pub(crate) fn officers(&self) -> Result<Vec<OfficerRow>, NewsroomError> {
        locked(&self.store).officers()
    }

    /// A package as it is held, sealed. Blocks.
    pub(crate) fn package(&self, item: ItemId) -> Result<Vec<u8>, Denied> {
        let held = self.holdings().get(item).cloned().ok_or_else(Denied::nothing_held)?;
        let entries = held.row.manifest.parts.iter();
        let parts = entries.map(|entry| self.sealed_part(entry)).collect::<Result<Vec<_>, _>>()?;
        Ok(Package::of(held.row.signed.clone(), parts)?.encode())
    }

    /// A part of what is public, opened: for a seat of the office that was not there yet when it was sealed. Of the
    /// documents it is the one that is shown at this moment. Blocks.
    pub(crate) fn public_part(&self, item: ItemId, name: &str) -> Result<Vec<u8>, Denied> {
        let held = self.holdings().get(item).cloned().ok_or_else(Denied::nothing_held)?;
        let mut parts = held.row.manifest.parts.iter();
        let entry = parts.find(|entry| entry.name == name).ok_or_else(Denied::nothing_held)?;
        // Asked again after the disk was waited for: it may have been stopped meanwhile.
        let is_public = || {
            let (holdings, now) = (self.holdings(), self.clock.now());
            let is_shown = || holdings.document(item.release, &now).is_some_and(|shown| shown.name == name);
            let is_same = holdings.get(item).is_some_and(|there| there.row.generation == held.row.generation);
            is_same && holdings.are_public(&[item], &now) && (entry.role != Role::Document || is_shown())
        };
        if !is_public() {
            return Err(still_sealed());
        }
        let opened = self.keys.open(&self.sealed_part(entry)?);
        let bytes = opened.map_err(|error| Denied::unreadable(&error.to_string()))?;
        if is_public() { Ok(bytes) } else { Err(still_sealed()) }
    }

    /// Everything that is held, by release; what is due first comes first.
    pub(crate) fn reports(&self) -> Vec<Report> {
        let releases: Vec<_> = {
            let holdings = self.holdings();
            let mut texts: Vec<_> = holdings
                .texts()
                .map(|text| (holdings.gate_item(text).due(), text.row.item.release))
                .collect();
            texts.sort_by_key(|(due, release)| (due.is_none(), *due, release.0));
            texts.into_iter().map(|(_, release)| release).collect()
        };
        releases.into_iter().filter_map(|release| self.report(release).ok()).collect()
    }

    /// Who speaks, and whom else the office has. Blocks.
    pub(crate) fn office(&self, officer: &Officer) -> Result<Office, Denied> {
        let (seats, key) = {
            let store = locked(&self.store);
            (store.seats()?, store.office_key()?)
        };
        Ok(Office {
            officer: officer.name.clone(),
            may_write: officer.rights.write,
            may_approve: officer.rights.approve,
            may_manage: officer.rights.manage,
            four_eyes: self.four_eyes(),
            readers: seats.into_iter().map(|(_, recipient)| recipient).collect(),
            key,
        })
    }
}

fn still_sealed() -> Denied {
    Denied::new(
        StatusCode::CONFLICT,
        "item.sealed",
        "Das ist noch nicht öffentlich, und der Newsroom öffnet es für niemanden.",
        "Bitten Sie, wer es eingeplant hat, es noch einmal einzuplanen; dann können auch Sie es lesen.",
    )
}

fn nothing_to_approve() -> Denied {
    Denied::new(
        StatusCode::CONFLICT,
        "approval.nothing",
        "Hier ist nichts freizugeben: Es ist schon freigegeben, angehalten oder zurückgezogen.",
        "Sehen Sie nach, wie es um die Meldung steht.",
    )
}

fn other_signature() -> Denied {
    Denied::new(
        StatusCode::FORBIDDEN,
        "approval.other_signature",
        "Diese Freigabe trägt nicht die Unterschrift Ihres eigenen Schreibtischs.",
        "Geben Sie die Meldung an Ihrem Schreibtisch frei.",
    )
}

fn own_words() -> Denied {
    Denied::new(
        StatusCode::FORBIDDEN,
        "approval.own",
        "Freigeben kann nur jemand anderes als die Person, die geschrieben hat, mit dem Recht »freigeben«.",
        "Bitten Sie eine zweite Person mit diesem Recht.",
    )
}
