//! Drafts as files: what was saved comes back, and what is no draft of this form is refused with its reason.

use super::{filled, form, script, value};
use crate::rules::engine::Script;
use crate::rules::random::Random;
use serde_json::{Value, json};

fn read(script: &Script, text: &str) -> Value {
    value(script, &format!("core.formDraft.read({}, data)", json!(text)))
}

fn draft() -> Value {
    json!({"format": "shirube-draft", "version": 1, "site": "otaru", "form": "jokyo", "edition": "第1版", "values": [["gakko", "第一中学校"]]})
}

fn sealed() -> Value {
    json!({"format": "shirube-draft-encrypted", "version": 1, "kdf": {"name": "PBKDF2", "hash": "SHA-256", "iterations": 600_000,
        "salt": "AAAAAAAAAAAAAAAAAAAAAA=="}, "iv": "AAAAAAAAAAAAAAAA", "data": "AAAAAAAAAAAAAAAAAAAAAAAA"})
}

fn changed(mut draft: Value, pointer: &str, new: Value) -> String {
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    draft.pointer_mut(parent).expect("there")[key] = new;
    draft.to_string()
}

#[test]
fn a_draft_is_read_back_as_it_was_written() {
    let script = script();
    let cells = value(&script, "cells");
    for seed in 0..200 {
        let values = filled(&mut Random::new(seed), &cells);
        let text = value(&script, &format!("core.formDraft.write(data, {})", json!(values)));
        let text = text.as_str().expect("text");
        assert_eq!(read(&script, text), json!({"values": values, "isOtherEdition": false}), "{seed}");
        assert!(text.starts_with("{\n \"format\": \"shirube-draft\",\n \"version\": 1,"), "{text}");
    }
}

#[test]
fn what_is_no_draft_of_this_form_is_refused_with_its_reason() {
    let script = script();
    let of = |pointer: &str, new: Value| changed(draft(), pointer, new);
    for (text, code) in [
        (String::new(), "foreign"),
        ("出欠\t1".into(), "foreign"),
        ("[]".into(), "foreign"),
        ("null".into(), "foreign"),
        ("{\"format\": \"other\", \"version\": 1}".into(), "foreign"),
        (of("/version", json!(2)), "newer"),
        (of("/version", json!(0)), "broken"),
        (of("/version", json!("1")), "broken"),
        (of("/version", json!(1.5)), "broken"),
        (of("/site", json!("kaigi")), "site"),
        (of("/form", json!("sokuho")), "form"),
        (of("/more", json!(1)), "broken"),
        (of("/values", json!({})), "broken"),
        (of("/values", json!([["gakko"]])), "broken"),
        (of("/values", json!([["gakko", 1]])), "broken"),
        (of("/values", json!([["gakko", "a"], ["gakko", "b"]])), "broken"),
        (of("/values", json!([["k".repeat(201), "a"]])), "broken"),
        (draft().to_string().replace("\"site\":\"otaru\",", ""), "broken"),
        (draft().to_string().replace("\"site\"", "\"__proto__\":{},\"site\""), "broken"),
    ] {
        assert_eq!(read(&script, &text), json!({ "refused": code }), "{text}");
    }
    assert_eq!(read(&script, &of("/edition", json!("第2版")))["isOtherEdition"], true);
    assert_eq!(
        read(&script, &of("/values", json!([["k".repeat(200), "a"], ["__proto__", "b"]])))["refused"],
        Value::Null,
        "keys are looked at by the form"
    );
}

#[test]
fn a_file_that_is_cut_off_anywhere_is_refused() {
    let script = script();
    for whole in [draft().to_string(), sealed().to_string()] {
        for end in (0..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
            let found = read(&script, &whole[..end]);
            assert!(found["refused"] == "broken" || found["refused"] == "foreign", "{end}: {found}");
        }
    }
}

#[test]
fn a_file_may_have_so_many_bytes_and_not_one_more() {
    let script = script();
    let most = usize::try_from(value(&script, "core.formDraft.MAX_BYTES").as_u64().expect("a number")).expect("small");
    let around = changed(draft(), "/values", json!([["gakko", ""]])).len();
    for (letter, size) in [("a", 1), ("é", 2), ("学", 3), ("𠮷", 4)] {
        let count = (most - around) / size;
        let text = changed(draft(), "/values", json!([["gakko", letter.repeat(count)]]));
        let rest = " ".repeat(most - text.len());
        assert_eq!(read(&script, &(text.clone() + &rest))["refused"], Value::Null, "{letter}");
        assert_eq!(read(&script, &(text + &rest + " ")), json!({"refused": "size"}), "{letter}");
    }
}

#[test]
fn what_is_sealed_is_only_taken_apart_when_it_is_whole() {
    let script = script();
    let found = read(&script, &sealed().to_string());
    assert_eq!(found["sealed"]["iterations"], 600_000);
    let of = |pointer: &str, new: Value| changed(sealed(), pointer, new);
    for text in [
        of("/kdf/name", json!("none")),
        of("/kdf/hash", json!("SHA-1")),
        of("/kdf/iterations", json!(99_999)),
        of("/kdf/iterations", json!(5_000_001)),
        of("/kdf/iterations", json!("600000")),
        of("/kdf/salt", json!("AAAA")),
        of("/kdf/more", json!("AAAA")),
        of("/iv", json!("AAAAAAAAAAAAAAA=")),
        of("/iv", json!(null)),
        of("/data", json!("AAAAAAAAAAAAAAAAAAAAAA==")),
        of("/data", json!("AAAA AAAAAAAAAAAAAAAAAAA")),
        of("/data", json!("AAAAAAAAAAAAAAAAAAAAAAB=")),
    ] {
        assert_eq!(read(&script, &text), json!({"refused": "broken"}), "{text}");
    }
    for (rounds, is_read) in [(100_000, true), (5_000_000, true)] {
        assert_eq!(read(&script, &of("/kdf/iterations", json!(rounds)))["sealed"].is_object(), is_read, "{rounds}");
    }
    assert_eq!(value(&script, &format!("core.formDraft.readOpened({}, data)", json!(sealed().to_string()))), json!({"refused": "broken"}));
}

#[test]
fn bytes_are_letters_and_come_back() {
    let script = script();
    let same = value(
        &script,
        "(function () {
            var wrong = [];
            for (var length = 0; length < 70; length += 1) {
                var bytes = new Uint8Array(length);
                for (var at = 0; at < length; at += 1) { bytes[at] = (at * 151 + length * 29) & 255; }
                var back = core.base64.read(core.base64.write(bytes));
                if (back === null || Array.from(back).join() !== Array.from(bytes).join()) { wrong.push(length); }
            }
            return wrong;
        })()",
    );
    assert_eq!(same, json!([]));
    assert_eq!(value(&script, "core.base64.write(new Uint8Array([77, 97, 110, 77]))"), "TWFuTQ==");
    for text in ["A", "AA=", "AAAA=", "A===", "====", "AB==", "AA=A", "ＡＡＡＡ"] {
        assert_eq!(value(&script, &format!("core.base64.read({})", json!(text))), Value::Null, "{text}");
    }
}

#[test]
fn the_form_of_the_tests_is_a_form() {
    assert_eq!(form()["fields"][0]["key"], "gakko");
    assert_eq!(value(&script(), "core.formDraft.octets('aé学𠮷')"), 10);
}
