//! The rules of the trade, asked before something is planned.
//!
//! Each group of rules is a file with a table of its own; from these follow what is found, what is fulfilled, and how
//! many were asked. A rule that has nothing to look at is not asked. Whoever quotes is never corrected: what stands
//! between quotation marks is reported, and no fix touches it. Not in here: what needs the bytes of a photo or the
//! archive; the desk adds those.

mod abbreviations;
mod finding;
mod fix;
mod numbers;
mod passage;
mod people;
mod photos;
mod place;
mod portraits;
mod sentences;
#[cfg(test)]
mod tests;
mod times;
mod told;
mod words;

use sperrfrist_clock::Reading;

use crate::document::Release;
use crate::due::Due;
use crate::photo::SlotId;

pub use finding::{Finding, Flaw, Fulfilled, Level, Override, Rule};
pub use fix::{Edit, Fix, fixed};
pub use numbers::is_diallable;
pub use place::{PhotoField, Place, Span};
pub use told::{Telling, Told, told};

use passage::Passage;

/// What is known besides the release itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    /// For the rules about the past and about haste; without it they are not asked.
    pub now: Option<&'a Reading>,
    /// Width and height of the chosen photos, in pixels as shown.
    pub pixels: &'a [(SlotId, (u32, u32))],
}

/// What the preflight says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The musts first.
    pub findings: Vec<Finding>,
    pub fulfilled: Vec<Fulfilled>,
}

/// What a rule is asked about.
struct Question<'a> {
    release: &'a Release,
    known: Known<'a>,
    passages: Vec<Passage>,
}

/// What a rule objects to; `None` where it has nothing to look at.
type Ask = fn(&Question<'_>) -> Option<Vec<Flaw>>;
type Table = &'static [(Rule, Ask)];

/// Every rule of the house, in the order in which its findings are shown.
const TABLES: [Table; 8] = [
    times::RULES,
    words::RULES,
    abbreviations::RULES,
    people::RULES,
    numbers::RULES,
    photos::RULES,
    portraits::RULES,
    sentences::RULES,
];

/// Asks every rule.
#[must_use]
pub fn check(release: &Release, known: Known<'_>) -> Report {
    let question = Question { release, known, passages: passage::passages(release) };
    let mut report = Report::default();
    for (rule, ask) in TABLES.into_iter().flatten() {
        if let Some(flaws) = ask(&question) {
            report.add(release, rule, flaws);
        }
    }
    report
}

impl Report {
    /// Adds what a rule says that was asked.
    pub fn add(&mut self, release: &Release, rule: &Rule, flaws: Vec<Flaw>) {
        if flaws.is_empty() {
            self.fulfilled.push(Fulfilled { code: rule.code.into(), sentence: rule.fulfilled.into() });
        }
        for flaw in flaws {
            let mut finding = rule.finding(flaw);
            finding.heed(&release.overrides);
            self.findings.push(finding);
        }
        self.findings.sort_by_key(|finding| finding.level);
    }

    /// Whether anything keeps the release from being planned.
    #[must_use]
    pub fn blocks(&self) -> bool {
        self.findings.iter().any(Finding::blocks)
    }
}

impl Question<'_> {
    /// Whether the text is in German, whose words the rules know.
    fn is_german(&self) -> bool {
        use crate::language::Language;
        matches!(self.release.language, Language::German | Language::EasyGerman)
    }

    fn body(&self) -> impl Iterator<Item = &Passage> {
        self.passages.iter().filter(|passage| passage.is_body())
    }
}

/// "geplant ist …" for a due of either kind, for findings and dialogs.
#[must_use]
pub fn due_in_words(due: &Due) -> String {
    match due {
        Due::At(time) => time.full(),
        Due::OnSignal(signal) => match &signal.not_before {
            Some(time) => format!("{}, nicht vor {}", signal.words, time.full()),
            None => signal.words.clone(),
        },
    }
}
