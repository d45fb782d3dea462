//! A letterhead as a file: TOML, with the logo in it or in a file beside it. What is wrong in it is named with line and
//! column, and with what would be right.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sperrfrist_release::document::{Contact, Issuer};
use toml::Spanned;

use super::reading::{Mark, Reading};
use super::{Colour, Fonts, Letterhead, PageSize, Paint, SidePlace};
use crate::finding::Finding;

/// What a letterhead says, before it is looked at. The same form is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wordmark: Vec<String>,
    pub issuer: Issuer,
    #[serde(default)]
    pub contact: Contact,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<WrittenLogo>,
    #[serde(default)]
    pub colours: WrittenColours,
    #[serde(default)]
    pub fonts: Fonts,
    #[serde(default)]
    pub column: WrittenColumn,
    #[serde(default)]
    pub page: WrittenPage,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenLogo {
    pub alt: Spanned<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<Spanned<f64>>,
    /// The name of a file beside the letterhead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<Spanned<String>>,
    /// The file itself, in base64 (RFC 4648), so that a letterhead can be handed on as one file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<Spanned<String>>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct WrittenColours {
    pub accent: Option<Spanned<Colour>>,
    pub ink: Option<Spanned<Colour>>,
    pub muted: Option<Spanned<Colour>>,
    pub embargo: Option<Spanned<Colour>>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct WrittenColumn {
    pub place: Option<SidePlace>,
    pub width: Option<Spanned<f64>>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct WrittenPage {
    pub size: Option<PageSize>,
    pub bar: Option<Paint>,
    pub left: Option<Spanned<f64>>,
    pub right: Option<Spanned<f64>>,
}

impl<'de> Deserialize<'de> for Colour {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom(NO_COLOUR))
    }
}

impl Serialize for Colour {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

const NO_COLOUR: &str = "no colour";

impl Letterhead {
    /// Reads a letterhead. `beside` gives the bytes of a file that lies beside it.
    ///
    /// # Errors
    /// Everything that is wrong in it, with line and column.
    pub fn read(text: &str, beside: impl Fn(&str) -> Option<Vec<u8>>) -> Result<Self, Vec<Finding>> {
        let mut reading = Reading::of(Some(text));
        let written: Written = match toml::from_str(text) {
            Ok(written) => written,
            Err(error) => return Err(vec![refused(&reading, &error)]),
        };
        let mark = |logo: &WrittenLogo| match (&logo.data, &logo.file) {
            (Some(data), _) => Mark {
                bytes: BASE64.decode(data.get_ref().split_whitespace().collect::<String>()).ok(),
                at: data.span().start,
                name: None,
            },
            (None, Some(file)) => {
                let name = file.get_ref();
                // A name, not a way: a letterhead from elsewhere must not reach into the disk.
                let is_beside =
                    !name.is_empty() && !name.contains(['/', '\\', ':']) && !name.starts_with('.');
                Mark {
                    bytes: is_beside.then(|| beside(name)).flatten(),
                    at: file.span().start,
                    name: Some(name.clone()),
                }
            }
            (None, None) => Mark { bytes: None, at: logo.alt.span().start, name: None },
        };
        let letterhead = reading.letterhead(written, mark);
        if reading.findings.is_empty() { Ok(letterhead) } else { Err(reading.findings) }
    }
}

/// What the reader of TOML says, in the words of this house. It puts names between backticks.
fn refused(reading: &Reading<'_>, error: &toml::de::Error) -> Finding {
    let place = reading.place(error.span().map(|span| span.start), "");
    let said = error.message();
    let names: Vec<&str> = said.split('`').skip(1).step_by(2).collect();
    let first = names.first().copied().unwrap_or_default();
    let allowed = names.get(1..).unwrap_or_default().join(", ");
    let of = |code, sentence: String, next: String| Finding::new(code, place.clone(), sentence, next);
    if said == NO_COLOUR {
        of("letterhead.colour", super::reading::NO_COLOUR.0.into(), super::reading::NO_COLOUR.1.into())
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
        of("letterhead.type", "Hier steht eine Angabe anderer Art.".into(), format!("Erlaubt ist {wanted}."))
    } else {
        of(
            "letterhead.unreadable",
            "Der Briefkopf ist ab hier nicht lesbar.".into(),
            "Eine Angabe ist name = \"Wert\", ein Abschnitt beginnt mit [name] (TOML 1.0).".into(),
        )
    }
}
