//! A desk, a newsroom, and the line between them, which a test may cut.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use sperrfrist_channels::{Probe, probe};
use sperrfrist_clock::Clock;
use sperrfrist_desk::view::{
    AttachRequest, CaptionRequest, ChooseRequest, DueInput, LaneState, OfRelease, PhotoTimeInput, Publisher,
    ReleaseView, ScheduleRequest, SlotInput, TimeInput, TimesRequest,
};
use sperrfrist_desk::{Desk, NewsroomAccess, Problem};
use sperrfrist_newsroom::{Embedded, keys, start_embedded};
use sperrfrist_release::body::Block;
use sperrfrist_release::due::DEFAULT_ZONE;
use sperrfrist_release::{Body, Caption, Release, ReleaseId, SlotId};
use sperrfrist_testkit::clock::HandClock;
use sperrfrist_testkit::jpeg;
use tempfile::TempDir;

pub use line::{Fate, Line};

pub mod line;

pub type Tested = Result<(), Box<dyn Error>>;

/// 21.11.2023, so many hours, minutes, seconds and milliseconds in Berlin.
pub fn at(hour: i64, minute: i64, second: i64, milli: i64) -> DateTime<Utc> {
    let five = 1_700_582_400_000;
    let ms = (((hour - 17) * 60 + minute) * 60 + second) * 1_000 + milli;
    DateTime::from_timestamp_millis(five + ms).expect("an instant")
}

/// An officer's morning: a desk and a newsroom at 15:52.
pub struct Office {
    pub clock: Arc<HandClock>,
    pub newsroom: Embedded,
    /// From the desk to the newsroom.
    pub line: Line,
    pub desk: Desk,
    pub dir: TempDir,
}

impl Office {
    pub fn open() -> Result<Self, Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let clock = Arc::new(HandClock::new(at(15, 52, 0, 0)));
        let keys = keys::read_or_make(&dir.path().join("newsroom.keys"))?;
        let anywhere = ([127, 0, 0, 1], 0).into();
        let newsroom = start_embedded(&dir.path().join("newsroom"), keys, clock.clone(), anywhere)?;
        let line = Line::to(newsroom.url())?;
        let desk = desk(&dir.path().join("archive"), line.url(), newsroom.url(), newsroom.token(), &clock)?;
        Ok(Self { clock, newsroom, line, desk, dir })
    }

    /// Closes the desk and opens it again.
    pub fn reopen(self) -> Result<Self, Box<dyn Error>> {
        let Self { clock, newsroom, line, desk, dir } = self;
        drop(desk);
        let desk =
            self::desk(&dir.path().join("archive"), line.url(), newsroom.url(), newsroom.token(), &clock)?;
        Ok(Self { clock, newsroom, line, desk, dir })
    }

    /// The same with a desk whose looks from outside go to `public`, as if the newsroom ran on a server.
    pub fn elsewhere(self, public: &Line) -> Result<Self, Box<dyn Error>> {
        let Self { clock, newsroom, line, desk, dir } = self;
        drop(desk);
        let access = NewsroomAccess {
            base_url: line.url().into(),
            public_url: public.url().into(),
            token: newsroom.token().into(),
            key_file: None,
            publisher: Publisher::Server,
        };
        let desk = Desk::open(&dir.path().join("archive"), access, clock.clone(), DEFAULT_ZONE)?;
        Ok(Self { clock, newsroom, line, desk, dir })
    }

    /// What the desk does by itself at an instant.
    pub fn tick_at(&self, instant: DateTime<Utc>) -> Result<Duration, Problem> {
        self.wait_until(instant);
        self.desk.tick()
    }

    /// A release that lacks nothing but a time.
    pub fn written(&self) -> Result<ReleaseId, Problem> {
        let release = release();
        let id = release.id;
        self.desk.take(release)?;
        Ok(id)
    }

    /// The same, due at 17:00, with a photo promised for "gegen 17:30".
    pub fn timed(&self) -> Result<(ReleaseId, SlotId), Problem> {
        let id = self.written()?;
        let slot = self.desk.add_slot(OfRelease { id })?.release.photos[0].id;
        self.set_times(id, "17:00", slot, "17:30")?;
        Ok((id, slot))
    }

    /// The same with its photo attached, captioned and chosen.
    pub fn with_photo(&self) -> Result<(ReleaseId, SlotId), Problem> {
        let (id, slot) = self.timed()?;
        self.choose(id, slot)?;
        Ok((id, slot))
    }

    pub fn choose(&self, id: ReleaseId, slot: SlotId) -> Result<ReleaseView, Problem> {
        let view =
            self.desk.attach_photo(&photo(), AttachRequest { id, file_name: "DSC_4417.jpg".into() })?;
        let original = view.photos[0].original.clone();
        self.desk.caption(CaptionRequest { id, original: original.clone(), caption: caption() })?;
        self.desk.choose_photo(ChooseRequest { id, slot: Some(slot), original: Some(original) })
    }

    pub fn set_times(
        &self,
        id: ReleaseId,
        text: &str,
        slot: SlotId,
        photo: &str,
    ) -> Result<ReleaseView, Problem> {
        self.desk.set_times(TimesRequest {
            id,
            due: DueInput::At { time: time(text) },
            slots: vec![SlotInput {
                slot,
                label: "Bild von der Unterzeichnung".into(),
                time: PhotoTimeInput::At { time: time(photo) },
                approximate: true,
                pending_words: String::new(),
            }],
        })
    }

    pub fn schedule(&self, id: ReleaseId) -> Result<ReleaseView, Problem> {
        self.desk.schedule(ScheduleRequest { id, now: false })
    }

    /// Sets the clock to an instant, as time itself would.
    pub fn wait_until(&self, instant: DateTime<Utc>) {
        let left = (instant - self.clock.now().wall).to_std().expect("time goes forward");
        self.clock.advance(left);
    }

    /// Looks again after a second, when the newsroom may be asked again.
    pub fn look_later(&self, id: ReleaseId) -> Result<ReleaseView, Problem> {
        self.clock.advance(Duration::from_secs(1));
        self.desk.open_release(OfRelease { id })
    }

    /// What anyone sees at an address.
    pub fn fetch(&self, url: &str) -> Result<Probe, Box<dyn Error>> {
        Ok(probe::fetch(url)?)
    }

    pub fn page(&self, view: &ReleaseView) -> Result<Probe, Box<dyn Error>> {
        let url = view.planned.as_ref().and_then(|planned| planned.page_url.clone()).ok_or("no address")?;
        self.fetch(&url)
    }
}

