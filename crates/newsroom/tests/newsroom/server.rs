//! The program as a process of its own.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use sperrfrist_channels::Newsroom as Desk;
use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_newsroom::keys;
use sperrfrist_seal::{DeskKey, NewsroomId, Package, Pairing};

use crate::support::{Draft, address_of};

pub fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_sperrfrist-newsroom"))
}

/// A server that does not outlive its test.
pub struct Server {
    pub child: Child,
    pub url: String,
    /// Where its standard error goes.
    pub log: PathBuf,
}

impl Server {
    pub fn start(data: &Path) -> Self {
        Self::start_with(data, &[])
    }

    /// With further options.
    pub fn start_with(data: &Path, options: &[&str]) -> Self {
        Self::start_in(data, options, &[])
    }

    /// In an environment of its own.
    pub fn start_in(data: &Path, options: &[&str], environment: &[(&str, &str)]) -> Self {
        if !keys::beside(data).exists() {
            assert!(program().args(["init", "--data"]).arg(data).output().expect("runs").status.success());
        }
        let log = data.with_extension("log");
        let errors = std::fs::OpenOptions::new().create(true).append(true).open(&log).expect("a log");
        let mut child = program()
            .args(["serve", "--listen", "127.0.0.1:0", "--clock", "host", "--data"])
            .arg(data)
            .args(options)
            .envs(environment.iter().copied())
            .stdout(Stdio::piped())
            .stderr(errors)
            .spawn()
            .expect("starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
        let url = line.trim().rsplit(' ').next().expect("an address").to_owned();
        Self { child, url, log }
    }

    pub fn address(&self) -> SocketAddr {
        address_of(&self.url)
    }

    /// What it has written down so far.
    pub fn logged(&self) -> String {
        std::fs::read_to_string(&self.log).expect("a log")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A desk that has introduced itself, and a package sealed for the server.
pub fn package(server: &Server, line: &str, draft: &Draft) -> (Desk, Vec<u8>) {
    let pairing = Pairing::from_secret_text(line).expect("a pairing line");
    let desk = Desk::new(&server.url, &pairing.token).expect("a desk");
    let key = DeskKey::generate();
    let newsroom: NewsroomId = desk.introduce(&key.id().to_string()).expect("introduced");
    assert_eq!(newsroom.fingerprint(), pairing.fingerprint);
    let what = (draft.item, draft.generation, draft.opening);
    let sealed = Package::seal(what, HostClock.now().wall, &draft.parts, &key, &newsroom).expect("seals");
    (desk, sealed.encode())
}

pub fn with_token(server: &Server, line: &str) -> Desk {
    let pairing = Pairing::from_secret_text(line).expect("a pairing line");
    Desk::new(&server.url, &pairing.token).expect("a desk")
}

pub fn token(data: &Path, name: &str) -> Output {
    program().args(["token", "new", name, "--data"]).arg(data).output().expect("runs")
}

pub fn ask_program(call: &[&str], data: &Path) -> (Option<i32>, String) {
    let output = program().args(call).arg("--data").arg(data).output().expect("runs");
    let told = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(told).expect("text"))
}
