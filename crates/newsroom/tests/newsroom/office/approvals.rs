//! Four eyes: who wrote cannot alone publish.

use chrono::TimeDelta;
use sperrfrist_release::Clearance;
use sperrfrist_seal::Role;

use super::{Office, Seat};
use crate::support::{CANARY_TEXT, PAGE, Story, at, five, half_past_five};

/// Roth writes, Lehmann approves too.
fn two(four_eyes: bool) -> (Office, Seat, Seat, Story) {
    let office = Office::open(four_eyes);
    office.enter("M. Roth", "write");
    office.enter("K. Lehmann", "write,approve");
    let (roth, lehmann) = (office.seat("M. Roth"), office.seat("K. Lehmann"));
    (office, roth, lehmann, Story::new())
}

fn code<T: std::fmt::Debug>(result: Result<T, (u16, String)>) -> String {
    result.expect_err("refused").1
}

#[test]
fn what_one_person_wrote_waits_for_a_second_one_and_is_public_at_its_time_then() {
    let (office, roth, lehmann, story) = two(true);
    let receipt = roth.put(&story.text(1, at(five()))).expect("held");
    assert!(receipt.proposed);
    assert!(roth.put(&story.photo(1, at(half_past_five()))).expect("held").proposed);
    office.clock.set(five() + TimeDelta::minutes(40));
    assert_eq!(office.get(PAGE).status, 404, "nobody has approved");

    office.clock.set(five() - TimeDelta::minutes(5));
    let report = lehmann.approve(story.text_item()).expect("approved");
    assert_eq!(report.items[0].clearance, Clearance::Cleared);
    assert_eq!(report.items[1].clearance, Clearance::Proposed);
    lehmann.approve(story.photo_item()).expect("approved");
    office.clock.set(five() - TimeDelta::milliseconds(1));
    assert_eq!(office.get(PAGE).status, 404);
    office.clock.set(five());
    assert!(office.get(PAGE).text().contains(CANARY_TEXT));
    office.clock.set(half_past_five());
    assert_eq!(office.get(&format!("{PAGE}/foto/1")).status, 200);
}

#[test]
fn nobody_approves_their_own_words_also_not_from_a_second_seat() {
    let (office, roth, lehmann, story) = two(true);
    lehmann.plan(&story);
    assert_eq!(code(lehmann.approve(story.text_item())), "approval.own");
    assert_eq!(code(office.seat("K. Lehmann").approve(story.text_item())), "approval.own");
    assert_eq!(code(roth.approve(story.text_item())), "officer.not_entitled");
    // A signature that somebody else brings along is not that person's word.
    office.enter("T. Weber", "approve");
    let weber = office.seat("T. Weber");
    let signature = lehmann.fetch(story.text_item()).signed().signatures[0].clone();
    assert_eq!(code(weber.sign(story.text_item(), 1, &signature)), "approval.other_signature");
    office.clock.set(five());
    assert_eq!(office.get(PAGE).status, 404);
}

#[test]
fn editing_after_the_approval_voids_it() {
    let (office, roth, lehmann, story) = two(true);
    roth.plan(&story);
    lehmann.approve(story.text_item()).expect("approved");
    let old = lehmann.fetch(story.text_item());
    assert!(roth.put(&story.text(2, at(five() - TimeDelta::hours(1)))).expect("held").proposed);
    let again = old.signed().signatures[1].clone();
    assert_eq!(code(lehmann.sign(story.text_item(), 1, &again)), "item.stale");
    assert_eq!(code(lehmann.sign(story.text_item(), 2, &again)), "package.signature");
    office.clock.set(five());
    assert_eq!(office.get(PAGE).status, 404, "earlier needs the second person again");
    lehmann.approve(story.text_item()).expect("approved");
    assert_eq!(office.get(PAGE).status, 200);
}

