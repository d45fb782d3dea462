//! The mail and the Word file say what the pages say.

use std::io::{Cursor, Read};

use sperrfrist_paper::{Letterhead, MailBody, Sheet, Variant, docx};
use sperrfrist_release::body::{Block, Body, Href, Mark, Text};
use sperrfrist_release::{Release, plain};

use crate::sheets::{VARIANTS, caption, sample, sheet, shown};

/// The words as they are compared: labels end in a colon here and not there.
fn words(text: &str) -> Vec<String> {
    let bare = |word: &str| word.trim_end_matches([':', '*']).to_owned();
    text.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
}

fn expected(release: &Release, variant: Variant) -> Vec<String> {
    let mut lines = plain::lines(release);
    lines.retain(|line| variant != Variant::Public || !line.starts_with("Sperrfrist:"));
    words(&lines.join(" "))
}

/// Every expected word in the text, as often as it is expected.
fn misses(text: &str, expected: Vec<String>) -> Vec<String> {
    let mut there = words(text);
    let is_missing = |word: &String| match there.iter().position(|found| found == word) {
        Some(at) => {
            there.swap_remove(at);
            false
        }
        None => true,
    };
    let mut expected = expected;
    expected.retain(is_missing);
    expected
}

/// The paragraphs of a Word file: style, text, and where its links lead.
fn paragraphs(file: &[u8]) -> Vec<(String, String, Vec<String>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("an archive");
    let mut part = |name: &str| {
        let mut xml = String::new();
        archive.by_name(name).expect(name).read_to_string(&mut xml).expect("UTF-8");
        xml
    };
    let (document, relations) = (part("word/document.xml"), part("word/_rels/document.xml.rels"));
    let relations = roxmltree::Document::parse(&relations).expect("XML");
    let target = |id: &str| {
        let relation = relations.descendants().find(|node| node.attribute("Id") == Some(id)).expect(id);
        relation.attribute("Target").expect("a target").to_owned()
    };
    let document = roxmltree::Document::parse(&document).expect("XML");
    let attribute = |node: roxmltree::Node<'_, '_>, name: &str| {
        node.attributes().find(|given| given.name() == name).map(|given| given.value().to_owned())
    };
    let of = |paragraph: roxmltree::Node<'_, '_>| {
        let named = |name: &'static str| {
            paragraph
                .descendants()
                .filter(move |node| node.has_tag_name(name) || node.tag_name().name() == name)
        };
        let style = named("pStyle").next().and_then(|node| attribute(node, "val")).unwrap_or_default();
        let text = named("t").filter_map(|node| node.text()).collect::<Vec<_>>().concat();
        let links = named("hyperlink").filter_map(|node| attribute(node, "id")).map(|id| target(&id));
        (style, text, links.collect())
    };
    document.descendants().filter(|node| node.tag_name().name() == "p").map(of).collect()
}

#[test]
fn mail_and_word_file_say_what_the_release_says() {
    let (release, letterhead) = (sample(), Letterhead::default());
    for variant in VARIANTS {
        let sheet = Sheet { variant, ..sheet(&release, &letterhead) };
        let mail = MailBody::of(&sheet);
        let read = paragraphs(&docx(&sheet).expect("a file"));
        let word = read.iter().map(|(_, text, _)| text.as_str()).collect::<Vec<_>>().join("\n");
        for text in [&mail.text, &word] {
            let missing = misses(text, expected(&release, variant));
            assert!(missing.is_empty(), "{variant:?} misses {missing:?} in\n{text}");
        }
        let first = match variant {
            Variant::Embargoed => "Sperrfrist:",
            Variant::Public => "Medieninformation",
            Variant::Proof => "Entwurf, nicht zur Veröffentlichung",
        };
        assert!(mail.text.starts_with(first) && word.starts_with(first), "{variant:?}: {}", mail.text);
        assert_eq!(
            mail.subject.starts_with("Sperrfrist: "),
            variant == Variant::Embargoed,
            "{}",
            mail.subject
        );
        assert_eq!(mail.text.contains("Sperrfrist"), variant != Variant::Public);
        assert!(mail.subject.ends_with(release.headline.trim()));
        let headings: Vec<&str> =
            read.iter().filter(|(style, ..)| style == "Heading1").map(|(_, text, _)| text.as_str()).collect();
        assert_eq!(headings, [release.headline.trim()]);
    }
}

#[test]
fn the_mail_reads_as_it_is_written_here() {
    let (release, letterhead) = (sample(), Letterhead::default());
    let mail = MailBody::of(&sheet(&release, &letterhead));
    insta::assert_snapshot!(format!("{}\n\n{}\n{}", mail.subject, mail.text, mail.html));
}

#[test]
fn a_photo_that_is_shown_gives_its_caption_and_its_credit() {
    let (release, letterhead, caption) = (sample(), Letterhead::default(), caption());
    let photos = shown(&release, &caption);
    let sheet = Sheet { photos: &photos, variant: Variant::Public, ..sheet(&release, &letterhead) };
    let mail = MailBody::of(&sheet);
    assert!(mail.text.contains(caption.caption.trim()), "{}", mail.text);
    assert!(!mail.text.contains("folgt"), "{}", mail.text);
}

#[test]
fn links_lead_where_they_say_and_a_script_leads_nowhere() {
    let linked = |href: &str, text: &str| Text {
        marks: vec![Mark::Link { attrs: Href { href: href.into() } }],
        ..Text::plain(text)
    };
    let block = Block::Paragraph {
        content: vec![
            linked("https://example.org/a?b=1&c=\"2", "zum Vertrag"),
            Text::plain(" und <b>nicht\u{7} fett</b> "),
            linked("javascript:alert(1)", "klick"),
        ],
    };
    let release = Release { body: Body::of(vec![block]), ..sample() };
    let letterhead = Letterhead::default();
    let sheet = sheet(&release, &letterhead);
    let mail = MailBody::of(&sheet);
    assert!(
        mail.text.contains("zum Vertrag <https://example.org/a?b=1&c=\"2> und <b>nicht fett</b> klick"),
        "{}",
        mail.text
    );
    assert!(mail.html.contains("<a href=\"https://example.org/a?b=1&amp;c=&quot;2\">zum Vertrag</a> und &lt;b&gt;nicht fett&lt;/b&gt; klick"));
    let read = paragraphs(&docx(&sheet).expect("a file"));
    let found = read.iter().find(|(_, text, _)| text.contains("zum Vertrag")).expect("the paragraph");
    assert_eq!(found.2, ["https://example.org/a?b=1&c=\"2"]);
    assert!(!mail.html.contains("javascript") && !mail.text.contains("javascript"));
}
