//! Many photos: in order, on and on, and never half.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use sperrfrist_photo::{Caption, verify};

use crate::{CLI, clean, done, ends, names, photo, refused, rows};

fn is_clean(path: &Path) -> bool {
    verify(&fs::read(path).expect("a file"), &Caption::default()).is_ok()
}

#[test]
fn the_report_has_the_order_of_the_names_however_long_each_takes() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let photos = folder.path().join("photos");
    fs::create_dir_all(photos.join("05b")).expect("folders");
    for number in 0..40_u16 {
        let width = if number % 7 == 0 { 2_000 } else { 32 };
        fs::write(photos.join(format!("{number:02}.jpg")), photo(width)).expect("a photo");
    }
    fs::write(photos.join("05b/wort.jpg"), "kein Bild").expect("a note");
    fs::write(photos.join("17.jpg"), b"\xFF\xD8\xFF").expect("a broken photo");
    let run = |into: &str| {
        let into = folder.path().join(into);
        ends(Command::new(CLI).args(["photo", "clean", "--json"]).arg(&photos).arg("--into").arg(into))
    };
    let output = run("eins");
    assert_eq!(output.status.code(), Some(1), "one is broken");
    let rows = rows(&output);
    let paths: Vec<&str> = rows.iter().filter_map(|row| row["path"].as_str()).collect();
    let expected: Vec<String> =
        (0..40).map(|number| photos.join(format!("{number:02}.jpg")).display().to_string()).collect();
    assert_eq!(paths, expected);
    assert_eq!(rows[17]["problem"]["code"], "photo.truncated");
    assert_eq!(names(&folder.path().join("eins")).len(), 39, "the others are cleaned");
    assert!(output.stderr.is_empty(), "no progress where nobody looks");
}

#[test]
fn a_cleaned_photo_tells_no_time_and_passes_the_check() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let (source, into) = (folder.path().join("a.jpeg"), folder.path().join("sauber"));
    fs::write(&source, photo(64)).expect("a photo");
    done(&clean(&source, &into));
    let kind = fs::metadata(into.join("a.jpg")).expect("written");
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(315_532_800);
    assert_eq!(kind.modified().expect("a time"), time);
    assert!(is_clean(&into.join("a.jpg")));
}

#[test]
fn a_second_run_goes_on_where_the_first_was_stopped() {
    use std::os::unix::fs::MetadataExt;
    let folder = tempfile::tempdir().expect("a scratch folder");
    let (photos, into) = (folder.path().join("photos"), folder.path().join("sauber"));
    fs::create_dir(&photos).expect("a folder");
    for name in ["a.jpg", "b.jpg", "c.jpg", "d.jpg"] {
        fs::write(photos.join(name), photo(64)).expect("a photo");
    }
    done(&clean(&photos, &into));
    let inode = |name: &str| fs::metadata(into.join(name)).expect("written").ino();
    let before = inode("a.jpg");
    fs::remove_file(into.join("b.jpg")).expect("written");
    // Neither what a power cut may leave nor an original is taken for done.
    let whole = fs::read(into.join("c.jpg")).expect("written");
    fs::write(into.join("c.jpg"), &whole[..whole.len() / 2]).expect("cut");
    fs::copy(photos.join("d.jpg"), into.join("d.jpg")).expect("an original");

    let again =
        ends(Command::new(CLI).args(["photo", "clean", "--json"]).arg(&photos).arg("--into").arg(&into));
    assert_eq!(again.status.code(), Some(1));
    let rows = rows(&again);
    assert_eq!(rows[0]["alreadyThere"], true);
    assert_eq!(rows[1].get("alreadyThere"), None);
    assert_eq!(rows[2]["problem"]["code"], "photo.target_exists");
    assert_eq!(rows[3]["problem"]["code"], "photo.target_exists");
    assert_eq!(inode("a.jpg"), before, "not written a second time");
    assert!(is_clean(&into.join("b.jpg")));
}

#[test]
fn a_run_that_is_stopped_leaves_nothing_half_and_says_how_to_go_on() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let (photos, into) = (folder.path().join("photos"), folder.path().join("sauber"));
    fs::create_dir(&photos).expect("a folder");
    let first = photos.join("0000.jpg");
    fs::write(&first, photo(1_000)).expect("a photo");
    for number in 1..1_000 {
        fs::hard_link(&first, photos.join(format!("{number:04}.jpg"))).expect("a link");
    }
    let child = Command::new(CLI)
        .args(["photo", "clean"])
        .arg(&photos)
        .arg("--into")
        .arg(&into)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("sperrfrist-cli runs");
    while !into.is_dir() || !names(&into).iter().any(|name| name.ends_with(".jpg")) {
        std::thread::yield_now();
    }
    let asked = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    assert!(asked.success());
    let output = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(130), "{said}");
    assert!(said.contains("von 1000") && said.contains("macht dort weiter"), "{said}");
    let kept = names(&into);
    assert!(!kept.is_empty() && kept.len() < 1_000, "{}", kept.len());
    assert!(kept.iter().all(|name| name.ends_with(".jpg") && is_clean(&into.join(name))));

    done(&clean(&photos, &into));
    assert_eq!(names(&into).len(), 1_000);
}

#[test]
fn of_two_photos_of_one_name_the_first_is_cleaned_each_time() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let photos = folder.path().join("photos");
    for (number, name) in ["a", "b", "c"].into_iter().enumerate() {
        fs::create_dir_all(photos.join(name)).expect("a folder");
        // The first takes longest.
        fs::write(photos.join(name).join("bild.jpg"), photo([2_000, 40, 48][number])).expect("a photo");
    }
    for run in 0..4 {
        let into = folder.path().join(format!("sauber-{run}"));
        let output = clean(&photos, &into);
        refused(&output, "heißt schon die gereinigte Fassung von");
        assert_eq!(String::from_utf8_lossy(&output.stderr).matches("Benennen Sie").count(), 2);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(said.contains("a/bild.jpg →"), "{said}");
        assert_eq!(names(&into), ["bild.jpg"]);
    }
}

#[test]
fn a_quality_is_a_number_from_1_to_100() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let source = folder.path().join("a.jpg");
    fs::write(&source, photo(64)).expect("a photo");
    let with = |quality: &str| {
        let into = folder.path().join("sauber");
        let mut command = Command::new(CLI);
        command.args(["photo", "clean", "--quality", quality]).arg(&source).arg("--into").arg(into);
        ends(&mut command)
    };
    for wrong in ["0", "101", "gut", "-3"] {
        assert_eq!(with(wrong).status.code(), Some(2), "{wrong}");
    }
    assert!(String::from_utf8_lossy(&with("0").stderr).contains("ganze Zahl von 1 bis 100"));
    done(&with("80"));
}
