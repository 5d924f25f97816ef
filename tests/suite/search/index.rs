//! A search index in an engine without a document, as a browser has it: files unpacked when they are asked for. The bench uses it as well.

use flate2::read::ZlibDecoder;
use rquickjs::{Context, Runtime};
use serde_json::{Value, json};
use shirube::search::IndexFile;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::Path;

const SCRIPTS: [&str; 12] = [
    include_str!("../../../themes/default/js/namespace.js"),
    include_str!("../../../themes/default/js/core/search/fold.js"),
    include_str!("../../../themes/default/js/core/search/query.js"),
    include_str!("../../../themes/default/js/core/search/data.js"),
    include_str!("../../../themes/default/js/core/search/place.js"),
    include_str!("../../../themes/default/js/core/search/shelf.js"),
    include_str!("../../../themes/default/js/core/search/postings.js"),
    include_str!("../../../themes/default/js/core/search/page.js"),
    include_str!("../../../themes/default/js/core/search/excerpt.js"),
    include_str!("../../../themes/default/js/core/search/candidates.js"),
    include_str!("../../../themes/default/js/core/search/run.js"),
    include_str!("../../../themes/default/js/core/search/engine.js"),
];

/// `files` holds what is unpacked, `checks` its check sums; `asked` what was loaded. `find` gives every hit as [path, section], whatever their number.
const DRIVER: &str = r#"
var files = {}, checks = {}, asked = [], missing = {}, engine = null, last = null;
function load(name, form, done) {
  asked.push(name);
  if (missing[name] || files[name] === undefined) { done(new Error(name), null); return; }
  if (form === "text") { done(null, files[name], checks[name]); return; }
  var bytes = new Uint8Array(files[name].length);
  for (var at = 0; at < bytes.length; at += 1) { bytes[at] = files[name].charCodeAt(at); }
  done(null, bytes, checks[name]);
}
// Texts that were read are kept: reading them anew for every one of thousands of questions would only take time.
function open() { engine = Shirube.core.searchEngine.open(JSON.parse(files.index), load); engine.keep = function () {}; }
function ask(text, options) {
  last = null;
  engine.ask(text, options || {}, function (answer) { if (answer.isSettled) { last = answer; } });
  return last;
}
function find(text) {
  var language = { fold: engine.fold, variants: [], terms: [], isWidened: false };
  var query = { words: [{ shown: text, isPhrase: true, isExcluded: false, forms: [engine.fold.fold(text)], widened: [] }] };
  var run = new Shirube.core.searchRun.Run(engine, query, { limit: Infinity }, function () {});
  run.report = function () {};
  run.start();
  return run.found.map(function (hit) { return [hit.page.path, hit.section]; });
}
"#;

/// The files of an index, unpacked.
pub struct Index {
    files: BTreeMap<String, Unpacked>,
    /// Bytes of all files as they are shipped.
    pub bytes: usize,
}

/// The scripts of the search in an engine of their own.
pub struct Searcher {
    context: Context,
}

impl Searcher {
    fn new() -> Self {
        let runtime = Runtime::new().expect("an engine");
        runtime.set_gc_threshold(64 << 20);
        let context = Context::full(&runtime).expect("a context");
        context.with(|js| js.eval::<(), _>([&SCRIPTS.join("\n"), DRIVER].join("\n"))).expect("it runs");
        Self { context }
    }

    /// The value of an expression as text.
    pub fn text(&self, expression: &str) -> String {
        self.context.with(|js| js.eval::<String, _>(expression).expect("text"))
    }
}

/// A section as the index has it.
#[derive(Clone, Debug)]
pub struct Found {
    pub path: String,
    /// The item number of the page, at its first section.
    pub number: String,
    pub section: usize,
    pub anchor: String,
    pub kind: String,
    /// The title of the page for its first section, else the heading.
    pub heading: String,
    pub text: String,
}

impl Index {
    /// The index in the folder of a built site.
    pub fn of_folder(folder: &Path) -> Self {
        let files = fs::read_dir(folder.join("search")).expect("an index").filter_map(Result::ok);
        let scripts = files.map(|file| fs::read_to_string(file.path()).expect("text"));
        Self::of_scripts(scripts.filter(|script| script.starts_with("Shirube.core.searchData.take(")))
    }

    pub fn of_files(files: &[IndexFile]) -> Self {
        Self::of_scripts(files.iter().map(|file| String::from_utf8(file.bytes.clone()).expect("text")))
    }

