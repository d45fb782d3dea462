//! Offices: "Staatssekretär", "BSI-Präsidentin", "Beauftragter".

use std::ops::Range;

use super::mention::Mention;
use crate::preflight::passage::Passage;

/// An office as it is said of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Office {
    /// As written, without what stands before a hyphen: "Präsidentin".
    pub word: String,
    /// Of that word, in bytes.
    pub range: Range<usize>,
    /// In small letters and without its ending: "staatssekretär".
    kind: String,
    /// Whether it is said of a woman; nothing where the word does not tell.
    is_female: Option<bool>,
    /// Whether the word has no ending of a case.
    pub is_base: bool,
}

/// Words that are declined like a noun.
const NOUNS: &[&str] = &[
    "präsident",
    "minister",
    "sekretär",
    "bürgermeister",
    "landrat",
    "landrät",
    "staatsrat",
    "staatsrät",
    "stadtrat",
    "stadträt",
    "direktor",
    "leiter",
    "sprecher",
    "kanzler",
    "senator",
    "dezernent",
    "geschäftsführer",
    "rektor",
    "dekan",
    "kommissar",
    "botschafter",
    "intendant",
    "inspekteur",
    "amtschef",
];
/// Words that are declined like an adjective, and are the same for men and women.
const ADJECTIVES: &[&str] = &["vorsitzend", "beauftragt", "abgeordnet", "beigeordnet"];

impl Office {
    /// Reads a word; `start` is where it begins in its passage. The plural is nobody's office.
    pub fn read(word: &str, start: usize) -> Option<Self> {
        let own = word.rsplit('-').next()?;
        if !own.starts_with(char::is_uppercase) {
            return None;
        }
        let lower = own.to_lowercase();
        let (kind, ending, is_adjective) = split(&lower)?;
        let (is_female, is_base) = match (is_adjective, ending) {
            (false, "") => (Some(false), true),
            (false, "s" | "es" | "en") => (Some(false), false),
            (false, "in") => (Some(true), true),
            (true, "e" | "er") => (None, true),
            (true, "en" | "em") => (None, false),
            _ => return None,
        };
        let end = start + word.len();
        let kind = kind
            .replace("landrät", "landrat")
            .replace("stadträt", "stadtrat")
            .replace("staatsrät", "staatsrat")
            // Where ministers are called Staatsminister, the one for the interior is both.
            .replace("staatsminister", "minister");
        Some(Self { word: own.to_owned(), range: end - own.len()..end, kind, is_female, is_base })
    }

    /// Whether both may be the same office: "Ministerin" is said for "Staatsministerin".
    pub fn is_like(&self, other: &Self) -> bool {
        let kinds = self.kind.ends_with(&other.kind) || other.kind.ends_with(&self.kind);
        let sexes = self.is_female.zip(other.is_female).is_none_or(|(one, other)| one == other);
        kinds && sexes
    }
}

/// The word without its ending, the ending, and whether it is one of an adjective.
fn split(lower: &str) -> Option<(String, &str, bool)> {
    let find = |stems: &[&str]| {
        let ends = stems.iter().filter_map(|stem| lower.rfind(stem).map(|at| at + stem.len()));
        ends.max().map(|end| (lower[..end].to_owned(), &lower[end..]))
    };
    let noun = find(NOUNS).map(|(kind, ending)| (kind, ending, false));
    noun.or_else(|| find(ADJECTIVES).map(|(kind, ending)| (kind, ending, true)))
}

/// Offices of one person that are the same, or were said in one breath.
#[derive(Debug)]
pub(super) struct Group {
    /// By mention and position in it, in reading order.
    members: Vec<(usize, usize)>,
}

/// The groups of a person, in the order in which they are first said.
pub(super) fn groups(mentions: &[Mention<'_>]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (at, mention) in mentions.iter().enumerate().filter(|(_, mention)| !mention.offices.is_empty()) {
        let mut own = Group { members: (0..mention.offices.len()).map(|office| (at, office)).collect() };
        let is_connected = |group: &mut Group| {
            group.all(mentions).any(|known| mention.offices.iter().any(|office| office.is_like(known)))
        };
        let connected: Vec<Group> = groups.extract_if(.., is_connected).collect();
        for group in connected {
            own.members.extend(group.members);
        }
        own.members.sort_unstable();
        groups.push(own);
    }
    groups.sort_by_key(|group| group.members[0]);
    groups
}

impl Group {
    fn all<'a>(&'a self, mentions: &'a [Mention<'_>]) -> impl Iterator<Item = &'a Office> {
        self.members.iter().map(|(mention, office)| &mentions[*mention].offices[*office])
    }

    /// The mention in which it is first said.
    pub fn mention<'m, 'p>(&self, mentions: &'m [Mention<'p>]) -> &'m Mention<'p> {
        &mentions[self.members[0].0]
    }

    /// The office that is first said.
    pub fn office<'a>(&self, mentions: &'a [Mention<'_>]) -> &'a Office {
        let (mention, office) = self.members[0];
        &mentions[mention].offices[office]
    }

    /// Every place that says the first office of the group; `None` where some other one is said of the person by itself,
    /// so that to change the first one would settle nothing.
    pub fn like_first<'m, 'p>(&self, mentions: &'m [Mention<'p>]) -> Option<Vec<(&'p Passage, &'m Office)>> {
        let first = self.office(mentions);
        let mut found = Vec::new();
        for (at, mention) in
            mentions.iter().enumerate().filter(|(at, _)| self.members.iter().any(|(own, _)| own == at))
        {
            let like: Vec<&Office> =
                mentions[at].offices.iter().filter(|office| office.is_like(first)).collect();
            if like.is_empty() {
                return None;
            }
            found.extend(like.into_iter().map(|office| (mention.passage, office)));
        }
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::Office;

    fn kind(word: &str) -> Option<(String, Option<bool>, bool)> {
        Office::read(word, 0).map(|office| (office.kind, office.is_female, office.is_base))
    }

    #[test]
    fn an_office_is_known_in_its_cases_and_compounds() {
        assert_eq!(kind("Staatssekretär"), Some(("staatssekretär".into(), Some(false), true)));
        assert_eq!(kind("Staatssekretärs"), Some(("staatssekretär".into(), Some(false), false)));
        assert_eq!(kind("BSI-Präsidentin"), Some(("präsident".into(), Some(true), true)));
        assert_eq!(kind("Landrätin"), Some(("landrat".into(), Some(true), true)));
        assert_eq!(kind("Beauftragten"), Some(("beauftragt".into(), None, false)));
        for other in
            ["Ministerium", "Ministerinnen", "Präsidium", "Leitern", "präsident", "Sekretariat", "Bäume"]
        {
            assert_eq!(kind(other), None, "{other}");
        }
    }

    #[test]
    fn a_short_form_is_the_same_office_and_another_sex_is_not() {
        let like = |one: &str, other: &str| {
            let read = |word: &str| Office::read(word, 0).expect("an office");
            read(one).is_like(&read(other))
        };
        assert!(like("Staatsministerin", "Ministerin"));
        assert!(like("Staatsminister", "Innenminister"));
        assert!(like("Vorsitzende", "Vorsitzender"));
        assert!(!like("Staatssekretär", "Staatsminister"));
        assert!(!like("Staatssekretär", "Staatssekretärin"));
        assert!(!like("Ministerpräsident", "Minister"));
    }
}
