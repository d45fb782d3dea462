//! Archives as they are after years: many releases, many photos.

use std::path::Path;

use chrono::TimeDelta;
use sperrfrist_archive::{Archive, ArchiveError, Attachment, PoolPhoto};
use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_release::body::Block;
use sperrfrist_release::state::State;
use sperrfrist_release::{Body, Caption, PhotoEdits, Release, ReleaseId};
use sperrfrist_testkit::jpeg::{Place, insert, picture, picture_of, segment};

/// Words in each release.
const WORDS: usize = 160;
/// So many are written in one step.
const TOGETHER: usize = 250;
const SYLLABLES: [&str; 40] = [
    "ver", "ein", "bar", "ung", "land", "amt", "stadt", "haus", "halt", "plan", "schutz", "netz", "werk",
    "kraft", "wald", "weg", "bau", "rat", "tag", "ort", "bild", "recht", "dienst", "stelle", "wahl", "preis",
    "schule", "kunst", "markt", "wasser", "strom", "brief", "fest", "zeit", "grund", "kreis", "feuer",
    "wehr", "straße", "brücke",
];

/// Words by chance that is the same each time; the first ones are used most, as in a language.
pub struct Chance(u64);

impl Chance {
    pub fn new() -> Self {
        Self(0x5eed)
    }

    pub fn below(&mut self, most: u64) -> u64 {
        // SplitMix64 (Steele, Lea, Flood 2014).
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % most
    }

    pub fn word(&mut self) -> String {
        // Of a range that is itself by chance: small numbers come often.
        let range = self.below(40 * 40 * 40) + 1;
        let mut number = self.below(range);
        let mut word = String::new();
        loop {
            word.push_str(SYLLABLES[usize::try_from(number % 40).expect("small")]);
            number /= 40;
            if number == 0 {
                return word;
            }
        }
    }

    fn sentence(&mut self, words: usize) -> String {
        (0..words).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }
}

/// `photo::Inspection` of a photo that tells nothing, as the desk keeps it.
fn inspection(bytes: &[u8]) -> String {
    let told = sperrfrist_photo::inspect(bytes, &sperrfrist_photo::Limits::default()).expect("a photo");
    serde_json::to_string(&told).expect("plain data")
}

/// Writes so many releases with so many photos each.
pub fn write(folder: &Path, releases: usize, photos: usize) {
    let archive = Archive::open(folder).expect("an archive");
    let mut chance = Chance::new();
    let now = HostClock.now().wall;
    let base = picture(64, 48);
    let inspection = inspection(&base);
    for first in (0..releases).step_by(TOGETHER) {
        let written = archive.write(|books| {
            for number in first..(first + TOGETHER).min(releases) {
                let at = now - TimeDelta::hours(i64::try_from(releases - number).expect("few"));
                let release = release(&mut chance);
                books.insert_release(&release, State::Draft, at)?;
                for photo in 0..photos {
                    let comment = segment(0xFE, format!("{number} {photo}").as_bytes());
                    let bytes = insert(&base, Place::BeforeFrame, &comment);
                    let original = archive.vault().put(&bytes)?;
                    books
                        .attach(release.id, &attachment(&mut chance, original, photo, &bytes, &inspection))?;
                }
            }
            Ok::<_, ArchiveError>(())
        });
        written.expect("kept");
    }
}

/// Writes one release, and so many photos to choose from.
pub fn write_pool(folder: &Path, photos: usize) {
    let archive = Archive::open(folder).expect("an archive");
    let release = release(&mut Chance::new());
    let written = archive.write(|books| {
        let now = HostClock.now().wall;
        books.insert_release(&release, State::Draft, now)?;
        for number in 0..photos {
            // As large as a thumbnail, and no two alike.
            let bytes = picture_of(240, 160, move |x, y| {
                [number % 256, x as usize + number / 256, x as usize * y as usize / 160]
                    .map(|part| (part % 256) as u8)
            });
            let original = archive.vault().put(&bytes)?;
            let photo = PoolPhoto {
                original,
                file_name: format!("DSC_{number:04}.jpg"),
                width: 240,
                height: 160,
                bytes: bytes.len() as u64,
                taken: None,
                words: String::new(),
            };
            books.pool_add(release.id, &photo, now)?;
        }
        Ok::<_, ArchiveError>(())
    });
    written.expect("kept");
}

fn release(chance: &mut Chance) -> Release {
    let paragraphs = (0..4).map(|_| Block::paragraph(chance.sentence(WORDS / 4))).collect();
    Release {
        headline: chance.sentence(7),
        body: Body::of(paragraphs),
        ..Release::blank(ReleaseId::random())
    }
}

fn attachment(
    chance: &mut Chance,
    original: String,
    number: usize,
    bytes: &[u8],
    inspection: &str,
) -> Attachment {
    let persons = vec![chance.sentence(2), chance.sentence(2)];
    let size = bytes.len() as u64;
    Attachment {
        original,
        file_name: format!("DSC_{number:04}.jpg"),
        caption: Caption { caption: chance.sentence(12), persons, ..Caption::default() },
        inspection: inspection.to_owned(),
        width: 64,
        height: 48,
        bytes: size,
        clean_bytes: Some(size),
        edits: PhotoEdits::default(),
        people: Vec::new(),
    }
}
