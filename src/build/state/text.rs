//! The state file: one line a file, because twenty thousand of them must be read in a few milliseconds.
//!
//! ```text
//! shirube-state 2
//! tool VERSION LEN MODIFIED INODE
//! options SHA256
//! times SOURCES-NS SITE-NS
//! warnings COUNT
//! root SHA256-OF-NAMES PATH                       each root, then its files
//! in LEN MODIFIED CHANGED INODE SHA256
//! out LEN MODIFIED CHANGED INODE SHA256 PATH      the site
//! end
//! ```

use super::{Seen, SeenRoot, SeenSource, State};
use crate::build::beside::Beside;
use crate::build::hash;
use crate::load::gate::Stamp;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

const FIRST_LINE: &str = "shirube-state 2";

impl State {
    /// Reads the state; `None` when there is none or it is not whole.
    pub(in crate::build) fn read(path: &Path) -> Option<Self> {
        let is_file = fs::symlink_metadata(path).ok()?.is_file();
        if is_file { Self::from_text(&fs::read_to_string(path).ok()?) } else { None }
    }

    /// Replaces the state in one step. It need not survive a power cut.
    pub(in crate::build) fn write(&self, beside: &Beside) -> io::Result<()> {
        let path = beside.state();
        let mut new = OsString::from(&path);
        new.push("-new");
        // What stands there is left from a killed build; `create_new` would stop at it, and a link would lead the writing astray.
        match fs::remove_file(&new) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        crate::build::staging::write_new(Path::new(&new), self.to_text().as_bytes())?;
        fs::rename(&new, &path)
    }

    fn to_text(&self) -> String {
        let mut text = format!("{FIRST_LINE}\ntool {}\noptions ", self.tool);
        hash::push_hex(&mut text, &self.options);
        // Writing to a String cannot fail.
        let _ = writeln!(text, "\ntimes {} {}\nwarnings {}", self.sources_ns, self.site_ns, self.warnings);
        for root in &self.roots {
            text.push_str("root ");
            hash::push_hex(&mut text, &root.names);
            let _ = writeln!(text, " {}", root.path);
            for file in &root.files {
                push_seen(&mut text, "in", &file.stamp, &file.hash);
                text.push('\n');
            }
        }
        for file in &self.site {
            push_seen(&mut text, "out", &file.stamp, &file.hash);
            let _ = writeln!(text, " {}", file.path);
        }
        text.push_str("end\n");
        text
    }

    fn from_text(text: &str) -> Option<Self> {
        let mut lines = text.strip_suffix("\nend\n")?.lines();
        if lines.next()? != FIRST_LINE {
            return None;
        }
        let mut field = |name: &str| lines.next()?.strip_prefix(name)?.strip_prefix(' ');
        let tool = field("tool")?.to_owned();
        let options = hash::from_hex(field("options")?)?;
        let (sources_ns, site_ns) = field("times")?.split_once(' ')?;
        let warnings = field("warnings")?.parse().ok()?;
        let (sources_ns, site_ns) = (sources_ns.parse().ok()?, site_ns.parse().ok()?);
        let mut state = Self { tool, options, sources_ns, site_ns, warnings, roots: Vec::new(), site: Vec::new() };
        for line in lines {
            match line.split_once(' ')? {
                ("root", root) => {
                    let (names, path) = root.split_once(' ')?;
                    state.roots.push(SeenRoot { path: path.to_owned(), names: hash::from_hex(names)?, files: Vec::new() });
                }
                ("in", seen) => {
                    let (stamp, hash, None) = parse_seen(seen)? else { return None };
                    state.roots.last_mut()?.files.push(SeenSource { stamp, hash });
                }
                ("out", seen) => {
                    let (stamp, hash, path) = parse_seen(seen)?;
                    state.site.push(Seen { path: path?.to_owned(), stamp, hash });
                }
                _ => return None,
            }
        }
        Some(state)
    }
}

fn push_seen(text: &mut String, kind: &str, stamp: &Stamp, hash: &hash::Hash) {
    let Stamp { len, modified_ns, changed_ns, inode } = stamp;
    let _ = write!(text, "{kind} {len} {modified_ns} {changed_ns} {inode} ");
    hash::push_hex(text, hash);
}

fn parse_seen(line: &str) -> Option<(Stamp, hash::Hash, Option<&str>)> {
    let mut parts = line.splitn(6, ' ');
    let stamp = Stamp {
        len: parts.next()?.parse().ok()?,
        modified_ns: parts.next()?.parse().ok()?,
        changed_ns: parts.next()?.parse().ok()?,
        inode: parts.next()?.parse().ok()?,
    };
    let hash = hash::from_hex(parts.next()?)?;
    Some((stamp, hash, parts.next()))
}
