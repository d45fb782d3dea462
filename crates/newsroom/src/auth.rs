//! Tokens ([`sperrfrist_seal::Pairing`]): shown once, kept as SHA-256.

/// Whether one of the kept digests is the presented one. Every digest is looked at to its end, so that the
/// time taken says nothing.
pub(crate) fn any_equal<'a>(kept: impl Iterator<Item = &'a String>, presented: &str) -> bool {
    let mut found = 0u8;
    for digest in kept {
        let mut differs = u8::from(digest.len() != presented.len());
        for (a, b) in digest.bytes().zip(presented.bytes()) {
            differs |= a ^ b;
        }
        found |= u8::from(std::hint::black_box(differs) == 0);
    }
    found == 1
}

/// The token of an `Authorization: Bearer` header (RFC 6750, section 2.1).
pub(crate) fn bearer(header: Option<&str>) -> Option<&str> {
    let (scheme, token) = header?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim()).filter(|token| !token.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_digest_is_equal() {
        let kept = ["aa".to_owned(), "bb".to_owned()];
        assert!(any_equal(kept.iter(), "bb"));
        for other in ["b", "bbb", "ab", ""] {
            assert!(!any_equal(kept.iter(), other), "{other}");
        }
        assert!(!any_equal([].iter(), "bb"));
    }

    #[test]
    fn the_token_stands_behind_bearer() {
        assert_eq!(bearer(Some("Bearer abc")), Some("abc"));
        assert_eq!(bearer(Some("bearer  abc ")), Some("abc"));
        for header in [None, Some("abc"), Some("Basic abc"), Some("Bearer "), Some("")] {
            assert_eq!(bearer(header), None, "{header:?}");
        }
    }
}
