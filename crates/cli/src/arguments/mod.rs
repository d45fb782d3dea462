//! What may be typed.

mod at_desk;
mod pdf;
mod still;

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::styling::Styles;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use sperrfrist_photo::Size;
use sperrfrist_release::Fold;

pub use at_desk::{AtDesk, Correct, Lift, Rename, Reschedule, Withdraw};
pub use pdf::Pdf;
pub use still::{Feed, Look, Page};

const EXIT_CODES: &str = "Rückgabewerte:
  0  erledigt
  1  abgelehnt, misslungen oder zu früh öffentlich; auf der Fehlerausgabe steht, was geschehen ist und was hilft
  2  falscher Aufruf
  130  abgebrochen; derselbe Befehl macht weiter";
const TEMPLATE: &str = "{about}\n\nAufruf: {usage}\n\n{all-args}{after-help}\n";

/// Medieninformationen und Fotos mit Sperrfrist: einlesen, prüfen, reinigen, veröffentlichen.
#[derive(Debug, Parser)]
#[command(
    name = "sperrfrist-cli",
    version,
    override_usage = "sperrfrist-cli BEFEHL",
    after_help = EXIT_CODES,
    help_template = TEMPLATE,
    styles = Styles::plain(),
    subcommand_help_heading = "Befehle",
    next_help_heading = "Optionen",
    arg_required_else_help = true,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true
)]
pub struct Arguments {
    /// Zeigt diese Hilfe
    #[arg(short, long, action = ArgAction::Help, global = true)]
    help: Option<bool>,
    /// Zeigt die Fassung des Programms
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    pub verb: Verb,
}

#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Liest eine Medieninformation aus einer Textdatei ein
    #[command(
        override_usage = "sperrfrist-cli import DATEI -o MELDUNG.json [--zone ZONE]",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    Import(Import),
    /// Prüft eine Meldung nach den Regeln des Fachs
    #[command(
        override_usage = "sperrfrist-cli check MELDUNG.json [--json]",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    Check(Check),
    /// Zeigt, was Fotos verraten, oder reinigt sie
    #[command(
        override_usage = "sperrfrist-cli photo inspect PFAD... [--json]\n        \
                          sperrfrist-cli photo clean PFAD... --into ORDNER [--caption CAPTION.json] [--keep-rights] \
                          [--quality ZAHL] [--json]\n        \
                          sperrfrist-cli photo renditions DATEI... --into ORDNER [--size GRÖSSE]... [--json]",
        help_template = TEMPLATE,
        subcommand_help_heading = "Befehle",
        disable_help_subcommand = true
    )]
    Photo(Photo),
    /// Setzt eine Meldung als barrierefreies PDF
    #[command(
        override_usage = "sperrfrist-cli pdf MELDUNG.json -o DATEI [--photo DATEI --caption CAPTION.json]... [--variant FASSUNG]\n        \
                          [--letterhead BRIEFKOPF.toml] [--language SPRACHE]",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    Pdf(Pdf),
    /// Plant eine Meldung und ihr Foto bei einem Newsroom ein
    #[command(
        override_usage = "sperrfrist-cli publish MELDUNG.json [--photo DATEI --caption CAPTION.json] --at ZEIT \
                          [--photo-at ZEIT]\n        --newsroom URL --token-file DATEI [--archive ORDNER] \
                          [--zone ZONE] [--fold WELCHE] [--now]",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    Publish(Publish),
    /// Verschiebt, was eingeplant ist, auf andere Zeiten
    #[command(
        override_usage = "sperrfrist-cli reschedule MELDUNG.json [--at ZEIT] [--photo-at ZEIT] --archive ORDNER --newsroom URL \
                          --token-file DATEI",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    Reschedule(Reschedule),
    /// Hebt die Sperrfrist auf: macht sofort öffentlich, was eingeplant ist
    #[command(
        override_usage = "sperrfrist-cli lift MELDUNG.json --reason GRUND [--photos] --archive ORDNER --newsroom URL \
                          --token-file DATEI",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    Lift(Lift),
    /// Veröffentlicht die geänderte Meldung als Korrektur
    #[command(
        override_usage = "sperrfrist-cli correct MELDUNG.json --notice HINWEIS --archive ORDNER --newsroom URL \
                          --token-file DATEI",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    Correct(Correct),
    /// Berichtigt einen Namen überall, wo die Meldung ihn nennt
    #[command(
        override_usage = "sperrfrist-cli rename MELDUNG.json --old NAME --new NAME [--notice HINWEIS] --archive ORDNER --newsroom URL \
                          --token-file DATEI",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    Rename(Rename),
    /// Hält an, was noch nicht öffentlich ist
    #[command(
        override_usage = "sperrfrist-cli stop MELDUNG.json --archive ORDNER --newsroom URL \
                          --token-file DATEI",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    Stop(AtDesk),
    /// Zieht zurück, was öffentlich ist
    #[command(
        override_usage = "sperrfrist-cli withdraw MELDUNG.json [--notice SATZ] [--reason GRUND] --archive ORDNER --newsroom URL \
                          --token-file DATEI",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    Withdraw(Withdraw),
    /// Löscht beim Newsroom, was zurückgezogen oder angehalten ist
    #[command(
        override_usage = "sperrfrist-cli delete MELDUNG.json --archive ORDNER --newsroom URL \
                          --token-file DATEI",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    Delete(AtDesk),
    /// Schreibt den Nachweis einer Meldung: wann sie öffentlich wurde, und dass sie es vorher nicht war
    #[command(
        override_usage = "sperrfrist-cli evidence MELDUNG --archive ORDNER --newsroom URL --token-file DATEI\n        \
                          -o DATEI [--format html|json] [--zone ZONE]",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    Evidence(Evidence),
    /// Schreibt die Seite einer Meldung, wie der Newsroom sie zeigen wird; sie kennt keine Sperrfrist
    #[command(
        override_usage = "sperrfrist-cli page MELDUNG.json -o ORDNER|DATEI.html [--photo DATEI --caption CAPTION.json]\n        \
                          [--pdf DATEI] [--theme ORDNER] [--site DATEI]",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    Page(Page),
    /// Schreibt Meldungen als Feed (Atom), wie der Newsroom ihn zeigen wird; er kennt keine Sperrfrist
    #[command(
        override_usage = "sperrfrist-cli feed MELDUNG.json... -o DATEI [--theme ORDNER] [--site DATEI]",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    Feed(Feed),
    /// Führt das Ganze mit dem Beispiel vor und prüft von außen, dass nichts zu früh erscheint
    #[command(
        override_usage = "sperrfrist-cli demo [--release-in DAUER] [--photo-in DAUER] [--out ORDNER] [--json]",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    Demo(Demo),
}

