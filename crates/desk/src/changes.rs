//! How many places of a draft differ from the version that was frozen.
//!
//! A place is what a reader would point at: a field, a block of the text, a link, a photo.

use serde::Serialize;
use serde_json::Value;
use sperrfrist_release::{PhotoSlot, Release};

/// Number of places that differ.
#[must_use]
pub(crate) fn count(frozen: &Release, draft: &Release) -> usize {
    fields(frozen, draft)
        + sequence(&frozen.embargo_notes, &draft.embargo_notes)
        + sequence(&frozen.standing_lines, &draft.standing_lines)
        + sequence(&frozen.body.content, &draft.body.content)
        + sequence(&frozen.links, &draft.links)
        + photos(&frozen.photos, &draft.photos)
}

/// The single fields, those of issuer, contact and dateline each by itself.
fn fields(frozen: &Release, draft: &Release) -> usize {
    let mut differing = [
        frozen.kind != draft.kind,
        frozen.kind_label != draft.kind_label,
        frozen.printed_date != draft.printed_date,
        frozen.due != draft.due,
        frozen.headline != draft.headline,
        frozen.links_label != draft.links_label,
        frozen.letterhead != draft.letterhead,
    ]
    .into_iter()
    .filter(|differs| *differs)
    .count();
    differing += parts(&frozen.issuer, &draft.issuer);
    differing += parts(&frozen.contact, &draft.contact);
    // Place, date and their words are one line on the paper.
    differing += usize::from(frozen.dateline != draft.dateline);
    differing
}

/// How many members of two structures differ.
fn parts(one: &impl Serialize, other: &impl Serialize) -> usize {
    match (serde_json::to_value(one), serde_json::to_value(other)) {
        (Ok(Value::Object(one)), Ok(Value::Object(other))) => {
            one.iter().filter(|(name, value)| other.get(*name) != Some(*value)).count()
        }
        _ => 0,
    }
}

fn photos(frozen: &[PhotoSlot], draft: &[PhotoSlot]) -> usize {
    let of = |slots: &[PhotoSlot], id| slots.iter().find(|slot| slot.id == id).cloned();
    let gone = frozen.iter().filter(|slot| of(draft, slot.id).is_none()).count();
    let new_or_changed = draft
        .iter()
        .filter(|slot| match of(frozen, slot.id) {
            Some(before) => without_renditions(before) != without_renditions((*slot).clone()),
            None => true,
        })
        .count();
    gone + new_or_changed
}

/// Renditions are made by planning, corrections by correcting, and neither by writing. Of those in a photo only the names go
/// out, which stand in its caption.
fn without_renditions(mut slot: PhotoSlot) -> PhotoSlot {
    if let Some(photo) = &mut slot.photo {
        photo.renditions.clear();
        photo.corrections.clear();
        photo.people.clear();
    }
    slot
}

/// The most pairs that are compared; beyond it a sequence is counted whole.
const MOST_PAIRS: usize = 4_000_000;

