//! The script of a built site, run in an engine that has no document, no clock and no storage.

use crate::harness::Handbook;
use rquickjs::{Context, Ctx, Function, Runtime};
use std::fs;
use std::sync::OnceLock;

/// Keeps a program and a calendar, so that they are read once for many inputs. `decide` gives canonical text, or `thrown: …`.
const DRIVER: &str = r#"
var held = {};
function hold(program, calendar) { held.program = JSON.parse(program); held.calendar = JSON.parse(calendar); }
function decide(input) {
  try { return Shirube.core.rules.canonical(Shirube.core.rules.decide(held.program, held.calendar, JSON.parse(input))); }
  catch (error) { return "thrown: " + error; }
}
"#;

/// The text of the rules' own script, as a handbook's output holds it.
pub fn built_script() -> &'static str {
    static SCRIPT: OnceLock<String> = OnceLock::new();
    SCRIPT.get_or_init(|| {
        let handbook = Handbook::new();
        handbook.build();
        let files = fs::read_dir(handbook.out().join("assets")).expect("assets").filter_map(Result::ok);
        let scripts: Vec<_> = files.filter(|file| file.file_name().to_string_lossy().starts_with("shirube-rules-")).collect();
        assert_eq!(scripts.len(), 1, "one script of the rules");
        fs::read_to_string(scripts[0].path()).expect("text")
    })
}

/// A script in an engine of its own.
pub struct Script {
    context: Context,
}

impl Script {
    /// The script as built.
    pub fn built() -> Self {
        Self::of(built_script()).expect("the built script runs")
    }

    /// Any other text; the error that it throws when it is loaded.
    pub fn of(text: &str) -> Result<Self, String> {
        let runtime = Runtime::new().map_err(|error| error.to_string())?;
        // Short questions leave little behind; looking for it often would take longer.
        runtime.set_gc_threshold(32 << 20);
        let context = Context::full(&runtime).map_err(|error| error.to_string())?;
        context.with(|js| js.eval::<(), _>(text).and_then(|()| js.eval::<(), _>(DRIVER)).map_err(|error| error.to_string()))?;
        Ok(Self { context })
    }

    /// Sets the rules and the calendar for what follows.
    pub fn hold(&self, program: &str, calendar: &str) {
        self.context.with(|js| function(&js, "hold").call::<_, ()>((program, calendar)).expect("JSON"));
    }

    /// The canonical decision.
    pub fn decide(&self, input: &str) -> String {
        self.context.with(|js| function(&js, "decide").call((input,)).expect("text"))
    }

    /// The value of an expression as text.
    pub fn text(&self, expression: &str) -> String {
        self.context.with(|js| js.eval::<String, _>(expression).expect("text"))
    }
}

fn function<'js>(js: &Ctx<'js>, name: &str) -> Function<'js> {
    js.globals().get(name).expect("a function of the driver")
}

#[test]
fn the_rules_run_where_there_is_no_document() {
    let script = Script::built();
    assert_eq!(script.text("typeof document + typeof window + typeof localStorage"), "undefinedundefinedundefined");
    assert_eq!(script.text("Object.keys(Shirube).join()"), "core,modules");
    assert_eq!(script.text("typeof Shirube.core.rules.decide"), "function");
}

#[test]
fn the_rules_use_only_what_every_evaluator_has() {
    let text = built_script();
    let code: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.starts_with("//") && !line.starts_with(['*', '/'])).collect();
    for banned in [
        "new Date",
        " Date(",
        "Date.now",
        "RegExp",
        ".match(",
        ".test(",
        "Math.",
        "parseFloat",
        "setTimeout",
        "document",
        "window.",
        "Intl",
        "=>",
    ] {
        let found: Vec<&&str> = code.iter().filter(|line| line.contains(banned)).collect();
        assert!(found.is_empty(), "{banned}: {found:?}");
    }
    // A division leaves the integers unless the remainder was taken first.
    let divisions: Vec<&&str> = code.iter().filter(|line| line.contains(" / ")).collect();
    assert!(divisions.iter().all(|line| line.contains(" % ")), "{divisions:?}");
}

#[test]
fn no_page_without_a_calculator_carries_the_rules() {
    let pages = Handbook::new().build();
    assert!(pages.values().all(|page| !page.contains("shirube-rules-") && page.contains("assets/shirube-")));
}

#[test]
fn another_version_of_the_wire_form_is_not_read() {
    let script = Script::built();
    for version in ["0", "2", "\"1\"", "null"] {
        script.hold(&format!("{{\"version\":{version}}}"), "{}");
        assert!(script.decide("{}").starts_with("thrown: Error: rules of version"), "{version}");
    }
}

#[test]
fn a_decision_and_a_refusal_are_made_with_their_keys_in_order() {
    let script = Script::built();
    let (program, calendar, input) = super::year::question();
    script.hold(&program.to_string(), &calendar.to_string());
    for (input, key) in [(input.to_string(), "stages"), ("{\"as_of\":\"x\",\"more\":1}".to_owned(), "refused")] {
        let answer = script.decide(&input);
        let read: serde_json::Value = serde_json::from_str(&answer).expect("JSON");
        assert!(read[key].as_array().is_some_and(|list| !list.is_empty()), "{answer}");
        // `serde_json` sorts the keys.
        assert_eq!(answer, read.to_string());
    }
}
