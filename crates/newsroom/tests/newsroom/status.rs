//! What the administrator sees, of a newsroom that runs and of one that does not.

use std::path::Path;

use chrono::TimeDelta;
use serde_json::Value;
use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_newsroom::keys;
use sperrfrist_seal::answer::{Receipt, Report};
use sperrfrist_seal::{DeskKey, NewsroomId, Package};

use crate::server::{Server, ask_program, program, token, with_token};
use crate::support::{
    CANARY_TEXT, Draft, PENDING, Story, address_of, ask, at, files_in, jpeg, picture_in, until,
};

fn status(data: &Path) -> Value {
    let output = program().args(["status", "--json", "--data"]).arg(data).output().expect("runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn line<'a>(told: &'a str, name: &str) -> &'a str {
    let line = told.lines().find_map(|line| line.strip_prefix(name));
    line.unwrap_or_else(|| panic!("no {name} in {told}")).trim()
}

/// A desk at a server.
struct Desk {
    channel: sperrfrist_channels::Newsroom,
    key: DeskKey,
    newsroom: NewsroomId,
}

impl Desk {
    fn at(server: &Server, data: &Path, name: &str) -> Self {
        let printed = String::from_utf8(token(data, name).stdout).expect("text");
        let (channel, key) = (with_token(server, &printed), DeskKey::generate());
        let newsroom = channel.introduce(&key.id().to_string()).expect("introduced");
        Self { channel, key, newsroom }
    }

    fn plan(&self, draft: &Draft) {
        let what = (draft.item, draft.generation, draft.opening);
        let now = HostClock.now().wall;
        let package = Package::seal(what, now, &draft.parts, &self.key, &self.newsroom).expect("seals");
        let _: Receipt = self.channel.put(&draft.item.to_string(), &package.encode()).expect("held");
    }

    fn report(&self, story: &Story) -> Report {
        self.channel.report(&story.release.id.to_string()).expect("an answer").expect("held")
    }
}

#[test]
fn a_running_newsroom_is_shown_without_its_content_and_one_that_ended_without_a_trace() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("newsroom");
    let server = Server::start_with(&data, &["--keeper", "127.0.0.1:0"]);
    let desk = Desk::at(&server, &data, "Pressestelle");
    assert!(token(&data, "Vertretung").status.success());
    let (story, mut public, stopped) = (Story::new(), Story::new(), Story::new());
    let now = HostClock.now().wall;
    let due = now + TimeDelta::hours(1);
    desk.plan(&story.text(1, at(due)));
    desk.plan(&story.photo(1, at(due + TimeDelta::minutes(30))));
    public.release.slug = "oeffentlich".into();
    desk.plan(&public.text(1, at(now - TimeDelta::hours(1))));
    desk.plan(&stopped.text(1, at(due)));
    let order = sperrfrist_seal::answer::Order::Stop;
    let _: Report = desk.channel.order(&stopped.release.id.to_string(), order, None).expect("stopped");
    until("it is public", || desk.report(&public).items[0].first_public_at.is_some());

    let (code, told) = ask_program(&["status"], &data);
    assert_eq!(code, Some(0), "{told}");
    assert!(line(&told, "Betrieb").contains(&format!("läuft: {}", server.url)), "{told}");
    assert!(line(&told, "Schlüssel").contains("Fingerabdruck"), "{told}");
    assert!(line(&told, "Uhr").ends_with("wie sie geht (host)"), "{told}");
    assert_eq!(
        (line(&told, "Gesperrt"), line(&told, "Öffentlich"), line(&told, "Überfällig")),
        ("2", "1", "0")
    );
    assert!(line(&told, "Angehalten").starts_with("1,"), "{told}");
    assert!(line(&told, "Nächste Zeit").ends_with("Uhr"), "{told}");
    assert!(line(&told, "Verspätung").starts_with("zuletzt "), "{told}");
    assert!(line(&told, "Protokoll").starts_with("unversehrt: 6 Zeilen"), "{told}");
    assert!(
        told.contains("Pressestelle, ausgestellt") && told.contains("mit dem Zugang »Pressestelle«"),
        "{told}"
    );
    assert!(told.contains("noch kein Schreibtisch damit angemeldet"), "{told}");
    let json = status(&data);
    for word in [CANARY_TEXT, PENDING, "kanarienvogel", "Landeskanzlei"] {
        assert!(!told.contains(word) && !json.to_string().contains(word), "{word}");
    }
    assert_eq!(json["occupant"]["service"]["process"], server.child.id());
    assert_eq!(json["nextDue"].as_str().map(|due| &due[..19]), Some(&due.to_rfc3339()[..19]));

    assert_eq!(ask_program(&["token", "revoke", "Pressestelle"], &data).0, Some(0));
    assert!(ask_program(&["status"], &data).1.contains("gilt nicht mehr seit"));
    assert_eq!(ask(server.address(), "GET", "/", &[], b"").status, 200, "nobody was disturbed");
    drop(server);
    let before = files_in(&data);
    assert_eq!(status(&data)["occupant"]["state"], "nobody");
    assert_eq!(files_in(&data), before);
    assert!(ask_program(&["status"], &data).1.contains("läuft nicht"));
}

