//! A newsroom to be asked, and packages to be handed over.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use sperrfrist_channels::{ChannelError, Newsroom as Desk};
use sperrfrist_newsroom::{Embedded, keys, start_embedded_as};
use sperrfrist_page::{Identity, Slot, Theme};
use sperrfrist_release::body::{Block, Body};
use sperrfrist_release::document::{Dateline, Issuer, Link, LinkTarget};
use sperrfrist_release::gate::Opening;
use sperrfrist_release::photo::{Rendition, RenditionName};
use sperrfrist_release::{Caption, Photo, PhotoSlot, Release, ReleaseId, SlotId, stored};
use sperrfrist_seal::answer::{Order, Receipt, Report};
use sperrfrist_seal::{DeskKey, Edition, ItemId, NewsroomId, NewsroomKeys, Package, Pairing, Part, Role};
use sperrfrist_testkit::clock::HandClock;

/// Words that nobody may see before their time.
pub const CANARY_TEXT: &str = "KANARIENVOGEL-TEXT";
pub const CANARY_PHOTO: &str = "KANARIENVOGEL-FOTO";
/// What the officer lets be said of the photo.
pub const PENDING: &str = "Bild folgt gegen 17:30\u{a0}Uhr";
pub const PAGE: &str = "/2023/kanarienvogel";
pub const PHOTO_PAGE: &str = "/2023/kanarienvogel/foto/1";
/// The release as a document.
pub const DOCUMENT: &str = "/2023/kanarienvogel.pdf";
/// The release, and the list, for agencies.
pub const NINJS: &str = "/2023/kanarienvogel/ninjs.json";
pub const NINJS_LIST: &str = "/ninjs.json";
pub const YEAR: &str = "/2023";
/// What a scout would look for: a word of the headline.
pub const SEARCH: &str = "/suche?q=kanarienvogel-text";
/// Of a photo there is only its caption to be found.
pub const SEARCH_PHOTO: &str = "/suche?q=kanarienvogel-foto";
pub const SITEMAP: &str = "/sitemap.xml";
/// Everything that tells of several releases.
pub const LISTS: &[&str] =
    &["/", YEAR, SEARCH, SEARCH_PHOTO, "/suche?q=bild&jahr=2023", SITEMAP, "/feed.atom", NINJS_LIST];

/// Di., 21.11.2023, 17:00 Uhr in Dresden.
pub fn five() -> DateTime<Utc> {
    DateTime::from_timestamp(1_700_582_400, 0).expect("an instant")
}

/// Half an hour later.
pub fn half_past_five() -> DateTime<Utc> {
    five() + TimeDelta::minutes(30)
}

pub fn at(utc: DateTime<Utc>) -> Opening {
    Opening::At { utc }
}

/// A running newsroom with its clock, its folder and a desk that has its token.
pub struct Room {
    pub clock: Arc<HandClock>,
    pub embedded: Embedded,
    pub desk: Desk,
    pub folder: tempfile::TempDir,
    /// What this desk signs with.
    pub key: DeskKey,
}

impl Room {
    /// A fresh one at noon, five hours before the first release.
    pub fn open() -> Self {
        let clock = Arc::new(HandClock::new(five() - TimeDelta::hours(5)));
        Self::open_in(tempfile::tempdir().expect("a folder"), clock)
    }

    pub fn open_in(folder: tempfile::TempDir, clock: Arc<HandClock>) -> Self {
        Self::open_as(DeskKey::generate(), folder, clock)
    }

    pub fn open_as(key: DeskKey, folder: tempfile::TempDir, clock: Arc<HandClock>) -> Self {
        let embedded = start(&data(&folder), Arc::clone(&clock));
        Self::with(embedded, key, folder, clock)
    }

    /// Sits down at a newsroom that runs.
    pub fn with(embedded: Embedded, key: DeskKey, folder: tempfile::TempDir, clock: Arc<HandClock>) -> Self {
        let pairing = Pairing::from_secret_text(embedded.token()).expect("a line");
        let desk = Desk::new(embedded.url(), &pairing.token).expect("a desk");
        let newsroom: NewsroomId = desk.introduce(&key.id().to_string()).expect("introduced");
        assert_eq!(newsroom.fingerprint(), pairing.fingerprint);
        Self { clock, embedded, desk, folder, key }
    }

