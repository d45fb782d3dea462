//! What the desk does by itself: looks from outside before an item's time, and reads it back after.

use std::time::Duration;

use sperrfrist_desk::view::{
    Check, CorrectRequest, DraftRequest, EvidenceFileRequest, EvidenceFormat, JournalEvent, KnownBy,
    LaneItem, LookView, OfRelease, Proof, Verdict, What,
};
use sperrfrist_release::ReleaseId;

use crate::support::{Fate, Line, Office, Tested, at, slug};

impl Office {
    fn proofs(&self, id: ReleaseId) -> Result<Vec<Proof>, Box<dyn std::error::Error>> {
        Ok(self.desk.evidence(OfRelease { id })?.proofs)
    }
}

fn verdicts(looks: &[LookView]) -> Vec<(u32, Verdict)> {
    looks.iter().map(|look| (look.minutes_before, look.verdict)).collect()
}

const LOCKED: [(u32, Verdict); 3] = [(60, Verdict::Locked), (10, Verdict::Locked), (1, Verdict::Locked)];

#[test]
fn each_item_is_looked_for_thrice_before_its_time_and_read_back_after_it() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    office.schedule(id)?;
    for (hour, minute) in [(15, 59), (16, 0), (16, 30), (16, 50), (16, 59)] {
        office.tick_at(at(hour, minute, 0, 0))?;
    }
    let proofs = office.proofs(id)?;
    assert_eq!(verdicts(&proofs[0].before), LOCKED);
    assert_eq!(verdicts(&proofs[1].before), LOCKED[..1], "the photo's hour is over at 16:30");
    assert_eq!(proofs[0].before[0].looked_at, Some(at(16, 0, 0, 0)));
    let asked = |proof: &Proof, what| proof.before[0].asked.iter().any(|asked| asked.what == what);
    for what in [What::Page, What::Neighbour, What::List, What::Feed, What::Sitemap, What::Search] {
        assert!(asked(&proofs[0], what), "{what:?}");
    }
    assert!(asked(&proofs[1], What::Picture));

    assert_eq!(office.tick_at(at(16, 59, 59, 600))?, Duration::from_millis(400), "it wakes on the moment");
    office.tick_at(at(17, 0, 0, 0))?;
    let text = office.proofs(id)?.remove(0);
    let public = text.first_public.ok_or("public")?;
    assert_eq!((public.at, public.known_by, public.late_ms), (at(17, 0, 0, 0), KnownBy::Outside, Some(0)));
    assert_eq!(text.newsroom_since, Some(at(17, 0, 0, 0)));
    assert_eq!(text.after.map(|look| look.verdict), Some(Verdict::Matches));

    for (hour, minute) in [(17, 20), (17, 29), (17, 30)] {
        office.tick_at(at(hour, minute, 0, 0))?;
    }
    let photo = office.proofs(id)?.remove(1);
    assert_eq!(verdicts(&photo.before), LOCKED);
    let after = photo.after.ok_or("read back")?;
    assert_eq!((after.verdict, after.asked.len()), (Verdict::Matches, 4), "{after:#?}");
    assert_eq!(photo.first_public.map(|public| public.late_ms), Some(Some(0)));
    let journal = office.desk.evidence(OfRelease { id })?.journal;
    let looks = journal.iter().filter(|line| line.event == JournalEvent::LockChecked).count();
    assert!(looks >= 6, "{journal:#?}");
    assert!(office.desk.overview()?.alarms.is_empty());
    Ok(())
}

#[test]
fn a_look_that_nobody_made_is_told_as_one() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let planned = office.schedule(id)?;
    office.tick_at(at(16, 0, 0, 0))?;
    // The PC is off over both times; others read meanwhile.
    for (hour, minute) in [(17, 0), (17, 30)] {
        office.wait_until(at(hour, minute, 0, 0));
        assert_eq!(office.page(&planned)?.status, 200);
    }
    office.wait_until(at(18, 40, 0, 0));
    let office = office.reopen()?;
    office.tick_at(at(18, 40, 0, 0))?;
    let proofs = office.proofs(id)?;
    let missed = [(60, Verdict::Locked), (10, Verdict::Missed), (1, Verdict::Missed)];
    assert_eq!(verdicts(&proofs[0].before), missed);
    assert_eq!(proofs[0].before[1].looked_at, None);
    assert_eq!(proofs[0].after.as_ref().map(|look| look.verdict), Some(Verdict::Missed));
    let public = proofs[0].first_public.clone().ok_or("public")?;
    assert_eq!((public.at, public.known_by, public.late_ms), (at(17, 0, 0, 0), KnownBy::Newsroom, Some(0)));
    // Nothing is waited for any more.
    office.line.seen();
    office.tick_at(at(18, 41, 0, 0))?;
    assert!(office.line.seen().is_empty());
    Ok(())
}

