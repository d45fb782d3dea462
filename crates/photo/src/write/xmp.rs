//! The officer's caption as XMP (ISO 16684-1; properties of IPTC Photo Metadata 2023.1).

use std::fmt::Write as _;

use crate::{Caption, CaptionFault, PhotoError};

const ID: &str = "http://ns.adobe.com/xap/1.0/\0";

/// The most bytes a marker segment holds behind its length.
const SEGMENT_MAX: usize = 65_533;

const START: &str = "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\" \
xmlns:xmpRights=\"http://ns.adobe.com/xap/1.0/rights/\" \
xmlns:Iptc4xmpCore=\"http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/\" \
xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\">\n";

const END: &str = "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>";

/// The payload of APP1, or nothing if the caption is empty. `caption` must be a checked one.
///
/// # Errors
/// [`PhotoError::Caption`] if the packet does not fit one segment.
pub(crate) fn segment(caption: &Caption) -> Result<Option<Vec<u8>>, PhotoError> {
    let Some(packet) = packet(caption) else { return Ok(None) };
    let payload = [ID.as_bytes(), packet.as_bytes()].concat();
    let length = payload.len();
    if length > SEGMENT_MAX {
        let fault = CaptionFault::TooLong { length, max: SEGMENT_MAX };
        return Err(PhotoError::Caption { field: "caption", fault });
    }
    Ok(Some(payload))
}

/// The packet alone, or nothing if the caption is empty. `caption` must be a checked one.
pub(crate) fn packet(caption: &Caption) -> Option<String> {
    (!caption.is_empty()).then(|| format!("{START}{}{END}", properties(caption)))
}

fn properties(caption: &Caption) -> String {
    let mut out = String::new();
    simple(&mut out, "photoshop:Headline", &caption.headline);
    language(&mut out, "dc:description", &caption.caption);
    language(&mut out, "Iptc4xmpCore:AltTextAccessibility", &caption.alt_text);
    language(&mut out, "Iptc4xmpCore:ExtDescrAccessibility", &caption.extended_alt_text);
    array(&mut out, "dc:creator", "Seq", std::slice::from_ref(&caption.creator));
    simple(&mut out, "photoshop:Credit", &caption.credit);
    language(&mut out, "dc:rights", &caption.copyright);
    language(&mut out, "xmpRights:UsageTerms", &caption.usage_terms);
    array(&mut out, "Iptc4xmpExt:PersonInImage", "Bag", &caption.persons);
    simple(&mut out, "photoshop:City", &caption.city);
    simple(&mut out, "photoshop:Country", &caption.country);
    location(&mut out, caption);
    if let Some(day) = caption.date {
        simple(&mut out, "photoshop:DateCreated", &day.format("%Y-%m-%d").to_string());
    }
    out
}

fn simple(out: &mut String, name: &str, text: &str) {
    if !text.is_empty() {
        element(out, name, &escaped(text));
    }
}

fn language(out: &mut String, name: &str, text: &str) {
    if !text.is_empty() {
        let item = format!("<rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt>", escaped(text));
        element(out, name, &item);
    }
}

fn array(out: &mut String, name: &str, kind: &str, texts: &[String]) {
    let items: String = texts
        .iter()
        .filter(|text| !text.is_empty())
        .map(|text| format!("<rdf:li>{}</rdf:li>", escaped(text)))
        .collect();
    if !items.is_empty() {
        element(out, name, &format!("<rdf:{kind}>{items}</rdf:{kind}>"));
    }
}

/// The place once more as "Location Shown in the Image", where the current standard looks for it.
fn location(out: &mut String, caption: &Caption) {
    let mut fields = String::new();
    simple(&mut fields, "Iptc4xmpExt:City", &caption.city);
    simple(&mut fields, "Iptc4xmpExt:CountryName", &caption.country);
    if !fields.is_empty() {
        let item = format!("<rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n{fields}</rdf:li></rdf:Bag>");
        element(out, "Iptc4xmpExt:LocationShown", &item);
    }
}

fn element(out: &mut String, name: &str, content: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "<{name}>{content}</{name}>");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
