//! What is wrong with a JSON file, in German.

use serde_json::Error;
use serde_json::error::Category;

/// The line, and what is wrong there.
pub fn sentence(error: &Error) -> String {
    let what = match error.classify() {
        Category::Eof => "Die Datei bricht hier ab.".to_owned(),
        Category::Syntax | Category::Io => syntax(&error.to_string()).to_owned(),
        Category::Data => data(&error.to_string()),
    };
    if error.line() == 0 {
        what
    } else {
        format!("Zeile {}, Spalte {}: {what}", error.line(), error.column())
    }
}

fn syntax(message: &str) -> &'static str {
    let known = [
        ("trailing comma", "Nach der letzten Angabe steht ein Komma zu viel."),
        ("trailing characters", "Nach dem Ende steht noch etwas."),
        ("expected `,`", "Hier fehlt ein Komma oder eine schließende Klammer."),
        ("expected `:`", "Hier fehlt ein Doppelpunkt."),
        ("key must be a string", "Hier fehlt ein Feldname in Anführungszeichen."),
        ("control character", "Ein Zeilenumbruch im Text gehört als \\n geschrieben."),
        ("invalid escape", "Nach dem umgekehrten Schrägstrich steht ein unerlaubtes Zeichen."),
    ];
    known
        .iter()
        .find(|(start, _)| message.starts_with(start))
        .map_or("Das ist kein gültiges JSON.", |(_, words)| words)
}

fn data(message: &str) -> String {
    // The place is told already.
    let message = message.rsplit_once(" at line ").map_or(message, |(message, _)| message);
    let named = || quoted(message).unwrap_or_default();
    if message.starts_with("missing field") {
        format!("Das Feld »{}« fehlt.", named())
    } else if message.starts_with("unknown field") {
        format!("Ein Feld »{}« gibt es hier nicht.", named())
    } else if message.starts_with("duplicate field") {
        format!("Das Feld »{}« steht zweimal da.", named())
    } else if message.starts_with("unknown variant") {
        format!("»{}« ist hier nicht vorgesehen.", named())
    } else if let Some((found, expected)) =
        message.strip_prefix("invalid type: ").and_then(|rest| rest.rsplit_once(", expected "))
    {
        format!("Hier steht {}, erwartet wird {}.", kind(found), kind(expected))
    } else {
        "Diese Angabe ist hier nicht zu verstehen.".to_owned()
    }
}

/// What stands between the first two grave accents.
fn quoted(message: &str) -> Option<&str> {
    message.split('`').nth(1)
}

fn kind(serde: &str) -> &'static str {
    let starts = |words: &[&str]| words.iter().any(|word| serde.starts_with(word));
    if starts(&["string", "a string", "str", "a formatted", "an RFC 3339", "UUID"]) {
        "ein Text in Anführungszeichen"
    } else if starts(&["null", "unit"]) {
        "nichts (null)"
    } else if starts(&["bool", "a bool"]) {
        "ja oder nein (true, false)"
    } else if starts(&["sequence", "a sequence", "an array", "tuple"]) {
        "eine Liste"
    } else if starts(&["map", "a map", "struct", "internally tagged", "adjacently tagged"]) {
        "eine Gruppe von Feldern in geschweiften Klammern"
    } else if starts(&["integer", "floating", "number", "u8", "u16", "u32", "u64", "usize", "i", "f"]) {
        "eine Zahl"
    } else {
        "etwas anderes"
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Note {
        #[expect(dead_code, reason = "only the reading of it matters")]
        words: String,
    }

    fn wrong(json: &str) -> String {
        sentence(&serde_json::from_str::<Note>(json).expect_err("it is wrong"))
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        assert_eq!(wrong("{}"), "Zeile 1, Spalte 2: Das Feld »words« fehlt.");
        assert!(
            wrong("{\n\"worte\": 1}").contains("Zeile 2, Spalte 7: Ein Feld »worte« gibt es hier nicht.")
        );
        assert!(wrong("{\"words\": 5}").contains("Hier steht eine Zahl, erwartet wird ein Text"));
        assert!(wrong("{\"words\": \"a\",}").contains("ein Komma zu viel"));
        assert!(wrong("{\"words\": ").contains("bricht hier ab"));
        assert!(wrong("Medieninformation").contains("kein gültiges JSON"));
    }
}
