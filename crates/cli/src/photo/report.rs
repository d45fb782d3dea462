//! What became of each photo, as lines or as JSON.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;
use sperrfrist_desk::Problem;
use sperrfrist_photo::PhotoError;

use crate::fault::Fault;
use crate::files::Found;
use crate::tell::{complain, say};

/// What became of one file.
#[derive(Serialize)]
struct Row<T> {
    path: PathBuf,
    #[serde(flatten)]
    outcome: Outcome<T>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Outcome<T> {
    Done {
        #[serde(skip_serializing_if = "Option::is_none")]
        written: Option<PathBuf>,
        result: T,
    },
    Failed {
        problem: Problem,
    },
}

/// Does the work for every file; one that fails does not stop the rest, but the exit code says so.
pub fn each<T: Serialize>(
    files: Vec<Found>,
    paths: &[PathBuf],
    json: bool,
    mut work: impl FnMut(&Path) -> Result<(Option<PathBuf>, T), Fault>,
    print: impl Fn(&Path, Option<&Path>, &T),
) -> ExitCode {
    let mut failed = false;
    let mut rows = Vec::new();
    for (path, found) in files {
        let named = paths.contains(&path);
        let outcome = match found.and_then(|()| work(&path)) {
            Ok((written, result)) => {
                if !json {
                    print(&path, written.as_deref(), &result);
                }
                Outcome::Done { written, result }
            }
            // A file of a folder that is no picture at all is passed over; one that was named is an error.
            Err(fault) if !named && fault.problem.code == PhotoError::NotAnImage.code() => continue,
            Err(fault) => {
                failed = true;
                if !json {
                    complain!("{fault}");
                }
                Outcome::Failed { problem: fault.problem }
            }
        };
        if json {
            rows.push(Row { path, outcome });
        }
    }
    if json {
        say!("{}", serde_json::to_string_pretty(&rows).expect("plain data"));
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
