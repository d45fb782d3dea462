//! The desk and the newsroom behind the window.
//!
//! Where one of them cannot be opened, the window opens all the same and every command answers with the
//! reason: an officer at 16:58 must read a sentence, not see nothing.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use sperrfrist_clock::{HostClock, SteadyClock};
use sperrfrist_desk::view::{OverviewRequest, Publisher};
use sperrfrist_desk::{Desk, NewsroomAccess, Problem};
use sperrfrist_newsroom::{Embedded, NewsroomError, keys};

use crate::keyring::SystemKeyring;
use crate::options::Options;
use crate::{sample, ticking};

/// The port of the newsroom inside the app, so that its addresses stay from day to day.
const USUAL_PORT: u16 = 17_000;

/// The desk, or why there is none; opened beside the window, which takes its time as well.
pub struct Workplace {
    opened: Arc<OnceLock<Result<Opened, Problem>>>,
    home: Option<PathBuf>,
}

struct Opened {
    desk: Arc<Desk>,
    /// Kept so that it serves as long as the window is open, also what went public there before the desk was paired with a
    /// server.
    _newsroom: Embedded,
}

impl Workplace {
    /// Begins to open archive and newsroom.
    #[must_use]
    pub fn open(options: Options) -> Self {
        let opened = Arc::new(OnceLock::new());
        let home = options.home.clone();
        let here = Arc::clone(&opened);
        std::thread::spawn(move || {
            // Whoever waits for the desk must get an answer, whatever happens here.
            let outcome = std::panic::catch_unwind(|| open(&options)).unwrap_or_else(|_| Err(fault()));
            here.get_or_init(|| outcome);
        });
        Self { opened, home }
    }

    /// The app's own folder.
    #[must_use]
    pub fn home(&self) -> Option<&Path> {
        self.home.as_deref()
    }

    /// The desk, once it is open. Blocks until then, so not for the async threads.
    ///
    /// # Errors
    /// Why it could not be opened.
    pub fn desk(&self) -> Result<Arc<Desk>, Problem> {
        self.opened.wait().as_ref().map(|opened| opened.desk.present()).map_err(Problem::clone)
    }
}

/// What a verb answers that ended by a fault of this program.
pub fn fault() -> Problem {
    Problem::new(
        "desk.fault",
        "Das hat wegen eines Fehlers in Sperrfrist nicht geklappt.",
        "Ihr Text ist gesichert. Versuchen Sie es noch einmal.",
    )
}

fn open(options: &Options) -> Result<Opened, Problem> {
    let home = options.home.as_deref().ok_or_else(homeless)?;
    let newsroom = newsroom(&home.join("newsroom"))?;
    let access = NewsroomAccess {
        base_url: newsroom.url().to_owned(),
        public_url: newsroom.url().to_owned(),
        token: newsroom.token().to_owned(),
        key_file: None,
        publisher: Publisher::ThisPc,
    };
    let desk = Desk::open_paired(
        &home.join("archive"),
        access,
        Arc::new(SystemKeyring),
        Arc::new(HostClock),
        sperrfrist_release::due::DEFAULT_ZONE,
    )?;
    if options.sample && desk.overview_of(OverviewRequest { most: 1 })?.releases.is_empty() {
        desk.open_sample(sample::SAMPLE)?;
    }
    let desk = Arc::new(desk);
    ticking::start(&desk);
    Ok(Opened { desk, _newsroom: newsroom })
}

/// At its usual port, or at a free one where somebody else has that.
fn newsroom(data: &Path) -> Result<Embedded, Problem> {
    sperrfrist_newsroom::log_to_standard_error();
    let start = |port| {
        let keys = keys::read_or_make(&keys::beside(data))?;
        let at = SocketAddr::from(([127, 0, 0, 1], port));
        // A clock that is set while the app runs must stand its trial before anything opens by it.
        sperrfrist_newsroom::start_embedded(data, keys, Arc::new(SteadyClock::new(HostClock)), at)
    };
    let started =
        start(USUAL_PORT).or_else(|error| if error.is_port_in_use() { start(0) } else { Err(error) });
    started.map_err(problem)
}

/// The newsroom's folder is opened before the archive, so a second start of the app meets its lock first.
fn problem(error: NewsroomError) -> Problem {
    match error {
        NewsroomError::InUse { .. } => Problem::runs_already(),
        other => Problem::new(other.code(), other.to_string(), other.next_step()),
    }
}

fn homeless() -> Problem {
    Problem::new(
        "home.unknown",
        "Sperrfrist weiß nicht, wo es Ihre Meldungen aufheben soll: Das System nennt keinen Ordner dafür.",
        "Nennen Sie mit SPERRFRIST_HOME einen Ordner.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_start_says_that_sperrfrist_runs_already() {
        let problem = problem(NewsroomError::InUse { path: "newsroom".into() });
        assert_eq!(problem.code, "archive.in_use");
        assert!(problem.sentence.starts_with("Sperrfrist läuft schon"));
    }

    #[test]
    fn without_a_folder_there_is_no_desk_but_a_reason() {
        let workplace = Workplace::open(Options {
            home: None,
            print_to: None,
            file: None,
            sample: false,
            in_background: false,
        });
        assert_eq!(workplace.desk().err().map(|problem| problem.code).as_deref(), Some("home.unknown"));
    }
}
