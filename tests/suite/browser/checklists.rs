//! Checklists as readers work through them: ticked, filtered, copied, printed, cleared; kept only where somebody asked for it, the same in
//! every browser; and nothing lost where a computer keeps nothing.

use std::path::Path;

use serde_json::{Value, json};

use super::axe::violations;
use super::bidi::{Failure, Outcome};
use super::page::Page;
use super::pdf::{pdf_sheets, pdf_words};
use super::site::built_site;
use super::visit::SiteCopy;
use super::{Engine, with_page, with_scriptless_page};

const MEETING: &str = "checklists/case-meeting.html";
const TAB: &str = "\u{E004}";
const SPACE: &str = " ";
const ENTER: &str = "\u{E007}";
const DOWN: &str = "\u{E015}";

/// Makes a test for each browser.
macro_rules! in_both {
    ($($name:ident: $chromium:ident, $firefox:ident;)*) => {$(
        #[test]
        fn $chromium() -> Outcome {
            $name(Engine::Chromium)
        }

        #[test]
        fn $firefox() -> Outcome {
            $name(Engine::Firefox)
        }
    )*};
}

in_both! {
    ticks_are_counted_in_words: ticks_are_counted_in_words_in_chromium, ticks_are_counted_in_words_in_firefox;
    filters_hide_the_others_items_and_never_the_override: filters_hide_the_others_items_and_never_the_override_in_chromium, filters_hide_the_others_items_and_never_the_override_in_firefox;
    a_list_is_worked_through_by_the_keyboard: a_list_is_worked_through_by_the_keyboard_in_chromium, a_list_is_worked_through_by_the_keyboard_in_firefox;
    a_record_is_copied_or_shown: a_record_is_copied_or_shown_in_chromium, a_record_is_copied_or_shown_in_firefox;
    what_was_cleared_comes_back: what_was_cleared_comes_back_in_chromium, what_was_cleared_comes_back_in_firefox;
    ticks_are_kept_where_asked_and_under_opaque_names: ticks_are_kept_where_asked_and_under_opaque_names_in_chromium, ticks_are_kept_where_asked_and_under_opaque_names_in_firefox;
    what_is_kept_can_be_deleted: what_is_kept_can_be_deleted_in_chromium, what_is_kept_can_be_deleted_in_firefox;
    work_goes_on_where_nothing_can_be_kept: work_goes_on_where_nothing_can_be_kept_in_chromium, work_goes_on_where_nothing_can_be_kept_in_firefox;
    what_nobody_used_for_a_month_is_gone: what_nobody_used_for_a_month_is_gone_in_chromium, what_nobody_used_for_a_month_is_gone_in_firefox;
    ticks_go_to_another_computer_as_a_file: ticks_go_to_another_computer_as_a_file_in_chromium, ticks_go_to_another_computer_as_a_file_in_firefox;
    paper_is_blank_or_ticked: paper_is_blank_or_ticked_in_chromium, paper_is_blank_or_ticked_in_firefox;
    each_card_is_one_sheet: each_card_is_one_sheet_in_chromium, each_card_is_one_sheet_in_firefox;
    without_scripts_boxes_are_ticked_and_printed: without_scripts_boxes_are_ticked_and_printed_in_chromium, without_scripts_boxes_are_ticked_and_printed_in_firefox;
    boxes_of_running_text_are_ticked_too: boxes_of_running_text_are_ticked_too_in_chromium, boxes_of_running_text_are_ticked_too_in_firefox;
    targets_are_large_and_nothing_scrolls_sideways: targets_are_large_and_nothing_scrolls_sideways_in_chromium, targets_are_large_and_nothing_scrolls_sideways_in_firefox;
    every_state_is_accessible: every_state_is_accessible_in_chromium, every_state_is_accessible_in_firefox;
}

fn tick(page: &mut Page<'_>, item: &str) -> Outcome {
    page.click(&format!("[data-checklist-item='{item}'] label"))
}