#[test]
fn what_is_asked_of_a_server_before_the_time_holds_no_word_of_the_release() -> Tested {
    let office = Office::open()?;
    let public = Line::to(office.newsroom.url())?;
    let office = office.elsewhere(&public)?;
    let (id, _) = office.with_photo()?;
    office.schedule(id)?;
    for (hour, minute) in [(16, 0), (16, 30), (16, 50), (16, 59)] {
        office.tick_at(at(hour, minute, 0, 0))?;
        let rows = office.desk.evidence(OfRelease { id })?.rows;
        assert_eq!((rows[0].output.as_str(), rows[0].check), ("page", Check::NotChecked));
        assert_eq!(rows[1].check, Check::Locked);
    }
    let asked = public.seen();
    assert!(asked.len() > 40, "{asked:?}");
    for word in slug(id).split('-').filter(|word| word.len() > 3) {
        assert!(asked.iter().all(|request| !request.to_lowercase().contains(word)), "{word} in {asked:#?}");
    }
    assert_eq!(verdicts(&office.proofs(id)?[0].before), LOCKED);
    assert!(office.line.seen().iter().all(|request| !request.contains("elbmark")));

    office.tick_at(at(17, 0, 0, 0))?;
    assert!(public.seen().iter().any(|request| request.ends_with(&slug(id))), "now it is no secret");
    assert_eq!(office.proofs(id)?[0].after.as_ref().map(|look| look.verdict), Some(Verdict::Matches));
    Ok(())
}

#[test]
fn what_can_be_fetched_before_its_time_raises_the_alarm() -> Tested {
    let office = Office::open()?;
    let public = Line::to(office.newsroom.url())?;
    let office = office.elsewhere(&public)?;
    let (id, _) = office.with_photo()?;
    office.schedule(id)?;
    let name = slug(id);
    public.decide(move |request| match request.split_once(' ') {
        Some((_, "/feed.atom")) => Fate::Answer(200, format!("<feed><link href=\"/2023/{name}\"/></feed>")),
        _ => Fate::Pass,
    });
    office.tick_at(at(16, 50, 0, 0))?;
    let proofs = office.proofs(id)?;
    assert_eq!(verdicts(&proofs[0].before), [(60, Verdict::Missed), (10, Verdict::Early)]);
    let alarms = office.desk.overview()?.alarms;
    assert_eq!(alarms.len(), 1, "{alarms:#?}");
    assert_eq!((alarms[0].release, &alarms[0].item), (id, &LaneItem::Text));
    assert_eq!((alarms[0].planned, alarms[0].found_at), (Some(at(17, 0, 0, 0)), at(16, 50, 0, 0)));
    let events: Vec<_> =
        office.desk.evidence(OfRelease { id })?.journal.into_iter().map(|line| line.event).collect();
    assert!(events.contains(&JournalEvent::LockBroken));

    office.desk.stop(OfRelease { id })?;
    assert!(office.desk.overview()?.alarms.is_empty(), "what was stopped is acted upon");
    assert_eq!(office.proofs(id)?[0].before[1].verdict, Verdict::Early, "and stays told");
    Ok(())
}

/// Where the picture for the web will be.
fn picture(office: &Office, public: &Line, id: ReleaseId) -> Result<String, Box<dyn std::error::Error>> {
    let evidence = office.desk.evidence(OfRelease { id })?;
    let picture = evidence.rows.iter().find(|row| row.output == "web").ok_or("a picture")?;
    Ok(picture.url.trim_start_matches(public.url()).to_owned())
}

#[test]
fn a_picture_that_answers_before_its_time_is_the_photo_s_alarm() -> Tested {
    let office = Office::open()?;
    let public = Line::to(office.newsroom.url())?;
    let office = office.elsewhere(&public)?;
    let (id, slot) = office.with_photo()?;
    office.schedule(id)?;
    let path = picture(&office, &public, id)?;
    public.decide(
        move |request| {
            if request.ends_with(&path) { Fate::Answer(200, "JPEG".into()) } else { Fate::Pass }
        },
    );
    office.tick_at(at(16, 30, 0, 0))?;
    let alarms = office.desk.overview()?.alarms;
    let label = "Bild von der Unterzeichnung".to_owned();
    assert_eq!(
        alarms.iter().map(|alarm| &alarm.item).collect::<Vec<_>>(),
        [&LaneItem::Photo { slot, label }]
    );
    Ok(())
}

