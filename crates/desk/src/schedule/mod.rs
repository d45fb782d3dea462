//! The verb "schedule" ("Einplanen"): freezes the draft, packs it, and hands it to whoever publishes.
//!
//! What stands in the way is said before anything is done, by this desk's clock, and asked again by the
//! newsroom's clock when it comes to it. Then, in this order:
//!
//! 1. `freeze`: the version, its address and its times.
//! 2. `pack`: one package per item; photos cleaned, checked, in all sizes. Holds no lock.
//! 3. `plan`: which of them are new; these are noted as pending, and their bytes kept, before the first is sent.
//! 4. `send`: photos first, the text last. A photo shows nothing while its text is not there, so whatever goes
//!    wrong in between, nothing is half planned. A repeat sends the same bytes again, and nothing twice.
//!
//! **Invariant: acknowledged means kept.** "Eingeplant" follows from the newsroom's receipts alone
//! (`heard::settle`).

mod freeze;
mod pack;
mod plan;
mod send;
mod slug;

use sperrfrist_channels::ChannelError;
use sperrfrist_clock::Reading;
use sperrfrist_release::preflight::{self, Finding, Place};
use sperrfrist_release::state::Step;
use sperrfrist_release::{Release, ReleaseId, SlotId, Timetable};
use sperrfrist_seal::answer::{Report, Time};

use crate::desk::Desk;
use crate::dossier::Dossier;
use crate::errors::blocked;
use crate::view::{ReleaseView, ScheduleRequest};
use crate::{Problem, line, rights, words};

use freeze::Frozen;

/// What it means that planning did not come to its end.
const FIRST: &str = "Die Meldung ist noch nicht eingeplant.";
const ANEW: &str = "Die neue Fassung ist noch nicht eingeplant; es gilt die bisherige.";

impl Desk {
    /// Plans the draft as it stands. A photo that lacks what it must have stays behind, as one that was promised: it
    /// never keeps the text. For a release that is public already this sends the photos that are
    /// missing, and only these.
    ///
    /// # Errors
    /// [`Problem`] with what stands in the way. Nothing is planned then, or what was planned before still is;
    /// a repeat goes on where this one ended.
    pub fn schedule(&self, request: ScheduleRequest) -> Result<ReleaseView, Problem> {
        self.plan(request.id, request.now, None)
    }

    /// Plans the draft; of a release that is public only the photos of the slots in `only`, where that is given.
    pub(crate) fn plan(
        &self,
        id: ReleaseId,
        at_once: bool,
        only: Option<&[SlotId]>,
    ) -> Result<ReleaseView, Problem> {
        let guard = self.underway.begin(id).ok_or_else(already_underway)?;

        let here = self.clock.now();
        let dossier = self.dossier(id)?;
        self.frozen(&dossier, &here, at_once, only)?;

        let failed = if dossier.planned.is_some() { ANEW } else { FIRST };
        let (report, there) = self.look_there(id, &here).map_err(|problem| problem.after(failed))?;
        let dossier = self.dossier(id)?;
        let (frozen, timetable) = self.frozen(&dossier, &there, at_once, only)?;

        let packed = pack::pack(self.archive.vault(), &frozen, &timetable)?;
        let text_stays = frozen.text_stays;
        let plan = self.commit(&dossier, frozen, packed, report.as_ref())?;
        if text_stays && plan.sendings.is_empty() {
            // What is public and has no photo to come can only be corrected.
            dossier.stored.state.after(Step::Schedule)?;
        }
        self.send(&guard, &dossier, &plan).map_err(|problem| match problem {
            send::Failed::Stopped(problem) => problem,
            send::Failed::Underway(problem) => problem.after(failed),
        })?;
        drop(guard);
        if at_once {
            self.follow(id, &plan.frozen)?;
        }
        // Where the page will be is good to know, but no reason to call the plan failed.
        let _ = self.ask(id);
        self.view(id)
    }

    /// The version to be planned, if nothing stands in its way at this reading.
    fn frozen(
        &self,
        dossier: &Dossier,
        now: &Reading,
        at_once: bool,
        only: Option<&[SlotId]>,
    ) -> Result<(Frozen, Timetable), Problem> {
        let frozen = self.freeze(dossier, now, at_once, only)?;
        let mut findings = preflight::check(&frozen.release, Some(now));
        findings.extend(rights::findings(&dossier.attachments, &frozen.release));
        let findings: Vec<Finding> =
            findings.into_iter().filter(|finding| concerns(finding, &frozen, at_once)).collect();
        match blocked(&findings) {
            Some(problem) => Err(problem),
            None => {
                let timetable = Timetable::of(&frozen.release)?;
                Ok((frozen, timetable))
            }
        }
    }

    /// What the newsroom holds of the release, and what its clock says.
    fn look_there(&self, id: ReleaseId, here: &Reading) -> Result<(Option<Report>, Reading), Problem> {
        if let Some(report) = self.ask(id)? {
            let there = line::reading(report.time, here);
            return Ok((Some(report), there));
        }
        let answer: Result<Time, ChannelError> = self.newsroom.time();
        Ok((None, line::reading(answer?, here)))
    }

    /// What was published at once is so in the draft, too. Whatever else was typed meanwhile stays.
    fn follow(&self, id: ReleaseId, frozen: &Release) -> Result<(), Problem> {
        self.edit(id, |_, draft| {
            let before = std::mem::replace(&mut draft.due, frozen.due.clone());
            words::lift(draft, before.as_ref());
            Ok(())
        })
    }
}

/// Whether a finding has anything to say about what is to be sent.
fn concerns(finding: &Finding, frozen: &Frozen, at_once: bool) -> bool {
    if frozen.text_stays {
        // The text is public as it is; only photos still go out, late ones too.
        return matches!(finding.place, Place::Photo { .. });
    }
    !(at_once && finding.code == "time.past")
}

fn already_underway() -> Problem {
    Problem::new(
        "schedule.underway",
        "Die Meldung wird gerade eingeplant.",
        "Warten Sie einen Augenblick; das Ergebnis steht gleich im Zeitplan.",
    )
}
