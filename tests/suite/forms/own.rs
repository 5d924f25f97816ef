//! The forms of the handbooks under `content/`.

use shirube::build::check_site;
use shirube::model::{Form, PaperContent};
use std::path::Path;

fn forms_of(handbook: &str) -> Vec<Form> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let site = check_site(&content.join(handbook)).site.expect("a handbook that can be read");
    site.forms.values().cloned().collect()
}

#[test]
fn every_form_of_the_sources_is_there_with_its_number_and_sheets() {
    let found: Vec<(String, String, usize)> = ["otaru", "kaigi", "memuro"]
        .iter()
        .flat_map(|handbook| forms_of(handbook))
        .map(|form| (form.id.to_string(), form.number.map(|number| number.value).unwrap_or_default(), form.sheets.len()))
        .collect();
    let found: Vec<(&str, &str, usize)> = found.iter().map(|(id, number, sheets)| (id.as_str(), number.as_str(), *sheets)).collect();
    let expected = [
        ("case-sheet", "", 1),
        ("kesseki-jokyo", "参考資料３", 2),
        ("kyogi-sheet", "参考資料１", 1),
        ("renraku-hyo", "参考資料４", 1),
        ("sokuho", "参考資料２", 1),
        ("kunitachi", "", 0),
        ("case-sheet", "", 1),
        ("kobetsu-keikaku", "", 0),
    ];
    assert_eq!(found, expected);
}

#[test]
fn fields_stand_on_paper_in_the_order_in_which_they_are_asked() {
    for form in forms_of("otaru") {
        let asked: Vec<&str> = form.fields().map(|field| field.id.value.as_str()).collect();
        let on_paper: Vec<&str> = form
            .sheets
            .iter()
            .flat_map(|sheet| sheet.placed())
            .filter_map(|placed| match &placed.cell.content {
                PaperContent::Field(id) => Some(id.value.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(on_paper, asked, "{}", form.id);
    }
}

#[test]
fn no_cause_is_filled_in_by_the_calculator() {
    for form in forms_of("otaru") {
        for field in form.fields().filter(|field| field.label.value.contains("要因")) {
            assert!(field.fill.is_none(), "{}/{}", form.id, field.id.value);
        }
    }
}
