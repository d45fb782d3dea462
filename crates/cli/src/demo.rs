//! `sperrfrist-cli demo`: the whole job with the sample, watched from outside.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, SubsecRound, Utc};
use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_desk::view::{EvidenceRow, ImportRequest, LaneItem, OfRelease, ReleaseView};
use sperrfrist_desk::{Desk, Problem};
use sperrfrist_release::due::DEFAULT_ZONE;
use sperrfrist_release::{Caption, CivilTime, SlotId, wording};

use crate::arguments::Demo;
use crate::fault::Fault;
use crate::files;
use crate::publish::{passing_desk, place, plan};
use crate::watch::{Seen, Target, watch};

const TEXT: &[u8] = include_bytes!("../../../assets/sample/medieninformation.txt");
const PHOTO: &[u8] = include_bytes!("../../../assets/sample/unterzeichnung.jpg");
const CAPTION: &str = include_str!("../../../assets/sample/caption.json");

/// Exit code 1 when anything was public early, or never.
pub fn run(arguments: &Demo) -> Result<ExitCode, Fault> {
    if arguments.photo_in < arguments.release_in {
        return Err(Fault::new(
            "timetable.photo_before_release",
            "Das Foto wäre vor der Meldung öffentlich.",
            "Nennen Sie für --photo-in mindestens so viel wie für --release-in.",
        ));
    }
    files::make_folder(&arguments.out)?;
    let say = |sentence: &str| {
        if !arguments.json {
            println!("{sentence}");
        }
    };

    let data = tempfile::tempdir()
        .map_err(|error| Fault::new("file.no_temporary", format!("Kein Zwischenordner ({error})."), ""))?;
    let newsroom = sperrfrist_newsroom::start_embedded(
        data.path(),
        Arc::new(HostClock),
        SocketAddr::from(([127, 0, 0, 1], 0)),
    )
    .map_err(|error| Fault::new(error.code(), error.to_string(), error.next_step()))?;
    say(&format!("Newsroom: {}", newsroom.url()));

    let (_folder, desk) = passing_desk(newsroom.url(), newsroom.token(), DEFAULT_ZONE)?;
    let ready = prepare(&desk)?;
    let (release_due, photo_due) = times(&desk, &ready, arguments)?;
    let rows = plan_at(&desk, &ready, release_due, photo_due)?;
    for (what, due) in [("Meldung", release_due), ("Foto", photo_due)] {
        say(&format!("{what} gesperrt bis {}", wording::full_time(due, DEFAULT_ZONE)));
    }
    say("Von außen wird alle paar Millisekunden gefragt ...");

    let seen = watch(targets(newsroom.url(), &rows, release_due))?;
    keep(arguments, newsroom.url(), &rows, &seen)?;
    Ok(verdict(arguments, &seen))
}

/// The sample with its captioned photo, and the photo's slot.
type Ready = (ReleaseView, SlotId);

fn prepare(desk: &Desk) -> Result<Ready, Problem> {
    let view = desk.import_text(TEXT, ImportRequest { file_name: "medieninformation.txt".into() })?.view;
    let caption: Caption = serde_json::from_str(CAPTION).expect("the sample's caption is well formed");
    place(desk, &view, PHOTO, "DSC_4417.jpg", caption)
}

/// The times count from when everything is planned, however slow the machine: planning for tomorrow shows how
/// long that takes, and the real plan replaces it.
fn times(desk: &Desk, ready: &Ready, arguments: &Demo) -> Result<(DateTime<Utc>, DateTime<Utc>), Problem> {
    let begun = HostClock.now();
    let tomorrow = begun.wall + chrono::Duration::days(1);
    plan_at(desk, ready, tomorrow, tomorrow)?;
    let now = HostClock.now();
    let planned = now.wall + chrono::Duration::from_std(now.boottime - begun.boottime).unwrap_or_default();
    Ok((after(planned, arguments.release_in)?, after(planned, arguments.photo_in)?))
}

/// Plans; the addresses come from the desk's evidence.
fn plan_at(
    desk: &Desk,
    (view, slot): &Ready,
    release: DateTime<Utc>,
    photo: DateTime<Utc>,
) -> Result<Vec<EvidenceRow>, Problem> {
    let civil = |utc| CivilTime::from_instant(utc, DEFAULT_ZONE);
    let view = plan(desk, view, Some(&civil(release)), Some((*slot, civil(photo))), false)?;
    Ok(desk.evidence(OfRelease { id: view.release.id })?.rows)
}