    /// Where the newsroom keeps everything.
    pub fn data(&self) -> PathBuf {
        data(&self.folder)
    }

    /// Seals a draft of a package for this newsroom.
    pub fn seal(&self, draft: &Draft) -> Package {
        let id = keys_of(&self.data()).id().clone();
        let what = (draft.item, draft.generation, draft.opening);
        Package::seal(what, five() - TimeDelta::hours(5), &draft.parts, &self.key, &id).expect("seals")
    }

    /// Ends the newsroom and opens it again at the same clock.
    pub fn restart(self) -> Self {
        let Self { clock, embedded, folder, key, .. } = self;
        embedded.stop();
        Self::open_as(key, folder, clock)
    }

    pub fn address(&self) -> SocketAddr {
        address_of(self.embedded.url())
    }

    /// What the public gets.
    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        ask(self.address(), method, path, headers, b"")
    }

    pub fn put(&self, draft: &Draft) -> Result<Receipt, ChannelError> {
        self.put_sealed(&self.seal(draft))
    }

    pub fn put_sealed(&self, package: &Package) -> Result<Receipt, ChannelError> {
        self.desk.put(&package.manifest().item.to_string(), &package.encode())
    }

    pub fn order(&self, release: ReleaseId, order: Order) -> Result<Report, ChannelError> {
        self.desk.order(&release.to_string(), order, None)
    }

    /// An order as it comes over the line.
    pub fn order_as(&self, place: &str, body: &str) -> Answer {
        let token = Pairing::from_secret_text(self.embedded.token()).expect("a line").token;
        let headers = [("authorization", format!("Bearer {token}"))];
        let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
        ask(self.address(), "POST", &format!("/api/{place}/orders"), &headers, body.as_bytes())
    }

    /// Withdraws, and leaves a sentence.
    pub fn withdraw_saying(&self, release: ReleaseId, sentence: &str) -> Answer {
        let body = format!(r#"{{"order":"withdraw","tombstone":"{sentence}"}}"#);
        self.order_as(&format!("releases/{release}"), &body)
    }

    pub fn hold(&self, item: ItemId) -> Result<Report, ChannelError> {
        self.desk.order_item(&item.to_string(), Order::Hold, None)
    }

    pub fn report(&self, release: ReleaseId) -> Report {
        self.desk.report(&release.to_string()).expect("an answer").expect("something is held")
    }

    /// The address of the picture for the web.
    pub fn picture(&self, story: &Story) -> String {
        picture_in(&self.report(story.release.id))
    }

    /// Every address the story will ever have, besides lists.
    pub fn addresses(&self, story: &Story) -> Vec<String> {
        let told = self.report(story.release.id).items.into_iter().flat_map(|item| item.paths);
        let mut addresses: Vec<String> =
            [PAGE, PHOTO_PAGE, DOCUMENT].map(str::to_owned).into_iter().chain(told).collect();
        addresses.sort();
        addresses.dedup();
        addresses
    }

    /// Which of these addresses show anything.
    pub fn leaks_at(&self, addresses: &[&str]) -> Vec<String> {
        let shown = addresses.iter().filter(|path| self.get(path).status != 404);
        shown.map(|path| (*path).to_owned()).collect()
    }

    /// Which of the canaries sing anywhere.
    pub fn leaks(&self, story: &Story) -> Vec<String> {
        let mut addresses = self.addresses(story);
        addresses.extend(LISTS.iter().chain([&NINJS]).map(|path| (*path).to_owned()));
        let sings = |path: &String| {
            let answer = self.get(path);
            let text = said(path, &answer);
            let words = [CANARY_TEXT, CANARY_PHOTO, "kanarienvogel", "/medien/"];
            answer.status != 404 && words.iter().any(|word| text.contains(word))
        };
        addresses.retain(sings);
        addresses
    }
}

