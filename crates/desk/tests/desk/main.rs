//! The desk with a real newsroom behind it, on loopback, both by one clock wound by hand.

mod evidence;
mod killed;
mod pairing;
mod photos;
mod planning;
mod server_time;
mod stopping;
mod support;
mod unreachable;
mod writing;
