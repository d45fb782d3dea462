// Included by the build scripts of the programs: how the linker is to lay them out.

/// The first GNU libc that reads relocations in their packed form.
const SINCE: (u32, u32) = (2, 36);

/// Has the relocations packed where the machine that builds can load such a program: the typesetter alone brings a hundred
/// thousand, and unpacked they are read in at each start.
fn pack_relocations() {
    let is_gnu_linux = std::env::var("TARGET").is_ok_and(|target| target.ends_with("linux-gnu"));
    if is_gnu_linux && libc().is_some_and(|version| version >= SINCE) {
        println!("cargo:rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// The version of the GNU libc of the machine that builds.
fn libc() -> Option<(u32, u32)> {
    let answer = std::process::Command::new("getconf").arg("GNU_LIBC_VERSION").output().ok()?;
    let text = String::from_utf8(answer.stdout).ok()?;
    let (major, minor) = text.trim().strip_prefix("glibc ")?.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}
