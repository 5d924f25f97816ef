//! Mistakes in forms.

use super::Case;
use crate::forms::office::{document, workbook};
use crate::forms::sample::{FORM, changed, of_fields, whole};
use crate::harness::Handbook;

#[test]
fn a_form_that_does_not_hold_together_is_named() {
    super::run(CASES);
}

fn texts(book: Handbook, count: usize) -> Handbook {
    let fields: Vec<String> = (0..count).map(|at| format!("{{id: f{at}, label: 欄{at}, kind: text}}")).collect();
    of_fields(book, &fields)
}

/// One field with so many options.
fn options(book: Handbook, count: usize) -> Handbook {
    let options: Vec<String> = (0..count).map(|at| format!("{{id: o{at}, label: 選択肢{at}}}")).collect();
    of_fields(book, &[format!("{{id: f, label: 欄, kind: marks, options: [{}]}}", options.join(", "))])
}

fn columns(book: Handbook, count: usize) -> Handbook {
    let columns: Vec<String> = (0..count).map(|at| format!("{{id: c{at}, label: 列{at}}}")).collect();
    of_fields(book, &[format!("{{id: f, label: 欄, kind: numbers, columns: [{}]}}", columns.join(", "))])
}

/// So many rows of twelve columns, so many times.
fn rows(book: Handbook, rows: usize, fields: usize) -> Handbook {
    let columns: Vec<String> = (0..12).map(|at| format!("{{id: c{at}, label: 列{at}}}")).collect();
    let field = |at| format!("{{id: f{at}, label: 欄{at}, kind: rows, rows: {rows}, columns: [{}]}}", columns.join(", "));
    of_fields(book, &(0..fields).map(field).collect::<Vec<_>>())
}

/// One field on so many sheets of so many lines.
fn sheets(book: Handbook, count: usize, lines: usize) -> Handbook {
    let fields: Vec<String> = (0..count).map(|at| format!("      - {{id: f{at}, label: 欄{at}, kind: text}}\n")).collect();
    let sheets: Vec<String> = (0..count)
        .map(|at| format!("  - rows:\n      - {{lines: {lines}, cells: [{{field: f{at}, label_width: 4, width: 20}}]}}\n"))
        .collect();
    let text = format!(
        "title: 別の様式\nsend: {{to: nobody}}\nsections:\n  - id: bu\n    title: 内容\n    fields:\n{}sheets:\n{}",
        fields.concat(),
        sheets.concat()
    );
    book.write(FORM, text.as_bytes());
    book
}

fn field(book: Handbook, rest: &str) -> Handbook {
    of_fields(book, &[format!("{{id: f, label: 欄, {rest}}}")])
}

/// A form of two fields, 甲 and 乙, with the board's own file; what the clerk wrote of it, and what it says itself.
fn official(book: Handbook, written: &str, cells: &[&str]) -> Handbook {
    official_bytes(book, written, &workbook(cells))
}

fn official_bytes(book: Handbook, written: &str, bytes: &[u8]) -> Handbook {
    let name = if written.contains("f.docx") { "f.docx" } else { "f.xlsx" };
    book.write(&format!("site/assets/{name}"), bytes);
    let text = format!(
        "title: 別の様式\nsend: {{to: nobody}}\nofficial: {{{written}}}\nsections:\n  - id: bu\n    title: 内容\n    \
         fields:\n      - {{id: a, label: 甲, kind: text}}\n      - {{id: b, label: 乙, kind: text}}\nsheets:\n  - rows:\n      - {{cells: [{{field: a, \
         label_width: 4, width: 8}}, {{field: b, label_width: 4, width: 8}}]}}\n"
    );
    book.write(FORM, text.as_bytes());
    book
}

