//! **Nothing of the margin leaves the desk:** a release full of it is planned and published, and everything that goes out is
//! opened and read.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sperrfrist_desk::view::{
    AskConsentRequest, AuthoriseRequest, CommentRequest, ConsentGiven, ContactRequest, Covers,
    EvidenceFileRequest, EvidenceFormat, HandOnRequest, ImportRequest, OfRelease, OfSnapshot,
    PaperFileRequest, PaperFormat, PaperVariant, RecordConsentRequest, TextBlockRequest,
};
use sperrfrist_newsroom::keys;
use sperrfrist_release::document::Contact;
use sperrfrist_release::preflight::Place;
use sperrfrist_release::{Language, ReleaseId};
use sperrfrist_seal::{NewsroomKeys, Package};

use crate::margin::{authorise, quoting, typed};
use crate::support::{Office, Tested, at};

/// Stands in each entry of the margin, and in no text.
const CANARY: &str = "Kanarienvogel";
/// Stands in the text, so that a search that finds nothing at all is told from one that looks at the wrong thing.
const SAID: &str = "Ausfall";

/// What goes out, each with a name to tell it by.
type Found = Vec<(String, Vec<u8>)>;

/// Everything that there can be in a margin, with that word in each of its parts.
fn gossip(office: &Office, id: ReleaseId, slot: sperrfrist_release::SlotId) -> Tested {
    let name = |what: &str| format!("{what} {CANARY}");
    let desk = &office.desk;
    for given in [false, true] {
        let request = AskConsentRequest { id, again: None, office: name("Referat"), name: name("Frau") };
        let consents = desk.ask_consent(request)?.consents;
        let number = consents.last().ok_or("asked")?.number;
        if given {
            let given = Some(ConsentGiven { by: name("Herr"), covers: Covers::Now });
            desk.record_consent(RecordConsentRequest { id, number, given })?;
        }
    }
    // What was authorised first said more than what is published.
    typed(office, id, quoting(&name("Wir fangen heute an, sagte der")))?;
    let view = authorise(office, id, None, &name("Wir fangen heute an, sagte der"), true)?;
    typed(office, id, quoting("Wir fangen heute an, sagte sie."))?;
    let number = view.quotes[0].authorisation.as_ref().ok_or("authorised")?.number;
    let words = view.quotes[0].words.clone();
    desk.authorise(AuthoriseRequest { id, number: Some(number), words, name: name("Frau"), given: true })?;
    let places = [
        None,
        Some(Place::Headline),
        Some(Place::Line { block: 0, line: 0 }),
        Some(Place::Photo { slot, field: None }),
    ];
    for place in places {
        let (author, recipient, words) = (name("M."), name("J."), name("Das ist doch ein"));
        desk.comment(CommentRequest { id, place, author, recipient, words })?;
    }
    // What is ready for every release is in none of them.
    let contact = Contact { label: name("Bildstelle"), name: name("Frau"), ..Contact::default() };
    desk.put_contact(ContactRequest { number: None, at: None, contact })?;
    let (shortcut, words) = (format!("{CANARY}-kurz"), name("Das Bundesamt"));
    desk.put_text_block(TextBlockRequest { number: None, shortcut, language: Language::German, words })?;
    Ok(())
}

fn holds(bytes: &[u8], word: &str) -> bool {
    let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [word.as_bytes(), &wide].iter().any(|word| bytes.windows(word.len()).any(|window| window == *word))
}

/// What poppler reads in a PDF.
fn text_of(pdf: &[u8]) -> Result<String, Box<dyn std::error::Error>> {
    let mut reader = Command::new("pdftotext")
        .args(["-raw", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    reader.stdin.take().ok_or("a pipe")?.write_all(pdf)?;
    let output = reader.wait_with_output()?;
    assert!(output.status.success(), "poppler-utils is installed (scripts/setup.sh judges)");
    Ok(String::from_utf8(output.stdout)?)
}

/// Everything of a folder, as it lies there and, where it is sealed, opened.
fn opened(folder: &Path, keys: &NewsroomKeys, found: &mut Found) -> Tested {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            opened(&path, keys, found)?;
            continue;
        }
        let bytes = std::fs::read(&path)?;
        let name = path.display().to_string();
        if let Ok(package) = Package::decode(&bytes) {
            for (entry, sealed) in package.parts() {
                found.push((format!("{name} {:?}", entry.role), keys.open(sealed)?));
            }
        } else if let Ok(plain) = keys.open(&bytes) {
            found.push((format!("{name}, opened"), plain));
        }
        found.push((name, bytes));
    }
    Ok(())
}

