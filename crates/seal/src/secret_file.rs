//! A file for a secret: for its owner alone, there whole or not at all, and never in the place of another.

use std::io::{self, Write};
use std::path::Path;

/// Writes a new one, and makes it durable.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] where something has that name, or what the disk says. Nothing is left then.
pub fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // tempfile makes files that only their owner may read.
    let mut file = tempfile::Builder::new().prefix(".sperrfrist-").tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path).map_err(|error| error.error)?;
    #[cfg(unix)]
    std::fs::File::open(folder)?.sync_all()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_its_owner_s_alone_and_takes_nobody_s_place() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("key");
        write_new(&path, "geheim").expect("writes");
        assert_eq!(write_new(&path, "anders").expect_err("taken").kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(std::fs::read_to_string(&path).expect("reads"), "geheim");
        assert_eq!(std::fs::read_dir(folder.path()).expect("reads").count(), 1, "nothing is left");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&path).expect("is there").permissions().mode() & 0o777, 0o600);
        }
    }
}
