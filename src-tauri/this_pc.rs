//! What belongs to this PC and to no release: whether the app starts with it, and the reports of faults.

use serde::{Deserialize, Serialize};
use sperrfrist_desk::Problem;
use tauri::{AppHandle, Manager};
use tauri_plugin_autostart::ManagerExt;
use ts_rs::TS;

use crate::crashes;
use crate::workplace::Workplace;

/// With this argument the app begins without its window.
pub const IN_BACKGROUND: &str = "--hintergrund";

/// What Optionen shows of this PC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ThisPc {
    /// Whether the app starts when somebody signs in; `None` where the system does not say.
    pub starts_at_login: Option<bool>,
    #[ts(type = "number")]
    pub reports: usize,
    /// Where the reports are.
    pub reports_folder: String,
}

/// Whether the app is to start when somebody signs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StartRequest {
    pub at_login: bool,
}

pub fn of(app: &AppHandle) -> ThisPc {
    let workplace = app.state::<Workplace>();
    let home = workplace.home();
    ThisPc {
        starts_at_login: app.autolaunch().is_enabled().ok(),
        reports: home.map_or(0, crashes::count),
        reports_folder: home.map(|home| crashes::folder(home).display().to_string()).unwrap_or_default(),
    }
}

/// Asks the system to start the app, or not to.
///
/// # Errors
/// [`Problem`] where the system refuses.
pub fn start_at_login(app: &AppHandle, request: StartRequest) -> Result<ThisPc, Problem> {
    let launch = app.autolaunch();
    let done = if request.at_login { launch.enable() } else { launch.disable() };
    done.map_err(|cause| {
        Problem::new(
            "this_pc.start_refused",
            format!("Das System lässt sich das nicht einstellen: {cause}."),
            "Stellen Sie es in den Einstellungen des Systems unter »Autostart« ein.",
        )
    })?;
    Ok(of(app))
}
