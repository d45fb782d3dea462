//! The desk with a real newsroom behind it, on loopback, both by one clock wound by hand.

mod away;
mod checks;
mod colleagues;
mod correcting;
mod documents;
mod evidence;
mod killed;
mod letterheads;
mod lifting;
mod moved_later;
mod moving;
mod naming;
mod office;
mod on_signal;
mod pairing;
mod photos;
mod planning;
mod promised;
mod restored;
mod server_time;
mod stopping;
mod support;
mod unreachable;
mod versions;
mod watching;
mod writing;
