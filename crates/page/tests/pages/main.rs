//! What people and feed readers get to see, page by page.

mod languages;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sperrfrist_page::{
    Identity, Part, PdfFile, PhotoFile, PublicPhoto, PublicRelease, Search, Site, Slot, Theme, Withdrawn,
    Years, ninjs, ninjs_list, ninjs_of_withdrawn,
};
use sperrfrist_release::body::{Block, Body};
use sperrfrist_release::document::{Contact, Dateline, Issuer, Labelled, Link, LinkTarget, Number};
use sperrfrist_release::photo::RenditionName;
use sperrfrist_release::{Caption, Correction, Photo, PhotoSlot, Release, ReleaseId, SlotId};

const PAGE: &str = "/2023/kooperation";
const PHOTO_PAGE: &str = "/2023/kooperation/foto/1";

fn site() -> Site<'static> {
    Site {
        name: "Landeskanzlei Musterland",
        feed_id: "11111111-2222-4333-8444-555555555555",
        founded: DateTime::UNIX_EPOCH,
    }
}

fn five() -> DateTime<Utc> {
    DateTime::from_timestamp(1_700_582_400, 0).expect("an instant")
}

fn slot() -> SlotId {
    "00000000000040008000000000000002".parse().expect("a name")
}

fn release() -> Release {
    let id: ReleaseId = "00000000000040008000000000000001".parse().expect("a name");
    Release {
        issuer: Issuer {
            name: "Landeskanzlei Musterland".into(),
            addresses: vec![Labelled {
                label: "Hausanschrift:".into(),
                lines: vec!["Musterstraße 1".into(), "01097 Dresden".into()],
            }],
            website: "www.musterland.example".into(),
            directions: Labelled {
                label: "Verkehrsverbindung:".into(),
                lines: vec!["Straßenbahnlinien 3 und 7".into()],
            },
            accessibility_note: "Gekennzeichnete Parkplätze liegen am Ufer.".into(),
            footnote: "Kein Zugang für verschlüsselte elektronische Dokumente.".into(),
            ..Issuer::default()
        },
        contact: Contact {
            label: "Ihre Ansprechpartnerin".into(),
            name: "Erika Muster".into(),
            numbers_label: "Durchwahl".into(),
            numbers: vec![
                Number { label: "Telefon".into(), number: "+49 351 564 10300".into() },
                Number { label: "Telefax".into(), number: "+49 351 564 10309".into() },
            ],
            email: "presse@musterland.example".into(),
            email_has_footnote: true,
            ..Contact::default()
        },
        dateline: Dateline::usual("Dresden", NaiveDate::from_ymd_opt(2023, 11, 21).expect("a day")),
        headline: "Land & Bund vereinbaren <mehr> Sicherheit".into(),
        body: Body::of(vec![
            Block::paragraph("Zwei Häuser haben sich verständigt."),
            Block::paragraph("»Ohne Sicherheit ist alles nichts«, sagte sie."),
        ]),
        links_label: "Links:".into(),
        links: vec![
            Link { label: "Bild von der Unterzeichnung".into(), target: LinkTarget::Photo { slot: slot() } },
            Link {
                label: "Vereinbarung".into(),
                target: LinkTarget::Address { href: "https://example.org/v".into() },
            },
            Link {
                label: "Kanal".into(),
                target: LinkTarget::Address { href: "javascript:alert(1)".into() },
            },
            Link { label: "Später".into(), target: LinkTarget::Missing },
        ],
        photos: vec![PhotoSlot {
            pending_words: "Bild folgt gegen 17:30\u{a0}Uhr".into(),
            ..PhotoSlot::promised(slot(), "CANARY: Schild der Unterzeichnung")
        }],
        slug: "kooperation".into(),
        ..Release::blank(id)
    }
}

