//! The app while nobody looks at its window: notices, the tray, closing, a second start. The test is the desktop: it shows
//! the notices and the tray, over the session's own bus.

use std::collections::HashMap;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::SubsecRound;
use sperrfrist_clock::{Clock, HostClock};
use thirtyfour::Key;
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageData, ClientMessageEvent, ConnectionExt as _, EventMask, MapState, Window,
};
use x11rb::rust_connection::RustConnection;
use zbus::blocking::connection::Builder;
use zbus::blocking::{Connection, Proxy};
use zbus::message::Header;
use zbus::zvariant::OwnedValue;

use crate::support::browser::Browser;
use crate::support::wait;
use crate::window::set_time;

/// The X server's word for the present.
const NOW: u32 = 0;

/// A notice as the desktop was given it.
#[derive(Debug, Clone)]
struct Shown {
    title: String,
    words: String,
    is_urgent: bool,
}

/// What the desktop has to show.
#[derive(Debug, Default, Clone)]
struct Desktop {
    notices: Arc<Mutex<Vec<Shown>>>,
    /// The bus names of the signs in the tray.
    signs: Arc<Mutex<Vec<String>>>,
}

struct Notifications(Desktop);

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Notifications {
    #[expect(clippy::too_many_arguments, reason = "the specification has as many")]
    fn notify(
        &self,
        _app_name: String,
        _replaces: u32,
        _icon: String,
        summary: String,
        body: String,
        _actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        _timeout: i32,
    ) -> u32 {
        let is_urgent = hints.get("urgency").and_then(|urgency| u8::try_from(urgency).ok()) == Some(2);
        let mut notices = self.0.notices.lock().expect("notices");
        notices.push(Shown { title: summary.replace('\u{a0}', " "), words: body, is_urgent });
        u32::try_from(notices.len()).expect("few")
    }

    fn close_notification(&self, _id: u32) {}

    fn get_capabilities(&self) -> Vec<String> {
        vec!["body".into(), "actions".into(), "persistence".into()]
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        ("journeys".into(), "sperrfrist".into(), "1".into(), "1.2".into())
    }

    #[zbus(signal)]
    async fn action_invoked(
        emitter: &zbus::object_server::SignalEmitter<'_>,
        id: u32,
        action: &str,
    ) -> zbus::Result<()>;
}

struct Watcher(Desktop);

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: String, #[zbus(header)] header: Header<'_>) {
        let name = if service.starts_with('/') {
            header.sender().map(ToString::to_string).unwrap_or_default()
        } else {
            service
        };
        self.0.signs.lock().expect("signs").push(name);
    }

    fn register_status_notifier_host(&self, _service: String) {}

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        self.0.signs.lock().expect("signs").clone()
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }
}

impl Desktop {
    /// Takes its place on the bus, until the connection is dropped.
    fn sit_down() -> (Self, Connection) {
        let desktop = Self::default();
        let connection = Builder::session()
            .and_then(|builder| builder.name("org.freedesktop.Notifications"))
            .and_then(|builder| builder.name("org.kde.StatusNotifierWatcher"))
            .and_then(|builder| {
                builder.serve_at("/org/freedesktop/Notifications", Notifications(desktop.clone()))
            })
            .and_then(|builder| builder.serve_at("/StatusNotifierWatcher", Watcher(desktop.clone())))
            .and_then(Builder::build)
            .expect("scripts/with-display.sh brings a session bus");
        (desktop, connection)
    }

    fn titled(&self, title: &str) -> Shown {
        wait::until(&format!("there is a notice »{title}«"), || {
            let notices = self.notices.lock().expect("notices");
            notices.iter().find(|notice| notice.title.contains(title)).cloned()
        })
    }

    fn count(&self, title: &str) -> usize {
        self.notices.lock().expect("notices").iter().filter(|notice| notice.title.contains(title)).count()
    }