/// The items that are ticked, in order.
fn ticked(page: &mut Page<'_>) -> Outcome<Vec<String>> {
    let found = page.evaluate("[...document.querySelectorAll('[data-checklist-item]:has(:checked)')].map((item) => item.dataset.checklistItem)")?;
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

/// Everything that the browser keeps for the page through which ticks are kept.
fn stored(page: &mut Page<'_>, copy: &SiteCopy) -> Outcome<Vec<String>> {
    page.open_file(&copy.path("store.html"))?;
    let found = page.evaluate("Object.entries(localStorage).map(([key, value]) => `${key}=${value}`).sort()")?;
    serde_json::from_value(found).map_err(|error| Failure(error.to_string()))
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
        assert_eq!(
            text(page, "[data-check-progress]")?,
            "表示している9項目のうち0項目に印が付いています（全体は30項目のうち0項目）。"
        );
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

/// Presses Tab until the focus is on what a selector finds.
fn tab_to(page: &mut Page<'_>, selector: &str) -> Outcome {
    for _ in 0..120 {
        page.type_text(TAB)?;
        if page.call("(selector) => document.activeElement.matches(selector)", &[json!(selector)])? == json!(true) {
            return Ok(());
        }
    }
    Err(Failure(format!("120 stops and no {selector}")))
}

fn a_list_is_worked_through_by_the_keyboard(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        page.open_file(&copy.path(MEETING))?;
        tab_to(page, "[data-check-filter='role']")?;
        page.type_text(DOWN)?;
        page.type_text(TAB)?;
        page.wait_until("document.querySelector('[data-check-filter=\"role\"]').value === 'chair'")?;
        tab_to(page, "[data-checklist-item='case-meeting/cb-1'] input")?;
        page.type_text(SPACE)?;
        tab_to(page, "[data-checklist-item='case-meeting/cc-1'] input")?;
        page.type_text(SPACE)?;
        assert_eq!(ticked(page)?, ["case-meeting/cb-1", "case-meeting/cc-1"]);
        tab_to(page, "[data-check-keep]")?;
        page.type_text(SPACE)?;
        wait_for_text(page, "[data-check-state]", "この確認表の印が2")?;
        tab_to(page, "[data-check-act='forget']")?;
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

fn ticks_are_kept_where_asked_and_under_opaque_names(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        page.open_file(&copy.path(MEETING))?;
        tick(page, "case-meeting/cb-1")?;
        // In memory: a reload forgets, and nothing was written.
        page.reload()?;
        wait_for_text(page, "[data-check-state]", "何も残っていません")?;
        assert!(ticked(page)?.is_empty());
        assert!(stored(page, &copy)?.is_empty(), "nothing is written before somebody asks for it");
        page.open_file(&copy.path(MEETING))?;
        tick(page, "case-meeting/cb-1")?;
        keep(page)?;
        tick(page, "case-meeting/cc-5")?;
        tick(page, "case-meeting/cb-2")?;
        tick(page, "case-meeting/cb-2")?;
        wait_for_text(page, "[data-check-state]", "この確認表の印が2、ほかの確認表の印が0")?;
        page.reload()?;
        wait_for_text(page, "[data-check-progress]", "30項目のうち2項目")?;
        assert_eq!(ticked(page)?, ["case-meeting/cb-1", "case-meeting/cc-5"]);
        // Another page that shows the same item has its tick, and gives one of its own.
        page.open_file(&copy.path("guide/kaigi/renkei-case.html"))?;
        page.wait_until("document.querySelector(\"[data-checklist-item='case-meeting/cc-5'] input\").checked")?;
        tick(page, "case-meeting/ca-1")?;
        page.open_file(&copy.path("checklists/home-visit.html"))?;
        wait_for_text(page, "[data-check-state]", "この確認表の印が0、ほかの確認表の印が3")?;
        let stored = stored(page, &copy)?;
        assert_eq!(stored.len(), 4, "three ticks, and that it is on: {stored:?}");
        let is_name = |text: &str| text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        for entry in &stored {
            let (key, value) = entry.split_once('=').expect("a key and its value");
            let parts: Vec<&str> = key.split(':').collect();
            let is_opaque = match parts[..] {
                ["shirube", "1", book, "t", tick] => is_name(book) && is_name(tick) && value == "1",
                ["shirube", "1", book, "on"] => is_name(book) && value.bytes().all(|byte| byte.is_ascii_digit()),
                _ => false,
            };
            assert!(is_opaque, "{entry}");
        }
        Ok(())
    })
}

fn what_is_kept_can_be_deleted(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        page.open_file(&copy.path(MEETING))?;
        tick(page, "case-meeting/cb-1")?;
        keep(page)?;
        act(page, "forget")?;
        wait_for_text(page, "[data-check-state]", "すべて消しました")?;
        assert_eq!(ticked(page)?, ["case-meeting/cb-1"], "the page keeps its own");
        page.reload()?;
        wait_for_text(page, "[data-check-state]", "この確認表の印が0")?;
        assert!(ticked(page)?.is_empty());
        tick(page, "case-meeting/cb-1")?;
        page.click("label:has([data-check-keep])")?;
        wait_for_text(page, "[data-check-state]", "残すのをやめ")?;
        assert!(stored(page, &copy)?.is_empty(), "nothing is left of it");
        Ok(())
    })
}

