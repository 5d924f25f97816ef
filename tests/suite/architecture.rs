//! The house keeps its floors: who may use whom, who may touch the disk, the clock, the terminal; how large a room may grow.

use std::fs;
use std::path::{Path, PathBuf};

/// Floors from the ground up; two with the same number do not see each other. `platform` is part of the ground: it only wraps the system.
const FLOORS: &[(&str, u8)] = &[
    ("diag", 0),
    ("platform", 0),
    ("model", 1),
    ("rules", 2),
    ("syntax", 2),
    ("load", 3),
    ("check", 4),
    ("exchange", 5),
    ("search", 5),
    ("markup", 5),
    ("theme", 5),
    ("render", 6),
    ("build", 7),
    ("serve", 8),
    ("cli", 9),
];

const MAX_LINES: usize = 400;
const MAX_FUNCTION_LINES: usize = 60;
const MAX_PARAMETERS: usize = 5;

struct SourceFile {
    name: String,
    floor: String,
    text: String,
}

fn sources() -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(&root)
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .collect();
    files.sort();
    assert!(files.len() > 50, "the sources were not found below {}", root.display());
    files
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
            let floor = name.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
            SourceFile { name, floor, text: fs::read_to_string(path).expect("a source file") }
        })
        .collect()
}

fn floor_number(name: &str) -> Option<u8> {
    FLOORS.iter().find(|(floor, _)| *floor == name).map(|(_, number)| *number)
}

/// Code without comments, so that a word in a sentence is no use of it.
fn code(text: &str) -> String {
    text.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line }).collect::<Vec<_>>().join("\n")
}

/// Names of floors after each `crate::`, in `use` lists too.
fn floors_used(text: &str) -> Vec<String> {
    let code = code(text);
    let mut used = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let list = list.split(';').next().unwrap_or(list);
            used.extend(list.split([',', '{', '}']).map(|part| first_word(part.trim())));
        } else {
            used.push(first_word(rest));
        }
    }
    used.retain(|name| floor_number(name).is_some());
    used
}

fn first_word(text: &str) -> String {
    text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
}

#[test]
fn a_module_uses_only_floors_below_its_own() {
    let mut wrong = Vec::new();
    for file in sources() {
        let Some(own) = floor_number(&file.floor) else { continue };
        for used in floors_used(&file.text) {
            let below = floor_number(&used).is_some_and(|number| number < own);
            if used != file.floor && !below {
                wrong.push(format!("{} (F{own}) uses crate::{used}", file.name));
            }
        }
    }
    assert!(wrong.is_empty(), "edges upwards or sideways:\n{}", wrong.join("\n"));
}

#[test]
fn every_floor_has_a_number_and_every_number_a_floor() {
    let mut found: Vec<String> = sources().into_iter().map(|file| file.floor).filter(|floor| floor != "lib" && floor != "main").collect();
    found.dedup();
    let mut known: Vec<String> = FLOORS.iter().map(|(name, _)| (*name).to_owned()).collect();
    known.sort();
    assert_eq!(found, known);
}

fn assert_only_in(needles: &[&str], allowed: &[&str]) {
    let mut wrong = Vec::new();
    for file in sources() {
        let code = code(&file.text);
        for needle in needles {
            if code.contains(needle) && !allowed.iter().any(|place| file.name.starts_with(place)) {
                wrong.push(format!("{} uses {needle}", file.name));
            }
        }
    }
    assert!(wrong.is_empty(), "only {allowed:?} may:\n{}", wrong.join("\n"));
}

#[test]
fn only_load_and_build_touch_the_disk() {
    assert_only_in(&["fs::", "File::open", "walkdir"], &["load/gate", "load/layer.rs", "build/", "platform.rs", "cli/"]);
}

#[test]
fn only_build_writes() {
    assert_only_in(&["fs::write", "File::create", "fs::rename", "fs::remove", "fs::create_dir"], &["build/", "platform.rs"]);
}

#[test]
fn only_cli_prints_and_exits() {
    assert_only_in(&["println!", "eprintln!", "stdout()", "stderr()", "process::exit", "ExitCode"], &["cli/", "main.rs"]);
}

#[test]
fn only_cli_and_serve_ask_the_clock() {
    assert_only_in(&["Instant", "SystemTime", "jiff::Zoned", "Timestamp::now"], &["cli/", "serve/"]);
}

#[test]
fn only_the_preview_starts_a_program_and_only_to_open_the_browser() {
    assert_only_in(&["process::Command", "process::{", "Command::new"], &["serve/open.rs"]);
}

#[test]
fn only_the_preview_has_sockets() {
    assert_only_in(&["TcpStream", "TcpListener", "UdpSocket", "UnixStream", "net::"], &["serve/"]);
}

#[test]
fn only_the_preview_has_threads_of_its_own() {
    assert_only_in(&["thread::spawn", "thread::Builder", "thread::scope", "ctrlc::", "notify::"], &["serve/", "cli/serve.rs"]);
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<String> = sources().into_iter().filter(|file| !file.text.starts_with("//! ")).map(|file| file.name).collect();
    assert!(silent.is_empty(), "no `//!` header: {silent:?}");
}

#[test]
fn rooms_stay_small() {
    let mut crowded = Vec::new();
    for file in sources() {
        let lines = file.text.lines().count();
        // The table of codes is data: one line per code.
        if lines > MAX_LINES && file.name != "diag/code.rs" {
            crowded.push(format!("{}: {lines} lines", file.name));
        }
        crowded.extend(large_functions(&file));
    }
    assert!(crowded.is_empty(), "{}", crowded.join("\n"));
}

/// Functions by indentation: from the line of `fn` to the closing brace at the same depth, as rustfmt writes them.
fn large_functions(file: &SourceFile) -> Vec<String> {
    let lines: Vec<&str> = file.text.lines().collect();
    let mut large = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let trimmed = line.trim_start();
        let is_function = ["fn ", "pub fn ", "pub(super) fn ", "pub(crate) fn "].iter().any(|start| trimmed.starts_with(start));
        if !is_function || trimmed.starts_with("//") || trimmed.ends_with("; }") || trimmed.ends_with('}') || trimmed.ends_with(';') {
            continue;
        }
        let indent = &line[..line.len() - trimmed.len()];
        let closing = format!("{indent}}}");
        let length = lines[at..].iter().position(|line| *line == closing).map_or(0, |end| end + 1);
        if length > MAX_FUNCTION_LINES {
            large.push(format!("{}:{}: a function of {length} lines", file.name, at + 1));
        }
    }
    large
}

#[test]
fn functions_take_at_most_five_parameters() {
    let config = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".clippy.toml")).expect(".clippy.toml");
    assert!(
        config.contains(&format!("too-many-arguments-threshold = {MAX_PARAMETERS}")),
        "clippy counts parameters and methods' self alike"
    );
}

#[test]
fn front_end_files_stay_small_and_keep_to_the_offline_rules() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes");
    let mut wrong = Vec::new();
    for entry in walkdir::WalkDir::new(&root).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file()) {
        let name = entry.path().strip_prefix(&root).expect("below themes").display().to_string();
        let Ok(text) = fs::read_to_string(entry.path()) else { continue };
        if text.lines().count() > MAX_LINES && (name.ends_with(".js") || name.ends_with(".css")) {
            wrong.push(format!("{name}: {} lines", text.lines().count()));
        }
        let is_code = name.ends_with(".js") || name.ends_with(".html");
        for banned in [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "fetch(",
            "type=\"module\"",
            "integrity=",
            "onclick=",
        ] {
            if is_code && text.contains(banned) {
                wrong.push(format!("{name}: {banned}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
