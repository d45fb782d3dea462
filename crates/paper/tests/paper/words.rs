//! What is read out of the file is what was written, word for word.

use std::io::{Read, Write};
use std::process::{Command, Stdio};

use sperrfrist_paper::{Letterhead, Preview, Sheet, Typeface, Variant};
use sperrfrist_release::body::{Block, Body};
use sperrfrist_release::{Correction, Language, Release, plain};

use crate::sheets::{VARIANTS, caption, pdf, sample, sheet, shown, staatskanzlei, stadt};

/// What poppler reads, in the order of the file, a line each.
pub fn read(file: &[u8]) -> Vec<String> {
    let mut reader = Command::new("pdftotext")
        .args(["-raw", "-nopgbrk", "-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("poppler-utils is installed (scripts/setup.sh judges)");
    reader.stdin.take().expect("a pipe").write_all(file).expect("it reads");
    let output = reader.wait_with_output().expect("it ends");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("UTF-8").lines().map(str::to_owned).collect()
}

/// One space between words; a line may break after a hyphen.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace("- ", "-")
}

/// Takes every expected line out of what was read, and returns what is left.
fn without(mut read: String, lines: &[String]) -> String {
    let mut lines: Vec<String> = lines.iter().map(|line| flat(line)).collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.len()));
    for line in lines {
        let at = read.find(&line).unwrap_or_else(|| panic!("»{line}« is not in »{read}«"));
        read.replace_range(at..at + line.len(), " ");
    }
    flat(&read)
}

#[test]
fn the_file_says_what_the_release_says_and_nothing_else() {
    let (release, letterhead) = (sample(), Letterhead::default());
    for variant in VARIANTS {
        let file = pdf(&Sheet { variant, ..sheet(&release, &letterhead) });
        let running = |line: &&String| {
            !line.starts_with("Staatskanzlei des Freistaates Elbmark |")
                && !line.starts_with("www.staatskanzlei.elbmark.example Seite")
        };
        let read =
            flat(&read(&file).iter().filter(running).map(String::as_str).collect::<Vec<_>>().join("\n"));
        let mut lines = plain::lines(&release);
        lines.retain(|line| variant != Variant::Public || !line.starts_with("Sperrfrist:"));
        for label in &mut lines {
            if ["Hausanschrift:", "Verkehrsverbindung:"].contains(&label.as_str()) {
                label.pop();
            }
        }
        let left = without(read, &lines);
        let mut words: Vec<&str> = left.split(' ').filter(|word| word.parse::<u32>().is_err()).collect();
        words.retain(|word| !["–", "*"].contains(word));
        let expected = match variant {
            Variant::Proof => "Entwurf, nicht zur Veröffentlichung (Bild folgt gegen 17:30 Uhr) Datum",
            _ => "(Bild folgt gegen Uhr) Datum",
        };
        let mut expected: Vec<&str> = expected.split(' ').filter(|word| *word != "17:30").collect();
        words.retain(|word| *word != "17:30");
        words.sort_unstable();
        expected.sort_unstable();
        assert_eq!(words, expected, "{variant:?}");
    }
}

#[test]
fn hyphens_quotes_and_sorbian_letters_are_found_as_they_are_written() {
    let words =
        "»BSI-Präsidentin« begrüßt Wjacławk Ŕěčnik, ẑdźarki, měrćin, ŕěka; GROẞ, 10\u{a0}% – „gut“ … ½ €";
    let soft = words.replace("Präsidentin", "Prä\u{ad}si\u{ad}dentin");
    let release = Release { body: Body::of(vec![Block::paragraph(soft)]), ..sample() };
    let letterhead = staatskanzlei();
    for language in Language::ALL {
        let read =
            flat(&read(&pdf(&sheet(&Release { language, ..release.clone() }, &letterhead))).join("\n"));
        assert!(read.contains(&flat(words)), "{language:?}: {read}");
    }
    // Source Serif has no ẑ, and says so rather than putting one together.
    let mut serif = letterhead;
    serif.fonts.text = Typeface::Serif;
    let found = sperrfrist_paper::pdf(&sheet(&release, &serif)).expect_err("refused");
    assert!(found.len() == 1 && found[0].sentence.contains("»ẑ«"), "{found:?}");
}

#[test]
fn the_page_number_is_said_in_each_language_and_easy_german_has_a_sentence_a_line() {
    let text = "Das ist Frau Dr. Muster. Sie kommt am 3. Mai. Kommen Sie auch?";
    let release = Release { body: Body::of(vec![Block::paragraph(text)]), ..sample() };
    let letterhead = staatskanzlei();
    let pages = ["Seite 1 von", "Strona 1 z", "Page 1 of", "Seite 1 von"];
    for (language, page) in Language::ALL.into_iter().zip(pages) {
        let lines = read(&pdf(&sheet(&Release { language, ..release.clone() }, &letterhead)));
        assert!(lines.iter().any(|line| line.contains(page)), "{language:?}: {lines:?}");
        if language == Language::EasyGerman {
            for sentence in ["Sie kommt am 3. Mai.", "Kommen Sie auch?"] {
                assert!(lines.iter().any(|line| line == sentence), "{lines:?}");
            }
        }
    }
}

