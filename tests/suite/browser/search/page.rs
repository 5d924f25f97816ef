//! The page of the search: kinds to choose among, spellings that may be left aside, and what stands in the address.

use serde_json::{Value, json};

use super::super::axe;
use super::super::bidi::Outcome;
use super::super::{Engine, with_page};
use super::{BOX, ENTER, HAS_RESULTS, PUT, WORD, copy, search, settled};

in_both! {
    kinds_filter_what_was_found: kinds_filter_what_was_found_in_chromium, kinds_filter_what_was_found_in_firefox;
    a_reload_and_the_way_back_restore_what_was_asked: a_reload_and_the_way_back_restore_what_was_asked_in_chromium, a_reload_and_the_way_back_restore_what_was_asked_in_firefox;
    more_is_shown_on_demand_and_still_there_on_the_way_back: more_is_shown_on_demand_and_still_there_on_the_way_back_in_chromium, more_is_shown_on_demand_and_still_there_on_the_way_back_in_firefox;
    other_spellings_are_said_and_can_be_left_aside: other_spellings_are_said_and_can_be_left_aside_in_chromium, other_spellings_are_said_and_can_be_left_aside_in_firefox;
    what_is_not_there_leads_on: what_is_not_there_leads_on_in_chromium, what_is_not_there_leads_on_in_firefox;
    the_page_is_accessible_and_fits_every_window: the_page_is_accessible_and_fits_every_window_in_chromium, the_page_is_accessible_and_fits_every_window_in_firefox;
}

/// Chooses a kind that has results and is not all of them; gives its name.
const CHOOSE: &str = "(() => {
    const shown = [...document.querySelectorAll('[data-search-kind]')].filter((button) => !button.hidden);
    const button = shown.find((button) => button.dataset.searchKind === 'term') || shown[0];
    button.setAttribute('data-chosen', '');
    return [button.dataset.searchKind, Number(button.querySelector('[data-search-count]').textContent), shown.length];
})()";

const KINDS_SHOWN: &str = "[...new Set([...document.querySelectorAll('[data-search-result]')].map((hit) => hit.dataset.searchResult))]";

fn kinds_filter_what_was_found(engine: Engine) -> Outcome {
    let copy = copy()?;
    with_page(engine, |page| {
        page.open_file(&copy.path("search.html"))?;
        search(page, "不登校")?;
        settled(page)?;
        let chosen = page.evaluate(CHOOSE)?;
        assert!(chosen[1].as_u64() > Some(0) && chosen[2].as_u64() > Some(1), "{engine}: {chosen}");
        page.click("[data-chosen]")?;
        page.wait_until(&format!("JSON.stringify({KINDS_SHOWN}) === JSON.stringify([{}])", chosen[0]))?;
        assert_eq!(page.evaluate("document.querySelector('[data-chosen]').getAttribute('aria-pressed')")?, "true", "{engine}");
        page.wait_until(&format!("new URLSearchParams(location.search).get('kind') === {}", chosen[0]))?;
        page.click("[data-chosen]")?;
        page.wait_until(&format!("{KINDS_SHOWN}.length > 1"))?;
        page.wait_until("!location.search.includes('kind')")
    })
}

/// What a reader sees of what was asked and found.
const SHOWN: &str = "({text: document.querySelector('[data-search-input]').value,
    kinds: [...document.querySelectorAll('[data-search-kind][aria-pressed=true]')].map((button) => button.dataset.searchKind),
    isWidened: document.querySelector('[data-search-widened]').checked,
    hits: [...document.querySelectorAll('[data-search-result] a')].map((link) => link.getAttribute('href'))})";

fn a_reload_and_the_way_back_restore_what_was_asked(engine: Engine) -> Outcome {
    let copy = copy()?;
    with_page(engine, |page| {
        page.open_file(&copy.path("search.html"))?;
        search(page, "不登校 対応")?;
        settled(page)?;
        page.click("[data-search-widened]")?;
        page.evaluate(CHOOSE)?;
        page.click("[data-chosen]")?;
        page.wait_until("/q=.*kind=.*exact=1/.test(location.search)")?;
        settled(page)?;
        let before = page.evaluate(SHOWN)?;
        assert!(before["hits"][0].as_str().is_some_and(|href| href.contains("exact=1")), "{engine}: {before}");
        let is_same = |before: &Value| format!("JSON.stringify({SHOWN}) === {}", json!(in_page_order(before)));
        page.reload()?;
        page.wait_until(&is_same(&before))?;
        page.click("[data-search-result] a")?;
        page.wait_until("!location.pathname.endsWith('/search.html') && document.readyState === 'complete' && history.length > 1")?;
        page.traverse_history(-1)?;
        page.wait_until(&is_same(&before))
    })
}

