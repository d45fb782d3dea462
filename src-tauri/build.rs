//! Makes one permission per command from the one list, and resolves the capabilities.

use tauri_build::{AppManifest, Attributes};

macro_rules! command_table {
    ($( $(#[$doc:meta])* $name:ident ( $($argument:tt)* ) -> $answer:ty ; )*) => {
        const COMMANDS: &[&str] = &[$(stringify!($name)),*];
    };
}
include!("commands_table.rs");
include!("../scripts/relocations.rs");

fn main() {
    println!("cargo:rerun-if-changed=src-tauri/commands_table.rs");
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    println!("cargo:rerun-if-changed=ui/dist");
    println!("cargo:rerun-if-changed=scripts/relocations.rs");
    pack_relocations();
    let attributes = Attributes::new()
        .capabilities_path_pattern("src-tauri/capabilities/*.json")
        .app_manifest(AppManifest::new().commands(COMMANDS));
    tauri_build::try_build(attributes).expect("tauri.conf.json and the capabilities fit together");
}