    fn of_scripts(scripts: impl Iterator<Item = String>) -> Self {
        let mut index = Self { files: BTreeMap::new(), bytes: 0 };
        for script in scripts {
            index.bytes += script.len();
            let (name, file) = unpacked(&script);
            index.files.insert(name, file);
        }
        index
    }

    pub fn names(&self) -> Vec<&str> {
        self.files.keys().map(String::as_str).collect()
    }

    pub fn manifest(&self) -> Value {
        serde_json::from_slice(&self.files["index"].content).expect("JSON")
    }

    /// Every section, in the order of the index.
    pub fn sections(&self) -> Vec<Found> {
        let manifest = self.manifest();
        let mut sections = Vec::new();
        for number in 0..manifest["texts"].as_array().expect("a list").len() {
            let pages: Value = serde_json::from_slice(&self.files[&format!("text-{number}")].content).expect("JSON");
            let mut known: Vec<String> = Vec::new();
            for page in pages.as_array().expect("pages") {
                for (at, section) in page[3].as_array().expect("sections").iter().enumerate() {
                    let heading = if at == 0 { &page[2] } else { &section[2] };
                    sections.push(Found {
                        path: text(&page[0]),
                        number: if at == 0 { text(&page[1]) } else { String::new() },
                        section: at,
                        anchor: text(&section[0]),
                        kind: text(&manifest["kinds"][section[1].as_u64().expect("a number") as usize]),
                        heading: text(heading),
                        text: joined(&section[3], &mut known),
                    });
                }
            }
        }
        sections
    }

    /// An engine that has opened it.
    pub fn script(&self) -> Searcher {
        let script = Searcher::new();
        for (name, file) in &self.files {
            let content: String = match name.starts_with("words-") {
                true => file.content.iter().map(|byte| char::from(*byte)).collect(),
                false => String::from_utf8(file.content.clone()).expect("text"),
            };
            script.text(&format!("files[{0}] = {1}; checks[{0}] = {2}; 'kept'", json!(name), json!(content), json!(file.check)));
        }
        script.text("open(); 'opened'");
        script
    }
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

fn joined(pieces: &Value, known: &mut Vec<String>) -> String {
    let pieces = pieces.as_array().expect("pieces").iter().map(|piece| match piece.as_u64() {
        Some(number) => known[number as usize].clone(),
        None => {
            let blocks = text(piece);
            known.extend(blocks.split('\n').filter(|block| block.encode_utf16().count() >= 8).map(str::to_owned));
            blocks
        }
    });
    pieces.collect::<Vec<_>>().join("\n")
}

/// The bytes of a published file as its reader has them: what the search packs is unpacked, whose letters hold any word sooner or later.
pub fn readable(bytes: Vec<u8>) -> Vec<u8> {
    let script = std::str::from_utf8(&bytes).ok().filter(|text| text.starts_with("Shirube.core.searchData.take("));
    script.map(|script| unpacked(script).1.content).unwrap_or(bytes)
}

/// A file without its packing.
struct Unpacked {
    content: Vec<u8>,
    /// Its check sum as hexadecimal digits.
    check: String,
}

/// The name and the content of a file, read by what the format says and not by the code that wrote it.
fn unpacked(script: &str) -> (String, Unpacked) {
    let call = script.strip_prefix("Shirube.core.searchData.take(").and_then(|rest| rest.strip_suffix(");\n")).expect("one call");
    let mut parts = call.splitn(3, ',');
    let name = parts.next().expect("a name").trim_matches('"').to_owned();
    let length: usize = parts.next().expect("a length").parse().expect("a number");
    let letters = parts.next().expect("letters").trim_matches('"');
    let alphabet: Vec<u8> = (b'!'..=b'~').filter(|letter| !b"\"\\<".contains(letter)).collect();
    let value = |letter: u8| alphabet.binary_search(&letter).expect("a letter of the alphabet") as u64;
    let mut bits = Vec::with_capacity(length * 8 + 13);
    for pair in letters.as_bytes().chunks(2) {
        let number = value(pair[0]) + 91 * value(pair[1]);
        bits.extend((0..13).map(|bit| number >> bit & 1 == 1));
    }
    let packed: Vec<u8> =
        bits.chunks(8).take(length).map(|byte| byte.iter().enumerate().map(|(at, bit)| u8::from(*bit) << at).sum()).collect();
    let mut content = Vec::new();
    ZlibDecoder::new(packed.as_slice()).read_to_end(&mut content).expect("deflated, with its check sum");
    let check = packed[packed.len() - 4..].iter().map(|byte| format!("{byte:02x}")).collect();
    (name, Unpacked { content, check })
}
