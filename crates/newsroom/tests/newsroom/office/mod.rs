//! An office of several people: a newsroom that asks for four eyes, and one seat for each.

mod approvals;
mod key;
mod phone;
mod restored;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use chrono::TimeDelta;
use sperrfrist_newsroom::{Access, Limits, Newsroom, Restored, Running, bind};
use sperrfrist_seal::answer::{Office as Told, Receipt, Report};
use sperrfrist_seal::{DeskKey, ItemId, NewsroomId, Package, Pairing, Signature, Terms};
use sperrfrist_testkit::clock::HandClock;

use crate::support::{Answer, Draft, Story, ask, at, five, half_past_five, keys_of};

/// A newsroom with its public door and the phone's.
pub struct Office {
    pub clock: Arc<HandClock>,
    folder: tempfile::TempDir,
    runtime: tokio::runtime::Runtime,
    running: Option<(Running, Running)>,
    pub public: SocketAddr,
    pub phone: SocketAddr,
}

/// A person at a desk.
pub struct Seat {
    token: String,
    pub key: DeskKey,
    door: SocketAddr,
    newsroom: NewsroomId,
}

impl Office {
    pub fn open(four_eyes: bool) -> Self {
        let clock = Arc::new(HandClock::new(five() - TimeDelta::hours(5)));
        Self::open_in(tempfile::tempdir().expect("a folder"), clock, four_eyes)
    }

    fn open_in(folder: tempfile::TempDir, clock: Arc<HandClock>, four_eyes: bool) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
        let data = folder.path().join("newsroom");
        let newsroom = Newsroom::open(&data, keys_of(&data), clock.clone()).expect("opens");
        if four_eyes {
            newsroom.ask_for_four_eyes();
        }
        let loopback = ["127.0.0.1".parse::<IpAddr>().expect("an address").into()];
        let behind_a_proxy = Limits { trusted_proxies: loopback.to_vec(), ..Limits::default() };
        let _inside = runtime.enter();
        let listener = || bind(SocketAddr::from(([127, 0, 0, 1], 0))).expect("a port");
        let public = newsroom.serve_on(listener(), Limits::default()).expect("serves");
        let phone = newsroom.serve_phone_on(listener(), behind_a_proxy).expect("serves");
        let (at_public, at_phone) = (public.address(), phone.address());
        drop(_inside);
        Self { clock, folder, runtime, running: Some((public, phone)), public: at_public, phone: at_phone }
    }

    pub fn restart(mut self, four_eyes: bool) -> Self {
        self.close();
        let folder = std::mem::replace(&mut self.folder, tempfile::tempdir().expect("a folder"));
        Self::open_in(folder, Arc::clone(&self.clock), four_eyes)
    }

    /// Makes a backup, does something, loses everything, and comes back from the backup.
    pub fn lose(mut self, access: Access, after_the_backup: impl FnOnce(&Self)) -> (Self, Restored) {
        let backup = self.folder.path().join("sicherung");
        Newsroom::back_up(&self.data(), &backup).expect("backs up");
        after_the_backup(&self);
        self.close();
        std::fs::rename(self.data(), self.folder.path().join("verloren")).expect("lost");
        let restored = Newsroom::restore_from(&backup, &self.data(), access, &*self.clock).expect("restores");
        (self.restart(true), restored)
    }

    fn close(&mut self) {
        if let Some((public, phone)) = self.running.take() {
            self.runtime.block_on(async {
                public.shutdown().await;
                phone.shutdown().await;
            });
        }
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("newsroom")
    }

    /// Enters a person, without a seat.
    pub fn enter(&self, name: &str, rights: &str) {
        let rights = rights.parse().expect("rights");
        Newsroom::add_officer_in(&self.data(), name, rights, &*self.clock).expect("entered");
    }

    /// Gives a person a seat.
    pub fn seat(&self, name: &str) -> Seat {
        let label = format!("{name} {}", DeskKey::generate().id().to_string().split_at(8).0);
        let line =
            Newsroom::new_token_in(&self.data(), keys_of(&self.data()), &label, Some(name), &*self.clock)
                .expect("a token");
        self.seat_of(&line)
    }

    /// Sits down with a pairing line.
    pub fn seat_of(&self, line: &str) -> Seat {
        let token = Pairing::from_secret_text(line).expect("a line").token;
        let key = DeskKey::generate();
        let newsroom = keys_of(&self.data()).id().clone();
        let seat = Seat { token, key, door: self.public, newsroom };
        let body = format!(r#"{{"key":"{}","recipient":"{}"}}"#, seat.key.id(), seat.key.recipient());
        assert_eq!(seat.ask("POST", "/api/desks", body.as_bytes()).status, 200);
        seat
    }

    pub fn get(&self, path: &str) -> Answer {
        ask(self.public, "GET", path, &[], b"")
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        self.close();
    }
}

