//! The margin as the window shows it.

use sperrfrist_archive::{Anchor, Authorisation, Comment, Consent, Given, Margin};
use sperrfrist_release::preflight::Place;
use sperrfrist_release::{Release, ReleaseId};

use super::places::{Passage, dealt, found, lines, quotations};
use super::wording::{agreed, plain};
use crate::Problem;
use crate::desk::Desk;
use crate::view::{
    AuthorisationView, CommentView, ConsentGivenView, ConsentView, MarginElsewhere, MarginView, QuoteView,
};

impl Desk {
    pub(super) fn margin_of(&self, id: ReleaseId) -> Result<MarginView, Problem> {
        let (draft, margin, author) = self.archive.read(|books| {
            Ok::<_, Problem>((books.release(id)?.release, books.margin(id)?, books.last_author()?))
        })?;
        let (quotes, lost) = quotes(&margin, &draft);
        Ok(MarginView {
            consents: consents(&margin, &draft),
            quotes,
            lost,
            comments: comments(&margin, &draft),
            elsewhere: self.elsewhere(&draft)?,
            author: author.unwrap_or_default(),
        })
    }

    /// What is open in the margins of the same release in other languages.
    fn elsewhere(&self, draft: &Release) -> Result<Vec<MarginElsewhere>, Problem> {
        let mut found = Vec::new();
        for version in self.family(draft) {
            let (draft, margin) = self.archive.read(|books| {
                Ok::<_, Problem>((books.release(version.id)?.release, books.margin(version.id)?))
            })?;
            let is_open = |consent: &ConsentView| consent.given.as_ref().is_none_or(|given| !given.fits);
            let comments = margin.comments.iter().filter(|comment| comment.settled_at.is_none()).count();
            let consents = consents(&margin, &draft).iter().filter(|consent| is_open(consent)).count();
            if comments + consents > 0 {
                let language = version.language;
                found.push(MarginElsewhere { id: version.id, language, comments, consents });
            }
        }
        Ok(found)
    }
}

fn consents(margin: &Margin, draft: &Release) -> Vec<ConsentView> {
    let now = agreed(draft);
    let view = |consent: &Consent| ConsentView {
        number: consent.number,
        office: consent.office.clone(),
        name: consent.name.clone(),
        asked_at: consent.asked_at,
        asked_fits: agreed(&consent.asked_for.release) == now,
        given: consent.given.as_ref().map(|given: &Given| ConsentGivenView {
            at: given.at,
            by: given.by.clone(),
            fits: agreed(&given.text.release) == now,
            snapshot: format!("kept-{}", given.text.number),
        }),
    };
    margin.consents.iter().map(view).collect()
}

/// The quotations of the text, and the authorisations that have none any more.
fn quotes(margin: &Margin, draft: &Release) -> (Vec<QuoteView>, Vec<AuthorisationView>) {
    let quotations = quotations(draft);
    let anchors: Vec<&str> = margin.authorisations.iter().map(|known| known.anchor.as_str()).collect();
    let dealt = dealt(&quotations, &anchors);
    let of = |index: usize| dealt.iter().position(|at| *at == Some(index));
    let quote = |(index, quotation): (usize, &Passage)| QuoteView {
        place: quotation.place(),
        words: quotation.words.clone(),
        authorisation: of(index).map(|at| authorisation(&margin.authorisations[at], Some(quotation))),
    };
    let quotes = quotations.iter().enumerate().map(quote).collect();
    let lost = margin.authorisations.iter().zip(&dealt).filter(|(_, at)| at.is_none());
    (quotes, lost.map(|(known, _)| authorisation(known, None)).collect())
}

fn authorisation(known: &Authorisation, quotation: Option<&Passage>) -> AuthorisationView {
    AuthorisationView {
        number: known.number,
        words: known.words.clone(),
        name: known.name.clone(),
        asked_at: known.asked_at,
        given_at: known.given_at,
        fits: quotation.is_some_and(|quotation| plain(&quotation.words) == plain(&known.words)),
    }
}

/// Those that wait first, each kind as it was written.
fn comments(margin: &Margin, draft: &Release) -> Vec<CommentView> {
    let lines = lines(draft);
    let mut views: Vec<CommentView> =
        margin.comments.iter().map(|comment| comment_view(comment, draft, &lines)).collect();
    views.sort_by_key(|comment| comment.settled_at.is_some());
    views
}

fn comment_view(comment: &Comment, draft: &Release, lines: &[Passage]) -> CommentView {
    let (place, excerpt, is_lost) = match &comment.anchor {
        Anchor::Release => (None, String::new(), false),
        Anchor::Headline => (Some(Place::Headline), draft.headline.clone(), false),
        Anchor::Line { words } => match found(lines, words).and_then(|at| lines.get(at)) {
            Some(line) => (Some(line.place()), line.words.clone(), false),
            None => (None, words.clone(), true),
        },
        Anchor::Photo { slot, label } => match draft.slot(*slot) {
            Some(there) => (Some(Place::Photo { slot: *slot, field: None }), there.label.clone(), false),
            None => (None, label.clone(), true),
        },
    };
    CommentView {
        number: comment.number,
        place,
        excerpt,
        is_lost,
        author: comment.author.clone(),
        recipient: comment.recipient.clone(),
        words: comment.words.clone(),
        written_at: comment.written_at,
        settled_at: comment.settled_at,
    }
}
