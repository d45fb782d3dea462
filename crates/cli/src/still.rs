//! `sperrfrist-cli page` and `feed`: what the newsroom will show, as files that stand still.
//!
//! Nobody asks a gate here: whoever gets the files has what is in them. They carry the time that is planned, else now.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_newsroom::look;
use sperrfrist_page::{PageError, Part, PdfFile, PhotoFile, PublicPhoto, PublicRelease, Site, Theme, ninjs};
use sperrfrist_photo::{Limits, Options, PhotoError, Size, clean_with, renditions as drawn};
use sperrfrist_release::gate::Opening;
use sperrfrist_release::photo::RenditionName;
use sperrfrist_release::{Due, Photo, PhotoSlot, Release, SlotId, address};

use crate::arguments::{Feed, Look, Page};
use crate::fault::Fault;
use crate::tell::say;
use crate::{check, files, name, photo};

/// The largest PDF, in bytes.
const PDF_LIMIT: u64 = 100_000_000;

/// The last part of an address that the desk has not given yet.
const UNNAMED: &str = "meldung";

/// A release with its address and its time.
struct Still {
    release: Release,
    path: String,
    since: DateTime<Utc>,
}

/// A photo in all sizes.
struct Pictures {
    slot: SlotId,
    number: usize,
    path: String,
    photo: Photo,
    files: Vec<PhotoFile>,
    jpegs: Vec<Vec<u8>>,
}

impl Still {
    fn load(path: &Path) -> Result<Self, Fault> {
        let mut release = check::load(path)?.text_only();
        if !address::is_slug(&release.slug) {
            UNNAMED.clone_into(&mut release.slug);
        }
        let since = match &release.due {
            Some(Due::At(time)) => time.utc,
            _ => HostClock.now().wall,
        };
        let path = address::base(&release, Opening::At { utc: since }, since);
        Ok(Self { release, path, since })
    }

    fn shown<'a>(&'a self, pictures: Option<&'a Pictures>, pdf: Option<PdfFile>) -> PublicRelease<'a> {
        let photo = |pictures: &'a Pictures| PublicPhoto {
            slot: pictures.slot,
            path: &pictures.path,
            number: pictures.number,
            photo: &pictures.photo,
            files: pictures.files.clone(),
            since: self.since,
        };
        PublicRelease {
            release: &self.release,
            path: &self.path,
            since: self.since,
            photos: pictures.map(photo).into_iter().collect(),
            pdf,
            versions: Vec::new(),
        }
    }

    /// Cleans the photo and draws its copies, for the first place that waits for one, or for a new one.
    fn pictures(&mut self, file: &Path, caption: &Path) -> Result<Pictures, Fault> {
        let limits = Limits::default();
        let bytes = files::read(file, limits.max_bytes)?;
        let refused =
            |error: PhotoError| Fault::new(error.code(), error.to_string(), error.next_step()).at(file);
        let said: sperrfrist_photo::Caption = photo::caption(caption)?;
        if said.alt_text.trim().is_empty() {
            return Err(Fault::new(
                "page.no_alt_text",
                "Dem Foto fehlt die Bildbeschreibung (Alternativtext).",
                "Schreiben Sie in »altText«, was auf dem Foto zu sehen ist.",
            )
            .at(caption));
        }
        let clean = clean_with(&bytes, &said, Options::default(), &limits).map_err(refused)?;
        let edits = sperrfrist_photo::Edits::default();
        let copies = drawn(&clean, &edits, &clean.caption, &Size::all(), &limits).map_err(refused)?;
        if self.release.photos.is_empty() {
            self.release.photos.push(PhotoSlot::promised(SlotId::random(), "Foto"));
        }
        let slot = self.release.photos[0].id;
        let path = address::photo_path(&self.path, 1);
        let mut files = Vec::new();
        let mut jpegs = Vec::new();
        let names =
            [RenditionName::Print, RenditionName::Web, RenditionName::Preview, RenditionName::Thumbnail];
        for rendition in names {
            let Some(copy) = copies.iter().find(|copy| copy.name == rendition.as_str()) else { continue };
            files.push(PhotoFile {
                name: rendition,
                path: address::picture_path(&format!("foto-1-{}", rendition.as_str())),
                width: copy.width,
                height: copy.height,
                bytes: copy.jpeg.len() as u64,
            });
            jpegs.push(copy.jpeg.clone());
        }
        let photo = Photo { caption: photo::caption(caption)?, ..Photo::default() };
        Ok(Pictures { slot, number: 1, path, photo: photo.published(), files, jpegs })
    }
}

