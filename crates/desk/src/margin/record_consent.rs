//! The verb "record consent" ("Zustimmung festhalten"): that somebody has agreed, to which text, and that this was a mistake.

use crate::Problem;
use crate::desk::Desk;
use crate::margin::unknown;
use crate::view::{ConsentGiven, Covers, MarginView, RecordConsentRequest};

impl Desk {
    /// Notes that a consent was given, or takes that back.
    ///
    /// # Errors
    /// [`Problem`] where it is not said by whom, it is not wanted any more, or it cannot be kept.
    pub fn record_consent(&self, request: RecordConsentRequest) -> Result<MarginView, Problem> {
        let RecordConsentRequest { id, number, given } = request;
        let now = self.now();
        self.change_margin(id, |books, draft| {
            let consents = books.margin(id)?.consents;
            let consent = consents.iter().find(|consent| consent.number == number).ok_or_else(unknown)?;
            let Some(ConsentGiven { by, covers }) = given else {
                return Ok(books.take_back_consent(id, number)?);
            };
            let by = by.trim();
            if by.is_empty() {
                return Err(Problem::new(
                    "consent.by_nobody",
                    "Es fehlt, von wem die Zustimmung kam.",
                    "Nennen Sie, wer zugestimmt hat.",
                ));
            }
            let text = match covers {
                Covers::Asked => consent.asked_for.number,
                Covers::Now => books.snapshot_of(draft, now)?,
            };
            Ok(books.give_consent(id, number, by, text, now)?)
        })
    }
}
