//! One mistake, one message: what cannot be read is not also said to be missing.

use super::Case;

#[test]
fn a_mistake_has_no_echo_elsewhere() {
    super::run(CASES);
}

pub const CASES: &[Case] = &[
    Case {
        name: "a broken agency is not also missing in slots, lane, pages and parents",
        change: |book| {
            book.replace("site/agencies/centre.yml", "yomi:", "yomy:")
                .replace("site/agencies/guidance.yml", "category:", "parent: centre\ncategory:")
                .page("[](agency:centre)と[](slot:centre#phone)\n")
        },
        expected: &["Y102 agencies/centre.yml:2:1"],
    },
    Case {
        name: "a broken national number does not empty the lane",
        change: |book| book.replace("site/agencies/dial-110.yml", "yomi:", "yomi："),
        expected: &["L106 agencies/dial-110.yml:2:5"],
    },
    Case {
        name: "a broken page is not also missing in nav, entrances and links",
        change: |book| {
            book.replace("site/guide/hajime.md", "title:", "titel:")
                .replace("site/site.yml", "nav:", "entrances:\n  - {id: a, title: 甲, to: page:hajime}\nnav:")
                .replace("site/site.yml", "page:hajime]", "page:hajime, page:tsugi]")
                .files("-- site/guide/tsugi.md --\n---\ntitle: 次\n---\n[](page:hajime#tsukai)、[前](hajime.md)\n")
        },
        expected: &["Y102 guide/hajime.md:2:1"],
    },
    Case {
        name: "broken pages of a folder do not empty it",
        change: |book| {
            book.replace("site/site.yml", "page:hajime]", "page:hajime, folder:taio]")
                .files("-- site/guide/taio/day-7.md --\n---\ntitel: 七日目\n---\n本文\n")
        },
        expected: &["Y102 guide/taio/day-7.md:2:1"],
    },
    Case {
        name: "broken categories are not also missing in each agency",
        change: |book| book.replace("site/categories.yml", "title:", "titel:"),
        expected: &["Y102 categories.yml:2:16"],
    },
    Case {
        name: "a broken glossary does not break its references",
        change: |book| book.replace("site/glossary.yml", "definition:", "definiton:").page("[](term:gennin)\n"),
        expected: &["Y102 glossary.yml:2:40"],
    },
    Case {
        name: "a broken lane is not also missing",
        change: |book| book.replace("site/emergency.yml", "principle:", "principal:"),
        expected: &["Y102 emergency.yml:2:1"],
    },
    Case {
        name: "an agency under a bad name is not also missing",
        change: |book| {
            std::fs::rename(book.site().join("agencies/centre.yml"), book.site().join("agencies/Centre.yml")).expect("renamed");
            book
        },
        expected: &["P104 agencies/Centre.yml:1:1"],
    },
    Case {
        name: "a broken site.yml does not hide the mistakes of other files",
        change: |book| {
            book.replace("site/site.yml", "publisher:", "publishr:")
                .replace("site/agencies/centre.yml", "0134-32-5208", "0134")
                .replace("site/glossary.yml", "yomi: げんにん", "yomi: 現認")
                .page("[](agency:centre)<b>\n")
        },
        expected: &["D101 agencies/centre.yml:5:14", "D108 glossary.yml:2:34", "M303 guide/hajime.md:5:18", "Y102 site.yml:3:1"],
    },
];
