//! The law of rights: what a photo says of its author, its rights and its licence stays with it (§ 95c UrhG).
//!
//! **Invariant: rights are never silently dropped.** A field that the photo fills and the caption leaves empty is
//! carried over. A field that the caption tells otherwise needs a reason; only the reason is asked for, never
//! judged, and it is written into no file. This is the one place where that is decided.

use serde::{Deserialize, Serialize};

use crate::caption::tidied;
use crate::error::field_label;
use crate::{Caption, PhotoError};

/// A field that tells of rights, by its name in `caption.json`, and whether words may be added to it.
///
/// Whoever adds a name to a by-line or a copyright notice takes nothing away. Usage terms are another matter
/// ("frei", "nicht frei"), and so are addresses, which lead elsewhere by one more letter.
const FIELDS: [(&str, bool); 7] = [
    ("creator", true),
    ("credit", true),
    ("copyright", true),
    ("usageTerms", false),
    ("webStatement", false),
    ("licensor", true),
    ("licensorUrl", false),
];

/// The most bytes of a text that is carried over, escaped for XML: all seven fit beside each other, so that no
/// photo is refused for the length of what stands in it already.
const CARRIED_MAX: usize = 5_000;

/// Why a text that is carried over is not whole.
const TOO_LONG: &str = "zu lang für die Datei, gekürzt";

/// What became of one of the rights that a photo tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct RightsChange {
    /// The field by its name in `caption.json`.
    pub field: String,
    /// What the source says.
    pub before: String,
    /// What the clean file says.
    pub after: String,
    /// Why that is something else; empty where the source's words stay, whole or within more words, and where
    /// nobody was asked ([`Rights::AsSaid`]).
    pub reason: String,
}

impl RightsChange {
    /// The field as the form calls it, in German.
    #[must_use]
    pub fn label(&self) -> &'static str {
        field_label(&self.field)
    }

    /// Whether the source's words are no longer there.
    #[must_use]
    pub fn is_replaced(&self) -> bool {
        !holds(&plain(&self.after), &plain(&self.before))
    }
}

/// Whether a field of the caption tells of rights.
pub(crate) fn is_right(field: &str) -> bool {
    FIELDS.iter().any(|(name, _)| *name == field)
}

/// The rights that `caption` tells otherwise than `told`, the words of the photo
/// ([`Inspection::caption`](crate::Inspection::caption)): each as the [`PhotoError::RightsReplaced`] that cleaning
/// ends with unless the caption gives a reason. A field that is left empty is not among them: it is carried over.
#[must_use]
pub fn replaced_rights(told: &Caption, caption: &Caption) -> Vec<PhotoError> {
    let replaced = FIELDS.into_iter().filter_map(|(field, may_grow)| {
        let (before, after) = (tidied(told.text(field)), tidied(caption.text(field)));
        needs_reason(&before, &after, may_grow).then_some(PhotoError::RightsReplaced { field, before, after })
    });
    replaced.collect()
}

/// What becomes of the rights that a photo tells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Rights {
    /// They are carried over, or replaced with a reason.
    #[default]
    Keep,
    /// The caption has the last word, and each right that is not in it is named in the report: for whoever cleans
    /// a file to the last word, and answers for it.
    AsSaid,
}

/// The caption as it is written: checked, with the rights of the photo (`told`) carried over, without its reason.
/// Beside it, what became of each right that the photo tells.
///
/// # Errors
/// [`PhotoError::RightsReplaced`] for the first field that is told otherwise while no reason is given;
/// [`PhotoError::Caption`].
pub(crate) fn settled(
    told: &Caption,
    caption: &Caption,
    rights: Rights,
) -> Result<(Caption, Vec<RightsChange>), PhotoError> {
    let mut caption = caption.checked()?;
    let given = std::mem::take(&mut caption.rights_reason);
    let mut changes = Vec::new();
    for (field, may_grow) in FIELDS {
        let before = tidied(told.text(field));
        let Some(after) = caption.text_mut(field).filter(|_| !before.is_empty()) else { continue };
        let mut reason = String::new();
        if rights == Rights::AsSaid {
            reason.clone_from(&given);
        } else if after.is_empty() {
            *after = carried(&before);
            if *after != before {
                TOO_LONG.clone_into(&mut reason);
            }
        } else if needs_reason(&before, after, may_grow) {
            if given.is_empty() {
                return Err(PhotoError::RightsReplaced { field, before, after: after.clone() });
            }
            reason.clone_from(&given);
        }
        changes.push(RightsChange { field: field.to_owned(), before, after: after.clone(), reason });
    }
    Ok((caption.checked()?, changes))
}

