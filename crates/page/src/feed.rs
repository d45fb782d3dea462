//! The feed (RFC 4287): one entry per public release, and only its public photos as enclosures.

use serde::Serialize;
use sperrfrist_release::photo::RenditionName;

use crate::input::{PublicRelease, Withdrawn};
use crate::view::corrected;
use crate::{prose, words};

/// An entry (RFC 4287, 4.1.2).
#[derive(Serialize)]
pub(crate) struct FeedEntry {
    /// The release's UUID: it stays when the address changes (4.2.6).
    pub id: String,
    /// Its language (BCP 47).
    pub lang: &'static str,
    pub headline: String,
    pub issuer: String,
    pub path: String,
    pub published: String,
    /// The text or its latest photo (4.2.15).
    pub updated: String,
    /// What was corrected comes before the beginning of the text.
    pub teaser: String,
    /// HTML; the template escapes it (3.1.1.2).
    pub prose: String,
    pub enclosures: Vec<Enclosure>,
}

/// A picture for the reader to fetch.
#[derive(Serialize)]
pub(crate) struct Enclosure {
    pub path: String,
    pub bytes: u64,
}

/// What is left of an entry (RFC 6721, 3).
#[derive(Serialize)]
pub(crate) struct DeletedEntry {
    /// As [`FeedEntry::id`].
    pub id: String,
    pub when: String,
    pub sentence: String,
}

impl DeletedEntry {
    pub(crate) fn of(withdrawn: &Withdrawn) -> Self {
        Self {
            id: withdrawn.release.0.hyphenated().to_string(),
            when: words::rfc3339(withdrawn.at),
            sentence: withdrawn.sentence.clone(),
        }
    }
}

impl FeedEntry {
    pub(crate) fn of(shown: &PublicRelease<'_>) -> Self {
        let release = shown.release;
        let corrected = corrected(shown.words(), shown.corrections());
        let corrected: Vec<String> = corrected.iter().map(ToString::to_string).collect();
        let told = corrected.iter().map(|line| format!("<p>{}</p>\n", prose::escaped(line)));
        let text = prose::html(&release.dateline.words, &release.body);
        let teaser = corrected.iter().cloned().chain([prose::teaser(&release.body)]);
        let files = shown.photos.iter().flat_map(|photo| &photo.files);
        let issuer = release.issuer.name.trim();
        Self {
            id: release.id.0.hyphenated().to_string(),
            lang: release.language.tag(),
            headline: release.headline.clone(),
            issuer: if issuer.is_empty() { "Newsroom".into() } else { issuer.to_owned() },
            path: shown.path.into(),
            published: words::rfc3339(shown.since),
            updated: words::rfc3339(shown.updated()),
            teaser: teaser.collect::<Vec<_>>().join(" "),
            prose: told.chain([text]).collect(),
            enclosures: files
                .filter(|file| file.name == RenditionName::Web)
                .map(|file| Enclosure { path: file.path.clone(), bytes: file.bytes })
                .collect(),
        }
    }
}