pub fn page(arguments: &Page) -> Result<ExitCode, Fault> {
    let theme = theme(&arguments.look)?;
    let mut still = Still::load(&arguments.release)?;
    let given = arguments.photo.as_deref().zip(arguments.caption.as_deref());
    let pictures = given.map(|(file, caption)| still.pictures(file, caption)).transpose()?;
    let pdf = arguments.pdf.as_deref().map(|path| files::read(path, PDF_LIMIT)).transpose()?;
    let pdf_path = format!("{}.pdf", still.path);
    let pdf_file =
        pdf.as_ref().map(|bytes| PdfFile { path: pdf_path.clone(), bytes: Some(bytes.len() as u64) });
    let shown = still.shown(pictures.as_ref(), pdf_file);
    let feed_id = feed_id(&still.release);
    let site = site(&still, &feed_id);
    let html = theme.release(&site, &shown).map_err(fault)?;
    if arguments.output.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("html")) {
        files::write(&arguments.output, html.as_bytes())?;
        said(&arguments.output);
        return Ok(ExitCode::SUCCESS);
    }
    let folder = Folder(&arguments.output);
    folder.page(&still.path, &html)?;
    if let (Some(pictures), Some(public)) = (&pictures, shown.photos.first()) {
        if let Some(html) = theme.photo(&site, &shown, public).map_err(fault)? {
            folder.page(&pictures.path, &html)?;
        }
        for (file, jpeg) in pictures.files.iter().zip(&pictures.jpegs) {
            folder.file(&file.path, jpeg)?;
        }
    }
    if let Some(pdf) = &pdf {
        folder.file(&pdf_path, pdf)?;
    }
    let all = std::slice::from_ref(&shown);
    // Without years there is no search: nobody would answer it.
    let list = |part| theme.list(&site, part, &Vec::new(), all).map_err(fault);
    folder.page("", &list(Part::Newest)?)?;
    folder.page(&format!("/{}", shown.year()), &list(Part::Year(shown.year()))?)?;
    folder.file("/feed.atom", theme.feed(&site, all, &[]).map_err(fault)?.as_bytes())?;
    folder.file(&address::ninjs_path(&still.path), ninjs(&theme.identity().address, &shown).as_bytes())?;
    for (path, html) in theme.pages_of_the_house().map_err(fault)? {
        folder.page(path, &html)?;
    }
    for asset in theme.assets() {
        folder.file(&asset.path, &asset.bytes)?;
    }
    said(&arguments.output);
    Ok(ExitCode::SUCCESS)
}

pub fn feed(arguments: &Feed) -> Result<ExitCode, Fault> {
    let theme = theme(&arguments.look)?;
    let mut stills: Vec<Still> =
        arguments.releases.iter().map(|path| Still::load(path)).collect::<Result<_, _>>()?;
    stills.sort_by_key(|still| std::cmp::Reverse(still.since));
    let releases: Vec<PublicRelease<'_>> = stills.iter().map(|still| still.shown(None, None)).collect();
    let mut paths = HashSet::new();
    if let Some(twice) = releases.iter().find(|release| !paths.insert(release.path)) {
        return Err(Fault::new(
            "feed.same_address",
            format!("Zwei Meldungen haben dieselbe Adresse: {}", twice.path),
            "Planen Sie die Meldungen zuerst, oder geben Sie ihnen verschiedene Namen in »slug«.",
        ));
    }
    let feed_id = feed_id(&stills[0].release);
    let feed = theme.feed(&site(&stills[0], &feed_id), &releases, &[]).map_err(fault)?;
    files::write(&arguments.output, feed.as_bytes())?;
    said(&arguments.output);
    Ok(ExitCode::SUCCESS)
}

fn said(output: &Path) {
    say!("Geschrieben: {}", name::shown(output));
    say!("Was hier steht, kennt keine Sperrfrist: Wer es bekommt, kann es lesen.");
}

fn theme(arguments: &Look) -> Result<Theme, Fault> {
    look(arguments.theme.as_deref(), arguments.site.as_deref())
        .map_err(|error| Fault::new(error.code(), error.to_string(), error.next_step()))
}

fn site<'a>(still: &'a Still, feed_id: &'a str) -> Site<'a> {
    Site { name: still.release.issuer.name.trim(), feed_id, founded: still.since }
}

/// The feed of a house keeps its name: a UUID of its issuer's (RFC 9562, section 5.8).
fn feed_id(release: &Release) -> String {
    let digest = Sha256::digest(format!("feed of {}", release.issuer.name.trim()));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid().hyphenated().to_string()
}

/// Only what the house brought itself can be wrong with a page.
fn fault(error: PageError) -> Fault {
    let error = sperrfrist_newsroom::NewsroomError::Theme(error);
    Fault::new(error.code(), error.to_string(), error.next_step())
}

/// Where pages lie as a web server finds them.
struct Folder<'a>(&'a Path);

impl Folder<'_> {
    fn page(&self, path: &str, html: &str) -> Result<(), Fault> {
        self.file(&format!("{path}/index.html"), html.as_bytes())
    }

    fn file(&self, path: &str, bytes: &[u8]) -> Result<(), Fault> {
        let place: PathBuf = self.0.join(path.trim_start_matches('/'));
        if let Some(folder) = place.parent() {
            files::make_folder(folder)?;
        }
        files::write(&place, bytes)
    }
}
