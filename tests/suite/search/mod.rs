//! The search: what words are compared as, in the library and in the script; what a query asks for; spellings that mean the same; what is found,
//! and what is loaded for it.

mod exact;
mod fold;
mod hostile_query;
pub mod index;
pub mod large;
mod mirror;
mod pieces;
mod query;
mod ranking;
mod reading;
mod variants;

use crate::chance;
use crate::rules::engine::Script;
use serde_json::{Value, json};

/// The fold and the reader of queries in an engine without a document; `fold` is made from the library's old forms.
fn script() -> Script {
    const FILES: [&str; 3] = [
        include_str!("../../../themes/default/js/namespace.js"),
        include_str!("../../../themes/default/js/core/search/fold.js"),
        include_str!("../../../themes/default/js/core/search/query.js"),
    ];
    let make = format!("var fold = Shirube.core.searchFold.make({});", json!(shirube::search::fold::old_forms()));
    Script::of(&[&FILES.join("\n"), make.as_str()].join("\n")).expect("it runs")
}

/// The value of an expression.
fn value(script: &Script, expression: &str) -> Value {
    serde_json::from_str(&script.text(&format!("JSON.stringify({expression})"))).expect("JSON")
}
