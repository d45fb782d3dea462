//! The phone's door, on an address of its own: an officer without the PC can stop, hold the photo, and move a time later.
//! Never earlier, nothing new.
//!
//! Nothing of a release is opened for it before its time; the officer knows it by its times and its mark.

mod attempts;
mod sessions;
mod standing;

use std::net::{IpAddr, Ipv4Addr};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use chrono::{DateTime, Utc};
use sperrfrist_page::PHONE_ASSETS;
use sperrfrist_page::phone::Phone;
use sperrfrist_release::ReleaseId;
use sperrfrist_release::due::{CivilTime, CivilTimeError, DEFAULT_ZONE};
use sperrfrist_release::gate::Clearance;
use sperrfrist_seal::ItemKind;
use sperrfrist_seal::answer::{ItemReport, Order, Report};

use self::attempts::{Attempts, device, device_cookie};
use self::sessions::{Entry, Said, Session, Sessions};
use super::answer::{self, Keeping};
use crate::NewsroomError;
use crate::log;
use crate::newsroom::House;
use crate::officers::Officer;
use crate::orders::OrderBody;
use crate::serve::Client;

/// The largest form, in bytes.
const MAX_FORM: usize = 4 * 1024;
const HTML: &str = "text/html; charset=utf-8";
/// What the pages say they are of.
const SITE: &str = "Newsroom";
/// As on the public pages, but that forms may be sent back here.
const CSP: &str = "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; \
                   frame-ancestors 'none'";

/// What stands behind this door.
struct Booth {
    house: Arc<House>,
    look: Phone,
    sessions: Sessions,
    attempts: Attempts,
}

/// The whole service.
pub(crate) fn phone_router(house: Arc<House>) -> Result<Router, NewsroomError> {
    let look = Phone::new().map_err(NewsroomError::Theme)?;
    let booth = Booth { house, look, sessions: Sessions::default(), attempts: Attempts::default() };
    Ok(Router::new().fallback(enter).with_state(Arc::new(booth)))
}

async fn enter(State(booth): State<Arc<Booth>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let mut response = route(&booth, &parts, body).await;
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CSP),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

async fn route(booth: &Arc<Booth>, parts: &Parts, body: Body) -> Response {
    let path = parts.uri.path();
    if let Some(asset) = PHONE_ASSETS.iter().find(|asset| asset.path == path) {
        return answer::answer(
            StatusCode::OK,
            asset.media_type,
            Keeping::Day,
            Bytes::from(asset.bytes.clone().into_owned()),
        );
    }
    let is_form = parts.method == Method::POST;
    if !is_form && !matches!(parts.method, Method::GET | Method::HEAD) {
        return page(StatusCode::METHOD_NOT_ALLOWED, "Das gibt es hier nicht.".to_owned());
    }
    let form = if is_form { read(body).await } else { Fields::default() };
    if is_form && path == "/anmelden" {
        return sign_in(booth, parts, &form).await;
    }
    let Some((session, officer)) = signed_in(booth, parts).await else {
        return match path {
            "/anmelden" => sign_in_page(booth, StatusCode::OK, "", None),
            _ => go("/anmelden"),
        };
    };
    if is_form && form.get("form") != Some(session.form.as_str()) {
        let stale = "Die Seite war nicht mehr aktuell. Es ist nichts geschehen.".to_owned();
        booth.sessions.say(&session, Said::Nothing(stale));
        return go("/");
    }
    match (is_form, path) {
        (false, "/") => standing_page(booth, &session, &officer),
        (false, "/protokoll") => journal_page(booth, &officer).await,
        (false, "/anmelden") => go("/"),
        (true, "/abmelden") => {
            booth.sessions.end(&session);
            let mut response = go("/anmelden");
            answer::set(&mut response, header::SET_COOKIE, &sessions::forgotten());
            response
        }
        (true, "/anhalten" | "/foto-zurueckhalten" | "/spaeter") => {
            let (path, house) = (path.to_owned(), Arc::clone(&booth.house));
            let done = tokio::task::spawn_blocking(move || act(&house, &path, &form, &officer)).await;
            let failed =
                |_| Said::Nothing("Das ist nicht gelungen. Versuchen Sie es noch einmal.".to_owned());
            booth.sessions.say(&session, done.unwrap_or_else(failed));
            go("/")
        }
        _ => page(StatusCode::NOT_FOUND, "Das gibt es hier nicht.".to_owned()),
    }
}

