//! How fast rules are decided, and that both evaluators agree a million times: `cargo bench --bench rules [DECISIONS]`.
//!
//! The rule sets and inputs are those of the differential test, from other seeds on. Then one record of a whole school year is decided many
//! times by each, under a rule set with twenty other readings. Figures are printed, never asserted; a difference ends the bench.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench prints its figures and ends when it cannot measure"
)]
#![allow(dead_code, reason = "the modules are those of the tests, which use more of them")]

#[path = "../suite/chance.rs"]
mod chance;
#[path = "../suite/harness.rs"]
mod harness;
#[path = "rules/parts.rs"]
mod rules;

use rules::binary::Binary;
use rules::engine::Script;
use rules::random::{Random, Set};
use rules::year;
use std::env;
use std::thread;
use std::time::{Duration, Instant};

const DECISIONS: u64 = 1_040_000;
const INPUTS: u64 = 200;
/// The tests take the seeds below.
const FIRST_SEED: u64 = 10_000;
const ROUNDS: u32 = 200;

/// What each evaluator used.
#[derive(Default)]
struct Spent {
    decisions: u64,
    binary: Duration,
    script: Duration,
}

fn main() {
    let decisions = env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(DECISIONS);
    agree(decisions);
    one_year();
}

fn agree(decisions: u64) {
    let threads = u64::try_from(thread::available_parallelism().map_or(1, usize::from)).expect("few");
    let sets = decisions.div_ceil(INPUTS);
    let spent: Vec<Spent> = thread::scope(|scope| {
        let part = |part: u64| scope.spawn(move || compare((0..sets).filter(move |set| set % threads == part)));
        let parts: Vec<_> = (0..threads).map(part).collect();
        parts.into_iter().map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    });
    let decided: u64 = spent.iter().map(|spent| spent.decisions).sum();
    let (binary, script) =
        (spent.iter().map(|spent| spent.binary).sum::<Duration>(), spent.iter().map(|spent| spent.script).sum::<Duration>());
    println!("{decided} decisions over {sets} rule sets, no difference");
    println!("binary {:>9.0} decisions/s per thread", per_second(decided, binary));
    println!("script {:>9.0} decisions/s per thread (embedded engine, no just-in-time compiler)", per_second(decided, script));
}

#[allow(clippy::cast_precision_loss, reason = "a figure for people")]
fn per_second(count: u64, time: Duration) -> f64 {
    count as f64 / time.as_secs_f64()
}

fn compare(sets: impl Iterator<Item = u64>) -> Spent {
    let script = Script::built();
    let mut spent = Spent::default();
    for seed in sets.map(|set| FIRST_SEED + set) {
        let set = Set::of(seed);
        script.hold(&set.program.to_string(), &set.calendar.to_string());
        let binary = Binary::of(&set.program, &set.calendar);
        let mut random = Random::new(seed + 1_000_000);
        for _ in 0..INPUTS {
            let input = set.input(&mut random);
            let text = input.to_string();
            let start = Instant::now();
            let ours = binary.decide(&input);
            let between = Instant::now();
            let theirs = script.decide(&text);
            spent.binary += between - start;
            spent.script += between.elapsed();
            spent.decisions += 1;
            assert!(
                ours == theirs,
                "set {seed}\nprogram: {}\ncalendar: {}\ninput: {text}\nbinary: {ours}\nscript: {theirs}",
                set.program,
                set.calendar
            );
        }
    }
    spent
}

/// A whole school year under twenty other readings.
fn one_year() {
    let (program, calendar, input) = year::question();
    let (binary, script) = (Binary::of(&program, &calendar), Script::built());
    script.hold(&program.to_string(), &calendar.to_string());
    let text = input.to_string();
    let (decided, ours) = (time(|| drop(binary.decision(&input))), time(|| drop(binary.decide(&input))));
    let theirs = time(|| drop(script.decide(&text)));
    assert!(binary.decide(&input) == script.decide(&text), "they differ on the year");
    println!("one school year, 20 other readings: binary {decided:.3} ms ({ours:.3} ms with its JSON), script {theirs:.3} ms");
}

/// Milliseconds of one call, the middle of many.
fn time(mut call: impl FnMut()) -> f64 {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            call();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1_000.0
}
