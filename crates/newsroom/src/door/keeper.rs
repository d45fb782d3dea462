//! The keeper's door, on an address of its own: how the newsroom is. It tells that something is sealed, so it must never
//! be the public's.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::response::Response;

use super::answer::{Keeping, answer};
use crate::newsroom::House;

/// The whole service.
pub(crate) fn keeper_router(house: Arc<House>) -> Router {
    Router::new().fallback(enter).with_state(house)
}

async fn enter(State(house): State<Arc<House>>, request: Request) -> Response {
    let is_asking = matches!(*request.method(), Method::GET | Method::HEAD);
    let (status, text) = match request.uri().path() {
        "/healthz" if is_asking => match house.health().faults() {
            faults if faults.is_empty() => (StatusCode::OK, "in Ordnung\n".to_owned()),
            faults => (StatusCode::SERVICE_UNAVAILABLE, faults.join("\n") + "\n"),
        },
        "/metrics" if is_asking => (StatusCode::OK, house.health().to_metrics()),
        _ => (StatusCode::NOT_FOUND, "Hier gibt es /healthz und /metrics.\n".to_owned()),
    };
    answer(status, "text/plain; version=0.0.4; charset=utf-8", Keeping::Never, Bytes::from(text))
}
