//! What can be seen before anything is set: every text and every link, with its place.

use sperrfrist_release::Release;
use sperrfrist_release::body::{Block, Href, Mark};
use sperrfrist_release::document::{Contact, Issuer, LinkTarget};

use crate::data::{corrections, day, embargo, issued};
use crate::finding::{Finding, Place};
use crate::fonts;
use crate::letterhead::{Letterhead, SANS};
use crate::sheet::{Sheet, Variant};
use crate::words;

/// Everything that stands in the way of a file, in reading order.
pub(crate) fn check(sheet: &Sheet<'_>) -> Vec<Finding> {
    let mut checks = Checks { families: sheet.letterhead.fonts.families(), findings: Vec::new() };
    let release = sheet.release;
    let (issuer, contact) = issued(release, sheet.letterhead);
    checks.house(release, sheet);
    checks.text(&release.kind_label, Place::KindLabel);
    for (number, note) in embargo(sheet).iter().enumerate() {
        checks.text(note, Place::EmbargoNote { number });
    }
    checks.headline(release);
    for (number, line) in release.standing_lines.iter().enumerate() {
        checks.text(line, Place::StandingLine { number });
    }
    for (number, correction) in corrections(sheet).iter().enumerate() {
        checks.text(&correction.notice, Place::Correction { number });
    }
    checks.text(&release.dateline.words, Place::Dateline);
    for (number, block) in release.body.content.iter().enumerate() {
        checks.block(block, number);
    }
    checks.text(&release.links_label, Place::Link { number: 0 });
    for (number, link) in release.links.iter().enumerate() {
        checks.text(&link.label, Place::Link { number });
        if let LinkTarget::Address { href } = &link.target {
            checks.href(href, Place::Link { number });
        }
    }
    checks.photos(sheet);
    checks.contact(contact);
    checks.text(&release.printed_date, Place::Contact);
    checks.issuer(issuer);
    checks.wordmark(sheet.letterhead);
    checks.findings
}

/// What of a letterhead cannot be set, whatever stands below it.
pub(crate) fn letterhead(letterhead: &Letterhead) -> Vec<Finding> {
    let mut checks = Checks { families: letterhead.fonts.families(), findings: Vec::new() };
    checks.contact(&letterhead.contact);
    checks.issuer(&letterhead.issuer);
    checks.wordmark(letterhead);
    checks.findings
}

struct Checks {
    /// Of the headline and of the text.
    families: (&'static str, &'static str),
    findings: Vec<Finding>,
}

impl Checks {
    fn push(
        &mut self,
        code: &'static str,
        place: Place,
        sentence: impl Into<String>,
        next: impl Into<String>,
    ) {
        self.findings.push(Finding::new(code, place, sentence, next));
    }

    fn house(&mut self, release: &Release, sheet: &Sheet<'_>) {
        let (own, house) = (release.issuer.name.trim(), sheet.letterhead.issuer.name.trim());
        if !own.is_empty() && !house.is_empty() && own != house {
            self.push(
                "paper.other_house",
                Place::Issuer,
                format!("Die Meldung gibt »{own}« heraus, der Briefkopf gehört »{house}«."),
                "Wählen Sie den Briefkopf des Absenders.",
            );
        }
        if day(release).is_none() {
            self.push(
                "paper.no_date",
                Place::Dateline,
                "Die Meldung nennt keinen Tag. Ein archivfestes PDF trägt ein Datum.",
                "Tragen Sie das Datum in der Ortsmarke ein.",
            );
        }
        if sheet.variant == Variant::Embargoed && embargo(sheet).is_empty() {
            self.push(
                "paper.no_embargo",
                Place::EmbargoNote { number: 0 },
                "Die Meldung hat keine Sperrfrist, die auf dem Papier stehen könnte.",
                "Planen Sie die Meldung ein, oder wählen Sie die Fassung ohne Sperrfrist.",
            );
        }
    }

    fn headline(&mut self, release: &Release) {
        if words::trimmed(&release.headline).is_empty() {
            self.push(
                "paper.no_headline",
                Place::Headline,
                "Die Meldung hat keine Überschrift. Ein barrierefreies PDF braucht einen Titel.",
                "Schreiben Sie eine Überschrift.",
            );
        }
        self.text(&release.headline, Place::Headline);
    }

    fn block(&mut self, block: &Block, number: usize) {
        let place = || Place::Block { number };
        for run in block.runs() {
            self.text(&run.text, place());
            for mark in &run.marks {
                if let Mark::Link { attrs } = mark {
                    self.href(&attrs.href, place());
                }
            }
        }
        if let Block::LinkBlock { attrs, .. } = block {
            self.href(&attrs.href, place());
        }
    }