fn photo() -> Photo {
    Photo {
        caption: Caption {
            headline: "Unterzeichnung der Vereinbarung".into(),
            caption: "Erika Muster und Max Beispiel unterzeichnen in Dresden.".into(),
            alt_text: "Zwei Personen unterschreiben an einem Tisch in \"Mappen\".".into(),
            extended_alt_text: "Hinter ihnen stehen drei Flaggen.".into(),
            creator: "K. Hartung".into(),
            credit: "Landeskanzlei / K. Hartung".into(),
            copyright: "© Landeskanzlei".into(),
            usage_terms: "Für die Berichterstattung honorarfrei mit Bildnachweis.".into(),
            persons: vec!["Erika Muster".into(), "Max Beispiel".into()],
            city: "Dresden".into(),
            country: "Deutschland".into(),
            date: NaiveDate::from_ymd_opt(2023, 11, 21),
            ..Caption::default()
        },
        ..Photo::default()
    }
}

fn files() -> Vec<PhotoFile> {
    let file = |name, path: &str, width, height, bytes| PhotoFile {
        name,
        path: format!("/medien/{path}.jpg"),
        width,
        height,
        bytes,
    };
    vec![
        file(RenditionName::Print, "aa", 5184, 3456, 4_100_000),
        file(RenditionName::Web, "bb", 2048, 1365, 612_000),
        file(RenditionName::Preview, "cc", 800, 533, 96_000),
    ]
}

fn shown<'a>(release: &'a Release, photo: Option<&'a Photo>) -> PublicRelease<'a> {
    let photos = photo.map(|photo| PublicPhoto {
        slot: slot(),
        path: PHOTO_PAGE,
        number: 1,
        photo,
        files: files(),
        since: five() + TimeDelta::minutes(30),
    });
    PublicRelease {
        release,
        path: PAGE,
        since: five(),
        photos: photos.into_iter().collect(),
        pdf: None,
        versions: Vec::new(),
    }
}

fn years() -> Years {
    vec!["2023".to_owned(), "2022".to_owned()]
}

fn theme() -> Theme {
    Theme::new().expect("the built-in theme parses")
}

#[test]
fn the_page_of_a_release_whose_photo_is_pending() {
    let release = release();
    let page = theme().release(&site(), &shown(&release, None)).expect("renders");
    insta::assert_snapshot!(page);
}

#[test]
fn the_page_of_a_release_with_its_photo() {
    let (release, photo) = (release(), photo());
    let page = theme().release(&site(), &shown(&release, Some(&photo))).expect("renders");
    insta::assert_snapshot!(page);
}

#[test]
fn the_page_of_the_photo() {
    let (release, photo) = (release(), photo());
    let shown = shown(&release, Some(&photo));
    let page = theme().photo(&site(), &shown, &shown.photos[0]).expect("renders").expect("has pictures");
    insta::assert_snapshot!(page);
}

#[test]
fn the_list_with_a_pending_photo_and_without_any() {
    let (with, mut without) = (release(), release());
    without.photos.clear();
    without.headline = "Terminhinweise".into();
    let list = theme()
        .list(&site(), Part::Newest, &years(), &[shown(&with, None), shown(&without, None)])
        .expect("renders");
    insta::assert_snapshot!(list);
}

#[test]
fn the_list_while_nothing_is_public() {
    insta::assert_snapshot!(
        theme().list(&Site { name: "", ..site() }, Part::Newest, &Vec::new(), &[]).expect("renders")
    );
}

#[test]
fn the_page_of_nothing() {
    insta::assert_snapshot!(theme().not_found().expect("renders"));
}

#[test]
fn the_feed() {
    let (release, photo) = (release(), photo());
    insta::assert_snapshot!(theme().feed(&site(), &[shown(&release, Some(&photo))], &[]).expect("renders"));
}

fn withdrawn(sentence: &str) -> Withdrawn {
    Withdrawn { release: release().id, at: five() + TimeDelta::seconds(401), sentence: sentence.into() }
}

