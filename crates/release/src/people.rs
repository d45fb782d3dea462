//! Who is to be seen in a photo, by what right, and who has objected.
//!
//! It never leaves the desk, but for the names, which stand in the caption.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Somebody in a photo.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Person {
    pub name: String,
    /// "BSI-Präsidentin"
    pub function: String,
    /// By what right the photo shows them; `None` while nobody has said.
    pub ground: Option<Ground>,
    pub objection: Option<Objection>,
}

/// By what right a photo shows somebody (Art. 6 GDPR; §§ 22 and 23 KunstUrhG).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Ground {
    /// The task of the office is told of, and they act in theirs.
    PublicTask,
    /// Somebody of contemporary history.
    ContemporaryHistory,
    /// They are there beside the place, or in a gathering.
    Incidental,
    Consent,
    /// The parents of a child have consented.
    Parents,
}

/// Somebody does not want to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Objection {
    /// How it came, and what was said.
    pub words: String,
    pub at: DateTime<Utc>,
}

impl Person {
    #[must_use]
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// With the function before the name where it is one word, and behind it where it is more.
    fn with_function(&self) -> String {
        let (name, function) = (self.name.trim(), self.function.trim());
        match function.split_whitespace().count() {
            0 => name.to_owned(),
            1 => format!("{function} {name}"),
            _ => format!("{name}, {function}"),
        }
    }
}

/// The people of a photo whose caption names `persons`, in that order. What is known of each is kept; who has objected stays, also
/// if no longer named, for an objection is not settled by a name taken out.
#[must_use]
pub fn of_names(persons: &[String], known: &[Person]) -> Vec<Person> {
    let mut left = known.to_vec();
    let mut people: Vec<Person> = persons
        .iter()
        .map(|name| match left.iter().position(|person| person.name == *name) {
            Some(index) => left.remove(index),
            None => Person::named(name),
        })
        .collect();
    people.extend(left.into_iter().filter(|person| person.objection.is_some()));
    people
}

/// How a German caption says who stands where: "Anna Beispiel (l.) und Bernd Muster (r.)", or with "(v. l.)" behind all of
/// them where there are more than two.
#[must_use]
pub fn left_to_right<'a>(people: impl IntoIterator<Item = &'a Person>) -> String {
    let named = people.into_iter().filter(|person| !person.name.trim().is_empty());
    let words: Vec<String> = named.map(Person::with_function).collect();
    match &words[..] {
        [] => String::new(),
        [one] => one.clone(),
        [left, right] => format!("{left}\u{a0}(l.) und {right}\u{a0}(r.)"),
        [first @ .., last] => {
            // A comma within a name's function would read as the next name.
            let between = if words.iter().any(|words| words.contains(',')) { "; " } else { ", " };
            format!("{} und {last}\u{a0}(v.\u{a0}l.)", first.join(between))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, function: &str) -> Person {
        Person { function: function.into(), ..Person::named(name) }
    }

    #[test]
    fn two_stand_left_and_right_and_more_from_the_left() {
        let say = |people: &[Person]| left_to_right(people).replace('\u{a0}', " ");
        let (anna, bernd, carla) =
            (person("Anna Beispiel", "Präsidentin"), person("Bernd Muster", ""), person("Carla Probe", ""));
        assert_eq!(say(&[]), "");
        assert_eq!(say(std::slice::from_ref(&anna)), "Präsidentin Anna Beispiel");
        assert_eq!(
            say(&[anna.clone(), bernd.clone()]),
            "Präsidentin Anna Beispiel (l.) und Bernd Muster (r.)"
        );
        assert_eq!(
            say(&[bernd.clone(), person(" ", "Bote"), carla.clone()]),
            "Bernd Muster (l.) und Carla Probe (r.)",
            "somebody without a name is not named"
        );
        assert_eq!(
            say(&[anna.clone(), bernd.clone(), carla.clone()]),
            "Präsidentin Anna Beispiel, Bernd Muster und Carla Probe (v. l.)"
        );
        let long = person("Anna Beispiel", "Präsidentin des Amtes");
        assert_eq!(
            say(&[long, bernd, carla]),
            "Anna Beispiel, Präsidentin des Amtes; Bernd Muster und Carla Probe (v. l.)"
        );
    }

    #[test]
    fn who_is_named_again_keeps_what_is_known_and_an_objection_outlives_its_name() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let anna = Person { ground: Some(Ground::Consent), ..Person::named("Anna Beispiel") };
        let words = "Am Telefon, 21.11.".to_owned();
        let objection = Some(Objection { words, at: DateTime::UNIX_EPOCH });
        let bernd = Person { objection, ..Person::named("Bernd Muster") };
        let known = [anna.clone(), bernd.clone()];
        assert_eq!(
            of_names(&names(&["Carla Probe", "Anna Beispiel"]), &known),
            [Person::named("Carla Probe"), anna, bernd.clone()]
        );
        assert_eq!(of_names(&[], &known), [bernd]);
    }
}
