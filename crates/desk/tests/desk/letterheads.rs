//! Letterheads that an officer makes: kept as typed, holding when right, chosen by releases.

use sperrfrist_desk::view::{
    ChooseLetterheadRequest, DraftRequest, FileView, ImportRequest, LetterheadFilesRequest,
    LetterheadPagesRequest, LetterheadRequest, LetterheadSource, LetterheadView, OfLetterhead, OfRelease,
    PaperFileRequest, PaperFormat, PaperVariant, ScheduleRequest, UsualLetterheadRequest, WithdrawRequest,
};
use sperrfrist_desk::{Desk, Problem, Sample};
use sperrfrist_paper::Letterhead;
use sperrfrist_release::{LetterheadId, ReleaseId};
use sperrfrist_testkit::{jpeg, png};

use crate::support::{Office, Tested, at};

const STADT: &str = "Stadt Weidenbrück an der Osse";
const LOGO: &[u8] = include_bytes!("../../../../assets/letterheads/stadt.svg");
const TOML: &[u8] = include_bytes!("../../../../assets/letterheads/stadt.toml");
const SAMPLE: Sample<'static> = Sample {
    text: include_bytes!("../../../../assets/sample/medieninformation.txt"),
    photo: include_bytes!("../../../../assets/sample/unterzeichnung.jpg"),
    photo_name: "DSC_4417.jpg",
};

fn stadt(desk: &Desk) -> Result<LetterheadView, Problem> {
    desk.new_letterhead(LetterheadSource::Pattern { name: "Stadt".into() })
}

/// Types into a letterhead.
fn typed(
    desk: &Desk,
    view: &LetterheadView,
    change: impl FnOnce(&mut LetterheadRequest),
) -> Result<LetterheadView, Problem> {
    let mut request =
        LetterheadRequest { id: view.row.id, name: view.row.name.clone(), draft: view.draft.clone() };
    change(&mut request);
    desk.edit_letterhead(request)
}

fn choose(desk: &Desk, id: ReleaseId, on: Option<LetterheadId>) -> Result<ReleaseId, Problem> {
    let chosen = desk.choose_letterhead(ChooseLetterheadRequest { id, letterhead: on, take: false })?;
    assert_eq!(chosen.release.letterhead, on);
    Ok(id)
}

/// The file of a draft.
fn pdf(desk: &Desk, id: ReleaseId) -> Result<Vec<u8>, Problem> {
    let format = PaperFormat::Pdf;
    let request = PaperFileRequest { id, variant: PaperVariant::Public, with_photos: false, format };
    Ok(desk.paper_file(request)?.bytes)
}

/// Whether a file says the words: PDF/A keeps what it says of itself in plain letters.
fn says(file: &[u8], words: &str) -> bool {
    file.windows(words.len()).any(|window| window == words.as_bytes())
}

fn files(files: &[(&str, &[u8])]) -> (LetterheadFilesRequest, Vec<u8>) {
    let views = files.iter().map(|(name, bytes)| FileView { name: (*name).into(), bytes: bytes.len() });
    (
        LetterheadFilesRequest { files: views.collect() },
        files.iter().flat_map(|(_, bytes)| bytes.iter().copied()).collect(),
    )
}

#[test]
fn a_release_is_printed_on_the_letterhead_that_it_chooses() -> Tested {
    let office = Office::open()?;
    let (desk, (id, _)) = (&office.desk, office.timed()?);
    let letterhead = stadt(desk)?;
    assert!(letterhead.row.is_sound && letterhead.findings.is_empty(), "{:?}", letterhead.findings);
    assert_eq!(desk.letterheads()?.patterns, ["Staatskanzlei", "Stadt"]);

    let plain = pdf(desk, id)?;
    choose(desk, id, Some(letterhead.row.id))?;
    let on_it = pdf(desk, id)?;
    assert!(!says(&plain, STADT) && says(&on_it, STADT));
    let view = desk.open_release(OfRelease { id })?;
    assert_eq!(view.release.issuer.name, STADT, "the house goes with the text, too");
    assert_eq!(view.release.contact.name, "Miriam Tannhof", "what was typed stays");
    assert_eq!(desk.letterheads()?.rows[0].used_by, 1);
    Ok(())
}

