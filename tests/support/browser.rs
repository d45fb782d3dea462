//! A driver and its session: the app's own window, or a real Chromium.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, TypingData, WebElement};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::display::Display;
use super::process::{Running, free_port, listening};
use super::{root, shown, wait};

/// A session with its driver. Close it with [`Browser::close`].
pub struct Browser {
    pub driver: WebDriver,
    _process: Running,
    _display: Option<Display>,
    _place: Option<SemaphorePermit<'static>>,
}

/// What did not move for so long is taken to stand still.
const STILL: Duration = Duration::from_millis(60);

/// So many windows at a time: a journey that waits for its time must not wait for the drawing of many others.
const PLACES: u32 = 2;
static WINDOWS: Semaphore = Semaphore::const_new(PLACES as usize);

impl Browser {
    /// The app in its real window, with its things in `home`.
    pub async fn app(home: &Path, arguments: &[&str]) -> Self {
        Self::app_told(home, arguments, &[]).await
    }

    /// The same with more in its environment.
    pub async fn app_told(home: &Path, arguments: &[&str], told: &[(&str, &Path)]) -> Self {
        let place = WINDOWS.acquire().await.expect("there are places");
        let display = Display::start();
        Self::window(home, arguments, told, place, Some(display)).await
    }

    /// Waits until there is no window, and lets none be opened: for a test that is the desktop.
    pub async fn nobody_else() -> SemaphorePermit<'static> {
        WINDOWS.acquire_many(PLACES).await.expect("there are places")
    }

    /// The app as the only window, on the display and the bus of the tests themselves.
    pub async fn app_alone(
        place: SemaphorePermit<'static>,
        home: &Path,
        arguments: &[&str],
        told: &[(&str, &Path)],
    ) -> Self {
        assert!(
            std::env::var_os("DISPLAY").is_some(),
            "the window needs a display; scripts/with-display.sh brings one"
        );
        Self::window(home, arguments, told, place, None).await
    }

    async fn window(
        home: &Path,
        arguments: &[&str],
        told: &[(&str, &Path)],
        place: SemaphorePermit<'static>,
        display: Option<Display>,
    ) -> Self {
        let (port, native) = (free_port(), free_port());
        let process = Running::start(
            Command::new(tool("tauri-driver"))
                .args(["--port", &port.to_string(), "--native-port", &native.to_string()])
                .env("SPERRFRIST_HOME", home)
                // What WebKit keeps belongs to this test alone.
                .env("XDG_DATA_HOME", home.join("xdg-data"))
                .env("XDG_CACHE_HOME", home.join("xdg-cache"))
                .env("XDG_CONFIG_HOME", home.join("xdg-config"))
                .envs(display.iter().map(|display| ("DISPLAY", display.name())))
                .envs(told.iter().copied())
                .stdout(Stdio::null()),
        );
        listening(port);
        let mut capabilities = Capabilities::new();
        let application = env!("CARGO_BIN_EXE_sperrfrist");
        capabilities
            .set("tauri:options", json!({ "application": application, "args": arguments }))
            .expect("plain data");
        let driver = session(port, capabilities).await;
        Self { driver, _process: process, _display: display, _place: Some(place) }
    }

    /// A Chromium without a window.
    pub async fn chromium(dark: bool, width: u32, height: u32) -> Self {
        let port = free_port();
        let process = Running::start(
            Command::new("chromedriver")
                .arg(format!("--port={port}"))
                .stdout(Stdio::null())
                .stderr(Stdio::null()),
        );
        listening(port);
        let mut capabilities = DesiredCapabilities::chrome();
        for argument in [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
        ] {
            capabilities.add_arg(argument).expect("an argument");
        }
        capabilities.add_arg(&format!("--window-size={width},{height}")).expect("an argument");
        if dark {
            capabilities.add_arg("--blink-settings=preferredColorScheme=0").expect("an argument");
        }
        // A window has its least width, which is more than that of a small phone.
        if width < 500 {
            let metrics = json!({ "width": width, "height": height, "pixelRatio": 1.0, "mobile": false });
            capabilities
                .add_experimental_option("mobileEmulation", json!({ "deviceMetrics": metrics }))
                .expect("an option");
        }
        let driver = session(port, capabilities.into()).await;
        Self { driver, _process: process, _display: None, _place: None }
    }

    pub async fn close(self) {
        let _ = self.driver.quit().await;
    }

    /// The element of that `data-test` name, once it is there.
    pub async fn find(&self, name: &str) -> WebElement {
        wait::until_async(&format!("{name} is there"), || async {
            self.driver.find(By::Css(selector(name))).await.ok()
        })
        .await
    }

    /// Clicks it, once it can be clicked and stands still: a driver looks where it is, and clicks there a moment later.
    pub async fn click(&self, name: &str) {
        wait::until_async(&format!("{name} can be clicked"), || async {
            let element = self.find(name).await;
            element.scroll_into_view().await.ok()?;
            let before = element.rect().await.ok()?;
            tokio::time::sleep(STILL).await;
            let after = element.rect().await.ok()?;
            let is_still = (before.x, before.y) == (after.x, after.y);
            (is_still && element.is_enabled().await.ok()? && element.click().await.is_ok()).then_some(())
        })
        .await;
    }

    /// Replaces what stands in a field.
    pub async fn fill(&self, name: &str, text: &str) {
        let field = self.find(name).await;
        field.scroll_into_view().await.expect("the field can be seen");
        field.clear().await.expect("the field can be emptied");
        field.send_keys(text).await.expect("the field takes text");
    }

    /// Types a key or a chord where that element is.
    pub async fn type_on(&self, name: &str, keys: impl Into<TypingData>) {
        self.find(name).await.send_keys(keys).await.expect("the element takes keys");
    }

    /// Gives a file to an input for files, as the system's dialog would.
    pub async fn choose_file(&self, name: &str, file: &Path) {
        self.type_on(name, file.to_str().expect("the test's paths are UTF-8")).await;
    }

    /// The `data-state` of each of that name.
    pub async fn states(&self, name: &str) -> Vec<String> {
        let mut states = Vec::new();
        for element in self.driver.find_all(By::Css(selector(name))).await.unwrap_or_default() {
            states.extend(element.attr("data-state").await.ok().flatten());
        }
        states
    }

    /// Waits until the element's text contains the words.
    pub async fn reads(&self, name: &str, words: &str) {
        wait::until_async(&format!("{name} reads »{words}«"), || async {
            let text = self.find(name).await.text().await.ok()?;
            text.replace('\u{a0}', " ").contains(words).then_some(())
        })
        .await;
    }

    /// Waits until the element has that value of that attribute.
    pub async fn shows(&self, name: &str, attribute: &str, value: &str) {
        wait::until_async(&format!("{name} has {attribute}={value}"), || async {
            let there = self.find(name).await.attr(attribute).await.ok().flatten();
            (there.as_deref() == Some(value)).then_some(())
        })
        .await;
    }

    /// Waits until there is no element of that name.
    pub async fn gone(&self, name: &str) {
        wait::until_async(&format!("{name} is gone"), || async {
            self.driver.find(By::Css(selector(name))).await.is_err().then_some(())
        })
        .await;
    }

    /// Brings a part of a long screen into sight.
    pub async fn scroll_to(&self, name: &str) {
        let script = format!("document.querySelector('{}').scrollIntoView()", selector(name));
        self.driver.execute(script, Vec::new()).await.expect("it can be scrolled to");
    }

    /// Leaves a picture of the window.
    pub async fn picture(&self, name: &str) {
        std::fs::write(shown(name), self.drawn(name).await).expect("the screenshot can be kept");
    }

    /// The same picture by day and by night, and what axe finds in either.
    pub async fn by_day_and_night(&self, name: &str) -> Vec<String> {
        let theme = |theme: &str| format!("document.documentElement.dataset.kernTheme = '{theme}'");
        self.picture(&format!("{name}.png")).await;
        let mut findings = self.axe().await;
        self.driver.execute(theme("dark"), Vec::new()).await.expect("night falls");
        self.picture(&format!("{name}-dunkel.png")).await;
        findings.extend(self.axe().await);
        self.driver.execute(theme("light"), Vec::new()).await.expect("day breaks");
        findings
    }

    /// What the window shows once every picture and every typeface is there, as PNG.
    pub async fn drawn(&self, name: &str) -> Vec<u8> {
        let drawn = "const done = arguments[arguments.length - 1];\
             const whole = () => [...document.images].every((image) => image.complete);\
             const look = (left) => whole() || left === 0\
                 ? requestAnimationFrame(() => requestAnimationFrame(() => done(whole())))\
                 : setTimeout(() => look(left - 1), 50);\
             document.fonts.ready.then(() => look(100));";
        let drawn = self.driver.execute_async(drawn, Vec::new()).await.expect("the window answers");
        assert_eq!(drawn.json(), &Value::Bool(true), "{name}: every picture on the screen is there");
        // Without graphics hardware WebKit takes its picture with the next thing that it paints, and waits for that.
        let beat = "const dot = document.body.appendChild(document.createElement('i'));\
             Object.assign(dot.style, { position: 'fixed', right: 0, bottom: 0, width: '1px', height: '1px' });\
             let left = 200;\
             const timer = setInterval(() => {\
                 dot.style.background = left % 2 ? 'rgb(0 0 0 / 1%)' : 'rgb(0 0 0 / 2%)';\
                 left -= 1;\
                 if (left === 0) { clearInterval(timer); dot.remove(); }\
             }, 25);";
        self.driver.execute(beat, Vec::new()).await.expect("the window answers");
        self.driver.screenshot_as_png().await.expect("a screenshot")
    }

    /// What axe finds against WCAG 2.2 AA and its best practices, one line a finding. The rule for the size of
    /// targets (2.5.8) is off unless it is asked for.
    pub async fn axe(&self) -> Vec<String> {
        let source = std::fs::read_to_string(root().join("ui/node_modules/axe-core/axe.min.js"))
            .expect("axe-core is installed by npm ci in ui");
        self.driver.execute(source, Vec::new()).await.expect("axe can be loaded");
        let result = self
            .driver
            .execute_async(
                "const done = arguments[arguments.length - 1];\
                 axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })\
                 .then((r) => done(r.violations.flatMap((v) => v.nodes.map((n) => v.id + ': ' + n.target.join(' ') + ' ' + n.failureSummary))))\
                 .catch((e) => done(['axe: ' + e]));",
                Vec::new(),
            )
            .await
            .expect("axe runs");
        match result.json() {
            Value::Array(findings) => findings.iter().map(|finding| finding.to_string()).collect(),
            other => panic!("axe answered {other}"),
        }
    }
}

fn selector(name: &str) -> String {
    format!("[data-test=\"{name}\"]")
}

async fn session(port: u16, capabilities: Capabilities) -> WebDriver {
    // Drivers are spoken to without TLS, yet the client wants a provider; whoever came first has brought one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // On a machine with much to do the driver may drop its first connection while the window is being made.
    let server = format!("http://127.0.0.1:{port}");
    match WebDriver::new(&server, capabilities.clone()).await {
        Ok(session) => session,
        Err(first) => WebDriver::new(&server, capabilities)
            .await
            .unwrap_or_else(|second| panic!("a session begins: {first}; again: {second}")),
    }
}

/// A tool that the set-up installs beside the build.
fn tool(name: &str) -> PathBuf {
    let installed = root().join("target/tools/bin").join(name);
    if installed.exists() { installed } else { PathBuf::from(name) }
}
