//! A letterhead as its maker writes it: TOML, with the logo in a file beside it. What is wrong in it is named with
//! line and column, and with what would be right.

use serde::{Deserialize, Deserializer};
use sperrfrist_release::document::{Contact, Issuer};
use toml::Spanned;

use super::contrast::{LEAST, WHITE, contrast};
use super::{Colour, Colours, Column, Fonts, Letterhead, Logo, PageFormat, PageSize, Paint, SidePlace};
use crate::finding::{Finding, Place};
use crate::picture::{Picture, PictureFault};
use crate::words;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    issuer: Issuer,
    #[serde(default)]
    contact: Contact,
    logo: Option<WrittenLogo>,
    #[serde(default)]
    wordmark: Vec<String>,
    #[serde(default)]
    colours: WrittenColours,
    #[serde(default)]
    fonts: Fonts,
    #[serde(default)]
    column: WrittenColumn,
    #[serde(default)]
    page: WrittenPage,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenLogo {
    file: Spanned<String>,
    alt: Spanned<String>,
    height: Option<Spanned<f64>>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct WrittenColours {
    accent: Option<Spanned<Colour>>,
    ink: Option<Spanned<Colour>>,
    muted: Option<Spanned<Colour>>,
    embargo: Option<Spanned<Colour>>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct WrittenColumn {
    place: Option<SidePlace>,
    width: Option<Spanned<f64>>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct WrittenPage {
    size: Option<PageSize>,
    bar: Option<Paint>,
    left: Option<Spanned<f64>>,
    right: Option<Spanned<f64>>,
}

impl<'de> Deserialize<'de> for Colour {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii());
        let part = |at: usize| digits.and_then(|digits| u8::from_str_radix(&digits[at..at + 2], 16).ok());
        match (part(0), part(2), part(4)) {
            (Some(red), Some(green), Some(blue)) if !text.contains('+') => Ok(Self([red, green, blue])),
            _ => Err(serde::de::Error::custom(NO_COLOUR)),
        }
    }
}

const NO_COLOUR: &str = "no colour";

/// The text, and what was found in it.
struct Reading<'a> {
    text: &'a str,
    findings: Vec<Finding>,
}

impl Letterhead {
    /// Reads a letterhead. `beside` gives the bytes of a file that lies beside it.
    ///
    /// # Errors
    /// Everything that is wrong in it, with line and column.
    pub fn read(text: &str, beside: impl Fn(&str) -> Option<Vec<u8>>) -> Result<Self, Vec<Finding>> {
        let mut reading = Reading { text, findings: Vec::new() };
        let written: Written = match toml::from_str(text) {
            Ok(written) => written,
            Err(error) => return Err(vec![reading.refused(&error)]),
        };
        let colours = reading.colours(written.colours);
        let page = reading.page(&written.page);
        let column = Column {
            place: written.column.place.unwrap_or(SidePlace::Right),
            width: reading.length(written.column.width.as_ref(), Column::default().width, 30.0, 65.0),
        };
        let taken = if column.place == SidePlace::Right { column.width } else { 0.0 };
        if page.size.millimetres().0 - page.left - page.right - taken < 95.0 {
            let at = written.column.width.as_ref().map(Spanned::span);
            reading.push(
                "letterhead.narrow",
                at.map(|span| span.start),
                "Neben Rändern und Spalte bleiben für den Text keine 85 Millimeter.",
                "Machen Sie die Spalte oder die Ränder schmaler, oder setzen Sie place = \"below\".",
            );
        }
        let logo = written.logo.and_then(|logo| reading.logo(&logo, beside));
        let letterhead = Self {
            issuer: written.issuer,
            contact: written.contact,
            logo,
            wordmark: written.wordmark,
            colours,
            fonts: written.fonts,
            column,
            page,
        };
        if reading.findings.is_empty() { Ok(letterhead) } else { Err(reading.findings) }
    }
}

