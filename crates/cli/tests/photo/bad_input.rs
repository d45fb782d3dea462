//! What files, folders and disks can do to a command: each has its sentence, and none leaves half a file.

use std::ffi::OsStr;
use std::fs::{self, Permissions};
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::{CLI, clean, done, ends, names, photo, refused, rows};

fn scratch() -> tempfile::TempDir {
    tempfile::tempdir().expect("a scratch folder")
}

#[test]
fn what_is_no_file_with_a_photo_is_named_for_what_it_is() {
    let folder = scratch();
    let into = folder.path().join("sauber");
    let at = |name: &str| folder.path().join(name);
    fs::write(at("leer.jpg"), "").expect("a file");
    assert!(Command::new("mkfifo").arg(at("leitung.jpg")).status().expect("mkfifo runs").success());
    let _socket = std::os::unix::net::UnixListener::bind(at("buchse.jpg")).expect("a socket");
    symlink(at("kreis-b.jpg"), at("kreis-a.jpg")).expect("a link");
    symlink(at("kreis-a.jpg"), at("kreis-b.jpg")).expect("a link");
    for (path, words) in [
        (at("leer.jpg"), "leer"),
        (at("leitung.jpg"), "ein Gerät oder eine Leitung"),
        (at("buchse.jpg"), "ein Gerät oder eine Leitung"),
        ("/dev/zero".into(), "ein Gerät oder eine Leitung"),
        (at("kreis-a.jpg"), "führt im Kreis"),
        (at("fehlt.jpg"), "gibt es nicht"),
        (at("leer.jpg/darunter.jpg"), "eine Datei und kein Ordner"),
        (at(&"x".repeat(300)), "zu lang"),
    ] {
        refused(&clean(&path, &into), words);
        refused(&ends(Command::new(CLI).args(["photo", "inspect"]).arg(&path)), words);
        assert_eq!(names(&into), [""; 0]);
    }
    // In a folder they are passed over, and a link to somewhere else with them.
    fs::write(at("gut.jpg"), photo(64)).expect("a photo");
    fs::remove_file(at("leer.jpg")).expect("a file");
    symlink("/etc", at("fremd")).expect("a link");
    done(&clean(folder.path(), &into));
    assert_eq!(names(&into), ["gut.jpg"]);
}

#[test]
fn the_originals_and_their_clean_files_do_not_share_a_folder() {
    let folder = scratch();
    fs::write(folder.path().join("a.JPG"), photo(64)).expect("a photo");
    refused(&clean(folder.path(), folder.path()), "liegen die Originale");
    refused(&clean(folder.path(), &folder.path().join("gibt/../es/..")), "liegen die Originale");
    refused(&clean(folder.path(), &folder.path().join("a.JPG")), "liegt schon eine Datei");
    assert!(names(folder.path()).contains(&"a.JPG".to_owned()));
    assert!(!names(folder.path()).contains(&"a.jpg".to_owned()));
}

#[test]
fn a_file_that_grows_while_it_is_read_is_not_cleaned() {
    let folder = scratch();
    let (source, into) = (folder.path().join("waechst.jpg"), folder.path().join("sauber"));
    // A hole takes time to read and no space; the photo in front of it is whole.
    fs::write(&source, photo(64)).expect("a photo");
    let mut file = fs::OpenOptions::new().append(true).open(&source).expect("a file");
    file.set_len(150_000_000).expect("a hole");
    let ended = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !ended.load(Ordering::Relaxed) {
                file.write_all(b"x").expect("it grows");
            }
        });
        let output = clean(&source, &into);
        ended.store(true, Ordering::Relaxed);
        refused(&output, "wird gerade noch geschrieben");
    });
    assert_eq!(names(&into), [""; 0]);
}

#[test]
fn odd_names_break_neither_lines_nor_json() {
    let folder = scratch();
    let (photos, into) = (folder.path().join("photos"), folder.path().join("sauber"));
    fs::create_dir(&photos).expect("a folder");
    for name in [&b"a\nb.jpg"[..], b"M\xFCller.jpg", "Łužica \u{202e}.jpg".as_bytes(), b"-v.jpg"] {
        fs::write(photos.join(OsStr::from_bytes(name)), photo(64)).expect("a photo");
    }
    let said = done(&clean(&photos, &into));
    for shown in [r"a\nb.jpg →", r"M\xFCller.jpg →", r"Łužica \u{202e}.jpg →", "-v.jpg →"] {
        assert!(said.lines().any(|line| line.contains(shown)), "{shown} in {said}");
    }
    let seen: Vec<_> = fs::read_dir(&into).expect("a folder").flatten().map(|e| e.file_name()).collect();
    assert_eq!(seen.len(), 4);
    assert!(seen.iter().any(|name| name.as_bytes() == b"M\xFCller.jpg"), "the stem is kept byte by byte");

    for verb in [&["photo", "inspect", "--json"][..], &["photo", "clean", "--json", "--into"]] {
        let mut command = Command::new(CLI);
        command.args(verb);
        if verb.contains(&"clean") {
            command.arg(&into);
        }
        let rows = rows(&ends(command.arg(&photos)));
        let paths: Vec<&str> = rows.iter().filter_map(|row| row["path"].as_str()).collect();
        assert!(paths.iter().any(|path| path.ends_with("a\nb.jpg")), "{paths:?}");
        let latin = rows.iter().find(|row| row["pathEncoded"].is_string()).expect("one is no UTF-8");
        assert!(latin["pathEncoded"].as_str().expect("text").ends_with("M%FCller.jpg"), "{latin}");
        assert_eq!(rows.len(), 4);
    }
    // A complaint stays on its lines, too.
    fs::write(photos.join("x\ny.jpg"), b"\xFF\xD8\xFF").expect("a broken photo");
    let output = clean(&photos, &into);
    refused(&output, r"x\ny.jpg: Das Bild ist unvollständig");
    assert_eq!(String::from_utf8_lossy(&output.stderr).lines().count(), 2);
}

