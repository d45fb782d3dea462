//! A look of its own: files in the place of the built-in ones, and what is wrong with them is told at the start.

use std::fs;
use std::path::Path;

use sperrfrist_newsroom::{NewsroomError, look, start_embedded_as};

use crate::support::{Room, five, keys_of};

/// A theme with these files.
fn theme(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, text).expect("written");
    }
    folder
}

fn refused(files: &[(&str, &str)]) -> NewsroomError {
    look(Some(theme(files).path()), None).expect_err("refused")
}

#[test]
fn a_file_takes_the_place_of_the_built_in_one_and_the_rest_stays() {
    let own = "{% extends \"layout.html\" %}{% block title %}Eigene{% endblock %}\
               {% block main %}<h1>Eigene Liste</h1>{% endblock %}";
    let folder = theme(&[
        ("vorlagen/liste.html", own),
        ("stil.css", "body{margin:1px}"),
        ("bilder/wappen.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        (".git/config", "not ours"),
    ]);
    let theme = look(Some(folder.path()), None).expect("a look");
    let data = tempfile::tempdir().expect("a folder");
    let clock = std::sync::Arc::new(sperrfrist_testkit::clock::HandClock::new(five()));
    let data = data.path().join("newsroom");
    let keys = keys_of(&data);
    let newsroom =
        start_embedded_as(theme, &data, keys, clock, ([127, 0, 0, 1], 0).into()).expect("a newsroom");
    let get = |path| crate::support::ask(crate::support::address_of(newsroom.url()), "GET", path, &[], b"");
    assert!(get("/").text().contains("<h1>Eigene Liste</h1>"));
    assert!(get("/").text().contains("Keine Cookies"), "the built-in frame");
    assert_eq!(get("/stil.css").text(), "body{margin:1px}");
    assert_eq!(get("/bilder/wappen.svg").header("content-type"), Some("image/svg+xml"));
    assert!(get("/schrift/FiraSans-Regular.woff2").body.len() > 100_000);
    assert_eq!(get("/.git/config").status, 404);
}

#[test]
fn a_broken_template_is_refused_with_its_file_and_its_line() {
    let parse = refused(&[("vorlagen/foto.html", "<p>\n\n{% if %}</p>")]);
    assert!(parse.to_string().contains("vorlagen/foto.html ist in Zeile 3"), "{parse}");
    assert!(parse.next_step().contains("eingebaute"));
    // It parses, and would fail on the first page that somebody asks for.
    let filter = refused(&[("vorlagen/meldung.html", "\n{{ release.headline|laut }}")]);
    assert!(filter.to_string().contains("vorlagen/meldung.html ist in Zeile 2"), "{filter}");
    let called = refused(&[(
        "vorlagen/bausteine.html",
        "{% macro pending(words) %}\n\n\n{{ words.a.b }}{% endmacro %}",
    )]);
    assert!(called.to_string().contains("vorlagen/"), "{called}");
    let missing = refused(&[("vorlagen/haus.html", "x\n{% extends \"gibtsnicht.html\" %}")]);
    assert!(missing.to_string().contains("Zeile"), "{missing}");
}

#[test]
fn a_file_that_belongs_to_no_theme_is_named() {
    for name in ["vorlagen/lister.html", "liste.html", "api/x.svg", "bilder/wappen.exe", "medien/a.jpg"] {
        let error = refused(&[(name, "")]);
        assert!(error.to_string().contains(name), "{error}");
        assert!(error.next_step().contains("bilder/"), "{}", error.next_step());
    }
    let none = look(Some(Path::new("/gibt/es/nicht")), None).expect_err("refused");
    assert_eq!(none.code(), "newsroom.look_file");
}

#[test]
fn what_the_house_says_of_itself_is_checked_at_the_start() {
    let file = |text: &str| {
        let folder = theme(&[("haus.json", text)]);
        look(None, Some(&folder.path().join("haus.json")))
    };
    let typo = file("{\n  \"imprint\": \"https://a.example\",\n  \"adresse\": \"\"\n}").expect_err("refused");
    assert!(typo.to_string().contains("Zeile 3"), "{typo}");
    let script = file("{\"imprint\": \"javascript:alert(1)\"}").expect_err("refused");
    assert!(script.to_string().contains("imprint"), "{script}");
    assert!(script.next_step().contains("accessibility"));
    file("{\"address\": \"https://newsroom.example\", \"imprint\": [\"Landeskanzlei\"]}").expect("taken");
}

#[test]
fn the_house_is_there_from_the_beginning_and_says_nothing_unasked() {
    let room = Room::open();
    let page = room.get("/");
    for told in ["/kontakt", "/impressum", "/barrierefreiheit", "https://www.musterland.example/datenschutz"]
    {
        assert!(page.text().contains(&format!("href=\"{told}\"")), "{told}");
    }
    for unasked in ["Leichte Sprache", "offizielle", "Offizielle", "flagge"] {
        assert!(!page.text().contains(unasked), "{unasked}");
    }
    let imprint = room.get("/impressum");
    assert!(imprint.text().contains("<h1>Impressum</h1>") && imprint.text().contains("Musterstraße 1"));
    assert_eq!(imprint.header("cache-control"), Some("no-cache"));
    assert!(room.get("/kontakt").text().contains("href=\"tel:+4935156410300\""));
    assert_eq!(room.get("/leichte-sprache").status, 404);
    let robots = room.get("/robots.txt").text();
    assert_eq!(robots, "User-agent: *\nDisallow: /suche\n\nSitemap: https://newsroom.example/sitemap.xml\n");
}
