//! What a rule says, and what it is called.

use std::ops::Range;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::fix::Fix;
use super::passage::Passage;
use super::place::{Place, Span};

/// One thing the preflight has to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "PreflightFinding")]
pub struct Finding {
    /// Stable name, such as `embargo.differs`.
    pub code: String,
    pub level: Level,
    /// Whether no reason sets it aside: it guards the embargo, or the rights and the privacy of a photo, or there is
    /// nothing to publish without it.
    pub is_firm: bool,
    pub place: Place,
    /// Where in the text of that place; nothing where it concerns all of it, or something is missing.
    pub span: Option<Span>,
    /// The words in question as they stand; empty where something is missing.
    pub words: String,
    /// What is wrong, in a sentence.
    pub sentence: String,
    /// What to do.
    pub remedy: String,
    /// What would settle it at once; where only a person can know which is right, one for each.
    pub fixes: Vec<Fix>,
    /// The reason for which an officer has set it aside.
    pub overridden: Option<String>,
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Level {
    /// Blocks planning.
    Must,
    Should,
}

/// A rule of the preflight, apart from how it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The code of its findings, where they do not have their own.
    pub code: &'static str,
    pub level: Level,
    /// As in [`Finding::is_firm`].
    pub is_firm: bool,
    /// What is so where it is fulfilled, in a sentence.
    pub fulfilled: &'static str,
}

/// A rule that is fulfilled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Fulfilled {
    pub code: String,
    pub sentence: String,
}

/// A must that an officer has set aside. It holds for just what was there to read then: another place, another sentence
/// or other words are another finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Override {
    pub code: String,
    pub place: Place,
    pub sentence: String,
    pub words: String,
    pub reason: String,
    pub at: DateTime<Utc>,
}

/// What a rule objects to. Its rule makes a [`Finding`] of it.
#[derive(Debug, Clone)]
pub struct Flaw {
    code: Option<&'static str>,
    place: Place,
    span: Option<Span>,
    words: String,
    sentence: String,
    remedy: String,
    fixes: Vec<Fix>,
}

impl Rule {
    #[must_use]
    pub const fn must(code: &'static str, fulfilled: &'static str) -> Self {
        Self { code, level: Level::Must, is_firm: false, fulfilled }
    }

    /// A must that no reason sets aside.
    #[must_use]
    pub const fn firm(code: &'static str, fulfilled: &'static str) -> Self {
        Self { code, level: Level::Must, is_firm: true, fulfilled }
    }

    #[must_use]
    pub const fn should(code: &'static str, fulfilled: &'static str) -> Self {
        Self { code, level: Level::Should, is_firm: false, fulfilled }
    }

    pub(super) fn finding(&self, flaw: Flaw) -> Finding {
        Finding {
            code: flaw.code.unwrap_or(self.code).into(),
            level: self.level,
            is_firm: self.is_firm,
            place: flaw.place,
            span: flaw.span,
            words: flaw.words,
            sentence: flaw.sentence,
            remedy: flaw.remedy,
            fixes: flaw.fixes,
            overridden: None,
        }
    }
}

impl Flaw {
    #[must_use]
    pub fn at(place: Place, sentence: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            code: None,
            place,
            span: None,
            words: String::new(),
            sentence: sentence.into(),
            remedy: remedy.into(),
            fixes: Vec::new(),
        }
    }

    /// At a part of a text; `range` in bytes.
    pub(super) fn within(
        passage: &Passage,
        range: Range<usize>,
        sentence: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            span: Some(Span::of(&passage.text, &range)),
            words: passage.text[range].to_owned(),
            ..Self::at(passage.place.clone(), sentence, remedy)
        }
    }

    /// With a code of its own.
    #[must_use]
    pub fn coded(self, code: &'static str) -> Self {
        Self { code: Some(code), ..self }
    }

    /// With the words in question.
    #[must_use]
    pub fn quoting(self, words: impl Into<String>) -> Self {
        Self { words: words.into(), ..self }
    }

    pub(super) fn fixed_by(mut self, fixes: impl IntoIterator<Item = Fix>) -> Self {
        self.fixes.extend(fixes);
        self
    }
}

impl Finding {
    /// Whether it keeps the release from being planned.
    #[must_use]
    pub fn blocks(&self) -> bool {
        self.level == Level::Must && self.overridden.is_none()
    }

    /// Whether an officer may set it aside with a reason.
    #[must_use]
    pub fn can_be_overridden(&self) -> bool {
        self.level == Level::Must && !self.is_firm
    }

    /// Sets it aside, if that is what the officer meant.
    pub(super) fn heed(&mut self, overrides: &[Override]) {
        if self.can_be_overridden() {
            let own = overrides.iter().find(|set_aside| set_aside.concerns(self));
            self.overridden = own.map(|set_aside| set_aside.reason.clone());
        }
    }
}

impl Override {
    #[must_use]
    pub fn of(finding: &Finding, reason: &str, at: DateTime<Utc>) -> Self {
        Self {
            code: finding.code.clone(),
            place: finding.place.clone(),
            sentence: finding.sentence.clone(),
            words: finding.words.clone(),
            reason: reason.trim().to_owned(),
            at,
        }
    }

    /// Whether it was meant for this finding. A paragraph that was put in before it only moves it.
    #[must_use]
    pub fn concerns(&self, finding: &Finding) -> bool {
        self.code == finding.code
            && self.sentence == finding.sentence
            && self.words == finding.words
            && self.place.is_same_text(&finding.place)
    }
}
