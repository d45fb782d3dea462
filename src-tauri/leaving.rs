//! Closing the window, which must not stop what is planned: while this PC is needed, the program stays.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use sperrfrist_desk::Notice;
use tauri::{AppHandle, Manager};

use crate::tray::Tray;
use crate::{front, notices, presence};

/// So often it is looked whether the desk has what was typed last: for five seconds.
const LOOKS: u32 = 500;
const PAUSE: Duration = Duration::from_millis(10);
/// The window begins to save within this time.
const BEGIN: Duration = Duration::from_millis(200);

/// Verbs that have begun and not ended.
static BUSY: AtomicUsize = AtomicUsize::new(0);
/// Whether the program ends already.
static ENDS: AtomicBool = AtomicBool::new(false);

/// A verb at work; the program does not end in the middle of it.
pub struct AtWork;

impl AtWork {
    pub fn begin() -> Self {
        BUSY.fetch_add(1, Ordering::AcqRel);
        Self
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        BUSY.fetch_sub(1, Ordering::AcqRel);
    }
}

/// The window was closed: ends the program, or keeps it where something needs it, and says so.
pub fn closed(app: &AppHandle) {
    let app = app.clone();
    thread::spawn(move || {
        flush(&app);
        match presence::agenda(&app).and_then(|agenda| agenda.stays) {
            Some(why) => stay(&app, why),
            None => end(&app),
        }
    });
}

/// "Beenden" in the tray: the same, but where it must not end, the window says what is planned.
pub fn asked(app: &AppHandle) {
    let app = app.clone();
    thread::spawn(move || {
        flush(&app);
        match presence::agenda(&app).and_then(|agenda| agenda.stays) {
            Some(why) => {
                front::show(&app, None);
                notices::show(
                    &app,
                    &stays_open(why, "Halten Sie zuerst an, was eingeplant ist, oder warten Sie."),
                );
            }
            None => end(&app),
        }
    });
}

fn stay(app: &AppHandle, why: String) {
    let Some(window) = front::window(app) else { return };
    let is_hidden = app.state::<Tray>().is_seen() && window.hide().is_ok();
    let where_to = if is_hidden {
        "Sie finden es oben oder unten in der Leiste neben der Uhr."
    } else {
        let _ = window.minimize();
        "Sein Fenster ist verkleinert."
    };
    notices::show(app, &stays_open(why, where_to));
}

fn stays_open(why: String, next: &str) -> Notice {
    Notice {
        release: None,
        title: "Sperrfrist läuft weiter".to_owned(),
        words: format!("{why}\n{next}"),
        urgent: false,
    }
}

/// Lets the page hand over what was typed last, and waits until the desk has it.
fn flush(app: &AppHandle) {
    let Some(window) = front::window(app) else { return };
    let _ = window.eval("dispatchEvent(new Event('pagehide'))");
    thread::sleep(BEGIN);
    for _ in 0..LOOKS {
        if BUSY.load(Ordering::Acquire) == 0 {
            break;
        }
        thread::sleep(PAUSE);
    }
}

fn end(app: &AppHandle) {
    if !ENDS.swap(true, Ordering::AcqRel) {
        app.exit(0);
    }
}
