//! Slips of the keyboard, found before any parser.

use super::Case;

#[test]
fn a_slip_of_the_keyboard_is_named_where_it_was_made() {
    super::run(CASES);
}

const CENTRE: &str = "site/agencies/centre.yml";

pub const CASES: &[Case] = &[
    Case {
        name: "a full-width colon",
        change: |book| book.replace(CENTRE, "yomi: ", "yomi："),
        expected: &["L106 agencies/centre.yml:2:5"],
    },
    Case {
        name: "a full-width space as indentation",
        change: |book| book.replace(CENTRE, "  - {number", "　- {number"),
        expected: &["L107 agencies/centre.yml:5:1"],
    },
    Case {
        name: "a full-width space after the colon",
        change: |book| book.replace(CENTRE, "category: ", "category:　"),
        expected: &["L107 agencies/centre.yml:3:10"],
    },
    Case {
        name: "a tab as indentation",
        change: |book| book.replace(CENTRE, "  - {number", "\t- {number"),
        expected: &["L105 agencies/centre.yml:5:1"],
    },
    Case {
        name: "a full-width list mark",
        change: |book| book.replace(CENTRE, "  - {days", "  － {days"),
        expected: &["L108 agencies/centre.yml:7:3"],
    },
    Case {
        name: "curly quotes", change: |book| book.replace(CENTRE, "\"9:00\"", "“9:00”"), expected: &["L110 agencies/centre.yml:7:22"]
    },
    Case {
        name: "no space after a colon",
        change: |book| book.replace(CENTRE, "category: ", "category:"),
        expected: &["L113 agencies/centre.yml:3:9"],
    },
    Case {
        name: "full-width digits are a warning where they can be a text",
        change: |book| book.replace("site/guide/hajime.md", "summary: 使い方", "summary: １０"),
        expected: &["L109 guide/hajime.md:4:10"],
    },
    Case {
        name: "full-width digits of an extension are one error",
        change: |book| book.replace(CENTRE, "\"12\"", "１２"),
        expected: &["L109 agencies/centre.yml:5:39"],
    },
    Case {
        name: "full-width digits of a number are one error",
        change: |book| book.replace("site/guide/hajime.md", "summary: 使い方", "order: １０"),
        expected: &["L109 guide/hajime.md:4:8"],
    },
    Case {
        name: "a text cut off by a hash is a warning",
        change: |book| book.replace(CENTRE, "name: こども家庭センター", "name: こども家庭センター #123"),
        expected: &["L111 agencies/centre.yml:1:17"],
    },
    Case {
        name: "merge-conflict marks, both versions and the end named",
        change: |book| book.page("<<<<<<< HEAD\n今日の文\n=======\n昨日の文\n>>>>>>> main\n"),
        expected: &["L104 guide/hajime.md:5:1"],
    },
    Case { name: "a control character", change: |book| book.page("本文\u{7}です。\n"), expected: &["L102 guide/hajime.md:5:3"] },
    Case {
        name: "a zero-width character is a warning",
        change: |book| book.page("本文\u{200b}です。\n"),
        expected: &["L103 guide/hajime.md:5:3"],
    },
    Case {
        name: "a byte order mark and lines ended by CRLF move no place",
        change: |book| {
            book.write(CENTRE, "\u{feff}name: こども家庭センター\r\nyomi：こども\r\ncategory: jido\r\n".as_bytes());
            book
        },
        expected: &["L106 agencies/centre.yml:2:5"],
    },
    Case {
        name: "all slips of several files in one run, sorted",
        change: |book| {
            book.replace(CENTRE, "yomi: ", "yomi：")
                .replace(CENTRE, "category: ", "category:")
                .replace("site/glossary.yml", "  - {id", "  ー {id")
                .replace("site/guide/hajime.md", "title: ", "title：")
                .replace("site/site.yml", "publisher: ", "publisher：")
        },
        expected: &[
            "L106 agencies/centre.yml:2:5",
            "L113 agencies/centre.yml:3:9",
            "L108 glossary.yml:2:3",
            "L106 guide/hajime.md:2:6",
            "L106 site.yml:3:10",
        ],
    },
];
