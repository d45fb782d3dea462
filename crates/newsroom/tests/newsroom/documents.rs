//! The release as a document: it shows what is public, in the edition that is public, and nothing else.

use sperrfrist_seal::{ItemId, Part};

use crate::support::{
    Answer, CANARY_PHOTO, CANARY_TEXT, DOCUMENT, Draft, PAGE, Room, Story, at, five, half_past_five,
};

fn shows(answer: &Answer) -> (u16, bool, bool) {
    let text = answer.text();
    (answer.status, text.contains(CANARY_TEXT), text.contains(CANARY_PHOTO))
}

/// At half past five, with everything public.
fn public() -> (Room, Story) {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    room.clock.set(half_past_five());
    assert_eq!(shows(&room.get(DOCUMENT)), (200, true, true));
    (room, story)
}

/// A draft with these documents instead of its own.
fn with(mut draft: Draft, documents: Vec<Part>) -> Draft {
    draft.parts.retain(|part| part.made_of.is_empty());
    draft.parts.extend(documents);
    draft
}

#[test]
fn at_five_it_has_the_text_and_at_half_past_the_photo() {
    let (room, story) = (Room::open(), Story::new());
    let never = room.get("/2023/nie-gewesen.pdf");
    story.plan(&room);
    assert_eq!(room.get(DOCUMENT), never);
    room.clock.set(five());
    let text = room.get(DOCUMENT);
    assert_eq!(shows(&text), (200, true, false));
    assert_eq!(text.header("content-type"), Some("application/pdf"));
    assert_eq!(text.header("cache-control"), Some("no-cache"), "its address stays while it changes");
    let etag = text.header("etag").expect("a version").to_owned();
    let asked = |headers: &[(&str, &str)]| room.ask("GET", DOCUMENT, headers);
    assert_eq!(asked(&[("if-none-match", &etag)]).status, 304);
    assert_eq!(asked(&[("range", "bytes=0-3")]).body, b"%PDF");
    room.clock.set(half_past_five());
    let both = asked(&[("if-none-match", &etag)]);
    assert_eq!(shows(&both), (200, true, true));
    let room = room.restart();
    assert_eq!(room.get(DOCUMENT), both);
}

#[test]
fn a_photo_that_is_taken_back_is_in_no_document() {
    let (room, story) = public();
    room.hold(story.photo_item()).expect("held back");
    assert_eq!(shows(&room.get(DOCUMENT)), (200, true, false));
    room.withdraw_saying(story.release.id, "Zurückgezogen.");
    assert_eq!(shows(&room.get(DOCUMENT)), (410, false, false));
}

#[test]
fn a_document_of_an_outdated_edition_is_shown_no_more() {
    let (room, story) = public();
    // A corrected text, with a document for each state.
    let photo = (story.photo_item(), 1);
    let documents = |words: &str, photo: (ItemId, u64)| {
        let text = (story.text_item(), 2);
        vec![
            story.document(words, &[text]),
            story.document(&format!("{words} {CANARY_PHOTO}"), &[text, photo]),
        ]
    };
    room.put(&with(story.text(2, at(five())), documents("BERICHTIGT", photo))).expect("corrected");
    let corrected = room.get(DOCUMENT);
    assert!(corrected.text().contains("BERICHTIGT") && corrected.text().contains(CANARY_PHOTO));
    // A corrected caption: the document with the photo comes with it.
    let both = documents("BERICHTIGT", (story.photo_item(), 2)).remove(1);
    room.put(&with(story.photo(2, at(half_past_five())), vec![both])).expect("corrected");
    assert!(room.get(DOCUMENT).text().contains(CANARY_PHOTO));
    // One without a document: what is printed in the others is not what the page shows. The one without the photo would
    // say that it is to follow.
    room.put(&with(story.photo(3, at(half_past_five())), Vec::new())).expect("corrected");
    assert_eq!((room.get(PAGE).status, room.get(DOCUMENT).status), (200, 404));
    room.put(&with(story.text(3, at(five())), Vec::new())).expect("corrected");
    assert_eq!((room.get(PAGE).status, room.get(DOCUMENT).status), (200, 404));
}

#[test]
fn a_document_that_is_not_of_its_package_is_refused() {
    let (room, story, other) = (Room::open(), Story::new(), Story::new());
    let text = (story.text_item(), 1);
    for document in [
        story.document("", &[]),
        story.document("", &[(story.text_item(), 2)]),
        story.document("", &[(story.photo_item(), 1)]),
        story.document("", &[text, (other.photo_item(), 1)]),
        Part { media_type: "text/html".into(), ..story.document("", &[text]) },
    ] {
        let mut draft = story.text(1, at(five()));
        draft.parts.truncate(1);
        draft.parts.push(document);
        assert!(room.put(&draft).is_err());
    }
    assert!(room.put(&story.text(1, at(five()))).is_ok());
}

#[test]
fn what_is_no_pdf_does_not_go_out_as_one() {
    let (room, story) = (Room::open(), Story::new());
    let mut page = story.document("", &[(story.text_item(), 1)]);
    page.bytes = b"<script>alert(1)</script>".to_vec();
    room.put(&with(story.text(1, at(five())), vec![page])).expect("sealed, so nobody can say");
    room.clock.set(five());
    assert_eq!((room.get(PAGE).status, room.get(DOCUMENT).status), (200, 404));
}
