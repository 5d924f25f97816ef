//! Checklists as readers work through them: ticked, filtered, copied, cleared, by mouse and keyboard. What is kept is in `kept`, what is
//! printed in `paper`.

use serde_json::json;

use super::axe::violations;
use super::bidi::{Failure, Outcome};
use super::page::Page;
use super::site::built_site;
use super::visit::SiteCopy;
use super::{Engine, with_page};

const MEETING: &str = "checklists/case-meeting.html";
const TAB: &str = "\u{E004}";
/// As often a reader presses Tab on these pages at the most.
const MOST_STOPS: usize = 120;
const SPACE: &str = " ";
const ENTER: &str = "\u{E007}";
const DOWN: &str = "\u{E015}";

mod kept;
mod paper;

in_both! {
    ticks_are_counted_in_words: ticks_are_counted_in_words_in_chromium, ticks_are_counted_in_words_in_firefox;
    filters_hide_the_others_items_and_never_the_override: filters_hide_the_others_items_and_never_the_override_in_chromium, filters_hide_the_others_items_and_never_the_override_in_firefox;
    a_list_is_worked_through_by_the_keyboard: a_list_is_worked_through_by_the_keyboard_in_chromium, a_list_is_worked_through_by_the_keyboard_in_firefox;
    a_record_is_copied_or_shown: a_record_is_copied_or_shown_in_chromium, a_record_is_copied_or_shown_in_firefox;
    what_was_cleared_comes_back: what_was_cleared_comes_back_in_chromium, what_was_cleared_comes_back_in_firefox;
    targets_are_large_and_nothing_scrolls_sideways: targets_are_large_and_nothing_scrolls_sideways_in_chromium, targets_are_large_and_nothing_scrolls_sideways_in_firefox;
    every_state_is_accessible: every_state_is_accessible_in_chromium, every_state_is_accessible_in_firefox;
}

fn tick(page: &mut Page<'_>, item: &str) -> Outcome {
    page.click(&format!("[data-checklist-item='{item}'] label"))
}

/// The items that are ticked, in order.
fn ticked(page: &mut Page<'_>) -> Outcome<Vec<String>> {
    let found =
        page.evaluate("[...document.querySelectorAll('[data-checklist-item]:has(:checked)')].map((item) => item.dataset.checklistItem)")?;
    serde_json::from_value(found).map_err(|error| Failure(error.to_string()))
}

fn text(page: &mut Page<'_>, selector: &str) -> Outcome<String> {
    let found = page.call("(selector) => document.querySelector(selector).textContent", &[json!(selector)])?;
    Ok(found.as_str().unwrap_or_default().to_owned())
}

fn wait_for_text(page: &mut Page<'_>, selector: &str, words: &str) -> Outcome {
    page.wait_until(&format!("document.querySelector({}).textContent.includes({})", json!(selector), json!(words)))
}

fn act(page: &mut Page<'_>, name: &str) -> Outcome {
    page.click(&format!("[data-check-act='{name}']"))
}

/// Chooses in a list as a mouse does, which the protocol cannot.
fn choose(page: &mut Page<'_>, filter: &str, value: &str) -> Outcome {
    let choose = "(filter, value) => { const list = document.querySelector(`[data-check-filter='${filter}']`); list.value = value; list.dispatchEvent(new Event('change', {bubbles: true})); }";
    page.call(choose, &[json!(filter), json!(value)]).map(drop)
}

/// The items that are seen.
fn seen(page: &mut Page<'_>) -> Outcome<Vec<String>> {
    let found = page.evaluate(
        "[...document.querySelectorAll('[data-checklist-item]')].filter((item) => item.getBoundingClientRect().height > 0).map((item) => item.dataset.checklistItem.split('/')[1])",
    )?;
    serde_json::from_value(found).map_err(|error| Failure(error.to_string()))
}

