//! Mistakes in agencies, categories and the glossary.

use super::Case;

#[test]
fn a_wrong_contact_or_word_is_named() {
    super::run(CASES);
}

const CENTRE: &str = "site/agencies/centre.yml";
const GLOSSARY: &str = "site/glossary.yml";

pub const CASES: &[Case] = &[
    Case {
        name: "a number with brackets",
        change: |book| book.replace(CENTRE, "0134-32-5208", "(0134)32-5208"),
        expected: &["D101 agencies/centre.yml:5:14"],
    },
    Case {
        name: "a number that lacks a digit",
        change: |book| book.replace(CENTRE, "0134-32-5208", "0134-32-520"),
        expected: &["D101 agencies/centre.yml:5:14"],
    },
    Case {
        name: "a number without area code is a warning",
        change: |book| book.replace(CENTRE, "0134-32-5208", "32-5208"),
        expected: &["D201 agencies/centre.yml:5:14"],
    },
    Case {
        name: "an extension that is none",
        change: |book| book.replace(CENTRE, "\"12\"", "内線12"),
        expected: &["D101 agencies/centre.yml:5:39"],
    },
    Case {
        name: "an address, a postal code and a site that are none",
        change: |book| {
            book.replace(CENTRE, "hours:", "emails: [{address: kodomo＠city.jp}]\npostal_code: 047-00008\nurl: www.city.jp\nhours:")
        },
        expected: &["D102 agencies/centre.yml:6:20", "D103 agencies/centre.yml:7:14", "M301 agencies/centre.yml:8:6"],
    },
    Case {
        name: "both times of a day wrong",
        change: |book| book.replace(CENTRE, "open: \"9:00\", close: \"17:00\"", "open: 9時, close: 17時"),
        expected: &["D104 agencies/centre.yml:7:22", "D104 agencies/centre.yml:7:33"],
    },
    Case {
        name: "a day that ends before it begins",
        change: |book| book.replace(CENTRE, "close: \"17:00\"", "close: \"5:00\""),
        expected: &["D104 agencies/centre.yml:7:37"],
    },
    Case {
        name: "a day without an end",
        change: |book| book.replace(CENTRE, ", close: \"17:00\"", ""),
        expected: &["D104 agencies/centre.yml:7:22"],
    },
    Case {
        name: "a day of twenty-five hours",
        change: |book| book.replace(CENTRE, "17:00", "25:00"),
        expected: &["D104 agencies/centre.yml:7:37"],
    },
    Case {
        name: "a place of service with wrong facts",
        change: |book| {
            book.replace(CENTRE, "hours:", "sites:\n  - {venue: 公民館, open: 9時, close: \"17:00\", postal_code: 〒047}\nhours:")
        },
        expected: &["Y104 agencies/centre.yml:7:24", "D103 agencies/centre.yml:7:57"],
    },
    Case {
        name: "an unknown category",
        change: |book| book.replace(CENTRE, "category: jido", "category: jidou"),
        expected: &["D105 agencies/centre.yml:3:11"],
    },
    Case {
        name: "a category that is no id does not hide the phone below it",
        change: |book| book.replace(CENTRE, "category: jido", "category: 児童").replace(CENTRE, "0134-32-5208", "0134-32-52O8"),
        expected: &["S108 agencies/centre.yml:3:11", "D101 agencies/centre.yml:5:14"],
    },
    Case {
        name: "a parent and a go-between that are not there",
        change: |book| book.replace(CENTRE, "hours:", "parent: guidanse\nthrough: Nobody\nhours:"),
        expected: &["D106 agencies/centre.yml:6:9", "S108 agencies/centre.yml:7:10"],
    },
    Case {
        name: "an agency that nobody can reach is a warning",
        change: |book| book.files("-- site/agencies/kodomo.yml --\nname: こども食堂\nyomi: こどもしょくどう\ncategory: jido\n"),
        expected: &["D107 agencies/kodomo.yml:1:7"],
    },
    Case {
        name: "a reading in katakana",
        change: |book| book.replace(CENTRE, "こどもかていせんたー", "こどもかていセンター"),
        expected: &["D108 agencies/centre.yml:2:13"],
    },
    Case {
        name: "a date of verification that is none",
        change: |book| book.replace(CENTRE, "hours:", "verified: {phone: {on: 2026-4-2, by_role: 教頭}}\nhours:"),
        expected: &["Y113 agencies/centre.yml:6:24"],
    },
    Case {
        name: "a category twice",
        change: |book| book.replace("site/categories.yml", "categories:", "categories:\n  - {id: jido, title: 児童, yomi: 児童}"),
        expected: &["D108 categories.yml:2:33", "S109 categories.yml:3:10"],
    },
    Case {
        name: "a word twice under two ids",
        change: |book| book.replace(GLOSSARY, "terms:", "terms:\n  - {id: genin, term: 現認, yomi: げんにん, definition: 二度目。}"),
        expected: &["G101 glossary.yml:3:24"],
    },
    Case {
        name: "an id of a word twice",
        change: |book| book.replace(GLOSSARY, "terms:", "terms:\n  - {id: gennin, term: 確認, yomi: かくにん, definition: 二度目。}"),
        expected: &["S109 glossary.yml:3:10"],
    },
    Case {
        name: "a word whose id, reading and definition are wrong",
        change: |book| {
            book.replace(GLOSSARY, "terms:", "terms:\n  - {id: 確認, term: 確認, yomi: 確認, definition: \"[](agency:center)\"}")
        },
        expected: &["S108 glossary.yml:2:10", "D108 glossary.yml:2:30"],
    },
];
