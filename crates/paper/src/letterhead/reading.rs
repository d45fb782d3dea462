//! What makes a letterhead of what was written or typed, and what is wrong with it: the same whether it stands in a file,
//! where a finding has a line, or in a form, where it has a field.

use toml::Spanned;

use super::contrast::LEAST;
use super::read::{Written, WrittenColours, WrittenLogo, WrittenPage};
use super::{Colour, Colours, Column, Letterhead, Logo, PageFormat, SidePlace};
use crate::finding::{Finding, Place};
use crate::picture::{Picture, PictureFault};
use crate::words;

/// What is said of something that is no colour, and what would be one.
pub(super) const NO_COLOUR: (&str, &str) = (
    "Das ist keine Farbe.",
    "Schreiben Sie eine Farbe als \"#0b5d3b\": Doppelkreuz und sechs Ziffern von 0 bis f.",
);

/// The text of the file, if there is one, and what was found.
pub(super) struct Reading<'a> {
    text: Option<&'a str>,
    pub findings: Vec<Finding>,
}

/// The file of a logo, and where it is named.
pub(super) struct Mark {
    pub bytes: Option<Vec<u8>>,
    pub at: usize,
    /// The file that should lie beside the letterhead.
    pub name: Option<String>,
}

impl<'a> Reading<'a> {
    pub fn of(text: Option<&'a str>) -> Self {
        Self { text, findings: Vec::new() }
    }

