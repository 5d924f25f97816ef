//! The search as readers have it: the box on every page, by mouse, keyboard and IME, whatever is typed into it.

mod damage;
mod marks;
mod page;
mod speed;

use serde_json::{Value, json};

use super::axe;
use super::bidi::Outcome;
use super::page::Page;
use super::pdf::pdf_words;
use super::site::built_site;
use super::visit::SiteCopy;
use super::{Engine, with_page, with_scriptless_page};

const ENTER: &str = "\u{E007}";
const ESCAPE: &str = "\u{E00C}";
const UP: &str = "\u{E013}";
const DOWN: &str = "\u{E015}";

const BOX: &str = "[data-search-input]";
/// A word of few pages.
const WORD: &str = "起立性調節障害";

const HAS_RESULTS: &str = "document.querySelectorAll('[data-search-result]').length > 0";
const IS_OPEN: &str = "document.querySelector('.search__panel') !== null && !document.querySelector('.search__panel').hidden";
const IS_IN_BOX: &str = "document.activeElement.matches('[data-search-input]')";

/// Collects what goes wrong in a page, for a test to look at.
const COLLECT_ERRORS: &str = "() => { window.wrong = [];
    window.addEventListener('error', (event) => window.wrong.push(event.message || 'a file'), true);
    window.addEventListener('unhandledrejection', (event) => window.wrong.push(String(event.reason))); }";

in_both! {
    the_box_leads_to_the_place_by_keyboard_alone: the_box_leads_to_the_place_by_keyboard_alone_in_chromium, the_box_leads_to_the_place_by_keyboard_alone_in_firefox;
    a_focus_among_the_results_outlives_them: a_focus_among_the_results_outlives_them_in_chromium, a_focus_among_the_results_outlives_them_in_firefox;
    enter_in_the_box_opens_the_page_of_the_search: enter_in_the_box_opens_the_page_of_the_search_in_chromium, enter_in_the_box_opens_the_page_of_the_search_in_firefox;
    the_box_closes_when_the_reader_goes_elsewhere: the_box_closes_when_the_reader_goes_elsewhere_in_chromium, the_box_closes_when_the_reader_goes_elsewhere_in_firefox;
    no_query_makes_a_node_or_an_error: no_query_makes_a_node_or_an_error_in_chromium, no_query_makes_a_node_or_an_error_in_firefox;
    without_scripts_the_box_is_a_link_to_the_index: without_scripts_the_box_is_a_link_to_the_index_in_chromium, without_scripts_the_box_is_a_link_to_the_index_in_firefox;
    a_missing_file_is_said_and_leads_to_the_index: a_missing_file_is_said_and_leads_to_the_index_in_chromium, a_missing_file_is_said_and_leads_to_the_index_in_firefox;
    a_browser_that_cannot_unpack_the_data_is_led_to_the_index: a_browser_that_cannot_unpack_the_data_is_led_to_the_index_in_chromium, a_browser_that_cannot_unpack_the_data_is_led_to_the_index_in_firefox;
    the_box_fits_every_window_and_no_paper: the_box_fits_every_window_and_no_paper_in_chromium, the_box_fits_every_window_and_no_paper_in_firefox;
}

fn copy() -> Outcome<SiteCopy> {
    SiteCopy::of(&built_site("otaru"))
}

/// Types into the box and waits for results of the whole text: its first letters are asked for, too.
fn search(page: &mut Page<'_>, text: &str) -> Outcome {
    page.click(BOX)?;
    page.type_text(text)?;
    let asked = "new URL(document.querySelector('[data-search-result] a').href).searchParams.get('q')";
    page.wait_until(&format!("{HAS_RESULTS} && {asked} === {}", json!(text)))
}

/// Waits until what is found has settled: the count is told when the typing pauses.
fn settled(page: &mut Page<'_>) -> Outcome {
    page.wait_until("document.querySelector('.search-status').textContent !== ''")
}

/// The place in the list of the result that has the focus, or -1.
fn focused_result(page: &mut Page<'_>) -> Outcome<Value> {
    page.evaluate("[...document.querySelectorAll('[data-search-result] a')].indexOf(document.activeElement)")
}

