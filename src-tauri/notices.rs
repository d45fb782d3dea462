//! Notices of the desktop: the Desktop Notifications Specification on Linux, toasts on Windows.

use sperrfrist_desk::Notice;
use tauri::AppHandle;

use crate::{front, presence};

/// Shows it, unless the window has the focus and says it already; what is urgent is always shown. A click brings the
/// window to the front.
pub fn tell(app: &AppHandle, notice: &Notice) {
    if notice.urgent || !presence::is_seen(app) {
        show(app, notice);
    }
}

/// Where the system shows no notices, the window still says everything.
#[cfg(target_os = "linux")]
pub fn show(app: &AppHandle, notice: &Notice) {
    use notify_rust::{Hint, Notification, Timeout, Urgency};

    let mut shown = Notification::new();
    shown
        .appname("Sperrfrist")
        .summary(&notice.title)
        .body(&notice.words)
        // As the package names it.
        .hint(Hint::DesktopEntry("Sperrfrist".into()))
        .urgency(if notice.urgent { Urgency::Critical } else { Urgency::Normal })
        .timeout(if notice.urgent { Timeout::Never } else { Timeout::Default })
        .action("default", "Öffnen");
    let (app, release) = (app.clone(), notice.release);
    // Whoever shows it answers when it was clicked or closed, which may be never.
    std::thread::spawn(move || {
        if let Ok(handle) = shown.show() {
            handle.wait_for_action(|action| {
                if action == "default" {
                    front::show(&app, release);
                }
            });
        }
    });
}

#[cfg(target_os = "windows")]
pub fn show(_app: &AppHandle, notice: &Notice) {
    let mut shown = notify_rust::Notification::new();
    let _ = shown.appname("Sperrfrist").summary(&notice.title).body(&notice.words).show();
}

#[cfg(not(any(target_os = "linux", target_os = "windows")))]
pub fn show(_app: &AppHandle, _notice: &Notice) {}
