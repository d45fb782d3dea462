//! The program as it is started from a shell.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};

use chrono::TimeDelta;
use sperrfrist_channels::{ChannelError, Newsroom as Desk};
use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_newsroom::keys;
use sperrfrist_seal::Pairing;
use sperrfrist_seal::answer::{Receipt, Report};

use crate::server::{Server, ask_program, package, program, token, with_token};
use crate::support::{Story, address_of, ask, at, files_in, until};

#[test]
fn a_token_is_printed_once_alone_on_its_line_and_opens_the_running_server() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("newsroom");
    let server = Server::start(&data);
    let made = token(&data, "Pressestelle");
    assert!(made.status.success());
    let printed = String::from_utf8(made.stdout).expect("text");
    assert_eq!(printed.lines().count(), 1);
    let story = Story::new();
    let draft = story.text(1, at(HostClock.now().wall + TimeDelta::hours(1)));
    let (desk, package) = package(&server, &printed, &draft);
    let _: Receipt = desk.put(&story.text_item().to_string(), &package).expect("held");
    let again = token(&data, "Pressestelle");
    assert_eq!(again.status.code(), Some(1));
    assert!(again.stdout.is_empty());
    assert!(String::from_utf8_lossy(&again.stderr).contains("gibt es schon"));
}

#[test]
fn a_server_killed_in_the_middle_of_an_upload_has_nothing_of_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("newsroom");
    let mut server = Server::start(&data);
    let printed = String::from_utf8(token(&data, "Pressestelle").stdout).expect("text");
    let story = Story::new();
    let draft = story.text(1, at(HostClock.now().wall - TimeDelta::hours(1)));
    let (desk, package) = package(&server, &printed, &draft);
    drop(desk);
    let mut stream = TcpStream::connect(server.address()).expect("connects");
    let head = format!(
        "PUT /api/items/{} HTTP/1.1\r\nhost: n\r\nauthorization: Bearer {}\r\ncontent-length: {}\r\n\r\n",
        story.text_item(),
        Pairing::from_secret_text(&printed).expect("a pairing line").token,
        package.len()
    );
    stream.write_all(head.as_bytes()).expect("sends");
    stream.write_all(&package[..package.len() / 2]).expect("sends");
    assert_eq!(ask(server.address(), "GET", "/", &[], b"").status, 200);
    server.child.kill().expect("killed");
    server.child.wait().expect("ended");
    let server = Server::start(&data);
    let token = Pairing::from_secret_text(&printed).expect("a pairing line").token;
    let desk = Desk::new(&server.url, &token).expect("a desk");
    let release = story.release.id.to_string();
    assert!(desk.report::<Report>(&release).expect("an answer").is_none());
    let _: Receipt = desk.put(&story.text_item().to_string(), &package).expect("held");
    let report = || -> Report { desk.report(&release).expect("an answer").expect("held") };
    until("it is opened", || report().page_path.is_some());
    let page = report().page_path.expect("an address");
    assert_eq!(ask(server.address(), "GET", &page, &[], b"").status, 200);
}

/// Of a photo: what is read, three pictures, a document.
const PARTS: usize = 5;

#[test]
fn killed_at_any_moment_of_an_arrival_it_has_all_of_the_package_or_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("newsroom");
    let due = HostClock.now().wall + TimeDelta::hours(1);
    let (mut held, mut nothing) = (0, 0);
    // At once; when so many files of its parts are there; when its row is.
    for moment in (0..=PARTS + 1).cycle().take(3 * (PARTS + 2)) {
        let mut server = Server::start(&data);
        let line = String::from_utf8(token(&data, &format!("PC {}", held + nothing)).stdout).expect("text");
        let story = Story::new();
        let (desk, package) = package(&server, &line, &story.photo(1, at(due)));
        let item = story.photo_item().to_string();
        let before = files_in(&data.join("parts")).len();
        let database = crate::armed::database(&data);
        let has_row = || {
            let query = "SELECT count(*) FROM items WHERE item = ?1";
            database.query_row(query, [&item], |row| row.get::<_, i64>(0)).expect("counts") == 1
        };
        let acknowledged = std::thread::scope(|scope| {
            let sending = scope.spawn(|| desk.put::<Receipt>(&item, &package).is_ok());
            while files_in(&data.join("parts")).len() < before + moment.min(PARTS)
                || (moment > PARTS && !has_row())
            {
                std::hint::spin_loop();
            }
            server.child.kill().expect("killed");
            sending.join().expect("it comes back")
        });
        server.child.wait().expect("ended");
        let again = Server::start(&data);
        let desk = crate::server::with_token(&again, &line);
        let report = desk.report::<Report>(&story.release.id.to_string()).expect("an answer");
        assert!(report.is_some() || !acknowledged, "acknowledged means kept");
        match report {
            Some(_) => held += 1,
            None => nothing += 1,
        }
        let receipt: Receipt = desk.put(&item, &package).expect("the same again is held");
        assert_eq!(receipt.generation, 1);
    }
    assert!(held > 0 && nothing > 0, "{held} held, {nothing} not");
}