    /// The sign in the tray.
    fn sign<'bus>(&self, bus: &'bus Connection) -> Proxy<'bus> {
        let name =
            wait::until("there is a sign in the tray", || self.signs.lock().expect("signs").last().cloned());
        // The sign tells of changes by signals of its own, so nothing is remembered of what it said.
        zbus::blocking::proxy::Builder::new(bus)
            .destination(name)
            .and_then(|builder| builder.path("/StatusNotifierItem"))
            .and_then(|builder| builder.interface("org.kde.StatusNotifierItem"))
            .and_then(|builder| builder.cache_properties(zbus::proxy::CacheProperties::No).build())
            .expect("the sign")
    }
}

/// What the sign says when somebody points at it.
fn tip(sign: &Proxy<'_>) -> String {
    type ToolTip = (String, Vec<(i32, i32, Vec<u8>)>, String, String);
    let tip: ToolTip = sign.get_property("ToolTip").expect("a tip");
    format!("{}\n{}", tip.2, tip.3).replace('\u{a0}', " ")
}

/// The screen, as a window manager sees it.
struct Screen {
    connection: RustConnection,
    root: Window,
}

impl Screen {
    fn look() -> Self {
        let (connection, number) = x11rb::connect(None).expect("a display");
        let root = connection.setup().roots[number].root;
        Self { connection, root }
    }

    /// The app's window: the largest of that title.
    fn window(&self) -> Window {
        wait::until("the app has a window", || {
            let mut found = Vec::new();
            let mut open = vec![self.root];
            while let Some(window) = open.pop() {
                open.extend(self.connection.query_tree(window).ok()?.reply().ok()?.children);
                let class = self.text(window, AtomEnum::WM_CLASS.into());
                let size = self.connection.get_geometry(window).ok()?.reply().ok()?;
                if class.to_lowercase().contains("sperrfrist") && size.width > 300 {
                    found.push((u32::from(size.width) * u32::from(size.height), window));
                }
            }
            found.into_iter().max().map(|(_, window)| window)
        })
    }

    fn text(&self, window: Window, property: u32) -> String {
        let asked = self.connection.get_property(false, window, property, AtomEnum::ANY, 0, 256);
        let told = asked.ok().and_then(|asked| asked.reply().ok());
        told.map(|told| String::from_utf8_lossy(&told.value).into_owned()).unwrap_or_default()
    }

    fn is_seen(&self, window: Window) -> bool {
        let asked = self.connection.get_window_attributes(window).ok().and_then(|asked| asked.reply().ok());
        asked.is_some_and(|told| told.map_state == MapState::VIEWABLE)
    }

    fn atom(&self, name: &str) -> u32 {
        self.connection.intern_atom(false, name.as_bytes()).expect("sent").reply().expect("an atom").atom
    }

    /// What the frame's cross does (ICCCM 4.2.8.1).
    fn close(&self, window: Window) {
        let data = ClientMessageData::from([self.atom("WM_DELETE_WINDOW"), NOW, 0, 0, 0]);
        let message = ClientMessageEvent::new(32, window, self.atom("WM_PROTOCOLS"), data);
        self.connection.send_event(false, window, EventMask::NO_EVENT, message).expect("sent");
        self.connection.flush().expect("sent");
    }
}

fn is_running(home: &Path) -> bool {
    let lock = std::fs::File::open(home.join("newsroom/lock")).expect("the newsroom's lock");
    matches!(lock.try_lock_shared(), Err(std::fs::TryLockError::WouldBlock))
}

