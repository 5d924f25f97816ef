//! What a computer keeps of ticks: nothing unless somebody asks for it, the same in every browser, under opaque names; and nothing is lost
//! where it keeps nothing.

use std::path::Path;

use serde_json::{Value, json};

use super::super::bidi::{Failure, Outcome};
use super::super::page::Page;
use super::super::site::built_site;
use super::super::visit::SiteCopy;
use super::super::{Engine, with_page};
use super::{MEETING, act, keep, text, tick, ticked, wait_for_text};

in_both! {
    ticks_are_kept_where_asked_and_under_opaque_names: ticks_are_kept_where_asked_and_under_opaque_names_in_chromium, ticks_are_kept_where_asked_and_under_opaque_names_in_firefox;
    what_is_kept_can_be_deleted: what_is_kept_can_be_deleted_in_chromium, what_is_kept_can_be_deleted_in_firefox;
    work_goes_on_where_nothing_can_be_kept: work_goes_on_where_nothing_can_be_kept_in_chromium, work_goes_on_where_nothing_can_be_kept_in_firefox;
    what_nobody_used_for_a_month_is_gone: what_nobody_used_for_a_month_is_gone_in_chromium, what_nobody_used_for_a_month_is_gone_in_firefox;
    ticks_stand_when_another_tab_switches_keeping_on: ticks_stand_when_another_tab_switches_keeping_on_in_chromium, ticks_stand_when_another_tab_switches_keeping_on_in_firefox;
    ticks_that_were_deleted_in_another_tab_do_not_come_back: ticks_that_were_deleted_in_another_tab_do_not_come_back_in_chromium, ticks_that_were_deleted_in_another_tab_do_not_come_back_in_firefox;
    ticks_go_to_another_computer_as_a_file: ticks_go_to_another_computer_as_a_file_in_chromium, ticks_go_to_another_computer_as_a_file_in_firefox;
}

/// Everything that the browser keeps for the page through which ticks are kept.
fn stored(page: &mut Page<'_>, copy: &SiteCopy) -> Outcome<Vec<String>> {
    page.open_file(&copy.path("store.html"))?;
    let found = page.evaluate("Object.entries(localStorage).map(([key, value]) => `${key}=${value}`).sort()")?;
    serde_json::from_value(found).map_err(|error| Failure(error.to_string()))
}

/// Counts from now on what the page that keeps ticks has answered: who leaves at once, as only a test can, leaves before a tick is kept.
fn count_answers(page: &mut Page<'_>) -> Outcome {
    page.evaluate("(window.answers = 0, window.addEventListener('message', () => { window.answers += 1; }), true)").map(drop)
}

fn wait_for_answers(page: &mut Page<'_>, count: usize) -> Outcome {
    page.wait_until(&format!("window.answers >= {count}"))
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
        count_answers(page)?;
        tick(page, "case-meeting/cc-5")?;
        tick(page, "case-meeting/cb-2")?;
        tick(page, "case-meeting/cb-2")?;
        wait_for_answers(page, 3)?;
        wait_for_text(page, "[data-check-state]", "この確認表の印が2、ほかの確認表の印が0")?;
        page.reload()?;
        wait_for_text(page, "[data-check-progress]", "30項目のうち2項目")?;
        assert_eq!(ticked(page)?, ["case-meeting/cb-1", "case-meeting/cc-5"]);
        // Another page that shows the same item has its tick, and gives one of its own.
        page.open_file(&copy.path("guide/kaigi/renkei-case.html"))?;
        page.wait_until("document.querySelector(\"[data-checklist-item='case-meeting/cc-5'] input\").checked")?;
        count_answers(page)?;
        tick(page, "case-meeting/ca-1")?;
        wait_for_answers(page, 1)?;
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

/// Asks as another tab does: through the page that keeps ticks, embedded once more. Gives how many ticks are then kept.
const OTHER_TAB: &str = "(act, on, items) => new Promise((done) => {
    const ticks = items.map((item) => document.querySelector(`[data-checklist-item='${item}']`).dataset.tick);
    const frame = document.createElement('iframe');
    frame.hidden = true;
    frame.src = document.querySelector('[data-store]').dataset.store;
    frame.addEventListener('load', () => frame.contentWindow.postMessage({shirube: 1, id: 1, act, on, ticks}, '*'));
    window.addEventListener('message', (event) => { if (event.source === frame.contentWindow && event.data.id === 1) done(event.data.ticks.length); });
    document.body.append(frame);
})";

fn ticks_stand_when_another_tab_switches_keeping_on(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        page.open_file(&copy.path(MEETING))?;
        for item in ["cb-1", "cb-2", "cc-5"] {
            tick(page, &format!("case-meeting/{item}"))?;
        }
        let others = json!(["case-meeting/cm-3", "case-meeting/ca-1", "case-meeting/ca-2"]);
        assert_eq!(page.call(OTHER_TAB, &[json!("turn"), json!(true), others])?, json!(3));
        wait_for_text(page, "[data-check-state]", "この確認表の印が6")?;
        let all = ["cb-1", "cb-2", "cc-5", "cm-3", "ca-1", "ca-2"].map(|item| format!("case-meeting/{item}"));
        let mut found = ticked(page)?;
        found.sort_unstable();
        let mut wanted = all.to_vec();
        wanted.sort_unstable();
        assert_eq!(found, wanted, "those of both tabs");
        // Once it is on, all tabs show the same.
        page.call(OTHER_TAB, &[json!("put"), json!(false), json!(["case-meeting/cb-1", "case-meeting/cm-3"])])?;
        wait_for_text(page, "[data-check-state]", "この確認表の印が4")?;
        found = ticked(page)?;
        assert!(found.len() == 4 && !found.contains(&all[0]) && !found.contains(&all[3]), "{found:?}");
        page.reload()?;
        wait_for_text(page, "[data-check-progress]", "30項目のうち4項目")
    })
}

fn ticks_that_were_deleted_in_another_tab_do_not_come_back(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    let is_kept = "document.querySelector('[data-check-keep]').checked";
    let none = json!([]);
    with_page(engine, |page| {
        page.open_file(&copy.path(MEETING))?;
        tick(page, "case-meeting/cb-1")?;
        page.call(OTHER_TAB, &[json!("turn"), json!(true), none.clone()])?;
        wait_for_text(page, "[data-check-state]", "この確認表の印が1")?;
        page.call(OTHER_TAB, &[json!("turn"), json!(false), none.clone()])?;
        page.wait_until(&format!("!{is_kept}"))?;
        assert_eq!(ticked(page)?.len(), 1, "{engine}: what is seen here stays while nothing is kept");
        page.call(OTHER_TAB, &[json!("turn"), json!(true), none.clone()])?;
        page.wait_until(is_kept)?;
        assert!(ticked(page)?.is_empty(), "{engine}: the next case begins with an empty list");
        assert_eq!(page.call(OTHER_TAB, &[json!("open"), json!(false), none.clone()])?, json!(0), "{engine}");
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
    let mut keys: Vec<&str> = content.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
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
        for (file, said) in [
            (&newer, "新しい版"),
            (&other, "ほかの手引き"),
            (&foreign, "この手引きの印のファイルではありません"),
            (&cut, "こわれている"),
            (&large, "大きすぎます"),
        ] {
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
