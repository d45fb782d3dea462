//! The margin: who has agreed to which words, what holds on to them, and that nothing of it ever leaves the desk.

use sperrfrist_desk::Problem;
use sperrfrist_desk::view::{
    AskConsentRequest, AuthoriseRequest, CommentRequest, ConsentGiven, Covers, DraftRequest,
    DropFromMarginRequest, MarginKind, MarginView, OfRelease, RecordConsentRequest, ReleaseView,
    SettleCommentRequest, SlotRequest, VersionRequest,
};
use sperrfrist_release::body::{Block, Text};
use sperrfrist_release::preflight::{Level, Place};
use sperrfrist_release::{Language, Release, ReleaseId};

use crate::support::{Office, Tested, at};

/// What somebody is quoted with.
pub const QUOTE: &str = "Wir fangen heute an, und zwar alle miteinander.";

fn opened(office: &Office, id: ReleaseId) -> Result<ReleaseView, Problem> {
    office.desk.open_release(OfRelease { id })
}

fn margin(office: &Office, id: ReleaseId) -> Result<MarginView, Problem> {
    office.desk.margin(OfRelease { id })
}

pub fn typed(office: &Office, id: ReleaseId, change: impl FnOnce(&mut Release)) -> Tested {
    let mut release = opened(office, id)?.release;
    change(&mut release);
    office.desk.draft(DraftRequest { history: None, release })?;
    Ok(())
}

/// A quotation of its own behind the text, in these words.
pub fn quoting(words: &str) -> impl FnOnce(&mut Release) {
    let content = vec![Text::plain(format!("»{words}«"))];
    move |release| {
        release.body.content.truncate(2);
        release.body.content.push(Block::Quote { content });
    }
}

pub fn ask(office: &Office, id: ReleaseId, name: &str) -> Result<MarginView, Problem> {
    office.desk.ask_consent(AskConsentRequest { id, again: None, office: name.into(), name: String::new() })
}

pub fn give(office: &Office, id: ReleaseId, number: u32, covers: Covers) -> Result<MarginView, Problem> {
    let given = Some(ConsentGiven { by: "Frau Ahrens".into(), covers });
    office.desk.record_consent(RecordConsentRequest { id, number, given })
}

pub fn authorise(
    office: &Office,
    id: ReleaseId,
    number: Option<u32>,
    words: &str,
    given: bool,
) -> Result<MarginView, Problem> {
    let (words, name) = (words.to_owned(), "J. Wiedebusch".to_owned());
    office.desk.authorise(AuthoriseRequest { id, number, words, name, given })
}

pub fn comment(
    office: &Office,
    id: ReleaseId,
    place: Option<Place>,
    words: &str,
) -> Result<MarginView, Problem> {
    let (author, recipient, words) = ("M. Roth".into(), String::new(), words.into());
    office.desk.comment(CommentRequest { id, place, author, recipient, words })
}

/// The codes of what the preflight says of the margin.
fn codes(office: &Office, id: ReleaseId) -> Result<Vec<String>, Problem> {
    let view = opened(office, id)?;
    let own = |code: &str| code.starts_with("consent.") || code.starts_with("quote.");
    let found: Vec<_> = view.findings.into_iter().filter(|finding| own(&finding.code)).collect();
    assert!(found.iter().all(|finding| finding.level == Level::Should && !finding.remedy.is_empty()));
    Ok(found.into_iter().map(|finding| finding.code).collect())
}

fn fulfilled(office: &Office, id: ReleaseId, code: &str) -> Result<bool, Problem> {
    Ok(opened(office, id)?.fulfilled.iter().any(|rule| rule.code == code))
}

