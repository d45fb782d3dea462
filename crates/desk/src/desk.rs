//! The desk itself: what every verb needs, and nothing that a verb does.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use sperrfrist_archive::{Archive, ArchiveError, Books, Line as JournalLine};
use sperrfrist_channels::Newsroom;
use sperrfrist_clock::{Clock, FollowingClock};
use sperrfrist_release::state::State;
use sperrfrist_release::{Release, ReleaseId};
use sperrfrist_seal::{ItemId, NoPairing, Pairing};
use sperrfrist_spelling::Dictionaries;

use crate::agenda::Diary;
use crate::bundle::Received;
use crate::colleagues::Colleagues;
use crate::dossier::Dossier;
use crate::in_sight::InSight;
use crate::line::Line;
use crate::pairing::Home;
use crate::paper::Press;
use crate::proposed::Proposed;
use crate::retention::Sweeping;
use crate::sealer::{KEY_FILE, Sealer};
use crate::underway::Underway;
use crate::view::{JournalEvent, Publisher};
use crate::watch::Watch;
use crate::{NewsroomAccess, Problem, journal, margin};

/// The press officer's desk. Every verb takes `&self` and blocks, for as long as a disk or a newsroom takes:
/// call it off the async threads. Work on a picture holds no lock, so it never delays a save.
pub struct Desk {
    pub(crate) archive: Arc<Archive>,
    pub(crate) newsroom: Newsroom,
    pub(crate) seal: Sealer,
    pub(crate) access: NewsroomAccess,
    /// The time of whoever publishes, as far as it is known.
    pub(crate) clock: FollowingClock,
    pub(crate) zone: Tz,
    pub(crate) line: Line,
    pub(crate) in_sight: InSight,
    pub(crate) underway: Underway,
    pub(crate) watch: Watch,
    pub(crate) proposed: Proposed,
    pub(crate) received: Received,
    pub(crate) colleagues: Colleagues,
    pub(crate) press: Press,
    pub(crate) diary: Diary,
    pub(crate) sweeping: Sweeping,
    pub(crate) dictionaries: Dictionaries,
    /// `None` where it works with the newsroom it was given, and no other.
    pub(crate) home: Option<Home>,
    /// The desk that works with another newsroom in its place.
    pub(crate) successor: OnceLock<Arc<Self>>,
}

/// What a desk has from the machine it stands on.
pub(crate) struct Place {
    pub clock: Arc<dyn Clock>,
    pub zone: Tz,
    pub home: Option<Home>,
}

impl Desk {
    /// Opens the archive at `archive_dir`, and makes it where there is none.
    ///
    /// # Errors
    /// Whatever keeps the archive from being opened, or an address that is none; the newsroom is not asked.
    pub fn open(
        archive_dir: &Path,
        newsroom: NewsroomAccess,
        clock: Arc<dyn Clock>,
        zone: Tz,
    ) -> Result<Self, Problem> {
        let pairing = Pairing::from_secret_text(&newsroom.token).map_err(no_pairing)?;
        let key_file = newsroom.key_file.clone().unwrap_or_else(|| archive_dir.join(KEY_FILE));
        let archive = Arc::new(Archive::open(archive_dir)?);
        let seal = match newsroom.publisher {
            Publisher::Server => Sealer::open_for_line(&key_file, pairing)?,
            // Its line ends with each start, and takes nobody's right away.
            Publisher::ThisPc => Sealer::open(&key_file, pairing)?,
        };
        let desk = Self::of(archive, seal, newsroom, Place { clock, zone, home: None })?;
        desk.begin_the_day()?;
        Ok(desk)
    }

    /// A desk for that newsroom, with the archive as it is.
    pub(crate) fn of(
        archive: Arc<Archive>,
        seal: Sealer,
        access: NewsroomAccess,
        place: Place,
    ) -> Result<Self, Problem> {
        Ok(Self {
            newsroom: Newsroom::new(&access.base_url, seal.token())?,
            archive,
            seal,
            access,
            clock: FollowingClock::new(place.clock),
            zone: place.zone,
            line: Line::default(),
            in_sight: InSight::default(),
            underway: Underway::default(),
            watch: Watch::default(),
            proposed: Proposed::default(),
            received: Received::default(),
            colleagues: Colleagues::default(),
            press: Press::default(),
            diary: Diary::default(),
            sweeping: Sweeping::default(),
            dictionaries: Dictionaries::of_this_machine(),
            home: place.home,
            successor: OnceLock::new(),
        })
    }