/// How many members of a sequence were changed, added or taken out, between those that stayed. A member that
/// was replaced is one place, not two.
fn sequence<T: PartialEq>(before: &[T], after: &[T]) -> usize {
    let start = before.iter().zip(after).take_while(|(one, other)| one == other).count();
    let (before, after) = (&before[start..], &after[start..]);
    let end = before.iter().rev().zip(after.iter().rev()).take_while(|(one, other)| one == other).count();
    let (before, after) = (&before[..before.len() - end], &after[..after.len() - end]);
    let (rows, columns) = (before.len(), after.len());
    if rows == 0 || columns == 0 || rows.saturating_mul(columns) > MOST_PAIRS {
        return rows.max(columns);
    }
    // longest[row][column]: the longest common subsequence of what follows there.
    let mut longest = vec![vec![0_usize; columns + 1]; rows + 1];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            longest[row][column] = if before[row] == after[column] {
                longest[row + 1][column + 1] + 1
            } else {
                longest[row + 1][column].max(longest[row][column + 1])
            };
        }
    }
    let (mut row, mut column, mut places) = (0, 0, 0);
    let (mut out, mut new) = (0_usize, 0_usize);
    while row < rows || column < columns {
        if row < rows && column < columns && before[row] == after[column] {
            places += std::mem::take(&mut out).max(std::mem::take(&mut new));
            row += 1;
            column += 1;
        } else if row < rows && (column == columns || longest[row + 1][column] >= longest[row][column + 1]) {
            out += 1;
            row += 1;
        } else {
            new += 1;
            column += 1;
        }
    }
    places + out.max(new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sperrfrist_release::body::Block;
    use sperrfrist_release::photo::{Photo, Rendition, RenditionName};
    use sperrfrist_release::{Body, Caption, ReleaseId, SlotId};

    fn release(paragraphs: &[&str]) -> Release {
        let body = Body::of(paragraphs.iter().map(|text| Block::paragraph(*text)).collect());
        Release { body, ..Release::blank(ReleaseId::random()) }
    }

    #[test]
    fn a_block_that_was_changed_added_moved_or_taken_out_is_one_place() {
        let frozen = release(&["eins", "zwei", "drei", "vier"]);
        let places = |paragraphs: &[&str]| {
            count(&frozen, &Release { body: release(paragraphs).body, ..frozen.clone() })
        };
        assert_eq!(places(&["eins", "zwei", "drei", "vier"]), 0);
        assert_eq!(places(&["eins", "zwei, neu", "drei", "vier"]), 1);
        assert_eq!(places(&["eins", "zwei", "neu", "drei", "vier"]), 1);
        assert_eq!(places(&["eins", "drei", "vier"]), 1);
        assert_eq!(places(&["eins, neu", "zwei", "drei", "vier", "fünf"]), 2);
        assert_eq!(places(&[]), 4);
    }

    #[test]
    fn fields_are_counted_one_by_one_and_the_address_is_none() {
        let frozen = release(&["eins"]);
        let mut draft = frozen.clone();
        draft.headline = "Neu".into();
        draft.contact.name = "Frau Neu".into();
        draft.contact.email = "neu@example.org".into();
        draft.slug = "neu".into();
        assert_eq!(count(&frozen, &draft), 3);
    }

    #[test]
    fn a_photo_differs_by_its_choice_edits_words_or_time_but_not_by_its_renditions() {
        let mut frozen = release(&[]);
        let photo = Photo { original: Some("ab".into()), caption: Caption::default(), ..Photo::default() };
        let slot = PhotoSlot { photo: Some(photo), ..PhotoSlot::promised(SlotId::random(), "Bild") };
        frozen.photos.push(slot);
        let draft = frozen.clone();
        if let Some(photo) = &mut frozen.photos[0].photo {
            photo.renditions.push(Rendition {
                name: RenditionName::Web,
                file: String::new(),
                width: 1,
                height: 1,
                bytes: 1,
                sha256: String::new(),
            });
        }
        assert_eq!(count(&frozen, &draft), 0);
        let mut captioned = draft.clone();
        if let Some(photo) = &mut captioned.photos[0].photo {
            photo.caption.alt_text = "Zwei Frauen".into();
        }
        assert_eq!(count(&frozen, &captioned), 1);
        let mut straightened = draft.clone();
        if let Some(photo) = &mut straightened.photos[0].photo {
            photo.edits.straighten = 5;
        }
        assert_eq!(count(&frozen, &straightened), 1);
        let mut peopled = draft.clone();
        if let Some(photo) = &mut peopled.photos[0].photo {
            photo.people.push(sperrfrist_release::Person::named("Erika Muster"));
        }
        assert_eq!(count(&frozen, &peopled), 0, "what stays on the desk is no change");
        let mut emptied = draft.clone();
        emptied.photos.clear();
        assert_eq!(count(&frozen, &emptied), 1);
    }
}
