//! Bringing the window to the front, on the screen that somebody asked for.

use sperrfrist_release::ReleaseId;
use tauri::{AppHandle, Manager, WebviewWindow};

/// The one window's name in `tauri.conf.json`.
const LABEL: &str = "desk";

pub fn window(app: &AppHandle) -> Option<WebviewWindow> {
    app.get_webview_window(LABEL)
}

/// "Anhalten" from elsewhere: the window comes to the front and is told as by its own keys.
pub fn stop(app: &AppHandle) {
    let Some(window) = window(app) else { return };
    show(app, None);
    let _ = window.eval(
        "location.hash = '#/uebersicht'; setTimeout(() => document.dispatchEvent(new KeyboardEvent('keydown', \
         { key: 'h', ctrlKey: true, shiftKey: true, bubbles: true, cancelable: true })), 200)",
    );
}

/// Shows the window as it was left, and the release where one is meant.
pub fn show(app: &AppHandle, release: Option<ReleaseId>) {
    let Some(window) = window(app) else { return };
    // What the window manager refuses leaves the window where it was; there is nobody to tell but the window itself.
    let _ = window.show();
    let _ = window.unminimize();
    let _ = window.set_focus();
    if let Some(id) = release {
        // The page's addresses are those of its links, and an id holds nothing but hexadecimal digits and dashes.
        let _ = window.eval(format!("location.hash = '#/meldung/{id}'"));
    }
}
