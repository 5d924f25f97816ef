//! A form of the base that a town changes: fields by their ids, the sheets as a whole.

use crate::harness::Handbook;
use shirube::build::check_site;
use shirube::model::Form;

const BASE: &str = "-- base/site.yml --
id: moto
title: 土台
publisher: 試しの町
status: sample
verify_at: 確かめてください。
edition: {label: 試し, issued: 2026-04-01, review_by: 2027-03-31}
base: yes
-- base/forms/kiroku.yml --
title: 記録
send: {to: undecided}
sections:
  - id: bu
    title: 書くこと
    fields:
      - {id: hi, label: 日, kind: date}
      - {id: koto, label: こと, kind: long}
sheets:
  - rows:
      - {cells: [{field: hi, label_width: 4, width: 20}]}
      - {lines: 4, cells: [{field: koto, label_width: 4, width: 20}]}
";

fn form(town: &str) -> Form {
    let book = Handbook::new().files(BASE).replace("site/site.yml", "undecided_ask:", "extends: ../base\nundecided_ask:").files(town);
    let checked = book.check();
    assert_eq!(checked.places(), Vec::<String>::new(), "{}", checked.human());
    let site = check_site(&book.root().join("site")).site.expect("the handbook");
    site.forms["kiroku"].clone()
}

#[test]
fn a_form_of_the_base_is_one_of_the_town() {
    let form = form("");
    assert_eq!(form.fields().map(|field| field.id.value.as_str()).collect::<Vec<_>>(), ["hi", "koto"]);
}

#[test]
fn a_town_adds_a_field_by_its_id_and_writes_the_sheets_anew() {
    let form = form(
        "-- site/forms/kiroku.yml --
overlay: patch
number: 様式９
sections:
  patch:
    bu:
      fields:
        patch:
          koto: {hint: くわしく}
        add:
          - {id: dare, label: だれ, kind: text, after: hi}
sheets:
  - rows:
      - {cells: [{field: hi, label_width: 4, width: 8}, {field: dare, label_width: 4, width: 8}]}
      - {lines: 9, cells: [{field: koto, label_width: 4, width: 20}]}
",
    );
    assert_eq!(form.full_title(), "様式９ 記録");
    assert_eq!(form.fields().map(|field| field.id.value.as_str()).collect::<Vec<_>>(), ["hi", "dare", "koto"]);
    assert_eq!(form.field("koto").and_then(|field| field.hint.as_ref()).map(|hint| hint.value.as_str()), Some("くわしく"));
    assert_eq!(form.sheets[0].lines(), 10);
}
