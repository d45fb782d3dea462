//! The app in its real window, driven as a user would.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::json;
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, WebDriver};

use crate::row::{program, target};

const PATIENCE: Duration = Duration::from_secs(30);

/// The app, which ends with the figure.
pub struct App {
    pub window: WebDriver,
    _driver: Ended,
}

impl App {
    /// On `home`, with the sample where there is nothing yet.
    pub async fn start(home: &Path) -> Self {
        let (port, native) = (free_port(), free_port());
        let driver = Ended(
            Command::new(tool("tauri-driver"))
                .args(["--port", &port.to_string(), "--native-port", &native.to_string()])
                .env("SPERRFRIST_HOME", home.join("home"))
                .env("XDG_DATA_HOME", home.join("xdg-data"))
                .env("XDG_CACHE_HOME", home.join("xdg-cache"))
                .env("XDG_CONFIG_HOME", home.join("xdg-config"))
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .spawn()
                .expect("tauri-driver is installed by the set-up"),
        );
        for _ in 0..PATIENCE.as_millis() / 50 {
            if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
                break;
            }
            thread::sleep(Duration::from_millis(50));
        }
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut capabilities = Capabilities::new();
        let options = json!({ "application": program("sperrfrist"), "args": ["--sample"] });
        capabilities.set("tauri:options", options).expect("plain data");
        let window =
            WebDriver::new(&format!("http://127.0.0.1:{port}"), capabilities).await.expect("a session");
        Self { window, _driver: driver }
    }

    pub async fn find(&self, name: &str) -> WebElement {
        self.window
            .query(By::Css(format!("[data-test=\"{name}\"]")))
            .wait(PATIENCE, Duration::from_millis(50))
            .first()
            .await
            .expect("it is there")
    }

    pub async fn end(self) {
        let _ = self.window.quit().await;
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("the loopback has a free port");
    listener.local_addr().expect("an address").port()
}

/// A tool that the set-up installs beside the build.
fn tool(name: &str) -> PathBuf {
    let installed = target().join("tools/bin").join(name);
    if installed.exists() { installed } else { PathBuf::from(name) }
}

/// A program that ends with the figure.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
