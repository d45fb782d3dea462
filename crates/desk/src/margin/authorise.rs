//! The verb "authorise" ("Zitat autorisieren"): whoever is quoted has been asked for these words, or has authorised them.

use sperrfrist_archive::Authorisation;

use crate::Problem;
use crate::desk::Desk;
use crate::margin::places::{bare, quotations};
use crate::margin::unknown;
use crate::margin::wording::plain;
use crate::view::{AuthoriseRequest, MarginView};

impl Desk {
    /// Notes that somebody was asked for a quotation, or has authorised it, in just these words: those that stand there, or those
    /// that were asked about.
    ///
    /// # Errors
    /// [`Problem`] where it is not said by whom, the text does not quote these words, or it cannot be kept.
    pub fn authorise(&self, request: AuthoriseRequest) -> Result<MarginView, Problem> {
        let AuthoriseRequest { id, number, words, name, given } = request;
        let (words, name, now) = (bare(&words), name.trim(), self.now());
        if name.is_empty() {
            return Err(Problem::new(
                "authorise.by_nobody",
                "Es fehlt, wer das Zitat autorisiert.",
                "Nennen Sie die Person oder ihre Pressestelle.",
            ));
        }
        let given_at = given.then_some(now);
        self.change_margin(id, |books, draft| {
            let is_there = quotations(draft).iter().any(|quotation| plain(&quotation.words) == plain(words));
            let Some(number) = number else {
                if !is_there {
                    return Err(not_quoted());
                }
                return Ok(books.insert_authorisation(id, words, name, now, given_at)?);
            };
            let known = books.authorisations(id)?;
            let known = known.into_iter().find(|known| known.number == number).ok_or_else(unknown)?;
            if !is_there && plain(&known.words) != plain(words) {
                return Err(not_quoted());
            }
            let is = Authorisation {
                words: words.to_owned(),
                anchor: if is_there { words.to_owned() } else { known.anchor },
                name: name.to_owned(),
                asked_at: if given { known.asked_at } else { now },
                given_at,
                number,
            };
            Ok(books.update_authorisation(id, &is)?)
        })
    }
}

fn not_quoted() -> Problem {
    Problem::new(
        "authorise.not_quoted",
        "Dieses Zitat steht so nicht mehr im Text.",
        "Sehen Sie sich an, wie es jetzt lautet.",
    )
}
