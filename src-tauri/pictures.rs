//! `photo://localhost/<original>/<preview|thumb|hidden>`: pictures for the window, and only small ones made by
//! the desk; originals do not cross.

use sperrfrist_desk::{Desk, Picture, Problem};
use tauri::http::{Request, Response, StatusCode, header};
use tauri::{Manager, Runtime, UriSchemeContext, UriSchemeResponder};

use crate::workplace::Workplace;

/// The scheme's name.
pub const SCHEME: &str = "photo";

/// Answers off the main thread.
pub fn answer<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let desk = context.app_handle().state::<Workplace>().desk();
    tauri::async_runtime::spawn_blocking(move || {
        let picture = desk.and_then(|desk| find(&desk, request.uri().path()));
        responder.respond(response(picture));
    });
}

fn find(desk: &Desk, path: &str) -> Result<Vec<u8>, Problem> {
    let absent = || Problem::new("picture.absent", "Dieses Bild gibt es hier nicht.", "");
    let (original, name) = path.trim_start_matches('/').split_once('/').ok_or_else(absent)?;
    let which = match name {
        "preview" => Picture::Preview,
        "thumb" => Picture::Thumb,
        "hidden" => Picture::Hidden,
        _ => return Err(absent()),
    };
    desk.picture(original, which)
}

fn response(picture: Result<Vec<u8>, Problem>) -> Response<Vec<u8>> {
    let (status, bytes) = match picture {
        Ok(bytes) => (StatusCode::OK, bytes),
        Err(_) => (StatusCode::NOT_FOUND, Vec::new()),
    };
    let mut response = Response::new(bytes);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static("image/jpeg"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, header::HeaderValue::from_static("nosniff"));
    // A picture's name is its content's hash.
    headers.insert(
        header::CACHE_CONTROL,
        header::HeaderValue::from_static("private, max-age=31536000, immutable"),
    );
    response
}
