//! What hangs on the text of a mail: its head, what it answers, and who signed it.

use crate::reading::{Leaving, LeftOutKind};

/// The beginnings of a head as mail programs print it.
const LABELS: [&str; 22] = [
    "von:",
    "gesendet:",
    "datum:",
    "an:",
    "cc:",
    "bcc:",
    "kopie:",
    "betreff:",
    "antwort an:",
    "anlagen:",
    "anhänge:",
    "priorität:",
    "wichtigkeit:",
    "from:",
    "sent:",
    "date:",
    "to:",
    "subject:",
    "reply-to:",
    "attachments:",
    "importance:",
    "message-id:",
];

/// The line above an earlier mail.
const EARLIER: [&str; 12] = [
    "ursprüngliche nachricht",
    "originalnachricht",
    "original-nachricht",
    "original message",
    "weitergeleitete nachricht",
    "weitergeleitete mail",
    "forwarded message",
    "begin forwarded message",
    "anfang der weitergeleiteten nachricht",
    "anfang der weitergeleiteten e-mail",
    "ende der weitergeleiteten nachricht",
    "end forwarded message",
];

/// The text that the mail brings. What is left out is listed.
pub(super) fn trim(text: &str, is_mail: bool, left_out: &mut Leaving) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut parts = parts(&text);
    for part in &mut parts {
        take_head(part, left_out);
        take_signature(part, is_mail, left_out);
    }
    // A mail that is passed on says less than what it passes on, and one that answers says more.
    let longest = parts.iter().enumerate().max_by_key(|(at, part)| (words(part), usize::MAX - at));
    let Some(longest) = longest.map(|(at, _)| at) else { return text };
    let mut kept = String::new();
    for (at, part) in parts.iter().enumerate() {
        if at == longest {
            kept = take_quoted(part, left_out);
        } else {
            let kind = if at < longest { LeftOutKind::MailNote } else { LeftOutKind::MailHistory };
            left_out.note_words(kind, "", &part.join("\n"));
        }
    }
    kept
}

fn words(lines: &[&str]) -> usize {
    lines.iter().flat_map(|line| line.split_whitespace()).filter(|word| *word != ">").count()
}

/// The mails that a text consists of, the newest first.
fn parts(text: &str) -> Vec<Vec<&str>> {
    let mut parts = vec![Vec::new()];
    for line in text.lines() {
        let plain = line.trim_matches(|c: char| c.is_whitespace() || "-_>=*:".contains(c)).to_lowercase();
        let marked =
            line.trim_start().starts_with(['-', '_', '=', '>', '*']) || line.trim_end().ends_with(':');
        if marked && EARLIER.contains(&plain.as_str()) {
            parts.push(Vec::new());
        } else if let Some(last) = parts.last_mut() {
            last.push(line);
        }
    }
    parts
}

fn is_head(line: &str) -> bool {
    let line = line.trim_start_matches(['>', ' ', '*']).to_lowercase().replace('*', "");
    LABELS.iter().any(|label| line.starts_with(label))
}

/// The lines of a printed head; one alone may be a line of the text.
fn take_head(part: &mut Vec<&str>, left_out: &mut Leaving) {
    let start = part.iter().position(|line| !line.trim().is_empty()).unwrap_or(0);
    let count = part[start..].iter().take_while(|line| is_head(line)).count();
    if count < 2 {
        return;
    }
    for line in part.drain(..start + count).filter(|line| !line.trim().is_empty()) {
        let line = line.trim_start_matches(['>', ' ']).replace('*', "");
        let (label, said) = line.split_once(':').unwrap_or(("", &line));
        left_out.note(LeftOutKind::MailHead, label, said);
    }
}

/// Whatever stands below the line of two hyphens and a space by which mail programs part it. In a mail the space may be
/// lost; in a text the hyphens alone are a line that somebody drew.
fn take_signature(part: &mut Vec<&str>, is_mail: bool, left_out: &mut Leaving) {
    let at = part.iter().rposition(|line| matches!(*line, "-- " | "> -- ") || is_mail && *line == "--");
    if let Some(at) = at.filter(|at| part.len() - at <= 25) {
        let below: Vec<&str> = part.drain(at..).skip(1).collect();
        left_out.note_words(LeftOutKind::Signature, "", &below.join("\n"));
    }
}

