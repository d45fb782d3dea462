//! Why a photo is not taken: a code, a sentence and what to do now.

use thiserror::Error;

use crate::finding::shown;

/// Why a photo cannot be read, cleaned or let out. `Display` is a German sentence.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PhotoError {
    /// A file of no bytes.
    #[error("Die Datei ist leer.")]
    Empty,
    /// Nothing that is known as a picture.
    #[error("Die Datei ist kein Bild.")]
    NotAnImage,
    /// A picture, but of a format that is not cleaned yet.
    #[error("{format}-Dateien kann Sperrfrist noch nicht bereinigen.")]
    Unsupported {
        /// The format by its usual name.
        format: &'static str,
    },
    /// The file ends before its picture does.
    #[error("Das Bild ist unvollständig: Die Datei bricht nach {bytes} Bytes ab.")]
    Truncated {
        /// The bytes that are there.
        bytes: u64,
    },
    /// More bytes than the limits allow.
    #[error("Die Datei ist mit {} MB zu groß; mehr als {} MB nimmt Sperrfrist nicht an.", .bytes / 1_000_000, .max / 1_000_000)]
    TooManyBytes {
        /// The size of the file in bytes.
        bytes: u64,
        /// The limit in bytes.
        max: u64,
    },
    /// More pixels than the limits allow. Found before anything is decoded.
    #[error("Das Bild ist mit {width} × {height} Pixeln zu groß.")]
    TooManyPixels {
        /// Width in pixels, as stored.
        width: u32,
        /// Height in pixels, as stored.
        height: u32,
    },
    /// More segments or scans than any camera or program writes.
    #[error("Die Datei besteht aus ungewöhnlich vielen Teilen und wird deshalb nicht gelesen.")]
    TooManyParts,
    /// A marker that no decoder knows.
    #[error("Das Bild enthält an Stelle {offset} einen unbekannten Abschnitt (Kennung FF{marker:02X}).")]
    UnknownMarker {
        /// The second byte of the marker.
        marker: u8,
        /// Where it stands, in bytes from the start.
        offset: u64,
    },
    /// A JPEG coded in a way that browsers and newsrooms do not draw.
    #[error("Das Bild ist als {coding} gespeichert; das zeigen Browser und Redaktionssysteme nicht an.")]
    Coding {
        /// The name of the coding.
        coding: &'static str,
    },
    /// The structure contradicts itself.
    #[error("Das Bild ist beschädigt: {what}.")]
    Damaged {
        /// What is wrong, as a German clause.
        what: &'static str,
    },
    /// The picture could not be decoded or encoded.
    #[error("Das Bild lässt sich nicht zeichnen ({detail}).")]
    Undrawable {
        /// What the decoder or encoder said.
        detail: String,
    },
    /// A field of the caption cannot be written.
    #[error("{}: {fault}", field_label(.field))]
    Caption {
        /// The field by its name in `caption.json`.
        field: &'static str,
        /// What is wrong with it.
        fault: CaptionFault,
    },
    /// An edit of the picture cannot be carried out.
    #[error("{part}: {fault}")]
    Edits {
        /// Which edit, in German.
        part: &'static str,
        /// What is wrong with it.
        fault: EditFault,
    },
    /// The caption tells the rights otherwise than the photo, and does not say why (§ 95c UrhG).
    #[error(
        "{}: Im Foto steht »{}«, in Ihren Angaben »{}«. Wer das ändert, braucht einen Grund.",
        field_label(.field), shown(.before), shown(.after)
    )]
    RightsReplaced {
        /// The field by its name in `caption.json`.
        field: &'static str,
        /// What the photo says.
        before: String,
        /// What the caption says.
        after: String,
    },
    /// The output did not pass the independent check, so it was thrown away.
    #[error("Die bereinigte Fassung hat die Nachprüfung nicht bestanden und wurde verworfen ({what}).")]
    NotClean {
        /// What the check found.
        what: String,
    },
}

/// What is wrong with a field of the caption.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CaptionFault {
    /// More characters (or, over all fields, bytes) than fit.
    #[error("{length} Zeichen sind zu viele, höchstens {max} passen hinein.")]
    TooLong {
        /// What it has.
        length: usize,
        /// What fits.
        max: usize,
    },
    /// More entries than fit.
    #[error("{length} Einträge sind zu viele, höchstens {max} passen hinein.")]
    TooMany {
        /// What it has.
        length: usize,
        /// What fits.
        max: usize,
    },
    /// A year outside of 1 to 9999.
    #[error("Das Jahr muss zwischen 1 und 9999 liegen.")]
    Year,
}

/// What is wrong with an edit of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum EditFault {
    /// Further than 15 degrees to either side.
    #[error("Ein Bild lässt sich um höchstens 15 Grad nach jeder Seite drehen.")]
    Angle,
    /// A part without width or height.
    #[error("Der Bereich ist leer.")]
    Empty,
    /// A part that is not wholly in the picture.
    #[error("Der Bereich liegt nicht ganz im Bild.")]
    Outside,
    /// More parts than are carried out.
    #[error("{count} Bereiche sind zu viele, höchstens {max} sind möglich.")]
    TooMany {
        /// How many there are.
        count: usize,
        /// How many there may be.
        max: usize,
    },
}

