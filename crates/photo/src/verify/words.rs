//! Whether XMP and IIM say the officer's words, all of them and no others.

use chrono::{DateTime, FixedOffset, Timelike};
use roxmltree::{Document, Node, NodeType};

use super::unclean;
use crate::{Caption, PhotoError};

/// A text and the way to it: the names of the elements around it, with their attributes.
type Leaf = (String, String);

pub(super) fn check_xmp(packet: Option<&[u8]>, caption: &Caption) -> Result<(), PhotoError> {
    let mut expected = expected_leaves(caption);
    let mut found = match packet {
        None => Vec::new(),
        Some(packet) => leaves(packet)?,
    };
    if packet.is_some() && found.is_empty() {
        return unclean("leeres XMP");
    }
    expected.sort_unstable();
    found.sort_unstable();
    if expected == found { Ok(()) } else { unclean("XMP sagt etwas anderes als die Bildunterschrift") }
}

/// What the packet must say, property by property (IPTC Photo Metadata 2023.1, chapter 10).
fn expected_leaves(caption: &Caption) -> Vec<Leaf> {
    let mut leaves: Vec<Leaf> = Vec::new();
    let mut expect = |path: &str, text: &str| {
        if !text.is_empty() {
            leaves.push((path.to_owned(), text.to_owned()));
        }
    };
    expect("photoshop:Headline", &caption.headline);
    expect("photoshop:Credit", &caption.credit);
    expect("photoshop:Instructions", &caption.instructions);
    expect("xmpRights:Marked", if caption.copyright.is_empty() { "" } else { "True" });
    expect("xmpRights:WebStatement", &caption.web_statement);
    let licensor = "plus:Licensor/rdf:Seq/rdf:li[Resource]";
    expect(&format!("{licensor}/plus:LicensorName"), &caption.licensor);
    expect(&format!("{licensor}/plus:LicensorURL"), &caption.licensor_url);
    expect("Iptc4xmpCore:Location", &caption.location);
    expect("photoshop:City", &caption.city);
    expect("photoshop:Country", &caption.country);
    expect("dc:description/rdf:Alt/rdf:li[x-default]", &caption.caption);
    expect("dc:rights/rdf:Alt/rdf:li[x-default]", &caption.copyright);
    expect("xmpRights:UsageTerms/rdf:Alt/rdf:li[x-default]", &caption.usage_terms);
    expect("Iptc4xmpCore:AltTextAccessibility/rdf:Alt/rdf:li[x-default]", &caption.alt_text);
    expect("Iptc4xmpCore:ExtDescrAccessibility/rdf:Alt/rdf:li[x-default]", &caption.extended_alt_text);
    expect("dc:creator/rdf:Seq/rdf:li", &caption.creator);
    for person in &caption.persons {
        expect("Iptc4xmpExt:PersonInImage/rdf:Bag/rdf:li", person);
    }
    let shown = "Iptc4xmpExt:LocationShown/rdf:Bag/rdf:li[Resource]";
    expect(&format!("{shown}/Iptc4xmpExt:Sublocation"), &caption.location);
    expect(&format!("{shown}/Iptc4xmpExt:City"), &caption.city);
    expect(&format!("{shown}/Iptc4xmpExt:CountryName"), &caption.country);
    let day = caption.date.map(|day| day.to_string()).unwrap_or_default();
    let time = caption.time.map(|time| format!("T{}", digits(time.num_seconds_from_midnight(), ":")));
    expect("photoshop:DateCreated", &(day + &time.unwrap_or_default()));
    leaves
}

