//! What may be typed, and the German help.

use std::net::{AddrParseError, IpAddr, SocketAddr};
use std::num::{NonZeroU32, NonZeroUsize};
use std::path::{Path, PathBuf};

use clap::builder::styling::Styles;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use ipnet::IpNet;
use sperrfrist_newsroom::{Limits, Rights, keys};

const EXIT_CODES: &str = "Rückgabewerte:
  0  in Ordnung
  1  Fehler; auf der Fehlerausgabe steht, was geschehen ist und was hilft
  2  falscher Aufruf";
const TEMPLATE: &str = "{about}\n\nAufruf: {usage}\n\n{all-args}{after-help}\n";

/// Nimmt gesperrte Medieninformationen und Fotos an und veröffentlicht sie zu ihrer Zeit, keinen Augenblick
/// früher.
#[derive(Debug, Parser)]
#[command(
    name = "sperrfrist-newsroom",
    version,
    override_usage = "sperrfrist-newsroom BEFEHL",
    after_help = EXIT_CODES,
    help_template = TEMPLATE,
    styles = Styles::plain(),
    subcommand_help_heading = "Befehle",
    next_help_heading = "Optionen",
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
    /// Legt einen Newsroom an: seine Schlüssel und seinen Ordner
    #[command(
        override_usage = "sperrfrist-newsroom init --data ORDNER [--keys DATEI] [--recovery EMPFÄNGER]",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    Init {
        #[command(flatten)]
        place: Place,
        /// Zweiter Empfänger (age1…), dessen Schlüssel außer Haus im Tresor liegt: öffnet im Notfall alles
        #[arg(long, value_name = "EMPFÄNGER")]
        recovery: Option<String>,
    },
    /// Nimmt an und veröffentlicht, bis SIGTERM oder SIGINT kommt
    #[command(
        override_usage = "sperrfrist-newsroom serve --data ORDNER [--keys DATEI] [--listen ADRESSE] [--clock kernel|host]\n                                 [--keeper ADRESSE] [--alarm PROGRAMM] [--trusted-proxy ADRESSE]\n                                 [--rate ZAHL] [--connections ZAHL] [--phone ADRESSE] [--four-eyes]\n                                 [--theme ORDNER] [--site DATEI] [--retain TAGE]",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    Serve {
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        service: Service,
    },
    /// Zeigt, wie es um den Newsroom steht, auch um einen laufenden; kein Inhalt ist dabei
    #[command(
        override_usage = "sperrfrist-newsroom status --data ORDNER [--keys DATEI] [--json]",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    Status {
        #[command(flatten)]
        place: Place,
        /// Für Programme: dasselbe als JSON
        #[arg(long)]
        json: bool,
    },
    /// Sichert einen Newsroom, auch einen laufenden; seine Schlüssel sind nicht dabei
    #[command(
        override_usage = "sperrfrist-newsroom backup --data ORDNER --into ORDNER",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    Backup {
        #[command(flatten)]
        folder: Folder,
        /// Leerer oder neuer Ordner für die Sicherung
        #[arg(long, value_name = "ORDNER")]
        into: PathBuf,
    },
    /// Stellt einen Newsroom aus einer Sicherung wieder her. Alles darin ist angehalten, bis es wieder eingeplant wird, und
    /// niemand hat Zugang, bis er neu ausgestellt ist: Was nach der Sicherung angehalten, zurückgezogen oder entzogen
    /// wurde, weiß sie nicht
    #[command(
        override_usage = "sperrfrist-newsroom restore --from ORDNER --data ORDNER [--keep-access]",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    Restore {
        /// Ordner der Sicherung
        #[arg(long, value_name = "ORDNER")]
        from: PathBuf,
        /// Leerer oder neuer Ordner für den Newsroom
        #[arg(long, value_name = "ORDNER")]
        data: PathBuf,
        /// Zugänge und Passwörter der Sicherung gelten wieder; nur, wenn seitdem niemandem etwas entzogen wurde
        #[arg(long)]
        keep_access: bool,
    },
    /// Prüft oder zeigt das Protokoll
    #[command(
        override_usage = "sperrfrist-newsroom audit verify|list --data ORDNER",
        help_template = TEMPLATE,
        subcommand_help_heading = "Befehle"
    )]
    Audit {
        #[command(subcommand)]
        verb: AuditVerb,
    },
    /// Trägt ein, wer in der Pressestelle was darf
    #[command(
        override_usage = "sperrfrist-newsroom officer add|password|remove|list --data ORDNER",
        help_template = TEMPLATE,
        subcommand_help_heading = "Befehle"
    )]
    Officer {
        #[command(subcommand)]
        verb: OfficerVerb,
    },
    /// Verwaltet die Zugangsschlüssel
    #[command(
        override_usage = "sperrfrist-newsroom token new|revoke NAME --data ORDNER",
        help_template = TEMPLATE,
        subcommand_help_heading = "Befehle"
    )]
    Token {
        #[command(subcommand)]
        verb: TokenVerb,
    },
}

