//! Rules about people: whether a release calls somebody by one name and one office.
//!
//! Nobody is a person here who is not called one: by an office, a degree or "Frau" before the name, an office behind it,
//! or among the persons of a photo. German writes every noun with a capital, so two capitals are no name.

mod mention;
mod near;
mod office;

use std::collections::BTreeMap;

use super::fix::{Edit, Fix};
use super::{Ask, Flaw, Question, Rule};
use mention::{Mention, mentions};
use office::{Group, Office};

pub(super) const RULES: &[(Rule, Ask)] = &[
    (Rule::should("person.titles_differ", "Jede Person hat überall dieselbe Amtsbezeichnung."), titles),
    (Rule::should("person.name_spelt", "Jeder Name ist überall gleich geschrieben."), spelling),
];

/// Everything that may be a name, in reading order.
fn all<'a>(question: &'a Question<'_>) -> Vec<Mention<'a>> {
    let mut all: Vec<Mention<'a>> = question.passages.iter().flat_map(mentions).collect();
    for (order, mention) in all.iter_mut().enumerate() {
        mention.order = order;
    }
    all
}

/// Those who are named, each with every mention in reading order.
fn people<'a>(question: &'a Question<'_>) -> BTreeMap<String, Vec<Mention<'a>>> {
    let photos = question.release.photos.iter().filter_map(|slot| slot.photo.as_ref());
    let listed: Vec<&str> = photos
        .flat_map(|photo| &photo.caption.persons)
        .chain([&question.release.contact.name])
        .map(String::as_str)
        .collect();
    let all = all(question);
    let mut found: BTreeMap<String, Vec<Mention<'a>>> = BTreeMap::new();
    for mention in &all {
        if mention.is_anchored || listed.iter().any(|listed| listed.ends_with(&mention.name)) {
            found.entry(mention.name.clone()).or_default();
        }
    }
    for mut mention in all {
        // "Popps" is Popp, where there is one.
        let bare = mention.name.strip_suffix('s').filter(|bare| found.contains_key(*bare)).map(str::to_owned);
        if let Some(bare) = bare {
            mention.name = bare;
            mention.range.end -= 1;
        }
        if let Some(own) = found.get_mut(&mention.name) {
            own.push(mention);
        }
    }
    found.retain(|_, mentions| !mentions.is_empty());
    found
}

fn titles(question: &Question<'_>) -> Option<Vec<Flaw>> {
    if !question.is_german() {
        return None;
    }
    let people = people(question);
    let titled =
        people.iter().filter(|(_, mentions)| mentions.iter().any(|mention| !mention.offices.is_empty()));
    let mut flaws: Vec<(usize, Flaw)> = Vec::new();
    let mut is_asked = false;
    for (name, mentions) in titled {
        is_asked = true;
        let groups = office::groups(mentions);
        if let [first, second, ..] = groups.as_slice() {
            let flaw = differing(name, mentions, [first, second], groups.len() == 2);
            flaws.push((second.mention(mentions).order, flaw));
        }
    }
    flaws.sort_by_key(|(order, _)| *order);
    is_asked.then(|| flaws.into_iter().map(|(_, flaw)| flaw).collect())
}

/// Two offices of one person that are never said together. Which one is right, only a person can know; with a third
/// one, neither would settle it.
fn differing(name: &str, mentions: &[Mention<'_>], groups: [&Group; 2], are_all: bool) -> Flaw {
    let [one, other] = groups.map(|group| group.office(mentions));
    let to = |right: &Office, wrong: &Group| -> Option<Fix> {
        let edits = wrong.like_first(mentions)?.into_iter().map(|(passage, office)| {
            (right.is_base && office.is_base).then(|| passage.replaced(&office.range, &*right.word)).flatten()
        });
        Some(Fix::new(format!("Überall »{}«", right.word), edits.collect::<Option<Vec<Edit>>>()?))
    };
    let fixes = [to(one, groups[1]), to(other, groups[0])];
    Flaw::within(
        groups[1].mention(mentions).passage,
        other.range.clone(),
        format!("{name} ist einmal »{}« und einmal »{}«.", one.word, other.word),
        "Prüfen Sie, welche Amtsbezeichnung stimmt.",
    )
    .fixed_by(fixes.into_iter().flatten().filter(|_| are_all))
}

fn spelling(question: &Question<'_>) -> Option<Vec<Flaw>> {
    if !question.is_german() {
        return None;
    }
    let mut people = people(question);
    if people.is_empty() {
        return None;
    }
    let mut strangers = Vec::new();
    // Whom nobody introduced may be somebody who was, spelt otherwise.
    for mention in all(question) {
        if !people.contains_key(&mention.name)
            && mention.name.strip_suffix('s').is_none_or(|bare| !people.contains_key(bare))
            && people.keys().any(|known| near::is_same_name(known, &mention.name))
        {
            strangers.push(mention);
        }
    }
    for mention in strangers {
        people.entry(mention.name.clone()).or_default().push(mention);
    }
    let mut flaws: Vec<(usize, Flaw)> = Vec::new();
    let names: Vec<&String> = people.keys().collect();
    for (at, one) in names.iter().enumerate() {
        for other in &names[at + 1..] {
            if near::is_same_name(one, other) {
                let (one, other) = (&people[*one], &people[*other]);
                let (first, second) =
                    if one[0].order <= other[0].order { (one, other) } else { (other, one) };
                flaws.push((second[0].order, spelt(first, second)));
            }
        }
    }
    flaws.sort_by_key(|(order, _)| *order);
    Some(flaws.into_iter().map(|(_, flaw)| flaw).collect())
}

fn spelt(first: &[Mention<'_>], second: &[Mention<'_>]) -> Flaw {
    let to = |right: &Mention<'_>, wrong: &[Mention<'_>]| -> Option<Fix> {
        let edits = wrong.iter().map(|mention| mention.passage.replaced(&mention.range, right.name.clone()));
        let edits: Option<Vec<Edit>> = edits.collect();
        Some(Fix::new(format!("Überall »{}«", right.name), edits?))
    };
    let fixes = [to(&first[0], second), to(&second[0], first)];
    let place = &second[0];
    Flaw::within(
        place.passage,
        place.range.clone(),
        format!("Einmal steht »{}«, einmal »{}«.", first[0].name, place.name),
        "Prüfen Sie, ob dieselbe Person gemeint ist und wie sie sich schreibt.",
    )
    .fixed_by(fixes.into_iter().flatten())
}
