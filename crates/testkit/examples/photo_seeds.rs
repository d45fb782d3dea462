//! Writes the one-leak photos into a folder, as seeds of all formats for the fuzzer: `seeds DIR`.

use std::path::PathBuf;

use sperrfrist_testkit::{gif, heif, jpeg, png, tiff, webp};

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::args_os().nth(1).expect("a folder"));
    std::fs::create_dir_all(&folder)?;
    let formats =
        [jpeg::one_leak, png::one_leak, webp::one_leak, tiff::one_leak, gif::one_leak, heif::one_leak];
    let all = formats.iter().flat_map(|one_leak| one_leak("ZQCANARYZQ")).map(|leak| leak.bytes);
    for (number, bytes) in all.enumerate() {
        std::fs::write(folder.join(format!("{number:03}")), bytes)?;
    }
    Ok(())
}
