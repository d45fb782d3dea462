//! Mails to the press.

use lettre::message::header::{ContentType, HeaderName, HeaderValue, Headers, MIME_VERSION_1_0, Subject};
use lettre::message::{Attachment as Attached, MultiPart};

/// A file that goes along.
#[derive(Debug, Clone)]
pub struct Attachment {
    pub name: String,
    /// Such as `application/pdf`.
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
}

/// A mail from nobody to nobody yet (RFC 5322, RFC 2046): the mail program opens it for writing, for it says that it was
/// never sent.
#[must_use]
pub fn draft(subject: &str, text: String, html: String, attachments: Vec<Attachment>) -> Vec<u8> {
    let mut headers = Headers::new();
    headers.set(Subject::from(subject.replace(char::is_control, "")));
    headers.set(MIME_VERSION_1_0);
    headers.insert_raw(HeaderValue::new(HeaderName::new_from_ascii_str("X-Unsent"), "1".to_owned()));
    let words = MultiPart::alternative_plain_html(text, html);
    let whole = attachments.into_iter().fold(MultiPart::mixed().multipart(words), |whole, file| {
        let media_type = ContentType::parse(file.media_type).expect("a media type");
        whole.singlepart(Attached::new(file.name).body(file.bytes, media_type))
    });
    let mut mail = headers.to_string().into_bytes();
    mail.extend(whole.formatted());
    mail
}

#[cfg(test)]
mod tests {
    use mail_parser::{MessageParser, MimeHeaders};

    use super::*;

    #[test]
    fn a_mail_program_finds_subject_words_and_file() {
        let subject =
            "Sperrfrist: 21.11.2023, 17:00\u{a0}Uhr | Łužica & Sachsen: »gemeinsam«\r\nBcc: x@example.org";
        let text = format!("Sperrfrist\n\n{}\n.\nEnde", "Ein langer Absatz mit ẑ und ŕ. ".repeat(60));
        let pdf = Attachment {
            name: "vertrag-über-łužica.pdf".to_owned(),
            media_type: "application/pdf",
            bytes: (0..=255).cycle().take(3_000).collect(),
        };
        let mail = draft(subject, text.clone(), "<p>Ä &amp; ß</p>".to_owned(), vec![pdf.clone()]);
        assert!(mail.split(|b| *b == b'\n').all(|line| line.len() < 999), "lines as RFC 5322 allows them");
        let read = MessageParser::default().parse(&mail).expect("a mail");
        assert_eq!(read.subject(), Some(subject.replace("\r\n", "").as_str()));
        assert_eq!((read.bcc(), read.to(), read.from()), (None, None, None));
        assert_eq!(read.header_raw("X-Unsent").map(str::trim), Some("1"));
        assert_eq!(read.body_text(0).map(|words| words.replace("\r\n", "\n")), Some(text));
        assert_eq!(read.body_html(0).as_deref(), Some("<p>Ä &amp; ß</p>"));
        let file = read.attachment(0).expect("a file");
        assert_eq!((file.attachment_name(), file.contents()), (Some(pdf.name.as_str()), &pdf.bytes[..]));
    }
}