fn targets(origin: &str, rows: &[EvidenceRow], release_due: DateTime<Utc>) -> Vec<Target> {
    let page = rows.iter().find(|row| row.output == "page").map(|row| row.url.clone());
    let path = page.as_deref().and_then(|url| url.strip_prefix(origin)).unwrap_or_default().to_owned();
    let mut targets = Vec::new();
    for row in rows {
        let Some(due) = row.planned else { continue };
        let canary = (row.output == "feed").then(|| path.clone());
        targets.push(Target { url: row.url.clone(), due, canary });
    }
    if !path.is_empty() {
        targets.push(Target { url: format!("{origin}/"), due: release_due, canary: Some(path) });
    }
    targets
}

/// Leaves the pages and the photo as the public sees them.
fn keep(arguments: &Demo, origin: &str, rows: &[EvidenceRow], seen: &[Seen]) -> Result<(), Fault> {
    let prober = sperrfrist_desk::Prober::new(origin).map_err(Problem::from)?;
    for row in rows {
        let name = match (&row.item, row.output.as_str()) {
            (LaneItem::Text, "page") => "meldung.html".to_owned(),
            (LaneItem::Text, "feed") => "feed.atom".to_owned(),
            (LaneItem::Text, _) => continue,
            (LaneItem::Photo { .. }, output) => format!("foto-{output}.jpg"),
        };
        files::write(&arguments.out.join(name), &prober.fetch(&row.url).map_err(Problem::from)?.body)?;
    }
    // The page as it stood at its first moment: with the words for the photo to come.
    if let Some(first) =
        seen.iter().find(|seen| rows.iter().any(|row| row.output == "page" && row.url == seen.target.url))
    {
        files::write(&arguments.out.join("meldung-vor-dem-foto.html"), &first.body)?;
    }
    files::write(
        &arguments.out.join("liste.html"),
        &prober.fetch(&format!("{origin}/")).map_err(Problem::from)?.body,
    )?;
    Ok(())
}

fn verdict(arguments: &Demo, seen: &[Seen]) -> ExitCode {
    let early: u64 = seen.iter().map(|seen| seen.early_bytes).sum();
    let missing = seen.iter().filter(|seen| seen.first_public.is_none()).count();
    if arguments.json {
        let rows: Vec<_> = seen
            .iter()
            .map(|seen| {
                serde_json::json!({
                    "url": seen.target.url,
                    "due": seen.target.due,
                    "firstPublic": seen.first_public,
                    "lateMs": seen.late_ms(),
                    "earlyBytes": seen.early_bytes,
                    "looksBefore": seen.looks_before,
                })
            })
            .collect();
        println!("{:#}", serde_json::json!({ "earlyBytes": early, "rows": rows }));
    } else {
        for seen in seen {
            match (seen.first_public, seen.late_ms()) {
                (Some(at), Some(late)) => println!(
                    "{}\n  zuerst öffentlich {} UTC, {late:.1} ms nach der Zeit; {}-mal vorher gefragt, {} Bytes zu früh",
                    seen.target.url,
                    at.format("%H:%M:%S%.3f"),
                    seen.looks_before,
                    seen.early_bytes
                ),
                _ => println!("{}\n  nie öffentlich", seen.target.url),
            }
        }
        println!(
            "{}",
            if early > 0 {
                "Es war etwas zu früh öffentlich."
            } else if missing > 0 {
                "Zu früh war nichts, aber nicht alles ist öffentlich geworden."
            } else {
                "Nichts war zu früh öffentlich."
            }
        );
        println!("Seiten und Foto liegen in {}", arguments.out.display());
    }
    if early == 0 && missing == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// At a full second, as times are planned, and never sooner than asked for.
fn after(start: DateTime<Utc>, wait: Duration) -> Result<DateTime<Utc>, Problem> {
    let due = chrono::Duration::from_std(wait).ok().and_then(|wait| start.checked_add_signed(wait));
    let due =
        due.ok_or_else(|| Problem::new("time.too_far", "Die Zeit liegt zu weit in der Zukunft.", ""))?;
    let full = due.trunc_subsecs(0);
    Ok(if full < due { full + chrono::Duration::seconds(1) } else { full })
}
