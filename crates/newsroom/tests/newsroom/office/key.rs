//! The office's key in its envelope: one follows another, for seats that are there, and the newsroom opens nothing.

use sperrfrist_newsroom::{Access, Newsroom};
use sperrfrist_seal::answer::Office as Told;
use sperrfrist_seal::{DeskKey, OfficeKey, OfficeRing, SealError, Sight};

use super::{Office, Seat, told};
use crate::support::{ask, files_in, keys_of};

const PATH: &str = "/api/office/key";

fn put(seat: &Seat, key: &OfficeKey) -> Result<Told, (u16, String)> {
    told(&seat.ask("PUT", PATH, &serde_json::to_vec(key).expect("plain data")))
}

/// The next envelope with this key, for everybody who is there.
fn next(seat: &Seat, ring: &OfficeRing) -> OfficeKey {
    let office = seat.office();
    ring.wrap(office.key.map_or(0, |key| key.generation) + 1, &office.readers).expect("wraps")
}

fn refused<T: std::fmt::Debug>(status: u16, code: &str) -> Result<T, (u16, String)> {
    Err((status, code.to_owned()))
}

/// Two who may write and one who may only approve.
fn three() -> (Office, Seat, Seat, Seat) {
    let office = Office::open(false);
    office.enter("M. Roth", "write");
    office.enter("K. Lehmann", "write,approve");
    office.enter("A. Voss", "approve,manage");
    let (roth, lehmann, voss) = (office.seat("M. Roth"), office.seat("K. Lehmann"), office.seat("A. Voss"));
    (office, roth, lehmann, voss)
}

fn leaves(office: &Office, name: &str) {
    Newsroom::remove_officer_in(&office.data(), name, &*office.clock).expect("removed");
}

#[test]
fn one_envelope_follows_another_and_of_two_at_once_one_counts() {
    let (_office, roth, lehmann, _) = three();
    assert_eq!(roth.office().key, None);
    let ring = OfficeRing::renewed(None);
    let first = next(&roth, &ring);
    let second = OfficeKey { generation: 2, ..first.clone() };
    assert_eq!(put(&roth, &second), refused(409, "office.key_moved_on"), "there is none before it");
    assert_eq!(put(&roth, &first).expect("put").key.as_ref(), Some(&first));
    assert_eq!(lehmann.office().key.as_ref(), Some(&first));
    let other = OfficeRing::renewed(None).wrap(1, &lehmann.office().readers).expect("wraps");
    assert_eq!(put(&lehmann, &other), refused(409, "office.key_moved_on"));
    let far = OfficeKey { generation: 3, ..second.clone() };
    assert_eq!(put(&lehmann, &far), refused(409, "office.key_moved_on"));
    let last = OfficeKey { generation: u64::MAX, ..second };
    assert_eq!(put(&lehmann, &last), refused(409, "office.key_moved_on"));
    assert_eq!(roth.office().key.as_ref(), Some(&first), "nothing was changed");

    let seats = [&roth, &lehmann];
    let keys = seats.map(|seat| next(seat, &OfficeRing::renewed(Some(&ring))));
    let puts = std::thread::scope(|scope| {
        let puts: Vec<_> =
            seats.into_iter().zip(&keys).map(|(seat, key)| scope.spawn(move || put(seat, key))).collect();
        puts.into_iter().map(|put| put.join().expect("answered")).collect::<Vec<_>>()
    });
    let counted: Vec<_> = puts.iter().zip(&keys).filter(|(put, _)| put.is_ok()).map(|(_, key)| key).collect();
    assert_eq!(counted.len(), 1, "{puts:?}");
    assert!(puts.contains(&refused(409, "office.key_moved_on")));
    assert_eq!(roth.office().key.as_ref(), Some(counted[0]));
}

#[test]
fn only_who_may_write_hands_it_on_and_whoever_has_lost_the_access_neither_reads_nor_writes_it() {
    let (office, roth, lehmann, voss) = three();
    let key = next(&roth, &OfficeRing::renewed(None));
    assert_eq!(put(&voss, &key), refused(403, "officer.not_entitled"));
    let body = serde_json::to_vec(&key).expect("plain data");
    assert_eq!(ask(office.public, "PUT", PATH, &[], &body).status, 401);
    assert_eq!(ask(office.public, "GET", "/api/office", &[], b"").status, 401);
    put(&roth, &key).expect("put");
    // Who may only approve has to read what is proposed.
    let told = voss.office().key.expect("a key");
    assert!(matches!(OfficeRing::look(&told, &voss.key), Sight::Open(_)));
    leaves(&office, "K. Lehmann");
    let again = OfficeKey { generation: 2, ..key };
    assert_eq!(put(&lehmann, &again), refused(401, "newsroom.token"));
    assert!(!lehmann.is_admitted());
}

