//! What XMP, IPTC and the Photoshop resources tell.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::Told;
use crate::finding::{bytes, counted};
use crate::read::iptc::{self, Resources};
use crate::read::xmp::{Packet, XMP_RIGHTS};

const MM: &str = "http://ns.adobe.com/xap/1.0/mm/";
const EXIF: &str = "http://ns.adobe.com/exif/1.0/";
const EXIF_EX: &str = "http://cipa.jp/exif/1.0/";
const AUX: &str = "http://ns.adobe.com/exif/1.0/aux/";
const REGIONS: &str = "http://www.metadataworkinggroup.com/schemas/regions/";
const MICROSOFT_REGION: &str = "http://ns.microsoft.com/photo/1.2/t/Region#";

/// The most packets that are read; more than one is already odd.
const PACKETS_MAX: usize = 8;

pub(super) fn xmp(packets: &[Cow<'_, [u8]>], told: &mut Told) {
    for block in packets.iter().take(PACKETS_MAX) {
        match Packet::read(block) {
            Some(packet) => tell_packet(&packet, told),
            None => told.goes("xmp.unreadable", "XMP", format!("nicht lesbar, {}", bytes(block.len()))),
        }
    }
}

fn tell_packet(packet: &Packet, told: &mut Told) {
    let mut said: BTreeSet<(&str, &str)> = BTreeSet::new();

    let history = packet.get(MM, "History").len();
    if history > 0 {
        said.insert((MM, "History"));
        told.goes("xmp.history", "Bearbeitung", counted(history, "Schritt", "Schritte"));
    }
    let ids = ["DocumentID", "InstanceID", "OriginalDocumentID", "DerivedFrom", "Ingredients", "Pantry"];
    let ids: Vec<&str> = ids.into_iter().filter(|name| !packet.get(MM, name).is_empty()).collect();
    if !ids.is_empty() {
        said.extend(ids.iter().map(|name| (MM, *name)));
        told.goes("xmp.ids", "Dokument-Kennungen", counted(ids.len(), "Kennung", "Kennungen"));
    }
    faces(packet, told);

    for (space, name, code, label) in [
        (AUX, "SerialNumber", "xmp.serial", "Serien-Nr. der Kamera"),
        (EXIF_EX, "BodySerialNumber", "xmp.serial", "Serien-Nr. der Kamera"),
        (AUX, "LensSerialNumber", "xmp.lensSerial", "Serien-Nr. des Objektivs"),
        (EXIF_EX, "LensSerialNumber", "xmp.lensSerial", "Serien-Nr. des Objektivs"),
        (AUX, "OwnerName", "xmp.owner", "Besitzer"),
        (EXIF_EX, "CameraOwnerName", "xmp.owner", "Besitzer"),
    ] {
        if let Some(value) = packet.get(space, name).first() {
            said.insert((space, name));
            told.goes(code, label, value.as_str());
        }
    }
    if let (Some(latitude), Some(longitude)) =
        (packet.get(EXIF, "GPSLatitude").first(), packet.get(EXIF, "GPSLongitude").first())
    {
        said.extend([(EXIF, "GPSLatitude"), (EXIF, "GPSLongitude")]);
        told.goes("xmp.gps", "Aufnahmeort", format!("{latitude}, {longitude}"));
    }

    told.fill(&packet.caption());
    if !told.caption.copyright.is_empty() && packet.get(XMP_RIGHTS, "Marked") == ["True"] {
        // The copyright notice says as much.
        said.insert((XMP_RIGHTS, "Marked"));
    }
    let in_caption = |text: &String| told.is_in_caption(text);
    // A structure has no text of its own.
    let nested_told = packet.nested.iter().all(|(_, text)| text.is_empty() || in_caption(text));
    let is_told = |(space, name): (&str, &str), values: &[String]| {
        said.contains(&(space, name))
            || values.iter().all(|value| in_caption(value) || value.is_empty() && nested_told)
    };
    let rest =
        packet.properties.iter().filter(|((space, name), values)| !is_told((space, name), values)).count();
    let rest = rest + packet.stray;
    if rest > 0 {
        told.goes("xmp.other", "XMP", counted(rest, "weitere Angabe", "weitere Angaben"));
    }
}

/// Face regions: how many there are, and the names on them.
fn faces(packet: &Packet, told: &mut Told) {
    let of = |space: &str, name: &str| -> Vec<&str> {
        let found = packet.nested.iter().filter(|((s, n), _)| s == space && n == name);
        found.map(|(_, text)| text.as_str()).collect()
    };
    let names: Vec<&str> = [of(REGIONS, "Name"), of(MICROSOFT_REGION, "PersonDisplayName")].concat();
    let areas = of(REGIONS, "Area").len().max(of(REGIONS, "Type").len());
    let count = names.len().max(areas).max(of(MICROSOFT_REGION, "Rectangle").len());
    if count > 0 {
        let names: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
        let counted = counted(count, "Gesicht", "Gesichter");
        let value = if names.is_empty() { counted } else { format!("{counted}: {}", names.join(", ")) };
        told.goes("xmp.faces", "Gesichter", value);
    }
}

pub(super) fn resources(resources: &Resources, told: &mut Told) {
    told.fill(&iptc::caption(resources));
    let texts = iptc::texts(resources);
    let is_told = |text: &String| told.is_in_caption(text) || told.is_cut_from_caption(text);
    let rest = texts.iter().filter(|text| !is_told(text)).count();
    if rest > 0 {
        told.goes("iptc", "IPTC", counted(rest, "weitere Angabe", "weitere Angaben"));
    }
    let mut other = 0;
    for (number, data) in &resources.list {
        match number {
            0x0404 => {}
            0x0409 | 0x040C => {
                told.goes("photoshop.thumbnail", "Vorschaubild von Photoshop", bytes(data.len()))
            }
            _ => other += 1,
        }
    }
    if other > 0 {
        told.goes("photoshop.other", "Photoshop-Daten", counted(other, "Angabe", "Angaben"));
    }
    if resources.broken {
        told.goes("photoshop.unreadable", "Photoshop-Daten", "teilweise nicht lesbar");
    }
}
