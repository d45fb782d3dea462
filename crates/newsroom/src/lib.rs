//! The public door: holds packages, and serves a byte only when the gate says so.
//!
//! An officer's desk hands over one package per item ahead of its time. [`Newsroom`] keeps it durably, and
//! asks `release::gate::open` for every byte it serves, at that moment. Before its time an item does not
//! exist: the answer is that of a path that never was.
//!
//! Ways through the house: a package comes in by `door::officer`, is read by `intake`, written by `parts` and
//! `store`, and then stands in `holdings`, which is what the public's questions are answered from
//! (`door::public`). It stays sealed until the gate is open for it: only then `latch` has it opened in memory
//! (`sealed`), and records durably that it became public before its first byte goes out; `watch` does so at the due
//! time also without a visitor.
//!
//! Not in here: when something is to become public (`desk`), what a page looks like (`page`), and the time
//! (`clock`).

mod addresses;
mod alarm;
mod approvals;
mod auth;
mod backup;
mod documents;
mod door;
mod embedded;
mod error;
mod fixed;
mod folder;
mod health;
mod holdings;
mod intake;
pub mod keys;
mod latch;
mod log;
mod look;
mod newsroom;
mod office_key;
mod officers;
mod orders;
mod owed;
mod parts;
mod pictures;
mod postpone;
mod refusal;
mod rendered;
mod report;
mod retention;
mod sealed;
mod serve;
mod shown;
mod status;
mod store;
mod unshown;
mod wanted;
mod watch;

pub use backup::{Access, Restored};
pub use embedded::{Embedded, start_embedded, start_embedded_as};
pub use error::NewsroomError;
pub use log::to_standard_error as log_to_standard_error;
pub use look::look;
pub use newsroom::Newsroom;
pub use officers::{NoRight, Rights};
pub use serve::{Limits, Running, bind, raise_open_files};
pub use status::{Announcement, Counts, KeysSeen, Late, Occupant, Status};
pub use store::{DeskSeen, JournalLine, TokenSeen};
