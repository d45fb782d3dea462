//! The press officer's verbs for a terminal and for scripts: a contract that is extended and never broken.
//!
//! Exit codes: 0 done; 1 refused, failed, or (in `demo`) something was public too early; 2 wrong usage; 130
//! stopped by the reader.

mod arguments;
mod check;
mod demo;
mod evidence;
mod fault;
mod files;
mod import;
mod json;
mod name;
mod pdf;
mod photo;
mod publish;
mod renditions;
mod signals;
mod still;
mod tell;
mod usage;
mod verbs;
mod watch;

use std::process::ExitCode;

use arguments::{Arguments, Verb};
use clap::Parser;
use tell::complain;

fn main() -> ExitCode {
    signals::survive_file_limits();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage::told(&error),
    };
    let outcome = match arguments.verb {
        Verb::Import(arguments) => import::run(&arguments),
        Verb::Check(arguments) => check::run(&arguments),
        Verb::Photo(arguments) => photo::run(&arguments),
        Verb::Pdf(arguments) => pdf::run(&arguments),
        Verb::Publish(arguments) => publish::run(&arguments),
        Verb::Reschedule(arguments) => verbs::reschedule(&arguments),
        Verb::Lift(arguments) => verbs::lift(&arguments),
        Verb::Correct(arguments) => verbs::correct(&arguments),
        Verb::Rename(arguments) => verbs::rename(&arguments),
        Verb::Stop(at) => verbs::stop(&at),
        Verb::Withdraw(arguments) => verbs::withdraw(&arguments),
        Verb::Delete(at) => verbs::delete(&at),
        Verb::Evidence(arguments) => evidence::run(&arguments),
        Verb::Page(arguments) => still::page(&arguments),
        Verb::Feed(arguments) => still::feed(&arguments),
        Verb::Demo(arguments) => demo::run(&arguments),
    };
    let code = outcome.unwrap_or_else(|fault| {
        complain!("{fault}");
        ExitCode::FAILURE
    });
    if tell::all_went_out() {
        return code;
    }
    complain!(
        "Die Ausgabe ließ sich nicht vollständig schreiben.\n  Schaffen Sie Platz, wo sie hingeht, und wiederholen \
         Sie den Befehl."
    );
    ExitCode::FAILURE
}