impl Reading<'_> {
    fn push(
        &mut self,
        code: &'static str,
        at: Option<usize>,
        sentence: impl Into<String>,
        next: impl Into<String>,
    ) {
        let place = self.place(at);
        self.findings.push(Finding::new(code, place, sentence, next));
    }

    fn place(&self, at: Option<usize>) -> Place {
        let Some(before) = at.and_then(|at| self.text.get(..at)) else {
            return Place::Letterhead { line: None, column: None };
        };
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Place::Letterhead { line: Some(line), column: Some(column) }
    }

    /// What the reader of TOML says, in the words of this house. It puts names between backticks.
    fn refused(&self, error: &toml::de::Error) -> Finding {
        let place = self.place(error.span().map(|span| span.start));
        let said = error.message();
        let names: Vec<&str> = said.split('`').skip(1).step_by(2).collect();
        let first = names.first().copied().unwrap_or_default();
        let allowed = names.get(1..).unwrap_or_default().join(", ");
        let of = |code, sentence: String, next: String| Finding::new(code, place.clone(), sentence, next);
        if said == NO_COLOUR {
            of(
                "letterhead.colour",
                "Das ist keine Farbe.".into(),
                "Schreiben Sie eine Farbe als \"#0b5d3b\": Doppelkreuz und sechs Ziffern von 0 bis f.".into(),
            )
        } else if said.starts_with("unknown field") || said.starts_with("unknown variant") {
            of(
                "letterhead.unknown",
                format!("»{first}« gibt es hier nicht."),
                format!("Erlaubt sind: {allowed}."),
            )
        } else if said.starts_with("missing field") {
            of("letterhead.missing", format!("»{first}« fehlt."), format!("Ergänzen Sie {first} = …"))
        } else if said.starts_with("duplicate") {
            of("letterhead.twice", "Das steht zweimal da.".into(), "Lassen Sie eines davon weg.".into())
        } else if said.starts_with("invalid type") {
            let wanted = match said.rsplit("expected ").next().unwrap_or_default() {
                "a string" => "ein Text in Anführungszeichen",
                "f64" | "floating point number" => "eine Zahl",
                "a sequence" => "eine Liste in eckigen Klammern",
                "a boolean" => "true oder false",
                _ => "ein Abschnitt mit eigenen Angaben",
            };
            of(
                "letterhead.type",
                "Hier steht eine Angabe anderer Art.".into(),
                format!("Erlaubt ist {wanted}."),
            )
        } else {
            of(
                "letterhead.unreadable",
                "Der Briefkopf ist ab hier nicht lesbar.".into(),
                "Eine Angabe ist name = \"Wert\", ein Abschnitt beginnt mit [name] (TOML 1.0).".into(),
            )
        }
    }

    fn colours(&mut self, written: WrittenColours) -> Colours {
        let usual = Colours::default();
        let embargo = written.embargo.as_ref().map_or(usual.embargo, |colour| *colour.get_ref());
        Colours {
            accent: self.colour(written.accent.as_ref(), usual.accent, WHITE),
            ink: self.colour(written.ink.as_ref(), usual.ink, WHITE),
            muted: self.colour(written.muted.as_ref(), usual.muted, WHITE),
            embargo: self.colour(written.embargo.as_ref(), usual.embargo, embargo.tint()),
        }
    }

    fn colour(&mut self, written: Option<&Spanned<Colour>>, usual: Colour, ground: Colour) -> Colour {
        let Some(written) = written else { return usual };
        let found = contrast(*written.get_ref(), ground);
        if found < LEAST {
            let found = format!("{:.1}", (found * 10.0).floor() / 10.0).replace('.', ",");
            self.push(
                "letterhead.contrast",
                Some(written.span().start),
                format!("Die Farbe hat auf ihrem Grund nur den Kontrast {found} : 1."),
                "Wählen Sie einen dunkleren Ton; für lesbare Schrift sind 4,5 : 1 nötig.",
            );
        }
        *written.get_ref()
    }

    fn page(&mut self, written: &WrittenPage) -> PageFormat {
        let usual = PageFormat::default();
        PageFormat {
            size: written.size.unwrap_or(usual.size),
            bar: written.bar.unwrap_or(usual.bar),
            left: self.length(written.left.as_ref(), usual.left, 12.0, 40.0),
            right: self.length(written.right.as_ref(), usual.right, 12.0, 40.0),
        }
    }

    fn length(&mut self, written: Option<&Spanned<f64>>, usual: f64, least: f64, most: f64) -> f64 {
        let Some(written) = written else { return usual };
        if !(least..=most).contains(written.get_ref()) {
            self.push(
                "letterhead.length",
                Some(written.span().start),
                "Das Maß passt nicht auf das Blatt.",
                format!("Erlaubt sind {least} bis {most} Millimeter."),
            );
            return usual;
        }
        *written.get_ref()
    }

    fn logo(&mut self, written: &WrittenLogo, beside: impl Fn(&str) -> Option<Vec<u8>>) -> Option<Logo> {
        let height = self.length(written.height.as_ref(), 16.0, 5.0, 30.0);
        let alt = words::trimmed(written.alt.get_ref());
        if alt.is_empty() {
            self.push(
                "letterhead.no_alt_text",
                Some(written.alt.span().start),
                "Das Logo hat keine Beschreibung für Menschen, die es nicht sehen.",
                "Schreiben Sie in alt, wessen Zeichen es ist.",
            );
        }
        let at = Some(written.file.span().start);
        let name = written.file.get_ref();
        // A name, not a way: a letterhead from elsewhere must not reach into the disk.
        let is_beside = !name.is_empty() && !name.contains(['/', '\\', ':']) && !name.starts_with('.');
        let Some(bytes) = is_beside.then(|| beside(name)).flatten() else {
            self.push(
                "letterhead.no_logo",
                at,
                format!("Das Logo »{name}« liegt nicht neben dem Briefkopf."),
                "Legen Sie die Datei (SVG, PNG oder JPEG) in denselben Ordner und nennen Sie nur ihren Namen.",
            );
            return None;
        };
        match Picture::logo(&bytes) {
            Ok(picture) => Some(Logo { picture, alt, height }),
            Err(fault) => {
                let (sentence, next) = match fault {
                    PictureFault::Unreadable => {
                        ("Das Logo ist nicht lesbar.", "Speichern Sie es neu, als SVG, PNG oder JPEG.")
                    }
                    PictureFault::Huge => ("Das Logo ist zu groß.", "Verkleinern Sie es."),
                    PictureFault::NotClean => {
                        ("Das Logo trägt Angaben einer Kamera.", "Speichern Sie es ohne Metadaten.")
                    }
                    PictureFault::NotDrawn => (
                        "Das Logo enthält Text, Stilangaben, Skripte oder fremde Bilder.",
                        "Wandeln Sie Text in Pfade um und speichern Sie als einfaches SVG.",
                    ),
                };
                self.push("letterhead.broken_logo", at, sentence, next);
                None
            }
        }
    }
}
