//! The form of the database, and the way from one form to the next.

use rusqlite::{Connection, TransactionBehavior};

use crate::ArchiveError;

/// Each step leads from the form of its index to the next one. A published step is never changed.
pub(crate) const MIGRATIONS: &[&str] = &[
    include_str!("schema/0001.sql"),
    include_str!("schema/0002.sql"),
    include_str!("schema/0003.sql"),
    include_str!("schema/0004.sql"),
    include_str!("schema/0005.sql"),
    include_str!("schema/0006.sql"),
    include_str!("schema/0007.sql"),
    include_str!("schema/0008.sql"),
    include_str!("schema/0009.sql"),
    include_str!("schema/0010.sql"),
    include_str!("schema/0011.sql"),
    include_str!("schema/0012.sql"),
    include_str!("schema/0013.sql"),
    include_str!("schema/0014.sql"),
];

/// Brings the database to the newest form: all steps or none, with the number of the form in the same
/// transaction.
pub(crate) fn migrate(connection: &mut Connection, steps: &[&str]) -> Result<(), ArchiveError> {
    let form = form(connection)?;
    let missing = usize::try_from(form).ok().and_then(|form| steps.get(form..)).unwrap_or_default();
    if missing.is_empty() {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for step in missing {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", number(steps.len()))?;
    transaction.commit()?;
    Ok(())
}

/// A database that a newer program has made is left alone.
pub(crate) fn refuse_newer(connection: &Connection) -> Result<(), ArchiveError> {
    let found = form(connection)?;
    let known = number(MIGRATIONS.len());
    if found > known { Err(ArchiveError::Newer { found, known }) } else { Ok(()) }
}

/// SQLite's integers are signed.
fn number(form: usize) -> i64 {
    i64::try_from(form).unwrap_or(i64::MAX)
}

fn form(connection: &Connection) -> Result<i64, ArchiveError> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Archive;
    use std::error::Error;

    fn tables(connection: &Connection) -> Result<Vec<String>, rusqlite::Error> {
        let mut query =
            connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?;
        query.query_map([], |row| row.get(0))?.collect()
    }

    #[test]
    fn a_migration_that_fails_halfway_leaves_nothing_behind() -> Result<(), Box<dyn Error>> {
        let mut connection = Connection::open_in_memory()?;
        migrate(&mut connection, &["CREATE TABLE one (a INTEGER) STRICT;"])?;
        let steps = [
            "CREATE TABLE one (a INTEGER) STRICT;",
            "CREATE TABLE two (a INTEGER) STRICT; INSERT INTO one (a) VALUES (1);",
            "CREATE TABLE three (a INTEGER) STRICT; INSERT INTO nowhere (a) VALUES (1);",
        ];
        assert!(migrate(&mut connection, &steps).is_err());
        assert_eq!(form(&connection)?, 1);
        assert_eq!(tables(&connection)?, ["one"]);
        migrate(&mut connection, &steps[..2])?;
        assert_eq!(form(&connection)?, 2);
        assert_eq!(tables(&connection)?, ["one", "two"]);
        Ok(())
    }

    #[test]
    fn a_newer_form_is_refused_and_left_as_it_is() -> Result<(), Box<dyn Error>> {
        let dir = tempfile::tempdir()?;
        drop(Archive::open(dir.path())?);
        let connection = Connection::open(dir.path().join("archive.db"))?;
        let newer = number(MIGRATIONS.len() + 1);
        connection.pragma_update(None, "user_version", newer)?;
        drop(connection);
        let error = Archive::open(dir.path()).expect_err("newer");
        assert_eq!(error.code(), "archive.newer");
        assert!(error.to_string().contains(&format!("Form {newer}")), "{error}");
        assert_eq!(form(&Connection::open(dir.path().join("archive.db"))?)?, newer);
        Ok(())
    }

    #[test]
    fn every_table_is_strict() -> Result<(), Box<dyn Error>> {
        let mut connection = Connection::open_in_memory()?;
        migrate(&mut connection, MIGRATIONS)?;
        let loose: i64 = connection.query_row(
            "SELECT count(*) FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite%'",
            [],
            |row| row.get(0),
        )?;
        assert_eq!(loose, 0);
        Ok(())
    }
}