/// Switches keeping on and waits for the answer.
fn keep(page: &mut Page<'_>) -> Outcome {
    page.click("label:has([data-check-keep])")?;
    wait_for_text(page, "[data-check-state]", "残っています")
}

fn ticks_are_counted_in_words(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        page.open_file(&copy.path(MEETING))?;
        wait_for_text(page, "[data-check-progress]", "30項目のうち0項目に印が付いています")?;
        tick(page, "case-meeting/cb-1")?;
        tick(page, "case-meeting/cc-4")?;
        assert_eq!(text(page, "[data-check-progress]")?, "30項目のうち2項目に印が付いています。");
        tick(page, "case-meeting/cb-1")?;
        assert_eq!(text(page, "[data-check-progress]")?, "30項目のうち1項目に印が付いています。");
        page.open_file(&copy.path("checklists/guardian-states.html"))?;
        wait_for_text(page, "[data-check-progress]", "「必ず」の項目が1つ残っています")?;
        tick(page, "guardian-states/base")?;
        assert_eq!(text(page, "[data-check-progress]")?, "5項目のうち1項目に印が付いています。");
        Ok(())
    })
}

fn filters_hide_the_others_items_and_never_the_override(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        page.open_file(&copy.path(MEETING))?;
        let whole = seen(page)?;
        assert_eq!(whole.len(), 34, "{whole:?}");
        choose(page, "role", "chair")?;
        let chair = seen(page)?;
        for (item, is_seen) in [("danger", true), ("cb-1", true), ("cc-1", true), ("cp-1", false), ("cm-1", false), ("ca-1", true)] {
            assert_eq!(chair.iter().any(|seen| seen == item), is_seen, "{item} for the chair: {chair:?}");
        }
        choose(page, "phase", "day")?;
        assert_eq!(seen(page)?, ["danger", "cd-1", "cd-2", "cd-3", "cc-1", "cc-2", "cc-3", "cc-4", "cc-5", "cc-6"]);
        assert_eq!(text(page, "[data-check-progress]")?, "表示している9項目のうち0項目に印が付いています（全体は30項目のうち0項目）。");
        for phase in ["premise", "before", "after"] {
            choose(page, "phase", phase)?;
            assert!(seen(page)?.contains(&"danger".to_owned()), "{phase}");
        }
        choose(page, "phase", "")?;
        choose(page, "role", "")?;
        assert_eq!(seen(page)?, whole);
        Ok(())
    })
}

fn a_list_is_worked_through_by_the_keyboard(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        page.open_file(&copy.path(MEETING))?;
        page.tab_to("[data-check-filter='role']", MOST_STOPS)?;
        page.type_text(DOWN)?;
        page.type_text(TAB)?;
        page.wait_until("document.querySelector('[data-check-filter=\"role\"]').value === 'chair'")?;
        page.tab_to("[data-checklist-item='case-meeting/cb-1'] input", MOST_STOPS)?;
        page.type_text(SPACE)?;
        page.tab_to("[data-checklist-item='case-meeting/cc-1'] input", MOST_STOPS)?;
        page.type_text(SPACE)?;
        assert_eq!(ticked(page)?, ["case-meeting/cb-1", "case-meeting/cc-1"]);
        page.tab_to("[data-check-keep]", MOST_STOPS)?;
        page.type_text(SPACE)?;
        wait_for_text(page, "[data-check-state]", "この確認表の印が2")?;
        page.tab_to("[data-check-act='forget']", MOST_STOPS)?;
        page.type_text(ENTER)?;
        wait_for_text(page, "[data-check-state]", "消しました")
    })
}