#[test]
fn what_the_paper_says_by_itself_is_said_in_the_language_of_the_release() {
    let at = chrono::DateTime::from_timestamp(1_700_582_760, 0).expect("an instant");
    let (letterhead, caption) = (staatskanzlei(), caption());
    for language in Language::ALL {
        let say = language.words();
        let mut release = Release {
            language,
            kind_label: String::new(),
            embargo_notes: Vec::new(),
            corrections: vec![Correction { at, notice: "X".into() }],
            ..sample()
        };
        release.contact.label.clear();
        let photos = shown(&release, &caption);
        let of = |variant| {
            let file = pdf(&Sheet { photos: &photos, variant, ..sheet(&release, &letterhead) });
            flat(&read(&file).join("\n"))
        };
        let (embargoed, proof) = (of(Variant::Embargoed), of(Variant::Proof));
        let moment = say.calendar.moment(at, sperrfrist_release::due::DEFAULT_ZONE);
        for told in [
            say.kind(release.kind).to_owned(),
            say.embargo_note(release.due.as_ref()).expect("a time"),
            format!("{} {moment}: X.", say.corrected),
            say.contact.to_owned(),
            format!("{} Staatskanzlei Elbmark", say.credit),
        ] {
            assert!(embargoed.contains(&flat(&told)), "{language:?}: {told} in {embargoed}");
        }
        assert!(proof.contains(&flat(say.proof)), "{language:?}: {proof}");
    }
}

#[test]
fn the_photo_takes_the_place_of_the_words_that_promised_it() {
    let (release, letterhead, caption) = (sample(), staatskanzlei(), caption());
    let photos = shown(&release, &caption);
    let at_five = Sheet { variant: Variant::Public, ..sheet(&release, &letterhead) };
    let at_half_past = Sheet { photos: &photos, ..at_five };
    let (before, after) =
        (flat(&read(&pdf(&at_five)).join("\n")), flat(&read(&pdf(&at_half_past)).join("\n")));
    let pending = "Bild folgt gegen 17:30 Uhr";
    assert!(before.contains(pending) && !after.contains(pending));
    assert!(after.contains(&flat(&caption.caption)) && !before.contains(&flat(&caption.caption)));
    assert!(after.contains("Foto: Staatskanzlei Elbmark / Marlene Voigt"));
    assert!(!before.contains("Sperrfrist") && !after.contains("Sperrfrist"));
}

#[test]
fn a_correction_is_said_below_the_headline() {
    let at = chrono::DateTime::from_timestamp(1_700_582_760, 0).expect("an instant");
    let corrections = vec![Correction { at, notice: "Name im 2. Absatz".into() }];
    let release = Release { corrections, ..sample() };
    let letterhead = staatskanzlei();
    let file = pdf(&Sheet { variant: Variant::Public, ..sheet(&release, &letterhead) });
    let read = flat(&read(&file).join("\n"));
    assert!(read.contains("Korrigiert am 21.11.2023, 17:06 Uhr: Name im 2. Absatz."), "{read}");
}

#[test]
fn a_release_without_an_issuer_has_that_of_its_letterhead() {
    let release = Release { issuer: Default::default(), contact: Default::default(), ..sample() };
    let letterhead = stadt();
    let read = read(&pdf(&sheet(&release, &letterhead))).join("\n");
    assert!(read.contains("Stadt Weidenbrück an der Osse") && read.contains("Jannis Ohlendorf"));
}

/// The file with all its streams unpacked.
fn unpacked(file: &[u8]) -> Vec<u8> {
    let mut all = file.to_vec();
    for at in file.windows(7).enumerate().filter(|(_, part)| part == b"stream\n").map(|(at, _)| at + 7) {
        let mut stream = Vec::new();
        if flate2::read::ZlibDecoder::new(&file[at..]).read_to_end(&mut stream).is_ok() {
            all.extend(stream);
        }
    }
    all
}

#[test]
fn nothing_in_the_file_tells_of_the_machine_the_clock_or_the_camera() {
    let (release, letterhead, caption) = (sample(), staatskanzlei(), caption());
    let photos = shown(&release, &caption);
    let file = unpacked(&pdf(&Sheet { photos: &photos, ..sheet(&release, &letterhead) }));
    let home = std::env::var("HOME").unwrap_or_else(|_| "/root".into());
    for trace in [home.as_str(), "/tmp", "Exif", "photoshop:", "GPS", "Typst", "target/debug"] {
        assert!(!file.windows(trace.len()).any(|part| part == trace.as_bytes()), "{trace}");
    }
    let day = b"2023-11-21";
    assert!(file.windows(day.len()).any(|part| part == day));
}

#[test]
fn the_same_sheet_gives_the_same_bytes_also_after_others() {
    let (release, letterhead) = (sample(), staatskanzlei());
    let first = pdf(&sheet(&release, &letterhead));
    let mut warm = Preview::new();
    let other = Release { headline: "Eine andere Überschrift".into(), ..sample() };
    warm.pdf(&sheet(&other, &letterhead)).expect("a file");
    assert!(first == warm.pdf(&sheet(&release, &letterhead)).expect("a file"));
    assert!(first.len() <= 250_000, "{} bytes", first.len());
}

#[test]
fn the_page_follows_the_cursor() {
    let (release, letterhead) = (sample(), staatskanzlei());
    let shown = Preview::new().show(&sheet(&release, &letterhead));
    let pages = shown.pages.expect("pages");
    let blocks = pages.blocks();
    let numbers: Vec<usize> = blocks.iter().map(|block| block.block).collect();
    assert_eq!(numbers, (0..release.body.content.len()).collect::<Vec<_>>());
    assert!(blocks.windows(2).all(|two| (two[0].page, two[0].y) < (two[1].page, two[1].y)));
    assert!(pages.svg(0).expect("a page").starts_with("<svg"));
    assert!(pages.png(0, 1.0).expect("a page").starts_with(b"\x89PNG"));
    assert!(pages.svg(pages.count()).is_none());
}
