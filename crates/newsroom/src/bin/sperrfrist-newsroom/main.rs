//! `sperrfrist-newsroom`: the newsroom as a server of its own.

mod arguments;
mod officer;
mod status;
mod usage;

use std::io::Write;
use std::num::NonZeroU32;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use arguments::{Arguments, AuditVerb, Place, Service, Source, TokenVerb, Verb};
use clap::Parser;
use sperrfrist_clock::{Clock, HostClock, SteadyClock};
use sperrfrist_newsroom::{
    Access, Announcement, Limits, Newsroom, NewsroomError, Running, bind, keys, log_to_standard_error, look,
    raise_open_files,
};

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage::told(&error),
    };
    let done = match arguments.verb {
        Verb::Init { place, recovery } => init(&place, recovery.as_deref()),
        Verb::Serve { place, service } => serve(&place, &service),
        Verb::Status { place, json } => status::show(&place, json),
        Verb::Officer { verb } => officer::run(verb),
        Verb::Token { verb: TokenVerb::New { name, officer, place } } => {
            new_token(&place, &name, officer.as_deref())
        }
        Verb::Token { verb: TokenVerb::Revoke { name, folder } } => revoke(&folder.data, &name),
        Verb::Backup { folder, into } => back_up(&folder.data, &into),
        Verb::Restore { from, data, keep_access } => restore(&from, &data, keep_access),
        Verb::Audit { verb: AuditVerb::Verify { folder } } => audit(&folder.data, false),
        Verb::Audit { verb: AuditVerb::List { folder } } => audit(&folder.data, true),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}\n{}", error.next_step());
            ExitCode::FAILURE
        }
    }
}

/// A reader who went away is no reason to end.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

fn init(place: &Place, recovery: Option<&str>) -> Result<(), NewsroomError> {
    let path = place.keys();
    let made = keys::make(&path, recovery)?;
    Newsroom::open(place.data(), made, Arc::new(HostClock))?;
    say(&format!(
        "Der Newsroom ist angelegt. Seine Schlüssel liegen in {}.\nSichern Sie diese Datei getrennt von den Daten: \
         Ohne sie bleibt für immer verschlossen, was gesperrt liegt.",
        path.display()
    ));
    Ok(())
}

fn new_token(place: &Place, name: &str, officer: Option<&str>) -> Result<(), NewsroomError> {
    let keys = keys::read(&place.keys())?;
    say(&Newsroom::new_token_in(place.data(), keys, name, officer, &HostClock)?);
    Ok(())
}

fn revoke(data: &Path, name: &str) -> Result<(), NewsroomError> {
    Newsroom::revoke_token_in(data, name, &HostClock)?;
    say(&format!(
        "Der Zugangsschlüssel »{name}« gilt nicht mehr. Was damit eingeplant wurde, bleibt eingeplant."
    ));
    Ok(())
}

fn back_up(data: &Path, into: &Path) -> Result<(), NewsroomError> {
    let items = Newsroom::back_up(data, into)?;
    say(&format!(
        "Gesichert: {items} Veröffentlichungen, verschlossen. Die Schlüssel sind nicht dabei; sichern Sie sie getrennt."
    ));
    Ok(())
}

fn restore(from: &Path, data: &Path, keep_access: bool) -> Result<(), NewsroomError> {
    let access = if keep_access { Access::Kept } else { Access::Revoked };
    let restored = Newsroom::restore_from(from, data, access, &HostClock)?;
    say(&format!(
        "Wiederhergestellt. {} Veröffentlichungen sind angehalten, bis sie an einem Schreibtisch wieder eingeplant \
         werden.\nStarten Sie mit den Schlüsseln, mit denen der Newsroom angelegt wurde (--keys).",
        restored.held
    ));
    for line in officer::readmitted(&restored, access) {
        say(&line);
    }
    Ok(())
}

