//! A release for search engines: schema.org's NewsArticle as JSON-LD, of what is public alone.
//!
//! Where the newsroom knows its own address, every address is whole; else they are relative to the page.

use std::collections::BTreeMap;

use minijinja::Value;
use serde_json::{Map, Value as Json, json};
use sperrfrist_release::photo::RenditionName;

use crate::input::{PublicPhoto, PublicRelease};
use crate::words;

/// What stands in a `script` element; no word of it can end that.
pub(crate) fn json_ld(base: &str, shown: &PublicRelease<'_>) -> Value {
    let json = sorted(article(base, shown)).to_string();
    let json = json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
    Value::from_safe_string(json)
}

/// By name, whatever order the build keeps: the same release is the same page everywhere.
fn sorted(value: Json) -> Json {
    match value {
        Json::Object(map) => {
            let map: BTreeMap<String, Json> =
                map.into_iter().map(|(name, value)| (name, sorted(value))).collect();
            Json::Object(map.into_iter().collect())
        }
        Json::Array(values) => values.into_iter().map(sorted).collect(),
        other => other,
    }
}

fn article(base: &str, shown: &PublicRelease<'_>) -> Json {
    let release = shown.release;
    let mut article = json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": format!("urn:uuid:{}", release.id.0.hyphenated()),
        "headline": release.headline,
        "inLanguage": release.language.tag(),
        "url": format!("{base}{}", shown.path),
        "mainEntityOfPage": format!("{base}{}", shown.path),
        "datePublished": words::rfc3339(shown.since),
        "dateModified": words::rfc3339(shown.updated()),
    });
    let mut add = |name: &str, value: Json| {
        if !is_empty(&value) {
            article[name] = value;
        }
    };
    let issuer = said([
        ("name", release.issuer.name.trim()),
        ("url", words::website(&release.issuer.website).as_deref().unwrap_or_default()),
    ]);
    if let Some(mut issuer) = issuer {
        issuer.insert("@type".into(), "Organization".into());
        add("publisher", issuer.clone().into());
        add("author", issuer.into());
    }
    add("image", shown.photos.iter().filter_map(|photo| image(base, photo)).collect());
    let correction = |correction: &&sperrfrist_release::Correction| {
        json!({
            "@type": "CorrectionComment",
            "text": words::stopped(&correction.notice),
            "datePublished": words::rfc3339(correction.at),
        })
    };
    add("correction", shown.corrections().iter().map(correction).collect());
    article
}

fn image(base: &str, public: &PublicPhoto<'_>) -> Option<Json> {
    let file = public.files.iter().find(|file| file.name == RenditionName::Web).or(public.files.first())?;
    let caption = &public.photo.caption;
    let address = format!("{base}{}", file.path);
    let mut image = said([
        ("contentUrl", address.as_str()),
        ("caption", caption.caption.trim()),
        ("creditText", caption.credit.trim()),
        ("copyrightNotice", caption.copyright.trim()),
        ("license", words::safe(&caption.web_statement).as_deref().unwrap_or_default()),
    ])?;
    image.insert("@type".into(), "ImageObject".into());
    image.insert("width".into(), file.width.into());
    image.insert("height".into(), file.height.into());
    if !caption.creator.trim().is_empty() {
        image.insert("creator".into(), json!({ "@type": "Person", "name": caption.creator.trim() }));
    }
    Some(image.into())
}

/// Those that say something; `None` where the first does not.
fn said<const N: usize>(pairs: [(&str, &str); N]) -> Option<Map<String, Json>> {
    if pairs.first().is_none_or(|(_, value)| value.is_empty()) {
        return None;
    }
    let said = pairs.into_iter().filter(|(_, value)| !value.is_empty());
    Some(said.map(|(name, value)| (name.to_owned(), value.into())).collect())
}

fn is_empty(value: &Json) -> bool {
    value.as_array().is_some_and(Vec::is_empty)
}