    pub fn push(
        &mut self,
        code: &'static str,
        (at, field): (Option<usize>, &'static str),
        sentence: impl Into<String>,
        next: impl Into<String>,
    ) {
        let place = self.place(at, field);
        self.findings.push(Finding::new(code, place, sentence, next));
    }

    pub fn place(&self, at: Option<usize>, field: &'static str) -> Place {
        let before = self.text.zip(at).and_then(|(text, at)| text.get(..at));
        let line = before.map(|before| before.matches('\n').count() + 1);
        let column = before.map(|before| before.rsplit('\n').next().unwrap_or_default().chars().count() + 1);
        Place::Letterhead { line, column, field }
    }

    /// The letterhead as far as it can be made. What is wrong is replaced by what is usual, but for colours: one that
    /// cannot be read should be seen as well.
    pub fn letterhead(&mut self, written: Written, mark: impl Fn(&WrittenLogo) -> Mark) -> Letterhead {
        if words::trimmed(&written.issuer.name).is_empty() {
            self.push(
                "letterhead.no_name",
                (None, "issuer.name"),
                "Der Briefkopf nennt kein Haus.",
                "Schreiben Sie, wer die Meldungen herausgibt.",
            );
        }
        let colours = self.colours(written.colours);
        let page = self.page(&written.page);
        let column = Column {
            place: written.column.place.unwrap_or(SidePlace::Right),
            width: self.length(
                written.column.width.as_ref(),
                "column.width",
                Column::default().width,
                (30.0, 65.0),
            ),
        };
        let taken = if column.place == SidePlace::Right { column.width } else { 0.0 };
        if page.size.millimetres().0 - page.left - page.right - taken < 95.0 {
            let at = written.column.width.as_ref().map(|width| width.span().start);
            self.push(
                "letterhead.narrow",
                (at, "column.width"),
                "Neben Rändern und Spalte bleiben für den Text keine 85 Millimeter.",
                if self.text.is_some() {
                    "Machen Sie die Spalte oder die Ränder schmaler, oder setzen Sie place = \"below\"."
                } else {
                    "Machen Sie die Spalte oder die Ränder schmaler, oder setzen Sie den Kontakt unter den Text."
                },
            );
        }
        let logo = written.logo.and_then(|logo| {
            let mark = mark(&logo);
            self.logo(&logo, &mark)
        });
        Letterhead {
            issuer: written.issuer,
            contact: written.contact,
            logo,
            wordmark: written.wordmark,
            colours,
            fonts: written.fonts,
            column,
            page,
        }
    }

    fn colours(&mut self, written: WrittenColours) -> Colours {
        let usual = Colours::default();
        let of = |colour: Option<&Spanned<Colour>>, usual| colour.map_or(usual, |colour| *colour.get_ref());
        let colours = Colours {
            accent: of(written.accent.as_ref(), usual.accent),
            ink: of(written.ink.as_ref(), usual.ink),
            muted: of(written.muted.as_ref(), usual.muted),
            embargo: of(written.embargo.as_ref(), usual.embargo),
        };
        let places = [&written.accent, &written.ink, &written.muted, &written.embargo];
        for ((field, found), written) in colours.contrasts().into_iter().zip(places) {
            if found >= LEAST {
                continue;
            }
            let found = format!("{:.1}", (found * 10.0).floor() / 10.0).replace('.', ",");
            self.push(
                "letterhead.contrast",
                (written.as_ref().map(|colour| colour.span().start), field),
                format!("Die Farbe hat auf ihrem Grund nur den Kontrast {found} : 1."),
                "Wählen Sie einen dunkleren Ton; für lesbare Schrift sind 4,5 : 1 nötig.",
            );
        }
        colours
    }

    fn page(&mut self, written: &WrittenPage) -> PageFormat {
        let usual = PageFormat::default();
        let margins = (12.0, 40.0);
        PageFormat {
            size: written.size.unwrap_or(usual.size),
            bar: written.bar.unwrap_or(usual.bar),
            left: self.length(written.left.as_ref(), "page.left", usual.left, margins),
            right: self.length(written.right.as_ref(), "page.right", usual.right, margins),
        }
    }

    fn length(
        &mut self,
        written: Option<&Spanned<f64>>,
        field: &'static str,
        usual: f64,
        (least, most): (f64, f64),
    ) -> f64 {
        let Some(written) = written else { return usual };
        if !(least..=most).contains(written.get_ref()) {
            self.push(
                "letterhead.length",
                (Some(written.span().start), field),
                "Das Maß passt nicht auf das Blatt.",
                format!("Erlaubt sind {least} bis {most} Millimeter."),
            );
            return usual;
        }
        *written.get_ref()
    }

    fn logo(&mut self, written: &WrittenLogo, mark: &Mark) -> Option<Logo> {
        let height = self.length(written.height.as_ref(), "logo.height", 16.0, (5.0, 30.0));
        let alt = words::trimmed(written.alt.get_ref());
        if alt.is_empty() {
            self.push(
                "letterhead.no_alt_text",
                (Some(written.alt.span().start), "logo.alt"),
                "Das Logo hat keine Beschreibung für Menschen, die es nicht sehen.",
                "Schreiben Sie, wessen Zeichen es ist.",
            );
        }
        let place = (Some(mark.at), "logo.file");
        let Some(bytes) = &mark.bytes else {
            match &mark.name {
                Some(name) => self.push(
                    "letterhead.no_logo",
                    place,
                    format!("Das Logo »{name}« liegt nicht neben dem Briefkopf."),
                    "Legen Sie die Datei (SVG, PNG oder JPEG) in denselben Ordner und nennen Sie nur ihren Namen.",
                ),
                None => self.push(
                    "letterhead.no_logo",
                    place,
                    "Zum Logo gehört noch keine Datei.",
                    "Wählen Sie eine Datei (SVG, PNG oder JPEG), oder lassen Sie das Logo weg.",
                ),
            }
            return None;
        };
        match Picture::logo(bytes) {
            Ok(picture) => Some(Logo { picture, alt, height }),
            Err(fault) => {
                let (sentence, next) = fault.of_logo();
                self.push("letterhead.broken_logo", place, sentence, next);
                None
            }
        }
    }
}

impl PictureFault {
    /// What is said of a logo that cannot be set, and what helps.
    #[must_use]
    pub fn of_logo(self) -> (&'static str, &'static str) {
        match self {
            Self::Unreadable => {
                ("Das Logo ist nicht lesbar.", "Speichern Sie es neu, als SVG, PNG oder JPEG.")
            }
            Self::Huge => ("Das Logo ist zu groß.", "Verkleinern Sie es."),
            Self::NotClean => ("Das Logo trägt Angaben einer Kamera.", "Speichern Sie es ohne Metadaten."),
            Self::NotDrawn => (
                "Das Logo enthält Text, Stilangaben, Skripte oder fremde Bilder.",
                "Wandeln Sie Text in Pfade um und speichern Sie als einfaches SVG.",
            ),
        }
    }
}
