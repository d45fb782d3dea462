//! Where a text quotes: what stands between quotation marks, in German, Swiss, French and English.

use std::ops::Range;

/// What is quoted, with its marks; marks within it belong to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// In bytes.
    pub range: Range<usize>,
    pub opener: char,
    pub closer: char,
}

/// A text taken apart by its marks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    pub quotations: Vec<Quotation>,
    /// Where a quotation begins that does not end here, in bytes, and its mark.
    pub open: Option<(usize, char)>,
    /// Marks that close something which did not begin here, in bytes.
    pub strays: Vec<(usize, char)>,
}

/// What somebody is quoted with in a paragraph, in bytes; a quotation that comes from the paragraph before or goes on in
/// the next one too.
#[must_use]
pub fn quoted(text: &str) -> Vec<Range<usize>> {
    let Marks { quotations, open, strays } = marks(text);
    let mut quoted: Vec<Range<usize>> = quotations.into_iter().map(|quotation| quotation.range).collect();
    quoted.extend(open.map(|(start, _)| start..text.len()));
    quoted.extend(strays.last().map(|(end, sign)| 0..end + sign.len_utf8()));
    quoted
}

/// Finds the quotations of a text that are not within another one.
pub(crate) fn marks(text: &str) -> Marks {
    let mut found = Marks::default();
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut before = None;
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        if opens(before, sign, signs.peek().map(|(_, next)| *next)) {
            open.push((at, sign));
        } else if let Some(own) = open.iter().rposition(|(_, opener)| closes(*opener, sign)) {
            let (start, opener) = open[own];
            open.truncate(own);
            if own == 0 {
                found.quotations.push(Quotation { range: start..at + sign.len_utf8(), opener, closer: sign });
            }
        } else if open.is_empty() && "«»“”\"".contains(sign) {
            found.strays.push((at, sign));
        }
        before = Some(sign);
    }
    found.open = open.first().copied();
    found
}

/// Most marks open in one language and close in another; what stands around them tells.
fn opens(before: Option<char>, sign: char, after: Option<char>) -> bool {
    const OPENERS: &str = "»«„“\"";
    let apart = before.is_none_or(|c| c.is_whitespace() || "([{/:–—-›‚‘".contains(c) || OPENERS.contains(c));
    // A no-break space is how French sets its marks apart from the words.
    let begins = after
        .is_some_and(|c| c.is_alphanumeric() || "…([–—-›‚‘\u{a0}\u{202f}".contains(c) || OPENERS.contains(c));
    OPENERS.contains(sign) && apart && begins
}

pub(crate) fn closes(opener: char, sign: char) -> bool {
    match opener {
        '»' => sign == '«',
        '«' => sign == '»',
        '„' => ['“', '”', '"'].contains(&sign),
        '“' => sign == '”',
        _ => sign == '"',
    }
}
