//! What a few letters cost to find among very many releases.

use std::sync::Arc;
use std::time::Duration;

use sperrfrist_clock::{Clock, HostClock};
use sperrfrist_desk::view::{Publisher, SearchRequest};
use sperrfrist_desk::{Desk, NewsroomAccess};
use sperrfrist_newsroom::{keys, start_embedded};
use sperrfrist_release::due::DEFAULT_ZONE;

use crate::kept::{self, Chance};
use crate::row::{Better, Row};

const RELEASES: usize = 100_000;
const SEARCHES: usize = 400;

pub fn figures() -> Vec<Row> {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let archive = folder.path().join("archive");
    kept::write(&archive, RELEASES, 0);
    let keys = keys::read_or_make(&folder.path().join("newsroom.keys")).expect("keys");
    let anywhere = ([127, 0, 0, 1], 0).into();
    let newsroom = start_embedded(&folder.path().join("newsroom"), keys, Arc::new(HostClock), anywhere);
    let newsroom = newsroom.expect("a newsroom");
    let access = NewsroomAccess {
        base_url: newsroom.url().into(),
        public_url: newsroom.url().into(),
        token: newsroom.token().into(),
        key_file: None,
        publisher: Publisher::ThisPc,
    };
    let desk = Desk::open(&archive, access, Arc::new(HostClock), DEFAULT_ZONE).expect("a desk");
    let mut chance = Chance::new();
    let (mut found, mut took): (usize, Vec<Duration>) = (0, Vec::new());
    for number in 0..SEARCHES {
        // As somebody types: the first letters of one word, then of two.
        let letters = |chance: &mut Chance| {
            let word = chance.word();
            word.chars().take(usize::try_from(2 + chance.below(6)).expect("few")).collect::<String>()
        };
        let mut words = letters(&mut chance);
        if number % 3 == 0 {
            words = format!("{words} {}", letters(&mut chance));
        }
        let begun = HostClock.now().boottime;
        let view = desk.search(SearchRequest { words }).expect("an answer");
        took.push(HostClock.now().boottime - begun);
        found += usize::from(!view.releases.is_empty());
    }
    took.sort_unstable();
    assert!(found * 2 > SEARCHES, "most searches find something: {found}");
    vec![Row {
        name: "search.p95_ms",
        value: took[SEARCHES * 95 / 100].as_secs_f64() * 1_000.0,
        unit: "ms",
        goal: 20.0,
        better: Better::Less,
        against: format!(
            "limit; {SEARCHES} searches in {RELEASES} releases, {found} found something; median {:.2}, worst {:.2}",
            took[SEARCHES / 2].as_secs_f64() * 1_000.0,
            took[SEARCHES - 1].as_secs_f64() * 1_000.0
        ),
    }]
}