#[test]
fn the_page_of_a_release_that_was_withdrawn() {
    let sentence = "Eine Zahl war falsch; eine neue Fassung folgt <bald>.";
    insta::assert_snapshot!(theme().withdrawn(&withdrawn(sentence)).expect("renders"));
}

#[test]
fn a_tombstone_says_nothing_twice() {
    let page =
        theme().withdrawn(&withdrawn("Diese Medieninformation wurde zurückgezogen.")).expect("renders");
    assert_eq!(page.matches("wurde zurückgezogen").count(), 1, "{page}");
}

#[test]
fn the_feed_says_what_was_withdrawn_and_nothing_else_of_it() {
    let feed = theme().feed(&site(), &[], &[withdrawn("Eine Zahl war falsch & mehr.")]).expect("renders");
    let parsed = roxmltree::Document::parse(&feed).expect("well formed");
    let name = ("http://purl.org/atompub/tombstones/1.0", "deleted-entry");
    let deleted =
        parsed.root_element().children().find(|child| child.has_tag_name(name)).expect("a tombstone");
    assert_eq!(deleted.attribute("ref"), Some("urn:uuid:00000000-0000-4000-8000-000000000001"));
    assert_eq!(deleted.attribute("when"), Some("2023-11-21T16:06:41Z"));
    assert!(deleted.descendants().any(|node| node.text() == Some("Eine Zahl war falsch & mehr.")));
    assert!(feed.contains("<updated>2023-11-21T16:06:41Z</updated>"), "{feed}");
}

/// What the page says to search engines.
fn json_ld(page: &str) -> String {
    let data = page.split("<script type=\"application/ld+json\">").nth(1).expect("one");
    data.split("</script>").next().expect("an end").to_owned()
}

fn correction(seconds: i64, notice: &str) -> Correction {
    Correction { at: five() + TimeDelta::seconds(seconds), notice: notice.into() }
}

#[test]
fn a_correction_is_said_under_the_headline_in_the_feed_and_to_machines() {
    let (mut release, mut photo) = (release(), photo());
    release.corrections = vec![correction(401, "Name im 2. Absatz"), correction(7_201, "Datum.")];
    photo.corrections = vec![correction(7_201, "Datum."), correction(7_500, "Name in der Bildunterschrift")];
    let theme = theme();
    let said = "Korrigiert am 21.11.2023, 17:06\u{a0}Uhr: Name im 2. Absatz.";
    for (photo, last, count) in [(None, "2023-11-21T18:00:01Z", 2), (Some(&photo), "2023-11-21T18:05:00Z", 3)]
    {
        let shown = shown(&release, photo);
        let page = theme.release(&site(), &shown).expect("renders");
        let plain = page.replace("<time datetime=\"2023-11-21T16:06:41Z\">", "").replace("</time>", "");
        let under = plain.find(said).expect("said");
        assert!(
            plain.find("</h1>").is_some_and(|h1| h1 < under)
                && plain.find("class=\"text\"").is_some_and(|text| under < text)
        );
        assert_eq!(page.matches("Korrigiert am").count(), count, "{page}");
        let data: serde_json::Value = serde_json::from_str(&json_ld(&page)).expect("JSON");
        assert_eq!(data["dateModified"], last);
        assert_eq!(data["datePublished"], "2023-11-21T16:00:00Z");
        assert_eq!(data["correction"][0]["text"], "Name im 2. Absatz.");
        let feed = theme.feed(&site(), std::slice::from_ref(&shown), &[]).expect("renders");
        assert!(feed.contains(&format!("<summary>{said} Korrigiert am")), "{feed}");
        assert_eq!(feed.matches(&format!("<updated>{last}</updated>")).count(), 2, "{feed}");
        let object: serde_json::Value = serde_json::from_str(&ninjs("", &shown)).expect("JSON");
        assert_eq!((&object["versionCreated"], &object["pubStatus"]), (&last.into(), &"usable".into()));
        let note = object["edNote"].as_str().expect("a note");
        assert!(note.starts_with("Berichtigung: Name im 2. Absatz. Berichtigung: Datum."), "{note}");
    }
    let shown = shown(&release, Some(&photo));
    let page = theme.photo(&site(), &shown, &shown.photos[0]).expect("renders").expect("has pictures");
    assert!(page.contains("Name in der Bildunterschrift.") && !page.contains("2. Absatz"), "{page}");
}

