//! Letterheads that travel with a release that is handed on.

use chrono::{DateTime, Utc};
use sperrfrist_archive::{Books, StoredLetterhead};
use sperrfrist_paper::{Letterhead, LetterheadDraft};
use sperrfrist_release::LetterheadId;
use sperrfrist_seal::BundledLetterhead;

use super::new::free_name;
use super::{keep, logo};
use crate::Problem;

/// A letterhead as it was last right; nothing where it never was, or is gone: a release without one is a release.
pub(crate) fn to_go(books: &Books<'_>, id: LetterheadId) -> Result<Option<BundledLetterhead>, Problem> {
    let Some(StoredLetterhead { name, sound: Some(toml), .. }) = books.letterhead(id)? else {
        return Ok(None);
    };
    Ok(Some(BundledLetterhead { id, name, toml }))
}

/// The letterhead of this desk that is the same: by its id, or to the letter.
pub(crate) fn here(books: &Books<'_>, told: &BundledLetterhead) -> Result<Option<LetterheadId>, Problem> {
    let is_same = |one: &StoredLetterhead| one.id == told.id || one.sound.as_ref() == Some(&told.toml);
    Ok(books.letterheads()?.into_iter().find(is_same).map(|one| one.id))
}

/// Keeps one that came, under a name that none has yet.
pub(crate) fn take_in(
    books: &Books<'_>,
    told: &BundledLetterhead,
    now: DateTime<Utc>,
) -> Result<LetterheadId, Problem> {
    let letterhead = Letterhead::read(&told.toml, |_| None).map_err(|_| unreadable(&told.name))?;
    let logo = letterhead.logo.as_ref().map(|logo| logo::clean(logo.picture.file())).transpose()?;
    let stored = StoredLetterhead {
        id: LetterheadId::random(),
        name: free_name(books, &told.name)?,
        draft: String::new(),
        logo,
        sound: None,
        changed_at: now,
        is_usual: false,
    };
    let id = stored.id;
    keep(books, stored, &LetterheadDraft::of(&letterhead), now)?;
    Ok(id)
}

fn unreadable(name: &str) -> Problem {
    Problem::new(
        "bundle.letterhead",
        format!("Der Briefkopf »{name}« in der Datei lässt sich nicht lesen."),
        "Bitten Sie darum, die Meldung ohne Briefkopf weiterzugeben. Übernommen ist nichts.",
    )
}
