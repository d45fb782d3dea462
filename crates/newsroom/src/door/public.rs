//! What anyone may ask for. Every byte passes the gate here, at the moment it is asked for.
//!
//! A path is compared as it came: no decoding, no slash forgiven. What is not public gets
//! [`answer::not_found`], by the same road as what never was, before a method, a range or a condition is even
//! looked at.

use std::sync::Arc;

use axum::body::Bytes;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, Uri, header};
use axum::response::Response;
use sperrfrist_page::ninjs_of_withdrawn;
use sperrfrist_release::address;
use sperrfrist_seal::{PartEntry, Role, sha256_hex};

use super::answer::{self, Keeping};
use super::conditional::{self, Wanted};
use crate::addresses::Left;
use crate::fixed::FixedFile;
use crate::newsroom::House;
use crate::rendered::Page;
use crate::sealed::PDF;
use crate::shown::{Form, Put};

const HTML: &str = "text/html; charset=utf-8";
const JSON: &str = "application/json";
/// The list for agencies.
const NINJS: &str = "/ninjs.json";
const SITEMAP: &str = "/sitemap.xml";
/// What somebody looks for is in the query: `?q=WORDS&jahr=YEAR`.
const SEARCH: &str = "/suche";
/// The most characters of a search; the field takes no more.
const MOST_TYPED: usize = 200;

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
    let path = request.uri.path();
    match find(&house, &request.uri).await {
        Some(found) => present(found, request),
        None => match left(&house, path) {
            Some(left) => left_answer(&house, left, request).unwrap_or_else(|| nothing(&house)),
            None => nothing(&house),
        },
    }
}

fn nothing(house: &House) -> Response {
    answer::not_found(&house.nothing)
}

fn left(house: &House, path: &str) -> Option<Left> {
    let now = house.clock.now();
    house.holdings().left(path, &now)
}

/// What is said where something public once was. It may change at any time, so nobody keeps it unasked.
fn left_answer(house: &House, left: Left, request: &Parts) -> Option<Response> {
    if !is_read(request) {
        return Some(not_allowed());
    }
    let gone = StatusCode::GONE;
    match left {
        Left::Canceled(withdrawn) => {
            let text = ninjs_of_withdrawn(&withdrawn);
            let page = Page { etag: etag_of(&text), body: Bytes::from(text), items: Arc::new([]) };
            Some(present(Found::page(JSON, page), request))
        }
        Left::Moved(path) => {
            let mut response = answer::bare(StatusCode::MOVED_PERMANENTLY, Keeping::Ask);
            answer::set(&mut response, header::LOCATION, &path);
            Some(response)
        }
        Left::Replaced => Some(answer::bare(gone, Keeping::Ask)),
        Left::Withdrawn(_) if address::split_picture_path(request.uri.path()).is_some() => {
            Some(answer::bare(gone, Keeping::Ask))
        }
        Left::Withdrawn(withdrawn) => match house.theme.withdrawn(&withdrawn) {
            Ok(page) => Some(answer::answer(gone, HTML, Keeping::Ask, Bytes::from(page))),
            Err(error) => {
                house.alarm(&crate::NewsroomError::Theme(error));
                None
            }
        },
    }
}

fn is_read(request: &Parts) -> bool {
    request.method == Method::GET || request.method == Method::HEAD
}

fn not_allowed() -> Response {
    let mut response = answer::bare(StatusCode::METHOD_NOT_ALLOWED, Keeping::Never);
    answer::set(&mut response, header::ALLOW, "GET, HEAD");
    response
}

