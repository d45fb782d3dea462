//! Photoshop image resources and the IPTC-IIM in them (IIM 4.2; Photoshop File Formats, "Image Resources").

use chrono::NaiveDate;

use crate::Caption;
use crate::jpeg::{Jpeg, marker};

const PHOTOSHOP: &[u8] = b"Photoshop 3.0\0";
const IIM: u16 = 0x0404;

/// The image resources of a picture: number and data.
#[derive(Debug, Default)]
pub(crate) struct Resources {
    pub list: Vec<(u16, Vec<u8>)>,
    /// Whether bytes were left that are no resource.
    pub broken: bool,
}

/// A data set of the IIM: record, number and data.
pub(crate) type DataSet<'a> = (u8, u8, &'a [u8]);

impl Resources {
    /// The resources of all APP13 segments. A resource may run over several segments.
    pub(crate) fn read(jpeg: &Jpeg<'_>) -> Self {
        let block: Vec<u8> = jpeg
            .segments()
            .filter(|segment| segment.marker == marker::APP13)
            .filter_map(|segment| segment.payload.strip_prefix(PHOTOSHOP))
            .flatten()
            .copied()
            .collect();
        Self::of(&block)
    }

    /// The resources of a block without its name (Photoshop File Formats, "Image Resource Blocks").
    pub(crate) fn of(block: &[u8]) -> Self {
        let mut resources = Self::default();
        let mut rest = block;
        while !rest.is_empty() {
            match resource(rest) {
                Some((number, data, after)) => {
                    resources.list.push((number, data.to_vec()));
                    rest = after;
                }
                None => {
                    resources.broken = true;
                    break;
                }
            }
        }
        resources
    }

    pub(crate) fn is_photoshop(payload: &[u8]) -> bool {
        payload.starts_with(PHOTOSHOP)
    }

    pub(crate) fn iim(&self) -> impl Iterator<Item = DataSet<'_>> {
        self.list.iter().filter(|(number, _)| *number == IIM).flat_map(|(_, data)| data_sets(data))
    }
}

fn resource(bytes: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let rest =
        [&b"8BIM"[..], b"MeSa", b"AgHg", b"PHUT", b"DCSR"].iter().find_map(|id| bytes.strip_prefix(*id))?;
    let (number, rest) = rest.split_first_chunk::<2>()?;
    let name = usize::from(*rest.first()?) + 1;
    let rest = rest.get(name + name % 2..)?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let data = rest.get(..length)?;
    let after = rest.get(length + length % 2..).unwrap_or_default();
    Some((u16::from_be_bytes(*number), data, after))
}

fn data_sets(block: &[u8]) -> Vec<DataSet<'_>> {
    let mut sets = Vec::new();
    let mut rest = block;
    while let [0x1C, record, number, l1, l0, data @ ..] = rest {
        let length = usize::from(u16::from_be_bytes([*l1, *l0]));
        // The top bit announces an extended length, which no field of a photo needs.
        let Some(value) = data.get(..length).filter(|_| length < 0x8000) else { break };
        sets.push((*record, *number, value));
        rest = &data[length..];
    }
    sets
}

/// The values of record 2 but its version, as text.
pub(crate) fn texts(resources: &Resources) -> Vec<String> {
    let utf8 = is_utf8(resources);
    resources.iim().filter(|set| set.0 == 2 && set.1 != 0).map(|set| decoded(set.2, utf8)).collect()
}

fn is_utf8(resources: &Resources) -> bool {
    resources.iim().any(|(record, number, data)| (record, number) == (1, 90) && data == b"\x1B%G")
}

/// The photographer's words in the IIM.
pub(crate) fn caption(resources: &Resources) -> Caption {
    let sets: Vec<DataSet<'_>> = resources.iim().collect();
    let utf8 = is_utf8(resources);
    let text = |number: u8| {
        let found = sets.iter().filter(|set| (set.0, set.1) == (2, number));
        found.map(|set| decoded(set.2, utf8)).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
    };
    let date = text(55);
    Caption {
        headline: text(105),
        caption: text(120),
        creator: text(80),
        credit: text(110),
        copyright: text(116),
        city: text(90),
        country: text(101),
        date: date.get(..8).and_then(|day| NaiveDate::parse_from_str(day, "%Y%m%d").ok()),
        ..Caption::default()
    }
}

/// UTF-8 where the file says so or it reads as UTF-8, otherwise Latin-1: the two that cameras and agencies use.
fn decoded(data: &[u8], utf8: bool) -> String {
    let text = match std::str::from_utf8(data) {
        Ok(text) => text.to_owned(),
        Err(_) if utf8 => String::from_utf8_lossy(data).into_owned(),
        Err(_) => data.iter().map(|&b| char::from(b)).collect(),
    };
    text.trim_matches(|c: char| c == '\0' || c.is_whitespace()).to_owned()
}