/// Whether words that stand for `before` say something else.
///
/// Nothing else is said by other spaces, by capitals, or, where words may be added, by more words around the
/// old ones. Nothing is said at all by an empty field, whose words are carried over.
fn needs_reason(before: &str, after: &str, may_grow: bool) -> bool {
    let (before, after) = (plain(before), plain(after));
    if before.is_empty() || after.is_empty() || before == after {
        return false;
    }
    !(may_grow && holds(&after, &before))
}

/// One space between words, and no capitals.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether `words` stand in `text` as whole words: "K. Hartung" is not in "K. Hartungsen".
fn holds(text: &str, words: &str) -> bool {
    let is_apart = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    text.match_indices(words).any(|(start, _)| {
        is_apart(text[..start].chars().next_back()) && is_apart(text[start + words.len()..].chars().next())
    })
}

/// The text, or as many whole characters of it as fit.
fn carried(text: &str) -> String {
    let mut room = CARRIED_MAX;
    let fits = |c: &char| {
        // "&amp;", "&lt;", "&gt;".
        let escaped = match c {
            '&' => 5,
            '<' | '>' => 4,
            _ => c.len_utf8(),
        };
        match room.checked_sub(escaped) {
            Some(rest) => {
                room = rest;
                true
            }
            None => false,
        }
    };
    text.chars().take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn with(field: &str, text: &str) -> Caption {
        let mut caption = Caption::default();
        text.clone_into(caption.text_mut(field).expect("a text"));
        caption
    }

    #[test]
    fn where_the_caption_has_the_last_word_every_lost_right_is_named() {
        let told = with("creator", "K. Hartung");
        let (written, changes) = settled(&told, &Caption::default(), Rights::AsSaid).expect("fits");
        assert_eq!(written, Caption::default());
        let [lost] = &changes[..] else { panic!("{changes:?}") };
        assert_eq!((lost.before.as_str(), lost.after.as_str()), ("K. Hartung", ""));
        assert!(lost.is_replaced());
        let (_, changes) = settled(&told, &told, Rights::AsSaid).expect("fits");
        assert!(!changes[0].is_replaced());
    }

    #[test]
    fn what_the_caption_leaves_empty_is_carried_over() {
        for (field, _) in FIELDS {
            let (caption, changes) =
                settled(&with(field, " K.\u{0} Hartung "), &Caption::default(), Rights::Keep).expect("fits");
            assert_eq!(caption, with(field, "K. Hartung"));
            assert_eq!((changes[0].field.as_str(), changes[0].is_replaced()), (field, false));
            assert_eq!((changes[0].before.as_str(), changes[0].after.as_str()), ("K. Hartung", "K. Hartung"));
        }
    }

    #[test]
    fn what_the_caption_tells_otherwise_needs_a_reason() {
        for (field, _) in FIELDS {
            let (told, mut caption) = (with(field, "K. Hartung"), with(field, "Staatskanzlei"));
            let error = settled(&told, &caption, Rights::Keep).expect_err("no reason");
            assert_eq!(error.code(), "photo.rightsReplaced");
            let sentence = error.to_string();
            assert!(sentence.contains("»K. Hartung«") && sentence.contains("»Staatskanzlei«"), "{sentence}");
            assert!(sentence.starts_with(field_label(field)), "{sentence}");
            assert_eq!(replaced_rights(&told, &caption), [error]);

            caption.rights_reason = " Rechte abgetreten ".to_owned();
            let (written, changes) = settled(&told, &caption, Rights::Keep).expect("a reason");
            assert_eq!(written, with(field, "Staatskanzlei"), "the reason is not written");
            assert_eq!(changes[0].reason, "Rechte abgetreten");
            assert!(changes[0].is_replaced());
        }
    }

    #[test]
    fn a_reason_does_not_empty_a_field() {
        let reason = Caption { rights_reason: "Irrtum".to_owned(), ..Caption::default() };
        let (written, _) =
            settled(&with("creator", "K. Hartung"), &reason, Rights::Keep).expect("carried over");
        assert_eq!(written.creator, "K. Hartung");
        let blank = Caption { rights_reason: " \n".to_owned(), ..with("creator", "M. Voigt") };
        assert!(
            settled(&with("creator", "K. Hartung"), &blank, Rights::Keep).is_err(),
            "a blank reason is none"
        );
    }

    #[test]
    fn spaces_capitals_and_added_words_say_nothing_else() {
        for (before, after, may_grow, expected) in [
            ("© 2023 K. Hartung", "© 2023  k. hartung", false, false),
            ("© 2023 K. Hartung", "© 2023 K. Hartung / Staatskanzlei", true, false),
            ("K. Hartung", "Foto: K. Hartung", true, false),
            ("K. Hartung", "K. Hartungsen", true, true),
            ("K. Hartung", "Hartung", true, true),
            ("frei", "nicht frei", false, true),
            ("https://a.example/by", "https://a.example/by-nc", false, true),
            ("", "Staatskanzlei", true, false),
            ("K. Hartung", " ", true, false),
        ] {
            assert_eq!(needs_reason(before, after, may_grow), expected, "{before:?} -> {after:?}");
        }
    }

    #[test]
    fn a_text_without_end_is_cut_and_said_so() {
        let told = with("usageTerms", &"&ä".repeat(10_000));
        let (written, changes) = settled(&told, &Caption::default(), Rights::Keep).expect("is not refused");
        assert_eq!(written.usage_terms, "&ä".repeat(714));
        assert_eq!(changes[0].reason, TOO_LONG);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever a photo and a caption say, each right of the photo is told of, and is in the result unless a
        /// reason stands beside it; a second round changes nothing.
        #[test]
        fn no_right_is_lost_without_a_reason(
            told in prop::collection::vec("[ a-cA-C&]{0,6}", 7),
            said in prop::collection::vec("[ a-cA-C&]{0,6}", 7),
            reason in prop::option::of("[a-c]{1,5}"),
        ) {
            let of = |texts: &[String]| {
                let mut caption = Caption::default();
                for ((field, _), text) in FIELDS.iter().zip(texts) {
                    text.clone_into(caption.text_mut(field).expect("a text"));
                }
                caption
            };
            let (told, mut caption) = (of(&told), of(&said));
            caption.rights_reason = reason.clone().unwrap_or_default();
            match settled(&told, &caption, Rights::Keep) {
                Err(error) => {
                    prop_assert_eq!(error.code(), "photo.rightsReplaced");
                    prop_assert!(reason.is_none());
                    prop_assert!(replaced_rights(&told, &caption).contains(&error));
                }
                Ok((written, changes)) => {
                    for (field, _) in FIELDS {
                        let before = told.text(field).trim();
                        let change = changes.iter().find(|change| change.field == field);
                        prop_assert_eq!(change.is_some(), !before.is_empty());
                        let Some(change) = change else { continue };
                        prop_assert_eq!(&change.after, written.text(field));
                        let stays = plain(written.text(field)).contains(&plain(before));
                        prop_assert!(stays || Some(&change.reason) == reason.as_ref());
                    }
                    prop_assert!(written.rights_reason.is_empty());
                    let (again, _) = settled(&written, &written, Rights::Keep).expect("its own words");
                    prop_assert_eq!(again, written);
                }
            }
        }
    }
}