#[test]
fn an_answer_that_differs_tells_without_giving() -> Tested {
    let office = Office::open()?;
    let public = Line::to(office.newsroom.url())?;
    let office = office.elsewhere(&public)?;
    let (id, _) = office.with_photo()?;
    office.schedule(id)?;
    let path = picture(&office, &public, id)?;
    public.decide(move |request| {
        if request.ends_with(&path) { Fate::Answer(403, "Noch gesperrt".into()) } else { Fate::Pass }
    });
    office.tick_at(at(16, 30, 0, 0))?;
    assert_eq!(verdicts(&office.proofs(id)?[1].before), [(60, Verdict::Told)]);
    assert!(office.desk.overview()?.alarms.is_empty());
    Ok(())
}

#[test]
fn the_sign_in_page_of_a_guest_network_is_no_answer_of_the_newsroom() -> Tested {
    let office = Office::open()?;
    let public = Line::to(office.newsroom.url())?;
    let office = office.elsewhere(&public)?;
    let (id, _) = office.with_photo()?;
    office.schedule(id)?;
    public.decide(|_| Fate::Answer(200, "Bitte melden Sie sich an.".into()));
    office.tick_at(at(16, 0, 0, 0))?;
    office.tick_at(at(16, 4, 0, 0))?;
    office.tick_at(at(16, 5, 0, 0))?;
    let first = office.proofs(id)?.remove(0).before;
    assert_eq!(verdicts(&first), [(60, Verdict::Unreachable)]);
    assert_eq!(first[0].looked_at, Some(at(16, 4, 0, 0)), "the last try");
    assert!(office.desk.overview()?.alarms.is_empty());
    Ok(())
}

#[test]
fn what_stays_away_is_read_back_for_five_minutes_and_then_missing() -> Tested {
    let office = Office::open()?;
    let public = Line::to(office.newsroom.url())?;
    let office = office.elsewhere(&public)?;
    let (id, _) = office.with_photo()?;
    office.schedule(id)?;
    public.decide(|_| Fate::Answer(404, "Nicht gefunden".into()));
    for second in 0..60 {
        office.tick_at(at(17, 0, second, 0))?;
    }
    let looks = public.seen().len();
    assert!((40..90).contains(&looks), "often at first, then seldom: {looks}");
    office.tick_at(at(17, 4, 59, 0))?;
    office.tick_at(at(17, 5, 0, 0))?;
    let text = office.proofs(id)?.remove(0);
    assert_eq!(text.after.map(|look| look.verdict), Some(Verdict::Missing));
    let public = text.first_public.ok_or("the newsroom says so")?;
    assert_eq!(public.known_by, KnownBy::Newsroom);
    Ok(())
}

#[test]
fn what_came_late_is_late_by_what_was_seen_from_outside() -> Tested {
    let office = Office::open()?;
    let public = Line::to(office.newsroom.url())?;
    let office = office.elsewhere(&public)?;
    let (id, _) = office.with_photo()?;
    office.schedule(id)?;
    public.decide(|_| Fate::Answer(404, "Nicht gefunden".into()));
    office.tick_at(at(17, 0, 0, 0))?;
    office.tick_at(at(17, 0, 0, 200))?;
    public.decide(|_| Fate::Pass);
    office.tick_at(at(17, 0, 0, 400))?;
    let public = office.proofs(id)?.remove(0).first_public.ok_or("public")?;
    assert_eq!(
        (public.at, public.known_by, public.late_ms),
        (at(17, 0, 0, 400), KnownBy::Outside, Some(400))
    );
    Ok(())
}

#[test]
fn a_correction_is_read_back_and_changes_nothing_of_what_was_seen_before() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    office.schedule(id)?;
    for (hour, minute) in [(16, 0), (16, 50), (16, 59), (17, 0)] {
        office.tick_at(at(hour, minute, 0, 0))?;
    }
    let before = office.proofs(id)?.remove(0);
    assert_eq!(verdicts(&before.before), LOCKED);

    office.tick_at(at(17, 6, 0, 0))?;
    let mut typed = office.desk.open_release(OfRelease { id })?.release;
    typed.contact.name = "Miriam Tannhoff".into();
    office.desk.draft(DraftRequest { history: None, release: typed })?;
    office.desk.correct(CorrectRequest { id, notice: "Name.".into(), delivered: false })?;
    office.tick_at(at(17, 6, 1, 0))?;
    let corrected = office.proofs(id)?.remove(0);
    assert_eq!((corrected.before, corrected.first_public), (before.before, before.first_public));
    let (first, again) = (before.after.ok_or("read back")?, corrected.after.ok_or("read back again")?);
    assert_eq!(again.verdict, Verdict::Matches);
    assert!(again.looked_at > first.looked_at && again.sha256 != first.sha256, "{first:?} {again:?}");
    Ok(())
}

