//! What is said at the terminal. A reader who went away is no reason to end; a full disk under the output is one
//! to say so.

use std::fmt::Arguments;
use std::io::{ErrorKind, Result, Write};
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether something was meant for the reader and could not be written.
static LOST: AtomicBool = AtomicBool::new(false);

/// A line of the answer.
macro_rules! say {
    ($($words:tt)*) => { $crate::tell::answer(format_args!($($words)*)) };
}

/// A line about what is wrong.
macro_rules! complain {
    ($($words:tt)*) => { $crate::tell::complaint(format_args!($($words)*)) };
}

pub(crate) use {complain, say};

pub fn answer(words: Arguments<'_>) {
    note(&writeln!(std::io::stdout(), "{words}"));
}

pub fn complaint(words: Arguments<'_>) {
    let _ = writeln!(std::io::stderr(), "{words}");
}

/// At the end: whether all that was said went out, or met a reader who wanted no more.
pub fn all_went_out() -> bool {
    note(&std::io::stdout().flush());
    !LOST.load(Ordering::Relaxed)
}

fn note(written: &Result<()>) {
    if written.as_ref().is_err_and(|error| error.kind() != ErrorKind::BrokenPipe) {
        LOST.store(true, Ordering::Relaxed);
    }
}