#[test]
fn what_is_typed_is_kept_wrong_as_it_is_and_releases_stay_on_what_was_right() -> Tested {
    let mut office = Office::open()?;
    let (id, _) = office.timed()?;
    let letterhead = stadt(&office.desk)?;
    choose(&office.desk, id, Some(letterhead.row.id))?;
    let before = pdf(&office.desk, id)?;

    let wrong = typed(&office.desk, &letterhead, |request| {
        request.draft.colours.accent = "#9ad1b9".into();
        request.draft.colours.muted = "grau".into();
        request.draft.page.left = "4o".into();
        request.draft.column.width = "400".into();
        request.draft.issuer.name = "Stadt 中".into();
    })?;
    let said = |field: &str| {
        let of_field = wrong.findings.iter().filter(|finding| finding.field == field);
        of_field.map(|finding| finding.sentence.as_str()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(said("colours.accent"), "Die Farbe hat auf ihrem Grund nur den Kontrast 1,7 : 1.");
    assert_eq!(said("colours.muted"), "Das ist keine Farbe.");
    assert_eq!(said("page.left"), "»4o« ist kein Maß.");
    assert_eq!(said("column.width"), "Das Maß passt nicht auf das Blatt.");
    assert!(said("issuer").contains("»中«"), "{:?}", wrong.findings);
    assert!(wrong.row.is_sound);
    assert_eq!(pdf(&office.desk, id)?, before);
    let refused = office.desk.letterhead_file(OfLetterhead { id: wrong.row.id }).expect_err("unfinished");
    assert!(refused.sentence.starts_with("So ist der Briefkopf noch nicht fertig."), "{refused}");

    office = office.reopen()?;
    let kept = office.desk.open_letterhead(OfLetterhead { id: wrong.row.id })?;
    assert_eq!(kept.draft, wrong.draft);
    let right = typed(&office.desk, &kept, |request| {
        request.draft = letterhead.draft.clone();
        request.draft.colours.accent = "#7a1f5c".into();
    })?;
    assert_eq!(right.findings, []);
    assert_ne!(pdf(&office.desk, id)?, before);
    Ok(())
}

#[test]
fn one_that_releases_use_is_not_deleted_and_one_that_nobody_uses_is() -> Tested {
    let office = Office::open()?;
    let desk = &office.desk;
    let (draft, planned) = (office.written()?, office.timed()?.0);
    let letterhead = stadt(desk)?.row.id;
    choose(desk, draft, Some(letterhead))?;
    choose(desk, planned, Some(letterhead))?;
    office.schedule(planned)?;
    let delete = || desk.delete_letterhead(OfLetterhead { id: letterhead });
    let refused = delete().expect_err("in use");
    assert_eq!(refused.code, "letterhead.in_use");
    assert!(refused.sentence.starts_with("2 Meldungen stehen auf diesem Briefkopf"), "{refused}");
    choose(desk, draft, None)?;
    choose(desk, planned, None)?;
    // Its draft has moved on; what is planned has not.
    assert_eq!(delete().expect_err("planned on it").code, "letterhead.in_use");
    office.schedule(planned)?;
    assert_eq!(delete()?.rows, []);
    assert_eq!(delete().expect_err("gone").code, "letterhead.gone");
    Ok(())
}

#[test]
fn what_is_withdrawn_stands_on_plain_paper_once_its_letterhead_is_deleted() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.timed()?;
    let letterhead = stadt(&office.desk)?.row.id;
    choose(&office.desk, id, Some(letterhead))?;
    let planned = office.schedule(id)?;
    office.wait_until(at(17, 0, 0, 0));
    assert_eq!(office.page(&planned)?.status, 200);
    office.look_later(id)?;
    office.desk.withdraw(WithdrawRequest { id, tombstone: None, reason: String::new() })?;
    office.desk.delete_letterhead(OfLetterhead { id: letterhead })?;
    assert_eq!(office.look_later(id)?.release.letterhead, None);
    pdf(&office.desk, id)?;
    Ok(())
}

#[test]
fn another_letterhead_is_a_change_of_what_is_planned_and_its_document_is_set_anew() -> Tested {
    let office = Office::open()?;
    let (id, _) = office.timed()?;
    office.schedule(id)?;
    let letterhead = stadt(&office.desk)?.row.id;
    choose(&office.desk, id, Some(letterhead))?;
    let moved_on = office.look_later(id)?;
    assert!(moved_on.planned.is_some_and(|planned| planned.changes > 0));
    let planned = office.desk.schedule(ScheduleRequest { id, now: false })?;
    office.wait_until(at(17, 0, 0, 0));
    let page = planned.planned.and_then(|planned| planned.page_url).ok_or("an address")?;
    assert!(says(&office.fetch(&format!("{page}.pdf"))?.body, STADT));
    Ok(())
}

#[test]
fn a_release_of_another_house_keeps_its_words_until_the_officer_lets_them_go() -> Tested {
    let office = Office::open()?;
    let (desk, id) = (&office.desk, office.written()?);
    let mut release = desk.open_release(OfRelease { id })?.release;
    release.issuer.name = "Landesamt für Quellen".into();
    desk.draft(DraftRequest { history: None, release })?;
    let letterhead = Some(stadt(desk)?.row.id);
    let refused = choose(desk, id, letterhead).expect_err("another house");
    assert_eq!(refused.code, "letterhead.other_house");
    assert_eq!(refused.choices[0].value, "take");
    let taken = desk.choose_letterhead(ChooseLetterheadRequest { id, letterhead, take: true })?;
    assert_eq!(taken.release.issuer.name, STADT);
    assert_eq!(taken.release.contact.name, "Jannis Ohlendorf");
    // From here on they are the letterhead's, and go with it.
    let kanzlei = desk.new_letterhead(LetterheadSource::Pattern { name: "Staatskanzlei".into() })?;
    choose(desk, id, Some(kanzlei.row.id))?;
    let view = desk.open_release(OfRelease { id })?;
    assert_eq!(view.release.contact, kanzlei.draft.contact);
    Ok(())
}

#[test]
fn new_releases_get_the_usual_letterhead_and_those_of_a_known_house_get_its_own() -> Tested {
    let office = Office::open()?;
    let desk = &office.desk;
    assert_eq!(desk.new_release()?.release.letterhead, None);
    let usual = stadt(desk)?.row.id;
    let kanzlei = desk.new_letterhead(LetterheadSource::Pattern { name: "Staatskanzlei".into() })?.row.id;
    let list = desk.set_usual_letterhead(UsualLetterheadRequest { id: Some(usual) })?;
    assert_eq!(list.rows.iter().filter(|row| row.is_usual).map(|row| row.id).collect::<Vec<_>>(), [usual]);

    let new = desk.new_release()?.release;
    assert_eq!((new.letterhead, new.issuer.name.as_str()), (Some(usual), STADT));
    assert_eq!(new.contact.name, "Jannis Ohlendorf");
    let read = desk.import_text(SAMPLE.text, ImportRequest { file_name: "a.txt".into() })?.view.release;
    assert_eq!(read.letterhead, Some(kanzlei));
    assert_eq!(desk.open_sample(SAMPLE)?.release.letterhead, Some(kanzlei));
    desk.set_usual_letterhead(UsualLetterheadRequest { id: None })?;
    assert_eq!(desk.new_release()?.release.letterhead, None);
    Ok(())
}

#[test]
fn a_letterhead_is_handed_on_as_one_file_and_read_again() -> Tested {
    let office = Office::open()?;
    let desk = &office.desk;
    let (request, bytes) = files(&[("stadt.svg", LOGO), ("stadt.toml", TOML)]);
    let read = desk.import_letterhead(request, &bytes)?;
    assert_eq!(read.row.name, STADT);
    assert_eq!(read.logo.as_ref().map(|logo| logo.format.as_str()), Some("SVG"));
    let file = desk.letterhead_file(OfLetterhead { id: read.row.id })?;
    assert_eq!(file.name, "briefkopf-stadt-weidenbrueck-an-der-osse.toml");
    let (request, bytes) = files(&[(&file.name, &file.bytes)]);
    let again = desk.import_letterhead(request, &bytes)?;
    assert_eq!((&again.draft, &again.logo), (&read.draft, &read.logo));
    assert_eq!(again.row.name, format!("{STADT} 2"));
    Ok(())
}

#[test]
fn a_broken_file_is_refused_with_its_line_and_nothing_is_kept() -> Tested {
    let office = Office::open()?;
    let text = String::from_utf8(TOML.to_vec())?;
    let refused = |files: &[(&str, &[u8])]| {
        let (request, bytes) = self::files(files);
        office.desk.import_letterhead(request, &bytes).expect_err("broken")
    };
    let broken = text.replace("#1d4e89", "blau");
    let line = broken.lines().position(|line| line.contains("blau")).ok_or("a line")? + 1;
    let problem = refused(&[("stadt.toml", broken.as_bytes()), ("stadt.svg", LOGO)]);
    assert_eq!(problem.code, "letterhead.colour");
    assert!(problem.sentence.starts_with(&format!("Briefkopf, Zeile {line}, Spalte ")), "{problem}");
    let problem = refused(&[("stadt.toml", TOML)]);
    assert_eq!(problem.code, "letterhead.no_logo");
    assert!(problem.next_step.contains("zusammen"), "{problem}");
    assert_eq!(refused(&[("bild.jpg", &jpeg::picture(8, 8))]).code, "letterhead.no_file");
    assert_eq!(office.desk.letterheads()?.rows, []);
    Ok(())
}

#[test]
fn nothing_of_whoever_drew_a_logo_is_kept() -> Tested {
    const WHO: &str = "Karla Hartung";
    let office = Office::open()?;
    let id = stadt(&office.desk)?.row.id;
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><!-- {WHO} -->\
         <metadata>{WHO}</metadata><path id=\"{WHO}\" d=\"M0 0h9v9z\"/></svg>"
    );
    let text = png::chunk(b"tEXt", format!("Author\0{WHO}").as_bytes());
    let png = png::insert(&png::picture(60, 40), png::Place::BeforeData, &text);
    let jpeg = jpeg::insert(
        &jpeg::camera_load(&jpeg::picture(90, 60), &jpeg::picture(16, 12)),
        jpeg::PLACES[0],
        &jpeg::segment(0xfe, WHO.as_bytes()),
    );
    for (format, logo) in [("SVG", svg.as_bytes()), ("PNG", &png), ("JPEG", &jpeg)] {
        assert!(says(logo, WHO), "{format}");
        let view = office.desk.set_logo(OfLetterhead { id }, logo)?;
        assert_eq!(view.logo.map(|logo| logo.format).as_deref(), Some(format));
        let file = office.desk.letterhead_file(OfLetterhead { id })?;
        let letterhead = Letterhead::read(std::str::from_utf8(&file.bytes)?, |_| None)
            .map_err(|findings| format!("{findings:?}"))?;
        let kept = letterhead.logo.ok_or("a logo")?;
        for told in [WHO, "Exif", "GPS", "tEXt"] {
            assert!(!says(kept.picture.file(), told), "{format}: {told}");
        }
    }
    let problem = office.desk.set_logo(OfLetterhead { id }, b"GIF?").expect_err("no picture");
    assert_eq!(problem.code, "letterhead.broken_logo");
    assert_eq!(office.desk.remove_logo(OfLetterhead { id })?.logo, None);
    Ok(())
}

#[test]
fn the_preview_shows_what_stands_in_the_window_over_the_sample_or_a_release() -> Tested {
    let office = Office::open()?;
    let desk = &office.desk;
    let LetterheadView { row, mut draft, .. } = stadt(desk)?;
    draft.page.size = sperrfrist_paper::PageSize::Letter;
    let pages = |on| {
        let request = LetterheadPagesRequest { id: row.id, draft: draft.clone(), on };
        desk.letterhead_pages(request, SAMPLE)
    };
    let over_sample = pages(None)?;
    assert!((over_sample.pages[0].height - 792.0).abs() < 0.1, "not kept, yet shown");
    let first = desk.page_svg(over_sample.revision, 0).ok_or("a page")?;
    let over_release = pages(Some(office.written()?))?;
    let second = desk.page_svg(over_release.revision, 0).ok_or("a page")?;
    assert_ne!(first, second);
    Ok(())
}
