//! The look before an item's time: that nothing of it is to be had, and that nobody could tell that it is there.
//!
//! A request is itself a message: what it asks for stands in the log of whoever answers. So before its time no request
//! holds a word of the release. What has a name by chance is asked for by that name; the page, whose address holds the
//! headline, is looked for in the lists instead, and under its address only where the newsroom is the one inside this app, which keeps no log
//! ([decision 18](../../../../docs/decisions/0018-looks-from-outside.md)).

use sperrfrist_channels::{Absence, ChannelError, Probe, Prober};
use sperrfrist_release::{ReleaseId, address};
use sperrfrist_seal::{ItemId, ItemKind, Manifest, Role};

use crate::desk::Desk;
use crate::dossier::Dossier;
use crate::view::{Asked, Verdict, What};

/// One address, and what must be so there.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Question {
    what: What,
    path: String,
    must: Must,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Must {
    /// The answer cannot be told from that for a page that never was.
    Absent,
    /// The same for a picture.
    PictureAbsent,
    /// Whatever is there does not name the item.
    Silent,
}

/// What is asked of an item, and the names by which it would be known: its address or those of its pictures, which
/// chance has made.
#[derive(Debug, Default)]
struct Questions {
    all: Vec<Question>,
    marks: Vec<String>,
}

/// Addresses without a word, at which this or another system lists what it has.
const LISTS: [(What, &str); 11] = [
    (What::List, "/"),
    (What::Feed, "/feed.atom"),
    (What::Feed, "/feed"),
    (What::Feed, "/feed.json"),
    (What::Feed, "/rss.xml"),
    (What::Sitemap, "/sitemap.xml"),
    (What::Sitemap, "/wp-sitemap.xml"),
    (What::Search, "/?s="),
    (What::Guess, "/?p=1"),
    (What::Guess, "/wp-json/wp/v2/posts"),
    (What::Guess, "/wp-json/wp/v2/media"),
];

impl Desk {
    /// Asks everything about an item; what was asked, and the gravest finding.
    pub(super) fn look_before(
        &self,
        prober: &Prober,
        dossier: &Dossier,
        item: ItemId,
    ) -> (Vec<Asked>, Verdict) {
        let questions = questions(dossier, item, self.publishes_itself());
        let fetch = |path: &str| prober.fetch(&self.public(path));
        let mut asked = Vec::new();
        let absences = learn(&fetch);
        for question in &questions.all {
            let answer = fetch(&question.path);
            let (status, verdict) = match (&answer, &absences) {
                (Ok(probe), Some(absences)) => {
                    (Some(probe.status), judge(question.must, probe, absences, &questions.marks))
                }
                (Ok(probe), None) => (Some(probe.status), Verdict::Unreachable),
                (Err(_), _) => (None, Verdict::Unreachable),
            };
            asked.push(Asked { what: question.what, url: self.public(&question.path), status, verdict });
            // Who does not answer once will not answer the next twenty times either.
            if verdict == Verdict::Unreachable {
                break;
            }
        }
        let found = |verdict| asked.iter().any(|asked| asked.verdict == verdict);
        let gravest =
            [Verdict::Early, Verdict::Told, Verdict::Unreachable].into_iter().find(|one| found(*one));
        let verdict =
            gravest.unwrap_or(if asked.is_empty() { Verdict::Unreachable } else { Verdict::Locked });
        (asked, verdict)
    }
}

/// How this place answers for pages and for pictures that never were.
struct Absences {
    page: Absence,
    picture: Absence,
}

fn learn(fetch: &impl Fn(&str) -> Result<Probe, ChannelError>) -> Option<Absences> {
    let absence = |path: fn(&str) -> String| {
        let never = || fetch(&path(&ReleaseId::random().to_string())).ok();
        Absence::of(&never()?, &never()?)
    };
    Some(Absences { page: absence(|name| format!("/{name}"))?, picture: absence(address::picture_path)? })
}

fn judge(must: Must, probe: &Probe, absences: &Absences, marks: &[String]) -> Verdict {
    let absence = match must {
        Must::Absent => Some(&absences.page),
        Must::PictureAbsent => Some(&absences.picture),
        Must::Silent => None,
    };
    let tells = marks.iter().any(|mark| holds(&probe.body, mark));
    let is_there = (200..300).contains(&probe.status);
    let differs = absence.is_some_and(|absence| absence.difference(probe).is_some());
    if tells || (is_there && differs) {
        Verdict::Early
    } else if probe.status == 429 || probe.status >= 500 {
        Verdict::Unreachable
    } else if differs {
        Verdict::Told
    } else {
        Verdict::Locked
    }
}

