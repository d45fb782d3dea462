//! Which newsroom this desk works with: the one on a server that it is paired with, else the one inside the app.
//!
//! A desk works with one newsroom as long as it lives. Whoever pairs it with another one, or takes it away from one, opens
//! a desk in its place over the same archive, to which it gives way ([`Desk::present`]). What waits at a newsroom stays
//! there: as long as something does, nobody changes, but away from one that does not answer any more.

use std::path::Path;
use std::sync::Arc;

use chrono_tz::Tz;
use sperrfrist_archive::{Archive, PairedNewsroom, SecretPlace};
use sperrfrist_clock::Clock;
use sperrfrist_release::Release;
use sperrfrist_seal::{DeskKey, Pairing};

use crate::desk::{Desk, Place, no_pairing};
use crate::dossier::Dossier;
use crate::safe::{Keyring, Safe};
use crate::sealer::{KEY_FILE, Sealer};
use crate::view::{NewsroomView, PairingView, Publisher};
use crate::{NewsroomAccess, Problem};

/// What a desk needs that may change its newsroom.
#[derive(Clone)]
pub(crate) struct Home {
    pub safe: Safe,
    /// The newsroom inside the app, and this desk's key for it.
    pub embedded: NewsroomAccess,
}

impl Desk {
    /// Opens the archive at `archive_dir`, with the newsroom on a server that it is paired with; with `embedded` where it is
    /// with none. The newsroom is not asked.
    ///
    /// # Errors
    /// As [`Desk::open`], and where the secrets of the pairing cannot be read: what waits at that newsroom must not be
    /// planned a second time elsewhere.
    pub fn open_paired(
        archive_dir: &Path,
        embedded: NewsroomAccess,
        keyring: Arc<dyn Keyring>,
        clock: Arc<dyn Clock>,
        zone: Tz,
    ) -> Result<Self, Problem> {
        let archive = Arc::new(Archive::open(archive_dir)?);
        let key_file = embedded.key_file.clone().unwrap_or_else(|| archive_dir.join(KEY_FILE));
        let embedded = NewsroomAccess { key_file: Some(key_file), ..embedded };
        let home = Home { safe: Safe::new(keyring, archive_dir), embedded };
        let place = Place { clock, zone, home: Some(home.clone()) };
        let current = archive.read(|books| books.current_newsroom())?;
        let desk = match current {
            Some(paired) => Self::with_server(archive, &paired, &home, place)?,
            None => Self::with_embedded(archive, &home, place)?,
        };
        desk.begin_the_day()?;
        Ok(desk)
    }

    /// The desk that counts now: this one, or the one it gave way to.
    #[must_use]
    pub fn present(self: &Arc<Self>) -> Arc<Self> {
        let mut desk = self;
        while let Some(next) = desk.successor.get() {
            desk = next;
        }
        Arc::clone(desk)
    }

    /// The verb "newsroom": with which newsroom this desk works.
    ///
    /// # Errors
    /// [`Problem`] where the archive cannot be read.
    pub fn newsroom(&self) -> Result<NewsroomView, Problem> {
        let paired = self.archive.read(|books| books.current_newsroom())?;
        let pairing = paired.map(|paired| PairingView {
            in_keyring: paired.place == SecretPlace::Keyring,
            since: paired.paired_at,
            url: paired.url,
            fingerprint: paired.fingerprint,
        });
        Ok(NewsroomView { pairing, waiting: self.waiting()?.len() })
    }

    pub(crate) fn with_server(
        archive: Arc<Archive>,
        paired: &PairedNewsroom,
        home: &Home,
        place: Place,
    ) -> Result<Self, Problem> {
        let (line, key) = opened(&home.safe.read(paired.place, &paired.secret)?)?;
        let access = NewsroomAccess {
            base_url: paired.url.clone(),
            public_url: paired.url.clone(),
            token: line,
            key_file: None,
            publisher: Publisher::Server,
        };
        let pairing = Pairing::from_secret_text(&access.token).map_err(no_pairing)?;
        Self::of(archive, Sealer::new(key, pairing), access, place)
    }

    pub(crate) fn with_embedded(archive: Arc<Archive>, home: &Home, place: Place) -> Result<Self, Problem> {
        let access = home.embedded.clone();
        let pairing = Pairing::from_secret_text(&access.token).map_err(no_pairing)?;
        let key_file = access.key_file.clone().expect("set when the desk was opened");
        Self::of(archive, Sealer::open(&key_file, pairing)?, access, place)
    }

