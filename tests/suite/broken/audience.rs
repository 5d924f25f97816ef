//! Mistakes about what is for staff only: public places that refer to it, and marks that have no effect.

use super::Case;
use crate::harness::Handbook;

#[test]
fn what_would_be_published_by_mistake_is_named() {
    super::run(CASES);
}

const CENTRE: &str = "site/agencies/centre.yml";
const SITE: &str = "site/site.yml";

/// A page for staff, in the nav, with a section that can be referred to.
fn with_staff_page(book: Handbook) -> Handbook {
    book.files("-- site/guide/uchi.md --\n---\ntitle: 内部の手順\naudience: staff\n---\n## 記録 {#kiroku}\n\n[](agency:uchi) [](agency:centre)\n")
        .files("-- site/agencies/uchi.yml --\nname: 内線の係\nyomi: ないせんのかかり\ncategory: jido\npublish: no\nphones: [{number: 0134-11-1111}]\n")
        .replace(SITE, "items: [page:hajime]", "items: [page:hajime, page:uchi]")
}

/// The page for staff, and a flow that one of its boxes leads to.
fn with_flow(book: Handbook, audience: &str, more: &str) -> Handbook {
    let flow = format!(
        "title: 流れ\naudience: {audience}\nnodes:\n  - {{id: start, kind: start, text: はじまり, next: [end]}}\n  - {{id: end, kind: outcome, text: 終わり{more}}}\n"
    );
    with_staff_page(book).files(&format!("-- site/flows/nagare.yml --\n{flow}"))
}

