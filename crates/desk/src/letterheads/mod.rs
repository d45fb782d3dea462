//! The letterheads of this desk: what was typed of each, and what was last right.
//!
//! What is typed is kept at once, right or wrong, and whatever is right holds at once: releases are printed on the last
//! state in which nothing was wrong.

mod choose;
mod delete;
mod edit;
mod handed_on;
mod import;
mod logo;
mod new;
mod pages;
mod usual;

pub(crate) use handed_on::{here, take_in, to_go};

use chrono::{DateTime, Utc};
use sperrfrist_archive::{Archive, Books, StoredLetterhead};
use sperrfrist_paper::{Finding, Letterhead, LetterheadDraft, Place, patterns};
use sperrfrist_release::{LetterheadId, Release};

use crate::Problem;
use crate::desk::Desk;
use crate::view::{
    ContrastView, LetterheadFinding, LetterheadRow, LetterheadView, Letterheads, LogoView, OfLetterhead,
    PaperFile,
};

impl Desk {
    /// Every letterhead.
    ///
    /// # Errors
    /// [`Problem`] where the archive cannot be read.
    pub fn letterheads(&self) -> Result<Letterheads, Problem> {
        let rows = self.archive.read(|books| {
            let stored = books.letterheads()?;
            stored.iter().map(|letterhead| row(books, letterhead)).collect::<Result<_, Problem>>()
        })?;
        Ok(Letterheads { rows, patterns: patterns().into_iter().map(|(name, _)| name.to_owned()).collect() })
    }

    /// A letterhead with its fields.
    ///
    /// # Errors
    /// [`Problem`] where there is none of that id.
    pub fn open_letterhead(&self, request: OfLetterhead) -> Result<LetterheadView, Problem> {
        self.archive.read(|books| view(books, request.id))
    }

    /// A letterhead as one file to be handed on.
    ///
    /// # Errors
    /// [`Problem`] where there is none of that id, or something is wrong in it.
    pub fn letterhead_file(&self, request: OfLetterhead) -> Result<PaperFile, Problem> {
        let stored = self.archive.read(|books| kept(books, request.id))?;
        let (letterhead, findings) = draft(&stored)?.letterhead(stored.logo.as_deref());
        if let Some(first) = findings.into_iter().next() {
            return Err(Problem::new(first.code, first.sentence, first.next_step)
                .after("So ist der Briefkopf noch nicht fertig."));
        }
        let name = format!("briefkopf-{}.toml", crate::schedule::slug::of(&stored.name));
        Ok(PaperFile { name, bytes: letterhead.to_toml().into_bytes() })
    }
}

/// The letterhead on which a release is printed.
///
/// # Errors
/// [`Problem`] where it is not on this desk any more.
pub(crate) fn of_release(archive: &Archive, release: &Release) -> Result<Letterhead, Problem> {
    match release.letterhead {
        Some(id) => archive.read(|books| sound(books, id)),
        None => Ok(Letterhead::default()),
    }
}

/// A letterhead as it was last right.
fn sound(books: &Books<'_>, id: LetterheadId) -> Result<Letterhead, Problem> {
    let sound = kept(books, id)?.sound.ok_or_else(|| {
        Problem::new(
            "letterhead.unfinished",
            "Dieser Briefkopf ist noch nicht fertig.",
            "Öffnen Sie ihn in den Optionen; dort steht, was fehlt.",
        )
    })?;
    Letterhead::read(&sound, |_| None).map_err(|_| unreadable())
}

fn kept(books: &Books<'_>, id: LetterheadId) -> Result<StoredLetterhead, Problem> {
    books.letterhead(id)?.ok_or_else(|| {
        Problem::new(
            "letterhead.gone",
            "Diesen Briefkopf gibt es auf diesem PC nicht.",
            "Wählen Sie für die Meldung einen anderen.",
        )
    })
}

fn draft(stored: &StoredLetterhead) -> Result<LetterheadDraft, Problem> {
    serde_json::from_str(&stored.draft).map_err(|_| unreadable())
}

fn unreadable() -> Problem {
    Problem::new(
        "letterhead.unreadable",
        "Der Briefkopf wurde mit einer neueren Fassung von Sperrfrist gemacht.",
        "Aktualisieren Sie Sperrfrist. Der Briefkopf wurde nicht verändert.",
    )
}

/// Keeps what was typed, and where nothing is wrong in it, lets it hold.
fn keep(
    books: &Books<'_>,
    mut stored: StoredLetterhead,
    draft: &LetterheadDraft,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let (letterhead, findings) = draft.letterhead(stored.logo.as_deref());
    stored.draft = serde_json::to_string(draft).expect("fields are plain data");
    stored.changed_at = now;
    if findings.is_empty() {
        stored.sound = Some(letterhead.to_toml());
    }
    Ok(books.put_letterhead(&stored)?)
}

fn view(books: &Books<'_>, id: LetterheadId) -> Result<LetterheadView, Problem> {
    let stored = kept(books, id)?;
    let draft = draft(&stored)?;
    let (letterhead, findings) = draft.letterhead(stored.logo.as_deref());
    let contrasts = letterhead.colours.contrasts();
    Ok(LetterheadView {
        row: row(books, &stored)?,
        draft,
        logo: stored
            .logo
            .as_ref()
            .map(|file| LogoView { format: logo::format(file).to_owned(), bytes: file.len() }),
        findings: findings.into_iter().map(finding).collect(),
        contrasts: contrasts
            .into_iter()
            .map(|(field, ratio)| ContrastView { field: field.to_owned(), ratio })
            .collect(),
        saved_at: stored.changed_at,
    })
}

fn row(books: &Books<'_>, stored: &StoredLetterhead) -> Result<LetterheadRow, Problem> {
    Ok(LetterheadRow {
        id: stored.id,
        name: stored.name.clone(),
        is_usual: stored.is_usual,
        is_sound: stored.sound.is_some(),
        used_by: books.printed_on(stored.id)?.len(),
    })
}

fn finding(found: Finding) -> LetterheadFinding {
    let field = match found.place {
        Place::Letterhead { field, .. } => field,
        Place::Contact => "contact",
        _ => "issuer",
    };
    LetterheadFinding {
        code: found.code.to_owned(),
        field: field.to_owned(),
        sentence: found.sentence,
        next_step: found.next_step,
    }
}
