//! Who asks: the address at the other end of the connection, or the one that a trusted proxy names.

use std::net::IpAddr;

use axum::http::HeaderMap;
use axum::http::header::{FORWARDED, HeaderName};
use ipnet::IpNet;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The address of whoever asks, as an extension of each request. It decides about limits and stands in the log; nothing
/// is shown or hidden by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Client(pub IpAddr);

impl Client {
    /// Goes back from the peer through the proxies that are trusted, to the first address for which none of them vouches.
    /// What anybody else writes into the headers counts for nothing.
    pub(super) fn of(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> Self {
        let is_trusted = |address: &IpAddr| trusted.iter().any(|net| net.contains(address));
        let mut address = peer.to_canonical();
        let mut hops = if trusted.is_empty() { Vec::new() } else { hops(headers) };
        while is_trusted(&address) {
            match hops.pop().flatten() {
                Some(before) => address = before,
                None => break,
            }
        }
        Self(address)
    }
}

/// The addresses that the proxies on the way have noted, the nearest last; `None` for one that cannot be read. Where there
/// is an `X-Forwarded-For`, it alone counts: a proxy that writes the one may pass on the other as it came.
fn hops(headers: &HeaderMap) -> Vec<Option<IpAddr>> {
    let list = |name: &HeaderName| -> Vec<String> {
        let lines = headers.get_all(name).into_iter().filter_map(|line| line.to_str().ok());
        lines.flat_map(|line| line.split(',')).map(|hop| hop.trim().to_owned()).collect()
    };
    let forwarded_for = list(&X_FORWARDED_FOR);
    if !forwarded_for.is_empty() {
        return forwarded_for.iter().map(|hop| address(hop)).collect();
    }
    list(&FORWARDED).iter().map(|hop| address(node(hop)?)).collect()
}

/// The node of `for=` in an element of `Forwarded` (RFC 7239, section 4).
fn node(element: &str) -> Option<&str> {
    let pairs = element.split(';').filter_map(|pair| pair.trim().split_once('='));
    let node = pairs.filter(|(name, _)| name.eq_ignore_ascii_case("for")).map(|(_, node)| node).next()?;
    Some(node.trim_matches('"'))
}

/// `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]`, `[2001:db8::1]:4711`.
fn address(text: &str) -> Option<IpAddr> {
    let bare = match text.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?.0,
        None if text.matches(':').count() == 1 => text.split_once(':')?.0,
        None => text,
    };
    bare.parse::<IpAddr>().ok().map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(peer: &str, lines: &[(HeaderName, &str)], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(name, value.parse().expect("a header"));
        }
        let trusted: Vec<IpNet> = trusted.iter().map(|net| net.parse().expect("a net")).collect();
        Client::of(peer.parse().expect("an address"), &headers, &trusted).0.to_string()
    }

    #[test]
    fn nobody_is_believed_who_is_not_trusted() {
        let claims = [(X_FORWARDED_FOR, "203.0.113.7"), (FORWARDED, "for=203.0.113.8")];
        assert_eq!(of("198.51.100.1", &claims, &[]), "198.51.100.1");
        assert_eq!(of("198.51.100.1", &claims, &["127.0.0.1/32"]), "198.51.100.1");
        assert_eq!(of("::ffff:198.51.100.1", &claims, &[]), "198.51.100.1");
    }

    #[test]
    fn behind_trusted_proxies_the_first_address_that_none_of_them_vouches_for_counts() {
        let trusted = ["127.0.0.0/8", "10.0.0.0/8", "::1/128"];
        for (line, expected) in [
            ("203.0.113.7", "203.0.113.7"),
            ("6.6.6.6, 203.0.113.7", "203.0.113.7"),
            ("6.6.6.6,203.0.113.7, 10.0.0.2", "203.0.113.7"),
            ("203.0.113.7:4711", "203.0.113.7"),
            ("[2001:db8::1]:4711", "2001:db8::1"),
            ("2001:db8::1", "2001:db8::1"),
            ("10.0.0.3, 10.0.0.2", "10.0.0.3"),
            ("203.0.113.7, unknown", "127.0.0.1"),
            ("203.0.113.7, ", "127.0.0.1"),
        ] {
            assert_eq!(of("127.0.0.1", &[(X_FORWARDED_FOR, line)], &trusted), expected, "{line}");
        }
        let two = [(X_FORWARDED_FOR, "6.6.6.6"), (X_FORWARDED_FOR, "203.0.113.7")];
        assert_eq!(of("::1", &two, &trusted), "203.0.113.7");
        assert_eq!(of("::ffff:127.0.0.1", &two, &trusted), "203.0.113.7");
    }

    #[test]
    fn forwarded_counts_only_where_there_is_no_x_forwarded_for() {
        for (line, expected) in [
            ("for=203.0.113.7;proto=https", "203.0.113.7"),
            ("proto=https; For=\"[2001:db8::1]:4711\"", "2001:db8::1"),
            ("for=6.6.6.6, for=203.0.113.7", "203.0.113.7"),
            ("for=_hidden", "127.0.0.1"),
            ("proto=https", "127.0.0.1"),
        ] {
            assert_eq!(of("127.0.0.1", &[(FORWARDED, line)], &["127.0.0.1/32"]), expected, "{line}");
        }
        let both = [(FORWARDED, "for=6.6.6.6"), (X_FORWARDED_FOR, "203.0.113.7")];
        assert_eq!(of("127.0.0.1", &both, &["127.0.0.1/32"]), "203.0.113.7");
    }
}
