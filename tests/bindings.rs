//! The TypeScript types are those of the Rust types. `make bindings` writes them anew.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::support::root;

fn committed(folder: &Path) -> BTreeMap<String, String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return BTreeMap::new() };
    entries
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).expect("a text"))
        })
        .collect()
}

#[test]
fn bindings_are_as_the_rust_types_say() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let made = sperrfrist::bindings::files(scratch.path());
    let folder = root().join("ui/host/bindings");
    if std::env::var("SPERRFRIST_BINDINGS").as_deref() == Ok("write") {
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("ui/host/bindings can be made");
        for (name, text) in &made {
            std::fs::write(folder.join(name), text).expect("a binding can be written");
        }
    }
    let committed = committed(&folder);
    for (name, text) in &made {
        assert_eq!(
            committed.get(name),
            Some(text),
            "ui/host/bindings/{name} has drifted; run `make bindings`"
        );
    }
    for name in committed.keys() {
        assert!(made.contains_key(name), "ui/host/bindings/{name} is no longer made; run `make bindings`");
    }
}

#[test]
fn the_window_may_call_every_verb_of_the_list_and_no_other() {
    let folder = root().join("src-tauri");
    let list = std::fs::read_to_string(folder.join("commands_table.rs")).expect("the list");
    let is_name = |c: char| c.is_ascii_lowercase() || c == '_';
    let verbs: BTreeSet<String> = list
        .lines()
        .filter_map(|line| line.trim().split_once('('))
        .filter(|(name, _)| !name.is_empty() && name.chars().all(is_name))
        .map(|(name, _)| format!("allow-{}", name.replace('_', "-")))
        .collect();
    let allowed = std::fs::read_to_string(folder.join("capabilities/desk.json")).expect("the capability");
    let allowed: serde_json::Value = serde_json::from_str(&allowed).expect("JSON");
    let allowed: BTreeSet<String> = serde_json::from_value(allowed["permissions"].clone()).expect("names");
    assert_eq!(verbs, allowed);
}
