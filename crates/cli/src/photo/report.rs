//! What became of each photo, as lines or as JSON.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;
use sperrfrist_desk::Problem;
use sperrfrist_photo::PhotoError;

use crate::fault::Fault;
use crate::name;
use crate::tell::{complain, say};

/// What became of one file. A name that is no UTF-8 stands in `path` as far as it can be read, and whole in
/// `pathEncoded`, percent-encoded as in a URL.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row<T> {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    path_encoded: Option<String>,
    #[serde(flatten)]
    outcome: Outcome<T>,
}

#[derive(Serialize)]
#[serde(untagged, rename_all_fields = "camelCase")]
enum Outcome<T> {
    Done {
        #[serde(skip_serializing_if = "Option::is_none")]
        written: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        written_encoded: Option<String>,
        /// Whether it lay there already, clean and just so.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        already_there: bool,
        result: T,
    },
    Failed {
        problem: Problem,
    },
}

/// Where the clean file lies.
pub struct Written {
    pub path: PathBuf,
    pub already_there: bool,
}

/// What is told of a run. One file that fails does not stop the rest, but the exit code says so.
pub struct Report<'a, T> {
    /// What was typed: a file that was named must be a picture, others may be passed over.
    named: &'a [PathBuf],
    json: bool,
    rows: Vec<Row<T>>,
    failed: bool,
}

impl<'a, T: Serialize> Report<'a, T> {
    pub fn new(named: &'a [PathBuf], json: bool) -> Self {
        Self { named, json, rows: Vec::new(), failed: false }
    }

    /// Takes what became of one file; `print` says it in lines.
    pub fn take(
        &mut self,
        path: &Path,
        outcome: Result<(Option<Written>, T), Fault>,
        print: impl FnOnce(Option<&Written>, &T),
    ) {
        let outcome = match outcome {
            Ok((written, result)) => {
                if !self.json {
                    print(written.as_ref(), &result);
                }
                Outcome::Done {
                    written: written.as_ref().map(|written| written.path.to_string_lossy().into_owned()),
                    written_encoded: written.as_ref().and_then(|written| name::encoded(&written.path)),
                    already_there: written.is_some_and(|written| written.already_there),
                    result,
                }
            }
            // A file of a folder that is no picture at all is passed over.
            Err(fault)
                if fault.problem.code == PhotoError::NotAnImage.code()
                    && !self.named.iter().any(|named| named == path) =>
            {
                return;
            }
            Err(fault) => {
                self.failed = true;
                if !self.json {
                    complain!("{fault}");
                }
                Outcome::Failed { problem: fault.problem }
            }
        };
        if self.json {
            let (path, path_encoded) = (path.to_string_lossy().into_owned(), name::encoded(path));
            self.rows.push(Row { path, path_encoded, outcome });
        }
    }

    /// Says what is left to say.
    pub fn finish(self) -> ExitCode {
        if self.json {
            say!("{}", serde_json::to_string_pretty(&self.rows).expect("plain data"));
        }
        if self.failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
    }
}
