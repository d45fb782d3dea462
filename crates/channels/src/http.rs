//! How this room speaks HTTP: rustls with ring, no redirects, no cookies, nobody in between on loopback.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use reqwest::blocking::{Client, Response};
use reqwest::redirect::Policy;

use crate::ChannelError;

/// Until a connection stands.
const CONNECT: Duration = Duration::from_secs(10);

/// A client for one host. `patience` is the time for a whole exchange.
pub(crate) fn client(url: &Url, patience: Duration) -> Result<Client, ChannelError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    // An error only says that the process has one already.
    let _ = rustls::crypto::CryptoProvider::install_default((*provider).clone());
    let mut builder = Client::builder()
        .user_agent(concat!("sperrfrist/", env!("CARGO_PKG_VERSION")))
        .redirect(Policy::none())
        .connect_timeout(CONNECT)
        .timeout(patience)
        .tcp_nodelay(true);
    if is_loopback(url) {
        builder = builder.no_proxy();
        if url.scheme() == "http" {
            // No certificate is looked at here, so a machine without any must do.
            let none = rustls::ClientConfig::builder_with_provider(provider)
                .with_safe_default_protocol_versions()
                .expect("ring speaks TLS 1.2 and 1.3")
                .with_root_certificates(rustls::RootCertStore::empty())
                .with_no_client_auth();
            builder = builder.tls_backend_preconfigured(none);
        }
    }
    builder.build().map_err(ChannelError::Tls)
}

/// Whether the address is this machine's own.
pub(crate) fn is_loopback(url: &Url) -> bool {
    let Some(host) = url.host_str() else { return false };
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Host and port, for sentences.
pub(crate) fn host(url: &Url) -> String {
    match (url.host_str(), url.port()) {
        (Some(host), Some(port)) => format!("{host}:{port}"),
        (Some(host), None) => host.to_owned(),
        (None, _) => url.to_string(),
    }
}

/// What a failed exchange means.
pub(crate) fn failed(host: &str, cause: reqwest::Error) -> ChannelError {
    let cause = cause.without_url();
    if cause.is_connect() || cause.is_builder() {
        ChannelError::Unreachable { host: host.to_owned(), cause }
    } else {
        ChannelError::Unknown { host: host.to_owned(), cause }
    }
}

/// A header as text; empty where it is missing or no text.
pub(crate) fn header(response: &Response, name: &str) -> String {
    response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}
