//! A release for search engines: schema.org's NewsArticle as JSON-LD, of what is public alone.
//!
//! Where the newsroom knows its own address, every address is whole; else they are relative to the page. Names stand in the
//! order of the alphabet: the same release is the same page everywhere.

use minijinja::Value;
use serde::Serialize;
use sperrfrist_release::photo::RenditionName;

use crate::input::{PublicPhoto, PublicRelease};
use crate::words;

/// What stands in a `script` element; no word of it can end that.
pub(crate) fn json_ld(base: &str, shown: &PublicRelease<'_>) -> Value {
    let json = serde_json::to_string(&Article::of(base, shown)).expect("strings and numbers are JSON");
    let mut safe = String::with_capacity(json.len());
    let mut rest = json.as_str();
    while let Some(at) = memchr::memchr3(b'<', b'>', b'&', rest.as_bytes()) {
        safe.push_str(&rest[..at]);
        safe.push_str(match rest.as_bytes()[at] {
            b'<' => "\\u003c",
            b'>' => "\\u003e",
            _ => "\\u0026",
        });
        rest = &rest[at + 1..];
    }
    safe.push_str(rest);
    Value::from_safe_string(safe)
}

#[derive(Serialize)]
struct Article<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Organization<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    correction: Vec<CorrectionComment>,
    #[serde(rename = "dateModified")]
    modified: String,
    #[serde(rename = "datePublished")]
    published: String,
    headline: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    image: Vec<ImageObject<'a>>,
    #[serde(rename = "inLanguage")]
    language: &'static str,
    #[serde(rename = "mainEntityOfPage")]
    page: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Organization<'a>>,
    url: String,
}

#[derive(Clone, Serialize)]
struct Organization<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct Person<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
}

#[derive(Serialize)]
struct CorrectionComment {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "datePublished")]
    published: String,
    text: String,
}

#[derive(Serialize)]
struct ImageObject<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    caption: &'a str,
    #[serde(rename = "contentUrl")]
    url: String,
    #[serde(rename = "copyrightNotice", skip_serializing_if = "str::is_empty")]
    copyright: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<Person<'a>>,
    #[serde(rename = "creditText", skip_serializing_if = "str::is_empty")]
    credit: &'a str,
    height: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<String>,
    width: u32,
}

impl<'a> Article<'a> {
    fn of(base: &str, shown: &'a PublicRelease<'_>) -> Self {
        let release = shown.release;
        let name = release.issuer.name.trim();
        let issuer = (!name.is_empty()).then(|| Organization {
            kind: "Organization",
            name,
            url: words::website(&release.issuer.website),
        });
        let correction = |correction: &sperrfrist_release::Correction| CorrectionComment {
            kind: "CorrectionComment",
            published: words::rfc3339(correction.at),
            text: words::stopped(&correction.notice),
        };
        Self {
            context: "https://schema.org",
            id: format!("urn:uuid:{}", release.id.0.hyphenated()),
            kind: "NewsArticle",
            author: issuer.clone(),
            correction: shown.corrections().iter().map(|of| correction(of)).collect(),
            modified: words::rfc3339(shown.updated()),
            published: words::rfc3339(shown.since),
            headline: &release.headline,
            image: shown.photos.iter().filter_map(|photo| ImageObject::of(base, photo)).collect(),
            language: release.language.tag(),
            page: format!("{base}{}", shown.path),
            publisher: issuer,
            url: format!("{base}{}", shown.path),
        }
    }
}

impl<'a> ImageObject<'a> {
    fn of(base: &str, public: &'a PublicPhoto<'_>) -> Option<Self> {
        let web = public.files.iter().find(|file| file.name == RenditionName::Web);
        let file = web.or(public.files.first())?;
        let caption = &public.photo.caption;
        let creator = caption.creator.trim();
        Some(Self {
            kind: "ImageObject",
            caption: caption.caption.trim(),
            url: format!("{base}{}", file.path),
            copyright: caption.copyright.trim(),
            creator: (!creator.is_empty()).then_some(Person { kind: "Person", name: creator }),
            credit: caption.credit.trim(),
            height: file.height,
            license: words::safe(&caption.web_statement).filter(|address| !address.is_empty()),
            width: file.width,
        })
    }
}
