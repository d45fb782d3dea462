//! A wrong call, told in German.

use std::process::ExitCode;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// A wrong call.
const WRONG_CALL: u8 = 2;

/// Prints help where it was asked for, else what is wrong with the call.
pub fn told(error: &Error) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    eprintln!("{}\nWie es geht, zeigt sperrfrist-newsroom --help.", sentence(error));
    ExitCode::from(WRONG_CALL)
}

fn sentence(error: &Error) -> String {
    let about = |kind| error.get(kind).map(words).unwrap_or_default();
    let (argument, value) = (about(ContextKind::InvalidArg), about(ContextKind::InvalidValue));
    match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("Bei {argument} fehlt die Angabe."),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("»{value}« passt nicht zu {argument}.")
        }
        ErrorKind::UnknownArgument => format!("»{argument}« gibt es hier nicht."),
        ErrorKind::InvalidSubcommand => {
            format!("Den Befehl »{}« gibt es nicht.", about(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("Es fehlt {argument}."),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "Es fehlt der Befehl.".into()
        }
        ErrorKind::ArgumentConflict => format!("{argument} steht mehr als einmal da."),
        _ => "Dieser Aufruf ist nicht zu verstehen.".into(),
    }
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(" und "),
        other => other.to_string(),
    }
}
