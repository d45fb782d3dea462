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

mod documents;
mod freeze;
mod pack;
mod plan;
mod send;
pub(crate) mod slug;

use sperrfrist_clock::Reading;
use sperrfrist_release::preflight::Finding;
use sperrfrist_release::state::Step;
use sperrfrist_release::{Release, ReleaseId, SlotId, Timetable};
use sperrfrist_seal::answer::Report;

use crate::desk::Desk;
use crate::dossier::Dossier;
use crate::errors::blocked;
use crate::view::{ReleaseView, ScheduleRequest};
use crate::{Problem, line, rules, words};

pub(crate) use freeze::Frozen;
pub(crate) use pack::{content, picture_for_paper};

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
        let failed = if self.dossier(id)?.planned.is_some() { ANEW } else { FIRST };
        let frozen = self.hand_over(id, failed, &|dossier, now| self.freeze(dossier, now, at_once, only))?;
        if at_once {
            self.follow(id, &frozen)?;
        }
        // Where the page will be is good to know, but no reason to call the plan failed.
        let _ = self.ask(id);
        self.view(id)
    }

    /// Packs the version that `freeze` makes of a release, and hands it to whoever publishes; returns it as it was
    /// planned. `failed` says what it means for the verb that this did not come to its end.
    ///
    /// `freeze` is asked twice: by this desk's clock, and then by the newsroom's, once it is known what stands there.
    pub(crate) fn hand_over(
        &self,
        id: ReleaseId,
        failed: &str,
        freeze: &dyn Fn(&Dossier, &Reading) -> Result<Frozen, Problem>,
    ) -> Result<Release, Problem> {
        if self.dossier(id)?.is_stop_queued() {
            // First what was asked for first: a stop that nobody has confirmed yet.
            self.ask(id).map_err(|problem| problem.after(failed))?;
        }
        let guard = self.underway.begin(id).ok_or_else(already_underway)?;

        let here = self.clock.now();
        let dossier = self.dossier(id)?;
        checked(&dossier, freeze(&dossier, &here)?, &here)?;

        let (report, there) = self.look_there(id, &here).map_err(|problem| problem.after(failed))?;
        let dossier = self.dossier(id)?;
        self.must_be_newest(&dossier, report.as_ref()).map_err(|problem| problem.after(failed))?;
        let (frozen, timetable) = checked(&dossier, freeze(&dossier, &there)?, &there)?;

        let packed = pack::pack(&self.archive, &frozen, &timetable)?;
        let may_be_there = frozen.may_be_there;
        let plan = self.commit(&dossier, frozen, &timetable, packed, report.as_ref())?;
        if plan.sendings.is_empty() && !may_be_there {
            dossier.stored.state.after(Step::Schedule)?;
        }
        self.send(&guard, &dossier, &plan).map_err(|problem| match problem {
            send::Failed::Stopped(problem) => problem,
            send::Failed::Underway(problem) => problem.after(failed),
        })?;
        Ok(plan.frozen)
    }

    /// What the newsroom holds of the release, and what its clock says.
    fn look_there(&self, id: ReleaseId, here: &Reading) -> Result<(Option<Report>, Reading), Problem> {
        let report = self.ask(id)?;
        let there = line::reading(self.ask_time()?, here);
        Ok((report, there))
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

/// The version and its times, if nothing stands in its way at this reading.
fn checked(dossier: &Dossier, frozen: Frozen, now: &Reading) -> Result<(Frozen, Timetable), Problem> {
    let mut findings = rules::report(&dossier.attachments, &frozen.release, Some(now)).findings;
    findings.retain(|finding| concerns(finding, &frozen));
    match blocked(&findings) {
        Some(problem) => Err(problem),
        None => {
            let timetable = Timetable::of(&frozen.release)?;
            Ok((frozen, timetable))
        }
    }
}

/// Whether a finding has anything to say about what is to be sent.
fn concerns(finding: &Finding, frozen: &Frozen) -> bool {
    match finding.place.slot() {
        Some(slot) => !frozen.photos_stay.contains(&slot),
        // The text is public as it is; only photos still go out, late ones too.
        None if frozen.text_stays => false,
        None => !(frozen.may_be_due && rules::is_about_the_time(finding)),
    }
}

fn already_underway() -> Problem {
    Problem::new(
        "schedule.underway",
        "Die Meldung wird gerade eingeplant.",
        "Warten Sie einen Augenblick; das Ergebnis steht gleich im Zeitplan.",
    )
}
