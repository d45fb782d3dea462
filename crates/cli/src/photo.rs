//! `sperrfrist-cli photo`: what photos tell, and photos that tell nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;
use sperrfrist_desk::Problem;
use sperrfrist_photo::{
    Caption, CleanReport, Fate, Inspection, Limits, PhotoError, PictureData, RightsChange, clean, inspect,
};

use crate::arguments::{Clean, Inspect, Photo, PhotoVerb};
use crate::fault::Fault;
use crate::files::{Found, NewFile};
use crate::tell::{complain, say};
use crate::{files, json};

/// The largest `caption.json`, in bytes.
const CAPTION_LIMIT: u64 = 1_000_000;

pub fn run(arguments: &Photo) -> Result<ExitCode, Fault> {
    match &arguments.verb {
        PhotoVerb::Inspect(arguments) => Ok(inspect_all(arguments)),
        PhotoVerb::Clean(arguments) => clean_all(arguments),
        PhotoVerb::Renditions(arguments) => crate::renditions::run(arguments),
    }
}

/// Reads `caption.json`, for the photo room or for a release: both know the same fields.
pub fn caption<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, Fault> {
    let text = files::read_text(path, CAPTION_LIMIT)?;
    serde_json::from_str(&text).map_err(|error| {
        Fault::new(
            "caption.unreadable",
            format!("Die Angaben zum Foto sind nicht lesbar. {}", json::sentence(&error)),
            "Erlaubt sind headline, caption, altText, extendedAltText, creator, credit, copyright, usageTerms, \
             webStatement, licensor, licensorUrl, rightsReason, instructions, releaseAt (RFC 3339), persons, \
             location, city, country, date (JJJJ-MM-TT) und time (HH:MM:SS).",
        )
        .at(path)
    })
}

