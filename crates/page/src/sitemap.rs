//! What search engines are told is there (sitemaps.org, protocol 0.9), and where to look (RFC 9309).

use std::collections::BTreeSet;

use crate::input::PublicRelease;
use crate::{prose, words};

/// The most addresses of a sitemap.
const MOST: usize = 50_000;

/// Every public page with its last change. `address` is the newsroom's own.
#[must_use]
pub(crate) fn sitemap(address: &str, pages: &[&str], releases: &[PublicRelease<'_>]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let years: BTreeSet<&str> = releases.iter().map(PublicRelease::year).collect();
    let lists = std::iter::once("/".to_owned()).chain(years.into_iter().rev().map(|year| format!("/{year}")));
    let plain = lists.chain(pages.iter().map(|page| (*page).to_owned())).map(|path| (path, None));
    let shown = releases.iter().flat_map(|shown| {
        let photos = shown.photos.iter().map(|photo| (photo.path.to_owned(), Some(photo.since)));
        std::iter::once((shown.path.to_owned(), Some(shown.updated()))).chain(photos)
    });
    for (path, changed) in plain.chain(shown).take(MOST) {
        out.push_str("<url><loc>");
        prose::escape(&format!("{address}{path}"), &mut out);
        out.push_str("</loc>");
        if let Some(changed) = changed {
            out.push_str(&format!("<lastmod>{}</lastmod>", words::rfc3339(changed)));
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    words::printable(out)
}

/// The same at any time: it names no page but the search, whose answers nobody wants to find.
#[must_use]
pub(crate) fn robots(address: &str) -> String {
    let rules = "User-agent: *\nDisallow: /suche\n";
    if address.is_empty() { rules.into() } else { format!("{rules}\nSitemap: {address}/sitemap.xml\n") }
}
