//! `photo clean`: photos that tell nothing, many at a time.
//!
//! **Invariant: nothing twice, nothing lost, never an unclean file taken for a clean one.** A file gets its name only
//! after it was found clean, written whole, and read again as those very bytes. What lies there already counts as
//! done only if it is, byte for byte, what cleaning gives now: so a second run goes on where the first was stopped,
//! without a journal that would lie among the photos and tell their old names.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use sperrfrist_photo::{
    Caption, CleanReport, Limits, Options, PictureData, Redraw, RightsChange, clean_in_place,
};

use super::batch::{Buffer, Memory, in_order};
use super::progress::Progress;
use super::report::{Report, Written};
use super::{caption, photo_fault, rights};
use crate::arguments::Clean;
use crate::fault::Fault;
use crate::files::{self, Found, Unnamed};
use crate::name;
use crate::signals::{STOPPED, Stop};
use crate::tell::{complain, say};

pub fn run(arguments: &Clean) -> Result<ExitCode, Fault> {
    let caption: Caption = arguments.caption.as_deref().map(caption).transpose()?.unwrap_or_default();
    let redraw = arguments.quality.map_or_else(Redraw::default, |quality| Redraw { quality });
    let options = Options { redraw, rights: rights(arguments.keep_rights) };
    let into = arguments.into.as_path();
    files::make_folder(into)?;
    refuse_the_source(&arguments.paths, into)?;
    files::sweep(into);
    let stop = Stop::listen().unwrap_or_default();
    // What an earlier run cleaned into a folder below the photos is no photo to clean.
    let found = files::below(&arguments.paths, Some(into));
    let memory = Memory::for_files_of_up_to(largest(&found));

    let progress = Progress::of(found.len());
    let mut report = Report::new(&arguments.paths, arguments.json);
    let mut done = 0;
    in_order(
        &same_names(&found),
        &stop,
        &memory,
        |index, taken: &mut Taken, buffer| {
            let (path, found) = &found[index];
            found.clone()?;
            clean_one(path, &caption, options, into, taken, buffer)
        },
        || progress.step(),
        |index, outcome| {
            done += 1;
            let path = &found[index].0;
            let outcome = outcome.map(|(written, report)| (Some(written), report));
            progress.aside(|| {
                report.take(path, outcome, |written, report| {
                    written.into_iter().for_each(|written| print_report(path, written, report));
                });
            });
        },
    );
    progress.clear();
    // Of names that a power cut takes back, the next run knows.
    let _ = files::keep_names(into);
    let code = report.finish();
    if done < found.len() {
        complain!(
            "Abgebrochen: {done} von {} Dateien sind bearbeitet, keine halb.\n  Derselbe Befehl macht dort weiter; \
             was fertig ist, wird nicht noch einmal geschrieben.",
            found.len()
        );
        return Ok(ExitCode::from(STOPPED));
    }
    Ok(code)
}

/// Cleaned photos beside their originals would be taken for originals by the next run.
fn refuse_the_source(paths: &[PathBuf], into: &Path) -> Result<(), Fault> {
    let place = |path: &Path| fs::canonicalize(path).ok();
    if paths.iter().all(|path| place(path) != place(into)) {
        return Ok(());
    }
    Err(Fault::new(
        "photo.into_source",
        "In diesem Ordner liegen die Originale.",
        "Nennen Sie mit --into einen anderen Ordner, auch einen darin. Es wurde nichts verändert.",
    )
    .at(into))
}

/// The size of the largest file, in bytes.
fn largest(found: &[Found]) -> u64 {
    let sizes = found.iter().filter_map(|(path, _)| fs::metadata(path).ok()).map(|kind| kind.len());
    sizes.filter(|size| *size <= Limits::default().max_bytes).max().unwrap_or(0)
}

/// Files in groups of one stem each: their clean files may want the same name, and the first of them is to have it.
fn same_names(found: &[Found]) -> Vec<Vec<usize>> {
    let mut place: BTreeMap<&OsStr, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (index, (path, _)) in found.iter().enumerate() {
        let group = *place.entry(path.file_stem().unwrap_or_default()).or_insert(groups.len());
        if group == groups.len() {
            groups.push(Vec::new());
        }
        groups[group].push(index);
    }
    groups
}

/// Clean files of this run, and the photos they were made from.
type Taken = BTreeMap<PathBuf, PathBuf>;

fn clean_one(
    path: &Path,
    caption: &Caption,
    options: Options,
    into: &Path,
    taken: &mut Taken,
    buffer: &mut Buffer<'_>,
) -> Result<(Written, CleanReport), Fault> {
    let limits = Limits::default();
    let refuse = |error| photo_fault(&error).at(path);
    files::read_into(path, limits.max_bytes, |size| buffer.with_room_for(size))?;
    let cleaned = clean_in_place(buffer.bytes(), caption, options, &limits).map_err(refuse)?;
    let target = target(path, into, &cleaned.report);
    if let Some(first) = taken.get(&target) {
        return Err(Fault::new(
            "photo.same_name",
            format!(
                "{} heißt schon die gereinigte Fassung von {}.",
                name::shown(&target),
                name::shown(first)
            ),
            "Benennen Sie eines der beiden Fotos um.",
        )
        .at(path));
    }

    // What lies there already may be somebody's original.
    let is_there = files::is_taken(&target)?;
    let is_ours = if is_there {
        files::holds(&target, &cleaned.bytes)?
    } else {
        Unnamed::write(&target, &cleaned.bytes)?.name()?
    };
    if !is_ours {
        return Err(target_exists(&target).at(path));
    }
    taken.insert(target.clone(), path.to_owned());
    Ok((Written { path: target, already_there: is_there }, cleaned.report))
}

/// The name of the source, with the extension of what it has become.
fn target(path: &Path, into: &Path, report: &CleanReport) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(".");
    name.push(report.format_after.extension());
    into.join(name)
}

fn target_exists(target: &Path) -> Fault {
    Fault::new(
        "photo.target_exists",
        format!("{} gibt es schon, mit anderem Inhalt.", name::shown(target)),
        "Nennen Sie einen leeren Ordner.",
    )
}

fn print_report(path: &Path, written: &Written, report: &CleanReport) {
    let pixels = picture(report.picture);
    let already = if written.already_there { "liegt schon dort, " } else { "" };
    say!(
        "{} → {} ({already}{} → {} Bytes, {pixels})",
        name::shown(path),
        name::shown(&written.path),
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
    match (right.is_replaced(), after.is_empty(), reason.is_empty()) {
        (false, ..) if before == after => format!("  bleibt    {label}: {after} (aus dem Foto)"),
        (false, ..) => format!("  bleibt    {label}: {after} (mit »{before}« aus dem Foto)"),
        (true, true, _) => {
            format!("  Achtung   {label} »{before}« fehlt nun; mit --keep-rights bleibt die Angabe.")
        }
        (true, false, true) => format!("  ersetzt   {label}: »{before}« durch »{after}«"),
        (true, false, false) => format!("  ersetzt   {label}: »{before}« durch »{after}«. Grund: {reason}"),
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