#[test]
fn what_was_stopped_is_neither_looked_for_nor_missed() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    office.schedule(id)?;
    office.tick_at(at(16, 0, 0, 0))?;
    office.desk.stop(OfRelease { id })?;
    office.tick_at(at(17, 10, 0, 0))?;
    assert_eq!(verdicts(&office.proofs(id)?[0].before), LOCKED[..1]);
    assert!(office.proofs(id)?[0].after.is_none());
    Ok(())
}

#[test]
fn the_evidence_is_saved_on_paper_as_a_page_and_as_data() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let mut typed = office.desk.open_release(OfRelease { id })?.release;
    typed.headline = "Elbmark & Bund <üben>".into();
    office.desk.draft(DraftRequest { history: None, release: typed })?;
    office.schedule(id)?;
    for (hour, minute) in [(16, 0), (16, 50), (17, 0), (17, 30)] {
        office.tick_at(at(hour, minute, 0, 0))?;
    }
    let file = |format| office.desk.evidence_file(EvidenceFileRequest { id, format });
    let page = file(EvidenceFormat::Html)?;
    assert!(page.name.starts_with("nachweis-2023-11-21-") && page.name.ends_with(".html"), "{}", page.name);
    let text = String::from_utf8(page.bytes)?.replace('\u{a0}', " ");
    for words in [
        "<html lang=\"de\">",
        "Elbmark &amp; Bund &lt;üben&gt;",
        "Geplant: Di., 21.11.2023, 17:00 Uhr",
        "Öffentlich seit 21.11.2023, 17:00:00 Uhr, weniger als 0,1 s nach der Sperrfrist (von außen gelesen)",
        "60 Minuten vorher",
        "nichts abrufbar, nichts zu erkennen",
        "nicht geprüft (PC war aus)",
        "SHA-256 ",
        "HTTP 404",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert!(!text.contains("<script") && !text.contains("src="));
    let details = text.find("<h2>Details</h2>").ok_or("details")?;
    assert!(!text[..details].contains("HTTP ") && !text[..details].contains("SHA-256"), "only under Details");

    let paper = file(EvidenceFormat::Pdf)?;
    assert!(paper.name.ends_with(".pdf") && paper.bytes.starts_with(b"%PDF-"), "{}", paper.name);

    let data = file(EvidenceFormat::Json)?;
    let json: serde_json::Value = serde_json::from_slice(&data.bytes)?;
    assert_eq!((&json["format"], &json["version"]), (&"sperrfrist.evidence".into(), &1.into()));
    assert_eq!(json["release"]["headline"], "Elbmark & Bund <üben>");
    assert_eq!(json["evidence"]["proofs"][0]["firstPublic"]["lateMs"], 0);
    assert_eq!(json["evidence"]["proofs"][0]["before"][2]["verdict"], "missed");
    Ok(())
}

#[test]
fn who_slept_across_the_time_wakes_opens_at_once_and_says_by_how_much_it_was_late() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.with_photo()?;
    let planned = office.schedule(id)?;
    office.tick_at(at(16, 59, 30, 0))?;
    assert_eq!(office.page(&planned)?.status, 404);
    // The lid is closed over PC and newsroom: wall time and the time since boot jump together.
    office.wait_until(at(17, 29, 30, 0));
    assert_eq!(office.desk.tick()?, Duration::from_secs(1), "it reads back at once, and looks again soon");
    let proofs = office.proofs(id)?;
    let text = proofs[0].first_public.as_ref().ok_or("public")?;
    let late = 29 * 60_000 + 30_000;
    // This PC slept, so that it is the newsroom that knows.
    assert_eq!((text.at, text.known_by, text.late_ms), (at(17, 29, 30, 0), KnownBy::Newsroom, Some(late)));
    assert_eq!(proofs[0].newsroom_since, Some(at(17, 29, 30, 0)), "it was public when they woke, not before");
    assert!(proofs[1].first_public.is_none(), "the photo's time is still to come");
    assert!(!String::from_utf8(office.page(&planned)?.body)?.contains("/medien/"));
    office.tick_at(at(17, 30, 0, 0))?;
    let photo = office.proofs(id)?.remove(1).first_public.ok_or("public")?;
    assert_eq!(photo.late_ms, Some(0));
    Ok(())
}
