//! What a screen reader hears of the release: the names and roles that the window gives to the accessibility bus (AT-SPI),
//! asked for as a screen reader asks.

use std::collections::VecDeque;
use std::path::Path;

use zbus::blocking::connection::Builder;
use zbus::blocking::{Connection, Proxy};
use zbus::zvariant::OwnedObjectPath;

use crate::support::browser::Browser;
use crate::support::wait;

/// An object of the bus: who has it, and where.
type Object = (String, OwnedObjectPath);

/// More than the window has, so that a circle of children ends.
const MOST: usize = 5_000;

/// What is said of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Heard {
    /// Its number in the specification.
    role: u32,
    name: String,
}

/// The bus on which programs tell of themselves.
fn accessibility_bus() -> Connection {
    let session = Connection::session().expect("a session bus");
    let launcher = Proxy::new(&session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus").expect("a proxy");
    let address: String = launcher.call("GetAddress", &()).expect("at-spi2-core is installed by the set-up");
    Builder::address(address.as_str()).and_then(Builder::build).expect("the bus is there")
}

fn asked<'a>(bus: &Connection, (name, path): &'a Object) -> zbus::Result<Proxy<'a>> {
    Proxy::new(bus, name.as_str(), path.as_ref(), "org.a11y.atspi.Accessible")
}

/// Everything below an object, in the order of the screen, without what has no name.
fn below(bus: &Connection, from: Object) -> Vec<Heard> {
    let mut open = VecDeque::from([from]);
    let mut heard = Vec::new();
    let mut seen = 0;
    while let Some(object) = open.pop_front() {
        seen += 1;
        assert!(seen < MOST, "there is no end to what the window says of itself");
        // What has just gone answers no more.
        let Ok(proxy) = asked(bus, &object) else { continue };
        let role = proxy.call("GetRole", &()).unwrap_or_default();
        let name: String = proxy.get_property("Name").unwrap_or_default();
        heard.push(Heard { role, name: name.replace('\u{a0}', " ") });
        for child in children(&proxy).into_iter().rev() {
            open.push_front(child);
        }
    }
    heard
}

/// The page stands in a socket of the window, which names it only when it is asked for by its place.
fn children(proxy: &Proxy<'_>) -> Vec<Object> {
    let listed: Vec<Object> = proxy.call("GetChildren", &()).unwrap_or_default();
    if !listed.is_empty() {
        return listed;
    }
    let count: i32 = proxy.get_property("ChildCount").unwrap_or_default();
    (0..count).filter_map(|place| proxy.call("GetChildAtIndex", &(place,)).ok()).collect()
}

/// All that the app says.
fn heard(bus: &Connection) -> Vec<Heard> {
    let registry: Object = (
        "org.a11y.atspi.Registry".into(),
        OwnedObjectPath::try_from("/org/a11y/atspi/accessible/root").expect("a path"),
    );
    let programs: Vec<Object> =
        asked(bus, &registry).and_then(|root| root.call("GetChildren", &())).expect("the registry answers");
    let is_ours = |program: &Object| {
        asked(bus, program)
            .and_then(|proxy| proxy.get_property::<String>("Name"))
            .is_ok_and(|name| name == "sperrfrist")
    };
    programs.into_iter().filter(is_ours).flat_map(|program| below(bus, program)).collect()
}

/// Roles as AT-SPI numbers them.
const COMBO_BOX: u32 = 11;
const BUTTON: u32 = 43;
const ENTRY: u32 = 79;
const HEADING: u32 = 83;
const LINK: u32 = 88;

/// What must be there on the screen of a release, by role and name.
const CONTROLS: &[(u32, &str)] = &[
    (LINK, "Übersicht"),
    (LINK, "Fotos"),
    (LINK, "Nachweis"),
    (BUTTON, "Hilfe"),
    (BUTTON, "Rückgängig (Strg Z)"),
    (BUTTON, "Einplanen …"),
    (COMBO_BOX, "Art des Dokuments"),
    (ENTRY, "Überschrift"),
    (ENTRY, "Ort und Datum"),
    (ENTRY, "Text der Meldung"),
    (LINK, "Foto hinzufügen"),
    (BUTTON, "Zustimmung einholen"),
    (BUTTON, "Fassung sichern"),
    (BUTTON, "Als Datei weitergeben …"),
    (HEADING, "Elbmark und Bundesstelle für digitale Vorsorge helfen Rathäusern künftig gemeinsam"),
];

async fn release(home: &Path) {
    let place = Browser::nobody_else().await;
    // The other journeys do without the bus.
    let bridge = [("NO_AT_BRIDGE", Path::new("0"))];
    let browser = Browser::app_alone(place, home, &["--sample"], &bridge).await;
    browser.find("release-row").await;
    browser.click("nav-release").await;
    browser.find("editor").await;
    let bus = accessibility_bus();
    let all = wait::until("the release is heard", || {
        let all = heard(&bus);
        all.iter().any(|one| one.name.starts_with("Einplanen")).then_some(all)
    });
    let missing: Vec<_> = CONTROLS
        .iter()
        .filter(|(role, name)| !all.iter().any(|one| (one.role, one.name.as_str()) == (*role, *name)))
        .collect();
    assert!(missing.is_empty(), "what is not heard, or as something else: {missing:?}");
    // Whatever can be worked has a name.
    let nameless =
        |one: &&Heard| [COMBO_BOX, BUTTON, ENTRY, LINK].contains(&one.role) && one.name.trim().is_empty();
    assert_eq!(all.iter().filter(nameless).count(), 0, "controls without a name");
    browser.close().await;
}

#[test]
fn window_a_screen_reader_hears_what_each_control_of_a_release_is_called() {
    let home = tempfile::tempdir().expect("a scratch folder");
    tokio::runtime::Runtime::new().expect("a runtime").block_on(release(home.path()));
}
