//! A browser's process, with a profile of its own, that cannot outlive the tests.
//!
//! Sessions are shared through statics, and Rust never drops a static; a run may also be interrupted. So the program is
//! started by a small shell that waits on a pipe from us (its lifeline): when the pipe closes, by `Drop` or because
//! the test process is gone, the shell ends the program's whole process group and removes the profile.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::bidi::{Failure, Outcome, failed};

/// How long a program may take until it says that it listens.
const START_TIMEOUT: Duration = Duration::from_secs(60);
/// How often its log is read meanwhile.
const POLL: Duration = Duration::from_millis(20);

/// `set -m` gives the program a process group of its own, which its children inherit.
const LIFELINE: &str = r#"set -m
home=$1 log=$2; shift 2
"$@" </dev/null >"$log" 2>&1 &
set +m
read -r _
kill -KILL -- -$! 2>/dev/null
wait $! 2>/dev/null
rm -rf -- "$home""#;

/// A running program and the temporary folder it keeps its profile and log in.
pub struct Process {
    shell: Child,
    home: PathBuf,
    log: PathBuf,
}

impl Process {
    /// A new empty folder for a profile; [`Process::start`] takes it over.
    pub fn fresh_home() -> Outcome<PathBuf> {
        let home = tempfile::Builder::new().prefix("shirube-browser-").tempdir();
        Ok(home.map_err(failed("making a profile folder"))?.keep())
    }

    /// Starts `command` with its home in `home`; `package` is what Debian calls what must be installed.
    pub fn start(command: &Command, package: &str, home: PathBuf) -> Outcome<Self> {
        let program = command.get_program();
        if find_program(program).is_none() {
            let _ = std::fs::remove_dir_all(&home);
            return Err(Failure(format!(
                "{} is not installed, and the browser tests do not skip. On Debian or Ubuntu: \
                 apt-get install {package}. tests/run installs everything the tests need.",
                program.display()
            )));
        }
        let log = home.join("browser.log");
        let shell = Command::new("bash")
            .args(["-c", LIFELINE, "lifeline"])
            .args([home.as_os_str(), log.as_os_str(), program])
            .args(command.get_args())
            // What a user's own settings say must not reach a test; the zone is that of our readers.
            .envs([("HOME", home.as_os_str()), ("TZ", OsStr::new("Asia/Tokyo"))])
            .env("MOZ_CRASHREPORTER_DISABLE", "1")
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(failed("starting bash"))?;
        Ok(Self { shell, home, log })
    }

    /// Waits until the log has `before`, and returns what follows it up to `after`.
    pub fn wait_for(&self, before: &str, after: char) -> Outcome<String> {
        let deadline = Instant::now() + START_TIMEOUT;
        loop {
            let log = read_log(&self.log)?;
            let found = log.split_once(before).and_then(|(_, rest)| rest.split_once(after));
            if let Some((word, _)) = found {
                return Ok(word.to_owned());
            }
            if Instant::now() >= deadline {
                return Err(Failure(format!("the browser never said {before:?}; it said:\n{log}")));
            }
            std::thread::sleep(POLL);
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        // Nothing can be done about a failure here, and the test has its result already.
        let _ = self.shell.wait();
        let _ = std::fs::remove_dir_all(&self.home);
    }
}

fn read_log(log: &Path) -> Outcome<String> {
    match std::fs::read(log) {
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(String::new()),
        Err(cause) => Err(Failure(format!("reading the browser's log: {cause}"))),
    }
}

/// The program's path as a shell would find it.
fn find_program(program: &OsStr) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

#[test]
fn a_missing_browser_fails_and_names_the_package() {
    let home = Process::fresh_home().unwrap();
    let command = Command::new("no-such-browser-of-shirube");
    let failure = Process::start(&command, "firefox-esr", home.clone()).err().unwrap().to_string();
    assert!(!home.exists());
    assert!(failure.contains("apt-get install firefox-esr"), "{failure}");
    assert!(failure.contains("tests/run"), "{failure}");
}

#[test]
fn a_program_ends_with_its_handle_and_its_folder_is_removed() {
    let home = Process::fresh_home().unwrap();
    let mut command = Command::new("bash");
    // The child of a child: what a browser's helper processes are.
    command.args(["-c", "bash -c 'echo helper $$.; exec sleep 600' & wait"]);
    let process = Process::start(&command, "bash", home.clone()).unwrap();
    let helper = process.wait_for("helper ", '.').unwrap();
    assert!(Path::new("/proc").join(&helper).exists());
    drop(process);
    assert!(!home.exists());
    let gone = Instant::now() + Duration::from_secs(5);
    while is_running(&helper) {
        assert!(Instant::now() < gone, "process {helper} outlived its handle");
        std::thread::sleep(POLL);
    }
}

/// Whether a process still runs; one that ended but was not waited for by its new parent does not.
fn is_running(id: &str) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    stat.rsplit(')').next().is_some_and(|rest| !rest.trim_start().starts_with(['Z', 'X']) && !rest.is_empty())
}
