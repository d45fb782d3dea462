//! The release on paper: its pages while it is being written, and the file for those who approve or print.
//!
//! What the press gets is set in planning (`schedule::documents`).

use std::sync::{Mutex, PoisonError};

use sperrfrist_channels::mail::{self, Attachment};
use sperrfrist_paper::{self as paper, Letterhead, MailBody, Pages, Preview, Sheet, ShownPhoto, Variant};
use sperrfrist_release::{Caption, PhotoSlot, Release, SlotId};

use crate::desk::Desk;
use crate::schedule::picture_for_paper;
use crate::view::{
    BlockPlaceView, PageView, PagesRequest, PagesView, PaperFile, PaperFileRequest, PaperFinding,
    PaperFormat, PaperVariant,
};
use crate::{Picture, Problem, letterheads};

/// What sets the pages, kept warm between two keystrokes.
#[derive(Default)]
pub(crate) struct Press {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    preview: Option<Preview>,
    revision: u64,
    /// The last pages, with their revision.
    pages: Option<(u64, Pages)>,
    /// Those before them: a window that has not fetched all of them yet shows no gap.
    before: Option<(u64, Pages)>,
}

impl Press {
    /// Sets the sheet, and keeps its pages until those after the next are set.
    pub(crate) fn show(&self, sheet: &Sheet<'_>) -> PagesView {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let shown = kept.preview.get_or_insert_default().show(sheet);
        kept.revision += 1;
        let revision = kept.revision;
        let pages = shown.pages.as_ref();
        let size = |pages: &Pages, page| pages.size(page).map(|(width, height)| PageView { width, height });
        let sizes = pages.map(|pages| (0..pages.count()).filter_map(|page| size(pages, page)).collect());
        let sizes: Vec<PageView> = sizes.unwrap_or_default();
        let blocks = pages.map(Pages::blocks).unwrap_or_default().into_iter();
        // Where nothing can be set, the last pages stay.
        if let Some(pages) = shown.pages {
            kept.before = kept.pages.replace((revision, pages));
        }
        PagesView {
            revision,
            pages: sizes,
            blocks: blocks.map(|at| BlockPlaceView { block: at.block, page: at.page, y: at.y }).collect(),
            findings: shown.findings.into_iter().map(finding).collect(),
        }
    }
}

impl std::fmt::Debug for Press {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Press").finish_non_exhaustive()
    }
}

impl Desk {
    /// Sets the pages of a release as it is being typed.
    ///
    /// # Errors
    /// [`Problem`] where a photo cannot be drawn.
    pub fn set_pages(&self, request: PagesRequest) -> Result<PagesView, Problem> {
        let PagesRequest { release, variant, with_photos } = request;
        let draw = |slot: &PhotoSlot| {
            let original = slot.photo.as_ref().and_then(|photo| photo.original.as_deref());
            let edits = slot.photo.as_ref().map(|photo| &photo.edits);
            let drawn = original.zip(edits);
            drawn.map(|(original, edits)| self.picture(original, Picture::Preview, edits)).transpose()
        };
        let photos = if with_photos { drawn(&release, draw)? } else { Vec::new() };
        let letterhead = letterheads::of_release(&self.archive, &release)?;
        let told = told(&release, &photos);
        Ok(self.press.show(&sheet(&release, &letterhead, &shown(&told), variant)))
    }

