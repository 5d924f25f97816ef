//! `shirube check`: load and judge, write nothing.

use super::Outcome;
use super::arguments::CheckArguments;
use super::report::Output;
use crate::build::Builder;

pub(super) fn run(options: &CheckArguments, output: &Output) -> Outcome {
    let workspace = match super::workspace(options.site.as_deref(), "check", output) {
        Ok(workspace) => workspace,
        Err(outcome) => return outcome,
    };
    let mut outcome = Outcome::Done;
    let mut builder = Builder::default();
    for site in &workspace.sites {
        let checked = builder.check(site);
        let (errors, warnings) = (checked.sink.errors(), checked.sink.warnings());
        output.problems(checked.sink, &checked.sources);
        output.line(&format!("{}: {}", site.display(), output.counts(errors, warnings)));
        if errors > 0 {
            outcome = Outcome::Problems;
        }
    }
    outcome
}
