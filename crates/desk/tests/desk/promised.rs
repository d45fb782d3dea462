//! Promised photos: the words that stand for them, the warning, and that a late one waits for the officer.

use std::time::Duration;

use sperrfrist_desk::view::{
    AttachRequest, CaptionRequest, ChooseRequest, JournalEvent, LaneState, OfRelease, PhotoPromise,
    PromiseStage, PromisedPhoto, SlotRequest, UnattendedRequest,
};
use sperrfrist_release::{Caption, ReleaseId, SlotId};

use crate::support::{Office, Tested, at, caption, photo, states};

type Told<T> = Result<T, Box<dyn std::error::Error>>;

impl Office {
    fn promise(&self, id: ReleaseId) -> Told<PhotoPromise> {
        let mut promises = self.desk.open_release(OfRelease { id })?.promises;
        assert_eq!(self.desk.overview()?.releases[0].promises, promises);
        promises.pop().ok_or_else(|| "a promise".into())
    }

    fn shows_a_photo(&self, id: ReleaseId) -> Told<bool> {
        let page = self.page(&self.desk.open_release(OfRelease { id })?)?;
        assert_eq!(page.status, 200);
        Ok(String::from_utf8(page.body)?.contains("/medien/"))
    }

    /// Attaches the photo with these words and puts it into its slot.
    fn bring(&self, id: ReleaseId, slot: SlotId, caption: Caption) -> Told<String> {
        let request = AttachRequest { id, file_name: "DSC_4417.jpg".into() };
        let original = self.desk.attach_photo(&photo(), request)?.photos[0].original.clone();
        self.desk.caption(CaptionRequest { id, original: original.clone(), caption })?;
        let chosen = Some(original.clone());
        self.desk.choose_photo(ChooseRequest { id, slot: Some(slot), original: chosen })?;
        Ok(original)
    }

    /// A release whose text is public since 17:00, and whose photo is promised for 17:30.
    fn promised(&self) -> Told<(ReleaseId, SlotId)> {
        let (id, slot) = self.timed()?;
        let planned = self.schedule(id)?;
        self.wait_until(at(17, 0, 0, 0));
        assert_eq!(self.page(&planned)?.status, 200);
        self.look_later(id)?;
        Ok((id, slot))
    }
}

#[test]
fn the_desk_warns_five_minutes_before_and_the_page_keeps_the_officer_s_words() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.promised()?;
    for (minute, second, stage) in [
        (24, 59, PromiseStage::Waiting),
        (25, 0, PromiseStage::Soon),
        (29, 59, PromiseStage::Soon),
        (30, 0, PromiseStage::Over),
        (59, 0, PromiseStage::Over),
    ] {
        office.tick_at(at(17, minute, second, 0))?;
        let promise = office.promise(id)?;
        assert_eq!((promise.slot, promise.stage), (slot, stage), "17:{minute}:{second}");
        assert_eq!((promise.photo, promise.unattended), (PromisedPhoto::Missing, false));
        assert_eq!(
            (promise.words.as_str(), promise.due),
            ("Bild folgt gegen 17:30 Uhr", Some(at(17, 30, 0, 0)))
        );
        let page = office.page(&office.desk.open_release(OfRelease { id })?)?;
        assert!(String::from_utf8(page.body)?.contains("Bild folgt gegen 17:30"));
    }
    Ok(())
}

#[test]
fn what_a_photo_lacks_never_blocks_the_text() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.timed()?;
    let silent = Caption { alt_text: String::new(), ..caption() };
    let original = office.bring(id, slot, silent)?;
    let planned = office.schedule(id)?;
    assert_eq!(states(&planned), [LaneState::Locked, LaneState::Reserved]);
    assert_eq!(office.promise(id)?.photo, PromisedPhoto::Incomplete);
    office.wait_until(at(17, 40, 0, 0));
    assert!(!office.shows_a_photo(id)?);
    office.look_later(id)?;
    let problem = office.schedule(id).expect_err("it lacks its alternative text");
    assert_eq!(problem.code, "photo.alt_text_missing");

    office.desk.caption(CaptionRequest { id, original, caption: caption() })?;
    assert_eq!(office.promise(id)?.photo, PromisedPhoto::Ready);
    office.schedule(id)?;
    assert!(office.shows_a_photo(id)?);
    assert!(office.look_later(id)?.promises.is_empty());
    Ok(())
}

#[test]
fn a_late_photo_only_prepares_itself() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.promised()?;
    office.wait_until(at(17, 31, 0, 0));
    office.bring(id, slot, caption())?;
    office.line.seen();
    for _ in 0..20 {
        office.clock.advance(Duration::from_secs(60));
        office.desk.tick()?;
    }
    assert_eq!(office.line.packages(), 0);
    assert_eq!(office.promise(id)?.photo, PromisedPhoto::Ready);
    assert!(!office.shows_a_photo(id)?);
    office.schedule(id)?;
    assert!(office.shows_a_photo(id)?);
    Ok(())
}

#[test]
fn a_photo_goes_out_by_itself_only_where_the_officer_said_so_and_only_complete() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.promised()?;
    let other = office.desk.add_slot(OfRelease { id })?.release.photos[1].id;
    assert!(!office.promise(id)?.unattended, "off by default");
    office.desk.set_unattended(UnattendedRequest { id, slot, unattended: true })?;
    let office = office.reopen()?;
    assert_eq!(office.desk.open_release(OfRelease { id })?.unattended, [slot]);
    assert!(office.promise(id)?.unattended, "it is kept");
    let unknown = UnattendedRequest { id, slot: SlotId::random(), unattended: true };
    assert_eq!(office.desk.set_unattended(unknown).expect_err("none").code, "slot.none");

    office.wait_until(at(17, 35, 0, 0));
    let open = Caption { usage_terms: String::new(), ..caption() };
    let original = office.bring(id, slot, open)?;
    office.tick_at(at(17, 40, 0, 0))?;
    assert!(!office.shows_a_photo(id)?, "its terms are open");
    office.desk.caption(CaptionRequest { id, original, caption: caption() })?;
    office.tick_at(at(17, 40, 59, 0))?;
    assert!(!office.shows_a_photo(id)?, "somebody still types");
    office.line.seen();
    office.tick_at(at(17, 41, 0, 0))?;
    assert_eq!(office.line.packages(), 1);
    assert!(office.shows_a_photo(id)?);
    let events: Vec<_> =
        office.desk.evidence(OfRelease { id })?.journal.into_iter().map(|line| line.event).collect();
    assert!(events.contains(&JournalEvent::SentByItself));
    assert!(office.desk.open_release(OfRelease { id })?.release.slot(other).is_some());
    Ok(())
}

#[test]
fn what_was_held_back_is_the_officer_s_again() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.timed()?;
    office.desk.set_unattended(UnattendedRequest { id, slot, unattended: true })?;
    office.bring(id, slot, caption())?;
    let planned = office.schedule(id)?;
    office.desk.hold_photo(SlotRequest { id, slot })?;
    office.wait_until(at(17, 0, 0, 0));
    assert_eq!(office.page(&planned)?.status, 200);
    office.line.seen();
    for minute in 1..50 {
        office.tick_at(at(17, minute, 0, 0))?;
    }
    assert_eq!(office.line.packages(), 0);
    assert!(!office.shows_a_photo(id)?);
    Ok(())
}
