//! Mistakes in a handbook's own `theme/` folder.

use super::Case;

#[test]
fn a_mistake_in_a_theme_is_named() {
    super::run(CASES);
}

pub const CASES: &[Case] = &[
    Case {
        name: "a file under a name that overrides nothing is a warning",
        change: |book| book.files("-- site/theme/templates/pages.html --\n{% extends \"default/page.html\" %}\n"),
        expected: &["T102 theme/templates/pages.html:1:1"],
    },
    Case {
        name: "a style that is listed and not there",
        change: |book| book.files("-- site/theme/theme.yml --\napi: 1\nstyles: [css/machi.css]\n"),
        expected: &["T103 theme/theme.yml:2:10"],
    },
    Case {
        name: "an unknown key in theme.yml",
        change: |book| book.files("-- site/theme/theme.yml --\napi: 1\nstyle: [css/machi.css]\n"),
        expected: &["Y102 theme/theme.yml:2:1"],
    },
    Case {
        name: "ink too close to paper",
        change: |book| {
            book.files("-- site/theme/theme.yml --\napi: 1\nstyles: [css/machi.css]\n-- site/theme/css/machi.css --\n:root {\n  --ink: #999999;\n}\n")
        },
        expected: &[
            "T104 theme/css/machi.css:2:3",
            "T104 theme/css/machi.css:2:3",
            "T104 theme/css/machi.css:2:3",
            "T104 theme/css/machi.css:2:3",
            "T104 theme/css/machi.css:2:3",
            "T104 theme/css/machi.css:2:3",
            "T104 theme/css/machi.css:2:3",
        ],
    },
    Case {
        name: "a language without texts",
        change: |book| book.replace("site/site.yml", "nav:", "lang: fr\nnav:"),
        expected: &["T103 site.yml:16:7"],
    },
    Case {
        name: "a theme for another version",
        change: |book| book.files("-- site/theme/theme.yml --\napi: 2\n"),
        expected: &["Y113 theme/theme.yml:1:1"],
    },
    Case {
        name: "a text under a key that nothing uses is a warning",
        change: |book| book.files("-- site/theme/i18n/ja.yml --\nprint_pages: 印刷\n"),
        expected: &["T102 theme/i18n/ja.yml:1:1"],
    },
    Case {
        name: "a template saved as Shift_JIS",
        change: |book| {
            book.write("site/theme/templates/page.html", b"\x82\xb1\x82\xf1");
            book
        },
        expected: &["L101 theme/templates/page.html:1:1"],
    },
];
