//! The log: one line of JSON for each thing that was refused or failed, on standard error.
//!
//! **Invariant: no content.** A line has a code, a status, who asked and with which token's name; never a title, never an
//! address that was asked for, never a token. Whoever reads the log learns nothing before its time.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use sperrfrist_seal::ItemId;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::SubscriberExt;

/// So many lines of refusals in a second, and as many at once; whoever knocks without end must not fill the disk, nor bury
/// what matters.
const MOST: NonZeroU32 = NonZeroU32::new(50).expect("more than none");

static LINES: LazyLock<DefaultDirectRateLimiter> =
    LazyLock::new(|| RateLimiter::direct(Quota::per_second(MOST)));
static LEFT_OUT: AtomicU64 = AtomicU64::new(0);

/// Writes the log to standard error from now on. Only what this crate says: a library might name what was asked for.
pub fn to_standard_error() {
    let lines = tracing_subscriber::fmt::layer()
        .json()
        .flatten_event(true)
        .with_current_span(false)
        .with_span_list(false)
        .with_target(false)
        .with_writer(std::io::stderr)
        .with_filter(filter_fn(|line| line.target().starts_with("sperrfrist_newsroom")));
    // A second call keeps the first.
    let _ = tracing::subscriber::set_global_default(tracing_subscriber::registry().with(lines));
}

/// Something that somebody wanted, and did not get. `actor` is the name of a token.
pub(crate) fn refused(client: IpAddr, code: &str, status: u16, actor: &str) {
    if let Some(left_out) = left_out() {
        tracing::warn!(code, status, %client, actor, left_out, "refused");
    }
}

/// All places were taken, and a silent connection had to make room.
pub(crate) fn crowded(places: usize) {
    if let Some(left_out) = left_out() {
        tracing::warn!(code = "newsroom.crowded", places, left_out, "crowded");
    }
}

/// How many lines were left out since the last one; `None` where this one is to be left out too.
fn left_out() -> Option<u64> {
    if LINES.check().is_ok() {
        return Some(LEFT_OUT.swap(0, Ordering::Relaxed));
    }
    LEFT_OUT.fetch_add(1, Ordering::Relaxed);
    None
}

/// Something that the keeper must know. The sentence is about the newsroom, and not about a release.
pub(crate) fn failed(code: &str, sentence: &str) {
    tracing::error!(code, "{sentence}");
}

/// An item that could not be opened. Why, in words, might tell something of it.
pub(crate) fn unreadable(code: &str, item: ItemId) {
    tracing::error!(code, %item, "Ließ sich nicht öffnen; es bleibt gesperrt.");
}

/// An item about which somebody else has written down where it stands.
pub(crate) fn not_our_word(item: ItemId) {
    let code = "item.not_our_word";
    tracing::error!(code, %item, "Der Stand trägt nicht die Unterschrift dieses Newsrooms; es ist angehalten.");
}

/// All is well again.
pub(crate) fn recovered(code: &str) {
    tracing::info!(code, "recovered");
}
