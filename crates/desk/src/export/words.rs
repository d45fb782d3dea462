//! The words of the Nachweis on paper.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::view::{Check, JournalEvent, KnownBy, LaneItem, LookView, Verdict, What};

/// Why nothing is at the document's address, and when something will be.
pub(super) const WITHOUT_DOCUMENT: &str = "Zurzeit gibt es kein PDF: Ein Foto, mit dem es gesetzt wurde, ist nicht öffentlich. \
     Es kommt wieder, sobald das Foto öffentlich ist oder die Meldung korrigiert wird.";

/// "Meldung", "Foto »Bild von der Unterzeichnung«".
pub(super) fn item(item: &LaneItem) -> String {
    match item {
        LaneItem::Text => "Meldung".into(),
        LaneItem::Photo { label, .. } if label.is_empty() => "Foto".into(),
        LaneItem::Photo { label, .. } => format!("Foto »{label}«"),
    }
}

/// "0,4 s nach der Sperrfrist", or after what else lateness counts from.
pub(super) fn lateness(ms: i64, after: &str) -> String {
    let span = match ms {
        ..50 => "weniger als 0,1\u{a0}s".to_owned(),
        50..60_000 => format!("{},{}\u{a0}s", (ms + 50) / 1_000, (ms + 50) % 1_000 / 100),
        _ => format!("{}\u{a0}min {}\u{a0}s", ms / 60_000, ms % 60_000 / 1_000),
    };
    format!("{span} nach {after}")
}

pub(super) fn known_by(who: KnownBy) -> &'static str {
    match who {
        KnownBy::Outside => "von außen gelesen",
        KnownBy::Newsroom => "laut Newsroom; dieser PC hat nicht selbst nachgesehen",
    }
}

pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Locked => "nichts abrufbar, nichts zu erkennen",
        Verdict::Early => "vor der Zeit abrufbar",
        Verdict::Told => {
            "nicht abrufbar, aber die Antwort unterscheidet sich von der für eine Seite, die es nie gab"
        }
        Verdict::Matches => "abrufbar, stimmt überein",
        Verdict::Differs => "abrufbar, stimmt nicht überein",
        Verdict::Missing => "fünf Minuten nach der Zeit nicht abrufbar",
        Verdict::Unreachable => "nicht geprüft (der Newsroom hat nicht geantwortet)",
        Verdict::Missed => "nicht geprüft (PC war aus)",
    }
}

pub(super) fn what(what: What) -> &'static str {
    match what {
        What::Page => "Seite",
        What::Neighbour => "Nachbaradresse",
        What::Picture => "Bild",
        What::List => "Liste",
        What::Feed => "Feed",
        What::Sitemap => "Sitemap",
        What::Search => "Suche",
        What::Guess => "geratene Adresse",
    }
}

pub(super) fn check(check: Check) -> &'static str {
    match check {
        Check::NotChecked => "vor der Zeit nicht aufgerufen",
        Check::Locked => "nicht abrufbar",
        Check::Matches => "abrufbar, stimmt überein",
        Check::Differs => "abrufbar, stimmt nicht überein",
        Check::TooEarly => "vor der Zeit abrufbar",
        Check::Missing => "sollte öffentlich sein, ist es nicht",
        Check::Unreachable => "Newsroom antwortet nicht",
    }
}