#[test]
fn a_consent_holds_for_the_words_it_was_given_to_and_no_others() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.timed()?;
    assert_eq!(codes(&office, id)?, Vec::<String>::new());
    assert!(!fulfilled(&office, id, "consent.missing")?, "nobody was asked: nothing is fulfilled");
    let nobody = AskConsentRequest { id, again: None, office: " ".into(), name: "Frau Ahrens".into() };
    assert_eq!(office.desk.ask_consent(nobody).expect_err("no office").code, "consent.nobody");

    let number = ask(&office, id, "Hausleitung")?.consents[0].number;
    assert_eq!(codes(&office, id)?, ["consent.missing"]);
    office.schedule(id)?;
    assert_eq!(opened(&office, id)?.lanes.len(), 2, "a sollte keeps nothing from being planned");

    office.wait_until(at(16, 5, 0, 0));
    let view = give(&office, id, number, Covers::Asked)?;
    let given = view.consents[0].given.clone().ok_or("given")?;
    assert_eq!((given.at, given.by.as_str(), given.fits), (at(16, 5, 0, 0), "Frau Ahrens", true));
    assert_eq!(codes(&office, id)?, Vec::<String>::new());
    assert!(fulfilled(&office, id, "consent.missing")?);

    // What typing sets, the time, the contact and the photos are not what was agreed to.
    typed(&office, id, |release| {
        release.body.content[1] = Block::paragraph("Sie  gilt\u{a0}ab sofort.");
        release.contact.name = "Frau Neu".into();
    })?;
    office.desk.add_slot(OfRelease { id })?;
    assert!(margin(&office, id)?.consents[0].given.as_ref().is_some_and(|given| given.fits));
    // One word is.
    typed(&office, id, |release| release.body.content[1] = Block::paragraph("Sie gilt ab morgen."))?;
    let view = margin(&office, id)?;
    assert!(!view.consents[0].asked_fits);
    let given = view.consents[0].given.clone().ok_or("it stays on record")?;
    assert!(!given.fits);
    assert_eq!(codes(&office, id)?, ["consent.outdated"]);
    // The version that was agreed to is there to compare with.
    let key = sperrfrist_desk::view::OfSnapshot { id, key: given.snapshot };
    let agreed = office.desk.open_snapshot(key)?.release;
    assert_eq!(agreed.body.content[1], Block::paragraph("Sie gilt ab sofort."));
    // The words are back, and so it holds again.
    typed(&office, id, |release| release.body.content[1] = Block::paragraph("Sie gilt ab sofort."))?;
    assert_eq!(codes(&office, id)?, Vec::<String>::new());
    Ok(())
}

#[test]
fn a_consent_to_the_text_of_then_does_not_cover_the_text_of_now() -> Tested {
    let office = Office::open()?;
    let id = office.written()?;
    let number = ask(&office, id, "Fachreferat")?.consents[0].number;
    typed(&office, id, |release| release.headline = "Anders".into())?;
    let then = give(&office, id, number, Covers::Asked)?;
    assert!(then.consents[0].given.as_ref().is_some_and(|given| !given.fits));
    let now = give(&office, id, number, Covers::Now)?;
    assert!(now.consents[0].given.as_ref().is_some_and(|given| given.fits));
    // Asked once more, what was given stays on record for its own words; and a mistake is taken back.
    typed(&office, id, |release| release.headline = "Noch einmal anders".into())?;
    let request = AskConsentRequest { id, again: Some(number), office: String::new(), name: String::new() };
    let again = office.desk.ask_consent(request)?;
    assert!(
        again.consents[0].given.as_ref().is_some_and(|given| !given.fits) && again.consents[0].asked_fits
    );
    assert_eq!(codes(&office, id)?, ["consent.outdated"]);
    assert_eq!(again.consents[0].office, "Fachreferat");
    give(&office, id, number, Covers::Now)?;
    let back = office.desk.record_consent(RecordConsentRequest { id, number, given: None })?;
    assert_eq!(back.consents[0].given, None);
    let by_nobody = Some(ConsentGiven { by: " ".into(), covers: Covers::Now });
    let refused = office.desk.record_consent(RecordConsentRequest { id, number, given: by_nobody });
    assert_eq!(refused.expect_err("by nobody").code, "consent.by_nobody");
    let drop = DropFromMarginRequest { id, kind: MarginKind::Consent, number };
    assert_eq!(office.desk.drop_from_margin(drop)?.consents, []);
    assert_eq!(codes(&office, id)?, Vec::<String>::new());
    let gone = office.desk.record_consent(RecordConsentRequest { id, number, given: None });
    assert_eq!(gone.expect_err("it is gone").code, "margin.unknown");
    Ok(())
}

#[test]
fn an_authorised_quotation_is_so_in_these_words_and_is_followed_where_it_goes() -> Tested {
    let office = Office::open()?;
    let id = office.written()?;
    typed(&office, id, quoting(QUOTE))?;
    assert_eq!(codes(&office, id)?, Vec::<String>::new(), "a quotation nobody asked about is no finding");
    assert_eq!(margin(&office, id)?.quotes.len(), 1);
    let foreign = authorise(&office, id, None, "Das hat niemand gesagt.", true);
    assert_eq!(foreign.expect_err("not quoted").code, "authorise.not_quoted");

    let view = authorise(&office, id, None, QUOTE, false)?;
    let number = view.quotes[0].authorisation.as_ref().ok_or("asked")?.number;
    assert_eq!(codes(&office, id)?, ["quote.unauthorised"]);
    let view = authorise(&office, id, Some(number), QUOTE, true)?;
    assert!(
        view.quotes[0].authorisation.as_ref().is_some_and(|known| known.fits && known.given_at.is_some())
    );
    assert_eq!(codes(&office, id)?, Vec::<String>::new());

    // A paragraph before it moves it; other words step by step, in the end every one of them, are another quotation.
    let place = margin(&office, id)?.quotes[0].place.clone();
    typed(&office, id, |release| release.body.content.insert(0, Block::paragraph("Neu davor.")))?;
    let moved = margin(&office, id)?.quotes.remove(0);
    assert!(moved.place != place && moved.authorisation.is_some_and(|known| known.fits));
    typed(&office, id, |release| drop(release.body.content.remove(0)))?;
    for words in
        ["Wir fangen heute an, mit Freude.", "Morgen geht es mit Freude los.", "Morgen beginnt etwas Neues."]
    {
        typed(&office, id, quoting(words))?;
        let known = margin(&office, id)?.quotes[0].authorisation.clone().ok_or("it is followed")?;
        assert!(!known.fits, "{words}");
        assert_eq!(known.words, QUOTE);
        assert_eq!(codes(&office, id)?, ["quote.changed"]);
    }
    typed(&office, id, quoting(QUOTE))?;
    assert_eq!(codes(&office, id)?, Vec::<String>::new(), "the words are back");
    // Taken out nobody needs to authorise it; with another one in its place somebody is to look.
    typed(&office, id, |release| release.body.content.truncate(2))?;
    assert_eq!(codes(&office, id)?, Vec::<String>::new());
    assert_eq!(margin(&office, id)?.lost.len(), 1);
    typed(&office, id, quoting("Davon war bisher nie die Rede."))?;
    assert_eq!(codes(&office, id)?, ["quote.gone"]);
    Ok(())
}

