//! The cell keys of a form: one flat list in official order, the same for controls, paper and the script.

use super::sample::{changed, whole};
use crate::harness::Handbook;
use scraper::{Html, Selector};
use shirube::build::check_site;

const KEYS: &[&str] = &[
    "gakko",
    "kinyubi/era",
    "kinyubi/year",
    "kinyubi/month",
    "kinyubi/day",
    "tsuki/era",
    "tsuki/year",
    "tsuki/month",
    "kigen/month",
    "kigen/day",
    "jikan/era",
    "jikan/year",
    "jikan/month",
    "jikan/day",
    "jikan/weekday",
    "jikan/from",
    "jikan/to",
    "jokyo",
    "denwa",
    "hoka/text",
    "hoka",
    "kubun",
    "renkei/shitsu",
    "renkei/hoka",
    "renkei/hoka-text",
    "yoin/ie",
    "yoin/tomo",
    "nissu/m04",
    "nissu/m05",
    "nissu/m06",
    "nissu/m07",
    "nissu/m08",
    "nissu/m09",
    "nissu/m10",
    "nissu/m11",
    "nissu/m12",
    "nissu/m01",
    "nissu/m02",
    "nissu/m03",
    "nissu/kei",
    "mae/ichi",
    "mae/ni",
    "hosaku/1/nani",
    "hosaku/1/dare",
    "hosaku/2/nani",
    "hosaku/2/dare",
];

/// Values of an attribute in document order, each once.
fn values(html: &Html, selector: &str, name: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    let mut found: Vec<String> = Vec::new();
    for value in html.select(&selector).filter_map(|element| element.value().attr(name)) {
        if !found.iter().any(|known| known == value) {
            found.push(value.to_owned());
        }
    }
    found
}

#[test]
fn keys_come_in_the_order_of_the_fields_and_of_their_parts() {
    let book = whole(Handbook::new());
    let checked = book.check();
    assert_eq!(checked.places(), Vec::<String>::new(), "{}", checked.human());
    let site = check_site(&book.root().join("site")).site.expect("the handbook");
    let keys: Vec<String> = site.forms["houkoku"].keys().map(|(_, key)| key.key).collect();
    assert_eq!(keys, KEYS);
}

#[test]
fn every_key_has_one_control_and_one_place_on_paper_in_that_order() {
    let files = whole(Handbook::new()).build();
    let html = Html::parse_document(&files["forms/houkoku.html"]);
    assert_eq!(values(&html, "form [data-field]", "data-field"), KEYS);
    let selector = Selector::parse("[data-paper] [data-typed], [data-paper] [data-tick]").expect("a selector");
    let mut on_paper: Vec<&str> = Vec::new();
    for element in html.select(&selector) {
        let key = element.value().attr("data-typed").or(element.value().attr("data-tick")).expect("a key");
        if on_paper.last() != Some(&key) {
            on_paper.push(key);
        }
    }
    assert_eq!(on_paper, KEYS);
}

#[test]
fn the_script_is_told_every_key_with_what_it_may_hold_and_nothing_that_was_typed() {
    let book = changed(Handbook::new(), "title: 見本の報告書", "title: \"見本の\\\"</script>報告書\"");
    book.build();
    let script = std::fs::read_to_string(book.out().join("forms/houkoku.js")).expect("the data of the form");
    assert!(!script.contains("</script>"), "{script}");
    let json = script.trim_start_matches("Shirube.formData(JSON.parse(").trim_end_matches("));\n");
    let text: String = serde_json::from_str(json).expect("a text");
    let data: serde_json::Value = serde_json::from_str(&text).expect("what it says");
    assert_eq!(data["format"], 1);
    assert_eq!(data["drafts"], "off");
    assert_eq!(data["sheets"], 2);
    assert_eq!(data["eras"][0]["name"], "令和");
    let fields = data["fields"].as_array().expect("fields");
    let entry = |key: &str| fields.iter().find(|field| field["key"] == key).unwrap_or_else(|| panic!("{key}"));
    let kinds = [
        ("gakko", "text"),
        ("jokyo", "long"),
        ("kinyubi/era", "era"),
        ("kinyubi/year", "year"),
        ("denwa", "number"),
        ("kubun", "choice"),
        ("renkei/hoka", "check"),
        ("renkei/hoka-text", "text"),
        ("yoin/ie", "mark"),
        ("nissu/m04", "month-count"),
        ("nissu/kei", "number"),
        ("hosaku", "rows"),
    ];
    for (key, kind) in kinds {
        assert_eq!(entry(key)["kind"], kind, "{key}");
    }
    assert_eq!(entry("kubun")["options"][1]["label"], "継続");
    assert_eq!(entry("kinyubi/day")["fill"], "as-of");
    assert_eq!(entry("tsuki/month")["nextMonth"], "next");
    assert_eq!(entry("gakko")["nextMonth"], "keep");
    assert!(entry("jokyo").get("nextMonth").is_none(), "it is written anew");
    assert_eq!(entry("hosaku")["rows"], 2);
    assert_eq!(entry("hosaku")["columns"][1]["label"], "誰が");
    assert_eq!(entry("yoin/tomo")["line"], "要因");
}

#[test]
fn the_policy_of_drafts_is_that_of_the_handbook() {
    for policy in ["off", "encrypted", "plain"] {
        let book = whole(Handbook::new()).replace("site/site.yml", "status: ", &format!("drafts: {policy}\nstatus: "));
        let files = book.build();
        assert!(files["forms/houkoku.html"].contains(&format!("data-drafts=\"{policy}\"")), "{policy}");
    }
}
