//! On paper: every letter that was typed, however long, and exactly the planned sheets when it fits.

use serde_json::json;

use super::super::Engine;
use super::super::bidi::Outcome;
use super::super::page::Page;
use super::super::pdf::{pdf_sheets, pdf_words, plain};
use super::super::site::built_site;
use super::super::visit::SiteCopy;
use super::super::with_page;
use super::{IN_BOTH, REPORT, act, cells, everything, form_pages, on_form, open, put, put_one, told};

/// Letters in a line of a long text, so that a line of paper holds it and no marker is torn between two sheets.
const LINE: usize = 20;
/// Letters of a long text.
const LONG: usize = 2000;

/// A marker that no other cell has, in the letters that programs get wrong.
fn marker(at: usize, line: usize) -> String {
    format!("目{at}の{line}𠮷髙<script>")
}

/// Lines each with a marker of its own, 2,000 letters together.
fn long_text(at: usize) -> String {
    let line = |line: usize| {
        let marker = marker(at, line);
        let more = LINE.saturating_sub(marker.chars().count());
        format!("{marker}{}", "あ".repeat(more))
    };
    (0..LONG / LINE).map(line).collect::<Vec<_>>().join("\n")
}

fn planned(page: &mut Page<'_>) -> Outcome<usize> {
    let sheets = page.evaluate("Number(document.querySelector('[data-form]').dataset.sheets)")?;
    Ok(usize::try_from(sheets.as_u64().expect("a number")).expect("small"))
}