#[test]
fn a_comment_follows_its_words_and_is_never_lost_with_them() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.timed()?;
    let line = |block| Some(Place::Line { block, line: 0 });
    comment(&office, id, line(1), "Ab wann genau?")?;
    comment(&office, id, Some(Place::Headline), "Zu lang?")?;
    comment(&office, id, Some(Place::Photo { slot, field: None }), "Wer ist links?")?;
    comment(&office, id, None, "Bitte bis 15 Uhr.")?;
    let empty = comment(&office, id, None, " ");
    assert_eq!(empty.expect_err("no words").code, "comment.empty");
    let request = CommentRequest {
        id,
        place: None,
        author: String::new(),
        recipient: String::new(),
        words: "Von wem?".into(),
    };
    assert_eq!(office.desk.comment(request).expect_err("nobody").code, "comment.by_nobody");

    // A paragraph before it, then other words, then the words are gone and the photo's place too.
    typed(&office, id, |release| release.body.content.insert(0, Block::paragraph("Neu.")))?;
    typed(&office, id, |release| release.body.content[2] = Block::paragraph("Sie gilt ab Montag."))?;
    typed(&office, id, |release| release.body.content[2] = Block::paragraph("Beginn ist am Montag."))?;
    let view = margin(&office, id)?;
    assert_eq!((view.author.as_str(), view.comments[0].place.clone()), ("M. Roth", line(2)));
    assert_eq!(view.comments[0].excerpt, "Beginn ist am Montag.");
    typed(&office, id, |release| drop(release.body.content.remove(2)))?;
    office.desk.remove_slot(SlotRequest { id, slot })?;
    let view = margin(&office, id)?;
    let lost: Vec<_> =
        view.comments.iter().map(|one| (one.words.as_str(), one.is_lost, one.place.is_some())).collect();
    let expected = [
        ("Ab wann genau?", true, false),
        ("Zu lang?", false, true),
        ("Wer ist links?", true, false),
        ("Bitte bis 15 Uhr.", false, false),
    ];
    assert_eq!(lost, expected);
    assert_eq!(view.comments[0].excerpt, "Beginn ist am Montag.");

    let number = view.comments[0].number;
    let settled = office.desk.settle_comment(SettleCommentRequest { id, number, settled: true })?;
    assert_eq!(settled.comments[3].number, number, "what is settled goes behind the others");
    let open = office.desk.settle_comment(SettleCommentRequest { id, number, settled: false })?;
    assert_eq!(open.comments[0].settled_at, None);
    // All of it is there after a restart, and deleted only by its own verb.
    let office = office.reopen()?;
    assert_eq!(margin(&office, id)?.comments.len(), 4);
    let drop = DropFromMarginRequest { id, kind: MarginKind::Comment, number };
    assert_eq!(office.desk.drop_from_margin(drop)?.comments.len(), 3);
    Ok(())
}

#[test]
fn a_version_in_another_language_has_its_own_margin_and_tells_of_the_german_one() -> Tested {
    let office = Office::open()?;
    let id = office.written()?;
    ask(&office, id, "Hausleitung")?;
    comment(&office, id, None, "Bitte übersetzen.")?;
    let version = office.desk.new_version(VersionRequest { id, language: Language::English })?.release.id;
    let view = margin(&office, version)?;
    assert_eq!((view.consents.len(), view.comments.len()), (0, 0));
    let elsewhere = &view.elsewhere[0];
    assert_eq!((elsewhere.id, elsewhere.comments, elsewhere.consents), (id, 1, 1));
    assert_eq!(margin(&office, id)?.comments.len(), 1, "the German one has lost nothing");
    comment(&office, version, None, "Is this right?")?;
    assert_eq!(margin(&office, id)?.elsewhere[0].language, Language::English);
    Ok(())
}
