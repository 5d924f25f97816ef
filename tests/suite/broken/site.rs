//! Mistakes in `site.yml`: identity, dates, nav, slots, the emergency lane.

use super::Case;

#[test]
fn a_mistake_in_the_frame_of_a_handbook_is_named() {
    super::run(CASES);
}

const SITE: &str = "site/site.yml";
const LANE: &str = "site/emergency.yml";

pub const CASES: &[Case] = &[
    Case {
        name: "a choice of an entrance that leads nowhere",
        change: |book| {
            book.replace(
                "site/site.yml",
                "nav:",
                "entrances:\n  - {id: a, title: 甲, to: page:hajime, choices: [{title: 乙, to: page:hajmie}]}\nnav:",
            )
        },
        expected: &["M202 site.yml:17:65"],
    },
    Case {
        name: "a chapter with pages outside its groups",
        change: |book| {
            book.replace(
                "site/site.yml",
                "items: [page:hajime]",
                "items: [page:hajime]\n    groups: [{title: 早期, items: [index:glossary]}]",
            )
            .replace("site/site.yml", "index:agencies-by-name, index:glossary", "index:agencies-by-name")
        },
        expected: &["Y113 site.yml:20:22"],
    },
    Case { name: "an id that is none", change: |book| book.replace(SITE, "id: machi", "id: 町"), expected: &["S108 site.yml:1:5"] },
    Case {
        name: "a date that is none",
        change: |book| book.replace(SITE, "issued: 2026-04-01", "issued: 2026-02-30"),
        expected: &["Y113 site.yml:6:30"],
    },
    Case {
        name: "several wrong values are named together",
        change: |book| {
            book.replace(SITE, "id: machi", "id: 町")
                .replace(SITE, "issued: 2026-04-01", "issued: 令和8年")
                .replace(SITE, "review_by: 2027-03-31", "review_by: 来年")
                .replace(SITE, "undecided_ask: role:management", "undecided_ask: rol:management")
                .replace(SITE, "publisher: 試しの町", "publisher: 試しの町\nmunicipality_code: \"012034\"")
        },
        expected: &["S108 site.yml:1:5", "Y113 site.yml:4:20", "Y113 site.yml:7:30", "Y113 site.yml:7:47", "M201 site.yml:16:16"],
    },
    Case {
        name: "a role that is not there",
        change: |book| book.replace(SITE, "undecided_ask: role:management", "undecided_ask: role:managment"),
        expected: &["M202 site.yml:15:16"],
    },
    Case {
        name: "an agency to ask that is not there",
        change: |book| book.replace(SITE, "undecided_ask: role:management", "undecided_ask: agency:center"),
        expected: &["D106 site.yml:15:16"],
    },
    Case {
        name: "an unbound slot",
        change: |book| book.replace(SITE, "  guidance: agency:guidance\n", ""),
        expected: &["S106 site.yml:1:1"],
    },
    Case {
        name: "a binding of a slot that nobody declares",
        change: |book| book.replace(SITE, "  guidance: agency:guidance", "  guidanse: agency:guidance"),
        expected: &["S107 site.yml:12:3"],
    },
    Case {
        name: "a slot bound to an agency that is not there",
        change: |book| book.replace(SITE, "centre: agency:centre", "centre: agency:center"),
        expected: &["D106 site.yml:11:11"],
    },
    Case {
        name: "a slot bound to a role",
        change: |book| book.replace(SITE, "centre: agency:centre", "centre: role:management"),
        expected: &["M201 site.yml:11:11"],
    },
    Case {
        name: "a slot bound without its kind",
        change: |book| book.replace(SITE, "centre: agency:centre", "centre: centre"),
        expected: &["M201 site.yml:11:11"],
    },
    Case {
        name: "a slot with a name that is none",
        change: |book| book.replace(SITE, "  centre: {", "  Centre_1: {"),
        expected: &["S108 site.yml:8:3"],
    },
    Case {
        name: "a page of the nav that is not there",
        change: |book| book.replace(SITE, "page:hajime", "page:hajme"),
        expected: &["M202 site.yml:19:13"],
    },
    Case {
        name: "a page of the nav without its kind",
        change: |book| book.replace(SITE, "page:hajime", "hajime"),
        expected: &["M201 site.yml:19:13"],
    },
    Case {
        name: "an index of the nav that is not there",
        change: |book| book.replace(SITE, "index:kana", "index:knaa"),
        expected: &["M202 site.yml:22:69"],
    },
    Case {
        name: "an agency in the nav",
        change: |book| book.replace(SITE, "index:kana", "agency:centre"),
        expected: &["M201 site.yml:22:69"],
    },
    Case {
        name: "a folder of the nav without pages",
        change: |book| book.replace(SITE, "page:hajime", "page:hajime, folder:taio"),
        expected: &["M202 site.yml:19:26"],
    },
    Case {
        name: "a page twice in the nav",
        change: |book| book.replace(SITE, "index:kana", "index:kana, page:hajime"),
        expected: &["S112 site.yml:22:81"],
    },
    Case {
        name: "two chapters of one id",
        change: |book| book.replace(SITE, "- id: madoguchi", "- id: taio"),
        expected: &["S109 site.yml:20:9"],
    },
    Case {
        name: "a chapter id that is none does not hide its items",
        change: |book| book.replace(SITE, "- id: taio", "- id: 対応").replace(SITE, "page:hajime", "page:hajme"),
        expected: &["S108 site.yml:17:9", "M202 site.yml:19:13"],
    },
    Case {
        name: "a page that no nav entry reaches is a warning",
        change: |book| book.files("-- site/guide/nokori.md --\n---\ntitle: 残り\n---\n本文\n"),
        expected: &["S113 guide/nokori.md:2:8"],
    },
    Case {
        name: "entrances that lead nowhere",
        change: |book| {
            book.replace(
                SITE,
                "nav:",
                "entrances:\n  - {id: a, title: 甲, to: page:hajme}\n  - {id: b, title: 乙, to: https://example.jp/}\n  - {id: c, title: 丙, to: \"page:hajime#tukai\"}\nnav:",
            )
        },
        expected: &["M202 site.yml:17:27", "M201 site.yml:18:27", "M204 site.yml:19:27"],
    },
    Case { name: "no emergency lane", change: |book| book.without(LANE), expected: &["S110 site.yml:1:1"] },
    Case {
        name: "an emergency lane without 189",
        change: |book| book.replace(LANE, ", otherwise: {when: つながらないとき, call: [agency:dial-189]}", ""),
        expected: &["S110 emergency.yml:1:1"],
    },
    Case {
        name: "an emergency lane without the local desks",
        change: |book| book.replace(LANE, "call: [slot:centre, slot:guidance]", "call: [agency:dial-110]"),
        expected: &["S110 emergency.yml:1:1"],
    },
    Case {
        name: "an emergency lane that calls nobody known",
        change: |book| book.replace(LANE, "agency:dial-119", "agency:dial-911").replace(LANE, "slot:centre", "slot:center"),
        expected: &["M202 emergency.yml:4:52", "M202 emergency.yml:5:42"],
    },
];
