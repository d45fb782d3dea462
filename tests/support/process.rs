//! Programs that a test starts and ends, by their id and no other way.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};

use super::wait;

/// A program that ends with its test.
pub struct Running(Child);

impl Running {
    /// Starts it with no input.
    pub fn start(command: &mut Command) -> Self {
        let named = format!("{command:?}");
        Self(command.stdin(Stdio::null()).spawn().unwrap_or_else(|error| panic!("{named}: {error}")))
    }

    pub fn child(&mut self) -> &mut Child {
        &mut self.0
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A port of the loopback that was free a moment ago.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("the loopback has a free port");
    listener.local_addr().expect("an address").port()
}

/// Waits until somebody listens.
pub fn listening(port: u16) {
    wait::until("the server listens", || TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok());
}