impl PhotoError {
    /// A stable name for scripts and for the front end.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "photo.empty",
            Self::NotAnImage => "photo.notAnImage",
            Self::Unsupported { .. } => "photo.unsupported",
            Self::Truncated { .. } => "photo.truncated",
            Self::TooManyBytes { .. } => "photo.tooManyBytes",
            Self::TooManyPixels { .. } => "photo.tooManyPixels",
            Self::TooManyParts => "photo.tooManyParts",
            Self::UnknownMarker { .. } => "photo.unknownMarker",
            Self::Coding { .. } => "photo.coding",
            Self::Damaged { .. } => "photo.damaged",
            Self::Undrawable { .. } => "photo.undrawable",
            Self::Caption { .. } => "photo.caption",
            Self::Edits { .. } => "photo.edits",
            Self::RightsReplaced { .. } => "photo.rightsReplaced",
            Self::NotClean { .. } => "photo.notClean",
        }
    }

    /// The field of the caption that is meant, by its name in `caption.json`.
    #[must_use]
    pub const fn field(&self) -> Option<&'static str> {
        match self {
            Self::Caption { field, .. } | Self::RightsReplaced { field, .. } => Some(field),
            _ => None,
        }
    }

    /// What the press officer does now, as a German sentence.
    #[must_use]
    pub fn next_step(&self) -> String {
        match self {
            Self::Empty | Self::Truncated { .. } => {
                "Bitte die Datei noch einmal von der Kamera holen oder neu schicken lassen.".to_owned()
            }
            Self::NotAnImage => "Bitte ein Foto auswählen: JPEG, PNG, WebP, TIFF, GIF, HEIC oder AVIF.".to_owned(),
            Self::Unsupported { format: "RAW" } => {
                "Bitte im Programm des Kameraherstellers oder in einer Fotosoftware entwickeln, als JPEG exportieren \
                 und diese Datei anhängen."
                    .to_owned()
            }
            Self::Unsupported { .. } | Self::Coding { .. } => {
                "Bitte als JPEG exportieren und die neue Datei anhängen.".to_owned()
            }
            Self::TooManyBytes { .. } | Self::TooManyPixels { .. } => {
                "Bitte das Bild kleiner speichern, zum Beispiel mit 6000 Pixeln an der längeren Seite.".to_owned()
            }
            Self::TooManyParts
            | Self::UnknownMarker { .. }
            | Self::Damaged { .. }
            | Self::Undrawable { .. } => {
                "Bitte in einem Bildprogramm öffnen, neu als JPEG speichern und diese Datei anhängen.".to_owned()
            }
            Self::Caption { field, fault } => match fault {
                CaptionFault::TooLong { .. } if *field == "altText" => {
                    "Bitte den Alternativtext kürzen; Weiteres passt in die ausführliche Beschreibung.".to_owned()
                }
                CaptionFault::TooLong { .. } => "Bitte den Text kürzen.".to_owned(),
                CaptionFault::TooMany { .. } => "Bitte weniger Einträge angeben.".to_owned(),
                CaptionFault::Year => "Bitte das Datum prüfen.".to_owned(),
            },
            Self::Edits { fault, .. } => match fault {
                EditFault::Angle => "Bitte einen Winkel zwischen -15 und 15 Grad wählen.".to_owned(),
                EditFault::Empty => "Bitte den Bereich neu aufziehen oder entfernen.".to_owned(),
                EditFault::Outside => "Bitte den Bereich ganz ins Bild ziehen.".to_owned(),
                EditFault::TooMany { .. } => {
                    "Bitte einige zu größeren Bereichen zusammenfassen oder ein anderes Foto wählen.".to_owned()
                }
            },
            Self::RightsReplaced { .. } => {
                "Übernehmen Sie die Angabe des Fotos, oder nennen Sie unter rightsReason den Grund.".to_owned()
            }
            Self::NotClean { .. } => {
                "Es wurde nichts veröffentlicht. Bitte neu als JPEG exportieren; bleibt es dabei, uns die Datei \
                 nennen."
                    .to_owned()
            }
        }
    }
}

/// The label of a caption field in the form.
pub(crate) fn field_label(field: &str) -> &'static str {
    match field {
        "headline" => "Überschrift",
        "altText" => "Alternativtext",
        "extendedAltText" => "Ausführliche Beschreibung",
        "creator" => "Fotografin oder Fotograf",
        "credit" => "Bildnachweis",
        "copyright" => "Urheberrecht",
        "usageTerms" => "Nutzungsbedingungen",
        "webStatement" => "Lizenz-Adresse",
        "licensor" => "Lizenzgeber",
        "licensorUrl" => "Adresse des Lizenzgebers",
        "instructions" => "Hinweise",
        "releaseAt" => "Sperrfrist",
        "location" => "Ort genau",
        "persons" => "Personen",
        "city" => "Ort",
        "country" => "Land",
        "date" => "Aufnahmetag",
        "time" => "Aufnahmezeit",
        _ => "Bildunterschrift",
    }
}
