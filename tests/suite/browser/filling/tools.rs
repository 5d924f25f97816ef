//! The tools of a form: faults, copies, tables, last month's report, by mouse and by keyboard alone.

use serde_json::json;

use super::super::Engine;
use super::super::axe::violations;
use super::super::bidi::Outcome;
use super::super::site::built_site;
use super::super::visit::SiteCopy;
use super::super::with_page;
use super::{IN_BOTH, REPORT, act, form_pages, on_form, open, put, put_one, stands, told};

/// As often a reader presses Tab on these pages at the most.
const MOST_STOPS: usize = 399;
const ENTER: &str = "\u{E007}";
const SPACE: &str = " ";

#[test]
fn numbers_are_folded_and_what_is_none_is_named_but_nothing_is_required() -> Outcome {
    for engine in IN_BOTH {
        on_form(engine, REPORT, |page| {
            // The dialog of the browser would wait for somebody.
            page.evaluate("(() => { window.print = () => { window.prints = (window.prints ?? 0) + 1; }; return true; })()")?;
            put_one(page, "kesseki/m04", "１２")?;
            assert_eq!(stands(page)?["kesseki/m04"], "12", "{engine}");
            let faults = "document.querySelector('[data-form-faults]')";
            act(page, "print")?;
            assert_eq!(page.evaluate(&format!("{faults}.hidden"))?, true, "{engine}: an empty field is no fault");
            assert_eq!(page.evaluate("window.prints")?, 1, "{engine}");
            put(page, &[("kesseki/m05".into(), "三".into()), ("umare/month".into(), "2".into()), ("umare/day".into(), "32".into())])?;
            act(page, "print")?;
            let told = page.evaluate(&format!("{faults}.textContent"))?;
            assert!(told.as_str().is_some_and(|told| told.contains("数字で") && told.contains("暦に")), "{engine}: {told}");
            assert_eq!(page.evaluate(&format!("document.activeElement === {faults}"))?, true, "{engine}");
            assert_eq!(
                page.evaluate("document.querySelector('[data-field=\"kesseki/m05\"]').getAttribute('aria-invalid')")?,
                "true",
                "{engine}"
            );
            assert_eq!(page.evaluate("window.prints")?, 1, "{engine}: what cannot be read is shown first");
            page.click("[data-form-act=print-anyway]")?;
            assert_eq!(page.evaluate("window.prints")?, 2, "{engine}");
            page.click("[data-form-faults] a")?;
            assert_eq!(
                page.evaluate("document.activeElement.dataset.field.split('/')[0]")?,
                json!("umare"),
                "{engine}: a line leads to its field"
            );
            put(page, &[("kesseki/m05".into(), "3".into()), ("umare/day".into(), "28".into())])?;
            assert_eq!(page.evaluate(&format!("{faults}.hidden"))?, true, "{engine}: mended");
            Ok(())
        })?;
    }
    Ok(())
}

/// Keys and what is typed there.
type Typed = &'static [(&'static str, &'static str)];

#[test]
fn a_date_that_no_calendar_has_is_named_whatever_parts_its_field_has() -> Outcome {
    let cases: [(&str, Typed, &str); 3] = [
        (REPORT, &[("hokoku/era", "heisei"), ("hokoku/year", "40"), ("hokoku/month", "5")], "その年号の"),
        (REPORT, &[("hokoku/month", "4.5")], "暦に"),
        ("forms/kyogi-sheet.html", &[("tanki-hi/month", "2"), ("tanki-hi/day", "30")], "暦に"),
    ];
    for engine in IN_BOTH {
        for (file, parts, fault) in cases {
            on_form(engine, file, |page| {
                // The dialog of the browser would wait for somebody.
                page.evaluate("(() => { window.print = () => {}; return true; })()")?;
                for (key, value) in parts {
                    put_one(page, key, value)?;
                }
                act(page, "print")?;
                let told = page.evaluate("document.querySelector('[data-form-faults]').innerText")?;
                assert!(told.as_str().is_some_and(|told| told.contains(fault)), "{engine}: {parts:?}: {told}");
                Ok(())
            })?;
        }
    }
    Ok(())
}

/// What was copied last, taken from the page's own call.
const CATCH: &str =
    "(() => { navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }; return true; })()";

