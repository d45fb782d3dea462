//! Histories: the steps that "Rückgängig" takes back, as the window writes them.

use rusqlite::named_params;
use sperrfrist_release::ReleaseId;

use crate::{ArchiveError, Books};

/// The steps of a release.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeptHistory {
    /// The number of the first step that is there.
    pub first: u32,
    /// The number of the step that comes next: those from it on are undone.
    pub position: u32,
    pub steps: Vec<String>,
}

impl Books<'_> {
    /// Keeps the steps from `first` up to before `keep`, and behind them these; the others are forgotten.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn put_history(
        &self,
        release: ReleaseId,
        first: u32,
        keep: u32,
        position: u32,
        steps: &[String],
    ) -> Result<(), ArchiveError> {
        let id = release.to_string();
        let params = named_params! { ":release": id, ":first": first, ":keep": keep };
        self.change(include_str!("sql/drop_steps.sql"), params)?;
        for (number, step) in (i64::from(keep)..).zip(steps) {
            let params = named_params! { ":release": id, ":number": number, ":step": step };
            self.change_one(include_str!("sql/insert_step.sql"), params)?;
        }
        let params = named_params! { ":release": id, ":position": position };
        self.change_one(include_str!("sql/put_history.sql"), params)
    }

    /// The steps of a release; of steps with a gap between them those behind the last gap, for nothing leads across it.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn history(&self, release: ReleaseId) -> Result<KeptHistory, ArchiveError> {
        let id = release.to_string();
        let params = named_params! { ":release": id };
        let position = self.rows(include_str!("sql/history.sql"), params, |row| row.get("position"))?;
        let Some(position) = position.first().copied() else { return Ok(KeptHistory::default()) };
        let rows: Vec<(u32, String)> = self
            .rows(include_str!("sql/steps.sql"), params, |row| Ok((row.get("number")?, row.get("step")?)))?;
        let mut kept = KeptHistory { first: position, position, steps: Vec::new() };
        for (number, step) in rows {
            let next = u32::try_from(kept.steps.len()).ok().and_then(|count| kept.first.checked_add(count));
            if kept.steps.is_empty() || next != Some(number) {
                kept = KeptHistory { first: number, position, steps: Vec::new() };
            }
            kept.steps.push(step);
        }
        Ok(kept)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Archive;
    use crate::books::tests::{at, draft};
    use sperrfrist_release::state::State;
    use std::error::Error;

    fn steps(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn steps_are_added_replaced_and_forgotten_at_either_end() -> Result<(), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        let release = draft("Eins");
        archive.write(|books| books.insert_release(&release, State::Draft, at(0)))?;
        let put = |first, keep, position, names: &[&str]| {
            archive.write(|books| books.put_history(release.id, first, keep, position, &steps(names)))
        };
        let kept = || archive.read(|books| books.history(release.id));

        assert_eq!(kept()?, KeptHistory::default());
        put(0, 0, 3, &["a", "b", "c"])?;
        put(0, 2, 3, &["d", "e"])?;
        assert_eq!(kept()?, KeptHistory { first: 0, position: 3, steps: steps(&["a", "b", "d", "e"]) });
        put(2, 4, 4, &["f"])?;
        assert_eq!(kept()?, KeptHistory { first: 2, position: 4, steps: steps(&["d", "e", "f"]) });
        // A window that has forgotten all begins anew behind it.
        put(9, 9, 9, &[])?;
        assert_eq!(kept()?, KeptHistory { first: 9, position: 9, steps: Vec::new() });
        Ok(())
    }

    #[test]
    fn across_a_gap_nothing_is_taken_back() -> Result<(), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        let release = draft("Eins");
        archive.write(|books| {
            books.insert_release(&release, State::Draft, at(0))?;
            books.put_history(release.id, 0, 0, 2, &steps(&["a", "b"]))?;
            books.put_history(release.id, 0, 5, 6, &steps(&["c"]))
        })?;
        let kept = archive.read(|books| books.history(release.id))?;
        assert_eq!(kept, KeptHistory { first: 5, position: 6, steps: steps(&["c"]) });
        Ok(())
    }
}
