//! Nothing of what was typed outlives the page: no storage, no address, no title, no history, no file name.

use serde_json::json;
use std::collections::BTreeMap;
use std::time::Duration;

use super::super::Engine;
use super::super::bidi::Outcome;
use super::super::calculator::KEPT;
use super::super::site::built_site;
use super::super::visit::SiteCopy;
use super::super::with_page;
use super::{IN_BOTH, REPORT, act, cells, everything, form_pages, on_form, open, put, put_one, stands, told};

/// What no page holds unless somebody typed it.
const MARKER: &str = "目印𠮷田髙子<script>";

fn nothing_typed_is_kept(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    for file in form_pages(&copy) {
        with_page(engine, |page| {
            open(page, &copy, file)?;
            let before = page.call(KEPT, &[])?;
            let values = everything(&cells(page)?, |at, _| format!("{MARKER}{at}"));
            put(page, &values)?;
            for button in ["preview", "text", "table"] {
                act(page, button)?;
            }
            page.print_pdf()?;
            let after = page.call(KEPT, &[])?;
            assert_eq!(after, before, "{engine}: {file}");
            assert!(!after.as_str().unwrap_or_default().contains("目印"), "{engine}: {file}: {after}");
            // Cleared, and only when it is confirmed.
            act(page, "clear")?;
            page.click("[data-form-dialog=clear] [data-dialog=no]")?;
            let standing: BTreeMap<String, String> = serde_json::from_value(stands(page)?).unwrap();
            assert_eq!(standing, values.into_iter().collect(), "{engine}: {file}");
            act(page, "clear")?;
            page.click("[data-form-dialog=clear] [data-dialog=yes]")?;
            assert_eq!(stands(page)?, json!({}), "{engine}: {file}");
            page.evaluate("document.querySelector('[data-form-act=preview]').click()")?;
            page.evaluate("document.querySelector('[data-form-act=preview]').click()")?;
            let left = page.evaluate("document.documentElement.outerHTML.includes('目印') || [...document.querySelectorAll('input, textarea')].some((field) => field.value.includes('目印'))")?;
            assert_eq!(left, false, "{engine}: {file}: {}", told(page)?);
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn nothing_typed_is_kept_in_chromium() -> Outcome {
    nothing_typed_is_kept(Engine::Chromium)
}

#[test]
fn nothing_typed_is_kept_in_firefox() -> Outcome {
    nothing_typed_is_kept(Engine::Firefox)
}

#[test]
fn the_browser_is_told_to_keep_and_send_nothing_of_any_field() -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(Engine::Chromium, |page| {
        for file in form_pages(&copy) {
            open(page, &copy, file)?;
            let wanted = json!({"autocomplete": "off", "autocorrect": "off", "spellcheck": "false", "writingsuggestions": "false", "translate": "no"});
            let lacking = page.call(
                "(wanted) => [...document.querySelectorAll('[data-form] :is(textarea, input:not([type=radio], [type=checkbox], [type=file]))')]
                    .filter((field) => Object.keys(wanted).some((name) => field.getAttribute(name) !== wanted[name])).map((field) => field.id)",
                &[wanted],
            )?;
            assert_eq!(lacking, json!([]), "{file}");
        }
        Ok(())
    })
}

#[test]
fn a_reload_brings_nothing_back() -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    for engine in IN_BOTH {
        with_page(engine, |page| {
            open(page, &copy, REPORT)?;
            let values = everything(&cells(page)?, |at, _| format!("{MARKER}{at}"));
            put(page, &values)?;
            // The browser asks before it leaves; the page is asked to go all the same.
            let gone = page.evaluate("(() => { const event = new Event('beforeunload', {cancelable: true}); window.dispatchEvent(event); return event.defaultPrevented; })()")?;
            assert_eq!(gone, true, "{engine}: leaving is asked about");
            act(page, "clear")?;
            page.click("[data-form-dialog=clear] [data-dialog=yes]")?;
            let gone = page.evaluate("(() => { const event = new Event('beforeunload', {cancelable: true}); window.dispatchEvent(event); return event.defaultPrevented; })()")?;
            assert_eq!(gone, false, "{engine}: with nothing entered it is not");
            page.reload()?;
            page.wait_until("document.querySelector('[data-form-tools]').hidden === false")?;
            assert_eq!(stands(page)?, json!({}), "{engine}");
            Ok(())
        })?;
    }
    Ok(())
}

/// Whether leaving would be asked about: as browsers of today are told, and as Chrome and Edge before 119 are.
const LEAVING: &str = "(() => { const event = document.createEvent('BeforeUnloadEvent'); event.initEvent('beforeunload', false, true);
    window.dispatchEvent(event); return [event.defaultPrevented, event.returnValue === 'true']; })()";