fn the_box_leads_to_the_place_by_keyboard_alone(engine: Engine) -> Outcome {
    let copy = copy()?;
    with_page(engine, |page| {
        page.open_file(&copy.path("guide/taio/day-7.html"))?;
        search(page, WORD)?;
        let shown = page.evaluate("[...document.querySelectorAll('[data-search-result]')].map((hit) => hit.textContent)")?;
        assert!(shown[0].as_str().is_some_and(|text| text.contains(WORD)), "{engine}: {shown}");
        settled(page)?;
        page.type_text(DOWN)?;
        assert_eq!(focused_result(page)?, 0, "{engine}");
        page.type_text(DOWN)?;
        page.type_text(UP)?;
        assert_eq!(focused_result(page)?, 0, "{engine}");
        page.type_text(UP)?;
        assert_eq!(page.evaluate(IS_IN_BOX)?, true, "{engine}: above the first result is the box");
        page.type_text(DOWN)?;
        page.type_text(ESCAPE)?;
        assert_eq!(page.evaluate(IS_IN_BOX)?, true, "{engine}");
        assert_eq!(page.evaluate(IS_OPEN)?, false, "{engine}");
        assert_eq!(page.evaluate("document.querySelector('[data-search-input]').value")?, WORD, "{engine}: what was typed stays");
        page.click(BOX)?;
        page.wait_until(IS_OPEN)?;
        page.type_text(DOWN)?;
        page.type_text(ENTER)?;
        page.wait_until("location.search.startsWith('?q=') && !location.href.includes('day-7') && document.readyState === 'complete'")?;
        page.wait_until("document.querySelector('.found-bar') !== null")?;
        let text = page.evaluate("document.querySelector('main').textContent")?;
        assert!(text.as_str().is_some_and(|text| text.contains(WORD)), "{engine}");
        Ok(())
    })
}

/// Results that come while the reader is among them take nobody's place away.
fn a_focus_among_the_results_outlives_them(engine: Engine) -> Outcome {
    const PLACE: &str = "document.activeElement.pathname + document.activeElement.hash";
    let asked = |text: &str| format!("new URL(document.querySelector('.search__all').href).searchParams.get('q') === '{text}'");
    let copy = copy()?;
    with_page(engine, |page| {
        page.open_file(&copy.path("index.html"))?;
        search(page, "起立")?;
        settled(page)?;
        page.type_text(DOWN)?;
        let place = page.evaluate(PLACE)?;
        page.call(PUT, &[json!("起立性")])?;
        page.wait_until(&asked("起立性"))?;
        assert_eq!(page.evaluate(PLACE)?, place, "{engine}: the same place found by other words");
        page.call(PUT, &[json!("電話番号")])?;
        page.wait_until(&asked("電話番号"))?;
        assert_eq!(focused_result(page)?, 0, "{engine}: the first, where the place is gone");
        page.call(PUT, &[json!("㐂㐂㐂㐂")])?;
        page.wait_until(&asked("㐂㐂㐂㐂"))?;
        assert_eq!(page.evaluate(IS_IN_BOX)?, true, "{engine}: the box, where nothing is found");
        Ok(())
    })
}

fn enter_in_the_box_opens_the_page_of_the_search(engine: Engine) -> Outcome {
    let copy = copy()?;
    with_page(engine, |page| {
        page.open_file(&copy.path("guide/taio/day-7.html"))?;
        page.click(BOX)?;
        page.type_text(WORD)?;
        page.type_text(ENTER)?;
        page.wait_until("location.pathname.endsWith('/search.html') && document.readyState === 'complete'")?;
        page.wait_until(HAS_RESULTS)?;
        assert_eq!(page.evaluate("document.querySelector('[data-search-input]').value")?, WORD, "{engine}");
        page.wait_until("/^[0-9]+件$/.test(document.querySelector('.search-status').textContent)")?;
        assert_eq!(page.evaluate("document.querySelector('.search-status').getAttribute('role')")?, "status");
        Ok(())
    })
}

fn the_box_closes_when_the_reader_goes_elsewhere(engine: Engine) -> Outcome {
    let copy = copy()?;
    with_page(engine, |page| {
        page.open_file(&copy.path("index.html"))?;
        search(page, WORD)?;
        settled(page)?;
        page.click("footer dl")?;
        page.wait_until(&format!("!({IS_OPEN})"))
    })
}

