//! `shirube eval`: what a rule set says of a worked example, or of counts that are typed. Writes nothing.
//!
//! 1. the input comes from a file (worked examples or JSON), from the rule set's own examples, or from `--counts`; what is typed beside a
//!    file takes the place of what the file says, and its expectation is then not judged;
//! 2. the answer is the canonical JSON of the decision (`--format json`, one line for each example) or words for people.
//!
//! Exit code 1 when an input is refused that no example expects to be, or when an example does not come out as it says.

mod words;

use super::Outcome;
use super::arguments::EvalArguments;
use super::report::Output;
use crate::check::rules::judge;
use crate::diag::{Sink, SourceMap, nearest};
use crate::load;
use crate::model::{Case, RuleSet, RuleSetId, Site, read_date};
use crate::rules::{self, CalendarTable, Decision, Program};
use serde_json::{Map, Value, json};
use std::fs;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;
use words::Words;

/// What is asked: a worked example, or an input of one's own.
enum Question {
    Example(Box<Case>),
    Input(Value),
}

pub(super) fn run(options: &EvalArguments, output: &Output) -> Outcome {
    match prepare(options, output) {
        Ok((loaded, id)) => answer_all(&loaded, &id, options, output),
        Err(outcome) => outcome,
    }
}

/// The site with the rule set that is meant.
fn prepare(options: &EvalArguments, output: &Output) -> Result<(load::Loaded, RuleSetId), Outcome> {
    if !options.site.join("site.yml").is_file() {
        output.no_site(&options.site, output.text("site.yml がありません", "there is no site.yml"), "eval");
        return Err(Outcome::Usage);
    }
    let mut loaded = load::load(&options.site);
    let known: Vec<RuleSetId> = loaded.site.iter().flat_map(|site| site.rules.keys().cloned()).collect();
    let found = match (&options.rules, known.as_slice()) {
        (Some(id), _) => known.iter().find(|known| known.as_str() == id),
        (None, [only]) => Some(only),
        (None, _) => None,
    };
    if let Some(id) = found {
        return Ok((loaded, id.clone()));
    }
    if loaded.sink.errors() > 0 {
        output.problems_aside(std::mem::take(&mut loaded.sink), &loaded.sources);
        return Err(Outcome::Problems);
    }
    let ids: Vec<&str> = known.iter().map(RuleSetId::as_str).collect();
    let guess = options.rules.as_deref().and_then(|typed| nearest(typed, ids.iter().copied())).map(str::to_owned);
    let listed = guess.unwrap_or_else(|| ids.join(", "));
    output.complain(&format!("{}: {listed}", output.text("--rules に規則の id を書きます", "name a rule set by --rules")));
    Err(Outcome::Usage)
}

fn answer_all(loaded: &load::Loaded, id: &RuleSetId, options: &EvalArguments, output: &Output) -> Outcome {
    let Some((site, set)) = loaded.site.as_ref().and_then(|site| Some((site, site.rules.get(id)?))) else { return Outcome::Bug };
    let mut sources = loaded.sources.clone();
    let program = match rules::compile(set) {
        Ok(program) => program,
        Err(problems) => {
            let mut sink = Sink::default();
            sink.extend(problems);
            output.problems_aside(sink, &sources);
            return Outcome::Problems;
        }
    };
    let questions = match questions(options, site, set, &mut sources, output) {
        Ok(questions) => questions,
        Err(outcome) => return outcome,
    };
    let mut evaluation = Evaluation { site, set, program, sources: &sources, output, is_changed: is_changed(options) };
    let mut outcome = Outcome::Done;
    for question in &questions {
        if !evaluation.answer(question, options) {
            outcome = Outcome::Problems;
        }
    }
    outcome
}

/// Whether something beside a file is typed.
fn is_changed(options: &EvalArguments) -> bool {
    options.counts.is_some() || !options.fact.is_empty() || options.as_of.is_some()
}

