//! Rules about numbers: whether the press can call.

use phonenumber::country;

use super::{Ask, Flaw, Place, Question, Rule};

pub(super) const RULES: &[(Rule, Ask)] =
    &[(Rule::should("contact.number_undiallable", "Die Rufnummern lassen sich wählen."), numbers)];

fn numbers(question: &Question<'_>) -> Option<Vec<Flaw>> {
    let numbers = &question.release.contact.numbers;
    let flaws = numbers.iter().enumerate().filter(|(_, number)| !is_diallable(&number.number));
    let flaws = flaws.map(|(index, number)| {
        let sentence = format!("»{}« lässt sich nicht wählen.", number.number);
        Flaw::at(
            Place::Number { index },
            sentence,
            "Schreiben Sie die Nummer mit Vorwahl: »+49 351 564 10300«.",
        )
        .quoting(&number.number)
    });
    (!numbers.is_empty()).then(|| flaws.collect())
}

/// Whether it is a number by the numbering plans of the world, or one of the short ones of Germany (115, 116 117).
#[must_use]
pub fn is_diallable(number: &str) -> bool {
    let plain = number.trim().replace("(0)", "");
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    let is_short = digits.starts_with("11") && (3..=6).contains(&digits.len()) && !plain.starts_with('+');
    let has_letters = plain.chars().any(char::is_alphabetic);
    // Without its area code a number can be called in one town only.
    let is_whole = plain.trim_start_matches([' ', '\u{a0}', '(']).starts_with(['+', '0']);
    !has_letters
        && (is_short || is_whole)
        && (is_short || phonenumber::parse(Some(country::DE), &plain).is_ok_and(|number| number.is_valid()))
}

#[cfg(test)]
mod tests {
    use super::is_diallable;

    #[test]
    fn a_number_as_press_offices_print_it_can_be_called() {
        for number in [
            "+49 351 564 10300",
            "+49 30 23125 410",
            "0351 564-10300",
            "+49 (0)351 564 10300",
            "0351/564 10300",
            "(0351) 564 10300",
            "+49 151 12345678",
            "0800 1234567",
            "+420 224 183 111",
            "115",
            "116 117",
            "\u{a0}+49 351 564\u{a0}10300",
        ] {
            assert!(is_diallable(number), "{number}");
        }
    }

    #[test]
    fn what_cannot_be_called_is_said() {
        for number in [
            "",
            "auf Anfrage",
            "10300",
            "564 10300",
            "+49 351 564 1O300",
            "+49 351",
            "+49 0000 1",
            "+999 123 4567",
        ] {
            assert!(!is_diallable(number), "{number}");
        }
    }
}
