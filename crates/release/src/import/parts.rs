//! What a line of the contact column is, by its own looks.

use super::{dateline, marks, words};

/// What a line of the column is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part<'a> {
    ContactLabel(&'a str, &'a str),
    NumbersLabel,
    Number(&'a str, &'a str),
    Email(&'a str, &'a str),
    Date,
    AddressLabel(&'a str, &'a str),
    DirectionsLabel(&'a str, &'a str),
    Accessibility,
    Website(&'a str, &'a str),
}

pub(super) fn part(line: &str) -> Option<Part<'_>> {
    if line.len() > 400 {
        return None;
    }
    contact_label(line)
        .or_else(|| number(line))
        .or_else(|| email(line))
        .or_else(|| dateline::date_line(line).map(|_| Part::Date))
        .or_else(|| place_label(line))
        .or_else(|| website(line))
}

/// Whether a line begins a part of the column, so that it also ends what stands above it.
pub(super) fn begins(line: &str) -> bool {
    matches!(
        part(line),
        Some(
            Part::ContactLabel(..) | Part::AddressLabel(..) | Part::DirectionsLabel(..) | Part::Accessibility
        )
    )
}

/// "01097 Dresden".
pub(super) fn postcode(line: &str) -> bool {
    let line = line.strip_prefix("D-").unwrap_or(line);
    line.split_once(' ').is_some_and(|(code, place)| {
        code.len() == 5
            && code.bytes().all(|byte| byte.is_ascii_digit())
            && place.starts_with(char::is_uppercase)
            && !place.ends_with('.')
    })
}

/// The parts of a line such as "Telefon 030 23125-100 | presse@example.org", if it is nothing but parts.
pub(super) fn pieces(line: &str) -> Option<Vec<&str>> {
    let pieces: Vec<&str> =
        line.split(['|', '·', '•', ';', ',']).map(str::trim).filter(|piece| words::any(piece)).collect();
    let known =
        |piece: &&str| matches!(part(piece), Some(Part::Number(..) | Part::Email(..) | Part::Website(..)));
    (pieces.len() > 1 && line.len() < 300 && pieces.iter().all(known)).then_some(pieces)
}

/// Whether a number or an address is among the parts of a line, and not all of it.
pub(super) fn has_part(line: &str) -> bool {
    line.len() < 300
        && line.contains([',', '|', ';'])
        && line
            .split([',', '|', ';'])
            .any(|piece| matches!(part(piece.trim()), Some(Part::Number(..) | Part::Email(..))))
}

/// "Dr. Erika von Muster".
pub(super) fn is_name(line: &str) -> bool {
    const SMALL: [&str; 7] = ["von", "zu", "van", "de", "der", "und", "zur"];
    let mut parts = line.split_whitespace();
    let count = line.split_whitespace().count();
    (1..=6).contains(&count)
        && parts.all(|part| part.starts_with(char::is_uppercase) || SMALL.contains(&part))
        && !line.contains(['»', '«', '„', '“', '?', '!'])
}

/// An address on one line, with its signs between the parts.
pub(super) fn address_line(line: &str) -> Option<Vec<&str>> {
    if line.chars().count() > 160 {
        return None;
    }
    let parts: Vec<&str> =
        line.split(['|', '·', '•', ',']).map(str::trim).filter(|part| words::any(part)).collect();
    let short = parts.iter().all(|part| part.chars().count() <= 60);
    (parts.len() > 1 && short && parts.iter().any(|part| postcode(part))).then_some(parts)
}

fn contact_label(line: &str) -> Option<Part<'_>> {
    const LABELS: [&str; 27] = [
        "ihr ansprechpartner",
        "ihre ansprechpartnerin",
        "ihre ansprechpartner",
        "ihre ansprechperson",
        "ihr kontakt",
        "ansprechpartner",
        "ansprechpartnerin",
        "ansprechpartner:in",
        "ansprechpartner*in",
        "ansprechperson",
        "kontakt",
        "pressekontakt",
        "medienkontakt",
        "kontakt für medien",
        "kontakt für die medien",
        "kontakt für die presse",
        "rückfragen",
        "rückfragen an",
        "für rückfragen",
        "pressesprecher",
        "pressesprecherin",
        "pressestelle",
        "contact",
        "press contact",
        "media contact",
        "kontakt für rückfragen",
        "ansprechpartner für die medien",
    ];
    // Without a colon these three are what someone is, or where.
    const WITH_COLON: [&str; 3] = ["pressesprecher", "pressesprecherin", "pressestelle"];
    let is_label = |text: &str| LABELS.contains(&marks::plain(text).as_str());
    if is_label(line) && (line.contains(':') || !WITH_COLON.contains(&marks::plain(line).as_str())) {
        return Some(Part::ContactLabel(line, ""));
    }
    let (label, rest) = line.split_once(": ")?;
    (is_label(label) && line.chars().count() <= 160)
        .then(|| Part::ContactLabel(&line[..=label.len()], rest.trim()))
}

