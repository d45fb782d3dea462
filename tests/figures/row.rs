//! A figure as it is printed and kept.

use std::path::PathBuf;

use serde_json::{Value, json};

/// One figure.
pub struct Row {
    pub name: &'static str,
    pub value: f64,
    pub unit: &'static str,
    pub goal: f64,
    pub better: Better,
    /// What it was measured against, in the same run.
    pub against: String,
}

/// Which side of the goal is the right one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Better {
    Less,
    More,
}

impl Row {
    pub fn is_reached(&self) -> bool {
        match self.better {
            Better::Less => self.value <= self.goal,
            Better::More => self.value >= self.goal,
        }
    }

    pub fn print(&self) {
        let Self { name, value, unit, goal, against, .. } = self;
        let verdict = if self.is_reached() { "reached" } else { "MISSED" };
        println!("{name:<28} {value:>10.3} {unit:<6} goal {goal:<8} {verdict}  ({against})");
    }

    fn json(&self) -> Value {
        let better = match self.better {
            Better::Less => "less",
            Better::More => "more",
        };
        json!({
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "goal": self.goal,
            "better": better,
            "against": self.against,
        })
    }
}

/// The build's folder: this program lies in `target/release/examples`.
pub fn target() -> PathBuf {
    let program = std::env::current_exe().expect("this program has a path");
    program.ancestors().nth(3).expect("target").to_owned()
}

/// A program built beside this one.
pub fn program(name: &str) -> PathBuf {
    let own = std::env::current_exe().expect("this program has a path");
    own.ancestors().nth(2).expect("the profile's folder").join(name)
}

/// Keeps the rows of this run; those of groups that did not run stay.
pub fn write(rows: &[Row]) {
    let path = target().join("bench.json");
    let mut kept: Vec<Value> = std::fs::read_to_string(&path)
        .ok()
        .and_then(|json| serde_json::from_str(&json).ok())
        .unwrap_or_default();
    kept.retain(|old| !rows.iter().any(|row| old["name"] == row.name));
    kept.extend(rows.iter().map(Row::json));
    let json = serde_json::to_string_pretty(&kept).expect("plain data");
    std::fs::write(&path, json + "\n").expect("target/bench.json can be written");
}
