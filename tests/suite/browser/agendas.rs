//! Pages of agendas as whoever leads a meeting has them: a timer and a timetable by the keyboard, one sheet of paper, nothing kept.

use serde_json::{Value, json};

use super::axe::violations;
use super::bidi::Outcome;
use super::page::Page;
use super::pdf::{pdf_sheets, pdf_words, plain};
use super::site::built_site;
use super::visit::SiteCopy;
use super::{Engine, with_page, with_scriptless_page};

/// As often a reader presses Tab on these pages at the most.
const MOST_STOPS: usize = 90;
const ENTER: &str = "\u{E007}";
const SPACE: &str = " ";
/// Delete, then what is typed.
const DELETE: &str = "\u{E017}";

/// A clock that stands still until a test moves it.
const STOPPED: &str = "() => { let now = 1000; performance.now = () => now; window.moveClock = (seconds) => { now += seconds * 1000;
    document.dispatchEvent(new Event('visibilitychange')); }; }";

/// What the timer shows and says.
const TIMER: &str = "(() => { const text = (name) => document.querySelector(`[data-timer-${name}]`).textContent;
    return [text('step'), text('left'), text('whole'), text('said'), text('run')]; })()";

/// Types into a field in place of what stands there.
fn fill(page: &mut Page<'_>, field: &str, text: &str) -> Outcome {
    page.call("(field) => { const input = document.querySelector(field); input.focus(); input.select(); }", &[json!(field)])?;
    page.type_text(DELETE)?;
    page.type_text(text)
}

fn shows(page: &mut Page<'_>, wanted: [&str; 5]) -> Outcome {
    assert_eq!(page.evaluate(TIMER)?, json!(wanted));
    Ok(())
}

fn pass(page: &mut Page<'_>, seconds: u32) -> Outcome {
    page.call("(seconds) => moveClock(seconds)", &[json!(seconds)]).map(drop)
}

fn a_meeting_is_timed_by_the_keyboard(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("kaigi"))?;
    let (intro, report) = ("出席者の紹介、配布資料の確認など", "ケース概要の報告、プランの共有など");
    with_page(engine, |page| {
        page.add_preload_script(STOPPED)?;
        page.open_file(&copy.path("agendas/case-30.html"))?;
        let first = format!("1／6 {intro}");
        shows(page, [&first, "残り 2分00秒", "全体の残り 30分00秒", "まだ始めていません。", "始める"])?;
        page.tab_to("[data-timer-run]", MOST_STOPS)?;
        page.type_text(ENTER)?;
        shows(page, [&first, "残り 2分00秒", "全体の残り 30分00秒", &first, "止める"])?;
        pass(page, 61)?;
        shows(page, [&first, "残り 0分59秒", "全体の残り 28分59秒", &first, "止める"])?;
        pass(page, 89)?;
        let up = format!("「{intro}」の時間です。");
        shows(page, [&first, "時間です（0分30秒 過ぎています）", "全体の残り 27分30秒", &up, "止める"])?;
        page.tab_to("[data-timer-forward]", MOST_STOPS)?;
        page.type_text(SPACE)?;
        let second = format!("2／6 {report}");
        shows(page, [&second, "残り 5分00秒", "全体の残り 27分30秒", &second, "止める"])?;
        // A pause of an hour does not count.
        page.evaluate("document.querySelector('[data-timer-run]').focus()")?;
        page.type_text(ENTER)?;
        pass(page, 3_600)?;
        shows(page, [&second, "残り 5分00秒", "全体の残り 27分30秒", "止めています。", "続ける"])?;
        page.type_text(ENTER)?;
        pass(page, 1)?;
        shows(page, [&second, "残り 4分59秒", "全体の残り 27分29秒", &second, "止める"])?;
        // Back at the first step the button can no longer be pressed, and the focus is not lost.
        page.evaluate("document.querySelector('[data-timer-back]').focus()")?;
        page.type_text(ENTER)?;
        assert_eq!(page.evaluate("document.activeElement.hasAttribute('data-timer-run')")?, json!(true));
        shows(page, [&first, "時間です（0分30秒 過ぎています）", "全体の残り 27分29秒", &up, "止める"])?;
        page.tab_to("[data-timer-reset]", MOST_STOPS)?;
        page.type_text(ENTER)?;
        shows(page, [&first, "残り 2分00秒", "全体の残り 30分00秒", "まだ始めていません。", "始める"])
    })
}

