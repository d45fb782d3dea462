//! Whatever is done in whatever order, and wherever it breaks off: what something refers to is there.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use proptest::prelude::*;
use sperrfrist_release::state::State;
use sperrfrist_release::{Caption, PhotoEdits};

use super::*;
use crate::books::tests::{at, draft};
use crate::{Attachment, PoolPhoto};

/// What may happen to one of a few photos in one of two releases.
#[derive(Debug, Clone, Copy)]
enum Event {
    Pool {
        release: usize,
        photo: u8,
    },
    Attach {
        release: usize,
        photo: u8,
    },
    Forget {
        release: usize,
        photo: u8,
    },
    Sweep {
        at_most: usize,
    },
    /// The program is killed after the file has gone, and before the mark has.
    KilledAtSweep,
    Restart,
}

fn event() -> impl Strategy<Value = Event> {
    let of = || (0..2_usize, 0..4_u8);
    prop_oneof![
        3 => of().prop_map(|(release, photo)| Event::Pool { release, photo }),
        1 => of().prop_map(|(release, photo)| Event::Attach { release, photo }),
        3 => of().prop_map(|(release, photo)| Event::Forget { release, photo }),
        2 => (1..3_usize).prop_map(|at_most| Event::Sweep { at_most }),
        1 => Just(Event::KilledAtSweep),
        1 => Just(Event::Restart),
    ]
}

fn bytes(photo: u8) -> Vec<u8> {
    vec![photo; 16]
}

fn pooled(original: &str) -> PoolPhoto {
    PoolPhoto {
        original: original.into(),
        file_name: "DSC.jpg".into(),
        width: 6,
        height: 4,
        bytes: 16,
        taken: None,
        words: String::new(),
    }
}

fn attached(original: &str) -> Attachment {
    Attachment {
        original: original.into(),
        file_name: "DSC.jpg".into(),
        caption: Caption::default(),
        inspection: "{}".into(),
        width: 6,
        height: 4,
        bytes: 16,
        clean_bytes: None,
        edits: PhotoEdits::default(),
        people: Vec::new(),
    }
}

fn happen(events: &[Event]) -> Result<(), Box<dyn Error>> {
    let dir = tempfile::tempdir()?;
    let mut archive = Archive::open(dir.path())?;
    let releases = [draft("Eins"), draft("Zwei")];
    archive.write(|books| {
        releases.iter().try_for_each(|release| books.insert_release(release, State::Draft, at(0)))
    })?;
    // By photo, whose pool it is in; and which were attached, which is for ever.
    let mut pools: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut chosen: BTreeSet<String> = BTreeSet::new();
    for event in events {
        match *event {
            Event::Pool { release, photo } => {
                let _taking_in = archive.taking_in();
                let original = archive.vault().put(&bytes(photo))?;
                archive.cache().put(&original, "thumb", b"small")?;
                assert!(archive.sweep_forgotten(9)?, "nothing is swept while a photo comes in");
                archive.write(|books| books.pool_add(releases[release].id, &pooled(&original), at(1)))?;
                pools.entry(original).or_default().insert(release);
            }
            Event::Attach { release, photo } => {
                let _taking_in = archive.taking_in();
                let original = archive.vault().put(&bytes(photo))?;
                archive.write(|books| books.attach(releases[release].id, &attached(&original)))?;
                chosen.insert(original);
            }
            Event::Forget { release, photo } => {
                let id = releases[release].id;
                let original = digest(photo);
                let is_done = archive.write(|books| books.forget_unchosen(id, &original, at(2)))?;
                let was_there = pools.get(&original).is_some_and(|there| there.contains(&release));
                assert_eq!(is_done, was_there && !chosen.contains(&original));
                if is_done && let Some(there) = pools.get_mut(&original) {
                    there.remove(&release);
                }
            }
            Event::Sweep { at_most } => {
                archive.sweep_forgotten(at_most)?;
            }
            Event::KilledAtSweep => {
                for original in archive.read(|books| books.forgotten(1))? {
                    if !archive.read(|books| books.is_referred_to(&original))? {
                        archive.vault.remove_for_good(&original)?;
                    }
                }
            }
            Event::Restart => {
                drop(archive);
                archive = Archive::open(dir.path())?;
            }
        }
        let referred = pools.iter().filter(|(_, there)| !there.is_empty()).map(|(original, _)| original);
        for original in referred.chain(&chosen) {
            assert!(archive.vault().get(original).is_ok(), "{original} is there after {event:?}");
        }
    }
    // In the end nothing is left of what was forgotten.
    while archive.sweep_forgotten(2)? {}
    let kept: BTreeSet<String> = archive.vault().names()?.into_iter().collect();
    let referred = pools.iter().filter(|(_, there)| !there.is_empty()).map(|(original, _)| original.clone());
    let expected: BTreeSet<String> = referred.chain(chosen).collect();
    assert_eq!(kept, expected);
    for photo in 0..4 {
        let original = digest(photo);
        assert!(kept.contains(&original) || archive.cache().get(&original, "thumb").is_none());
    }
    Ok(())
}

fn digest(photo: u8) -> String {
    crate::vault::digest(&bytes(photo))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_something_refers_to_is_never_lost_and_what_was_forgotten_is_gone(
        events in prop::collection::vec(event(), 0..40)
    ) {
        happen(&events).map_err(|error| TestCaseError::fail(error.to_string()))?;
    }
}

#[test]
fn a_photo_that_comes_in_again_before_its_file_is_gone_stays() -> Result<(), Box<dyn Error>> {
    let (pool, forget) = (Event::Pool { release: 0, photo: 1 }, Event::Forget { release: 0, photo: 1 });
    happen(&[pool, forget, pool, Event::Sweep { at_most: 5 }])?;
    happen(&[pool, forget, Event::KilledAtSweep, pool, Event::Restart, Event::Sweep { at_most: 5 }])?;
    happen(&[pool, forget, Event::Attach { release: 1, photo: 1 }, Event::Sweep { at_most: 5 }])
}
