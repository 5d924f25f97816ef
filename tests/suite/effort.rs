//! How much a step works, told apart from how long it has to wait.

use std::time::Duration;

/// The CPU time that `run` takes of this thread: what else the machine does is not ours to judge.
pub fn cpu_time(run: impl FnOnce()) -> Duration {
    let begun = now();
    run();
    now() - begun
}

#[cfg(unix)]
fn now() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(time).expect("a time since the thread began")
}

/// Where the system does not tell, the time that passes.
#[cfg(not(unix))]
fn now() -> Duration {
    static START: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    START.elapsed()
}
