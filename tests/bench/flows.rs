//! How long it takes to draw a flow of the handbooks under `content/`: `cargo bench --bench flows`.
//!
//! Each is fitted to its sheets many times; printed are the median of each and the slowest, with its sheets and the size of its letters.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a bench prints its figures and ends when it cannot measure")]

#[path = "../suite/flows/own.rs"]
mod own;

use std::hint::black_box;
use std::time::{Duration, Instant};

const RUNS: usize = 15;

fn main() {
    let mut slowest = Duration::ZERO;
    for flow in own::own_flows() {
        let mut times: Vec<Duration> = (0..RUNS).map(|_| time(|| drop(black_box(flow.fit())))).collect();
        times.sort_unstable();
        let fit = flow.fit();
        let (median, letters) = (times[RUNS / 2], f64::from(fit.letters()) / 100.0);
        slowest = slowest.max(median);
        println!("{:<32} {:>8.2} ms  {} × {:?}, letters of {letters:.1} pt", flow.name, ms(median), fit.parts.len(), fit.sheet);
    }
    println!("slowest {:.2} ms", ms(slowest));
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
