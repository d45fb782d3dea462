//! `photo://localhost/<original>/<preview|thumb|hidden>`, and `<picture>/proposed`: pictures for the window, and only
//! small ones made by the desk; originals do not cross.

use sperrfrist_desk::{Desk, Picture, Problem};
use tauri::http::{Request, Response, StatusCode, header};
use tauri::{Manager, Runtime, UriSchemeContext, UriSchemeResponder};

use crate::workplace::Workplace;

/// The scheme's name.
pub const SCHEME: &str = "photo";

/// What another has proposed: it is sealed until it is approved and due, so nothing of it stays with the window.
const PROPOSED: &str = "/proposed";

/// Answers off the main thread.
pub fn answer<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let app = context.app_handle().clone();
    tauri::async_runtime::spawn_blocking(move || {
        let desk = app.state::<Workplace>().desk();
        let path = request.uri().path();
        let picture = desk.and_then(|desk| find(&desk, path));
        responder.respond(response(picture, path.ends_with(PROPOSED)));
    });
}

fn find(desk: &Desk, path: &str) -> Result<Vec<u8>, Problem> {
    let absent = || Problem::new("picture.absent", "Dieses Bild gibt es hier nicht.", "");
    let (original, name) = path.trim_start_matches('/').split_once('/').ok_or_else(absent)?;
    let which = match name {
        "preview" => Picture::Preview,
        "thumb" => Picture::Thumb,
        "hidden" => Picture::Hidden,
        "proposed" => return desk.proposed_picture(original),
        _ => return Err(absent()),
    };
    desk.picture(original, which)
}

/// A picture's name is its content's hash, so it stays for ever; its absence does not.
fn response(picture: Result<Vec<u8>, Problem>, is_proposed: bool) -> Response<Vec<u8>> {
    let cache = if is_proposed { "no-store" } else { "private, max-age=31536000, immutable" };
    let (status, kind, cache, bytes) = match picture {
        Ok(bytes) => (StatusCode::OK, Some("image/jpeg"), cache, bytes),
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
    fn a_picture_may_be_kept_and_its_absence_not() {
        let said = |picture, name| response(picture, false).headers().get(name).cloned();
        let absent = || Err(Problem::new("picture.absent", "", ""));
        assert_eq!(said(absent(), header::CACHE_CONTROL).expect("said"), "no-store");
        assert_eq!(said(absent(), header::CONTENT_TYPE), None);
        assert_eq!(said(Ok(vec![1]), header::CONTENT_TYPE).expect("said"), "image/jpeg");
        assert_eq!(response(absent(), false).status(), StatusCode::NOT_FOUND);
        let proposed = response(Ok(vec![1]), true);
        assert_eq!(proposed.headers()[header::CACHE_CONTROL], "no-store");
    }
}