const PASTE_AREA: &str = "document.querySelector('[data-form-dialog=paste] textarea')";

#[test]
fn browsers_of_any_age_ask_before_a_filled_form_is_left() -> Outcome {
    for engine in IN_BOTH {
        on_form(engine, REPORT, |page| {
            assert_eq!(page.evaluate(LEAVING)?, json!([false, false]), "{engine}");
            put_one(page, "gakko", MARKER)?;
            assert_eq!(page.evaluate(LEAVING)?, json!([true, true]), "{engine}");
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn what_stands_beside_an_empty_form_is_asked_about_too() -> Outcome {
    for engine in IN_BOTH {
        on_form(engine, REPORT, |page| {
            act(page, "paste")?;
            page.evaluate(&format!("({PASTE_AREA}.value = '学校名\\t第一中学校\\n知らない欄\\tどこにもない', true)"))?;
            page.click("[data-form-dialog=paste] [data-dialog=yes]")?;
            put_one(page, "gakko", "")?;
            assert_eq!(stands(page)?, json!({}), "{engine}");
            assert_eq!(page.evaluate(LEAVING)?, json!([true, true]), "{engine}: what found no place");
            act(page, "clear")?;
            page.click("[data-form-dialog=clear] [data-dialog=yes]")?;
            assert_eq!(page.evaluate(LEAVING)?, json!([false, false]), "{engine}: cleared");
            page.evaluate("(navigator.clipboard.writeText = () => Promise.reject(new Error('refused')), true)")?;
            put_one(page, "gakko", MARKER)?;
            act(page, "text")?;
            page.wait_until("document.querySelector('[data-form-text]').hidden === false")?;
            put_one(page, "gakko", "")?;
            assert_eq!(page.evaluate(LEAVING)?, json!([true, true]), "{engine}: a copy that is shown");
            Ok(())
        })?;
    }
    Ok(())
}

/// The otaru site, whose form is covered after a second.
fn soon_covered() -> Outcome<SiteCopy> {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    let file = copy.path(REPORT);
    let html = std::fs::read_to_string(&file).expect("the page");
    assert!(html.contains("data-idle-seconds=\"180\""));
    std::fs::write(&file, html.replace("data-idle-seconds=\"180\"", "data-idle-seconds=\"1\"")).expect("written");
    Ok(copy)
}

#[test]
fn what_is_about_to_be_pasted_is_covered_however_late_it_comes() -> Outcome {
    for engine in IN_BOTH {
        let copy = soon_covered()?;
        with_page(engine, |page| {
            open(page, &copy, REPORT)?;
            act(page, "paste")?;
            // Nothing was there when it was looked the first time, and no event tells of what comes.
            std::thread::sleep(Duration::from_millis(1500));
            page.evaluate(&format!("({PASTE_AREA}.value = '目印', true)"))?;
            page.wait_until("document.querySelector('[data-form-dialog=cover]').open")?;
            page.click("[data-form-dialog=cover] [data-dialog=no]")?;
            assert_eq!(page.evaluate(&format!("{PASTE_AREA}.value"))?, "目印", "{engine}: nothing is lost");
            page.wait_until("document.querySelector('[data-form-dialog=cover]').open")?;
            page.click("[data-form-dialog=cover] [data-dialog=yes]")?;
            page.wait_until("document.querySelector('[data-form-dialog=clear]').open")?;
            page.click("[data-form-dialog=clear] [data-dialog=yes]")?;
            let left = format!("[{PASTE_AREA}.value, document.querySelector('[data-form-dialog=paste]').open]");
            assert_eq!(page.evaluate(&left)?, json!(["", false]), "{engine}: nothing is left behind the cover");
            assert_eq!(page.evaluate(LEAVING)?, json!([false, false]), "{engine}");
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn an_idle_screen_is_covered_and_nothing_is_lost() -> Outcome {
    for engine in IN_BOTH {
        let copy = soon_covered()?;
        with_page(engine, |page| {
            open(page, &copy, REPORT)?;
            put(page, &[("gakko".to_owned(), MARKER.to_owned())])?;
            page.wait_until("document.querySelector('[data-form-dialog=cover]').open")?;
            page.click("[data-form-dialog=cover] [data-dialog=no]")?;
            assert_eq!(stands(page)?, json!({ "gakko": MARKER }), "{engine}");
            page.wait_until("document.querySelector('[data-form-dialog=cover]').open")?;
            page.click("[data-form-dialog=cover] [data-dialog=yes]")?;
            page.wait_until("document.querySelector('[data-form-dialog=clear]').open")?;
            page.click("[data-form-dialog=clear] [data-dialog=yes]")?;
            assert_eq!(stands(page)?, json!({}), "{engine}");
            Ok(())
        })?;
    }
    Ok(())
}
