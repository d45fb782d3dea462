//! `sperrfrist-cli check`: the preflight at the terminal.

use std::path::Path;
use std::process::ExitCode;

use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_desk::Problem;
use sperrfrist_release::preflight::{self, Finding, Known, Level};
use sperrfrist_release::stored::StoredError;
use sperrfrist_release::{Release, stored};

use crate::arguments::Check;
use crate::fault::Fault;
use crate::tell::say;
use crate::{files, json};

/// The largest stored release, in bytes.
const LIMIT: u64 = 20_000_000;

/// Reads a stored release.
pub fn load(path: &Path) -> Result<Release, Fault> {
    let json = files::read_text(path, LIMIT)?;
    stored::from_json(&json).map_err(|error| unreadable(error, &json).at(path))
}

/// A slip in a file that was edited by hand is told by its line; what never was a release is not.
fn unreadable(error: StoredError, json: &str) -> Fault {
    let cause = match &error {
        StoredError::Damaged(cause) => cause,
        StoredError::NotARelease(cause) if !cause.is_data() && json.trim_start().starts_with('{') => cause,
        _ => return Problem::from(error).into(),
    };
    Fault::new(
        "stored.damaged",
        format!("Die Meldung ist nicht lesbar. {}", json::sentence(cause)),
        "Berichtigen Sie die Stelle, oder nehmen Sie eine Sicherung. Die Datei wurde nicht verändert.",
    )
}

/// Exit code 1 when something blocks planning.
pub fn run(arguments: &Check) -> Result<ExitCode, Fault> {
    let release = load(&arguments.release)?;
    let now = HostClock.now();
    let report = preflight::check(&release, Known { now: Some(&now), pixels: &[] });
    let blocked = report.blocks();
    let (findings, fulfilled) = (&report.findings, &report.fulfilled);
    if arguments.json {
        let answer = serde_json::json!({ "blocked": blocked, "findings": findings, "fulfilled": fulfilled });
        say!("{answer:#}");
    } else if findings.is_empty() {
        say!("Alles erfüllt.");
    } else {
        for finding in findings {
            print(finding);
        }
    }
    Ok(if blocked { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// One finding, and what to do about it.
pub fn print(finding: &Finding) {
    let level = match finding.level {
        Level::Must => "muss",
        Level::Should => "sollte",
    };
    match &finding.overridden {
        Some(reason) => say!("{level:<7} {}\n        Übergangen: {reason}", finding.sentence),
        None => say!("{level:<7} {}\n        {}", finding.sentence, finding.remedy),
    }
}
