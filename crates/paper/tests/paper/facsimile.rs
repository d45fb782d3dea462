//! The pages of a document as they are in its bytes.

use sperrfrist_paper::{Facsimile, Preview};

use crate::sheets::{pdf, sample, sheet, staatskanzlei};

#[test]
fn a_page_is_drawn_as_it_was_set() {
    let (release, letterhead) = (sample(), staatskanzlei());
    let sheet = sheet(&release, &letterhead);
    let set = Preview::new().show(&sheet).pages.expect("can be set");
    let copy = Facsimile::of(&pdf(&sheet)).expect("is a PDF");
    assert_eq!(copy.count(), set.count());
    for page in 0..copy.count() {
        let (one, other) = (copy.png(page, 1.0).expect("drawn"), set.png(page, 1.0).expect("drawn"));
        assert_eq!(one[16..24], other[16..24], "width and height");
        assert!(one.len() > other.len() / 2, "as much is drawn: {} bytes and {}", one.len(), other.len());
    }
    assert!(copy.png(copy.count(), 1.0).is_none());
}

#[test]
fn what_is_no_document_is_not_looked_at() {
    for bytes in
        [&b""[..], b"%PDF-1.7", b"\xff\xd8\xff", b"%PDF-1.7\n1 0 obj\n<</Type /Catalog>>\nendobj\n%%EOF"]
    {
        assert!(Facsimile::of(bytes).is_none());
    }
}
