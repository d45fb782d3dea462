//! Whole journeys: through the commands, through the real window, through real servers and a real browser.
//!
//! One binary, for each links WebKit. `make test` brings what the journeys need and runs them under a display
//! of their own.

mod bindings;
mod bundle;
mod commands;
mod editing;
mod evidence;
mod first_run;
mod heard;
mod help;
mod incoming;
mod letterheads;
mod office;
mod options;
mod pages;
mod paper;
mod photo_edits;
mod photo_pool;
mod photos;
mod presence;
mod printing;
mod search;
mod server;
mod snapshots;
mod still;
mod support;
mod tidy;
mod verbs;
mod versions;
mod window;
