//! Shows what a file tells beyond its picture, in the reader's words.
//!
//! Nothing stays unsaid: what is not known by name is still listed by its size, as something that goes.

mod exif;
mod packets;
pub(crate) mod segments;

use serde::{Deserialize, Serialize};

use crate::container::{self, Container, drawn};
use crate::error::field_label;
use crate::format::Format;
use crate::read::icc::Profile;
use crate::{Caption, Finding, Limits, PhotoError, write};

/// What a photo is and what it tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct Inspection {
    /// The format by its content, never by its name.
    pub format: Format,
    /// Width in pixels as drawn, that is after turning.
    pub width: u32,
    /// Height in pixels as drawn.
    pub height: u32,
    /// How the picture is turned when drawn, 1 to 8 (Exif 3.0, tag 274).
    pub orientation: u8,
    /// Size of the file in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// What the file tells beyond its picture, the most private first.
    pub findings: Vec<Finding>,
    /// The small picture embedded in the EXIF. It may show what was cropped away.
    pub thumbnail: Option<Thumbnail>,
    /// What the photographer wrote (XMP before IPTC before EXIF): fills the form.
    pub caption: Caption,
}

/// A small picture embedded in a photo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct Thumbnail {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Its size in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    #[serde(skip)]
    #[ts(skip)]
    jpeg: Vec<u8>,
}

impl Thumbnail {
    /// The embedded JPEG as it stands in the file: to be shown to the officer, never to be published.
    ///
    /// Empty after a trip through serde, which leaves it out.
    #[must_use]
    pub fn jpeg(&self) -> &[u8] {
        &self.jpeg
    }

    /// `None` if `jpeg` is not the start of a JPEG that says its size.
    fn read(jpeg: &[u8]) -> Option<Self> {
        let (width, height) = segments::size_of(jpeg)?;
        Some(Self { width, height, bytes: jpeg.len() as u64, jpeg: jpeg.to_vec() })
    }
}

/// Reads what a photo tells. Changes nothing, decodes no picture.
///
/// # Errors
/// The same structural [`PhotoError`]s as [`crate::clean`]: what cannot be cleaned is not shown as if it could.
/// Metadata that is broken is no error, but a finding ("nicht lesbar").
pub fn inspect(bytes: &[u8], limits: &Limits) -> Result<Inspection, PhotoError> {
    let photo = container::open(bytes, limits)?;
    let orientation = photo.orientation();
    let (width, height) = drawn(photo.size(), orientation);
    let told = findings(photo.as_ref());
    Ok(Inspection {
        format: photo.format(),
        width,
        height,
        orientation,
        bytes: bytes.len() as u64,
        findings: told.list,
        thumbnail: told.thumbnail,
        caption: told.caption,
    })
}

/// Everything a file tells.
#[derive(Debug, Default)]
pub(crate) struct Told {
    pub list: Vec<Finding>,
    pub thumbnail: Option<Thumbnail>,
    pub caption: Caption,
}

impl Told {
    pub(crate) fn goes(&mut self, code: &str, label: &str, value: impl Into<String>) {
        self.list.push(Finding::goes(code, label, value));
    }

    /// Whether the form will show this text, so that nothing of it is lost unseen.
    pub(crate) fn is_in_caption(&self, text: &str) -> bool {
        let text = text.trim();
        let day = self.caption.date.map(|day| day.to_string()).unwrap_or_default();
        let texts = self.caption.texts();
        let mut words = texts
            .iter()
            .map(|(_, text)| text.trim())
            .chain(self.caption.persons.iter().map(|name| name.trim()));
        !text.is_empty() && (words.any(|word| word == text) || text == day || text == day.replace('-', ""))
    }

    /// Takes over the words of `other` where there are none yet.
    pub(crate) fn fill(&mut self, other: &Caption) {
        for (name, text) in other.texts() {
            if let Some(field) = self.caption.text_mut(name).filter(|field| field.is_empty()) {
                text.clone_into(field);
            }
        }
        if self.caption.persons.is_empty() {
            self.caption.persons.clone_from(&other.persons);
        }
        self.caption.date = self.caption.date.or(other.date);
    }
}

pub(crate) fn findings(photo: &dyn Container) -> Told {
    let blocks = photo.blocks();
    let mut told = Told::default();
    // XMP first: of words said twice, its own count (Metadata Working Group, Guidelines 2.0, section 3).
    let mut xmp = Told::default();
    packets::xmp(&blocks.xmp, &mut xmp);
    packets::resources(&blocks.resources, &mut xmp);
    exif::tell(&blocks.exif, &mut told);
    let from_exif = std::mem::take(&mut told.caption);
    told.caption = xmp.caption;
    told.fill(&from_exif);
    told.list.append(&mut xmp.list);
    photo.tell(&mut told);
    words(&mut told);
    drawing(photo, &mut told.list);
    told
}

/// The photographer's words, for the officer to decide about.
fn words(told: &mut Told) {
    let caption = &told.caption;
    let decide =
        |name: &str, text: String| Finding::you_decide(&format!("caption.{name}"), field_label(name), text);
    let mut list = Vec::new();
    // What the camera says of the photographer is told once: as the words that fill the form.
    let said_twice = |finding: &Finding| {
        let of_camera =
            ["exif.artist", "exif.copyright", "exif.description"].contains(&finding.code.as_str());
        of_camera && told.is_in_caption(&finding.value)
    };
    let rest: Vec<Finding> = told.list.iter().filter(|finding| !said_twice(finding)).cloned().collect();
    for (name, text) in caption.texts() {
        if !text.is_empty() {
            list.push(decide(name, text.to_owned()));
        }
    }
    if !caption.persons.is_empty() {
        list.push(decide("persons", caption.persons.join(", ")));
    }
    if let Some(day) = caption.date {
        list.push(decide("date", day.format("%d.%m.%Y").to_string()));
    }
    told.list = rest;
    told.list.append(&mut list);
}

/// What the picture needs to be drawn right.
fn drawing(photo: &dyn Container, list: &mut Vec<Finding>) {
    let orientation = photo.orientation();
    if orientation > 1 {
        let turned = match orientation {
            2 => "gespiegelt",
            3 => "auf dem Kopf",
            4 => "auf dem Kopf und gespiegelt",
            5 => "nach links gedreht und gespiegelt",
            6 => "nach rechts gedreht",
            7 => "nach rechts gedreht und gespiegelt",
            _ => "nach links gedreht",
        };
        list.push(Finding::stays("orientation", "Ausrichtung", turned));
    }
    let look = photo.look();
    if let Some(icc) = &look.icc {
        let name = Profile::read(icc).and_then(|profile| profile.name());
        match write::icc::scrubbed(icc, look.channels) {
            Some(scrubbed) => {
                let public = name.filter(|name| write::icc::is_public_name(name));
                // Beside a public name there are at least a maker's copyright and identifiers.
                let told = if public.is_some() { "Angaben des Herstellers" } else { "Name oder Gerät" };
                list.push(Finding::stays(
                    "icc",
                    "Farbprofil",
                    public.unwrap_or_else(|| "ohne Namen".to_owned()),
                ));
                if scrubbed != *icc {
                    list.push(Finding::goes("icc.text", "Texte im Farbprofil", told));
                }
            }
            None => list.push(Finding::goes("icc.unreadable", "Farbprofil", "nicht lesbar")),
        }
    }
    if let Some(density) = look.density.and_then(|density| density.words()) {
        list.push(Finding::stays("density", "Auflösung", density));
    }
}