/// Carries an order out. Blocks.
fn act(house: &House, path: &str, form: &Fields, officer: &Officer) -> Said {
    let (Some(release), Some(known)) = (form.parsed::<ReleaseId>("release"), form.parsed("generation"))
    else {
        return Said::Nothing(
            "Es ist nichts geschehen. Sehen Sie nach, wie es um die Meldung steht.".to_owned(),
        );
    };
    let actor = officer.name.as_str();
    let done = match path {
        // Whatever has changed meanwhile, who stops means it.
        "/anhalten" => {
            house.order_release(release, OrderBody::plain(Order::Stop), actor).map(|report| stopped(&report))
        }
        "/foto-zurueckhalten" => standing::hold_photos(house, release, actor)
            .map(|()| "Das Foto wartet. Am PC lässt es sich neu einplanen.".to_owned()),
        _ => match wanted(form) {
            Ok(to) => house
                .postpone(release, to, Some(known), actor)
                .map(|()| format!("Verschoben auf {}.", CivilTime::from_instant(to, DEFAULT_ZONE).full())),
            Err(error) => return Said::Nothing(format!("{error} {}", error.next_step())),
        },
    };
    done.map_or_else(Said::from, Said::Done)
}

/// What a stop has done: it came too late for what was public already.
fn stopped(report: &Report) -> String {
    let is_public = |item: &ItemReport| {
        item.item.kind == ItemKind::Text
            && item.first_public_at.is_some()
            && item.clearance == Clearance::Cleared
    };
    if report.items.iter().any(is_public) {
        "Die Meldung ist schon öffentlich. Was noch gesperrt war, ist angehalten.".to_owned()
    } else {
        "Angehalten. Nichts davon wird öffentlich, bis es am PC neu eingeplant ist.".to_owned()
    }
}

/// The time of the button, or else the typed one.
fn wanted(form: &Fields) -> Result<DateTime<Utc>, CivilTimeError> {
    let text =
        form.get("to").filter(|text| !text.is_empty()).or_else(|| form.get("typed")).unwrap_or_default();
    CivilTime::parse(text, DEFAULT_ZONE, None).map(|time| time.utc)
}

async fn sign_in(booth: &Arc<Booth>, parts: &Parts, form: &Fields) -> Response {
    let (name, password) = (form.get("name").unwrap_or_default(), form.get("password").unwrap_or_default());
    let (house, name) = (Arc::clone(&booth.house), name.trim());
    let client =
        parts.extensions.get::<Client>().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |client| client.0);
    let known = device(&house.keys, name, cookies(parts));
    if let Err(wait) = booth.attempts.count(client, name, known) {
        log::refused(client, "phone.too_many", StatusCode::TOO_MANY_REQUESTS.as_u16(), "");
        return too_many(booth, name, wait);
    }
    let now = house.clock.now().boottime;
    match booth.sessions.enter(house, name.to_owned(), password.trim().to_owned(), now).await {
        Entry::In(cookie) => {
            let mut response = go("/");
            answer::set(&mut response, header::SET_COOKIE, &cookie);
            if known.is_none()
                && let Ok(cookie) = HeaderValue::from_str(&device_cookie(&booth.house.keys, name))
            {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            response
        }
        Entry::Wrong => {
            log::refused(client, "phone.wrong", StatusCode::FORBIDDEN.as_u16(), "");
            let fault =
                "Name oder Passwort stimmt nicht. Ein neues Passwort stellt aus, wer den Newsroom betreibt.";
            sign_in_page(booth, StatusCode::FORBIDDEN, name, Some(fault))
        }
        Entry::Busy => {
            let fault = "Gerade melden sich zu viele an. Versuchen Sie es in einer Minute noch einmal.";
            sign_in_page(booth, StatusCode::SERVICE_UNAVAILABLE, name, Some(fault))
        }
    }
}

