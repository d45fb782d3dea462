//! Which paragraphs are quotations: most of the paragraph is said by somebody.

use crate::quotation;

/// Fewer words than these within quotation marks may be a title, so several such pieces make no quotation.
const SENTENCE: usize = 6;

/// Whether what is quoted, opened and closed, makes more than half of the paragraph.
pub(super) fn is_quote(text: &str) -> bool {
    let text = text.trim();
    let pieces = pieces(text);
    let longest = pieces.iter().map(|piece| length(piece)).max().unwrap_or_default();
    let sentences: usize =
        pieces.iter().filter(|piece| super::words::words(piece).count() >= SENTENCE).map(|p| length(p)).sum();
    longest.max(sentences) * 2 > length(text)
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// What stands between quotation marks, with them.
fn pieces(text: &str) -> Vec<&str> {
    quotation::marks(text).quotations.into_iter().map(|quotation| &text[quotation.range]).collect()
}

#[cfg(test)]
mod tests {
    use super::is_quote;

    #[test]
    fn a_quotation_with_its_introduction_or_attribution_is_one() {
        for text in [
            "»Wir legen fest, wer hilft.«",
            "Gestern sagte Dr. Henrike Aldenhoff: »Wir legen fest, wer wen anruft und wer hilft.«",
            "»Daraus ist Vertrauen gewachsen, und das bekommt jetzt eine Form«, betonte Jonas Wiedebusch.",
            "„Wir legen fest, wer wen anruft und wer hilft“, sagte Aldenhoff.",
            "„Wir legen fest, wer wen anruft und wer hilft\", sagte Aldenhoff.",
            "\"Wir legen fest, wer wen anruft und wer hilft\", sagte Aldenhoff.",
            "“We decide who calls whom and who helps,” Aldenhoff said.",
            "«Wir legen fest, wer wen anruft und wer hilft», sagte Aldenhoff.",
            "«\u{a0}Nous savons qui appelle qui\u{a0}», a dit Aldenhoff.",
            "»Wir nennen das ›Nachbarschaft‹ und nicht »Zuständigkeit« oder \"Hilfe\"«, sagte Aldenhoff.",
            "»Seit 2019 üben wir das einmal im Jahr«, sagte Wiedebusch. »Daraus ist inzwischen ein festes Vertrauen gewachsen.«",
        ] {
            assert!(is_quote(text), "{text}");
        }
    }

    #[test]
    fn a_sentence_that_quotes_is_none() {
        for text in [
            "",
            "Ohne jedes Zeichen.",
            "Das Vorhaben »Sicheres Rathaus« beginnt im Sommer, sagte die Präsidentin der Bundesstelle.",
            "Preise: »Sonne am Morgen«, »Regen im Mai« und »Schnee«.",
            "Ein Rohr von 5\" und eines von 7\" liegen in der Straße vor dem Rathaus.",
        ] {
            assert!(!is_quote(text), "{text}");
        }
    }

    #[test]
    fn a_quotation_that_runs_on_over_two_paragraphs_stays_text() {
        assert!(!is_quote("Aldenhoff sagte: »Wir legen fest, wer wen anruft, wer hilft und wer informiert."));
        for end in ["«", " «", "« Dann sprach er vom Land »Elbmark«"] {
            assert!(!is_quote(&format!(
                "Das klingt schlicht, ist aber im Ernstfall die halbe Rettung.{end}"
            )));
        }
    }
}