#[test]
fn what_is_wrong_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("newsroom");
    let (code, told) = ask_program(&["status"], &data);
    assert!(code == Some(1) && told.contains("gibt es nicht") && !data.exists(), "{told}");
    let server = Server::start(&data);
    let (desk, story) = (Desk::at(&server, &data, "Pressestelle"), Story::new());
    desk.plan(&story.text(1, at(HostClock.now().wall + TimeDelta::hours(1))));
    drop(server);

    let open = || rusqlite::Connection::open(data.join("newsroom.sqlite")).expect("opens");
    open().execute("UPDATE items SET revealed_at = 1", []).expect("changes");
    assert!(ask_program(&["status"], &data).1.contains("1 ohne Unterschrift dieses Newsrooms"));
    let change = "DROP TRIGGER journal_is_not_changed; UPDATE journal SET actor = 'Niemand' WHERE id = 1";
    open().execute_batch(change).expect("changes");
    assert!(ask_program(&["status"], &data).1.contains("wurde verändert (Zeile 1)"));

    let stranger = folder.path().join("fremd");
    assert_eq!(ask_program(&["init"], &stranger).0, Some(0));
    let own = std::fs::read(keys::beside(&data)).expect("reads");
    std::fs::copy(keys::beside(&stranger), keys::beside(&data)).expect("copies");
    assert_eq!(status(&data)["keys"]["state"], "other");
    std::fs::write(keys::beside(&data), "etwas anderes").expect("writes");
    assert_eq!(status(&data)["keys"]["state"], "unreadable");
    std::fs::remove_file(keys::beside(&data)).expect("removes");
    assert_eq!(status(&data)["keys"]["state"], "missing");
    std::fs::write(keys::beside(&data), own).expect("writes");
    assert_eq!(status(&data)["keys"]["state"], "present");

    open().pragma_update(None, "user_version", 1).expect("sets");
    let (code, told) = ask_program(&["status"], &data);
    assert!(code == Some(1) && told.contains("älteren Fassung"), "{told}");
}

#[test]
fn a_picture_that_could_not_be_read_is_told_until_it_can_be_and_is_no_fault_of_the_latch() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("newsroom");
    let server = Server::start_with(&data, &["--keeper", "127.0.0.1:0"]);
    let keeper = status(&data)["occupant"]["service"]["keeper"].as_str().map(address_of).expect("a keeper");
    let health = || ask(keeper, "GET", "/healthz", &[], b"");
    let (desk, story) = (Desk::at(&server, &data, "Pressestelle"), Story::new());
    let past = HostClock.now().wall - TimeDelta::hours(1);
    desk.plan(&story.text(1, at(past)));
    desk.plan(&story.photo(1, at(past)));
    until("it is public", || desk.report(&story).items.iter().all(|item| item.first_public_at.is_some()));
    let picture = picture_in(&desk.report(&story));
    let name = picture.trim_start_matches("/medien/").trim_end_matches(".jpg");
    let (file, away) = (data.join("parts").join(&name[..2]).join(name), folder.path().join("weg"));
    std::fs::rename(&file, &away).expect("moves");
    let get = || ask(server.address(), "GET", &picture, &[], b"");
    assert_eq!((health().status, get().status), (200, 404));
    assert_eq!(health().text(), "Öffentlich, aber beim letzten Abruf nicht lesbar: 1.\n");
    assert!(ask(keeper, "GET", "/metrics", &[], b"").text().contains("{state=\"unshown\"} 1\n"));
    std::fs::rename(&away, &file).expect("moves");
    assert_eq!((get().status, health().status), (200, 200));
    assert!(get().body.starts_with(&jpeg(sperrfrist_release::photo::RenditionName::Web)[..4]));
    let log = server.logged();
    assert!(log.contains("newsroom.disk") && !log.contains(name), "{log}");
}
