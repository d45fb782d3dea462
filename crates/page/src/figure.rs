//! Photos on a page: the figure once it is public, the officer's words before.

use serde::Serialize;
use sperrfrist_release::photo::RenditionName;
use sperrfrist_release::{FixedWords, Language, printed};

use crate::input::{PhotoFile, PublicPhoto, PublicRelease};
use crate::view::{Corrected, corrected};
use crate::words;

/// A slot of the page: one of the two.
#[derive(Serialize)]
pub(crate) struct PendingOrFigure {
    pub photo: Option<Figure>,
    pub pending: Option<String>,
}

/// A photo that is public, as it stands on any page.
#[derive(Serialize)]
pub(crate) struct Figure {
    pub path: String,
    pub number: usize,
    pub alt: String,
    pub caption: String,
    /// Before the credit: "Foto:".
    pub credit_label: &'static str,
    pub credit: String,
    pub usage_terms: String,
    pub picture: Picture,
    pub files: Vec<Download>,
    /// Over the files: "Foto herunterladen", and where there are several photos "Foto 2 herunterladen".
    pub fetch: String,
    pub fetch_numbered: String,
}

/// What a photo's own page says beyond that.
#[derive(Serialize)]
pub(crate) struct Particulars {
    pub title: String,
    pub description: String,
    pub datetime: String,
    pub full_time: String,
    pub facts: Vec<Fact>,
    pub corrections: Vec<Corrected>,
}

/// What the `img` element needs.
#[derive(Serialize)]
pub(crate) struct Picture {
    pub src: String,
    pub srcset: String,
    pub width: u32,
    pub height: u32,
}

/// One file to be fetched.
#[derive(Serialize)]
pub(crate) struct Download {
    pub path: String,
    pub label: &'static str,
    pub pixels: String,
    pub size: String,
    pub save_as: String,
}

/// A line of the particulars.
#[derive(Serialize)]
pub(crate) struct Fact {
    pub label: &'static str,
    /// Of the label, where it is not in the language of the page.
    pub lang: Option<&'static str>,
    pub value: String,
}

/// The slots in their order; one that promises nothing is left out.
pub(crate) fn slots(shown: &PublicRelease<'_>) -> Vec<PendingOrFigure> {
    let slot = |slot: &sperrfrist_release::PhotoSlot| {
        if let Some(photo) = shown.photo_of(slot.id).and_then(|photo| Figure::of(shown, photo)) {
            return Some(PendingOrFigure { photo: Some(photo), pending: None });
        }
        let pending = slot.pending_words.trim();
        (!pending.is_empty()).then(|| PendingOrFigure { photo: None, pending: Some(pending.to_owned()) })
    };
    shown.release.photos.iter().filter_map(slot).collect()
}

/// "Bild ergänzt 17:30 Uhr", for the last photo that came after the text.
pub(crate) fn photo_added(shown: &PublicRelease<'_>) -> Option<String> {
    let say = shown.words();
    let last = shown.photos.iter().map(|photo| photo.since).max()?;
    let is_later = words::minute(last) > words::minute(shown.since);
    is_later.then(|| format!("{} {}", say.picture_added, words::hour_or_full(say, last, shown.since)))
}

impl Figure {
    /// `None` for a photo without a single picture.
    pub(crate) fn of(shown: &PublicRelease<'_>, public: &PublicPhoto<'_>) -> Option<Self> {
        let (caption, say) = (&public.photo.caption, shown.words());
        Some(Self {
            path: public.path.into(),
            number: public.number,
            alt: caption.alt_text.clone(),
            caption: caption.caption.clone(),
            credit_label: say.credit,
            credit: printed::credited(&caption.credit).to_owned(),
            usage_terms: caption.usage_terms.clone(),
            picture: Picture::of(&public.files)?,
            files: distinct(
                public.files.iter().filter(|file| file.name != RenditionName::Thumbnail),
                |file| (file.width, file.height),
            )
            .into_iter()
            .map(|file| Download::of(file, public, say))
            .collect(),
            fetch: say.fetching(say.photo),
            fetch_numbered: say.fetching(&format!("{} {}", say.photo, public.number)),
        })
    }
}

impl Particulars {
    pub(crate) fn of(shown: &PublicRelease<'_>, public: &PublicPhoto<'_>) -> Self {
        let (caption, say) = (&public.photo.caption, shown.words());
        let title = match caption.headline.trim() {
            "" => format!("{} {}", say.photo_for, shown.release.headline),
            headline => headline.to_owned(),
        };
        Self {
            title,
            description: caption.extended_alt_text.clone(),
            datetime: words::rfc3339(public.since),
            full_time: words::full_time(say, public.since),
            facts: facts(public, say),
            corrections: corrected(say, &public.photo.corrections),
        }
    }
}

impl Picture {
    pub(crate) fn of(files: &[PhotoFile]) -> Option<Self> {
        let named = |name| files.iter().find(|file| file.name == name);
        let shown = named(RenditionName::Web).or_else(|| named(RenditionName::Preview)).or(files.first())?;
        let light = files.iter().filter(|file| file.name != RenditionName::Print);
        let light = distinct(light, |file| file.width);
        let srcset = if light.len() > 1 {
            light.iter().map(|file| format!("{} {}w", file.path, file.width)).collect::<Vec<_>>().join(", ")
        } else {
            String::new()
        };
        Some(Self { src: shown.path.clone(), srcset, width: shown.width, height: shown.height })
    }
}

impl Download {
    fn of(file: &PhotoFile, public: &PublicPhoto<'_>, say: &FixedWords) -> Self {
        // The page's address names the file, so that a download folder stays legible.
        let slug = public.path.trim_start_matches('/').split('/').nth(1).unwrap_or("foto");
        let (label, suffix) = match file.name {
            RenditionName::Print => (say.for_print, "druck"),
            RenditionName::Web => (say.for_web, "web"),
            RenditionName::Preview => (say.preview, "vorschau"),
            RenditionName::Thumbnail => (say.thumbnail, "miniatur"),
        };
        Self {
            path: file.path.clone(),
            label,
            pixels: format!("{} × {} {}", file.width, file.height, say.pixels),
            size: say.size(file.bytes),
            save_as: format!("{slug}-foto-{}-{suffix}.jpg", public.number),
        }
    }
}

/// Of a small photo several renditions are alike; the first of each kind will do.
fn distinct<'a, K: PartialEq>(
    files: impl IntoIterator<Item = &'a PhotoFile>,
    kind: impl Fn(&PhotoFile) -> K,
) -> Vec<&'a PhotoFile> {
    let mut kept: Vec<&PhotoFile> = Vec::new();
    for file in files {
        if kept.iter().all(|other| kind(other) != kind(file)) {
            kept.push(file);
        }
    }
    kept
}

fn facts(public: &PublicPhoto<'_>, say: &FixedWords) -> Vec<Fact> {
    let caption = &public.photo.caption;
    let place = [caption.city.trim(), caption.country.trim()];
    let place = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let (left_to_right, lang) = match say.left_to_right {
        Some(words) => (words, None),
        None => (Language::German.words().left_to_right.unwrap_or_default(), Some("de")),
    };
    let facts = [
        (left_to_right, lang, caption.persons.join(", ")),
        (say.place, None, place),
        (say.date, None, caption.date.map(say.calendar.date).unwrap_or_default()),
        (say.creator, None, caption.creator.clone()),
        (say.copyright, None, caption.copyright.clone()),
    ];
    facts
        .into_iter()
        .filter(|(.., value)| !value.trim().is_empty())
        .map(|(label, lang, value)| Fact { label, lang, value })
        .collect()
}
