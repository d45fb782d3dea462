//! Mails as they travel, and texts of mails.

use sperrfrist_incoming::{IncomingError, LeftOutKind, Reading, Source, read};
use sperrfrist_release::due::DEFAULT_ZONE;

const MAIL: &str = "Return-Path: <lindner@elbmark.example>\r\n\
From: =?utf-8?Q?Anja_M=C3=BCller?= <mueller@elbmark.example>\r\n\
To: presse@elbmark.example\r\n\
Subject: =?iso-8859-1?Q?MI_Br=FCcke_zur_Freigabe?=\r\n\
Date: Tue, 21 Nov 2023 10:14:00 +0100\r\n\
MIME-Version: 1.0\r\n\
Content-Type: multipart/mixed; boundary=\"b\"\r\n\
\r\n\
--b\r\n\
Content-Type: text/plain; charset=iso-8859-1\r\n\
Content-Transfer-Encoding: quoted-printable\r\n\
\r\n\
Medieninformation\r\n\
\r\n\
Neue Br=FCcke =FCber die Elbe\r\n\
\r\n\
Dresden (21.11.2023) =96 Der Verkehr rollt wieder, und die B=FCrgerinnen und B=\r\n\
=FCrger freuen sich =FCber kurze Wege.\r\n\
\r\n\
--=20\r\n\
Anja M=FCller, Referat 12, Telefon 030 1234\r\n\
--b\r\n\
Content-Type: image/png; name=\"bruecke.png\"\r\n\
Content-Disposition: attachment; filename=\"bruecke.png\"\r\n\
Content-Transfer-Encoding: base64\r\n\
\r\n\
iVBORw0KGgo=\r\n\
--b\r\n\
Content-Type: application/pdf; name=\"plan.pdf\"\r\n\
Content-Disposition: attachment; filename=\"plan.pdf\"\r\n\
Content-Transfer-Encoding: base64\r\n\
\r\n\
JVBERi0=\r\n\
--b--\r\n";

fn kinds(reading: &Reading) -> Vec<LeftOutKind> {
    reading.left_out.iter().map(|left| left.kind).collect()
}

#[test]
fn a_mail_brings_its_text_and_what_hangs_on_it_is_listed() {
    let reading = read(MAIL.as_bytes()).expect("a mail");
    assert_eq!(reading.source, Source::Mail);
    let release = reading.release(&[], DEFAULT_ZONE).release;
    assert_eq!(release.headline, "Neue Brücke über die Elbe");
    assert_eq!(release.dateline.place, "Dresden");
    let text = reading.plain(&[]);
    assert!(text.contains("Bürgerinnen und Bürger freuen"), "{text}");
    assert!(!text.contains("Referat") && !text.contains("Freigabe") && !text.contains('@'), "{text}");
    assert_eq!(kinds(&reading), [LeftOutKind::MailHead, LeftOutKind::Signature, LeftOutKind::Attachment]);
    let head: Vec<&str> = reading.left_out[0].excerpts.iter().map(|one| one.words.as_str()).collect();
    assert_eq!(head[0], "Anja Müller <mueller@elbmark.example>");
    assert_eq!(head[2], "MI Brücke zur Freigabe");
    let pictures = reading.pictures(&[]);
    assert_eq!(pictures.len(), 1);
    assert_eq!(pictures[0].file_name, "bruecke.png");
}

#[test]
fn a_mail_that_is_a_page_is_read_and_a_sign_of_a_house_is_no_photo() {
    let mail = "From: a@b.example\nTo: c@d.example\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n\
                --x\nContent-Type: text/html; charset=utf-8\n\n<p>Neue Brücke</p><p>Der Verkehr rollt.<img src=\"cid:1\"></p>\n\
                --x\nContent-Type: image/png\nContent-ID: <1>\nContent-Disposition: inline; filename=logo.png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--x--\n";
    let reading = read(mail.as_bytes()).expect("a mail");
    assert!(reading.plain(&[]).contains("Der Verkehr rollt."), "{}", reading.plain(&[]));
    assert_eq!(reading.pictures.len(), 0);
    assert!(kinds(&reading).contains(&LeftOutKind::InlinePicture), "{:?}", kinds(&reading));
}

#[test]
fn a_text_with_nothing_on_it_is_a_text() {
    let reading = read("Medieninformation\n\nNeue Brücke\n\nLinks: keine\n".as_bytes()).expect("a text");
    assert_eq!((reading.source, kinds(&reading)), (Source::Text, vec![]));
    let latin = read(b"Neue Br\xFCcke \xFCber die Elbe").expect("a text");
    assert_eq!(latin.plain(&[]), "Neue Brücke über die Elbe");
    assert_eq!(latin.release(&[], DEFAULT_ZONE).unsure[0].code, "encoding.guessed");
}

#[test]
fn a_mail_without_text_says_so() {
    let mail = b"From: a@b.example\nTo: c@d.example\nSubject: leer\n\n\n";
    assert_eq!(read(mail), Err(IncomingError::NoMailText));
}
