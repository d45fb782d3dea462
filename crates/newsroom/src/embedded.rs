//! A newsroom within another program: on a thread of its own, with a token for this run.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use std::time::Duration;

use sperrfrist_clock::Clock;
use sperrfrist_page::Theme;
use sperrfrist_seal::NewsroomKeys;
use tokio::sync::oneshot;

use crate::serve::{Limits, bind};
use crate::{Newsroom, NewsroomError};

/// A newsroom that serves until this is dropped.
pub struct Embedded {
    url: String,
    token: String,
    newsroom: Newsroom,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Without the token, so that no log ever has it.
impl std::fmt::Debug for Embedded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Embedded")
            .field("url", &self.url)
            .field("newsroom", &self.newsroom)
            .finish_non_exhaustive()
    }
}

impl Embedded {
    /// `http://127.0.0.1:PORT`, without a slash at its end.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The line that pairs a desk; it ends with this run.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    /// The newsroom itself.
    #[must_use]
    pub fn newsroom(&self) -> &Newsroom {
        &self.newsroom
    }

    /// Answers what is under way, and ends. Dropping does the same.
    pub fn stop(self) {}
}

impl Drop for Embedded {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Takes the address, opens the folder, and serves it from a thread of its own. Port 0 takes a free one.
///
/// # Errors
/// [`NewsroomError`]; [`NewsroomError::is_port_in_use`] where the port is taken, and then nothing was opened.
pub fn start_embedded(
    data: &Path,
    keys: NewsroomKeys,
    clock: Arc<dyn Clock>,
    listen: SocketAddr,
) -> Result<Embedded, NewsroomError> {
    start_embedded_as(Theme::new().map_err(NewsroomError::Theme)?, data, keys, clock, listen)
}

/// The same with a look of its own ([`crate::look`]).
///
/// # Errors
/// As [`start_embedded`].
pub fn start_embedded_as(
    theme: Theme,
    data: &Path,
    keys: NewsroomKeys,
    clock: Arc<dyn Clock>,
    listen: SocketAddr,
) -> Result<Embedded, NewsroomError> {
    let listener = bind(listen)?;
    let newsroom = Newsroom::open_as(theme, data, keys, clock)?;
    let token = newsroom.passing_token();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name("newsroom")
        .enable_all()
        .build()
        .map_err(NewsroomError::Runtime)?;
    let (stop, stopping) = oneshot::channel();
    let (started, starting) = mpsc::channel();
    let served = newsroom.clone();
    let thread = std::thread::Builder::new()
        .name("newsroom".into())
        .spawn(move || {
            runtime.block_on(async {
                let running = served.serve_on(listener, Limits::default());
                let _ = started.send(running.as_ref().map(crate::Running::address).map_err(|_| ()));
                drop(started);
                if let Ok(running) = running {
                    let _ = stopping.await;
                    running.shutdown().await;
                }
            });
            runtime.shutdown_timeout(Duration::from_secs(5));
        })
        .map_err(NewsroomError::Runtime)?;
    match starting.recv() {
        Ok(Ok(address)) => Ok(Embedded {
            url: format!("http://{address}"),
            token,
            newsroom,
            stop: Some(stop),
            thread: Some(thread),
        }),
        _ => {
            let _ = thread.join();
            Err(NewsroomError::Runtime(std::io::Error::other("the server did not start")))
        }
    }
}
