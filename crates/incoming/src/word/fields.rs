//! Fields: a code that nobody reads, and the result that stands in the text.

use crate::reading::{Leaving, LeftOutKind};

/// The fields that have begun and not ended, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
}

#[derive(Debug, Default)]
struct Field {
    code: String,
    /// Whether the code is over and the result has begun.
    shown: bool,
    href: Option<String>,
}

impl Fields {
    pub fn character(&mut self, kind: &str, left_out: &mut Leaving) {
        match kind {
            "begin" => self.open.push(Field::default()),
            "separate" => {
                if let Some(field) = self.open.last_mut() {
                    field.shown = true;
                    field.href = link(&field.code);
                }
            }
            "end" => {
                if let Some(field) = self.open.pop() {
                    note(&field, left_out);
                }
            }
            _ => {}
        }
    }

    /// A field in one element: its result stands in it. Answers where it leads.
    pub fn simple(&mut self, code: &str, left_out: &mut Leaving) -> Option<String> {
        let field = Field { code: code.to_owned(), shown: true, href: link(code) };
        note(&field, left_out);
        field.href
    }

    pub fn code(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut() {
            field.code.push_str(text);
        }
    }

    /// Whether what comes now is read by people.
    pub fn is_shown(&self) -> bool {
        self.open.iter().all(|field| field.shown)
    }

    pub fn href(&self) -> Option<String> {
        self.open.iter().rev().find_map(|field| field.href.clone())
    }

    /// What never ended is told as well: its words were taken for code.
    pub fn end(&mut self, left_out: &mut Leaving) {
        for field in self.open.drain(..) {
            note(&field, left_out);
        }
    }
}

fn note(field: &Field, left_out: &mut Leaving) {
    if field.href.is_none() {
        left_out.note_words(LeftOutKind::Field, "", &field.code);
    }
}

/// The address of `HYPERLINK "https://…" \o "…"`; a place within the file is none.
fn link(code: &str) -> Option<String> {
    let rest = code.trim().strip_prefix("HYPERLINK")?.trim_start();
    let address = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => rest.split_whitespace().next()?,
    };
    (!address.is_empty() && !address.starts_with('\\')).then(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::link;

    #[test]
    fn a_link_leads_out_of_the_file() {
        assert_eq!(
            link(" HYPERLINK \"https://example.org/a\" \\o \"b\" ").as_deref(),
            Some("https://example.org/a")
        );
        assert_eq!(link("HYPERLINK https://example.org").as_deref(), Some("https://example.org"));
        assert_eq!(link("HYPERLINK \\l \"oben\""), None);
        assert_eq!(link("PAGE"), None);
    }
}