fn a_record_is_copied_or_shown(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        page.open_file(&copy.path(MEETING))?;
        tick(page, "case-meeting/cb-1")?;
        choose(page, "phase", "before")?;
        page.evaluate("navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }")?;
        act(page, "copy")?;
        wait_for_text(page, "[data-check-note]", "写しました")?;
        let record = page.evaluate("window.copied")?;
        let record = record.as_str().unwrap_or_default();
        for words in [
            "関係機関とのケース会議の確認表\n小樽市 不登校対応の手引き 見本版 2026\n絞り込み：事前：設定と準備\n表示している6項目のうち1項目",
            "直ちに警察に通報します",
            "\n■ 事前：設定と準備\n☑ 管理職に相談する。\n☐ 管理職や教務主任と相談して",
            "\n　　・何が問題なのか、主訴を明確にする。\n",
        ] {
            assert!(record.contains(words), "{words}\n{record}");
        }
        assert!(!record.contains("軌道修正"), "what the filter hides is not recorded\n{record}");
        // Where nothing may be copied the text stands ready.
        page.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))")?;
        act(page, "copy")?;
        wait_for_text(page, "[data-check-note]", "自動では写せませんでした")?;
        let shown = page.evaluate("(({value, hidden}) => [value, hidden, document.activeElement.matches('[data-check-copy]')])(document.querySelector('[data-check-copy]'))")?;
        assert_eq!(shown, json!([record, false, true]));
        Ok(())
    })
}

fn what_was_cleared_comes_back(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        page.open_file(&copy.path(MEETING))?;
        act(page, "clear")?;
        assert_eq!(text(page, "[data-check-note]")?, "付いている印はありません。");
        for item in ["cb-1", "cm-8"] {
            tick(page, &format!("case-meeting/{item}"))?;
        }
        let before = ticked(page)?;
        act(page, "clear")?;
        assert_eq!(text(page, "[data-check-note]")?, "2項目の印を消しました。");
        assert!(ticked(page)?.is_empty());
        act(page, "undo")?;
        assert_eq!(ticked(page)?, before);
        assert_eq!(text(page, "[data-check-progress]")?, "30項目のうち2項目に印が付いています。");
        assert_eq!(page.evaluate("document.querySelector('[data-check-act=\"undo\"]').hidden")?, json!(true));
        Ok(())
    })
}

fn targets_are_large_and_nothing_scrolls_sideways(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        for (width, height) in [(1366, 768), (320, 640)] {
            page.set_viewport(width, height)?;
            page.open_file(&copy.path(MEETING))?;
            page.wait_until("!document.querySelector('[data-check-tools]').hidden")?;
            let small = page.evaluate(
                "[...document.querySelectorAll('.check :is(button, select, input[type=file], .task__line)')].filter((target) => target.getClientRects().length > 0)
                    .map((target) => [target.textContent.slice(0, 20), target.getBoundingClientRect().height]).filter(([, height]) => height < 44)",
            )?;
            assert_eq!(small, json!([]), "{width} px");
            assert_eq!(page.evaluate("document.documentElement.scrollWidth <= innerWidth")?, json!(true), "{width} px");
        }
        Ok(())
    })
}

fn every_state_is_accessible(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        for (width, height) in [(1366, 768), (320, 640)] {
            page.set_viewport(width, height)?;
            for file in ["checklists/index.html", "guide/kaigi/renkei-case.html", "guide/hogosha/denwa-no-mae.html", "store.html"] {
                page.open_file(&copy.path(file))?;
                assert_eq!(violations(page)?, Vec::<String>::new(), "{file} at {width}");
            }
            page.open_file(&copy.path(MEETING))?;
            page.wait_until("!document.querySelector('[data-check-tools]').hidden")?;
            assert_eq!(violations(page)?, Vec::<String>::new(), "untouched at {width}");
            tick(page, "case-meeting/cb-1")?;
            choose(page, "role", "chair")?;
            page.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))")?;
            act(page, "copy")?;
            wait_for_text(page, "[data-check-note]", "自動では")?;
            act(page, "clear")?;
            assert_eq!(violations(page)?, Vec::<String>::new(), "with everything open at {width}");
        }
        Ok(())
    })
}