async fn away(home: &Path) {
    let alone = Browser::nobody_else().await;
    let (desktop, bus) = Desktop::sit_down();
    let browser = Browser::app_alone(alone, home, &["--sample"], &[]).await;
    browser.click("open-release").await;
    let now = HostClock.now().wall.trunc_subsecs(0);
    let (text_due, photo_due) = (now + Duration::from_secs(60), now + Duration::from_secs(1_200));
    set_time(&browser, "due", text_due).await;
    set_time(&browser, "photo", photo_due).await;
    browser.click("plan").await;
    browser.click("plan-confirm").await;
    browser.reads("band-planned", "Eingeplant").await;

    let sign = desktop.sign(&bus);
    wait::until("the tray says what comes next", || tip(&sign).contains("Meldung, »").then_some(()));

    // Typed a moment before the window is closed.
    browser.find("editor").await.click().await.expect("the editor takes the focus");
    browser.type_on("editor", Key::Control + Key::End).await;
    browser.type_on("editor", " Ein letzter Satz.").await;
    let screen = Screen::look();
    let window = screen.window();
    assert!(screen.is_seen(window));
    screen.close(window);
    wait::until("the window is hidden", || (!screen.is_seen(window)).then_some(()));
    assert!(is_running(home), "what is planned here keeps the program");
    let stays = desktop.titled("Sperrfrist läuft weiter");
    assert!(stays.words.contains("veröffentlicht dieser PC"), "{stays:?}");
    assert!(!stays.is_urgent, "{stays:?}");

    // Its sign brings it back.
    sign.call_method("Activate", &(0, 0)).expect("the sign answers");
    wait::until("the sign brings the window back", || screen.is_seen(window).then_some(()));
    screen.close(window);
    wait::until("the window is hidden again", || (!screen.is_seen(window)).then_some(()));

    // Its time comes with the window hidden.
    let public = desktop.titled("Seit ");
    assert!(public.words.contains("Meldung"), "{public:?}");
    assert_eq!(desktop.count("Um "), 0, "that it is soon was in the window, which had the focus then");
    assert_eq!(desktop.count("Seit "), 1, "each is told once");
    wait::until("the tray knows of nothing more", || tip(&sign).contains("Nichts").then_some(()));

    // A second start brings the first window back, and ends.
    let second = Command::new(env!("CARGO_BIN_EXE_sperrfrist")).env("SPERRFRIST_HOME", home).status();
    assert!(second.expect("it starts").success());
    wait::until("the window is back", || screen.is_seen(window).then_some(()));
    browser.reads("editor", "Ein letzter Satz.").await;
    browser.click("nav-overview").await;
    browser.picture("nach-dem-schliessen.png").await;
    // Nothing keeps the program any more.
    screen.close(window);
    wait::until("the program has ended", || (!is_running(home)).then_some(()));
    browser.close().await;
}

#[test]
fn window_what_is_planned_here_outlives_the_window_and_is_told() {
    let home = tempfile::tempdir().expect("a scratch folder");
    tokio::runtime::Runtime::new().expect("a runtime").block_on(away(home.path()));
}

/// Optionen: whether the app starts with the PC.
async fn at_login(home: &Path) {
    // The desktop's own folder for it is named by the home alone.
    let browser = Browser::app_told(home, &["--sample"], &[("HOME", home)]).await;
    browser.find("release-row").await;
    browser.click("nav-options").await;
    browser.click("options-dieser-pc").await;
    browser.reads("reports", "Keine").await;
    browser.picture("13-optionen-dieser-pc.png").await;
    let mut findings = browser.axe().await;
    let entry = home.join(".config/autostart/Sperrfrist.desktop");
    assert!(!entry.exists());
    browser.click("start-at-login").await;
    let written = wait::until("the desktop is told", || std::fs::read_to_string(&entry).ok());
    assert!(written.contains("--hintergrund"), "{written}");
    browser.click("start-at-login").await;
    wait::until("the desktop is told otherwise", || (!entry.exists()).then_some(()));
    findings.extend(browser.axe().await);
    browser.close().await;
    assert!(findings.is_empty(), "axe in the window:\n{}", findings.join("\n"));
}

#[test]
fn window_the_app_starts_with_the_pc_where_that_is_wished() {
    let home = tempfile::tempdir().expect("a scratch folder");
    tokio::runtime::Runtime::new().expect("a runtime").block_on(at_login(home.path()));
}
