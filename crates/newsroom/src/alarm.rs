//! The alarm: a program of the keeper's is told in a sentence what is wrong, and when all is well again.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::Newsroom;

/// Between two looks.
const EVERY: Duration = Duration::from_secs(5);
/// A fault that passes within this many looks wakes nobody: a clock that was set stands its trial in two.
const LOOKS: u32 = 4;

impl Newsroom {
    /// Looks after the newsroom until it is dropped. `program` gets the sentence as its only argument.
    pub async fn watch_over(self, program: PathBuf) {
        let mut told = Vec::new();
        let mut looks = 0;
        loop {
            tokio::time::sleep(EVERY).await;
            let faults = self.house.health().faults();
            looks = if faults == told { 0 } else { looks + 1 };
            // Bad news must stand its time; good news is told at once.
            let is_due = looks >= LOOKS || faults.is_empty();
            if faults == told || !is_due {
                continue;
            }
            let sentence = if faults.is_empty() { "Wieder in Ordnung.".to_owned() } else { faults.join(" ") };
            tell(program.clone(), sentence).await;
            (told, looks) = (faults, 0);
        }
    }
}

/// An alarm that cannot be given is at least written down.
async fn tell(program: PathBuf, sentence: String) {
    eprintln!("{sentence}");
    let ran = tokio::task::spawn_blocking(move || {
        let mut command = Command::new(&program);
        command.arg(&sentence).stdin(Stdio::null()).stdout(Stdio::null());
        command.status().map(|status| status.success())
    });
    if !matches!(ran.await, Ok(Ok(true))) {
        eprintln!("Das Programm für den Alarm ließ sich nicht ausführen, oder es meldete einen Fehler.");
    }
}
