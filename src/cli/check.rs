//! `shirube check`: load and judge, write nothing.

use super::Outcome;
use super::arguments::CheckArguments;
use super::report::Output;
use crate::build::{self, Workspace};

pub(super) fn run(options: &CheckArguments, output: &Output) -> Outcome {
    let folder = options.site.clone().unwrap_or_else(|| "content".into());
    let workspace = match Workspace::find(&folder) {
        Ok(workspace) => workspace,
        Err(problem) => {
            output.no_site(&folder, problem.text(output.language), "check");
            return Outcome::Usage;
        }
    };
    let mut outcome = Outcome::Done;
    for site in &workspace.sites {
        let checked = build::check_site(site);
        let (errors, warnings) = (checked.sink.errors(), checked.sink.warnings());
        output.problems(checked.sink, &checked.sources);
        output.line(&format!("{}: {}", site.display(), output.counts(errors, warnings)));
        if errors > 0 {
            outcome = Outcome::Problems;
        }
    }
    outcome
}
