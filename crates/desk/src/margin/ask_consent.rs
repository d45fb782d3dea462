//! The verb "ask consent" ("Zustimmung einholen"): whose consent is wanted, and to which text.

use crate::Problem;
use crate::desk::Desk;
use crate::view::{AskConsentRequest, MarginView};

impl Desk {
    /// Notes whose consent is wanted to the text as it reads now, and keeps that text. Asking again is for the text of now: what
    /// was given before stays on record, for the text it was given to.
    ///
    /// # Errors
    /// [`Problem`] where nobody is named, or it cannot be kept.
    pub fn ask_consent(&self, request: AskConsentRequest) -> Result<MarginView, Problem> {
        let AskConsentRequest { id, again, office, name } = request;
        let (office, name) = (office.trim(), name.trim());
        let now = self.now();
        if again.is_none() && office.is_empty() {
            return Err(Problem::new(
                "consent.nobody",
                "Es fehlt, wer zustimmen soll.",
                "Nennen Sie die Stelle, zum Beispiel »Fachreferat«.",
            ));
        }
        self.change_margin(id, |books, draft| {
            let text = books.snapshot_of(draft, now)?;
            match again {
                Some(number) => books.ask_again(id, number, text, now)?,
                None => books.insert_consent(id, office, name, text, now)?,
            }
            Ok(())
        })
    }
}
