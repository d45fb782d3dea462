//! `photo inspect`: what photos would tell.

use std::path::Path;
use std::process::ExitCode;

use sperrfrist_photo::{Fate, Inspection, Limits, inspect};

use super::photo_fault;
use super::report::Report;
use crate::arguments::Inspect;
use crate::fault::Fault;
use crate::files;
use crate::name;
use crate::tell::say;

pub fn run(arguments: &Inspect) -> ExitCode {
    let mut report = Report::new(&arguments.paths, arguments.json);
    for (path, found) in files::below(&arguments.paths, None) {
        let outcome = found.and_then(|()| inspect_one(&path));
        report.take(&path, outcome.map(|inspection| (None, inspection)), |_, inspection| {
            print_inspection(&path, inspection);
        });
    }
    report.finish()
}

fn inspect_one(path: &Path) -> Result<Inspection, Fault> {
    let limits = Limits::default();
    let bytes = files::read(path, limits.max_bytes)?;
    inspect(&bytes, &limits).map_err(|error| photo_fault(&error).at(path))
}

fn print_inspection(path: &Path, inspection: &Inspection) {
    say!(
        "{} ({} × {} Pixel, {} Bytes)",
        name::shown(path),
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
