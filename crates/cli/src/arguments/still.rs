//! What may be typed after `page` and `feed`.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub struct Page {
    /// Die Meldung
    #[arg(value_name = "MELDUNG.json", help_heading = "Angaben")]
    pub release: PathBuf,
    /// Ein Ordner für die Seite mit allem, was zu ihr gehört, oder eine Datei ».html« für die Seite allein
    #[arg(short, long, value_name = "ORDNER|DATEI")]
    pub output: PathBuf,
    /// Das Foto; ohne Angabe steht an seiner Stelle, was die Meldung bis dahin sagt
    #[arg(long, value_name = "DATEI", requires = "caption")]
    pub photo: Option<PathBuf>,
    /// Bildunterschrift, Nachweis, Rechte und Alternativtext des Fotos
    #[arg(long, value_name = "CAPTION.json", requires = "photo")]
    pub caption: Option<PathBuf>,
    /// Die Meldung als PDF, zum Herunterladen
    #[arg(long, value_name = "DATEI")]
    pub pdf: Option<PathBuf>,
    #[command(flatten)]
    pub look: Look,
}

#[derive(Debug, Args)]
pub struct Feed {
    /// Die Meldungen
    #[arg(value_name = "MELDUNG.json", required = true, help_heading = "Angaben")]
    pub releases: Vec<PathBuf>,
    /// Wohin der Feed geschrieben wird
    #[arg(short, long, value_name = "DATEI")]
    pub output: PathBuf,
    #[command(flatten)]
    pub look: Look,
}

/// As for `sperrfrist-newsroom serve`.
#[derive(Debug, Args)]
pub struct Look {
    /// Eigene Gestaltung: Was in diesem Ordner liegt, tritt Datei für Datei an die Stelle der eingebauten
    #[arg(long, value_name = "ORDNER")]
    pub theme: Option<PathBuf>,
    /// Angaben zum Haus: Adresse des Newsrooms, Name, Kontakt, Impressum, Barrierefreiheit (JSON)
    #[arg(long, value_name = "DATEI")]
    pub site: Option<PathBuf>,
}
