//! `lints:` of `site.yml`: how grave a handbook takes each lint.

use crate::diag::{Severity, Sink};
use crate::model::{LintLevel, Site};

/// Gives every lint the level that the site sets; those that are off are taken out. Other problems have no level there.
pub(super) fn set(site: &Site, sink: Sink) -> Sink {
    if site.lints.is_empty() {
        return sink;
    }
    let mut kept = Sink::default();
    for mut problem in sink {
        match site.lints.get(&problem.code) {
            Some(LintLevel::Off) => continue,
            Some(LintLevel::Warning) => problem.severity = Severity::Warning,
            Some(LintLevel::Error) => problem.severity = Severity::Error,
            None => {}
        }
        kept.push(problem);
    }
    kept
}
