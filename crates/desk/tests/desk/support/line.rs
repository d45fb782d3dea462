//! The line between desk and newsroom: passes requests on one by one, and lets a test decide what becomes of
//! each.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, PoisonError};

/// What becomes of an answer on its way.
pub type Rewrite = Box<dyn FnOnce(Vec<u8>) -> Vec<u8> + Send>;

/// What becomes of a request.
pub enum Fate {
    Pass,
    /// It arrives after the other end has said so, or is gone.
    PassAfter(Receiver<()>),
    /// It never arrives.
    LoseRequest,
    /// It arrives, and its answer gets lost.
    LoseAnswer,
    /// It arrives, and somebody puts another answer in the place of its own.
    Forge(Rewrite),
    /// Somebody else answers: a status and a body.
    Answer(u16, String),
}

type Decide = Box<dyn FnMut(&str) -> Fate + Send>;

struct Inner {
    newsroom: String,
    decide: Mutex<Decide>,
    seen: Mutex<Vec<String>>,
}

/// Each request is one connection.
pub struct Line {
    url: String,
    inner: Arc<Inner>,
}

impl Line {
    pub fn to(newsroom: &str) -> Result<Self, std::io::Error> {
        let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0)))?;
        let url = format!("http://{}", listener.local_addr()?);
        let inner = Arc::new(Inner {
            newsroom: newsroom.trim_start_matches("http://").to_owned(),
            decide: Mutex::new(Box::new(|_| Fate::Pass)),
            seen: Mutex::new(Vec::new()),
        });
        let serving = Arc::clone(&inner);
        // It ends with the test's process.
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let inner = Arc::clone(&serving);
                std::thread::spawn(move || inner.serve(stream));
            }
        });
        Ok(Self { url, inner })
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// From now on `decide` says what becomes of a request, given as "PUT /api/…".
    pub fn decide(&self, decide: impl FnMut(&str) -> Fate + Send + 'static) {
        *self.inner.decide.lock().unwrap_or_else(PoisonError::into_inner) = Box::new(decide);
    }

    /// Nothing gets through any more.
    pub fn cut(&self) {
        self.decide(|_| Fate::LoseRequest);
    }

    pub fn mend(&self) {
        self.decide(|_| Fate::Pass);
    }

    /// Every request that has reached the newsroom, since last asked.
    pub fn seen(&self) -> Vec<String> {
        std::mem::take(&mut self.inner.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// How many packages have reached the newsroom, since last asked.
    pub fn packages(&self) -> usize {
        self.seen().iter().filter(|request| request.starts_with("PUT")).count()
    }
}

impl Inner {
    fn serve(&self, mut desk: TcpStream) -> Option<()> {
        let (head, body) = read_request(&mut desk)?;
        let request = head.lines().next()?.trim_end_matches(" HTTP/1.1").to_owned();
        let fate = (self.decide.lock().unwrap_or_else(PoisonError::into_inner))(&request);
        let arrives: Option<Rewrite> = match fate {
            Fate::Pass => Some(Box::new(|answer| answer)),
            Fate::PassAfter(signal) => {
                let _ = signal.recv();
                Some(Box::new(|answer| answer))
            }
            Fate::LoseAnswer => None,
            Fate::Forge(rewrite) => Some(rewrite),
            Fate::LoseRequest => return None,
            Fate::Answer(status, text) => {
                self.seen.lock().unwrap_or_else(PoisonError::into_inner).push(request);
                let length = text.len();
                let head =
                    format!("HTTP/1.1 {status} X\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n");
                return desk.write_all(format!("{head}{text}").as_bytes()).ok();
            }
        };
        let mut newsroom = TcpStream::connect(&self.newsroom).ok()?;
        let (first, rest) = head.split_once("\r\n")?;
        newsroom.write_all(format!("{first}\r\nconnection: close\r\n{rest}").as_bytes()).ok()?;
        newsroom.write_all(&body).ok()?;
        let mut answer = Vec::new();
        newsroom.read_to_end(&mut answer).ok()?;
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).push(request);
        if let Some(rewrite) = arrives {
            desk.write_all(&rewrite(answer)).ok()?;
        }
        Some(())
    }
}

/// The head with its empty line, and the body.
fn read_request(stream: &mut TcpStream) -> Option<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 16_384];
    let end = loop {
        if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break at + 4;
        }
        match stream.read(&mut chunk).ok()? {
            0 => return None,
            count => bytes.extend_from_slice(&chunk[..count]),
        }
    };
    let mut body = bytes.split_off(end);
    let head = String::from_utf8(bytes).ok()?;
    let length = head
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .and_then(|(_, value)| value.trim().parse().ok())
        .unwrap_or(0);
    while body.len() < length {
        match stream.read(&mut chunk).ok()? {
            0 => return None,
            count => body.extend_from_slice(&chunk[..count]),
        }
    }
    Some((head, body))
}
