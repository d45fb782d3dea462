//! The verb "comment" ("Kommentieren"): words to a colleague about a place of the release.

use sperrfrist_archive::Anchor;
use sperrfrist_release::Release;
use sperrfrist_release::preflight::Place;

use crate::Problem;
use crate::desk::Desk;
use crate::view::{CommentRequest, MarginView};

impl Desk {
    /// Keeps a comment on a line of the body, the headline, the place of a photo, or the release as a whole.
    ///
    /// # Errors
    /// [`Problem`] where it says nothing or not by whom, or it cannot be kept.
    pub fn comment(&self, request: CommentRequest) -> Result<MarginView, Problem> {
        let CommentRequest { id, place, author, recipient, words } = request;
        let (author, recipient, words) = (author.trim(), recipient.trim(), words.trim());
        let missing = |code: &str, sentence: &str, next_step: &str| Problem::new(code, sentence, next_step);
        if words.is_empty() {
            return Err(missing("comment.empty", "Der Kommentar ist leer.", "Schreiben Sie, worum es geht."));
        }
        if author.is_empty() {
            return Err(missing(
                "comment.by_nobody",
                "Es fehlt, von wem der Kommentar ist.",
                "Tragen Sie Ihren Namen ein. Er bleibt für die nächsten Kommentare stehen.",
            ));
        }
        let now = self.now();
        self.change_margin(id, |books, draft| {
            let anchor = place.as_ref().map_or(Anchor::Release, |place| anchor(place, draft));
            Ok(books.insert_comment(id, &anchor, author, recipient, words, now)?)
        })
    }
}

/// What the comment holds on to there; where there is nothing, to the release.
fn anchor(place: &Place, draft: &Release) -> Anchor {
    match place {
        Place::Headline => Anchor::Headline,
        Place::Line { .. } => match place.text(draft).filter(|words| !words.trim().is_empty()) {
            Some(words) => Anchor::Line { words },
            None => Anchor::Release,
        },
        Place::Photo { slot, .. } => match draft.slot(*slot) {
            Some(there) => Anchor::Photo { slot: *slot, label: there.label.clone() },
            None => Anchor::Release,
        },
        _ => Anchor::Release,
    }
}
