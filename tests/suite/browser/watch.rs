//! What a page did that it must not: errors in the console, breaches of its policy, requests out of the folder.
//!
//! The engines tell different things (measured with Chromium 156 and Firefox 153). Chromium's BiDi reports every request,
//! but breaches of the Content-Security-Policy only in its own protocol's log, and WebSockets only there too. Firefox
//! logs breaches as errors, but reports no request for a `file://` address: a script of ours listens for load errors,
//! and what lies outside the folder shows in the document (`links.rs`). What a style sheet names is seen by Chromium.

use std::path::Path;

use serde_json::{Value, json};

use super::Engine;
use super::bidi::{Event, Outcome};
use super::file_url::from_file_url;
use super::page::Page;

/// Tells of each resource that failed to load; such events do not bubble, so the listener captures.
const TELL_LOAD_ERRORS: &str = "(tell) => window.addEventListener('error', (event) => {
    const failed = event.target;
    if (failed !== window) { tell(failed.currentSrc || failed.src || failed.href || failed.tagName); }
}, true)";

/// What the two engines say when the next page cuts a load off, which is no defect.
const CUT_OFF: [&str; 2] = ["ERR_ABORTED", "NS_BINDING_ABORTED"];

/// Makes a tab tell what [`problem`] understands.
pub fn start(page: &mut Page<'_>) -> Outcome {
    match page.engine() {
        Engine::Chromium => {
            let events = json!({"events": ["goog:cdp.Log.entryAdded", "goog:cdp.Network.webSocketCreated"]});
            page.connection().command("session.subscribe", events)?;
            page.cdp("Log.enable", json!({})).map(drop)
        }
        Engine::Firefox => page.add_preload_script(TELL_LOAD_ERRORS),
    }
}

/// The sentence about an event, if it tells of something a page in `folder` must not do.
pub fn problem(event: &Event, folder: &Path) -> Option<String> {
    let told = &event.params;
    match event.method.as_str() {
        "log.entryAdded" => logged(&told["level"], &told["text"]),
        "script.message" => told["data"]["value"].as_str().map(|url| not_loaded(url, folder)),
        "network.beforeRequestSent" => request(address(&told["request"]), folder),
        "network.fetchError" => {
            let (url, cause) = (address(&told["request"]), told["errorText"].as_str().unwrap_or_default());
            // A failed request to the network was reported when it was sent.
            let is_defect = url.starts_with("file:") && !CUT_OFF.iter().any(|text| cause.contains(text));
            is_defect.then(|| not_loaded(url, folder))
        }
        // Failed loads come as network events; the log repeats them.
        "goog:cdp.Log.entryAdded" if told["params"]["entry"]["source"] != "network" => {
            logged(&told["params"]["entry"]["level"], &told["params"]["entry"]["text"])
        }
        "goog:cdp.Network.webSocketCreated" => request(address(&told["params"]), folder),
        _ => None,
    }
}

/// Errors are problems, and so is any word about the policy.
fn logged(level: &Value, text: &Value) -> Option<String> {
    let text = text.as_str().unwrap_or("(no text)");
    let is_policy = text.contains("Content Security Policy") || text.contains("Content-Security-Policy");
    (level == "error" || is_policy).then(|| format!("the console says: {}", text.trim()))
}

/// Reports a request that leaves the folder.
fn request(url: &str, folder: &Path) -> Option<String> {
    let stays = match url.split_once(':') {
        Some(("file", _)) => from_file_url(url).is_some_and(|(path, _)| path.starts_with(folder)),
        Some(("data" | "blob" | "about", _)) => true,
        _ => false,
    };
    (!stays).then(|| format!("requests {url}, which is outside the folder"))
}

fn not_loaded(url: &str, folder: &Path) -> String {
    let name = from_file_url(url).and_then(|(path, _)| Some(path.strip_prefix(folder).ok()?.display().to_string()));
    format!("could not load {}", name.as_deref().unwrap_or(url))
}

fn address(holder: &Value) -> &str {
    holder["url"].as_str().unwrap_or("an unknown address")
}
