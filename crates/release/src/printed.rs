//! What is printed, and the link, the bare words or the markup that it becomes: the same on paper and on a page.

use crate::body::Href;

/// The `tel:` address of a number as printed; `None` where it is no number to be called.
#[must_use]
pub fn telephone(number: &str) -> Option<String> {
    let plain = number.replace("(0)", "");
    let legible = plain.chars().all(|c| c.is_ascii_digit() || "+ \u{a0}()/-–".contains(c));
    let digits: String = plain.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    (legible && digits.len() >= 3 && digits.rfind('+').is_none_or(|at| at == 0))
        .then(|| format!("tel:{digits}"))
}

/// The `mailto:` address; `None` where it could be anything else (RFC 6068 reserves `?`, `&`, `%`).
#[must_use]
pub fn mail(address: &str) -> Option<String> {
    let plain = address.chars().all(|c| c.is_alphanumeric() || ".-_+@".contains(c));
    let (local, domain) = address.split_once('@')?;
    (plain && !local.is_empty() && domain.contains('.') && !domain.contains('@'))
        .then(|| format!("mailto:{address}"))
}

/// The address of a website as printed, with or without its scheme.
#[must_use]
pub fn website(printed: &str) -> Option<String> {
    let printed = printed.trim();
    if printed.is_empty() {
        return None;
    }
    let href = if printed.contains("://") { printed.to_owned() } else { format!("https://{printed}") };
    safe(&href)
}

/// The address, if it may stand in a page.
#[must_use]
pub fn safe(href: &str) -> Option<String> {
    Href { href: href.to_owned() }.is_safe().then(|| href.trim().to_owned())
}

/// The credit without the "Foto:" that is put before it.
#[must_use]
pub fn credited(credit: &str) -> &str {
    let credit = credit.trim();
    match credit.split_once(':') {
        Some((word, rest)) if ["foto", "photo"].contains(&word.trim().to_lowercase().as_str()) => rest.trim(),
        _ => credit,
    }
}

/// Whether two texts read alike; no-break spaces are a matter of printing.
#[must_use]
pub fn is_same(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

/// The text as HTML and XML write it.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape(text, &mut out);
    out
}

/// For text and for attributes in double quotes, in HTML and in XML.
pub fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = first_escaped(rest.as_bytes()) {
        let (before, found) = rest.split_at(at);
        out.push_str(before);
        let (instead, length) = match found.as_bytes()[0] {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' => ("&quot;", 1),
            b'\'' => ("&#39;", 1),
            // A soft hyphen would split words in search and in what is copied out.
            _ => ("", '\u{ad}'.len_utf8()),
        };
        out.push_str(instead);
        rest = &found[length..];
    }
    out.push_str(rest);
}

/// Where the first character stands that is not written as it is.
#[must_use]
pub fn first_escaped(bytes: &[u8]) -> Option<usize> {
    /// So many bytes are asked at once whether one of them may be it; of nearly all of a text none is.
    const MANY: usize = 32;
    let is_one = |at: &usize| match bytes[*at] {
        // The soft hyphen's first byte begins other characters too.
        0xC2 => bytes.get(at + 1) == Some(&0xAD),
        byte => MAY_BE_ESCAPED[usize::from(byte)] != 0,
    };
    let mut from = 0;
    for many in bytes.chunks(MANY) {
        let any = many.iter().fold(0, |any, byte| any | MAY_BE_ESCAPED[usize::from(*byte)]);
        if any != 0
            && let Some(found) = (from..from + many.len()).find(is_one)
        {
            return Some(found);
        }
        from += many.len();
    }
    None
}

/// By the first byte of a character: not 0 where it may be one that is not written as it is.
static MAY_BE_ESCAPED: [u8; 256] = {
    let mut table = [0; 256];
    let bytes = b"&<>\"'\xC2";
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = 1;
        at += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sign_is_escaped_wherever_it_stands() {
        let signs =
            [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;"), ("\u{ad}", "")];
        for before in 0..70 {
            for (sign, instead) in signs {
                let (words, tail) = ("a".repeat(before), "«\u{a0}Ende");
                assert_eq!(
                    escaped(&format!("{words}{sign}{tail}{sign}")),
                    format!("{words}{instead}{tail}{instead}")
                );
            }
            let plain = format!("{}»\u{a0}", "ä".repeat(before));
            assert_eq!(escaped(&plain), plain);
        }
    }

    #[test]
    fn a_number_is_called_without_its_decoration() {
        assert_eq!(telephone("+49 351 564 10300").as_deref(), Some("tel:+4935156410300"));
        assert_eq!(telephone("+49 (0)351 564-0").as_deref(), Some("tel:+493515640"));
        assert_eq!(telephone("auf Anfrage"), None);
        assert_eq!(telephone("0351 5+6"), None);
    }

    #[test]
    fn a_mail_address_cannot_smuggle_a_subject() {
        assert_eq!(mail("presse@sk.sachsen.de").as_deref(), Some("mailto:presse@sk.sachsen.de"));
        assert_eq!(mail("presse@example.org?bcc=x@example.org"), None);
        assert_eq!(mail("presse"), None);
    }

    #[test]
    fn a_website_gets_its_scheme_and_a_script_gets_none() {
        assert_eq!(website("www.sk.sachsen.de").as_deref(), Some("https://www.sk.sachsen.de"));
        assert_eq!(website("javascript://%0aalert(1)"), None);
    }

    #[test]
    fn what_is_put_before_a_credit_is_not_in_it_twice() {
        assert_eq!(credited(" Foto: Landeskanzlei "), "Landeskanzlei");
        assert_eq!(credited("PHOTO : Landeskanzlei"), "Landeskanzlei");
        assert_eq!(credited("dpa: Musterfrau"), "dpa: Musterfrau");
    }
}
