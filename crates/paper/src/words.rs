//! Text as it is set: what cannot be seen is taken out.

pub(crate) use sperrfrist_release::printed::{credited, mail, safe, telephone, website};

/// Without what has no ink. After a soft hyphen "BSI-Präsidentin" would be found as "BSI Präsidentin", so it goes;
/// a break within a line becomes a space, and "17:30 Uhr" stays on one line.
pub(crate) fn set(text: &str) -> String {
    let mut text = text.to_owned();
    for (at, _) in text.clone().match_indices(" Uhr").collect::<Vec<_>>().into_iter().rev() {
        if text[..at].ends_with(|c: char| c.is_ascii_digit()) {
            text.replace_range(at..=at, "\u{a0}");
        }
    }
    text.chars()
        .filter(|c| !is_invisible(*c))
        .map(|c| if matches!(c, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect()
}

/// The same, without spaces at either end.
pub(crate) fn trimmed(text: &str) -> String {
    set(text).trim().to_owned()
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Short words that end in a full stop and end no sentence.
const ABBREVIATED: [&str; 18] = [
    "Dr.", "Prof.", "Hr.", "Fr.", "z.", "B.", "d.", "h.", "u.", "a.", "bzw.", "ca.", "Nr.", "St.", "Str.",
    "Tel.", "vgl.", "Abs.",
];

/// The sentences of a text, each without the space before it. In doubt a sentence goes on.
pub(crate) fn sentences(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut from = 0;
    for (at, _) in text.match_indices(' ') {
        let (head, tail) = (&text[from..at], &text[at + 1..]);
        let last = head.rsplit(' ').next().unwrap_or_default();
        let bare = last.trim_end_matches(['«', '“', '"', ')']);
        let is_end = bare.ends_with(['.', '!', '?', ':'])
            && !ABBREVIATED.contains(&bare.trim_start_matches(['(', '»', '„']))
            && !bare.trim_end_matches('.').chars().all(|c| c.is_ascii_digit());
        let begins = tail.trim_start_matches(['»', '„', '"', '(']).starts_with(char::is_uppercase);
        if is_end && begins {
            found.push(head.to_owned());
            from = at + 1;
        }
    }
    found.push(text[from..].to_owned());
    found
}
