//! The preflight, on whole releases.

mod examples;
mod laws;
mod overrides;
mod portraits;

use sperrfrist_clock::Reading;

use super::*;
use crate::body::{Block, Body};
use crate::document::{Contact, Dateline, EmbargoNote, Issuer, Medium, Number, ReleaseId};
use crate::due::{CivilTime, DEFAULT_ZONE};
use crate::import;
use crate::people::{Ground, Person};
use crate::photo::{Caption, Photo, PhotoSlot};

const SAMPLE: &str = include_str!("../../../../../assets/sample/medieninformation.txt");

fn time(text: &str) -> CivilTime {
    CivilTime::parse(text, DEFAULT_ZONE, None).expect("a time")
}

fn at(text: &str) -> Reading {
    Reading {
        wall: time(text).utc,
        boottime: std::time::Duration::ZERO,
        uncertainty: std::time::Duration::ZERO,
        synced: true,
    }
}

/// A release that has nothing against it.
fn good() -> Release {
    Release {
        headline: "Elbmark übt den Ausfall".into(),
        dateline: Dateline::usual("Lindenfurt", time("21.11.2023 17:00").civil.date()),
        due: Some(Due::At(time("21.11.2023 17:00"))),
        embargo_notes: vec![EmbargoNote {
            medium: Medium::All,
            words: "Sperrfrist: 21.11.2023, 17:00 Uhr".into(),
        }],
        contact: Contact {
            name: "Miriam Tannhof".into(),
            numbers: vec![Number { label: "Telefon".into(), number: "+49 30 23125 410".into() }],
            ..Contact::default()
        },
        body: Body::of(vec![Block::paragraph("Die Gemeinden üben künftig gemeinsam.")]),
        ..Release::blank(ReleaseId::random())
    }
}

fn with_text(lines: &[&str]) -> Release {
    Release { body: Body::of(lines.iter().map(|line| Block::paragraph(*line)).collect()), ..good() }
}

/// Somebody of whom it is clear why the photo shows them.
fn known(name: impl AsRef<str>) -> Person {
    Person { ground: Some(Ground::PublicTask), ..Person::named(name.as_ref()) }
}

fn pictured(caption: Caption) -> Release {
    let photo = Photo { people: caption.persons.iter().map(known).collect(), caption, ..Photo::default() };
    let slot = PhotoSlot { photo: Some(photo), ..PhotoSlot::promised(SlotId::random(), "Bild") };
    Release { photos: vec![slot], ..good() }
}

fn sample_caption() -> Caption {
    serde_json::from_str(include_str!("../../../../../assets/sample/caption.json"))
        .expect("the sample's caption")
}

fn report(release: &Release) -> Report {
    check(release, Known { now: Some(&at("21.11.2023 12:00")), pixels: &[] })
}

fn codes(release: &Release) -> Vec<String> {
    report(release).findings.into_iter().map(|finding| finding.code).collect()
}

/// The only finding, and the release after each of its fixes.
fn only(release: &Release) -> (Finding, Vec<Release>) {
    let mut findings = report(release).findings;
    assert_eq!(findings.len(), 1, "{findings:#?}");
    let finding = findings.remove(0);
    let fixes = finding.fixes.iter().map(|fix| fixed(release, fix).expect("fits")).collect();
    (finding, fixes)
}

fn text(release: &Release) -> String {
    release.body.content.iter().flat_map(Block::lines).collect::<Vec<_>>().join("\n")
}