#[derive(Debug, Args)]
pub struct Import {
    /// Die Textdatei
    #[arg(value_name = "DATEI", help_heading = "Angaben")]
    pub file: PathBuf,
    /// Wohin die Meldung geschrieben wird
    #[arg(short, long, value_name = "MELDUNG.json")]
    pub output: PathBuf,
    /// Zeitzone der Zeitangaben im Text [ohne Angabe: Europe/Berlin]
    #[arg(long, value_name = "ZONE", default_value = "Europe/Berlin", hide_default_value = true)]
    pub zone: String,
}

#[derive(Debug, Args)]
pub struct Check {
    /// Die Meldung
    #[arg(value_name = "MELDUNG.json", help_heading = "Angaben")]
    pub release: PathBuf,
    /// Ausgabe als JSON
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
    /// Zeigt, was Fotos verraten würden
    #[command(
        override_usage = "sperrfrist-cli photo inspect PFAD... [--json]",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    Inspect(Inspect),
    /// Schreibt gereinigte Fotos in einen Ordner; die Originale bleiben, wie sie sind
    #[command(
        override_usage = "sperrfrist-cli photo clean PFAD... --into ORDNER [--caption CAPTION.json] \
                          [--keep-rights] [--quality ZAHL] [--json]",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    Clean(Clean),
    /// Schreibt von Fotos die Fassungen, die veröffentlicht werden: aufrecht, in sRGB, gereinigt
    #[command(
        override_usage = "sperrfrist-cli photo renditions DATEI... --into ORDNER [--size GRÖSSE]... \
                          [--caption CAPTION.json]\n        [--edits EDITS.json] [--json]",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    Renditions(Renditions),
}