fn work_goes_on_where_nothing_can_be_kept(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    for refusal in [
        "() => Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('denied', 'SecurityError'); }})",
        "() => Object.defineProperty(window, 'localStorage', {value: null})",
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }",
    ] {
        with_page(engine, |page| {
            page.add_preload_script(refusal)?;
            page.open_file(&copy.path(MEETING))?;
            wait_for_text(page, "[data-check-state]", "何も残っていません")?;
            tick(page, "case-meeting/cb-1")?;
            page.click("label:has([data-check-keep])")?;
            wait_for_text(page, "[data-check-state]", "保存されません")?;
            assert_eq!(page.evaluate("document.querySelector('[data-check-keep]').checked")?, json!(false), "{refusal}");
            tick(page, "case-meeting/cb-2")?;
            assert_eq!(text(page, "[data-check-progress]")?, "30項目のうち2項目に印が付いています。", "{refusal}");
            act(page, "clear")?;
            act(page, "undo")?;
            assert_eq!(ticked(page)?, ["case-meeting/cb-1", "case-meeting/cb-2"], "{refusal}");
            Ok(())
        })?;
    }
    Ok(())
}

fn what_nobody_used_for_a_month_is_gone(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        page.open_file(&copy.path(MEETING))?;
        tick(page, "case-meeting/cb-1")?;
        keep(page)?;
        for (days, is_kept) in [(30, true), (31, false)] {
            stored(page, &copy)?;
            let back = "(days) => Object.keys(localStorage).filter((key) => key.endsWith(':on')).forEach((key) => localStorage.setItem(key, String(Math.floor(Date.now() / 86400000) - days)))";
            page.call(back, &[json!(days)])?;
            page.open_file(&copy.path(MEETING))?;
            wait_for_text(page, "[data-check-state]", if is_kept { "この確認表の印が1" } else { "何も残っていません" })?;
        }
        assert!(stored(page, &copy)?.is_empty());
        Ok(())
    })
}

/// Gives a file to the page and waits for what it says.
fn import(page: &mut Page<'_>, file: &Path, said: &str) -> Outcome {
    page.set_files("[data-check-import]", &[file])?;
    wait_for_text(page, "[data-check-file]", said)
}

fn ticks_go_to_another_computer_as_a_file(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    let folder = tempfile::tempdir().unwrap();
    let saved = with_page(engine, |page| {
        page.open_file(&copy.path(MEETING))?;
        act(page, "export")?;
        wait_for_text(page, "[data-check-file]", "書き出す印がありません")?;
        tick(page, "case-meeting/cb-1")?;
        keep(page)?;
        tick(page, "case-meeting/cm-3")?;
        page.download(folder.path(), |page| act(page, "export"))
    })?;
    let name = saved.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
    assert!(name.starts_with("shirube-ticks") && name.is_ascii(), "{name}");
    let content: Value = serde_json::from_slice(&std::fs::read(&saved).unwrap()).unwrap();
    let keys: Vec<&String> = content.as_object().unwrap().keys().collect();
    assert_eq!((keys, content["ticks"].as_array().map(Vec::len)), (vec!["book", "format", "ticks", "version"], Some(2)), "{content}");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let newer = write("newer.json", &content.to_string().replace("\"version\":1", "\"version\":2"));
    let other = write("other.json", &content.to_string().replace(content["book"].as_str().unwrap(), "0123456789abcdef"));
    let foreign = write("foreign.json", "{\"name\": \"表\"}");
    let cut = write("cut.json", &content.to_string()[..30]);
    let large = write("large.json", &" ".repeat(5 << 20));
    with_page(engine, |page| {
        page.open_file(&copy.path(MEETING))?;
        tick(page, "case-meeting/ca-2")?;
        for (file, said) in [(&newer, "新しい版"), (&other, "ほかの手引き"), (&foreign, "この手引きの印のファイルではありません"), (&cut, "こわれている"), (&large, "大きすぎます")] {
            import(page, file, said)?;
            assert_eq!(ticked(page)?, ["case-meeting/ca-2"], "nothing is lost and nothing added: {said}");
        }
        import(page, &saved, "2の印を加えました")?;
        assert_eq!(ticked(page)?, ["case-meeting/cb-1", "case-meeting/cm-3", "case-meeting/ca-2"]);
        act(page, "undo")?;
        assert_eq!(ticked(page)?, ["case-meeting/ca-2"]);
        // Ticks of another list are not dropped in silence, and are taken in where they can be kept.
        page.open_file(&copy.path("checklists/home-visit.html"))?;
        import(page, &saved, "ほかの確認表の印2は")?;
        keep(page)?;
        import(page, &saved, "0の印を加えました")?;
        wait_for_text(page, "[data-check-state]", "ほかの確認表の印が2")?;
        page.open_file(&copy.path(MEETING))?;
        wait_for_text(page, "[data-check-progress]", "30項目のうち2項目")
    })
}