    /// What it needs to change its newsroom.
    pub(crate) fn home(&self) -> Result<&Home, Problem> {
        self.home.as_ref().ok_or_else(|| {
            Problem::new(
                "newsroom.fixed",
                "Dieser Schreibtisch arbeitet mit dem Newsroom, der ihm genannt wurde.",
                "Verbinden Sie die App unter »Kanäle«.",
            )
        })
    }

    /// The releases that wait at the newsroom, or are on their way to it.
    pub(crate) fn waiting(&self) -> Result<Vec<Dossier>, Problem> {
        let now = self.now();
        let dossiers = self.archive.read(|books| {
            let releases = books.releases()?;
            releases.into_iter().map(|stored| Dossier::of(books, stored)).collect::<Result<Vec<_>, _>>()
        })?;
        Ok(dossiers.into_iter().filter(|dossier| dossier.elsewhere.is_none() && dossier.waits(now)).collect())
    }

    /// Refuses to leave a newsroom while something waits there.
    pub(crate) fn nothing_waits(&self) -> Result<(), Problem> {
        let waiting = self.waiting()?;
        if waiting.is_empty() {
            return Ok(());
        }
        let titles: Vec<String> = waiting.iter().map(|dossier| title(dossier.draft())).collect();
        Err(Problem::new(
            "newsroom.waiting",
            format!("Eingeplant ist noch: {}. Das bleibt bei {}.", titles.join(", "), self.newsroom_name()),
            "Halten Sie es an, oder warten Sie, bis alles davon öffentlich ist. Dann lässt sich der Newsroom wechseln.",
        ))
    }

    /// Refuses what concerns a release that went public, or was left behind, at another newsroom (its fingerprint).
    pub(crate) fn must_be_here(&self, elsewhere: Option<&str>) -> Result<(), Problem> {
        let Some(fingerprint) = elsewhere else { return Ok(()) };
        let there = self.archive.read(|books| books.newsroom(fingerprint))?;
        let (there, way) = match there {
            Some(there) => {
                let name = host(&there.url).to_owned();
                let way = format!("Verbinden Sie sich dafür unter »Kanäle« wieder mit {name}.");
                (name, way)
            }
            None => (
                "dem Newsroom dieser App".to_owned(),
                "Trennen Sie dafür unter »Kanäle« die Verbindung mit dem Newsroom-Server.".to_owned(),
            ),
        };
        Err(Problem::new(
            "release.elsewhere",
            format!(
                "Die Meldung ist bei {there} eingeplant oder öffentlich. Jetzt arbeitet Sperrfrist mit {}.",
                self.newsroom_name()
            ),
            way,
        ))
    }

    /// How sentences call the newsroom.
    pub(crate) fn newsroom_name(&self) -> String {
        match self.access.publisher {
            Publisher::ThisPc => "dem Newsroom dieser App".into(),
            Publisher::Server => host(&self.access.public_url).into(),
        }
    }

    /// Lets `next` take the place of this desk; from then on nothing is planned here.
    pub(crate) fn give_way_to(&self, next: Self) -> Arc<Self> {
        Arc::clone(self.successor.get_or_init(|| Arc::new(next)))
    }
}

pub(crate) fn title(release: &Release) -> String {
    if release.headline.trim().is_empty() {
        "»Ohne Überschrift«".into()
    } else {
        format!("»{}«", release.headline)
    }
}

/// Host and port of an address.
fn host(url: &str) -> &str {
    url.split_once("://").map_or(url, |(_, rest)| rest).trim_end_matches('/')
}

/// The secrets of a pairing as one text: the pairing line, and the desk's key.
pub(crate) fn closed(line: &str, key: &DeskKey) -> String {
    format!("{}\n{}\n", line.trim(), key.to_secret_text())
}

/// Reads what [`closed`] wrote.
pub(crate) fn opened(secret: &str) -> Result<(String, DeskKey), Problem> {
    let (line, key) = secret.trim_end().split_once('\n').unwrap_or_default();
    DeskKey::from_secret_text(key).map(|key| (line.to_owned(), key)).map_err(|_| {
        Problem::new(
            "keyring.unreadable",
            "Was als Schlüssel für den Newsroom aufgehoben ist, ist keiner.",
            "Lassen Sie sich einen neuen Zugangsschlüssel geben. Was eingeplant ist, bleibt eingeplant.",
        )
    })
}