#[test]
fn nothing_is_searched_for_while_an_ime_converts() -> Outcome {
    let copy = copy()?;
    with_page(Engine::Chromium, |page| {
        page.open_file(&copy.path("index.html"))?;
        search(page, "様式")?;
        page.wait_until("document.querySelector('.search-status').textContent !== ''")?;
        let before = page.evaluate("document.querySelector('.search__panel .search-said').textContent")?;
        page.evaluate(
            "(window.changes = 0, new MutationObserver(() => { window.changes += 1; })
            .observe(document.querySelector('.search__panel'), {subtree: true, childList: true}), true)",
        )?;
        page.evaluate("(document.querySelector('[data-search-input]').select(), true)")?;
        for reading in ["か", "かて", "かてい"] {
            page.cdp("Input.imeSetComposition", json!({"text": reading, "selectionStart": 3, "selectionEnd": 3}))?;
        }
        assert_eq!(page.evaluate("window.changes")?, 0);
        assert_eq!(page.evaluate("document.querySelector('.search__panel .search-said').textContent")?, before);
        page.cdp("Input.insertText", json!({"text": "家庭訪問"}))?;
        page.wait_until("window.changes > 0 && document.querySelector('[data-search-result] mark').textContent.includes('家庭訪問')")
    })
}

/// The events of a conversion, for browsers that cannot be told to make one.
const CONVERT: &str = "() => {
    const input = document.querySelector('[data-search-input]');
    const list = () => document.querySelector('.search__panel').textContent;
    const before = list();
    input.dispatchEvent(new CompositionEvent('compositionstart'));
    input.value = 'かてい';
    input.dispatchEvent(new InputEvent('input', {bubbles: true, isComposing: true}));
    input.dispatchEvent(new KeyboardEvent('keydown', {bubbles: true, key: 'Enter', isComposing: true}));
    const during = list();
    input.value = '家庭訪問';
    input.dispatchEvent(new CompositionEvent('compositionend'));
    input.dispatchEvent(new InputEvent('input', {bubbles: true}));
    return [before === during, location.pathname.endsWith('index.html')];
}";

#[test]
fn a_conversion_is_one_question_in_firefox_too() -> Outcome {
    let copy = copy()?;
    with_page(Engine::Firefox, |page| {
        page.open_file(&copy.path("index.html"))?;
        search(page, "様式")?;
        assert_eq!(page.call(CONVERT, &[])?, json!([true, true]));
        page.wait_until("document.querySelector('[data-search-result] mark').textContent.includes('家庭訪問')")
    })
}

/// Pastes as a reader does.
const PASTE: &str = "(text) => {
    const input = document.querySelector('[data-search-input]');
    const data = new DataTransfer();
    data.setData('text/plain', text);
    input.focus();
    input.select();
    const event = new Event('paste', {bubbles: true, cancelable: true});
    Object.defineProperty(event, 'clipboardData', {value: data});
    input.dispatchEvent(event);
    return input.value;
}";

/// Puts a text into the box at once, as a browser that pasted it would.
const PUT: &str = "(text) => {
    const input = document.querySelector('[data-search-input]');
    input.value = text;
    input.dispatchEvent(new InputEvent('input', {bubbles: true}));
    return true;
}";

fn no_query_makes_a_node_or_an_error(engine: Engine) -> Outcome {
    let copy = copy()?;
    let hostile = [
        "<img src=x onerror=alert(1)>".to_owned(),
        "\"><script>alert(1)</script>".to_owned(),
        "{{ t.home }} ${1} constructor __proto__ toString".to_owned(),
        "\u{202e}不登校\u{202c}\u{200b}\u{feff}\u{0}\u{7}\u{85}".to_owned(),
        "\"".to_owned(),
        "- \"\" -- ー".to_owned(),
        "不".repeat(10_000),
        "不登校 ".repeat(2_500),
        "e\u{301}".repeat(5_000),
        "👨‍👩‍👧‍👦".repeat(1_000),
    ];
    with_page(engine, |page| {
        page.add_preload_script(COLLECT_ERRORS)?;
        for file in ["index.html", "search.html"] {
            page.open_file(&copy.path(file))?;
            search(page, WORD)?;
            for text in &hostile {
                page.call(PUT, &[json!(text)])?;
                page.evaluate("new Promise((done) => setTimeout(done, 150))")?;
                let made = page
                    .evaluate("document.querySelectorAll('[role=search] img, [role=search] script, .finder img, .finder script').length")?;
                assert_eq!(made, 0, "{engine}: {file}: {}", text.chars().take(30).collect::<String>());
            }
            // A lone half of a character, which no address can hold.
            page.evaluate(&format!("({PUT})('\\ud800不登校')"))?;
            page.evaluate("new Promise((done) => setTimeout(done, 500))")?;
            let width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")?;
            assert_eq!(width, 0, "{engine}: {file} scrolls sideways");
            assert_eq!(page.evaluate("window.wrong")?, json!([]), "{engine}: {file}");
        }
        // Before the rest of the search is there.
        page.open_file(&copy.path("index.html"))?;
        assert_eq!(page.call(PASTE, &[json!("家庭\r\n訪問\n")])?, "家庭 訪問 ", "{engine}: lines are words");
        page.wait_until(HAS_RESULTS)
    })
}

