//! A disk that answers "input/output error" or "no space left", under the real program: by libfiu (Debian's fiu-utils), which makes the calls
//! of the system fail from outside.

use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::{DateTime, Datelike, SubsecRound, TimeDelta, Utc};
use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_release::gate::Clearance;
use sperrfrist_seal::answer::{Order, Receipt, Report};

use crate::server::{Server, package, token, with_token};
use crate::support::{Story, ask, at, until};

/// Where Debian puts them.
const LIBRARIES: &str = "/usr/lib/fiu/fiu_run_preload.so /usr/lib/fiu/fiu_posix_preload.so";
/// `EIO` and `ENOSPC`.
const ERROR: &str = "5";
const NO_SPACE: &str = "28";
/// What SQLite writes pages with; what makes a part durable.
const WRITES: [(&str, &str); 3] =
    [("posix/io/rw/pwrite", ERROR), ("posix/io/sync/fsync", ERROR), ("posix/io/rw/pwrite", NO_SPACE)];

/// A server on a disk that can be broken.
struct OnDisk {
    server: Server,
    control: PathBuf,
    line: String,
}

impl OnDisk {
    fn start(folder: &Path) -> Self {
        let libraries = LIBRARIES.split(' ').all(|library| Path::new(library).exists());
        assert!(libraries, "libfiu is installed by scripts/setup.sh");
        let (data, control) = (folder.join("newsroom"), folder.join("fiu"));
        let told = control.to_str().expect("text").to_owned();
        let environment = [("LD_PRELOAD", LIBRARIES), ("FIU_CTRL_FIFO", told.as_str()), ("FIU_ENABLE", "")];
        let server = Server::start_in(&data, &[], &environment);
        let line = String::from_utf8(token(&data, "PC").stdout).expect("a line");
        Self { server, control, line }
    }

    fn tell(&self, order: &str) {
        let mut control = Command::new("fiu-ctrl");
        control.arg("-f").arg(&self.control).args(["-c", order]).arg(self.server.child.id().to_string());
        let output = control.output().expect("fiu-ctrl is installed by scripts/setup.sh");
        assert!(output.status.success(), "{order}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn breaks(&self, call: &str) {
        self.breaks_with(call, ERROR);
    }

    fn breaks_with(&self, call: &str, error: &str) {
        self.tell(&format!("enable name={call},failinfo={error}"));
    }

    fn heals(&self, call: &str) {
        self.tell(&format!("disable name={call}"));
    }

    fn status(&self, page: &str) -> u16 {
        ask(self.server.address(), "GET", page, &[], b"").status
    }
}

fn page(due: DateTime<Utc>) -> String {
    format!("/{}/kanarienvogel", due.year())
}

#[test]
fn what_could_not_be_written_is_not_held_and_can_be_sent_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let disk = OnDisk::start(folder.path());
    let due = HostClock.now().wall + TimeDelta::hours(1);
    let story = Story::new();
    let (desk, package) = package(&disk.server, &disk.line, &story.text(1, at(due)));
    let (item, release) = (story.text_item().to_string(), story.release.id.to_string());
    for (call, error) in WRITES {
        disk.breaks_with(call, error);
        let refused = desk.put::<Receipt>(&item, &package).expect_err(call);
        assert!(refused.to_string().ends_with('.') && !refused.next_step().is_empty(), "{call}: {refused}");
        disk.heals(call);
        assert!(desk.report::<Report>(&release).expect("answers").is_none(), "{call}: nothing is held");
    }
    let receipt: Receipt = desk.put(&item, &package).expect("held, once the disk writes again");
    assert_eq!(receipt.generation, 1);
    assert_eq!(disk.status(&page(due)), 404);
}

/// Breaks a call before the time, looks through it, and heals.
fn through_its_time(call: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let disk = OnDisk::start(folder.path());
    let story = Story::new();
    let due = HostClock.now().wall.trunc_subsecs(0) + TimeDelta::seconds(3);
    let (desk, package) = package(&disk.server, &disk.line, &story.text(1, at(due)));
    let _: Receipt = desk.put(&story.text_item().to_string(), &package).expect("held");
    disk.breaks(call);
    let broken_until = due + TimeDelta::seconds(1);
    while HostClock.now().wall < broken_until {
        assert_eq!(disk.status(&page(due)), 404, "{call}");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    disk.heals(call);
    until("it is public once the disk is well", || disk.status(&page(due)) == 200);
    let report = |server: &Server| -> Report {
        let told = with_token(server, &disk.line).report(&story.release.id.to_string());
        told.expect("answers").expect("something is held")
    };
    let first = report(&disk.server).items[0].first_public_at.expect("public");
    assert!(first >= broken_until, "{call}: {first}, and the disk was broken until {broken_until}");
    // What was seen once is remembered.
    drop(disk.server);
    let again = Server::start(&folder.path().join("newsroom"));
    assert_eq!(report(&again).items[0].first_public_at, Some(first), "{call}");
    assert_eq!(ask(again.address(), "GET", &page(due), &[], b"").status, 200);
}

#[test]
fn a_disk_that_does_not_write_at_its_time_shows_nothing_until_it_does() {
    through_its_time("posix/io/rw/pwrite");
}

#[test]
fn a_disk_that_does_not_read_at_its_time_shows_nothing_until_it_does() {
    through_its_time("posix/io/oc/open");
}

#[test]
fn a_stop_that_could_not_be_written_is_not_acknowledged_and_stops_once_it_can_be() {
    let folder = tempfile::tempdir().expect("a folder");
    let disk = OnDisk::start(folder.path());
    let due = HostClock.now().wall + TimeDelta::hours(1);
    let story = Story::new();
    let (desk, package) = package(&disk.server, &disk.line, &story.text(1, at(due)));
    let _: Receipt = desk.put(&story.text_item().to_string(), &package).expect("held");
    let release = story.release.id.to_string();
    let clearance = || desk.report::<Report>(&release).expect("answers").expect("held").items[0].clearance;
    for error in [ERROR, NO_SPACE] {
        disk.breaks_with("posix/io/rw/pwrite", error);
        let refused = desk.order::<Report>(&release, Order::Stop, None).expect_err("not written");
        assert!(refused.to_string().ends_with('.') && !refused.next_step().is_empty(), "{error}: {refused}");
        disk.heals("posix/io/rw/pwrite");
        assert_eq!(clearance(), Clearance::Cleared, "{error}: nobody was told otherwise");
    }
    let _: Report = desk.order(&release, Order::Stop, None).expect("stopped");
    assert_eq!(clearance(), Clearance::Stopped);
}
