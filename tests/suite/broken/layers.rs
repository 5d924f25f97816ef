//! Mistakes between a handbook and its bases.

use super::Case;
use crate::harness::Handbook;

#[test]
fn a_mistake_between_layers_names_both_of_them() {
    super::run(CASES);
}

/// Moves the whole handbook to `base/` and puts a town above it at `site/`.
pub(super) fn over_base(book: Handbook, files: &str) -> Handbook {
    std::fs::rename(book.site(), book.root().join("base")).expect("moved");
    let town = "-- site/site.yml --
id: town
title: 町の手引き
publisher: 町
status: sample
edition: {label: 試し, issued: 2026-04-01}
extends: ../base
nav:
  - {id: taio, title: 対応, items: [page:hajime]}
";
    book.files(town).files(files)
}

const TOWN_PAGE: &str = "-- site/guide/hajime.md --\n---\noverlay: replace\ntitle: 町のはじめに\n---\n本文\n";

pub const CASES: &[Case] = &[
    Case {
        name: "a page with an id of the base and no verb",
        change: |book| over_base(book, "-- site/guide/hajime.md --\n---\ntitle: 町のはじめに\n---\n本文\n"),
        expected: &["S104 guide/hajime.md:2:8"],
    },
    Case {
        name: "an agency with an id of the base and no verb",
        change: |book| {
            over_base(
                book,
                "-- site/agencies/centre.yml --\nname: 窓口\nyomi: まどぐち\ncategory: jido\nphones: [{number: 0134-32-5208}]\n",
            )
        },
        expected: &["S104 agencies/centre.yml:1:7"],
    },
    Case {
        name: "a word, a category, a slot and a lane of the base without a verb",
        change: |book| {
            over_base(
                book,
                "-- site/glossary.yml --
terms:
  - {id: gennin, term: 現認, yomi: げんにん, definition: 町の説明。}
-- site/categories.yml --
categories:
  - {id: jido, title: 町の分類}
-- site/emergency.yml --
title: 町の案内
principle: まず電話。
lines:
  - {id: life, when: 命の危険, call: [agency:dial-110, agency:dial-119, agency:dial-189, slot:centre, slot:guidance]}
",
            )
            .replace("site/site.yml", "nav:", "slots:\n  centre: {title: 町の窓口}\nnav:")
        },
        expected: &["S104 categories.yml:2:10", "S104 emergency.yml:1:1", "S104 glossary.yml:2:10", "S104 site.yml:8:3"],
    },
    Case {
        name: "a replacement of nothing",
        change: |book| {
            over_base(book, TOWN_PAGE).files("-- site/guide/machi.md --\n---\noverlay: replace\ntitle: 町だけ\n---\n本文\n").replace(
                "site/site.yml",
                "[page:hajime]",
                "[page:hajime, page:machi]",
            )
        },
        expected: &["S105 guide/machi.md:2:10"],
    },
    Case {
        name: "what is removed has content all the same, and a patch has text that belongs nowhere",
        change: |book| {
            over_base(
                book,
                "-- site/guide/hajime.md --\n---\noverlay: patch\ntitle: 町のはじめに\n---\n本文\n-- site/agencies/centre.yml --\noverlay: remove\nname: 窓口\n",
            )
            .replace("base/guide/hajime.md", "[](agency:centre)", "町の窓口")
            .replace("base/site.yml", "agency:centre", "agency:guidance")
        },
        expected: &["S118 agencies/centre.yml:2:1", "S118 guide/hajime.md:5:1"],
    },
    Case {
        name: "a patch with a footnote that the page below has too",
        change: |book| {
            over_base(
                book,
                "-- site/guide/hajime.md --\n---\noverlay: patch\n---\n## 町 {#machi overlay=after:tsukai}\n\n町[^a]\n\n[^a]: 町の注\n",
            )
            .replace("base/guide/hajime.md", "に電話します。", "に電話します[^a]。\n\n[^a]: 基の注")
        },
        expected: &["S119 base/guide/hajime.md:10:24", "S119 guide/hajime.md:6:2"],
    },
    Case {
        name: "a verb that is none",
        change: |book| over_base(book, TOWN_PAGE).replace("site/guide/hajime.md", "replace", "replase"),
        expected: &["Y112 guide/hajime.md:2:10"],
    },
    Case {
        name: "a base that is not there",
        change: |book| over_base(book, TOWN_PAGE).replace("site/site.yml", "../base", "../bass"),
        expected: &["S102 site.yml:6:10"],
    },
    Case {
        name: "a base named without the way to it is looked for inside",
        change: |book| over_base(book, TOWN_PAGE).replace("site/site.yml", "../base", "base"),
        expected: &["S102 site.yml:6:10"],
    },
    Case {
        name: "a handbook that extends itself",
        change: |book| book.replace("site/site.yml", "nav:", "extends: ../site\nnav:"),
        expected: &["S103 site.yml:16:10"],
    },
    Case {
        name: "two handbooks that extend each other",
        change: |book| over_base(book, TOWN_PAGE).replace("base/site.yml", "nav:", "extends: ../site\nnav:"),
        expected: &["S103 base/site.yml:16:10"],
    },
    Case {
        name: "a base whose site.yml is broken",
        change: |book| over_base(book, TOWN_PAGE).replace("base/site.yml", "publisher:", "publishr:"),
        expected: &["Y102 base/site.yml:3:1"],
    },
    Case {
        name: "a page of the base that cannot be read is no reason to doubt the verb above it",
        change: |book| over_base(book, TOWN_PAGE).replace("base/guide/hajime.md", "title:", "title："),
        expected: &["L106 base/guide/hajime.md:2:6"],
    },
    Case {
        name: "a wrong key of the base matters to who patches its page and not to who replaces it",
        change: |book| {
            over_base(book, TOWN_PAGE)
                .replace("base/guide/hajime.md", "summary:", "sumary:")
                .replace("base/agencies/centre.yml", "hours:", "houers:")
                .files("-- site/agencies/centre.yml --\noverlay: patch\nshort: 町の窓口\n")
        },
        expected: &["Y102 base/agencies/centre.yml:6:1"],
    },
    Case {
        name: "a slot of the base that the town has not bound",
        change: |book| over_base(book, TOWN_PAGE).replace("base/site.yml", "  guidance: agency:guidance\n", ""),
        expected: &["S106 site.yml:1:1"],
    },
    Case {
        name: "two towns between, both of them with mistakes",
        change: |book| {
            over_base(book, TOWN_PAGE).replace("site/guide/hajime.md", "本文", "[](agency:nobody)").replace(
                "base/agencies/centre.yml",
                "0134-32-5208",
                "32-5208x",
            )
        },
        expected: &["D101 base/agencies/centre.yml:5:14", "M202 guide/hajime.md:5:1"],
    },
];
