//! What a desk may ask for, with its token. JSON in the shapes of `seal::answer`.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use sperrfrist_release::ReleaseId;
use sperrfrist_seal::answer::Order;
use sperrfrist_seal::package::MEDIA_TYPE;
use sperrfrist_seal::{DeskId, ItemId, OfficeKey, Signature, SignedTime, is_nonce, is_recipient};

use super::ORDER_PATIENCE;
use super::answer::{self, Keeping};
use crate::auth;
use crate::intake::Received;
use crate::log;
use crate::newsroom::House;
use crate::officers::Officer;
use crate::orders::OrderBody;
use crate::refusal::Denied;
use crate::serve::Client;

/// The largest package, in bytes.
const MAX_PACKAGE: usize = 256 * 1024 * 1024;
/// The largest order, in bytes.
const MAX_ORDER: usize = 64 * 1024;
/// The largest envelope with the office's key, in bytes.
const MAX_OFFICE_KEY: usize = 128 * 1024;
/// Until a package has arrived.
const PACKAGE_PATIENCE: Duration = Duration::from_secs(300);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DeskBody {
    key: DeskId,
    /// Its age recipient.
    recipient: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ApprovalBody {
    generation: u64,
    signature: Signature,
}

/// Answers a request of a desk.
pub(super) async fn answer(house: Arc<House>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let client =
        parts.extensions.get::<Client>().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |client| client.0);
    let (answered, actor) = match admitted(&house, &parts.headers).await {
        Ok(who) => {
            let actor = who.officer.name.clone();
            (route(Arc::clone(&house), who, &parts.method, &parts.uri, &parts.headers, body).await, actor)
        }
        Err(denied) => (Err(denied), String::new()),
    };
    answered.unwrap_or_else(|denied| {
        // A good token is never counted, so a desk behind the same address is not kept out.
        let too_many = denied.status == StatusCode::UNAUTHORIZED && house.failures.count(client).is_err();
        let denied = if too_many { Denied::too_many() } else { denied };
        log::refused(client, &denied.refusal.code, denied.status.as_u16(), &actor);
        let mut response = json(denied.status, &denied.refusal);
        match denied.status {
            StatusCode::UNAUTHORIZED => answer::set(&mut response, header::WWW_AUTHENTICATE, "Bearer"),
            StatusCode::TOO_MANY_REQUESTS => answer::set(&mut response, header::RETRY_AFTER, "1"),
            _ => {}
        }
        response
    })
}

/// Who speaks.
struct Admitted {
    token: String,
    officer: Officer,
}

async fn admitted(house: &Arc<House>, headers: &HeaderMap) -> Result<Admitted, Denied> {
    let presented = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = auth::bearer(presented).ok_or_else(Denied::no_token)?.to_owned();
    let officer = still_admitted(house, &token).await?;
    Ok(Admitted { token, officer })
}

/// Whose token it is, if it is good at this moment. A body may take minutes to arrive, so it is asked again after that.
async fn still_admitted(house: &Arc<House>, token: &str) -> Result<Officer, Denied> {
    let token = token.to_owned();
    blocking(house, move |house| Ok(house.admit(&token)?)).await?.ok_or_else(Denied::no_token)
}

