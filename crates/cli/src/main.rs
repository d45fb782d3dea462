//! The press officer's verbs for a terminal and for scripts: a contract that is extended and never broken.
//!
//! Exit codes: 0 done; 1 refused, failed, or (in `demo`) something was public too early; 2 wrong usage.

mod arguments;
mod check;
mod demo;
mod fault;
mod files;
mod import;
mod photo;
mod publish;
mod watch;

use std::process::ExitCode;

use arguments::{Arguments, Verb};
use clap::Parser;

fn main() -> ExitCode {
    let outcome = match Arguments::parse().verb {
        Verb::Import(arguments) => import::run(&arguments),
        Verb::Check(arguments) => check::run(&arguments),
        Verb::Photo(arguments) => photo::run(&arguments),
        Verb::Publish(arguments) => publish::run(&arguments),
        Verb::Demo(arguments) => demo::run(&arguments),
    };
    match outcome {
        Ok(code) => code,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}
