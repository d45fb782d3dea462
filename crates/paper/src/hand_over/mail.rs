//! The words of a mail, plain and as HTML.

use sperrfrist_release::Due;
use sperrfrist_release::printed::escaped;

use super::{Piece, Style, pieces};
use crate::data::Run;
use crate::sheet::{Sheet, Variant};
use crate::words::trimmed;

/// What a mail says. Whoever sends it adds from whom and to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailBody {
    /// One line. Before the time it begins with the Sperrfrist.
    pub subject: String,
    /// Paragraphs of any length, with an empty line between two; the Sperrvermerk is the first.
    pub text: String,
    /// A whole HTML document that fetches nothing.
    pub html: String,
}

impl MailBody {
    #[must_use]
    pub fn of(sheet: &Sheet<'_>) -> Self {
        let pieces = pieces(sheet);
        Self { subject: subject(sheet), text: plain(&pieces), html: html(sheet, &pieces) }
    }
}

fn subject(sheet: &Sheet<'_>) -> String {
    let (headline, say) = (trimmed(&sheet.release.headline), sheet.release.language.words());
    let notice = match (sheet.variant, &sheet.release.due) {
        (Variant::Public, _) => None,
        (Variant::Proof, _) => Some(say.proof.to_owned()),
        (Variant::Embargoed, due @ Some(Due::At(_))) => say.embargo_note(due.as_ref()),
        (Variant::Embargoed, _) => crate::data::embargo(sheet).into_iter().next(),
    };
    notice.into_iter().chain([headline]).filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" | ")
}

fn plain(pieces: &[Piece]) -> String {
    let mut text = String::new();
    let mut before = None;
    for piece in pieces {
        let words = plain_runs(&piece.runs);
        let together = matches!(
            (before, piece.style),
            (Some(Style::Item), Style::Item) | (Some(Style::Label | Style::Line), Style::Line)
        );
        before = Some(piece.style);
        if !text.is_empty() && !together {
            text.push('\n');
        }
        if words.is_empty() {
            continue;
        }
        let begins = if piece.style == Style::Item { "- " } else { "" };
        text.push_str(&format!("{begins}{words}\n"));
    }
    text
}

/// The address of a link follows its words, unless they are the address.
fn plain_runs(runs: &[Run]) -> String {
    let mut text = String::new();
    for (at, run) in runs.iter().enumerate() {
        if run.broken {
            text.push('\n');
        }
        text.push_str(&run.text);
        let Some(href) = &run.href else { continue };
        let goes_on = runs.get(at + 1).is_some_and(|next| next.href.as_ref() == Some(href));
        let bare = href.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
        let is_said =
            ["mailto:", "tel:"].iter().any(|scheme| href.starts_with(scheme)) || run.text.contains(bare);
        if !goes_on && !is_said {
            text.push_str(&format!(" <{href}>"));
        }
    }
    text
}

fn html(sheet: &Sheet<'_>, pieces: &[Piece]) -> String {
    let colours = &sheet.letterhead.colours;
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n</head>\n\
         <body style=\"max-width:42em;font:16px/1.5 Arial,Helvetica,sans-serif\">\n",
        sheet.release.language.tag(),
        escaped(&trimmed(&sheet.release.headline)),
    );
    let mut listed = false;
    for piece in pieces {
        let (begins, ends) = match piece.style {
            Style::Notice => (format!("<p style=\"color:{};font-weight:bold\">", colours.embargo), "</p>"),
            Style::Kind => (format!("<p style=\"color:{}\">", colours.muted), "</p>"),
            Style::Headline => {
                (format!("<h1 style=\"color:{};font-size:24px;line-height:1.25\">", colours.accent), "</h1>")
            }
            Style::Standing => ("<p style=\"font-style:italic\">".to_owned(), "</p>"),
            Style::Paragraph => ("<p>".to_owned(), "</p>"),
            Style::Subheading => ("<h2 style=\"font-size:18px\">".to_owned(), "</h2>"),
            Style::Quote => ("<blockquote><p>".to_owned(), "</p></blockquote>"),
            Style::Item => ("<li>".to_owned(), "</li>"),
            Style::Label => ("<p style=\"margin:1.25em 0 0;font-weight:bold\">".to_owned(), "</p>"),
            Style::Line => ("<p style=\"margin:0\">".to_owned(), "</p>"),
        };
        if listed != (piece.style == Style::Item) {
            listed = !listed;
            out.push_str(if listed { "<ul>\n" } else { "</ul>\n" });
        }
        out.push_str(&begins);
        piece.runs.iter().for_each(|run| marked(run, &mut out));
        out.push_str(ends);
        out.push('\n');
    }
    if listed {
        out.push_str("</ul>\n");
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn marked(run: &Run, out: &mut String) {
    if run.broken {
        out.push_str("<br>");
    }
    let href = run.href.as_ref().map(|href| format!("<a href=\"{}\">", escaped(href)));
    let marks = [
        href.as_deref().map(|begins| (begins, "</a>")),
        run.strong.then_some(("<strong>", "</strong>")),
        run.emphasis.then_some(("<em>", "</em>")),
    ];
    marks.iter().flatten().for_each(|(begins, _)| out.push_str(begins));
    out.push_str(&escaped(&run.text));
    marks.iter().rev().flatten().for_each(|(_, ends)| out.push_str(ends));
}
