//! The desktop host: a window, thin commands, the `photo://` protocol, and the newsroom inside the app.
//!
//! Not in here: any decision. Commands forward to the desk.

pub mod bindings;
mod commands;
mod crashes;
mod downloads;
mod front;
mod keyring;
mod leaving;
mod notices;
mod opened;
mod options;
mod painting;
mod pictures;
mod presence;
mod printing;
mod sample;
mod this_pc;
mod ticking;
mod tray;
mod workplace;

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::Path;

use opened::Opened;
use options::Options;
use tauri::{AppHandle, Manager, WindowEvent};
use tauri_plugin_window_state::StateFlags;
use tray::Tray;
use workplace::Workplace;

/// Opens the window and stays until it is closed.
///
/// # Panics
/// When no window can be opened at all, for then there is nowhere to say so.
pub fn run() {
    painting::choose();
    let options = Options::from_environment();
    if let Some(home) = &options.home {
        crashes::keep(home);
    }
    let alone = tauri_plugin_single_instance::Builder::new()
        .callback(|app, arguments, folder| {
            front::show(app, None);
            opened::tell(app, opened::among(arguments, Path::new(&folder)));
        })
        .dbus_id(desk_name(&options))
        .build();
    let seat = tauri_plugin_window_state::Builder::new()
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .build();
    let start =
        tauri_plugin_autostart::Builder::new().arg(this_pc::IN_BACKGROUND).app_name("Sperrfrist").build();
    tauri::Builder::default()
        // The first of all, so that a second start has begun nothing when it ends.
        .plugin(alone)
        .plugin(seat)
        .plugin(start)
        .manage(printing::Printer::of(&options))
        .setup(move |app| {
            sit_down(app.handle(), options);
            Ok(())
        })
        .on_window_event(|window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event {
                api.prevent_close();
                leaving::closed(window.app_handle());
            }
        })
        .register_asynchronous_uri_scheme_protocol(pictures::PHOTO, pictures::photos)
        .register_asynchronous_uri_scheme_protocol(pictures::PAPER, pictures::pages)
        .invoke_handler(commands::handler())
        .run(tauri::generate_context!())
        .expect("a window can be opened");
}

/// Opens the desk and what is there without the window, and the window unless the app is to begin in the background.
fn sit_down(app: &AppHandle, options: Options) {
    let is_seen = !options.in_background;
    app.manage(Opened::with(options.file.clone()));
    app.manage(Workplace::open(options));
    app.manage(Tray::start(app));
    presence::start(app);
    if is_seen && let Some(window) = front::window(app) {
        // Whatever keeps it from being shown, the next start of the app shows it.
        let _ = window.show();
    }
}

/// The name by which a second start finds the first: that of the folder, whose own lock is the guard.
fn desk_name(options: &Options) -> String {
    let mut hasher = DefaultHasher::new();
    options.home.hash(&mut hasher);
    format!("eu.sperrfrist.desk.of{:016x}", hasher.finish())
}
