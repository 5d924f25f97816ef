//! Forms, used as staff use them: what was typed is on paper whatever its length, comes back from a file, and is kept nowhere else.

mod drafts;
mod hand_off;
mod kept;
mod paper;
mod tools;

use serde_json::{Value, json};

use super::bidi::Outcome;
use super::page::Page;
use super::site::built_site;
use super::visit::SiteCopy;
use super::{Engine, with_page};

const IN_BOTH: [Engine; 2] = [Engine::Chromium, Engine::Firefox];

/// A form with every kind of field.
const REPORT: &str = "forms/kesseki-jokyo.html";

/// The pages of forms that have fields.
fn form_pages(copy: &SiteCopy) -> Vec<&str> {
    let has_fields = |file: &&str| std::fs::read_to_string(copy.path(file)).is_ok_and(|text| text.contains("data-module=\"form\""));
    let pages: Vec<&str> = copy.pages().filter(|file| file.starts_with("forms/")).filter(has_fields).collect();
    assert!(pages.len() >= 5, "{pages:?}");
    pages
}

fn open(page: &mut Page<'_>, copy: &SiteCopy, file: &str) -> Outcome {
    page.set_viewport(1366, 768)?;
    page.open_file(&copy.path(file))?;
    page.wait_until("document.querySelector('[data-form-tools]')?.hidden === false")
}

fn on_form(engine: Engine, file: &str, work: impl FnOnce(&mut Page<'_>) -> Outcome) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        open(page, &copy, file)?;
        work(page)
    })
}

/// Puts a value into each control by its key, as typing does: the value, then the events. Gives the keys that were found.
const PUT: &str = "(pairs) => pairs.filter(([key, value]) => {
    const controls = [...document.querySelectorAll(`[data-field=\"${key}\"]`)];
    for (const control of controls) {
        if (control.type === 'radio') control.checked = control.value === value;
        else if (control.type === 'checkbox') control.checked = value === '1';
        else control.value = value;
        control.dispatchEvent(new Event('input', {bubbles: true}));
        control.dispatchEvent(new Event('change', {bubbles: true}));
    }
    return controls.length > 0;
}).length";

fn put(page: &mut Page<'_>, pairs: &[(String, String)]) -> Outcome {
    let found = page.call(PUT, &[json!(pairs)])?;
    assert_eq!(found, json!(pairs.len()), "every key has a control: {pairs:?}");
    Ok(())
}

fn put_one(page: &mut Page<'_>, key: &str, value: &str) -> Outcome {
    put(page, &[(key.to_owned(), value.to_owned())])
}

/// What stands in the controls, by key; nothing of those that are empty.
const STANDS: &str = "(() => {
    const found = {};
    for (const control of document.querySelectorAll('[data-field]')) {
        const isBox = control.type === 'radio' || control.type === 'checkbox';
        if (isBox ? control.checked && control.value !== '' : control.value !== '') found[control.dataset.field] = control.value;
    }
    return found;
})()";

fn stands(page: &mut Page<'_>) -> Outcome<Value> {
    page.evaluate(STANDS)
}

/// Every cell of the form on the page as the script has it: key, kind, and the ids of options.
const CELLS: &str = "(() => {
    const data = Shirube.form.data[document.querySelector('[data-form]').dataset.form];
    return Shirube.core.formLines.cells(data, {}).map((cell) => [cell.key, cell.kind, cell.options.map((option) => option.id)]);
})()";

type Cell = (String, String, Vec<String>);

fn cells(page: &mut Page<'_>) -> Outcome<Vec<Cell>> {
    let cells: Vec<Cell> = serde_json::from_value(page.evaluate(CELLS)?).unwrap();
    assert!(cells.len() > 5, "{cells:?}");
    Ok(cells)
}

/// Values for every cell: of choices the last option, of texts what `text` makes of the number of the cell and whether it is a long one.
fn everything(cells: &[Cell], text: impl Fn(usize, bool) -> String) -> Vec<(String, String)> {
    let value = |(at, (key, kind, options)): (usize, &Cell)| {
        let value = match kind.as_str() {
            "choice" | "era" => options.last().cloned().unwrap_or_default(),
            "mark" => if at % 3 == 0 { "main" } else { "also" }.to_owned(),
            "check" => "1".to_owned(),
            kind => text(at, kind == "long"),
        };
        (key.clone(), value)
    };
    cells.iter().enumerate().map(value).collect()
}

fn told(page: &mut Page<'_>) -> Outcome<String> {
    Ok(page.evaluate("document.querySelector('[data-form-note]').textContent")?.as_str().unwrap_or_default().to_owned())
}

/// Presses a button of the tools; those of the second row are opened first.
fn act(page: &mut Page<'_>, name: &str) -> Outcome {
    page.evaluate("document.querySelector('.form-tools__more').open = true")?;
    page.click(&format!("[data-form-act={name}]"))
}
