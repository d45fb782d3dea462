//! `sperrfrist-cli pdf`: the release on paper.

use std::path::Path;
use std::process::ExitCode;

use sperrfrist_desk::Problem;
use sperrfrist_paper::{Finding, Letterhead, Picture, PictureFault, Preview, Sheet, ShownPhoto};
use sperrfrist_photo::{Edits, Limits, Options, PhotoError, Size, clean_with, renditions};
use sperrfrist_release::due::parse_zone;
use sperrfrist_release::{Caption, PhotoSlot, PhotoTime, Release, SlotId, import};

use crate::arguments::Pdf;
use crate::fault::Fault;
use crate::tell::{complain, say};
use crate::{check, files, name, photo};

/// The largest text or letterhead, in bytes.
const TEXT_LIMIT: u64 = 5_000_000;
const LETTERHEAD_LIMIT: u64 = 200_000;
const LOGO_LIMIT: u64 = 5_000_000;

pub fn run(arguments: &Pdf) -> Result<ExitCode, Fault> {
    let mut release = release(arguments)?;
    if let Some(language) = arguments.language {
        release.language = language.into();
    }
    let letterhead = match &arguments.letterhead {
        Some(path) => match letterhead(path)? {
            Ok(letterhead) => letterhead,
            Err(findings) => return Ok(told(&findings, path)),
        },
        None => Letterhead::default(),
    };
    if arguments.caption.len() != arguments.photo.len() {
        return Err(Fault::new(
            "pdf.caption",
            "Zu jedem Foto gehören seine Angaben: Bildunterschrift, Quelle und Bildbeschreibung.",
            "Nennen Sie nach jedem --photo ein --caption.",
        ));
    }
    let mut pictures = Vec::new();
    for (number, (file, words)) in arguments.photo.iter().zip(&arguments.caption).enumerate() {
        pictures.push((slot(&mut release, number), picture(file, words)?, photo::caption::<Caption>(words)?));
    }
    let photos: Vec<ShownPhoto<'_>> = pictures
        .iter()
        .map(|(slot, picture, caption)| ShownPhoto { slot: *slot, picture: picture.clone(), caption })
        .collect();
    let sheet = Sheet {
        release: &release,
        letterhead: &letterhead,
        photos: &photos,
        variant: arguments.variant.into(),
    };
    let mut preview = Preview::new();
    let file = match preview.pdf(&sheet) {
        Ok(file) => file,
        Err(findings) => return Ok(told(&findings, &arguments.release)),
    };
    files::write(&arguments.output, &file)?;
    say!("Geschrieben: {} ({} KB)", name::shown(&arguments.output), file.len().div_ceil(1_000));
    Ok(ExitCode::SUCCESS)
}

/// A release is JSON; anything else is read as `import` reads it.
fn release(arguments: &Pdf) -> Result<Release, Fault> {
    let bytes = files::read(&arguments.release, TEXT_LIMIT)?;
    if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{') {
        return check::load(&arguments.release);
    }
    let zone = parse_zone(&arguments.zone).map_err(Problem::from)?;
    let decoded =
        import::decode(&bytes).map_err(|error| Fault::from(Problem::from(error)).at(&arguments.release))?;
    let mut release = import::read(&decoded.text, zone).release;
    // A text has no name of its own; a random one would make each file another.
    release.id = sperrfrist_release::ReleaseId(Default::default());
    Ok(release)
}

fn letterhead(path: &Path) -> Result<Result<Letterhead, Vec<Finding>>, Fault> {
    let text = files::read_text(path, LETTERHEAD_LIMIT)?;
    let beside = |name: &str| files::read(&path.with_file_name(name), LOGO_LIMIT).ok();
    Ok(Letterhead::read(&text, beside))
}

/// The slot of the photo, made where the release has none.
fn slot(release: &mut Release, number: usize) -> SlotId {
    if let Some(slot) = release.photos.get(number) {
        return slot.id;
    }
    let id = SlotId::random();
    release.photos.push(PhotoSlot {
        id,
        label: String::new(),
        time: PhotoTime::WithRelease,
        approximate: false,
        pending_words: String::new(),
        photo: None,
    });
    id
}

/// Clean, upright and no larger than paper can show.
fn picture(path: &Path, caption: &Path) -> Result<Picture, Fault> {
    let limits = Limits::default();
    let bytes = files::read(path, limits.max_bytes)?;
    let refused = |error: PhotoError| Fault::new(error.code(), error.to_string(), error.next_step()).at(path);
    let caption = photo::caption(caption)?;
    let clean = clean_with(&bytes, &caption, Options::default(), &limits).map_err(refused)?;
    let size = Size { name: "paper".into(), long_side: Some(2048), quality: 85 };
    let copies = renditions(&clean, &Edits::default(), &clean.caption, &[size], &limits).map_err(refused)?;
    let copy = copies.first().map(|copy| Picture::photo(&copy.jpeg));
    copy.unwrap_or(Err(PictureFault::Unreadable)).map_err(|_| {
        Fault::new(
            "pdf.photo",
            "Das Foto lässt sich nicht auf Papier setzen.",
            "Wählen Sie eine andere Datei.",
        )
        .at(path)
    })
}

fn told(findings: &[Finding], path: &Path) -> ExitCode {
    for finding in findings {
        let fault =
            Fault::new(finding.code, format!("{}: {}", finding.place, finding.sentence), &finding.next_step);
        complain!("{}", fault.at(path));
    }
    ExitCode::FAILURE
}
