//! The desktop host: a window, thin commands, the `photo://` protocol, and the newsroom inside the app.
//!
//! Not in here: any decision. Commands forward to the desk.

pub mod bindings;
mod commands;
mod downloads;
mod keyring;
mod options;
mod pictures;
mod printing;
mod sample;
mod ticking;
mod workplace;

use options::Options;
use workplace::Workplace;

/// Opens the window and stays until it is closed.
///
/// # Panics
/// When no window can be opened at all, for then there is nowhere to say so.
pub fn run() {
    let options = Options::from_environment();
    tauri::Builder::default()
        .manage(printing::Printer::of(&options))
        .manage(Workplace::open(options))
        .register_asynchronous_uri_scheme_protocol(pictures::PHOTO, pictures::photos)
        .register_asynchronous_uri_scheme_protocol(pictures::PAPER, pictures::pages)
        .invoke_handler(commands::handler())
        .run(tauri::generate_context!())
        .expect("a window can be opened");
}