#[test]
fn without_a_correction_nothing_is_said_of_one() {
    let release = release();
    let page = theme().release(&site(), &shown(&release, None)).expect("renders");
    assert!(!page.contains("orrigiert") && !page.contains("Correction"), "{page}");
}

#[test]
fn a_release_for_agencies() {
    let (mut release, photo) = (release(), photo());
    release.standing_lines = vec!["Es gilt das gesprochene Wort.".into()];
    insta::assert_snapshot!(ninjs("", &shown(&release, Some(&photo))));
}

#[test]
fn what_was_withdrawn_is_canceled_for_agencies_and_nothing_else_is_said_of_it() {
    insta::assert_snapshot!(ninjs_of_withdrawn(&withdrawn("Eine Zahl war falsch.")));
}

#[test]
fn the_list_for_agencies_is_one_object_with_all_others_in_it() {
    let (release, photo) = (release(), photo());
    let list =
        ninjs_list("", &site(), &[shown(&release, Some(&photo))], &[withdrawn("Eine Zahl war falsch.")]);
    let list: serde_json::Value = serde_json::from_str(&list).expect("JSON");
    assert_eq!(list["type"], "composite");
    let within = list["associations"].as_array().expect("a list");
    let told: Vec<_> =
        within.iter().map(|object| (&object["type"], &object["pubStatus"], &object["name"])).collect();
    let told = told
        .iter()
        .map(|(kind, status, name)| [kind, status, name].map(|value| value.as_str().unwrap_or("")));
    assert_eq!(
        told.collect::<Vec<_>>(),
        [["text", "usable", release.headline.as_str()], ["text", "canceled", "Zurückgezogen"]]
    );
    let empty: serde_json::Value = serde_json::from_str(&ninjs_list("", &site(), &[], &[])).expect("JSON");
    assert_eq!(
        (&empty["associations"], &empty["versionCreated"]),
        (&serde_json::Value::Null, &"1970-01-01T00:00:00Z".into())
    );
}

#[test]
fn a_credit_that_begins_with_foto_says_so_once() {
    let release = release();
    for credit in ["Foto: Landeskanzlei", " foto : Landeskanzlei ", "Landeskanzlei"] {
        let mut photo = photo();
        photo.caption.credit = credit.into();
        let page = theme().release(&site(), &shown(&release, Some(&photo))).expect("renders");
        assert!(page.contains("<span class=\"nachweis\">Foto: Landeskanzlei</span>"), "{credit}: {page}");
    }
}

#[test]
fn a_small_photo_names_no_width_twice_and_is_offered_once() {
    let (release, photo) = (release(), photo());
    let render = |sizes: [(u32, u32); 3]| {
        let mut shown = shown(&release, Some(&photo));
        for (file, (width, height)) in shown.photos[0].files.iter_mut().zip(sizes) {
            (file.width, file.height) = (width, height);
        }
        let page = theme().photo(&site(), &shown, &shown.photos[0]).expect("renders").expect("has pictures");
        let srcset =
            page.split("srcset=\"").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned);
        (srcset, page.matches(" download=").count())
    };
    assert_eq!(render([(600, 400); 3]), (None, 1));
    assert_eq!(
        render([(900, 600), (900, 600), (800, 533)]),
        (Some("/medien/bb.jpg 900w, /medien/cc.jpg 800w".into()), 2)
    );
    let usual = render([(5184, 3456), (2048, 1365), (800, 533)]);
    assert_eq!(usual, (Some("/medien/bb.jpg 2048w, /medien/cc.jpg 800w".into()), 3));
}

