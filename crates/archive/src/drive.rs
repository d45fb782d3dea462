//! Refusing a network drive: there a lock may not be one, and what was called written may not be.
//!
//! <https://sqlite.org/wal.html>, "All processes using a database must be on the same host computer".

use std::path::{Component, Path, Prefix};

use crate::ArchiveError;

/// File systems that are elsewhere, as the Linux kernel or FUSE calls them.
#[cfg(any(target_os = "linux", test))]
const REMOTE: [&str; 22] = [
    "afs",
    "ceph",
    "cifs",
    "coda",
    "fuse.ceph-fuse",
    "fuse.davfs",
    "fuse.davfs2",
    "fuse.glusterfs",
    "fuse.google-drive-ocamlfuse",
    "fuse.gvfsd-fuse",
    "fuse.kio-fuse",
    "fuse.onedriver",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.smbnetfs",
    "fuse.sshfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
];

/// Refuses a folder on a drive of another machine, as far as the system says so.
pub(crate) fn refuse_remote(dir: &Path) -> Result<(), ArchiveError> {
    if is_on_a_share(dir) || is_mounted_from_elsewhere(dir) { Err(ArchiveError::Remote) } else { Ok(()) }
}

/// `\\server\share`, as Windows writes it.
fn is_on_a_share(dir: &Path) -> bool {
    let Some(Component::Prefix(prefix)) = dir.components().next() else { return false };
    matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..))
}

#[cfg(not(target_os = "linux"))]
fn is_mounted_from_elsewhere(_dir: &Path) -> bool {
    false
}

/// Where the system does not tell its mounts, nothing is known against the folder.
#[cfg(target_os = "linux")]
fn is_mounted_from_elsewhere(dir: &Path) -> bool {
    let Ok(mounts) = std::fs::read_to_string("/proc/self/mountinfo") else { return false };
    // The folder itself may not be there yet.
    let there = dir.ancestors().find_map(|folder| folder.canonicalize().ok());
    there.is_some_and(|there| file_system(&mounts, &there).is_some_and(|found| REMOTE.contains(&found)))
}

/// The type of the file system that `path` is on, by `/proc/self/mountinfo` (proc_pid_mountinfo(5)): the last mount on the
/// longest mount point above it.
#[cfg(any(target_os = "linux", test))]
fn file_system<'mounts>(mounts: &'mounts str, path: &Path) -> Option<&'mounts str> {
    let above = mounts.lines().filter_map(|line| {
        let (mount, source) = line.split_once(" - ")?;
        let point = unescaped(mount.split(' ').nth(4)?);
        path.starts_with(&point).then(|| (point.len(), source.split(' ').next().unwrap_or_default()))
    });
    above.max_by_key(|(length, _)| *length).map(|(_, name)| name)
}

/// Blanks and the like stand there as three octal digits.
#[cfg(any(target_os = "linux", test))]
fn unescaped(point: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .into_iter()
        .fold(point.to_owned(), |text, (code, meant)| text.replace(code, meant))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
22 1 253:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:40 / /home/miriam/Netz\\040Presse rw,relatime shared:9 - cifs //server/presse rw,vers=3.1.1
31 22 0:41 / /srv/nfs rw,relatime - nfs4 server:/srv rw
32 31 0:42 / /srv/nfs/platte rw,relatime - xfs /dev/vdb rw
33 22 0:43 / /home/miriam/fern rw,nosuid - fuse.sshfs miriam@server: rw
34 22 0:44 / /mnt/ntfs rw - fuseblk /dev/sda1 rw
";

    #[test]
    fn the_innermost_mount_counts() {
        for (path, found) in [
            ("/home/miriam/sperrfrist", "ext4"),
            ("/home/miriam/Netz Presse/archiv", "cifs"),
            ("/home/miriam/Netz Presse2", "ext4"),
            ("/srv/nfs/archiv", "nfs4"),
            ("/srv/nfs/platte/archiv", "xfs"),
            ("/home/miriam/fern", "fuse.sshfs"),
            ("/mnt/ntfs/archiv", "fuseblk"),
        ] {
            assert_eq!(file_system(MOUNTS, Path::new(path)), Some(found), "{path}");
        }
    }

    #[test]
    fn a_disk_of_this_machine_is_taken() {
        let dir = tempfile::tempdir().expect("a folder");
        assert!(refuse_remote(&dir.path().join("not yet/there")).is_ok());
    }

    #[test]
    fn the_sentence_names_a_way_out() {
        let error = ArchiveError::Remote;
        assert_eq!(error.code(), "archive.network_drive");
        assert!(error.next_step().contains("SPERRFRIST_HOME"));
    }
}
