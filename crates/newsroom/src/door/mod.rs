//! The door: HTTP in, HTTP out. Officers by `/api/`, everyone else by everything else; the keeper and the phone
//! have one apart.

mod answer;
mod conditional;
mod keeper;
mod officer;
mod phone;
mod public;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::Response;

pub(crate) use keeper::keeper_router;
pub(crate) use phone::phone_router;

use crate::newsroom::House;

/// Until an order has arrived.
const ORDER_PATIENCE: Duration = Duration::from_secs(15);

/// The whole service. There is one way in, so that no route answers by itself.
pub(crate) fn router(house: Arc<House>) -> Router {
    Router::new().fallback(enter).with_state(house)
}

async fn enter(State(house): State<Arc<House>>, request: Request) -> Response {
    if request.uri().path().starts_with("/api/") {
        officer::answer(house, request).await
    } else {
        let (parts, _) = request.into_parts();
        public::answer(house, &parts).await
    }
}

/// For the public, when it asks more often than it may; the same whatever was asked for.
pub(crate) fn too_many(wait: Duration) -> Response {
    let mut response = answer::bare(StatusCode::TOO_MANY_REQUESTS, answer::Keeping::Never);
    answer::set(&mut response, header::RETRY_AFTER, &seconds(wait).to_string());
    response
}

/// Whole seconds, rounded up (RFC 9110, section 10.2.3).
fn seconds(wait: Duration) -> u64 {
    wait.as_secs() + 1
}
