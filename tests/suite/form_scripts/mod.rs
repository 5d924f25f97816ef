//! The scripts of forms that need no document, run in an engine that has none: cells, dates, tables, drafts, the month after.

mod cells;
mod drafts;
mod fill;
mod month;
mod tables;

use crate::rules::engine::Script;
use crate::rules::random::Random;
use serde_json::{Value, json};

/// A form with every kind of cell, as a handbook's data file describes it.
pub fn form() -> Value {
    let mut fields = vec![
        json!({"key": "gakko", "kind": "text", "label": "学校名", "nextMonth": "keep"}),
        json!({"key": "houkoku/era", "kind": "era", "label": "年号", "line": "報告", "options": eras_as_options(), "nextMonth": "next"}),
        json!({"key": "houkoku/year", "kind": "year", "label": "年", "line": "報告", "nextMonth": "next"}),
        json!({"key": "houkoku/month", "kind": "month", "label": "月", "line": "報告", "nextMonth": "next"}),
        json!({"key": "umare/era", "kind": "era", "label": "年号", "line": "生年月日", "options": eras_as_options(), "nextMonth": "keep"}),
        json!({"key": "umare/year", "kind": "year", "label": "年", "line": "生年月日", "nextMonth": "keep"}),
        json!({"key": "umare/month", "kind": "month", "label": "月", "line": "生年月日", "nextMonth": "keep"}),
        json!({"key": "umare/day", "kind": "day", "label": "日", "line": "生年月日", "nextMonth": "keep"}),
        json!({"key": "kubun", "kind": "choice", "label": "区分", "options": [{"id": "shinki", "label": "新規"}, {"id": "keizoku", "label": "継続"}]}),
    ];
    for month in [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3] {
        fields.push(json!({"key": format!("kesseki/m{month:02}"), "kind": "month-count", "label": format!("{month}月"), "line": "欠席状況", "nextMonth": "year"}));
    }
    fields.extend([
        json!({"key": "kesseki/total", "kind": "number", "label": "累計", "line": "欠席状況", "nextMonth": "year"}),
        json!({"key": "denwa", "kind": "number", "label": "電話連絡"}),
        json!({"key": "yoin/ijime", "kind": "mark", "label": "いじめの被害", "line": "いじめの被害", "nextMonth": "keep"}),
        json!({"key": "yoin/kazoku", "kind": "mark", "label": "家庭生活の変化", "line": "家庭生活の変化", "nextMonth": "keep"}),
        json!({"key": "jokyo", "kind": "long", "label": "今月の状況"}),
        json!({"key": "hoshin", "kind": "rows", "label": "今後の方策", "rows": 2,
            "columns": [{"id": "what", "kind": "long", "label": "何を行うか"}, {"id": "who", "kind": "text", "label": "誰が行うか"}]}),
        json!({"key": "renkei/kodomo", "kind": "check", "label": "こども家庭課", "line": "連携している"}),
        json!({"key": "renkei/sonota", "kind": "check", "label": "その他", "line": "連携している"}),
        json!({"key": "renkei/sonota-text", "kind": "text", "label": "その他【　】", "line": "連携している"}),
        json!({"key": "sonota", "kind": "text", "label": "備考"}),
        json!({"key": "biko", "kind": "text", "label": "備考"}),
    ]);
    json!({"format": 1, "site": "otaru", "form": "jokyo", "title": "欠席状況報告書", "edition": "第1版", "drafts": "encrypted", "sheets": 1,
        "fields": fields, "eras": eras()})
}

fn eras() -> Value {
    json!([
        {"id": "reiwa", "name": "令和", "first": "2019-05-01", "before": 2018},
        {"id": "heisei", "name": "平成", "first": "1989-01-08", "before": 1988},
        {"id": "showa", "name": "昭和", "first": "1926-12-25", "before": 1925},
    ])
}

fn eras_as_options() -> Value {
    json!([{"id": "reiwa", "label": "令和"}, {"id": "heisei", "label": "平成"}, {"id": "showa", "label": "昭和"}])
}

/// The scripts with that form as `data`, and its cells and lines.
pub fn script() -> Script {
    const FILES: [&str; 11] = [
        include_str!("../../../themes/default/js/namespace.js"),
        include_str!("../../../themes/default/js/core/civil.js"),
        include_str!("../../../themes/default/js/core/typed.js"),
        include_str!("../../../themes/default/js/core/table-text.js"),
        include_str!("../../../themes/default/js/core/base64.js"),
        include_str!("../../../themes/default/js/core/form-lines.js"),
        include_str!("../../../themes/default/js/core/form-cells.js"),
        include_str!("../../../themes/default/js/core/form-dates.js"),
        include_str!("../../../themes/default/js/core/form-table.js"),
        include_str!("../../../themes/default/js/core/form-draft.js"),
        include_str!("../../../themes/default/js/core/form-month.js"),
    ];
    let script = Script::of(&FILES.join("\n")).expect("it runs");
    let set = format!(
        "var core = Shirube.core, data = {}; var cells = core.formLines.cells(data, {{}}), lines = core.formLines.lines(cells);'set'",
        form()
    );
    script.text(&set);
    script
}

/// The value of an expression.
pub fn value(script: &Script, expression: &str) -> Value {
    serde_json::from_str(&script.text(&format!("JSON.stringify({expression})"))).expect("JSON")
}

/// Texts that programs get wrong.
pub const HOSTILE: [&str; 22] = [
    "𠮷野家",
    "髙橋",
    "👨‍👩‍👧‍👦",
    "<script>alert(1)</script>",
    "__proto__",
    "constructor",
    "一行目\n二行目\n",
    "\n\n",
    "\t",
    "tab\tinside",
    "\"",
    "\"quoted\" \"\"",
    "=1+1",
    "＝１＋１",
    "'=1",
    "''",
    "-",
    "\u{202E}rtl\u{2066}",
    "e\u{301}か\u{3099}",
    "\u{0}\u{7}\u{1b}",
    "　前後の空白　",
    "学校名",
];

/// A text by chance: often hostile, sometimes long.
pub fn hostile(random: &mut Random) -> String {
    let pieces = 1 + random.below(3);
    let text: String = (0..pieces).map(|_| random.pick(&HOSTILE)).collect();
    if random.percent(10) { text.chars().cycle().take(2000).collect() } else { text }
}

/// Values for all cells but some: any text where text may stand, of choices one of them.
pub fn filled(random: &mut Random, cells: &Value) -> Vec<(String, String)> {
    let mut values = Vec::new();
    for cell in cells.as_array().expect("cells") {
        if random.percent(20) {
            continue;
        }
        let value = match cell["kind"].as_str().expect("a kind") {
            "choice" | "era" => {
                let options = cell["options"].as_array().expect("options");
                options[random.below(options.len())]["id"].as_str().expect("an id").to_owned()
            }
            "mark" => random.pick(&["main", "also"]).to_owned(),
            "check" => "1".to_owned(),
            // A field of one line holds no breaks.
            "text" => hostile(random).replace('\n', " "),
            "long" => hostile(random),
            _ => random.range(0, 31).to_string(),
        };
        values.push((cell["key"].as_str().expect("a key").to_owned(), value));
    }
    values
}
