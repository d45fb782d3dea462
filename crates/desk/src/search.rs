//! The verb "search": releases, photos and persons by their words.

mod marked;

use std::collections::{BTreeMap, BTreeSet};

use sperrfrist_archive::Books;
use sperrfrist_release::{ReleaseId, plain};

use crate::desk::Desk;
use crate::dossier::Dossier;
use crate::view::{FoundPerson, FoundPhoto, FoundRelease, SearchRequest, SearchView};
use crate::{Problem, lanes};

use marked::Sought;

/// So many of a group are shown.
const SHOWN: usize = 6;
/// So many photos are read for the persons on them.
const READ: usize = 60;

impl Desk {
    /// Looks in every draft and caption. It asks nobody.
    ///
    /// # Errors
    /// [`Problem`] where the archive cannot be read.
    pub fn search(&self, request: SearchRequest) -> Result<SearchView, Problem> {
        let sought = Sought::of(&request.words);
        self.archive.read(|books| {
            let mut ids = books.search_releases(&request.words, SHOWN + 1)?;
            let mut photos = books.search_photos(&request.words, READ)?;
            let persons = persons(&photos, &sought);
            let more = ids.len() > SHOWN || photos.len() > SHOWN;
            ids.truncate(SHOWN);
            photos.truncate(SHOWN);
            Ok(SearchView {
                releases: ids
                    .into_iter()
                    .map(|id| release(books, id, &sought))
                    .collect::<Result<_, Problem>>()?,
                photos: photos
                    .iter()
                    .map(|photo| self::photo(books, photo, &sought))
                    .collect::<Result<_, Problem>>()?,
                persons,
                more,
            })
        })
    }
}

fn release(books: &Books<'_>, id: ReleaseId, sought: &Sought) -> Result<FoundRelease, Problem> {
    let dossier = Dossier::read(books, id)?;
    let draft = dossier.draft();
    let lines = plain::lines(draft);
    let excerpt = lines.iter().filter(|line| **line != draft.headline).find_map(|line| sought.excerpt(line));
    Ok(FoundRelease {
        id,
        headline: sought.marked(&draft.headline),
        excerpt: excerpt.unwrap_or_default(),
        state: dossier.stored.state,
        lanes: lanes::of(&dossier),
    })
}

fn photo(
    books: &Books<'_>,
    photo: &sperrfrist_archive::FoundPhoto,
    sought: &Sought,
) -> Result<FoundPhoto, Problem> {
    let caption = &photo.caption;
    let lines = [
        caption.persons.join(", "),
        caption.caption.clone(),
        caption.headline.clone(),
        caption.alt_text.clone(),
    ];
    let excerpt = lines.iter().find_map(|line| sought.excerpt(line));
    // What only the name of its file was found by is told by what it shows.
    let told = || lines.iter().find(|line| !line.is_empty()).map(|line| sought.beginning(line));
    Ok(FoundPhoto {
        release: photo.release,
        original: photo.original.clone(),
        file_name: sought.marked(&photo.file_name),
        excerpt: excerpt.or_else(told).unwrap_or_default(),
        headline: books.release(photo.release)?.release.headline,
    })
}

/// The persons whose names hold a word that was looked for, by how many photos they are on.
fn persons(photos: &[sperrfrist_archive::FoundPhoto], sought: &Sought) -> Vec<FoundPerson> {
    let mut named: BTreeMap<&str, (usize, BTreeSet<ReleaseId>)> = BTreeMap::new();
    for photo in photos {
        for name in photo.caption.persons.iter().filter(|name| sought.is_in(name)) {
            let (count, releases) = named.entry(name.as_str()).or_default();
            *count += 1;
            releases.insert(photo.release);
        }
    }
    let mut persons: Vec<_> = named
        .into_iter()
        .map(|(name, (photos, releases))| FoundPerson {
            name: sought.marked(name),
            words: name.to_owned(),
            photos,
            releases: releases.len(),
        })
        .collect();
    persons.sort_by_key(|person| std::cmp::Reverse(person.photos));
    persons.truncate(SHOWN);
    persons
}