pub const CASES: &[Case] = &[
    Case { name: "a form without mistakes", change: whole, expected: &[] },
    Case { name: "a form of 80 fields", change: |book| texts(book, 80), expected: &[] },
    Case { name: "a form of 81 fields", change: |book| texts(book, 81), expected: &["B101 forms/houkoku.yml:87:14"] },
    Case { name: "30 options", change: |book| options(book, 30), expected: &[] },
    Case { name: "31 options", change: |book| options(book, 31), expected: &["B101 forms/houkoku.yml:7:785"] },
    Case { name: "12 columns", change: |book| columns(book, 12), expected: &[] },
    Case { name: "13 columns", change: |book| columns(book, 13), expected: &["B101 forms/houkoku.yml:7:313"] },
    Case { name: "20 rows of 12, twice", change: |book| rows(book, 20, 2), expected: &[] },
    Case { name: "21 rows", change: |book| rows(book, 21, 1), expected: &["B101 forms/houkoku.yml:7:47"] },
    Case { name: "no rows", change: |book| rows(book, 0, 1), expected: &["B101 forms/houkoku.yml:7:47"] },
    Case { name: "more than 500 cells", change: |book| rows(book, 14, 3), expected: &["B101 forms/houkoku.yml:9:14"] },
    Case { name: "4 sheets of 44 lines", change: |book| sheets(book, 4, 44), expected: &[] },
    Case { name: "5 sheets", change: |book| sheets(book, 5, 44), expected: &["B101 forms/houkoku.yml:21:5"] },
    Case {
        name: "a sheet of 45 lines",
        change: |book| changed(book, "      - {lines: 6, cells: [{field: jokyo", "      - {lines: 35, cells: [{field: jokyo"),
        expected: &["B101 forms/houkoku.yml:46:9"],
    },
    Case { name: "a row of 45 lines", change: |book| sheets(book, 1, 45), expected: &["R106 forms/houkoku.yml:10:17"] },
    Case { name: "a choice without options", change: |book| field(book, "kind: choice"), expected: &["B102 forms/houkoku.yml:7:33"] },
    Case {
        name: "options of a text",
        change: |book| field(book, "kind: text, options: [{id: a, label: あ}]"),
        expected: &["B102 forms/houkoku.yml:7:48"],
    },
    Case {
        name: "a free text that is none of checks",
        change: |book| field(book, "kind: choice, options: [{id: a, label: あ, free_text: yes}]"),
        expected: &["B102 forms/houkoku.yml:7:56"],
    },
    Case { name: "an unknown kind", change: |book| field(book, "kind: txet"), expected: &["Y112 forms/houkoku.yml:7:33"] },
    Case {
        name: "what the calculator does not know",
        change: |book| changed(book, "fill: as-of,", "fill: as-off,"),
        expected: &["B103 forms/houkoku.yml:19:53"],
    },
    Case {
        name: "what the calculator knows and the field cannot take",
        change: |book| changed(book, "fill: as-of,", "fill: stage,"),
        expected: &["B103 forms/houkoku.yml:19:53"],
    },
    Case {
        name: "the same id twice",
        change: |book| changed(book, "  - id: naiyo\n", "  - id: gakko\n"),
        expected: &["S109 forms/houkoku.yml:25:9"],
    },
    Case {
        name: "a cell of a field that there is not",
        change: |book| changed(book, "{field: denwa, label_width: 3, width: 5}", "{field: denwaa, label_width: 3, width: 5}"),
        expected: &["B105 forms/houkoku.yml:30:14", "B104 forms/houkoku.yml:45:36"],
    },
    Case {
        name: "a field twice on paper",
        change: |book| changed(book, "{field: chui, width: 20}, {width: 4}", "{field: chui, width: 12}, {field: chui, width: 12}"),
        expected: &["B106 forms/houkoku.yml:52:62"],
    },
    Case {
        name: "a row that is too narrow",
        change: |book| changed(book, "{field: jokyo, label_width: 4, width: 20}", "{field: jokyo, label_width: 4, width: 19}"),
        expected: &["B107 forms/houkoku.yml:44:9"],
    },
    Case {
        name: "a row that is too wide",
        change: |book| changed(book, "{field: jokyo, label_width: 4, width: 20}", "{field: jokyo, label_width: 5, width: 20}"),
        expected: &["B107 forms/houkoku.yml:44:9"],
    },
    Case {
        name: "a cell that reaches off the sheet",
        change: |book| changed(book, "{width: 4}", "{width: 4, height: 2}"),
        expected: &["B107 forms/houkoku.yml:52:54"],
    },
    Case {
        name: "a box without a label",
        change: |book| changed(book, "{field: jokyo, label_width: 4, width: 20}", "{field: jokyo, width: 24}"),
        expected: &["B108 forms/houkoku.yml:29:28"],
    },
    Case {
        name: "two things in one cell",
        change: |book| changed(book, "{width: 4}", "{text: あ, label: chui, width: 4}"),
        expected: &["R105 forms/houkoku.yml:52:54"],
    },
    Case {
        name: "nobody to whom it goes",
        change: |book| {
            book.write(FORM, "title: 別の様式\n".as_bytes());
            book
        },
        expected: &["B109 forms/houkoku.yml:1:8"],
    },
    Case {
        name: "a word that is no addressee",
        change: |book| changed(book, "to: [slot:centre]", "to: somebody"),
        expected: &["Y113 forms/houkoku.yml:11:7"],
    },
    Case {
        name: "an addressee that there is not",
        change: |book| changed(book, "to: [slot:centre]", "to: [slot:center]"),
        expected: &["M202 forms/houkoku.yml:11:8"],
    },
    Case {
        name: "a contact without a fact",
        change: |book| changed(book, "contact: \"agency:centre#phone\"", "contact: \"agency:centre\""),
        expected: &["B110 forms/houkoku.yml:13:31"],
    },
    Case {
        name: "a contact that the agency does not give",
        change: |book| changed(book, "contact: \"agency:centre#phone\"", "contact: \"agency:centre#email\""),
        expected: &["M207 forms/houkoku.yml:13:31"],
    },
    Case {
        name: "an era that is printed as the only one",
        change: |book| changed(book, "{width: 4}", "{text: 令和　年　月報告, width: 4}"),
        expected: &["B111 forms/houkoku.yml:52:61"],
    },
    Case {
        name: "an era with its year is a date",
        change: |book| changed(book, "{width: 4}", "{text: 令和８年度の様式, width: 4}"),
        expected: &[],
    },
    Case {
        name: "two fields of one label",
        change: |book| changed(book, "label: 電話,", "label: 状況,"),
        expected: &["B112 forms/houkoku.yml:30:28"],
    },
    Case {
        name: "an official file that agrees",
        change: |book| official(book, "file: f.xlsx, title: 別の様式, fields: [甲, 乙]", &["（別 の 様式）", "甲", "乙"]),
        expected: &[],
    },
    Case {
        name: "an official file that agrees, whose fields nobody wrote down",
        change: |book| official(book, "file: f.xlsx, title: 別の様式", &["別の", "様式", "甲", "乙", "丙"]),
        expected: &[],
    },
    Case {
        name: "an official file of another title",
        change: |book| official(book, "file: f.xlsx, title: べつの様式, fields: [甲, 乙]", &["べつの様式", "甲", "乙"]),
        expected: &["B113 forms/houkoku.yml:3:33"],
    },
    Case {
        name: "an official file with other fields",
        change: |book| official(book, "file: f.xlsx, title: 別の様式, fields: [甲, 丙]", &["別の様式", "甲", "丙"]),
        expected: &["B113 forms/houkoku.yml:3:51"],
    },
    Case {
        name: "an official file with fewer fields",
        change: |book| official(book, "file: f.xlsx, title: 別の様式, fields: [甲]", &["別の様式", "甲"]),
        expected: &["B113 forms/houkoku.yml:3:48"],
    },
    Case {
        name: "an official file that does not say what was written of it",
        change: |book| official(book, "file: f.xlsx, title: 別の様式, fields: [甲, 乙]", &["旧様式", "甲"]),
        expected: &["B113 forms/houkoku.yml:3:33", "B113 forms/houkoku.yml:3:51"],
    },
    Case {
        name: "an official file without the fields of ours",
        change: |book| official(book, "file: f.xlsx, title: 別の様式", &["別の様式", "丙"]),
        expected: &["B113 forms/houkoku.yml:3:18"],
    },
    Case {
        name: "an official document",
        change: |book| official_bytes(book, "file: f.docx, title: 別の様式", &document("<w:t>別の様式</w:t><w:t>甲</w:t><w:t>乙</w:t>")),
        expected: &[],
    },
    Case {
        name: "an official file that cannot be opened",
        change: |book| official_bytes(book, "file: f.xlsx, title: 別の様式, fields: [甲, 乙]", b"official"),
        expected: &["B114 forms/houkoku.yml:3:18"],
    },
    Case {
        name: "an official file without words",
        change: |book| official(book, "file: f.xlsx, title: 別の様式", &[]),
        expected: &["B114 forms/houkoku.yml:3:18"],
    },
    Case {
        name: "an official file that there is not",
        change: |book| {
            changed(book, "sections:\n  - id: hajime", "official: {file: nai.xlsx, title: 見本の報告書}\nsections:\n  - id: hajime")
        },
        expected: &["M302 forms/houkoku.yml:14:18"],
    },
    Case {
        name: "a form that there is not",
        change: |book| whole(book).page("[](form:hokoku)\n"),
        expected: &["M202 guide/hajime.md:5:1"],
    },
    Case {
        name: "a field of a form that there is not",
        change: |book| whole(book).page("[](form:houkoku/jokyoo)\n"),
        expected: &["M203 guide/hajime.md:5:1"],
    },
    Case {
        name: "a fact that the form does not give",
        change: |book| changed(book, "due: 翌月の初めまで\n", "").page("[](form:houkoku#due)\n"),
        expected: &["M207 guide/hajime.md:5:1"],
    },
    Case {
        name: "a form called by a name that is not its own",
        change: |book| whole(book).page("[見本の連絡簿](form:houkoku)と[連絡票](form:houkoku)\n"),
        expected: &["W303 guide/hajime.md:5:1"],
    },
    Case {
        name: "a form in the nav that there is not",
        change: |book| whole(book).replace("site/site.yml", "items: [page:hajime]", "items: [page:hajime, form:hokoku]"),
        expected: &["M202 site.yml:19:26"],
    },
];
