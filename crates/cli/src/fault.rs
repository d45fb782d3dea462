//! What goes wrong at the terminal, told as everywhere: a sentence and a next step.

use std::fmt;
use std::path::Path;

use sperrfrist_desk::Problem;

use crate::name;

/// A problem, with the file it is about where there is one.
#[derive(Debug, Clone)]
pub struct Fault {
    pub place: Option<String>,
    pub problem: Problem,
}

impl Fault {
    pub fn new(code: &str, sentence: impl Into<String>, next_step: impl Into<String>) -> Self {
        Self { place: None, problem: Problem::new(code, sentence, next_step) }
    }

    /// Names the file.
    #[must_use]
    pub fn at(mut self, path: &Path) -> Self {
        self.place = Some(name::shown(path));
        self
    }
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Self { place: None, problem }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        write!(f, "{}", self.problem.sentence)?;
        if !self.problem.next_step.is_empty() {
            write!(f, "\n  {}", self.problem.next_step)?;
        }
        Ok(())
    }
}
