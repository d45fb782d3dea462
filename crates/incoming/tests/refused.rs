//! Files that are not read: each is told with a sentence and a next step, and quickly.

use chrono::TimeDelta;
use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_incoming::{IncomingError, OtherFile, read};
use sperrfrist_testkit::docx::{Docx, p, r, zipped};

fn refused(bytes: &[u8]) -> IncomingError {
    let started = HostClock.now().wall;
    let error = read(bytes).expect_err("nothing to read");
    let took = HostClock.now().wall - started;
    assert!(took < TimeDelta::seconds(20), "{error:?} took {took}");
    assert!(error.to_string().ends_with('.'), "{error}");
    assert!(error.next_step().ends_with('.'), "{}", error.next_step());
    error
}

fn compound(stream: &str) -> Vec<u8> {
    let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    bytes.resize(1024, 0);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(4096, 0);
    bytes
}

#[test]
fn other_files_are_known() {
    assert_eq!(refused(&compound("WordDocument")), IncomingError::Other(OtherFile::OldWord));
    assert_eq!(refused(&compound("EncryptedPackage")), IncomingError::Encrypted);
    assert_eq!(refused(&compound("__properties_version1.0")), IncomingError::Other(OtherFile::OutlookMail));
    assert_eq!(refused(b"{\\rtf1\\ansi Text}"), IncomingError::Other(OtherFile::RichText));
    let odt = zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text".to_vec()),
        ("content.xml", b"<a/>".to_vec()),
    ]);
    assert_eq!(refused(&odt), IncomingError::Other(OtherFile::OpenDocument));
    let table = zipped(&[("[Content_Types].xml", b"<a/>".to_vec()), ("xl/workbook.xml", b"<a/>".to_vec())]);
    assert_eq!(refused(&table), IncomingError::Other(OtherFile::OtherOffice));
    assert_eq!(refused(&zipped(&[("a.txt", b"a".to_vec())])), IncomingError::Other(OtherFile::Archive));
    assert!(matches!(refused(b""), IncomingError::Text(_)));
    assert!(matches!(refused(b"%PDF-1.7"), IncomingError::Text(_)));
}

#[test]
fn a_damaged_file_is_told_wherever_it_ends() {
    let whole = Docx::new().body(&p(&r("Text."))).build();
    for end in (2..whole.len()).step_by(37) {
        let _ = refused(&whole[..end]);
    }
    let mut flipped = 0;
    for at in (0..whole.len()).step_by(11) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0xFF;
        // Some bytes do not matter; none may end the program.
        flipped += usize::from(read(&bytes).is_err());
    }
    assert!(flipped > 0);
    let broken = Docx::new().body("<w:p><w:r></w:p>").build();
    assert_eq!(refused(&broken), IncomingError::Damaged);
}

#[test]
fn what_would_burst_or_bury_is_refused() {
    let nulls = vec![b' '; 60 * 1024 * 1024];
    let burst = zipped(&[("[Content_Types].xml", b"<a/>".to_vec()), ("word/document.xml", nulls)]);
    assert!(burst.len() < 1024 * 1024, "it is a bomb: {}", burst.len());
    assert_eq!(refused(&burst), IncomingError::Bomb);

    let laughs =
        r#"<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w>&b;</w>"#;
    let entities = zipped(&[("[Content_Types].xml", b"<a/>".to_vec()), ("word/document.xml", laughs.into())]);
    assert_eq!(refused(&entities), IncomingError::Bomb);

    let outer = r#"<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>"#;
    let fetch = zipped(&[("[Content_Types].xml", b"<a/>".to_vec()), ("word/document.xml", outer.into())]);
    assert_eq!(refused(&fetch), IncomingError::Bomb);

    for (open, close) in [
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:p><w:ins>", "</w:ins></w:p>"),
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:p><w:unknown>", "</w:unknown></w:p>"),
    ] {
        let deep = format!("{}{}{}", open.repeat(20_000), p(&r("Text.")), close.repeat(20_000));
        assert_eq!(refused(&Docx::new().body(&deep).build()), IncomingError::TooDeep);
    }
    let nested = format!("<w:p>{}{}</w:p>", "<w:r>".repeat(100_000), "</w:r>".repeat(100_000));
    let _ = refused(&Docx::new().body(&nested).build());

    let long = Docx::new().body(&p(&r(&"Wort ".repeat(1_200_000)))).build();
    assert_eq!(refused(&long), IncomingError::TooLong);

    let many: Vec<(String, Vec<u8>)> = (0..10_001).map(|at| (format!("word/{at}"), Vec::new())).collect();
    let many: Vec<(&str, Vec<u8>)> =
        many.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    assert_eq!(refused(&zipped(&many)), IncomingError::Bomb);
}
