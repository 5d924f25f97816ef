//! From the calculator to the form of a stage, on one page: what is known stands there, and nothing crosses by address or storage.

use serde_json::{Value, json};

use super::super::Engine;
use super::super::axe::violations;
use super::super::bidi::Outcome;
use super::super::calculator::KEPT;
use super::super::page::Page;
use super::super::pdf::{pdf_sheets, pdf_words, plain};
use super::super::site::built_site;
use super::super::visit::SiteCopy;
use super::super::with_page;
use super::{IN_BOTH, put_one, stands};

const PAGE: &str = "calculator/absence.html";

/// Opens the calculator on the calendar: school days from 1 April on, absent and not met from 11 to 20 May 2026.
fn answered(page: &mut Page<'_>, copy: &SiteCopy) -> Outcome {
    page.set_viewport(1366, 768)?;
    page.open_file(&copy.path(PAGE))?;
    page.wait_until("document.querySelector('[data-calc-inputs]').hidden === false")?;
    page.click("[data-mode=calendar]")?;
    let set = |selector: &str, text: &str| json!([selector, text]);
    for field in [
        set("[data-as-of]", "2026-05-20"),
        set("[data-cal-from]", "2026-04-01"),
        set("[data-cal-range-from]", "2026-05-11"),
        set("[data-cal-range-to]", "2026-05-20"),
    ] {
        page.call(
            "([field, text]) => { const input = document.querySelector(field); input.value = text; input.dispatchEvent(new Event('input', {bubbles: true})); }",
            &[field],
        )?;
    }
    page.click("[data-cal-unlisted] [data-value=present]")?;
    page.click("[data-cal-seen] [data-value=no]")?;
    page.click("[data-cal-range-put]")?;
    page.wait_until("document.querySelector('[data-stage=day-7]').dataset.state !== undefined")
}

fn open_form(page: &mut Page<'_>, id: &str) -> Outcome {
    page.click(&format!("[data-stage=day-7] [data-open-form={id}]"))
}

/// What stands in the form, without what stands in the calculator.
fn filled(page: &mut Page<'_>) -> Outcome<Value> {
    stands(page)
}

#[test]
fn the_form_of_a_stage_opens_with_what_is_known() -> Outcome {
    for engine in IN_BOTH {
        let copy = SiteCopy::of(&built_site("otaru"))?;
        with_page(engine, |page| {
            answered(page, &copy)?;
            let before = page.call(KEPT, &[])?;
            open_form(page, "kesseki-jokyo")?;
            let form = filled(page)?;
            assert_eq!(form["kesseki/m04"], "0", "{engine}: {form}");
            assert_eq!(form["kesseki/m05"], "8", "{engine}: {form}");
            assert_eq!(form["kesseki/m06"], Value::Null, "{engine}: what is yet to come is not known");
            assert!(form.as_object().expect("values").keys().all(|key| !key.starts_with("yoin")), "{engine}: no cause is marked: {form}");
            let told = page.evaluate("document.querySelector('[data-form-note]').textContent")?;
            assert!(told.as_str().is_some_and(|told| told.contains("確かめた日数から")), "{engine}: {told}");
            assert_eq!(page.evaluate("document.activeElement.hasAttribute('data-calc-form-title')")?, true, "{engine}");
            put_one(page, "gakko", "目印第一中学校")?;
            assert_eq!(page.call(KEPT, &[])?, before, "{engine}: nothing is kept");
            // The form alone is printed, on its sheets.
            let pdf = page.print_pdf()?;
            let planned = page.evaluate("Number(document.querySelector('[data-form]').dataset.sheets)")?.as_u64().expect("a number");
            assert_eq!(pdf_sheets(&pdf)?.0 as u64, planned, "{engine}");
            assert!(plain(&pdf_words(&pdf)?).contains("目印第一中学校"), "{engine}");
            // Another form asks before the first is closed.
            open_form(page, "sokuho")?;
            page.wait_until("document.querySelector('[data-calc-dialog=form]').open")?;
            page.click("[data-calc-dialog=form] [data-dialog=no]")?;
            assert_eq!(filled(page)?["gakko"], "目印第一中学校", "{engine}");
            open_form(page, "sokuho")?;
            page.click("[data-calc-dialog=form] [data-dialog=yes]")?;
            assert_eq!(page.evaluate("document.querySelector('[data-form]').dataset.form")?, "sokuho", "{engine}");
            page.click("[data-calc-form-close]")?;
            if page.evaluate("document.querySelector('[data-calc-dialog=form-close]').open")? == json!(true) {
                page.click("[data-calc-dialog=form-close] [data-dialog=yes]")?;
            }
            assert_eq!(page.evaluate("document.querySelector('[data-calc-forms]').hidden")?, true, "{engine}");
            assert_eq!(page.evaluate("document.querySelectorAll('[data-form]').length")?, 0, "{engine}");
            Ok(())
        })?;
    }
    Ok(())
}

/// What reaches beyond a window that scrolls sideways; nothing of what scrolls in a frame of its own.
const BEYOND: &str = "document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('[data-paper], .cal__scroll, .duties__scroll'))
    .slice(0, 5).map((one) => one.outerHTML.slice(0, 120))";

#[test]
fn an_open_form_beside_the_calculator_is_accessible() -> Outcome {
    for engine in [Engine::Chromium, Engine::Firefox] {
        let copy = SiteCopy::of(&built_site("otaru"))?;
        with_page(engine, |page| {
            answered(page, &copy)?;
            open_form(page, "kesseki-jokyo")?;
            for (width, height) in [(1366, 768), (320, 640)] {
                page.set_viewport(width, height)?;
                let found = violations(page)?;
                assert!(found.is_empty(), "{engine}: {width} px: {found:#?}");
                let beyond = page.evaluate(BEYOND)?;
                assert_eq!(beyond, json!([]), "{engine}: {width} px");
            }
            Ok(())
        })?;
    }
    Ok(())
}
