//! `rules/*.cases.yml` → worked examples. Their inputs are brought into the wire form of [`rules`](crate::rules): dates to `2026-05-20`, counts
//! to numbers. What cannot be read is left as it was typed, for an example may show that it is refused.

mod input;

use super::calendar::{self, RawCalendar};
use super::fields;
use super::lexical::{self, TextKind};
use super::overlay::Thing;
use super::rules::say;
use super::stack::Stack;
use super::yaml::{self, Keyed, Node};
use crate::diag::{Code, Diagnostic, Sink, SourceId, Span, Spanned};
use crate::model::{Case, Expectation, ExpectedDate, Origin, ReferenceKind, RuleSet, RuleSetId, StageState, check_kebab};
use input::RawInput;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How the file of the examples of a rule set ends.
pub(super) const CASES_ENDING: &str = ".cases.yml";

/// Examples of one rule set.
pub const MAX_CASES: usize = 1_000;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCases {
    cases: Spanned<Vec<RawCase>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCase {
    id: Spanned<String>,
    title: Option<String>,
    show: Option<Spanned<bool>>,
    text: Option<String>,
    calendar: Option<RawCalendar>,
    as_of: Spanned<String>,
    record: Option<Spanned<input::RawRecord>>,
    counts: Option<input::TextMap>,
    facts: Option<input::TextMap>,
    local: Option<Spanned<input::RawLocal>>,
    reached: Option<input::TextMap>,
    expect: Spanned<RawExpectation>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawExpectation {
    #[serde(default)]
    stages: Keyed<Spanned<RawState>>,
    #[serde(default)]
    due: Keyed<Spanned<String>>,
    #[serde(default)]
    reached_on: Keyed<Spanned<String>>,
    #[serde(default)]
    refused: Vec<Spanned<RawRefusal>>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RawState {
    Active,
    Past,
    NotReached,
    Unknown,
    Confirm,
}

macro_rules! refusals {
    ($($variant:ident $word:literal)*) => {
        /// Why an input is refused, by the codes of [`rules`](crate::rules).
        #[derive(Clone, Copy, Debug, Deserialize)]
        enum RawRefusal {
            $(#[serde(rename = $word)] $variant,)*
        }

        impl RawRefusal {
            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }
    };
}

refusals! {
    NotADate "not-a-date"
    OutsideCalendar "outside-calendar"
    Reversed "reversed"
    UnknownMark "unknown-mark"
    UnknownPlace "unknown-place"
    UnknownFact "unknown-fact"
    UnknownMeasure "unknown-measure"
    UnknownStage "unknown-stage"
    UnknownKind "unknown-kind"
    UnknownValue "unknown-value"
    NotASchoolDay "not-a-school-day"
    Overlap "overlap"
    OutsideCovers "outside-covers"
    NotACount "not-a-count"
    Contradiction "contradiction"
    NeedsRecordOrCounts "needs-record-or-counts"
    BothRecordAndCounts "both-record-and-counts"
    TooMany "too-many"
    AsOfBeforeRecord "as-of-before-record"
    AfterAsOf "after-as-of"
}

/// Merges the examples of all layers by file and id.
pub(super) fn merge(stack: &mut Stack<'_>, rules: &BTreeMap<RuleSetId, RuleSet>, sink: &mut Sink) -> BTreeMap<RuleSetId, Vec<Case>> {
    let mut files = Vec::new();
    for (layer, folder) in stack.folders.iter().enumerate() {
        for file in folder.texts.data_folder("rules/").filter(|file| file.relative.ends_with(CASES_ENDING)) {
            let place = file.node.entry("cases").map_or(Span::file(file.node.span.source), |(key, _)| key.span);
            files.push(Thing { layer, id: file.relative.clone(), place, node: Arc::clone(&file.node), part: () });
        }
    }
    let mut cases = BTreeMap::new();
    for (name, item) in stack.merge_files(files) {
        let id = name.trim_start_matches("rules/").trim_end_matches(CASES_ENDING);
        let mut found = Sink::default();
        let examples = of_file(&item.node, &|span| stack.origin(span), &mut found);
        if found.errors() > 0 {
            stack.unread.note_file(name.clone());
        }
        sink.append(found);
        match rules.get_key_value(id) {
            Some((id, _)) => drop(cases.insert(id.clone(), examples)),
            None if stack.unread.hides(ReferenceKind::Rule, id) => {}
            None => sink.push(without_rules(id, item.place, rules)),
        }
    }
    cases
}

fn without_rules(id: &str, place: Span, rules: &BTreeMap<RuleSetId, RuleSet>) -> Diagnostic {
    let (ja, en) =
        (format!("事例のもとになる rules/{id}.yml がありません"), format!("these are cases of rules/{id}.yml, which is not there"));
    Diagnostic::new(Code::CasesWithoutRules, place, ja, en)
        .help(
            "ファイルの名前を、規則のファイルにそろえます（NAME.yml と NAME.cases.yml）",
            "name the file after its rule set (NAME.yml, NAME.cases.yml)",
        )
        .did_you_mean(id, rules.keys().map(RuleSetId::as_str))
}

/// Worked examples of a file that is in no handbook.
pub(super) fn read(text: &str, source: SourceId, sink: &mut Sink) -> Vec<Case> {
    if !lexical::check_text(text, TextKind::Yaml, source, sink) {
        return Vec::new();
    }
    let node = yaml::parse(text, Span::new(source, 0, text.len()), sink);
    node.map(|node| of_file(&node, &|span| Origin { layer: 0, span }, sink)).unwrap_or_default()
}

fn of_file(node: &Node, origin: &dyn Fn(Span) -> Origin, sink: &mut Sink) -> Vec<Case> {
    let Some(RawCases { cases }) = fields::decode::<RawCases>(node, sink) else { return Vec::new() };
    if let Some(case) = cases.value.get(MAX_CASES) {
        sink.push(say::too_many(case.id.span, "事例", "cases", MAX_CASES));
    }
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    let mut found = Vec::new();
    for raw in cases.value {
        if let Err(problem) = check_kebab(&raw.id.value) {
            sink.push(fields::bad_id(&raw.id.value, raw.id.span, problem));
        }
        match seen.get(&raw.id.value) {
            Some(first) => sink.push(say::doubled(&raw.id, *first)),
            None => drop(seen.insert(raw.id.value.clone(), raw.id.span)),
        }
        found.extend(case(raw, origin, sink));
    }
    found
}

/// `None` when it has a calendar that cannot be read: the site's would answer otherwise.
fn case(raw: RawCase, origin: &dyn Fn(Span) -> Origin, sink: &mut Sink) -> Option<Case> {
    let origin = origin(raw.id.span);
    if let Some(show) = raw.show.as_ref().filter(|show| show.value && raw.title.is_none()) {
        let (ja, en) = ("見せる事例に title がありません", "a case that is shown has no `title`");
        let problem = Diagnostic::new(Code::MissingKey, show.span, ja, en);
        sink.push(problem.help("title: を書き足すか、show: を消します", "add a `title:`, or delete `show:`"));
    }
    let input =
        RawInput { as_of: raw.as_of, record: raw.record, counts: raw.counts, facts: raw.facts, local: raw.local, reached: raw.reached };
    let calendar = match raw.calendar {
        Some(raw) => Some(calendar::calendar(raw, origin, sink)?),
        None => None,
    };
    Some(Case {
        origin,
        title: raw.title,
        is_shown: raw.show.is_some_and(|show| show.value),
        text: raw.text,
        calendar,
        input: input::input(input, raw.id.span, sink),
        expect: expectation(raw.expect, sink),
        id: raw.id,
    })
}

fn expectation(raw: Spanned<RawExpectation>, sink: &mut Sink) -> Expectation {
    let span = raw.span;
    let RawExpectation { stages, due, reached_on, refused } = raw.value;
    let answers = !(stages.0.is_empty() && due.0.is_empty() && reached_on.0.is_empty());
    match (answers, refused.first()) {
        (false, None) => {
            sink.push(Diagnostic::new(Code::CaseExpectsNothing, span, "この事例では、何も確かめられません", "this case would never fail"))
        }
        (true, Some(code)) => sink.push(
            say::unclear(code.span, "断られる入力には、ほかの答えがありません", "an input that is refused has no other answer").help(
                "refused と、stages・due・reached_on の、片方だけにします",
                "keep either `refused`, or `stages`, `due` and `reached_on`",
            ),
        ),
        _ => {}
    }
    Expectation {
        span,
        stages: stages.0.into_iter().map(|(id, state)| (id, Spanned::new(self::state(state.value), state.span))).collect(),
        due: dates(due, sink),
        reached_on: dates(reached_on, sink),
        refused: refused.into_iter().map(|code| Spanned::new(code.value.word().to_owned(), code.span)).collect(),
    }
}

fn state(raw: RawState) -> StageState {
    match raw {
        RawState::Active => StageState::Active,
        RawState::Past => StageState::Past,
        RawState::NotReached => StageState::NotReached,
        RawState::Unknown => StageState::Unknown,
        RawState::Confirm => StageState::Confirm,
    }
}

fn dates(raw: Keyed<Spanned<String>>, sink: &mut Sink) -> Vec<(Spanned<String>, Spanned<ExpectedDate>)> {
    let date = |(id, text): (Spanned<String>, Spanned<String>)| {
        let date = match text.value.as_str() {
            "unknown" => ExpectedDate::Unknown,
            "none" => ExpectedDate::None,
            _ => ExpectedDate::On(calendar::day(&text, sink)?.value),
        };
        Some((id, Spanned::new(date, text.span)))
    };
    raw.0.into_iter().filter_map(date).collect()
}
