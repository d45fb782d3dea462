//! `sperrfrist-cli photo`: what photos tell, and photos that tell nothing.

mod batch;
mod clean;
mod inspect;
mod progress;
mod report;

use std::path::Path;
use std::process::ExitCode;

use sperrfrist_photo::{PhotoError, Rights};

use crate::arguments::{Photo, PhotoVerb};
use crate::fault::Fault;
use crate::{files, json};

/// The largest `caption.json`, in bytes.
const CAPTION_LIMIT: u64 = 1_000_000;

pub fn run(arguments: &Photo) -> Result<ExitCode, Fault> {
    match &arguments.verb {
        PhotoVerb::Inspect(arguments) => Ok(inspect::run(arguments)),
        PhotoVerb::Clean(arguments) => clean::run(arguments),
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

/// Without a word about rights the caption has the last word; the report names what is lost.
pub fn rights(keep: bool) -> Rights {
    if keep { Rights::Keep } else { Rights::AsSaid }
}

fn photo_fault(error: &PhotoError) -> Fault {
    Fault::new(error.code(), error.to_string(), error.next_step())
}
