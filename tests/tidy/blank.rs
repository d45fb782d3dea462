//! Rust source without its words: comments and the insides of strings become blanks, line breaks stay.
//!
//! So a rule about code is not broken by a sentence about code, and a line number stays what it was.

/// The source with blanks for comments, strings and character literals.
pub fn blank(source: &str) -> String {
    let text: Vec<char> = source.chars().collect();
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    while at < text.len() {
        let end = match text[at] {
            '/' if next(&text, at) == Some('/') => line_end(&text, at),
            '/' if next(&text, at) == Some('*') => comment_end(&text, at),
            '"' => string_end(&text, at),
            'r' if !follows_a_name(&text, at) => raw_string_end(&text, at).unwrap_or(at),
            '\'' => character_end(&text, at).unwrap_or(at),
            _ => at,
        };
        if end == at {
            out.push(text[at]);
            at += 1;
        } else {
            out.extend(text[at..end].iter().map(|&c| if c == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    out
}

fn next(text: &[char], at: usize) -> Option<char> {
    text.get(at + 1).copied()
}

/// Whether the `r` here is the end of a word and no raw string; `br"..."` is one.
fn follows_a_name(text: &[char], at: usize) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    match at.checked_sub(1).map(|before| text[before]) {
        Some('b') => at >= 2 && word(text[at - 2]),
        Some(before) => word(before),
        None => false,
    }
}

fn line_end(text: &[char], at: usize) -> usize {
    (at..text.len()).find(|&i| text[i] == '\n').unwrap_or(text.len())
}

fn comment_end(text: &[char], at: usize) -> usize {
    let (mut i, mut depth) = (at, 0);
    while i < text.len() {
        match (text[i], next(text, i)) {
            ('/', Some('*')) => (depth, i) = (depth + 1, i + 2),
            ('*', Some('/')) => (depth, i) = (depth - 1, i + 2),
            _ => i += 1,
        }
        if depth == 0 {
            return i;
        }
    }
    text.len()
}

fn string_end(text: &[char], at: usize) -> usize {
    let mut i = at + 1;
    while i < text.len() {
        match text[i] {
            '\\' => i += 2,
            '"' => return i + 1,
            _ => i += 1,
        }
    }
    text.len()
}

fn raw_string_end(text: &[char], at: usize) -> Option<usize> {
    let hashes = text[at + 1..].iter().take_while(|&&c| c == '#').count();
    let open = at + 1 + hashes;
    (text.get(open) == Some(&'"')).then_some(())?;
    let closes = |i: usize| {
        text[i] == '"' && text[i + 1..].iter().take(hashes).filter(|&&c| c == '#').count() == hashes
    };
    Some((open + 1..text.len()).find(|&i| closes(i)).map_or(text.len(), |i| i + 1 + hashes))
}

/// `None` for a lifetime.
fn character_end(text: &[char], at: usize) -> Option<usize> {
    if next(text, at)? == '\\' {
        return (at + 3..text.len()).find(|&i| text[i] == '\'').map(|i| i + 1);
    }
    (text.get(at + 2) == Some(&'\'')).then_some(at + 3)
}

#[cfg(test)]
mod tests {
    use super::blank;

    #[test]
    fn words_become_blanks_and_code_stays() {
        let code = |source: &str| blank(source).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(code("let a = 1; // Utc::now()\nlet b = 2;"), "let a = 1; let b = 2;");
        assert_eq!(code("/* a /* b */ Utc::now() */ let c = 3;"), "let c = 3;");
        assert_eq!(code(r#"say("Utc::now() \" here"); go()"#), "say( ); go()");
        assert_eq!(code("say(r##\"todo!() \"# still\"##); go()"), "say( ); go()");
        assert_eq!(code("let for_r = b'\"'; Utc::now()"), "let for_r = b ; Utc::now()");
        assert_eq!(
            code(r"fn f<'a>(x: &'a str) { '\''; '\u{a0}'; todo!() }"),
            "fn f<'a>(x: &'a str) { ; ; todo!() }"
        );
        assert_eq!(code("let br = br\"Utc::now()\"; bar\"x\""), "let br = b ; bar");
    }

    #[test]
    fn lines_stay_where_they_are() {
        let source = "one\n\"two\nthree\"\n/* four\n*/ five";
        assert_eq!(blank(source).lines().count(), source.lines().count());
        assert_eq!(blank(source).lines().nth(4), Some("   five"));
    }
}
