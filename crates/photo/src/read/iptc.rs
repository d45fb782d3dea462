//! Photoshop image resources and the IPTC-IIM in them (IIM 4.2; Photoshop File Formats, "Image Resources").

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

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
    let code = Code::of(resources);
    resources.iim().filter(|set| set.0 == 2 && set.1 != 0).map(|set| code.decoded(set.2)).collect()
}

/// The photographer's words in the IIM.
pub(crate) fn caption(resources: &Resources) -> Caption {
    let sets: Vec<DataSet<'_>> = resources.iim().collect();
    let code = Code::of(resources);
    let text = |number: u8| {
        let found = sets.iter().filter(|set| (set.0, set.1) == (2, number));
        found.map(|set| code.decoded(set.2)).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
    };
    let date = day(&text(55));
    Caption {
        headline: text(105),
        caption: text(120),
        creator: text(80),
        credit: text(110),
        copyright: text(116),
        instructions: text(40),
        release_at: release(&text(30), &text(35)),
        location: text(92),
        city: text(90),
        country: text(101),
        date,
        time: date.and(clock(&text(60))),
        ..Caption::default()
    }
}

/// `CCYYMMDD` (IIM 4.2, section 1.5.16).
fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text.get(..8)?, "%Y%m%d").ok()
}

/// `HHMMSS`, with or without an offset behind it.
fn clock(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text.get(..6)?, "%H%M%S").ok()
}

/// A release date and a release time with its offset to UTC. Without an offset it is no moment.
fn release(date: &str, time: &str) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_str(&format!("{}{time}", date.get(..8)?), "%Y%m%d%H%M%S%z").ok()
}

/// How the texts are coded.
enum Code {
    /// Where 1:90 says so.
    Utf8,
    /// Where nothing is said: UTF-8 if it reads as such, or else this one.
    Old(&'static Encoding),
}

impl Code {
    fn of(resources: &Resources) -> Self {
        let named = resources.iim().find(|(record, number, _)| (*record, *number) == (1, 90));
        match named.map(|(_, _, data)| data) {
            Some(b"\x1B%G" | b"\x1B%/G" | b"\x1B%/H" | b"\x1B%/I") => Self::Utf8,
            // ISO 8859-1, named as G1 or as G2.
            Some(b"\x1B-A" | b"\x1B.A") => Self::Old(WINDOWS_1252),
            _ => Self::Old(guessed(resources)),
        }
    }

    fn decoded(&self, data: &[u8]) -> String {
        let text = match (std::str::from_utf8(data), self) {
            (Ok(text), _) => text.to_owned(),
            // A text that was cut in the middle of a character ends before it.
            (Err(_), Self::Utf8) => {
                String::from_utf8_lossy(data).trim_end_matches(char::REPLACEMENT_CHARACTER).to_owned()
            }
            (Err(_), Self::Old(code)) => code.decode_without_bom_handling(data).0.into_owned(),
        };
        text.trim_matches(|c: char| c == '\0' || c.is_whitespace()).to_owned()
    }
}

/// Mac Roman or Windows-1252 (which holds Latin-1), for texts that do not say: told apart by the letters that
/// stand between other letters. In Mac Roman those are 80 to 9F and A7 (ß), in Windows-1252 C0 to FF, where Mac
/// Roman has signs.
fn guessed(resources: &Resources) -> &'static Encoding {
    let (mut mac, mut windows) = (0, 0);
    for (_, _, data) in resources.iim().filter(|set| set.0 == 2 && std::str::from_utf8(set.2).is_err()) {
        for at in 0..data.len() {
            let is_letter =
                |at: Option<usize>| at.and_then(|at| data.get(at)).is_some_and(u8::is_ascii_alphabetic);
            if !is_letter(at.checked_sub(1)) && !is_letter(at.checked_add(1)) {
                continue;
            }
            match data[at] {
                // What Windows-1252 has of signs that touch letters: ‚ „ … ‘ ’ “ ” • – —.
                0x82 | 0x84 | 0x85 | 0x91..=0x97 => {}
                0x80..=0x9F | 0xA7 => mac += 1,
                0xC0..=0xFF => windows += 1,
                _ => {}
            }
        }
    }
    if mac > windows { MACINTOSH } else { WINDOWS_1252 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resources(code: Option<&[u8]>, texts: &[(u8, &[u8])]) -> Resources {
        let mut iim = Vec::new();
        let named = code.map(|code| (1, 90, code)).into_iter();
        for (record, number, value) in named.chain(texts.iter().map(|(number, text)| (2, *number, *text))) {
            iim.extend([0x1C, record, number, 0, value.len() as u8]);
            iim.extend(value);
        }
        Resources { list: vec![(IIM, iim)], broken: false }
    }

    fn creator(code: Option<&[u8]>, text: &[u8]) -> String {
        caption(&resources(code, &[(80, text)])).creator
    }

    #[test]
    fn names_are_read_in_whatever_code_they_stand() {
        assert_eq!(creator(Some(b"\x1B%G"), "Měrćin Völkel".as_bytes()), "Měrćin Völkel");
        assert_eq!(creator(None, "Měrćin Völkel".as_bytes()), "Měrćin Völkel");
        assert_eq!(creator(None, b"J\xFCrgen Gro\xDFmann"), "Jürgen Großmann");
        assert_eq!(creator(None, b"J\x9Frgen Gro\xA7mann"), "Jürgen Großmann");
        assert_eq!(creator(None, b"\x80nne \x86berm\x9Fller"), "Änne Übermüller");
        assert_eq!(creator(None, b"\xC4nne \x96 \xDCberm\xFCller"), "Änne – Übermüller");
        assert_eq!(creator(Some(b"\x1B.A"), b"J\x9Frgen"), "JŸrgen", "what is said counts");
    }

    #[test]
    fn a_name_that_was_cut_within_a_character_ends_before_it() {
        assert_eq!(creator(Some(b"\x1B%G"), b"J\xC3\xBCrgen Gro\xC3"), "Jürgen Gro");
    }

    #[test]
    fn a_release_time_is_a_moment_only_with_its_offset() {
        let at = |time: &[u8]| caption(&resources(None, &[(30, b"20231121"), (35, time)])).release_at;
        assert_eq!(
            at(b"170000+0100").map(|at| at.to_rfc3339()).as_deref(),
            Some("2023-11-21T17:00:00+01:00")
        );
        assert_eq!(at(b"170000"), None);
    }
}