/// Lines that repeat an earlier mail go; where they are the most of it, they are what it brings.
fn take_quoted(part: &[&str], left_out: &mut Leaving) -> String {
    let is_quoted = |line: &&str| line.starts_with('>');
    let (quoted, own): (Vec<&str>, Vec<&str>) = part.iter().partition(|line| is_quoted(line));
    if quoted.is_empty() {
        return part.join("\n");
    }
    let bare: Vec<&str> = quoted.iter().map(|line| line.trim_start_matches(['>', ' '])).collect();
    if words(&bare) > words(&own) {
        left_out.note_words(LeftOutKind::MailNote, "", &own.join("\n"));
        return bare.join("\n");
    }
    let mut kept: Vec<&str> = Vec::new();
    let mut history: Vec<&str> = Vec::new();
    for (at, line) in part.iter().enumerate() {
        if is_quoted(line) {
            history.push(line.trim_start_matches(['>', ' ']));
            continue;
        }
        let next = part[at + 1..].iter().find(|line| !line.trim().is_empty());
        // "Am 20.11.2023 schrieb Erika Muster:" belongs to what it opens.
        let opens = line.trim_end().ends_with(':')
            && next.is_some_and(is_quoted)
            && ["schrieb", "wrote"].iter().any(|word| line.contains(word));
        if opens { &mut history } else { &mut kept }.push(line);
    }
    left_out.note_words(LeftOutKind::MailHistory, "", &history.join("\n"));
    kept.join("\n")
}

#[cfg(test)]
mod tests {
    use super::trim;
    use crate::reading::{Leaving, LeftOutKind};

    fn kinds(text: &str) -> (String, Vec<LeftOutKind>) {
        let mut left_out = Leaving::default();
        let kept = trim(text, true, &mut left_out);
        (kept.trim().to_owned(), left_out.done().into_iter().map(|one| one.kind).collect())
    }

    #[test]
    fn a_text_that_is_no_mail_stays_as_it_is() {
        let text = "Medieninformation\n\nAn: alle\n\nNeue Brücke\n\n- eins\n- zwei\n\n--\nnicht hier";
        let long = format!("{text}\n{}", "noch eine Zeile\n".repeat(30));
        assert_eq!(kinds(&long), (long.trim().to_owned(), vec![]));
    }

    #[test]
    fn a_line_of_hyphens_in_a_text_parts_no_signature() {
        let text = "Text der Meldung.\n\n--\nKontakt: Erika Muster\n";
        let mut left_out = Leaving::default();
        assert_eq!(trim(text, false, &mut left_out).trim(), text.trim());
        assert!(left_out.done().is_empty());
        assert_eq!(kinds(text).1, [LeftOutKind::Signature]);
    }

    #[test]
    fn signature_head_and_what_is_answered_go() {
        let mail = "Von: Erika Muster\nGesendet: heute\nAn: Presse\n\nHier der Text der Meldung.\n\n-- \nErika Muster\nTel. 1\n";
        let (kept, left) = kinds(mail);
        assert_eq!(kept, "Hier der Text der Meldung.");
        assert_eq!(left, [LeftOutKind::MailHead, LeftOutKind::Signature]);

        let answer =
            "Der ganze Text der Meldung steht hier.\n\nAm 20.11. schrieb Jo:\n> Wann kommt\n> sie?\n";
        let (kept, left) = kinds(answer);
        assert_eq!(kept, "Der ganze Text der Meldung steht hier.");
        assert_eq!(left, [LeftOutKind::MailHistory]);
    }

    #[test]
    fn what_is_passed_on_is_what_the_mail_brings() {
        let mail = "Bitte raus damit.\n\n-- \nErika\n\n-----Ursprüngliche Nachricht-----\nVon: Jo\nAn: Erika\nBetreff: MI\n\n\
                    Neue Brücke über die Elbe\n\nDresden (21.11.2023) – Der Verkehr rollt wieder, und alle freuen sich.";
        let (kept, left) = kinds(mail);
        assert!(kept.starts_with("Neue Brücke") && kept.ends_with("freuen sich."), "{kept}");
        assert_eq!(left, [LeftOutKind::MailHead, LeftOutKind::MailNote, LeftOutKind::Signature]);

        let quoted = "Bitte raus damit.\n\n> Neue Brücke über die Elbe\n>\n> Der Verkehr rollt wieder.\n";
        let (kept, left) = kinds(quoted);
        assert_eq!(kept, "Neue Brücke über die Elbe\n\nDer Verkehr rollt wieder.");
        assert_eq!(left, [LeftOutKind::MailNote]);
    }
}
