//! What may be typed after the verbs for what is planned or public.

use std::path::PathBuf;

use clap::Args;

use super::FoldArgument;

/// Which release, on which desk, at which newsroom.
#[derive(Debug, Args)]
pub struct AtDesk {
    /// Die Meldung, wie sie eingeplant wurde
    #[arg(value_name = "MELDUNG.json", help_heading = "Angaben")]
    pub release: PathBuf,
    /// Der Ordner, den »publish --archive« angelegt hat
    #[arg(long, value_name = "ORDNER")]
    pub archive: PathBuf,
    /// Adresse des Newsrooms
    #[arg(long, value_name = "URL")]
    pub newsroom: String,
    /// Datei mit dem Zugangsschlüssel des Newsrooms
    #[arg(long, value_name = "DATEI")]
    pub token_file: PathBuf,
    /// Zeitzone der Ortszeiten [ohne Angabe: Europe/Berlin]
    #[arg(long, value_name = "ZONE", default_value = "Europe/Berlin", hide_default_value = true)]
    pub zone: String,
}

#[derive(Debug, Args)]
pub struct Reschedule {
    #[command(flatten)]
    pub at_desk: AtDesk,
    /// Ab wann die Meldung öffentlich ist; ihre Fotos folgen im gleichen Abstand
    #[arg(long, value_name = "ZEIT", required_unless_present = "photo_at")]
    pub at: Option<String>,
    /// Ab wann das Foto öffentlich ist
    #[arg(long, value_name = "ZEIT")]
    pub photo_at: Option<String>,
    /// Uhrzeiten im Text so lassen, wie sie sind
    #[arg(long)]
    pub keep_words: bool,
    /// Welche von zwei gleichen Stunden gemeint ist, wenn die Uhren zurückgestellt werden: »earlier« oder »later«
    #[arg(long, value_name = "WELCHE", hide_possible_values = true)]
    pub fold: Option<FoldArgument>,
}

#[derive(Debug, Args)]
pub struct Lift {
    #[command(flatten)]
    pub at_desk: AtDesk,
    /// Warum; steht nur im Protokoll
    #[arg(long, value_name = "GRUND")]
    pub reason: String,
    /// Auch die Fotos sofort veröffentlichen
    #[arg(long)]
    pub photos: bool,
}

#[derive(Debug, Args)]
pub struct Correct {
    #[command(flatten)]
    pub at_desk: AtDesk,
    /// Was korrigiert wurde, ohne den Fehler zu wiederholen: »Name im 2. Absatz«
    #[arg(long, value_name = "HINWEIS", required_unless_present = "delivered")]
    pub notice: Option<String>,
    /// Das ist die Rede, wie sie gehalten wurde: eine neue Fassung, keine Korrektur
    #[arg(long, conflicts_with = "notice")]
    pub delivered: bool,
}

#[derive(Debug, Args)]
pub struct Rename {
    #[command(flatten)]
    pub at_desk: AtDesk,
    /// Wie der Name falsch dasteht
    #[arg(long, value_name = "NAME")]
    pub old: String,
    /// Wie er richtig heißt
    #[arg(long, value_name = "NAME")]
    pub new: String,
    /// Was korrigiert wurde; nötig, sobald die Meldung öffentlich ist
    #[arg(long, value_name = "HINWEIS")]
    pub notice: Option<String>,
}

#[derive(Debug, Args)]
pub struct Withdraw {
    #[command(flatten)]
    pub at_desk: AtDesk,
    /// Der Satz auf der Hinweisseite; ohne ihn ist die Adresse wie eine, die es nie gab
    #[arg(long, value_name = "SATZ")]
    pub notice: Option<String>,
    /// Warum; steht nur im Protokoll
    #[arg(long, value_name = "GRUND")]
    pub reason: Option<String>,
}
