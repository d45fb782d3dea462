//! XMP packets (ISO 16684-1): which properties there are, and what the photographer's words are.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use roxmltree::{Document, Node, ParsingOptions};

use crate::Caption;

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

pub(crate) const DC: &str = "http://purl.org/dc/elements/1.1/";
pub(crate) const PHOTOSHOP: &str = "http://ns.adobe.com/photoshop/1.0/";
pub(crate) const XMP_RIGHTS: &str = "http://ns.adobe.com/xap/1.0/rights/";
pub(crate) const IPTC_CORE: &str = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";
pub(crate) const IPTC_EXT: &str = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
pub(crate) const PLUS: &str = "http://ns.useplus.org/ldf/xmp/1.0/";
const CC: &str = "http://creativecommons.org/ns#";
const TIFF: &str = "http://ns.adobe.com/tiff/1.0/";

/// A property by its namespace and name.
type Name = (String, String);

/// What a packet says: its top-level properties, each as the texts in it.
#[derive(Debug, Default)]
pub(crate) struct Packet {
    /// Every top-level property with its items: one text for a simple value, one an item for an array.
    pub properties: BTreeMap<Name, Vec<String>>,
    /// The names of everything below them, and their texts, for looking things up that are nested.
    pub nested: Vec<(Name, String)>,
    /// How many texts and comments stand outside of any property.
    pub stray: usize,
    /// `tiff:Orientation`, if it is a small number.
    pub orientation: Option<u8>,
}

impl Packet {
    /// `None` if the packet is not well-formed. Entities are not expanded: a packet with a DTD is not read.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let text = text.trim_matches(|c: char| c == '\0' || c == '\u{FEFF}' || c.is_whitespace());
        let options = ParsingOptions { allow_dtd: false, nodes_limit: 50_000, ..ParsingOptions::default() };
        let document = Document::parse_with_options(text, options).ok()?;
        let mut packet = Self::default();
        for description in document.descendants().filter(|node| node.has_tag_name((RDF, "Description"))) {
            let top = description.parent().is_some_and(|parent| parent.has_tag_name((RDF, "RDF")));
            if top {
                packet.describe(description);
            }
        }
        let inside =
            |node: Node<'_, '_>| node.ancestors().any(|above| above.has_tag_name((RDF, "Description")));
        let speaks = |node: &Node<'_, '_>| {
            (node.is_text() || node.is_comment()) && node.text().is_some_and(|text| !text.trim().is_empty())
        };
        packet.stray = document.descendants().filter(|node| speaks(node) && !inside(*node)).count();
        packet.orientation = packet.simple(TIFF, "Orientation").and_then(|text| text.trim().parse().ok());
        Some(packet)
    }

    fn describe(&mut self, description: Node<'_, '_>) {
        for attribute in description.attributes() {
            if let Some(space) = attribute.namespace().filter(|space| *space != RDF && *space != XML) {
                let name = (space.to_owned(), attribute.name().to_owned());
                self.properties.entry(name).or_default().push(attribute.value().to_owned());
            }
        }
        for element in description.children().filter(Node::is_element) {
            let Some(name) = name_of(element) else { continue };
            let items: Vec<String> = items(element).map(text_of).collect();
            let values = match element.attribute((RDF, "resource")) {
                Some(address) => vec![address.to_owned()],
                None if items.is_empty() => vec![text_of(element)],
                None => items,
            };
            self.properties.entry(name).or_default().extend(values);
            for node in element.descendants().skip(1).filter(Node::is_element) {
                if let Some(name) = name_of(node).filter(|name| name.0 != RDF) {
                    let address = node.attribute((RDF, "resource")).map(str::to_owned);
                    self.nested.push((name, address.unwrap_or_else(|| text_of(node))));
                }
                for attribute in node.attributes() {
                    if let Some(space) = attribute.namespace().filter(|space| *space != RDF && *space != XML)
                    {
                        let name = (space.to_owned(), attribute.name().to_owned());
                        self.nested.push((name, attribute.value().to_owned()));
                    }
                }
            }
        }
    }

    /// The items of a property, or nothing.
    pub(crate) fn get(&self, space: &str, name: &str) -> &[String] {
        self.properties.get(&(space.to_owned(), name.to_owned())).map_or(&[], Vec::as_slice)
    }

    fn simple(&self, space: &str, name: &str) -> Option<&str> {
        self.get(space, name).iter().map(|text| text.trim()).find(|text| !text.is_empty())
    }

    /// The photographer's words in the packet.
    pub(crate) fn caption(&self) -> Caption {
        let text = |space, name| self.simple(space, name).unwrap_or_default().to_owned();
        let list = |space, name| {
            let items = self.get(space, name).iter().map(|text| text.trim().to_owned());
            items.filter(|text| !text.is_empty()).collect::<Vec<_>>()
        };
        let (day, time) = moment(&text(PHOTOSHOP, "DateCreated"));
        let nested = |space: &str, name: &str| {
            let found = self.nested.iter().find(|((s, n), text)| s == space && n == name && !text.is_empty());
            found.map(|(_, text)| text.clone()).unwrap_or_default()
        };
        let or = |first: String, second: String| if first.is_empty() { second } else { first };
        Caption {
            headline: text(PHOTOSHOP, "Headline"),
            caption: text(DC, "description"),
            alt_text: text(IPTC_CORE, "AltTextAccessibility"),
            extended_alt_text: text(IPTC_CORE, "ExtDescrAccessibility"),
            creator: or(list(DC, "creator").join(", "), text(TIFF, "Artist")),
            credit: text(PHOTOSHOP, "Credit"),
            copyright: or(text(DC, "rights"), text(TIFF, "Copyright")),
            usage_terms: text(XMP_RIGHTS, "UsageTerms"),
            web_statement: or(text(XMP_RIGHTS, "WebStatement"), text(CC, "license")),
            licensor: nested(PLUS, "LicensorName"),
            licensor_url: nested(PLUS, "LicensorURL"),
            instructions: text(PHOTOSHOP, "Instructions"),
            persons: list(IPTC_EXT, "PersonInImage"),
            location: or(text(IPTC_CORE, "Location"), nested(IPTC_EXT, "Sublocation")),
            city: or(text(PHOTOSHOP, "City"), nested(IPTC_EXT, "City")),
            country: or(text(PHOTOSHOP, "Country"), nested(IPTC_EXT, "CountryName")),
            date: day,
            time,
            ..Caption::default()
        }
    }
}

