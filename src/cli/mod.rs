//! F9 `cli`: arguments → calls, results → exit code. The only place that prints, exits or asks the environment for a language.
//!
//! Exit codes: 0 done (warnings allowed), 1 problems in the site, 2 wrong usage, 3 the machine refused (disk, rights), 70 our bug.

mod arguments;
mod build;
mod check;
mod explain;
mod new;
mod progress;
mod report;
mod serve;
mod usage;

use crate::build::{Handbooks, Workspace};
use crate::diag::Language;
use arguments::{Arguments, Command};
use clap::Parser;
use std::panic;
use std::path::Path;
use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Everything was done.
    Done,
    /// The site has errors.
    Problems,
    /// The command line was wrong.
    Usage,
    /// Disk or rights.
    Environment,
    /// A bug of ours.
    Bug,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        ExitCode::from(match outcome {
            Outcome::Done => 0,
            Outcome::Problems => 1,
            Outcome::Usage => 2,
            Outcome::Environment => 3,
            Outcome::Bug => 70,
        })
    }
}

/// Runs the command line of this process. `handbooks` gives the shipped handbooks that `new` can start from.
#[must_use]
pub fn main(handbooks: fn() -> Handbooks) -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are answers, everything else is wrong usage; clap knows which stream each belongs to.
            let outcome = if error.use_stderr() { Outcome::Usage } else { Outcome::Done };
            if outcome == Outcome::Usage && report::language_unparsed() == Language::Japanese {
                usage::complain(&error);
                return outcome.into();
            }
            return error.print().map_or(Outcome::Environment, |()| outcome).into();
        }
    };
    // A panic is a bug of ours: it must neither look like a problem of the site nor leave half a site behind (publishing is one exchange).
    panic::catch_unwind(|| run(&arguments, handbooks)).unwrap_or_else(|_| report::bug(&arguments)).into()
}

/// The handbooks that `command` is about; without a folder those of `content/`. A folder without any is wrong usage.
fn workspace(folder: Option<&Path>, command: &str, output: &report::Output) -> Result<Workspace, Outcome> {
    let folder = folder.unwrap_or(Path::new("content"));
    Workspace::find(folder).map_err(|problem| {
        output.no_site(folder, problem.text(output.language), command);
        Outcome::Usage
    })
}

fn run(arguments: &Arguments, handbooks: fn() -> Handbooks) -> Outcome {
    let style = report::Output::new(arguments);
    match arguments.command() {
        Command::Build(options) => build::run(&options, &style),
        Command::Serve(options) => serve::run(&options, &style),
        Command::Check(options) => check::run(&options, &style),
        Command::New(options) => new::run(&options, &handbooks(), &style),
        Command::Explain(options) => explain::run(&options, &style),
    }
}
