//! What may be typed after `pdf`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use sperrfrist_paper::Variant;
use sperrfrist_release::Language;

#[derive(Debug, Args)]
pub struct Pdf {
    /// Die Meldung, oder ihr Text wie bei »import«
    #[arg(value_name = "MELDUNG.json", help_heading = "Angaben")]
    pub release: PathBuf,
    /// Wohin das PDF geschrieben wird
    #[arg(short, long, value_name = "DATEI")]
    pub output: PathBuf,
    /// Ein Foto, das gezeigt wird; es wird gereinigt. Für jedes weitere Foto noch einmal
    #[arg(long, value_name = "DATEI")]
    pub photo: Vec<PathBuf>,
    /// Die Angaben zum Foto, in der Reihenfolge der Fotos
    #[arg(long, value_name = "CAPTION.json")]
    pub caption: Vec<PathBuf>,
    /// »embargoed« mit Sperrfrist, »public« ohne, »proof« als Entwurf mit Zeilennummern [ohne Angabe: embargoed]
    #[arg(
        long,
        value_name = "FASSUNG",
        default_value = "embargoed",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub variant: VariantArgument,
    /// Der Briefkopf; sein Logo liegt daneben
    #[arg(long, value_name = "BRIEFKOPF.toml")]
    pub letterhead: Option<PathBuf>,
    /// »de«, »hsb« (Obersorbisch), »en« oder »leicht« (Leichte Sprache) [ohne Angabe: die der Meldung]
    #[arg(long, value_name = "SPRACHE", hide_possible_values = true)]
    pub language: Option<LanguageArgument>,
    /// Zeitzone der Zeitangaben in einem Text [ohne Angabe: Europe/Berlin]
    #[arg(long, value_name = "ZONE", default_value = "Europe/Berlin", hide_default_value = true)]
    pub zone: String,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum VariantArgument {
    Embargoed,
    Public,
    Proof,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum LanguageArgument {
    De,
    Hsb,
    En,
    Leicht,
}

impl From<VariantArgument> for Variant {
    fn from(typed: VariantArgument) -> Self {
        match typed {
            VariantArgument::Embargoed => Self::Embargoed,
            VariantArgument::Public => Self::Public,
            VariantArgument::Proof => Self::Proof,
        }
    }
}

impl From<LanguageArgument> for Language {
    fn from(typed: LanguageArgument) -> Self {
        match typed {
            LanguageArgument::De => Self::German,
            LanguageArgument::Hsb => Self::UpperSorbian,
            LanguageArgument::En => Self::English,
            LanguageArgument::Leicht => Self::EasyGerman,
        }
    }
}
