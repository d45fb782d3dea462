//! Who is to be seen, and whether that is right.

use super::*;
use crate::edits::PhotoEdits;
use crate::edits::tests::covering;
use crate::people::Objection;

fn photo(release: &mut Release) -> &mut Photo {
    release.photos[0].photo.as_mut().expect("a photo")
}

fn objecting() -> Release {
    let mut release = pictured(sample_caption());
    let at = chrono::DateTime::UNIX_EPOCH;
    photo(&mut release).people[1].objection = Some(Objection { words: "Anruf am 21.11.2023".into(), at });
    release
}

#[test]
fn an_objection_blocks_until_the_person_is_not_to_be_recognised() {
    let mut release = objecting();
    let (finding, _) = only(&release);
    assert_eq!((finding.code.as_str(), finding.words.as_str()), ("photo.objection", "Anruf am 21.11.2023"));
    assert!(finding.blocks() && finding.can_be_overridden());
    assert!(finding.sentence.starts_with("Jonas Wiedebusch hat widersprochen"), "{}", finding.sentence);

    photo(&mut release).edits = covering("Dr. Henrike Aldenhoff");
    assert!(codes(&release).contains(&"photo.objection".to_owned()), "somebody else is covered");
    photo(&mut release).edits = covering("Jonas Wiedebusch");
    assert_eq!(codes(&release), ["photo.hidden_named"], "he is covered, and still named");
    photo(&mut release).caption.caption =
        "BDV-Präsidentin Dr. Henrike Aldenhoff am 21. November 2023 in Lindenfurt".into();
    photo(&mut release).caption.persons = vec!["Dr. Henrike Aldenhoff".into()];
    assert_eq!(codes(&release), Vec::<String>::new());

    photo(&mut release).edits = PhotoEdits::default();
    assert_eq!(codes(&release), ["photo.objection"], "a name taken out settles nothing");
    photo(&mut release).edits.cut_away = vec!["Jonas Wiedebusch".into()];
    assert_eq!(codes(&release), ["photo.objection"], "nothing was cut");
    photo(&mut release).edits.crop =
        Some(crate::edits::Area { left: 0, top: 0, width: 5_000, height: 10_000 });
    assert_eq!(codes(&release), Vec::<String>::new());
}

#[test]
fn another_photo_settles_an_objection_and_a_named_reason_goes_on_record() {
    let mut release = objecting();
    let (finding, _) = only(&release);
    let reason = "Amtsträger in seinem Amt (§ 23 KunstUrhG)";
    release.overrides.push(Override::of(&finding, reason, chrono::DateTime::UNIX_EPOCH));
    let (finding, _) = only(&release);
    assert_eq!(finding.overridden.as_deref(), Some(reason));
    assert!(!finding.blocks());
    release.overrides.clear();
    release.photos[0].photo = pictured(sample_caption()).photos[0].photo.clone();
    assert_eq!(codes(&release), Vec::<String>::new());
}

#[test]
fn everybody_needs_a_ground_and_who_is_covered_needs_none() {
    let mut release = pictured(sample_caption());
    photo(&mut release).people.clear();
    assert_eq!(codes(&release), ["photo.ground_open", "photo.ground_open"]);
    photo(&mut release).people = vec![known("Dr. Henrike Aldenhoff")];
    let (finding, _) = only(&release);
    assert!(finding.sentence.starts_with("Jonas Wiedebusch:"), "{}", finding.sentence);
    assert_eq!(finding.level, Level::Should);
}
