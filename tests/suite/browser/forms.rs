//! Pages of forms as staff have them: blank sheets as many as planned with every label whole, controls in the order of the paper by the
//! keyboard, narrow windows, large targets, and paper without a script.

use serde_json::{Value, json};

use super::bidi::Outcome;
use super::pdf::{pdf_sheets, pdf_words, plain};
use super::site::built_site;
use super::visit::SiteCopy;
use super::{Engine, with_page, with_scriptless_page};

const TAB: &str = "\u{E004}";

/// Forms with their planned sheets.
const FORMS: [(&str, usize); 5] = [
    ("forms/kyogi-sheet.html", 1),
    ("forms/sokuho.html", 1),
    ("forms/kesseki-jokyo.html", 2),
    ("forms/renraku-hyo.html", 1),
    ("forms/case-sheet.html", 1),
];

/// The words of each sheet: every label, fixed text, option and heading.
const PRINTED: &str = "[...document.querySelectorAll('.paper__sheet')].map((sheet) =>
    [...sheet.querySelectorAll('.paper__label, .paper__text, .paper__option, .paper__mark, .paper__number-head, .paper__row--head span, .paper__seal')]
        .map((part) => part.textContent))";

fn a_blank_form_is_its_planned_sheets(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        for (file, sheets) in FORMS {
            page.open_file(&copy.path(file))?;
            let printed: Vec<Vec<String>> = serde_json::from_value(page.evaluate(PRINTED)?).unwrap();
            assert_eq!(printed.len(), sheets, "{file}");
            let pdf = page.print_pdf()?;
            assert_eq!(pdf_sheets(&pdf)?, (sheets, "A4".to_owned()), "{engine}: {file}");
            let text = pdf_words(&pdf)?;
            let paper: Vec<String> = text.trim_end_matches('\u{c}').split('\u{c}').map(plain).collect();
            for (at, words) in printed.iter().enumerate() {
                let missing: Vec<&String> = words.iter().filter(|word| !paper[at].contains(&plain(word))).collect();
                assert!(missing.is_empty(), "{engine}: {file}: {missing:?} on sheet {}\n{}", at + 1, paper[at]);
                assert!(
                    paper[at].contains("見本(非公式)") && paper[at].contains("発行日2026年"),
                    "{engine}: {file}: the head of sheet {}",
                    at + 1
                );
            }
            assert!(paper[0].contains("110") && paper[0].contains("189"), "{engine}: {file}: the emergency lane");
            assert!(!text.contains("送信前の確認"), "{engine}: {file}: the page around the form is not printed");
        }
        Ok(())
    })
}

#[test]
fn a_blank_form_is_its_planned_sheets_in_chromium() -> Outcome {
    a_blank_form_is_its_planned_sheets(Engine::Chromium)
}

#[test]
fn a_blank_form_is_its_planned_sheets_in_firefox() -> Outcome {
    a_blank_form_is_its_planned_sheets(Engine::Firefox)
}

/// Parts of the sheets whose words do not fit their place.
const CLIPPED: &str = "() => {
    document.querySelector('[data-paper]').setAttribute('data-preview', '');
    const parts = document.querySelectorAll('.paper__cell, .paper__number, .paper__row > span, .paper__mark, .paper__title');
    return [...parts].filter((part) => part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1)
        .map((part) => `${part.className}: ${part.textContent.trim().slice(0, 30)}`);
}";

fn no_label_is_clipped(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        for (file, _) in FORMS {
            page.open_file(&copy.path(file))?;
            assert_eq!(page.call(CLIPPED, &[])?, json!([]), "{engine}: {file}");
        }
        Ok(())
    })
}

#[test]
fn no_label_is_clipped_in_chromium() -> Outcome {
    no_label_is_clipped(Engine::Chromium)
}

#[test]
fn no_label_is_clipped_in_firefox() -> Outcome {
    no_label_is_clipped(Engine::Firefox)
}

