//! `shirube serve` as people start it: what it prints, how it ends, what it says when it cannot begin.

use super::client::{DEADLINE, get, put};
use crate::harness::Handbook;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Instant;

/// The program on a handbook; ended when dropped.
struct Running {
    child: Child,
    lines: BufReader<ChildStdout>,
}

impl Running {
    fn start(book: &Handbook, arguments: &[&str], change: impl FnOnce(&mut Command)) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shirube"));
        command.args(["serve", "site", "--port", "0"]).args(arguments).current_dir(book.root());
        command.env("LANG", "ja_JP.UTF-8").env_remove("LC_ALL").env_remove("LC_MESSAGES");
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        change(&mut command);
        let mut child = command.spawn().expect("it runs");
        let lines = BufReader::new(child.stdout.take().expect("its output"));
        Self { child, lines }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.lines.read_line(&mut line).expect("a line");
        line.trim_end().to_owned()
    }

    fn address(&mut self) -> SocketAddr {
        let line = self.line();
        assert!(line.starts_with("プレビュー: http://127.0.0.1:") && line.contains("Ctrl-C"), "{line}");
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).expect("an address");
        address.parse().expect("an address")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn it_prints_its_address_what_changed_and_what_is_wrong_and_ends_by_ctrl_c() {
    let book = Handbook::new();
    let mut running = Running::start(&book, &[], |_| {});
    let address = running.address();
    assert_eq!(running.line(), "site: 誤りはありません");
    assert_eq!(get(address, "/").status, 200);
    put(&book.root().join("site/guide/hajime.md"), "---\ntitle: はじめに\nyomi: はじめに\n---\n直しました。\n".as_bytes());
    let line = running.line();
    assert!(line.starts_with("site: guide/hajime.md → 表示しました（") && line.ends_with("秒）。誤りはありません"), "{line}");
    put(&book.root().join("site/guide/hajime.md"), "---\ntitle: はじめに\nyomi: はじめに\n---\n[](agency:center)\n".as_bytes());
    assert_eq!(running.line(), "site: guide/hajime.md → 誤り 1 件、注意 0 件。前の内容を表示しています");
    let pid = running.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().expect("kill runs").success());
    assert_eq!(running.line(), "プレビューを終わりました");
    assert_eq!(running.child.wait().expect("it ends").code(), Some(0));
    let mut said = String::new();
    running.child.stderr.take().expect("its messages").read_to_string(&mut said).expect("text");
    assert!(said.contains("M202") && said.contains("もしかして「agency:centre」ですか") && !said.contains("panicked"), "{said}");
    assert_eq!(fs::read_dir(book.root()).expect("the folder").count(), 1, "nothing was written");
}

#[test]
fn a_port_that_is_taken_is_said_with_the_next_step() {
    let taken = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = taken.local_addr().expect("its address").port().to_string();
    let book = Handbook::new();
    for (language, words) in
        [("ja", ["X109", "ほかのプログラムが使っています", "--port"]), ("en", ["X109", "taken by another program", "--port"])]
    {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shirube"));
        let output =
            command.args(["serve", "site", "--port", &port, "--lang", language]).current_dir(book.root()).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(3) && words.iter().all(|word| said.contains(word)), "{said}");
    }
}

#[test]
fn wrong_usage_is_said_in_japanese() {
    let book = Handbook::new();
    for (arguments, code, word) in [
        (&["serve", "site", "--port", "99999"][..], 2, "--port"),
        (&["serve", "site", "--port", "abc"], 2, "--port"),
        (&["serve", "nothing"], 2, "フォルダー「nothing」がありません"),
        (&["serve", "--help"], 0, "shirube serve [指定] [フォルダー]"),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shirube"));
        command.args(arguments).current_dir(book.root()).env("LANG", "ja_JP.UTF-8").env_remove("LC_ALL").env_remove("LC_MESSAGES");
        let output = command.output().expect("it runs");
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.code() == Some(code) && said.contains(word), "{arguments:?}: {said}");
        assert!(!said.contains("error:") && !said.contains("Usage"), "{arguments:?}: {said}");
    }
}

#[cfg(all(unix, not(target_vendor = "apple")))]
#[test]
fn open_starts_the_browser_of_the_system_at_the_address() {
    use std::os::unix::fs::PermissionsExt;
    let book = Handbook::new();
    let tools = tempfile::tempdir().expect("a folder");
    let (opener, opened) = (tools.path().join("xdg-open"), tools.path().join("opened"));
    fs::write(&opener, format!("#!/bin/sh\necho \"$@\" > {0}.new && mv {0}.new {0}\n", opened.display())).expect("a program");
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).expect("it may run");
    let path = format!("{}:{}", tools.path().display(), std::env::var("PATH").unwrap_or_default());
    let mut running = Running::start(&book, &["--open"], |command| {
        command.env("PATH", path);
    });
    let address = running.address();
    let started = Instant::now();
    while !opened.exists() {
        assert!(started.elapsed() < DEADLINE, "nothing was opened");
        std::thread::yield_now();
    }
    assert_eq!(fs::read_to_string(&opened).expect("what it was told").trim(), format!("http://{address}/"));
}
