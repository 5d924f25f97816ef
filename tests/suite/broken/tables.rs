//! Mistakes in tables of figures, and in what refers to them.

use super::Case;
use crate::harness::Handbook;
use std::fmt::Write as _;

#[test]
fn a_number_that_does_not_agree_is_named() {
    super::run(CASES);
}

const TABLE: &str = "site/tables/kensu.yml";

/// A table without mistakes, with one change, on a page.
fn changed(book: Handbook, from: &str, to: &str) -> Handbook {
    whole(book).replace(TABLE, from, to)
}

fn whole(book: Handbook) -> Handbook {
    let text = "\
-- site/tables/kensu.yml --
title: 支援の件数
year: 令和3年度
unit: 件
columns:
  - {id: sho, title: 小学校}
  - {id: chu, title: 中学校}
  - {id: kei, title: 合計, total_of: all}
  - {id: wari, title: 小学校の割合, type: percent, percent_of: {count: sho, base: kei}}
rows:
  - {id: mendan, title: 面談, values: [1, 2, 3, 33.3]}
  - {id: homon, title: 訪問, values: [4, 4, 8, 50]}
  - {id: kei, title: 合計, values: [5, 6, 11, 45.5], total_of: [mendan, homon]}
charts:
  - {id: zu, kind: stacked}
";
    book.files(text).page("![](table:kensu)\n")
}

/// A table of so many rows and columns, all 1.
fn sized(book: Handbook, rows: usize, columns: usize) -> Handbook {
    let mut text = "title: 大きな表\nyear: not-given\ncolumns:\n".to_owned();
    (0..columns).for_each(|at| writeln!(text, "  - {{id: c{at}, title: 列}}").expect("text"));
    text.push_str("rows:\n");
    let values = vec!["1"; columns].join(", ");
    (0..rows).for_each(|at| writeln!(text, "  - {{id: r{at}, title: 行, values: [{values}]}}").expect("text"));
    book.write(TABLE, text.as_bytes());
    book.page("![](table:kensu)\n")
}

/// The same with a chart of all of it.
fn charted(book: Handbook, rows: usize, columns: usize) -> Handbook {
    let book = sized(book, rows, columns);
    book.replace(TABLE, "columns:\n", "charts: [{id: zu, kind: grouped}]\ncolumns:\n")
}

/// A table of facts, changed.
fn facts(book: Handbook, rows: &str) -> Handbook {
    book.write(TABLE, format!("title: 町のこと\nyear: not-given\nrows:\n{rows}").as_bytes());
    book.page("[](table:kensu)\n")
}

