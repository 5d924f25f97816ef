//! Calendar mode and class mode of the calculator: what is marked or pasted is what the evaluator is asked, and its answer is the page's.

mod class;

use std::collections::BTreeMap;

use serde_json::{Value, json};
use shirube::rules::{CalendarTable, Program, decide};

use super::axe::violations;
use super::bidi::Outcome;
use super::page::Page;
use super::site::built_site;
use super::visit::SiteCopy;
use super::{Engine, with_page};
use class::{paste, sheet};

const SPACE: &str = " ";
const RIGHT: &str = "\u{E014}";
const DOWN: &str = "\u{E015}";
const PAGE_UP: &str = "\u{E00E}";
const SHIFT: &str = "\u{E008}";
const ENTER: &str = "\u{E007}";

/// Opens the calculator in a mode with a day asked for; what the script is asked and answers is listed from then on.
fn open(page: &mut Page<'_>, site: &SiteCopy, mode: &str, as_of: &str) -> Outcome {
    page.open_file(&site.path("calculator/absence.html"))?;
    page.evaluate(
        "(() => { const rules = Shirube.core.rules; const decide = rules.decide; window.asked = []; window.unwatched = decide;
            rules.decide = (program, calendar, input) => {
                const decision = decide(program, calendar, input);
                asked.push({input: JSON.parse(JSON.stringify(input)), decision: JSON.parse(rules.canonical(decision))});
                return decision; }; })()",
    )?;
    page.click(&format!("[data-mode=\"{mode}\"]"))?;
    set(page, "[data-as-of]", as_of)
}

/// Puts a text into a field at once, as a paste does.
fn set(page: &mut Page<'_>, selector: &str, text: &str) -> Outcome {
    let put = "(selector, text) => { const field = document.querySelector(selector); field.value = text;
        field.dispatchEvent(new Event('input', {bubbles: true})); }";
    page.call(put, &[json!(selector), json!(text)]).map(drop)
}

fn type_into(page: &mut Page<'_>, selector: &str, text: &str) -> Outcome {
    page.click(selector)?;
    page.type_text(text)
}

/// Keys pressed while Shift is held.
fn with_shift(page: &mut Page<'_>, keys: &[&str]) -> Outcome {
    let mut actions = vec![json!({"type": "keyDown", "value": SHIFT})];
    for key in keys {
        actions.push(json!({"type": "keyDown", "value": key}));
        actions.push(json!({"type": "keyUp", "value": key}));
    }
    actions.push(json!({"type": "keyUp", "value": SHIFT}));
    page.command("input.performActions", json!({"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})).map(drop)
}

/// Draws with the mouse from one element to another.
fn drag(page: &mut Page<'_>, from: &str, to: &str) -> Outcome {
    let middle = "(from, to) => { document.querySelector(from).scrollIntoView({block: 'center', behavior: 'instant'});
        return [from, to].map((selector) => { const box = document.querySelector(selector).getBoundingClientRect();
            return [Math.round(box.left + box.width / 2), Math.round(box.top + box.height / 2)]; }); }";
    let at = page.call(middle, &[json!(from), json!(to)])?;
    let go = |point: &Value| json!({"type": "pointerMove", "x": point[0], "y": point[1], "duration": 50});
    let actions = json!([go(&at[0]), {"type": "pointerDown", "button": 0}, go(&at[1]), {"type": "pointerUp", "button": 0}]);
    page.command("input.performActions", json!({"actions": [{"type": "pointer", "id": "mouse", "actions": actions}]})).map(drop)
}

fn day(day: &str) -> String {
    format!("[data-day=\"{day}\"]")
}

fn text(page: &mut Page<'_>, selector: &str) -> Outcome<String> {
    let text = page.call("(selector) => document.querySelector(selector).textContent", &[json!(selector)])?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

fn is_answered(page: &mut Page<'_>) -> Outcome<bool> {
    Ok(page.evaluate("!document.querySelector('[data-calc-answer]').hidden")? == json!(true))
}

/// The rules and the calendar that the page holds.
fn rules(page: &mut Page<'_>) -> Outcome<(Program, CalendarTable)> {
    let data = page.evaluate("({program: Shirube.calculator.data.program, calendar: Shirube.calculator.data.calendar})")?;
    let program = serde_json::from_value(data["program"].clone()).expect("a program");
    Ok((program, serde_json::from_value(data["calendar"].clone()).expect("a calendar")))
}

/// The page asked `expected` last, answered as the evaluator does, and shows the states of that answer.
fn answers(page: &mut Page<'_>, expected: &Value) -> Outcome {
    let last = page.evaluate("asked[asked.length - 1]")?;
    assert_eq!(last["input"], *expected);
    let (program, calendar) = rules(page)?;
    let decision = decide(&program, &calendar, expected).json();
    assert_eq!(last["decision"], decision);
    assert!(is_answered(page)?);
    let shown = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('[data-stage]')].map((stage) => [stage.dataset.stage, stage.dataset.state]))",
    )?;
    let states = decision["stages"].as_array().expect("stages").iter().map(|stage| (stage["id"].as_str().expect("an id"), &stage["state"]));
    assert_eq!(shown, json!(states.collect::<BTreeMap<_, _>>()));
    Ok(())
}

