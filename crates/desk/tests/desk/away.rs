//! The desk is away at the time, or in a net that answers for everybody: the newsroom publishes all the same, and the desk
//! says only what it has seen.

use sperrfrist_desk::view::{KnownBy, LaneState, OfRelease, Verdict};

use crate::support::{Fate, Line, Office, Tested, at, states};

#[test]
fn who_is_offline_across_the_time_calls_nothing_public_and_hears_of_it_when_the_line_is_back() -> Tested {
    let office = Office::open()?;
    let public = Line::to(office.newsroom.url())?;
    let office = office.elsewhere(&public)?;
    let (id, _) = office.with_photo()?;
    let planned = office.schedule(id)?;
    office.tick_at(at(16, 58, 0, 0))?;
    office.line.cut();
    public.cut();
    for second in [0, 1, 20] {
        office.tick_at(at(17, 0, second, 0))?;
    }
    assert_eq!(states(&office.desk.open_release(OfRelease { id })?), [LaneState::Locked; 2]);
    // Others are not offline.
    assert_eq!(office.fetch(&office_page(&office, &planned))?.status, 200);
    office.line.mend();
    public.mend();
    office.tick_at(at(17, 1, 0, 0))?;
    assert_eq!(states(&office.desk.open_release(OfRelease { id })?), [LaneState::Public, LaneState::Locked]);
    let text = office.desk.evidence(OfRelease { id })?.proofs.remove(0);
    assert_eq!(text.after.map(|look| look.verdict), Some(Verdict::Matches));
    let first = text.first_public.ok_or("public")?;
    assert!(first.at < at(17, 1, 0, 0) && first.known_by == KnownBy::Newsroom, "{first:?}");
    Ok(())
}

/// Its page at the newsroom itself.
fn office_page(office: &Office, view: &sperrfrist_desk::view::ReleaseView) -> String {
    let url = view.planned.as_ref().and_then(|planned| planned.page_url.clone()).unwrap_or_default();
    let path = url.splitn(4, '/').nth(3).unwrap_or_default().to_owned();
    format!("{}/{path}", office.newsroom.url())
}

#[test]
fn the_200_of_a_guest_network_makes_nothing_public() -> Tested {
    let office = Office::open()?;
    let public = Line::to(office.newsroom.url())?;
    let office = office.elsewhere(&public)?;
    let (id, _) = office.with_photo()?;
    office.schedule(id)?;
    let portal = || Fate::Answer(200, "Bitte melden Sie sich an.".into());
    office.tick_at(at(16, 58, 0, 0))?;
    office.line.decide(move |_| portal());
    public.decide(move |_| portal());
    for second in [0, 1, 20] {
        office.tick_at(at(17, 0, second, 0))?;
    }
    assert_eq!(states(&office.desk.open_release(OfRelease { id })?), [LaneState::Locked; 2]);
    let text = office.desk.evidence(OfRelease { id })?.proofs.remove(0);
    assert_eq!(
        (text.first_public, text.after),
        (None, None),
        "a page that says something else proves nothing"
    );

    // The newsroom is reached again, its pages are not: its journal counts, and what was seen is told.
    office.line.mend();
    for (minute, second) in [(0, 40), (4, 59), (5, 0)] {
        office.tick_at(at(17, minute, second, 0))?;
    }
    let text = office.desk.evidence(OfRelease { id })?.proofs.remove(0);
    let seen_outside = text.first_public.is_some_and(|first| first.known_by == KnownBy::Outside);
    assert!(!seen_outside, "only the newsroom can know");
    assert_eq!(text.after.map(|look| look.verdict), Some(Verdict::Differs));
    Ok(())
}

#[test]
fn a_page_that_says_other_words_is_read_once_more_and_dates_nothing() -> Tested {
    let office = Office::open()?;
    let public = Line::to(office.newsroom.url())?;
    let office = office.elsewhere(&public)?;
    let (id, _) = office.with_photo()?;
    office.schedule(id)?;
    // The newsroom's interface is reached, its pages are not.
    public.decide(|_| Fate::Answer(200, "Bitte melden Sie sich an.".into()));
    office.tick_at(at(17, 0, 0, 0))?;
    let text = office.desk.evidence(OfRelease { id })?.proofs.remove(0);
    assert!(!text.first_public.is_some_and(|first| first.known_by == KnownBy::Outside));
    assert_eq!(text.after, None);
    public.mend();
    office.tick_at(at(17, 0, 30, 0))?;
    let text = office.desk.evidence(OfRelease { id })?.proofs.remove(0);
    assert_eq!(text.after.map(|look| look.verdict), Some(Verdict::Matches));
    assert_eq!(text.first_public.map(|first| first.known_by), Some(KnownBy::Newsroom));
    Ok(())
}