#[test]
fn a_table_is_copied_pasted_and_taken_back() -> Outcome {
    for engine in IN_BOTH {
        on_form(engine, REPORT, |page| {
            page.evaluate(CATCH)?;
            put(page, &[("gakko".into(), "=第一中学校".into()), ("kesseki/m04".into(), "3".into()), ("kubun".into(), "keizoku".into())])?;
            let before = stands(page)?;
            act(page, "table")?;
            page.wait_until("document.querySelector('[data-form-note]').textContent !== ''")?;
            let table = page.evaluate("window.copied")?;
            let table = table.as_str().expect("a table").to_owned();
            assert!(table.lines().any(|line| line == "学校名\t'=第一中学校"), "{engine}: {table}");
            act(page, "text")?;
            page.wait_until("window.copied.includes('【')")?;
            assert!(page.evaluate("window.copied.includes('【学校名】=第一中学校')")?.as_bool().unwrap_or_default(), "{engine}");
            act(page, "clear")?;
            page.click("[data-form-dialog=clear] [data-dialog=yes]")?;
            act(page, "undo")?;
            assert_eq!(stands(page)?, before, "{engine}: cleared by mistake");
            act(page, "clear")?;
            page.click("[data-form-dialog=clear] [data-dialog=yes]")?;
            act(page, "paste")?;
            page.call(
                "(text) => { document.querySelector('[data-form-dialog=paste] textarea').value = text; }",
                &[json!(format!("{table}\n知らない欄\tどこにもない"))],
            )?;
            page.click("[data-form-dialog=paste] [data-dialog=yes]")?;
            assert_eq!(stands(page)?, before, "{engine}");
            let left = page.evaluate("document.querySelector('[data-form-left-text]').value")?;
            assert!(left.as_str().is_some_and(|left| left.contains("どこにもない")), "{engine}: {left}");
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn whoever_copies_a_table_is_told_how_excel_leaves_it_alone() -> Outcome {
    on_form(Engine::Chromium, REPORT, |page| {
        page.evaluate(CATCH)?;
        act(page, "table")?;
        page.wait_until("document.querySelector('[data-form-note]').textContent !== ''")?;
        assert!(told(page)?.contains("書式を「文字列」に"), "{}", told(page)?);
        let beside = page.evaluate("document.querySelector('.form-tools__more').innerText")?;
        assert!(beside.as_str().is_some_and(|beside| beside.contains("書式を「文字列」に")), "{beside}");
        Ok(())
    })
}

#[test]
fn what_was_ticked_before_sending_comes_back_with_the_rest() -> Outcome {
    for engine in IN_BOTH {
        on_form(engine, REPORT, |page| {
            let ticked = "[...document.querySelectorAll('[data-send] input')].filter((box) => box.checked).length";
            put_one(page, "gakko", "第一中学校")?;
            page.click("[data-send] input")?;
            assert_eq!(page.evaluate(ticked)?, 1, "{engine}");
            act(page, "clear")?;
            page.click("[data-form-dialog=clear] [data-dialog=yes]")?;
            assert_eq!((stands(page)?, page.evaluate(ticked)?), (json!({}), json!(0)), "{engine}");
            assert!(told(page)?.contains("次に入力するか1分たつまで"), "{engine}: {}", told(page)?);
            act(page, "undo")?;
            assert_eq!((stands(page)?, page.evaluate(ticked)?), (json!({"gakko": "第一中学校"}), json!(1)), "{engine}");
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn last_months_report_becomes_this_months() -> Outcome {
    for engine in IN_BOTH {
        on_form(engine, REPORT, |page| {
            act(page, "month")?;
            assert!(told(page)?.contains("先に、前月分"), "{engine}: {}", told(page)?);
            let date = page.evaluate("Shirube.core.formLines.cells(Shirube.form.data['kesseki-jokyo'], {}).filter((cell) => cell.next === 'next').map((cell) => [cell.key, cell.kind])")?;
            let date: Vec<(String, String)> = serde_json::from_value(date).expect("a date");
            let of = |era: &str, year: &str, month: &str| -> Vec<(String, String)> {
                let value = |kind: &str| match kind {
                    "era" => era.to_owned(),
                    "year" => year.to_owned(),
                    _ => month.to_owned(),
                };
                date.iter().map(|(key, kind)| (key.clone(), value(kind))).collect()
            };
            put(page, &of("reiwa", "8", "5"))?;
            put(page, &[("gakko".into(), "第一中学校".into()), ("kesseki/m04".into(), "3".into()), ("denwa".into(), "5".into())])?;
            act(page, "month")?;
            let mut expected =
                serde_json::Map::from_iter([("gakko".to_owned(), json!("第一中学校")), ("kesseki/m04".to_owned(), json!("3"))]);
            expected.extend(of("reiwa", "8", "6").into_iter().map(|(key, value)| (key, json!(value))));
            assert_eq!(stands(page)?, json!(expected), "{engine}: {}", told(page)?);
            assert!(told(page)?.contains("6月分"), "{engine}: {}", told(page)?);
            act(page, "undo")?;
            assert_eq!(stands(page)?["denwa"], "5", "{engine}");
            put(page, &of("reiwa", "9", "3"))?;
            act(page, "month")?;
            assert_eq!(stands(page)?["kesseki/m04"], json!(null), "{engine}: the counts end with the school year");
            assert!(told(page)?.contains("年度が変わる"), "{engine}: {}", told(page)?);
            Ok(())
        })?;
    }
    Ok(())
}

/// A whole form is filled in, looked at and cleared with the keyboard alone, in the order of the paper.
#[test]
fn a_form_is_worked_by_the_keyboard_alone() -> Outcome {
    for engine in IN_BOTH {
        on_form(engine, REPORT, |page| {
            page.evaluate("document.querySelector('#main').focus()")?;
            page.tab_to("[data-field=gakko]", MOST_STOPS)?;
            page.type_text("第一中学校")?;
            page.tab_to("[data-field=kubun]", MOST_STOPS)?;
            page.type_text(SPACE)?;
            assert!(stands(page)?["kubun"].is_string(), "{engine}: chosen");
            page.tab_to(".form__take-back:not([hidden])", MOST_STOPS)?;
            page.type_text(ENTER)?;
            assert_eq!(stands(page)?["kubun"], json!(null), "{engine}: a choice is taken back");
            page.tab_to("[data-field=\"kesseki/m04\"]", MOST_STOPS)?;
            page.type_text("７")?;
            page.tab_to("[data-form-act=preview]", MOST_STOPS)?;
            page.type_text(SPACE)?;
            assert_eq!(
                page.evaluate("document.querySelector('[data-form-act=preview]').getAttribute('aria-expanded')")?,
                "true",
                "{engine}"
            );
            assert_eq!(page.evaluate("document.querySelector('[data-typed=\"kesseki/m04\"]').textContent")?, "7", "{engine}");
            page.tab_to("[data-form-act=clear]", MOST_STOPS)?;
            page.type_text(ENTER)?;
            page.wait_until("document.querySelector('[data-form-dialog=clear]').open")?;
            page.evaluate("document.querySelector('[data-form-dialog=clear] [data-dialog=yes]').focus()")?;
            page.type_text(ENTER)?;
            assert_eq!(stands(page)?, json!({}), "{engine}");
            Ok(())
        })?;
    }
    Ok(())
}

fn forms_are_accessible_while_they_are_filled_in(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    for file in form_pages(&copy) {
        with_page(engine, |page| {
            open(page, &copy, file)?;
            page.evaluate("(() => { window.print = () => {}; return true; })()")?;
            let number = page.evaluate("document.querySelector('[data-form] [inputmode=numeric]')?.dataset.field ?? null")?;
            if let Some(key) = number.as_str() {
                put_one(page, key, "三")?;
                act(page, "print")?;
            }
            act(page, "preview")?;
            for (width, height) in [(1366, 768), (320, 640)] {
                page.set_viewport(width, height)?;
                let found = violations(page)?;
                assert!(found.is_empty(), "{engine}: {file} at {width} px: {found:#?}");
                let small = page.evaluate(
                    "[...document.querySelectorAll('[data-form-tools] button, [data-form-tools] summary')].map((one) => [one.textContent, one.getBoundingClientRect()])
                        .filter(([, box]) => box.height > 0 && box.height < 44).map(([text]) => text)",
                )?;
                assert_eq!(small, json!([]), "{engine}: {file} at {width} px");
            }
            for dialog in ["clear", "paste"] {
                act(page, dialog)?;
                let found = violations(page)?;
                assert!(found.is_empty(), "{engine}: {file}: {dialog}: {found:#?}");
                page.click(&format!("[data-form-dialog={dialog}] [data-dialog=no]"))?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn forms_are_accessible_while_they_are_filled_in_in_chromium() -> Outcome {
    forms_are_accessible_while_they_are_filled_in(Engine::Chromium)
}

#[test]
fn forms_are_accessible_while_they_are_filled_in_in_firefox() -> Outcome {
    forms_are_accessible_while_they_are_filled_in(Engine::Firefox)
}
