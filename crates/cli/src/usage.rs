//! A wrong call, told in German.

use std::error::Error as _;
use std::process::ExitCode;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::tell::complain;

/// A wrong call.
const WRONG_CALL: u8 = 2;

/// Prints help where it was asked for or nothing was typed, else what is wrong with the call.
pub fn told(error: &Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = error.print();
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            ExitCode::from(WRONG_CALL)
        }
        _ => {
            complain!("{}\n{}", sentence(error), next_step(error));
            ExitCode::from(WRONG_CALL)
        }
    }
}

fn sentence(error: &Error) -> String {
    let about = |kind| error.get(kind).map(words).unwrap_or_default();
    let (argument, value) = (about(ContextKind::InvalidArg), about(ContextKind::InvalidValue));
    match error.kind() {
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => {
            format!("Bei {argument} fehlt die Angabe.")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("»{value}« passt nicht zu {argument}.")
        }
        ErrorKind::UnknownArgument => format!("»{argument}« gibt es hier nicht."),
        ErrorKind::InvalidSubcommand => {
            format!("Den Befehl »{}« gibt es nicht.", about(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("Es fehlt {argument}."),
        ErrorKind::MissingSubcommand => "Es fehlt der Befehl.".into(),
        ErrorKind::ArgumentConflict => format!("{argument} steht mehr als einmal da."),
        ErrorKind::TooManyValues => format!("»{value}« ist bei {argument} zu viel."),
        ErrorKind::InvalidUtf8 => "Der Aufruf enthält Zeichen, die kein UTF-8 sind.".into(),
        _ => "Dieser Aufruf ist nicht zu verstehen.".into(),
    }
}

fn next_step(error: &Error) -> String {
    // A value that does not fit says itself what would.
    if error.kind() == ErrorKind::ValueValidation
        && let Some(cause) = error.source()
    {
        return cause.to_string();
    }
    if error.kind() == ErrorKind::InvalidValue
        && let Some(ContextValue::Strings(values)) = error.get(ContextKind::ValidValue)
        && !values.is_empty()
    {
        return format!("Möglich sind: {}.", values.join(", "));
    }
    let meant = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand]
        .into_iter()
        .find_map(|kind| error.get(kind));
    match meant.map(words).filter(|meant| !meant.is_empty()) {
        Some(meant) => format!("Meinten Sie »{meant}«? Wie es geht, zeigt sperrfrist-cli --help."),
        None => "Wie es geht, zeigt sperrfrist-cli BEFEHL --help.".into(),
    }
}

/// Without the brackets that clap puts around what stands for a value.
fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(" und "),
        other => other.to_string(),
    }
    .replace(['<', '>'], "")
}
