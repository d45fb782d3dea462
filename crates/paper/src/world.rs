//! The world as Typst sees it: templates, the data, the pictures and the fonts; no disk, no network, no clock.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::fonts::SHELF;
use crate::picture::Picture;

const SHEET: &str = "/sheet.typ";
const RECORD: &str = "/record.typ";

const FACSIMILE: &str = "/facsimile.typ";

const TEMPLATES: [(&str, &str); 5] = [
    (SHEET, include_str!("../template/sheet.typ")),
    (RECORD, include_str!("../template/record.typ")),
    (FACSIMILE, include_str!("../template/facsimile.typ")),
    ("/frame.typ", include_str!("../template/frame.typ")),
    ("/parts.typ", include_str!("../template/parts.typ")),
];

/// Paths are few and constant, for Typst never forgets one: it is the bytes behind them that change.
pub(crate) struct Room {
    library: LazyHash<Library>,
    /// The template that is set; it takes the others with it.
    main: FileId,
    sources: Vec<Source>,
    data: (FileId, Bytes),
    logo: (FileId, Option<Picture>),
    /// The document whose page is copied.
    document: (FileId, Bytes),
    photos: Vec<(FileId, Picture)>,
}

impl Room {
    pub fn for_sheets() -> Self {
        Self::of(SHEET)
    }

    pub fn for_records() -> Self {
        Self::of(RECORD)
    }

    pub fn for_facsimiles(document: Bytes) -> Self {
        let mut room = Self::of(FACSIMILE);
        room.document.1 = document;
        room
    }

    fn of(template: &str) -> Self {
        let sources =
            TEMPLATES.iter().map(|(path, text)| Source::new(file(path), (*text).to_owned())).collect();
        Self {
            library: LazyHash::new(Library::builder().build()),
            main: file(template),
            sources,
            data: (file("/data.json"), Bytes::new([])),
            logo: (file("/logo"), None),
            document: (file("/document.pdf"), Bytes::new([])),
            photos: Vec::new(),
        }
    }

    /// The words of the next pages.
    pub fn data(&mut self, json: Vec<u8>) {
        self.data.1 = Bytes::new(json);
    }

    /// The pictures of the next pages, in the order in which the data counts them.
    pub fn pictures(&mut self, logo: Option<Picture>, photos: Vec<Picture>) {
        self.logo.1 = logo;
        self.photos = photos
            .into_iter()
            .enumerate()
            .map(|(number, picture)| (file(&format!("/photo-{number}")), picture))
            .collect();
    }
}

fn file(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("a path of our own is well formed");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for Room {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &SHELF.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.iter().find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data.0 {
            return Ok(self.data.1.clone());
        }
        if id == self.logo.0
            && let Some(logo) = &self.logo.1
        {
            return Ok(logo.bytes());
        }
        if id == self.document.0 {
            return Ok(self.document.1.clone());
        }
        let photo = self.photos.iter().find(|(name, _)| *name == id);
        photo.map(|(_, picture)| picture.bytes()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        SHELF.fonts.get(index).cloned()
    }

    /// No clock is read: two runs on two days give the same file.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
