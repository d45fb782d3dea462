//! `sperrfrist-cli publish`: the desk's verbs in a row, on a desk that lasts as long as the command.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use chrono_tz::Tz;
use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_desk::view::{
    AttachRequest, CaptionRequest, ChooseRequest, DueInput, LaneItem, LaneState, PhotoTimeInput, Publisher,
    ReleaseView, ScheduleRequest, SlotInput, TimeInput, TimesRequest,
};
use sperrfrist_desk::{Desk, NewsroomAccess, Problem};
use sperrfrist_photo::Limits;
use sperrfrist_release::due::parse_zone;
use sperrfrist_release::photo::PhotoTime;
use sperrfrist_release::preflight::{Finding, Level};
use sperrfrist_release::state::State;
use sperrfrist_release::{Caption, CivilTime, Due, Fold, PhotoSlot, Release, SlotId, wording};

use crate::arguments::Publish;
use crate::fault::Fault;
use crate::tell::say;
use crate::verbs::{kept_desk, standing};
use crate::{check, files};

/// A token is one line.
const TOKEN_LIMIT: u64 = 4_096;

pub fn run(arguments: &Publish) -> Result<ExitCode, Fault> {
    let zone = parse_zone(&arguments.zone).map_err(Problem::from)?;
    let fold = arguments.fold.map(Fold::from);
    let time = |typed: &Option<String>| {
        typed.as_deref().map(|typed| CivilTime::parse(typed, zone, fold)).transpose().map_err(Problem::from)
    };
    let (at, photo_at) = (time(&arguments.at)?, time(&arguments.photo_at)?);
    if !arguments.now {
        for time in at.iter().chain(&photo_at) {
            refuse_past(time)?;
        }
    }
    let release = check::load(&arguments.release)?;
    let photo = match (&arguments.photo, &arguments.caption) {
        (Some(photo), Some(caption)) => Some((
            files::read(photo, Limits::default().max_bytes)?,
            photo.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            given(crate::photo::caption(caption)?),
        )),
        _ => None,
    };
    let (_folder, desk) = match &arguments.archive {
        Some(archive) => (None, kept_desk(archive, &arguments.newsroom, &arguments.token_file, zone)?),
        None => {
            let token = token(&arguments.token_file)?;
            let key_file = key_file(&arguments.token_file);
            let (folder, desk) = passing_desk(&arguments.newsroom, &token, Some(key_file), zone)?;
            (Some(folder), desk)
        }
    };
    let mut view = desk.take(release)?;
    let mut slot = None;
    if let Some((bytes, name, caption)) = photo {
        let placed = place(&desk, &view, &bytes, &name, caption).map_err(|problem| {
            Fault::from(problem).at(arguments.photo.as_deref().unwrap_or(Path::new("")))
        })?;
        refuse_incomplete(&placed.0, placed.1)?;
        (view, slot) = (placed.0, Some(placed.1));
    }
    // A time alone is for the photo that is promised.
    let promised = || view.release.photos.iter().find(|slot| slot.photo.is_none());
    let slot = slot.or_else(|| promised().map(|slot| slot.id));
    if photo_at.is_some() && slot.is_none() {
        return Err(Fault::new(
            "publish.no_slot",
            "Die Meldung kündigt kein Foto an, das noch fehlt.",
            "Nennen Sie das Foto mit --photo, oder lassen Sie --photo-at weg.",
        ));
    }
    let photo_at = slot.zip(photo_at);
    let moved = moved(&view.release, at.as_ref(), photo_at.as_ref());
    let planned = plan(&desk, &view, at.as_ref(), photo_at, arguments.now)?;
    report(&planned, &moved, zone);
    Ok(ExitCode::SUCCESS)
}

/// The key that the newsroom gave out, without the line's end.
pub fn token(path: &Path) -> Result<String, Fault> {
    let token = files::read_text(path, TOKEN_LIMIT)?.trim().to_owned();
    if token.is_empty() {
        return Err(Fault::new(
            "token.empty",
            "Die Datei mit dem Zugangsschlüssel ist leer.",
            "Legen Sie den Schlüssel hinein, den »sperrfrist-newsroom token new« ausgegeben hat.",
        )
        .at(path));
    }
    Ok(token)
}

