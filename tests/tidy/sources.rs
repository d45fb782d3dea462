//! What no source may hold: a clock read outside its room, Tauri outside the host folder, too many lines,
//! silenced lints, work left open, an error that is only a string.

use super::Fault;
use super::blank::blank;

/// One that passes this is usually two rooms.
const MOST_LINES: usize = 600;

/// How a clock is read in Rust.
const CLOCKS: &[&str] = &[
    "SystemTime::now",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "OffsetDateTime::now",
    "OffsetDateTime::now_utc",
    "Timestamp::now",
    "Zoned::now",
    "clock_gettime",
    "adjtimex",
    ".elapsed()",
];

/// How SQLite reads one, in a statement; split so that this file does not hold them.
const SQL_CLOCKS: &[&str] = &[
    concat!("CURRENT_", "TIMESTAMP"),
    concat!("CURRENT_", "TIME"),
    concat!("CURRENT_", "DATE"),
    concat!("'no", "w'"),
    concat!("unixepoch", "()"),
];

/// How a page reads one.
const PAGE_CLOCKS: &[&str] = &["Date.now", "new Date()", "performance.now", "Temporal.Now"];

/// Whether a person writes files of this name.
pub fn is_source(name: &str) -> bool {
    [".rs", ".ts", ".js", ".mjs", ".svelte", ".css", ".html", ".sql", ".sh"]
        .iter()
        .any(|end| name.ends_with(end))
}

fn is_page(place: &str) -> bool {
    place.starts_with("ui/")
        && [".ts", ".js", ".mjs", ".svelte", ".html"].iter().any(|end| place.ends_with(end))
}

fn is_host(place: &str) -> bool {
    place.starts_with("ui/host/")
}

/// Time is a parameter: only `crates/clock` reads a clock, and only `ui/host` in the page.
pub fn clock_reads(place: &str, text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    if place.ends_with(".rs") && !place.starts_with("crates/clock/") {
        let code = blank(text);
        faults.extend(found(
            place,
            &code,
            CLOCKS,
            "reads a clock: ask the Clock you were given (crates/clock)",
        ));
    }
    if place.ends_with(".rs") || place.ends_with(".sql") {
        faults.extend(found(
            place,
            text,
            SQL_CLOCKS,
            "lets SQLite read a clock: bind the time as a parameter",
        ));
    }
    if is_page(place) && !is_host(place) {
        let code = without_comment_lines(text);
        faults.extend(found(place, &code, PAGE_CLOCKS, "reads a clock: ask ui/host for the time"));
    }
    faults
}

/// Components must run without a desktop: only `ui/host` knows there is one.
pub fn tauri_imports(place: &str, text: &str) -> Vec<Fault> {
    if !is_page(place) || is_host(place) {
        return Vec::new();
    }
    found(place, &without_comment_lines(text), &["@tauri-apps"], "knows Tauri: go through ui/host")
}

/// A file has one subject.
pub fn long_files(place: &str, text: &str) -> Vec<Fault> {
    let lines = text.lines().count();
    if lines <= MOST_LINES {
        return Vec::new();
    }
    vec![Fault {
        place: format!("{place}:{lines}"),
        rule: format!("has more than {MOST_LINES} lines: it is two"),
    }]
}

/// Silenced lints, work left open, and errors without a code.
pub fn forbidden_forms(place: &str, text: &str) -> Vec<Fault> {
    if !place.ends_with(".rs") {
        return Vec::new();
    }
    let code = blank(text);
    let mut faults = found(
        place,
        &code,
        &["#[allow(", "#![allow("],
        "silences a lint for ever: use #[expect] with a reason",
    );
    faults.extend(found(place, &code, &["todo!", "unimplemented!"], "is left open: do it, or leave it out"));
    faults.extend(string_errors(&code).map(|offset| {
        at(place, &code, offset, "Result<_, String>", "has no code and no next step: make an error type")
    }));
    faults
}

/// Offsets of `Result<_, String>`, whatever stands in the first place.
fn string_errors(code: &str) -> impl Iterator<Item = usize> {
    code.match_indices("Result<").filter_map(|(offset, name)| {
        let arguments = type_arguments(&code[offset + name.len()..]);
        let bare = ["String", "std::string::String", "&'static str"];
        (arguments.len() == 2 && bare.contains(&arguments[1])).then_some(offset)
    })
}

