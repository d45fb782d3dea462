//! The page for an officer's phone: stop, hold the photo, later. Plain forms, no script.

use minijinja::value::Serde;
use minijinja::{Environment, Value, context};
use serde::Serialize;

use crate::theme::environment;
use crate::{PageError, words};

macro_rules! template {
    ($name:literal) => {
        ($name, include_str!(concat!("../../../assets/newsroom/telefon/", $name)))
    };
}

const TEMPLATES: &[(&str, &str)] = &[
    template!("rahmen.html"),
    template!("anmelden.html"),
    template!("stand.html"),
    template!("protokoll.html"),
];

/// How the phone's pages look.
#[derive(Debug)]
pub struct Phone {
    environment: Environment<'static>,
}

/// Everything an officer sees at a glance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing {
    pub site: String,
    pub officer: String,
    /// Time of day with seconds, on the newsroom's clock.
    pub now: String,
    /// Goes with every form, so that no other page can send one.
    pub form: String,
    /// What the last order did.
    pub said: Option<String>,
    /// Why it did nothing.
    pub fault: Option<String>,
    pub releases: Vec<PhoneRelease>,
}

/// A release with what can be done about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PhoneRelease {
    pub id: String,
    /// What the officer knew when the order was given.
    pub generation: u64,
    /// The headline once that is public; before that, a mark.
    pub name: String,
    /// A word: "Eingeplant".
    pub state: String,
    /// Class of that word: `planned`, `live` or `stopped`.
    pub kind: &'static str,
    pub leads: Vec<Lead>,
    pub times: Vec<String>,
    pub ribbon: Option<Ribbon>,
    pub can_stop: bool,
    pub stop_note: String,
    pub hold_label: String,
    /// Where a photo can be held back.
    pub hold_note: Option<String>,
    pub later: Option<Later>,
}

/// "Öffentlich in **6 Minuten**".
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lead {
    pub before: String,
    pub strong: String,
}

/// The times, drawn; lengths in units of a band that is 350 wide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ribbon {
    /// Of the drawing, within its page.
    pub id: usize,
    /// The same in words.
    pub label: String,
    pub height: u32,
    pub now: Option<u32>,
    pub lanes: Vec<Lane>,
    pub marks: Vec<Mark>,
}

/// One band: closed up to a point, open behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lane {
    pub opens: u32,
    pub label: String,
}

/// A time above the bands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    pub left: u32,
    pub label: String,
}

/// The ways to a later time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Later {
    pub steps: Vec<Step>,
    /// As `datetime-local` wants it.
    pub now: String,
    pub note: String,
}

/// "+ 15 min".
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    pub label: String,
    /// RFC 3339.
    pub to: String,
    /// What it comes to: "17:15 · 17:45".
    pub times: String,
}

/// A line of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PhoneLine {
    /// RFC 3339.
    pub datetime: String,
    pub at: String,
    pub what: String,
}

impl Phone {
    /// The look that is built in.
    ///
    /// # Errors
    /// [`PageError`] for a template that does not parse; here and below.
    pub fn new() -> Result<Self, PageError> {
        Ok(Self { environment: environment(TEMPLATES)? })
    }

    /// Where an officer signs in. `name` as it was typed before.
    ///
    /// # Errors
    /// [`PageError`].
    pub fn sign_in(&self, site: &str, name: &str, fault: Option<&str>) -> Result<String, PageError> {
        self.render("anmelden.html", context! { site, name, fault })
    }

    /// What is planned, and the ways to stop it.
    ///
    /// # Errors
    /// [`PageError`].
    pub fn standing(&self, standing: &Standing) -> Result<String, PageError> {
        self.render("stand.html", Value::from(Serde(standing.clone())))
    }

    /// Who did what.
    ///
    /// # Errors
    /// [`PageError`].
    pub fn journal(&self, site: &str, officer: &str, lines: Vec<PhoneLine>) -> Result<String, PageError> {
        self.render("protokoll.html", context! { site, officer, lines => Value::from(Serde(lines)) })
    }

    fn render(&self, name: &str, page: Value) -> Result<String, PageError> {
        Ok(words::printable(self.environment.get_template(name)?.render(page)?))
    }
}
