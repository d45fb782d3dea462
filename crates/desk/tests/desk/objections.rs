//! Who does not want to be shown is not, until another picture, a cut, a cover or a named reason settles it.

use sperrfrist_desk::view::{
    AttachRequest, CaptionRequest, ChooseRequest, EditPhotoRequest, JournalEvent, LaneState,
    ObjectionRequest, OfRelease, OverrideRequest, PeopleRequest, ReleaseView,
};
use sperrfrist_release::edits::{Area, CoverKind, CoveredPart, Subject};
use sperrfrist_release::people::{Ground, Person};
use sperrfrist_release::preflight::Finding;
use sperrfrist_release::{Caption, PhotoEdits, ReleaseId};
use sperrfrist_testkit::jpeg;

use crate::support::{Fate, Office, Tested, caption, photo, states};

const ALDENHOFF: &str = "Dr. Henrike Aldenhoff";
const WIEDEBUSCH: &str = "Jonas Wiedebusch";

fn people() -> Vec<Person> {
    let person = |name: &str, function: &str| Person {
        function: function.into(),
        ground: Some(Ground::PublicTask),
        ..Person::named(name)
    };
    vec![person(ALDENHOFF, "Präsidentin"), person(WIEDEBUSCH, "Staatssekretär")]
}

fn with_people(office: &Office) -> Result<(ReleaseId, String), Box<dyn std::error::Error>> {
    let (id, _) = office.with_photo()?;
    let original = office.desk.open_release(OfRelease { id })?.photos[0].original.clone();
    office.desk.people(PeopleRequest { id, original: original.clone(), people: people() })?;
    Ok((id, original))
}

fn object(id: ReleaseId, original: &str, words: Option<&str>) -> ObjectionRequest {
    let words = words.map(str::to_owned);
    ObjectionRequest { id, original: original.into(), name: WIEDEBUSCH.into(), words }
}

fn objection(view: &ReleaseView) -> Option<Finding> {
    view.findings.iter().find(|finding| finding.code == "photo.objection").cloned()
}

#[test]
fn people_stand_in_the_caption_in_their_order_and_what_is_known_of_them_stays_here() -> Tested {
    let office = Office::open()?;
    let (id, original) = with_people(&office)?;
    let view = office.desk.open_release(OfRelease { id })?;
    assert_eq!(view.photos[0].people, people());
    assert_eq!(view.photos[0].caption.persons, [ALDENHOFF, WIEDEBUSCH]);
    assert_eq!(
        view.photos[0].people_in_words.replace('\u{a0}', " "),
        "Präsidentin Dr. Henrike Aldenhoff (l.) und Staatssekretär Jonas Wiedebusch (r.)"
    );
    let chosen = view.release.photos[0].photo.as_ref().ok_or("chosen")?;
    assert_eq!((&chosen.people, &chosen.caption.persons), (&people(), &view.photos[0].caption.persons));
    assert!(!view.findings.iter().any(|finding| finding.code == "photo.ground_open"));

    // What is typed of the caption leaves them alone; a name that is gone from it is gone.
    let words = Caption { headline: "Am Pult".into(), ..view.photos[0].caption.clone() };
    let view =
        office.desk.caption(CaptionRequest { id, original: original.clone(), caption: words.clone() })?;
    assert_eq!(view.photos[0].people, people());
    let words = Caption { persons: vec![WIEDEBUSCH.into()], ..words };
    let view = office.desk.caption(CaptionRequest { id, original, caption: words })?;
    assert_eq!(view.photos[0].people, people()[1..]);
    let planned = office.schedule(id)?;
    assert_eq!(planned.planned.as_ref().map(|planned| planned.changes), Some(0));
    Ok(())
}

#[test]
fn an_objection_holds_a_planned_photo_back_at_once_and_keeps_it_from_a_new_plan() -> Tested {
    let office = Office::open()?;
    let (id, original) = with_people(&office)?;
    let planned = office.schedule(id)?;
    assert_eq!(states(&planned), [LaneState::Locked, LaneState::Locked]);
    let refused = office.desk.object(object(id, &original, Some("  ")));
    assert_eq!(refused.expect_err("no words").code, "objection.no_words");

    let view = office.desk.object(object(id, &original, Some("Anruf, 16:58 Uhr")))?;
    assert_eq!(states(&view), [LaneState::Locked, LaneState::Held]);
    let finding = objection(&view).ok_or("a finding")?;
    assert!(finding.blocks() && finding.words == "Anruf, 16:58 Uhr");
    let journal = office.desk.evidence(OfRelease { id })?.journal;
    let line = journal.iter().find(|line| line.event == JournalEvent::Objected).ok_or("on record")?;
    assert_eq!(line.words.as_deref(), Some("Jonas Wiedebusch, Foto DSC_4417.jpg: Anruf, 16:58 Uhr"));
    let anew = office.schedule(id)?;
    assert_eq!(states(&anew)[0], LaneState::Locked, "the text goes");
    assert_ne!(states(&anew)[1], LaneState::Locked, "the photo does not");
    Ok(())
}

