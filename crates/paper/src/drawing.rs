//! A drawing (SVG 1.1), rebuilt from what is drawn. What its program, its layers and its file would tell stands in parts
//! that draw nothing, and they are not taken along.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use roxmltree::{Document, Node, ParsingOptions};

use crate::picture::PictureFault;

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";

const ELEMENTS: [&str; 18] = [
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "clipPath",
    "mask",
    "pattern",
    "linearGradient",
    "radialGradient",
    "stop",
];

/// What is left out without being missed.
const SILENT: [&str; 3] = ["title", "desc", "metadata"];

const GEOMETRY: [&str; 36] = [
    "x",
    "y",
    "width",
    "height",
    "viewBox",
    "preserveAspectRatio",
    "d",
    "points",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "x1",
    "y1",
    "x2",
    "y2",
    "fx",
    "fy",
    "fr",
    "transform",
    "gradientTransform",
    "gradientUnits",
    "spreadMethod",
    "patternUnits",
    "patternContentUnits",
    "patternTransform",
    "clipPathUnits",
    "maskUnits",
    "maskContentUnits",
    "offset",
    "pathLength",
    "version",
    "id",
    "href",
    "style",
];

/// Presentation attributes, which may stand in `style` too.
const PAINT: [&str; 24] = [
    "fill",
    "fill-opacity",
    "fill-rule",
    "stroke",
    "stroke-width",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-opacity",
    "opacity",
    "color",
    "stop-color",
    "stop-opacity",
    "clip-path",
    "clip-rule",
    "mask",
    "mask-type",
    "display",
    "visibility",
    "overflow",
    "paint-order",
    "mix-blend-mode",
];

const NODES_MAX: u32 = 100_000;
const DEPTH_MAX: usize = 60;

/// A drawing of shapes alone.
pub(crate) struct Drawing {
    /// The file, rebuilt.
    pub svg: String,
    pub width: f64,
    pub height: f64,
}

impl Drawing {
    pub fn of(text: &str) -> Result<Self, PictureFault> {
        let options = ParsingOptions { allow_dtd: true, nodes_limit: NODES_MAX, ..ParsingOptions::default() };
        let tree = Document::parse_with_options(text, options).map_err(|_| PictureFault::Unreadable)?;
        let root = tree.root_element();
        if root.tag_name().name() != "svg" || root.tag_name().namespace() != Some(SVG) {
            return Err(PictureFault::Unreadable);
        }
        let number = |name| {
            let text: &str = root.attribute(name)?;
            text.trim_end_matches("px").trim_end_matches("mm").trim_end_matches("pt").parse::<f64>().ok()
        };
        let view: Option<Vec<f64>> = root
            .attribute("viewBox")
            .map(|text| text.split([' ', ',']).filter_map(|part| part.parse().ok()).collect());
        let view = view.filter(|view| view.len() == 4).map(|view| (view[2], view[3]));
        let (width, height) =
            number("width").zip(number("height")).or(view).ok_or(PictureFault::Unreadable)?;
        let mut rebuilt = Rebuilt { svg: String::new(), names: Names::of(&tree) };
        rebuilt.element(root, 0)?;
        Ok(Self { svg: rebuilt.svg, width, height })
    }
}

/// The names by which parts refer to each other. They say what a layer was called, so they are numbered anew.
struct Names(HashMap<String, usize>);

impl Names {
    fn of(tree: &Document<'_>) -> Self {
        let used: HashSet<&str> = tree
            .descendants()
            .flat_map(|node| node.attributes())
            .flat_map(|attribute| referred(attribute.value()))
            .collect();
        let ids = tree.descendants().filter_map(|node| node.attribute("id"));
        let mut names = HashMap::new();
        for id in ids.filter(|id| used.contains(id)) {
            let next = names.len() + 1;
            names.entry(id.to_owned()).or_insert(next);
        }
        Self(names)
    }

    fn anew(&self, id: &str) -> Option<String> {
        self.0.get(id).map(|number| format!("n{number}"))
    }
}

/// What a value refers to within the drawing: `#a`, `url(#a)`.
fn referred(value: &str) -> impl Iterator<Item = &str> {
    let whole = value.trim().strip_prefix('#');
    let within = value.split("url(").skip(1).filter_map(|rest| {
        let name = rest.split(')').next()?.trim().trim_matches(['"', '\'']);
        name.strip_prefix('#')
    });
    whole.into_iter().chain(within)
}

struct Rebuilt {
    svg: String,
    names: Names,
}