impl Seat {
    pub fn ask(&self, method: &str, path: &str, body: &[u8]) -> Answer {
        let bearer = format!("Bearer {}", self.token);
        ask(self.door, method, path, &[("authorization", &bearer)], body)
    }

    pub fn office(&self) -> Told {
        serde_json::from_slice(&self.ask("GET", "/api/office", b"").body).expect("an office")
    }

    pub fn seal(&self, draft: &Draft, haste: bool) -> Package {
        let readers = self.office().readers;
        let what = (draft.item, draft.generation, draft.opening);
        let terms = Terms { haste, readers: &readers, ..Terms::default() };
        let packed_at = five() - TimeDelta::hours(5);
        Package::seal_under(terms, what, packed_at, &draft.parts, &self.key, &self.newsroom).expect("seals")
    }

    pub fn put_sealed(&self, package: &Package) -> Result<Receipt, (u16, String)> {
        let path = format!("/api/items/{}", package.manifest().item);
        told(&self.ask("PUT", &path, &package.encode()))
    }

    pub fn put(&self, draft: &Draft) -> Result<Receipt, (u16, String)> {
        self.put_sealed(&self.seal(draft, false))
    }

    pub fn plan(&self, story: &Story) {
        self.put(&story.text(1, at(five()))).expect("the text is held");
        self.put(&story.photo(1, at(half_past_five()))).expect("the photo is held");
    }

    /// The same times with a new package.
    pub fn plan_again(&self, story: &Story, generation: u64) {
        self.put(&story.text(generation, at(five()))).expect("the text is held");
    }

    /// Whether the token is good.
    pub fn is_admitted(&self) -> bool {
        self.ask("GET", "/api/office", b"").status == 200
    }

    /// The same after a restart, which gives the newsroom another port.
    pub fn again(self, office: &Office) -> Self {
        Self { door: office.public, ..self }
    }

    /// A package with this seat's signature beside the others.
    pub fn also_signed(&self, package: &Package) -> Package {
        let signed = package.signed().and(package.signed().approval(&self.key, &self.newsroom));
        Package::of(signed, package.parts().map(|(_, part)| part.to_vec()).collect()).expect("a package")
    }

    /// Fetches what is held, as anybody of the office may.
    pub fn fetch(&self, item: ItemId) -> Package {
        let answer = self.ask("GET", &format!("/api/items/{item}"), b"");
        assert_eq!(answer.status, 200);
        Package::decode(&answer.body).expect("a package")
    }

    pub fn approve(&self, item: ItemId) -> Result<Report, (u16, String)> {
        let package = self.fetch(item);
        self.sign(item, package.manifest().generation, &package.signed().approval(&self.key, &self.newsroom))
    }

    pub fn sign(
        &self,
        item: ItemId,
        generation: u64,
        signature: &Signature,
    ) -> Result<Report, (u16, String)> {
        let signature = serde_json::to_string(signature).expect("plain data");
        let body = format!(r#"{{"generation":{generation},"signature":{signature}}}"#);
        told(&self.ask("POST", &format!("/api/items/{item}/approvals"), body.as_bytes()))
    }

    pub fn order(&self, story: &Story, order: &str) -> Result<Report, (u16, String)> {
        let path = format!("/api/releases/{}/orders", story.release.id);
        told(&self.ask("POST", &path, format!(r#"{{{order}}}"#).as_bytes()))
    }

    pub fn report(&self, story: &Story) -> Report {
        told(&self.ask("GET", &format!("/api/releases/{}", story.release.id), b"")).expect("a report")
    }
}

/// The answer, or status and code of the refusal.
fn told<T: serde::de::DeserializeOwned>(answer: &Answer) -> Result<T, (u16, String)> {
    if (200..300).contains(&answer.status) {
        return Ok(serde_json::from_slice(&answer.body).expect("an answer"));
    }
    let refusal: sperrfrist_seal::answer::Refusal = serde_json::from_slice(&answer.body).expect("a refusal");
    assert!(refusal.sentence.ends_with('.') && refusal.next_step.ends_with('.'), "{refusal:?}");
    Err((answer.status, refusal.code))
}