pub const CASES: &[Case] = &[
    Case { name: "a table whose numbers agree", change: whole, expected: &[] },
    Case {
        name: "a total of rows that differs",
        change: |book| changed(book, "[5, 6, 11, 45.5]", "[5, 7, 12, 41.7]"),
        expected: &["N101 tables/kensu.yml:12:38", "N101 tables/kensu.yml:12:41"],
    },
    Case {
        name: "a total of columns that differs",
        change: |book| changed(book, "[1, 2, 3, 33.3]", "[1, 2, 4, 25]"),
        expected: &["N101 tables/kensu.yml:10:44", "N101 tables/kensu.yml:12:41"],
    },
    Case {
        name: "a total that differs for a reason, which is printed",
        change: |book| changed(book, "45.5], ", "45.5], differs: 原資料のまま。, ").replace(TABLE, "[5, 6, 11, 45.5]", "[5, 6, 12, 41.7]"),
        expected: &[],
    },
    Case {
        name: "a reason where nothing differs",
        change: |book| changed(book, "45.5], ", "45.5], differs: 原資料のまま。, "),
        expected: &["N109 tables/kensu.yml:12:61"],
    },
    Case {
        name: "a total over what is not given is not judged",
        change: |book| changed(book, "[1, 2, 3, 33.3]", "[not-given, 2, 3, not-given]"),
        expected: &[],
    },
    Case { name: "a percentage that differs", change: |book| changed(book, "33.3", "33.4"), expected: &["N102 tables/kensu.yml:10:47"] },
    Case {
        name: "a percentage that no whole number gives, and one of nothing",
        change: |book| {
            changed(book, "{count: sho, base: kei}", "{base: kei}")
                .replace(TABLE, "33.3", "34")
                .replace(TABLE, "[4, 4, 8, 50]", "[0, 0, 0, 50]")
                .replace(TABLE, "[5, 6, 11, 45.5]", "[1, 2, 3, 33.3]")
        },
        expected: &["N102 tables/kensu.yml:10:47", "N102 tables/kensu.yml:11:46"],
    },
    Case {
        name: "a percentage of a row",
        change: |book| {
            changed(book, "{count: sho, base: kei}", "{count: sho, base_row: kei}")
                .replace(TABLE, "33.3", "20")
                .replace(TABLE, "50]", "81]")
                .replace(TABLE, "45.5", "100")
        },
        expected: &["N102 tables/kensu.yml:11:46"],
    },
    Case {
        name: "a percentage of nobody knows what",
        change: |book| changed(book, "{count: sho, base: kei}", "{count: sho}"),
        expected: &["Y113 tables/kensu.yml:8:58"],
    },
    Case {
        name: "percent_of in a column of counts",
        change: |book| changed(book, "type: percent, ", "type: decimal, "),
        expected: &["Y113 tables/kensu.yml:8:58"],
    },
    Case {
        name: "a value too few",
        change: |book| changed(book, "[1, 2, 3, 33.3]", "[1, 2, 3]"),
        expected: &["N103 tables/kensu.yml:10:37"],
    },
    Case {
        name: "a comma within a number makes two values",
        change: |book| changed(book, "[1, 2, 3, 33.3]", "[1,379, 2, 3, 33.3]"),
        expected: &["N103 tables/kensu.yml:10:37"],
    },
    Case {
        name: "values that are no numbers",
        change: |book| changed(book, "[1, 2, 3, 33.3]", "[1件, \"2.5\", -3, 約3割]"),
        expected: &[
            "N105 tables/kensu.yml:10:38",
            "N105 tables/kensu.yml:10:42",
            "N105 tables/kensu.yml:10:49",
            "N105 tables/kensu.yml:10:53",
        ],
    },
    Case {
        name: "both value and values",
        change: |book| changed(book, "values: [1, 2, 3, 33.3]", "value: \"1\", values: [1, 2, 3, 33.3]"),
        expected: &["N103 tables/kensu.yml:10:49"],
    },
    Case {
        name: "ids that are not there",
        change: |book| {
            changed(book, "[mendan, homon]", "[mendan, homn]")
                .replace(TABLE, "total_of: all", "total_of: [sho, chuu]")
                .replace(TABLE, "base: kei}", "base: keii}")
                .replace(TABLE, "kind: stacked", "kind: stacked, columns: [sho, chyu], rows: [mendann]")
        },
        expected: &[
            "N104 tables/kensu.yml:7:42",
            "N104 tables/kensu.yml:8:77",
            "N104 tables/kensu.yml:12:71",
            "N104 tables/kensu.yml:14:44",
            "N104 tables/kensu.yml:14:58",
        ],
    },
    Case {
        name: "a total of itself, and one of nothing",
        change: |book| changed(book, "[mendan, homon]", "[mendan, kei]").replace(TABLE, "total_of: all", "total_of: []"),
        expected: &["Y113 tables/kensu.yml:7:36", "Y113 tables/kensu.yml:12:62"],
    },
    Case {
        name: "ids that are none",
        change: |book| changed(book, "id: homon", "id: 訪問").replace(TABLE, "{id: chu", "{id: Chu").replace(TABLE, "id: zu", "id: z_u"),
        expected: &["S108 tables/kensu.yml:6:10", "S108 tables/kensu.yml:11:10", "S108 tables/kensu.yml:14:10"],
    },
    Case {
        name: "neither all nor a list",
        change: |book| changed(book, "total_of: all", "total_of: everything"),
        expected: &["Y105 tables/kensu.yml:7:36"],
    },
    Case {
        name: "ids that are used twice",
        change: |book| {
            changed(book, "id: homon", "id: mendan")
                .replace(TABLE, "homon]", "mendan]")
                .replace(TABLE, "id: zu", "id: kei")
                .replace(TABLE, "{id: chu", "{id: sho")
        },
        expected: &["S109 tables/kensu.yml:6:10", "S109 tables/kensu.yml:11:10", "S109 tables/kensu.yml:14:10"],
    },
    Case {
        name: "percentages shown as numbers",
        change: |book| changed(book, "kind: stacked", "kind: stacked, columns: [wari]"),
        expected: &["N106 tables/kensu.yml:14:39"],
    },
    Case {
        name: "numbers shown as percentages",
        change: |book| changed(book, "kind: stacked", "kind: percent, columns: [sho]"),
        expected: &["N106 tables/kensu.yml:14:39"],
    },
    Case {
        name: "a simple chart of two columns",
        change: |book| changed(book, "kind: stacked", "kind: bar, columns: [sho, chu]"),
        expected: &["N106 tables/kensu.yml:14:10"],
    },
    Case {
        name: "a chart of nothing",
        change: |book| changed(book, "kind: stacked", "kind: stacked, rows: []"),
        expected: &["N106 tables/kensu.yml:14:10"],
    },
    Case {
        name: "a chart of two units",
        change: |book| changed(book, "{id: chu, title: 中学校}", "{id: chu, title: 中学校, unit: 人}"),
        expected: &["N111 tables/kensu.yml:7:36", "N106 tables/kensu.yml:14:10"],
    },
    Case {
        name: "a table with the id of the list of tables",
        change: |book| {
            book.files("-- site/tables/index.yml --\ntitle: 表\nyear: not-given\nrows: [{id: a, title: 人口, value: 1, unit: 人}]\n")
        },
        expected: &["S108 tables/index.yml:1:8"],
    },
    Case {
        name: "a total of rows of two units",
        change: |book| changed(book, "id: homon, ", "id: homon, unit: 人, ").replace(TABLE, "[mendan, homon]", "all"),
        expected: &["N111 tables/kensu.yml:12:62", "N106 tables/kensu.yml:14:10"],
    },
    Case {
        name: "a total without the unit of its parts",
        change: |book| facts(book, "  - {id: a, title: 小, value: 1, unit: 人}\n  - {id: kei, title: 計, value: \"1\", total_of: [a]}\n"),
        expected: &["N111 tables/kensu.yml:5:47"],
    },
    Case {
        name: "a total of a number and a percentage",
        change: |book| changed(book, "total_of: all", "total_of: [sho, wari]"),
        expected: &["N111 tables/kensu.yml:7:36"],
    },
    Case {
        name: "a chart of a negative number",
        change: |book| {
            changed(book, "{id: chu, title: 中学校}", "{id: chu, title: 中学校, type: decimal}")
                .replace(TABLE, "合計, total_of", "合計, type: decimal, total_of")
                .replace(TABLE, "[1, 2, 3, 33.3]", "[1, -2, -1, not-applicable]")
                .replace(TABLE, "[5, 6, 11, 45.5]", "[5, 2, 7, 71.4]")
        },
        expected: &["N106 tables/kensu.yml:14:10"],
    },
    Case {
        name: "a chart of rows that hold texts",
        change: |book| {
            facts(book, "  - {id: a, title: 開催, value: 月1回}\ncharts: [{id: zu, kind: bar}, {id: ni, kind: bar, rows: [a]}]\n")
        },
        expected: &["N106 tables/kensu.yml:5:15", "N106 tables/kensu.yml:5:36"],
    },
    Case {
        name: "a text in a row with a unit",
        change: |book| facts(book, "  - {id: a, title: 人口, value: 約80万, unit: 人}\n"),
        expected: &["N105 tables/kensu.yml:4:31"],
    },
    Case {
        name: "no rows, no columns",
        change: |book| facts(book, "  []\ncolumns: []\n"),
        expected: &["Y113 tables/kensu.yml:4:3", "Y113 tables/kensu.yml:5:10"],
    },
    Case { name: "a table that no page shows", change: |book| whole(book).page("本文\n"), expected: &["N108 tables/kensu.yml:1:8"] },
    Case {
        name: "a table of which something is unread is not said to differ",
        change: |book| changed(book, "[1, 2, 3, 33.3]", "[1, 3, 3, 33.3]").replace(TABLE, "unit: 件", "units: 件"),
        expected: &["Y102 tables/kensu.yml:3:1"],
    },
    Case {
        name: "a table and its chart on one page",
        change: |book| whole(book).page("![](table:kensu)\n\n![](table:kensu/zu)\n\n- ![](table:kensu)\n"),
        expected: &["N110 guide/hajime.md:7:1", "N110 guide/hajime.md:9:3"],
    },
    Case {
        name: "two charts of a table on one page",
        change: |book| {
            changed(book, "  - {id: zu, kind: stacked}\n", "  - {id: zu, kind: stacked}\n  - {id: ni, kind: grouped}\n")
                .page("![](table:kensu/zu)\n\n![](table:kensu/ni)\n")
        },
        expected: &[],
    },
    Case {
        name: "references to parts that are not there",
        change: |book| {
            whole(book).page("[](table:kensu/mendann#sho) [](table:kensu/mendan#shoo) [](table:kensu/mendan) [](table:kensu/zuu) [](table:kensu#yaer) [](table:kensuu)\n")
        },
        expected: &[
            "M203 guide/hajime.md:5:1",
            "M203 guide/hajime.md:5:29",
            "M203 guide/hajime.md:5:57",
            "M203 guide/hajime.md:5:80",
            "M203 guide/hajime.md:5:100",
            "M202 guide/hajime.md:5:121",
        ],
    },
    Case {
        name: "embeds within a text, of a value, and in a definition",
        change: |book| {
            whole(book).page("次の![](table:kensu)です。\n\n![](table:kensu/mendan#sho)\n").replace(
                "site/glossary.yml",
                "本人に会って無事を確かめること。",
                "\"![](table:kensu)\"",
            )
        },
        expected: &["M206 glossary.yml:2:52", "M206 guide/hajime.md:5:3", "M206 guide/hajime.md:7:1"],
    },
    Case {
        name: "a public page shows, and a public definition counts on, a table for staff",
        change: |book| {
            changed(book, "unit: 件", "unit: 件\naudience: staff").page("![](table:kensu)\n\n> [!STAFF]\n> [](table:kensu)\n").replace(
                "site/glossary.yml",
                "本人に会って無事を確かめること。",
                "\"[](table:kensu/mendan#sho)\"",
            )
        },
        expected: &["S115 glossary.yml:2:52", "S115 guide/hajime.md:5:1"],
    },
    Case { name: "a table of 500 rows and 64 columns", change: |book| sized(book, 500, 64), expected: &[] },
    Case {
        name: "a table of 501 rows and 65 columns",
        change: |book| sized(book, 501, 65),
        expected: &["N107 tables/kensu.yml:68:10", "N107 tables/kensu.yml:570:10"],
    },
    Case { name: "a chart of 60 bars of 6 parts", change: |book| charted(book, 60, 6), expected: &[] },
    Case {
        name: "a chart of 61 bars of 7 parts",
        change: |book| charted(book, 61, 7),
        expected: &["N107 tables/kensu.yml:3:15", "N107 tables/kensu.yml:3:15"],
    },
    Case {
        name: "numbers of 12 digits, and of 13",
        change: |book| {
            facts(
                book,
                "  - {id: a, title: 大, value: \"999999999999\", unit: 円}\n  - {id: b, title: 過, value: \"1000000000000\", unit: 円}\n",
            )
        },
        expected: &["N105 tables/kensu.yml:5:30"],
    },
    Case {
        name: "4 decimals, and 5",
        change: |book| {
            facts(book, "  - {id: a, title: 細, value: \"0.1234\", unit: 点}\n  - {id: b, title: 過, value: \"0.12345\", unit: 点}\n")
        },
        expected: &["N105 tables/kensu.yml:5:30"],
    },
];