/// What happened, and whose doing it was.
pub(super) fn event(event: JournalEvent) -> (&'static str, &'static str) {
    const DESK: &str = "Schreibtisch";
    const NEWSROOM: &str = "Newsroom";
    const LOOK: &str = "Prüfung von außen";
    match event {
        JournalEvent::Created => ("angelegt", DESK),
        JournalEvent::Imported => ("eingelesen", DESK),
        JournalEvent::PhotoAttached => ("Foto hinzugefügt", DESK),
        JournalEvent::Planned => ("eingeplant", DESK),
        JournalEvent::PlannedAnew => ("neu eingeplant", DESK),
        JournalEvent::Held => ("vom Newsroom bestätigt", NEWSROOM),
        JournalEvent::SignalGiven => ("Signal gegeben", DESK),
        JournalEvent::Stopped => ("angehalten", DESK),
        JournalEvent::HeldBack => ("zurückgehalten", DESK),
        JournalEvent::Withdrawn => ("zurückgezogen", DESK),
        JournalEvent::Rescheduled => ("verschoben", DESK),
        JournalEvent::EmbargoLifted => ("Sperrfrist aufgehoben", DESK),
        JournalEvent::Corrected => ("korrigiert", DESK),
        JournalEvent::StopQueued => ("angehalten, noch nicht bestätigt", DESK),
        JournalEvent::Deleted => ("gelöscht", DESK),
        JournalEvent::WentPublic => ("öffentlich", NEWSROOM),
        JournalEvent::LockChecked => ("Sperre geprüft, hält", LOOK),
        JournalEvent::LockBroken => ("Sperre verletzt", LOOK),
        JournalEvent::SentByItself => ("vollständig, von selbst übergeben", DESK),
        JournalEvent::Proposed => ("zur Freigabe vorgelegt", DESK),
        JournalEvent::Approved => ("freigegeben", NEWSROOM),
        JournalEvent::LiftProposed => ("Aufhebung der Sperrfrist zur Freigabe vorgelegt", DESK),
        JournalEvent::TakenOver => ("von einem anderen Schreibtisch übernommen", DESK),
        JournalEvent::LeftBehind => ("Verbindung getrennt, bleibt eingeplant bei", DESK),
        JournalEvent::Overridden => ("Pflicht der Prüfung übergangen", DESK),
        JournalEvent::OverrideTakenBack => ("Pflicht der Prüfung gilt wieder", DESK),
        JournalEvent::Objected => ("Widerspruch gegen ein Foto", DESK),
        JournalEvent::ObjectionTakenBack => ("Widerspruch zurückgenommen", DESK),
        JournalEvent::UnchosenDeleted => ("nicht gewählte Originale gelöscht", DESK),
        JournalEvent::HandedOn => ("als Datei weitergegeben", DESK),
        JournalEvent::Received => ("aus einer Datei übernommen", DESK),
        JournalEvent::WithoutDocument => ("ohne PDF, es lässt sich nicht setzen", DESK),
    }
}

/// "60 Minuten vorher", "1 Minute vorher".
pub(super) fn before(minutes: u32) -> String {
    match minutes {
        1 => "1 Minute vorher".into(),
        minutes => format!("{minutes} Minuten vorher"),
    }
}

/// "Vor dem Signal 4-mal von außen geprüft, zuletzt 21.11.2023, 16:50:00 Uhr; nichts abrufbar, 1-mal nicht geprüft."
pub(super) fn waited(looks: &[LookView], zone: Tz) -> Option<String> {
    let made: Vec<_> = looks.iter().filter(|look| is_made(look)).collect();
    let missed = looks.len() - made.len();
    let last = made.last().and_then(|look| look.looked_at);
    let told = match last {
        None if missed == 0 => return None,
        None => return Some("Vor dem Signal nicht von außen geprüft.".into()),
        Some(last) => {
            format!("Vor dem Signal {}-mal von außen geprüft, zuletzt {}", made.len(), second(last, zone))
        }
    };
    let is_clean = made.iter().all(|look| look.verdict == Verdict::Locked);
    let clean = if is_clean { "; nichts abrufbar, nichts zu erkennen" } else { "" };
    let gaps = if missed == 0 { String::new() } else { format!("; {missed}-mal nicht geprüft") };
    Some(format!("{told}{clean}{gaps}."))
}

fn is_made(look: &LookView) -> bool {
    !matches!(look.verdict, Verdict::Missed | Verdict::Unreachable)
}

/// "21.11.2023, 17:00:00 Uhr".
pub(super) fn second(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%d.%m.%Y, %H:%M:%S\u{a0}Uhr").to_string()
}

/// "21.11.2023, 17:00:00,012 Uhr".
pub(super) fn millisecond(at: DateTime<Utc>, zone: Tz) -> String {
    let local = at.with_timezone(&zone);
    format!("{},{:03}\u{a0}Uhr", local.format("%d.%m.%Y, %H:%M:%S"), local.timestamp_subsec_millis())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRIST: &str = "der Sperrfrist";

    #[test]
    fn lateness_is_told_as_people_say_it() {
        assert_eq!(lateness(12, FRIST), "weniger als 0,1\u{a0}s nach der Sperrfrist");
        assert_eq!(lateness(400, FRIST), "0,4\u{a0}s nach der Sperrfrist");
        assert_eq!(lateness(960, FRIST), "1,0\u{a0}s nach der Sperrfrist");
        assert_eq!(lateness(12_345, FRIST), "12,3\u{a0}s nach der Sperrfrist");
        assert_eq!(lateness(125_000, "dem Signal"), "2\u{a0}min 5\u{a0}s nach dem Signal");
    }
}
