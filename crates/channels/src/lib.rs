//! Where it goes: one file per channel.
//!
//! A channel gets finished bytes and says what became of them. The newsroom holds what it gets until its time;
//! [`probe`] looks at any page from outside, as the public does. Not in here: what is packed (`seal`), when it
//! is sent (`desk`), and any clock.
//!
//! Everything here blocks; call it from a thread that may wait.

mod absence;
mod error;
mod http;
pub mod mail;
pub mod newsroom;
pub mod probe;

pub use absence::{Absence, Difference};
pub use error::ChannelError;
pub use newsroom::Newsroom;
pub use probe::{Probe, Prober};
