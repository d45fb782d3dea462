//! The Nachweis as one page: no other file, no script, right on paper too. Every text goes through [`text`].

use std::fmt::Write;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use sperrfrist_release::{Release, wording};

use super::words;
use crate::view::{Evidence, LookView, Proof, Verdict};

const STYLE: &str = "\
:root{color-scheme:light dark}\
body{font:1rem/1.5 'Fira Sans',system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
h1{font-size:1.6rem;margin:0 0 .25rem}h2{font-size:1.2rem;margin:2rem 0 .5rem}\
.satz{font-size:1.15rem;margin:.25rem 0}.alarm{border-left:.3rem solid #c31c13;padding-left:.75rem;font-weight:600}\
table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem}caption{text-align:left;font-weight:600}\
th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid #8187a7}\
td,time{font-variant-numeric:tabular-nums}.fein td,.fein th{font-size:.8rem;overflow-wrap:anywhere}\
@page{margin:2cm}@media print{body{margin:0;max-width:none}tr,h2{break-inside:avoid}h2{break-after:avoid}}";

/// What stands on the page.
pub(super) struct Page<'a> {
    pub release: &'a Release,
    pub evidence: &'a Evidence,
    pub made_at: DateTime<Utc>,
    pub zone: Tz,
    /// Who publishes.
    pub publisher: String,
}

impl Page<'_> {
    pub(super) fn text(&self) -> String {
        let headline = text(&self.release.headline);
        let mut page = format!(
            "<!doctype html>\n<html lang=\"de\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>Nachweis: {headline}</title>\n\
             <style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>Nachweis</h1>\n<p class=\"satz\">{headline}</p>\n"
        );
        let made = [
            self.release.issuer.name.clone(),
            format!("Veröffentlicht: {}", self.publisher),
            format!("Stand: {}", words::second(self.made_at, self.zone)),
            format!("alle Zeiten in {}", self.zone.name()),
        ];
        let made: Vec<_> = made.iter().filter(|part| !part.is_empty()).map(|part| text(part)).collect();
        line(&mut page, &format!("<p>{}</p>", made.join(" · ")));
        for proof in &self.evidence.proofs {
            self.proof(&mut page, proof);
        }
        if self.evidence.proofs.is_empty() {
            line(&mut page, "<p>Noch ist nichts eingeplant.</p>");
        }
        self.journal(&mut page);
        self.details(&mut page);
        page.push_str("</main>\n</body>\n</html>\n");
        page
    }

    fn proof(&self, page: &mut String, proof: &Proof) {
        line(page, &format!("<section>\n<h2>{}</h2>", text(&words::item(&proof.item))));
        let planned = proof.planned.map_or("auf Signal".to_owned(), |at| wording::full_time(at, self.zone));
        line(page, &format!("<p class=\"satz\">Geplant: {}</p>", text(&planned)));
        let public = match &proof.first_public {
            None => "Noch nicht öffentlich".to_owned(),
            Some(public) => {
                let at = words::second(public.at, self.zone);
                let late = public.late_ms.map(|ms| format!(", {}", words::lateness(ms))).unwrap_or_default();
                format!("Öffentlich seit {at}{late} ({})", words::known_by(public.known_by))
            }
        };
        line(page, &format!("<p class=\"satz\">{}</p>", text(&public)));
        if proof.before.iter().any(|look| look.verdict == Verdict::Early) {
            line(page, "<p class=\"alarm\">Vor der Zeit war etwas davon abrufbar.</p>");
        }
        let looks: Vec<[String; 3]> = proof
            .before
            .iter()
            .map(|look| {
                [words::before(look.minutes_before), self.at(look), words::verdict(look.verdict).into()]
            })
            .chain(proof.after.iter().map(|look| {
                ["danach zurückgelesen".into(), self.at(look), words::verdict(look.verdict).into()]
            }))
            .collect();
        table(page, "Von außen geprüft", ["Wann", "Geprüft um", "Ergebnis"], &looks, "");
        line(page, "</section>");
    }

    fn at(&self, look: &LookView) -> String {
        look.looked_at.map_or("–".into(), |at| words::second(at, self.zone))
    }

    fn journal(&self, page: &mut String) {
        let rows: Vec<[String; 3]> = self
            .evidence
            .journal
            .iter()
            .rev()
            .map(|entry| {
                let (what, who) = words::event(entry.event);
                let what = match &entry.item {
                    Some(item) => format!("{}: {what}", words::item(item)),
                    None => what.to_owned(),
                };
                [words::second(entry.at, self.zone), what, who.to_owned()]
            })
            .collect();
        line(page, "<section>\n<h2>Protokoll</h2>");
        table(page, "Was geschah, der Reihe nach", ["Zeit", "Was", "Wer"], &rows, "");
        line(page, "</section>");
    }

    /// Milliseconds, addresses, digests and HTTP codes.
    fn details(&self, page: &mut String) {
        line(page, "<section>\n<h2>Details</h2>");
        let now: Vec<[String; 4]> = self
            .evidence
            .rows
            .iter()
            .map(|row| {
                let since = row.public_since.map_or("–".into(), |at| words::millisecond(at, self.zone));
                let sum = row.sha256.as_ref().map_or("–".into(), |sum| format!("SHA-256 {sum}"));
                [row.url.clone(), words::check(row.check).into(), since, sum]
            })
            .collect();
        let columns = ["Adresse", "Jetzt", "Öffentlich seit (Newsroom)", "Prüfsumme"];
        table(page, "Jede Adresse, jetzt", columns, &now, "fein");
        for proof in &self.evidence.proofs {
            for look in proof.before.iter().chain(&proof.after) {
                let when = match look.minutes_before {
                    0 => "zurückgelesen".to_owned(),
                    minutes => words::before(minutes),
                };
                let at =
                    look.looked_at.map_or("nicht geprüft".into(), |at| words::millisecond(at, self.zone));
                let title = format!("{}, {when}: {at}", words::item(&proof.item));
                let asked: Vec<[String; 4]> = look
                    .asked
                    .iter()
                    .map(|asked| {
                        let status = asked.status.map_or("–".into(), |status| format!("HTTP {status}"));
                        let verdict = words::verdict(asked.verdict).to_owned();
                        [words::what(asked.what).into(), asked.url.clone(), status, verdict]
                    })
                    .collect();
                table(page, &title, ["Was", "Adresse", "Antwort", "Ergebnis"], &asked, "fein");
            }
        }
        line(page, "</section>");
    }
}

/// A table, where there are rows.
fn table<const COLUMNS: usize>(
    page: &mut String,
    caption: &str,
    columns: [&str; COLUMNS],
    rows: &[[String; COLUMNS]],
    class: &str,
) {
    if rows.is_empty() {
        return;
    }
    let heads: String =
        columns.iter().map(|column| format!("<th scope=\"col\">{}</th>", text(column))).collect();
    line(page, &format!("<table class=\"{class}\">\n<caption>{}</caption>", text(caption)));
    line(page, &format!("<thead><tr>{heads}</tr></thead>\n<tbody>"));
    for row in rows {
        let cells: String = row.iter().map(|cell| format!("<td>{}</td>", text(cell))).collect();
        line(page, &format!("<tr>{cells}</tr>"));
    }
    line(page, "</tbody>\n</table>");
}

fn line(page: &mut String, words: &str) {
    writeln!(page, "{words}").expect("a string takes all");
}

/// A text as it stands in HTML.
fn text(plain: &str) -> String {
    let mut escaped = String::with_capacity(plain.len());
    for c in plain.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
    }
    escaped
}
