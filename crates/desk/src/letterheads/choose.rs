//! The verb "choose": on which letterhead a release is printed.

use sperrfrist_release::document::{Contact, Issuer};

use super::sound;
use crate::desk::Desk;
use crate::view::{ChooseLetterheadRequest, ReleaseView};
use crate::{Choice, Problem};

impl Desk {
    /// Puts a release on a letterhead. Issuer and contact follow where they are empty or those of the letterhead before;
    /// the release's own stay, unless the officer lets them go.
    ///
    /// # Errors
    /// [`Problem`] where the letterhead belongs to another house, was never right, or is gone.
    pub fn choose_letterhead(&self, request: ChooseLetterheadRequest) -> Result<ReleaseView, Problem> {
        let ChooseLetterheadRequest { id, letterhead, take } = request;
        self.edit(id, |books, draft| {
            let before = draft.letterhead.and_then(|before| sound(books, before).ok()).unwrap_or_default();
            let is_of_it = |issuer: &Issuer| {
                [&Issuer::default(), &before.issuer].into_iter().any(|of| is_same(of, issuer))
            };
            if let Some(chosen) = letterhead.map(|chosen| sound(books, chosen)).transpose()? {
                let (own, house) = (draft.issuer.name.trim(), chosen.issuer.name.trim());
                if take || is_of_it(&draft.issuer) {
                    let state = chosen.issuer.state.or(draft.issuer.state);
                    draft.issuer = Issuer { state, ..chosen.issuer };
                } else if own != house {
                    return Err(other_house(own, house));
                }
                if take || draft.contact == Contact::default() || draft.contact == before.contact {
                    draft.contact = chosen.contact;
                }
            }
            draft.letterhead = letterhead;
            Ok(())
        })?;
        self.view(id)
    }
}

/// Where the holidays are is an officer's choice, and says nothing of the house.
fn is_same(of: &Issuer, issuer: &Issuer) -> bool {
    *of == Issuer { state: of.state, ..issuer.clone() }
}

fn other_house(own: &str, house: &str) -> Problem {
    let choice = Choice { label: "Absender und Kontakt übernehmen".into(), value: "take".into() };
    Problem {
        choices: vec![choice],
        ..Problem::new(
            "letterhead.other_house",
            format!("Die Meldung gibt »{own}« heraus, der Briefkopf gehört »{house}«."),
            "Übernehmen Sie Absender und Kontakt des Briefkopfs, oder wählen Sie einen anderen.",
        )
    }
}
