//! What holds for every rule set, calendar and record: counts and days agree, partial records bound their completions, open points fall to
//! the safe side, what is missing is never overstated, and nothing panics.

use super::days::text;
use super::random::{Random, Set};
use serde_json::{Map, Value, json};
use shirube::rules::program::{Condition, Counting};
use shirube::rules::{CalendarTable, Decided, Decision, Program, State, Tri, decide, decision_json};

const SETS: u64 = 200;

/// A rule set with its calendar, as the evaluator reads them.
pub struct Rules {
    pub program: Program,
    pub calendar: CalendarTable,
}

impl Rules {
    pub fn of(seed: u64) -> Self {
        let set = Set::of(seed);
        let read = |value: &Value| serde_json::from_value(value.clone());
        let mut program: Program = read(&set.program).expect("a program");
        // Which counts contradict each other is made up in random programs.
        program.orders.clear();
        Self { program, calendar: serde_json::from_value(set.calendar).expect("a calendar") }
    }

    pub fn decided(&self, input: &Value) -> Decided {
        match decide(&self.program, &self.calendar, input) {
            Decision::Decided(decided) => *decided,
            Decision::Refused { refused, .. } => panic!("{refused:?} in {input}"),
        }
    }

    fn school_days(&self, until: i32) -> Vec<i32> {
        let days = self.calendar.school.bytes().zip(self.calendar.first..);
        days.filter(|(school, day)| *school == b'1' && *day <= until).map(|(_, day)| day).collect()
    }

    fn last(&self) -> i32 {
        self.calendar.first + i32::try_from(self.calendar.days()).expect("small") - 1
    }
}

/// A day with everything known; mostly of the first two marks, so that there are runs.
fn entry(random: &mut Random, program: &Program, day: i32) -> Value {
    let mark = if random.percent(70) { usize::from(random.percent(75)) } else { random.below(program.marks.len()) };
    let mut entry = json!({"on": text(day.into()), "mark": program.marks[mark], "seen": if random.percent(30) { "yes" } else { "no" }});
    if !program.places.is_empty() && random.percent(25) {
        entry["place"] = random.pick(&program.places).into();
    }
    entry
}

/// A record in which every school day of the calendar up to `until` is known.
pub fn whole(random: &mut Random, rules: &Rules, until: i32) -> Vec<Value> {
    rules.school_days(until).into_iter().map(|day| entry(random, &rules.program, day)).collect()
}

pub fn facts(random: &mut Random, program: &Program) -> Map<String, Value> {
    program.facts.iter().map(|fact| (fact.clone(), random.pick(&["yes", "no"]).into())).collect()
}

pub fn record(rules: &Rules, as_of: i32, days: &[Value], facts: &Map<String, Value>) -> Value {
    let covers = json!({"from": text(rules.calendar.first.into()), "to": text(as_of.into())});
    json!({"as_of": text(as_of.into()), "record": {"covers": covers, "unlisted": "unknown", "days": days}, "facts": facts})
}

pub fn any_day(random: &mut Random, rules: &Rules) -> i32 {
    let as_of = random.range(rules.calendar.first.into(), rules.last().into());
    i32::try_from(as_of).expect("small")
}

/// What a record counts, as counts; `None` unless every measure is one whole number of days.
fn counts_of(decided: &Decided, program: &Program) -> Option<Map<String, Value>> {
    let counts = decided.measures.iter().zip(&program.measures).map(|(counted, measure)| {
        let per_day = if let Counting::Total { per_day, .. } = measure.counting { per_day } else { 1 };
        let is_whole = counted.high == Some(counted.low) && counted.low % per_day == 0;
        is_whole.then(|| (counted.id.clone(), (counted.low / per_day).into()))
    });
    counts.collect()
}