/// Nothing of it has the word, as it is or as a program reads it; returns how many of them hold what the release says.
fn clean(office: &Office, found: &[(String, Vec<u8>)]) -> Result<usize, Box<dyn std::error::Error>> {
    let mut said = 0;
    for (name, bytes) in found {
        let read = match name.rsplit_once('.') {
            _ if bytes.starts_with(b"%PDF-") => text_of(bytes)?,
            // With what nobody sees in a Word file, and with the heads of a mail.
            Some((_, "docx" | "eml")) => {
                let request = ImportRequest { file_name: name.clone() };
                serde_json::to_string(&office.desk.read_incoming(bytes, request)?)?
            }
            _ => String::new(),
        };
        assert!(!holds(bytes, CANARY) && !read.contains(CANARY), "{name}");
        said += usize::from(holds(bytes, SAID) || read.contains(SAID));
    }
    Ok(said)
}

/// The files an officer can save of the draft.
fn files(office: &Office, id: ReleaseId) -> Result<Found, Box<dyn std::error::Error>> {
    let mut found = Vec::new();
    for variant in [PaperVariant::Embargoed, PaperVariant::Public, PaperVariant::Proof] {
        for format in [PaperFormat::Pdf, PaperFormat::Word, PaperFormat::Mail] {
            let request = PaperFileRequest { id, variant, with_photos: false, format };
            let file = office.desk.paper_file(request)?;
            found.push((format!("{variant:?} {format:?} {}", file.name), file.bytes));
        }
    }
    let handed_on = office.desk.hand_on(HandOnRequest { id, is_locked: false })?;
    found.push((handed_on.name, handed_on.bytes));
    Ok(found)
}

fn public(office: &Office, page: &str) -> Result<Found, Box<dyn std::error::Error>> {
    let home = office.newsroom.url();
    let home = home.trim_end_matches('/');
    let mut found = Vec::new();
    for url in [
        page.to_owned(),
        format!("{page}.pdf"),
        format!("{page}/ninjs.json"),
        format!("{page}/foto/1"),
        format!("{home}/"),
        format!("{home}/feed.atom"),
        format!("{home}/ninjs.json"),
        format!("{home}/2023"),
    ] {
        found.push((url.clone(), office.fetch(&url)?.body));
    }
    Ok(found)
}

#[test]
fn nothing_of_the_margin_is_in_a_package_a_file_a_page_or_a_feed() -> Tested {
    let office = Office::open()?;
    let keys = keys::read_or_make(&office.dir.path().join("newsroom.keys"))?;
    let (id, slot) = office.with_photo()?;
    typed(&office, id, quoting("Wir fangen heute an, sagte sie."))?;
    let before = files(&office, id)?;
    gossip(&office, id, slot)?;
    let after = files(&office, id)?;
    assert_eq!(clean(&office, &after)?, after.len());
    // The pages are the same to the byte; a mail carries the very same.
    let is_pdf = |file: &&(String, Vec<u8>)| file.0.ends_with(".pdf");
    let pages: Vec<_> = after.iter().filter(is_pdf).collect();
    assert_eq!(pages, before.iter().filter(is_pdf).collect::<Vec<_>>());
    for (mail, pdf) in after.iter().filter(|file| file.0.ends_with(".eml")).zip(&pages) {
        let flat: String = String::from_utf8(mail.1.clone())?.split_whitespace().collect();
        assert!(flat.contains(&STANDARD.encode(&pdf.1)), "{}", mail.0);
    }

    let view = office.schedule(id)?;
    let page = view.planned.as_ref().and_then(|planned| planned.page_url.clone()).ok_or("an address")?;
    let frozen = office.desk.snapshots(OfRelease { id })?.rows;
    let current = frozen.iter().find(|row| row.key.starts_with("planned-")).ok_or("a version")?;
    let frozen = office.desk.open_snapshot(OfSnapshot { id, key: current.key.clone() })?;
    assert!(!serde_json::to_string(&frozen.release)?.contains(CANARY));
    let folder = office.dir.path().join("newsroom");
    let (mut sealed, mut open) = (Vec::new(), Vec::new());
    opened(&folder, &keys, &mut sealed)?;
    assert!(clean(&office, &sealed)? > 0, "the text was found nowhere: nothing was opened");
    assert_eq!(clean(&office, &public(&office, &page)?)?, 0, "before its time nothing is public");

    office.wait_until(at(17, 30, 0, 0));
    office.desk.tick()?;
    assert!(clean(&office, &public(&office, &page)?)? >= 3, "page, PDF and feeds");
    opened(&folder, &keys, &mut open)?;
    assert!(clean(&office, &open)? > 0);
    for format in [EvidenceFormat::Html, EvidenceFormat::Json, EvidenceFormat::Pdf] {
        let file = office.desk.evidence_file(EvidenceFileRequest { id, format })?;
        assert_eq!(clean(&office, &[(file.name, file.bytes)])?, 1, "{format:?}");
    }
    // And it is all still on the desk.
    let margin = office.desk.margin(OfRelease { id })?;
    assert!(margin.comments.len() == 4 && serde_json::to_string(&margin)?.contains(CANARY));
    Ok(())
}