/// What an answer says by itself. The page of a search repeats what was typed.
pub fn said(path: &str, answer: &Answer) -> String {
    let typed = path.split("q=").nth(1).and_then(|rest| rest.split('&').next());
    typed.map_or_else(|| answer.text(), |typed| answer.text().replace(typed, ""))
}

pub fn start(folder: &Path, clock: Arc<HandClock>) -> Embedded {
    let anywhere = SocketAddr::from(([127, 0, 0, 1], 0));
    start_embedded_as(theme(), folder, keys_of(folder), clock, anywhere).expect("a newsroom")
}

/// The built-in look, of a house that says everything of itself.
pub fn theme() -> Theme {
    let text = |text: &str| Some(Slot::Paragraphs(vec![text.to_owned()]));
    let identity = Identity {
        address: "https://newsroom.example".into(),
        contact: text("Erika Muster\nTelefon +49 351 564 10300\npresse@musterland.example"),
        imprint: text("Landeskanzlei Musterland\nMusterstraße 1"),
        accessibility: text("Diese Seite ist barrierefrei."),
        privacy: Some(Slot::Address("https://www.musterland.example/datenschutz".into())),
        ..Identity::default()
    };
    Theme::with(identity, Vec::new()).expect("the built-in theme")
}

/// The keys of a newsroom; made on first use.
pub fn keys_of(data: &Path) -> NewsroomKeys {
    keys::read_or_make(&keys::beside(data)).expect("keys")
}

pub fn address_of(url: &str) -> SocketAddr {
    url.trim_start_matches("http://").parse().expect("an address")
}

fn data(folder: &tempfile::TempDir) -> PathBuf {
    folder.path().join("newsroom")
}

/// A package before its seal.
#[derive(Debug, Clone)]
pub struct Draft {
    pub item: ItemId,
    pub generation: u64,
    pub opening: Opening,
    pub parts: Vec<Part>,
}

/// A release with one photo, and the packages of both.
#[derive(Debug, Clone)]
pub struct Story {
    pub release: Release,
    pub slot: SlotId,
}

impl Story {
    pub fn new() -> Self {
        let slot = SlotId::random();
        let release = Release {
            issuer: Issuer { name: "Landeskanzlei Musterland".into(), ..Issuer::default() },
            headline: format!("{CANARY_TEXT}: zwei Häuser einig"),
            dateline: Dateline { place: "Dresden".into(), date: None, words: "Dresden –".into() },
            body: Body::of(vec![Block::paragraph(format!("{CANARY_TEXT} im Text."))]),
            links: vec![Link {
                label: "Bild von der Unterzeichnung".into(),
                target: LinkTarget::Photo { slot },
            }],
            photos: vec![PhotoSlot {
                pending_words: PENDING.into(),
                ..PhotoSlot::promised(slot, CANARY_PHOTO)
            }],
            slug: "kanarienvogel".into(),
            ..Release::blank(ReleaseId::random())
        };
        Self { release, slot }
    }

    pub fn text_item(&self) -> ItemId {
        ItemId::text(self.release.id)
    }

    pub fn photo_item(&self) -> ItemId {
        ItemId::photo(self.release.id, self.slot)
    }

    pub fn text(&self, generation: u64, opening: Opening) -> Draft {
        let part = Part::new(Role::Release, "application/json", stored::to_json(&self.release).into_bytes());
        let document = self.document(CANARY_TEXT, &[(self.text_item(), generation)]);
        Draft { item: self.text_item(), generation, opening, parts: vec![part, document] }
    }

    pub fn photo(&self, generation: u64, opening: Opening) -> Draft {
        let photo = Photo {
            caption: Caption {
                caption: format!("{CANARY_PHOTO} an einem Tisch."),
                alt_text: "Zwei Personen unterschreiben.".into(),
                credit: "Landeskanzlei".into(),
                ..Caption::default()
            },
            renditions: PICTURES.map(|(name, width, height)| rendition(name, width, height)).to_vec(),
            ..Photo::default()
        };
        let json = serde_json::to_vec(&photo).expect("plain data");
        let readable = Part::new(Role::Photo, "application/json", json);
        let pictures =
            PICTURES.map(|(name, ..)| Part::new(Role::Rendition { name }, "image/jpeg", jpeg(name)));
        let both = [(self.text_item(), generation), (self.photo_item(), generation)];
        let document = self.document(&format!("{CANARY_TEXT} {CANARY_PHOTO}"), &both);
        let parts = std::iter::once(readable).chain(pictures).chain([document]).collect();
        Draft { item: self.photo_item(), generation, opening, parts }
    }

