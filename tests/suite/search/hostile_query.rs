//! Queries that no reader types on purpose: whatever somebody pastes, the search answers and makes nothing of it but words.

use super::chance::Random;
use super::index::Searcher;
use serde_json::json;

/// What queries are made of: signs of the query language, of HTML and of scripts, letters that show nothing or turn the direction, halves of
/// characters, forms that fold to more than one letter, and words that are found.
const SCRAPS: [&str; 40] = [
    "不登校",
    "欠席",
    "スクール",
    "ｽｸｰﾙ",
    "0134-32-4111",
    "３０日",
    "SSW",
    "\"",
    "“",
    "”",
    "-",
    "－",
    " ",
    "　",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "\u{7f}",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{feff}",
    "\u{fffe}",
    "<script>",
    "</template>",
    "<img src=x onerror=alert(1)>",
    "&amp;",
    "${x}",
    "\\",
    "__proto__",
    "constructor",
    "𠮷",
    "髙",
    "👨‍👩‍👧",
    "か\u{3099}",
    "\u{3099}",
    "㍿",
    "ﷺ",
    "İ",
];

/// Asks `count` queries; all must be answered, with texts and nothing else.
pub fn asks_hostile_queries(searcher: &Searcher, count: usize, seed: u64) {
    searcher.text(CHECK);
    let mut random = Random::new(seed);
    for _ in 0..count {
        let mut query: String = (0..1 + random.below(7)).map(|_| random.pick(&SCRAPS)).collect();
        if random.percent(1) {
            query = query.repeat(1 + 12_000 / query.len().max(1));
        }
        // Halves of characters cannot stand in JSON as they are.
        let literal = if random.percent(3) { format!("{} + '\\ud800'", json!(query)) } else { json!(query).to_string() };
        let fault = searcher.text(&format!("check({literal})"));
        assert!(fault.is_empty(), "{literal}: {fault}");
    }
}

const CHECK: &str = r#"
function isText(part) { return typeof part.text === "string" && typeof part.isMatch === "boolean"; }
function check(text) {
  try {
    var answer = ask(text, { limit: 3 });
    if (!answer || answer.isSettled !== true || typeof answer.count !== "number") { return "not answered"; }
    var isPlain = answer.hits.every(function (hit) {
      return /^[a-z0-9._\/-]+$/.test(hit.path) && hit.excerpt.every(isText) && hit.headingParts.every(isText) && hit.pageParts.every(isText);
    });
    return isPlain ? "" : "an answer that is not of texts";
  } catch (error) { return String(error) + error.stack; }
}
'ready'
"#;
