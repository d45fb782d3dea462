//! What the system says about files, in sentences.

use std::io;

use crate::fault::Fault;

pub fn read_fault(error: &io::Error) -> Fault {
    match error.kind() {
        io::ErrorKind::NotFound => {
            Fault::new("file.absent", "Diese Datei gibt es nicht.", "Prüfen Sie Namen und Ordner.")
        }
        io::ErrorKind::PermissionDenied => Fault::new(
            "file.not_permitted",
            "Diese Datei darf nicht gelesen werden.",
            "Prüfen Sie die Rechte der Datei.",
        ),
        io::ErrorKind::IsADirectory => {
            Fault::new("file.is_folder", "Das ist ein Ordner.", "Nennen Sie eine Datei.")
        }
        io::ErrorKind::NotADirectory => below_a_file(),
        io::ErrorKind::InvalidFilename | io::ErrorKind::InvalidInput => bad_name(),
        _ if is_loop(error) => link_loop(),
        _ => Fault::new(
            "file.unreadable",
            format!("Die Datei lässt sich nicht lesen{}.", number(error)),
            "Prüfen Sie den Datenträger, und nehmen Sie eine andere Kopie der Datei.",
        ),
    }
}

/// Why the entries of a folder cannot be had.
pub fn folder_fault(error: &io::Error) -> Fault {
    match error.kind() {
        io::ErrorKind::PermissionDenied => Fault::new(
            "folder.not_permitted",
            "Dieser Ordner darf nicht gelesen werden.",
            "Prüfen Sie die Rechte des Ordners.",
        ),
        _ => Fault::new(
            "folder.unreadable",
            format!("Der Ordner lässt sich nicht lesen{}.", number(error)),
            "Prüfen Sie den Datenträger.",
        ),
    }
}

pub fn write_fault(error: &io::Error) -> Fault {
    match error.kind() {
        io::ErrorKind::NotFound => Fault::new(
            "file.no_folder",
            "Den Ordner gibt es nicht.",
            "Legen Sie ihn an oder nennen Sie einen anderen.",
        ),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Fault::new(
            "file.read_only",
            "Hier darf nicht geschrieben werden.",
            "Nennen Sie einen Ordner, in den Sie schreiben dürfen. Es wurde nichts verändert.",
        ),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Fault::new(
            "file.disk_full",
            "Der Datenträger ist voll.",
            "Schaffen Sie Platz und wiederholen Sie den Befehl. Es ist nichts Halbes entstanden.",
        ),
        io::ErrorKind::FileTooLarge => Fault::new(
            "file.disk_limit",
            "So große Dateien erlaubt hier der Datenträger oder das Betriebssystem nicht.",
            "Nennen Sie einen anderen Ordner, oder lassen Sie die Grenze anheben (ulimit -f). Es ist nichts Halbes \
             entstanden.",
        ),
        io::ErrorKind::IsADirectory => {
            Fault::new("file.is_folder", "Das ist ein Ordner.", "Nennen Sie eine Datei darin.")
        }
        io::ErrorKind::NotADirectory => below_a_file(),
        io::ErrorKind::InvalidFilename | io::ErrorKind::InvalidInput => bad_name(),
        _ if is_loop(error) => link_loop(),
        _ => Fault::new(
            "file.unwritable",
            format!("Das lässt sich nicht schreiben{}.", number(error)),
            "Prüfen Sie den Datenträger, oder nennen Sie einen anderen Ordner. Es ist nichts Halbes entstanden.",
        ),
    }
}

fn below_a_file() -> Fault {
    Fault::new(
        "file.not_a_folder",
        "Ein Teil dieses Pfades ist eine Datei und kein Ordner.",
        "Prüfen Sie Namen und Ordner.",
    )
}

/// Links that lead to each other (ELOOP), which the standard library does not name yet.
fn is_loop(error: &io::Error) -> bool {
    cfg!(unix) && error.raw_os_error() == Some(LOOP)
}

#[cfg(unix)]
const LOOP: i32 = rustix::io::Errno::LOOP.raw_os_error();
#[cfg(not(unix))]
const LOOP: i32 = 0;

fn link_loop() -> Fault {
    Fault::new(
        "file.link_loop",
        "Dieser Verweis führt im Kreis.",
        "Nennen Sie die Datei selbst, oder entfernen Sie den Verweis.",
    )
}

fn bad_name() -> Fault {
    Fault::new(
        "file.bad_name",
        "Diesen Namen nimmt der Datenträger nicht an; er ist zu lang oder enthält unerlaubte Zeichen.",
        "Nennen Sie einen anderen Namen.",
    )
}

/// What the system calls it, for whoever is asked for help.
pub fn number(error: &io::Error) -> String {
    error.raw_os_error().map(|number| format!(" (Fehler {number} des Betriebssystems)")).unwrap_or_default()
}
