//! Listening, and ending gracefully.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

use crate::door::{keeper_router, phone_router, router};
use crate::watch::watch as watch_due_times;
use crate::{Newsroom, NewsroomError};

/// Until the head of a request has arrived; also how long a kept connection may be silent.
const HEAD_PATIENCE: Duration = Duration::from_secs(30);
/// After this a connection answers what is under way, and ends.
const OLD_AGE: Duration = Duration::from_secs(600);
/// For what is under way when the end comes.
const LAST_WORDS: Duration = Duration::from_secs(5);
/// Connections at a time.
const MOST: usize = 4096;

/// A newsroom that is being served.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    ended: JoinHandle<()>,
}

impl Running {
    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Takes no new connection, answers what is under way, and returns when all is done.
    pub async fn shutdown(self) {
        let _ = self.stop.send(true);
        let _ = self.ended.await;
    }
}

impl Newsroom {
    /// Serves on an address; port 0 takes a free one. To be called within a tokio runtime.
    ///
    /// # Errors
    /// [`NewsroomError::PortInUse`], [`NewsroomError::Listen`].
    pub async fn serve(&self, address: SocketAddr) -> Result<Running, NewsroomError> {
        self.serve_on(bind(address)?)
    }

    /// Serves on what [`bind`] has taken. To be called within a tokio runtime.
    ///
    /// # Errors
    /// [`NewsroomError::Runtime`].
    pub fn serve_on(&self, listener: std::net::TcpListener) -> Result<Running, NewsroomError> {
        let listener = TcpListener::from_std(listener).map_err(NewsroomError::Runtime)?;
        let address = listener.local_addr().map_err(NewsroomError::Runtime)?;
        let (stop, stopping) = watch::channel(false);
        let watching = tokio::spawn(watch_due_times(Arc::clone(&self.house)));
        let router = router(Arc::clone(&self.house));
        let ended = tokio::spawn(async move {
            accept(router, listener, stopping).await;
            watching.abort();
            let _ = watching.await;
        });
        Ok(Running { address, stop, ended })
    }

    /// Serves `/healthz` and `/metrics`, on what [`bind`] has taken for that. They tell that something is sealed, so the
    /// address must be one that the public does not reach. To be called within a tokio runtime.
    ///
    /// # Errors
    /// [`NewsroomError::Runtime`].
    pub fn serve_keeper_on(&self, listener: std::net::TcpListener) -> Result<Running, NewsroomError> {
        serve_apart(keeper_router(Arc::clone(&self.house)), listener)
    }

    /// Serves the page for officers' phones, on what [`bind`] has taken for that. To be called within a tokio runtime.
    ///
    /// # Errors
    /// [`NewsroomError::Runtime`], [`NewsroomError::Theme`].
    pub fn serve_phone_on(&self, listener: std::net::TcpListener) -> Result<Running, NewsroomError> {
        serve_apart(phone_router(Arc::clone(&self.house))?, listener)
    }
}

fn serve_apart(router: Router, listener: std::net::TcpListener) -> Result<Running, NewsroomError> {
    let listener = TcpListener::from_std(listener).map_err(NewsroomError::Runtime)?;
    let address = listener.local_addr().map_err(NewsroomError::Runtime)?;
    let (stop, stopping) = watch::channel(false);
    let ended = tokio::spawn(accept(router, listener, stopping));
    Ok(Running { address, stop, ended })
}

/// Takes the address; to be done before a folder is opened, so that a taken port leaves nothing behind.
///
/// # Errors
/// [`NewsroomError::PortInUse`], [`NewsroomError::Listen`].
pub fn bind(address: SocketAddr) -> Result<std::net::TcpListener, NewsroomError> {
    let listener = std::net::TcpListener::bind(address).map_err(|cause| match cause.kind() {
        io::ErrorKind::AddrInUse => NewsroomError::PortInUse { address },
        _ => NewsroomError::Listen { address, cause },
    })?;
    listener.set_nonblocking(true).map_err(NewsroomError::Runtime)?;
    Ok(listener)
}

async fn accept(router: Router, listener: TcpListener, mut stopping: watch::Receiver<bool>) {
    let mut connections = JoinSet::new();
    loop {
        while connections.try_join_next().is_some() {}
        let accepted = tokio::select! {
            _ = stopping.changed() => break,
            accepted = listener.accept(), if connections.len() < MOST => accepted,
            _ = connections.join_next(), if connections.len() >= MOST => continue,
        };
        match accepted {
            Ok((stream, _)) => {
                connections.spawn(connection(router.clone(), stream, stopping.clone()));
            }
            // Out of file descriptors, or the other side gone already: the next one may do.
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
    drop(listener);
    let all = async { while connections.join_next().await.is_some() {} };
    let _ = tokio::time::timeout(LAST_WORDS, all).await;
    connections.shutdown().await;
}

async fn connection(router: Router, stream: TcpStream, mut stopping: watch::Receiver<bool>) {
    let _ = stream.set_nodelay(true);
    let service = TowerToHyperService::new(router);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_PATIENCE)
        .half_close(false)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = stopping.changed() => {}
        () = tokio::time::sleep(OLD_AGE) => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = tokio::time::timeout(OLD_AGE, connection).await;
}