#[test]
fn a_meeting_is_timed_by_the_keyboard_in_chromium() -> Outcome {
    a_meeting_is_timed_by_the_keyboard(Engine::Chromium)
}

#[test]
fn a_meeting_is_timed_by_the_keyboard_in_firefox() -> Outcome {
    a_meeting_is_timed_by_the_keyboard(Engine::Firefox)
}

fn the_minutes_of_today_are_typed_and_checked(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        page.add_preload_script(STOPPED)?;
        page.open_file(&copy.path("agendas/case-meeting.html"))?;
        let first = "1／6 目的の確認と共有";
        shows(page, [first, "0分00秒 たちました", "全体で 0分00秒 たちました", "まだ始めていません。", "始める"])?;
        page.click(".timer__plan > summary")?;
        fill(page, "#timer_purpose", "３")?;
        shows(page, [first, "残り 3分00秒", "全体で 0分00秒 たちました", "まだ始めていません。", "始める"])?;
        let sum = "document.querySelector('[data-timer-sum]').textContent";
        assert_eq!(page.evaluate(sum)?, json!("分の入っていない項目があるので、全体の時間は決まりません。"));
        for step in ["report", "clarify", "understand", "discuss", "arrange"] {
            fill(page, &format!("#timer_{step}"), "10")?;
        }
        assert_eq!(page.evaluate(sum)?, json!("足すと 53分です。"));
        shows(page, [first, "残り 3分00秒", "全体の残り 53分00秒", "まだ始めていません。", "始める"])?;
        fill(page, "#timer_report", "十分")?;
        assert_eq!(page.evaluate(sum)?, json!("分は、1から1440までの数で書いてください。"));
        assert_eq!(page.evaluate("document.querySelector('#timer_report').getAttribute('aria-invalid')")?, json!("true"));
        // Nothing of it is there when the page is opened again.
        page.open_file(&copy.path("agendas/case-meeting.html"))?;
        assert_eq!(page.evaluate("document.querySelector('#timer_purpose').value")?, json!(""));
        Ok(())
    })
}

#[test]
fn the_minutes_of_today_are_typed_and_checked_in_chromium() -> Outcome {
    the_minutes_of_today_are_typed_and_checked(Engine::Chromium)
}

#[test]
fn the_minutes_of_today_are_typed_and_checked_in_firefox() -> Outcome {
    the_minutes_of_today_are_typed_and_checked(Engine::Firefox)
}

/// The rows of the timetable made, and whether it is shown.
const ROWS: &str = "[...document.querySelectorAll('[data-day-rows] tr')].map((row) => row.innerText.replace(/\\s+/gu, ' ').trim())";

/// What a page could keep.
const KEPT: &str =
    "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href, document.title, history.length])";

const MARKER: &str = "社協と𠮷田の関係機関、ハローワーク、就労準備支援担当者、司法書士、そのほかの関係機関の担当者";

