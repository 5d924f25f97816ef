//! Bases of the handbooks of a run: each is checked on its own, and what is wrong with it is said once, not by every handbook above it.

use super::Outcome;
use super::report::Output;
use crate::build::Builder;
use crate::diag::{Code, Diagnostic, Sink, SourceMap};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What was said of the bases so far.
#[derive(Debug, Default)]
pub(super) struct Bases {
    told: BTreeSet<Told>,
}

/// A problem, whichever run of the check found it: code, file, place and words.
type Told = (Code, String, u32, u32, String);

/// What is left to say of a handbook.
#[derive(Debug)]
pub(super) struct Untold {
    /// Problems that were not said of a base.
    pub sink: Sink,
    /// Problems of each severity, those of the bases too.
    pub errors: usize,
    /// As `errors`.
    pub warnings: usize,
    /// How many of both were said of a base.
    pub told: usize,
}

impl Bases {
    /// Checks handbooks that others extend, each after those that it extends, and says what is wrong with them.
    pub fn check<'b>(&mut self, bases: impl IntoIterator<Item = &'b PathBuf>, builder: &mut Builder, output: &Output) -> Outcome {
        let mut outcome = Outcome::Done;
        for base in bases {
            let checked = builder.check(base);
            let untold = self.untold(checked.sink, &checked.sources);
            self.tell(&untold.sink, &checked.sources);
            let (line, errors) = (format!("{}: {}", base.display(), untold.counts(output)), untold.errors);
            output.problems(untold.sink, &checked.sources);
            output.line(&line);
            if errors > 0 {
                outcome = Outcome::Problems;
            }
        }
        outcome
    }

    /// Notes what is said of a base.
    pub fn tell(&mut self, sink: &Sink, sources: &SourceMap) {
        self.told.extend(sink.iter().filter_map(|problem| key(problem, sources)));
    }

    /// Takes out what was said already.
    pub fn untold(&self, sink: Sink, sources: &SourceMap) -> Untold {
        let (errors, warnings) = (sink.errors(), sink.warnings());
        let mut kept = Sink::default();
        kept.extend(sink.into_iter().filter(|problem| !key(problem, sources).is_some_and(|key| self.told.contains(&key))));
        let told = errors + warnings - kept.iter().count();
        Untold { sink: kept, errors, warnings, told }
    }
}

fn key(problem: &Diagnostic, sources: &SourceMap) -> Option<Told> {
    let span = problem.span()?;
    Some((problem.code, sources.file(span.source)?.name.clone(), span.start, span.end, problem.message.ja.clone()))
}

impl Untold {
    /// All counts, and how many of them are to be found further up.
    pub fn counts(&self, output: &Output) -> String {
        let counts = output.counts(self.errors, self.warnings);
        match self.told {
            0 => counts,
            told => format!("{counts}{}", output.of_bases(told)),
        }
    }
}
