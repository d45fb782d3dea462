//! A release in another language: what its pages say by themselves is said in it, and the newsroom's frame stays German.

use serde_json::Value;
use sperrfrist_page::{Identity, PublicVersion, Theme, ThemeFile};
use sperrfrist_release::{Correction, FixedWords, Language, Photo, Release};

use crate::{PAGE, five, photo, release, shown, site, theme};

/// The release in a language, with nothing in it that an officer would have to translate first.
fn version(language: Language) -> (Release, Photo) {
    let (release, mut photo) = (release(), photo());
    photo.caption.headline.clear();
    photo.corrections = vec![Correction { at: five(), notice: "X".into() }];
    let mut version = Release { language, kind_label: String::new(), links_label: String::new(), ..release };
    version.contact.label.clear();
    version.photos[0].pending_words = language.words().picture_follows.into();
    (version, photo)
}

/// The page of the release without its photo and with it, and the page of the photo.
fn pages(theme: &Theme, language: Language) -> [String; 3] {
    let (release, photo) = version(language);
    let german = PublicVersion { language: Language::German, path: PAGE };
    let mut with = shown(&release, Some(&photo));
    with.versions = vec![german];
    [
        theme.release(&site(), &shown(&release, None)).expect("renders"),
        theme.release(&site(), &with).expect("renders"),
        theme.photo(&site(), &with, &with.photos[0]).expect("renders").expect("has pictures"),
    ]
}

/// Words that are long enough not to be part of others.
fn said(words: &FixedWords) -> Vec<String> {
    let Value::Object(fields) = serde_json::to_value(words).expect("plain data") else { panic!("an object") };
    let texts =
        fields.into_iter().filter_map(|(_, value)| value.as_str().map(|text| text.replace("{} ", "")));
    texts.filter(|text| text.chars().count() > 3 && !text.ends_with("_DE")).collect()
}

#[test]
fn no_german_word_is_left_on_the_pages_of_a_version_but_in_the_frame() {
    let german = said(Language::German.words());
    for language in [Language::English, Language::UpperSorbian, Language::EasyGerman] {
        let own = said(language.words());
        let foreign: Vec<&String> =
            german.iter().filter(|word| !own.iter().any(|other| other.contains(*word))).collect();
        assert!(foreign.len() > 12, "{language:?}: {foreign:?}");
        for page in pages(&theme(), language) {
            let marked = "<dt lang=\"de\">Von links nach rechts</dt>";
            let text = page.replace(marked, "");
            let main = text.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).expect("one");
            let left: Vec<_> = foreign.iter().filter(|word| main.contains(**word)).collect();
            assert!(left.is_empty(), "{language:?} says {left:?} in {main}");
            assert_eq!(page.contains(marked), language == Language::UpperSorbian && page.contains("<dl>"));
            assert!(page.contains(&format!("<html lang=\"{}\">", language.tag())), "{page}");
            for frame in ["<header class=\"breit kopf\" lang=\"de\">", "<footer class=\"fuss\" lang=\"de\">"]
            {
                assert!(page.contains(frame), "{page}");
            }
        }
    }
}

#[test]
fn the_pages_of_a_release_in_upper_sorbian() {
    let [_, release, photo] = pages(&theme(), Language::UpperSorbian);
    insta::assert_snapshot!("the_page_of_a_release_in_upper_sorbian", release);
    insta::assert_snapshot!("the_page_of_its_photo", photo);
}

#[test]
fn times_and_sizes_are_written_as_the_language_writes_them() {
    let [_, page, _] = pages(&theme(), Language::English);
    for told in [
        "Tue, 21 November 2023, 17:00\u{a0}CET",
        "Picture added 17:30\u{a0}CET",
        "Press release of 21 November 2023",
        "4.1\u{a0}MB",
        "<meta property=\"og:locale\" content=\"en_GB\">",
    ] {
        assert!(page.contains(told), "{told} in {page}");
    }
    let [_, page, _] = pages(&theme(), Language::EasyGerman);
    for told in ["Dienstag, 21. November 2023, 17\u{a0}Uhr", "Neues Bild seit 17:30\u{a0}Uhr"] {
        assert!(page.contains(told), "{told} in {page}");
    }
}

#[test]
fn a_template_of_a_house_is_given_the_words_and_may_have_its_own() {
    let with = |source: &str| {
        let file = ThemeFile { name: "vorlagen/meldung.html".into(), bytes: source.as_bytes().to_vec() };
        Theme::with(Identity::default(), vec![file]).expect("a theme")
    };
    let given = with("{{ lang }}: {{ say.contact }}, {{ say.fetch }}");
    let told = Language::ALL.map(|language| pages(&given, language)[1].clone());
    assert_eq!(
        told,
        [
            "de: Kontakt, {} herunterladen",
            "hsb: Kontakt, {} sćahnyć",
            "en: Contact, Download {}",
            "de-simple: Kontakt, {} speichern",
        ]
    );
    // As one was written before there were others than German words.
    let before = with(
        "{% from \"bausteine.html\" import downloads, corrected, versions %}{{ versions(release.versions) }}\
         {{ corrected(release.corrections) }}{% for slot in slots %}{% if slot.photo %}\
         {{ downloads(slot.photo, \"laden\", \"Foto herunterladen\") }}{% endif %}{% endfor %}",
    );
    let [_, page, _] = pages(&before, Language::German);
    assert!(page.contains("aria-label=\"Andere Sprachen\"") && page.contains(">Foto herunterladen</h2>"));
}