fn a_timetable_is_made_by_the_keyboard_and_prints(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("kaigi"))?;
    with_page(engine, |page| {
        page.open_file(&copy.path("agendas/hamamatsu.html"))?;
        let before = page.evaluate(KEPT)?;
        // What the source gives stands there already. A mistake is named, and the focus goes to its field.
        page.tab_to("#day_start", MOST_STOPS)?;
        fill(page, "#day_start", "あさ")?;
        page.type_text(ENTER)?;
        let fault = page.evaluate("[document.querySelector('[data-day-fault]').textContent, document.activeElement.id]")?;
        assert_eq!(fault, json!(["始まりの時刻を、9:00 の形で書いてください。", "day_start"]));
        fill(page, "#day_start", "13時半")?;
        fill(page, "#day_cases", "３")?;
        fill(page, "#day_after", "2")?;
        fill(page, "#day_pause", "10")?;
        page.tab_to("[data-day-make]", MOST_STOPS)?;
        page.type_text(ENTER)?;
        assert_eq!(page.evaluate(ROWS)?, json!(["13:30〜14:00 1", "14:00〜14:30 2", "14:30〜14:40 休けい", "14:40〜15:10 3"]));
        assert_eq!(page.evaluate("document.activeElement.tagName")?, json!("CAPTION"), "the focus goes to what was made");
        fill(page, "[data-row='2'] [data-case]", "B区")?;
        fill(page, "[data-row='2'] [data-attend]", MARKER)?;
        // What was typed into a row stays when the times change.
        fill(page, "#day_pause", "20")?;
        page.type_text(ENTER)?;
        assert_eq!(page.evaluate("document.querySelector('[data-row=\"2\"] [data-attend]').value")?, json!(MARKER));
        assert_eq!(page.evaluate(KEPT)?, before, "nothing is kept");
        let pdf = page.print_pdf()?;
        assert_eq!(pdf_sheets(&pdf)?.0, 2, "{engine}: the run-of-show and the timetable");
        let paper = plain(pdf_words(&pdf)?.split('\u{c}').nth(1).unwrap_or_default());
        for words in ["13:30〜14:00", "14:50〜15:20", "休けい", "B区", MARKER, "終わり15:20"] {
            assert!(paper.contains(&plain(words)), "{engine}: {words} on paper\n{paper}");
        }
        page.open_file(&copy.path("agendas/hamamatsu.html"))?;
        assert_eq!(page.evaluate("document.querySelectorAll('[data-day-rows] tr').length")?, json!(0));
        Ok(())
    })
}

#[test]
fn a_timetable_is_made_by_the_keyboard_and_prints_in_chromium() -> Outcome {
    a_timetable_is_made_by_the_keyboard_and_prints(Engine::Chromium)
}

#[test]
fn a_timetable_is_made_by_the_keyboard_and_prints_in_firefox() -> Outcome {
    a_timetable_is_made_by_the_keyboard_and_prints(Engine::Firefox)
}

fn what_was_typed_comes_back_when_there_are_more_cases_again(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("kaigi"))?;
    with_page(engine, |page| {
        page.open_file(&copy.path("agendas/hamamatsu.html"))?;
        let make = |page: &mut Page<'_>, cases: &str| {
            fill(page, "#day_cases", cases)?;
            page.type_text(ENTER)?;
            page.evaluate("document.querySelectorAll('[data-row]').length")
        };
        assert_eq!(make(page, "3")?, json!(3), "{engine}");
        fill(page, "[data-row='3'] [data-case]", "B区")?;
        fill(page, "[data-row='3'] [data-attend]", MARKER)?;
        assert_eq!(make(page, "1")?, json!(1), "{engine}");
        assert_eq!(make(page, "2")?, json!(2), "{engine}");
        assert_eq!(make(page, "4")?, json!(4), "{engine}");
        let row = "[...document.querySelectorAll('[data-row=\"3\"] input')].map((field) => field.value)";
        assert_eq!(page.evaluate(row)?, json!(["B区", MARKER]), "{engine}");
        Ok(())
    })
}

in_both! {
    what_was_typed_comes_back_when_there_are_more_cases_again: what_was_typed_comes_back_when_there_are_more_cases_again_in_chromium, what_was_typed_comes_back_when_there_are_more_cases_again_in_firefox;
}

