//! Conditional and range requests (RFC 9110, sections 13 and 14), of what is public.

use std::ops::RangeInclusive;

use axum::http::HeaderMap;
use axum::http::header;

/// Whether the asker has it already: `If-None-Match`, compared weakly as section 13.1.2 says.
pub(super) fn has_it(headers: &HeaderMap, etag: &str) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == etag)
}

/// What part of a body is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Whole,
    /// Offsets of the first and the last byte.
    Part(RangeInclusive<usize>),
    Unsatisfiable,
}

/// Reads `Range`. Anything but one plain range of bytes is answered with the whole, as section 14.2 allows; so
/// is a range of another version (`If-Range`).
pub(super) fn wanted(headers: &HeaderMap, etag: &str, length: usize) -> Wanted {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(range) = text(header::RANGE).and_then(|range| range.strip_prefix("bytes=")) else {
        return Wanted::Whole;
    };
    if headers.contains_key(header::IF_RANGE) && text(header::IF_RANGE) != Some(etag) {
        return Wanted::Whole;
    }
    let Some((first, last)) = range.trim().split_once('-') else { return Wanted::Whole };
    let number = |digits: &str| {
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<usize>().ok()).flatten()
    };
    match (first, last) {
        ("", suffix) => match number(suffix) {
            Some(0) => Wanted::Unsatisfiable,
            Some(_) if length == 0 => Wanted::Unsatisfiable,
            Some(count) => Wanted::Part(length.saturating_sub(count)..=length - 1),
            None => Wanted::Whole,
        },
        (first, last) => {
            let last = if last.is_empty() { Some(usize::MAX) } else { number(last) };
            match (number(first), last) {
                (Some(first), Some(last)) if first > last => Wanted::Whole,
                (Some(first), Some(_)) if first >= length => Wanted::Unsatisfiable,
                (Some(first), Some(last)) => Wanted::Part(first..=last.min(length - 1)),
                _ => Wanted::Whole,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn range(value: &'static str, length: usize) -> Wanted {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, HeaderValue::from_static(value));
        wanted(&headers, "\"a\"", length)
    }

    #[test]
    fn one_plain_range_is_served_and_anything_odd_gets_the_whole() {
        assert_eq!(range("bytes=0-0", 10), Wanted::Part(0..=0));
        assert_eq!(range("bytes=4-", 10), Wanted::Part(4..=9));
        assert_eq!(range("bytes=4-99", 10), Wanted::Part(4..=9));
        assert_eq!(range("bytes=-3", 10), Wanted::Part(7..=9));
        assert_eq!(range("bytes=-99", 10), Wanted::Part(0..=9));
        for odd in ["bytes=5-4", "bytes=a-", "bytes=", "bytes=1", "bytes=0-1,3-4", "items=0-1", "bytes=--1"] {
            assert_eq!(range(odd, 10), Wanted::Whole, "{odd}");
        }
        for beyond in ["bytes=10-", "bytes=-0", "bytes=99-100"] {
            assert_eq!(range(beyond, 10), Wanted::Unsatisfiable, "{beyond}");
        }
        assert_eq!(range("bytes=-1", 0), Wanted::Unsatisfiable);
    }

    #[test]
    fn a_range_of_another_version_gets_the_whole() {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, HeaderValue::from_static("bytes=0-1"));
        headers.insert(header::IF_RANGE, HeaderValue::from_static("\"b\""));
        assert_eq!(wanted(&headers, "\"a\"", 10), Wanted::Whole);
        assert_eq!(wanted(&headers, "\"b\"", 10), Wanted::Part(0..=1));
    }

    #[test]
    fn a_known_version_is_recognised_also_in_a_list_and_when_called_weak() {
        let has = |value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::IF_NONE_MATCH, HeaderValue::from_static(value));
            has_it(&headers, "\"a\"")
        };
        assert!(has("\"a\"") && has("W/\"a\"") && has("\"b\", \"a\"") && has("*"));
        assert!(!has("\"b\"") && !has("a") && !has(""));
    }
}
