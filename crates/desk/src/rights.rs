//! The law of rights on the desk: what a photo says of its author and its licence beside what the officer says.
//!
//! What is a change, and what needs a reason, is decided in the photo room. Here it is said before anything is
//! cleaned.

use sperrfrist_archive::Attachment;
use sperrfrist_photo::{Inspection, PhotoError, replaced_rights};
use sperrfrist_release::preflight::{Flaw, Place, Rule};
use sperrfrist_release::{Caption, Release};

use crate::picture::to_photo;

/// What was read in the file when it was attached; nothing if a newer program wrote it.
pub(crate) fn inspection(photo: &Attachment) -> Option<Inspection> {
    serde_json::from_str(&photo.inspection).ok()
}

/// The rights that a caption tells otherwise than the file, with a reason or without.
pub(crate) fn replaced(inspection: Option<&Inspection>, caption: &Caption) -> Vec<PhotoError> {
    inspection
        .map(|inspection| replaced_rights(&inspection.caption, &to_photo(caption.clone())))
        .unwrap_or_default()
}

pub(crate) const RULE: Rule = Rule::firm(
    "photo.rightsReplaced",
    "Was ein Foto von seinen Rechten sagt, bleibt oder ist begründet anders.",
);

/// A flaw for each right of a chosen photo that is told otherwise, and not why.
pub(crate) fn flaws(attachments: &[Attachment], release: &Release) -> Option<Vec<Flaw>> {
    let mut found = Vec::new();
    for slot in &release.photos {
        let Some(photo) = slot.photo.as_ref().filter(|photo| photo.caption.rights_reason.trim().is_empty())
        else {
            continue;
        };
        let attached = attachments.iter().find(|known| photo.original.as_ref() == Some(&known.original));
        let inspection = attached.and_then(inspection);
        found.extend(replaced(inspection.as_ref(), &photo.caption).into_iter().map(|error| {
            Flaw::at(
                Place::Photo { slot: slot.id, field: None },
                error.to_string(),
                "Übernehmen Sie die Angabe des Fotos, oder nennen Sie bei seinen Angaben den Grund für die \
                 Abweichung.",
            )
            .coded(error.code())
        }));
    }
    release.photos.iter().any(|slot| slot.photo.is_some()).then_some(found)
}
