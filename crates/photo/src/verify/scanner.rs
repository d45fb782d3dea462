//! The second scanner: a JPEG as Sperrfrist writes it, and no other.

use std::ops::Range;

use super::slots::Slots;
use super::{profile, unclean, words};
use crate::{Caption, PhotoError};

/// What the scanner saw of the picture itself.
#[derive(Debug)]
pub(crate) struct Seen<'a> {
    /// The SOF marker and its payload.
    pub frame: (u8, &'a [u8]),
    /// Each scan's header, and where its coded data stand in the file.
    pub scans: Vec<(&'a [u8], Range<usize>)>,
    /// Each table definition with the marker of its segment.
    pub tables: Vec<(u8, &'a [u8])>,
    /// 1 to 8.
    pub orientation: u8,
    /// Whether there is a colour profile.
    pub icc: bool,
}

/// The places of the head, in their only order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Start,
    Jfif,
    Exif,
    Xmp,
    Iptc,
    Icc,
    Adobe,
    Picture,
}

/// # Errors
/// [`PhotoError::NotClean`].
pub(crate) fn scan<'a>(jpeg: &'a [u8], caption: &Caption) -> Result<Seen<'a>, PhotoError> {
    let Some(rest) = jpeg.strip_prefix(b"\xFF\xD8") else { return unclean("kein Bildanfang") };
    let mut scanner = Scanner {
        length: jpeg.len(),
        rest,
        place: Place::Start,
        frame: None,
        scans: Vec::new(),
        slots: Slots::default(),
        interval: 0,
        orientation: 1,
        xmp: None,
        iptc: None,
        icc: Vec::new(),
        icc_chunks: None,
    };
    while scanner.step()? {}
    scanner.finish(caption)
}