/// Boxes on paper: open and ticked.
fn boxes_on_paper(page: &mut Page<'_>) -> Outcome<(usize, usize, String)> {
    let words = pdf_words(&page.print_pdf()?)?;
    Ok((words.matches('☐').count(), words.matches('☑').count(), words))
}

fn paper_is_blank_or_ticked(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        page.open_file(&copy.path(MEETING))?;
        tick(page, "case-meeting/cb-1")?;
        tick(page, "case-meeting/cc-1")?;
        let (open, done, words) = boxes_on_paper(page)?;
        assert_eq!((open, done), (28, 2), "{words}");
        assert!(!words.contains("この端末に残っているもの") && !words.contains("印をすべて消す"), "tools stay off the paper\n{words}");
        choose(page, "role", "chair")?;
        let (open, done, words) = boxes_on_paper(page)?;
        assert_eq!((open, done), (16, 2), "as filtered\n{words}");
        // The dialogue is not opened, so that the page stays as it is made for it.
        page.evaluate("window.print = () => {}")?;
        act(page, "print-blank")?;
        assert_eq!(page.evaluate("document.querySelector('.check').classList.contains('is-blank')")?, json!(true));
        let hidden = "[...document.querySelectorAll('.check__run')].filter((run) => run.hidden).length";
        assert_eq!(page.evaluate(hidden)?, json!(0), "every item is on blank paper");
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")?;
        assert_eq!(page.evaluate(hidden)?, json!(2), "the filter is back");
        // What is printed while it is blank.
        page.evaluate("(document.querySelector('.check').classList.add('is-blank'), 0)")?;
        choose(page, "role", "")?;
        let (open, done, words) = boxes_on_paper(page)?;
        assert_eq!((open, done), (30, 0), "{words}");
        assert!(!words.contains("印が付いています"), "{words}");
        Ok(())
    })
}

fn each_card_is_one_sheet(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        for (file, words) in [
            ("guide/hogosha/denwa-no-mae.html", ["聴く", "伝える", "避ける言葉", "登校を強く促す言葉", "0134-32-5208"]),
            ("guide/hogosha/homon-no-mae.html", ["聴く", "伝える", "避けること", "勉強の不安をあおること", "0134-32-5208"]),
        ] {
            page.open_file(&copy.path(file))?;
            let pdf = page.print_pdf()?;
            assert_eq!(pdf_sheets(&pdf)?, (1, "A4".to_owned()), "{file}");
            let text = pdf_words(&pdf)?;
            words.iter().for_each(|words| assert!(text.contains(words), "{file}: {words}\n{text}"));
        }
        Ok(())
    })
}

fn without_scripts_boxes_are_ticked_and_printed(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_scriptless_page(engine, |page| {
        page.open_file(&copy.path(MEETING))?;
        page.click("[data-checklist-item='case-meeting/cb-2'] label")?;
        assert_eq!(ticked(page)?, ["case-meeting/cb-2"]);
        let tools = page.evaluate("[...document.querySelectorAll('[data-check-tools], [data-check-kept]')].every((part) => part.getBoundingClientRect().height === 0)")?;
        assert_eq!(tools, json!(true), "nothing is offered that would not work");
        let (open, done, words) = boxes_on_paper(page)?;
        assert_eq!((open, done), (29, 1), "{words}");
        Ok(())
    })
}

fn boxes_of_running_text_are_ticked_too(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        page.open_file(&copy.path("guide/kaigi/kiroku.html"))?;
        page.click(".task label")?;
        assert_eq!(page.evaluate("[...document.querySelectorAll('.task input')].filter((box) => box.checked).length")?, json!(1));
        let (open, done, words) = boxes_on_paper(page)?;
        assert_eq!((open, done), (8, 1), "{words}");
        page.reload()?;
        assert_eq!(page.evaluate("document.querySelectorAll('.task :checked').length")?, json!(0), "nothing is kept of them");
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