pub const CASES: &[Case] = &[
    Case {
        name: "a public checklist that names what is for staff",
        change: |book| {
            with_staff_page(book)
                .files("-- site/checklists/kaigi.yml --\ntitle: 会議\npage: page:uchi\nitems:\n  - {id: one, text: \"[](page:uchi)\"}\n")
        },
        expected: &["S115 checklists/kaigi.yml:2:7", "S115 checklists/kaigi.yml:4:21"],
    },
    Case {
        name: "a public page that shows a checklist for staff",
        change: |book| {
            with_staff_page(book)
                .files("-- site/checklists/kaigi.yml --\ntitle: 会議\naudience: staff\nitems: [{id: one, text: 一つ}]\n")
                .page("![](checklist:kaigi)\n")
        },
        expected: &["S115 guide/hajime.md:5:1"],
    },
    Case {
        name: "a flow for staff that names what is for staff",
        change: |book| with_flow(book, "staff", ", who: [agency:uchi], links: [page:uchi]"),
        expected: &[],
    },
    Case {
        name: "a public flow that names what is for staff",
        change: |book| with_flow(book, "public", ", who: [agency:uchi], links: [page:uchi], items: [\"[](page:uchi#kiroku)\"]"),
        expected: &["S115 flows/nagare.yml:5:47", "S115 flows/nagare.yml:5:69", "S115 flows/nagare.yml:5:89"],
    },
    Case {
        name: "a public page that shows a flow for staff",
        change: |book| with_flow(book, "staff", "").page("![](flow:nagare)\n\n[](flow:nagare/end)\n"),
        expected: &["S115 guide/hajime.md:5:1", "S115 guide/hajime.md:7:1"],
    },
    Case { name: "a page, a section and an agency for staff that nothing public refers to", change: with_staff_page, expected: &[] },
    Case {
        name: "a public page refers to a page, a section, a file and an agency for staff",
        change: |book| with_staff_page(book).page("[](page:uchi)\n[](page:uchi#kiroku)\n[次](uchi.md)\n[](agency:uchi#phone)\n"),
        expected: &["S115 guide/hajime.md:5:1", "S115 guide/hajime.md:6:1", "S115 guide/hajime.md:7:1", "S115 guide/hajime.md:8:1"],
    },
    Case {
        name: "a word of the glossary is at home on a page for staff",
        change: |book| with_staff_page(book).replace("site/glossary.yml", "yomi: げんにん", "yomi: げんにん, home: \"page:uchi#kiroku\""),
        expected: &["S115 glossary.yml:2:46"],
    },
    Case {
        name: "the same from a box and a section for staff",
        change: |book| with_staff_page(book).page("> [!STAFF]\n> [](page:uchi)\n\n## 次 {audience=staff}\n\n[](agency:uchi#phone)\n"),
        expected: &[],
    },
    Case {
        name: "a public text refers to a section for staff of its own page and of another",
        change: |book| {
            with_staff_page(book)
                .replace(SITE, "page:uchi]", "page:uchi, page:tsugi]")
                .page("[上](#ura)\n\n## 裏 {#ura audience=staff}\n\n[](#ura)\n")
                .files("-- site/guide/tsugi.md --\n---\ntitle: 次\n---\n[](page:hajime#ura) [](page:hajime)\n")
        },
        expected: &["S115 guide/hajime.md:5:1", "S115 guide/tsugi.md:4:1"],
    },
    Case {
        name: "a fact that is for staff only",
        change: |book| {
            book.replace(CENTRE, "extension: \"12\"", "audience: staff")
                .page("[](agency:guidance#phone) [](slot:centre) [](slot:centre#phone)\n")
        },
        expected: &["S115 emergency.yml:5:42", "S115 guide/hajime.md:5:43"],
    },
    Case {
        name: "an agency of the lane, a binding, a parent and a go-between that are for staff",
        change: |book| {
            book.replace(CENTRE, "category: jido", "category: jido\npublish: no")
                .replace("site/agencies/guidance.yml", "phones:", "parent: centre\nthrough: centre\nphones:")
                .replace(SITE, "role:management\nnav", "agency:centre\nnav")
                .page("本文\n")
        },
        expected: &["S115 agencies/guidance.yml:4:9", "S115 agencies/guidance.yml:5:10", "S115 site.yml:11:11", "S115 site.yml:15:16"],
    },
    Case {
        name: "an agency for staff that the lane calls by name",
        change: |book| {
            with_staff_page(book).replace("site/emergency.yml", "call: [agency:dial-110", "call: [agency:uchi, agency:dial-110").files(
                "-- site/glossary.yml --\nterms:\n  - {id: gennin, term: 現認, yomi: げんにん, definition: \"係は[](agency:uchi)。\"}\n",
            )
        },
        expected: &["S115 emergency.yml:4:35", "S115 glossary.yml:2:52"],
    },
    Case {
        name: "a lane whose police number is for staff",
        change: |book| book.replace("site/agencies/dial-110.yml", "\"110\"}", "\"110\", audience: staff}\n  - {number: 0134-22-2222}"),
        expected: &["S110 emergency.yml:1:1"],
    },
    Case {
        name: "a category all of whose agencies are for staff",
        change: |book| {
            with_staff_page(book)
                .replace("site/categories.yml", "categories:", "categories:\n  - {id: uchi, title: 内部}")
                .replace("site/agencies/uchi.yml", "category: jido", "category: uchi")
                .page("[](category:uchi) [](category:jido)\n")
        },
        expected: &["S115 guide/hajime.md:5:1"],
    },
    Case {
        name: "a handbook for staff without anything public in its nav and its entrances",
        change: |book| {
            book.replace(SITE, "status: sample", "status: sample\naudience: staff")
                .replace(SITE, "    items: [index:agencies, index:agencies-by-name, index:glossary, index:kana]", "    items: []")
                .replace(SITE, "nav:", "entrances:\n  - {id: a, title: 甲, to: page:hajime}\nnav:")
        },
        expected: &["S116 site.yml:18:27", "S116 site.yml:20:9"],
    },
    Case {
        name: "marks of boxes that have no effect",
        change: |book| {
            book.page("> [!STAFF] 本文\n\n文\n\n> [!STUFF]\n> 本文\n\n文\n\n> ［！ＳＴＡＦＦ］\n> 本文\n\n[!staff]\n本文\n\n> [!職員用]\n> 本文\n\n`[!STAFF]` \\[!STAFF]\n")
        },
        expected: &[
            "M313 guide/hajime.md:5:3",
            "M313 guide/hajime.md:9:3",
            "M313 guide/hajime.md:14:3",
            "M313 guide/hajime.md:17:1",
            "M313 guide/hajime.md:20:3",
        ],
    },
    Case {
        name: "marks of headings that have no effect",
        change: |book| {
            book.page("## 甲 ｛#ko audience=staff｝\n\n## 乙 {audience：staff}\n\n＃＃ 丙 {#hei audience=staff}\n\n## 丁 {staff}\n")
        },
        expected: &[
            "M313 guide/hajime.md:5:11",
            "M313 guide/hajime.md:7:7",
            "M304 guide/hajime.md:9:1",
            "M313 guide/hajime.md:9:12",
            "M313 guide/hajime.md:11:6",
        ],
    },
    Case {
        name: "attributes of headings that are none",
        change: |book| {
            book.page("## 甲 {#ko audience=public}\n\n## 乙 {#otsu audiense=staff}\n\n## 丙 {#hei staff}\n\n## 丁 {audience=Staff}\n")
        },
        expected: &["M314 guide/hajime.md:5:11", "M314 guide/hajime.md:7:13", "M314 guide/hajime.md:9:12", "M314 guide/hajime.md:11:7"],
    },
    Case {
        name: "a box for staff that a blank line cuts in two",
        change: |book| book.page("> [!STAFF]\n> 一\n\n> 二\n"),
        expected: &["M313 guide/hajime.md:8:1"],
    },
    Case {
        name: "public text that uses a footnote and a link of a part for staff",
        change: |book| {
            book.page("文[^1]と[次][n]。\n\n## 裏 {audience=staff}\n\n裏[^2]の[次][n]。\n\n[^1]: 公開する注\n[^2]: 注\n\n[n]: hajime.md\n")
        },
        expected: &["S115 guide/hajime.md:5:2", "S115 guide/hajime.md:5:7"],
    },
    Case {
        name: "a definition of the glossary with a part for staff",
        change: |book| {
            book.files("-- site/glossary.yml --\nterms:\n  - id: gennin\n    term: 現認\n    yomi: げんにん\n    definition: |\n      会うこと。\n\n      > [!STAFF]\n      > 裏\n")
        },
        expected: &["M313 glossary.yml:6:7"],
    },
    Case {
        name: "audiences that are none",
        change: |book| {
            book.replace("site/guide/hajime.md", "summary: 使い方", "audience: 教職員").replace(
                CENTRE,
                "extension: \"12\"",
                "audience: Staff",
            )
        },
        expected: &["Y112 agencies/centre.yml:5:38", "Y112 guide/hajime.md:4:11"],
    },
];
