//! `photo clean`: photos that tell nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use sperrfrist_photo::{Caption, CleanReport, Limits, PictureData, clean};

use super::report::each;
use super::{caption, photo_fault};
use crate::arguments::Clean;
use crate::fault::Fault;
use crate::files::{self, NewFile};
use crate::tell::say;

pub fn run(arguments: &Clean) -> Result<ExitCode, Fault> {
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
    for kept in &report.kept {
        say!("  bleibt    {kept}");
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
