//! Settings: what an officer has set for every release.

use chrono::{DateTime, Utc};
use rusqlite::named_params;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::books::{instant, json, millis};
use crate::{ArchiveError, Books};

impl Books<'_> {
    /// What was set under a name, and when; nothing where nothing was, or it cannot be read: then holds what holds without.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn setting<T: DeserializeOwned>(
        &self,
        name: &str,
    ) -> Result<Option<(T, DateTime<Utc>)>, ArchiveError> {
        let found = self.rows(include_str!("sql/setting.sql"), named_params! { ":name": name }, |row| {
            Ok((row.get::<_, String>("value")?, instant(row, "set_at")?))
        })?;
        let read = |(value, at): (String, _)| Some((serde_json::from_str(&value).ok()?, at));
        Ok(found.into_iter().next().and_then(read))
    }

    /// Sets something.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn put_setting(
        &self,
        name: &str,
        value: &impl Serialize,
        at: DateTime<Utc>,
    ) -> Result<(), ArchiveError> {
        let params = named_params! { ":name": name, ":value": json(value), ":at": millis(at) };
        self.change_one(include_str!("sql/put_setting.sql"), params)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Archive;
    use crate::books::tests::at;
    use std::error::Error;

    #[test]
    fn what_was_set_last_holds_and_what_cannot_be_read_was_not_set() -> Result<(), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        let archive = Archive::open(dir.path())?;
        archive.write(|books| {
            assert_eq!(books.setting::<u32>("days")?, None);
            books.put_setting("days", &30, at(1))?;
            books.put_setting("days", &90, at(2))?;
            assert_eq!(books.setting("days")?, Some((90, at(2))));
            assert_eq!(books.setting::<String>("days")?, None);
            Ok::<_, ArchiveError>(())
        })?;
        Ok(())
    }
}
