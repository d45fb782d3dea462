//! Tells the linker how the program is to be laid out.

include!("../../scripts/relocations.rs");

fn main() {
    println!("cargo:rerun-if-changed=../../scripts/relocations.rs");
    pack_relocations();
}
