//! What a desk may ask for, with its token. JSON in the shapes of `seal::answer`.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use sperrfrist_release::ReleaseId;
use sperrfrist_seal::answer::Order;
use sperrfrist_seal::{DeskId, ItemId, SignedTime, is_nonce};

use super::answer::{self, Keeping};
use crate::auth;
use crate::intake::Received;
use crate::newsroom::House;
use crate::refusal::Denied;

/// The largest package, in bytes.
const MAX_PACKAGE: usize = 256 * 1024 * 1024;
/// The largest order, in bytes.
const MAX_ORDER: usize = 64 * 1024;
/// Until a package has arrived, and an order.
const PACKAGE_PATIENCE: Duration = Duration::from_secs(300);
const ORDER_PATIENCE: Duration = Duration::from_secs(15);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DeskBody {
    key: DeskId,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OrderBody {
    order: Order,
    generation: Option<u64>,
}

/// Answers a request of a desk.
pub(super) async fn answer(house: Arc<House>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let answered = match admitted(&house, &parts.headers).await {
        Ok(who) => route(house, who, &parts.method, &parts.uri, &parts.headers, body).await,
        Err(denied) => Err(denied),
    };
    answered.unwrap_or_else(|denied| {
        let mut response = json(denied.status, &denied.refusal);
        if denied.status == StatusCode::UNAUTHORIZED {
            answer::set(&mut response, header::WWW_AUTHENTICATE, "Bearer");
        }
        response
    })
}

/// Who speaks.
struct Admitted {
    token: String,
    /// Of the token.
    name: String,
}

async fn admitted(house: &Arc<House>, headers: &HeaderMap) -> Result<Admitted, Denied> {
    let presented = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = auth::bearer(presented).ok_or_else(Denied::no_token)?.to_owned();
    let asked = token.clone();
    let name = blocking(house, move |house| Ok(house.name_of(&asked)?)).await?;
    name.map(|name| Admitted { token, name }).ok_or_else(Denied::no_token)
}

async fn route(
    house: Arc<House>,
    Admitted { token, name }: Admitted,
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    body: Body,
) -> Result<Response, Denied> {
    let segments: Vec<&str> = uri.path().trim_start_matches('/').split('/').collect();
    match (method.as_str(), segments.as_slice()) {
        ("POST", ["api", "desks"]) => {
            let bytes = read(headers, body, MAX_ORDER, ORDER_PATIENCE).await?;
            let DeskBody { key } = serde_json::from_slice(&bytes).map_err(|_| Denied::no_such_way())?;
            let newsroom = blocking(&house, move |house| house.register(&token, key)).await?;
            Ok(json(StatusCode::OK, &newsroom))
        }
        ("PUT", ["api", "items", item]) => {
            let item = item_id(item)?;
            let package = read(headers, body, MAX_PACKAGE, PACKAGE_PATIENCE).await?;
            let (status, receipt) =
                match blocking(&house, move |house| house.receive(item, &package, &name)).await? {
                    Received::New(receipt) => (StatusCode::CREATED, receipt),
                    Received::Again(receipt) => (StatusCode::OK, receipt),
                };
            Ok(json(status, &receipt))
        }
        ("POST", ["api", "items", item, "orders"]) => {
            let item = item_id(item)?;
            let OrderBody { order, generation } = read_order(headers, body).await?;
            let report =
                blocking(&house, move |house| house.order_item(item, order, generation, &name)).await?;
            Ok(json(StatusCode::OK, &report))
        }
        ("POST", ["api", "releases", release, "orders"]) => {
            let release = release_id(release)?;
            let OrderBody { order, generation } = read_order(headers, body).await?;
            let report =
                blocking(&house, move |house| house.order_release(release, order, generation, &name)).await?;
            Ok(json(StatusCode::OK, &report))
        }
        ("GET", ["api", "releases", release]) => {
            let release = release_id(release)?;
            Ok(json(StatusCode::OK, &house.report(release)?))
        }
        ("GET", ["api", "time"]) => {
            let nonce = uri.query().and_then(|query| query.strip_prefix("nonce="));
            let nonce = nonce.filter(|nonce| is_nonce(nonce)).ok_or_else(Denied::no_such_way)?;
            Ok(json(StatusCode::OK, &SignedTime::new(house.time(), nonce, &house.keys)))
        }
        _ => Err(Denied::no_such_way()),
    }
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
