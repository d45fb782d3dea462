//! `sperrfrist-cli photo` from outside: many photos at a time, and everything that can be wrong with files.

mod bad_input;
mod batch;

use std::path::Path;
use std::process::{Command, Output, Stdio};

use sperrfrist_testkit::jpeg::{camera_load, picture};

const CLI: &str = env!("CARGO_BIN_EXE_sperrfrist-cli");

/// A photo with everything that a camera puts around it.
fn photo(width: u16) -> Vec<u8> {
    camera_load(&picture(width, 48), &picture(16, 16))
}

fn ends(command: &mut Command) -> Output {
    command.stdin(Stdio::null()).output().expect("the program runs")
}

fn clean(from: &Path, into: &Path) -> Output {
    ends(Command::new(CLI).args(["photo", "clean"]).arg(from).arg("--into").arg(into))
}

#[track_caller]
fn rows(output: &Output) -> Vec<serde_json::Value> {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"))
}

#[track_caller]
fn done(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).expect("an answer is UTF-8")
}

/// Refused with exit code 1, a sentence that holds the words, and a next step on a line of its own.
#[track_caller]
fn refused(output: &Output, words: &str) {
    let said = String::from_utf8(output.stderr.clone()).expect("a complaint is UTF-8");
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains(words), "expected »{words}« in: {said}");
    assert!(said.contains("\n  "), "no next step: {said}");
    assert!(!said.contains("panicked"), "{said}");
}

/// The names in a folder, hidden ones too.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