fn every_agenda_prints_on_one_sheet(engine: Engine) -> Outcome {
    let mut count = 0;
    for site in ["kaigi", "otaru"] {
        let copy = SiteCopy::of(&built_site(site))?;
        with_page(engine, |page| {
            for file in copy.pages().filter(|page| page.starts_with("agendas/")) {
                page.open_file(&copy.path(file))?;
                let pdf = page.print_pdf()?;
                assert_eq!(pdf_sheets(&pdf)?, (1, "A4".to_owned()), "{engine}: {file}");
                let paper = plain(&pdf_words(&pdf)?);
                let rows = page.evaluate("[...document.querySelectorAll('.agenda tbody th')].map((cell) => cell.innerText)")?;
                for row in rows.as_array().into_iter().flatten().filter_map(Value::as_str).flat_map(str::lines) {
                    assert!(paper.contains(&plain(row)), "{engine}: {file}: {row}\n{paper}");
                }
                assert!(!paper.contains(&plain("タイマー")), "{engine}: {file}: what only a screen can do is not printed");
                count += 1;
            }
            Ok(())
        })?;
    }
    assert!(count >= 6, "{count} agendas");
    Ok(())
}

#[test]
fn every_agenda_prints_on_one_sheet_in_chromium() -> Outcome {
    every_agenda_prints_on_one_sheet(Engine::Chromium)
}

#[test]
fn every_agenda_prints_on_one_sheet_in_firefox() -> Outcome {
    every_agenda_prints_on_one_sheet(Engine::Firefox)
}

/// Buttons and fields of timer and timetable that are smaller than a finger.
const TOO_SMALL: &str = "[...document.querySelectorAll(':is(.timer, .timetable) :is(button, input, summary), .agenda__jump a')]
    .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 44)
    .map((element) => element.outerHTML.slice(0, 80) + element.getBoundingClientRect().height)";

fn a_telephone_shows_all_of_it(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("kaigi"))?;
    with_page(engine, |page| {
        page.set_viewport(320, 640)?;
        page.open_file(&copy.path("agendas/case-30.html"))?;
        page.click(".timer__plan > summary")?;
        for (field, text) in [("#day_start", "9:00"), ("#day_cases", "6"), ("#day_after", "3"), ("#day_pause", "10")] {
            fill(page, field, text)?;
        }
        page.type_text(ENTER)?;
        assert_eq!(page.evaluate("document.querySelectorAll('[data-day-rows] tr').length")?, json!(7));
        page.click("[data-timer-run]")?;
        assert_eq!(page.evaluate("document.documentElement.scrollWidth <= 320")?, json!(true), "{engine}: it scrolls sideways");
        assert_eq!(page.evaluate(TOO_SMALL)?, json!([]), "{engine}");
        assert_eq!(violations(page)?, Vec::<String>::new(), "{engine}");
        page.set_viewport(1366, 768)?;
        assert_eq!(violations(page)?, Vec::<String>::new(), "{engine}");
        Ok(())
    })
}

#[test]
fn a_telephone_shows_all_of_it_in_chromium() -> Outcome {
    a_telephone_shows_all_of_it(Engine::Chromium)
}

#[test]
fn a_telephone_shows_all_of_it_in_firefox() -> Outcome {
    a_telephone_shows_all_of_it(Engine::Firefox)
}

fn without_scripts_the_run_of_show_stands(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("kaigi"))?;
    with_scriptless_page(engine, |page| {
        page.open_file(&copy.path("agendas/case-30.html"))?;
        let seen = page.evaluate(
            "({steps: [...document.querySelectorAll('.agenda__steps tbody tr')].filter((row) => row.getBoundingClientRect().height > 0).length,
                tools: [...document.querySelectorAll('.timer, .timetable, .agenda__jump')].map((tool) => tool.getBoundingClientRect().height)})",
        )?;
        assert_eq!(seen, json!({"steps": 6, "tools": [0, 0, 0]}));
        Ok(())
    })
}

#[test]
fn without_scripts_the_run_of_show_stands_in_chromium() -> Outcome {
    without_scripts_the_run_of_show_stands(Engine::Chromium)
}

#[test]
fn without_scripts_the_run_of_show_stands_in_firefox() -> Outcome {
    without_scripts_the_run_of_show_stands(Engine::Firefox)
}
