//! One thing a file tells beyond its picture, in the reader's words.

use serde::{Deserialize, Serialize};

/// What becomes of a [`Finding`] when the photo is cleaned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub enum Fate {
    /// It is not in the clean file.
    Goes,
    /// The picture needs it to look right; it is rebuilt in its plainest form.
    Stays,
    /// The photographer wrote it (by-line, copyright, caption, …): it fills the form. Rights stay in the clean
    /// file unless they are replaced with a reason (§ 95c UrhG); the rest is in it only if the officer's caption
    /// says so.
    YouDecide,
}

/// One thing a file tells beyond its picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// Stable name for scripts, such as `exif.gps`.
    pub code: String,
    /// What it is, in German: "Aufnahmeort".
    pub label: String,
    /// What it says, for people: "51,05771° N, 13,74668° O".
    pub value: String,
    /// What becomes of it.
    pub fate: Fate,
}

impl Finding {
    pub(crate) fn goes(code: &str, label: &str, value: impl Into<String>) -> Self {
        Self::new(code, label, value.into(), Fate::Goes)
    }

    pub(crate) fn stays(code: &str, label: &str, value: impl Into<String>) -> Self {
        Self::new(code, label, value.into(), Fate::Stays)
    }

    pub(crate) fn you_decide(code: &str, label: &str, value: impl Into<String>) -> Self {
        Self::new(code, label, value.into(), Fate::YouDecide)
    }

    fn new(code: &str, label: &str, value: String, fate: Fate) -> Self {
        Self { code: code.to_owned(), label: label.to_owned(), value: shown(&value), fate }
    }
}

/// The longest value shown, in characters.
const SHOWN: usize = 200;

/// One line of printable text of at most [`SHOWN`] characters: what a file says must not break the page that
/// shows it.
pub(crate) fn shown(value: &str) -> String {
    let mut line = String::new();
    let mut count = 0;
    for word in value.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if count > 0 {
            line.push(' ');
            count += 1;
        }
        for c in word.chars() {
            if count >= SHOWN {
                line.push('…');
                return line;
            }
            line.push(c);
            count += 1;
        }
    }
    line
}

/// A number of bytes as people read it in German: "312 Bytes", "5,2 kB", "1,4 MB".
pub(crate) fn bytes(count: usize) -> String {
    match count {
        1 => "1 Byte".to_owned(),
        0..1_000 => format!("{count} Bytes"),
        1_000..1_000_000 => format!("{} kB", tenths(count / 100)),
        _ => format!("{} MB", tenths(count / 100_000)),
    }
}

fn tenths(count: usize) -> String {
    format!("{},{}", count / 10, count % 10)
}

/// "1 Angabe", "3 Angaben": a count with its noun.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_one_short_printable_line() {
        let finding = Finding::goes("com", "Kommentar", format!("a\u{0}b\n\tc {}", "x".repeat(400)));
        assert!(finding.value.starts_with("a b c xxx"));
        assert!(finding.value.chars().count() <= SHOWN + 1);
    }

    #[test]
    fn byte_counts_are_german() {
        assert_eq!(bytes(1), "1 Byte");
        assert_eq!(bytes(999), "999 Bytes");
        assert_eq!(bytes(5_240), "5,2 kB");
        assert_eq!(bytes(1_400_000), "1,4 MB");
    }
}
