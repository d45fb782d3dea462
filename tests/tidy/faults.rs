//! The table of faults (`docs/faults.md`) promises a test for each line. A promise whose test is gone is none.

use super::Fault;

pub const TABLE: &str = "docs/faults.md";

/// What stands in the place of a test that is still to come with its room.
const OWED: [&str; 2] = ["with that channel", "(newsroom)"];

/// Rows without a test, and tests that are not in the sources.
pub fn promises(table: &str, files: &[(String, String)]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (index, line) in table.lines().enumerate() {
        let Some(row) = line.strip_prefix("| ").filter(|row| !row.starts_with("---")) else { continue };
        let Some((name, proof)) = row.split_once(" | ") else { continue };
        if name == "Fault" {
            continue;
        }
        let fault = |rule: String| Fault { place: format!("{TABLE}:{}", index + 1), rule };
        let tests: Vec<&str> = proof.split('`').filter(|part| part.contains("::")).collect();
        if tests.is_empty() && !OWED.iter().any(|owed| proof.contains(owed)) {
            faults.push(fault(format!("`{name}` names no test")));
        }
        let gone = tests.into_iter().filter(|test| !is_there(test, files));
        faults.extend(gone.map(|test| fault(format!("`{test}` is not in the sources"))));
    }
    faults
}

/// Whether a file holds a test of that name, written `path::name`.
fn is_there(test: &str, files: &[(String, String)]) -> bool {
    let Some((place, name)) = test.split_once("::") else { return false };
    let text = files.iter().find(|(known, _)| known == place).map(|(_, text)| text.as_str());
    text.is_some_and(|text| text.contains(&format!("fn {name}(")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_that_is_gone_and_a_row_without_one_are_named() {
        let files = [("tests/a.rs".to_owned(), "#[test]\nfn it_holds() {}\n".to_owned())];
        let table = "# Faults\n\n| Fault | Proved by |\n| --- | --- |\n| a | `tests/a.rs::it_holds` |\n\
                     | b | `tests/a.rs::it_held`, `tests/a.rs::it_holds` |\n| c | nothing |\n\
                     | d | with that channel |\n| e | `tests/b.rs::it_holds` |\n";
        let told: Vec<_> = promises(table, &files).into_iter().map(|fault| fault.to_string()).collect();
        assert_eq!(
            told,
            [
                "docs/faults.md:6: `tests/a.rs::it_held` is not in the sources",
                "docs/faults.md:7: `c` names no test",
                "docs/faults.md:9: `tests/b.rs::it_holds` is not in the sources",
            ]
        );
    }
}
