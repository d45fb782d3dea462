//! A screen of its own for a window that must not lie under another.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use super::process::Running;

/// An X server without a monitor.
pub struct Display {
    name: String,
    _server: Running,
}

impl Display {
    pub fn start() -> Self {
        let mut command = Command::new("Xvfb");
        command.args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "1440x900x24"]);
        // It says its number, and nothing else there.
        let mut server = Running::start(command.stdout(Stdio::piped()).stderr(Stdio::null()));
        let answer = server.child().stdout.take().expect("a pipe");
        let mut number = String::new();
        BufReader::new(answer).read_line(&mut number).expect("Xvfb says its number");
        assert!(!number.trim().is_empty(), "Xvfb did not start; the set-up installs it");
        Self { name: format!(":{}", number.trim()), _server: server }
    }

    /// As `DISPLAY` names it.
    pub fn name(&self) -> &str {
        &self.name
    }
}
