//! The newsroom as a channel: takes packages ahead of time, and opens them by itself.

use std::time::Duration;

use reqwest::Url;
use reqwest::blocking::{Client, RequestBuilder};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::{ChannelError, http};

/// For an upload of the largest photo over a slow line.
const PATIENCE: Duration = Duration::from_secs(120);
/// For a question whose answer grows old on its way.
const TIME_PATIENCE: Duration = Duration::from_secs(5);
/// Media type of a package, as `seal` names it.
const PACKAGE: &str = "application/vnd.sperrfrist.package";

/// A newsroom and the token it knows us by.
#[derive(Clone)]
pub struct Newsroom {
    base: Url,
    token: String,
    client: Client,
}

#[derive(Serialize)]
struct DeskBody<'a> {
    key: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    recipient: Option<&'a str>,
}

#[derive(Serialize)]
struct ApprovalBody<S> {
    generation: u64,
    signature: S,
}

#[derive(Serialize)]
struct OrderBody<'a, O> {
    order: O,
    #[serde(skip_serializing_if = "Option::is_none")]
    generation: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tombstone: Option<&'a str>,
}

#[derive(Serialize)]
struct LaterBody<O, T> {
    order: O,
    #[serde(skip_serializing_if = "Option::is_none")]
    generation: Option<u64>,
    to: T,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Refusal {
    code: String,
    sentence: String,
    next_step: String,
}

impl std::fmt::Debug for Newsroom {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Newsroom").field("base", &self.base.as_str()).finish_non_exhaustive()
    }
}

