//! `photo inspect`: what photos would tell.

use std::path::Path;
use std::process::ExitCode;

use sperrfrist_photo::{Fate, Inspection, Limits, inspect};

use super::photo_fault;
use super::report::each;
use crate::arguments::Inspect;
use crate::files;
use crate::tell::say;

pub fn run(arguments: &Inspect) -> ExitCode {
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
