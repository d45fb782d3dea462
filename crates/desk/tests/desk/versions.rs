//! A release in another language: a release of its own that never goes without the German one.

use sperrfrist_desk::view::{OfRelease, ReleaseView, VersionRequest, WithdrawRequest};
use sperrfrist_release::state::State;
use sperrfrist_release::{Language, ReleaseId};

use crate::support::{Office, Tested, at};

const SORBIAN: Language = Language::UpperSorbian;

fn version(office: &Office, of: ReleaseId) -> Result<ReleaseId, Box<dyn std::error::Error>> {
    let made = office.desk.new_version(VersionRequest { id: of, language: SORBIAN })?;
    assert_eq!((made.release.language, made.release.version_of), (SORBIAN, Some(of)));
    Ok(made.release.id)
}

/// Both planned for five.
fn both(office: &Office) -> Result<(ReleaseView, ReleaseView), Box<dyn std::error::Error>> {
    let (german, _) = office.timed()?;
    let sorbian = version(office, german)?;
    Ok((office.schedule(german)?, office.schedule(sorbian)?))
}

#[test]
fn a_version_is_planned_only_behind_the_german_one_and_both_go_at_their_time() -> Tested {
    let office = Office::open()?;
    let (german, _) = office.timed()?;
    let sorbian = version(&office, german)?;
    assert_eq!(office.schedule(sorbian).expect_err("the German one first").code, "version.first");
    let german = office.schedule(german)?;
    let sorbian = office.schedule(sorbian)?;
    office.wait_until(at(16, 59, 59, 999));
    assert_eq!((office.page(&german)?.status, office.page(&sorbian)?.status), (404, 404));
    office.wait_until(at(17, 0, 0, 0));
    assert_eq!((office.page(&german)?.status, office.page(&sorbian)?.status), (200, 200));
    let opened = office.desk.open_release(OfRelease { id: german.release.id })?;
    assert_eq!(opened.versions.len(), 1);
    assert_eq!((opened.versions[0].id, opened.versions[0].language), (sorbian.release.id, SORBIAN));
    Ok(())
}

#[test]
fn there_is_one_version_in_each_language_and_the_german_one_is_the_first() -> Tested {
    let office = Office::open()?;
    let (german, _) = office.timed()?;
    let sorbian = version(&office, german)?;
    let again = VersionRequest { id: german, language: SORBIAN };
    assert_eq!(office.desk.new_version(again).expect_err("there is one").code, "version.there");
    let of_version = VersionRequest { id: sorbian, language: Language::English };
    let english = office.desk.new_version(of_version)?;
    assert_eq!(english.release.version_of, Some(german), "not of the Sorbian one");
    let german = VersionRequest { id: german, language: Language::German };
    assert_eq!(office.desk.new_version(german).expect_err("it is there").code, "version.german");
    Ok(())
}

#[test]
fn stopping_the_german_one_stops_its_versions() -> Tested {
    let office = Office::open()?;
    let (german, sorbian) = both(&office)?;
    office.desk.stop(OfRelease { id: german.release.id })?;
    let stopped = office.desk.open_release(OfRelease { id: sorbian.release.id })?;
    assert_eq!(stopped.state, State::Stopped);
    office.wait_until(at(18, 0, 0, 0));
    assert_eq!((office.page(&german)?.status, office.page(&sorbian)?.status), (404, 404));
    Ok(())
}

#[test]
fn withdrawing_the_german_one_withdraws_its_versions() -> Tested {
    let office = Office::open()?;
    let (german, sorbian) = both(&office)?;
    office.wait_until(at(17, 0, 0, 0));
    assert_eq!(office.page(&sorbian)?.status, 200);
    let id = german.release.id;
    office.desk.withdraw(WithdrawRequest { id, tombstone: None, reason: String::new() })?;
    let withdrawn = office.desk.open_release(OfRelease { id: sorbian.release.id })?;
    assert_eq!(withdrawn.state, State::Withdrawn);
    assert_eq!((office.page(&german)?.status, office.page(&sorbian)?.status), (404, 404));
    Ok(())
}

#[test]
fn a_stop_that_nobody_heard_is_kept_for_the_versions_too() -> Tested {
    let office = Office::open()?;
    let (german, sorbian) = both(&office)?;
    office.line.cut();
    let problem = office.desk.stop(OfRelease { id: german.release.id }).expect_err("cut off");
    assert_eq!(problem.code, "stop.queued");
    for id in [german.release.id, sorbian.release.id] {
        assert!(office.desk.open_release(OfRelease { id })?.is_stop_queued);
    }
    office.line.mend();
    office.tick_at(at(16, 0, 0, 0))?;
    for id in [german.release.id, sorbian.release.id] {
        assert_eq!(office.desk.open_release(OfRelease { id })?.state, State::Stopped);
    }
    Ok(())
}
