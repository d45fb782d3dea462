//! Pages and feeds as files, by the command line as a user calls it.

use std::fs;

use crate::support::command::{cli, done, refused, sample, text};

#[test]
fn a_page_is_written_with_all_that_belongs_to_it_and_again_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = |name: &str| folder.path().join(name);
    let (release, one, two) = (place("meldung.json"), place("eins"), place("zwei"));
    done(&cli(&["import", text(&sample("medieninformation.txt")), "-o", text(&release)]));
    let (photo, caption) = (sample("unterzeichnung.jpg"), sample("caption.json"));
    for out in [&one, &two] {
        let wanted =
            ["page", text(&release), "-o", text(out), "--photo", text(&photo), "--caption", text(&caption)];
        let said = done(&cli(&wanted));
        assert!(said.contains("kennt keine Sperrfrist"), "{said}");
    }
    let page = fs::read_to_string(one.join("2023/meldung/index.html")).expect("the page");
    assert_eq!(page, fs::read_to_string(two.join("2023/meldung/index.html")).expect("the page"));
    // Whatever the page leads to or shows lies beside it.
    let named = ["href=\"/", "src=\"/"].into_iter().flat_map(|start| page.split(start).skip(1));
    let named: Vec<&str> = named.filter_map(|rest| rest.split('"').next()).collect();
    assert!(named.iter().any(|path| path.starts_with("medien/")), "{named:?}");
    for path in named {
        let file = one.join(path);
        assert!(file.is_file() || file.join("index.html").is_file(), "{path} is missing");
    }
    let alone = place("allein.html");
    done(&cli(&["page", text(&release), "-o", text(&alone)]));
    let alone = fs::read_to_string(alone).expect("the page");
    assert!(alone.contains("Bild folgt") && !alone.contains("/medien/"), "{alone}");
}

#[test]
fn a_feed_is_written_and_a_broken_theme_is_refused_with_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = |name: &str| folder.path().join(name);
    let (release, feed, theme) = (place("meldung.json"), place("feed.atom"), place("gestaltung"));
    done(&cli(&["import", text(&sample("medieninformation.txt")), "-o", text(&release)]));
    let site = place("haus.json");
    fs::write(&site, "{\"address\": \"https://newsroom.example\"}").expect("written");
    done(&cli(&["feed", text(&release), "-o", text(&feed), "--site", text(&site)]));
    let written = fs::read_to_string(&feed).expect("the feed");
    assert!(written.contains("href=\"https://newsroom.example/2023/meldung\""), "{written}");
    fs::create_dir_all(theme.join("vorlagen")).expect("made");
    fs::write(theme.join("vorlagen/feed.xml"), "<feed>\n{{ entries|laut }}").expect("written");
    let broken = cli(&["feed", text(&release), "-o", text(&feed), "--theme", text(&theme)]);
    refused(&broken, "vorlagen/feed.xml ist in Zeile 2");
    assert_eq!(fs::read_to_string(&feed).expect("the feed"), written, "what was there stays");
}
