//! `sperrfrist-cli import`: a text becomes a release.

use std::process::ExitCode;

use sperrfrist_release::due::parse_zone;
use sperrfrist_release::import;
use sperrfrist_release::photo::PhotoTime;
use sperrfrist_release::preflight::due_in_words;
use sperrfrist_release::{stored, wording};

use crate::arguments::Import;
use crate::fault::Fault;
use crate::files;
use crate::name;
use crate::tell::say;

/// The largest text, in bytes; larger ones are no press release.
const LIMIT: u64 = 5_000_000;

pub fn run(arguments: &Import) -> Result<ExitCode, Fault> {
    let zone = parse_zone(&arguments.zone).map_err(sperrfrist_desk::Problem::from)?;
    let bytes = files::read(&arguments.file, LIMIT)?;
    let decoded = import::decode(&bytes)
        .map_err(|error| Fault::from(sperrfrist_desk::Problem::from(error)).at(&arguments.file))?;
    let imported = import::read(&decoded.text, zone);
    let release = imported.release;
    files::write(&arguments.output, stored::to_json(&release).as_bytes())?;

    say!("{}, {}", release.kind_label, release.issuer.name);
    say!("Überschrift:  {}", release.headline);
    if let Some(due) = &release.due {
        say!("Öffentlich:   {}", due_in_words(due));
    }
    for slot in &release.photos {
        let time = match &slot.time {
            PhotoTime::WithRelease => "mit der Meldung".to_owned(),
            PhotoTime::After { minutes } => format!("{minutes} Minuten nach der Meldung"),
            PhotoTime::At { time } => wording::full_time(time.utc, time.zone),
        };
        say!("Foto:         »{}«, {time}; bis dahin »{}«", slot.label, slot.pending_words);
    }
    say!("Text:         {} Absätze, {} Wörter", release.body.content.len(), release.body.word_count());
    say!("Geschrieben:  {}", name::shown(&arguments.output));
    let unsure = decoded.unsure.iter().chain(&imported.unsure).collect::<Vec<_>>();
    if !unsure.is_empty() {
        say!("\nBitte ansehen:");
        for place in unsure {
            say!("  Zeile {}: {} ({})", place.line, place.sentence, place.words);
        }
    }
    Ok(ExitCode::SUCCESS)
}
