//! What is left after the worst: a process killed while it saves, a disk that takes no more.
//!
//! The children are this same test binary, started again with one ignored test and a folder to work in.

use std::error::Error;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use chrono::DateTime;
use sperrfrist_archive::{Archive, ArchiveError};
use sperrfrist_release::state::State;
use sperrfrist_release::{Release, ReleaseId};

type Tested = Result<(), Box<dyn Error>>;

/// Names the folder to a child.
const FOLDER: &str = "SPERRFRIST_TEST_FOLDER";

fn folder() -> PathBuf {
    std::env::var_os(FOLDER).expect("started by another test of this file").into()
}

/// This binary again, for one of the children below.
fn child(test: &str, folder: &Path) -> Result<Command, std::io::Error> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["--exact", test, "--ignored", "--nocapture", "--quiet"]).env(FOLDER, folder);
    Ok(command)
}

/// The text of the so-manieth save: large enough that it does not fit one page of the database.
fn typed(number: u64) -> String {
    format!("{number} {}", "Kooperation ".repeat(2_000))
}

#[test]
#[ignore = "a child of a_killed_process_loses_nothing_that_was_acknowledged"]
fn child_that_saves_until_it_is_killed() {
    let archive = Archive::open(&folder()).expect("opens");
    let mut release = Release::blank(ReleaseId::random());
    let at = DateTime::UNIX_EPOCH;
    archive.write(|books| books.insert_release(&release, State::Draft, at)).expect("inserts");
    for number in 0_u64.. {
        release.headline = typed(number);
        archive.write(|books| books.update_draft(&release, at)).expect("saves");
        let digest = archive.vault().put(typed(number).as_bytes()).expect("keeps");
        println!("saved {number} {digest}");
    }
}

#[test]
fn a_killed_process_loses_nothing_that_was_acknowledged() -> Tested {
    for round in 1..=8 {
        let dir = tempfile::tempdir()?;
        let mut saving =
            child("child_that_saves_until_it_is_killed", dir.path())?.stdout(Stdio::piped()).spawn()?;
        let mut lines = BufReader::new(saving.stdout.take().ok_or("a pipe")?).lines();
        let mut acknowledged = Vec::new();
        while acknowledged.len() < round * 5 {
            let line = lines.next().ok_or("the child ended by itself")??;
            if let Some(told) = line.split("saved ").nth(1) {
                let (number, digest) = told.split_once(' ').ok_or("two words")?;
                acknowledged.push((number.parse::<u64>()?, digest.to_owned()));
            }
        }
        saving.kill()?;
        saving.wait()?;

        let archive = Archive::open(dir.path())?;
        let found = archive.read(|books| books.releases())?.remove(0).release.headline;
        let number: u64 = found.split(' ').next().ok_or("a number")?.parse()?;
        let last = acknowledged.last().map_or(0, |(number, _)| *number);
        assert!(number >= last, "acknowledged was {last}, found is {number}");
        assert_eq!(found, typed(number), "half a save");
        for (number, digest) in acknowledged {
            assert_eq!(archive.vault().get(&digest)?, typed(number).as_bytes());
        }
        drop(archive);
        let database = rusqlite::Connection::open(dir.path().join("archive.db"))?;
        let whole: String = database.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
        assert_eq!(whole, "ok");
    }
    Ok(())
}

#[test]
#[ignore = "a child of a_disk_that_takes_no_more_leaves_neither_half_a_photo_nor_a_lost_draft"]
fn child_that_may_write_no_large_file() {
    let archive = Archive::open(&folder()).expect("opens");
    let error = archive.vault().put(&vec![7; 8_000_000]).expect_err("too large for this disk");
    assert_eq!(error.code(), "archive.disk_full");
    let mut release = archive.read(|books| books.releases()).expect("reads").remove(0).release;
    release.headline = "Zwei ".repeat(1_600_000);
    let saved = archive.write(|books| books.update_draft(&release, DateTime::UNIX_EPOCH));
    assert!(matches!(saved, Err(ArchiveError::DiskFull | ArchiveError::Database(_))), "{saved:?}");
    println!("both were refused");
}

#[test]
#[cfg(unix)]
fn a_disk_that_takes_no_more_leaves_neither_half_a_photo_nor_a_lost_draft() -> Tested {
    let dir = tempfile::tempdir()?;
    let release = Release { headline: "Eins".into(), ..Release::blank(ReleaseId::random()) };
    let archive = Archive::open(dir.path())?;
    archive.write(|books| books.insert_release(&release, State::Draft, DateTime::UNIX_EPOCH))?;
    drop(archive);

    // The shell forbids files above 2 or 4 MB (a shell counts in blocks of 512 or 1024 bytes) and lets the refusal arrive as an error.
    let child = child("child_that_may_write_no_large_file", dir.path())?;
    let mut limited = Command::new("sh");
    limited.args(["-c", "trap '' XFSZ; ulimit -f 4096; exec \"$0\" \"$@\""]);
    limited.arg(child.get_program()).args(child.get_args()).env(FOLDER, dir.path());
    let done = limited.output()?;
    let said = String::from_utf8_lossy(&done.stdout);
    assert!(said.contains("both were refused"), "{said}{}", String::from_utf8_lossy(&done.stderr));

    let archive = Archive::open(dir.path())?;
    assert_eq!(archive.read(|books| books.release(release.id))?.release, release);
    let mut left = Vec::new();
    for shelf in std::fs::read_dir(dir.path().join("vault"))? {
        left.extend(std::fs::read_dir(shelf?.path())?);
    }
    assert!(left.is_empty(), "{left:?}");
    Ok(())
}
