//! How answers are dressed. Nothing here knows a due time, so no header can tell one.

use axum::body::{Body, Bytes};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{Response as HttpResponse, StatusCode};
use axum::response::Response;

/// What a page may load and do: its own style, pictures and fonts, and the search, nothing else (CSP Level 3).
const CSP: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; \
                   base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// The same on every answer.
const ALWAYS: &[(HeaderName, &str)] = &[
    (header::CONTENT_SECURITY_POLICY, CSP),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
];

/// How long an answer may be kept (RFC 9111). Constant for each kind: a lifetime cut to the next due time
/// would announce it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keeping {
    /// Pages, lists, feeds: ask again each time.
    Ask,
    /// Pictures: a recall reaches them within a minute.
    Minute,
    /// The look of the pages.
    Day,
    /// What is not there, and what is for officers alone.
    Never,
}

impl Keeping {
    fn as_str(self) -> &'static str {
        match self {
            Self::Ask => "no-cache",
            Self::Minute => "public, max-age=60",
            Self::Day => "public, max-age=86400",
            Self::Never => "no-store",
        }
    }
}

/// An answer with its body.
pub(super) fn answer(
    status: StatusCode,
    media_type: &'static str,
    keeping: Keeping,
    body: Bytes,
) -> Response {
    let mut response = bare(status, keeping);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    *response.body_mut() = Body::from(body);
    response
}

/// An answer without a body.
pub(super) fn bare(status: StatusCode, keeping: Keeping) -> Response {
    let mut response = HttpResponse::new(Body::empty());
    *response.status_mut() = status;
    for (name, value) in ALWAYS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(keeping.as_str()));
    response
}

/// The one answer for what is not there and for what is not there yet.
pub(super) fn not_found(page: &Bytes) -> Response {
    answer(StatusCode::NOT_FOUND, "text/html; charset=utf-8", Keeping::Never, page.clone())
}

/// Sets a header whose value this crate made.
pub(super) fn set(response: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
