//! How the newsroom stands, on one screen.

use std::time::Duration;

use chrono::{DateTime, Utc};
use sperrfrist_newsroom::{DeskSeen, KeysSeen, Late, Newsroom, NewsroomError, Occupant, Status, TokenSeen};
use sperrfrist_release::due::DEFAULT_ZONE;
use sperrfrist_release::wording::full_time;

use crate::arguments::{Place, Source};
use crate::{clock, say};

/// Shows how the newsroom of a folder stands, by the clock that it goes by itself.
pub fn show(place: &Place, json: bool) -> Result<(), NewsroomError> {
    let source = match Newsroom::occupant_of(place.data())? {
        Occupant::Service(service) if service.clock == Source::Host.name() => Source::Host,
        _ => Source::Kernel,
    };
    let status = Newsroom::status_in(place.data(), &place.keys(), &clock(source).now())?;
    if json {
        say(&serde_json::to_string_pretty(&status).expect("a status is plain data"));
    } else {
        lines(&status, source).into_iter().for_each(|(name, value)| say(&format!("{name:<16}{value}")));
    }
    Ok(())
}

fn lines(status: &Status, source: Source) -> Vec<(&'static str, String)> {
    let items = &status.items;
    let mut lines = vec![
        ("Ordner", status.folder.display().to_string()),
        ("Betrieb", occupant(status)),
        ("Schlüssel", keys(status)),
        ("Uhr", clock_words(status, source)),
        ("Gesperrt", items.sealed.to_string()),
        ("Zur Freigabe", items.proposed.to_string()),
        ("Nächste Zeit", status.next_due.map_or_else(|| "keine".into(), time)),
        ("Öffentlich", items.live.to_string()),
        ("Überfällig", items.overdue.to_string()),
        (
            "Angehalten",
            format!("{}, zurückgehalten {}, zurückgezogen {}", items.stopped, items.held, items.withdrawn),
        ),
        ("Verspätung", lateness(status.last_late, status.worst_late)),
        ("Protokoll", journal(status)),
    ];
    if let Occupant::Service(service) = &status.occupant {
        let days = service.retain_days.map_or_else(
            || "nichts Angehaltenes oder Zurückgezogenes wird gelöscht".into(),
            |days| format!("Angehaltenes und Zurückgezogenes wird nach {days} Tagen gelöscht"),
        );
        lines.push(("Aufbewahrung", days));
    }
    if items.not_our_word > 0 {
        let words = "ohne Unterschrift dieses Newsrooms: beim nächsten Start angehalten";
        lines.push(("Fremd", format!("{} {words}", items.not_our_word)));
    }
    lines.extend(status.tokens.iter().map(|token| ("Zugang", token_words(token))));
    lines.extend(status.desks.iter().map(|desk| ("Schreibtisch", desk_words(desk))));
    lines
}

fn occupant(status: &Status) -> String {
    match &status.occupant {
        _ if status.is_backup => "ist eine Sicherung und wird nicht betrieben".into(),
        Occupant::Nobody => "läuft nicht".into(),
        Occupant::Somebody => "läuft".into(),
        Occupant::Service(service) => {
            let keeper =
                service.keeper.map_or_else(String::new, |keeper| format!(", Betrieb http://{keeper}"));
            format!("läuft: http://{}{keeper} (Prozess {})", service.listen, service.process)
        }
    }
}

fn keys(status: &Status) -> String {
    let file = status.key_file.display();
    match &status.keys {
        KeysSeen::Present { fingerprint } => format!("in {file}, Fingerabdruck {fingerprint}"),
        KeysSeen::Other { fingerprint } => {
            format!("in {file} liegen andere (Fingerabdruck {fingerprint}): Es bleibt alles gesperrt")
        }
        KeysSeen::Missing => format!("fehlen: {file} gibt es nicht"),
        KeysSeen::Unreadable => format!("in {file} sind nicht zu lesen"),
    }
}

fn clock_words(status: &Status, source: Source) -> String {
    let now = time(status.now);
    let doubt = u64::try_from(status.clock_uncertainty_micros).unwrap_or(u64::MAX);
    match source {
        Source::Host => format!("{now}, wie sie geht (host)"),
        Source::Kernel if !status.is_clock_synced => {
            format!("{now}, nicht abgeglichen: Was gesperrt ist, bleibt gesperrt")
        }
        Source::Kernel => {
            let doubt = Duration::from_micros(doubt).as_secs_f64() * 1_000.0;
            format!("{now}, abgeglichen, ± {} ms", format!("{doubt:.1}").replace('.', ","))
        }
    }
}

fn lateness(last: Option<Late>, worst: Option<Late>) -> String {
    match (last, worst) {
        (Some(last), Some(worst)) => {
            let since = time(last.public_since);
            format!("zuletzt {} ms ({since}), am meisten {} ms", last.milliseconds, worst.milliseconds)
        }
        _ => "noch nichts öffentlich".into(),
    }
}

fn journal(status: &Status) -> String {
    match (&status.journal, status.journal_fault) {
        (Some((lines, digest)), _) => {
            format!("unversehrt: {lines} Zeilen, Prüfsumme {}", digest.as_deref().unwrap_or("-"))
        }
        (None, line) => format!("wurde verändert (Zeile {})", line.unwrap_or_default()),
    }
}

fn token_words(token: &TokenSeen) -> String {
    let used = if token.is_registered { "angemeldet" } else { "noch kein Schreibtisch damit angemeldet" };
    format!("{}, ausgestellt {}, {used}", token.name, time(token.created_at))
}

fn desk_words(desk: &DeskSeen) -> String {
    let state = match (&desk.token, desk.revoked_at) {
        (_, Some(at)) => format!("gilt nicht mehr seit {}", time(at)),
        (Some(token), None) => format!("mit dem Zugang »{token}«"),
        // One of a newsroom inside the app.
        (None, None) => "ohne bleibenden Zugang".into(),
    };
    format!("{}…, seit {}, {state}", desk.key, time(desk.registered_at))
}

fn time(utc: DateTime<Utc>) -> String {
    full_time(utc, DEFAULT_ZONE)
}
