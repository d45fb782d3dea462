//! The rule about abbreviations: a reader is told once what one stands for.

use std::collections::BTreeSet;
use std::ops::Range;

use super::words::{is_address, is_placeholder};
use super::{Ask, Flaw, Question, Rule};

pub(super) const RULES: &[(Rule, Ask)] =
    &[(Rule::should("abbreviation.unexplained", "Jede Abkürzung ist erklärt."), abbreviations)];

/// What every reader knows, or no longer reads as an abbreviation.
const KNOWN: &[&str] = &[
    "ADAC", "AFP", "AG", "AOK", "AIDS", "ARD", "ARTE", "ASB", "BAMF", "BASF", "BGB", "BKA", "BMW", "BND",
    "BRD", "BSW", "BUND", "BVB", "CD", "CDU", "CEO", "CIO", "CO", "COVID", "CSU", "DAK", "DAX", "DB", "DDR",
    "DFB", "DGB", "DHL", "DIN", "DIY", "DLRG", "DM", "DNA", "DNS", "DPA", "DRK", "DVD", "EDV", "EG", "EKD",
    "EM", "EN", "EPA", "EU", "EUR", "EZB", "FAQ", "FAZ", "FBI", "FDP", "FFP", "FIFA", "FKK", "GG", "GPS",
    "HIV", "HTML", "HTTP", "HTTPS", "IBM", "ICE", "IC", "ID", "IHK", "IKEA", "INSA", "IP", "IQ", "ISBN",
    "ISO", "IT", "ITK", "JPEG", "JPG", "JVA", "KFZ", "KG", "KI", "KITA", "KPMG", "LED", "LKA", "LKW", "MAN",
    "MDR", "MEZ", "MESZ", "MINT", "MRT", "MWST", "NASA", "NATO", "NDR", "NGO", "NRW", "NSDAP", "NSU", "OB",
    "OECD", "OK", "OP", "ORF", "PC", "PCR", "PDF", "PIN", "PKW", "PLZ", "PNG", "PR", "PS", "QR", "RAF", "RB",
    "RBB", "RE", "RIAS", "RKI", "RTL", "RWE", "SAP", "SARS", "SED", "SGB", "SMS", "SOS", "SPD", "SSV",
    "STGB", "SUV", "SWR", "SZ", "TH", "THW", "TU", "TUI", "TV", "UEFA", "UHD", "UHR", "UKW", "UN", "UNESCO",
    "UNHCR", "UNICEF", "UNO", "URL", "US", "USA", "USB", "USD", "UTC", "UV", "VHS", "VW", "VIP", "WC", "WDR",
    "WG", "WHO", "WLAN", "WM", "WWF", "WWW", "ZDF", "CET", "GMT", "ÖPNV", "TÜV",
    "ZIP", // Words for the eye.
    "ACHTUNG", "ALLE", "AN", "AUF", "BIS", "DAS", "DER", "DIE", "ES", "IM", "IN", "JETZT", "KEIN", "KEINE",
    "MIT", "NEIN", "NEU", "NICHT", "NUR", "ODER", "STOP", "UND", "UM", "VON", "VOR", "WIR", "ZU", "ZUM",
];

fn abbreviations(question: &Question<'_>) -> Option<Vec<Flaw>> {
    if !question.is_german() {
        return None;
    }
    let release = question.release;
    let mut explained: String = question.body().map(|passage| format!("{}\n", passage.text)).collect();
    explained.push_str(&format!("{}\n{}", release.headline, release.issuer.name));
    let mut told = BTreeSet::new();
    let flaws = question
        .body()
        .flat_map(|passage| capitals(&passage.text).into_iter().map(move |range| (passage, range)));
    let flaws = flaws.filter(|(passage, range)| {
        let short = &passage.text[range.clone()];
        let is_known = KNOWN.contains(&short) || is_roman(short) || is_placeholder(short);
        !is_known && !is_explained(&explained, short) && told.insert(short.to_owned())
    });
    let flaws = flaws.map(|(passage, range)| {
        let short = &passage.text[range.clone()];
        let sentence = format!("»{short}« wird nirgends erklärt.");
        let remedy =
            format!("Schreiben Sie bei der ersten Nennung aus, was es heißt, und dahinter »({short})«.");
        Flaw::within(passage, range, sentence, remedy)
    });
    Some(flaws.collect())
}

/// Two to six capital letters that are a word or a part of a compound, in bytes; not within an address.
fn capitals(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let tokens = text.split(|c: char| c.is_whitespace() || "()[]»«„“”\",;!?".contains(c));
    for token in tokens.filter(|token| !is_address(token)) {
        let start = token.as_ptr().addr() - text.as_ptr().addr();
        for part in token.split(|c: char| !c.is_alphanumeric()) {
            let from = start + part.as_ptr().addr() - token.as_ptr().addr();
            let letters = part.chars().count();
            if (2..=6).contains(&letters) && part.chars().all(char::is_uppercase) {
                found.push(from..from + part.len());
            }
        }
    }
    found
}

fn is_roman(word: &str) -> bool {
    word.chars().all(|c| "IVXLCM".contains(c))
}

/// "(BSI)", "BSI (Bundesamt …", "kurz BSI", or words that begin with its letters.
fn is_explained(text: &str, short: &str) -> bool {
    let in_brackets = text.split('(').skip(1).any(|after| {
        let inside = after.split(')').next().unwrap_or_default();
        inside.split(|c: char| !c.is_alphanumeric()).any(|word| word == short)
    });
    in_brackets
        || text.contains(&format!("{short} ("))
        || ["kurz", "kurz:", "abgekürzt", "genannt"]
            .iter()
            .any(|word| text.contains(&format!("{word} {short}")))
        || is_spelt_out(text, short)
}

/// "Bundesamt für Sicherheit in der Informationstechnik" for BSI: small words between do not count.
fn is_spelt_out(text: &str, short: &str) -> bool {
    text.split(['.', '\n', ',', ';', ':']).any(|clause| {
        let initials: Vec<char> = clause
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| *word != short)
            .filter_map(|word| word.chars().next())
            .filter(|initial| initial.is_uppercase())
            .collect();
        let wanted: Vec<char> = short.chars().collect();
        initials.windows(wanted.len()).any(|window| window == wanted)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_abbreviation_is_explained_in_brackets_or_by_its_words() {
        assert!(is_explained("Bundesamt für Sicherheit in der Informationstechnik", "BSI"));
        assert!(is_explained("die Anstalt (kurz: SAB)", "SAB"));
        assert!(is_explained("SAB (Sächsische Aufbaubank)", "SAB"));
        assert!(!is_explained("Die SAB fördert das.", "SAB"));
    }

    #[test]
    fn capitals_are_found_in_compounds_and_not_in_addresses() {
        let text = "SMWA-Minister, die IT und presse@SMWA.de, https://SMWA.de/XY, A4, CO2, DSGVO";
        let found: Vec<&str> = capitals(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["SMWA", "IT", "DSGVO"]);
    }
}
