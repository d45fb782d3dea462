//! What the templates are given: strings ready to be escaped, and nothing they could decide by themselves.

use minijinja::Value;
use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};
use sperrfrist_release::document::LinkTarget;
use sperrfrist_release::{Correction, FixedWords, Language};

use crate::figure::{Figure, PendingOrFigure, photo_added, slots};
use crate::input::{PdfFile, PublicRelease, PublicVersion};
use crate::{prose, words};

/// The text of a release on its own page.
#[derive(Serialize)]
pub(crate) struct Article {
    /// Its language (BCP 47).
    pub lang: &'static str,
    pub versions: Vec<Version>,
    pub path: String,
    pub headline: String,
    pub crumb: String,
    pub year: String,
    pub datetime: String,
    pub full_time: String,
    /// "Bild ergänzt 17:30 Uhr", where a photo followed the text.
    pub photo_added: Option<String>,
    pub corrections: Vec<Corrected>,
    pub standing_lines: Vec<String>,
    pub prose: Value,
}

/// The way to the same in another language.
#[derive(Serialize)]
pub(crate) struct Version {
    pub path: String,
    /// As [`Article::lang`].
    pub lang: &'static str,
    /// The language in itself.
    pub name: &'static str,
}

impl Version {
    fn all_of(shown: &PublicRelease<'_>) -> Vec<Self> {
        let version = |version: &PublicVersion<'_>| Self {
            path: version.path.into(),
            lang: version.language.tag(),
            name: version.language.name(),
        };
        shown.versions.iter().map(version).collect()
    }
}

/// What was corrected, and when.
#[derive(Serialize)]
pub(crate) struct Corrected {
    /// Before the moment: "Korrigiert am".
    pub label: &'static str,
    pub datetime: String,
    pub moment: String,
    /// A sentence, or part of one, that ends in a full stop.
    pub notice: String,
}

/// The letterhead PDF to be fetched.
#[derive(Serialize)]
pub(crate) struct Pdf {
    pub path: String,
    pub size: Option<String>,
}

impl Pdf {
    pub(crate) fn of(file: &PdfFile, say: &FixedWords) -> Self {
        Self { path: file.path.clone(), size: file.bytes.map(|bytes| say.size(bytes)) }
    }
}

/// A line of a list.
#[derive(Serialize)]
pub(crate) struct Entry {
    pub path: String,
    /// As [`Article::lang`].
    pub lang: &'static str,
    pub versions: Vec<Version>,
    pub headline: String,
    pub teaser: String,
    pub datetime: String,
    pub day: String,
    pub hour: String,
    pub thumb: Option<Figure>,
    pub pending: Option<String>,
}

/// A text that may lead somewhere. Templates find it whole as `html` too: a macro for each of a page's many lines would cost
/// more than all else on it.
#[derive(Debug, Default)]
pub(crate) struct Line {
    pub label: String,
    pub href: Option<String>,
    /// Text before and after it, outside the link; templates find it in `html` alone.
    pub before: String,
    pub after: String,
    /// What the officer says while the target is not public.
    pub pending: Option<String>,
}

impl Line {
    pub(crate) fn plain(label: impl Into<String>) -> Self {
        Self { label: label.into(), ..Self::default() }
    }
}

impl Line {
    fn html(&self) -> String {
        // With room for the elements and what is escaped.
        let words = [&self.before, self.href.as_ref().unwrap_or(&self.label), &self.label, &self.after];
        let mut out = String::with_capacity(words.iter().map(|words| words.len()).sum::<usize>() + 32);
        if !self.before.is_empty() {
            prose::escape(&self.before, &mut out);
            out.push(' ');
        }
        match &self.href {
            Some(href) => {
                out.push_str("<a href=\"");
                prose::escape(href, &mut out);
                out.push_str("\">");
                prose::escape(&self.label, &mut out);
                out.push_str("</a>");
            }
            None => prose::escape(&self.label, &mut out),
        }
        prose::escape(&self.after, &mut out);
        out
    }
}

