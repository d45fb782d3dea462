//! Lines that say by themselves what they are, wherever they stand.
//!
//! Not in here: the contact column (`column`), dates and times (`times`).

use crate::document::{Kind, Medium};

use super::{times, words};

/// The longest line that is looked at as a mark, in characters.
const LONGEST: usize = 200;

/// A line as it is compared: in small letters, without Markdown marks and without what closes it.
pub(super) fn plain(line: &str) -> String {
    if line.len() > LONGEST * 4 {
        return String::new();
    }
    let edge = |c: char| c.is_whitespace() || "*_:.!".contains(c);
    line.trim_matches(edge).replace(['\u{a0}', '\u{202f}'], " ").replace("**", "").to_lowercase()
}

/// What stands before the first colon and after it, without Markdown marks around them.
pub(super) fn around_colon(line: &str) -> Option<(&str, &str)> {
    let (label, rest) = line.split_once(':')?;
    let edge = |c: char| c.is_whitespace() || c == '*';
    Some((label.trim_matches(edge), rest.trim_matches(edge)))
}

const KINDS: [(&str, Kind); 33] = [
    ("medieninformation", Kind::Medieninformation),
    ("medienmitteilung", Kind::Medieninformation),
    ("medieninfo", Kind::Medieninformation),
    ("pressemitteilung", Kind::Medieninformation),
    ("presseinformation", Kind::Medieninformation),
    ("pressemeldung", Kind::Medieninformation),
    ("presseinfo", Kind::Medieninformation),
    ("presseerklärung", Kind::Medieninformation),
    ("pressedienst", Kind::Medieninformation),
    ("press release", Kind::Medieninformation),
    ("media release", Kind::Medieninformation),
    ("news release", Kind::Medieninformation),
    ("media information", Kind::Medieninformation),
    ("rede", Kind::Rede),
    ("redemanuskript", Kind::Rede),
    ("redetext", Kind::Rede),
    ("ansprache", Kind::Rede),
    ("grußwort", Kind::Rede),
    ("speech", Kind::Rede),
    ("statement", Kind::Statement),
    ("pressestatement", Kind::Statement),
    ("stellungnahme", Kind::Statement),
    ("terminhinweis", Kind::Terminhinweis),
    ("medientermin", Kind::Terminhinweis),
    ("pressetermin", Kind::Terminhinweis),
    ("terminankündigung", Kind::Terminhinweis),
    ("medienhinweis", Kind::Terminhinweis),
    ("einladung", Kind::Einladung),
    ("medieneinladung", Kind::Einladung),
    ("presseeinladung", Kind::Einladung),
    ("einladung an die medien", Kind::Einladung),
    ("einladung zum pressetermin", Kind::Einladung),
    ("einladung zur pressekonferenz", Kind::Einladung),
];

/// The kind that a line at the head names, also with its number: "Medieninformation Nr. 12/2023".
pub(super) fn kind(line: &str) -> Option<Kind> {
    let line = plain(line);
    KINDS.iter().find_map(|(word, kind)| {
        let rest = line.strip_prefix(word)?;
        let numbered = rest.starts_with([' ', '-', '/', ',', '|'])
            && words::words(rest).all(|word| {
                ["nr", "no", "nummer", "vom"].contains(&word)
                    || word.starts_with(|c: char| c.is_ascii_digit())
            });
        (rest.is_empty() || numbered).then_some(*kind)
    })
}

/// "30/2024" below the kind.
pub(super) fn number_only(line: &str) -> bool {
    line.len() < 20
        && line.contains('/')
        && words::words(line).all(|word| word.bytes().all(|b| b.is_ascii_digit()))
}

