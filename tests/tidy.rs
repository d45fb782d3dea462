//! The house keeps its order: who may use whom, who may read a clock, what no source may hold.
//!
//! Reads `cargo metadata` and the sources, and names the offender. The rules themselves are in the modules
//! below, each with examples of what it must catch.

mod blank;
mod classes;
mod faults;
mod rooms;
mod sources;

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One breach of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Fault {
    /// `file:line`, or `crate -> crate`.
    place: String,
    rule: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.rule)
    }
}

fn assert_none(faults: &[Fault]) {
    let list: String = faults.iter().map(|fault| format!("\n  {fault}")).collect();
    assert!(faults.is_empty(), "{} breach(es) of the house's order:{list}", faults.len());
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn metadata() -> rooms::Metadata {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON of the known shape")
}

/// Every file of ours that a person writes, with its path from the top and its text.
fn files() -> Vec<(String, String)> {
    let mut files = Vec::new();
    for folder in ["crates", "src-tauri", "tests", "ui", "scripts"] {
        walk(&root().join(folder), &mut files);
    }
    files.sort();
    assert!(files.len() > 100, "only {} files were found: the walk looks in the wrong place", files.len());
    files
}

fn walk(folder: &Path, files: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the house") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_dir() {
            if !["node_modules", "dist", "target", "snapshots"].contains(&name.as_str()) {
                walk(&path, files);
            }
        } else if sources::is_source(&name) {
            let text = std::fs::read_to_string(&path).expect("a source is UTF-8");
            let place =
                path.strip_prefix(root()).expect("below the top").to_string_lossy().replace('\\', "/");
            files.push((place, text));
        }
    }
}

fn check(rule: fn(&str, &str) -> Vec<Fault>) {
    let faults: Vec<Fault> = files().iter().flat_map(|(place, text)| rule(place, text)).collect();
    assert_none(&faults);
}

#[test]
fn arrows_between_rooms_point_down() {
    assert_none(&rooms::arrows(&metadata()));
}

#[test]
fn what_a_room_has_alone_is_used_nowhere_else() {
    assert_none(&rooms::strangers(&metadata()));
}

#[test]
fn only_the_clock_room_reads_a_clock() {
    check(sources::clock_reads);
}

#[test]
fn only_the_host_folder_of_the_page_knows_tauri() {
    check(sources::tauri_imports);
}

#[test]
fn a_file_has_one_subject() {
    check(sources::long_files);
}

#[test]
fn a_class_has_one_home() {
    assert_none(&classes::homes(&files()));
}

#[test]
fn nothing_is_silenced_left_open_or_told_as_a_bare_string() {
    check(sources::forbidden_forms);
}

#[test]
fn each_fault_of_the_table_has_its_test() {
    let table = std::fs::read_to_string(root().join(faults::TABLE)).expect("the table of faults");
    assert_none(&faults::promises(&table, &files()));
}