/// A value as the page itself writes it, whose fields are in another order than here.
fn in_page_order(shown: &Value) -> String {
    format!("{{\"text\":{},\"kinds\":{},\"isWidened\":{},\"hits\":{}}}", shown["text"], shown["kinds"], shown["isWidened"], shown["hits"])
}

fn more_is_shown_on_demand_and_still_there_on_the_way_back(engine: Engine) -> Outcome {
    let copy = copy()?;
    let hits = "document.querySelectorAll('[data-search-result]').length";
    with_page(engine, |page| {
        page.open_file(&copy.path("search.html"))?;
        search(page, "不登校")?;
        settled(page)?;
        assert_eq!(page.evaluate(hits)?, 20, "{engine}");
        page.click("[data-search-more]")?;
        page.wait_until(&format!("{hits} > 20"))?;
        page.wait_until("document.activeElement === document.querySelectorAll('[data-search-result] a')[20]")?;
        let shown = page.evaluate(hits)?;
        page.click("[data-search-result]:nth-child(22) a")?;
        page.wait_until("!location.pathname.endsWith('/search.html') && document.readyState === 'complete' && history.length > 1")?;
        page.traverse_history(-1)?;
        page.wait_until(&format!("{hits} === {shown}"))?;
        page.wait_until("window.scrollY > 500")
    })
}

fn other_spellings_are_said_and_can_be_left_aside(engine: Engine) -> Outcome {
    let copy = copy()?;
    let said = "document.querySelector('[data-search-said]').textContent";
    with_page(engine, |page| {
        page.open_file(&copy.path("search.html"))?;
        search(page, "子ども")?;
        page.wait_until(&format!("{said}.includes('も含めて検索') && {said}.includes('こども')"))?;
        page.click("[data-search-widened]")?;
        page.wait_until(&format!("!{said}.includes('も含めて検索')"))?;
        page.click("[data-search-widened]")?;
        page.call(PUT, &[json!("登校拒否")])?;
        page.wait_until(&format!("{said}.includes('登校拒否 → ') && {said}.includes('不登校')"))
    })
}

fn what_is_not_there_leads_on(engine: Engine) -> Outcome {
    let copy = copy()?;
    with_page(engine, |page| {
        page.open_file(&copy.path("search.html"))?;
        page.click(BOX)?;
        page.type_text("不登交")?;
        page.wait_until("document.querySelector('.search-status').textContent === '見つかりません'")?;
        let links = page.evaluate("[...document.querySelectorAll('[data-search-nearest] a')].map((link) => link.getAttribute('href'))")?;
        assert_eq!(links, json!(["kana.html", "glossary.html"]), "{engine}");
        assert_eq!(axe::violations(page)?, Vec::<String>::new(), "{engine}");
        page.click("[data-search-terms] button")?;
        page.wait_until(HAS_RESULTS)?;
        assert_eq!(page.evaluate("document.querySelector('[data-search-input]').value")?, "不登校", "{engine}");
        Ok(())
    })
}

/// Parts of the page that are smaller than a finger.
const SMALL: &str =
    "[...document.querySelectorAll('main button, main input[type=search], main label:has([type=checkbox]), [data-search-result]')]
    .filter((part) => part.getClientRects().length > 0)
    .map((part) => [part.className, part.getBoundingClientRect().height]).filter(([, height]) => height < 43.9)";

fn the_page_is_accessible_and_fits_every_window(engine: Engine) -> Outcome {
    let copy = copy()?;
    with_page(engine, |page| {
        for (width, height) in [(1366, 768), (683, 384), (320, 640), (320, 190)] {
            page.set_viewport(width, height)?;
            page.open_file(&copy.path("search.html"))?;
            search(page, WORD)?;
            settled(page)?;
            assert_eq!(axe::violations(page)?, Vec::<String>::new(), "{engine}: {width}");
            let wide = page.evaluate("document.documentElement.scrollWidth")?;
            assert!(wide.as_u64().is_some_and(|wide| wide <= u64::from(width)), "{engine}: {wide} of {width}");
            assert_eq!(page.evaluate(SMALL)?, json!([]), "{engine}: {width}");
        }
        page.type_text(ENTER)?;
        assert_eq!(page.evaluate("location.pathname.endsWith('/search.html')")?, true, "{engine}");
        Ok(())
    })
}