fn questions(dossier: &Dossier, item: ItemId, is_here: bool) -> Questions {
    let page = dossier.planned.as_ref().and_then(|version| version.page_path.as_deref());
    let mut questions = Questions::default();
    for (what, path) in LISTS {
        questions.ask(what, path, Must::Silent);
    }
    match item.kind {
        ItemKind::Text => questions.of_text(page, is_here),
        ItemKind::Photo(_) => {
            // Once the text is public its address is no secret.
            let page = page.filter(|_| is_here || dossier.is_public());
            questions.of_photo(&pictures(dossier, item), page);
        }
    }
    questions
}

impl Questions {
    fn ask(&mut self, what: What, path: impl Into<String>, must: Must) {
        self.all.push(Question { what, path: path.into(), must });
    }

    fn of_text(&mut self, page: Option<&str>, is_here: bool) {
        let Some(page) = page else { return };
        if let Some((year, slug)) = page.rsplit_once('/') {
            // It ends in chance, so no other release has it.
            self.marks.push(slug.to_owned());
            self.ask(What::List, year, Must::Silent);
            self.ask(What::List, format!("{year}/"), Must::Silent);
        }
        if is_here {
            self.ask(What::Page, page, Must::Absent);
            for after in ["/", ".json", ".pdf", "?p=1", "/foto/1"] {
                self.ask(What::Neighbour, format!("{page}{after}"), Must::Absent);
            }
            let words = page.rsplit('/').next().unwrap_or_default().replace('-', "+");
            self.ask(What::Search, format!("/?s={words}"), Must::Silent);
        }
    }

    fn of_photo(&mut self, names: &[String], page: Option<&str>) {
        for name in names {
            let path = address::picture_path(name);
            self.ask(What::Picture, &path, Must::PictureAbsent);
            self.ask(What::Neighbour, format!("{path}/"), Must::Absent);
            self.ask(What::Neighbour, format!("{path}?p=1"), Must::PictureAbsent);
            self.ask(What::Neighbour, path.trim_end_matches(".jpg"), Must::Absent);
        }
        self.marks.extend_from_slice(names);
        if let Some(page) = page {
            self.ask(What::Page, page, Must::Silent);
        }
    }
}

/// The names of an item's pictures.
pub(super) fn pictures(dossier: &Dossier, item: ItemId) -> Vec<String> {
    let row = dossier.acknowledged(item);
    let manifest = row.and_then(|row| serde_json::from_str::<Manifest>(&row.prepared.manifest).ok());
    let parts = manifest.map(|manifest| manifest.parts).unwrap_or_default();
    parts
        .into_iter()
        .filter(|part| matches!(part.role, Role::Rendition { .. }))
        .map(|part| part.name)
        .collect()
}

fn holds(body: &[u8], mark: &str) -> bool {
    body.windows(mark.len().max(1)).any(|window| window == mark.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_of_a_newsroom_elsewhere_holds_no_word_of_the_release() {
        let page = "/2023/elbmark-und-bund-ueben-4f1c0a";
        let mut elsewhere = Questions::default();
        elsewhere.of_text(Some(page), false);
        assert_eq!(elsewhere.marks, ["elbmark-und-bund-ueben-4f1c0a"]);
        for word in ["elbmark", "bund", "ueben", "4f1c0a"] {
            assert!(elsewhere.all.iter().all(|question| !question.path.contains(word)), "{word}");
        }
        let mut here = Questions::default();
        here.of_text(Some(page), true);
        assert!(here.all.iter().any(|question| question.path == page && question.must == Must::Absent));
        assert!(here.all.iter().any(|question| question.what == What::Search));
    }

    #[test]
    fn a_list_that_names_it_and_an_address_that_answers_are_the_alarm() {
        let probe = |status, body: &str| Probe {
            status,
            content_type: String::new(),
            cache_control: String::new(),
            etag: String::new(),
            headers: std::collections::BTreeMap::default(),
            sha256: String::new(),
            body: body.into(),
        };
        let never = probe(404, "weg");
        let absence = || Absence::of(&never, &never).expect("absent");
        let absences = Absences { page: absence(), picture: absence() };
        let marks = ["kooperation-4f1c0a".to_owned()];
        let judge = |must, status, body: &str| judge(must, &probe(status, body), &absences, &marks);
        assert_eq!(judge(Must::Silent, 200, "Alte Meldungen"), Verdict::Locked);
        assert_eq!(judge(Must::Silent, 200, "<a href=\"/2023/kooperation-4f1c0a\">"), Verdict::Early);
        assert_eq!(judge(Must::Absent, 404, "weg"), Verdict::Locked);
        assert_eq!(judge(Must::Absent, 200, "weg"), Verdict::Early);
        assert_eq!(judge(Must::Absent, 403, "weg"), Verdict::Told);
        assert_eq!(judge(Must::Absent, 404, "bald"), Verdict::Told);
        assert_eq!(judge(Must::Absent, 503, "weg"), Verdict::Unreachable);
    }
}
