//! `sperrfrist-cli reschedule`, `lift`, `correct`, `rename`, `stop`, `withdraw`, `delete`: the verbs for what was planned by
//! `publish --archive`, on the desk that was kept there.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use sperrfrist_clock::HostClock;
use sperrfrist_desk::view::{
    CorrectRequest, DraftRequest, LaneItem, LaneState, LiftRequest, OfRelease, PhotoMove, Publisher,
    ReleaseView, RenameRequest, RescheduleRequest, WithdrawRequest,
};
use sperrfrist_desk::{Desk, NewsroomAccess, Problem};
use sperrfrist_release::due::parse_zone;
use sperrfrist_release::state::State;
use sperrfrist_release::{CivilTime, Fold, Release, wording};

use crate::arguments::{AtDesk, Correct, Lift, Rename, Reschedule, Withdraw};
use crate::check;
use crate::fault::Fault;
use crate::publish::{key_file, token, typed};
use crate::tell::say;

/// The desk that was kept in a folder; the token's key signs, as it did for `publish`.
pub fn kept_desk(
    archive: &Path,
    newsroom: &str,
    token_file: &Path,
    zone: chrono_tz::Tz,
) -> Result<Desk, Fault> {
    let url = newsroom.trim_end_matches('/').to_owned();
    let access = NewsroomAccess {
        base_url: url.clone(),
        public_url: url,
        token: token(token_file)?,
        key_file: Some(key_file(token_file)),
        publisher: Publisher::Server,
    };
    Ok(Desk::open(archive, access, Arc::new(HostClock), zone)?)
}

fn open(at: &AtDesk) -> Result<(Desk, Release, chrono_tz::Tz), Fault> {
    let zone = parse_zone(&at.zone).map_err(Problem::from)?;
    let release = check::load(&at.release)?;
    let desk = kept_desk(&at.archive, &at.newsroom, &at.token_file, zone)?;
    // What was planned may have become public since the desk was last open.
    desk.evidence(OfRelease { id: release.id })?;
    Ok((desk, release, zone))
}

pub fn reschedule(arguments: &Reschedule) -> Result<ExitCode, Fault> {
    let (desk, release, zone) = open(&arguments.at_desk)?;
    let fold = arguments.fold.map(Fold::from);
    let time = |typed: &Option<String>| {
        typed.as_deref().map(|typed| CivilTime::parse(typed, zone, fold)).transpose().map_err(Problem::from)
    };
    let (text, photo) = (time(&arguments.at)?, time(&arguments.photo_at)?);
    let id = release.id;
    let photos = match photo {
        Some(time) => {
            let view = desk.open_release(OfRelease { id })?;
            let slot = view.lanes.iter().find_map(|lane| match (&lane.item, lane.state) {
                (LaneItem::Photo { slot, .. }, LaneState::Locked | LaneState::Reserved) => Some(*slot),
                _ => None,
            });
            let slot = slot.ok_or_else(no_photo)?;
            vec![PhotoMove { slot, time: typed(&time) }]
        }
        None => Vec::new(),
    };
    let text = text.as_ref().map(typed);
    let request = RescheduleRequest { id, text, photos, in_words: !arguments.keep_words };
    told(&desk.reschedule(request)?, zone)
}

pub fn lift(arguments: &Lift) -> Result<ExitCode, Fault> {
    let (desk, release, zone) = open(&arguments.at_desk)?;
    let request = LiftRequest { id: release.id, photos: arguments.photos, reason: arguments.reason.clone() };
    told(&desk.lift(request)?, zone)
}

/// The file is the corrected release.
pub fn correct(arguments: &Correct) -> Result<ExitCode, Fault> {
    let (desk, release, zone) = open(&arguments.at_desk)?;
    let id = release.id;
    desk.draft(DraftRequest { history: None, release })?;
    let notice = arguments.notice.clone().unwrap_or_default();
    told(&desk.correct(CorrectRequest { id, notice, delivered: arguments.delivered })?, zone)
}

