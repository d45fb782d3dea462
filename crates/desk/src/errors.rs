//! Every room's error as the reader hears it.

use sperrfrist_archive::ArchiveError;
use sperrfrist_channels::ChannelError;
use sperrfrist_incoming::IncomingError;
use sperrfrist_photo::PhotoError;
use sperrfrist_release::due::CivilTimeError;
use sperrfrist_release::import::ImportError;
use sperrfrist_release::preflight::Finding;
use sperrfrist_release::state::StepError;
use sperrfrist_release::stored::StoredError;
use sperrfrist_release::timetable::TimetableError;
use sperrfrist_release::wording;

use crate::{Choice, Problem};

impl From<ArchiveError> for Problem {
    fn from(error: ArchiveError) -> Self {
        Self::new(error.code(), error.to_string(), error.next_step())
    }
}

impl From<ChannelError> for Problem {
    fn from(error: ChannelError) -> Self {
        Self::new(error.code(), error.to_string(), error.next_step())
    }
}

impl From<PhotoError> for Problem {
    fn from(error: PhotoError) -> Self {
        Self::new(error.code(), error.to_string(), error.next_step())
    }
}

impl From<ImportError> for Problem {
    fn from(error: ImportError) -> Self {
        Self::new(error.code(), error.to_string(), error.next_step())
    }
}

impl From<IncomingError> for Problem {
    fn from(error: IncomingError) -> Self {
        Self::new(error.code(), error.to_string(), error.next_step())
    }
}

impl From<StoredError> for Problem {
    fn from(error: StoredError) -> Self {
        Self::new(error.code(), error.to_string(), error.next_step())
    }
}

impl From<StepError> for Problem {
    fn from(error: StepError) -> Self {
        Self::new(error.code(), error.to_string(), error.next_step())
    }
}

impl From<TimetableError> for Problem {
    fn from(error: TimetableError) -> Self {
        Self::new(error.code(), error.to_string(), error.next_step())
    }
}

impl From<CivilTimeError> for Problem {
    /// A time that does not exist offers its neighbours; one that exists twice asks which.
    fn from(error: CivilTimeError) -> Self {
        let choices = match &error {
            CivilTimeError::Gap { before, after, .. } => [before, after]
                .into_iter()
                .map(|civil| {
                    let value = wording::clock_time(civil.time());
                    Choice { label: format!("{value}\u{a0}Uhr"), value }
                })
                .collect(),
            CivilTimeError::Twice { civil, .. } => {
                let hour = wording::clock_time(civil.time());
                let choice = |words: &str, value: &str| Choice {
                    label: format!("{hour}\u{a0}Uhr, das {words}"),
                    value: value.into(),
                };
                vec![choice("erste Mal (Sommerzeit)", "earlier"), choice("zweite Mal (Winterzeit)", "later")]
            }
            CivilTimeError::Unreadable { .. } | CivilTimeError::UnknownZone { .. } => Vec::new(),
        };
        let next_step = match &error {
            CivilTimeError::Twice { .. } => {
                "Wählen Sie das erste Mal (Sommerzeit) oder das zweite Mal (Winterzeit).".into()
            }
            other => other.next_step(),
        };
        Self { choices, ..Self::new(error.code(), error.to_string(), next_step) }
    }
}

/// What the preflight has against it, in one problem: the first finding's code, every sentence, the first
/// remedy. `None` if nothing blocks.
pub(crate) fn blocked(findings: &[Finding]) -> Option<Problem> {
    let mut musts = findings.iter().filter(|finding| finding.blocks());
    let first = musts.next()?;
    let sentences =
        musts.fold(first.sentence.clone(), |sentences, finding| format!("{sentences} {}", finding.sentence));
    Some(Problem::new(first.code.clone(), sentences, first.remedy.clone()))
}

impl Problem {
    /// What a second start of the app says, whichever room notices it first.
    #[must_use]
    pub fn runs_already() -> Self {
        ArchiveError::InUse.into()
    }

    /// The same with words before it that say what it means for the verb.
    #[must_use]
    pub(crate) fn after(self, words: &str) -> Self {
        Self { sentence: format!("{words} {}", self.sentence), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sperrfrist_release::CivilTime;
    use sperrfrist_release::due::DEFAULT_ZONE;

    fn problem(typed: &str) -> Problem {
        CivilTime::parse(typed, DEFAULT_ZONE, None).expect_err("not a time").into()
    }

    #[test]
    fn a_time_in_the_gap_offers_the_times_around_it() {
        let gap = problem("31.03.2024 02:30");
        assert_eq!(gap.code, "time.gap");
        let values: Vec<_> = gap.choices.iter().map(|choice| choice.value.as_str()).collect();
        assert_eq!(values, ["01:59", "03:00"]);
        assert_eq!(gap.choices[0].label, "01:59\u{a0}Uhr");
    }

    #[test]
    fn a_time_that_happens_twice_asks_which() {
        let twice = problem("29.10.2023 02:30");
        let values: Vec<_> = twice.choices.iter().map(|choice| choice.value.as_str()).collect();
        assert_eq!(values, ["earlier", "later"]);
        assert_eq!(twice.choices[1].label, "02:30\u{a0}Uhr, das zweite Mal (Winterzeit)");
        assert!(!twice.next_step.contains("earlier"));
    }
}