impl Rebuilt {
    fn element(&mut self, node: Node<'_, '_>, depth: usize) -> Result<(), PictureFault> {
        let name = node.tag_name().name();
        if !ELEMENTS.contains(&name) || depth > DEPTH_MAX {
            return Err(PictureFault::NotDrawn);
        }
        self.svg.push('<');
        self.svg.push_str(name);
        if depth == 0 {
            let _ = write!(self.svg, " xmlns=\"{SVG}\"");
        }
        for attribute in node.attributes() {
            let is_link = attribute.name() == "href" && attribute.namespace() == Some(XLINK);
            if is_link || attribute.namespace().is_none() {
                self.attribute(attribute.name(), attribute.value());
            }
        }
        let drawn: Vec<Node<'_, '_>> = node
            .children()
            .filter(|child| child.is_element() && child.tag_name().namespace() == Some(SVG))
            .filter(|child| !SILENT.contains(&child.tag_name().name()))
            .collect();
        if drawn.is_empty() {
            self.svg.push_str("/>");
            return Ok(());
        }
        self.svg.push('>');
        for child in drawn {
            self.element(child, depth + 1)?;
        }
        let _ = write!(self.svg, "</{name}>");
        Ok(())
    }

    fn attribute(&mut self, name: &str, value: &str) {
        let kept = match name {
            "id" => self.names.anew(value),
            "href" => {
                value.trim().strip_prefix('#').and_then(|id| self.names.anew(id)).map(|id| format!("#{id}"))
            }
            "style" => {
                let kept = value.split(';').filter_map(|part| {
                    let (name, value) = part.split_once(':')?;
                    let name = name.trim();
                    PAINT
                        .contains(&name)
                        .then(|| self.plain(value))
                        .flatten()
                        .map(|value| format!("{name}:{value}"))
                });
                Some(kept.collect::<Vec<_>>().join(";")).filter(|style| !style.is_empty())
            }
            name if GEOMETRY.contains(&name) || PAINT.contains(&name) => self.plain(value),
            _ => None,
        };
        if let Some(value) = kept {
            let _ = write!(self.svg, " {name}=\"{value}\"");
        }
    }

    /// A value of numbers, names of CSS and references within; `None` where it is anything else.
    fn plain(&self, value: &str) -> Option<String> {
        let mut value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(at) = value.find("url(") {
            let id = referred(&value).next().and_then(|id| self.names.anew(id))?;
            let rest = value[at..].split_once(')')?.1.to_owned();
            if rest.contains("url(") {
                return None;
            }
            value = format!("{}url(#{id}){rest}", &value[..at]);
        }
        let is_plain = |c: char| c.is_ascii_alphanumeric() || " .,+-#%()".contains(c);
        value.chars().all(is_plain).then_some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rebuilt(inner: &str) -> Result<String, PictureFault> {
        let text = format!(
            "<?xml version=\"1.0\"?><!-- von Karla Hartung --><svg xmlns=\"{SVG}\" \
             xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" xmlns:xlink=\"{XLINK}\" width=\"9mm\" \
             height=\"9mm\" inkscape:export-filename=\"/home/hartung/logo.png\" data-owner=\"Hartung\">{inner}</svg>"
        );
        Drawing::of(&text).map(|drawing| drawing.svg)
    }

    #[test]
    fn what_draws_is_kept_and_what_tells_of_its_maker_is_not() {
        let svg = rebuilt(
            "<title>Entwurf Hartung</title><metadata>Hartung</metadata><g id=\"Ebene_Hartung\" inkscape:label=\"Hartung\">\
             <linearGradient id=\"Verlauf-Hartung\"><stop offset=\"0\" style=\"stop-color:#0b5d3b;-inkscape-font:Hartung\"/>\
             </linearGradient><path class=\"hartung\" fill=\"url(#Verlauf-Hartung)\" d=\"M0 0h9v9z\"/>\
             <use xlink:href=\"#Verlauf-Hartung\"/><use href=\"https://hartung.example/a.svg#b\"/></g>",
        )
        .expect("a drawing");
        assert!(!svg.to_lowercase().contains("hartung"), "{svg}");
        assert_eq!(
            svg,
            format!(
                "<svg xmlns=\"{SVG}\" width=\"9mm\" height=\"9mm\"><g><linearGradient id=\"n1\"><stop offset=\"0\" \
                 style=\"stop-color:#0b5d3b\"/></linearGradient><path fill=\"url(#n1)\" d=\"M0 0h9v9z\"/>\
                 <use href=\"#n1\"/><use/></g></svg>"
            )
        );
        let again = Drawing::of(&svg).expect("what was rebuilt can be read").svg;
        assert_eq!(again, svg);
    }

    #[test]
    fn what_would_be_missed_is_refused() {
        for drawn in
            ["<text>Stadt</text>", "<image href=\"a.png\"/>", "<style>a{}</style>", "<script/>", "<filter/>"]
        {
            assert_eq!(rebuilt(drawn), Err(PictureFault::NotDrawn), "{drawn}");
        }
        assert_eq!(rebuilt(&"<g>".repeat(100_000)), Err(PictureFault::Unreadable));
    }
}