struct Scanner<'a> {
    /// Of the whole file.
    length: usize,
    rest: &'a [u8],
    place: Place,
    frame: Option<(u8, &'a [u8])>,
    scans: Vec<(&'a [u8], Range<usize>)>,
    slots: Slots<'a>,
    /// The restart interval of the moment, in units of the picture.
    interval: u64,
    orientation: u8,
    xmp: Option<&'a [u8]>,
    iptc: Option<&'a [u8]>,
    icc: Vec<u8>,
    /// The number of the last chunk and the number of all.
    icc_chunks: Option<(u8, u8)>,
}

impl<'a> Scanner<'a> {
    /// Reads one segment. `false` after EOI, behind which nothing may stand.
    fn step(&mut self) -> Result<bool, PhotoError> {
        let [0xFF, marker, rest @ ..] = self.rest else { return unclean("Bytes zwischen den Abschnitten") };
        if *marker == 0xD9 {
            return if rest.is_empty() { Ok(false) } else { unclean("Bytes hinter dem Bildende") };
        }
        let [l1, l0, ..] = rest else { return unclean("der letzte Abschnitt bricht ab") };
        let length = usize::from(u16::from_be_bytes([*l1, *l0]));
        let (Some(payload), Some(after)) = (rest.get(2..length), rest.get(length..)) else {
            return unclean("ein Abschnitt hat eine falsche Länge");
        };
        self.rest = after;
        match *marker {
            0xE0..=0xEF => self.head(*marker, payload)?,
            0xC0 | 0xC1 | 0xC2 | 0xC9 | 0xCA => self.take_frame(*marker, payload)?,
            0xC4 | 0xCC | 0xDB | 0xDD => {
                self.advance(Place::Picture)?;
                self.slots.define(*marker, payload)?;
                if let (0xDD, &[high, low]) = (*marker, payload) {
                    self.interval = u64::from(high) << 8 | u64::from(low);
                }
            }
            0xDA => self.take_scan(payload)?,
            0xDC if self.is_line_count(payload) => {}
            other => return unclean(format!("ein Abschnitt FF{other:02X}")),
        }
        Ok(true)
    }

    /// Moves on in the head. A place may be taken once, except that ICC comes in chunks and the picture in parts.
    fn advance(&mut self, to: Place) -> Result<(), PhotoError> {
        let again = self.place == to && matches!(to, Place::Icc | Place::Picture);
        if self.place < to || again {
            self.place = to;
            return Ok(());
        }
        unclean("ein Abschnitt an falscher Stelle")
    }

    fn head(&mut self, marker: u8, payload: &'a [u8]) -> Result<(), PhotoError> {
        if marker == 0xE0 && payload.starts_with(b"JFIF\0") {
            self.advance(Place::Jfif)?;
            let plain = matches!(payload, [b'J', b'F', b'I', b'F', 0, 1, 1, 0..=2, _, _, _, _, 0, 0]);
            return if plain { Ok(()) } else { unclean("JFIF mit mehr als der Auflösung") };
        }
        if marker == 0xE1 && payload.starts_with(b"Exif") {
            self.advance(Place::Exif)?;
            return self.take_orientation(payload);
        }
        if marker == 0xE1
            && let Some(packet) = payload.strip_prefix(b"http://ns.adobe.com/xap/1.0/\0")
        {
            self.advance(Place::Xmp)?;
            self.xmp = Some(packet);
            return Ok(());
        }
        if marker == 0xED {
            self.advance(Place::Iptc)?;
            self.iptc = Some(payload);
            return Ok(());
        }
        if marker == 0xE2
            && let Some([number, count, chunk @ ..]) = payload.strip_prefix(b"ICC_PROFILE\0")
        {
            self.advance(Place::Icc)?;
            let expected = match self.icc_chunks {
                None => (1, *count),
                Some((last, all)) => (last.saturating_add(1), all),
            };
            if (*number, *count) != expected || number > count {
                return unclean("das Farbprofil ist falsch gezählt");
            }
            self.icc_chunks = Some(expected);
            self.icc.extend(chunk);
            return Ok(());
        }
        if marker == 0xEE && payload.starts_with(b"Adobe") {
            self.advance(Place::Adobe)?;
            let plain = matches!(payload, [_, _, _, _, _, 0, 100, 0, 0, 0, 0, _]);
            return if plain { Ok(()) } else { unclean("Adobe-Abschnitt mit mehr als der Umrechnung") };
        }
        unclean(format!("ein Abschnitt APP{}", marker & 15))
    }

    /// EXIF in its only form: big-endian, one directory, one entry (tag 274, SHORT, one value from 2 to 8).
    fn take_orientation(&mut self, payload: &[u8]) -> Result<(), PhotoError> {
        const BEFORE: [u8; 25] =
            [b'E', b'x', b'i', b'f', 0, 0, b'M', b'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0];
        match payload.strip_prefix(&BEFORE) {
            Some(&[value @ 2..=8, 0, 0, 0, 0, 0, 0]) => {
                self.orientation = value;
                Ok(())
            }
            _ => unclean("EXIF mit mehr als der Ausrichtung"),
        }
    }

    fn take_frame(&mut self, marker: u8, payload: &'a [u8]) -> Result<(), PhotoError> {
        self.advance(Place::Picture)?;
        let components = payload.get(5).map_or(0, |&count| usize::from(count));
        if self.frame.is_some() || payload.len() != 6 + 3 * components {
            return unclean("eine falsche Bildbeschreibung");
        }
        self.frame = Some((marker, payload));
        Ok(())
    }

    /// The number of lines, where the frame left it open: after the first scan, in two bytes.
    fn is_line_count(&self, payload: &[u8]) -> bool {
        let open = self.frame.is_some_and(|(_, frame)| frame.get(1..3) == Some(&[0, 0]));
        open && self.scans.len() == 1 && payload.len() == 2
    }

    fn take_scan(&mut self, header: &'a [u8]) -> Result<(), PhotoError> {
        let Some((marker, frame)) = self.frame else { return unclean("Bilddaten ohne Bildbeschreibung") };
        let count = header.first().map_or(0, |&count| usize::from(count));
        if header.len() != 4 + 2 * count {
            return unclean("ein falscher Bilddurchlauf");
        }
        self.slots.use_by(marker, frame, header);
        let start = self.length - self.rest.len();
        let (coded, restarts) = coded_length(self.rest);
        if restarts > most_restarts(frame, header, self.interval) {
            return unclean("ein Neubeginn, auf den kein Bild mehr folgt");
        }
        self.scans.push((header, start..start + coded));
        self.rest = &self.rest[coded..];
        Ok(())
    }

    fn finish(self, caption: &Caption) -> Result<Seen<'a>, PhotoError> {
        let Some(frame) = self.frame.filter(|_| !self.scans.is_empty()) else { return unclean("kein Bild") };
        words::check_xmp(self.xmp, caption)?;
        words::check_iptc(self.iptc, caption)?;
        if let Some((last, all)) = self.icc_chunks {
            if last != all {
                return unclean("das Farbprofil ist unvollständig");
            }
            profile::check(&self.icc)?;
        }
        let tables = self.slots.finish()?;
        let icc = self.icc_chunks.is_some();
        Ok(Seen { frame, scans: self.scans, tables, orientation: self.orientation, icc })
    }
}

/// How many bytes of coded data stand at the start, up to an `FF` that is neither stuffed, nor fill, nor a restart,
/// and how many restarts are in it. Where these do not count up, none are counted: decoders search among them then.
fn coded_length(bytes: &[u8]) -> (usize, u64) {
    let mut restarts = 0;
    let mut counts_up = true;
    let mut from = 0;
    let length = loop {
        from += plain_length(&bytes[from..]);
        match bytes.get(from..) {
            Some([0xFF, 0x00 | 0xFF, ..]) => from += 1,
            Some([0xFF, restart @ 0xD0..=0xD7, ..]) => {
                counts_up &= u64::from(restart & 7) == restarts & 7;
                restarts += 1;
                from += 2;
            }
            Some([_, ..]) => break from,
            _ => break bytes.len(),
        }
    };
    (length, if counts_up { restarts } else { 0 })
}

/// How many bytes at the start hold no `FF` but stuffed ones: as many as can be told fast, and all before the first.
fn plain_length(bytes: &[u8]) -> usize {
    let (blocks, _) = bytes.as_chunks::<32>();
    let (next, _) = bytes.get(1..).unwrap_or_default().as_chunks::<32>();
    let is_plain = |(block, next): &(&[u8; 32], &[u8; 32])| {
        // Without a branch for each byte, so that a block is a handful of instructions.
        (0..32).fold(true, |plain, at| plain & ((block[at] != 0xFF) | (next[at] == 0)))
    };
    let plain = blocks.iter().zip(next).take_while(is_plain).count() * 32;
    plain + memchr::memchr(0xFF, &bytes[plain..]).unwrap_or(bytes.len() - plain)
}

/// How many restarts fit into a scan with one between each two intervals. `frame` and `header` are the payloads of
/// SOF and SOS. Where a DNL is to say the height, it cannot be told yet.
fn most_restarts(frame: &[u8], header: &[u8], interval: u64) -> u64 {
    if interval == 0 {
        return 0;
    }
    let &[_, h1, h0, w1, w0, _, ref components @ ..] = frame else { return 0 };
    let (height, width) = (u64::from(h1) << 8 | u64::from(h0), u64::from(w1) << 8 | u64::from(w0));
    if height == 0 {
        return u64::MAX;
    }
    let sampling = |entry: &[u8]| (u64::from(entry[1] >> 4), u64::from(entry[1] & 15));
    let all = || components.chunks_exact(3).map(sampling);
    let (wide, high) = (all().map(|s| s.0).max().unwrap_or(1), all().map(|s| s.1).max().unwrap_or(1));
    let units = match header {
        [1, id, ..] => {
            let entry = components.chunks_exact(3).find(|entry| entry[0] == *id);
            let (across, down) = entry.map_or((wide, high), sampling);
            (width * across).div_ceil(wide).div_ceil(8) * (height * down).div_ceil(high).div_ceil(8)
        }
        _ => width.div_ceil(8 * wide) * height.div_ceil(8 * high),
    };
    units.div_ceil(interval).saturating_sub(1)
}
