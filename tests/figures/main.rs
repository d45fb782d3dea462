//! The figures of the house: each printed as a row, all written to `target/bench.json`.
//!
//! `make bench` runs it; a name as argument runs one group. A figure is a ratio against a peer or a limit that
//! is measured in the same run.

mod app;
mod cpu;
mod demo;
mod editor;
mod kept;
mod newsroom;
mod package;
mod page;
mod pdf;
mod photo;
mod renditions;
mod row;
mod screen;
mod search;
mod sheet;
mod window;

use row::Row;

/// A name for `ONLY`, and what it measures.
type Group = (&'static str, fn() -> Vec<Row>);

fn main() {
    let only = std::env::args().nth(1);
    let groups: [Group; 11] = [
        ("demo", demo::figures),
        ("app", app::figures),
        ("editor", editor::figures),
        ("newsroom", newsroom::figures),
        ("package", package::figures),
        ("page", page::figures),
        ("pdf", pdf::figures),
        ("photo", photo::figures),
        ("renditions", renditions::figures),
        ("search", search::figures),
        ("sheet", sheet::figures),
    ];
    if let Some(only) = &only
        && !groups.iter().any(|(name, _)| name == only)
    {
        eprintln!("There is no group \"{only}\". There are: {}", groups.map(|(name, _)| name).join(", "));
        std::process::exit(2);
    }
    let mut rows = Vec::new();
    for (name, figures) in groups {
        if only.as_deref().is_none_or(|only| only == name) {
            for row in figures() {
                row.print();
                rows.push(row);
            }
        }
    }
    row::write(&rows);
    if rows.iter().any(|row| !row.is_reached()) {
        std::process::exit(1);
    }
}
