//! The templates, and one function per page.

use std::borrow::Cow;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, Output, State, UndefinedBehavior, Value, context, escape_formatter};
use serde::Serialize;
use sperrfrist_release::{Language, address};

use crate::aside::{contact, places};
use crate::asset::media_type_of;
use crate::card::Card;
use crate::feed::{DeletedEntry, FeedEntry};
use crate::figure::{Figure, Particulars, slots};
use crate::identity::{Room, lines};
use crate::input::{Part, PublicPhoto, PublicRelease, Site, Withdrawn, Years};
use crate::view::{Article, Entry, Line, Pdf, links};
use crate::{ASSETS, Asset, Identity, PageError, article, prose, sitemap, words};

macro_rules! template {
    ($name:literal) => {
        ($name, include_str!(concat!("../../../assets/newsroom/vorlagen/", $name)))
    };
}

const TEMPLATES: &[(&str, &str)] = &[
    template!("layout.html"),
    template!("bausteine.html"),
    template!("liste.html"),
    template!("meldung.html"),
    template!("foto.html"),
    template!("haus.html"),
    template!("nicht-gefunden.html"),
    template!("zurueckgezogen.html"),
    template!("feed.xml"),
];

/// The look of the newsroom. Whatever a template prints is escaped, unless this crate wrote it as HTML.
#[derive(Debug)]
pub struct Theme {
    environment: Environment<'static>,
    assets: Vec<Asset>,
    identity: Identity,
    /// The fixed words of each language as templates read them, made once: a page needs a few dozen of them.
    words: Vec<(Language, Value)>,
}

