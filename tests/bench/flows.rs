//! How long it takes to draw a flow of the handbooks under `content/`: `cargo bench --bench flows`.
//!
//! Each is fitted to its sheets many times, and drawn once at full width as many; printed are the medians and the slowest, with the sheets and
//! the size of the letters.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a bench prints its figures and ends when it cannot measure")]

#[path = "../suite/flows/own.rs"]
mod own;

use shirube::markup::flow::{Sheet, drawings};
use std::hint::black_box;
use std::time::{Duration, Instant};

const RUNS: usize = 15;

fn main() {
    let (mut slowest, mut all) = ((Duration::ZERO, Duration::ZERO), Duration::ZERO);
    for flow in own::own_flows() {
        let layout = median(|| drop(black_box(drawings(&flow.picture, Sheet::Portrait.room().0, usize::MAX))));
        let fitting = median(|| drop(black_box(flow.fit())));
        let fit = flow.fit();
        let letters = f64::from(fit.letters()) / 100.0;
        slowest = (slowest.0.max(layout), slowest.1.max(fitting));
        all += fitting;
        println!(
            "{:<32} one drawing {:>6.2} ms, fitted {:>6.2} ms: {} × {:?}, letters of {letters:.1} pt",
            flow.name,
            ms(layout),
            ms(fitting),
            fit.parts.len(),
            fit.sheet
        );
    }
    println!("slowest: one drawing {:.2} ms, fitted {:.2} ms; all fitted {:.1} ms", ms(slowest.0), ms(slowest.1), ms(all));
}

fn median(work: impl Fn()) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS).map(|_| time(&work)).collect();
    times.sort_unstable();
    times[RUNS / 2]
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
