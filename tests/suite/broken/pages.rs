//! Mistakes on pages: front matter, references, links, headings, HTML, notes.

use super::Case;
use crate::harness::Handbook;

#[test]
fn a_mistake_on_a_page_is_named_where_it_stands() {
    super::run(CASES);
}

/// The glossary with one word, each key on its own line.
fn definition(book: Handbook, text: &str) -> Handbook {
    book.files(&format!("-- site/glossary.yml --\nterms:\n  - id: gennin\n    term: 現認\n    yomi: げんにん\n    definition: {text}\n"))
}

pub const CASES: &[Case] = &[
    Case {
        name: "pages of a booklet that are no numbers",
        change: |book| book.replace("site/guide/hajime.md", "summary: 使い方", "summary: 使い方\npaper: 十二"),
        expected: &["Y113 guide/hajime.md:5:8"],
    },
    Case {
        name: "a layout that there is not",
        change: |book| book.replace("site/guide/hajime.md", "summary: 使い方", "summary: 使い方\nlayout: stages"),
        expected: &["Y112 guide/hajime.md:5:9"],
    },
    Case {
        name: "a stage page without its parts",
        change: |book| book.replace("site/guide/hajime.md", "summary: 使い方", "summary: 使い方\nlayout: stage"),
        expected: &["M315 guide/hajime.md:2:8"],
    },
    Case {
        name: "a page without front matter",
        change: |book| book.files("-- site/guide/hajime.md --\n# はじめに\n本文\n"),
        expected: &["M101 guide/hajime.md:1:1"],
    },
    Case { name: "an empty page", change: |book| book.files("-- site/guide/hajime.md --\n"), expected: &["M101 guide/hajime.md:1:1"] },
    Case {
        name: "a front matter that is not closed",
        change: |book| book.files("-- site/guide/hajime.md --\n---\ntitle: はじめに\n本文\n"),
        expected: &["M101 guide/hajime.md:1:1"],
    },
    Case {
        name: "a front matter without a title",
        change: |book| book.files("-- site/guide/hajime.md --\n---\nsummary: 使い方\n---\n本文\n"),
        expected: &["Y104 guide/hajime.md:2:1"],
    },
    Case {
        name: "an empty front matter",
        change: |book| book.files("-- site/guide/hajime.md --\n---\n---\n本文\n"),
        expected: &["Y104 guide/hajime.md:2:1"],
    },
    Case {
        name: "a front matter of TOML",
        change: |book| book.files("-- site/guide/hajime.md --\n+++\ntitle = \"はじめに\"\n+++\n本文\n"),
        expected: &["M101 guide/hajime.md:1:1"],
    },
    Case {
        name: "an item number, a date and a reading that are none",
        change: |book| {
            book.replace("site/guide/hajime.md", "summary: 使い方", "number: 1の2\nreviewed: 2026/4/1").replace(
                "site/guide/hajime.md",
                "yomi: はじめに",
                "yomi: ハジメに",
            )
        },
        expected: &["D108 guide/hajime.md:3:7", "Y113 guide/hajime.md:4:9", "Y113 guide/hajime.md:5:11"],
    },
    Case {
        name: "an unknown kind, with the one that was meant",
        change: |book| book.page("電話は[](agancy:centre)です。\n"),
        expected: &["M201 guide/hajime.md:5:4"],
    },
    Case {
        name: "an unknown id, with the one that was meant",
        change: |book| book.page("電話は[](agency:center)です。\n"),
        expected: &["M202 guide/hajime.md:5:4"],
    },
    Case { name: "an id of another kind", change: |book| book.page("[](slot:gennin)\n"), expected: &["M202 guide/hajime.md:5:1"] },
    Case { name: "a reference without id", change: |book| book.page("[窓口](agency:)\n"), expected: &["M202 guide/hajime.md:5:1"] },
    Case {
        name: "an unknown field, with the one that was meant",
        change: |book| book.page("[](agency:centre#fone)\n"),
        expected: &["M203 guide/hajime.md:5:1"],
    },
    Case {
        name: "a field of a kind that has none",
        change: |book| book.page("[](role:management#name)\n"),
        expected: &["M203 guide/hajime.md:5:1"],
    },
    Case {
        name: "a part of a kind that has none",
        change: |book| book.page("[](agency:centre/phone)\n"),
        expected: &["M203 guide/hajime.md:5:1"],
    },
    Case {
        name: "a fact that the target does not give",
        change: |book| book.page("[](agency:guidance#email)[](term:gennin#short)\n"),
        expected: &["M207 guide/hajime.md:5:1", "M207 guide/hajime.md:5:26"],
    },
    Case {
        name: "a form and a checklist that there are not",
        change: |book| book.page("[進め方](agenda:kaigi)と[表](checklist:day)\n"),
        expected: &["M202 guide/hajime.md:5:1", "M202 guide/hajime.md:5:21"],
    },
    Case { name: "an agency as a picture", change: |book| book.page("![](agency:centre)\n"), expected: &["M206 guide/hajime.md:5:1"] },
    Case {
        name: "sections that are not there, here and on another page",
        change: |book| book.page("[](#tukai)と[](page:hajime#tsukaikata)\n\n## 使い方 {#tsukai}\n"),
        expected: &["M204 guide/hajime.md:5:1", "M204 guide/hajime.md:5:12"],
    },
    Case {
        name: "sections of another page, with the one that was meant there",
        change: |book| {
            book.files("-- site/guide/tsugi.md --\n---\ntitle: 次\n---\n[](page:hajime#tukai)、[使い方](hajime.md#tukai)\n").replace(
                "site/site.yml",
                "page:hajime",
                "page:hajime, page:tsugi",
            )
        },
        expected: &["M204 guide/tsugi.md:4:1", "M204 guide/tsugi.md:4:23"],
    },
    Case {
        name: "files that are not there",
        change: |book| book.page("[次](hajme.md)[上](../../etc/passwd)[他](taio/hajime.md#a)\n"),
        expected: &["M302 guide/hajime.md:5:1", "P102 guide/hajime.md:5:14", "M302 guide/hajime.md:5:35"],
    },
    Case {
        name: "a picture that is not there",
        change: |book| book.page("![地図](../assets/chizu.png)\n"),
        expected: &["M311 guide/hajime.md:5:1"],
    },
    Case {
        name: "targets that are never allowed",
        change: |book| {
            book.page("[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](data:text/html,x) [d](file:///etc/passwd)\n\n[e](//host/x) [f](/top.html) [g](C:\\\\temp) ![h](https://example.jp/a.png) [i](https:/)\n")
        },
        expected: &[
            "M301 guide/hajime.md:5:1",
            "M301 guide/hajime.md:5:26",
            "M301 guide/hajime.md:5:51",
            "M301 guide/hajime.md:5:73",
            "M301 guide/hajime.md:7:1",
            "M301 guide/hajime.md:7:15",
            "M301 guide/hajime.md:7:30",
            "M301 guide/hajime.md:7:44",
            "M301 guide/hajime.md:7:75",
        ],
    },
    Case {
        name: "raw HTML is a warning",
        change: |book| book.page("これは<b>太字</b>です。\n\n<script>alert(1)</script>\n"),
        expected: &["M303 guide/hajime.md:5:4", "M303 guide/hajime.md:5:9", "M303 guide/hajime.md:7:1"],
    },
    Case {
        name: "signs that are full-width are warnings",
        change: |book| book.page("＃ 見出し\n\n＊＊大事＊＊です。\n\n－ 一つ\n"),
        expected: &["M304 guide/hajime.md:5:1", "M304 guide/hajime.md:7:1", "M304 guide/hajime.md:7:5", "M304 guide/hajime.md:9:1"],
    },
    Case {
        name: "a heading of the first level is a warning",
        change: |book| book.page("# 題名\n\n本文\n"),
        expected: &["M310 guide/hajime.md:5:1"],
    },
    Case {
        name: "a heading id twice", change: |book| book.page("## 甲 {#ko}\n\n## 乙 {#ko}\n"), expected: &["M305 guide/hajime.md:7:7"]
    },
    Case {
        name: "a heading id that is none",
        change: |book| book.page("## 甲 {#甲}\n\n## 乙 {#B_1}\n\n## 丙 {.big}\n"),
        expected: &["M306 guide/hajime.md:5:7", "M306 guide/hajime.md:7:7", "M314 guide/hajime.md:9:7"],
    },
    Case {
        name: "a footnote without its text", change: |book| book.page("本文[^1]です。\n"), expected: &["M309 guide/hajime.md:5:3"]
    },
    Case {
        name: "a reference inside a definition stands at its own column",
        change: |book| definition(book, "担任が[](agency:center)と本人に会って、無事を<b>確かめる</b>。"),
        expected: &["M202 glossary.yml:5:20", "M303 glossary.yml:5:48", "M303 glossary.yml:5:55"],
    },
    Case {
        name: "a definition that begins with a bracket and has no quotes",
        change: |book| definition(book, "[](agency:centre)が本人に会うこと。"),
        expected: &["Y101 glossary.yml:5:19"],
    },
    Case {
        name: "a reference inside a quoted definition",
        change: |book| {
            book.replace(
                "site/glossary.yml",
                "definition: 本人に会って無事を確かめること。",
                "definition: \"[](agency:center)と<b>会う</b>こと\"",
            )
        },
        expected: &["M202 glossary.yml:2:52", "M303 glossary.yml:2:52"],
    },
    Case {
        name: "relative links inside a definition, which stands on no page",
        change: |book| definition(book, "担任が[次](hajime.md)と[使い方](#tsukai)を読む。"),
        expected: &["M302 glossary.yml:5:20", "M204 glossary.yml:5:35"],
    },
    Case {
        name: "mistakes of body and front matter together",
        change: |book| book.files("-- site/guide/hajime.md --\n---\ntitle: はじめに\nyomi: 始め\n---\n[](agency:center)\n\n## 甲 {#甲}\n"),
        expected: &["D108 guide/hajime.md:3:7", "M202 guide/hajime.md:5:1", "M306 guide/hajime.md:7:7"],
    },
];