/// A file of a theme that takes the place of a built-in one, or is a picture or a font of its own.
#[derive(Debug, Clone)]
pub struct ThemeFile {
    /// Within the theme, with slashes: `vorlagen/liste.html`, `stil.css`, `bilder/wappen.svg`.
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Theme {
    /// The theme that is built in.
    ///
    /// # Errors
    /// [`PageError`] for a template that does not parse.
    pub fn new() -> Result<Self, PageError> {
        Self::of(Identity::default(), Vec::new())
    }

    /// The built-in theme with these files in the place of its own. Every page is put together once, so that a fault
    /// shows before anybody asks for it.
    ///
    /// # Errors
    /// [`PageError`], with the file and the line.
    pub fn with(identity: Identity, files: Vec<ThemeFile>) -> Result<Self, PageError> {
        let theme = Self::of(identity, files)?;
        theme.prove()?;
        Ok(theme)
    }

    fn of(identity: Identity, files: Vec<ThemeFile>) -> Result<Self, PageError> {
        let mut environment = environment(TEMPLATES)?;
        let mut assets = ASSETS.to_vec();
        for ThemeFile { name, bytes } in files {
            if let Some(template) = name.strip_prefix("vorlagen/") {
                if !TEMPLATES.iter().any(|(known, _)| *known == template) {
                    return Err(PageError::Stranger { file: name });
                }
                let template = template.to_owned();
                let source = String::from_utf8(bytes).map_err(|_| PageError::NotText { file: name })?;
                environment.add_template_owned(template, source)?;
                continue;
            }
            let path = format!("/{name}");
            if let Some(asset) = assets.iter_mut().find(|asset| asset.path == path) {
                asset.bytes = Cow::Owned(bytes);
            } else if let Some(media_type) = media_type_of(&name) {
                assets.push(Asset { path: Cow::Owned(path), media_type, bytes: Cow::Owned(bytes) });
            } else {
                return Err(PageError::Stranger { file: name });
            }
        }
        let ways = identity.ways();
        let (contact, foot): (Vec<_>, Vec<_>) = ways.into_iter().partition(|way| way.path == "/kontakt");
        // What every page is given.
        environment.add_global("base", identity.address.as_str());
        environment.add_global("official", identity.official.trim());
        environment.add_global("contact_way", given(contact.into_iter().next()));
        environment.add_global("ways", given(foot));
        // The newsroom itself is German; the pages of a release say these anew.
        environment.add_global("lang", Language::German.tag());
        environment.add_global("say", given(Language::German.words()));
        let words = Language::ALL.iter().map(|language| (*language, given(language.words()))).collect();
        Ok(Self { environment, assets, identity, words })
    }

    /// The files that pages refer to.
    #[must_use]
    pub fn assets(&self) -> &[Asset] {
        &self.assets
    }

    /// What the house says of itself.
    #[must_use]
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// A list of what is public, in the order given.
    ///
    /// # Errors
    /// [`PageError`] for a damaged template, here and below.
    pub fn list(
        &self,
        site: &Site<'_>,
        part: Part<'_>,
        years: &Years,
        releases: &[PublicRelease<'_>],
    ) -> Result<String, PageError> {
        let (here, heading, path, query, year, found) = match part {
            Part::Newest => ("list", "Medieninformationen".to_owned(), "/".to_owned(), None, None, 0),
            Part::Year(year) => {
                ("year", format!("Medieninformationen {year}"), format!("/{year}"), None, Some(year), 0)
            }
            Part::Search { words, year, found } => {
                ("search", "Suche".to_owned(), "/suche".to_owned(), Some(words.trim()), year, found)
            }
        };
        let page = context! {
            site => self.name(site), here, query, year, years, found,
            // Nobody passes the answer to a search on.
            card => given(query.is_none().then(|| Card::of_list(&heading, &path))),
            heading,
            issuer => given(releases.first().and_then(issuer)),
            releases => given(releases.iter().map(Entry::of).collect::<Vec<_>>()),
        };
        self.render("liste.html", page)
    }

    /// The page of a release.
    ///
    /// # Errors
    /// [`PageError`].
    pub fn release(&self, site: &Site<'_>, shown: &PublicRelease<'_>) -> Result<String, PageError> {
        let (release, say) = (shown.release, shown.words());
        let label = release.links_label.trim().trim_end_matches(':');
        let page = context! {
            lang => release.language.tag(), say => self.words(release.language), kind => say.kind(release.kind),
            site => self.name(site), here => "release",
            card => given(Card::of_release(shown)),
            issuer => given(issuer(shown)),
            release => given(Article::of(shown)),
            slots => given(slots(shown)),
            many_photos => shown.photos.len() > 1,
            pdf => given(shown.pdf.as_ref().map(|file| Pdf::of(file, say))),
            links => given(links(shown)),
            links_label => if label.is_empty() { say.links } else { label },
            contact => given(contact(release)),
            places => given(places(release)),
            ninjs => address::ninjs_path(shown.path),
            json_ld => article::json_ld(&self.identity.address, shown),
        };
        self.render("meldung.html", page)
    }

    /// The page of a photo, with its files to fetch. `None` for a photo without a picture.
    ///
    /// # Errors
    /// [`PageError`].
    pub fn photo(
        &self,
        site: &Site<'_>,
        shown: &PublicRelease<'_>,
        photo: &PublicPhoto<'_>,
    ) -> Result<Option<String>, PageError> {
        let Some(figure) = Figure::of(shown, photo) else { return Ok(None) };
        let language = shown.release.language;
        let particulars = Particulars::of(shown, photo);
        let page = context! {
            lang => language.tag(), say => self.words(language),
            site => self.name(site), here => "photo",
            card => given(Card::of_photo(photo, &figure, &particulars)),
            issuer => given(issuer(shown)),
            release => given(Article::of(shown)),
            photo => given(figure),
            particulars => given(particulars),
        };
        self.render("foto.html", page).map(Some)
    }

    /// The pages of the house (contact, imprint, accessibility statement) that are here, by their paths.
    ///
    /// # Errors
    /// [`PageError`].
    pub fn pages_of_the_house(&self) -> Result<Vec<(&'static str, String)>, PageError> {
        let page = |(room, paragraphs): (&'static Room, &[String])| {
            Ok((room.path, self.page_of_the_house(room.path, room.heading, paragraphs)?))
        };
        self.identity.pages().map(page).collect()
    }

    pub(crate) fn page_of_the_house(
        &self,
        path: &str,
        heading: &str,
        paragraphs: &[String],
    ) -> Result<String, PageError> {
        let paragraphs: Vec<Vec<Line>> = paragraphs.iter().map(|text| lines(text)).collect();
        let page = context! { site => self.identity.name.trim(), here => path, heading, paragraphs => given(paragraphs) };
        self.render("haus.html", page)
    }

    /// The page for an address without anything. It depends on nothing that is published, so it can give nothing away.
    ///
    /// # Errors
    /// [`PageError`].
    pub fn not_found(&self) -> Result<String, PageError> {
        self.render("nicht-gefunden.html", context! { site => self.identity.name.trim(), here => "nothing" })
    }

    /// The page at the former address of a release that was withdrawn: the officer's sentence, when it was, and nothing of
    /// what was there.
    ///
    /// # Errors
    /// [`PageError`].
    pub fn withdrawn(&self, withdrawn: &Withdrawn) -> Result<String, PageError> {
        let sentence = withdrawn.sentence.trim();
        // The heading says it already.
        let is_heading = sentence.trim_end_matches('.') == "Diese Medieninformation wurde zurückgezogen";
        let page = context! {
            site => self.identity.name.trim(), here => "withdrawn",
            sentence => if is_heading { "" } else { sentence },
            datetime => words::rfc3339(withdrawn.at),
            moment => words::moment(Language::German.words(), withdrawn.at),
        };
        self.render("zurueckgezogen.html", page)
    }

    /// The feed (RFC 4287), in the order given, with a tombstone for each release that was withdrawn (RFC 6721).
    /// Without an address of the newsroom references are relative to the feed's (RFC 3986, 5).
    ///
    /// # Errors
    /// [`PageError`].
    pub fn feed(
        &self,
        site: &Site<'_>,
        releases: &[PublicRelease<'_>],
        withdrawn: &[Withdrawn],
    ) -> Result<String, PageError> {
        let entries = given(releases.iter().map(FeedEntry::of).collect::<Vec<_>>());
        let deleted = given(withdrawn.iter().map(DeletedEntry::of).collect::<Vec<_>>());
        let changed = releases.iter().map(PublicRelease::updated);
        let changed = changed.chain(withdrawn.iter().map(|withdrawn| withdrawn.at)).max();
        let updated = words::rfc3339(changed.unwrap_or(site.founded));
        let feed = context! { site => self.name(site), feed_id => site.feed_id, updated, entries, deleted };
        self.render("feed.xml", feed)
    }

    /// The sitemap; `None` where the newsroom does not know its own address, which every line of it needs.
    #[must_use]
    pub fn sitemap(&self, releases: &[PublicRelease<'_>]) -> Option<String> {
        let address = self.identity.address.as_str();
        let pages: Vec<&str> = self.identity.pages().map(|(room, _)| room.path).collect();
        (!address.is_empty()).then(|| sitemap::sitemap(address, &pages, releases))
    }

    /// What robots may do.
    #[must_use]
    pub fn robots(&self) -> String {
        sitemap::robots(&self.identity.address)
    }

    fn words(&self, language: Language) -> Value {
        let made = self.words.iter().find(|(known, _)| *known == language);
        made.map_or_else(|| given(language.words()), |(_, words)| words.clone())
    }

    fn name<'a>(&'a self, site: &Site<'a>) -> &'a str {
        match self.identity.name.trim() {
            "" => site.name,
            name => name,
        }
    }

    fn render(&self, template: &str, page: Value) -> Result<String, PageError> {
        Ok(words::printable(self.environment.get_template(template)?.render(page)?))
    }
}

/// An engine with these templates. Whatever they print is escaped.
pub(crate) fn environment(
    templates: &'static [(&'static str, &'static str)],
) -> Result<Environment<'static>, PageError> {
    let mut environment = Environment::new();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).keep_trailing_newline(true).build()?);
    environment.set_formatter(write_escaped);
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    for (name, source) in templates {
        environment.add_template(name, source)?;
    }
    Ok(environment)
}

/// Escapes for HTML and XML alike. The engine's own escaping would also write every slash as an entity.
fn write_escaped(
    out: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), minijinja::Error> {
    if value.is_safe() {
        return match value.as_str() {
            Some(html) => out.write_str(html).map_err(minijinja::Error::from),
            None => escape_formatter(out, state, value),
        };
    }
    if value.is_undefined() || value.is_none() {
        return Ok(());
    }
    let written = match value.as_str() {
        Some(text) if prose::first_escaped(text.as_bytes()).is_none() => out.write_str(text),
        Some(text) => out.write_str(&prose::escaped(text)),
        None => out.write_str(&prose::escaped(&value.to_string())),
    };
    written.map_err(minijinja::Error::from)
}

fn given(view: impl Serialize) -> Value {
    Value::from(Serde(view))
}

/// The issuer, with its website where it has one.
fn issuer(shown: &PublicRelease<'_>) -> Option<Line> {
    let issuer = &shown.release.issuer;
    let name = issuer.name.trim();
    (!name.is_empty()).then(|| Line { href: words::website(&issuer.website), ..Line::plain(name) })
}
