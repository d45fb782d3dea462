//! `photo://localhost/<original>/<preview|thumb|whole|hidden>`, with `/<edits>` behind it as they leave it, and
//! `<picture>/proposed`: pictures for the window, drawn by the desk; originals do not cross. `paper://localhost/<revision>/<page>`: the pages that were set last.

use sperrfrist_desk::{Desk, Picture, Problem};
use sperrfrist_release::PhotoEdits;
use tauri::http::{Request, Response, StatusCode, header};
use tauri::{Manager, Runtime, UriSchemeContext, UriSchemeResponder};

use crate::workplace::Workplace;

/// The scheme of photos.
pub const PHOTO: &str = "photo";
/// The scheme of pages.
pub const PAPER: &str = "paper";

/// A photo's name is its content's hash, so it stays for ever; its absence does not.
const FOR_EVER: &str = "private, max-age=31536000, immutable";

/// A picture as it crosses.
struct Crossing {
    media_type: &'static str,
    cache: &'static str,
    bytes: Vec<u8>,
}

/// Answers for a photo, off the main thread.
pub fn photos<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    answer(context, request, responder, photo);
}

/// The same for a page.
pub fn pages<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    answer(context, request, responder, page);
}

fn answer<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
    find: fn(&Desk, &str) -> Result<Crossing, Problem>,
) {
    let app = context.app_handle().clone();
    tauri::async_runtime::spawn_blocking(move || {
        let desk = app.state::<Workplace>().desk();
        let picture = desk.and_then(|desk| find(&desk, request.uri().path()));
        responder.respond(response(picture));
    });
}

fn absent() -> Problem {
    Problem::new("picture.absent", "Dieses Bild gibt es hier nicht.", "")
}

fn page(desk: &Desk, path: &str) -> Result<Crossing, Problem> {
    let (revision, page) = path.trim_start_matches('/').split_once('/').ok_or_else(absent)?;
    let page = revision.parse().ok().zip(page.parse().ok());
    let svg = page.and_then(|(revision, page)| desk.page_svg(revision, page)).ok_or_else(absent)?;
    // Numbers begin anew with each start.
    Ok(Crossing { media_type: "image/svg+xml", cache: "no-store", bytes: svg.into_bytes() })
}

fn photo(desk: &Desk, path: &str) -> Result<Crossing, Problem> {
    let (original, name) = path.trim_start_matches('/').split_once('/').ok_or_else(absent)?;
    let (name, edits) = match name.split_once('/') {
        Some((name, edits)) => (name, edits_in(edits).ok_or_else(absent)?),
        None => (name, PhotoEdits::default()),
    };
    let which = match name {
        "preview" => Picture::Preview,
        "thumb" => Picture::Thumb,
        "whole" => Picture::Whole,
        "hidden" => Picture::Hidden,
        // It is sealed until it is approved and due, so nothing of it stays with the window.
        "proposed" => {
            let (media_type, bytes) = desk.proposed_picture(original)?;
            return Ok(Crossing { media_type, cache: "no-store", bytes });
        }
        _ => return Err(absent()),
    };
    Ok(Crossing { media_type: "image/jpeg", cache: FOR_EVER, bytes: desk.picture(original, which, &edits)? })
}

/// What is changed in a picture, as its address says it: percent-encoded JSON.
fn edits_in(part: &str) -> Option<PhotoEdits> {
    let json = percent_encoding::percent_decode_str(part).decode_utf8().ok()?;
    serde_json::from_str(&json).ok()
}

fn response(picture: Result<Crossing, Problem>) -> Response<Vec<u8>> {
    let (status, kind, cache, bytes) = match picture {
        Ok(Crossing { media_type, cache, bytes }) => (StatusCode::OK, Some(media_type), cache, bytes),
        Err(_) => (StatusCode::NOT_FOUND, None, "no-store", Vec::new()),
    };
    let mut response = Response::new(bytes);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    if let Some(kind) = kind {
        headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(kind));
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, header::HeaderValue::from_static("nosniff"));
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static(cache));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edits_of_a_picture_stand_in_its_address() {
        let edits = PhotoEdits { straighten: -12, ..PhotoEdits::default() };
        let json = serde_json::to_string(&edits).expect("plain data");
        let part = percent_encoding::utf8_percent_encode(&json, percent_encoding::NON_ALPHANUMERIC);
        assert_eq!(edits_in(&part.to_string()), Some(edits));
        assert_eq!(edits_in("%7B%22rotate%22%3A3%7D"), None);
    }

    #[test]
    fn a_picture_may_be_kept_and_its_absence_not() {
        let said = |picture, name| response(picture).headers().get(name).cloned();
        let absent = || Err(absent());
        let there = || Ok(Crossing { media_type: "image/jpeg", cache: FOR_EVER, bytes: vec![1] });
        assert_eq!(said(absent(), header::CACHE_CONTROL).expect("said"), "no-store");
        assert_eq!(said(absent(), header::CONTENT_TYPE), None);
        assert_eq!(said(there(), header::CONTENT_TYPE).expect("said"), "image/jpeg");
        assert_eq!(response(absent()).status(), StatusCode::NOT_FOUND);
    }
}
