//! What the outside sees: a page fetched as anyone would, without token, cookie or cache.

use std::collections::BTreeMap;
use std::io::Read;
use std::time::Duration;

use reqwest::Url;
use reqwest::blocking::Client;
use sha2::{Digest, Sha256};

use crate::{ChannelError, http};

const PATIENCE: Duration = Duration::from_secs(10);
/// The most bytes a probe reads.
pub const MAX_BODY: u64 = 256 * 1024 * 1024;

/// One look from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    pub status: u16,
    pub content_type: String,
    pub cache_control: String,
    pub etag: String,
    /// Every header by its name in small letters; the last one where it came more than once.
    pub headers: BTreeMap<String, String>,
    /// Hexadecimal SHA-256 of `body`.
    pub sha256: String,
    pub body: Vec<u8>,
}

impl Probe {
    /// Whether the page was there.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.status == 200
    }
}

/// Looks again and again, over one kept connection per host.
#[derive(Debug, Clone)]
pub struct Prober {
    client: Client,
}

impl Prober {
    /// For addresses of the same host as `url`.
    ///
    /// # Errors
    /// [`ChannelError::Address`], [`ChannelError::Tls`].
    pub fn new(url: &str) -> Result<Self, ChannelError> {
        Ok(Self { client: http::client(&parse(url)?, PATIENCE)? })
    }

    /// Fetches an address. A 404 is an answer, not an error.
    ///
    /// # Errors
    /// [`ChannelError::Address`], [`ChannelError::Unreachable`], [`ChannelError::Unknown`].
    pub fn fetch(&self, url: &str) -> Result<Probe, ChannelError> {
        let url = parse(url)?;
        let host = http::host(&url);
        let response = self.client.get(url).send().map_err(|cause| http::failed(&host, cause))?;
        let status = response.status().as_u16();
        let [content_type, cache_control, etag] =
            ["content-type", "cache-control", "etag"].map(|name| http::header(&response, name));
        let headers = response
            .headers()
            .iter()
            .map(|(name, value)| {
                (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
            })
            .collect();
        let mut body = Vec::new();
        if response.take(MAX_BODY + 1).read_to_end(&mut body).is_err() {
            return Err(ChannelError::Interrupted { host });
        }
        if body.len() as u64 > MAX_BODY {
            return Err(ChannelError::NotANewsroom { host, status });
        }
        let sha256 = Sha256::digest(&body).iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Probe { status, content_type, cache_control, etag, headers, sha256, body })
    }
}

/// One look at one address.
///
/// # Errors
/// As [`Prober::fetch`].
pub fn fetch(url: &str) -> Result<Probe, ChannelError> {
    Prober::new(url)?.fetch(url)
}

fn parse(url: &str) -> Result<Url, ChannelError> {
    Url::parse(url).map_err(|_| ChannelError::Address { address: url.to_owned() })
}
