//! The newsroom over real HTTP on loopback, with a clock wound by hand.

mod absence;
mod backups;
mod corrections;
mod deletion;
mod http;
mod never_early;
mod officers;
mod orders;
mod program;
mod random_walks;
mod restarts;
mod support;
mod tombstones;
