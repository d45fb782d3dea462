//! The newsroom's keys, in a file of their own (0600) outside of the data folder: who gets the folder, or a backup of it,
//! gets nothing that is sealed.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sperrfrist_seal::{NewsroomKeys, secret_file};

use crate::NewsroomError;
use crate::folder::private_folder;

/// Beside the data folder: `…/newsroom.keys` for `…/newsroom`.
#[must_use]
pub fn beside(data: &Path) -> PathBuf {
    let mut name = data.file_name().map_or_else(|| OsString::from("newsroom"), OsString::from);
    name.push(".keys");
    data.with_file_name(name)
}

/// Reads the keys.
///
/// # Errors
/// [`NewsroomError::NoKeys`] where there are none, [`NewsroomError::BadKeys`] where something else stands.
pub fn read(path: &Path) -> Result<NewsroomKeys, NewsroomError> {
    let text = fs::read_to_string(path).map_err(|cause| match cause.kind() {
        io::ErrorKind::NotFound => NewsroomError::NoKeys { path: path.to_owned() },
        io::ErrorKind::InvalidData => NewsroomError::BadKeys { path: path.to_owned() },
        _ => NewsroomError::file(path, cause),
    })?;
    NewsroomKeys::from_secret_text(&text).map_err(|_| NewsroomError::BadKeys { path: path.to_owned() })
}

/// Makes fresh keys; `recovery` is an age recipient whose identity lies in a safe.
///
/// # Errors
/// [`NewsroomError::KeysExist`], [`NewsroomError::Recovery`], or what the disk says.
pub fn make(path: &Path, recovery: Option<&str>) -> Result<NewsroomKeys, NewsroomError> {
    let keys = NewsroomKeys::generate(recovery).map_err(|_| NewsroomError::Recovery)?;
    let written = || -> io::Result<()> {
        if let Some(folder) =
            path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir())
        {
            private_folder(folder)?;
        }
        secret_file::write_new(path, &keys.to_secret_text())
    };
    written().map_err(|cause| match cause.kind() {
        io::ErrorKind::AlreadyExists => NewsroomError::KeysExist { path: path.to_owned() },
        _ => NewsroomError::file(path, cause),
    })?;
    Ok(keys)
}

/// Reads the keys, or makes them on the first start.
///
/// # Errors
/// As [`read`] and [`make`].
pub fn read_or_make(path: &Path) -> Result<NewsroomKeys, NewsroomError> {
    match read(path) {
        Err(NewsroomError::NoKeys { .. }) => make(path, None),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_made_once_for_their_owner_alone_and_lie_outside_of_the_data() {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().join("newsroom");
        let path = beside(&data);
        assert!(!path.starts_with(&data));
        assert_eq!(read(&path).expect_err("none yet").code(), "newsroom.no_keys");
        let keys = make(&path, None).expect("makes");
        assert_eq!(read(&path).expect("reads").id(), keys.id());
        assert_eq!(read_or_make(&path).expect("reads").id(), keys.id());
        assert_eq!(make(&path, None).expect_err("twice").code(), "newsroom.keys_exist");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).expect("is there").permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn what_is_no_key_file_is_left_as_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("keys");
        fs::write(&path, "etwas anderes").expect("writes");
        assert_eq!(read_or_make(&path).expect_err("no keys").code(), "newsroom.bad_keys");
        assert_eq!(fs::read(&path).expect("reads"), b"etwas anderes");
        let other = folder.path().join("other");
        assert_eq!(make(&other, Some("age1falsch")).expect_err("no recipient").code(), "newsroom.recovery");
        assert!(!other.exists());
    }
}
