//! ICC profiles: put together from their segments, and taken apart into tags (ICC.1:2022, section 7 and B.4).

use crate::jpeg::{Jpeg, marker};

pub(crate) const ICC: &[u8] = b"ICC_PROFILE\0";

/// The largest profile that is read, in bytes. The largest printing profiles have about 4 MB.
const PROFILE_MAX: usize = 16_000_000;

/// The most tags that are read. Printing profiles have about 20.
const TAGS_MAX: usize = 200;

/// The profile of the APP2 segments before the first scan, in the order of their numbers.
pub(crate) fn assembled(jpeg: &Jpeg<'_>) -> Option<Vec<u8>> {
    let mut chunks: Vec<&[u8]> = jpeg
        .segments()
        .filter(|segment| segment.marker == marker::APP2 && segment.before_scans)
        .filter_map(|segment| segment.payload.strip_prefix(ICC))
        .filter(|chunk| chunk.len() >= 2)
        .collect();
    // The first byte is the number of the chunk; a stable sort keeps equal ones in their order.
    chunks.sort_by_key(|chunk| chunk[0]);
    let size: usize = chunks.iter().map(|chunk| chunk.len() - 2).sum();
    if chunks.is_empty() || size > PROFILE_MAX {
        return None;
    }
    Some(chunks.iter().flat_map(|chunk| &chunk[2..]).copied().collect())
}

/// A profile by its header and its tag table. Tags that point outside are left out, as colour engines do.
#[derive(Debug)]
pub(crate) struct Profile<'a> {
    pub header: &'a [u8; 128],
    pub tags: Vec<([u8; 4], &'a [u8])>,
}

impl<'a> Profile<'a> {
    /// `None` if it is no profile at all.
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Self> {
        let (header, rest) = bytes.split_first_chunk::<128>()?;
        if &header[36..40] != b"acsp" {
            return None;
        }
        let (count, table) = rest.split_first_chunk::<4>()?;
        let count = usize::try_from(u32::from_be_bytes(*count)).ok()?.min(TAGS_MAX);
        let mut tags: Vec<([u8; 4], &[u8])> = Vec::new();
        for entry in table.chunks_exact(12).take(count) {
            let [s0, s1, s2, s3, o0, o1, o2, o3, l0, l1, l2, l3] = *entry else { break };
            let signature = [s0, s1, s2, s3];
            let start = usize::try_from(u32::from_be_bytes([o0, o1, o2, o3])).ok()?;
            let length = usize::try_from(u32::from_be_bytes([l0, l1, l2, l3])).ok()?;
            let within = start.checked_add(length).and_then(|end| bytes.get(start..end));
            if let Some(data) = within
                && tags.iter().all(|(known, _)| *known != signature)
            {
                tags.push((signature, data));
            }
        }
        Some(Self { header, tags })
    }

    pub(crate) fn tag(&self, signature: &[u8; 4]) -> Option<&'a [u8]> {
        self.tags.iter().find(|(known, _)| known == signature).map(|(_, data)| *data)
    }

    /// The name of the profile for people: its `desc` tag.
    pub(crate) fn name(&self) -> Option<String> {
        let data = self.tag(b"desc")?;
        let name = match data.get(..4)? {
            b"desc" => {
                let length = usize::try_from(u32::from_be_bytes(data.get(8..12)?.try_into().ok()?)).ok()?;
                let text = data.get(12..)?;
                let text = &text[..length.min(text.len())];
                text.iter().take_while(|&&b| b != 0).map(|&b| char::from(b)).collect::<String>()
            }
            b"mluc" => {
                let length = usize::try_from(u32::from_be_bytes(data.get(20..24)?.try_into().ok()?)).ok()?;
                let start = usize::try_from(u32::from_be_bytes(data.get(24..28)?.try_into().ok()?)).ok()?;
                let text = data.get(start..start.checked_add(length)?)?;
                let units: Vec<u16> =
                    text.chunks_exact(2).map(|b| u16::from_be_bytes([b[0], b[1]])).collect();
                String::from_utf16_lossy(&units)
            }
            _ => return None,
        };
        let name = name.trim_matches(['\0', ' ']).to_owned();
        (!name.is_empty()).then_some(name)
    }
}