/// Where a newsroom lies.
#[derive(Debug, Args)]
pub struct Folder {
    /// Ordner, in dem der Newsroom alles aufbewahrt
    #[arg(long, value_name = "ORDNER")]
    pub data: PathBuf,
}

/// The same with its keys.
#[derive(Debug, Args)]
pub struct Place {
    #[command(flatten)]
    pub folder: Folder,
    /// Datei mit den Schlüsseln [ohne Angabe: neben dem Ordner, mit der Endung .keys]
    #[arg(long, value_name = "DATEI")]
    keys: Option<PathBuf>,
}

impl Place {
    pub fn data(&self) -> &Path {
        &self.folder.data
    }

    /// Where the keys are, or are to be.
    pub fn keys(&self) -> PathBuf {
        self.keys.clone().unwrap_or_else(|| keys::beside(self.data()))
    }
}

/// What a running newsroom does.
#[derive(Debug, Args)]
pub struct Service {
    /// Adresse und Anschluss [ohne Angabe: 127.0.0.1:8080]; davor gehört ein Webserver, der verschlüsselt
    #[arg(long, value_name = "ADRESSE", default_value = "127.0.0.1:8080", hide_default_value = true)]
    pub listen: SocketAddr,
    /// Wessen Uhr gilt: »kernel« [ohne Angabe] ist die des Betriebssystems mit ihrer Ungenauigkeit, und ist
    /// sie nicht abgeglichen, bleibt alles gesperrt; »host« ist die Uhr dieses Rechners, wie sie geht
    #[arg(
        long,
        value_name = "UHR",
        value_enum,
        default_value_t = Source::Kernel,
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub clock: Source,
    /// Zweite Adresse mit /healthz und /metrics, nur für den Betrieb: Sie verrät, dass etwas gesperrt ist
    #[arg(long, value_name = "ADRESSE")]
    pub keeper: Option<SocketAddr>,
    /// Programm, das binnen einer Minute mit einem Satz aufgerufen wird, wenn Fälliges nicht öffentlich ist oder
    /// die Uhr nicht stimmt, und wenn alles wieder in Ordnung ist
    #[arg(long, value_name = "PROGRAMM")]
    pub alarm: Option<PathBuf>,
    /// Webserver, dem geglaubt wird, für wen er fragt (X-Forwarded-For, sonst Forwarded); auch ein Netz wie
    /// 10.0.0.0/8, und mehrmals [ohne Angabe: keinem]
    #[arg(long, value_name = "ADRESSE", value_parser = network)]
    pub trusted_proxy: Vec<IpNet>,
    /// Wie viele Abrufe in der Sekunde eine Adresse der Öffentlichkeit frei hat [ohne Angabe: alle]
    #[arg(long, value_name = "ZAHL")]
    pub rate: Option<NonZeroU32>,
    /// Wie viele Verbindungen zugleich offen sein dürfen [ohne Angabe: 4096]; sind es mehr, geht, wer am längsten
    /// geschwiegen hat
    #[arg(long, value_name = "ZAHL")]
    pub connections: Option<NonZeroUsize>,
    /// Dritte Adresse mit der Seite fürs Telefon: anhalten, Foto zurückhalten, später; davor gehört ein Webserver, der
    /// verschlüsselt
    #[arg(long, value_name = "ADRESSE")]
    pub phone: Option<SocketAddr>,
    /// Vier Augen: Wer geschrieben hat, kann nicht allein veröffentlichen
    #[arg(long)]
    pub four_eyes: bool,
    /// Eigene Gestaltung: Was in diesem Ordner liegt, tritt Datei für Datei an die Stelle der eingebauten
    #[arg(long, value_name = "ORDNER")]
    pub theme: Option<PathBuf>,
    /// Angaben zum Haus: Adresse des Newsrooms, Name, Kontakt, Impressum, Barrierefreiheit (JSON)
    #[arg(long, value_name = "DATEI")]
    pub site: Option<PathBuf>,
    /// Löscht Angehaltenes und Zurückgezogenes nach so vielen Tagen [ohne Angabe: nie]; Hinweisseite und Protokoll bleiben,
    /// und Öffentliches geht nie von selbst
    #[arg(long, value_name = "TAGE")]
    pub retain: Option<NonZeroU32>,
}

