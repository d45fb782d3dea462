//! The templates, and one function per page.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, Output, State, UndefinedBehavior, Value, context, escape_formatter};
use serde::Serialize;
use sperrfrist_release::address;

use crate::aside::{contact, places};
use crate::feed::{DeletedEntry, FeedEntry};
use crate::figure::{Figure, slots};
use crate::input::{PublicPhoto, PublicRelease, Site, Withdrawn};
use crate::view::{Article, Entry, Line, links};
use crate::{PageError, article, prose, words};

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
    template!("nicht-gefunden.html"),
    template!("zurueckgezogen.html"),
    template!("feed.xml"),
];

/// The look of the newsroom. Whatever a template prints is escaped, unless this crate wrote it as HTML.
#[derive(Debug)]
pub struct Theme {
    environment: Environment<'static>,
}

impl Theme {
    /// The theme that is built in.
    ///
    /// # Errors
    /// [`PageError`] for a template that does not parse.
    pub fn new() -> Result<Self, PageError> {
        let mut environment = Environment::new();
        environment
            .set_syntax(SyntaxConfig::builder().trim_blocks(true).keep_trailing_newline(true).build()?);
        environment.set_formatter(write_escaped);
        environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
        for (name, source) in TEMPLATES {
            environment.add_template(name, source)?;
        }
        Ok(Self { environment })
    }

    /// The list of what is public, in the order given.
    ///
    /// # Errors
    /// [`PageError`] for a damaged template, here and below.
    pub fn list(&self, site: &Site<'_>, releases: &[PublicRelease<'_>]) -> Result<String, PageError> {
        let entries = given(releases.iter().map(Entry::of).collect::<Vec<_>>());
        let imprint = given(releases.first().and_then(imprint));
        self.render(
            "liste.html",
            context! { site => site.name, here => "list", imprint, releases => entries },
        )
    }

    /// The page of a release.
    ///
    /// # Errors
    /// [`PageError`].
    pub fn release(&self, site: &Site<'_>, shown: &PublicRelease<'_>) -> Result<String, PageError> {
        let release = shown.release;
        let label = release.links_label.trim().trim_end_matches(':');
        let page = context! {
            site => site.name,
            here => "release",
            imprint => given(imprint(shown)),
            release => given(Article::of(shown)),
            slots => given(slots(shown)),
            many_photos => shown.photos.len() > 1,
            links => given(links(shown)),
            links_label => if label.is_empty() { "Links" } else { label },
            contact => given(contact(release)),
            places => given(places(release)),
            ninjs => address::ninjs_path(shown.path),
            json_ld => article::json_ld(shown),
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
        let page = context! {
            site => site.name,
            here => "photo",
            imprint => given(imprint(shown)),
            release => given(Article::of(shown)),
            photo => given(figure),
        };
        self.render("foto.html", page).map(Some)
    }

    /// The page for an address without anything. It depends on nothing, so it can give nothing away.
    ///
    /// # Errors
    /// [`PageError`].
    pub fn not_found(&self) -> Result<String, PageError> {
        self.render(
            "nicht-gefunden.html",
            context! { site => "", here => "", imprint => given(None::<Line>) },
        )
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
            site => "",
            here => "withdrawn",
            imprint => given(None::<Line>),
            sentence => if is_heading { "" } else { sentence },
            datetime => words::rfc3339(withdrawn.at),
            moment => words::moment(withdrawn.at),
        };
        self.render("zurueckgezogen.html", page)
    }

    /// The feed (RFC 4287), in the order given, with a tombstone for each release that was withdrawn (RFC 6721).
    /// References are relative to the feed's address (RFC 3986, 5).
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
        let feed = context! { site => site.name, feed_id => site.feed_id, updated, entries, deleted };
        self.render("feed.xml", feed)
    }

    fn render(&self, name: &str, page: Value) -> Result<String, PageError> {
        Ok(words::printable(&self.environment.get_template(name)?.render(page)?))
    }
}

/// Escapes for HTML and XML alike. The engine's own escaping would also write every slash as an entity.
fn write_escaped(
    out: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), minijinja::Error> {
    if value.is_safe() {
        return escape_formatter(out, state, value);
    }
    let text = if value.is_undefined() || value.is_none() { String::new() } else { value.to_string() };
    let mut escaped = String::with_capacity(text.len());
    prose::escape(&text, &mut escaped);
    out.write_str(&escaped).map_err(minijinja::Error::from)
}

fn given(view: impl Serialize) -> Value {
    Value::from(Serde(view))
}

/// The issuer, with its website where it has one.
fn imprint(shown: &PublicRelease<'_>) -> Option<Line> {
    let issuer = &shown.release.issuer;
    let name = issuer.name.trim();
    (!name.is_empty()).then(|| Line { href: words::website(&issuer.website), ..Line::plain(name) })
}
