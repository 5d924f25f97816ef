//! Progress of long work: only on a terminal, only after a second.

use super::report::Output;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// Work that ends sooner stays quiet.
const QUIET: Duration = Duration::from_secs(1);

/// A counter of finished pages that shows itself when the work takes long.
pub(super) struct Progress {
    started: Instant,
    is_terminal: bool,
    label: String,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    /// Starts counting; nothing is drawn yet.
    pub fn new(output: &Output, label: &str) -> Self {
        let is_terminal = std::io::stderr().is_terminal() && !output.is_json();
        Self { started: Instant::now(), is_terminal, label: label.to_owned(), bar: OnceLock::new() }
    }

    /// One more is done, of `total`.
    pub fn step(&self, done: usize, total: usize) {
        if !self.is_terminal || (self.bar.get().is_none() && self.started.elapsed() < QUIET) {
            return;
        }
        let bar = self.bar.get_or_init(|| {
            let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template("{prefix} {bar:30} {pos}/{len}") {
                bar.set_style(style);
            }
            bar.set_prefix(self.label.clone());
            bar
        });
        bar.set_position(done as u64);
    }

    /// Takes the drawing away.
    pub fn finish(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}
