//! The verb "version": a release in another language.
//!
//! It is a release of its own, with its own words and time. **It is never public without the German one:** the newsroom
//! holds it until that one is public, and shows it only while it is; and so its photos, each until the German one in the same
//! place is public. What stops or withdraws the German one here does so with its versions too, so that no list says of one
//! that it is public. Which photos there are the German one says (`version_photos`).

use sperrfrist_archive::{ArchiveError, Books, Stored};
use sperrfrist_release::state::State;
use sperrfrist_release::{Release, ReleaseId};
use sperrfrist_seal::{ItemId, ItemKind};

use crate::desk::{Desk, note};
use crate::view::{JournalEvent, OfRelease, ReleaseView, VersionRequest, VersionView};
use crate::{Problem, version_photos};

impl Desk {
    /// Makes the version of a release in a language, with the words that are there to begin with, and with the same photos, to
    /// be captioned anew.
    ///
    /// # Errors
    /// [`Problem`] where the language is German, there is such a version already, or it cannot be kept.
    pub fn new_version(&self, request: VersionRequest) -> Result<ReleaseView, Problem> {
        let VersionRequest { id, language } = request;
        let source = self.dossier(id)?.stored.release;
        let first = source.version_of.unwrap_or(id);
        if language.is_usual() {
            return Err(Problem::new(
                "version.german",
                "Die deutsche Fassung gibt es schon: Sie ist die erste.",
                "Wählen Sie eine andere Sprache.",
            ));
        }
        let is_it =
            |version: &Stored| version.release.language == language && version.state != State::Withdrawn;
        if self.versions_of(first)?.iter().any(is_it) {
            return Err(Problem::new(
                "version.there",
                format!("Eine Fassung dieser Meldung gibt es schon ({}).", language.name()),
                "Öffnen Sie sie in der Übersicht.",
            ));
        }
        let mut release = source.version_in(language, ReleaseId::random(), first, self.zone);
        let now = self.now();
        self.archive.write(|books| {
            books.insert_release(&release, State::Draft, now)?;
            version_photos::attach(books, id, &mut release)?;
            note(books, release.id, now, JournalEvent::Created, None)
        })?;
        let _ = self.measure(release.id);
        self.back_up(now);
        self.view(release.id)
    }

    fn versions_of(&self, first: ReleaseId) -> Result<Vec<Stored>, Problem> {
        Ok(self.archive.read(|books| books.versions_of(first))?)
    }

    /// The release in its other languages, as far as it is on this desk, in the order of the languages.
    pub(crate) fn family(&self, of: &Release) -> Vec<VersionView> {
        let first = of.version_of.unwrap_or(of.id);
        let read = |books: &Books<'_>| {
            let german = of.version_of.and_then(|first| books.release(first).ok());
            Ok::<_, ArchiveError>(german.into_iter().chain(books.versions_of(first)?).collect::<Vec<_>>())
        };
        let mut family: Vec<VersionView> = self
            .archive
            .read(read)
            .unwrap_or_default()
            .into_iter()
            .filter(|stored| stored.release.id != of.id)
            .map(|stored| VersionView {
                id: stored.release.id,
                language: stored.release.language,
                headline: stored.release.headline,
                state: stored.state,
            })
            .collect();
        family.sort_by_key(|version| version.language);
        family
    }

    /// What keeps a version from being planned: on this desk the German one is not. One that another desk has planned is
    /// the newsroom's to know.
    pub(crate) fn must_have_first(&self, release: &Release) -> Result<(), Problem> {
        let Some(Ok(first)) = release.version_of.map(|first| self.dossier(first)) else { return Ok(()) };
        if matches!(first.state(), State::Scheduled | State::Proposed | State::Live | State::Corrected) {
            return Ok(());
        }
        Err(Problem::new(
            "version.first",
            "Die deutsche Fassung ist nicht eingeplant, und ohne sie wird keine andere öffentlich.",
            "Planen Sie erst die deutsche Fassung ein.",
        ))
    }

    /// The release that an item is never public without: of a version in another language, and of each of its photos that
    /// has its place from there, the German one.
    pub(crate) fn followed_by(&self, release: &Release, item: ItemId) -> Option<ReleaseId> {
        let first = release.version_of?;
        let is_from_there = match item.kind {
            ItemKind::Text => true,
            // What another desk has planned is not known here, and is waited for.
            ItemKind::Photo(slot) => self.dossier(first).map_or(true, |first| first.has_place(slot)),
        };
        is_from_there.then_some(first)
    }

    /// Does to each version of a release what was just done to it. For what is not planned there is nothing to do; what
    /// else keeps one back is no reason to call the order failed, for without the German one no version is public.
    pub(crate) fn follow_with_versions(
        &self,
        first: ReleaseId,
        verb: impl Fn(OfRelease) -> Result<ReleaseView, Problem>,
    ) {
        for version in self.versions_of(first).unwrap_or_default() {
            let _ = verb(OfRelease { id: version.release.id });
        }
    }
}