#[test]
fn before_the_photo_is_public_nothing_is_said_but_the_officers_words() {
    let release = release();
    let shown = shown(&release, None);
    let theme = theme();
    let pages = [
        theme.release(&site(), &shown).expect("renders"),
        theme.list(&site(), Part::Newest, &years(), std::slice::from_ref(&shown)).expect("renders"),
        theme.feed(&site(), std::slice::from_ref(&shown), &[]).expect("renders"),
        ninjs("", &shown),
        ninjs_list("", &site(), std::slice::from_ref(&shown), &[]),
    ];
    for page in pages {
        for trace in ["CANARY", "/foto/", "/medien/", "<img", "srcset", "enclosure", ".jpg"] {
            assert!(!page.contains(trace), "{trace} in {page}");
        }
    }
}

#[test]
fn the_feed_is_well_formed_whatever_the_words() {
    let mut release = release();
    release.headline = "]]> & \u{8}<b> \u{fffe}'\"".into();
    release.body = Body::of(vec![Block::paragraph("a\u{0}b & c < d")]);
    let theme = theme();
    for releases in [&[][..], &[shown(&release, Some(&photo()))][..]] {
        let feed = theme.feed(&site(), releases, &[]).expect("renders");
        let parsed = roxmltree::Document::parse(&feed).expect("well formed");
        let root = parsed.root_element();
        assert_eq!(root.tag_name().namespace(), Some("http://www.w3.org/2005/Atom"));
        for required in ["id", "title", "updated", "author"] {
            assert!(
                root.children().any(|child| child.has_tag_name(("http://www.w3.org/2005/Atom", required)))
            );
        }
        let entries = root.children().filter(|child| child.tag_name().name() == "entry").count();
        assert_eq!(entries, releases.len());
    }
}

#[test]
fn no_words_of_a_release_become_markup() {
    let attack = "\"><script>alert(1)</script><img src=x onerror=alert(1)>";
    let mut release = release();
    release.headline = attack.into();
    release.kind_label = attack.into();
    release.standing_lines = vec![attack.into()];
    release.links_label = attack.into();
    release.links.push(Link { label: attack.into(), target: LinkTarget::Address { href: attack.into() } });
    release.issuer.name = attack.into();
    release.issuer.website = attack.into();
    release.contact.email = attack.into();
    release.contact.numbers.push(Number { label: attack.into(), number: attack.into() });
    release.photos[0].pending_words = attack.into();
    let mut photo = photo();
    photo.caption.alt_text = attack.into();
    photo.caption.caption = attack.into();
    photo.caption.usage_terms = attack.into();
    let site = Site { name: attack, ..site() };
    let theme = theme();
    for photo in [None, Some(&photo)] {
        let shown = shown(&release, photo);
        let pages = [
            theme.release(&site, &shown).expect("renders"),
            theme.list(&site, Part::Newest, &years(), std::slice::from_ref(&shown)).expect("renders"),
            theme.feed(&site, std::slice::from_ref(&shown), &[]).expect("renders"),
        ];
        let data = json_ld(&pages[0]);
        assert!(
            data.contains("alert(1)") && serde_json::from_str::<serde_json::Value>(&data).is_ok(),
            "{data}"
        );
        for page in pages {
            assert!(!page.contains("<script>") && !page.contains("<img src=x"), "{page}");
        }
    }
}

/// A house that says of itself what it can.
fn house() -> Theme {
    let identity = Identity {
        address: "https://newsroom.example".into(),
        name: "Pressestelle & Co".into(),
        official: "Offizielle Website des Landes Musterland".into(),
        contact: Some(Slot::Paragraphs(vec![
            "Erika Muster\nTelefon +49 351 564 10300".into(),
            "<b>presse@musterland.example".into(),
        ])),
        imprint: Some(Slot::Address("https://www.musterland.example/impressum?a=1&b=2".into())),
        ..Identity::default()
    };
    Theme::with(identity, Vec::new()).expect("a theme")
}

