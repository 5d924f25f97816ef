//! The list of a published site: `shirube-manifest.json` in its folder.
//!
//! Output: the mark that a folder is ours, and the exact list of what may be replaced or removed in it. Input again at the next build.
//! It is published with the site, so it holds no time, no host and no path of the machine, and equal sites have equal lists.

use super::hash::{self, Hash};
use crate::model::Audience;
use crate::render::OutPath;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Name of the list in the site's folder.
pub const MANIFEST_NAME: &str = "shirube-manifest.json";

/// Raised when an older Shirube could misread the list. It refuses then, and never guesses.
const FORMAT: u32 = 1;

/// One published file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// SHA-256 of its bytes.
    pub hash: Hash,
    /// Its size.
    pub bytes: u64,
}

/// The list of a published site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// Version of the Shirube that wrote the site.
    pub tool: String,
    /// Which site it is.
    pub site: String,
    /// Whose edition it is: one is not published over the other.
    pub audience: Audience,
    /// What it was made from: see [`input_fingerprint`](super::input_fingerprint).
    pub fingerprint: String,
    /// All files but the list itself, by path.
    pub files: BTreeMap<OutPath, Entry>,
}

#[derive(Serialize, Deserialize)]
struct Wire<'a> {
    format: u32,
    tool: &'a str,
    site: &'a str,
    /// Sites from before there were editions are public.
    #[serde(default = "public")]
    audience: &'a str,
    fingerprint: &'a str,
    #[serde(borrow)]
    files: Vec<WireEntry<'a>>,
}

#[derive(Serialize, Deserialize)]
struct WireEntry<'a> {
    path: &'a str,
    sha256: &'a str,
    bytes: u64,
}

fn public() -> &'static str {
    Audience::Public.name()
}

impl Manifest {
    /// The list as it is published: JSON, one file a line, so that two lists can be compared by eye.
    #[must_use]
    pub fn to_json(&self) -> String {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let (tool, site, fingerprint) = (quoted(&self.tool), quoted(&self.site), quoted(&self.fingerprint));
        let mut json =
            format!("{{\n\"format\": {FORMAT},\n\"tool\": {tool},\n\"site\": {site},\n\"audience\": \"{}\",\n", self.audience.name());
        json.push_str(&format!("\"fingerprint\": {fingerprint},\n\"files\": ["));
        let mut comma = "\n";
        for (path, entry) in &self.files {
            // An OutPath has no letter that JSON would escape.
            json.push_str(comma);
            json.push_str("{\"path\": \"");
            json.push_str(path.as_str());
            json.push_str("\", \"sha256\": \"");
            hash::push_hex(&mut json, &entry.hash);
            json.push_str("\", \"bytes\": ");
            json.push_str(&entry.bytes.to_string());
            json.push('}');
            comma = ",\n";
        }
        json.push_str("\n]\n}\n");
        json
    }

    /// Reads a list back; `None` for anything that this version would not have written, above all a path that leaves the folder.
    #[must_use]
    pub fn from_json(json: &[u8]) -> Option<Self> {
        let wire: Wire = serde_json::from_slice(json).ok()?;
        if wire.format != FORMAT {
            return None;
        }
        let mut files = BTreeMap::new();
        for entry in wire.files {
            let hash = hash::from_hex(entry.sha256)?;
            let path = OutPath::new(entry.path).ok()?;
            let is_second = files.insert(path, Entry { hash, bytes: entry.bytes }).is_some();
            if is_second {
                return None;
            }
        }
        Some(Self {
            tool: wire.tool.to_owned(),
            site: wire.site.to_owned(),
            audience: Audience::named(wire.audience)?,
            fingerprint: wire.fingerprint.to_owned(),
            files,
        })
    }
}