pub fn desk(
    archive: &Path,
    base_url: &str,
    public_url: &str,
    token: &str,
    clock: &Arc<HandClock>,
) -> Result<Desk, Problem> {
    let access = NewsroomAccess {
        base_url: base_url.into(),
        public_url: public_url.into(),
        token: token.into(),
        key_file: None,
        publisher: Publisher::ThisPc,
    };
    Desk::open(archive, access, clock.clone(), DEFAULT_ZONE)
}

pub fn release() -> Release {
    let mut release = Release::blank(ReleaseId::random());
    release.headline = "Elbmark und Bund üben für den Ausfall".into();
    release.dateline.place = "Lindenfurt".into();
    release.body = Body::of(vec![
        Block::paragraph("Beide Seiten haben heute eine Vereinbarung unterzeichnet."),
        Block::paragraph("Sie gilt ab sofort."),
    ]);
    release.contact.name = "Miriam Tannhof".into();
    release.contact.email = "presse@staatskanzlei.elbmark.example".into();
    release
}

pub fn time(time: &str) -> TimeInput {
    TimeInput { date: "21.11.2023".into(), time: time.into(), fold: None }
}

pub fn caption() -> Caption {
    Caption {
        caption: "Dr. Henrike Aldenhoff und Jonas Wiedebusch unterzeichnen.".into(),
        alt_text: "Eine Frau und ein Mann unterschreiben an einem Tisch.".into(),
        credit: "Staatskanzlei Elbmark".into(),
        usage_terms: "Frei für die Berichterstattung".into(),
        rights_reason: "Im Auftrag der Staatskanzlei aufgenommen".into(),
        ..Caption::default()
    }
}

/// A photo with everything a camera tells.
pub fn photo() -> Vec<u8> {
    jpeg::camera_load(&jpeg::picture(900, 600), &jpeg::picture(160, 120))
}

/// The last part of the address that [`release`] gets under this id.
pub fn slug(id: ReleaseId) -> String {
    format!("elbmark-und-bund-ueben-fuer-den-ausfall-{}", &id.to_string()[..6])
}

pub fn states(view: &ReleaseView) -> Vec<LaneState> {
    view.lanes.iter().map(|lane| lane.state).collect()
}
