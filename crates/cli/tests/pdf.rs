//! `sperrfrist-cli pdf`: the file, and that it is the same for everybody.

use std::path::Path;
use std::process::{Command, Output};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

fn pdf(file: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sperrfrist-cli"));
    command.current_dir(ROOT).args(["pdf", "assets/sample/medieninformation.txt", "-o"]).arg(file).args(more);
    command
}

fn run(command: &mut Command) -> Output {
    command.output().expect("it runs")
}

const PHOTO: [&str; 6] = [
    "--photo",
    "assets/sample/unterzeichnung.jpg",
    "--caption",
    "assets/sample/caption.json",
    "--letterhead",
    "assets/letterheads/staatskanzlei.toml",
];

#[test]
fn two_people_in_two_places_get_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let (one, other) = (folder.path().join("one.pdf"), folder.path().join("other.pdf"));
    let first = run(pdf(&one, &PHOTO).env("TZ", "Europe/Berlin"));
    assert!(first.status.success(), "{}", String::from_utf8_lossy(&first.stderr));
    let home = folder.path().join("daheim-bei-erika");
    std::fs::create_dir(&home).expect("a folder");
    let mut second = Command::new("sh");
    second.arg("-c").arg("umask 077; exec \"$@\"").arg("sh").arg(env!("CARGO_BIN_EXE_sperrfrist-cli"));
    second.args(["pdf", "assets/sample/medieninformation.txt", "-o"]).arg(&other).args(PHOTO);
    second.current_dir(ROOT).env("HOME", &home).env("USER", "erika").env("TZ", "Asia/Tokyo").env("LANG", "C");
    assert!(run(&mut second).status.success());
    let read = |path| std::fs::read(path).expect("a file");
    assert!(read(&one).starts_with(b"%PDF-1.7"));
    assert!(read(&one) == read(&other));
}

#[test]
fn what_keeps_the_paper_from_being_made_is_said_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let file = folder.path().join("none.pdf");
    let said = |more: &[&str]| {
        let output = run(&mut pdf(&file, more));
        assert_eq!(output.status.code(), Some(1));
        assert!(!file.exists());
        String::from_utf8(output.stderr).expect("UTF-8")
    };
    assert!(
        said(&["--letterhead", "assets/letterheads/stadt.toml"])
            .contains("Wählen Sie den Briefkopf des Absenders.")
    );
    assert!(said(&["--photo", "assets/sample/unterzeichnung.jpg"]).contains("--caption"));
    let broken = folder.path().join("briefkopf.toml");
    std::fs::write(&broken, "[issuer]\nname = \"Stadt\"\nfarbe = \"rot\"\n").expect("written");
    let said = said(&["--letterhead", broken.to_str().expect("UTF-8")]);
    assert!(said.contains("Zeile 3, Spalte 1") && said.contains("Erlaubt sind: name"), "{said}");
}
