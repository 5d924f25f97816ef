//! Pages of flows as readers have them: every word within its box whatever the font, each drawing on its planned sheet of paper, a walk through
//! the boxes by the keyboard, and narrow windows.

use serde_json::{Value, json};

use super::bidi::Outcome;
use super::page::Page;
use super::pdf::{pdf_words, plain};
use super::site::built_site;
use super::visit::SiteCopy;
use super::{Engine, with_page, with_scriptless_page};

/// Fonts with other widths of Latin letters and of bold ones.
const FONTS: [&str; 3] = ["Noto Sans CJK JP", "IPAexMincho", "IPAexGothic"];

/// As often a reader presses Tab on these pages at the most.
const MOST_STOPS: usize = 80;
const ENTER: &str = "\u{E007}";
const ARROW_RIGHT: &str = "\u{E014}";

fn flow_pages(copy: &SiteCopy) -> Vec<&str> {
    let pages: Vec<&str> = copy.pages().filter(|page| page.starts_with("flows/")).collect();
    assert!(pages.len() > 20, "{pages:?}");
    pages
}

/// Texts that reach beyond the frame of their box or the ground of their label, or out of the drawing.
const TOO_WIDE: &str = "(font) => {
    const found = [];
    for (const picture of document.querySelectorAll('.flow__picture')) {
        picture.style.fontFamily = `'${font}'`;
        const all = picture.viewBox.baseVal;
        for (const text of picture.querySelectorAll('text')) {
            const box = text.closest('.flow__box');
            let frame = box ? box.querySelector('.flow__frame') : text;
            while (frame && frame.tagName === 'text') frame = frame.previousElementSibling;
            const area = frame ? frame.getBBox() : all;
            const [left, right] = [area.x, area.x + area.width];
            const own = text.getBBox();
            if (own.x < left || own.x + text.getComputedTextLength() > right || own.x + own.width > right) found.push(text.textContent);
        }
    }
    return found;
}";

fn words_stay_in_their_boxes(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        for file in flow_pages(&copy) {
            page.open_file(&copy.path(file))?;
            let count = page.evaluate("document.querySelectorAll('.flow__picture text').length")?;
            assert!(count.as_u64().is_some_and(|count| count > 2), "{file}: {count} texts");
            for font in FONTS {
                let found = page.call(TOO_WIDE, &[json!(font)])?;
                assert_eq!(found, json!([]), "{engine}: {file} in {font}");
            }
        }
        Ok(())
    })
}

#[test]
fn words_stay_in_their_boxes_in_chromium() -> Outcome {
    words_stay_in_their_boxes(Engine::Chromium)
}

#[test]
fn words_stay_in_their_boxes_in_firefox() -> Outcome {
    words_stay_in_their_boxes(Engine::Firefox)
}

/// The words of each drawing of the page shown.
const DRAWN: &str =
    "[...document.querySelectorAll('.flow__sheet')].map((sheet) => [...sheet.querySelectorAll('text')].map((text) => text.textContent))";

fn each_drawing_is_one_sheet_and_the_list_follows(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        for file in flow_pages(&copy) {
            page.open_file(&copy.path(file))?;
            let drawn = page.evaluate(DRAWN)?;
            let first = page.evaluate("document.querySelector('.flow__list .flow__name').textContent")?;
            let text = pdf_words(&page.print_pdf()?)?;
            let paper: Vec<String> = text.trim_end_matches('\u{c}').split('\u{c}').map(plain).collect();
            let drawn: Vec<Vec<String>> = serde_json::from_value(drawn).unwrap();
            assert!(paper.len() > drawn.len(), "{engine}: {file}: {} sheets for {} drawings and the list", paper.len(), drawn.len());
            for (at, words) in drawn.iter().enumerate() {
                let missing: Vec<&String> = words.iter().filter(|word| !paper[at].contains(&plain(word))).collect();
                assert!(missing.is_empty(), "{engine}: {file}: {missing:?} on sheet {}\n{}", at + 1, paper[at]);
            }
            let list = &paper[drawn.len()];
            assert!(list.contains(&plain(first.as_str().unwrap())), "{engine}: {file}: the list begins on the sheet after\n{list}");
            for (at, sheet) in paper.iter().enumerate().take(drawn.len() + 1) {
                assert!(sheet.contains("発行日2026年"), "{engine}: {file}: the running head on sheet {}\n{sheet}", at + 1);
            }
        }
        Ok(())
    })
}

#[test]
fn each_drawing_is_one_sheet_and_the_list_follows_in_chromium() -> Outcome {
    each_drawing_is_one_sheet_and_the_list_follows(Engine::Chromium)
}

#[test]
fn each_drawing_is_one_sheet_and_the_list_follows_in_firefox() -> Outcome {
    each_drawing_is_one_sheet_and_the_list_follows(Engine::Firefox)
}

/// The box shown, the box marked in the drawing, whether both are seen, and where the walk is said to be.
const PLACE: &str = "(() => {
    const within = (box, room) => box.left >= room.left - 1 && box.right <= room.right + 1 && box.top >= room.top - 1 && box.bottom <= room.bottom + 1;
    const screen = {left: 0, top: 0, right: innerWidth, bottom: innerHeight};
    const marked = document.querySelector('.flow__box.is-current');
    const place = (element) => element.getBoundingClientRect();
    const name = [...document.querySelectorAll('.flow__list > li:not([hidden]) .flow__name')][0];
    return {seen: !!marked && within(place(marked), place(marked.closest('.flow__drawing'))) && within(place(marked), screen) && within(place(name), screen),
    shown: [...document.querySelectorAll('.flow__list > li')].filter((box) => !box.hidden).map((box) => box.dataset.node),
    marked: [...document.querySelectorAll('.flow__box.is-current')].map((box) => box.dataset.node),
    where: document.querySelector('[data-steps-where]').textContent, focus: document.activeElement.dataset.node || null};
})()";

