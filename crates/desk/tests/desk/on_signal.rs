//! A release that waits for a signal: looked for while it waits, and read back from the signal on.

use sperrfrist_desk::Problem;
use sperrfrist_desk::view::{
    DraftRequest, DueInput, EvidenceFileRequest, EvidenceFormat, KnownBy, OfRelease, Proof, ReleaseView,
    TimesRequest, Verdict,
};
use sperrfrist_release::ReleaseId;

use crate::support::{Fate, Line, Office, Tested, at, slug, time};

impl Office {
    fn on_signal(&self, id: ReleaseId, not_before: Option<&str>) -> Result<ReleaseView, Problem> {
        let due = DueInput::OnSignal {
            words: "Redebeginn".into(),
            expected: Some(time("17:00")),
            not_before: not_before.map(time),
        };
        self.desk.set_times(TimesRequest { id, due, slots: Vec::new() })
    }

    fn proof(&self, id: ReleaseId) -> Result<Proof, Problem> {
        Ok(self.desk.evidence(OfRelease { id })?.proofs.remove(0))
    }

    fn page_of_evidence(&self, id: ReleaseId) -> Result<String, Box<dyn std::error::Error>> {
        let file = self.desk.evidence_file(EvidenceFileRequest { id, format: EvidenceFormat::Html })?;
        Ok(String::from_utf8(file.bytes)?.replace('\u{a0}', " "))
    }
}

#[test]
fn it_is_looked_for_while_it_waits_and_read_back_from_the_signal_on() -> Tested {
    let office = Office::open()?;
    let id = office.written()?;
    office.on_signal(id, None)?;
    let planned = office.schedule(id)?;
    for minute in [52, 53, 62, 72, 73] {
        office.tick_at(at(15, minute, 0, 0))?;
    }
    let waits = office.proof(id)?;
    assert!(waits.on_signal && waits.planned.is_none() && waits.before.is_empty() && waits.after.is_none());
    let looks: Vec<_> = waits.waiting.iter().map(|look| (look.looked_at, look.verdict)).collect();
    let locked = |minute| (Some(at(15, minute, 0, 0)), Verdict::Locked);
    assert_eq!(looks, [locked(52), locked(62), locked(72)]);
    assert_eq!(office.page(&planned)?.status, 404);

    // The PC is off for a while, and then the speech begins.
    office.tick_at(at(16, 34, 0, 0))?;
    office.desk.signal(OfRelease { id })?;
    office.tick_at(at(16, 34, 0, 400))?;
    let public = office.proof(id)?;
    let first = public.first_public.clone().ok_or("public")?;
    assert_eq!((first.at, first.late_ms), (at(16, 34, 0, 400), Some(400)), "counted from the signal");
    assert_eq!((first.known_by, public.signal_at), (KnownBy::Outside, Some(at(16, 34, 0, 0))));
    assert_eq!(public.after.map(|look| look.verdict), Some(Verdict::Matches));
    assert!(public.before.is_empty(), "nobody could know the instant: {:#?}", public.before);
    let verdicts: Vec<_> = public.waiting.iter().map(|look| look.verdict).collect();
    assert_eq!(verdicts[3..], [Verdict::Missed, Verdict::Locked], "{verdicts:?}");

    let told = office.page_of_evidence(id)?;
    for words in [
        "Geplant: auf Signal, gegeben am 21.11.2023, 16:34:00 Uhr",
        "0,4 s nach dem Signal (von außen gelesen)",
        "Vor dem Signal 4-mal von außen geprüft, zuletzt 21.11.2023, 16:34:00 Uhr; nichts abrufbar, nichts zu \
         erkennen; 1-mal nicht geprüft.",
    ] {
        assert!(told.contains(words), "{words} in {told}");
    }
    Ok(())
}

#[test]
fn before_its_not_before_time_it_is_looked_for_as_before_any_other() -> Tested {
    let office = Office::open()?;
    let id = office.written()?;
    office.on_signal(id, Some("17:00"))?;
    office.schedule(id)?;
    for (hour, minute) in [(15, 52), (16, 0), (16, 20), (16, 50), (16, 59)] {
        office.tick_at(at(hour, minute, 0, 0))?;
    }
    let before = office.proof(id)?;
    let looks: Vec<_> = before.before.iter().map(|look| (look.minutes_before, look.verdict)).collect();
    assert_eq!(looks, [(60, Verdict::Locked), (10, Verdict::Locked), (1, Verdict::Locked)]);
    assert_eq!(before.waiting.len(), 1, "until then no signal opens anything");

    // Given early, it opens at that time, and what was looked for counts.
    office.desk.signal(OfRelease { id })?;
    office.tick_at(at(17, 0, 0, 0))?;
    let public = office.proof(id)?;
    assert_eq!((public.planned, public.before), (Some(at(17, 0, 0, 0)), before.before));
    assert_eq!(public.first_public.and_then(|public| public.late_ms), Some(0));
    Ok(())
}

#[test]
fn what_can_be_fetched_before_the_signal_raises_the_alarm() -> Tested {
    let office = Office::open()?;
    let public = Line::to(office.newsroom.url())?;
    let office = office.elsewhere(&public)?;
    let id = office.written()?;
    office.on_signal(id, None)?;
    office.schedule(id)?;
    let name = slug(id);
    public.decide(move |request| match request.split_once(' ') {
        Some((_, "/feed.atom")) => Fate::Answer(200, format!("<feed><link href=\"/2023/{name}\"/></feed>")),
        _ => Fate::Pass,
    });
    office.tick_at(at(16, 2, 0, 0))?;
    let alarms = office.desk.overview()?.alarms;
    assert_eq!(alarms.len(), 1, "{alarms:#?}");
    assert_eq!((alarms[0].planned, alarms[0].found_at), (None, at(16, 2, 0, 0)));
    assert!(office.page_of_evidence(id)?.contains("Vor der Zeit war etwas davon abrufbar."));
    office.desk.stop(OfRelease { id })?;
    assert!(office.desk.overview()?.alarms.is_empty(), "what was stopped is acted upon");
    Ok(())
}

#[test]
fn planned_anew_after_its_signal_it_asks_for_no_other_one() -> Tested {
    let office = Office::open()?;
    let id = office.written()?;
    office.on_signal(id, Some("17:00"))?;
    office.schedule(id)?;
    office.wait_until(at(16, 30, 0, 0));
    let mut typed = office.desk.signal(OfRelease { id })?.release;
    typed.contact.name = "Miriam Tannhoff".into();
    office.desk.draft(DraftRequest { history: None, release: typed })?;
    let planned = office.schedule(id)?;
    assert_eq!(planned.lanes[0].due, Some(at(17, 0, 0, 0)));
    assert_eq!(planned.planned.as_ref().map(|planned| planned.changes), Some(0), "the draft follows");
    office.wait_until(at(16, 59, 59, 999));
    assert_eq!(office.page(&planned)?.status, 404);
    office.wait_until(at(17, 0, 0, 0));
    assert!(String::from_utf8(office.page(&planned)?.body)?.contains("Miriam Tannhoff"));
    Ok(())
}
