//! The desk with a real newsroom behind it, on loopback, both by one clock wound by hand.

mod evidence;
mod killed;
mod photos;
mod planning;
mod promised;
mod stopping;
mod support;
mod unreachable;
mod watching;
mod writing;