fn the_keyboard_goes_through_a_form_in_the_order_of_the_paper(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        page.open_file(&copy.path("forms/renraku-hyo.html"))?;
        let on_paper = "[...new Set([...document.querySelectorAll('[data-paper] [data-typed], [data-paper] [data-tick]')]
            .map((place) => place.dataset.typed || place.dataset.tick))]";
        let keys: Vec<String> = serde_json::from_value(page.evaluate(on_paper)?).unwrap();
        assert!(keys.len() > 15, "{keys:?}");
        page.evaluate("(document.querySelector('form [data-field]').focus(), true)")?;
        let mut reached: Vec<String> = Vec::new();
        for _ in 0..80 {
            let at = page.evaluate("document.activeElement.dataset.field || ''")?;
            let at = at.as_str().unwrap_or_default().to_owned();
            if !at.is_empty() && reached.last() != Some(&at) {
                reached.push(at);
            }
            if reached.len() == keys.len() {
                break;
            }
            page.type_text(TAB)?;
        }
        assert_eq!(reached, keys, "{engine}");
        Ok(())
    })
}

#[test]
fn the_keyboard_goes_through_a_form_in_the_order_of_the_paper_in_chromium() -> Outcome {
    the_keyboard_goes_through_a_form_in_the_order_of_the_paper(Engine::Chromium)
}

#[test]
fn the_keyboard_goes_through_a_form_in_the_order_of_the_paper_in_firefox() -> Outcome {
    the_keyboard_goes_through_a_form_in_the_order_of_the_paper(Engine::Firefox)
}

/// Controls that are smaller than a finger: a box to tick with the words beside it counts as one.
const SMALL: &str = "[...document.querySelectorAll('form [data-field], [data-send] input')].map((control) => {
    const area = (/radio|checkbox/.test(control.type) ? control.closest('label') : control).getBoundingClientRect();
    return [control.dataset.field || control.parentNode.textContent, area.width, area.height];
}).filter(([, width, height]) => width < 44 || height < 43.9)";

fn a_form_fits_a_phone(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        page.set_viewport(320, 640)?;
        for (file, _) in FORMS {
            page.open_file(&copy.path(file))?;
            let width = page.evaluate("document.documentElement.scrollWidth")?;
            assert!(width.as_u64().is_some_and(|width| width <= 320), "{engine}: {file} is {width} wide");
            assert_eq!(page.evaluate(SMALL)?, json!([]), "{engine}: {file}");
        }
        page.open_file(&copy.path("forms/index.html"))?;
        let width: Value = page.evaluate("document.documentElement.scrollWidth")?;
        assert!(width.as_u64().is_some_and(|width| width <= 320), "{engine}: the list is {width} wide");
        Ok(())
    })
}

#[test]
fn a_form_fits_a_phone_in_chromium() -> Outcome {
    a_form_fits_a_phone(Engine::Chromium)
}

#[test]
fn a_form_fits_a_phone_in_firefox() -> Outcome {
    a_form_fits_a_phone(Engine::Firefox)
}

fn without_scripts_a_form_is_paper(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_scriptless_page(engine, |page| {
        page.open_file(&copy.path("forms/sokuho.html"))?;
        let pdf = page.print_pdf()?;
        assert_eq!(pdf_sheets(&pdf)?.0, 1, "{engine}");
        let text = plain(&pdf_words(&pdf)?);
        for label in ["担当", "フリガナ", "これまでの対応", "備考"] {
            assert!(text.contains(label), "{engine}: {label}\n{text}");
        }
        Ok(())
    })
}

#[test]
fn without_scripts_a_form_is_paper_in_chromium() -> Outcome {
    without_scripts_a_form_is_paper(Engine::Chromium)
}

#[test]
fn without_scripts_a_form_is_paper_in_firefox() -> Outcome {
    without_scripts_a_form_is_paper(Engine::Firefox)
}