#[test]
fn a_search_that_finds_something_with_what_was_typed_in_its_field() {
    let release = release();
    let part = Part::Search { words: " \"Häuser\" <b> ", year: Some("2023"), found: 300 };
    insta::assert_snapshot!(
        house().list(&site(), part, &years(), &[shown(&release, None)]).expect("renders")
    );
}

#[test]
fn the_page_of_the_house() {
    let pages = house().pages_of_the_house().expect("renders");
    assert_eq!(pages.iter().map(|(path, _)| *path).collect::<Vec<_>>(), ["/kontakt"]);
    insta::assert_snapshot!(pages[0].1);
}

#[test]
fn the_sitemap() {
    let (release, photo) = (release(), photo());
    assert_eq!(theme().sitemap(&[shown(&release, Some(&photo))]), None);
    insta::assert_snapshot!(house().sitemap(&[shown(&release, Some(&photo))]).expect("an address"));
}

#[test]
fn with_an_address_what_leaves_the_house_names_it_and_the_card_has_the_open_photo_alone() {
    let (release, photo) = (release(), photo());
    let house = house();
    let open = shown(&release, Some(&photo));
    let page = house.release(&site(), &open).expect("renders");
    for told in [
        "<link rel=\"canonical\" href=\"https://newsroom.example/2023/kooperation\">",
        "<meta property=\"og:url\" content=\"https://newsroom.example/2023/kooperation\">",
        "<meta property=\"og:image\" content=\"https://newsroom.example/medien/bb.jpg\">",
        "<meta property=\"og:image:width\" content=\"2048\">",
        "<meta property=\"article:modified_time\" content=\"2023-11-21T16:30:00Z\">",
        "\"contentUrl\":\"https://newsroom.example/medien/bb.jpg\"",
        "Offizielle Website des Landes Musterland",
    ] {
        assert!(page.contains(told), "{told} in {page}");
    }
    let feed = house.feed(&site(), std::slice::from_ref(&open), &[]).expect("renders");
    assert!(!feed.contains("href=\"/"), "{feed}");
    assert!(ninjs("https://newsroom.example", &open).contains("\"https://newsroom.example/medien/aa.jpg\""));
    let pending = house.release(&site(), &shown(&release, None)).expect("renders");
    assert!(!pending.contains("og:image") && pending.contains("og:title"), "{pending}");
    let relative = theme().release(&site(), &open).expect("renders");
    assert!(!relative.contains("og:image") && !relative.contains("canonical"), "{relative}");
    assert!(!relative.contains("Offiziell") && !relative.contains("amtlich"), "{relative}");
}

#[test]
fn a_pdf_is_offered_where_there_is_one() {
    let release = release();
    let with = |pdf| {
        let page = PublicRelease { pdf, ..shown(&release, None) };
        theme().release(&site(), &page).expect("renders")
    };
    let file = PdfFile { path: "/medien/dd.pdf".into(), bytes: Some(231_000) };
    let page = with(Some(file));
    assert!(page.contains("<a href=\"/medien/dd.pdf\">") && page.contains("231\u{a0}KB"), "{page}");
    assert!(!with(None).contains("PDF"));
}

#[test]
fn every_word_of_a_search_must_stand_in_what_is_public() {
    let (release, photo) = (release(), photo());
    let finds = |words: &str, photo| Search::of(words).finds(&shown(&release, photo));
    for words in ["HÄUSER", "verständigt sicherheit", "erika muster", "»Ohne"] {
        assert!(finds(words, None), "{words}");
    }
    assert!(!finds("häuser nirgends", None));
    // A caption is found once its photo is public; the label of a slot is the desk's own.
    assert!(!finds("hartung", None) && finds("hartung", Some(&photo)));
    assert!(!finds("canary", Some(&photo)));
}
