//! Patches that do not fit what stands below them.

use super::Case;
use super::layers::over_base;
use crate::harness::Handbook;

#[test]
fn a_patch_that_does_not_fit_is_shown_at_its_own_words() {
    super::run(CASES);
}

/// A town whose page patches the one of the base, which has the section `tsukai`.
fn patched(book: Handbook, patch: &str) -> Handbook {
    over_base(book, &format!("-- site/guide/hajime.md --\n---\noverlay: patch\n---\n{patch}"))
}

/// A town that patches an agency of the base.
fn agency(book: Handbook, patch: &str) -> Handbook {
    over_base(book, &format!("-- site/agencies/centre.yml --\noverlay: patch\n{patch}\n"))
}

fn lane(book: Handbook, patch: &str) -> Handbook {
    over_base(book, &format!("-- site/emergency.yml --\noverlay: patch\n{patch}\n"))
}

pub const CASES: &[Case] = &[
    Case {
        name: "a list whose items have no ids, patched in parts",
        change: |book| agency(book, "phones: {remove: [\"0134-32-5208\"]}"),
        expected: &["S118 agencies/centre.yml:2:9"],
    },
    Case {
        name: "an item that is removed and is not there",
        change: |book| lane(book, "lines: {remove: [abus]}"),
        expected: &["S105 emergency.yml:2:18"],
    },
    Case {
        name: "an item that is patched and is not there",
        change: |book| lane(book, "lines: {patch: {abuze: {when: 虐待}}}"),
        expected: &["S105 emergency.yml:2:17"],
    },
    Case {
        name: "an item that is added after one that is not there",
        change: |book| lane(book, "lines: {add: [{id: machi, when: 町, call: [slot:centre], after: lief}]}"),
        expected: &["S105 emergency.yml:2:64"],
    },
    Case {
        name: "an item that is added twice, and to two places",
        change: |book| {
            lane(
                book,
                "lines: {add: [{id: life, when: 町, call: [slot:centre]}, {id: x, when: 町, call: [slot:centre], after: life, before: abuse}]}",
            )
        },
        expected: &["S104 emergency.yml:2:20", "S118 emergency.yml:2:108"],
    },
    Case {
        name: "a verb deep in a patch that finds nothing",
        change: |book| agency(book, "address: {overlay: remove}\nverified: {phone: {overlay: patch, by_role: 町}}"),
        expected: &["S105 agencies/centre.yml:2:20", "S105 agencies/centre.yml:3:29"],
    },
    Case {
        name: "a required key that is taken away",
        change: |book| agency(book, "yomi: {overlay: remove}"),
        expected: &["Y104 agencies/centre.yml:2:17"],
    },
    Case {
        name: "a patched agency that nobody can reach any more",
        change: |book| agency(book, "phones: {overlay: remove}"),
        expected: &["S110 base/emergency.yml:1:1", "D107 agencies/centre.yml:1:10"],
    },
    Case {
        name: "a patch of an agency with a wrong key, a wrong word and a wrong verb",
        change: |book| agency(book, "hour: []\npublish: maybe\nemails: {overlay: none}"),
        expected: &["Y102 agencies/centre.yml:2:1", "Y105 agencies/centre.yml:3:10", "Y112 agencies/centre.yml:4:19"],
    },
    Case {
        name: "text and sections of a patch that say nowhere where they go",
        change: |book| patched(book, "町の前書き\n\n## 町 {#machi}\n\n町の文\n"),
        expected: &["S118 guide/hajime.md:4:1", "S118 guide/hajime.md:6:1"],
    },
    Case {
        name: "a section of a patch for one that the page below does not have",
        change: |book| patched(book, "## 町 {#machi overlay=after:tukai}\n\n町の文\n"),
        expected: &["S105 guide/hajime.md:4:14"],
    },
    Case {
        name: "a section of a patch of another level",
        change: |book| patched(book, "### 町 {#machi overlay=after:tsukai}\n\n町の文\n"),
        expected: &["S118 guide/hajime.md:4:1"],
    },
    Case {
        name: "a section that is replaced and removed",
        change: |book| patched(book, "## 町 {#tsukai overlay=replace}\n\n町の文\n\n## 使い方 {#tsukai overlay=remove}\n"),
        expected: &["S118 guide/hajime.md:8:17"],
    },
    Case {
        name: "a section with a verb within another one",
        change: |book| patched(book, "## 町 {#tsukai overlay=replace}\n\n### 内 {#uchi overlay=after:tsukai}\n"),
        expected: &["S118 guide/hajime.md:6:14"],
    },
    Case {
        name: "a section that is removed and has a text",
        change: |book| patched(book, "## 使い方 {#tsukai overlay=remove}\n\n残りの文\n"),
        expected: &["S118 guide/hajime.md:6:1"],
    },
    Case {
        name: "a section of a patch that does not end its code",
        change: |book| patched(book, "## 町 {#machi overlay=before:tsukai}\n\n```\n町の文\n"),
        expected: &["S118 base/guide/hajime.md:8:1"],
    },
    Case {
        name: "a verb in a heading that is none",
        change: |book| patched(book, "## 町 {#machi overlay=instead:tsukai}\n\n町の文\n"),
        expected: &["M314 guide/hajime.md:4:14"],
    },
    Case {
        name: "a verb in the heading of a page that is no patch",
        change: |book| book.page("## 町 {#machi overlay=after:tsukai}\n"),
        expected: &["S118 guide/hajime.md:5:14"],
    },
    Case {
        name: "a page that is removed and has a text",
        change: |book| {
            over_base(book, "-- site/guide/hajime.md --\n---\noverlay: remove\n---\n本文\n").replace(
                "site/site.yml",
                "page:hajime",
                "index:kana",
            )
        },
        expected: &["S118 guide/hajime.md:4:1"],
    },
    Case {
        name: "a page that is removed and still referred to",
        change: |book| over_base(book, "-- site/guide/hajime.md --\n---\noverlay: remove\n---\n"),
        expected: &["M202 site.yml:8:35"],
    },
    Case {
        name: "a footnote whose definition for staff was cut",
        change: |book| {
            patched(book, "## 乙 {#b overlay=remove}\n").files(
                "-- base/guide/hajime.md --\n---\ntitle: はじめに\n---\n## 甲 {#a audience=staff}\n\n甲[^a]\n\n## 乙 {#b audience=staff}\n\n[^a]: 注\n",
            )
        },
        expected: &["S119 base/guide/hajime.md:6:2"],
    },
    Case {
        name: "a nav that patches none, and a chapter that is not there",
        change: |book| {
            over_base(book, "").replace(
                "site/site.yml",
                "nav:\n  - {id: taio, title: 対応, items: [page:hajime]}",
                "nav: {overlay: patch, remove: [tayo]}\nentrances: {overlay: patch}",
            )
        },
        expected: &["S105 site.yml:7:32", "S105 site.yml:8:22"],
    },
    Case {
        name: "a verb below a misspelt key",
        change: |book| over_base(book, "-- site/guide/hajime.md --\n---\noverlai: patch\nsummary: 町の\n---\n"),
        expected: &["Y102 guide/hajime.md:2:1"],
    },
    Case {
        name: "a slot that is taken away and bound all the same",
        change: |book| {
            over_base(book, "").replace("site/site.yml", "nav:", "slots: {guidance: {overlay: remove}}\nbind: {guidance: undecided}\nnav:")
        },
        expected: &["M202 base/emergency.yml:5:55", "S107 site.yml:8:8"],
    },
];