/// The key with which this desk signs: it stays beside the token, for the newsroom knows the two together.
pub fn key_file(token_file: &Path) -> PathBuf {
    let mut name = token_file.file_name().unwrap_or_default().to_owned();
    name.push(".key");
    token_file.with_file_name(name)
}

/// A desk in a folder that goes with the command. What is planned is held by the newsroom.
pub fn passing_desk(
    newsroom: &str,
    token: &str,
    key_file: Option<PathBuf>,
    zone: Tz,
) -> Result<(tempfile::TempDir, Desk), Fault> {
    let folder = files::passing_folder()?;
    let url = newsroom.trim_end_matches('/').to_owned();
    let access = NewsroomAccess {
        base_url: url.clone(),
        public_url: url,
        token: token.to_owned(),
        key_file,
        publisher: Publisher::Server,
    };
    let desk = Desk::open(folder.path(), access, Arc::new(HostClock), zone)?;
    Ok((folder, desk))
}

/// Whoever names a file of words at the command line has decided about the rights in it: that is the reason, where it
/// gives no other.
fn given(mut caption: Caption) -> Caption {
    if caption.rights_reason.trim().is_empty() {
        "mit --caption so angegeben".clone_into(&mut caption.rights_reason);
    }
    caption
}

/// Attaches a photo with its caption and puts it into the first free slot, or into a new one.
pub fn place(
    desk: &Desk,
    view: &ReleaseView,
    bytes: &[u8],
    file_name: &str,
    caption: Caption,
) -> Result<(ReleaseView, SlotId), Problem> {
    let id = view.release.id;
    let attached = desk.attach_photo(bytes, AttachRequest { id, file_name: file_name.to_owned() })?;
    let photo = attached.photos.last().ok_or_else(|| {
        Problem::new(
            "publish.not_attached",
            "Das Foto ließ sich nicht übernehmen.",
            "Wiederholen Sie den Befehl.",
        )
    })?;
    let original = photo.original.clone();
    desk.caption(CaptionRequest { id, original: original.clone(), caption })?;
    let free = view.release.photos.iter().find(|slot| slot.photo.is_none()).map(|slot| slot.id);
    let chosen = desk.choose_photo(ChooseRequest { id, slot: free, original: Some(original.clone()) })?;
    let filled = |slot: &&PhotoSlot| {
        slot.photo.as_ref().is_some_and(|photo| photo.original.as_deref() == Some(original.as_str()))
    };
    let slot = chosen.release.photos.iter().find(filled).map(|slot| slot.id).ok_or_else(|| {
        Problem::new(
            "publish.not_chosen",
            "Das Foto ließ sich nicht zuordnen.",
            "Wiederholen Sie den Befehl.",
        )
    })?;
    Ok((chosen, slot))
}

/// Sets the times that were given and plans.
pub fn plan(
    desk: &Desk,
    view: &ReleaseView,
    at: Option<&CivilTime>,
    photo_at: Option<(SlotId, CivilTime)>,
    now: bool,
) -> Result<ReleaseView, Problem> {
    let id = view.release.id;
    if at.is_some() || photo_at.is_some() {
        let due = match at {
            Some(time) => DueInput::At { time: typed(time) },
            None => due_as_it_is(&view.release),
        };
        let slots = view
            .release
            .photos
            .iter()
            .filter_map(|slot| {
                let time = match &photo_at {
                    Some((id, time)) if *id == slot.id => time.clone(),
                    _ => followed(&view.release, slot, at?)?,
                };
                Some(SlotInput {
                    slot: slot.id,
                    label: slot.label.clone(),
                    time: PhotoTimeInput::At { time: typed(&time) },
                    approximate: slot.approximate,
                    pending_words: slot.pending_words.clone(),
                })
            })
            .collect();
        desk.set_times(TimesRequest { id, due, slots })?;
    }
    desk.schedule(ScheduleRequest { id, now })
}

