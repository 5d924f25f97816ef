//! A folder in which examples are laid over a handbook that `shirube new` made, and commands are run as the manual prints them.

use super::blocks::Block;
use super::lay;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// The folder of every example's handbook, as the manual writes it.
pub const MACHI: &str = "content/machi";

/// A folder of its own.
pub struct Sandbox {
    dir: TempDir,
}

/// What a command said.
pub struct Said {
    pub exit: i32,
    pub out: String,
    pub err: String,
}

impl Sandbox {
    /// With a handbook made `--from` a starter; `nothing` is an empty folder.
    pub fn over(starter: &str) -> Self {
        let sandbox = Self { dir: tempfile::tempdir().expect("a temporary folder") };
        if starter != "nothing" {
            let said = sandbox.run(&["new", MACHI, "--from", starter]);
            assert_eq!(said.exit, 0, "{}", said.err);
        }
        sandbox
    }

    fn program(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shirube"));
        command.current_dir(self.dir.path()).env("LC_ALL", "ja_JP.UTF-8").env("NO_COLOR", "1").args(arguments);
        command
    }

    /// The first line of a program that then goes on, which is ended.
    pub fn first_line(&self, arguments: &[&str]) -> String {
        let mut child = self.program(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
        let mut line = String::new();
        let read = BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line);
        let _ = child.kill();
        let _ = child.wait();
        read.expect("text");
        line
    }

    /// Runs the program here.
    pub fn run(&self, arguments: &[&str]) -> Said {
        let output = self.program(arguments).output().expect("the program starts");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Said { exit: output.status.code().expect("the program ends"), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// Writes what a block shows.
    pub fn lay(&self, block: &Block) {
        let (path, is_part) = target(block);
        let path = self.path(path);
        let old = if is_part {
            fs::read_to_string(&path).unwrap_or_else(|_| panic!("{}: no such file to put it into", block.place()))
        } else {
            String::new()
        };
        let new = match (is_part, block.language.as_str()) {
            (true, "yaml") => lay::into_yaml(&old, &block.text),
            (true, _) => lay::into_page(&old, &block.text),
            (false, _) => block.text.clone(),
        };
        assert!(!is_part || old != new, "{}: changes nothing", block.place());
        let bytes = match block.word("encoding") {
            None => new.into_bytes(),
            Some("shift-jis") => shift_jis(&new),
            Some(other) => panic!("{}: no encoding `{other}`", block.place()),
        };
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    fn path(&self, path: &str) -> PathBuf {
        assert!(path.starts_with("content/") && Path::new(path).components().all(|part| part.as_os_str() != ".."), "{path}");
        self.dir.path().join(path)
    }
}

/// The file of a block, and whether it shows a part of it.
pub fn target(block: &Block) -> (&str, bool) {
    match (block.word("file"), block.word("into")) {
        (Some(path), None) => (path, false),
        (None, Some(path)) => (path, true),
        _ => panic!("{}: either `file=` or `into=`", block.place()),
    }
}

/// ASCII, hiragana and the long vowel: enough for an example.
fn shift_jis(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for letter in text.chars() {
        let pair = match letter {
            'ー' => 0x815b,
            'ぁ'..='ん' => 0x829f + (u32::from(letter) - u32::from('ぁ')),
            _ if letter.is_ascii() => {
                bytes.push(letter as u8);
                continue;
            }
            _ => panic!("an example in Shift_JIS has hiragana only, not {letter}"),
        };
        bytes.extend([(pair >> 8) as u8, (pair & 0xff) as u8]);
    }
    bytes
}