impl Newsroom {
    /// `base_url` is `https://newsroom.example`, or plain `http` on this very machine.
    ///
    /// # Errors
    /// [`ChannelError::Address`], [`ChannelError::Unencrypted`], [`ChannelError::TokenForm`],
    /// [`ChannelError::Tls`]; nothing is sent.
    pub fn new(base_url: &str, token: &str) -> Result<Self, ChannelError> {
        let no_address = || ChannelError::Address { address: base_url.to_owned() };
        let base = Url::parse(base_url.trim()).map_err(|_| no_address())?;
        if base.host_str().is_none() || !matches!(base.scheme(), "http" | "https") {
            return Err(no_address());
        }
        if base.scheme() == "http" && !http::is_loopback(&base) {
            return Err(ChannelError::Unencrypted { host: http::host(&base) });
        }
        let token = token.trim();
        if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(ChannelError::TokenForm);
        }
        let client = http::client(&base, PATIENCE)?;
        Ok(Self { base, token: token.to_owned(), client })
    }

    /// The address of the newsroom, without a slash at its end.
    #[must_use]
    pub fn base_url(&self) -> &str {
        self.base.as_str().trim_end_matches('/')
    }

    /// Tells the newsroom the public key of this desk. The answer is `seal::NewsroomId`, to be held against the
    /// fingerprint of the pairing line.
    ///
    /// # Errors
    /// [`ChannelError`].
    pub fn introduce<T: DeserializeOwned>(&self, key: &str) -> Result<T, ChannelError> {
        self.post(&["desks"], &DeskBody { key, recipient: None })
    }

    /// The same with the age recipient of the seat, so that others of the office can propose something to it.
    ///
    /// # Errors
    /// [`ChannelError`].
    pub fn introduce_seat<T: DeserializeOwned>(&self, key: &str, recipient: &str) -> Result<T, ChannelError> {
        self.post(&["desks"], &DeskBody { key, recipient: Some(recipient) })
    }

    /// Who sits here, and whom else the office has (`seal::answer::Office`).
    ///
    /// # Errors
    /// [`ChannelError`].
    pub fn office<T: DeserializeOwned>(&self) -> Result<T, ChannelError> {
        self.send(self.client.get(self.url(&["office"])))
    }

    /// The same for whoever asks by itself: one that does not answer soon must not hold up what else is to be done.
    ///
    /// # Errors
    /// [`ChannelError`].
    pub fn office_soon<T: DeserializeOwned>(&self) -> Result<T, ChannelError> {
        self.send(self.client.get(self.url(&["office"])).timeout(TIME_PATIENCE))
    }

    /// Hands over the next envelope with the office's key (`seal::OfficeKey`). The answer is `seal::answer::Office`.
    ///
    /// # Errors
    /// [`ChannelError`]; [`ChannelError::Refused`] with 409 where another desk was first.
    pub fn put_office_key<T: DeserializeOwned>(&self, key: impl Serialize) -> Result<T, ChannelError> {
        let body = serde_json::to_vec(&key).expect("a key is plain data");
        let request =
            self.client.put(self.url(&["office", "key"])).header("content-type", "application/json");
        self.send(request.timeout(TIME_PATIENCE).body(body))
    }

    /// Everything the newsroom holds (a list of `seal::answer::Report`).
    ///
    /// # Errors
    /// [`ChannelError`].
    pub fn reports<T: DeserializeOwned>(&self) -> Result<T, ChannelError> {
        self.send(self.client.get(self.url(&["releases"])))
    }

    /// The package of an item as it is held, sealed.
    ///
    /// # Errors
    /// [`ChannelError`].
    pub fn package(&self, item: &str) -> Result<Vec<u8>, ChannelError> {
        self.fetch(self.client.get(self.url(&["items", item])), PACKAGE).map(|body| body.as_ref().to_vec())
    }

    /// A part of the package of an item that is public, opened by the newsroom.
    ///
    /// # Errors
    /// [`ChannelError`].
    pub fn public_part(&self, item: &str, part: &str) -> Result<Vec<u8>, ChannelError> {
        let request = self.client.get(self.url(&["items", item, "parts", part]));
        self.fetch(request, "application/octet-stream").map(|body| body.as_ref().to_vec())
    }

    /// Hands over a second signature (`seal::Signature`) under what is proposed. The answer is `seal::answer::Report`.
    ///
    /// # Errors
    /// [`ChannelError`].
    pub fn approve<T: DeserializeOwned>(
        &self,
        item: &str,
        generation: u64,
        signature: impl Serialize,
    ) -> Result<T, ChannelError> {
        self.post(&["items", item, "approvals"], &ApprovalBody { generation, signature })
    }

    /// Hands over the package of one item (`seal::ItemId` as text). The answer is `seal::answer::Receipt`.
    ///
    /// # Errors
    /// [`ChannelError`]. After [`ChannelError::Unknown`] the same package may be sent again.
    pub fn put<T: DeserializeOwned>(&self, item: &str, package: &[u8]) -> Result<T, ChannelError> {
        let request = self.client.put(self.url(&["items", item])).header("content-type", PACKAGE);
        self.send(request.body(package.to_vec()))
    }

    /// Orders something for a whole release: `stop`, `signal`, `withdraw` or `delete`. `generation` is the highest one
    /// that the sender knows of this release; what is newer is left alone. The answer is
    /// `seal::answer::Report`.
    ///
    /// # Errors
    /// [`ChannelError`].
    pub fn order<T: DeserializeOwned>(
        &self,
        release: &str,
        order: impl Serialize,
        generation: Option<u64>,
    ) -> Result<T, ChannelError> {
        self.order_saying(release, order, generation, None)
    }

    /// The same with what is to be said where the release was; it goes with `withdraw` alone.
    ///
    /// # Errors
    /// [`ChannelError`].
    pub fn order_saying<T: DeserializeOwned>(
        &self,
        release: &str,
        order: impl Serialize,
        generation: Option<u64>,
        tombstone: Option<&str>,
    ) -> Result<T, ChannelError> {
        self.send_order(&["releases", release, "orders"], &OrderBody { order, generation, tombstone })
    }

    /// Orders `postpone`: what of the release is not public yet moves to a later time, and never to an earlier one. The
    /// answer is `seal::answer::Report`.
    ///
    /// # Errors
    /// [`ChannelError`].
    pub fn order_later<T: DeserializeOwned>(
        &self,
        release: &str,
        order: impl Serialize,
        generation: Option<u64>,
        to: impl Serialize,
    ) -> Result<T, ChannelError> {
        self.send_order(&["releases", release, "orders"], &LaterBody { order, generation, to })
    }

    /// Orders something for one item: `hold`. The answer is `seal::answer::Report`.
    ///
    /// # Errors
    /// [`ChannelError`].
    pub fn order_item<T: DeserializeOwned>(
        &self,
        item: &str,
        order: impl Serialize,
        generation: Option<u64>,
    ) -> Result<T, ChannelError> {
        let tombstone = None;
        self.send_order(&["items", item, "orders"], &OrderBody { order, generation, tombstone })
    }

    /// Everything the newsroom knows of a release (`seal::answer::Report`); `None` where it holds nothing.
    ///
    /// # Errors
    /// [`ChannelError`].
    pub fn report<T: DeserializeOwned>(&self, release: &str) -> Result<Option<T>, ChannelError> {
        match self.send(self.client.get(self.url(&["releases", release]))) {
            Ok(report) => Ok(Some(report)),
            Err(ChannelError::Refused { status: 404, .. }) => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// The newsroom's clock (`seal::SignedTime`), signed for this nonce: 32 hexadecimal digits.
    ///
    /// # Errors
    /// [`ChannelError`].
    pub fn time<T: DeserializeOwned>(&self, nonce: &str) -> Result<T, ChannelError> {
        let mut url = self.url(&["time"]);
        url.query_pairs_mut().append_pair("nonce", nonce);
        self.send(self.client.get(url).timeout(TIME_PATIENCE))
    }

    fn send_order<T: DeserializeOwned>(
        &self,
        path: &[&str],
        order: &impl Serialize,
    ) -> Result<T, ChannelError> {
        let body = serde_json::to_vec(order).expect("an order is plain data");
        self.send(self.client.post(self.url(path)).header("content-type", "application/json").body(body))
    }

    fn post<T: DeserializeOwned>(&self, path: &[&str], body: &impl Serialize) -> Result<T, ChannelError> {
        let body = serde_json::to_vec(body).expect("plain data");
        self.send(self.client.post(self.url(path)).header("content-type", "application/json").body(body))
    }

    /// `/api/…` under the base address, each part of the path escaped.
    fn url(&self, path: &[&str]) -> Url {
        let mut url = self.base.clone();
        url.path_segments_mut()
            .expect("an address with a host has a path")
            .pop_if_empty()
            .push("api")
            .extend(path);
        url
    }

    fn send<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<T, ChannelError> {
        let body = self.fetch(request, "application/json")?;
        let host = http::host(&self.base);
        serde_json::from_slice(body.as_ref()).map_err(|_| ChannelError::NotANewsroom { host, status: 200 })
    }

    /// The body of an answer of this media type.
    fn fetch(
        &self,
        request: RequestBuilder,
        media_type: &str,
    ) -> Result<impl AsRef<[u8]> + use<>, ChannelError> {
        let host = http::host(&self.base);
        let response = request
            .header("authorization", format!("Bearer {}", self.token))
            .header("accept", "application/json")
            .send()
            .map_err(|cause| http::failed(&host, cause))?;
        let status = response.status();
        let kind = http::header(&response, "content-type");
        let json = kind.starts_with("application/json");
        let wanted = kind.starts_with(media_type);
        let body = response.bytes().map_err(|cause| http::failed(&host, cause))?;
        let not_a_newsroom = || ChannelError::NotANewsroom { host: host.clone(), status: status.as_u16() };
        if status.is_success() && wanted {
            return Ok(body);
        }
        match (status.as_u16(), serde_json::from_slice::<Refusal>(&body)) {
            (401, _) => Err(ChannelError::WrongToken { host }),
            (status, Ok(refusal)) if json && status >= 400 => Err(ChannelError::Refused {
                status,
                code: refusal.code,
                sentence: refusal.sentence,
                next_step: refusal.next_step,
            }),
            (413, _) => Err(ChannelError::TooLarge { host }),
            _ => Err(not_a_newsroom()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gesperrtes_goes_out_encrypted_or_stays_on_this_machine() {
        let code = |url: &str| Newsroom::new(url, "token").map(|_| ()).map_err(|e| e.code().to_owned());
        assert_eq!(code("http://127.0.0.1:8080"), Ok(()));
        assert_eq!(code("http://[::1]:8080/"), Ok(()));
        assert_eq!(code("http://newsroom.example"), Err("channel.unencrypted".into()));
        assert_eq!(code("http://127.0.0.1.example"), Err("channel.unencrypted".into()));
        for nonsense in ["newsroom.example", "ftp://newsroom.example", "", "data:text/plain,x"] {
            assert_eq!(code(nonsense), Err("channel.address".into()), "{nonsense}");
        }
    }

    #[test]
    fn a_token_of_two_lines_is_refused_before_anything_is_sent() {
        assert_eq!(
            Newsroom::new("http://127.0.0.1:1", "a\nb").expect_err("two lines").code(),
            "channel.token_form"
        );
    }

    #[test]
    fn the_path_is_escaped_under_the_base() {
        let newsroom = Newsroom::new("http://127.0.0.1:8080/presse/", "token").expect("an address");
        assert_eq!(
            newsroom.url(&["items", "a/../b"]).as_str(),
            "http://127.0.0.1:8080/presse/api/items/a%2F..%2Fb"
        );
    }

    #[test]
    fn the_token_is_not_told_to_logs() {
        let newsroom = Newsroom::new("http://127.0.0.1:8080", "geheim").expect("an address");
        assert!(!format!("{newsroom:?}").contains("geheim"));
    }
}
