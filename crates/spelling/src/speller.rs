//! One dictionary, asked word by word.

use spellbook::Dictionary;

/// How many words are offered for one that is not known.
const MOST_SUGGESTIONS: usize = 6;

/// Longer words are no words: nobody waits for what a dictionary makes of them.
const LONGEST: usize = 80;

/// A dictionary in the form of Hunspell.
#[derive(Debug)]
pub struct Speller {
    dictionary: Dictionary,
}

impl Speller {
    /// Reads the two files of a dictionary; nothing where they are none.
    #[must_use]
    pub fn new(aff: &[u8], dic: &[u8]) -> Option<Self> {
        let is_latin = names_latin(aff);
        let dictionary = Dictionary::new(&text(aff, is_latin), &text(dic, is_latin)).ok()?;
        Some(Self { dictionary })
    }

    /// Whether a word is written so: as it stands, or in each of its parts where hyphens join them, as German writes
    /// "Cyber- und Informationssicherheit" and "BSI-Präsidentin".
    #[must_use]
    pub fn knows(&self, word: &str) -> bool {
        if word.chars().count() > LONGEST || self.dictionary.check(word) {
            return true;
        }
        let plain = word.trim_matches('-');
        if plain != word && self.knows_part(plain) {
            return true;
        }
        plain.contains('-') && plain.split('-').all(|part| self.knows_part(part))
    }

    /// A part of a joined word: what stands behind a hyphen may be no word by itself, and an abbreviation is its own.
    fn knows_part(&self, part: &str) -> bool {
        let is_abbreviation = part.chars().all(|c| c.is_uppercase() || c.is_numeric());
        is_abbreviation || self.dictionary.check(part) || self.dictionary.check(&format!("{part}-"))
    }

    /// What could have been meant, the likeliest first.
    #[must_use]
    pub fn suggest(&self, word: &str) -> Vec<String> {
        let mut found = Vec::new();
        if word.chars().count() <= LONGEST {
            self.dictionary.suggest(word, &mut found);
        }
        found.truncate(MOST_SUGGESTIONS);
        found
    }
}

/// Old dictionaries are written in Latin-1 and say so.
fn names_latin(aff: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&aff[..aff.len().min(4_096)]).into_owned();
    head.lines().any(|line| {
        line.strip_prefix("SET").is_some_and(|set| set.trim().to_ascii_uppercase().starts_with("ISO8859-1"))
    })
}

fn text(bytes: &[u8], is_latin: bool) -> String {
    if is_latin {
        bytes.iter().map(|&byte| char::from(byte)).collect()
    } else {
        String::from_utf8_lossy(bytes).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A dictionary with the rules by which German puts words together, in small.
    const AFF: &str = "SET UTF-8\nTRY esirntal\nCOMPOUNDBEGIN x\nCOMPOUNDMIDDLE y\nCOMPOUNDEND z\nCOMPOUNDMIN 2\n\
        COMPOUNDPERMITFLAG c\nONLYINCOMPOUND o\nSFX N Y 1\nSFX N 0 s/xyoc .\nSFX P Y 1\nSFX P 0 en .\n";
    const DIC: &str =
        "6\nSicherheit/Nz\nsicherheit/Nzo\nInformation/N\nVereinbarung/NPz\nvereinbarung/zo\nund\n";

    fn small() -> Speller {
        Speller::new(AFF.as_bytes(), DIC.as_bytes()).expect("a dictionary")
    }

    #[test]
    fn a_compound_is_known_by_its_parts() {
        let speller = small();
        for word in ["Sicherheit", "Vereinbarungen", "Informationssicherheit", "Sicherheitsvereinbarung"] {
            assert!(speller.knows(word), "{word}");
        }
        for word in ["Sicherheitt", "Informationsicherheit", "Sicherheitsvereinbahrung"] {
            assert!(!speller.knows(word), "{word}");
        }
    }

    #[test]
    fn parts_joined_by_hyphens_are_looked_at_one_by_one() {
        let speller = small();
        assert!(speller.knows("BSI-Sicherheit"));
        assert!(speller.knows("Sicherheit-"));
        assert!(!speller.knows("BSI-Sicherheitt"));
    }

    #[test]
    fn what_was_meant_is_offered() {
        let suggestions = small().suggest("Sicherheitt");
        assert_eq!(suggestions.first().map(String::as_str), Some("Sicherheit"));
        assert!(suggestions.len() <= MOST_SUGGESTIONS);
    }

    #[test]
    fn an_old_dictionary_in_latin_is_read_too() {
        let aff = b"SET ISO8859-1\n";
        let dic = b"1\nB\xfcro\n";
        assert!(Speller::new(aff, dic).expect("a dictionary").knows("Büro"));
    }

    #[test]
    fn whatever_is_asked_is_answered() {
        let speller = small();
        for word in ["", "-", "--", "👩‍💻", &"x".repeat(500), "a-b-c-", "\u{0}"] {
            let _ = speller.knows(word);
            let _ = speller.suggest(word);
        }
    }
}