#[test]
fn what_is_no_key_or_too_large_or_for_a_stranger_is_refused_and_changes_nothing() {
    let (_office, roth, _, _) = three();
    let ring = OfficeRing::renewed(None);
    let key = next(&roth, &ring);
    let ask = |body: &[u8]| told::<Told>(&roth.ask("PUT", PATH, body));
    assert_eq!(ask(b"{}"), refused(404, "newsroom.no_such_way"));
    assert_eq!(ask(b"\xff"), refused(404, "newsroom.no_such_way"));
    assert_eq!(ask(&vec![b' '; 128 * 1024 + 1]), refused(413, "newsroom.too_large"));
    for bad in [
        OfficeKey { recipient: "age1falsch".into(), ..key.clone() },
        OfficeKey { wrapped_for: Vec::new(), ..key.clone() },
        OfficeKey { envelope: "00".into(), ..key.clone() },
    ] {
        assert_eq!(put(&roth, &bad), refused(400, "office.key_form"), "{bad:?}");
    }
    let mut readers = roth.office().readers;
    readers.push(DeskKey::generate().recipient());
    assert_eq!(put(&roth, &ring.wrap(1, &readers).expect("wraps")), refused(409, "office.key_seat"));
    assert_eq!(roth.office().key, None);
    assert_eq!(roth.ask("GET", PATH, b"").status, 404, "it is told with the office");
}

#[test]
fn when_somebody_has_left_the_next_key_is_another_one_and_not_for_whoever_left() {
    let (office, roth, lehmann, _) = three();
    let ring = OfficeRing::renewed(None);
    let first = next(&roth, &ring);
    put(&roth, &first).expect("put");
    leaves(&office, "K. Lehmann");
    assert_eq!(roth.office().key.as_ref(), Some(&first), "the newsroom cannot make one");
    assert_eq!(put(&roth, &OfficeKey { generation: 2, ..first }), refused(409, "office.key_seat"));
    assert_eq!(put(&roth, &next(&roth, &ring)), refused(409, "office.key_same"));
    let renewed = next(&roth, &OfficeRing::renewed(Some(&ring)));
    let told = put(&roth, &renewed).expect("put").key.expect("a key");
    assert!(!told.wrapped_for.contains(&lehmann.key.recipient()));
    assert!(matches!(OfficeRing::look(&told, &lehmann.key), Sight::Shut));
}

#[test]
fn it_survives_a_restart_and_a_backup_stands_in_the_journal_and_its_secret_nowhere() {
    let (office, roth, lehmann, _) = three();
    let key = next(&roth, &OfficeRing::renewed(None));
    put(&roth, &key).expect("put");
    let own = keys_of(&office.data());
    let digits = key.envelope.as_bytes().chunks(2);
    let envelope: Vec<u8> = digits
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).expect("digits"), 16).expect("a byte"))
        .collect();
    assert!(matches!(own.open(&envelope), Err(SealError::NotForUs)), "the newsroom cannot open it");
    for path in files_in(&office.data()) {
        let bytes = std::fs::read(&path).expect("reads");
        assert!(!bytes.windows(14).any(|window| window == b"AGE-SECRET-KEY"), "{path:?}");
    }
    let office = office.restart(false);
    let (roth, lehmann) = (roth.again(&office), lehmann.again(&office));
    assert_eq!(lehmann.office().key.as_ref(), Some(&key));
    let lines = Newsroom::journal_in(&office.data()).expect("whole");
    let line = lines.last().expect("a line");
    assert_eq!((line.item.as_str(), line.event.as_str(), line.generation), ("office", "office key", 1));
    assert_eq!(line.actor, "M. Roth");

    let (office, _) = office.lose(Access::Kept, |_| {});
    let roth = roth.again(&office);
    assert_eq!(roth.office().key.as_ref(), Some(&key));
    assert!(matches!(OfficeRing::look(&key, &roth.key), Sight::Open(_)));
}

#[test]
fn after_a_restore_that_lets_nobody_in_no_seat_has_the_old_key_and_the_next_is_a_new_one() {
    let (office, roth, _, _) = three();
    let ring = OfficeRing::renewed(None);
    put(&roth, &next(&roth, &ring)).expect("put");
    let (office, _) = office.lose(Access::Revoked, |_| {});
    assert!(!roth.again(&office).is_admitted());
    let fresh = office.seat("M. Roth");
    let told = fresh.office();
    let old = told.key.expect("it is there still");
    assert!(old.somebody_left(&told.readers), "nobody seals for it");
    assert_eq!(put(&fresh, &next(&fresh, &ring)), refused(409, "office.key_same"));
    put(&fresh, &next(&fresh, &OfficeRing::renewed(None))).expect("put");
}