/// The promised photos that move with the release, and their new times.
fn moved(
    release: &Release,
    at: Option<&CivilTime>,
    photo_at: Option<&(SlotId, CivilTime)>,
) -> Vec<(String, CivilTime)> {
    let Some(at) = at else { return Vec::new() };
    release
        .photos
        .iter()
        .filter(|slot| photo_at.is_none_or(|(id, _)| *id != slot.id))
        .filter_map(|slot| Some((slot.label.clone(), followed(release, slot, at)?)))
        .collect()
}

/// The time of a photo that is only promised, when the release moves past it: at the same distance as before.
/// A photo that is there keeps the time it was given, or is refused.
fn followed(release: &Release, slot: &PhotoSlot, at: &CivilTime) -> Option<CivilTime> {
    let (PhotoTime::At { time }, Some(Due::At(before)), None) = (&slot.time, &release.due, &slot.photo)
    else {
        return None;
    };
    (time.utc < at.utc).then(|| CivilTime::from_instant(at.utc + (time.utc - before.utc), time.zone))
}

/// Whoever names a photo wants it planned: here what it lacks is told at once, and not planned around.
fn refuse_incomplete(view: &ReleaseView, slot: SlotId) -> Result<(), Fault> {
    let of_photo = |finding: &&Finding| finding.blocks() && finding.place.slot() == Some(slot);
    match view.findings.iter().find(of_photo) {
        Some(finding) => Err(Fault::new(&finding.code, &finding.sentence, &finding.remedy)),
        None => Ok(()),
    }
}

fn refuse_past(time: &CivilTime) -> Result<(), Fault> {
    if time.utc > HostClock.now().wall {
        return Ok(());
    }
    Err(Fault::new(
        "time.past",
        format!("{} ist schon vorbei.", time.full()),
        "Nennen Sie eine spätere Zeit, oder veröffentlichen Sie mit --now sofort.",
    ))
}

/// As the two fields of a form hold it.
pub fn typed(time: &CivilTime) -> TimeInput {
    TimeInput {
        date: time.civil.format("%Y-%m-%d").to_string(),
        time: time.civil.format("%H:%M:%S").to_string(),
        fold: time.fold,
    }
}

fn due_as_it_is(release: &Release) -> DueInput {
    match &release.due {
        None => DueInput::None,
        Some(Due::At(time)) => DueInput::At { time: typed(time) },
        Some(Due::OnSignal(signal)) => DueInput::OnSignal {
            words: signal.words.clone(),
            expected: signal.expected.as_ref().map(typed),
            not_before: signal.not_before.as_ref().map(typed),
        },
    }
}

fn report(view: &ReleaseView, moved: &[(String, CivilTime)], zone: Tz) {
    let state = if view.state == State::Proposed { standing(view) } else { "Eingeplant" };
    say!("{state}: {}", view.release.headline);
    for lane in &view.lanes {
        let what = match &lane.item {
            LaneItem::Text => "Meldung".to_owned(),
            LaneItem::Photo { label, .. } => format!("Foto »{label}«"),
        };
        let when = lane.due.map_or_else(|| "auf Signal".to_owned(), |due| wording::full_time(due, zone));
        let how =
            if lane.state == LaneState::Proposed { "nach der Freigabe öffentlich" } else { "öffentlich" };
        say!("  {what}: {how} {when}");
    }
    if let Some(url) = view.planned.as_ref().and_then(|planned| planned.page_url.as_ref()) {
        say!("  Seite: {url}");
    }
    for (label, time) in moved {
        say!(
            "Achtung: Das angekündigte Foto »{label}« rückt im gleichen Abstand mit: {}; mit --photo-at nennen Sie \
             eine andere Zeit.",
            wording::full_time(time.utc, zone)
        );
    }
    for finding in view.findings.iter().filter(|finding| finding.level == Level::Should) {
        check::print(finding);
    }
}
