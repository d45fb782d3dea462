//! What anyone may ask for. Every byte passes the gate here, at the moment it is asked for.
//!
//! A path is compared as it came: no decoding, no slash forgiven. What is not public gets
//! [`answer::not_found`], by the same road as what never was, before a method, a range or a condition is even
//! looked at.

use std::sync::Arc;

use axum::body::Bytes;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, header};
use axum::response::Response;
use sperrfrist_page::{ASSETS, Asset};
use sperrfrist_release::address;
use sperrfrist_seal::{PartEntry, Role, sha256_hex};

use super::answer::{self, Keeping};
use super::conditional::{self, Wanted};
use crate::newsroom::House;
use crate::rendered::Page;
use crate::shown::Put;

/// Something public, with its version.
struct Found {
    media_type: &'static str,
    keeping: Keeping,
    /// Strong (RFC 9110, section 8.8.1): by content.
    etag: String,
    body: Bytes,
    /// Whether parts of it may be asked for.
    ranges: bool,
}

/// Answers a request of the public.
pub(super) async fn answer(house: Arc<House>, request: &Parts) -> Response {
    house.latch().await;
    match find(&house, request.uri.path()).await {
        Some(found) => present(found, request),
        None => answer::not_found(&house.nothing),
    }
}

async fn find(house: &Arc<House>, path: &str) -> Option<Found> {
    if let Some(asset) = ASSETS.iter().find(|asset| asset.path == path) {
        return Some(Found::asset(asset));
    }
    if let Some(name) = address::split_picture_path(path) {
        return picture(house, name).await;
    }
    let media_type = match path {
        "/feed.atom" => "application/atom+xml; charset=utf-8",
        _ => "text/html; charset=utf-8",
    };
    let now = house.clock.now();
    let version = house.holdings().version();
    let kept = house.rendered.get(path, version);
    if let Some(page) = kept.filter(|page| house.holdings().are_public(&page.items, &now)) {
        return Some(Found::page(media_type, page));
    }
    let page = match path {
        "/" => house.list(&now).map(Some),
        "/feed.atom" => house.feed(&now).map(Some),
        path => match address::split_photo_path(path) {
            Some((page, number)) => house.page(page, Some(number), &now),
            None => house.page(path, None, &now),
        },
    };
    match page {
        Ok(page) => {
            let Put { text, items } = page?;
            let etag = format!("\"{}\"", &sha256_hex(text.as_bytes())[..32]);
            let page = Page { etag, body: Bytes::from(text), items: items.into() };
            house.rendered.keep(path, version, &page);
            house.unshown.forget(path);
            Some(Found::page(media_type, page))
        }
        Err(error) => {
            house.unshown.note(path, crate::NewsroomError::Theme(error).code());
            None
        }
    }
}

/// A picture: the gate is asked before it is read and again after, for reading takes its time.
async fn picture(house: &Arc<House>, name: &str) -> Option<Found> {
    let part = public_picture(house, name)?;
    let body = match house.pictures.get(name) {
        Some(bytes) => bytes,
        None => {
            let (house, part) = (Arc::clone(house), part.clone());
            tokio::task::spawn_blocking(move || house.read_picture(&part)).await.ok()??
        }
    };
    public_picture(house, name)?;
    Some(Found {
        media_type: "image/jpeg",
        keeping: Keeping::Minute,
        etag: format!("\"{}\"", &part.sha256[..32]),
        body,
        ranges: true,
    })
}

fn public_picture(house: &House, name: &str) -> Option<PartEntry> {
    let now = house.clock.now();
    let holdings = house.holdings();
    let held = holdings.owner_of_part(name).filter(|held| holdings.is_public(held, &now))?;
    let named = |part: &&PartEntry| part.name == name && matches!(part.role, Role::Rendition { .. });
    held.row.manifest.parts.iter().find(named).cloned()
}

impl Found {
    fn page(media_type: &'static str, Page { etag, body, .. }: Page) -> Self {
        Self { media_type, keeping: Keeping::Ask, etag, body, ranges: false }
    }

    fn asset(asset: &Asset) -> Self {
        let keeping = if asset.media_type.starts_with("text/css") { Keeping::Ask } else { Keeping::Day };
        let etag = format!("\"{}\"", &sha256_hex(asset.bytes)[..32]);
        Self {
            media_type: asset.media_type,
            keeping,
            etag,
            body: Bytes::from_static(asset.bytes),
            ranges: false,
        }
    }
}

fn present(found: Found, request: &Parts) -> Response {
    if request.method != Method::GET && request.method != Method::HEAD {
        let mut response = answer::bare(StatusCode::METHOD_NOT_ALLOWED, Keeping::Never);
        answer::set(&mut response, header::ALLOW, "GET, HEAD");
        return response;
    }
    let headers = &request.headers;
    if conditional::has_it(headers, &found.etag) {
        let mut response = answer::bare(StatusCode::NOT_MODIFIED, found.keeping);
        answer::set(&mut response, header::ETAG, &found.etag);
        return response;
    }
    let length = found.body.len();
    // Range is defined for GET alone (RFC 9110, section 14.2).
    let wanted = if found.ranges && request.method == Method::GET {
        conditional::wanted(headers, &found.etag, length)
    } else {
        Wanted::Whole
    };
    let mut response = match wanted {
        Wanted::Whole => answer::answer(StatusCode::OK, found.media_type, found.keeping, found.body),
        Wanted::Part(part) => {
            let range = format!("bytes {}-{}/{length}", part.start(), part.end());
            let body = found.body.slice(part);
            let mut response =
                answer::answer(StatusCode::PARTIAL_CONTENT, found.media_type, found.keeping, body);
            answer::set(&mut response, header::CONTENT_RANGE, &range);
            response
        }
        Wanted::Unsatisfiable => {
            let mut response = answer::bare(StatusCode::RANGE_NOT_SATISFIABLE, found.keeping);
            answer::set(&mut response, header::CONTENT_RANGE, &format!("bytes */{length}"));
            return response;
        }
    };
    answer::set(&mut response, header::ETAG, &found.etag);
    if found.ranges {
        answer::set(&mut response, header::ACCEPT_RANGES, "bytes");
    }
    response
}
