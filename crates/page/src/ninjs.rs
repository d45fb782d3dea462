//! A release for agencies: IPTC ninjs 3.0, of what is public alone.
//!
//! Berichtigen is a new version with an editorial note that begins "Berichtigung:"; Zurückziehen is `canceled` with the
//! officer's sentence, and nothing of the content. Version 3.0 is what every reader of 3.x understands. `base` is the
//! newsroom's own address; where it does not know that, addresses are relative.

use serde::Serialize;
use sperrfrist_release::Language;

use crate::input::{PhotoFile, PublicPhoto, PublicRelease, Site, Withdrawn};
use crate::{prose, words};

const SCHEMA: &str = "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json#";
/// What the newsroom itself says is German.
const LANGUAGE: &str = "de";

/// An object of ninjs; what is empty is left out.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Ninjs {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    standard: Option<Standard>,
    /// Only of an associated object.
    #[serde(skip_serializing_if = "String::is_empty")]
    name: String,
    #[serde(rename = "type")]
    kind: &'static str,
    language: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_created: Option<String>,
    version_created: String,
    pub_status: PubStatus,
    #[serde(skip_serializing_if = "String::is_empty")]
    ed_note: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    headlines: Vec<Words>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    bodies: Vec<Words>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    descriptions: Vec<Words>,
    #[serde(skip_serializing_if = "String::is_empty")]
    by: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    located: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    copyright_notice: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    usage_terms: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    info_sources: Vec<InfoSource>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    renditions: Vec<Rendition>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    associations: Vec<Ninjs>,
}

/// What of ninjs' three the newsroom says; what is withheld is not there.
#[derive(Clone, Copy, Default, Serialize)]
#[serde(rename_all = "lowercase")]
enum PubStatus {
    #[default]
    Usable,
    Canceled,
}