#[derive(Debug, Args)]
pub struct Inspect {
    /// Fotos oder Ordner
    #[arg(value_name = "PFAD", required = true, help_heading = "Angaben")]
    pub paths: Vec<PathBuf>,
    /// Ausgabe als JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Clean {
    /// Fotos oder Ordner
    #[arg(value_name = "PFAD", required = true, help_heading = "Angaben")]
    pub paths: Vec<PathBuf>,
    /// Der Ordner für die gereinigten Fotos
    #[arg(long, value_name = "ORDNER")]
    pub into: PathBuf,
    /// Bildunterschrift, Nachweis, Rechte und Alternativtext, die in die Fotos geschrieben werden
    #[arg(long, value_name = "CAPTION.json")]
    pub caption: Option<PathBuf>,
    /// Urheber, Nachweis, Urheberrecht und Lizenz aus den Fotos übernehmen, wo CAPTION.json nichts anderes sagt
    #[arg(long)]
    pub keep_rights: bool,
    /// JPEG-Qualität von 1 bis 100 für Fotos, die neu gezeichnet werden müssen [ohne Angabe: 92]
    #[arg(long, value_name = "ZAHL", value_parser = quality)]
    pub quality: Option<u8>,
    /// Ausgabe als JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Renditions {
    /// Fotos
    #[arg(value_name = "DATEI", required = true, help_heading = "Angaben")]
    pub files: Vec<PathBuf>,
    /// Der Ordner für die Fassungen
    #[arg(long, value_name = "ORDNER")]
    pub into: PathBuf,
    /// Längere Seite in Pixeln, oder »print«, »web«, »preview«, »thumbnail«; mehrmals möglich [ohne Angabe: diese vier]
    #[arg(long = "size", value_name = "GRÖSSE", value_parser = size)]
    pub sizes: Vec<Size>,
    /// Bildunterschrift, Nachweis, Rechte und Alternativtext, die in die Fotos geschrieben werden
    #[arg(long, value_name = "CAPTION.json")]
    pub caption: Option<PathBuf>,
    /// Urheber, Nachweis, Urheberrecht und Lizenz aus den Fotos übernehmen, wo CAPTION.json nichts anderes sagt
    #[arg(long)]
    pub keep_rights: bool,
    /// Was am Bild geändert wird: begradigen, zuschneiden, Personen unkenntlich machen
    #[arg(long, value_name = "EDITS.json")]
    pub edits: Option<PathBuf>,
    /// Ausgabe als JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Publish {
    /// Die Meldung
    #[arg(value_name = "MELDUNG.json", help_heading = "Angaben")]
    pub release: PathBuf,
    /// Das Foto; es füllt den ersten freien Platz der Meldung oder einen neuen
    #[arg(long, value_name = "DATEI", requires = "caption")]
    pub photo: Option<PathBuf>,
    /// Bildunterschrift, Nachweis, Rechte und Alternativtext des Fotos
    #[arg(long, value_name = "CAPTION.json", requires = "photo")]
    pub caption: Option<PathBuf>,
    /// Ab wann die Meldung öffentlich ist: RFC 3339, oder Ortszeit in der Zone, z. B. »21.11.2023 17:00«
    #[arg(long, value_name = "ZEIT", required_unless_present = "now")]
    pub at: Option<String>,
    /// Ab wann das Foto öffentlich ist, auch ein erst angekündigtes; ohne Angabe, wie in der Meldung festgelegt
    #[arg(long, value_name = "ZEIT")]
    pub photo_at: Option<String>,
    /// Zeitzone der Ortszeiten [ohne Angabe: Europe/Berlin]
    #[arg(long, value_name = "ZONE", default_value = "Europe/Berlin", hide_default_value = true)]
    pub zone: String,
    /// Welche von zwei gleichen Stunden gemeint ist, wenn die Uhren zurückgestellt werden: »earlier« ist das erste
    /// Mal, Sommerzeit; »later« das zweite, Winterzeit
    #[arg(long, value_name = "WELCHE", hide_possible_values = true)]
    pub fold: Option<FoldArgument>,
    /// Sofort veröffentlichen, auch wenn die angegebene Zeit schon vorbei ist
    #[arg(long)]
    pub now: bool,
    /// Adresse des Newsrooms
    #[arg(long, value_name = "URL")]
    pub newsroom: String,
    /// Datei mit dem Zugangsschlüssel des Newsrooms
    #[arg(long, value_name = "DATEI")]
    pub token_file: PathBuf,
    /// Ordner, in dem der Schreibtisch bleibt: zum Verschieben, Korrigieren und Zurückziehen
    #[arg(long, value_name = "ORDNER")]
    pub archive: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Evidence {
    /// Die Kennung der Meldung, oder Worte ihrer Überschrift
    #[arg(value_name = "MELDUNG", help_heading = "Angaben")]
    pub release: String,
    /// Der Ordner, in dem Sperrfrist die Meldungen aufhebt; die Anwendung muss geschlossen sein
    #[arg(long, value_name = "ORDNER")]
    pub archive: PathBuf,
    /// Adresse des Newsrooms
    #[arg(long, value_name = "URL")]
    pub newsroom: String,
    /// Datei mit dem Zugangsschlüssel des Newsrooms
    #[arg(long, value_name = "DATEI")]
    pub token_file: PathBuf,
    /// »pdf« und »html« für Menschen, »json« für Programme [ohne Angabe: html]
    #[arg(
        long,
        value_name = "FORM",
        default_value = "html",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub format: FormatArgument,
    /// Wohin der Nachweis geschrieben wird
    #[arg(short, long, value_name = "DATEI")]
    pub output: PathBuf,
    /// Zeitzone der Zeiten im Nachweis [ohne Angabe: Europe/Berlin]
    #[arg(long, value_name = "ZONE", default_value = "Europe/Berlin", hide_default_value = true)]
    pub zone: String,
}

/// The form of a Nachweis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormatArgument {
    Pdf,
    Html,
    Json,
}

