//! `sperrfrist-cli check`: the preflight at the terminal.

use std::process::ExitCode;

use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_desk::Problem;
use sperrfrist_release::preflight::{self, Level};
use sperrfrist_release::{Release, stored};

use crate::arguments::Check;
use crate::fault::Fault;
use crate::files;

/// The largest stored release, in bytes.
const LIMIT: u64 = 20_000_000;

/// Reads a stored release.
pub fn load(path: &std::path::Path) -> Result<Release, Fault> {
    let json = files::read_text(path, LIMIT)?;
    stored::from_json(&json).map_err(|error| Fault::from(Problem::from(error)).at(path))
}

/// Exit code 1 when something blocks planning.
pub fn run(arguments: &Check) -> Result<ExitCode, Fault> {
    let release = load(&arguments.release)?;
    let findings = preflight::check(&release, Some(&HostClock.now()));
    let blocked = preflight::blocks(&findings);
    if arguments.json {
        let answer = serde_json::json!({ "blocked": blocked, "findings": findings });
        println!("{answer:#}");
    } else if findings.is_empty() {
        println!("Alles erfüllt.");
    } else {
        for finding in &findings {
            let level = match finding.level {
                Level::Must => "muss",
                Level::Should => "sollte",
            };
            println!("{level:<7} {}\n        {}", finding.sentence, finding.remedy);
        }
    }
    Ok(if blocked { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
