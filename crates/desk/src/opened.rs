//! A release as its screens show it.

use sperrfrist_archive::Attachment;
use sperrfrist_photo::PhotoError;
use sperrfrist_release::preflight::Report;
use sperrfrist_release::{Person, Release, ReleaseId, people};

use crate::desk::Desk;
use crate::dossier::Dossier;
use crate::picture::{from_photo, to_edits};
use crate::view::{HiddenPicture, PhotoView, Planned, ReleaseView};
use crate::{Problem, changes, lanes, promises, rights, rules};

impl Desk {
    /// The answer of most verbs.
    pub(crate) fn view(&self, id: ReleaseId) -> Result<ReleaseView, Problem> {
        Ok(self.shown(self.dossier(id)?))
    }

    pub(crate) fn shown(&self, dossier: Dossier) -> ReleaseView {
        let draft = dossier.draft();
        let Report { findings, fulfilled } = self.report(&dossier, draft);
        let first = draft.version_of.and_then(|first| self.dossier(first).ok());
        let german = |photo: &Attachment| {
            let is_it = |known: &&Attachment| known.original == photo.original;
            Some(first.as_ref()?.attachments.iter().find(is_it)?.caption.clone())
        };
        let view = |photo: &Attachment| PhotoView { german: german(photo), ..photo_view(photo, draft) };
        ReleaseView {
            state: dossier.stored.state,
            is_stop_queued: dossier.is_stop_queued(),
            saved_at: dossier.stored.changed_at,
            lanes: lanes::of(&dossier),
            promises: promises::of(&dossier, self.now()),
            unattended: dossier.unattended.clone(),
            findings,
            fulfilled,
            planned: self.planned(&dossier),
            photos: dossier.attachments.iter().map(view).collect(),
            word_count: draft.body.word_count(),
            versions: self.family(draft),
            release: dossier.stored.release,
        }
    }

    /// What the preflight says of `draft`. That the time of what is public lies in the past is no finding.
    pub(crate) fn report(&self, dossier: &Dossier, draft: &Release) -> Report {
        let mut report = rules::report(&dossier.attachments, draft, Some(&self.clock.now()));
        rules::add_margin(&mut report, &dossier.margin, draft);
        if dossier.is_public() {
            report.findings.retain(|finding| !rules::is_about_the_time(finding));
        }
        report
    }

    fn planned(&self, dossier: &Dossier) -> Option<Planned> {
        let version = dossier.planned.as_ref()?;
        Some(Planned {
            version_at: version.version_at,
            changes: changes::count(&version.frozen, dossier.draft()),
            page_url: dossier.page_path().map(|path| self.public(path)),
            generation: dossier.acknowledged(dossier.text()).map_or(0, |row| row.prepared.generation),
        })
    }

    /// The full address of a path of the newsroom.
    pub(crate) fn public(&self, path: &str) -> String {
        format!("{}{path}", self.access.public_url.trim_end_matches('/'))
    }
}

fn photo_view(photo: &Attachment, draft: &Release) -> PhotoView {
    // An inspection that a newer program wrote shows less, but the photo stays usable.
    let inspection = rights::inspection(photo);
    let rights_replaced = rights::replaced(inspection.as_ref(), &photo.caption);
    let from_file = inspection.as_ref().map(|inspection| from_photo(inspection.caption.clone()));
    let thumbnail = inspection.as_ref().and_then(|inspection| inspection.thumbnail.as_ref());
    let hidden = thumbnail.map(|thumbnail| HiddenPicture { shows: thumbnail.shows });
    let in_slot = |slot: &&sperrfrist_release::PhotoSlot| {
        slot.photo.as_ref().is_some_and(|chosen| chosen.original.as_ref() == Some(&photo.original))
    };
    let (edited_width, edited_height) = to_edits(&photo.edits).size((photo.width, photo.height));
    let people = people::of_names(&photo.caption.persons, &photo.people);
    let recognisable = |person: &&Person| !photo.edits.hides(&person.name);
    PhotoView {
        edits: photo.edits.clone(),
        edited_width,
        edited_height,
        people_in_words: people::left_to_right(people.iter().filter(recognisable)),
        people,
        original: photo.original.clone(),
        file_name: photo.file_name.clone(),
        width: photo.width,
        height: photo.height,
        bytes: photo.bytes,
        findings: inspection.map(|inspection| inspection.findings).unwrap_or_default(),
        hidden,
        caption: photo.caption.clone(),
        german: None,
        from_file: from_file.unwrap_or_default(),
        rights_replaced: rights_replaced.iter().filter_map(PhotoError::field).map(str::to_owned).collect(),
        slot: draft.photos.iter().find(in_slot).map(|slot| slot.id),
        clean_bytes: photo.clean_bytes,
    }
}