/// The kind a headline begins with: "Rede von …".
pub(super) fn kind_of_headline(headline: &str) -> Option<Kind> {
    let line = plain(headline);
    KINDS
        .iter()
        .filter(|(_, kind)| *kind != Kind::Medieninformation)
        .find(|(word, _)| line.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')))
        .map(|(_, kind)| *kind)
}

/// Whether a line is a Sperrvermerk.
pub(super) fn embargo(line: &str) -> bool {
    let line = plain(line);
    if line.is_empty() || line.chars().count() > LONGEST {
        return false;
    }
    let starts = |all: &[&str]| all.iter().any(|start| line.starts_with(start));
    let short = line.chars().count() <= 120;
    if starts(&[
        "achtung, sperrfrist",
        "achtung sperrfrist",
        "achtung: sperrfrist",
        "bitte sperrfrist beachten",
    ]) || starts(&["zur sofortigen veröffentlichung", "for immediate release", "sperrfrist für"]) && short
    {
        return true;
    }
    if starts(&["sperrfrist", "sperrvermerk", "embargo", "ende der sperrfrist"]) {
        // "Sperrfristen sind ein altes Mittel der Pressearbeit" is a sentence and no note.
        let name = line.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let named = ["sperrfrist", "sperrvermerk", "embargo", "embargoed", "ende"].contains(&name);
        return named && (line == name || line.contains(':') || short && says_when(&line));
    }
    let weak = starts(&[
        "frei ab",
        "frei für",
        "freigabe",
        "freigegeben ab",
        "gesperrt bis",
        "zur veröffentlichung",
    ]) || starts(&[
        "nicht vor",
        "veröffentlichung frei",
        "veröffentlichung ab",
        "not for publication before",
    ]) || starts(&["für ", "nur für "]) && line.contains(" frei ab");
    weak && short && (says_when(&line) || line.contains("sofort"))
}

fn says_when(line: &str) -> bool {
    times::says_time(line) || times::signal(line).is_some()
}

/// Whether a Sperrvermerk is only the word, and says the rest on the next line.
pub(super) fn bare_embargo(line: &str) -> bool {
    words::words(&plain(line)).all(|word| ["sperrfrist", "sperrvermerk", "embargo"].contains(&word))
}

/// Whether the line below a Sperrvermerk still belongs to it.
pub(super) fn embargo_goes_on(note: &str, next: &str) -> bool {
    let says = next.chars().count() <= 120 && says_when(&plain(next));
    says && (bare_embargo(note) || !media(next).is_empty())
}

/// The media a Sperrvermerk is meant for, the one that binds us first.
pub(super) fn media(line: &str) -> Vec<Medium> {
    const MEDIA: [(Medium, &[&str]); 4] = [
        (Medium::Online, &["online", "internet", "web", "digital", "soziale"]),
        (Medium::Agencies, &["agentur", "nachrichtenagentur", "agencies", "agency"]),
        (Medium::Print, &["print", "zeitung", "tageszeitung", "gedruckt", "druck"]),
        (
            Medium::Broadcast,
            &["rundfunk", "hörfunk", "radio", "fernseh", "tv", "funk", "broadcast", "elektronische"],
        ),
    ];
    let line = plain(line);
    let named =
        |starts: &[&str]| words::words(&line).any(|word| starts.iter().any(|start| word.starts_with(start)));
    MEDIA.into_iter().filter(|(_, starts)| named(starts)).map(|(medium, _)| medium).collect()
}

/// "Es gilt das gesprochene Wort." and the like.
pub(super) fn standing(line: &str) -> bool {
    const STARTS: [&str; 11] = [
        "es gilt das gesprochene wort",
        "frei zur verwendung",
        "zur freien verwendung",
        "abdruck frei",
        "abdruck honorarfrei",
        "wir bitten um anmeldung",
        "um anmeldung wird gebeten",
        "terminhinweis für die medien",
        "nicht zur veröffentlichung",
        "check against delivery",
        "not for publication",
    ];
    let line = plain(line);
    line.chars().count() <= 120 && STARTS.iter().any(|start| line.starts_with(start)) && !embargo(&line)
}

/// "Seite 2 von 3", "- 2 -", "Page 2/3".
pub(super) fn page_number(line: &str) -> bool {
    let bare = plain(line);
    let mut words = words::words(&bare).peekable();
    let named = words.next_if(|word| ["seite", "page", "blatt"].contains(word)).is_some();
    let dashed = line.starts_with(['-', '–']) && line.ends_with(['-', '–']);
    let rest: Vec<&str> = words.collect();
    let number = |word: &&str| word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    (named || dashed)
        && (1..=3).contains(&rest.len())
        && number(&rest[0])
        && rest.iter().all(|word| number(word) || ["von", "of"].contains(word))
}

/// A line of the head of a forwarded mail.
pub(super) fn mail_head(line: &str) -> bool {
    const FIELDS: [&str; 16] = [
        "von",
        "an",
        "cc",
        "bcc",
        "gesendet",
        "datum",
        "betreff",
        "antwort an",
        "anlagen",
        "from",
        "to",
        "sent",
        "date",
        "subject",
        "reply-to",
        "wichtigkeit",
    ];
    const WORDS: [&str; 5] = [
        "weitergeleitete nachricht",
        "ursprüngliche nachricht",
        "anfang der weitergeleiteten nachricht",
        "begin forwarded message",
        "original message",
    ];
    let bare = plain(line);
    let words = bare.trim_matches(|c: char| !c.is_alphanumeric());
    WORDS.contains(&words)
        || around_colon(line).is_some_and(|(field, rest)| {
            FIELDS.contains(&field.to_lowercase().as_str()) && (!rest.is_empty() || field.len() > 3)
        })
}

/// The words above the links.
pub(super) fn links_label(line: &str) -> bool {
    const LABELS: [&str; 15] = [
        "link",
        "links",
        "weiterführende links",
        "weiterführender link",
        "weitere informationen",
        "weiterführende informationen",
        "mehr informationen",
        "downloads",
        "download",
        "anhang",
        "anhänge",
        "medien",
        "further information",
        "related links",
        "bildmaterial",
    ];
    line.len() < 60 && LABELS.contains(&plain(line).as_str())
}

/// Whether a line is one link and nothing else.
pub(super) fn link_line(line: &str) -> bool {
    super::links::of_line(line).is_some()
}

/// What stands behind the bullet of a list.
pub(super) fn bullet(line: &str) -> Option<&str> {
    const BULLETS: [char; 11] = ['-', '–', '—', '•', '*', '·', '▪', '‣', '◦', '+', '●'];
    let rest = line.strip_prefix(BULLETS)?;
    (rest.starts_with(char::is_whitespace) && words::any(rest)).then(|| rest.trim_start())
}

/// Whether a line looks like the name of an authority, a company, an association.
pub(super) fn issuer(line: &str) -> bool {
    const PARTS: [&str; 27] = [
        "kanzlei",
        "ministerium",
        "senats",
        "behörde",
        "präsidium",
        "direktion",
        "stadtverwaltung",
        "landkreis",
        "landratsamt",
        "rathaus",
        "universität",
        "hochschule",
        "stiftung",
        "verband",
        "verein",
        "kammer",
        "agentur",
        "pressestelle",
        "presseamt",
        "regierung",
        "ministry",
        "department",
        "council",
        "agency",
        "office",
        "authority",
        "fraktion",
    ];
    const WORDS: [&str; 14] = [
        "amt",
        "stadt",
        "gmbh",
        "ag",
        "ggmbh",
        "gemeinde",
        "institut",
        "institute",
        "polizei",
        "landtag",
        "bundestag",
        "university",
        "foundation",
        "feuerwehr",
    ];
    let bare = plain(line);
    let named = PARTS.iter().any(|part| bare.contains(part))
        || words::words(&bare).any(|word| WORDS.contains(&word) || word.len() > 5 && word.ends_with("amt"));
    named && bare.chars().count() <= 80 && !technical(line) && !line.ends_with(['.', '!', '?', '«', '“', ','])
}

/// Whether a line holds an address or a number, as no headline does.
pub(super) fn technical(line: &str) -> bool {
    let digits = line.chars().filter(char::is_ascii_digit).count();
    line.contains('@') || line.contains("www.") || line.contains("://") || digits > 8
}