fn stands_at(page: &mut Page<'_>, node: &str, step: &str) -> Outcome {
    let place = page.evaluate(PLACE)?;
    assert_eq!(place["shown"], json!([node]), "one box is shown: {place}");
    assert_eq!(place["marked"], json!([node]), "and marked in the drawing: {place}");
    assert_eq!(place["focus"], json!(node), "and has the focus: {place}");
    assert_eq!(place["seen"], json!(true), "both can be seen without scrolling: {place}");
    assert!(place["where"].as_str().is_some_and(|text| text.starts_with(step)), "{step}: {place}");
    Ok(())
}

fn a_flow_is_walked_by_the_keyboard(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        page.open_file(&copy.path("flows/cause-friends.html"))?;
        page.set_viewport(1366, 768)?;
        page.tab_to("[data-steps-start]", MOST_STOPS)?;
        page.type_text(ENTER)?;
        stands_at(page, "notice", "1番目")?;
        for (node, step) in [("info", "2番目"), ("meeting", "3番目"), ("agency", "4番目")] {
            page.tab_to(&format!("a[href$='_{node}']"), MOST_STOPS)?;
            page.type_text(ENTER)?;
            stands_at(page, node, step)?;
        }
        // From the end back to the branch, and the other way on.
        page.evaluate("document.querySelector('[data-steps-bar]').scrollIntoView()")?;
        page.evaluate("document.querySelector('[data-steps-start]').parentElement.focus()")?;
        page.evaluate("document.querySelector('[data-steps-back]').focus()")?;
        page.type_text(ENTER)?;
        stands_at(page, "meeting", "3番目")?;
        page.tab_to("a[href$='_school']", MOST_STOPS)?;
        page.type_text(ENTER)?;
        stands_at(page, "school", "4番目")?;
        page.evaluate("document.querySelector('[data-steps-end]').focus()")?;
        page.type_text(ENTER)?;
        let place = page.evaluate(PLACE)?;
        assert!(place["shown"].as_array().is_some_and(|shown| shown.len() == 7), "the whole list again: {place}");
        assert_eq!(place["marked"], json!([]));
        Ok(())
    })
}

#[test]
fn a_flow_is_walked_by_the_keyboard_in_chromium() -> Outcome {
    a_flow_is_walked_by_the_keyboard(Engine::Chromium)
}

#[test]
fn a_flow_is_walked_by_the_keyboard_in_firefox() -> Outcome {
    a_flow_is_walked_by_the_keyboard(Engine::Firefox)
}

fn a_wide_drawing_scrolls_in_its_frame(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        page.set_viewport(320, 640)?;
        for file in flow_pages(&copy) {
            page.open_file(&copy.path(file))?;
            let wide = page.evaluate("document.documentElement.scrollWidth <= 320")?;
            assert_eq!(wide, json!(true), "{engine}: {file} scrolls sideways");
            let sizes = page.evaluate(
                "[...document.querySelectorAll('.flow__picture')].map((picture) => [picture.getBoundingClientRect().width, picture.viewBox.baseVal.width])",
            )?;
            let is_whole = |pair: &Value| pair[0] == pair[1];
            assert!(
                sizes.as_array().is_some_and(|sizes| sizes.iter().all(is_whole)),
                "{engine}: {file}: its letters keep their size: {sizes}"
            );
        }
        page.open_file(&copy.path("flows/worry.html"))?;
        page.tab_to(".flow__drawing[aria-label]", MOST_STOPS)?;
        page.type_text(ARROW_RIGHT)?;
        page.wait_until("document.activeElement.scrollLeft > 0")
    })
}

#[test]
fn a_wide_drawing_scrolls_in_its_frame_in_chromium() -> Outcome {
    a_wide_drawing_scrolls_in_its_frame(Engine::Chromium)
}

#[test]
fn a_wide_drawing_scrolls_in_its_frame_in_firefox() -> Outcome {
    a_wide_drawing_scrolls_in_its_frame(Engine::Firefox)
}

fn without_scripts_drawing_and_list_stand(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_scriptless_page(engine, |page| {
        page.open_file(&copy.path("flows/cause-friends.html"))?;
        let seen = page.evaluate(
            "({drawing: document.querySelector('.flow__picture').getBoundingClientRect().height > 100,
                boxes: [...document.querySelectorAll('.flow__list > li')].filter((box) => box.getBoundingClientRect().height > 0).length,
                steps: document.querySelector('[data-steps]').getBoundingClientRect().height})",
        )?;
        assert_eq!(seen, json!({"drawing": true, "boxes": 7, "steps": 0}));
        Ok(())
    })
}

#[test]
fn without_scripts_drawing_and_list_stand_in_chromium() -> Outcome {
    without_scripts_drawing_and_list_stand(Engine::Chromium)
}

#[test]
fn without_scripts_drawing_and_list_stand_in_firefox() -> Outcome {
    without_scripts_drawing_and_list_stand(Engine::Firefox)
}
