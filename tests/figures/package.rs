//! What is downloaded and installed.

use std::process::Command;

use crate::row::{Better, Row};

pub fn figures() -> Vec<Row> {
    let made = Command::new("scripts/package.sh").arg("app").output().expect("the package is made");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let said = String::from_utf8_lossy(&made.stdout);
    let path = said.lines().rfind(|line| line.ends_with(".deb")).expect("it says where it is");
    let bytes = std::fs::metadata(path).expect("a file").len();
    vec![Row {
        name: "package.mb",
        #[expect(clippy::cast_precision_loss, reason = "a package is some megabytes")]
        value: bytes as f64 / 1_000_000.0,
        unit: "MB",
        goal: 40.0,
        better: Better::Less,
        against: "limit; the Debian package of the app".into(),
    }]
}