/// The day and the clock time of a date (ISO 16684-1, section 8.2.1.2), without fractions and offset.
fn moment(text: &str) -> (Option<NaiveDate>, Option<NaiveTime>) {
    let day = text.get(..10).and_then(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok());
    let clock = text.get(10..).and_then(|rest| rest.strip_prefix('T')).unwrap_or_default();
    let time = |length, format| clock.get(..length).and_then(|t| NaiveTime::parse_from_str(t, format).ok());
    (day, day.and(time(8, "%H:%M:%S").or_else(|| time(5, "%H:%M"))))
}

/// The items of an array property. Of language alternatives only the default one is an item.
fn items<'a, 'i>(property: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    let array = property
        .children()
        .find(|node| ["Alt", "Seq", "Bag"].iter().any(|kind| node.has_tag_name((RDF, *kind))));
    let is_alt = array.is_some_and(|node| node.has_tag_name((RDF, "Alt")));
    let mut list: Vec<Node<'a, 'i>> = array
        .into_iter()
        .flat_map(|node| node.children())
        .filter(|node| node.has_tag_name((RDF, "li")))
        .collect();
    if is_alt {
        let default =
            list.iter().position(|item| item.attribute((XML, "lang")) == Some("x-default")).unwrap_or(0);
        list = list.into_iter().skip(default).take(1).collect();
    }
    list.into_iter()
}

fn name_of(node: Node<'_, '_>) -> Option<Name> {
    Some((node.tag_name().namespace()?.to_owned(), node.tag_name().name().to_owned()))
}

/// The text directly in a node.
fn text_of(node: Node<'_, '_>) -> String {
    node.children().filter(Node::is_text).filter_map(|text| text.text()).collect::<String>().trim().to_owned()
}
