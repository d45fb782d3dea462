//! One connection after the other is let in, and shown out.

use std::convert::Infallible;
use std::error::Error;
use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_io_timeout::TimeoutStream;

use super::client::Client;
use super::limits::{Limits, Rate};
use super::seats::{Seat, Seats};
use crate::door::too_many;
use crate::log;

/// Until the head of a request has arrived; also how long a kept connection may be silent.
const HEAD_PATIENCE: Duration = Duration::from_secs(15);
/// The largest head of a request, in bytes.
const HEAD_BYTES: usize = 32 * 1024;
/// For the other side to take something of an answer.
const WRITE_PATIENCE: Duration = Duration::from_secs(30);
/// After this a connection answers what is under way, and ends.
const OLD_AGE: Duration = Duration::from_secs(600);
/// For what is under way when the end comes.
const LAST_WORDS: Duration = Duration::from_secs(5);
/// After a refusal, for what the other side is still sending.
const LINGER: Duration = Duration::from_secs(2);
const LINGER_BYTES: u64 = 4 * 1024 * 1024;
/// Between two times that addresses are forgotten.
const TIDY_EVERY: Duration = Duration::from_secs(60);
/// Answers, where hyper gives none by itself.
const ANSWERED: &[u8] = b"";
const HTTP_1_ONLY: &[u8] =
    b"HTTP/1.1 505 HTTP Version Not Supported\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
const TOO_SLOW: &[u8] = b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";

/// What all connections share.
struct Front {
    router: Router,
    limits: Limits,
    rate: Option<Rate>,
}

/// Serves until it is told to stop, and what is under way then to its end.
pub(super) async fn accept(
    router: Router,
    listener: TcpListener,
    limits: Limits,
    mut stopping: watch::Receiver<bool>,
) {
    let most = limits.most();
    let rate = limits.rate.map(Rate::per_second);
    let front = Arc::new(Front { router, limits, rate });
    let (seats, mut connections) = (Arc::new(Seats::default()), JoinSet::new());
    let mut tidying = tokio::time::interval(TIDY_EVERY);
    loop {
        while connections.try_join_next().is_some() {}
        let accepted = tokio::select! {
            _ = stopping.changed() => break,
            _ = tidying.tick() => {
                if let Some(rate) = &front.rate { rate.tidy() }
                continue;
            }
            accepted = listener.accept() => accepted,
        };
        let Ok((stream, peer)) = accepted else {
            // Out of file descriptors, or the other side gone already: the next one may do.
            seats.make_room();
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        let peer = peer.ip();
        if connections.len() >= most {
            seats.make_room();
            log::crowded(most);
            tokio::select! {
                _ = stopping.changed() => break,
                _ = connections.join_next() => {}
            }
        }
        connections.spawn(serve(Arc::clone(&front), stream, peer, seats.take(), stopping.clone()));
    }
    drop(listener);
    let all = async { while connections.join_next().await.is_some() {} };
    let _ = tokio::time::timeout(LAST_WORDS, all).await;
    connections.shutdown().await;
}

async fn serve(
    front: Arc<Front>,
    stream: TcpStream,
    peer: IpAddr,
    seat: Seat,
    mut stopping: watch::Receiver<bool>,
) {
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(WRITE_PATIENCE));
    let seat = Arc::new(seat);
    let service = service_fn({
        let (front, seat) = (Arc::clone(&front), Arc::clone(&seat));
        move |request| answer(Arc::clone(&front), Arc::clone(&seat), peer, request)
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_PATIENCE)
        .max_header_size(HEAD_BYTES)
        .half_close(false)
        .serve_connection(TokioIo::new(Box::pin(stream)), service);
    let old = async { tokio::time::timeout(OLD_AGE, stopping.changed()).await.ok() };
    let ended = tokio::select! {
        ended = &mut connection => ended,
        () = seat.needed() => return,
        _ = old => {
            std::pin::Pin::new(&mut connection).graceful_shutdown();
            tokio::select! {
                ended = &mut connection => ended,
                () = seat.needed() => return,
                () = tokio::time::sleep(OLD_AGE) => return,
            }
        }
    };
    if let Err(error) = ended {
        let parts = connection.into_parts();
        let shown_out = show_out(parts.io.into_inner(), &error, !parts.read_buf.is_empty(), peer);
        tokio::select! {
            () = shown_out => {}
            () = seat.needed() => {}
        }
    }
}

/// Says what was wrong, where hyper has not, and hangs up so that the other side can hear it.
async fn show_out(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    error: &hyper::Error,
    is_amid_a_head: bool,
    peer: IpAddr,
) {
    let (code, status, answer) = if error.is_parse_too_large() {
        ("http.head_too_large", StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, ANSWERED)
    } else if error.is_parse_version_h2() {
        ("http.version", StatusCode::HTTP_VERSION_NOT_SUPPORTED, HTTP_1_ONLY)
    } else if error.is_parse() {
        ("http.not_understood", StatusCode::BAD_REQUEST, ANSWERED)
    } else if error.is_timeout() && is_amid_a_head {
        ("http.head_too_slow", StatusCode::REQUEST_TIMEOUT, TOO_SLOW)
    } else {
        // A kept connection that fell silent, or whose other side went, is no fault.
        if is_stalled(error) {
            log::refused(peer, "http.answer_not_taken", StatusCode::REQUEST_TIMEOUT.as_u16(), "");
        }
        return;
    };
    log::refused(peer, code, status.as_u16(), "");
    let _ = stream.write_all(answer).await;
    let _ = stream.shutdown().await;
    // Whoever hangs up on what is still coming takes his own answer back (RFC 9112, section 9.6).
    let mut rest = stream.take(LINGER_BYTES);
    let _ = tokio::time::timeout(LINGER, tokio::io::copy(&mut rest, &mut tokio::io::sink())).await;
}

/// Whether the other side took nothing of an answer for too long ([`WRITE_PATIENCE`]).
fn is_stalled(error: &hyper::Error) -> bool {
    let cause = error.source().and_then(|cause| cause.downcast_ref::<io::Error>());
    cause.is_some_and(|cause| cause.kind() == io::ErrorKind::TimedOut)
}

async fn answer(
    front: Arc<Front>,
    seat: Arc<Seat>,
    peer: IpAddr,
    mut request: Request<Incoming>,
) -> Result<axum::response::Response, Infallible> {
    seat.work();
    let client = Client::of(peer, request.headers(), &front.limits.trusted_proxies);
    request.extensions_mut().insert(client);
    let is_public = !request.uri().path().starts_with("/api/");
    let counted = match &front.rate {
        Some(rate) if is_public => rate.count(client.0),
        _ => Ok(()),
    };
    let answered = match counted {
        Ok(()) => TowerToHyperService::new(front.router.clone()).call(request).await,
        Err(wait) => {
            log::refused(client.0, "newsroom.too_many", StatusCode::TOO_MANY_REQUESTS.as_u16(), "");
            Ok(too_many(wait))
        }
    };
    seat.rest();
    answered
}
