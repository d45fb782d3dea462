//! The last part of a page's address, made from the headline.

/// The longest address part, in characters.
const MAX: usize = 60;

/// The headline in lower-case ASCII letters and digits, words joined by `-`, cut between words at [`MAX`].
#[must_use]
pub(super) fn of(headline: &str) -> String {
    let mut plain = String::new();
    for c in headline.chars().flat_map(char::to_lowercase) {
        match spelled(c) {
            Some(letters) => plain.push_str(letters),
            None if c.is_ascii_alphanumeric() => plain.push(c),
            // "Grüne's" stays one word, everything else parts words.
            None if matches!(c, '\'' | '’') => {}
            None => plain.push(' '),
        }
    }
    let mut slug = String::new();
    for word in plain.split_whitespace() {
        if slug.is_empty() {
            slug.push_str(&word[..word.len().min(MAX)]);
        } else if slug.len() + 1 + word.len() <= MAX {
            slug.push('-');
            slug.push_str(word);
        } else {
            break;
        }
    }
    if slug.is_empty() { "meldung".into() } else { slug }
}

/// As [`of`], with a number where the address has an owner already.
pub(super) fn free<E>(headline: &str, is_taken: impl Fn(&str) -> Result<bool, E>) -> Result<String, E> {
    let slug = of(headline);
    if !is_taken(&slug)? {
        return Ok(slug);
    }
    for number in 2_u32.. {
        let ending = format!("-{number}");
        let start = &slug[..slug.len().min(MAX - ending.len())];
        let numbered = format!("{}{ending}", start.trim_end_matches('-'));
        if !is_taken(&numbered)? {
            return Ok(numbered);
        }
    }
    Ok(slug)
}

/// How German, and what stands in German names, is spelled without its marks.
fn spelled(c: char) -> Option<&'static str> {
    Some(match c {
        'ä' | 'æ' => "ae",
        'ö' | 'œ' | 'ø' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ą' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ő' => "o",
        'ŕ' | 'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ť' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        '&' => " und ",
        '€' => " euro ",
        // Soft hyphens, joiners and combining marks print nothing of their own.
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{300}'..='\u{36f}' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_is_spelled_out() {
        assert_eq!(
            of("Größere Öffnung für Übungen: »Straße frei«"),
            "groessere-oeffnung-fuer-uebungen-strasse-frei"
        );
        assert_eq!(of("Dvořák & Łódź, 21. November"), "dvorak-und-lodz-21-november");
    }

    #[test]
    fn a_long_headline_is_cut_between_words() {
        let slug = of(
            "Sachsen und das Bundesamt für Sicherheit in der Informationstechnik arbeiten künftig zusammen",
        );
        assert_eq!(slug, "sachsen-und-das-bundesamt-fuer-sicherheit-in-der");
        assert_eq!(of(&"a".repeat(90)).len(), MAX);
    }

    #[test]
    fn a_headline_without_letters_has_an_address_all_the_same() {
        assert_eq!(of("„…“"), "meldung");
        assert_eq!(of("新闻"), "meldung");
    }

    #[test]
    fn an_address_that_is_taken_gets_a_number() {
        let taken = |owned: &'static [&'static str]| {
            move |slug: &str| Ok::<_, std::convert::Infallible>(owned.contains(&slug))
        };
        assert_eq!(free("Neu", taken(&[])), Ok("neu".into()));
        assert_eq!(free("Neu", taken(&["neu", "neu-2"])), Ok("neu-3".into()));
    }
}
