//! What a page costs that is put together anew: the sample's, with its photo.

use std::time::Duration;

use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_page::{PhotoFile, PublicPhoto, PublicRelease, Site, Theme};
use sperrfrist_release::due::DEFAULT_ZONE;
use sperrfrist_release::photo::RenditionName;
use sperrfrist_release::{Caption, Photo, import};

use crate::row::{Better, Row};

const RUNS: usize = 2_000;

pub fn figures() -> Vec<Row> {
    let text = include_bytes!("../../assets/sample/medieninformation.txt");
    let decoded = import::decode(text).expect("the sample is text");
    let release = import::read(&decoded.text, DEFAULT_ZONE).release;
    let caption: Caption =
        serde_json::from_slice(include_bytes!("../../assets/sample/caption.json")).expect("a caption");
    let photo = Photo { caption, ..Photo::default() };
    let now = HostClock.now().wall;
    let file = |name, width: u32| PhotoFile {
        name,
        path: format!("/medien/{width}.jpg"),
        width,
        height: width * 2 / 3,
        bytes: u64::from(width) * 300,
    };
    let slot = release.photos.first().expect("the sample promises a photo").id;
    let shown = PublicRelease {
        release: &release,
        path: "/2023/probe",
        since: now,
        photos: vec![PublicPhoto {
            slot,
            path: "/2023/probe/foto/1",
            number: 1,
            photo: &photo,
            files: vec![
                file(RenditionName::Print, 5184),
                file(RenditionName::Web, 2048),
                file(RenditionName::Preview, 800),
            ],
            since: now,
        }],
        pdf: None,
        versions: Vec::new(),
    };
    let site = Site { name: "Landeskanzlei", feed_id: "probe", founded: now };
    let theme = Theme::new().expect("the built-in theme");
    let mut bytes = 0;
    let mut took: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let begun = HostClock.now().boottime;
            bytes = theme.release(&site, &shown).expect("renders").len();
            HostClock.now().boottime - begun
        })
        .collect();
    took.sort();
    vec![Row {
        name: "page.render_ms",
        value: took[RUNS / 2].as_secs_f64() * 1_000.0,
        unit: "ms",
        goal: 0.05,
        better: Better::Less,
        against: format!("limit; median of {RUNS} release pages with a photo, {bytes} bytes each"),
    }]
}
