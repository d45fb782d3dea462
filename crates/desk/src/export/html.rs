//! A record as one page: no other file, no script, right on paper too.

use std::fmt::Write;

use sperrfrist_paper::{Record, Section, Table, Tone};
use sperrfrist_release::printed::escaped;

const STYLE: &str = "\
:root{color-scheme:light dark}\
body{font:1rem/1.5 'Fira Sans',system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
h1{font-size:1.6rem;margin:0 0 .25rem}h2{font-size:1.2rem;margin:2rem 0 .5rem}\
.satz{font-size:1.15rem;margin:.25rem 0}.alarm{border-left:.3rem solid #c31c13;padding-left:.75rem;font-weight:600}\
table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem}caption{text-align:left;font-weight:600}\
th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid #8187a7}\
td,time{font-variant-numeric:tabular-nums}.fein td,.fein th{font-size:.8rem;overflow-wrap:anywhere}\
@page{margin:2cm}@media print{body{margin:0;max-width:none}tr,h2{break-inside:avoid}h2{break-after:avoid}}";

/// The whole page.
pub(super) fn page(record: &Record) -> String {
    let Record { title, subject, about, sections } = record;
    let (title, subject) = (escaped(title), escaped(subject));
    let mut page = format!(
        "<!doctype html>\n<html lang=\"de\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}: {subject}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<p class=\"satz\">{subject}</p>\n"
    );
    let about: Vec<_> = about.iter().map(|part| escaped(part)).collect();
    line(&mut page, &format!("<p>{}</p>", about.join(" · ")));
    sections.iter().for_each(|part| section(&mut page, part));
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn section(page: &mut String, part: &Section) {
    line(page, "<section>");
    if !part.heading.is_empty() {
        line(page, &format!("<h2>{}</h2>", escaped(&part.heading)));
    }
    for sentence in &part.sentences {
        let class = match sentence.tone {
            Tone::Plain => "",
            Tone::Main => " class=\"satz\"",
            Tone::Alarm => " class=\"alarm\"",
        };
        line(page, &format!("<p{class}>{}</p>", escaped(&sentence.words)));
    }
    part.tables.iter().for_each(|rows| table(page, rows));
    line(page, "</section>");
}

fn table(page: &mut String, table: &Table) {
    let heads: String = table
        .columns
        .iter()
        .map(|(column, _)| format!("<th scope=\"col\">{}</th>", escaped(column)))
        .collect();
    let class = if table.is_fine { " class=\"fein\"" } else { "" };
    line(page, &format!("<table{class}>\n<caption>{}</caption>", escaped(&table.caption)));
    line(page, &format!("<thead><tr>{heads}</tr></thead>\n<tbody>"));
    for row in &table.rows {
        let cells: String = row.iter().map(|cell| format!("<td>{}</td>", escaped(cell))).collect();
        line(page, &format!("<tr>{cells}</tr>"));
    }
    line(page, "</tbody>\n</table>");
}

fn line(page: &mut String, words: &str) {
    writeln!(page, "{words}").expect("a string takes all");
}
