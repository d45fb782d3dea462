//! What the Nachweis tells people, in which order: decided here once, for the page and for the paper.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use sperrfrist_paper::{Record, Section, Sentence, Table, Tone};
use sperrfrist_release::{Release, wording};

use super::words;
use crate::view::{Evidence, LookView, Proof, Verdict};

/// Of what it is told, and when.
pub(super) struct Told<'a> {
    pub release: &'a Release,
    pub evidence: &'a Evidence,
    pub made_at: DateTime<Utc>,
    pub zone: Tz,
    /// Who publishes.
    pub publisher: String,
}

impl Told<'_> {
    pub(super) fn record(&self) -> Record {
        let about = [
            self.release.issuer.name.clone(),
            format!("Veröffentlicht: {}", self.publisher),
            format!("Stand: {}", words::second(self.made_at, self.zone)),
            format!("alle Zeiten in {}", self.zone.name()),
        ];
        let mut sections: Vec<Section> = self.evidence.proofs.iter().map(|proof| self.proof(proof)).collect();
        if sections.is_empty() {
            let nothing = sentence("Noch ist nichts eingeplant.", Tone::Plain);
            sections.push(Section { sentences: vec![nothing], ..Section::default() });
        }
        if self.evidence.without_document {
            let told = sentence(words::WITHOUT_DOCUMENT, Tone::Plain);
            sections.push(Section { heading: "PDF".into(), sentences: vec![told], ..Section::default() });
        }
        sections.extend([self.journal(), self.details()]);
        Record {
            title: "Nachweis".into(),
            subject: self.release.headline.clone(),
            about: about.into_iter().filter(|part| !part.is_empty()).collect(),
            sections,
        }
    }

    fn proof(&self, proof: &Proof) -> Section {
        let planned = match (proof.planned, proof.on_signal) {
            (Some(at), false) => wording::full_time(at, self.zone),
            (None, _) => "auf Signal".to_owned(),
            (Some(at), true) => {
                let given = proof.signal_at.map_or_else(String::new, |given| words::second(given, self.zone));
                if proof.signal_at == Some(at) {
                    format!("auf Signal, gegeben am {given}")
                } else {
                    format!("auf Signal, gegeben am {given}; frei ab {}", words::second(at, self.zone))
                }
            }
        };
        let public = match &proof.first_public {
            None => "Noch nicht öffentlich".to_owned(),
            Some(public) => {
                let at = words::second(public.at, self.zone);
                let late = public
                    .late_ms
                    .map(|ms| format!(", {}", words::lateness(ms, Self::counts_from(proof))))
                    .unwrap_or_default();
                format!("Öffentlich seit {at}{late} ({})", words::known_by(public.known_by))
            }
        };
        let mut sentences =
            vec![sentence(format!("Geplant: {planned}"), Tone::Main), sentence(public, Tone::Main)];
        if let Some(waited) = words::waited(&proof.waiting, self.zone) {
            sentences.push(sentence(waited, Tone::Plain));
        }
        if proof.before.iter().chain(&proof.waiting).any(|look| look.verdict == Verdict::Early) {
            sentences.push(sentence("Vor der Zeit war etwas davon abrufbar.", Tone::Alarm));
        }
        let row = |when: String, look: &LookView| {
            let at = look.looked_at.map_or("–".into(), |at| words::second(at, self.zone));
            vec![when, at, words::verdict(look.verdict).to_owned()]
        };
        let before = proof.before.iter().map(|look| row(words::before(look.minutes_before), look));
        // Of those that found nothing the sentence above tells.
        let found = |look: &&LookView| !matches!(look.verdict, Verdict::Locked | Verdict::Missed);
        let waiting = proof.waiting.iter().filter(found);
        let waiting = waiting.map(|look| row("vor dem Signal".into(), look));
        let after = proof.after.iter().map(|look| row("danach zurückgelesen".into(), look));
        let looks = Table {
            caption: "Von außen geprüft".into(),
            columns: columns([("Wann", 3), ("Geprüft um", 4), ("Ergebnis", 5)]),
            rows: before.chain(waiting).chain(after).collect(),
            is_fine: false,
        };
        Section { heading: words::item(&proof.item), sentences, tables: filled([looks]) }
    }

    /// From what lateness counts.
    fn counts_from(proof: &Proof) -> &'static str {
        let by_signal = proof.signal_at.is_some() && proof.signal_at == proof.planned;
        if by_signal { "dem Signal" } else { "der Sperrfrist" }
    }

    fn journal(&self) -> Section {
        let row = |entry: &crate::view::JournalEntry| {
            let (what, who) = words::event(entry.event);
            let what = match &entry.item {
                Some(item) => format!("{}: {what}", words::item(item)),
                None => what.to_owned(),
            };
            vec![words::second(entry.at, self.zone), what, who.to_owned()]
        };
        let events = Table {
            caption: "Was geschah, der Reihe nach".into(),
            columns: columns([("Zeit", 4), ("Was", 6), ("Wer", 3)]),
            rows: self.evidence.journal.iter().rev().map(row).collect(),
            is_fine: false,
        };
        Section { heading: "Protokoll".into(), tables: filled([events]), ..Section::default() }
    }

    /// Milliseconds, addresses, digests and HTTP codes.
    fn details(&self) -> Section {
        let addresses = Table {
            caption: "Jede Adresse, jetzt".into(),
            columns: columns([
                ("Adresse", 5),
                ("Jetzt", 3),
                ("Öffentlich seit (Newsroom)", 3),
                ("Prüfsumme", 4),
            ]),
            rows: self
                .evidence
                .rows
                .iter()
                .map(|row| {
                    let since = row.public_since.map_or("–".into(), |at| words::millisecond(at, self.zone));
                    let sum = row.sha256.as_ref().map_or("–".into(), |sum| format!("SHA-256 {sum}"));
                    vec![row.url.clone(), words::check(row.check).into(), since, sum]
                })
                .collect(),
            is_fine: true,
        };
        let looks = self.evidence.proofs.iter().flat_map(|proof| {
            let waiting = proof.waiting.iter().filter(|look| !look.asked.is_empty());
            let waiting = waiting.map(|look| ("vor dem Signal".to_owned(), look));
            let before = proof.before.iter().map(|look| (words::before(look.minutes_before), look));
            let after = proof.after.iter().map(|look| ("zurückgelesen".to_owned(), look));
            let looks = before.chain(waiting).chain(after);
            looks.map(|(when, look)| self.look(&words::item(&proof.item), &when, look))
        });
        let tables = filled([addresses].into_iter().chain(looks));
        Section { heading: "Details".into(), tables, ..Section::default() }
    }

    /// What was asked for in one look from outside.
    fn look(&self, item: &str, when: &str, look: &LookView) -> Table {
        let at = look.looked_at.map_or("nicht geprüft".into(), |at| words::millisecond(at, self.zone));
        let asked = look.asked.iter().map(|asked| {
            let status = asked.status.map_or("–".into(), |status| format!("HTTP {status}"));
            vec![
                words::what(asked.what).into(),
                asked.url.clone(),
                status,
                words::verdict(asked.verdict).into(),
            ]
        });
        Table {
            caption: format!("{item}, {when}: {at}"),
            columns: columns([("Was", 2), ("Adresse", 6), ("Antwort", 2), ("Ergebnis", 4)]),
            rows: asked.collect(),
            is_fine: true,
        }
    }
}

fn sentence(words: impl Into<String>, tone: Tone) -> Sentence {
    Sentence { words: words.into(), tone }
}

fn columns<const COUNT: usize>(columns: [(&str, u8); COUNT]) -> Vec<(String, u8)> {
    columns.map(|(head, share)| (head.to_owned(), share)).into()
}

/// A table without rows says nothing.
fn filled(tables: impl IntoIterator<Item = Table>) -> Vec<Table> {
    tables.into_iter().filter(|table| !table.rows.is_empty()).collect()
}
