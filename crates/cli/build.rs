//! Tells the linker how the program is to be laid out.

use std::process::Command;

/// The first GNU libc that reads relocations in their packed form.
const SINCE: (u32, u32) = (2, 36);

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let is_gnu_linux = std::env::var("TARGET").is_ok_and(|target| target.ends_with("linux-gnu"));
    if is_gnu_linux && libc().is_some_and(|version| version >= SINCE) {
        // The typesetter brings a hundred thousand of them; packed they are no longer read in at each start.
        println!("cargo:rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// The version of the GNU libc of the machine that builds.
fn libc() -> Option<(u32, u32)> {
    let answer = Command::new("getconf").arg("GNU_LIBC_VERSION").output().ok()?;
    let text = String::from_utf8(answer.stdout).ok()?;
    let (major, minor) = text.trim().strip_prefix("glibc ")?.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}