fn too_many(booth: &Booth, name: &str, wait: Duration) -> Response {
    let seconds = wait.as_secs() + 1;
    let fault = format!(
        "Zu viele Versuche. Der nächste geht in {seconds} Sekunden. Auf einem Telefon, auf dem Sie hier schon angemeldet waren, \
         geht es gleich; anhalten können Sie auch am PC."
    );
    let mut response = sign_in_page(booth, StatusCode::TOO_MANY_REQUESTS, name, Some(&fault));
    answer::set(&mut response, header::RETRY_AFTER, &seconds.to_string());
    response
}

fn cookies(parts: &Parts) -> impl Iterator<Item = &str> {
    parts.headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok())
}

/// Whose session it is; somebody who was removed meanwhile has none.
async fn signed_in(booth: &Arc<Booth>, parts: &Parts) -> Option<(Session, Officer)> {
    let session = booth.sessions.of(cookies(parts), booth.house.clock.now().boottime)?;
    let (house, name) = (Arc::clone(&booth.house), session.name.clone());
    let officers = tokio::task::spawn_blocking(move || house.officers()).await.ok()?.ok()?;
    let row =
        officers.into_iter().find(|row| row.officer.name == name && row.password == session.password)?;
    Some((session, row.officer))
}

fn sign_in_page(booth: &Booth, status: StatusCode, name: &str, fault: Option<&str>) -> Response {
    made(status, booth.look.sign_in(SITE, name, fault))
}

fn standing_page(booth: &Booth, session: &Session, officer: &Officer) -> Response {
    let said = booth.sessions.said(session);
    let standing = standing::of(&booth.house, &officer.name, &session.form, said);
    made(StatusCode::OK, booth.look.standing(&standing))
}

async fn journal_page(booth: &Arc<Booth>, officer: &Officer) -> Response {
    let house = Arc::clone(&booth.house);
    let lines = tokio::task::spawn_blocking(move || standing::journal(&house)).await;
    match lines {
        Ok(Ok(lines)) => made(StatusCode::OK, booth.look.journal(SITE, &officer.name, lines)),
        _ => {
            page(StatusCode::INTERNAL_SERVER_ERROR, "Das Protokoll lässt sich gerade nicht lesen.".to_owned())
        }
    }
}

fn made(status: StatusCode, html: Result<String, sperrfrist_page::PageError>) -> Response {
    match html {
        Ok(html) => page(status, html),
        Err(_) => page(StatusCode::INTERNAL_SERVER_ERROR, "Die Seite ist fehlerhaft.".to_owned()),
    }
}

fn page(status: StatusCode, html: String) -> Response {
    answer::answer(status, HTML, Keeping::Never, Bytes::from(html))
}

/// Elsewhere, by GET (RFC 9110, section 15.4.4).
fn go(path: &'static str) -> Response {
    let mut response = answer::bare(StatusCode::SEE_OTHER, Keeping::Never);
    answer::set(&mut response, header::LOCATION, path);
    response
}

/// What was filled in.
#[derive(Debug, Default)]
struct Fields(Vec<(String, String)>);

impl Fields {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn parsed<T: FromStr>(&self, name: &str) -> Option<T> {
        self.get(name)?.parse().ok()
    }
}

/// A form that is too large or too slow is an empty one.
async fn read(body: Body) -> Fields {
    let bytes = tokio::time::timeout(super::ORDER_PATIENCE, axum::body::to_bytes(body, MAX_FORM)).await;
    let bytes = bytes.ok().and_then(Result::ok).unwrap_or_default();
    Fields(form_urlencoded::parse(&bytes).into_owned().collect())
}