fn asked(as_of: &str, days: &Value) -> Value {
    json!({"as_of": as_of, "facts": {}, "record": {"covers": {"from": "2026-04-01", "to": as_of}, "unlisted": "present", "days": days}})
}

/// Runs a test with the calculator of a copied handbook in a mode.
fn on_mode(engine: Engine, mode: &str, as_of: &str, test: impl FnOnce(&mut Page<'_>) -> Outcome) -> Outcome {
    let site = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        open(page, &site, mode, as_of)?;
        test(page)
    })
}

const IN_BOTH: [Engine; 2] = [Engine::Chromium, Engine::Firefox];

#[test]
fn days_marked_by_click_keyboard_mouse_and_fields_are_what_is_asked() -> Outcome {
    for engine in IN_BOTH {
        on_mode(engine, "calendar", "2026-05-29", |page| {
            page.click("[data-cal-unlisted] [data-value=present]")?;
            page.click(&day("2026-05-07"))?;
            answers(page, &asked("2026-05-29", &json!([{"on": "2026-05-07", "mark": "absent"}])))?;
            // From the 7th: down to the 14th, and with Shift to the 19th, over a weekend.
            page.type_text(DOWN)?;
            with_shift(page, &[RIGHT, RIGHT, RIGHT, RIGHT, RIGHT])?;
            page.type_text(SPACE)?;
            let run = json!({"from": "2026-05-14", "to": "2026-05-19", "mark": "absent"});
            answers(page, &asked("2026-05-29", &json!([{"on": "2026-05-07", "mark": "absent"}, run])))?;
            assert!(text(page, "[data-cal-said]")?.contains("休みの日2日"));
            page.click("[data-cal-mark] [data-value=sick]")?;
            page.click("[data-cal-seen] [data-value=no]")?;
            drag(page, &day("2026-05-20"), &day("2026-05-22"))?;
            let drawn = json!({"from": "2026-05-20", "to": "2026-05-22", "mark": "sick", "seen": "no"});
            answers(page, &asked("2026-05-29", &json!([{"on": "2026-05-07", "mark": "absent"}, run, drawn])))?;
            page.call("() => { document.querySelector('[data-cal-place]').value = 'at:separate-room'; }", &[])?;
            page.click("[data-cal-seen] [data-value=yes]")?;
            type_into(page, "[data-cal-range-from]", "５月２５日")?;
            type_into(page, "[data-cal-range-to]", "R8.5.26")?;
            page.click("[data-cal-range-put]")?;
            let typed = json!({"from": "2026-05-25", "to": "2026-05-26", "mark": "sick", "place": "separate-room", "seen": "yes"});
            answers(page, &asked("2026-05-29", &json!([{"on": "2026-05-07", "mark": "absent"}, run, drawn, typed])))?;
            // Across months by keys: 26 April is a Sunday, the day after it is none.
            page.click(&day("2026-05-26"))?;
            page.type_text(PAGE_UP)?;
            page.type_text(RIGHT)?;
            page.click("[data-cal-mark] [data-value='-']")?;
            page.call("(day) => document.querySelector(day).focus()", &[json!(day("2026-04-27"))])?;
            page.type_text(ENTER)?;
            assert!(text(page, "[data-cal-said]")?.contains("消す印がありません"));
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn nothing_is_answered_until_it_is_said_what_unmarked_days_mean() -> Outcome {
    for engine in IN_BOTH {
        on_mode(engine, "calendar", "2026-05-20", |page| {
            page.click(&day("2026-05-18"))?;
            assert!(!is_answered(page)?);
            assert_eq!(page.evaluate("asked.length")?, 0, "the evaluator was asked");
            assert_eq!(page.evaluate("document.querySelector('[data-cal-unlisted]').getAttribute('aria-invalid')")?, "true");
            assert!(text(page, "#cal_unlisted_fault")?.contains("選ぶまで結果は出しません"));
            page.click("[data-cal-unlisted] [data-value=unknown]")?;
            let mut expected = asked("2026-05-20", &json!([{"on": "2026-05-18", "mark": "absent"}]));
            expected["record"]["unlisted"] = json!("unknown");
            answers(page, &expected)?;
            // What is half typed takes the answer away again.
            type_into(page, "[data-cal-range-from]", "5/1")?;
            page.click("[data-cal-next]")?;
            assert!(!is_answered(page)?);
            set(page, "[data-cal-range-from]", "")?;
            set(page, "[data-cal-from]", "5月")?;
            assert!(!is_answered(page)?);
            set(page, "[data-cal-from]", "5月11日")?;
            expected["record"]["covers"]["from"] = json!("2026-05-11");
            answers(page, &expected)?;
            set(page, "[data-cal-from]", "2026-05-21")?;
            assert!(!is_answered(page)? && text(page, "#cal_from_fault")?.contains("後の日"));
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn steps_are_undone_and_done_again_by_button_and_keys() -> Outcome {
    for engine in IN_BOTH {
        on_mode(engine, "calendar", "2026-05-29", |page| {
            page.click("[data-cal-unlisted] [data-value=present]")?;
            for at in ["2026-05-18", "2026-05-20"] {
                page.click(&day(at))?;
            }
            let one = asked("2026-05-29", &json!([{"on": "2026-05-18", "mark": "absent"}]));
            let two = asked("2026-05-29", &json!([{"on": "2026-05-18", "mark": "absent"}, {"on": "2026-05-20", "mark": "absent"}]));
            answers(page, &two)?;
            page.click("[data-cal-undo]")?;
            answers(page, &one)?;
            page.click("[data-cal-undo]")?;
            page.click("[data-cal-undo]")?;
            answers(page, &asked("2026-05-29", &json!([])))?;
            page.click("[data-cal-redo]")?;
            answers(page, &one)?;
            page.call("(day) => document.querySelector(day).focus()", &[json!(day("2026-05-20"))])?;
            let ctrl = |key: &str| {
                json!({"actions": [{"type": "key", "id": "keyboard", "actions": [
                    {"type": "keyDown", "value": "\u{E009}"}, {"type": "keyDown", "value": key},
                    {"type": "keyUp", "value": key}, {"type": "keyUp", "value": "\u{E009}"}]}]})
            };
            page.command("input.performActions", ctrl("y"))?;
            answers(page, &two)?;
            page.command("input.performActions", ctrl("z"))?;
            answers(page, &one)
        })?;
    }
    Ok(())
}

#[test]
fn what_the_school_adds_to_the_calendar_is_asked_and_marks_on_closed_days_are_kept_aside() -> Outcome {
    for engine in IN_BOTH {
        on_mode(engine, "calendar", "2026-05-20", |page| {
            page.click("[data-cal-unlisted] [data-value=present]")?;
            assert_eq!(page.evaluate("document.querySelector('[data-cal-holidays]').hidden")?, false);
            drag(page, &day("2026-05-18"), &day("2026-05-21"))?;
            assert!(text(page, "[data-cal-notes]")?.contains("5月21日"), "after the day asked for");
            page.click("[data-cal-local] > summary")?;
            let list = |key: &str, field: &str| format!("[data-cal-local] [data-cal-local-list={key}] [data-cal-local-{field}]");
            type_into(page, &list("closed", "from"), "5/19")?;
            page.click("[data-cal-said]")?;
            assert!(!is_answered(page)?, "typed and not added");
            type_into(page, &list("closed", "from"), ENTER)?;
            type_into(page, &list("opened", "from"), "2026-05-16")?;
            page.type_text(ENTER)?;
            type_into(page, &list("long_holidays", "from"), "7/25")?;
            type_into(page, &list("long_holidays", "to"), "8/17")?;
            page.type_text(ENTER)?;
            page.click("[data-cal-complete]")?;
            let mut expected = asked("2026-05-20", &json!([{"from": "2026-05-18", "to": "2026-05-20", "mark": "absent"}]));
            expected["local"] = json!({
                "closed": [{"from": "2026-05-19", "to": "2026-05-19"}], "opened": ["2026-05-16"],
                "long_holidays": [{"from": "2026-07-25", "to": "2026-08-17"}], "ceremonies": [], "complete": true,
            });
            answers(page, &expected)?;
            assert!(text(page, "[data-cal-notes]")?.contains("5月19日"), "the mark of a closed day is named");
            assert_eq!(page.evaluate("document.querySelector('[data-cal-holidays]').hidden")?, true);
            page.click(&day("2026-05-16"))?;
            expected["record"]["days"] = json!([{"from": "2026-05-16", "to": "2026-05-20", "mark": "absent"}]);
            answers(page, &expected)?;
            page.click("[data-cal-local] [data-cal-local-list=closed] li button")?;
            expected["local"]["closed"] = json!([]);
            answers(page, &expected)
        })?;
    }
    Ok(())
}

#[test]
fn clearing_takes_everything_away() -> Outcome {
    for engine in IN_BOTH {
        on_mode(engine, "calendar", "2026-05-20", |page| {
            page.click("[data-cal-unlisted] [data-value=present]")?;
            page.click(&day("2026-05-18"))?;
            page.click("[data-mode=class]")?;
            paste(page, "number", "番号\t5/18\n1\t欠\n")?;
            page.click("[data-clear]")?;
            page.click("[data-calc-dialog=clear] [data-dialog=yes]")?;
            page.wait_until("document.querySelector('[data-class-sheet]').hidden")?;
            page.click("[data-mode=calendar]")?;
            assert!(!is_answered(page)?);
            assert_eq!(
                page.evaluate("document.querySelectorAll('.cal__cell--marked, [data-cal-unlisted] [aria-checked=true]').length")?,
                0
            );
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn both_modes_are_accessible_and_fit_the_narrowest_window() -> Outcome {
    let site = SiteCopy::of(&built_site("otaru"))?;
    let (pasted, _) = sheet();
    for engine in IN_BOTH {
        for mode in ["calendar", "class"] {
            with_page(engine, |page| {
                open(page, &site, mode, "2026-05-29")?;
                if mode == "calendar" {
                    page.click(&day("2026-05-18"))?;
                    page.click("[data-cal-local] > summary")?;
                    set(page, "[data-cal-local] [data-cal-local-list=closed] [data-cal-local-from]", "5/19")?;
                    page.click("[data-cal-local] [data-cal-local-list=closed] button")?;
                } else {
                    paste(page, "number-name", &pasted)?;
                    page.click("[data-class-empty] [data-value=present]")?;
                }
                for (width, height) in [(1366, 768), (320, 640)] {
                    page.set_viewport(width, height)?;
                    let found = violations(page)?;
                    assert!(found.is_empty(), "{engine}: {mode} at {width} px: {found:#?}");
                    let beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")?.as_i64();
                    assert!(beyond.is_some_and(|pixels| pixels <= 0), "{engine}: {mode} at {width} px: {beyond:?}");
                }
                Ok(())
            })?;
        }
    }
    Ok(())
}
