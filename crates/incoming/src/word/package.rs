//! The parts of the package that a Word file is, each unpacked within bounds.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use encoding_rs::{UTF_16BE, UTF_16LE};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::IncomingError;
use crate::error::OtherFile;

use super::xml;

/// How many files a package may hold. A long document with many pictures has some hundred.
const ENTRIES: usize = 10_000;
/// How large a part of text may become, in bytes.
const TEXT: u64 = 48 * 1024 * 1024;
/// How large a picture may become.
const PICTURE: u64 = 64 * 1024 * 1024;
/// How large all that is unpacked may become together.
const ALL: u64 = 512 * 1024 * 1024;

pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Places by names in small letters, for Word does not tell `Word/` from `word/` either.
    places: HashMap<String, usize>,
    left: u64,
}

/// Where a relationship leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relation {
    /// The last part of its type, such as `comments`.
    pub kind: String,
    pub target: String,
    /// Whether it leads out of the file. Such a thing is never fetched.
    pub external: bool,
}

pub(super) type Relations = HashMap<String, Relation>;

impl<'a> Package<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, IncomingError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| IncomingError::Damaged)?;
        if archive.len() > ENTRIES {
            return Err(IncomingError::Bomb);
        }
        let places = (0..archive.len())
            .filter_map(|at| Some((plain(archive.name_for_index(at)?), at)))
            .collect::<HashMap<_, _>>();
        let package = Self { archive, places, left: ALL };
        package.is_word()?;
        Ok(package)
    }

    fn is_word(&self) -> Result<(), IncomingError> {
        let under = |folder: &str| self.places.keys().any(|name| name.starts_with(folder));
        let other = |file| Err(IncomingError::Other(file));
        match () {
            () if self.has("[content_types].xml") && under("word/") => Ok(()),
            () if self.has("mimetype") && self.has("content.xml") => other(OtherFile::OpenDocument),
            () if under("xl/") || under("ppt/") => other(OtherFile::OtherOffice),
            () if self.has("[content_types].xml") => Ok(()),
            () => other(OtherFile::Archive),
        }
    }

    pub fn has(&self, name: &str) -> bool {
        self.places.contains_key(&plain(name))
    }

    /// The bytes of a part; `None` where there is none of that name.
    pub fn bytes(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, IncomingError> {
        let Some(place) = self.places.get(&plain(name)) else { return Ok(None) };
        let file = self.archive.by_index(*place).map_err(|error| match error {
            ZipError::UnsupportedArchive(why) if why == ZipError::PASSWORD_REQUIRED => {
                IncomingError::Encrypted
            }
            _ => IncomingError::Damaged,
        })?;
        // What the file says of its size is not believed: one byte more than allowed tells.
        let most = most.min(self.left);
        let mut bytes = Vec::new();
        file.take(most + 1).read_to_end(&mut bytes).map_err(|_| IncomingError::Damaged)?;
        let size = bytes.len() as u64;
        if size > most {
            return Err(IncomingError::Bomb);
        }
        self.left -= size;
        Ok(Some(bytes))
    }

    /// A part of text.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, IncomingError> {
        let Some(bytes) = self.bytes(name, TEXT)? else { return Ok(None) };
        let text = match bytes.as_slice() {
            [0xFF, 0xFE, rest @ ..] => UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
            [0xFE, 0xFF, rest @ ..] => UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
            [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest.to_vec())?,
            _ => utf8(bytes)?,
        };
        Ok(Some(text))
    }

    pub fn picture(&mut self, name: &str) -> Result<Option<Vec<u8>>, IncomingError> {
        self.bytes(name, PICTURE)
    }

    /// The relationships of a part, their targets as names in the package.
    pub fn relations(&mut self, part: &str) -> Result<Relations, IncomingError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = if folder.is_empty() {
            format!("_rels/{file}.rels")
        } else {
            format!("{folder}/_rels/{file}.rels")
        };
        let Some(text) = self.text(&name)? else { return Ok(Relations::new()) };
        let tree = xml::parse(&text)?;
        let mut relations = Relations::new();
        for node in tree.root_element().children().filter(|node| node.tag_name().name() == "Relationship") {
            let (Some(id), Some(target)) = (node.attribute("Id"), node.attribute("Target")) else { continue };
            let external = node.attribute("TargetMode") == Some("External");
            let kind = node.attribute("Type").unwrap_or_default().rsplit('/').next().unwrap_or_default();
            let target = if external { target.to_owned() } else { within(folder, target) };
            relations.insert(id.to_owned(), Relation { kind: kind.to_owned(), target, external });
        }
        Ok(relations)
    }
}

fn utf8(bytes: Vec<u8>) -> Result<String, IncomingError> {
    String::from_utf8(bytes).map_err(|_| IncomingError::Damaged)
}

fn plain(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// A target as seen from the package's top.
fn within(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn a_target_is_seen_from_the_top() {
        assert_eq!(within("word", "media/image1.png"), "word/media/image1.png");
        assert_eq!(within("word", "/word/comments.xml"), "word/comments.xml");
        assert_eq!(within("word", "../docProps/core.xml"), "docProps/core.xml");
        assert_eq!(within("", "word/document.xml"), "word/document.xml");
        assert_eq!(within("word", "../../../etc/passwd"), "etc/passwd");
    }
}