/// What became of one file.
#[derive(Serialize)]
struct Row<T> {
    path: PathBuf,
    #[serde(flatten)]
    outcome: Outcome<T>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Outcome<T> {
    Done {
        #[serde(skip_serializing_if = "Option::is_none")]
        written: Option<PathBuf>,
        result: T,
    },
    Failed {
        problem: Problem,
    },
}

fn inspect_all(arguments: &Inspect) -> ExitCode {
    each(
        files::below(&arguments.paths, None),
        &arguments.paths,
        arguments.json,
        |path| {
            let bytes = files::read(path, Limits::default().max_bytes)?;
            let inspection =
                inspect(&bytes, &Limits::default()).map_err(|error| photo_fault(&error).at(path))?;
            Ok((None, inspection))
        },
        |path, _, inspection| print_inspection(path, inspection),
    )
}

/// Does the work for every file; one that fails does not stop the rest, but the exit code says so.
fn each<T: Serialize>(
    files: Vec<Found>,
    paths: &[PathBuf],
    json: bool,
    mut work: impl FnMut(&Path) -> Result<(Option<PathBuf>, T), Fault>,
    print: impl Fn(&Path, Option<&Path>, &T),
) -> ExitCode {
    let mut failed = false;
    let mut rows = Vec::new();
    for (path, found) in files {
        let named = paths.contains(&path);
        let outcome = match found.and_then(|()| work(&path)) {
            Ok((written, result)) => {
                if !json {
                    print(&path, written.as_deref(), &result);
                }
                Outcome::Done { written, result }
            }
            // A file of a folder that is no picture at all is passed over; one that was named is an error.
            Err(fault) if !named && fault.problem.code == PhotoError::NotAnImage.code() => continue,
            Err(fault) => {
                failed = true;
                if !json {
                    complain!("{fault}");
                }
                Outcome::Failed { problem: fault.problem }
            }
        };
        if json {
            rows.push(Row { path, outcome });
        }
    }
    if json {
        say!("{}", serde_json::to_string_pretty(&rows).expect("plain data"));
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn print_inspection(path: &Path, inspection: &Inspection) {
    say!(
        "{} ({} × {} Pixel, {} Bytes)",
        path.display(),
        inspection.width,
        inspection.height,
        inspection.bytes
    );
    for finding in &inspection.findings {
        let fate = match finding.fate {
            Fate::Goes => "wird entfernt",
            Fate::Stays => "bleibt",
            Fate::YouDecide => "Sie entscheiden",
        };
        say!("  {fate:<16} {}: {}", finding.label, finding.value);
    }
}

fn clean_all(arguments: &Clean) -> Result<ExitCode, Fault> {
    let caption: Caption = arguments.caption.as_deref().map(caption).transpose()?.unwrap_or_default();
    files::make_folder(&arguments.into)?;
    files::sweep(&arguments.into);
    let mut taken = BTreeMap::new();
    Ok(each(
        // What an earlier run cleaned into a folder below the photos is no photo to clean.
        files::below(&arguments.paths, Some(&arguments.into)),
        &arguments.paths,
        arguments.json,
        |path| {
            let (written, report) = clean_one(path, &caption, &arguments.into, &mut taken)?;
            Ok((Some(written), report))
        },
        |path, written, report| print_report(path, written.unwrap_or(path), report),
    ))
}

fn clean_one(
    path: &Path,
    caption: &Caption,
    into: &Path,
    taken: &mut BTreeMap<PathBuf, PathBuf>,
) -> Result<(PathBuf, CleanReport), Fault> {
    let bytes = files::read(path, Limits::default().max_bytes)?;
    let cleaned = clean(&bytes, caption, &Limits::default()).map_err(|error| photo_fault(&error).at(path))?;
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(".");
    name.push(cleaned.format.extension());
    let target = into.join(name);
    if let Some(first) = taken.get(&target) {
        return Err(Fault::new(
            "photo.same_name",
            format!("{} heißt schon die gereinigte Fassung von {}.", target.display(), first.display()),
            "Benennen Sie eines der beiden Fotos um.",
        )
        .at(path));
    }
    // What lies there already may be somebody's original.
    if let NewFile::Taken = files::write_new(&target, &cleaned.bytes)? {
        let there = files::read_as_it_lies(&target, cleaned.bytes.len() as u64)?;
        if there.as_deref() != Some(&cleaned.bytes) {
            return Err(Fault::new(
                "photo.target_exists",
                format!("{} gibt es schon, mit anderem Inhalt.", target.display()),
                "Nennen Sie einen leeren Ordner.",
            )
            .at(path));
        }
    }
    taken.insert(target.clone(), path.to_owned());
    Ok((target, cleaned.report))
}

fn print_report(path: &Path, written: &Path, report: &CleanReport) {
    let pixels = picture(report.picture);
    say!(
        "{} → {} ({} → {} Bytes, {pixels})",
        path.display(),
        written.display(),
        report.bytes_before,
        report.bytes_after
    );
    for finding in &report.removed {
        say!("  entfernt  {}: {}", finding.label, finding.value);
    }
    for right in &report.rights {
        say!("{}", right_line(right));
    }
    for kept in &report.kept {
        say!("  bleibt    {kept}");
    }
}

/// What became of a right of the photographer, in one line.
fn right_line(right: &RightsChange) -> String {
    let RightsChange { before, after, reason, .. } = right;
    let label = right.label();
    if right.is_replaced() {
        format!("  ersetzt   {label}: »{before}« durch »{after}«. Grund: {reason}")
    } else if before == after {
        format!("  bleibt    {label}: {after} (aus dem Foto)")
    } else {
        format!("  bleibt    {label}: {after} (mit »{before}« aus dem Foto)")
    }
}

fn picture(data: PictureData) -> String {
    match data {
        PictureData::Unchanged => "Bilddaten unverändert".to_owned(),
        PictureData::HiddenColoursGone => "Bilddaten ohne die Farben unter durchsichtigen Stellen".to_owned(),
        PictureData::Redrawn { quality: Some(quality) } => format!("neu gezeichnet, JPEG-Qualität {quality}"),
        PictureData::Redrawn { quality: None } => "neu gezeichnet, ohne Verlust".to_owned(),
    }
}

fn photo_fault(error: &PhotoError) -> Fault {
    Fault::new(error.code(), error.to_string(), error.next_step())
}
