//! The officer's caption as IPTC-IIM in a Photoshop resource (IIM 4.2), for the systems that read no XMP.
//!
//! Alt text, usage terms, licence and persons have no field there. The clock time (2:60) is written only if the
//! caption keeps it, and then without an offset to UTC: the caption knows none, and `+0000` would be a lie.

use std::borrow::Cow;

use crate::{COVERED, Caption};

/// The payload of APP13, or nothing if no field of the IIM is filled. `caption` must be a checked one.
pub(crate) fn segment(caption: &Caption) -> Option<Vec<u8>> {
    let fields = fields(caption);
    if fields.is_empty() {
        return None;
    }
    let mut iim = Vec::new();
    data_set(&mut iim, 1, 90, b"\x1B%G");
    data_set(&mut iim, 2, 0, &[0, 4]);
    for (number, value) in fields {
        data_set(&mut iim, 2, number, value.as_bytes());
    }

    let mut payload = b"Photoshop 3.0\08BIM\x04\x04\0\0".to_vec();
    let length = u32::try_from(iim.len()).unwrap_or(u32::MAX);
    payload.extend(length.to_be_bytes());
    payload.extend(&iim);
    if iim.len() % 2 == 1 {
        payload.push(0);
    }
    Some(payload)
}

/// The filled fields in ascending order of their numbers, each cut to the bytes the standard gives it.
fn fields(caption: &Caption) -> Vec<(u8, String)> {
    let date = caption.date.map(|day| day.format("%Y%m%d").to_string()).unwrap_or_default();
    let time = caption.time.map(|time| time.format("%H%M%S").to_string()).unwrap_or_default();
    let release = |format| caption.release_at.map(|time| time.format(format).to_string()).unwrap_or_default();
    let (release_date, release_time) = (release("%Y%m%d"), release("%H%M%S%z"));
    let all = [
        (30, 8, release_date.as_str()),
        (35, 11, &release_time),
        (40, 256, &caption.instructions),
        (55, 8, &date),
        (60, 11, &time),
        (80, 32, &caption.creator),
        (90, 32, &caption.city),
        (92, 32, &caption.location),
        (101, 64, &caption.country),
        (105, 256, &caption.headline),
        (110, 32, &caption.credit),
        (116, 128, &caption.copyright),
        (120, 2_000, &caption.caption),
    ];
    let filled = all.into_iter().filter(|(_, _, text)| !text.is_empty());
    filled.map(|(number, max, text)| (number, cut(text, max).into_owned())).collect()
}

/// The longest beginning of whole characters that has at most `max` bytes. That somebody was covered is said at the
/// end, and is not what is cut.
fn cut(text: &str, max: usize) -> Cow<'_, str> {
    let beginning = |text: &'_ str, max| text.floor_char_boundary(max);
    match text.strip_suffix(COVERED) {
        Some(before) if text.len() > max && max > COVERED.len() => {
            let end = beginning(before, max - COVERED.len() - 1);
            Cow::Owned(format!("{} {COVERED}", &before[..end]))
        }
        _ => Cow::Borrowed(&text[..beginning(text, max)]),
    }
}

fn data_set(out: &mut Vec<u8>, record: u8, number: u8, value: &[u8]) {
    out.extend([0x1C, record, number]);
    out.extend(u16::try_from(value.len()).unwrap_or(u16::MAX).to_be_bytes());
    out.extend(value);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut_between_characters() {
        assert_eq!(cut("ä".repeat(20).as_str(), 31).len(), 30);
        assert_eq!(cut("kurz", 32), "kurz");
    }

    #[test]
    fn that_somebody_was_covered_is_not_what_is_cut() {
        let long = cut(&format!("{} {COVERED}", "ä".repeat(2_000)), 2_000).into_owned();
        assert!(long.ends_with(&format!("ä {COVERED}")));
        assert!((1_999..=2_000).contains(&long.len()), "{}", long.len());
        assert_eq!(cut(&format!("kurz {COVERED}"), 2_000), format!("kurz {COVERED}"));
    }

    #[test]
    fn a_caption_without_any_field_of_the_iim_writes_no_iptc() {
        let caption = Caption { alt_text: "Zwei Personen".to_owned(), ..Caption::default() };
        assert_eq!(segment(&caption), None);
    }
}