#[test]
fn counts_say_of_every_stage_what_the_days_say_that_they_count() {
    let mut compared = 0;
    for seed in 0..SETS {
        let (rules, mut random) = (Rules::of(seed), Random::new(seed + 1));
        for _ in 0..12 {
            let as_of = any_day(&mut random, &rules);
            let (days, facts) = (whole(&mut random, &rules, as_of), facts(&mut random, &rules.program));
            let by_days = rules.decided(&record(&rules, as_of, &days, &facts));
            let Some(counts) = counts_of(&by_days, &rules.program) else { continue };
            let by_counts = rules.decided(&json!({"as_of": text(as_of.into()), "counts": counts, "facts": facts}));
            for (one, other) in by_days.stages.iter().zip(&by_counts.stages) {
                assert_eq!((one.now, &one.trace), (other.now, &other.trace), "set {seed}, {}: {counts:?}", one.id);
                compared += 1;
            }
        }
    }
    assert!(compared > 1_000, "only {compared} stages were compared");
}

/// The same record with less known: days left out, and whether the child was met.
fn partial(random: &mut Random, days: &[Value]) -> Vec<Value> {
    let mut known = Vec::new();
    for day in days {
        match random.below(10) {
            0 | 1 => {}
            2 => {
                let mut day = day.clone();
                day["seen"] = "unknown".into();
                known.push(day);
            }
            _ => known.push(day.clone()),
        }
    }
    known
}

#[test]
fn every_completion_of_a_partial_record_lies_within_its_answer() {
    let (mut inside, mut agreed, mut past) = (0, 0, 0);
    for seed in 0..SETS {
        let (mut rules, mut random) = (Rules::of(seed), Random::new(seed + 2));
        // What another reading does to a state is another law.
        rules.program.variants.clear();
        for _ in 0..6 {
            let as_of = any_day(&mut random, &rules);
            let (days, facts) = (whole(&mut random, &rules, as_of), facts(&mut random, &rules.program));
            let few: Map<_, _> = facts.clone().into_iter().filter(|_| random.percent(60)).collect();
            let known = partial(&mut random, &days);
            let full = rules.decided(&record(&rules, as_of, &days, &facts));
            let part = rules.decided(&record(&rules, as_of, &known, &few));
            for (full, part) in full.measures.iter().zip(&part.measures) {
                let high = |high: Option<u32>| high.unwrap_or(u32::MAX);
                let holds = part.low <= full.low && high(full.high) <= high(part.high);
                assert!(holds, "set {seed}: {full:?} is not within {part:?}\n{known:?}\n{days:?}");
                inside += usize::from(part.low < full.low || high(full.high) < high(part.high));
            }
            for (full, part) in full.stages.iter().zip(&part.stages) {
                assert!(part.now == Tri::Unknown || part.now == full.now, "set {seed}, {}: {known:?}\n{days:?}", full.id);
                assert!(part.state == State::Unknown || part.state == full.state, "set {seed}, {}: {part:?} is not {full:?}", full.id);
                agreed += usize::from(part.now != Tri::Unknown);
                past += usize::from(part.state == State::Past);
            }
        }
    }
    assert!(inside > 300 && agreed > 500 && past > 20, "{inside} measures were wider, {agreed} stages were known, {past} past");
}

/// The program under one of its other readings, without open points.
fn under(program: &Program, variant: usize) -> Program {
    let mut changed = program.clone();
    let variant = &program.variants[variant];
    changed.seen.clone_from(variant.seen.as_ref().unwrap_or(&program.seen));
    variant.measures.iter().for_each(|(at, measure)| changed.measures[*at] = measure.clone());
    variant.stages.iter().for_each(|(at, stage)| changed.stages[*at] = stage.clone());
    changed.variants.clear();
    changed
}

