//! `shirube check`: load and judge, write nothing.

use super::Outcome;
use super::arguments::CheckArguments;
use super::bases::Bases;
use super::report::Output;
use crate::build::Builder;

pub(super) fn run(options: &CheckArguments, output: &Output) -> Outcome {
    let workspace = match super::workspace(options.site.as_deref(), "check", output) {
        Ok(workspace) => workspace,
        Err(outcome) => return outcome,
    };
    let (mut builder, mut bases) = (Builder::default(), Bases::default());
    let mut outcome = bases.check(&workspace.bases, &mut builder, output);
    for site in workspace.sites.iter().filter(|site| !workspace.is_extended(site)) {
        let checked = builder.check(site);
        let untold = bases.untold(checked.sink, &checked.sources);
        let (line, errors) = (format!("{}: {}", site.display(), untold.counts(output)), untold.errors);
        output.problems(untold.sink, &checked.sources);
        output.line(&line);
        if errors > 0 {
            outcome = Outcome::Problems;
        }
    }
    outcome
}
