//! Both evaluators say the same of everything that chance can ask: the whole decision, byte for byte.

use super::binary::Binary;
use super::broken::places;
use super::engine::Script;
use super::random::{Random, Set};
use super::year;
use serde_json::Value;
use std::collections::BTreeMap;

const SETS: u64 = 260;
const INPUTS: u64 = 200;
const THREADS: u64 = 2;

/// The two evaluators with the same rules.
struct Both<'a> {
    script: &'a Script,
    program: Value,
    calendar: Value,
}

impl Both<'_> {
    /// Both answers to an input, if they are not the same.
    fn differ(&self, input: &Value) -> Option<(String, String)> {
        let binary = Binary::read(&self.program, &self.calendar).ok()?;
        self.script.hold(&self.program.to_string(), &self.calendar.to_string());
        let (ours, theirs) = (binary.decide(input), self.script.decide(&input.to_string()));
        (ours != theirs).then_some((ours, theirs))
    }

    /// Takes away whatever does not matter to the difference, and tells it.
    fn shrunk(mut self, mut input: Value) -> String {
        loop {
            let size = self.program.to_string().len() + input.to_string().len();
            for at in places(&input, "").into_iter().rev() {
                let mut less = input.clone();
                if without(&mut less, &at) && self.differ(&less).is_some() {
                    input = less;
                }
            }
            for at in places(&self.program, "").into_iter().rev().filter(|at| is_optional(at)) {
                let whole = self.program.clone();
                if !without(&mut self.program, &at) || self.differ(&input).is_none() {
                    self.program = whole;
                }
            }
            if self.program.to_string().len() + input.to_string().len() == size {
                break;
            }
        }
        let (ours, theirs) = self.differ(&input).expect("still different");
        format!("program: {}\ncalendar: {}\ninput: {input}\nbinary: {ours}\nscript: {theirs}", self.program, self.calendar)
    }
}

/// What can go from a program and leave it one: whole variants and their entries, duties, what repeats them, parts of conditions.
fn is_optional(at: &str) -> bool {
    let steps: Vec<&str> = at.split('/').skip(1).collect();
    let is_part = |steps: &[&str]| {
        steps.len() >= 2 && steps[0] == "when" && steps[steps.len() - 2] == "1" && steps[steps.len() - 1].parse::<usize>().is_ok()
    };
    match steps[..] {
        ["variants", _] | ["variants", _, "measures" | "stages", _] | ["stages", _, "duties", _] | ["orders", _] => true,
        ["stages", _, "duties", _, "repeat" | "due"] | ["stages", _, "ends_when"] | ["stages", _, "duties", _, "repeat", "until"] => true,
        ["stages", _, ref rest @ ..] => is_part(rest),
        _ => false,
    }
}

/// Takes an item out of its list, or a key out of its object (a program keeps the key, with nothing under it).
fn without(value: &mut Value, at: &str) -> bool {
    let (parent, key) = at.rsplit_once('/').expect("a pointer");
    let keeps_keys = value.get("version").is_some();
    match value.pointer_mut(parent) {
        Some(Value::Array(list)) => key.parse::<usize>().is_ok_and(|index| index < list.len() && !list.remove(index).is_null()),
        Some(Value::Object(map)) if keeps_keys => map.insert(key.to_owned(), Value::Null).is_some_and(|was| !was.is_null()),
        Some(Value::Object(map)) => map.remove(key).is_some(),
        _ => false,
    }
}

/// What kinds of answers there were, so that the chance is not a narrow one.
#[derive(Default)]
struct Seen {
    decisions: usize,
    full_years: usize,
    words: BTreeMap<&'static str, usize>,
}

impl Seen {
    fn and(mut self, other: Self) -> Self {
        self.decisions += other.decisions;
        self.full_years += other.full_years;
        for (word, count) in other.words {
            *self.words.entry(word).or_default() += count;
        }
        self
    }

    fn add(&mut self, input: &Value, answer: &str) {
        self.decisions += 1;
        let day = |at: &str| input.pointer(at).and_then(Value::as_str).and_then(|text| text.parse::<jiff::civil::Date>().ok());
        if let (Some(from), Some(as_of)) = (day("/record/covers/from"), day("/as_of"))
            && (as_of - from).get_days() >= 300
        {
            self.full_years += 1;
        }
        // Reading every answer back would cost more than giving it.
        if !self.decisions.is_multiple_of(8) && !answer.starts_with("{\"refused\"") {
            return;
        }
        for word in EVERY_WORD {
            let written = answer.contains(&format!("\"code\":\"{word}\"")) || answer.contains(&format!("\"state\":\"{word}\""));
            *self.words.entry(word).or_default() += usize::from(written);
        }
    }
}

const EVERY_WORD: [&str; 25] = [
    "after-as-of",
    "active",
    "past",
    "not-reached",
    "unknown",
    "confirm",
    "not-a-date",
    "outside-calendar",
    "reversed",
    "unknown-mark",
    "unknown-place",
    "unknown-fact",
    "unknown-measure",
    "unknown-stage",
    "unknown-kind",
    "unknown-value",
    "not-a-school-day",
    "overlap",
    "outside-covers",
    "not-a-count",
    "contradiction",
    "needs-record-or-counts",
    "both-record-and-counts",
    "too-many",
    "as-of-before-record",
];

/// All inputs of some sets; the first difference ends it.
fn compare(seeds: impl Iterator<Item = u64>, inputs: u64) -> Seen {
    let script = Script::built();
    let mut seen = Seen::default();
    for seed in seeds {
        let set = Set::of(seed);
        script.hold(&set.program.to_string(), &set.calendar.to_string());
        let binary = Binary::of(&set.program, &set.calendar);
        let mut random = Random::new(seed + 1_000_000);
        for number in 0..inputs {
            let input = set.input(&mut random);
            let (ours, theirs) = (binary.decide(&input), script.decide(&input.to_string()));
            if ours != theirs {
                let both = Both { script: &script, program: set.program, calendar: set.calendar };
                panic!("set {seed}, input {number}:\n{}", both.shrunk(input));
            }
            seen.add(&input, &ours);
        }
    }
    seen
}

#[test]
fn the_script_and_the_binary_decide_alike() {
    let parts = std::thread::scope(|scope| {
        let part = |part: u64| scope.spawn(move || compare((0..SETS).filter(move |seed| seed % THREADS == part), INPUTS));
        let parts: Vec<_> = (0..THREADS).map(part).collect();
        parts.into_iter().map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect::<Vec<_>>()
    });
    let seen = parts.into_iter().fold(Seen::default(), Seen::and);
    println!("{} decisions, {} of full years, {:?}", seen.decisions, seen.full_years, seen.words);
    assert!(seen.decisions >= 50_000 && seen.full_years >= 5_000, "{} decisions, {} of full years", seen.decisions, seen.full_years);
    for word in EVERY_WORD {
        assert!(seen.words.get(word).is_some_and(|count| *count >= 5), "too few {word}: {:?}", seen.words);
    }
}

#[test]
fn a_whole_school_year_under_twenty_readings_is_decided_alike() {
    let (program, calendar, input) = year::question();
    let script = Script::built();
    script.hold(&program.to_string(), &calendar.to_string());
    let decided = script.decide(&input.to_string());
    assert_eq!(decided, Binary::of(&program, &calendar).decide(&input));
    assert!(decided.contains("\"state\":\"confirm\"") && decided.contains("\"state\":\"past\""), "{decided}");
}