impl Service {
    pub fn limits(&self) -> Limits {
        let most = self.connections.map_or(Limits::default().connections, NonZeroUsize::get);
        Limits { connections: most, rate: self.rate, trusted_proxies: self.trusted_proxy.clone() }
    }
}

/// One address, or a net of them.
fn network(text: &str) -> Result<IpNet, AddrParseError> {
    text.parse().or_else(|_| text.parse::<IpAddr>().map(IpNet::from))
}

#[derive(Debug, Subcommand)]
pub enum AuditVerb {
    /// Prüft, dass keine Zeile des Protokolls geändert, eingefügt oder aus seiner Mitte entfernt wurde
    #[command(
        override_usage = "sperrfrist-newsroom audit verify --data ORDNER",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    Verify {
        #[command(flatten)]
        folder: Folder,
    },
    /// Prüft das Protokoll und gibt es aus: Zeit, Ereignis, Veröffentlichung, Fassung, Zugang
    #[command(
        override_usage = "sperrfrist-newsroom audit list --data ORDNER",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    List {
        #[command(flatten)]
        folder: Folder,
    },
}

#[derive(Debug, Subcommand)]
pub enum OfficerVerb {
    /// Trägt jemanden ein
    #[command(
        override_usage = "sperrfrist-newsroom officer add NAME --rights schreiben,freigeben,verwalten --data ORDNER",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    Add {
        /// Wie die Person im Protokoll stehen soll
        #[arg(value_name = "NAME", help_heading = "Angaben")]
        name: String,
        /// Was sie darf: schreiben (planen und korrigieren), freigeben, verwalten (löschen); durch Kommas getrennt.
        /// Anhalten, zurückziehen und später legen kann jeder, der Zugang hat
        #[arg(long, value_name = "RECHTE")]
        rights: Rights,
        #[command(flatten)]
        folder: Folder,
    },
    /// Stellt ein neues Passwort fürs Telefon aus und gibt es ein einziges Mal aus
    #[command(
        override_usage = "sperrfrist-newsroom officer password NAME --data ORDNER",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    Password {
        /// Wie die Person eingetragen ist
        #[arg(value_name = "NAME", help_heading = "Angaben")]
        name: String,
        #[command(flatten)]
        folder: Folder,
    },
    /// Streicht jemanden mit allen Zugangsschlüsseln; was eingeplant wurde, bleibt eingeplant
    #[command(
        override_usage = "sperrfrist-newsroom officer remove NAME --data ORDNER",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    Remove {
        /// Wie die Person eingetragen ist
        #[arg(value_name = "NAME", help_heading = "Angaben")]
        name: String,
        #[command(flatten)]
        folder: Folder,
    },
    /// Zeigt, wer eingetragen ist
    #[command(
        override_usage = "sperrfrist-newsroom officer list --data ORDNER",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    List {
        #[command(flatten)]
        folder: Folder,
    },
}

#[derive(Debug, Subcommand)]
pub enum TokenVerb {
    /// Macht einen Zugangsschlüssel ungültig; der laufende Newsroom hält sich sofort daran
    #[command(
        override_usage = "sperrfrist-newsroom token revoke NAME --data ORDNER",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    Revoke {
        /// Unter welchem Namen er ausgestellt wurde
        #[arg(value_name = "NAME", help_heading = "Angaben")]
        name: String,
        #[command(flatten)]
        folder: Folder,
    },
    /// Stellt einen Zugangsschlüssel aus und gibt ihn ein einziges Mal aus
    #[command(
        override_usage = "sperrfrist-newsroom token new NAME --data ORDNER [--officer PERSON] [--keys DATEI]",
        help_template = TEMPLATE,
        next_help_heading = "Optionen"
    )]
    New {
        /// Wofür er ist, zum Beispiel der Name der Pressestelle
        #[arg(value_name = "NAME", help_heading = "Angaben")]
        name: String,
        /// Wer damit arbeitet, wie mit »officer add« eingetragen [ohne Angabe: jemand, der alles darf]
        #[arg(long, value_name = "PERSON")]
        officer: Option<String>,
        #[command(flatten)]
        place: Place,
    },
}

/// Whose clock counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Source {
    Kernel,
    Host,
}

impl Source {
    /// As it is typed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kernel => "kernel",
            Self::Host => "host",
        }
    }
}