#[test]
fn an_open_point_falls_to_the_safe_side() {
    let (mut confirmed, mut differed) = (0, 0);
    for seed in 0..SETS * 2 {
        let set = Set::of(seed);
        let mut rules = Rules::of(seed);
        rules.program = serde_json::from_value(set.program.clone()).expect("a program");
        let mut random = Random::new(seed + 3);
        let others: Vec<Program> = (0..rules.program.variants.len()).map(|variant| under(&rules.program, variant)).collect();
        if others.is_empty() {
            continue;
        }
        let shown = Program { variants: Vec::new(), ..rules.program.clone() };
        for _ in 0..8 {
            let input = set.input(&mut random);
            let Decision::Decided(decided) = decide(&rules.program, &rules.calendar, &input) else { continue };
            let readings = std::iter::once(&shown).chain(&others).map(|program| match decide(program, &rules.calendar, &input) {
                Decision::Decided(decided) => decided,
                Decision::Refused { refused, .. } => panic!("{refused:?}"),
            });
            let readings: Vec<_> = readings.collect();
            for (at, stage) in decided.stages.iter().enumerate() {
                let states: Vec<State> = readings.iter().map(|decided| decided.stages[at].state).collect();
                let is_reached = states.iter().any(|state| matches!(state, State::Active | State::Past));
                let is_safe = !matches!(stage.state, State::NotReached | State::Unknown);
                // Reached under any reading: never told as not reached. Under none: never told as reached, and unknown if any reading is.
                assert!(is_reached == is_safe, "set {seed}, {}: {states:?} became {:?}", stage.id, stage.state);
                let is_open = !is_reached && states.contains(&State::Unknown);
                assert!(!is_open || stage.state == State::Unknown, "set {seed}, {}: {states:?} became {:?}", stage.id, stage.state);
                let is_same = states.iter().all(|state| *state == states[0]);
                assert_eq!(is_same, stage.state == states[0] && stage.depends_on.is_empty(), "set {seed}, {}: {states:?}", stage.id);
                confirmed += usize::from(stage.state == State::Confirm);
                differed += usize::from(!is_same);
            }
        }
    }
    assert!(confirmed > 100 && differed > confirmed, "{confirmed} to be confirmed of {differed} that differ");
}

/// A condition that more days can only make true.
fn growing(random: &mut Random, measures: usize, depth: usize) -> Value {
    if depth == 0 || random.percent(40) {
        return json!(["compare", random.below(measures), random.pick(&["at_least", "more_than"]), 1 + random.below(8)]);
    }
    let parts: Value = (0..1 + random.below(3)).map(|_| growing(random, measures, depth - 1)).collect();
    json!([random.pick(&["all", "any"]), parts])
}

/// The rules with growing conditions; no mark weighs more than a day, so that a date adds one day at most.
fn growing_rules(seed: u64, random: &mut Random) -> Rules {
    let mut rules = Rules::of(seed);
    let measures = rules.program.measures.len();
    for stage in &mut rules.program.stages {
        stage.when = Condition::try_from(growing(random, measures, 2)).expect("a condition");
    }
    for measure in &mut rules.program.measures {
        if let Counting::Total { weights, per_day, .. } = &mut measure.counting {
            weights.iter_mut().flatten().for_each(|weight| *weight = (*weight).min(*per_day));
        }
    }
    rules
}

#[test]
fn no_stage_is_reached_in_fewer_days_than_are_said_to_be_missing() {
    let mut reached = 0;
    for seed in 0..SETS {
        let mut random = Random::new(seed + 4);
        let rules = growing_rules(seed, &mut random);
        let from = any_day(&mut random, &rules);
        let (days, facts) = (whole(&mut random, &rules, rules.last()), facts(&mut random, &rules.program));
        let until = |as_of: i32| {
            let limit = text(as_of.into());
            let known: Vec<Value> = days.iter().filter(|day| day["on"].as_str().is_some_and(|on| on <= limit.as_str())).cloned().collect();
            rules.decided(&record(&rules, as_of, &known, &facts))
        };
        let now = until(from);
        for after in 1..=12.min(rules.last() - from) {
            let later = until(from + after);
            for (one, other) in now.stages.iter().zip(&later.stages) {
                let fewest = one.remaining.iter().map(|missing| missing.days).min();
                if let (Some(fewest), Tri::Yes) = (fewest, other.now) {
                    assert!(u64::from(after.unsigned_abs()) >= fewest, "set {seed}, {}: {:?} after {after} days", one.id, one.remaining);
                    reached += 1;
                }
            }
        }
    }
    assert!(reached > 50, "only {reached} stages were reached");
}

