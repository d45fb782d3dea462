//! The TypeScript types of everything that crosses to the window, made from the Rust types.
//!
//! `make bindings` writes them to `ui/host/bindings`; a test compares them, so that drift fails.

use std::any::TypeId;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use sperrfrist_desk::Problem;
use sperrfrist_desk::view::*;
use ts_rs::{Config, TS};

use crate::this_pc::{StartRequest, ThisPc};

/// File name to content, for `ui/host/bindings`.
///
/// # Panics
/// When a type cannot be exported, which is a fault of this program.
#[must_use]
pub fn files(scratch: &Path) -> BTreeMap<String, String> {
    let config = Config::new().with_out_dir(scratch).with_large_int("number");
    let mut rows = Vec::new();
    let mut names = BTreeSet::new();
    // Every command may answer with it; the window imports it by itself.
    Problem::export_all(&config).expect("the type can be exported");
    macro_rules! command {
        ($name:ident (window) -> $answer:ty) => {
            row::<(), $answer>(&config, &mut rows, &mut names, stringify!($name), false)
        };
        ($name:ident (system) -> $answer:ty) => {
            row::<(), $answer>(&config, &mut rows, &mut names, stringify!($name), false)
        };
        ($name:ident (system $request:ty) -> $answer:ty) => {
            row::<$request, $answer>(&config, &mut rows, &mut names, stringify!($name), false)
        };
        ($name:ident () -> $answer:ty) => {
            row::<(), $answer>(&config, &mut rows, &mut names, stringify!($name), false)
        };
        ($name:ident (bytes $request:ty) -> $answer:ty) => {
            row::<$request, $answer>(&config, &mut rows, &mut names, stringify!($name), true)
        };
        ($name:ident ($request:ty) -> $answer:ty) => {
            row::<$request, $answer>(&config, &mut rows, &mut names, stringify!($name), false)
        };
    }
    macro_rules! command_table {
        ($( $(#[$doc:meta])* $name:ident ( $($argument:tt)* ) -> $answer:ty ; )*) => {{
            $( command!($name ($($argument)*) -> $answer); )*
        }};
    }
    include!("commands_table.rs");

    let mut files: BTreeMap<String, String> = std::fs::read_dir(scratch)
        .expect("the scratch folder can be read")
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).expect("a text"))
        })
        .collect();
    let imports: String =
        names.iter().map(|name| format!("import type {{ {name} }} from './{name}'\n")).collect();
    let table = format!(
        "// Generated from src-tauri/commands_table.rs by `make bindings`. Do not edit.\n{imports}\n\
         export interface Commands {{\n{}}}\n",
        rows.concat()
    );
    files.insert("commands.ts".into(), table);
    files
}

fn row<Request: TS + 'static, Answer: TS + 'static>(
    config: &Config,
    rows: &mut Vec<String>,
    names: &mut BTreeSet<String>,
    name: &str,
    bytes: bool,
) {
    let request = spelled::<Request>(config, names);
    let answer = spelled::<Answer>(config, names);
    rows.push(format!("  {name}: {{ request: {request}; answer: {answer}; bytes: {bytes} }}\n"));
}

/// The type's name, exported with all it needs and imported by the table; nothing is `null` on the wire.
fn spelled<T: TS + 'static>(config: &Config, names: &mut BTreeSet<String>) -> String {
    if TypeId::of::<T>() == TypeId::of::<()>() {
        return "null".to_owned();
    }
    T::export_all(config).expect("the type can be exported");
    let name = T::ident(config);
    names.insert(name.clone());
    name
}