#[test]
fn a_cover_that_names_the_person_settles_it() -> Tested {
    let office = Office::open()?;
    let (id, original) = with_people(&office)?;
    office.desk.object(object(id, &original, Some("Anruf")))?;
    let words = Caption { caption: "Dr. Henrike Aldenhoff am 21. November 2023.".into(), ..caption() };
    let persons = vec![ALDENHOFF.to_owned(), WIEDEBUSCH.to_owned()];
    let words = Caption { persons, ..words };
    office.desk.caption(CaptionRequest { id, original: original.clone(), caption: words })?;
    let cover = |name: &str| {
        let area = Area { left: 6_000, top: 1_000, width: 2_000, height: 4_000 };
        let subject = Subject::Person { name: name.into() };
        let cover = vec![CoveredPart { area, kind: CoverKind::Blur, subject }];
        let edits = PhotoEdits { cover, ..PhotoEdits::default() };
        office.desk.edit_photo(EditPhotoRequest { id, original: original.clone(), edits })
    };
    assert!(objection(&cover("")?).is_some(), "somebody is covered, and nobody said who");
    let view = cover(WIEDEBUSCH)?;
    assert_eq!(objection(&view), None);
    assert_eq!(view.photos[0].people_in_words, "Präsidentin Dr. Henrike Aldenhoff");
    let planned = office.schedule(id)?;
    assert_eq!(states(&planned), [LaneState::Locked, LaneState::Locked], "{:?}", planned.findings);
    Ok(())
}

#[test]
fn a_reason_goes_on_record_and_a_withdrawn_objection_does_too() -> Tested {
    let office = Office::open()?;
    let (id, original) = with_people(&office)?;
    let view = office.desk.object(object(id, &original, Some("Anruf")))?;
    let finding = objection(&view).ok_or("a finding")?;
    let reason = "Amtsträger in seinem Amt, § 23 KunstUrhG";
    let view = office.desk.set_aside(OverrideRequest {
        id,
        code: finding.code,
        place: finding.place,
        words: finding.words,
        reason: Some(reason.into()),
    })?;
    assert_eq!(objection(&view).and_then(|finding| finding.overridden).as_deref(), Some(reason));
    let planned = office.schedule(id)?;
    assert_eq!(states(&planned), [LaneState::Locked, LaneState::Locked]);

    let view = office.desk.object(object(id, &original, None))?;
    assert_eq!(objection(&view), None);
    let journal = office.desk.evidence(OfRelease { id })?.journal;
    assert!(journal.iter().any(|line| line.event == JournalEvent::ObjectionTakenBack));
    Ok(())
}

#[test]
fn somebody_who_has_objected_is_not_settled_by_taking_the_name_out() -> Tested {
    let office = Office::open()?;
    let (id, original) = with_people(&office)?;
    office.desk.object(object(id, &original, Some("Anruf")))?;
    let people = vec![people().remove(0)];
    let refused = office.desk.people(PeopleRequest { id, original: original.clone(), people });
    assert_eq!(refused.expect_err("stays").code, "people.objection_stays");
    let words = Caption { persons: Vec::new(), ..caption() };
    let view = office.desk.caption(CaptionRequest { id, original, caption: words })?;
    assert!(objection(&view).is_some());
    assert_eq!(view.photos[0].people.len(), 1);
    Ok(())
}

#[test]
fn an_objection_holds_wherever_the_same_photo_is_attached_and_another_photo_settles_it() -> Tested {
    let office = Office::open()?;
    let (id, original) = with_people(&office)?;
    let (before, _) = office.with_photo()?;
    office.desk.object(object(id, &original, Some("Anruf")))?;
    assert!(objection(&office.desk.open_release(OfRelease { id: before })?).is_some());
    let (later, slot) = office.timed()?;
    office.desk.attach_photo(&photo(), AttachRequest { id: later, file_name: "Kopie.jpg".into() })?;
    let choose = |original: &str| {
        let original = Some(original.to_owned());
        office.desk.choose_photo(ChooseRequest { id: later, slot: Some(slot), original })
    };
    assert!(objection(&choose(&original)?).is_some());
    let other = jpeg::picture(640, 480);
    let view =
        office.desk.attach_photo(&other, AttachRequest { id: later, file_name: "Andere.jpg".into() })?;
    assert_eq!(objection(&choose(&view.photos[1].original)?), None);
    Ok(())
}

#[test]
fn a_photo_that_cannot_be_held_back_keeps_no_other_from_it() -> Tested {
    let office = Office::open()?;
    let (one, original) = with_people(&office)?;
    let (other, _) = office.with_photo()?;
    for id in [one, other] {
        assert_eq!(states(&office.schedule(id)?), [LaneState::Locked, LaneState::Locked]);
    }
    let mut is_first = true;
    office.line.decide(move |request| {
        let is_lost = request.starts_with("POST") && std::mem::take(&mut is_first);
        if is_lost { Fate::LoseRequest } else { Fate::Pass }
    });
    let problem = office.desk.object(object(one, &original, Some("Anruf"))).expect_err("one was lost");
    assert!(problem.sentence.starts_with("Der Widerspruch ist festgehalten."), "{problem:?}");
    let held = [one, other]
        .map(|id| office.desk.open_release(OfRelease { id }).map(|view| states(&view)[1] == LaneState::Held));
    let held: Vec<bool> = held.into_iter().collect::<Result<_, _>>()?;
    assert_eq!(held.iter().filter(|held| **held).count(), 1, "{held:?}");
    Ok(())
}
