//! The verb "import": a letterhead that somebody has handed on.

use std::collections::HashMap;

use sperrfrist_paper::{Letterhead, LetterheadDraft};

use super::logo;
use crate::Problem;
use crate::desk::Desk;
use crate::view::{LetterheadFilesRequest, LetterheadView};

impl Desk {
    /// Reads a letterhead from its file, with its logo in it or in a file beside it, and keeps it as a new one.
    ///
    /// # Errors
    /// [`Problem`] with the first thing that is wrong in it, and its line.
    pub fn import_letterhead(
        &self,
        request: LetterheadFilesRequest,
        bytes: &[u8],
    ) -> Result<LetterheadView, Problem> {
        let mut rest = bytes;
        let mut files = HashMap::new();
        for file in request.files {
            let (own, after) = rest.split_at_checked(file.bytes).ok_or_else(no_letterhead)?;
            files.insert(file.name, own);
            rest = after;
        }
        let is_letterhead = |name: &&String| files.len() == 1 || name.to_lowercase().ends_with(".toml");
        let name = files.keys().find(is_letterhead).ok_or_else(no_letterhead)?;
        let text = std::str::from_utf8(files[name]).map_err(|_| no_letterhead())?;
        let text = text.trim_start_matches('\u{feff}');
        // What cannot be cleaned is refused where it is read, with its line.
        let beside = |name: &str| {
            let file = files.get(name)?;
            Some(logo::clean(file).unwrap_or_else(|_| file.to_vec()))
        };
        let letterhead = Letterhead::read(text, beside).map_err(refused)?;
        // One that came within the file has not been cleaned yet.
        let picture = letterhead.logo.as_ref().map(|logo| logo::clean(logo.picture.file())).transpose()?;
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        let house = letterhead.issuer.name.trim();
        let name = if house.is_empty() { stem } else { house };
        self.keep_letterhead(name, &LetterheadDraft::of(&letterhead), picture)
    }
}

fn refused(findings: Vec<sperrfrist_paper::Finding>) -> Problem {
    let more = findings.len().saturating_sub(1);
    let Some(first) = findings.into_iter().next() else { return no_letterhead() };
    let others = match more {
        0 => String::new(),
        1 => " Noch eine Stelle ist falsch.".to_owned(),
        more => format!(" Noch {more} Stellen sind falsch."),
    };
    let next = if first.code == "letterhead.no_logo" {
        "Wählen Sie den Briefkopf und die Datei seines Logos zusammen aus.".to_owned()
    } else {
        first.next_step
    };
    Problem::new(first.code, format!("{}: {}{others}", first.place, first.sentence), next)
}

fn no_letterhead() -> Problem {
    Problem::new(
        "letterhead.no_file",
        "Das ist kein Briefkopf.",
        "Wählen Sie die Datei eines Briefkopfs; ihr Name endet auf .toml.",
    )
}
