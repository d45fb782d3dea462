//! Reports of faults, kept on this PC alone: where the program failed, and nothing of what was written with it.

use std::backtrace::Backtrace;
use std::fmt::Write as _;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use sperrfrist_clock::{Clock, HostClock};

/// The folder in the app's own.
const FOLDER: &str = "berichte";
/// So many are kept; the oldest go first.
const MOST: usize = 20;

static NUMBER: AtomicU32 = AtomicU32::new(0);

#[must_use]
pub fn folder(home: &Path) -> PathBuf {
    home.join(FOLDER)
}

/// From now on each fault leaves a report there.
pub fn keep(home: &Path) {
    let folder = folder(home);
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        usual(info);
        // A report that cannot be written must not become the next fault.
        let _ = write(&folder, &report(info));
    }));
}

/// How many reports there are.
#[must_use]
pub fn count(home: &Path) -> usize {
    names(&folder(home)).len()
}

/// The message stays out: Rust puts into it the text that it failed on.
fn report(info: &PanicHookInfo<'_>) -> String {
    let mut text = String::new();
    let thread = std::thread::current();
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let _ = writeln!(text, "Sperrfrist {}", env!("CARGO_PKG_VERSION"));
    let _ = writeln!(text, "{} {}", std::env::consts::OS, std::env::consts::ARCH);
    let _ = writeln!(text, "{}", thread.name().unwrap_or("?"));
    let _ = writeln!(text, "{place}");
    let _ = writeln!(text, "{}", Backtrace::force_capture());
    text
}

fn write(folder: &Path, text: &str) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    let at = HostClock.now().wall.format("%Y-%m-%d-%H%M%S");
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    std::fs::write(folder.join(format!("{at}-{}-{number:04}.txt", std::process::id())), text)?;
    let names = names(folder);
    for old in names.iter().take(names.len().saturating_sub(MOST)) {
        std::fs::remove_file(folder.join(old))?;
    }
    Ok(())
}

/// The oldest first, for their names begin with the second.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<_> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_reports_are_kept() {
        let home = tempfile::tempdir().expect("a folder");
        for number in 0..MOST + 3 {
            write(&folder(home.path()), &number.to_string()).expect("written");
        }
        assert_eq!(count(home.path()), MOST);
    }
}
