//! How far it is: one calm line at a terminal, and nothing where nobody looks.

use std::cell::Cell;
use std::io::{self, IsTerminal, Write};

pub struct Progress {
    total: usize,
    done: Cell<usize>,
    shown: bool,
}

impl Progress {
    pub fn of(total: usize) -> Self {
        Self { total, done: Cell::new(0), shown: io::stderr().is_terminal() && total > 1 }
    }

    /// One more is done, well or not.
    pub fn step(&self) {
        self.done.set(self.done.get() + 1);
        self.show();
    }

    /// Says something while the line is out of the way.
    pub fn aside(&self, speak: impl FnOnce()) {
        self.clear();
        speak();
        self.show();
    }

    fn show(&self) {
        let done = self.done.get();
        if self.shown && done < self.total {
            let percent = done * 100 / self.total;
            let _ = write!(io::stderr(), "\r\x1b[K{done} von {} Dateien, {percent} %", self.total);
        }
    }

    pub fn clear(&self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
