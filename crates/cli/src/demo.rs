//! `sperrfrist-cli demo`: the whole job with the sample, watched from outside.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, SubsecRound, Utc};
use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_desk::view::{EvidenceRow, ImportRequest, LaneItem, OfRelease, ReleaseView};
use sperrfrist_desk::{Desk, Problem};
use sperrfrist_newsroom::{NewsroomError, keys};
use sperrfrist_release::due::DEFAULT_ZONE;
use sperrfrist_release::{Caption, CivilTime, SlotId, wording};

use crate::arguments::Demo;
use crate::fault::Fault;
use crate::files;
use crate::name;
use crate::publish::{passing_desk, place, plan};
use crate::tell::say;
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
    files::sweep(&arguments.out);
    let progress = |sentence: &str| {
        if !arguments.json {
            say!("{sentence}");
        }
    };

    let data = files::passing_folder()?;
    let start = || {
        let folder = data.path().join("newsroom");
        let keys = keys::read_or_make(&keys::beside(&folder))?;
        let anywhere = SocketAddr::from(([127, 0, 0, 1], 0));
        sperrfrist_newsroom::start_embedded(&folder, keys, Arc::new(HostClock), anywhere)
    };
    let newsroom = start()
        .map_err(|error: NewsroomError| Fault::new(error.code(), error.to_string(), error.next_step()))?;
    progress(&format!("Newsroom: {}", newsroom.url()));

    let (_folder, desk) = passing_desk(newsroom.url(), newsroom.token(), None, DEFAULT_ZONE)?;
    let ready = prepare(&desk)?;
    let (release_due, photo_due) = times(&desk, &ready, arguments)?;
    let rows = plan_at(&desk, &ready, release_due, photo_due)?;
    for (what, due) in [("Meldung", release_due), ("Foto", photo_due)] {
        progress(&format!("{what} gesperrt bis {}", wording::full_time(due, DEFAULT_ZONE)));
    }
    progress("Von außen wird alle paar Millisekunden gefragt ...");

    let seen = watch(targets(newsroom.url(), &rows, release_due))?;
    keep(arguments, newsroom.url(), &rows, &seen)?;
    // What is seen from outside has passed the network; the journal has not.
    let journal = desk.evidence(OfRelease { id: ready.0.release.id })?.rows;
    Ok(verdict(arguments, &seen, &journal))
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
    if let Some(page) = page.filter(|_| !path.is_empty()) {
        // The sample has one photo, and a page of its own for it.
        let photo = rows.iter().find(|row| matches!(row.item, LaneItem::Photo { .. }));
        if let Some(due) = photo.and_then(|row| row.planned) {
            targets.push(Target { url: format!("{page}/foto/1"), due, canary: None });
        }
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
            (LaneItem::Text, "document") => "meldung.pdf".to_owned(),
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

/// When the newsroom's own journal says that an address was first public.
fn journalled(journal: &[EvidenceRow], seen: &Seen) -> Option<DateTime<Utc>> {
    journal.iter().find(|row| row.url == seen.target.url)?.public_since
}

fn verdict(arguments: &Demo, seen: &[Seen], journal: &[EvidenceRow]) -> ExitCode {
    let early_bytes: u64 = seen.iter().map(|seen| seen.early_bytes).sum();
    let early_rows = journal
        .iter()
        .filter(|row| row.public_since.zip(row.planned).is_some_and(|(since, planned)| since < planned))
        .count();
    let early = early_bytes > 0 || early_rows > 0;
    let missing = seen.iter().any(|seen| seen.first_public.is_none());
    if arguments.json {
        let rows: Vec<_> = seen
            .iter()
            .map(|seen| {
                serde_json::json!({
                    "url": seen.target.url,
                    "due": seen.target.due,
                    "firstAsked": seen.first_asked,
                    "firstPublic": seen.first_public,
                    "publicSince": journalled(journal, seen),
                    "lateMs": seen.late_ms(),
                    "earlyBytes": seen.early_bytes,
                    "looksBefore": seen.looks_before,
                })
            })
            .collect();
        say!(
            "{:#}",
            serde_json::json!({ "earlyBytes": early_bytes, "earlyInJournal": early_rows, "rows": rows })
        );
    } else {
        for seen in seen {
            tell(seen, journalled(journal, seen));
        }
        say!(
            "{}",
            if early {
                "Es war etwas zu früh öffentlich."
            } else if missing {
                "Zu früh war nichts, aber nicht alles ist öffentlich geworden."
            } else {
                "Nichts war zu früh öffentlich."
            }
        );
        say!("Seiten und Foto liegen in {}", name::shown(&arguments.out));
    }
    if early || missing { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn tell(seen: &Seen, since: Option<DateTime<Utc>>) {
    let Some((at, late)) = seen.first_public.zip(seen.late_ms()) else {
        say!("{}\n  nie öffentlich", seen.target.url);
        return;
    };
    say!(
        "{}\n  zuerst öffentlich {}, {} ms nach der Zeit; {}-mal vorher gefragt, {} Bytes zu früh",
        seen.target.url,
        to_the_millisecond(at),
        format!("{late:.1}").replace('.', ","),
        seen.looks_before,
        seen.early_bytes
    );
    if let Some(since) = since {
        say!("  nach dem Journal des Newsrooms seit {}", to_the_millisecond(since));
    }
}

/// "17:00:00,003 Uhr", where the sample is at home.
fn to_the_millisecond(instant: DateTime<Utc>) -> String {
    let local = instant.with_timezone(&DEFAULT_ZONE);
    format!("{},{:03}\u{a0}Uhr", local.format("%H:%M:%S"), local.timestamp_subsec_millis())
}

/// At a full second, as times are planned, and never sooner than asked for.
fn after(start: DateTime<Utc>, wait: Duration) -> Result<DateTime<Utc>, Problem> {
    let due = chrono::Duration::from_std(wait).ok().and_then(|wait| start.checked_add_signed(wait));
    let due = due.ok_or_else(|| {
        Problem::new(
            "time.too_far",
            "Die Zeit liegt zu weit in der Zukunft.",
            "Nennen Sie eine kürzere Dauer.",
        )
    })?;
    let full = due.trunc_subsecs(0);
    Ok(if full < due { full + chrono::Duration::seconds(1) } else { full })
}