/// The arguments of a generic type, from behind its opening bracket to its closing one.
fn type_arguments(code: &str) -> Vec<&str> {
    let (mut arguments, mut start, mut depth, mut before) = (Vec::new(), 0, 0_u32, ' ');
    for (offset, c) in code.char_indices() {
        match c {
            // The arrow of a function type closes nothing.
            '>' if before == '-' => {}
            '>' if depth == 0 => {
                arguments.push(code[start..offset].trim());
                break;
            }
            ',' if depth == 0 => {
                arguments.push(code[start..offset].trim());
                start = offset + 1;
            }
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        before = c;
    }
    // A comma may stand behind the last.
    arguments.retain(|argument| !argument.is_empty());
    arguments
}

fn without_comment_lines(text: &str) -> String {
    let comment =
        |line: &str| ["//", "*", "/*", "<!--"].iter().any(|start| line.trim_start().starts_with(start));
    text.lines().map(|line| if comment(line) { "\n".to_owned() } else { format!("{line}\n") }).collect()
}

/// Every place where one of the words stands as a word of its own.
fn found(place: &str, code: &str, words: &[&str], rule: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    for word in words {
        for (offset, _) in code.match_indices(word) {
            let continues = |c: char| c.is_alphanumeric() || c == '_';
            let starts_inside = word.starts_with(continues) && code[..offset].ends_with(continues);
            let ends_inside = word.ends_with(continues) && code[offset + word.len()..].starts_with(continues);
            if !starts_inside && !ends_inside {
                faults.push(at(place, code, offset, word, rule));
            }
        }
    }
    faults
}

fn at(place: &str, code: &str, offset: usize, word: &str, rule: &str) -> Fault {
    let line = code[..offset].matches('\n').count() + 1;
    Fault { place: format!("{place}:{line}"), rule: format!("`{word}` {rule}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(faults: Vec<Fault>) -> Vec<String> {
        faults.into_iter().map(|fault| fault.place).collect()
    }

    #[test]
    fn a_clock_read_in_rust_is_named_with_its_line_and_its_word() {
        for read in [
            "std::time::SystemTime::now()",
            "Instant::now()",
            "tokio::time::Instant::now()",
            "chrono::offset::Utc::now()",
            "Local::now()",
            "time::OffsetDateTime::now_utc()",
            "then.map_or_else(Utc::now, Into::into)",
            "start.elapsed()",
        ] {
            let text = format!("fn f() {{\n    let x = {read};\n}}\n");
            let faults = clock_reads("crates/desk/src/draft.rs", &text);
            assert_eq!(places(faults), ["crates/desk/src/draft.rs:2"], "{read}");
            assert_eq!(clock_reads("crates/clock/src/host.rs", &text), [], "{read}");
        }
        let told = clock_reads("tests/window.rs", "let x = Utc::now();");
        assert!(
            told[0].to_string().starts_with("tests/window.rs:1: `Utc::now` reads a clock"),
            "{}",
            told[0]
        );
    }

    #[test]
    fn a_sentence_about_a_clock_reads_none() {
        let text = "/// Never `Utc::now()`.\n// SystemTime::now()\nlet reason = \"no Instant::now here\";\nlet x = my_Utc::nowhere();\n";
        assert_eq!(clock_reads("crates/desk/src/draft.rs", text), []);
    }

    #[test]
    fn a_clock_read_in_sql_is_named() {
        let statement = format!("INSERT INTO a (at)\nVALUES ({});", SQL_CLOCKS[0]);
        assert_eq!(
            places(clock_reads("crates/archive/src/a.sql", &statement)),
            ["crates/archive/src/a.sql:2"]
        );
        let inline = format!("db.execute(\"SELECT datetime({})\")", SQL_CLOCKS[3]);
        assert_eq!(places(clock_reads("crates/archive/src/a.rs", &inline)), ["crates/archive/src/a.rs:1"]);
        assert_eq!(
            clock_reads("crates/archive/src/a.sql", "SELECT unixepoch(:at), current_time_of FROM a"),
            []
        );
    }

    #[test]
    fn a_clock_read_in_the_page_is_named_but_in_the_host() {
        for read in ["Date.now()", "new Date()", "performance.now()"] {
            let text = format!("<script lang=\"ts\">\n  let now = {read};\n</script>\n");
            assert_eq!(
                places(clock_reads("ui/timetable/Ribbon.svelte", &text)),
                ["ui/timetable/Ribbon.svelte:2"],
                "{read}"
            );
            assert_eq!(clock_reads("ui/host/time.ts", &text), [], "{read}");
        }
        assert_eq!(clock_reads("ui/text/time.ts", "// not Date.now()\nconst then = new Date(iso);\n"), []);
    }

    #[test]
    fn tauri_outside_the_host_folder_is_named() {
        let text = "import { onMount } from 'svelte';\nimport { invoke } from '@tauri-apps/api/core';\n";
        assert_eq!(places(tauri_imports("ui/releases/store.ts", text)), ["ui/releases/store.ts:2"]);
        assert_eq!(tauri_imports("ui/host/tauri.ts", text), []);
    }

    #[test]
    fn a_file_of_601_lines_is_named_and_one_of_600_is_not() {
        assert_eq!(long_files("ui/a.css", &"a\n".repeat(600)), []);
        assert_eq!(places(long_files("ui/a.css", &"a\n".repeat(601))), ["ui/a.css:601"]);
    }

    #[test]
    fn what_is_silenced_or_left_open_is_named() {
        let text = "#![allow(dead_code)]\n#[allow(clippy::all)]\nfn f() {\n    todo!()\n}\nfn g() { unimplemented!(\"later\") }\n";
        let mut named = places(forbidden_forms("crates/a/src/b.rs", text));
        named.sort();
        assert_eq!(
            named,
            ["crates/a/src/b.rs:1", "crates/a/src/b.rs:2", "crates/a/src/b.rs:4", "crates/a/src/b.rs:6"]
        );
        assert_eq!(
            forbidden_forms("crates/a/src/b.rs", "// todo!()\n#[expect(dead_code, reason = \"a\")]\n"),
            []
        );
    }

    #[test]
    fn an_error_that_is_only_a_string_is_named_however_it_is_written() {
        for form in [
            "Result<(), String>",
            "Result<Vec<(u8, String)>, String>",
            "std::result::Result<Box<dyn Fn(u8) -> u8>, String>",
            "Result<\n    Release,\n    std::string::String,\n>",
            "Result<u8, &'static str>",
        ] {
            let faults = forbidden_forms("crates/a/src/b.rs", &format!("\nfn f() -> {form} {{}}"));
            assert_eq!(places(faults), ["crates/a/src/b.rs:2"], "{form}");
        }
        for form in [
            "Result<String, Fault>",
            "io::Result<String>",
            "Result<Vec<(u8, String)>>",
            "Result<(u8, String), E>",
        ] {
            assert_eq!(forbidden_forms("crates/a/src/b.rs", &format!("fn f() -> {form} {{}}")), [], "{form}");
        }
    }
}
