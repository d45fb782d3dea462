//! Tokens ([`sperrfrist_seal::Pairing`]): shown once, kept as SHA-256.

/// The name of the kept digest that is the presented one. Every digest is looked at to its end, so that the time
/// taken says nothing.
pub(crate) fn equal<'a>(kept: &'a [(String, String)], presented: &str) -> Option<&'a str> {
    let mut found = None;
    for (name, digest) in kept {
        let mut differs = u8::from(digest.len() != presented.len());
        for (a, b) in digest.bytes().zip(presented.bytes()) {
            differs |= a ^ b;
        }
        if std::hint::black_box(differs) == 0 {
            found = Some(name.as_str());
        }
    }
    found
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
        let kept =
            [("eins", "aa"), ("zwei", "bb")].map(|(name, digest)| (name.to_owned(), digest.to_owned()));
        assert_eq!(equal(&kept, "bb"), Some("zwei"));
        for other in ["b", "bbb", "ab", ""] {
            assert_eq!(equal(&kept, other), None, "{other}");
        }
        assert_eq!(equal(&[], "bb"), None);
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
