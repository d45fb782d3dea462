//! What the independent scanner must see in a rebuilt JPEG, without the source at hand.

use std::ops::Range;

use super::{Jpeg, Part};
use crate::{Caption, PhotoError, verify};

/// The picture as the parser saw it in the source. The coded data stand here by their place in the rebuilt file:
/// there they are the source's own, or a copy that was compared.
#[derive(Debug)]
pub(crate) struct Picture {
    /// The SOF marker and its payload.
    frame: Option<(u8, Vec<u8>)>,
    /// Each scan's header and the place of its coded data.
    scans: Vec<(Vec<u8>, Range<usize>)>,
    /// Each used table definition with the marker of its segment.
    tables: Vec<(u8, Vec<u8>)>,
    orientation: u8,
    icc: bool,
}

impl Picture {
    pub(crate) fn of(source: &Jpeg<'_>, coded: &[Range<usize>], orientation: u8, icc: bool) -> Self {
        let mut frame = None;
        let mut tables = Vec::new();
        for part in &source.parts {
            match part {
                Part::Frame(segment) => frame = Some((segment.marker, segment.payload.to_vec())),
                Part::Table(table) => {
                    let used = table.definitions.iter().filter(|d| d.used);
                    tables.extend(used.map(|definition| (table.marker, definition.bytes.to_vec())));
                }
                _ => {}
            }
        }
        let mut scans: Vec<(Vec<u8>, Range<usize>)> = Vec::new();
        let mut places = coded.iter();
        for part in &source.parts {
            match (part, scans.last_mut()) {
                (Part::Scan(scan), _) => {
                    scans.extend(places.next().map(|place| (scan.header.to_vec(), place.clone())));
                }
                // Its pieces stand one behind the other in the written file.
                (Part::Resumed(_), Some((_, place))) => {
                    place.end = places.next().map_or(place.end, |piece| piece.end);
                }
                _ => {}
            }
        }
        Self { frame, scans, tables, orientation, icc }
    }

    /// Whether the independent scanner sees this picture in the written file, and nothing it must not see.
    pub(crate) fn check(&self, written: &[u8], caption: &Caption) -> Result<(), PhotoError> {
        let seen = verify::scan(written, caption)?;
        let frame = self.frame.as_ref().map(|(marker, payload)| (*marker, payload.as_slice()));
        let scans = self.scans.iter().map(|(header, coded)| (header.as_slice(), coded.clone()));
        let tables = self.tables.iter().map(|(marker, bytes)| (*marker, bytes.as_slice()));
        if !scans.eq(seen.scans) || frame != Some(seen.frame) {
            return Err(other());
        }
        let what = if !tables.eq(seen.tables) {
            "die Tabellen des Bildes sind nicht dieselben"
        } else if self.orientation != seen.orientation {
            "die Ausrichtung ist nicht dieselbe"
        } else if self.icc != seen.icc {
            "das Farbprofil fehlt"
        } else {
            return Ok(());
        };
        Err(PhotoError::NotClean { what: what.to_owned() })
    }
}

/// Why a file that shows another picture is not let out.
pub(super) fn other() -> PhotoError {
    PhotoError::NotClean { what: "die Bilddaten sind nicht dieselben".to_owned() }
}
