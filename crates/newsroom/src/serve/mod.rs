//! Listening, and ending gracefully.

mod client;
mod connection;
mod limits;
mod seats;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub(crate) use client::Client;
pub(crate) use limits::Rate;
pub use limits::{Limits, raise_open_files};

use crate::door::{keeper_router, phone_router, router};
use crate::watch::watch as watch_due_times;
use crate::{Newsroom, NewsroomError};

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
        self.serve_on(bind(address)?, Limits::default())
    }

    /// Serves on what [`bind`] has taken. To be called within a tokio runtime.
    ///
    /// # Errors
    /// [`NewsroomError::Runtime`].
    pub fn serve_on(
        &self,
        listener: std::net::TcpListener,
        limits: Limits,
    ) -> Result<Running, NewsroomError> {
        let listener = TcpListener::from_std(listener).map_err(NewsroomError::Runtime)?;
        let address = listener.local_addr().map_err(NewsroomError::Runtime)?;
        let (stop, stopping) = watch::channel(false);
        let watching = tokio::spawn(watch_due_times(Arc::clone(&self.house)));
        let router = router(Arc::clone(&self.house));
        let house = Arc::clone(&self.house);
        let ended = tokio::spawn(async move {
            connection::accept(router, listener, limits, stopping).await;
            watching.abort();
            let _ = watching.await;
            // What the last request has let out.
            let _ = tokio::task::spawn_blocking(move || house.settle()).await;
        });
        Ok(Running { address, stop, ended })
    }

    /// Serves `/healthz` and `/metrics`, on what [`bind`] has taken for that. They tell that something is sealed, so the
    /// address must be one that the public does not reach. To be called within a tokio runtime.
    ///
    /// # Errors
    /// [`NewsroomError::Runtime`].
    pub fn serve_keeper_on(&self, listener: std::net::TcpListener) -> Result<Running, NewsroomError> {
        serve_apart(keeper_router(Arc::clone(&self.house)), listener, Limits::default())
    }

    /// Serves the page for officers' phones, on what [`bind`] has taken for that. To be called within a tokio runtime.
    ///
    /// # Errors
    /// [`NewsroomError::Runtime`], [`NewsroomError::Theme`].
    pub fn serve_phone_on(
        &self,
        listener: std::net::TcpListener,
        limits: Limits,
    ) -> Result<Running, NewsroomError> {
        serve_apart(phone_router(Arc::clone(&self.house))?, listener, limits)
    }
}

fn serve_apart(
    router: Router,
    listener: std::net::TcpListener,
    limits: Limits,
) -> Result<Running, NewsroomError> {
    let listener = TcpListener::from_std(listener).map_err(NewsroomError::Runtime)?;
    let address = listener.local_addr().map_err(NewsroomError::Runtime)?;
    let (stop, stopping) = watch::channel(false);
    let ended = tokio::spawn(connection::accept(router, listener, limits, stopping));
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
