//! The alarm: a program of the keeper's is told in a sentence what is wrong, and when all is well again.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::{Newsroom, log};

/// Between two looks.
const EVERY: Duration = Duration::from_secs(5);
/// A fault that passes within this many looks wakes nobody: a clock that was set stands its trial in two.
const LOOKS: u32 = 4;
/// For the program, and between two looks whether it is done.
const PATIENCE: Duration = Duration::from_secs(15);
const GLANCE: Duration = Duration::from_millis(50);

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
            looks = 0;
            if tell(program.clone(), sentence).await {
                told = faults;
            }
        }
    }
}

/// An alarm that cannot be given is at least written down, and given again.
async fn tell(program: PathBuf, sentence: String) -> bool {
    log::failed("newsroom.alarm", &sentence);
    let told = tokio::task::spawn_blocking(move || run(&program, &sentence)).await;
    let is_told = matches!(told, Ok(Ok(true)));
    if !is_told {
        let sentence = "Das Programm für den Alarm ließ sich nicht ausführen, wurde nicht fertig oder meldete einen Fehler.";
        log::failed("newsroom.alarm_failed", sentence);
    }
    is_told
}

/// Whether the program did well in the time it has.
fn run(program: &Path, sentence: &str) -> std::io::Result<bool> {
    let mut child = Command::new(program).arg(sentence).stdin(Stdio::null()).stdout(Stdio::null()).spawn()?;
    for _ in 0..PATIENCE.as_millis() / GLANCE.as_millis() {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        std::thread::sleep(GLANCE);
    }
    child.kill()?;
    child.wait()?;
    Ok(false)
}
