//! Ticks as a file, and the record of a list as text: the page's own script in an engine without a document.

use crate::rules::engine::Script;
use serde_json::{Value, json};

const BOOK: &str = "0123456789abcdef";

fn script() -> Script {
    let text = [include_str!("../../../themes/default/js/namespace.js"), include_str!("../../../themes/default/js/core/ticks.js")];
    Script::of(&text.join("\n")).expect("the scripts run")
}

/// What reading a file gives: `ticks a,b` or `fault …`.
fn read(script: &Script, file: &str) -> String {
    let call = format!(
        "(function (found) {{ return found.fault ? 'fault ' + found.fault : 'ticks ' + found.ticks.join(); }})(Shirube.core.ticks.read({}, '{BOOK}'))",
        Value::from(file)
    );
    script.text(&call)
}

fn file(changes: &[(&str, Value)]) -> String {
    let mut file = json!({"format": "shirube-ticks", "version": 1, "book": BOOK, "ticks": ["00000000000000aa", "00000000000000bb"]});
    changes.iter().for_each(|(key, value)| file[*key] = value.clone());
    file.to_string()
}

#[test]
fn what_was_written_is_read_back_once_each() {
    let script = script();
    let written = script.text(&format!("Shirube.core.ticks.write('{BOOK}', ['00000000000000bb', '00000000000000aa', '00000000000000bb'])"));
    assert_eq!(read(&script, &written), "ticks 00000000000000aa,00000000000000bb");
    assert_eq!(read(&script, &format!("\u{feff}{written}")), "ticks 00000000000000aa,00000000000000bb", "with a byte order mark too");
    assert_eq!(read(&script, &file(&[("ticks", json!([]))])), "ticks ");
}

#[test]
fn every_other_file_is_refused_with_its_reason() {
    let script = script();
    let tick = "00000000000000aa";
    let many = |count: usize| json!((0..count).map(|at| format!("{at:016x}")).collect::<Vec<_>>());
    for (text, said) in [
        (String::new(), "fault broken"),
        ("{".to_owned(), "fault broken"),
        ("null".to_owned(), "fault broken"),
        ("[]".to_owned(), "fault broken"),
        ("\"shirube-ticks\"".to_owned(), "fault broken"),
        (file(&[])[..40].to_owned(), "fault broken"),
        ("{}".to_owned(), "fault foreign"),
        (file(&[("format", json!("other"))]), "fault foreign"),
        (file(&[("version", json!(2))]), "fault newer"),
        (file(&[("version", json!(2)), ("more", json!(1))]), "fault newer"),
        (file(&[("version", json!("1"))]), "fault broken"),
        (file(&[("version", json!(0))]), "fault broken"),
        (file(&[("more", json!(1))]), "fault broken"),
        (file(&[("ticks", json!("a"))]), "fault broken"),
        (file(&[("ticks", json!([tick, 1]))]), "fault broken"),
        (file(&[("ticks", json!(["管理職に相談する"]))]), "fault broken"),
        (file(&[("ticks", json!(["00000000000000AA"]))]), "fault broken"),
        (file(&[("book", json!("fedcba9876543210"))]), "fault book"),
        (file(&[("book", json!("otaru"))]), "fault broken"),
        (file(&[]).replace("\"book\"", "\"__proto__\":1,\"book\""), "fault broken"),
        (file(&[("ticks", many(5001))]), "fault broken"),
        (format!("{}{}", file(&[]), " ".repeat(1 << 20)), "fault large"),
    ] {
        assert_eq!(read(&script, &text), said, "{}", &text[..text.len().min(120)]);
    }
    assert!(read(&script, &file(&[("ticks", many(5000))])).starts_with("ticks 0000000000000000,"));
    let whole = file(&[]);
    assert!(read(&script, &format!("{whole}{}", " ".repeat((1 << 20) - whole.len()))).starts_with("ticks "), "as long as may be");
}

#[test]
fn a_record_says_what_is_done_and_what_is_not() {
    let parts = json!([
        {"kind": "line", "text": "会議"},
        {"kind": "phase", "text": "事前"},
        {"kind": "item", "text": "会場を決める", "isTicked": true},
        {"kind": "note", "text": "広い部屋"},
        {"kind": "role", "text": "司会"},
        {"kind": "item", "text": "始める", "isTicked": false},
        {"kind": "phase", "text": "避ける言葉"},
        {"kind": "point", "text": "怠け"}
    ]);
    let signs = json!({"on": "☑ ", "off": "☐ ", "point": "・", "note": "　・", "phase": "■ "});
    let record = script().text(&format!("Shirube.core.ticks.record({parts}, {signs})"));
    assert_eq!(record, "会議\n\n■ 事前\n☑ 会場を決める\n　・広い部屋\n司会\n☐ 始める\n\n■ 避ける言葉\n・怠け\n");
}
