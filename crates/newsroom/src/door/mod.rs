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