async fn find(house: &Arc<House>, uri: &Uri) -> Option<Found> {
    let path = uri.path();
    if let Some(file) = house.fixed.get(path) {
        return Some(Found::fixed(file));
    }
    if path == SEARCH {
        return search(house, uri.query().unwrap_or_default()).await;
    }
    if let Some(name) = address::split_picture_path(path) {
        return picture(house, name).await;
    }
    if let Some(page) = address::split_document_path(path) {
        return document(house, page).await;
    }
    let (page, form) = form(path);
    let media_type = match (path, form) {
        ("/feed.atom", _) => "application/atom+xml; charset=utf-8",
        (NINJS, _) | (_, Form::Ninjs) => JSON,
        (SITEMAP, _) => "application/xml; charset=utf-8",
        _ => HTML,
    };
    let now = house.clock.now();
    let version = house.holdings().version();
    let kept = house.rendered.get(path, version);
    if let Some(page) = kept.filter(|page| house.holdings().are_public(&page.items, &now)) {
        return Some(Found::page(media_type, page));
    }
    let put = match path {
        "/" => house.list(&now).map(Some),
        SITEMAP => Ok(house.sitemap(&now)),
        "/feed.atom" => house.feed(&now).map(Some),
        NINJS => Ok(Some(house.ninjs(&now))),
        _ => match address::split_year_path(path) {
            Some(year) => house.year(year, &now),
            None => house.page(page, form, &now),
        },
    };
    match put {
        Ok(put) => {
            let Put { text, items } = put?;
            let page = Page { etag: etag_of(&text), body: Bytes::from(text), items: items.into() };
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

/// What is public now and has these words. It is put together anew each time: nobody could keep all that is asked.
/// One after the other, and beside the threads that answer: whoever searches all the time slows down those who search.
async fn search(house: &Arc<House>, query: &str) -> Option<Found> {
    let turn = Arc::clone(&house.searching).lock_owned().await;
    let (house, query) = (Arc::clone(house), query.to_owned());
    let searched = move || {
        // Held until it is done, also where nobody waits for the answer any more.
        let _turn = turn;
        searched(&house, &query)
    };
    tokio::task::spawn_blocking(searched).await.ok()?
}

fn searched(house: &House, query: &str) -> Option<Found> {
    let now = house.clock.now();
    let mut words = String::new();
    let mut year = String::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match name.as_ref() {
            "q" => words = value.chars().take(MOST_TYPED).collect(),
            "jahr" => year = value.into_owned(),
            _ => {}
        }
    }
    match house.search(&words, &year, &now) {
        Ok(Put { text, items }) => {
            house.unshown.forget(SEARCH);
            let page = Page { etag: etag_of(&text), body: Bytes::from(text), items: items.into() };
            Some(Found::page(HTML, page))
        }
        Err(error) => {
            house.unshown.note(SEARCH, crate::NewsroomError::Theme(error).code());
            None
        }
    }
}

/// The page that a path belongs to, and what of it is asked for.
fn form(path: &str) -> (&str, Form) {
    if let Some((page, number)) = address::split_photo_path(path) {
        return (page, Form::Photo(number));
    }
    address::split_ninjs_path(path).map_or((path, Form::Page), |page| (page, Form::Ninjs))
}

fn etag_of(text: &str) -> String {
    format!("\"{}\"", &sha256_hex(text.as_bytes())[..32])
}

/// A picture: the gate is asked before it is read and again after, for reading takes its time.
async fn picture(house: &Arc<House>, name: &str) -> Option<Found> {
    let part = public_picture(house, name)?;
    let body = read(house, &part).await?;
    public_picture(house, name)?;
    Some(Found {
        media_type: "image/jpeg",
        keeping: Keeping::Minute,
        etag: format!("\"{}\"", &part.sha256[..32]),
        body,
        ranges: true,
    })
}

/// A document, by the path of the page. Its address stays while what is public, and so printed in it, changes.
async fn document(house: &Arc<House>, page: &str) -> Option<Found> {
    let part = public_document(house, page)?;
    let body = read(house, &part).await?;
    public_document(house, page).filter(|now| now.name == part.name)?;
    let etag = format!("\"{}\"", &part.sha256[..32]);
    Some(Found { media_type: PDF, keeping: Keeping::Ask, etag, body, ranges: true })
}

fn public_document(house: &House, page: &str) -> Option<PartEntry> {
    let now = house.clock.now();
    let holdings = house.holdings();
    holdings.document(holdings.page(page)?, &now)
}

async fn read(house: &Arc<House>, part: &PartEntry) -> Option<Bytes> {
    if let Some(bytes) = house.pictures.get(&part.name) {
        return Some(bytes);
    }
    let (house, part) = (Arc::clone(house), part.clone());
    tokio::task::spawn_blocking(move || house.read_part(&part)).await.ok()?
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

    fn fixed(file: &FixedFile) -> Self {
        let keeping = if file.is_page { Keeping::Ask } else { Keeping::Day };
        let FixedFile { media_type, etag, body, .. } = file.clone();
        Self { media_type, keeping, etag, body, ranges: false }
    }
}

fn present(found: Found, request: &Parts) -> Response {
    if !is_read(request) {
        return not_allowed();
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
