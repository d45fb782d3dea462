//! What may be typed.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};
use sperrfrist_release::Fold;

/// Medieninformationen und Fotos mit Sperrfrist: einlesen, prüfen, reinigen, veröffentlichen.
#[derive(Debug, Parser)]
#[command(
    name = "sperrfrist-cli",
    version,
    arg_required_else_help = true,
    after_help = "Rückgabewerte: 0 erledigt; 1 abgelehnt, misslungen oder zu früh öffentlich; 2 falscher Aufruf."
)]
pub struct Arguments {
    #[command(subcommand)]
    pub verb: Verb,
}

#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Liest eine Medieninformation aus einer Textdatei ein.
    Import(Import),
    /// Prüft eine Meldung nach den Regeln des Fachs.
    Check(Check),
    /// Zeigt, was Fotos verraten, oder reinigt sie.
    Photo(Photo),
    /// Plant eine Meldung und ihr Foto bei einem Newsroom ein.
    Publish(Publish),
    /// Führt das Ganze mit dem Beispiel vor und prüft von außen, dass nichts zu früh erscheint.
    Demo(Demo),
}

#[derive(Debug, Args)]
pub struct Import {
    /// Die Textdatei.
    #[arg(value_name = "DATEI")]
    pub file: PathBuf,
    /// Wohin die Meldung geschrieben wird.
    #[arg(short, long, value_name = "MELDUNG.json")]
    pub output: PathBuf,
    /// Zeitzone der Zeitangaben im Text.
    #[arg(long, value_name = "ZONE", default_value = "Europe/Berlin")]
    pub zone: String,
}

#[derive(Debug, Args)]
pub struct Check {
    /// Die Meldung.
    #[arg(value_name = "MELDUNG.json")]
    pub release: PathBuf,
    /// Ausgabe als JSON.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Photo {
    #[command(subcommand)]
    pub verb: PhotoVerb,
}

#[derive(Debug, Subcommand)]
pub enum PhotoVerb {
    /// Zeigt, was Fotos verraten würden.
    Inspect(Inspect),
    /// Schreibt gereinigte Fotos in einen Ordner. Die Originale bleiben, wie sie sind.
    Clean(Clean),
}

#[derive(Debug, Args)]
pub struct Inspect {
    /// Fotos oder Ordner.
    #[arg(value_name = "PFAD", required = true)]
    pub paths: Vec<PathBuf>,
    /// Ausgabe als JSON.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Clean {
    /// Fotos oder Ordner.
    #[arg(value_name = "PFAD", required = true)]
    pub paths: Vec<PathBuf>,
    /// Der Ordner für die gereinigten Fotos.
    #[arg(long, value_name = "ORDNER")]
    pub into: PathBuf,
    /// Bildunterschrift, Nachweis, Rechte und Alternativtext, die in die Fotos geschrieben werden.
    #[arg(long, value_name = "CAPTION.json")]
    pub caption: Option<PathBuf>,
    /// Ausgabe als JSON.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Publish {
    /// Die Meldung.
    #[arg(value_name = "MELDUNG.json")]
    pub release: PathBuf,
    /// Das Foto; es füllt den ersten freien Platz der Meldung oder einen neuen.
    #[arg(long, value_name = "DATEI", requires = "caption")]
    pub photo: Option<PathBuf>,
    /// Bildunterschrift, Nachweis, Rechte und Alternativtext des Fotos.
    #[arg(long, value_name = "CAPTION.json")]
    pub caption: Option<PathBuf>,
    /// Ab wann die Meldung öffentlich ist: RFC 3339, oder Ortszeit in der Zone, z. B. »21.11.2023 17:00«.
    #[arg(long, value_name = "ZEIT", required_unless_present = "now")]
    pub at: Option<String>,
    /// Ab wann das Foto öffentlich ist, auch ein erst angekündigtes; ohne Angabe, wie in der Meldung festgelegt.
    #[arg(long, value_name = "ZEIT")]
    pub photo_at: Option<String>,
    /// Zeitzone der Ortszeiten.
    #[arg(long, value_name = "ZONE", default_value = "Europe/Berlin")]
    pub zone: String,
    /// Welche von zwei gleichen Stunden gemeint ist, wenn die Uhren zurückgestellt werden.
    #[arg(long, value_name = "WELCHE")]
    pub fold: Option<FoldArgument>,
    /// Sofort veröffentlichen, auch wenn die angegebene Zeit schon vorbei ist.
    #[arg(long)]
    pub now: bool,
    /// Adresse des Newsrooms.
    #[arg(long, value_name = "URL")]
    pub newsroom: String,
    /// Datei mit dem Zugangsschlüssel des Newsrooms.
    #[arg(long, value_name = "DATEI")]
    pub token_file: PathBuf,
}

/// The side of an hour that happens twice.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum FoldArgument {
    /// Das erste Mal, Sommerzeit.
    Earlier,
    /// Das zweite Mal, Winterzeit.
    Later,
}

impl From<FoldArgument> for Fold {
    fn from(argument: FoldArgument) -> Self {
        match argument {
            FoldArgument::Earlier => Self::Earlier,
            FoldArgument::Later => Self::Later,
        }
    }
}

#[derive(Debug, Args)]
pub struct Demo {
    /// Wann die Meldung öffentlich wird, gerechnet ab dem Einplanen.
    #[arg(long, value_name = "DAUER", default_value = "5s", value_parser = humantime::parse_duration)]
    pub release_in: Duration,
    /// Wann das Foto öffentlich wird, gerechnet ab dem Einplanen.
    #[arg(long, value_name = "DAUER", default_value = "10s", value_parser = humantime::parse_duration)]
    pub photo_in: Duration,
    /// Der Ordner, in dem Seiten und Foto bleiben.
    #[arg(long, value_name = "ORDNER", default_value = "sperrfrist-demo")]
    pub out: PathBuf,
    /// Ausgabe als JSON.
    #[arg(long)]
    pub json: bool,
}
