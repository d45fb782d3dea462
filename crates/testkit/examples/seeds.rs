//! Writes the one-leak photos into a folder, as seeds for the fuzzer: `seeds DIR`.

use std::path::PathBuf;

use sperrfrist_testkit::jpeg;

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::args_os().nth(1).expect("a folder"));
    std::fs::create_dir_all(&folder)?;
    let all = jpeg::one_leak("seed").into_iter().map(|leak| leak.bytes);
    for (number, bytes) in all.enumerate() {
        std::fs::write(folder.join(format!("{number:03}")), bytes)?;
    }
    Ok(())
}
