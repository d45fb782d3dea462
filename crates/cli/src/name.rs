//! Names of files as they are told: a name may hold line breaks, control characters and bytes that are no text, and
//! must not break the lines of a report.

use std::fmt::Write as _;
use std::path::Path;

/// For people, on one line: what cannot be shown stands there as `\n`, `\u{202e}` or `\xFC`.
pub fn shown(path: &Path) -> String {
    let mut out = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        for c in chunk.valid().chars() {
            if breaks_the_line(c) { out.extend(c.escape_default()) } else { out.push(c) }
        }
        for byte in chunk.invalid() {
            let _ = write!(out, "\\x{byte:02X}");
        }
    }
    out
}

/// For scripts, where the name is no UTF-8 and JSON cannot hold it: percent-encoded as in a URL.
pub fn encoded(path: &Path) -> Option<String> {
    if path.to_str().is_some() {
        return None;
    }
    let mut out = String::new();
    for &byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    Some(out)
}

/// Control characters, and those that end a line or turn its direction (Unicode, UAX 9 and UAX 14).
fn breaks_the_line(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_name_is_shown_as_it_is() {
        for name in ["fotos/Übergabe der Schlüssel.jpg", "wóčko/Łužica.jpg", "日本.png"] {
            assert_eq!((shown(Path::new(name)).as_str(), encoded(Path::new(name))), (name, None));
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_would_break_a_line_or_is_no_text_is_shown_escaped() {
        use std::os::unix::ffi::OsStrExt;
        let odd = |bytes: &'static [u8]| Path::new(std::ffi::OsStr::from_bytes(bytes));
        assert_eq!(shown(odd(b"a\nb\x1b[2Jc.jpg")), r"a\nb\u{1b}[2Jc.jpg");
        assert_eq!(shown(odd("x\u{202e}gpj.exe".as_bytes())), r"x\u{202e}gpj.exe");
        assert_eq!(shown(odd(b"M\xFCller.jpg")), r"M\xFCller.jpg");
        assert_eq!(encoded(odd(b"a/M\xFCller 1.jpg")).as_deref(), Some("a/M%FCller%201.jpg"));
    }
}