fn number(line: &str) -> Option<Part<'_>> {
    const LABELS: [&str; 17] = [
        "telefon",
        "telefonnummer",
        "tel",
        "fon",
        "festnetz",
        "telefax",
        "fax",
        "mobil",
        "mobiltelefon",
        "handy",
        "durchwahl",
        "phone",
        "mobile",
        "telephone",
        "t",
        "f",
        "m",
    ];
    let bare = marks::plain(line);
    if ["durchwahl", "telefon", "ihre durchwahl"].contains(&bare.as_str()) {
        return Some(Part::NumbersLabel);
    }
    let start = line.find(|c: char| c.is_ascii_digit() || c == '+' || c == '(')?;
    let (label, number) = line.split_at(start);
    let dialled = number.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "+()/-–.".contains(c));
    let label = label.trim();
    let known =
        LABELS.contains(&marks::plain(label).as_str()) || label.is_empty() && number.starts_with(['+', '0']);
    let apart = !words::within_word(line[..start].chars().next_back(), number.chars().next());
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let long_enough = digits >= 3 && (label.chars().count() > 2 || digits > 7) && digits <= 18;
    (known && apart && dialled && long_enough)
        .then(|| Part::Number(label.trim_end_matches(':'), number.trim()))
}

fn email(line: &str) -> Option<Part<'_>> {
    let (label, address) = match line.rsplit_once(char::is_whitespace) {
        Some((label, address)) => (label.trim(), address),
        None => ("", line),
    };
    let known = ["", "e-mail", "email", "mail", "e mail", "e"].contains(&marks::plain(label).as_str());
    let bare = address.trim_end_matches('*');
    let (name, domain) = bare.split_once('@')?;
    let fits =
        |part: &str| words::any(part) && part.chars().all(|c| c.is_alphanumeric() || "._-+".contains(c));
    (known && fits(name) && fits(domain) && domain.contains('.')).then_some(Part::Email(label, address))
}

fn place_label(line: &str) -> Option<Part<'_>> {
    const ADDRESSES: [&str; 14] = [
        "hausanschrift",
        "anschrift",
        "postanschrift",
        "postadresse",
        "adresse",
        "hausadresse",
        "besucheradresse",
        "besucheranschrift",
        "lieferanschrift",
        "dienstgebäude",
        "dienstsitz",
        "address",
        "sitz",
        "postfach",
    ];
    const DIRECTIONS: [&str; 8] = [
        "verkehrsverbindung",
        "verkehrsverbindungen",
        "verkehrsanbindung",
        "anfahrt",
        "so erreichen sie uns",
        "anreise",
        "öffentliche verkehrsmittel",
        "directions",
    ];
    const ACCESS: [&str; 9] = [
        "für besucher mit behinderung",
        "für besucherinnen und besucher mit behinderung",
        "für menschen mit behinderung",
        "für gäste mit behinderung",
        "hinweise zur barrierefreiheit",
        "barrierefreier zugang",
        "barrierefreiheit",
        "behindertenparkplätze",
        "for visitors with disabilities",
    ];
    let (label, rest) = match line.split_once(':') {
        Some((label, rest)) if !rest.starts_with("//") => (&line[..=label.len()], rest.trim()),
        _ => (line, ""),
    };
    let bare = marks::plain(label);
    if ADDRESSES.contains(&bare.as_str()) {
        return Some(Part::AddressLabel(label, rest));
    }
    if DIRECTIONS.contains(&bare.as_str()) {
        return Some(Part::DirectionsLabel(label, rest));
    }
    let whole = marks::plain(line);
    ACCESS.iter().any(|start| whole.starts_with(start)).then_some(Part::Accessibility)
}

fn website(line: &str) -> Option<Part<'_>> {
    let (label, address) = match line.rsplit_once(char::is_whitespace) {
        Some((label, address)) => (label.trim(), address),
        None => ("", line),
    };
    let known = ["", "internet", "web", "website", "webseite", "homepage", "www"]
        .contains(&marks::plain(label).as_str());
    let host =
        address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")).unwrap_or(address);
    let named = host.starts_with("www.") || host.len() < address.len() || !label.is_empty();
    let fits = host.contains('.') && host.chars().all(|c| c.is_alphanumeric() || "._-/~%".contains(c));
    (known && named && fits && words::any(host)).then_some(Part::Website(label, address))
}
