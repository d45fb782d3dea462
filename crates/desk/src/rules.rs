//! The preflight as a desk asks it: the rules of the trade, and those that need what this desk keeps; and how many were
//! asked, for "12 von 14 erfüllt".

use sperrfrist_archive::Attachment;
use sperrfrist_clock::Reading;
use sperrfrist_release::preflight::{self, Finding};
use sperrfrist_release::{Due, Release, import};

use crate::{rights, zones};

/// Everything that is to be said of a release; without a reading nothing of its time having passed.
pub(crate) fn findings(attachments: &[Attachment], release: &Release, now: Option<&Reading>) -> Vec<Finding> {
    let mut findings = preflight::check(release, now);
    findings.extend(rights::findings(attachments, release));
    findings.extend(zones::findings(release));
    findings
}

/// Whether it concerns only a time that is still to come: of what is public, or goes out at once, it says nothing.
pub(crate) fn is_about_the_time(finding: &Finding) -> bool {
    matches!(finding.code.as_str(), "time.past" | "time.zone_changed")
}

/// How many rules were asked and are fulfilled.
#[must_use]
pub(crate) fn fulfilled(release: &Release, findings: &[Finding]) -> usize {
    let mut broken: Vec<String> =
        findings.iter().map(|finding| format!("{} {:?}", finding.code, finding.place)).collect();
    broken.sort_unstable();
    broken.dedup();
    asked(release).saturating_sub(broken.len())
}

/// The rules of [`findings`] that have something to look at in this release; those of the time zone speak only where it
/// has changed.
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
