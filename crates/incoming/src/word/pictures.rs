//! The pictures in the text, and what their author said of them.

use roxmltree::Node;

use crate::IncomingError;
use crate::reading::{Content, Leaving, LeftOutKind, Look, Paragraph, Picture, Piece, Tracked};

use super::package::{Package, Relations};
use super::walk::Walk;
use super::xml::relation;

/// How many pictures are taken from one file.
const MOST: usize = 100;

/// A picture before its bytes are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// The relationship that leads to it; empty where it is only linked.
    id: String,
    alt_text: String,
    cropped: bool,
    hidden: bool,
}

/// The pictures of a drawing.
pub(super) fn places(all: &[Node<'_, '_>], drawing: Node<'_, '_>, hidden: bool) -> Vec<Place> {
    let mut places = Vec::new();
    for one in all {
        let id = match one.tag_name().name() {
            "blip" => relation(*one, "embed").or_else(|| relation(*one, "link")),
            "imagedata" => relation(*one, "id").or_else(|| relation(*one, "href")),
            _ => None,
        };
        let Some(id) = id else { continue };
        let around: Vec<Node<'_, '_>> = one.ancestors().take_while(|outer| *outer != drawing).collect();
        let frame = around
            .iter()
            .find(|outer| matches!(outer.tag_name().name(), "inline" | "anchor"))
            .and_then(|frame| frame.children().find(|inner| inner.tag_name().name() == "docPr"));
        // What is said of the picture itself; else what is said of the frame it stands in.
        let own = around
            .iter()
            .find(|outer| outer.tag_name().name() == "pic")
            .and_then(|pic| pic.descendants().find(|inner| inner.tag_name().name() == "cNvPr"));
        let shape = around.iter().find(|outer| outer.tag_name().name() == "shape");
        let spoken = [own.as_ref(), frame.as_ref(), shape]
            .into_iter()
            .flatten()
            .flat_map(|node| ["descr", "alt", "title"].map(|attribute| node.attribute(attribute)))
            .flatten()
            .find_map(alt_text);
        let fill = around.iter().find(|outer| outer.tag_name().name() == "blipFill");
        let cut = fill
            .and_then(|fill| fill.children().find(|inner| inner.tag_name().name() == "srcRect"))
            .is_some_and(|cut| cut.attributes().any(|side| side.value().parse().is_ok_and(|by: i64| by > 0)));
        let cut = cut || one.attributes().any(|side| side.name().starts_with("crop") && side.value() != "0");
        let invisible = frame.is_some_and(|node| node.attribute("hidden").is_some_and(|is| is != "0"));
        places.push(Place {
            id: id.to_owned(),
            alt_text: spoken.unwrap_or_default(),
            cropped: cut,
            hidden: hidden || invisible,
        });
    }
    places
}

/// A description that a person wrote. Word guesses one and says so, and older ones put the file's name there.
fn alt_text(said: &str) -> Option<String> {
    const GUESSED: [&str; 6] = [
        "automatisch generierte",
        "automatically generated",
        "ki-generierte inhalte",
        "ai-generated content",
        "wird ki-generiert",
        "mit ki generiert",
    ];
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let small = said.to_lowercase();
    let guessed = GUESSED.iter().any(|words| small.contains(words));
    let file = [".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".webp", ".bmp", ".emf", ".wmf", ".heic"];
    let is_file = file.iter().any(|end| small.ends_with(end));
    (!said.is_empty() && !guessed && !is_file).then_some(said)
}

impl Walk<'_> {
    pub fn picture(&mut self, place: Place, tracked: Tracked) {
        let content = Content::Picture(self.found.pictures.len());
        self.found.pictures.push(place);
        self.open.pieces.push(Piece { content, look: Look::default(), tracked });
    }
}

/// Reads the pictures; those that are not in the file, hidden or too many are listed and leave the text.
pub(super) fn load(
    places: Vec<Place>,
    paragraphs: &mut [Paragraph],
    package: &mut Package<'_>,
    relations: &Relations,
    left_out: &mut Leaving,
) -> Result<Vec<Picture>, IncomingError> {
    let mut pictures: Vec<Picture> = Vec::new();
    let mut new_places = Vec::with_capacity(places.len());
    for place in places {
        let target = relations.get(&place.id);
        let name = target.map(|found| last(&found.target).to_owned()).unwrap_or_default();
        let inside = target.filter(|found| !found.external);
        let bytes = match inside {
            Some(found) if !place.hidden && pictures.len() < MOST => package.picture(&found.target)?,
            _ => None,
        };
        new_places.push(match bytes {
            Some(bytes) => {
                let Place { alt_text, cropped, .. } = place;
                pictures.push(Picture { bytes, file_name: name, alt_text, cropped });
                Some(pictures.len() - 1)
            }
            None => {
                let kind = if place.hidden { LeftOutKind::HiddenText } else { LeftOutKind::LinkedPicture };
                left_out.note(kind, "Bild", &name);
                None
            }
        });
    }
    for paragraph in paragraphs {
        paragraph.pieces.retain_mut(|piece| match &mut piece.content {
            Content::Text(_) => true,
            Content::Picture(at) => match new_places[*at] {
                Some(place) => {
                    *at = place;
                    true
                }
                None => false,
            },
        });
    }
    Ok(pictures)
}

fn last(target: &str) -> &str {
    target.rsplit(['/', '\\']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::alt_text;

    #[test]
    fn what_nobody_wrote_is_no_alternative_text() {
        assert_eq!(alt_text(" Eine Frau\n unterschreibt. ").as_deref(), Some("Eine Frau unterschreibt."));
        for said in [
            "",
            "Ein Bild, das Person enthält. Automatisch generierte Beschreibung",
            "Ein Bild, das Text enthält.\n\nKI-generierte Inhalte können fehlerhaft sein.",
            "A picture containing person. Description automatically generated",
            "C:\\Users\\lindner\\DSC_4417.JPG",
        ] {
            assert_eq!(alt_text(said), None, "{said}");
        }
    }
}
