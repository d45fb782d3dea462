//! The verbs "keep snapshot" ("Fassung sichern"), "snapshots" and "open snapshot": the versions of a release, those that were
//! planned and those that somebody wanted kept.
//!
//! To go back to one is an edit like any other, made in the window, so that it can be taken back.

use sperrfrist_archive::{Snapshot, Version, VersionNumber};
use sperrfrist_release::Release;

use crate::Problem;
use crate::desk::Desk;
use crate::view::{OfRelease, OfSnapshot, SnapshotKind, SnapshotRow, SnapshotView, Snapshots};

impl Desk {
    /// Keeps the draft as it is, unless the last one kept has the same words.
    ///
    /// # Errors
    /// [`Problem`] where it cannot be kept.
    pub fn keep_snapshot(&self, request: OfRelease) -> Result<Snapshots, Problem> {
        let now = self.now();
        self.archive.write(|books| {
            let draft = books.release(request.id)?.release;
            books.snapshot_of(&draft, now)
        })?;
        self.snapshots(request)
    }

    /// Every version of a release, the newest first.
    ///
    /// # Errors
    /// [`Problem`] where they cannot be read.
    pub fn snapshots(&self, request: OfRelease) -> Result<Snapshots, Problem> {
        let mut rows: Vec<_> = self.past(request)?.into_iter().map(|(row, _)| row).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.at));
        Ok(Snapshots { rows })
    }

    /// A version with its words.
    ///
    /// # Errors
    /// [`Problem`] where there is no such version.
    pub fn open_snapshot(&self, request: OfSnapshot) -> Result<SnapshotView, Problem> {
        let OfSnapshot { id, key } = request;
        let (row, release) =
            self.past(OfRelease { id })?.into_iter().find(|(row, _)| row.key == key).ok_or_else(unknown)?;
        Ok(SnapshotView { row, release })
    }

    fn past(&self, OfRelease { id }: OfRelease) -> Result<Vec<(SnapshotRow, Release)>, Problem> {
        let (planned, versions, kept) = self.archive.read(|books| {
            Ok::<_, sperrfrist_archive::ArchiveError>((
                books.release(id)?.planned,
                books.versions(id)?,
                books.snapshots(id)?,
            ))
        })?;
        let of_version = |version: Version| (version_row(&version, planned), version.frozen);
        let of_kept = |kept: Snapshot| (kept_row(&kept), kept.release);
        let versions = versions.into_iter().filter(|version| !version.dropped);
        Ok(versions.map(of_version).chain(kept.into_iter().map(of_kept)).collect())
    }
}

fn version_row(version: &Version, planned: Option<VersionNumber>) -> SnapshotRow {
    let is_current = planned == Some(version.number);
    SnapshotRow {
        key: format!("planned-{}", version.number.get()),
        kind: if is_current { SnapshotKind::Current } else { SnapshotKind::Planned },
        at: version.version_at,
        word_count: version.frozen.body.word_count(),
    }
}

fn kept_row(kept: &Snapshot) -> SnapshotRow {
    SnapshotRow {
        key: format!("kept-{}", kept.number),
        kind: SnapshotKind::Kept,
        at: kept.kept_at,
        word_count: kept.release.body.word_count(),
    }
}

fn unknown() -> Problem {
    Problem::new(
        "snapshot.unknown",
        "Diese Fassung gibt es nicht mehr.",
        "Wählen Sie in der Liste eine andere.",
    )
}
