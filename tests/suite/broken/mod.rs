//! Broken handbooks: what an editor is told, and that nothing is published.
//!
//! Each case changes the small whole handbook of the harness and lists every place that is named, in order, and no other: a mistake has
//! one message where it was made and no echo elsewhere. Every case runs twice: through the library for the exact places, through the
//! binary for the exit code, the empty output folder and the absence of a crash. To add one: write the change, run the suite, and copy
//! the places from the failure after reading its message aloud.

mod advice;
mod agendas;
mod audience;
mod checklists;
mod codes;
mod directory;
mod echoes;
mod files;
mod flows;
mod forms;
mod layers;
mod letters;
mod limits;
mod output;
mod overlay;
mod pages;
mod rendered;
mod rules;
mod site;
mod tables;
mod theme;
mod writing;
mod yaml;

use crate::harness::Handbook;
use shirube::diag::{Code, Severity};
use std::fmt::Write as _;
use std::process::Command;

/// One broken handbook.
pub struct Case {
    /// A sentence about what is wrong.
    pub name: &'static str,
    /// How the whole handbook becomes the broken one.
    pub change: fn(Handbook) -> Handbook,
    /// Every problem as `CODE file:line:column`, in the order of the output.
    pub expected: &'static [&'static str],
}

/// The tables of all files.
const ALL: &[&[Case]] = &[
    agendas::CASES,
    audience::CASES,
    checklists::CASES,
    directory::CASES,
    echoes::CASES,
    files::CASES,
    flows::CASES,
    forms::CASES,
    layers::CASES,
    letters::CASES,
    limits::CASES,
    overlay::CASES,
    pages::CASES,
    rules::CASES,
    site::CASES,
    tables::CASES,
    theme::CASES,
    writing::CASES,
    yaml::CASES,
];

/// Runs every case of a table and fails with all that differ.
fn run(cases: &[Case]) {
    let said: String = cases.iter().map(differences).collect();
    assert!(said.is_empty(), "{said}");
}

fn differences(case: &Case) -> String {
    let mut said = String::new();
    let handbook = (case.change)(Handbook::new());
    let checked = handbook.check();
    let places = checked.places();
    if places != case.expected {
        let _ = write!(said, "\n== {} ==\nexpected {:#?}\nfound {places:#?}\n{}", case.name, case.expected, checked.human());
    }
    let long: String = checked.diagnostics.iter().filter_map(advice::too_long).collect();
    if !long.is_empty() {
        let _ = write!(said, "\n== {}: the advice is too long ==\n{long}", case.name);
    }
    let is_refused = checked.diagnostics.iter().any(|problem| problem.severity == Severity::Error);
    if let Some(difference) = through_the_binary(&handbook, case.expected, is_refused) {
        let _ = write!(said, "\n== {}: through the binary ==\n{difference}\n", case.name);
    }
    said
}

/// The binary on the same handbook: what differs from its promises.
fn through_the_binary(handbook: &Handbook, expected: &[&str], is_refused: bool) -> Option<String> {
    let output = shirube(handbook, &["build", "site", "--out", "out"]);
    let codes: Vec<Code> = expected.iter().filter_map(|place| Code::find(&place[..4])).collect();
    let said = String::from_utf8_lossy(&output.stderr);
    let unnamed = codes.iter().find(|code| !said.contains(code.id()));
    let problem = match output.status.code() {
        _ if said.contains("panicked") => "it panicked".to_owned(),
        code if code != Some(i32::from(is_refused)) => format!("exit code {code:?}"),
        _ if is_refused && handbook.out().exists() => "something was written".to_owned(),
        _ if unnamed.is_some() => format!("{unnamed:?} is not named"),
        _ => return None,
    };
    Some(format!("{problem}\n{said}"))
}

/// Runs the binary in the folder of a handbook, in Japanese.
fn shirube(handbook: &Handbook, arguments: &[&str]) -> std::process::Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shirube"));
    command.args(arguments).current_dir(handbook.root()).env("LANG", "ja_JP.UTF-8").env_remove("LC_ALL").env_remove("LC_MESSAGES");
    command.output().expect("it runs")
}