fn without_scripts_the_box_is_a_link_to_the_index(engine: Engine) -> Outcome {
    let copy = copy()?;
    with_scriptless_page(engine, |page| {
        for (file, href) in [("index.html", "kana.html"), ("guide/taio/day-7.html", "../../kana.html"), ("search.html", "kana.html")] {
            page.open_file(&copy.path(file))?;
            let link = "document.querySelector('.search__kana a')";
            assert_eq!(page.evaluate(&format!("{link}.getAttribute('href')"))?, href, "{engine}: {file}");
            assert_eq!(page.evaluate(&format!("{link}.getBoundingClientRect().height >= 44"))?, true, "{engine}: {file}");
            let width = page.evaluate("document.querySelector('[data-search-input]').getBoundingClientRect().width")?;
            assert_eq!(width, 0, "{engine}: {file}: no box that does nothing");
        }
        let shown = page.evaluate("document.querySelector('main').innerText")?;
        assert!(shown.as_str().is_some_and(|text| text.contains("JavaScript") && text.contains("用語集")), "{engine}: {shown}");
        Ok(())
    })
}

fn a_missing_file_is_said_and_leads_to_the_index(engine: Engine) -> Outcome {
    let copy = copy()?;
    std::fs::remove_file(copy.path("search/index.js")).unwrap();
    with_page(engine, |page| {
        page.open_file(&copy.path("guide/taio/day-7.html"))?;
        page.click(BOX)?;
        page.wait_until("!document.querySelector('.search__broken').hidden")?;
        let said = page.evaluate("document.querySelector('.search__broken').innerText")?;
        assert!(said.as_str().is_some_and(|text| text.contains("フォルダーごと写し直してください")), "{engine}: {said}");
        assert_eq!(page.evaluate("document.querySelector('.search__broken a').getAttribute('href')")?, "../../kana.html", "{engine}");
        Ok(())
    })
}

fn a_browser_that_cannot_unpack_the_data_is_led_to_the_index(engine: Engine) -> Outcome {
    let copy = copy()?;
    with_page(engine, |page| {
        page.add_preload_script("() => { delete window.DecompressionStream; }")?;
        page.open_file(&copy.path("index.html"))?;
        page.click(BOX)?;
        page.wait_until("document.querySelector('.search__broken').innerText.includes('このブラウザーでは検索が使えません')")?;
        assert_eq!(page.evaluate("document.querySelector('.search__broken a').getAttribute('href')")?, "kana.html", "{engine}");
        Ok(())
    })
}

/// Parts of the box that are smaller than a finger.
const SMALL: &str = "[...document.querySelectorAll('[data-search-input], .search__go, [data-search-result], .search__all')]
    .map((part) => [part.className, part.getBoundingClientRect().height]).filter(([, height]) => height < 43.9)";

fn the_box_fits_every_window_and_no_paper(engine: Engine) -> Outcome {
    let copy = copy()?;
    with_page(engine, |page| {
        for (width, height) in [(1366, 768), (683, 384), (320, 640), (320, 190)] {
            page.set_viewport(width, height)?;
            page.open_file(&copy.path("guide/taio/day-7.html"))?;
            search(page, "不登校")?;
            let wide = page.evaluate("document.documentElement.scrollWidth")?;
            assert!(wide.as_u64().is_some_and(|wide| wide <= u64::from(width)), "{engine}: {wide} of {width}");
            assert_eq!(page.evaluate(SMALL)?, json!([]), "{engine}: {width}");
            assert_eq!(axe::violations(page)?, Vec::<String>::new(), "{engine}: {width}");
        }
        page.open_file(&copy.path("index.html"))?;
        let words: String = pdf_words(&page.print_pdf()?)?.split_whitespace().collect();
        assert!(!words.contains("検索"), "{engine}: the box is on paper");
        Ok(())
    })
}
