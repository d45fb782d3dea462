//! The states of a release and of its deliveries, and the only steps between them.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

/// Where a release stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum State {
    Draft,
    Approved,
    /// Whoever publishes has it, and a second person has to approve it first.
    Proposed,
    Scheduled,
    Live,
    Corrected,
    Withdrawn,
    Stopped,
}

/// What happens to a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Step {
    Approve,
    /// Also planning anew what was planned or stopped.
    Schedule,
    Reveal,
    Correct,
    Withdraw,
    Stop,
}

/// A step that the state does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{}", sentence(self.0, self.1))]
pub struct StepError(pub State, pub Step);

impl State {
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::Approved,
        Self::Proposed,
        Self::Scheduled,
        Self::Live,
        Self::Corrected,
        Self::Withdrawn,
        Self::Stopped,
    ];

    /// The state after a step.
    ///
    /// # Errors
    /// [`StepError`] where there is no such step from here.
    pub fn after(self, step: Step) -> Result<Self, StepError> {
        match (self, step) {
            (Self::Draft, Step::Approve) => Ok(Self::Approved),
            (Self::Proposed, Step::Approve) => Ok(Self::Scheduled),
            (
                Self::Draft | Self::Approved | Self::Proposed | Self::Scheduled | Self::Stopped,
                Step::Schedule,
            ) => Ok(Self::Scheduled),
            (Self::Draft | Self::Approved | Self::Proposed | Self::Scheduled | Self::Stopped, Step::Stop) => {
                Ok(Self::Stopped)
            }
            (Self::Scheduled, Step::Reveal) => Ok(Self::Live),
            (Self::Live | Self::Corrected, Step::Correct) => Ok(Self::Corrected),
            (Self::Live | Self::Corrected, Step::Withdraw) => Ok(Self::Withdrawn),
            (from, step) => Err(StepError(from, step)),
        }
    }

    /// Whether whoever publishes has it and has not shown it yet.
    #[must_use]
    pub fn waits(self) -> bool {
        matches!(self, Self::Proposed | Self::Scheduled)
    }

    /// Whether the public has seen it.
    #[must_use]
    pub fn is_public(self) -> bool {
        matches!(self, Self::Live | Self::Corrected)
    }
}

/// Where the delivery of one item to one holding channel stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Delivery {
    /// Planned here, not yet acknowledged there.
    Pending,
    /// The channel has it durably and has said so.
    Held,
    Live,
    Stopped,
    Withdrawn,
}

fn sentence(state: State, step: Step) -> String {
    let state = match state {
        State::Draft => "ein Entwurf",
        State::Approved => "freigegeben",
        State::Proposed => "zur Freigabe vorgelegt",
        State::Scheduled => "eingeplant",
        State::Live => "öffentlich",
        State::Corrected => "öffentlich und korrigiert",
        State::Withdrawn => "zurückgezogen",
        State::Stopped => "angehalten",
    };
    let step = match step {
        Step::Approve => "freigegeben",
        Step::Schedule => "eingeplant",
        Step::Reveal => "veröffentlicht",
        Step::Correct => "korrigiert",
        Step::Withdraw => "zurückgezogen",
        Step::Stop => "angehalten",
    };
    format!("Die Meldung ist {state} und kann nicht {step} werden.")
}

impl StepError {
    /// Stable name of the error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        "state.no_such_step"
    }

    /// What to do now.
    #[must_use]
    pub fn next_step(&self) -> String {
        match (self.0, self.1) {
            (State::Live | State::Corrected, Step::Stop) => {
                "Was öffentlich ist, lässt sich korrigieren oder zurückziehen.".into()
            }
            (State::Live | State::Corrected, Step::Schedule) => {
                "Eine neue Fassung veröffentlichen Sie als Korrektur.".into()
            }
            _ => "Öffnen Sie die Meldung neu; ihr Stand hat sich geändert.".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_of_a_release() {
        let way = [Step::Approve, Step::Schedule, Step::Reveal, Step::Correct, Step::Correct, Step::Withdraw];
        let end = way.into_iter().try_fold(State::Draft, State::after);
        assert_eq!(end, Ok(State::Withdrawn));
    }

    /// Every step that there is, from where, and to where.
    const STEPS: [(Step, &[State], State); 7] = [
        (Step::Approve, &[State::Draft], State::Approved),
        (Step::Approve, &[State::Proposed], State::Scheduled),
        (Step::Schedule, &NOT_YET_PUBLIC, State::Scheduled),
        (Step::Reveal, &[State::Scheduled], State::Live),
        (Step::Correct, &[State::Live, State::Corrected], State::Corrected),
        (Step::Withdraw, &[State::Live, State::Corrected], State::Withdrawn),
        (Step::Stop, &NOT_YET_PUBLIC, State::Stopped),
    ];

    const NOT_YET_PUBLIC: [State; 5] =
        [State::Draft, State::Approved, State::Proposed, State::Scheduled, State::Stopped];

    #[test]
    fn there_are_these_steps_and_no_others() {
        for from in State::ALL {
            for step in
                [Step::Approve, Step::Schedule, Step::Reveal, Step::Correct, Step::Withdraw, Step::Stop]
            {
                let mut ways =
                    STEPS.iter().filter(|(taken, starts, _)| *taken == step && starts.contains(&from));
                let to = ways.next().map(|(.., to)| *to);
                assert_eq!(from.after(step), to.ok_or(StepError(from, step)), "{step:?} from {from:?}");
                assert_eq!(ways.count(), 0);
            }
            assert_eq!(from.is_public(), [State::Live, State::Corrected].contains(&from), "{from:?}");
        }
    }

    #[test]
    fn what_is_only_proposed_waits_for_its_approval() {
        assert_eq!(State::Proposed.after(Step::Approve), Ok(State::Scheduled));
        let waiting: Vec<_> = State::ALL.into_iter().filter(|state| state.waits()).collect();
        assert_eq!(waiting, [State::Proposed, State::Scheduled]);
        let error = State::Proposed.after(Step::Reveal).expect_err("nobody has approved it");
        assert_eq!(
            error.to_string(),
            "Die Meldung ist zur Freigabe vorgelegt und kann nicht veröffentlicht werden."
        );
    }

    #[test]
    fn a_refused_step_is_told_in_a_sentence_with_a_way_on() {
        let refused = |from: State, step| from.after(step).expect_err("there is no such step");
        let error = refused(State::Live, Step::Stop);
        assert_eq!(error.to_string(), "Die Meldung ist öffentlich und kann nicht angehalten werden.");
        assert_eq!(error.code(), "state.no_such_step");
        for state in [State::Live, State::Corrected] {
            let next_step = |step| refused(state, step).next_step();
            assert!(next_step(Step::Stop).contains("korrigieren oder zurückziehen"), "{state:?}");
            assert!(next_step(Step::Schedule).contains("als Korrektur"), "{state:?}");
            assert!(next_step(Step::Reveal).contains("neu"), "{state:?}");
        }
        assert!(refused(State::Withdrawn, Step::Stop).next_step().contains("neu"));
        let sentences: std::collections::BTreeSet<String> = State::ALL
            .iter()
            .filter_map(|state| state.after(Step::Reveal).err())
            .map(|error| error.to_string())
            .collect();
        assert_eq!(sentences.len(), State::ALL.len() - 1, "each state has its own word");
    }
}