fn leaves(packet: &[u8]) -> Result<Vec<Leaf>, PhotoError> {
    let Ok(text) = std::str::from_utf8(packet) else { return unclean("XMP ist kein UTF-8") };
    let Ok(document) = Document::parse(text) else { return unclean("XMP ist nicht wohlgeformt") };
    let is_frame =
        |node: &Node<'_, '_>| node.is_element() || node.pi().is_some_and(|pi| pi.target == "xpacket");
    let frame: Vec<Node<'_, '_>> = document.root().children().collect();
    let [begin, meta, end] = frame[..] else { return unclean("XMP hat einen fremden Rahmen") };
    let begins =
        begin.pi().and_then(|pi| pi.value) == Some("begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"");
    let ends = end.pi().and_then(|pi| pi.value) == Some("end=\"w\"");
    if !frame.iter().all(is_frame) || !begins || !ends {
        return unclean("XMP hat einen fremden Rahmen");
    }

    let mut leaves = Vec::new();
    for node in meta.descendants() {
        match node.node_type() {
            NodeType::Element => {}
            NodeType::Text => {
                let text = node.text().unwrap_or_default();
                let only_child = node.parent().is_some_and(|parent| parent.children().count() == 1);
                if only_child {
                    leaves.push((path(node)?, text.to_owned()));
                } else if text != "\n" {
                    return unclean("XMP hat Text an falscher Stelle");
                }
            }
            NodeType::Root | NodeType::Comment | NodeType::PI => return unclean("XMP hat einen Kommentar"),
        }
        if node.is_element() {
            step(node)?;
            if !node.has_children() {
                return unclean("XMP hat eine leere Eigenschaft");
            }
        }
    }
    Ok(leaves)
}

/// The way to a text from `rdf:Description` down.
fn path(text: Node<'_, '_>) -> Result<String, PhotoError> {
    let steps = text.ancestors().skip(1).filter(Node::is_element).map(step).collect::<Result<Vec<_>, _>>()?;
    match steps.split_last_chunk::<3>() {
        Some((inner, [description, rdf, meta])) => {
            if [description.as_str(), rdf, meta] != ["rdf:Description[]", "rdf:RDF", "x:xmpmeta"] {
                return unclean("XMP hat einen fremden Rahmen");
            }
            Ok(inner.iter().rev().cloned().collect::<Vec<_>>().join("/"))
        }
        None => unclean("XMP hat Text an falscher Stelle"),
    }
}

/// An element by its name under the usual prefix, and the value of its only attribute in brackets.
fn step(element: Node<'_, '_>) -> Result<String, PhotoError> {
    let prefix = match element.tag_name().namespace() {
        Some("adobe:ns:meta/") => "x",
        Some("http://www.w3.org/1999/02/22-rdf-syntax-ns#") => "rdf",
        Some("http://purl.org/dc/elements/1.1/") => "dc",
        Some("http://ns.adobe.com/photoshop/1.0/") => "photoshop",
        Some("http://ns.adobe.com/xap/1.0/rights/") => "xmpRights",
        Some("http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/") => "Iptc4xmpCore",
        Some("http://iptc.org/std/Iptc4xmpExt/2008-02-29/") => "Iptc4xmpExt",
        Some("http://ns.useplus.org/ldf/xmp/1.0/") => "plus",
        _ => return unclean("XMP hat einen fremden Namensraum"),
    };
    let name = format!("{prefix}:{}", element.tag_name().name());
    let attributes: Vec<_> = element.attributes().collect();
    match attributes[..] {
        [] => Ok(name),
        [only]
            if matches!(
                (name.as_str(), only.name()),
                ("rdf:Description", "about") | ("rdf:li", "lang" | "parseType")
            ) =>
        {
            Ok(format!("{name}[{}]", only.value()))
        }
        _ => unclean("XMP hat ein fremdes Attribut"),
    }
}

pub(super) fn check_iptc(payload: Option<&[u8]>, caption: &Caption) -> Result<(), PhotoError> {
    let day = caption.date.map(|day| day.to_string().replace('-', "")).unwrap_or_default();
    let time = caption.time.map(|time| digits(time.num_seconds_from_midnight(), "")).unwrap_or_default();
    let (release_day, release_time) = caption.release_at.map(release).unwrap_or_default();
    let expected: Vec<(u8, usize, &str)> = [
        (30, 8, release_day.as_str()),
        (35, 11, &release_time),
        (40, 256, &caption.instructions),
        (55, 8, &day),
        (60, 11, &time),
        (80, 32, &caption.creator),
        (90, 32, &caption.city),
        (92, 32, &caption.location),
        (101, 64, &caption.country),
        (105, 256, &caption.headline),
        (110, 32, &caption.credit),
        (116, 128, &caption.copyright),
        (120, 2_000, &caption.caption),
    ]
    .into_iter()
    .filter(|(_, _, text)| !text.is_empty())
    .collect();

    let Some(payload) = payload else {
        return if expected.is_empty() { Ok(()) } else { unclean("IPTC fehlt") };
    };
    let Some([l3, l2, l1, l0, block @ ..]) = payload.strip_prefix(b"Photoshop 3.0\x008BIM\x04\x04\0\0")
    else {
        return unclean("APP13 mit mehr als IPTC");
    };
    let length = u32::from_be_bytes([*l3, *l2, *l1, *l0]) as usize;
    let (Some(iim), Some(padding)) = (block.get(..length), block.get(length..)) else {
        return unclean("IPTC bricht ab");
    };
    if padding != &[0][..length % 2] {
        return unclean("Bytes hinter IPTC");
    }
    let Some(mut rest) = iim.strip_prefix(b"\x1C\x01\x5A\0\x03\x1B%G\x1C\x02\0\0\x02\0\x04") else {
        return unclean("IPTC mit fremdem Anfang");
    };
    for (number, max, text) in expected {
        let [0x1C, 2, found, l1, l0, data @ ..] = rest else { return unclean("IPTC fehlt ein Feld") };
        let length = usize::from(*l1) * 256 + usize::from(*l0);
        let Some(value) = data.get(..length).filter(|_| *found == number) else {
            return unclean("IPTC hat ein fremdes Feld");
        };
        if !is_cut(value, text, max) {
            return unclean("IPTC sagt etwas anderes als die Bildunterschrift");
        }
        rest = &data[length..];
    }
    if rest.is_empty() { Ok(()) } else { unclean("IPTC hat ein fremdes Feld") }
}

/// How a caption ends that says more than the picture shows; it must be read even where the text is cut.
const KEPT_END: &str = "(Person unkenntlich gemacht)";
/// Hours, minutes and seconds of a day, two digits each.
fn digits(second: u32, between: &str) -> String {
    [second / 3_600, second / 60 % 60, second % 60].map(|part| format!("{part:02}")).join(between)
}

/// A moment as IIM says it: its day, and its clock time with the offset to UTC.
fn release(moment: DateTime<FixedOffset>) -> (String, String) {
    let offset = moment.offset().local_minus_utc();
    let sign = if offset < 0 { '-' } else { '+' };
    let minutes = offset.unsigned_abs() / 60;
    let time = digits(moment.num_seconds_from_midnight(), "");
    let day = moment.date_naive().to_string().replace('-', "");
    (day, format!("{time}{sign}{:02}{:02}", minutes / 60, minutes % 60))
}

/// Whether `value` is `text`, or its longest beginning of whole characters within `max` bytes.
fn is_cut(value: &[u8], text: &str, max: usize) -> bool {
    let end = format!(" {KEPT_END}");
    match text.strip_suffix(KEPT_END) {
        Some(before) if text.len() > max && max >= end.len() => {
            value.strip_suffix(end.as_bytes()) == Some(beginning(before, max - end.len()))
        }
        _ => value == beginning(text, max),
    }
}

/// The longest beginning of whole characters within `max` bytes.
fn beginning(text: &str, max: usize) -> &[u8] {
    let mut fitting = 0;
    for c in text.chars() {
        if fitting + c.len_utf8() > max {
            break;
        }
        fitting += c.len_utf8();
    }
    &text.as_bytes()[..fitting]
}
