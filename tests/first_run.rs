//! The journey of somebody who has never seen the program: from its first window to the proof that all is public, in few
//! steps. Each click and each burst of keys is counted.

use std::cell::Cell;
use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, SubsecRound, Utc};
use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_release::due::DEFAULT_ZONE;
use thirtyfour::{Key, TypingData};

use crate::support::browser::Browser;
use crate::support::wait;
use crate::window::{ALT_TEXT, fetch};

/// More than so many steps nobody needs from the first window to the proof.
const STEPS: u32 = 25;

/// A hand that counts what it does.
struct Hand {
    browser: Browser,
    steps: Cell<u32>,
}

impl Hand {
    fn count(&self) {
        self.steps.set(self.steps.get() + 1);
    }

    async fn click(&self, name: &str) {
        self.count();
        self.browser.click(name).await;
    }

    /// Keys where the focus was put by the step before.
    async fn keys(&self, name: &str, keys: impl Into<TypingData>) {
        self.count();
        self.browser.type_on(name, keys).await;
    }

    /// Into a field, and what is typed there.
    async fn fill(&self, name: &str, words: &str) {
        self.count();
        self.count();
        self.browser.fill(name, words).await;
    }

    /// Takes a gate with the mouse and lets it go farther right, or has Escape end that before.
    async fn drag(&self, name: &str, by: i64, escape: bool) {
        self.count();
        let gate = self.browser.find(name).await;
        let at = gate.rect().await.expect("where it is");
        let (x, y) = ((at.x + at.width / 2.0) as i64, (at.y + at.height / 2.0) as i64);
        let chain = self.browser.driver.action_chain().click_and_hold_element(&gate);
        let chain = chain.move_to(x + by / 2, y).move_to(x + by, y);
        let chain = if escape { chain.send_keys("" + Key::Escape) } else { chain };
        chain.release().perform().await.expect("dragged");
    }

    async fn value(&self, name: &str) -> String {
        self.browser.find(name).await.value().await.expect("a field").unwrap_or_default()
    }

    async fn set_time(&self, name: &str, at: DateTime<Utc>) {
        let civil = at.with_timezone(&DEFAULT_ZONE);
        self.fill(&format!("{name}-date"), &civil.format("%d.%m.%Y").to_string()).await;
        self.browser.type_on(&format!("{name}-date"), Key::Tab).await;
        self.fill(&format!("{name}-time"), &civil.format("%H:%M:%S").to_string()).await;
        self.browser.type_on(&format!("{name}-time"), Key::Enter).await;
    }
}

/// "17:05 Uhr" in minutes of its day.
fn minutes(time: &str) -> i32 {
    let of = |digits: &str| digits.parse::<i32>().expect("digits");
    of(&time[..2]) * 60 + of(&time[3..5])
}

/// The text's gate by keys and by hand: what it shows is what the field says, and Escape puts it back.
async fn slide(hand: &Hand) {
    let browser = &hand.browser;
    let before = hand.value("due-time").await;
    browser.shows("gate-slider", "role", "slider").await;
    hand.drag("gate-slider", 90, true).await;
    assert_eq!(hand.value("due-time").await, before, "Escape puts it back");
    hand.keys("gate-slider", Key::Right).await;
    let changed = async |from: &str| {
        wait::until_async("the field follows the gate", || async {
            let now = hand.value("due-time").await;
            (now != from).then_some(now)
        })
        .await
    };
    let by_key = changed(&before).await;
    assert_eq!(
        minutes(&by_key) - minutes(&before),
        5,
        "a key moves by five minutes, and Escape has left nothing behind"
    );
    hand.drag("gate-slider", 90, false).await;
    let by_hand = changed(&by_key).await;
    assert_eq!(minutes(&by_hand) % 5, 0, "a drag ends at a round time: {by_hand}");
    let told = browser.find("gate-slider").await.attr("aria-valuetext").await.expect("an answer");
    assert!(told.is_some_and(|told| told.contains(&by_hand[..5])), "the gate says what the field says");
    browser.picture("02e-tor-verschoben.png").await;
}

async fn journey(folder: &Path) {
    let browser = Browser::app(&folder.join("home"), &[]).await;
    let hand = Hand { browser, steps: Cell::new(0) };
    hand.click("welcome-sample").await;
    slide(&hand).await;
    let mut findings = hand.browser.axe().await;

    hand.click("nav-photos").await;
    hand.fill("caption-caption", "Die Unterzeichnung in der Staatskanzlei am 21. November 2023.").await;
    hand.fill("caption-altText", ALT_TEXT).await;
    hand.click("choose").await;
    hand.browser.find("unchoose").await;
    hand.click("nav-release").await;
    hand.click("photo-time-withRelease").await;
    let due = HostClock.now().wall.trunc_subsecs(0) + Duration::from_secs(25);
    hand.set_time("due", due).await;
    hand.click("plan").await;
    hand.click("plan-confirm").await;
    hand.browser.reads("band-planned", "Eingeplant").await;
    assert!(HostClock.now().wall < due, "this machine was too slow to plan before the time");
    hand.browser.find("gate-planned").await;
    findings.extend(hand.browser.axe().await);
    hand.click("nav-evidence").await;
    let page =
        hand.browser.find("open-page").await.attr("title").await.expect("the page").expect("its address");
    let page = page.trim().to_owned();
    wait::until_async("every lane is public", || async {
        let states = hand.browser.states("lane").await;
        (!states.is_empty() && states.iter().all(|state| state == "public")).then_some(())
    })
    .await;
    assert_eq!(fetch(&page).await.status, 200);
    hand.browser.reads("sentence", "öffentlich").await;
    hand.browser.picture("16b-erster-lauf.png").await;
    let steps = hand.steps.get();
    println!("From the first window to the proof: {steps} steps.");
    hand.browser.close().await;
    assert!(steps < STEPS, "{steps} steps from the first window to the proof");
    assert!(findings.is_empty(), "axe in the window:\n{}", findings.join("\n"));
}

#[test]
fn window_from_the_first_window_to_the_proof_in_few_steps() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    tokio::runtime::Runtime::new().expect("a runtime").block_on(journey(folder.path()));
}
