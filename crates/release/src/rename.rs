//! A name that was written wrongly, wherever a release says it. Pure.
//!
//! Found are whole words, with the "s" of the genitive, in what a reader gets to see: headline, text, links, contact,
//! what is said of a photo. An address of e-mail is no name and stays.

use crate::document::Release;
use crate::mentions::runs_mut;
use crate::photo::Caption;

/// A field, or a run of the text, that says the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Which one it is, such as `headline` or `body.3.0`: the same for every version with the same form.
    pub key: String,
    pub before: String,
    pub after: String,
}

/// Every place that says `old`, in reading order, with `new` in its stead. Where both have several words, the last one
/// is looked for by itself too: "Frau Platner".
#[must_use]
pub fn places(release: &Release, old: &str, new: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let pairs = pairs(old, new);
    each(&mut release.clone(), &mut |key, text| {
        if let Some(after) = renamed(text, &pairs) {
            found.push(Found { key, before: text.clone(), after });
        }
    });
    found
}

/// Writes `new` for `old` in every place but those whose keys are in `except`.
pub fn apply(release: &mut Release, old: &str, new: &str, except: &[String]) {
    let pairs = pairs(old, new);
    each(release, &mut |key, text| {
        if !except.contains(&key)
            && let Some(after) = renamed(text, &pairs)
        {
            *text = after;
        }
    });
    // What the desk knows of somebody goes with the name that the caption says.
    for photo in release.photos.iter_mut().filter_map(|slot| slot.photo.as_mut()) {
        let named = &photo.caption.persons;
        let people = photo.people.iter_mut().map(|person| &mut person.name);
        for name in people.chain(photo.edits.names_mut()) {
            if let Some(after) = renamed(name, &pairs).filter(|after| named.contains(after)) {
                *name = after;
            }
        }
    }
}

/// What is to be replaced by what: the name whole, then its last word where that is another one.
fn pairs(old: &str, new: &str) -> Vec<(String, String)> {
    let words = |name: &str| name.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (old, new) = (words(old), words(new));
    let mut pairs = vec![(old.join(" "), new.join(" "))];
    if let ([.., first], [.., second]) = (&old[..], &new[..])
        && first != second
        && old.len() > 1
        && new.len() > 1
    {
        pairs.push((first.clone(), second.clone()));
    }
    pairs.retain(|(old, new)| !old.is_empty() && !new.is_empty() && old != new);
    pairs
}

/// The text with the new name, if it says the old one.
fn renamed(text: &str, pairs: &[(String, String)]) -> Option<String> {
    let mut now = text.to_owned();
    for (old, new) in pairs {
        now = replaced(&now, old, new);
    }
    (now != text).then_some(now)
}

fn replaced(text: &str, old: &str, new: &str) -> String {
    let mut made = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(old) {
        let (head, tail) = (&rest[..at], &rest[at + old.len()..]);
        let before = head.chars().next_back().or_else(|| made.chars().next_back());
        made.push_str(head);
        let ending = ending(tail).filter(|_| !before.is_some_and(is_of_word));
        match ending {
            Some(ending) => {
                made.push_str(new);
                made.push_str(genitive(ending, new));
                rest = &tail[ending.len()..];
            }
            None => {
                made.push_str(old);
                rest = tail;
            }
        }
    }
    made.push_str(rest);
    made
}

/// What stands between a name and the end of its word; `None` where it is part of a longer one.
fn ending(tail: &str) -> Option<&str> {
    let is_over = |tail: &str| !tail.chars().next().is_some_and(is_of_word);
    match tail.strip_prefix('s') {
        _ if is_over(tail) => Some(["’", "'"].into_iter().find(|mark| tail.starts_with(mark)).unwrap_or("")),
        Some(after) if is_over(after) => Some("s"),
        _ => None,
    }
}

/// The genitive of the new name: "Popps", but "Fuchs’".
fn genitive(ending: &str, new: &str) -> &'static str {
    let hisses = new.ends_with(['s', 'ß', 'x', 'z']);
    match (ending, hisses) {
        ("", _) => "",
        (_, true) => "’",
        (_, false) => "s",
    }
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// Visits every text that a reader gets to see, with its key.
fn each(release: &mut Release, visit: &mut dyn FnMut(String, &mut String)) {
    visit("headline".into(), &mut release.headline);
    for (index, line) in release.standing_lines.iter_mut().enumerate() {
        visit(format!("standingLines.{index}"), line);
    }
    for (at, block) in release.body.content.iter_mut().enumerate() {
        for (index, run) in runs_mut(block).into_iter().enumerate() {
            visit(format!("body.{at}.{index}"), &mut run.text);
        }
    }
    for (index, link) in release.links.iter_mut().enumerate() {
        visit(format!("links.{index}"), &mut link.label);
    }
    visit("contact".into(), &mut release.contact.name);
    for slot in &mut release.photos {
        let of = |field: &str| format!("photos.{}.{field}", slot.id);
        visit(of("label"), &mut slot.label);
        visit(of("pendingWords"), &mut slot.pending_words);
        if let Some(photo) = &mut slot.photo {
            caption(&mut photo.caption, &of, visit);
        }
    }
}