    pub(crate) fn place(&self) -> Place {
        Place { clock: self.clock.own(), zone: self.zone, home: self.home.clone() }
    }

    /// What is done at each start.
    pub(crate) fn begin_the_day(&self) -> Result<(), Problem> {
        self.archive.sweep_outbox()?;
        self.back_up(self.now());
        Ok(())
    }

    /// The instant by the clock of whoever publishes.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now().wall
    }

    /// Whether the newsroom is the one inside this app: what is asked of it stays in this program, and in no log.
    pub(crate) fn publishes_itself(&self) -> bool {
        self.access.publisher == Publisher::ThisPc
    }

    pub(crate) fn dossier(&self, id: ReleaseId) -> Result<Dossier, ArchiveError> {
        self.archive.read(|books| Dossier::read(books, id))
    }

    /// Keeps a new release and notes where it came from.
    pub(crate) fn keep(&self, release: &Release, event: JournalEvent) -> Result<(), Problem> {
        let now = self.now();
        self.archive.write(|books| {
            books.insert_release(release, State::Draft, now)?;
            note(books, release.id, now, event, None)
        })?;
        self.back_up(now);
        Ok(())
    }

    /// Changes a draft: reads it, lets `change` have it, and keeps it, in one step.
    pub(crate) fn edit(
        &self,
        id: ReleaseId,
        change: impl FnOnce(&Books<'_>, &mut Release) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        let now = self.now();
        self.archive.write(|books| {
            let before = books.release(id)?.release;
            let mut draft = before.clone();
            change(books, &mut draft)?;
            margin::follow(books, &before, &draft)?;
            books.update_draft(&draft, now).map_err(Problem::from)
        })?;
        self.back_up(now);
        Ok(())
    }

    /// Makes the day's backup at its first save. A backup that fails must not keep anyone from working: it is
    /// tried again with the next save.
    pub(crate) fn back_up(&self, now: DateTime<Utc>) {
        let day = now.with_timezone(&self.zone).date_naive();
        if let Err(error) = self.archive.back_up(day) {
            eprintln!("{error} {}", error.next_step());
        }
    }
}

pub(crate) fn no_pairing(error: NoPairing) -> Problem {
    Problem::new(
        "newsroom.pairing",
        error.to_string(),
        "Fügen Sie die ganze Zeile ein, die »sperrfrist-newsroom token new« ausgegeben hat.",
    )
}

/// Adds a line to the journal of a release.
pub(crate) fn note(
    books: &Books<'_>,
    id: ReleaseId,
    at: DateTime<Utc>,
    event: JournalEvent,
    item: Option<ItemId>,
) -> Result<(), ArchiveError> {
    books.note(id, &line(at, event, item, None))
}

/// Adds a line with what a person gave as the reason, or said to the public.
pub(crate) fn note_words(
    books: &Books<'_>,
    id: ReleaseId,
    at: DateTime<Utc>,
    event: JournalEvent,
    words: &str,
) -> Result<(), ArchiveError> {
    let words = (!words.is_empty()).then(|| words.to_owned());
    books.note(id, &line(at, event, None, words))
}

/// Adds that it was taken over from a file: from which release and state of it, and the file's name.
pub(crate) fn note_origin(
    books: &Books<'_>,
    id: ReleaseId,
    at: DateTime<Utc>,
    origin: &str,
    file_name: &str,
) -> Result<(), ArchiveError> {
    let mut line = line(at, JournalEvent::Received, None, Some(file_name.to_owned()));
    line.item = Some(origin.to_owned());
    books.note(id, &line)
}

fn line(at: DateTime<Utc>, event: JournalEvent, item: Option<ItemId>, words: Option<String>) -> JournalLine {
    JournalLine { at, event: journal::word(event).to_owned(), item: item.map(|item| item.to_string()), words }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_desk_is_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<super::Desk>();
    }
}
