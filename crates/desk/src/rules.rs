//! The preflight as a desk asks it: the rules of the trade, and those that need what this desk keeps.

use sperrfrist_archive::{Attachment, Margin};
use sperrfrist_clock::Reading;
use sperrfrist_release::preflight::{self, Finding, Known, Report};
use sperrfrist_release::{Release, SlotId};

use crate::picture::to_edits;
use crate::{margin, rights, zones};

/// Everything that is to be said of a release; without a reading nothing of its time having passed.
pub(crate) fn report(attachments: &[Attachment], release: &Release, now: Option<&Reading>) -> Report {
    let pixels = pixels(attachments, release);
    let mut report = preflight::check(release, Known { now, pixels: &pixels });
    if let Some(flaws) = rights::flaws(attachments, release) {
        report.add(release, &rights::RULE, flaws);
    }
    if let Some(flaws) = zones::flaws(release) {
        report.add(release, &zones::RULE, flaws);
    }
    report
}

/// What is to be said of those who were asked to agree: it concerns the draft, and never what was planned.
pub(crate) fn add_margin(report: &mut Report, margin: &Margin, draft: &Release) {
    if let Some(flaws) = margin::rules::consents(margin, draft) {
        report.add(draft, &margin::rules::CONSENTS, flaws);
    }
    if let Some(flaws) = margin::rules::authorisations(margin, draft) {
        report.add(draft, &margin::rules::AUTHORISATIONS, flaws);
    }
}

/// The sizes of what the edits leave of the chosen photos.
fn pixels(attachments: &[Attachment], release: &Release) -> Vec<(SlotId, (u32, u32))> {
    let size = |slot: &sperrfrist_release::PhotoSlot| {
        let original = slot.photo.as_ref()?.original.as_ref()?;
        let attached = attachments.iter().find(|photo| photo.original == *original)?;
        let edits = to_edits(&slot.photo.as_ref()?.edits);
        Some((slot.id, edits.size((attached.width, attached.height))))
    };
    release.photos.iter().filter_map(size).collect()
}

/// Whether it concerns only a time that is still to come: of what is public, or goes out at once, it says nothing.
pub(crate) fn is_about_the_time(finding: &Finding) -> bool {
    const CODES: [&str; 5] = ["time.past", "time.zone_changed", "time.soon", "time.night", "time.holiday"];
    CODES.contains(&finding.code.as_str())
}
