//! The search, as far as pages show it: its page, and the words its scripts say. What they search in is made in `search`.

use super::facts::message;
use super::leaf::Leaf;
use super::renderer::{Done, Renderer, out_path};
use super::script;
use super::view::{SearchKindView, SearchView};
use crate::search::Kind;
use serde_json::{Map, Value};

/// The page of the search.
pub(super) const PAGE: &str = "search.html";

/// What its scripts say.
pub(super) const WORDS: &str = "search/words.js";

/// The bundle that every page loads.
pub(super) const BOX: &str = "search-box";

/// The bundle that a page loads when somebody searches.
pub(super) const BUNDLE: &str = "search";

/// Texts of the theme whose keys begin so are given to the scripts.
const TEXTS: &str = "search_";

/// `search.html`
pub(super) fn render(renderer: &Renderer<'_>) -> Done {
    let mut leaf = Leaf::new("search", PAGE, PAGE, message(renderer.messages, "search_title"));
    renderer.load(&mut leaf, &[BUNDLE]);
    leaf.breadcrumbs = vec![renderer.home_link("")];
    let keys = Kind::ALL.map(|kind| format!("{TEXTS}kind_{}", kind.name()));
    let kinds = Kind::ALL.iter().zip(&keys).map(|(kind, key)| SearchKindView { id: kind.name(), title: message(renderer.messages, key) });
    renderer.put_page(leaf, "search", &SearchView { kinds: kinds.collect() })
}

/// `search/words.js`
pub(super) fn words(renderer: &Renderer<'_>) -> Done {
    let own = renderer.messages.iter().filter(|(key, _)| key.starts_with(TEXTS));
    let texts: Map<String, Value> = own.map(|(key, text)| (key.clone(), Value::from(text.as_str()))).collect();
    let script = format!("Shirube.searchWords(JSON.parse(\"{}\"));\n", script::quoted(&Value::Object(texts).to_string()));
    renderer.put(out_path(WORDS)?, script.as_bytes())
}