fn is_root() -> bool {
    ends(Command::new("id").arg("-u")).stdout == b"0\n"
}

/// Runs the command as somebody who is refused things; root is never refused.
fn as_nobody(folder: &Path, arguments: &[&OsStr]) -> Output {
    if !is_root() {
        return ends(Command::new(CLI).args(arguments));
    }
    // The build may lie where nobody may go.
    let program = folder.join("sperrfrist-cli");
    if !program.exists() {
        fs::copy(CLI, &program).expect("a copy");
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid", "65534", "--regid", "65534", "--clear-groups"]);
    ends(command.arg(program).args(arguments))
}

#[test]
fn what_may_not_be_read_or_written_stops_nothing_else() {
    let folder = scratch();
    fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).expect("ours");
    let at = |name: &str| folder.path().join(name);
    let mode = |name: &str, mode: u32| {
        fs::set_permissions(at(name), Permissions::from_mode(mode)).expect("ours");
    };
    for name in ["photos", "photos/zu", "offen", "fest"] {
        fs::create_dir(at(name)).expect("a folder");
    }
    for name in ["photos/a.jpg", "photos/b.jpg", "photos/zu/c.jpg"] {
        fs::write(at(name), photo(64)).expect("a photo");
    }
    mode("photos/a.jpg", 0o000);
    mode("photos/zu", 0o000);
    mode("offen", 0o777);
    mode("fest", 0o555);
    let clean = |into: &str| {
        let (photos, into) = (at("photos"), at(into));
        let arguments = ["photo".as_ref(), "clean".as_ref(), photos.as_os_str(), "--into".as_ref()];
        as_nobody(folder.path(), &[&arguments[..], &[into.as_os_str()]].concat())
    };
    let output = clean("offen");
    refused(&output, "a.jpg: Diese Datei darf nicht gelesen werden");
    refused(&output, "zu: Dieser Ordner darf nicht gelesen werden");
    assert_eq!(names(&at("offen")), ["b.jpg"]);
    refused(&clean("fest"), "Hier darf nicht geschrieben werden");
    assert_eq!(names(&at("fest")), [""; 0]);
    mode("photos/zu", 0o755);
}

#[test]
fn a_limit_on_the_size_of_files_leaves_no_half_one() {
    let folder = scratch();
    let (photos, into) = (folder.path().join("photos"), folder.path().join("sauber"));
    fs::create_dir(&photos).expect("a folder");
    fs::write(photos.join("gross.jpg"), photo(4_000)).expect("a photo");
    fs::write(photos.join("klein.jpg"), photo(16)).expect("a photo");
    // In blocks of 512 or 1,024 bytes.
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -f 16; exec \"$0\" photo clean \"$1\" --into \"$2\"", CLI]);
    let output = ends(command.arg(&photos).arg(&into));
    refused(&output, "So große Dateien");
    assert_eq!(names(&into), ["klein.jpg"]);
}

#[test]
fn a_disk_that_is_full_in_the_middle_leaves_no_half_file() {
    let folder = scratch();
    let (photos, into) = (folder.path().join("photos"), folder.path().join("sauber"));
    for path in [&photos, &into] {
        fs::create_dir(path).expect("a folder");
    }
    fs::write(photos.join("gross.jpg"), photo(4_000)).expect("a photo");
    fs::write(photos.join("klein.jpg"), photo(16)).expect("a photo");
    // A disk of 32 KiB that only this command sees; what is on it is told before it goes.
    let script = "mount -t tmpfs -o size=32k none \"$2\" || exit 99
        \"$0\" photo clean \"$1/gross.jpg\" --into \"$2\"; code=$?
        \"$0\" photo clean \"$1/klein.jpg\" --into \"$2\"; ls -A \"$2\"; exit $code";
    let ways = [&["unshare", "-m"][..], &["unshare", "-rm"], &["sudo", "-n", "unshare", "-m"]];
    let run = |way: &&[&str]| {
        let mut command = Command::new(way[0]);
        command.args(&way[1..]).args(["sh", "-c", script, CLI]).arg(&photos).arg(&into);
        let output = command.output().ok()?;
        matches!(output.status.code(), Some(0 | 1))
            .then_some(output)
            .filter(|output| !String::from_utf8_lossy(&output.stderr).contains("unshare"))
    };
    let output = ways.iter().find_map(run).expect("root or user namespaces, to mount a small disk");
    refused(&output, "Der Datenträger ist voll");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.ends_with("\nklein.jpg\n"), "{said}");
    assert!(!said.contains("unfertig"), "{said}");
}
