//! A name that was written wrongly: in all that says it, and in the address.

use sperrfrist_desk::view::{DraftRequest, LaneState, OfRelease, RenameRequest};
use sperrfrist_release::ReleaseId;
use sperrfrist_release::body::Block;
use sperrfrist_release::state::State;

use crate::support::{Office, Tested, at, states};

fn aldenhof(id: ReleaseId, notice: &str) -> RenameRequest {
    RenameRequest {
        id,
        old: "Henrike Aldenhoff".into(),
        new: "Henrike Aldenhof".into(),
        except: Vec::new(),
        notice: notice.into(),
    }
}

/// Text, headline and caption say the name, and its slug does.
fn named(office: &Office) -> Result<ReleaseId, Box<dyn std::error::Error>> {
    let (id, _) = office.with_photo()?;
    let mut release = office.desk.open_release(OfRelease { id })?.release;
    release.headline = "Aldenhoff besucht Lindenfurt".into();
    release.body.content.push(Block::paragraph("Henrike Aldenhoffs Rede liegt bei."));
    office.desk.draft(DraftRequest { history: None, release })?;
    Ok(id)
}

#[test]
fn a_public_name_is_corrected_in_text_photo_and_address_in_one_step() -> Tested {
    let office = Office::open()?;
    let id = named(&office)?;
    let planned = office.schedule(id)?;
    let old = planned.planned.as_ref().and_then(|planned| planned.page_url.clone()).ok_or("an address")?;
    assert!(old.contains("aldenhoff-besucht"), "{old}");
    office.wait_until(at(17, 30, 0, 0));
    office.page(&planned)?;
    office.look_later(id)?;

    let keys: Vec<_> =
        office.desk.naming(aldenhof(id, ""))?.places.into_iter().map(|place| place.key).collect();
    assert_eq!(keys.len(), 3, "{keys:?}");
    assert_eq!(office.desk.rename(aldenhof(id, " ")).expect_err("no notice").code, "correct.no_notice");
    office.line.seen();
    let corrected = office.desk.rename(aldenhof(id, "Name in Überschrift, Text und Bild."))?;
    assert_eq!(office.line.packages(), 2, "the text and the photo");
    assert_eq!((corrected.state, states(&corrected)), (State::Corrected, vec![LaneState::Public; 2]));
    assert_eq!(
        corrected.photos[0].caption.caption,
        "Dr. Henrike Aldenhof und Jonas Wiedebusch unterzeichnen."
    );
    assert!(corrected.photos[0].clean_bytes.is_some(), "it can be cleaned with the new name as well");
    assert_eq!(corrected.planned.as_ref().map(|planned| planned.changes), Some(0));

    let html = String::from_utf8(office.page(&corrected)?.body)?;
    assert!(html.contains("Henrike Aldenhofs Rede") && !html.contains("Aldenhoff"), "{html}");
    assert!(html.contains("Korrigiert am") && html.contains("Name in Überschrift, Text und Bild."));
    let new = corrected.planned.and_then(|planned| planned.page_url).ok_or("an address")?;
    assert!(new.contains("aldenhof-besucht"), "{new}");
    assert_ne!(office.fetch(&old)?.status, 200);
    assert_eq!(office.desk.rename(aldenhof(id, "x")).expect_err("done").code, "rename.nobody");
    Ok(())
}

#[test]
fn a_planned_name_is_corrected_without_a_notice_and_without_what_else_was_typed() -> Tested {
    let office = Office::open()?;
    let id = named(&office)?;
    let planned = office.schedule(id)?;
    let mut typed = planned.release.clone();
    typed.contact.name = "Noch offen".into();
    office.desk.draft(DraftRequest { history: None, release: typed })?;
    let except = vec!["headline".to_owned()];
    let named = office.desk.rename(RenameRequest { except, ..aldenhof(id, "") })?;
    assert_eq!((named.state, states(&named)), (State::Scheduled, vec![LaneState::Locked; 2]));
    assert_eq!(named.planned.as_ref().map(|planned| planned.changes), Some(1), "only what else was typed");
    assert_eq!(named.release.headline, "Aldenhoff besucht Lindenfurt");
    office.wait_until(at(17, 30, 0, 0));
    let html = String::from_utf8(office.page(&named)?.body)?;
    assert!(html.contains("Dr. Henrike Aldenhof und") && !html.contains("Noch offen"), "{html}");
    assert!(!html.contains("Korrigiert"));
    Ok(())
}
