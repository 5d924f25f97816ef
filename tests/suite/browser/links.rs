//! What a loaded page points at, as its browser resolved it, and whether that is there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path};

use serde::Deserialize;

use super::bidi::{Outcome, failed};
use super::file_url::from_file_url;
use super::page::Page;

/// Reads a document: ids, links, resources, and what sticks out of the window (not counting what a scrolling box holds).
/// In SVG `href` is an object.
const READ: &str = "() => {
    const all = (selector) => [...document.querySelectorAll(selector)];
    const address = (value) => typeof value === 'string' ? value : value.baseVal;
    const absolute = (value) => { try { return new URL(value, document.baseURI).href; } catch { return value; } };
    const root = document.documentElement;
    const name = (e) => e.localName + (e.id ? '#' + e.id : '') + [...e.classList].map((c) => '.' + c).join('');
    const open = (e) => getComputedStyle(e).overflowX === 'visible';
    const held = (e) => e !== document.body && (!open(e) || held(e.parentElement));
    const right = (e) => { const r = e.getBoundingClientRect(); return Math.max(r.right, open(e) ? r.left + e.scrollWidth : 0); };
    const wide = (e) => right(e) > root.clientWidth + 0.5 && !held(e.parentElement);
    return {
        anchors: all('[id]').map((e) => e.id).concat(all('a[name]').map((e) => e.name)),
        links: all('a[href], area[href]').concat(all('svg a').filter((e) => e.href.baseVal))
            .map((e) => [e.getAttribute('href') ?? address(e.href), absolute(address(e.href))]),
        resources: all('[src], link[href], object[data], use[href], image[href]')
            .map((e) => absolute(e.currentSrc || e.getAttribute('src') || e.data || address(e.href))),
        overflow: root.scrollWidth > root.clientWidth ? all('body *').filter(wide).map(name).pop() ?? 'the page' : null,
    };
}";

/// What one page points at.
#[derive(Deserialize)]
pub struct Document {
    anchors: BTreeSet<String>,
    /// As written, and as resolved by the browser.
    links: Vec<(String, String)>,
    resources: Vec<String>,
    /// The innermost last element wider than the window, if the page scrolls sideways.
    pub overflow: Option<String>,
}

/// Reads the document in a tab.
pub fn read_document(page: &mut Page<'_>) -> Outcome<Document> {
    serde_json::from_value(page.call(READ, &[])?).map_err(failed("reading the document"))
}

/// A folder's files and the documents among them, by their path in the folder with `/`.
pub struct Folder<'s> {
    pub root: &'s Path,
    pub files: &'s BTreeSet<String>,
    pub documents: &'s BTreeMap<String, Document>,
}

impl Folder<'_> {
    /// A sentence for each link or resource of `document` that leads nowhere or out of the folder.
    pub fn problems(&self, document: &Document) -> BTreeSet<String> {
        let links = document.links.iter().filter_map(|(written, url)| self.broken_link(written, url));
        let resources = document.resources.iter().filter_map(|url| self.broken_resource(url));
        links.chain(resources).collect()
    }

    fn broken_link(&self, written: &str, url: &str) -> Option<String> {
        // To other sites, telephones and mail a handbook may link; only the reader's click goes there.
        let (path, fragment) = from_file_url(url)?;
        let file = match self.find(&path) {
            Ok(file) => file,
            Err(reason) => return Some(format!("the link {written:?} {reason}")),
        };
        let fragment = fragment.filter(|name| !name.is_empty() && name != "top")?;
        let anchors = &self.documents.get(&file)?.anchors;
        (!anchors.contains(&fragment)).then(|| format!("the link {written:?} names an anchor that {file} does not have"))
    }

    fn broken_resource(&self, url: &str) -> Option<String> {
        let scheme = url.split(':').next().unwrap_or_default();
        match (from_file_url(url), scheme) {
            (Some((path, _)), _) => self.find(&path).err().map(|reason| format!("the resource {url} {reason}")),
            (None, "data" | "blob" | "about") => None,
            (None, _) => Some(format!("the resource {url} is outside the folder")),
        }
    }

    /// The file at `path` by its name in the folder, or why there is none.
    fn find(&self, path: &Path) -> Result<String, String> {
        let Ok(inside) = path.strip_prefix(self.root) else {
            return Err("leaves the folder".to_owned());
        };
        let parts = inside.components().map(Component::as_os_str).map(|part| part.to_string_lossy());
        let name = parts.collect::<Vec<_>>().join("/");
        if self.files.contains(&name) {
            return Ok(name);
        }
        if path.is_dir() {
            return Err("leads to a folder, which a browser shows as a list of files".to_owned());
        }
        let folded = name.to_lowercase();
        match self.files.iter().find(|file| file.to_lowercase() == folded) {
            Some(file) => Err(format!("differs in upper and lower case from {file}")),
            None => Err(format!("leads to {name}, which does not exist")),
        }
    }
}
