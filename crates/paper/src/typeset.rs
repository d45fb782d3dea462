//! Typst's two steps, and what it says when it refuses one.

use std::panic::{AssertUnwindSafe, catch_unwind};

use typst::diag::{SourceDiagnostic, SourceResult, Warned};
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::finding::{Finding, Place};
use crate::world::Room;

/// The pages; `None` where Typst has panicked, as 0.15.1 does over some paragraphs for which it seeks the best breaks.
pub(crate) fn compile(room: &Room) -> Option<Result<PagedDocument, Vec<Finding>>> {
    let Warned { output, .. } = guarded(|| typst::compile::<PagedDocument>(room))?;
    Some(output.map_err(|diagnostics| translated(&diagnostics)))
}

/// The file. `ident` names the document from version to version; it is hashed and does not show.
pub(crate) fn export(document: &PagedDocument, ident: String) -> Result<Vec<u8>, Vec<Finding>> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
        .map_err(|refusal| vec![refused(refusal.message())])?;
    let options = PdfOptions {
        ident: Smart::Custom(ident),
        creator: Smart::Custom(Some("Sperrfrist".into())),
        standards,
        ..PdfOptions::default()
    };
    let file: SourceResult<Vec<u8>> =
        guarded(|| typst_pdf::pdf(document, &options)).ok_or_else(|| vec![crashed()])?;
    file.map_err(|diagnostics| translated(&diagnostics))
}

/// A fault of the typesetter must not end a desk that holds a release.
pub(crate) fn guarded<T>(step: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(step)).ok()
}

pub(crate) fn crashed() -> Finding {
    Finding::new(
        "paper.fault",
        Place::Sheet,
        "Beim Setzen der Seiten ist ein Fehler aufgetreten.",
        "Nehmen Sie zurück, was Sie zuletzt geändert haben, und melden Sie uns den Fehler.",
    )
}

fn translated(diagnostics: &[SourceDiagnostic]) -> Vec<Finding> {
    let mut findings: Vec<Finding> = diagnostics.iter().map(|said| refused(&said.message)).collect();
    findings.dedup();
    findings
}

/// What gets past the checks is said in Typst's words, with ours around them.
fn refused(message: &str) -> Finding {
    let of = |code, sentence: &str, next: &str| Finding::new(code, Place::Sheet, sentence, next);
    let said = message.to_lowercase();
    if said.contains("could not be displayed") || said.contains("glyph") {
        of(
            "paper.missing_glyph",
            "Ein Zeichen der Meldung kann nicht gesetzt werden.",
            "Ersetzen Sie ungewöhnliche Zeichen durch Worte.",
        )
    } else if said.contains("alt") && said.contains("text") {
        of(
            "paper.no_alt_text",
            "Ein Bild hat keine Bildbeschreibung.",
            "Schreiben Sie in einem Satz, was auf dem Bild zu sehen ist.",
        )
    } else if said.contains("image") || said.contains("svg") {
        of(
            "paper.broken_picture",
            "Ein Bild oder das Logo lässt sich nicht lesen.",
            "Wählen Sie die Datei noch einmal, oder eine andere.",
        )
    } else {
        Finding::new(
            "paper.refused",
            Place::Sheet,
            format!("Die Seiten lassen sich so nicht setzen ({message})."),
            "Melden Sie uns diese Worte; sie nennen den Grund.",
        )
    }
}
