//! The rooms, the arrows between them, and what each has alone.

use serde::Deserialize;

use super::Fault;

/// What `cargo metadata --no-deps` says, as far as it matters here.
#[derive(Debug, Deserialize)]
pub struct Metadata {
    pub packages: Vec<Package>,
}

#[derive(Debug, Deserialize)]
pub struct Package {
    pub name: String,
    pub dependencies: Vec<Dependency>,
}

#[derive(Debug, Deserialize)]
pub struct Dependency {
    pub name: String,
    /// `None` for a usual one, else `dev` or `build`.
    pub kind: Option<String>,
}

impl Dependency {
    /// Dev-dependencies stay in the tests, where any room may be visited.
    fn ships(&self) -> bool {
        self.kind.as_deref() != Some("dev")
    }
}

/// The app is the root package; every other room is `sperrfrist-` and its folder.
const APP: &str = "sperrfrist";
const PREFIX: &str = "sperrfrist-";

/// A room, and the rooms it may use. ARCHITECTURE.md draws the same.
const ARROWS: &[(&str, &[&str])] = &[
    ("clock", &[]),
    ("release", &["clock"]),
    ("photo", &[]),
    ("page", &["release"]),
    ("paper", &["release"]),
    ("archive", &["release"]),
    ("incoming", &["release"]),
    ("seal", &["release"]),
    ("channels", &["release"]),
    ("spelling", &[]),
    ("desk", &["archive", "incoming", "paper", "photo", "seal", "spelling", "channels", "release", "clock"]),
    ("newsroom", &["seal", "page", "channels", "release", "clock"]),
    ("cli", &["desk", "newsroom", "page", "paper", "photo", "release", "clock"]),
    ("testkit", &["release", "clock"]),
    (APP, &["desk", "newsroom", "photo", "release", "clock"]),
];

/// A crate from outside, and the only rooms that may use it. A name that ends in `*` stands for all that begin so.
///
/// chrono-tz is the ground floor's; the rooms named beside it write civil times in the reader's zone, and take
/// the zone itself (`Tz`) as a parameter. Which instant a civil time means, `release` alone decides.
const ALONE: &[(&str, &[&str])] = &[
    ("tauri*", &[APP]),
    ("gtk", &[APP]),
    ("webkit2gtk", &[APP]),
    ("axum*", &["newsroom"]),
    ("rusqlite", &["archive", "newsroom"]),
    ("reqwest", &["channels"]),
    ("rustls", &["channels"]),
    ("opendal", &["channels"]),
    ("lettre", &["channels"]),
    ("minijinja", &["page"]),
    ("clap", &["cli", "newsroom"]),
    ("chrono-tz", &["release", "incoming", "desk", "cli"]),
    ("image", &["photo"]),
    ("phonenumber", &["release"]),
    ("kamadak-exif", &["photo"]),
    ("age", &["seal"]),
    ("ed25519-dalek", &["seal"]),
    ("typst*", &["paper"]),
    ("spellbook", &["spelling"]),
    ("docx-rs", &["paper"]),
    ("mail-parser", &["incoming"]),
    ("zip", &["incoming", "testkit"]),
    ("rtime-clock", &["clock"]),
    ("keyring", &[APP]),
];

/// Arrows that are not drawn, rooms that have no row, and testkit in what ships.
pub fn arrows(metadata: &Metadata) -> Vec<Fault> {
    let mut faults = Vec::new();
    for package in &metadata.packages {
        let room = room(&package.name).unwrap_or(&package.name);
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == room) else {
            faults.push(fault(
                &package.name,
                "this room has no row in tests/tidy/rooms.rs: say what it may use",
            ));
            continue;
        };
        for dependency in package.dependencies.iter().filter(|dependency| dependency.ships()) {
            let Some(used) = self::room(&dependency.name) else { continue };
            let arrow = format!("{} -> {}", package.name, dependency.name);
            if used == "testkit" {
                faults.push(fault(&arrow, "testkit is for tests: make it a dev-dependency"));
            } else if !allowed.contains(&used) {
                faults.push(fault(
                    &arrow,
                    &format!("this arrow is not drawn; {room} may use {}", or_nothing(allowed)),
                ));
            }
        }
    }
    for (room, _) in ARROWS {
        if !metadata.packages.iter().any(|package| self::room(&package.name) == Some(room)) {
            faults.push(fault(room, "this row in tests/tidy/rooms.rs has no crate"));
        }
    }
    faults
}

/// Crates from outside in rooms that are not theirs.
pub fn strangers(metadata: &Metadata) -> Vec<Fault> {
    let mut faults = Vec::new();
    for package in &metadata.packages {
        let room = room(&package.name).unwrap_or(&package.name);
        for dependency in package.dependencies.iter().filter(|dependency| dependency.ships()) {
            let owner =
                ALONE.iter().find(|(name, rooms)| is(name, &dependency.name) && !rooms.contains(&room));
            if let Some((_, rooms)) = owner {
                let arrow = format!("{} -> {}", package.name, dependency.name);
                faults
                    .push(fault(&arrow, &format!("only {} may use {}", or_nothing(rooms), dependency.name)));
            }
        }
    }
    faults
}

