//! How a draft follows the plan: in what a verb has changed there, and nobody has changed in the draft meanwhile.

use sperrfrist_release::Release;

/// Takes the times of `after`, and the words that tell of them, where the draft still says what `before` said.
pub(crate) fn plan(draft: &mut Release, before: &Release, after: &Release) {
    if draft.due == before.due {
        draft.due.clone_from(&after.due);
    }
    if draft.embargo_notes == before.embargo_notes {
        draft.embargo_notes.clone_from(&after.embargo_notes);
    }
    if draft.body == before.body {
        draft.body.clone_from(&after.body);
    }
    if draft.standing_lines == before.standing_lines {
        draft.standing_lines.clone_from(&after.standing_lines);
    }
    for slot in &mut draft.photos {
        let (Some(was), Some(is)) = (before.slot(slot.id), after.slot(slot.id)) else { continue };
        if slot.time == was.time {
            slot.time = is.time.clone();
        }
        if slot.pending_words == was.pending_words {
            slot.pending_words.clone_from(&is.pending_words);
        }
    }
}
