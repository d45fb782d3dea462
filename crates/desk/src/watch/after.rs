//! The reading back after an item's time: whether it is there from outside, and as planned.

use sperrfrist_channels::Prober;
use sperrfrist_release::photo::Rendition;
use sperrfrist_release::{Release, address};
use sperrfrist_seal::{ItemId, ItemKind};

use super::before::pictures;
use crate::desk::Desk;
use crate::dossier::Dossier;
use crate::view::{Asked, Verdict, What};

/// What one reading back saw.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    pub asked: Vec<Asked>,
    pub verdict: Verdict,
    /// SHA-256 of the page, or of the first picture.
    pub sha256: Option<String>,
}

impl Desk {
    /// Reads an item back. Its address is asked for only when the newsroom's own clock says that its time has come:
    /// it may hold words.
    pub(super) fn read_back(&self, prober: &Prober, dossier: &Dossier, item: ItemId, is_time: bool) -> Seen {
        let nothing = || Seen { asked: Vec::new(), verdict: Verdict::Unreachable, sha256: None };
        let Some(version) = &dossier.planned else { return nothing() };
        match item.kind {
            ItemKind::Text => {
                let may_name = is_time || self.publishes_itself();
                let Some(path) = version.page_path.as_deref().filter(|_| may_name) else { return nothing() };
                let says = |body: &[u8], _: &str| says(body, &version.frozen);
                self.read(prober, [(What::Page, path.to_owned())], says)
            }
            ItemKind::Photo(slot) => {
                let photo = version.frozen.slot(slot).and_then(|slot| slot.photo.as_ref());
                let made = photo.map(|photo| photo.renditions.as_slice()).unwrap_or_default();
                let planned =
                    |sha256: &str| made.iter().any(|rendition: &Rendition| rendition.sha256 == sha256);
                let paths = pictures(dossier, item).into_iter();
                let paths = paths.map(|name| (What::Picture, address::picture_path(&name)));
                self.read(prober, paths, |_, sha256| planned(sha256))
            }
        }
    }

    fn read(
        &self,
        prober: &Prober,
        paths: impl IntoIterator<Item = (What, String)>,
        is_as_planned: impl Fn(&[u8], &str) -> bool,
    ) -> Seen {
        let mut asked = Vec::new();
        let mut first = None;
        for (what, path) in paths {
            let answer = prober.fetch(&self.public(&path));
            let (status, verdict) = match &answer {
                Err(_) => (None, Verdict::Unreachable),
                Ok(probe) if probe.is_public() => {
                    first.get_or_insert_with(|| probe.sha256.clone());
                    let as_planned = is_as_planned(&probe.body, &probe.sha256);
                    (Some(probe.status), if as_planned { Verdict::Matches } else { Verdict::Differs })
                }
                Ok(probe) => (Some(probe.status), Verdict::Missing),
            };
            asked.push(Asked { what, url: self.public(&path), status, verdict });
            if matches!(verdict, Verdict::Missing | Verdict::Unreachable) {
                break;
            }
        }
        let found = |verdict| asked.iter().any(|asked: &Asked| asked.verdict == verdict);
        let gravest =
            [Verdict::Unreachable, Verdict::Missing, Verdict::Differs].into_iter().find(|one| found(*one));
        let verdict = gravest.unwrap_or(if asked.is_empty() { Verdict::Missing } else { Verdict::Matches });
        Seen { asked, verdict, sha256: first }
    }
}

/// Whether a page says what was planned: its headline and every paragraph, word by word.
fn says(html: &[u8], release: &Release) -> bool {
    let page = words(&text(&String::from_utf8_lossy(html)));
    let paragraphs = release.body.content.iter().map(|block| {
        let runs: String = block.runs().map(|run| run.text.as_str()).collect();
        words(&runs)
    });
    page.contains(&words(&release.headline))
        && paragraphs.into_iter().all(|paragraph| page.contains(&paragraph))
}

/// The text of a page without its tags.
fn text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut is_tag = false;
    for c in html.chars() {
        match c {
            '<' => is_tag = true,
            '>' if is_tag => is_tag = false,
            c if !is_tag => text.push(c),
            _ => {}
        }
    }
    // The ampersand last, so that what was one stays one.
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&#x2f;", "/"),
        ("&amp;", "&"),
    ]
    .into_iter()
    .fold(text, |text, (written, meant)| text.replace(written, meant))
}

/// The letters and digits alone: how a page is set is not what it says.
fn words(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sperrfrist_release::body::Block;
    use sperrfrist_release::{Body, ReleaseId};

    #[test]
    fn a_page_says_the_words_however_they_are_set() {
        let release = Release {
            headline: "Bund & Länder".into(),
            body: Body::of(vec![Block::paragraph("Um 17\u{a0}Uhr."), Block::paragraph("»Gut«, sagte er.")]),
            ..Release::blank(ReleaseId::random())
        };
        let page = "<h1>Bund &amp; Länder</h1><p>Um <b>17</b> Uhr.</p><p>„Gut“, sagte er.</p>";
        assert!(says(page.as_bytes(), &release));
        assert!(!says(page.replace("17", "18").as_bytes(), &release));
        assert!(!says(page.replace("Länder", "Länger").as_bytes(), &release));
    }
}
