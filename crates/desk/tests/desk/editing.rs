//! What is kept of a release's past: the steps that can be taken back, and the versions to compare with.

use sperrfrist_desk::view::{
    DraftRequest, HistoryChange, HistoryView, OfRelease, OfSnapshot, SnapshotKind, WordRequest,
};
use sperrfrist_release::Language;

use crate::support::{Office, Tested, at};

/// Nowhere in what leaves the desk: a word that was taken out again.
const SECRET: &str = "Geheimwort";

#[test]
fn the_history_is_kept_with_the_words_it_belongs_to_or_not_at_all() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.timed()?;
    let of = OfRelease { id };
    assert_eq!(office.desk.history(of.clone())?, HistoryView { first: 0, position: 0, steps: Vec::new() });
    let mut release = office.desk.open_release(of.clone())?.release;
    release.headline = "Eins".into();
    let history = HistoryChange { first: 0, keep: 0, position: 2, steps: vec!["a".into(), "b".into()] };
    office.desk.draft(DraftRequest { release: release.clone(), history: Some(history) })?;
    // A draft that changes no step leaves them, and one of a release that is not there leaves nothing.
    office.desk.draft(DraftRequest { release: release.clone(), history: None })?;
    let mut other = release;
    other.id = sperrfrist_release::ReleaseId::random();
    let history = HistoryChange { first: 0, keep: 0, position: 1, steps: vec!["c".into()] };
    let nowhere = other.id;
    assert!(office.desk.draft(DraftRequest { release: other, history: Some(history) }).is_err());
    let office = office.reopen()?;
    assert_eq!(
        office.desk.history(of)?,
        HistoryView { first: 0, position: 2, steps: vec!["a".into(), "b".into()] }
    );
    assert_eq!(office.desk.history(OfRelease { id: nowhere })?.steps, Vec::<String>::new());
    Ok(())
}

#[test]
fn a_version_is_kept_once_and_stands_among_those_that_were_planned() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.timed()?;
    let of = OfRelease { id };
    assert_eq!(office.desk.snapshots(of.clone())?.rows, []);
    office.desk.keep_snapshot(of.clone())?;
    assert_eq!(office.desk.keep_snapshot(of.clone())?.rows.len(), 1, "the same words are kept once");
    let kept = office.desk.snapshots(of.clone())?.rows.remove(0);
    let before = office.desk.open_release(of.clone())?.release;

    let mut release = before.clone();
    release.headline = "Später".into();
    office.desk.draft(DraftRequest { release, history: None })?;
    office.schedule(id)?;
    let rows = office.desk.snapshots(of.clone())?.rows;
    let kinds: Vec<SnapshotKind> = rows.iter().map(|row| row.kind).collect();
    assert!(kinds.contains(&SnapshotKind::Current) && kinds.contains(&SnapshotKind::Kept), "{kinds:?}");
    let view = office.desk.open_snapshot(OfSnapshot { id, key: kept.key.clone() })?;
    assert_eq!((view.release, view.row), (before, kept));
    let unknown = office.desk.open_snapshot(OfSnapshot { id, key: "kept-99".into() });
    assert_eq!(unknown.expect_err("none of that name").code, "snapshot.unknown");
    Ok(())
}

#[test]
fn what_was_taken_out_again_is_in_no_package_and_on_no_page() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.timed()?;
    let of = OfRelease { id };
    let before = office.desk.open_release(of.clone())?.release;
    let mut with = before.clone();
    with.headline = SECRET.into();
    let history =
        HistoryChange { first: 0, keep: 0, position: 1, steps: vec![format!("{{\"x\":\"{SECRET}\"}}")] };
    office.desk.draft(DraftRequest { release: with, history: Some(history) })?;
    office.desk.keep_snapshot(of)?;
    office.desk.draft(DraftRequest { release: before, history: None })?;
    let view = office.schedule(id)?;
    office.wait_until(at(17, 0, 0, 0));
    let page = office.page(&view)?;
    assert_eq!(page.status, 200);
    assert!(!String::from_utf8_lossy(&page.body).contains(SECRET));
    Ok(())
}

#[test]
fn a_word_that_was_added_is_known_until_it_is_taken_back() -> Tested {
    let office = Office::open()?;
    let word = || WordRequest { language: Language::German, word: "Elbmarkerisch".into() };
    office.desk.know_word(word())?;
    office.desk.know_word(word())?;
    let office = office.reopen()?;
    office.desk.forget_word(word())?;
    Ok(())
}
