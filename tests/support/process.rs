//! Programs that a test starts and ends, by their id and no other way.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
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

/// Kills the app that keeps its things in that folder, as a power cut would. The folder belongs to one test, so
/// nobody else's app can have it.
pub fn kill_the_app_of(home: &Path) {
    let mark = [b"SPERRFRIST_HOME=", home.as_os_str().as_encoded_bytes()].concat();
    let of_this_test = |process: &Path| {
        let environment = std::fs::read(process.join("environ")).unwrap_or_default();
        let program = std::fs::read_link(process.join("exe")).unwrap_or_default();
        program == Path::new(env!("CARGO_BIN_EXE_sperrfrist"))
            && environment.split(|byte| *byte == 0).any(|entry| entry == mark)
    };
    let mut killed = 0;
    for process in
        std::fs::read_dir("/proc").expect("Linux").flatten().filter(|entry| of_this_test(&entry.path()))
    {
        let status = Command::new("kill").arg("-9").arg(process.file_name()).status().expect("kill runs");
        killed += usize::from(status.success());
    }
    assert_eq!(killed, 1, "the app of {} was to be killed", home.display());
}