#[derive(Serialize)]
struct Standard {
    name: &'static str,
    version: &'static str,
    schema: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Words {
    role: &'static str,
    content_type: &'static str,
    value: String,
}

#[derive(Serialize)]
struct InfoSource {
    name: String,
    role: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rendition {
    name: &'static str,
    href: String,
    content_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    height: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    size_in_bytes: Option<u64>,
}

/// A release as ninjs, with those photos that are public.
#[must_use]
pub fn ninjs(base: &str, shown: &PublicRelease<'_>) -> String {
    written(&Ninjs { standard: Some(STANDARD), ..text(base, shown) })
}

/// What agencies read of a release that was withdrawn: that it is canceled, and why.
#[must_use]
pub fn ninjs_of_withdrawn(withdrawn: &Withdrawn) -> String {
    written(&Ninjs { standard: Some(STANDARD), ..canceled(withdrawn) })
}

/// Everything public, and what was withdrawn, as one composite object.
#[must_use]
pub fn ninjs_list(
    base: &str,
    site: &Site<'_>,
    releases: &[PublicRelease<'_>],
    withdrawn: &[Withdrawn],
) -> String {
    let changed = releases.iter().map(PublicRelease::updated);
    let changed = changed.chain(withdrawn.iter().map(|withdrawn| withdrawn.at)).max();
    let texts =
        releases.iter().map(|shown| Ninjs { name: shown.release.headline.clone(), ..text(base, shown) });
    let canceled =
        withdrawn.iter().map(|withdrawn| Ninjs { name: "Zurückgezogen".into(), ..canceled(withdrawn) });
    written(&Ninjs {
        uri: urn(site.feed_id),
        standard: Some(STANDARD),
        kind: "composite",
        language: LANGUAGE,
        version_created: words::rfc3339(changed.unwrap_or(site.founded)),
        associations: texts.chain(canceled).collect(),
        ..Ninjs::default()
    })
}

const STANDARD: Standard = Standard { name: "ninjs", version: "3.0", schema: SCHEMA };

fn written(object: &Ninjs) -> String {
    serde_json::to_string_pretty(object).expect("ninjs is plain data")
}

fn text(base: &str, shown: &PublicRelease<'_>) -> Ninjs {
    let release = shown.release;
    let notices = shown.corrections();
    let notes = release.standing_lines.iter().map(|line| line.trim().to_owned());
    let notes = notes.chain(
        notices.iter().map(|correction| format!("Berichtigung: {}", words::stopped(&correction.notice))),
    );
    let notes: Vec<String> = notes.filter(|note| !note.is_empty()).collect();
    let issuer = release.issuer.name.trim();
    Ninjs {
        uri: urn(release.id.0.hyphenated()),
        kind: "text",
        language: release.language.tag(),
        first_created: Some(words::rfc3339(shown.since)),
        version_created: words::rfc3339(shown.updated()),
        ed_note: notes.join(" "),
        headlines: said("main", &release.headline),
        bodies: vec![Words {
            role: "main",
            content_type: "text/html",
            value: prose::html(&release.dateline.words, &release.body),
        }],
        located: release.dateline.place.trim().to_owned(),
        info_sources: (!issuer.is_empty())
            .then(|| InfoSource { name: issuer.to_owned(), role: "issuer" })
            .into_iter()
            .collect(),
        renditions: vec![Rendition {
            name: "page",
            href: format!("{base}{}", shown.path),
            content_type: "text/html",
            width: None,
            height: None,
            size_in_bytes: None,
        }],
        associations: shown.photos.iter().map(|photo| picture(base, release.language, photo)).collect(),
        ..Ninjs::default()
    }
}

fn picture(base: &str, language: Language, public: &PublicPhoto<'_>) -> Ninjs {
    let caption = &public.photo.caption;
    let corrected = public.photo.corrections.iter().map(|correction| correction.at);
    let notes = public.photo.corrections.iter();
    let notes: Vec<String> =
        notes.map(|correction| format!("Berichtigung: {}", words::stopped(&correction.notice))).collect();
    let described = [said("caption", &caption.caption), said("altText", &caption.alt_text)];
    Ninjs {
        uri: urn(public.slot.0.hyphenated()),
        name: format!("foto-{}", public.number),
        kind: "picture",
        language: language.tag(),
        first_created: Some(words::rfc3339(public.since)),
        version_created: words::rfc3339(corrected.fold(public.since, Ord::max)),
        ed_note: notes.join(" "),
        headlines: said("main", &caption.headline),
        descriptions: described.into_iter().flatten().collect(),
        by: caption.creator.trim().to_owned(),
        copyright_notice: caption.copyright.trim().to_owned(),
        usage_terms: caption.usage_terms.trim().to_owned(),
        info_sources: (!caption.credit.trim().is_empty())
            .then(|| InfoSource { name: caption.credit.trim().to_owned(), role: "credit" })
            .into_iter()
            .collect(),
        renditions: public.files.iter().map(|file| rendition(base, file)).collect(),
        ..Ninjs::default()
    }
}

fn rendition(base: &str, file: &PhotoFile) -> Rendition {
    Rendition {
        name: file.name.as_str(),
        href: format!("{base}{}", file.path),
        content_type: "image/jpeg",
        width: Some(file.width),
        height: Some(file.height),
        size_in_bytes: Some(file.bytes),
    }
}

fn canceled(withdrawn: &Withdrawn) -> Ninjs {
    Ninjs {
        uri: urn(withdrawn.release.0.hyphenated()),
        kind: "text",
        language: LANGUAGE,
        version_created: words::rfc3339(withdrawn.at),
        pub_status: PubStatus::Canceled,
        ed_note: withdrawn.sentence.clone(),
        ..Ninjs::default()
    }
}

/// The same name as in the feed.
fn urn(uuid: impl std::fmt::Display) -> String {
    format!("urn:uuid:{uuid}")
}

fn said(role: &'static str, value: &str) -> Vec<Words> {
    let value = value.trim();
    let words = Words { role, content_type: "text/plain", value: value.to_owned() };
    if value.is_empty() { Vec::new() } else { vec![words] }
}