#[test]
fn what_is_missing_is_missing_in_every_completion() {
    let mut compared = 0;
    for seed in 0..SETS {
        let mut random = Random::new(seed + 5);
        let mut rules = growing_rules(seed, &mut random);
        // One threshold for each measure, so that what is missing of it is told of one.
        let measures = rules.program.measures.len();
        for stage in &mut rules.program.stages {
            stage.when = Condition::try_from(json!(["compare", random.below(measures), "at_least", 2 + random.below(8)])).expect("one");
        }
        for _ in 0..6 {
            let as_of = any_day(&mut random, &rules);
            let (days, facts) = (whole(&mut random, &rules, as_of), facts(&mut random, &rules.program));
            let known = partial(&mut random, &days);
            let full = rules.decided(&record(&rules, as_of, &days, &facts));
            let part = rules.decided(&record(&rules, as_of, &known, &facts));
            for (full, part) in full.stages.iter().zip(&part.stages).filter(|(_, part)| !part.remaining.is_empty()) {
                assert!(part.remaining[0].days <= full.remaining[0].days, "set {seed}, {}: {:?} of {:?}", full.id, part, full);
                compared += 1;
            }
        }
    }
    assert!(compared > 200, "only {compared} were compared");
}

/// Any JSON; some of its keys and texts are those that an input has.
fn anything(random: &mut Random, depth: usize) -> Value {
    const WORDS: [&str; 32] = [
        "as_of",
        "record",
        "counts",
        "facts",
        "local",
        "reached",
        "covers",
        "from",
        "to",
        "on",
        "unlisted",
        "days",
        "mark",
        "place",
        "seen",
        "closed",
        "opened",
        "long_holidays",
        "ceremonies",
        "complete",
        "kind",
        "unknown",
        "yes",
        "m-0",
        "m-1",
        "x-0",
        "s-0",
        "2026-05-20",
        "9999-12-31",
        "0001-01-01",
        "-271821-04-20",
        "2026-02-30",
    ];
    match random.below(if depth == 0 { 7 } else { 11 }) {
        0 => Value::Null,
        1 => random.percent(50).into(),
        2 => random.range(-3, 12).into(),
        3 => random.pick(&[json!(u64::MAX), json!(i64::MIN), json!(1.5), json!(7.0), json!(1e300), json!(-0.0)]),
        4..7 => random.pick(&WORDS).into(),
        7 | 8 => (0..random.below(5)).map(|_| anything(random, depth - 1)).collect(),
        _ => {
            let entries = (0..random.below(7)).map(|_| (random.pick(&WORDS).to_owned(), anything(random, depth - 1)));
            entries.collect::<Map<_, _>>().into()
        }
    }
}

/// Puts anything at one place of an input.
fn spoil(random: &mut Random, value: &mut Value) {
    match value {
        Value::Object(entries) if !entries.is_empty() && random.percent(85) => {
            let at = random.below(entries.len());
            entries.values_mut().nth(at).into_iter().for_each(|entry| spoil(random, entry));
        }
        Value::Array(items) if !items.is_empty() && random.percent(85) => {
            let at = random.below(items.len());
            spoil(random, &mut items[at]);
        }
        _ => *value = anything(random, 3),
    }
}

#[test]
fn no_input_makes_it_panic_and_the_same_input_has_the_same_answer() {
    let (mut refused, mut decided) = (0, 0);
    for seed in 0..SETS {
        let (set, mut random) = (Set::of(seed), Random::new(seed + 6));
        let rules = Rules::of(seed);
        for number in 0..60 {
            let input = if number % 4 == 0 {
                anything(&mut random, 4)
            } else {
                let mut input = set.input(&mut random);
                (1..number % 4).for_each(|_| spoil(&mut random, &mut input));
                input
            };
            let answer = decide(&rules.program, &rules.calendar, &input);
            match &answer {
                Decision::Refused { refused: why, .. } => {
                    assert!(!why.is_empty(), "{input}");
                    refused += 1;
                }
                Decision::Decided(_) => decided += 1,
            }
            let again = decide(&rules.program.clone(), &rules.calendar.clone(), &input.clone());
            assert_eq!(decision_json(&answer), decision_json(&again));
        }
    }
    assert!(refused > 3_000 && decided > 1_000, "{refused} refused, {decided} decided");
}