fn questions(
    options: &EvalArguments,
    site: &Site,
    set: &RuleSet,
    sources: &mut SourceMap,
    output: &Output,
) -> Result<Vec<Question>, Outcome> {
    let cases = match &options.case {
        None if options.case_id.is_none() && options.counts.is_some() => {
            if options.as_of.is_none() {
                let ja = "--as-of に、いつの答えかを書きます（例: --as-of 2026-05-20）";
                output.complain(output.text(ja, "say by --as-of for which day (as `--as-of 2026-05-20`)"));
                return Err(Outcome::Usage);
            }
            return Ok(vec![Question::Input(json!({}))]);
        }
        None => site.cases.get(&set.id).cloned().unwrap_or_default(),
        Some(path) => {
            let bytes = fs::read(path).map_err(|error| {
                output.complain(&format!("{}: {error}", path.display()));
                Outcome::Environment
            })?;
            if !is_yaml(path) {
                return json_input(path, &bytes, output);
            }
            let mut sink = Sink::default();
            let cases = load::cases(&path.to_string_lossy(), bytes, sources, &mut sink);
            let is_sound = sink.errors() == 0;
            output.problems_aside(sink, sources);
            if !is_sound {
                return Err(Outcome::Problems);
            }
            cases
        }
    };
    let chosen = |case: &Case| options.case_id.as_ref().is_none_or(|id| case.id.value == *id);
    let questions: Vec<Question> = cases.iter().filter(|case| chosen(case)).map(|case| Question::Example(Box::new(case.clone()))).collect();
    if questions.is_empty() {
        let known = || cases.iter().map(|case| case.id.value.as_str());
        let typed = options.case_id.as_deref().unwrap_or_default();
        let guess =
            nearest(typed, known()).map(|word| format!("（{} {word}）", output.text("もしかして", "did you mean"))).unwrap_or_default();
        output.complain(&format!("{}: {typed}{guess}", output.text("その事例がありません", "there is no such case")));
        return Err(Outcome::Usage);
    }
    Ok(questions)
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "yml" || ending == "yaml")
}

fn json_input(path: &Path, bytes: &[u8], output: &Output) -> Result<Vec<Question>, Outcome> {
    serde_json::from_slice(bytes).map(|value| vec![Question::Input(value)]).map_err(|error| {
        output.complain(&format!("{}: {} ({error})", path.display(), output.text("JSON として読めません", "not JSON")));
        Outcome::Problems
    })
}

/// Puts what is typed into an input.
fn typed(options: &EvalArguments, mut input: Value) -> Value {
    if !is_changed(options) {
        return input;
    }
    let Some(entries) = input.as_object_mut() else { return input };
    if let Some(as_of) = &options.as_of {
        entries.insert("as_of".to_owned(), date(as_of));
    }
    if let Some(counts) = &options.counts {
        entries.remove("record");
        let pairs = counts.split([',', '、']).filter(|pair| !pair.trim().is_empty()).map(pair);
        entries.insert("counts".to_owned(), Value::Object(pairs.map(|(id, text)| (id, count(&text))).collect()));
    }
    if !options.fact.is_empty() {
        let facts = entries.entry("facts").or_insert_with(|| Value::Object(Map::new()));
        if let Some(facts) = facts.as_object_mut() {
            facts.extend(options.fact.iter().map(|fact| pair(fact)).map(|(id, answer)| (id, Value::String(answer))));
        }
    }
    input
}

/// `consecutive=7`
fn pair(text: &str) -> (String, String) {
    let text: String = text.nfkc().collect();
    let (id, value) = text.split_once('=').unwrap_or((&text, ""));
    (id.trim().to_owned(), value.trim().to_owned())
}

/// A number; what is none is refused by the rules with its place.
fn count(text: &str) -> Value {
    text.parse::<u64>().map_or_else(|_| Value::String(text.to_owned()), Value::from)
}

fn date(text: &str) -> Value {
    Value::String(read_date(text).map_or_else(|| text.to_owned(), |date| date.to_string()))
}

struct Evaluation<'a> {
    site: &'a Site,
    set: &'a RuleSet,
    program: Program,
    sources: &'a SourceMap,
    output: &'a Output,
    is_changed: bool,
}

impl Evaluation<'_> {
    /// Prints the answer; whether all was well.
    fn answer(&mut self, question: &Question, options: &EvalArguments) -> bool {
        let (input, case) = match question {
            Question::Example(case) => (case.input.value.clone(), Some(case.as_ref())),
            Question::Input(input) => (input.clone(), None),
        };
        let own = case.and_then(|case| case.calendar.as_ref());
        let Some(calendar) = own.or(self.site.calendar.as_ref()).and_then(|calendar| CalendarTable::of(calendar).ok()) else {
            let text = "暦（calendar.yml）がないか、国民の祝日が分からない年を含みます";
            self.output.complain(self.output.text(text, "there is no calendar.yml, or one of years whose national holidays are not known"));
            return false;
        };
        let decision = rules::decide(&self.program, &calendar, &typed(options, input));
        if self.output.is_json() {
            self.output.answer(&rules::decision_json(&decision));
        } else {
            let words = Words { site: self.site, set: self.set, language: self.output.language };
            self.output.answer(&words.decision(case, &decision));
        }
        match case.filter(|_| !self.is_changed) {
            Some(case) => {
                let mut sink = Sink::default();
                sink.extend(judge(&self.program, &calendar, case));
                sink.settle(self.sources);
                let is_sound = sink.errors() == 0;
                self.output.problems_aside(sink, self.sources);
                is_sound
            }
            None => matches!(decision, Decision::Decided(_)),
        }
    }
}
