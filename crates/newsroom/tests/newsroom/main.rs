//! The newsroom over real HTTP on loopback, with a clock wound by hand.

mod absence;
mod armed;
mod backups;
mod bad_input;
mod corrections;
mod deletion;
#[cfg(target_os = "linux")]
mod disk;
mod documents;
#[cfg(target_os = "linux")]
mod faketime;
mod http;
mod links;
mod look;
mod never_early;
mod office;
mod officers;
mod orders;
mod program;
mod proxies;
mod races;
mod random_walks;
mod restarts;
mod server;
mod status;
mod support;
mod tombstones;
mod versions;
