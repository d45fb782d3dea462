//! A mail: the text it brings, without what hangs on it.

mod trim;

use mail_parser::{Addr, Address, Message, MessageParser, MimeHeaders, PartType};
use sperrfrist_release::import::{self, Unsure};

use crate::IncomingError;
use crate::reading::{
    Content, Leaving, LeftOutKind, Look, Paragraph, Picture, Piece, Reading, Source, Tracked,
};

/// The heads of which a mail has at least two.
const HEADS: [&str; 14] = [
    "from",
    "to",
    "cc",
    "subject",
    "date",
    "received",
    "message-id",
    "mime-version",
    "return-path",
    "delivered-to",
    "reply-to",
    "content-type",
    "sender",
    "dkim-signature",
];

/// Whether a file is a mail as it travels, and no text about one.
pub(crate) fn is_mail(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64 * 1024)];
    let head = head.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(head);
    let mut found: Vec<String> = Vec::new();
    for (at, line) in head.split(|byte| *byte == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        if at == 0 && line.starts_with(b"From ")
            || at > 0 && line.starts_with(b" ")
            || line.starts_with(b"\t")
        {
            continue;
        }
        let Some(colon) = line.iter().position(|byte| *byte == b':') else { return false };
        let name = &line[..colon];
        let plain = |byte: &u8| byte.is_ascii_graphic();
        if name.is_empty() || !name.iter().all(plain) {
            return false;
        }
        let name = String::from_utf8_lossy(name).to_lowercase();
        if HEADS.contains(&name.as_str()) && !found.contains(&name) {
            found.push(name);
        }
    }
    // A text that only begins like a mail says nothing of its encoding, and its umlauts would be lost.
    let says_how = found.iter().any(|name| name == "mime-version" || name == "content-type");
    found.len() >= 2 && (says_how || std::str::from_utf8(bytes).is_ok())
}

pub(crate) fn read(bytes: &[u8]) -> Result<Reading, IncomingError> {
    let message = MessageParser::default().parse(bytes).ok_or(IncomingError::NoMailText)?;
    let mut left_out = Leaving::default();
    head(&message, &mut left_out);
    let mut text = String::new();
    for at in 0..message.text_body_count() {
        // A part may be a page; its words are read, and nothing of it is fetched.
        if let Some(part) = message.body_text(at) {
            text.push_str(part.trim_end());
            text.push_str("\n\n");
        }
    }
    let mut pictures = Vec::new();
    for part in message.attachments() {
        attachment(part, &mut pictures, &mut left_out);
    }
    if !text.chars().any(char::is_alphanumeric) {
        return Err(IncomingError::NoMailText);
    }
    Ok(reading(Source::Mail, &text, pictures, left_out, Vec::new()))
}

/// A text file. Where it is the text of a mail, what hangs on that goes as well.
pub(crate) fn read_text(bytes: &[u8]) -> Result<Reading, IncomingError> {
    let import::Decoded { text, unsure } = import::decode(bytes)?;
    Ok(reading(Source::Text, &text, Vec::new(), Leaving::default(), unsure))
}

fn reading(
    source: Source,
    text: &str,
    pictures: Vec<Picture>,
    mut left_out: Leaving,
    unsure: Vec<Unsure>,
) -> Reading {
    let kept = trim::trim(text, source == Source::Mail, &mut left_out);
    let paragraphs = kept.lines().map(|line| Paragraph {
        pieces: vec![Piece {
            content: Content::Text(line.to_owned()),
            look: Look::default(),
            tracked: Tracked::default(),
        }],
        ..Paragraph::default()
    });
    Reading {
        source,
        paragraphs: paragraphs.collect(),
        changes: Vec::new(),
        pictures,
        left_out: left_out.done(),
        unsure,
    }
}

fn head(message: &Message<'_>, left_out: &mut Leaving) {
    let mut say = |label: &str, words: &str| left_out.note_words(LeftOutKind::MailHead, label, words);
    let people = |address: Option<&Address<'_>>| {
        let named = |one: &Addr<'_>| {
            let address = one.address.as_deref().unwrap_or_default();
            match one.name.as_deref() {
                Some(name) => format!("{name} <{address}>"),
                None => address.to_owned(),
            }
        };
        address.map(|all| all.iter().map(named).collect::<Vec<_>>().join(", ")).unwrap_or_default()
    };
    say("Absender", &people(message.from()));
    say("Empfänger", &people(message.to()));
    say("Kopie", &people(message.cc()));
    say("Betreff", message.subject().unwrap_or_default());
    say("Gesendet", &message.date().map(mail_parser::DateTime::to_rfc822).unwrap_or_default());
}

/// A picture that hangs on a mail is meant for somebody; one within a page is mostly the sign of a house.
fn attachment(part: &mail_parser::MessagePart<'_>, pictures: &mut Vec<Picture>, left_out: &mut Leaving) {
    let name = part.attachment_name().unwrap_or_default().to_owned();
    let is_picture = part.content_type().is_some_and(|kind| kind.ctype().eq_ignore_ascii_case("image"));
    let inline = part.content_disposition().is_some_and(mail_parser::ContentType::is_inline)
        || part.content_disposition().is_none() && part.content_id().is_some();
    match &part.body {
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) if is_picture && !inline => {
            pictures.push(Picture {
                bytes: bytes.to_vec(),
                file_name: name,
                alt_text: String::new(),
                cropped: false,
            });
        }
        PartType::Binary(_) | PartType::InlineBinary(_) if is_picture => {
            left_out.note(LeftOutKind::InlinePicture, "", &name);
        }
        PartType::Message(_) => left_out.note(LeftOutKind::Attachment, "", "eine Mail"),
        _ if name.is_empty() => left_out.note(LeftOutKind::Attachment, "", "ohne Namen"),
        _ => left_out.note(LeftOutKind::Attachment, "", &name),
    }
}