/// Checks the journal, and shows it if wanted.
fn audit(data: &Path, list: bool) -> Result<(), NewsroomError> {
    let journal = Newsroom::journal_in(data)?;
    for line in journal.iter().filter(|_| list) {
        say(&format!(
            "{} {} {} {} {}",
            line.at.to_rfc3339(),
            line.event,
            line.item,
            line.generation,
            line.actor
        ));
    }
    let head = journal.last().and_then(|line| line.chain.as_deref()).unwrap_or("-");
    say(&format!("Das Protokoll ist unversehrt: {} Zeilen, Prüfsumme {head}", journal.len()));
    Ok(())
}

fn serve(place: &Place, service: &Service) -> Result<(), NewsroomError> {
    log_to_standard_error();
    raise_open_files();
    let keys = keys::read(&place.keys())?;
    let clock = clock(service.clock);
    if !clock.now().synced {
        eprintln!(
            "Die Uhr dieses Rechners ist nicht abgeglichen. Angenommen wird alles, veröffentlicht wird nichts, \
             bis sie es ist.\nRichten Sie einen Zeitdienst ein (zum Beispiel chrony). Wollen Sie der Uhr \
             trauen, wie sie geht, dann starten Sie mit --clock host."
        );
    }
    let theme = look(service.theme.as_deref(), service.site.as_deref())?;
    let listener = bind(service.listen)?;
    let keeper = service.keeper.map(bind).transpose()?;
    let phone = service.phone.map(bind).transpose()?;
    let newsroom = Newsroom::open_as(theme, place.data(), keys, clock)?;
    if service.four_eyes {
        newsroom.ask_for_four_eyes();
    }
    if let Some(days) = service.retain {
        newsroom.keep_given_up_for(days);
    }
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(NewsroomError::Runtime)?;
    runtime.block_on(async {
        let mut end = End::new().map_err(NewsroomError::Runtime)?;
        let running = newsroom.serve_on(listener, service.limits())?;
        let keeper = keeper.map(|listener| newsroom.serve_keeper_on(listener)).transpose()?;
        let phone = phone
            .map(|listener| newsroom.serve_phone_on(listener, Limits { rate: None, ..service.limits() }))
            .transpose()?;
        let alarm = service.alarm.clone().map(|program| tokio::spawn(newsroom.clone().watch_over(program)));
        newsroom.announce(&Announcement {
            process: std::process::id(),
            listen: running.address(),
            keeper: keeper.as_ref().map(Running::address),
            clock: service.clock.name().to_owned(),
            retain_days: service.retain.map(NonZeroU32::get),
        })?;
        say(&format!("Der Newsroom ist offen: http://{}", running.address()));
        if let Some(keeper) = &keeper {
            say(&format!("Für den Betrieb: http://{}/healthz und /metrics", keeper.address()));
        }
        if let Some(phone) = &phone {
            say(&format!("Fürs Telefon: http://{}", phone.address()));
        }
        end.came().await;
        if let Some(alarm) = alarm {
            alarm.abort();
        }
        running.shutdown().await;
        if let Some(keeper) = keeper {
            keeper.shutdown().await;
        }
        if let Some(phone) = phone {
            phone.shutdown().await;
        }
        say("Der Newsroom ist geschlossen.");
        Ok(())
    })
}

#[cfg(target_os = "linux")]
fn clock(source: Source) -> Arc<dyn Clock> {
    match source {
        Source::Kernel => Arc::new(SteadyClock::new(sperrfrist_clock::KernelClock)),
        Source::Host => Arc::new(SteadyClock::new(HostClock)),
    }
}

/// Elsewhere there is no kernel to ask how sure it is.
#[cfg(not(target_os = "linux"))]
fn clock(_: Source) -> Arc<dyn Clock> {
    Arc::new(SteadyClock::new(HostClock))
}

/// SIGTERM or SIGINT.
struct End {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
}

impl End {
    #[cfg(unix)]
    fn new() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    #[cfg(unix)]
    async fn came(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }

    #[cfg(not(unix))]
    fn new() -> std::io::Result<Self> {
        Ok(Self {})
    }

    #[cfg(not(unix))]
    async fn came(&mut self) {
        let _ = tokio::signal::ctrl_c().await;
    }
}