/// The room of a package of ours.
fn room(package: &str) -> Option<&str> {
    if package == APP { Some(APP) } else { package.strip_prefix(PREFIX) }
}

fn is(pattern: &str, name: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == name, |start| name.starts_with(start))
}

fn or_nothing(rooms: &[&str]) -> String {
    if rooms.is_empty() { "no room".to_owned() } else { rooms.join(", ") }
}

fn fault(place: &str, rule: &str) -> Fault {
    Fault { place: place.to_owned(), rule: rule.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every room, without a dependency, and one that is given some.
    fn house(name: &str, dependencies: &[(&str, Option<&str>)]) -> Metadata {
        let mut packages: Vec<Package> = ARROWS
            .iter()
            .map(|(room, _)| if *room == APP { APP.to_owned() } else { format!("{PREFIX}{room}") })
            .filter(|package| package != name)
            .map(|name| Package { name, dependencies: Vec::new() })
            .collect();
        let dependencies = dependencies
            .iter()
            .map(|(name, kind)| Dependency { name: (*name).to_owned(), kind: kind.map(str::to_owned) })
            .collect();
        packages.push(Package { name: name.to_owned(), dependencies });
        Metadata { packages }
    }

    fn places(faults: &[Fault]) -> Vec<&str> {
        faults.iter().map(|fault| fault.place.as_str()).collect()
    }

    #[test]
    fn an_arrow_that_is_drawn_passes_and_one_that_is_not_is_named() {
        assert_eq!(arrows(&house("sperrfrist-release", &[("sperrfrist-clock", None), ("serde", None)])), []);
        let up = arrows(&house("sperrfrist-desk", &[("sperrfrist-newsroom", None)]));
        assert_eq!(places(&up), ["sperrfrist-desk -> sperrfrist-newsroom"]);
        assert!(up[0].rule.contains("may use archive, incoming, paper"), "{}", up[0]);
        let across = arrows(&house("sperrfrist-photo", &[("sperrfrist-release", Some("build"))]));
        assert_eq!(places(&across), ["sperrfrist-photo -> sperrfrist-release"]);
        let app = arrows(&house("sperrfrist", &[("sperrfrist-archive", None)]));
        assert_eq!(places(&app), ["sperrfrist -> sperrfrist-archive"]);
    }

    #[test]
    fn tests_may_visit_any_room_but_what_ships_may_not_visit_testkit() {
        let visits = [("sperrfrist-newsroom", Some("dev")), ("sperrfrist-testkit", Some("dev"))];
        assert_eq!(arrows(&house("sperrfrist-desk", &visits)), []);
        let shipped = arrows(&house("sperrfrist-desk", &[("sperrfrist-testkit", None)]));
        assert_eq!(places(&shipped), ["sperrfrist-desk -> sperrfrist-testkit"]);
        assert!(shipped[0].rule.contains("dev-dependency"), "{}", shipped[0]);
    }

    #[test]
    fn a_room_without_a_row_and_a_row_without_a_room_are_named() {
        assert_eq!(places(&arrows(&house("sperrfrist-attic", &[]))), ["sperrfrist-attic"]);
        let mut torn_down = house("sperrfrist-seal", &[]);
        torn_down.packages.pop();
        assert_eq!(places(&arrows(&torn_down)), ["seal"]);
    }

    #[test]
    fn what_one_room_has_alone_is_named_elsewhere() {
        for (package, dependency) in [
            ("sperrfrist-desk", "tauri"),
            ("sperrfrist-desk", "tauri-plugin-dialog"),
            ("sperrfrist-cli", "axum"),
            ("sperrfrist-desk", "rusqlite"),
            ("sperrfrist-newsroom", "reqwest"),
            ("sperrfrist-newsroom", "minijinja"),
            ("sperrfrist-desk", "clap"),
            ("sperrfrist-photo", "chrono-tz"),
            ("sperrfrist-desk", "image"),
            ("sperrfrist", "rusqlite"),
        ] {
            let faults = strangers(&house(package, &[(dependency, None)]));
            assert_eq!(places(&faults), [format!("{package} -> {dependency}")]);
        }
        for (package, dependency) in [
            ("sperrfrist", "tauri"),
            ("sperrfrist-newsroom", "rusqlite"),
            ("sperrfrist-archive", "rusqlite"),
            ("sperrfrist-channels", "reqwest"),
        ] {
            assert_eq!(strangers(&house(package, &[(dependency, None)])), []);
        }
        assert_eq!(strangers(&house("sperrfrist-newsroom", &[("reqwest", Some("dev"))])), []);
    }
}
