//! What a process of a bench cost, measured in that process, so that CPU and memory belong to it alone.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What one process used.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    pub cpu_ms: f64,
    pub wall_ms: f64,
    pub peak_mib: f64,
}

/// Where the benches write.
pub fn bench_dir() -> PathBuf {
    let shm = PathBuf::from("/dev/shm");
    env::var_os("SHIRUBE_BENCH_DIR").map(PathBuf::from).unwrap_or_else(|| if shm.is_dir() { shm } else { env::temp_dir() })
}

/// Runs this bench again as `child WHAT FOLDER`, which prints its three figures.
pub fn run(what: &str, folder: &Path) -> Cost {
    let this = env::current_exe().expect("the bench knows itself");
    let output = Command::new(this).args(["child", what]).arg(folder).output().expect("the child runs");
    let text = String::from_utf8_lossy(&output.stdout);
    let numbers: Vec<f64> = text.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    assert!(output.status.success() && numbers.len() == 3, "{what}: {text} {}", String::from_utf8_lossy(&output.stderr));
    Cost { cpu_ms: numbers[0], wall_ms: numbers[1], peak_mib: numbers[2] }
}

/// The one in the middle by CPU.
pub fn median(mut costs: Vec<Cost>) -> Cost {
    costs.sort_by(|a, b| a.cpu_ms.total_cmp(&b.cpu_ms));
    costs[costs.len() / 2]
}

/// As a line.
pub fn show(cost: Cost) -> String {
    format!("CPU {:>8.1} ms  wall {:>8.1} ms  peak {:>6.1} MiB", cost.cpu_ms, cost.wall_ms, cost.peak_mib)
}

/// CPU time of this process so far, user and system, in milliseconds.
pub fn cpu_ms() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

/// Largest resident memory of this process so far in MiB (`VmHWM`); 0 where the system does not tell.
pub fn peak_mib() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").trim().parse::<f64>().ok()).map_or(0.0, |kib| kib / 1024.0)
}