    /// Bytes that begin as a PDF does, and what they were made of.
    pub fn document(&self, words: &str, made_of: &[(ItemId, u64)]) -> Part {
        let made_of =
            made_of.iter().map(|(item, generation)| Edition { item: *item, generation: *generation });
        let bytes = format!("%PDF-1.7 {words}").into_bytes();
        Part { made_of: made_of.collect(), ..Part::new(Role::Document, "application/pdf", bytes) }
    }

    /// Plans the text for five and the photo for half past.
    pub fn plan(&self, room: &Room) {
        self.plan_as(room, 1);
    }

    /// The same again, after an order.
    pub fn plan_anew(&self, room: &Room) {
        self.plan_as(room, 10);
    }

    fn plan_as(&self, room: &Room, generation: u64) {
        room.put(&self.text(generation, at(five()))).expect("the text is held");
        room.put(&self.photo(generation, at(half_past_five()))).expect("the photo is held");
    }
}

const PICTURES: [(RenditionName, u32, u32); 3] = [
    (RenditionName::Print, 5184, 3456),
    (RenditionName::Web, 2048, 1365),
    (RenditionName::Preview, 800, 533),
];

fn rendition(name: RenditionName, width: u32, height: u32) -> Rendition {
    Rendition { name, file: String::new(), width, height, bytes: 0, sha256: String::new() }
}

/// Bytes that begin as a JPEG does, with a canary in them.
pub fn jpeg(name: RenditionName) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8, 0xff, 0xe0];
    bytes.extend_from_slice(CANARY_PHOTO.as_bytes());
    bytes.extend_from_slice(name.as_str().as_bytes());
    bytes
}

/// An answer, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    /// Names in small letters, in the order they came; without `date`.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Speaks HTTP/1.1 by hand, so that nothing tidies the path or the headers.
pub fn ask(address: SocketAddr, method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(address).expect("connects");
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("sets");
    ask_over(&mut stream, "newsroom", (method, target), headers, body)
}

/// The same over a connection that is there already.
pub fn ask_over(
    stream: &mut (impl Read + Write),
    host: &str,
    (method, target): (&str, &str),
    headers: &[(&str, &str)],
    body: &[u8],
) -> Answer {
    let mut request = format!("{method} {target} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n");
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    if !body.is_empty() {
        request.push_str(&format!("content-length: {}\r\n", body.len()));
    }
    request.push_str("\r\n");
    stream.write_all(request.as_bytes()).expect("sends");
    // The other side may have answered and hung up before it has read all of it.
    let _ = stream.write_all(body);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    parse(&answer)
}

pub fn parse(bytes: &[u8]) -> Answer {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
    let head = std::str::from_utf8(&bytes[..end]).expect("text");
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).expect("a status");
    let headers = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .filter(|(name, _)| name != "date")
        .collect();
    Answer { status: status.parse().expect("a number"), headers, body: bytes[end + 4..].to_vec() }
}

/// Waits until something holds; the newsroom works on threads of its own.
pub fn until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..2_000 {
        if holds() {
            return;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("in vain: {what}");
}

/// The address of the first picture that a report names.
pub fn picture_in(report: &Report) -> String {
    let mut paths = report.items.iter().flat_map(|item| &item.paths);
    paths.find(|path| path.starts_with("/medien/")).expect("a picture").clone()
}

/// Every file in a folder and in the folders below.
pub fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("reads").map(|entry| entry.expect("an entry").path());
    let below = |path: PathBuf| if path.is_dir() { files_in(&path) } else { vec![path] };
    entries.flat_map(below).collect()
}
