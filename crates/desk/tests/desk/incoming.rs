//! A Word file is read without a trace, decided, and taken over with its pictures.

use sperrfrist_desk::view::{
    AdoptRequest, ImportRequest, IncomingView, JournalEvent, OfRelease, ParagraphRole,
};
use sperrfrist_photo::Fate;
use sperrfrist_release::body::Block;
use sperrfrist_testkit::docx::{ALT_TEXT, COMMENTS, Docx, HIDDEN, p, picture, r, sample};
use sperrfrist_testkit::jpeg::grainy_picture;

use crate::support::{Office, Tested, photo};

fn request() -> ImportRequest {
    ImportRequest { file_name: "MI_Kooperation_v7_final.docx".into() }
}

fn file() -> Vec<u8> {
    sample(&photo(), &grainy_picture(640, 480, 8))
}

fn view(office: &Office) -> IncomingView {
    office.desk.read_incoming(&file(), request()).expect("the sample")
}

#[test]
fn reading_leaves_no_trace_and_tells_what_is_open_and_what_is_left_out() -> Tested {
    let office = Office::open()?;
    let view = view(&office);
    assert_eq!((view.changes.len(), view.pictures.len()), (5, 2));
    let roles: Vec<ParagraphRole> = view.paragraphs.iter().map(|one| one.role).take(4).collect();
    assert_eq!(
        roles,
        [ParagraphRole::Kind, ParagraphRole::Issuer, ParagraphRole::Plain, ParagraphRole::Headline]
    );
    assert!(view.pictures.iter().all(|picture| picture.refused.is_none()));
    assert!(
        view.pictures[0].thumb.as_ref().is_some_and(|thumb| thumb.starts_with("data:image/jpeg;base64,"))
    );
    assert_eq!(view.pictures[0].alt_text, ALT_TEXT);
    assert!(office.desk.overview()?.releases.is_empty());
    for folder in ["vault", "cache"] {
        let shelf = office.dir.path().join("archive").join(folder);
        let kept = std::fs::read_dir(&shelf)
            .map(|entries| entries.flatten().filter(|one| one.path().is_file()).count());
        assert_eq!(kept.unwrap_or(0), 0, "{shelf:?}");
    }
    Ok(())
}

#[test]
fn what_was_decided_becomes_a_draft_with_its_photos() -> Tested {
    let office = Office::open()?;
    let accepted = vec![true, true, false, true, true];
    let adopted = office.desk.adopt_incoming(&file(), AdoptRequest { accepted })?;
    let release = &adopted.view.release;
    let text = release.body.content.iter().flat_map(Block::lines).collect::<Vec<_>>().join("\n");
    assert!(text.contains("Staatssekretär") && text.contains("unterzeichnen heute"), "{text}");
    let whole = format!("{release:?}");
    for secret in COMMENTS.iter().chain([&HIDDEN, &"Lindner"]) {
        assert!(!whole.contains(secret), "{secret}");
    }
    assert_eq!(adopted.view.photos.len(), 2);
    // What the file of the photo tells is found as if it had been attached by hand.
    assert!(adopted.view.photos[0].findings.iter().any(|finding| finding.fate == Fate::Goes));
    assert_eq!(adopted.view.photos[0].caption.alt_text, ALT_TEXT);
    assert_eq!(adopted.view.photos[1].caption.alt_text, "");
    assert!(adopted.view.photos.iter().all(|photo| photo.slot.is_none() && photo.clean_bytes.is_some()));
    let journal = office.desk.evidence(OfRelease { id: release.id })?.journal;
    let events: Vec<JournalEvent> = journal.iter().map(|entry| entry.event).collect();
    assert!(
        events.contains(&JournalEvent::Imported) && events.contains(&JournalEvent::PhotoAttached),
        "{events:?}"
    );
    Ok(())
}

#[test]
fn nothing_is_taken_over_while_something_is_open() -> Tested {
    let office = Office::open()?;
    for accepted in [vec![], vec![true; 4], vec![true; 6]] {
        let problem = office.desk.adopt_incoming(&file(), AdoptRequest { accepted }).expect_err("undecided");
        assert_eq!(problem.code, "incoming.undecided");
    }
    assert!(office.desk.overview()?.releases.is_empty());
    Ok(())
}

#[test]
fn a_picture_that_can_be_no_photo_is_named_and_stops_nothing() -> Tested {
    let office = Office::open()?;
    let (docx, id) = Docx::new().media("image1.emf", b"\x01\0\0\0 EMF");
    let cut = picture(&id, "Zeichnung");
    let file = docx.body(&p(&[r("Ein Text mit einer Zeichnung darin."), cut].concat())).build();
    let view = office.desk.read_incoming(&file, request())?;
    let refused = view.pictures[0].refused.as_ref().expect("no photo");
    assert!(refused.code.starts_with("photo.") && !refused.next_step.is_empty(), "{refused:?}");
    let adopted = office.desk.adopt_incoming(&file, AdoptRequest { accepted: vec![] })?;
    assert!(adopted.view.photos.is_empty());
    assert!(adopted.unsure.iter().any(|unsure| unsure.words == "image1.emf"), "{:?}", adopted.unsure);
    Ok(())
}

#[test]
fn a_bad_file_is_told_with_a_next_step_and_leaves_no_trace() -> Tested {
    let office = Office::open()?;
    let whole = file();
    for bytes in [
        &b""[..],
        b"{\\rtf1 x}",
        &whole[..whole.len() / 2],
        &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
    ] {
        let problem = office.desk.read_incoming(bytes, request()).expect_err("no text");
        assert!(!problem.sentence.is_empty() && !problem.next_step.is_empty(), "{problem:?}");
        office.desk.adopt_incoming(bytes, AdoptRequest { accepted: vec![] }).expect_err("no text");
    }
    assert!(office.desk.overview()?.releases.is_empty());
    Ok(())
}