fn caption(caption: &mut Caption, of: &dyn Fn(&str) -> String, visit: &mut dyn FnMut(String, &mut String)) {
    visit(of("headline"), &mut caption.headline);
    visit(of("caption"), &mut caption.caption);
    visit(of("altText"), &mut caption.alt_text);
    visit(of("extendedAltText"), &mut caption.extended_alt_text);
    for (index, person) in caption.persons.iter_mut().enumerate() {
        visit(of(&format!("persons.{index}")), person);
    }
    visit(of("creator"), &mut caption.creator);
    visit(of("credit"), &mut caption.credit);
    visit(of("copyright"), &mut caption.copyright);
    visit(of("instructions"), &mut caption.instructions);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::{Block, Body};
    use crate::document::ReleaseId;
    use crate::photo::{Photo, PhotoSlot, SlotId};
    use proptest::prelude::*;

    fn release() -> Release {
        let mut release = Release::blank(ReleaseId::random());
        release.headline = "Claudia Platner besucht Dresden".into();
        release.body = Body::of(vec![
            Block::paragraph("Platners Rede: »Frau Platner«, Platnerhaus, Claudia Platner."),
            Block::list(["Ohne Namen".into(), "mit Platner".into()]),
        ]);
        release.contact.name = "Erika Muster".into();
        release.contact.email = "Platner@example.org".into();
        let caption = Caption {
            caption: "Claudia Platner (links)".into(),
            persons: vec!["Claudia Platner".into(), "Thomas Popp".into()],
            ..Caption::default()
        };
        let photo = Photo { caption, ..Photo::default() };
        release
            .photos
            .push(PhotoSlot { photo: Some(photo), ..PhotoSlot::promised(SlotId::random(), "Bild") });
        release
    }

    #[test]
    fn a_name_is_found_whole_and_in_the_genitive_and_never_within_a_word() {
        let release = release();
        let found = places(&release, "Claudia Platner", "Claudia Plattner");
        let keys: Vec<_> =
            found.iter().map(|found| found.key.replace(&release.photos[0].id.to_string(), "1")).collect();
        assert_eq!(keys, ["headline", "body.0.0", "body.1.1", "photos.1.caption", "photos.1.persons.0"]);
        assert_eq!(found[1].after, "Plattners Rede: »Frau Plattner«, Platnerhaus, Claudia Plattner.");
    }

    #[test]
    fn what_was_taken_out_of_the_list_stays() {
        let mut release = release();
        apply(&mut release, "Claudia Platner", "Claudia Plattner", &["headline".into()]);
        assert_eq!(release.headline, "Claudia Platner besucht Dresden");
        assert_eq!(release.body.content[1].lines()[1], "mit Plattner");
        assert_eq!(release.contact.email, "Platner@example.org");
        let photo = release.photos[0].photo.as_ref().expect("a photo");
        assert_eq!(photo.caption.persons, ["Claudia Plattner", "Thomas Popp"]);
    }

    #[test]
    fn the_genitive_follows_the_new_name() {
        let of = |text: &str, old: &str, new: &str| replaced(text, old, new);
        assert_eq!(of("Popps Rede", "Popp", "Fuchs"), "Fuchs’ Rede");
        assert_eq!(of("Fuchs’ Rede", "Fuchs", "Popp"), "Popps Rede");
        assert_eq!(of("Fuchs und Füchse", "Fuchs", "Popp"), "Popp und Füchse");
    }

    proptest! {
        #[test]
        fn nothing_is_left_to_find_and_nothing_else_has_changed(text in "[A-Ca-c äs’.]{0,40}", old in "[A-C][a-c]{1,3}") {
            let mut release = Release::blank(ReleaseId::random());
            release.headline = text.clone();
            apply(&mut release, &old, "Zyx", &[]);
            prop_assert!(places(&release, &old, "Zyx").is_empty());
            if places(&Release { headline: text.clone(), ..release.clone() }, &old, "Zyx").is_empty() {
                prop_assert_eq!(release.headline, text);
            }
        }
    }
}
