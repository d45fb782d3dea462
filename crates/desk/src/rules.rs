//! How many rules of the preflight were asked of a release, for "12 von 14 erfüllt".

use sperrfrist_release::preflight::Finding;
use sperrfrist_release::{Due, Release, import};

/// How many rules were asked and are fulfilled.
#[must_use]
pub(crate) fn fulfilled(release: &Release, findings: &[Finding]) -> usize {
    let mut broken: Vec<String> =
        findings.iter().map(|finding| format!("{} {:?}", finding.code, finding.place)).collect();
    broken.sort_unstable();
    broken.dedup();
    asked(release).saturating_sub(broken.len())
}

/// The rules of [`sperrfrist_release::preflight::check`] and of [`crate::rights`] that have something to look at in
/// this release.
fn asked(release: &Release) -> usize {
    // The timetable; headline, body, dateline, contact; the links within the body.
    let always = 6;
    let of_time = match &release.due {
        Some(Due::At(due)) => {
            let stated =
                release.online_embargo_note().and_then(|note| import::embargo_time(&note.words, due.zone));
            1 + usize::from(stated.is_some()) + usize::from(release.dateline.date.is_some())
        }
        Some(Due::OnSignal(_)) | None => 0,
    };
    // Of a chosen photo: alt text, its length, caption, credit, usage terms, rights.
    let of_photos: usize = release.photos.iter().map(|slot| if slot.photo.is_some() { 6 } else { 1 }).sum();
    always + of_time + release.links.len() + of_photos
}
