//! `sperrfrist-cli evidence`: the Nachweis of a release as a file.

use std::process::ExitCode;
use std::sync::Arc;

use sperrfrist_clock::HostClock;
use sperrfrist_desk::view::{EvidenceFileRequest, EvidenceFormat, Publisher, ReleaseRow};
use sperrfrist_desk::{Desk, NewsroomAccess, Problem};
use sperrfrist_release::due::parse_zone;

use crate::arguments::{Evidence, FormatArgument};
use crate::fault::Fault;
use crate::tell::say;
use crate::{files, name, publish};

pub fn run(arguments: &Evidence) -> Result<ExitCode, Fault> {
    let zone = parse_zone(&arguments.zone).map_err(Problem::from)?;
    // Opening an archive makes one where there is none; here that would hide a mistyped folder.
    if !arguments.archive.join("archive.db").is_file() {
        return Err(Fault::new(
            "evidence.no_archive",
            "In diesem Ordner hebt Sperrfrist keine Meldungen auf.",
            "Nennen Sie mit --archive den Ordner, in dem archive.db liegt.",
        )
        .at(&arguments.archive));
    }
    let url = arguments.newsroom.trim_end_matches('/').to_owned();
    let access = NewsroomAccess {
        base_url: url.clone(),
        public_url: url,
        token: publish::token(&arguments.token_file)?,
        key_file: None,
        publisher: Publisher::Server,
    };
    let desk = Desk::open(&arguments.archive, access, Arc::new(HostClock), zone)?;
    let releases = desk.overview()?.releases;
    let row = find(&releases, &arguments.release)?;
    let format = match arguments.format {
        FormatArgument::Pdf => EvidenceFormat::Pdf,
        FormatArgument::Html => EvidenceFormat::Html,
        FormatArgument::Json => EvidenceFormat::Json,
    };
    let file = desk.evidence_file(EvidenceFileRequest { id: row.id, format })?;
    files::write(&arguments.output, &file.bytes)?;
    say!("Nachweis:     {}", row.headline);
    say!("Geschrieben:  {}", name::shown(&arguments.output));
    Ok(ExitCode::SUCCESS)
}

/// The one release that is meant.
fn find<'a>(releases: &'a [ReleaseRow], meant: &str) -> Result<&'a ReleaseRow, Fault> {
    let words = meant.trim().to_lowercase();
    if let Some(row) = releases.iter().find(|row| row.id.to_string() == words.replace('-', "")) {
        return Ok(row);
    }
    let matching: Vec<_> = releases
        .iter()
        .filter(|row| !words.is_empty() && row.headline.to_lowercase().contains(&words))
        .collect();
    match matching.as_slice() {
        [one] => Ok(one),
        [] => Err(Fault::new(
            "evidence.no_release",
            format!("Keine Meldung heißt »{meant}«."),
            "Nennen Sie Worte, wie sie in der Überschrift stehen.",
        )),
        several => {
            let ids: Vec<_> = several.iter().map(|row| format!("{} ({})", row.id, row.headline)).collect();
            Err(Fault::new(
                "evidence.several",
                format!("»{meant}« steht in mehreren Überschriften: {}.", ids.join(", ")),
                "Nennen Sie die Kennung der einen.",
            ))
        }
    }
}