async fn route(
    house: Arc<House>,
    Admitted { token, officer }: Admitted,
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    body: Body,
) -> Result<Response, Denied> {
    let segments: Vec<&str> = uri.path().trim_start_matches('/').split('/').collect();
    match (method.as_str(), segments.as_slice()) {
        ("POST", ["api", "desks"]) => {
            let bytes = read(headers, body, MAX_ORDER, ORDER_PATIENCE).await?;
            let DeskBody { key, recipient } =
                serde_json::from_slice(&bytes).map_err(|_| Denied::no_such_way())?;
            if !recipient.as_deref().is_none_or(is_recipient) {
                return Err(Denied::no_such_way());
            }
            still_admitted(&house, &token).await?;
            let newsroom =
                blocking(&house, move |house| house.register(&token, key, recipient.as_deref())).await?;
            Ok(json(StatusCode::OK, &newsroom))
        }
        ("PUT", ["api", "items", item]) => {
            let item = item_id(item)?;
            entitled(officer.rights.write, "schreiben")?;
            let package = read(headers, body, MAX_PACKAGE, PACKAGE_PATIENCE).await?;
            let officer = still_admitted(&house, &token).await?;
            entitled(officer.rights.write, "schreiben")?;
            let (status, receipt) =
                match blocking(&house, move |house| house.receive(item, &package, &officer)).await? {
                    Received::New(receipt) => (StatusCode::CREATED, receipt),
                    Received::Again(receipt) => (StatusCode::OK, receipt),
                };
            Ok(json(status, &receipt))
        }
        ("POST", ["api", "items", item, "orders"]) => {
            let item = item_id(item)?;
            let ordered = read_order(headers, body).await?;
            let officer = still_admitted(&house, &token).await?;
            let order = move |house: &House| house.order_item(item, ordered, &officer.name);
            Ok(json(StatusCode::OK, &blocking(&house, order).await?))
        }
        ("POST", ["api", "items", item, "approvals"]) => {
            let item = item_id(item)?;
            let bytes = read(headers, body, MAX_ORDER, ORDER_PATIENCE).await?;
            let ApprovalBody { generation, signature } =
                serde_json::from_slice(&bytes).map_err(|_| Denied::no_such_way())?;
            let officer = still_admitted(&house, &token).await?;
            entitled(officer.rights.approve, "freigeben")?;
            let approve = move |house: &House| house.approve(item, generation, signature, &officer);
            Ok(json(StatusCode::OK, &blocking(&house, approve).await?))
        }
        ("GET", ["api", "items", item]) => {
            let item = item_id(item)?;
            let package = blocking(&house, move |house| house.package(item)).await?;
            Ok(answer::answer(StatusCode::OK, MEDIA_TYPE, Keeping::Never, Bytes::from(package)))
        }
        ("GET", ["api", "items", item, "parts", name]) => {
            let (item, name) = (item_id(item)?, (*name).to_owned());
            house.latch().await;
            let part = blocking(&house, move |house| house.public_part(item, &name)).await?;
            Ok(answer::answer(StatusCode::OK, "application/octet-stream", Keeping::Never, Bytes::from(part)))
        }
        ("POST", ["api", "releases", release, "orders"]) => {
            let release = release_id(release)?;
            let ordered = read_order(headers, body).await?;
            let officer = still_admitted(&house, &token).await?;
            entitled(ordered.order != Order::Signal || officer.rights.approve, "freigeben")?;
            entitled(ordered.order != Order::Delete || officer.rights.manage, "verwalten")?;
            let order = move |house: &House| house.order_release(release, ordered, &officer.name);
            Ok(json(StatusCode::OK, &blocking(&house, order).await?))
        }
        ("GET", ["api", "releases", release]) => {
            let release = release_id(release)?;
            Ok(json(StatusCode::OK, &house.report(release)?))
        }
        ("GET", ["api", "releases"]) => {
            let reports = blocking(&house, |house| Ok(house.reports())).await?;
            Ok(json(StatusCode::OK, &reports))
        }
        ("GET", ["api", "office"]) => {
            let office = blocking(&house, move |house| house.office(&officer)).await?;
            Ok(json(StatusCode::OK, &office))
        }
        ("PUT", ["api", "office", "key"]) => {
            entitled(officer.rights.write, "schreiben")?;
            let bytes = read(headers, body, MAX_OFFICE_KEY, ORDER_PATIENCE).await?;
            let key: OfficeKey = serde_json::from_slice(&bytes).map_err(|_| Denied::no_such_way())?;
            let officer = still_admitted(&house, &token).await?;
            entitled(officer.rights.write, "schreiben")?;
            let office = blocking(&house, move |house| house.put_office_key(&key, &officer)).await?;
            Ok(json(StatusCode::OK, &office))
        }
        ("GET", ["api", "time"]) => {
            let nonce = uri.query().and_then(|query| query.strip_prefix("nonce="));
            let nonce = nonce.filter(|nonce| is_nonce(nonce)).ok_or_else(Denied::no_such_way)?;
            Ok(json(StatusCode::OK, &SignedTime::new(house.time(), nonce, &house.keys)))
        }
        _ => Err(Denied::no_such_way()),
    }
}

fn entitled(is_entitled: bool, right: &str) -> Result<(), Denied> {
    if is_entitled { Ok(()) } else { Err(Denied::not_entitled(right)) }
}

fn item_id(text: &str) -> Result<ItemId, Denied> {
    text.parse().map_err(|_| Denied::nothing_held())
}

fn release_id(text: &str) -> Result<ReleaseId, Denied> {
    text.parse().map_err(|_| Denied::nothing_held())
}

async fn read_order(headers: &HeaderMap, body: Body) -> Result<OrderBody, Denied> {
    let bytes = read(headers, body, MAX_ORDER, ORDER_PATIENCE).await?;
    serde_json::from_slice(&bytes).map_err(|_| Denied::no_such_way())
}

/// Reads a body whole, up to a size and for a while.
async fn read(headers: &HeaderMap, body: Body, most: usize, patience: Duration) -> Result<Bytes, Denied> {
    let announced = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    if announced.is_some_and(|length: u64| length > most as u64) {
        return Err(Denied::too_large());
    }
    match tokio::time::timeout(patience, axum::body::to_bytes(body, most)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) => {
            let cause = error.into_inner();
            let limit = cause.downcast_ref::<http_body_util::LengthLimitError>().is_some();
            Err(if limit { Denied::too_large() } else { Denied::too_slow() })
        }
        Err(_) => Err(Denied::too_slow()),
    }
}

/// Work that waits for the disk, off the threads that answer.
async fn blocking<T: Send + 'static>(
    house: &Arc<House>,
    work: impl FnOnce(&House) -> Result<T, Denied> + Send + 'static,
) -> Result<T, Denied> {
    let house = Arc::clone(house);
    tokio::task::spawn_blocking(move || work(&house)).await.unwrap_or_else(|_| {
        Err(Denied::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "newsroom.fault",
            "Im Newsroom ist ein Fehler aufgetreten.",
            "Fragen Sie den Stand ab, bevor Sie noch einmal senden.",
        ))
    })
}

fn json<T: Serialize>(status: StatusCode, value: &T) -> Response {
    let bytes = serde_json::to_vec(value).expect("answers are plain data");
    answer::answer(status, "application/json", Keeping::Never, Bytes::from(bytes))
}