#[test]
fn the_journal_says_who_did_what_and_one_that_was_changed_opens_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("newsroom");
    let server = Server::start(&data);
    let printed = String::from_utf8(token(&data, "Pressestelle").stdout).expect("text");
    let story = Story::new();
    let draft = story.text(1, at(HostClock.now().wall - TimeDelta::hours(1)));
    let (desk, package) = package(&server, &printed, &draft);
    let _: Receipt = desk.put(&story.text_item().to_string(), &package).expect("held");
    until("it is public", || ask_program(&["audit", "list"], &data).1.contains(" revealed "));
    let (code, told) = ask_program(&["audit", "list"], &data);
    assert_eq!(code, Some(0));
    assert!(told.contains(&format!(" received {} 1 Pressestelle", story.text_item())), "{told}");
    assert!(ask_program(&["audit", "verify"], &data).1.contains("unversehrt: 2 Zeilen"));
    drop(server);

    let other = rusqlite::Connection::open(data.join("newsroom.sqlite")).expect("opens");
    let change = "DROP TRIGGER journal_is_not_changed; UPDATE journal SET actor = 'Niemand' WHERE id = 1";
    other.execute_batch(change).expect("changes");
    drop(other);
    for call in [&["audit", "verify"][..], &["serve", "--listen", "127.0.0.1:0"]] {
        let (code, told) = ask_program(call, &data);
        assert_eq!(code, Some(1), "{told}");
        assert!(told.contains("wurde verändert (Zeile 1)"), "{told}");
    }
}

/// A server with a door for its keeper, and an alarm that writes into a file.
#[cfg(unix)]
#[test]
fn the_keeper_sees_how_it_is_and_is_told_when_something_due_stays_away() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let (data, rung) = (folder.path().join("newsroom"), folder.path().join("rung"));
    let alarm = folder.path().join("alarm");
    std::fs::write(&alarm, format!("#!/bin/sh\necho \"$1\" >> {}\n", rung.display())).expect("writes");
    std::fs::set_permissions(&alarm, std::fs::Permissions::from_mode(0o700)).expect("sets");
    assert_eq!(ask_program(&["init"], &data).0, Some(0));
    let mut child = program()
        .args(["serve", "--listen", "127.0.0.1:0", "--keeper", "127.0.0.1:0", "--clock", "host", "--alarm"])
        .arg(&alarm)
        .arg("--data")
        .arg(&data)
        .stdout(Stdio::piped())
        .spawn()
        .expect("starts");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let mut url = || -> String {
        let line = lines.next().expect("a line").expect("text");
        let url = line.split(' ').find(|word| word.starts_with("http://")).expect("an address");
        url.trim_end_matches("/healthz").to_owned()
    };
    let server = Server { child, url: url(), log: rung.clone() };
    let keeper = address_of(&url());
    let health = || ask(keeper, "GET", "/healthz", &[], b"");
    let metrics = || ask(keeper, "GET", "/metrics", &[], b"").text();
    assert_eq!((health().status, health().text()), (200, "in Ordnung\n".to_owned()));
    for path in ["/healthz", "/metrics"] {
        assert_eq!(ask(server.address(), "GET", path, &[], b"").status, 404, "not for the public");
    }
    assert_eq!(ask(keeper, "GET", "/", &[], b"").status, 404);
    assert_eq!(ask(keeper, "POST", "/metrics", &[], b"x").status, 404);

    let printed = String::from_utf8(token(&data, "Pressestelle").stdout).expect("text");
    let story = Story::new();
    let due = HostClock.now().wall + TimeDelta::seconds(2);
    let (desk, package) = package(&server, &printed, &story.text(1, at(due)));
    let _: Receipt = desk.put(&story.text_item().to_string(), &package).expect("held");
    assert!(metrics().contains("sperrfrist_items{state=\"sealed\"} 1\n"), "{}", metrics());
    // Somebody spoils what is sealed.
    for folder in std::fs::read_dir(data.join("parts")).expect("reads").flatten() {
        for file in std::fs::read_dir(folder.path()).expect("reads").flatten() {
            std::fs::write(file.path(), b"verdorben").expect("spoils");
        }
    }
    until("it is damaged", || health().text().contains("Beschädigt und deshalb gesperrt: 1."));
    until("it is overdue", || health().text().starts_with("Fällig und nicht öffentlich: 1."));
    assert_eq!(health().status, 503);
    assert!(metrics().contains("sperrfrist_items{state=\"overdue\"} 1\n"), "{}", metrics());
    let begun = HostClock.now().boottime;
    while !rung.exists() {
        assert!((HostClock.now().boottime - begun).as_secs() < 60, "no alarm within a minute");
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
    let told = std::fs::read_to_string(&rung).expect("reads");
    assert!(told.contains("Beschädigt und deshalb gesperrt: 1."), "{told}");
}