    /// A page of those that were set last, or just before them, as SVG.
    #[must_use]
    pub fn page_svg(&self, revision: u64, page: usize) -> Option<String> {
        let kept = self.press.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, pages) = kept.pages.iter().chain(&kept.before).find(|(of, _)| *of == revision)?;
        pages.svg(page)
    }

    /// The draft as a file.
    ///
    /// # Errors
    /// [`Problem`] with the first thing that keeps it from being one.
    pub fn paper_file(&self, request: PaperFileRequest) -> Result<PaperFile, Problem> {
        let PaperFileRequest { id, variant, with_photos, format } = request;
        let release = self.dossier(id)?.stored.release;
        let draw = |slot: &PhotoSlot| {
            slot.photo
                .as_ref()
                .map(|_| picture_for_paper(self.archive.vault(), slot, release.language))
                .transpose()
        };
        let photos = if with_photos { drawn(&release, draw)? } else { Vec::new() };
        let letterhead = letterheads::of_release(&self.archive, &release)?;
        let told = told(&release, &photos);
        let shown = shown(&told);
        let sheet = sheet(&release, &letterhead, &shown, variant);
        let slug = crate::schedule::slug::of(&release.headline);
        let kind = match variant {
            PaperVariant::Embargoed => "-sperrfrist",
            PaperVariant::Public => "",
            PaperVariant::Proof => "-entwurf",
        };
        let name = |ending: &str| format!("{slug}{kind}.{ending}");
        let file = match format {
            PaperFormat::Pdf => PaperFile { name: name("pdf"), bytes: paper::pdf(&sheet).map_err(refused)? },
            PaperFormat::Word => {
                PaperFile { name: name("docx"), bytes: paper::docx(&sheet).map_err(refused)? }
            }
            PaperFormat::Mail => {
                let pdf = Attachment {
                    name: name("pdf"),
                    media_type: "application/pdf",
                    bytes: paper::pdf(&sheet).map_err(refused)?,
                };
                let MailBody { subject, text, html } = MailBody::of(&sheet);
                PaperFile { name: name("eml"), bytes: mail::draft(&subject, text, html, vec![pdf]) }
            }
        };
        Ok(file)
    }
}

/// The pictures of the slots that have a photo, in their order.
fn drawn(
    release: &Release,
    draw: impl Fn(&PhotoSlot) -> Result<Option<Vec<u8>>, Problem>,
) -> Result<Vec<(usize, paper::Picture)>, Problem> {
    let mut photos = Vec::new();
    for (index, slot) in release.photos.iter().enumerate() {
        let Some(jpeg) = draw(slot)? else { continue };
        if let Ok(picture) = paper::Picture::photo(&jpeg) {
            photos.push((index, picture));
        }
    }
    Ok(photos)
}

/// The pictures with what is said of them as it goes out.
fn told<'a>(
    release: &Release,
    photos: &'a [(usize, paper::Picture)],
) -> Vec<(SlotId, &'a paper::Picture, Caption)> {
    let told = photos.iter().filter_map(|(index, picture)| {
        let slot = release.photos.get(*index)?;
        Some((slot.id, picture, slot.photo.as_ref()?.told(release.language)))
    });
    told.collect()
}

fn shown<'a>(told: &'a [(SlotId, &paper::Picture, Caption)]) -> Vec<ShownPhoto<'a>> {
    let shown = told.iter().map(|(slot, picture, caption)| ShownPhoto {
        slot: *slot,
        picture: (*picture).clone(),
        caption,
    });
    shown.collect()
}

fn sheet<'a>(
    release: &'a Release,
    letterhead: &'a Letterhead,
    photos: &'a [ShownPhoto<'a>],
    variant: PaperVariant,
) -> Sheet<'a> {
    let variant = match variant {
        PaperVariant::Embargoed => Variant::Embargoed,
        PaperVariant::Public => Variant::Public,
        PaperVariant::Proof => Variant::Proof,
    };
    Sheet { release, letterhead, photos, variant }
}

fn finding(found: paper::Finding) -> PaperFinding {
    let block = match found.place {
        paper::Place::Block { number } => Some(number),
        _ => None,
    };
    PaperFinding {
        code: found.code.into(),
        place: found.place.to_string(),
        block,
        sentence: found.sentence,
        next_step: found.next_step,
    }
}

fn refused(findings: Vec<paper::Finding>) -> Problem {
    let more = findings.len().saturating_sub(1);
    let Some(first) = findings.into_iter().next() else {
        return Problem::new(
            "paper.refused",
            "Die Seiten lassen sich so nicht setzen.",
            "Nehmen Sie zurück, was Sie zuletzt geändert haben.",
        );
    };
    let others = match more {
        0 => String::new(),
        1 => " Noch eine Stelle hindert daran.".to_owned(),
        more => format!(" Noch {more} Stellen hindern daran."),
    };
    Problem::new(first.code, format!("{}: {}{others}", first.place, first.sentence), first.next_step)
}