    fn photos(&mut self, sheet: &Sheet<'_>) {
        for (number, slot) in sheet.release.photos.iter().enumerate() {
            let place = || Place::Photo { number };
            let Some(photo) = sheet.photos.iter().find(|photo| photo.slot == slot.id) else {
                self.text(&slot.pending_words, place());
                continue;
            };
            if words::trimmed(&photo.caption.alt_text).is_empty() {
                self.push(
                    "paper.no_alt_text",
                    place(),
                    "Das Bild hat keine Bildbeschreibung für Menschen, die es nicht sehen.",
                    "Schreiben Sie in einem Satz, was zu sehen ist.",
                );
            }
            for text in [&photo.caption.alt_text, &photo.caption.caption, &photo.caption.credit] {
                self.text(text, place());
            }
        }
        for photo in sheet.photos {
            if sheet.release.slot(photo.slot).is_none() {
                self.push(
                    "paper.no_slot",
                    Place::Sheet,
                    "Ein Bild gehört zu keinem Platz der Meldung.",
                    "Legen Sie in der Meldung einen Platz für das Bild an.",
                );
            }
        }
    }

    fn contact(&mut self, contact: &Contact) {
        let Contact { label, name, numbers_label, email_label, email, .. } = contact;
        for text in [label, name, numbers_label, email_label, email] {
            self.text(text, Place::Contact);
        }
        for number in &contact.numbers {
            self.text(&number.label, Place::Contact);
            self.text(&number.number, Place::Contact);
        }
    }

    fn issuer(&mut self, issuer: &Issuer) {
        let Issuer { name, website_label, website, accessibility_note, footnote, .. } = issuer;
        for text in [name, website_label, website, accessibility_note, footnote] {
            self.text(text, Place::Issuer);
        }
        for part in issuer.addresses.iter().chain([&issuer.directions]) {
            for line in part.lines.iter().chain([&part.label]) {
                self.text(line, Place::Issuer);
            }
        }
    }

    fn wordmark(&mut self, letterhead: &Letterhead) {
        for word in &letterhead.wordmark {
            let place = Place::Letterhead { line: None, column: None, field: "wordmark" };
            self.text_in(&[SANS], word, place);
        }
    }

    fn href(&mut self, href: &str, place: Place) {
        if !(Href { href: href.to_owned() }).is_safe() {
            self.push(
                "paper.unsafe_link",
                place,
                format!("Der Link »{}« führt zu keiner Adresse im Netz.", shortened(href)),
                "Erlaubt sind https, http, mailto und tel. Ändern Sie die Adresse oder nehmen Sie den Link heraus.",
            );
        }
    }

    /// One finding for each kind of character that cannot be set.
    fn text(&mut self, text: &str, place: Place) {
        let families: &[&str] = match place {
            Place::Headline => &[self.families.0],
            Place::KindLabel | Place::Issuer => &[self.families.1, SANS],
            _ => &[self.families.1],
        };
        self.text_in(families, text, place);
    }

    fn text_in(&mut self, families: &[&str], text: &str, place: Place) {
        let mut told: Vec<&'static str> = Vec::new();
        for c in words::set(text).chars() {
            let Some((code, what, next)) = refused(c, families) else { continue };
            if told.contains(&code) {
                continue;
            }
            told.push(code);
            let shown =
                if c.is_control() || is_bidi_control(c) { String::new() } else { format!(" »{c}«") };
            self.push(
                code,
                place.clone(),
                format!("{what}{shown} (U+{:04X}) kann nicht gesetzt werden.", u32::from(c)),
                next,
            );
        }
    }
}

type Refusal = (&'static str, &'static str, &'static str);

fn refused(c: char, families: &[&str]) -> Option<Refusal> {
    if is_bidi_control(c) {
        return Some((
            "paper.direction_control",
            "Ein unsichtbares Zeichen, das die Schreibrichtung ändert,",
            "Löschen Sie die Stelle und schreiben Sie sie neu.",
        ));
    }
    if c.is_control() || ('\u{fff0}'..='\u{ffff}').contains(&c) {
        return Some((
            "paper.control_character",
            "Ein unsichtbares Steuerzeichen",
            "Löschen Sie die Stelle und schreiben Sie sie neu.",
        ));
    }
    if is_right_to_left(c) {
        return Some((
            "paper.right_to_left",
            "Schrift von rechts nach links",
            "Schreiben Sie den Namen in lateinischer Umschrift.",
        ));
    }
    if families.iter().all(|family| fonts::covers(family, c)) {
        return None;
    }
    Some((
        "paper.missing_glyph",
        "Das Zeichen",
        "Ersetzen Sie es durch Worte oder ein anderes Zeichen; Emoji gibt es in den Hausschriften nicht.",
    ))
}

fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Hebrew, Arabic and their neighbours (Unicode blocks with bidirectional class R or AL).
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

fn shortened(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control()).take(60).collect();
    if plain.chars().count() < text.chars().count() { format!("{plain}…") } else { plain }
}