#[test]
fn a_revoked_token_opens_nothing_any_more_and_what_it_planned_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("newsroom");
    let server = Server::start(&data);
    let lines = ["Eins", "Zwei"].map(|name| String::from_utf8(token(&data, name).stdout).expect("text"));
    let story = Story::new();
    let now = HostClock.now().wall;
    let (one, first) = package(&server, &lines[0], &story.text(1, at(now + TimeDelta::seconds(3))));
    let item = story.text_item().to_string();
    let _: Receipt = one.put(&item, &first).expect("held");
    assert_eq!(ask_program(&["token", "revoke", "Eins"], &data).0, Some(0));
    assert!(matches!(one.put::<Receipt>(&item, &first), Err(ChannelError::WrongToken { .. })));
    let (code, told) = ask_program(&["token", "revoke", "Eins"], &data);
    assert!(code == Some(1) && told.contains("gibt es nicht"), "{told}");
    // Whoever has the other token cannot pass on what the first desk signs from now on.
    match with_token(&server, &lines[1]).put::<Receipt>(&item, &first).expect_err("refused") {
        ChannelError::Refused { code, .. } => assert_eq!(code, "package.signature"),
        other => panic!("{other:?}"),
    }
    drop(server);
    let server = Server::start(&data);
    let report = || -> Report {
        with_token(&server, &lines[1])
            .report(&story.release.id.to_string())
            .expect("an answer")
            .expect("held")
    };
    until("what was planned appears", || report().items[0].first_public_at.is_some());
}

#[cfg(unix)]
#[test]
fn asked_to_end_it_ends_well() {
    let folder = tempfile::tempdir().expect("a folder");
    for signal in ["-TERM", "-INT"] {
        let mut server = Server::start(&folder.path().join("newsroom"));
        let id = server.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().expect("runs").success());
        assert_eq!(server.child.wait().expect("ended").code(), Some(0), "{signal}");
    }
}

#[test]
fn a_second_server_and_a_taken_port_are_told_in_sentences() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("newsroom");
    let server = Server::start(&data);
    let run = |data: &Path, listen: &str| {
        program()
            .args(["serve", "--clock", "host", "--listen", listen, "--data"])
            .arg(data)
            .output()
            .expect("runs")
    };
    let second = run(&data, "127.0.0.1:0");
    assert_eq!(second.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&second.stderr).contains("arbeitet schon ein Newsroom"));
    let never = folder.path().join("neu");
    let unmade = run(&never, "127.0.0.1:0");
    assert_eq!(unmade.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&unmade.stderr).contains("sperrfrist-newsroom init"));
    std::fs::copy(keys::beside(&data), keys::beside(&never)).expect("keys");
    let taken = run(&never, &server.address().to_string());
    assert_eq!(taken.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&taken.stderr).contains("--listen"));
    assert!(!never.exists(), "a taken port leaves nothing behind");
    until("the first still serves", || ask(server.address(), "GET", "/", &[], b"").status == 200);
}

#[test]
fn a_wrong_call_is_2_and_told_in_german() {
    for (call, words) in [
        (&[][..], "Es fehlt der Befehl."),
        (&["serve"], "Es fehlt --data <ORDNER>."),
        (&["serve", "--data"], "Bei --data <ORDNER> fehlt die Angabe."),
        (&["serve", "--data", "x", "--listen", "unfug"], "»unfug« passt nicht zu --listen <ADRESSE>."),
        (&["serve", "--data", "x", "--clock", "wand"], "»wand« passt nicht zu --clock <UHR>."),
        (&["serve", "--data", "x", "--weg"], "»--weg« gibt es hier nicht."),
        (&["verdampfe"], "Den Befehl »verdampfe« gibt es nicht."),
    ] {
        let output = program().args(call).output().expect("runs");
        assert_eq!(output.status.code(), Some(2), "{call:?}");
        let told = String::from_utf8(output.stderr).expect("text");
        assert!(told.starts_with(words), "{told}");
    }
}

#[test]
fn help_is_german_and_names_the_exit_codes() {
    let help = |call: &[&str]| {
        let output = program().args(call).output().expect("runs");
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stdout).expect("text")
    };
    assert!(help(&["--help"]).contains("Rückgabewerte"));
    assert!(help(&["serve", "--help"]).contains("abgeglichen"));
    for call in [
        &["--help"][..],
        &["init", "--help"],
        &["serve", "--help"],
        &["token", "--help"],
        &["token", "new", "--help"],
    ] {
        let help = help(call);
        for foreign in ["Usage", "Options", "Commands", "Print", "default", "possible"] {
            assert!(!help.contains(foreign), "{foreign} in {help}");
        }
    }
}