fn whatever_was_typed_is_on_paper(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    for file in form_pages(&copy) {
        with_page(engine, |page| {
            open(page, &copy, file)?;
            let values = everything(&cells(page)?, |at, is_long| if is_long { long_text(at) } else { marker(at, 0) });
            put(page, &values)?;
            let pdf = page.print_pdf()?;
            let text = plain(&pdf_words(&pdf)?);
            let missing: Vec<&str> = values
                .iter()
                .flat_map(|(_, value)| value.lines())
                .filter(|line| line.starts_with('目') && !text.contains(&plain(line)))
                .collect();
            assert!(
                missing.is_empty(),
                "{engine}: {file}: {} lines such as {:?} are not on paper",
                missing.len(),
                &missing[..missing.len().min(5)]
            );
            let (sheets, size) = pdf_sheets(&pdf)?;
            assert_eq!(size, "A4", "{engine}: {file}");
            assert!(sheets > planned(page)?, "{engine}: {file}: what does not fit stands on sheets that follow, {sheets}");
            assert!(text.contains("続紙"), "{engine}: {file}");
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn whatever_was_typed_is_on_paper_in_chromium() -> Outcome {
    whatever_was_typed_is_on_paper(Engine::Chromium)
}

#[test]
fn whatever_was_typed_is_on_paper_in_firefox() -> Outcome {
    whatever_was_typed_is_on_paper(Engine::Firefox)
}

fn what_fits_takes_the_planned_sheets(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    for file in form_pages(&copy) {
        with_page(engine, |page| {
            open(page, &copy, file)?;
            let planned = planned(page)?;
            let (blank, _) = pdf_sheets(&page.print_pdf()?)?;
            assert_eq!(blank, planned, "{engine}: {file}: blank");
            let short: Vec<_> = everything(&cells(page)?, |at, is_long| if is_long { format!("短文{at}") } else { (at % 10).to_string() });
            put(page, &short)?;
            let pdf = page.print_pdf()?;
            assert_eq!(pdf_sheets(&pdf)?.0, planned, "{engine}: {file}: filled in, {}", told(page)?);
            let text = plain(&pdf_words(&pdf)?);
            let missing: Vec<_> = short.iter().filter(|(_, value)| value.starts_with('短') && !text.contains(&plain(value))).collect();
            assert!(missing.is_empty(), "{engine}: {file}: {missing:?}");
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn what_fits_takes_the_planned_sheets_in_chromium() -> Outcome {
    what_fits_takes_the_planned_sheets(Engine::Chromium)
}

#[test]
fn what_fits_takes_the_planned_sheets_in_firefox() -> Outcome {
    what_fits_takes_the_planned_sheets(Engine::Firefox)
}

#[test]
fn a_text_without_a_break_is_cut_between_letters_and_goes_on_whole() -> Outcome {
    for engine in IN_BOTH {
        on_form(engine, REPORT, |page| {
            let text: String = "髙𠮷あ".chars().cycle().take(LONG).collect();
            put_one(page, "gakko", &text)?;
            act(page, "preview")?;
            let cut = page.evaluate("document.querySelector('[data-typed=gakko]').textContent")?;
            let cut = cut.as_str().unwrap_or_default().trim_end_matches("（続紙へ）").trim_end_matches('※');
            assert!(text.starts_with(cut) && cut.chars().count() < LONG, "{engine}: {cut}");
            let whole = page.evaluate("document.querySelector('[data-continuation] dd').textContent")?;
            assert_eq!(whole, json!(text), "{engine}");
            let name = page.evaluate("document.querySelector('[data-continuation] dt').textContent")?;
            assert_eq!(name, "学校名", "{engine}");
            assert!(told(page)?.contains("続紙"), "{engine}: {}", told(page)?);
            // Shortened again, it fits again.
            put_one(page, "gakko", "短い")?;
            assert_eq!(page.evaluate("document.querySelectorAll('[data-continuation]').length")?, 0, "{engine}");
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn rows_beyond_the_paper_stand_on_the_sheet_that_follows() -> Outcome {
    for engine in IN_BOTH {
        on_form(engine, REPORT, |page| {
            let table = page.evaluate("document.querySelector('[data-rows]').dataset.rows")?;
            let table = table.as_str().expect("a table").to_owned();
            let before = page.evaluate("document.querySelectorAll('[data-rows] [data-row]').length")?.as_u64().expect("a count");
            page.click("[data-row-add]")?;
            let row = before + 1;
            let focused = page.evaluate("document.activeElement.dataset.field")?;
            let focused = focused.as_str().expect("a key").to_owned();
            assert!(focused.starts_with(&format!("{table}/{row}/")), "{engine}: {focused}");
            page.type_text("足した行")?;
            let ids = page.evaluate("(() => { const ids = [...document.querySelectorAll('[id]')].map((one) => one.id); return ids.length - new Set(ids).size; })()")?;
            assert_eq!(ids, 0, "{engine}: ids are unique");
            let pdf = plain(&pdf_words(&page.print_pdf()?)?);
            assert!(pdf.contains("足した行") && pdf.contains(&plain(&format!("{row}行目"))), "{engine}: {pdf}");
            assert_eq!(page.evaluate("document.querySelector('[data-row-remove]').disabled")?, true, "{engine}: what is filled in stays");
            put_one(page, &focused, "")?;
            page.click("[data-row-remove]")?;
            assert_eq!(page.evaluate("document.querySelectorAll('[data-rows] [data-row]').length")?, before);
            Ok(())
        })?;
    }
    Ok(())
}

/// The id of a table may end in the number of its last row.
#[test]
fn a_row_added_to_a_table_with_a_number_in_its_id_is_printed() -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    for file in [REPORT, "forms/kesseki-jokyo.js"] {
        let text = std::fs::read_to_string(copy.path(file)).expect("a file of the form");
        assert!(text.contains("hosaku"), "{file} has the table");
        std::fs::write(copy.path(file), text.replace("hosaku", "taio-4")).expect("written");
    }
    for engine in IN_BOTH {
        with_page(engine, |page| {
            open(page, &copy, REPORT)?;
            page.click("[data-row-add=taio-4]")?;
            assert_eq!(page.evaluate("document.activeElement.dataset.field")?, "taio-4/5/what", "{engine}");
            page.type_text("足した行")?;
            let pdf = plain(&pdf_words(&page.print_pdf()?)?);
            assert!(pdf.contains("足した行"), "{engine}: {pdf}");
            Ok(())
        })?;
    }
    Ok(())
}