impl Serialize for Line {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut line = serializer.serialize_struct("Line", 4)?;
        line.serialize_field("label", &self.label)?;
        line.serialize_field("href", &self.href)?;
        line.serialize_field("pending", &self.pending)?;
        line.serialize_field("html", &Value::from_safe_string(self.html()))?;
        line.end()
    }
}

impl Article {
    pub(crate) fn of(shown: &PublicRelease<'_>) -> Self {
        let (release, say) = (shown.release, shown.words());
        Self {
            lang: release.language.tag(),
            versions: Version::all_of(shown),
            path: shown.path.into(),
            headline: release.headline.clone(),
            crumb: crumb(shown),
            year: shown.year().into(),
            datetime: words::rfc3339(shown.since),
            full_time: words::full_time(say, shown.since),
            photo_added: photo_added(shown),
            corrections: corrected(say, shown.corrections()),
            standing_lines: release.standing_lines.clone(),
            prose: Value::from_safe_string(prose::html(&release.dateline.words, &release.body)),
        }
    }
}

impl Entry {
    pub(crate) fn of(shown: &PublicRelease<'_>) -> Self {
        // The list is the newsroom's own and German, whatever is in it.
        let (day, hour) = words::day_and_hour(Language::German.words(), shown.since);
        let mut slots = slots(shown);
        // A picture says more than the promise of one.
        slots.sort_by_key(|slot| matches!(slot, PendingOrFigure { photo: None, .. }));
        let first = slots.into_iter().next();
        let (thumb, pending) = match first {
            Some(PendingOrFigure { photo: Some(photo), .. }) => (Some(photo), None),
            Some(PendingOrFigure { pending, .. }) => (None, pending),
            None => (None, None),
        };
        Self {
            path: shown.path.into(),
            lang: shown.release.language.tag(),
            versions: Version::all_of(shown),
            headline: shown.release.headline.clone(),
            teaser: prose::teaser(&shown.release.body),
            datetime: words::rfc3339(shown.since),
            day,
            hour,
            thumb,
            pending,
        }
    }
}

/// The links below the text. One to a photo leads there only once the photo is public.
pub(crate) fn links(shown: &PublicRelease<'_>) -> Vec<Line> {
    let release = shown.release;
    let line = |link: &sperrfrist_release::document::Link| {
        let mut line = Line::plain(&link.label);
        match &link.target {
            LinkTarget::Address { href } => line.href = words::safe(href),
            LinkTarget::Photo { slot } => match shown.photo_of(*slot) {
                Some(photo) => line.href = Some(photo.path.into()),
                None => {
                    line.pending = release.slot(*slot).map(|slot| slot.pending_words.clone());
                    line.pending = line.pending.filter(|words| !words.trim().is_empty());
                }
            },
            LinkTarget::Missing => {}
        }
        line
    };
    release.links.iter().filter(|link| !link.label.trim().is_empty()).map(line).collect()
}

/// As the page says it: "Korrigiert am 21.11.2023, 17:06 Uhr: Name im 2. Absatz."
pub(crate) fn corrected<'a>(
    say: &FixedWords,
    corrections: impl IntoIterator<Item = &'a Correction>,
) -> Vec<Corrected> {
    let of = |correction: &Correction| Corrected {
        label: say.corrected,
        datetime: words::rfc3339(correction.at),
        moment: words::moment(say, correction.at),
        notice: words::stopped(&correction.notice),
    };
    corrections.into_iter().map(of).collect()
}

impl std::fmt::Display for Corrected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}: {}", self.label, self.moment, self.notice)
    }
}

fn crumb(shown: &PublicRelease<'_>) -> String {
    let say = shown.words();
    let kind = shown.release.kind_label.trim();
    let kind = if kind.is_empty() { say.kind(shown.release.kind) } else { kind };
    format!("{kind} {} {}", say.dated, (say.calendar.date)(words::day(shown.since)))
}
