//! An office after its newsroom came back from a backup: what was taken from somebody since does not come back.

use sperrfrist_newsroom::{Access, Newsroom};
use sperrfrist_release::Clearance;

use super::Office;
use super::phone::sign_in;
use crate::support::{PAGE, Story, at, five, half_past_five};

#[test]
fn nobody_who_was_removed_after_the_backup_has_access_again_nor_signs_with_another() {
    let office = Office::open(true);
    office.enter("M. Roth", "write");
    office.enter("K. Lehmann", "write,approve");
    let (roth, lehmann, story) = (office.seat("M. Roth"), office.seat("K. Lehmann"), Story::new());
    roth.plan(&story);
    for item in [story.text_item(), story.photo_item()] {
        lehmann.approve(item).expect("approved");
    }
    let old = Newsroom::new_password_in(&office.data(), "K. Lehmann").expect("a password");
    let (office, restored) = office.lose(Access::Revoked, |office| {
        Newsroom::remove_officer_in(&office.data(), "K. Lehmann", &*office.clock).expect("removed");
    });
    assert_eq!((restored.held, restored.tokens.len(), restored.officers.len()), (2, 2, 2));
    let (roth, lehmann) = (roth.again(&office), lehmann.again(&office));
    assert!(!lehmann.is_admitted() && !roth.is_admitted(), "nobody has access");
    assert_eq!(sign_in(&office, "K. Lehmann", &old).status, 403, "nor by the password of then");

    // What was held is still there, for whoever gets access anew.
    let fresh = office.seat("M. Roth");
    let report = fresh.report(&story);
    assert!(report.items.iter().all(|item| item.clearance == Clearance::Held));
    // The key of somebody who was removed counts for nothing, also where another carries it in.
    let package = fresh.seal(&story.text(9, at(five())), false);
    let signed = lehmann.also_signed(&package);
    assert_eq!(fresh.put_sealed(&signed).map(drop), Err((400, "package.signature".to_owned())));
    let receipt = fresh.put(&story.text(9, at(five()))).expect("planned anew");
    assert!(receipt.proposed, "and waits for a second person");
    office.clock.set(half_past_five());
    assert_eq!(office.get(PAGE).status, 404);
}

#[test]
fn who_knows_that_nobody_lost_any_may_keep_the_access() {
    let office = Office::open(true);
    office.enter("M. Roth", "write");
    let (roth, story) = (office.seat("M. Roth"), Story::new());
    roth.plan(&story);
    let password = Newsroom::new_password_in(&office.data(), "M. Roth").expect("a password");
    let (office, restored) = office.lose(Access::Kept, |_| {});
    assert_eq!(restored.held, 2, "everything is held all the same");
    assert!(roth.again(&office).is_admitted());
    assert_eq!(sign_in(&office, "M. Roth", &password).status, 303);
}
