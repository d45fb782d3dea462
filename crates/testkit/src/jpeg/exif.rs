//! EXIF blocks (Exif 3.0; TIFF 6.0), big-endian.

/// One entry of a directory.
#[derive(Debug, Clone)]
pub struct Entry {
    tag: u16,
    kind: u16,
    count: u32,
    data: Vec<u8>,
}

impl Entry {
    /// Text with its closing zero.
    #[must_use]
    pub fn ascii(tag: u16, text: &str) -> Self {
        let data = [text.as_bytes(), &[0]].concat();
        Self { tag, kind: 2, count: data.len() as u32, data }
    }

    /// Bytes without a meaning of their own.
    #[must_use]
    pub fn undefined(tag: u16, data: &[u8]) -> Self {
        Self { tag, kind: 7, count: data.len() as u32, data: data.to_vec() }
    }

    /// Bytes.
    #[must_use]
    pub fn byte(tag: u16, data: &[u8]) -> Self {
        Self { tag, kind: 1, count: data.len() as u32, data: data.to_vec() }
    }

    /// One number of 16 bits.
    #[must_use]
    pub fn short(tag: u16, value: u16) -> Self {
        Self { tag, kind: 3, count: 1, data: value.to_be_bytes().to_vec() }
    }

    /// One number of 32 bits.
    #[must_use]
    pub fn long(tag: u16, value: u32) -> Self {
        Self { tag, kind: 4, count: 1, data: value.to_be_bytes().to_vec() }
    }

    /// Fractions.
    #[must_use]
    pub fn rational(tag: u16, values: &[(u32, u32)]) -> Self {
        let data =
            values.iter().flat_map(|(top, bottom)| [top.to_be_bytes(), bottom.to_be_bytes()]).flatten();
        Self { tag, kind: 5, count: values.len() as u32, data: data.collect() }
    }

    /// An entry whose count is a lie.
    #[must_use]
    pub fn lying(tag: u16, kind: u16, count: u32, data: &[u8]) -> Self {
        Self { tag, kind, count, data: data.to_vec() }
    }
}

/// An EXIF block by its directories.
#[derive(Debug, Clone, Default)]
pub struct Exif {
    /// IFD0: the picture.
    pub primary: Vec<Entry>,
    /// The Exif IFD: how it was taken.
    pub exif: Vec<Entry>,
    /// The GPS IFD: where it was taken.
    pub gps: Vec<Entry>,
    /// IFD1: a small JPEG.
    pub thumbnail: Option<Vec<u8>>,
}

impl Exif {
    /// A position in degrees north and east, in the GPS directory.
    #[must_use]
    pub fn at(mut self, north: f64, east: f64) -> Self {
        self.gps.extend([
            Entry::byte(0, &[2, 3, 0, 0]),
            Entry::ascii(1, if north < 0.0 { "S" } else { "N" }),
            Entry::rational(2, &sexagesimal(north)),
            Entry::ascii(3, if east < 0.0 { "W" } else { "E" }),
            Entry::rational(4, &sexagesimal(east)),
        ]);
        self
    }

    /// The TIFF block.
    #[must_use]
    pub fn block(&self) -> Vec<u8> {
        let mut primary = self.primary.clone();
        let pointers = |primary: &mut Vec<Entry>, exif: u32, gps: u32| {
            primary.retain(|entry| !matches!(entry.tag, 0x8769 | 0x8825));
            if !self.exif.is_empty() {
                primary.push(Entry::long(0x8769, exif));
            }
            if !self.gps.is_empty() {
                primary.push(Entry::long(0x8825, gps));
            }
        };
        // The sizes do not depend on the values, so the first round is for measuring.
        pointers(&mut primary, 0, 0);
        let exif_at = 8 + size(&primary);
        let gps_at = exif_at + size(&self.exif);
        let thumbnail_at = gps_at + size(&self.gps);
        pointers(&mut primary, exif_at, gps_at);

        let mut out = b"MM\0*\0\0\0\x08".to_vec();
        let next = if self.thumbnail.is_some() { thumbnail_at } else { 0 };
        write(&mut out, &primary, next);
        write(&mut out, &self.exif, 0);
        write(&mut out, &self.gps, 0);
        if let Some(jpeg) = &self.thumbnail {
            let mut entries = vec![
                Entry::short(0x0103, 6),
                Entry::rational(0x011A, &[(72, 1)]),
                Entry::rational(0x011B, &[(72, 1)]),
                Entry::short(0x0128, 2),
                Entry::long(0x0201, 0),
                Entry::long(0x0202, jpeg.len() as u32),
            ];
            entries[4] = Entry::long(0x0201, thumbnail_at + size(&entries));
            write(&mut out, &entries, 0);
            out.extend(jpeg);
        }
        out
    }

    /// The APP1 segment.
    #[must_use]
    pub fn segment(&self) -> Vec<u8> {
        super::segment(0xE1, &[&b"Exif\0\0"[..], &self.block()].concat())
    }
}

fn sexagesimal(degrees: f64) -> [(u32, u32); 3] {
    let seconds = (degrees.abs() * 3_600_000.0).round() as u32;
    [(seconds / 3_600_000, 1), (seconds / 60_000 % 60, 1), (seconds % 60_000, 1_000)]
}

fn size(entries: &[Entry]) -> u32 {
    if entries.is_empty() {
        return 0;
    }
    let outside = entries.iter().filter(|entry| entry.data.len() > 4);
    let outside: usize = outside.map(|entry| entry.data.len().next_multiple_of(2)).sum();
    (2 + entries.len() * 12 + 4 + outside) as u32
}

fn write(out: &mut Vec<u8>, entries: &[Entry], next: u32) {
    if entries.is_empty() {
        return;
    }
    let mut entries: Vec<&Entry> = entries.iter().collect();
    entries.sort_by_key(|entry| entry.tag);
    let mut outside = Vec::new();
    let outside_at = out.len() + 2 + entries.len() * 12 + 4;
    out.extend((entries.len() as u16).to_be_bytes());
    for entry in entries {
        out.extend(entry.tag.to_be_bytes());
        out.extend(entry.kind.to_be_bytes());
        out.extend(entry.count.to_be_bytes());
        if entry.data.len() > 4 {
            out.extend(((outside_at + outside.len()) as u32).to_be_bytes());
            outside.extend(&entry.data);
            outside.resize(outside.len().next_multiple_of(2), 0);
        } else {
            let mut inside = entry.data.clone();
            inside.resize(4, 0);
            out.extend(inside);
        }
    }
    out.extend(next.to_be_bytes());
    out.extend(outside);
}