pub fn rename(arguments: &Rename) -> Result<ExitCode, Fault> {
    let (desk, release, zone) = open(&arguments.at_desk)?;
    let request = RenameRequest {
        id: release.id,
        old: arguments.old.clone(),
        new: arguments.new.clone(),
        except: Vec::new(),
        notice: arguments.notice.clone().unwrap_or_default(),
    };
    for place in desk.naming(request.clone())?.places {
        say!("{}\n  bisher: {}\n  neu:    {}", place.key, place.before, place.after);
    }
    told(&desk.rename(request)?, zone)
}

pub fn stop(at: &AtDesk) -> Result<ExitCode, Fault> {
    let zone = parse_zone(&at.zone).map_err(Problem::from)?;
    let release = check::load(&at.release)?;
    let desk = kept_desk(&at.archive, &at.newsroom, &at.token_file, zone)?;
    told(&desk.stop(OfRelease { id: release.id })?, zone)
}

pub fn withdraw(arguments: &Withdraw) -> Result<ExitCode, Fault> {
    let (desk, release, zone) = open(&arguments.at_desk)?;
    let request = WithdrawRequest {
        id: release.id,
        tombstone: arguments.notice.clone(),
        reason: arguments.reason.clone().unwrap_or_default(),
    };
    told(&desk.withdraw(request)?, zone)
}

pub fn delete(at: &AtDesk) -> Result<ExitCode, Fault> {
    let (desk, release, _) = open(at)?;
    desk.delete(OfRelease { id: release.id })?;
    say!("Beim Newsroom gelöscht: {}", release.headline);
    Ok(ExitCode::SUCCESS)
}

/// Where a release stands, in a word or three.
pub fn standing(view: &ReleaseView) -> &'static str {
    match view.state {
        State::Draft | State::Approved => "Entwurf",
        State::Proposed => "Zur Freigabe vorgelegt",
        State::Scheduled => "Eingeplant",
        State::Live => "Öffentlich",
        State::Corrected => "Korrigiert",
        State::Withdrawn => "Zurückgezogen",
        State::Stopped => "Angehalten",
    }
}

/// How the release stands now.
fn told(view: &ReleaseView, zone: chrono_tz::Tz) -> Result<ExitCode, Fault> {
    say!("{}: {}", standing(view), view.release.headline);
    for lane in &view.lanes {
        let what = match &lane.item {
            LaneItem::Text => "Meldung".to_owned(),
            LaneItem::Photo { label, .. } => format!("Foto »{label}«"),
        };
        let when = |instant| wording::full_time(instant, zone);
        let how = match (lane.state, lane.public_since.or(lane.due)) {
            (LaneState::Public, Some(since)) => format!("öffentlich seit {}", when(since)),
            (LaneState::Locked | LaneState::Pending | LaneState::Reserved, Some(due)) => {
                format!("öffentlich {}", when(due))
            }
            (LaneState::Locked | LaneState::Pending | LaneState::Reserved, None) => "auf Signal".into(),
            (LaneState::Stopped, _) => "angehalten".into(),
            (LaneState::Held, _) => "zurückgehalten".into(),
            (LaneState::Withdrawn, _) => "zurückgezogen".into(),
            (LaneState::Proposed, Some(due)) => {
                format!("zur Freigabe vorgelegt, dann öffentlich {}", when(due))
            }
            (LaneState::Proposed, None) => "zur Freigabe vorgelegt, dann auf Signal".into(),
            (LaneState::Public | LaneState::Draft, _) => "nicht eingeplant".into(),
        };
        say!("  {what}: {how}");
    }
    if let Some(url) = view.planned.as_ref().and_then(|planned| planned.page_url.as_ref()) {
        say!("  Seite: {url}");
    }
    Ok(ExitCode::SUCCESS)
}

fn no_photo() -> Problem {
    Problem::new(
        "reschedule.no_photo",
        "Zu dieser Meldung wartet kein Foto mehr.",
        "Lassen Sie --photo-at weg.",
    )
}
