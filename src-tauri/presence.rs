//! What the app shows while nobody looks at its window: the tray and the notices. What there is to show, the desk says.

use std::thread;
use std::time::Duration;

use sperrfrist_desk::Agenda;
use tauri::{AppHandle, Manager};

use crate::tray::Tray;
use crate::workplace::Workplace;
use crate::{front, notices};

/// How often the desk is asked.
const EVERY: Duration = Duration::from_secs(2);

/// Begins to look, in a thread of its own, until the app ends.
pub fn start(app: &AppHandle) {
    let app = app.clone();
    thread::spawn(move || {
        let mut shown = None;
        loop {
            if let Some(agenda) = agenda(&app) {
                for notice in &agenda.notices {
                    notices::tell(&app, notice);
                }
                let what = (agenda.next.clone(), agenda.stays.clone());
                if shown.as_ref() != Some(&what) {
                    app.state::<Tray>().show(agenda.next.as_ref(), agenda.stays.as_deref());
                    shown = Some(what);
                }
            }
            thread::sleep(EVERY);
        }
    });
}

/// What the desk says; nothing where there is none, which the window tells by itself.
pub fn agenda(app: &AppHandle) -> Option<Agenda> {
    let desk = app.state::<Workplace>().desk().ok()?;
    match desk.agenda() {
        Ok(agenda) => Some(agenda),
        Err(problem) => {
            eprintln!("{} {}", problem.sentence, problem.next_step);
            None
        }
    }
}

/// Whether the window is where somebody may see it.
pub fn is_seen(app: &AppHandle) -> bool {
    front::window(app).is_some_and(|window| window.is_focused().unwrap_or(false))
}