/// The side of an hour that happens twice.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum FoldArgument {
    Earlier,
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
    /// Wann die Meldung öffentlich wird, gerechnet ab dem Einplanen [ohne Angabe: 5s]
    #[arg(long, value_name = "DAUER", default_value = "5s", hide_default_value = true, value_parser = duration)]
    pub release_in: Duration,
    /// Wann das Foto öffentlich wird, gerechnet ab dem Einplanen [ohne Angabe: 10s]
    #[arg(long, value_name = "DAUER", default_value = "10s", hide_default_value = true, value_parser = duration)]
    pub photo_in: Duration,
    /// Der Ordner, in dem Seiten und Foto bleiben [ohne Angabe: sperrfrist-demo]
    #[arg(long, value_name = "ORDNER", default_value = "sperrfrist-demo", hide_default_value = true)]
    pub out: PathBuf,
    /// Ausgabe als JSON
    #[arg(long)]
    pub json: bool,
}

fn duration(typed: &str) -> Result<Duration, NoDuration> {
    humantime::parse_duration(typed).map_err(|_| NoDuration)
}

/// What was typed is no duration.
#[derive(Debug)]
struct NoDuration;

impl fmt::Display for NoDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Eine Dauer nennen Sie mit ihrer Einheit: »5s« sind fünf Sekunden, »2min« zwei Minuten, »1h« eine Stunde.")
    }
}

impl std::error::Error for NoDuration {}

/// The largest side that may be asked for, in pixels.
const SIDE_MAX: u32 = 30_000;

fn size(typed: &str) -> Result<Size, NoSize> {
    if let Some(known) = Size::all().into_iter().find(|size| size.name == typed) {
        return Ok(known);
    }
    let side = typed.parse().ok().filter(|side| (1..=SIDE_MAX).contains(side)).ok_or(NoSize)?;
    Ok(Size { name: side.to_string(), long_side: Some(side), ..Size::web() })
}

/// What was typed is no size.
#[derive(Debug)]
struct NoSize;

impl fmt::Display for NoSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "Eine Größe nennen Sie in Pixeln der längeren Seite, von 1 bis 30000, oder als »print«, »web«, \
             »preview« oder »thumbnail«.",
        )
    }
}

impl std::error::Error for NoSize {}

fn quality(typed: &str) -> Result<u8, NoQuality> {
    typed.parse().ok().filter(|quality| (1..=100).contains(quality)).ok_or(NoQuality)
}

/// What was typed is no quality.
#[derive(Debug)]
struct NoQuality;

impl fmt::Display for NoQuality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Die Qualität ist eine ganze Zahl von 1 bis 100; 92 zeigt keinen Verlust.")
    }
}

impl std::error::Error for NoQuality {}