#[test]
fn one_person_may_always_delay_stop_and_withdraw() {
    let (office, roth, lehmann, story) = two(true);
    office.enter("A. Bote", "");
    let bote = office.seat("A. Bote");
    roth.plan(&story);
    lehmann.approve(story.text_item()).expect("approved");
    assert_eq!(code(bote.put(&story.text(5, at(five())))), "officer.not_entitled");
    let later = five() + TimeDelta::minutes(15);
    let order = format!(r#""order":"postpone","generation":1,"to":"{}""#, later.to_rfc3339());
    let report = bote.order(&story, &order).expect("later");
    assert_eq!(report.items[0].due, Some(later));
    assert_eq!(report.items[1].due, Some(half_past_five() + TimeDelta::minutes(15)));
    assert_eq!(report.items[0].clearance, Clearance::Cleared, "the approval holds");
    let earlier = five() - TimeDelta::minutes(15);
    let order = format!(r#""order":"postpone","to":"{}""#, earlier.to_rfc3339());
    assert_eq!(code(bote.order(&story, &order)), "postpone.earlier");
    office.clock.set(five() + TimeDelta::minutes(15) - TimeDelta::milliseconds(1));
    assert_eq!(office.get(PAGE).status, 404);
    office.clock.set(later);
    assert_eq!(office.get(PAGE).status, 200);
    bote.order(&story, r#""order":"withdraw""#).expect("withdrawn");
    assert_eq!(office.get(PAGE).status, 404);
    assert_eq!(code(bote.order(&story, r#""order":"signal""#)), "officer.not_entitled");
}

#[test]
fn a_correction_in_haste_goes_out_at_once_and_is_countersigned_afterwards() {
    let (office, roth, lehmann, mut story) = two(true);
    roth.plan(&story);
    lehmann.approve(story.text_item()).expect("approved");
    office.clock.set(five());
    assert_eq!(office.get(PAGE).status, 200);
    story.release.headline = "Berichtigt".into();
    let draft = story.text(2, at(five()));
    assert_eq!(code(roth.put(&draft)), "correction.needs_second");
    assert!(office.get(PAGE).text().contains(CANARY_TEXT), "the public keeps what it has");
    let receipt = roth.put_sealed(&roth.seal(&draft, true)).expect("in haste");
    assert!(!receipt.proposed);
    assert!(office.get(PAGE).text().contains("Berichtigt"));
    assert!(roth.report(&story).items[0].approval_owed);
    assert_eq!(code(roth.approve(story.text_item())), "officer.not_entitled");
    let office = office.restart(true);
    assert!(office.get(PAGE).text().contains("Berichtigt"));
    let lehmann = office.seat("K. Lehmann");
    assert!(!lehmann.approve(story.text_item()).expect("countersigned").items[0].approval_owed);
    lehmann.approve(story.text_item()).expect("the answer was lost, and it comes again");
    assert_eq!(code(office.seat("K. Lehmann").approve(story.text_item())), "approval.nothing");
}

#[test]
fn haste_opens_nothing_that_is_not_public_yet() {
    let (office, roth, _, story) = two(true);
    let receipt = roth.put_sealed(&roth.seal(&story.text(1, at(five())), true)).expect("held");
    assert!(receipt.proposed);
    office.clock.set(five());
    assert_eq!(office.get(PAGE).status, 404);
}

#[test]
fn without_four_eyes_whoever_may_approve_plans_alone_and_who_may_only_write_proposes() {
    let (office, roth, lehmann, story) = two(false);
    let other = Story::new();
    assert!(!lehmann.put(&story.text(1, at(five()))).expect("held").proposed);
    assert!(roth.put(&other.text(1, at(five()))).expect("held").proposed);
    assert!(!lehmann.approve(other.text_item()).expect("approved").items.is_empty());
    assert!(!office.seat("K. Lehmann").office().four_eyes);
}

#[test]
fn another_seat_reads_what_was_proposed_and_the_newsroom_still_has_it_sealed() {
    let (office, roth, lehmann, story) = two(true);
    roth.plan(&story);
    let package = lehmann.fetch(story.text_item());
    let (entry, sealed) = package.parts().next().expect("a part");
    assert_eq!(entry.role, Role::Release);
    let text = String::from_utf8(lehmann.key.open(sealed).expect("opens")).expect("text");
    assert!(text.contains(CANARY_TEXT));
    // Whoever comes later has a seat too, but this was not sealed for it.
    let late = office.seat("M. Roth");
    assert!(late.key.open(sealed).is_err());
}

#[test]
fn who_is_removed_neither_approves_nor_plans_and_what_was_approved_stays() {
    let (office, roth, lehmann, story) = two(true);
    let other = Story::new();
    roth.plan(&story);
    roth.plan(&other);
    lehmann.approve(story.text_item()).expect("approved");
    let package = lehmann.fetch(other.text_item());
    sperrfrist_newsroom::Newsroom::remove_officer_in(&office.data(), "K. Lehmann", &*office.clock)
        .expect("removed");
    let signature = package.signed().signatures[0].clone();
    let gone = lehmann.ask("POST", &format!("/api/items/{}/approvals", other.text_item()), b"{}");
    assert_eq!(gone.status, 401, "{signature:?}");
    let office = office.restart(true);
    office.clock.set(five());
    assert_eq!(office.get(PAGE).status, 200);
}

#[test]
fn a_token_without_a_person_is_no_second_person() {
    let (office, _, lehmann, story) = two(true);
    let line = sperrfrist_newsroom::Newsroom::new_token_in(
        &office.data(),
        crate::support::keys_of(&office.data()),
        "Laptop",
        None,
        &*office.clock,
    );
    let laptop = office.seat_of(&line.expect("a token"));
    assert!(lehmann.put(&story.text(1, at(five()))).expect("held").proposed);
    assert_eq!(code(laptop.approve(story.text_item())), "approval.own");
}

#[test]
fn a_token_gives_nobody_another_ones_key_or_place_to_read() {
    let (office, roth, lehmann, _) = two(true);
    let readers = lehmann.office().readers;
    let thief = sperrfrist_seal::DeskKey::generate();
    let body = format!(r#"{{"key":"{}","recipient":"{}"}}"#, thief.id(), thief.recipient());
    assert_eq!(lehmann.ask("POST", "/api/desks", body.as_bytes()).status, 409);
    assert_eq!(lehmann.office().readers, readers, "nothing is sealed for the thief");
    let body = format!(r#"{{"key":"{}","recipient":"age1falsch"}}"#, lehmann.key.id());
    assert_eq!(lehmann.ask("POST", "/api/desks", body.as_bytes()).status, 404);
    // Public keys are public: with a fresh token of his own Roth cannot take hers.
    let line = sperrfrist_newsroom::Newsroom::new_token_in(
        &office.data(),
        crate::support::keys_of(&office.data()),
        "PC 2",
        Some("M. Roth"),
        &*office.clock,
    );
    let token = sperrfrist_seal::Pairing::from_secret_text(&line.expect("a token")).expect("a line").token;
    let bearer = format!("Bearer {token}");
    let body = format!(r#"{{"key":"{}"}}"#, lehmann.key.id());
    let headers = [("authorization", bearer.as_str())];
    assert_eq!(
        crate::support::ask(office.public, "POST", "/api/desks", &headers, body.as_bytes()).status,
        409
    );
    assert_eq!(roth.office().officer, "M. Roth");
}
