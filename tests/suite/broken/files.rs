//! Files that are no texts, in the wrong place, or under the wrong name.

use super::Case;

#[test]
fn a_file_that_cannot_be_used_is_named_with_its_cause() {
    super::run(CASES);
}

/// こんにちは in Shift_JIS.
const SHIFT_JIS: &[u8] = b"\x82\xb1\x82\xf1\x82\xc9\x82\xbf\x82\xcd";

pub const CASES: &[Case] = &[
    Case {
        name: "a page saved as Shift_JIS names the first unreadable line",
        change: |book| {
            book.write("site/guide/hajime.md", &[b"---\ntitle: hajime\n---\n", SHIFT_JIS, b"\n"].concat());
            book
        },
        expected: &["L101 guide/hajime.md:4:1"],
    },
    Case {
        name: "an agency saved as Shift_JIS is one message, and its absence none",
        change: |book| {
            book.write("site/agencies/centre.yml", &[b"name: ", SHIFT_JIS, b"\n"].concat());
            book
        },
        expected: &["L101 agencies/centre.yml:1:7"],
    },
    Case {
        name: "a page saved as UTF-16",
        change: |book| {
            let units = "\u{feff}---\r\ntitle: はじめに\r\n---\r\n".encode_utf16();
            book.write("site/guide/hajime.md", &units.flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
            book
        },
        expected: &["L101 guide/hajime.md:1:1"],
    },
    Case {
        name: "a page saved as ISO-2022-JP",
        change: |book| {
            book.write("site/guide/hajime.md", b"---\ntitle: \x1b$B$3$s\x1b(B\n---\n");
            book
        },
        expected: &["L101 guide/hajime.md:2:8"],
    },
    Case {
        name: "a site.yml saved as Shift_JIS",
        change: |book| {
            book.write("site/site.yml", &[b"id: machi\ntitle: ", SHIFT_JIS, b"\n"].concat());
            book
        },
        expected: &["L101 site.yml:2:8"],
    },
    Case {
        name: "a few broken bytes inside UTF-8",
        change: |book| {
            let text = ["---\ntitle: はじめに\n---\nこの手引きは".as_bytes(), b"\xff", "使い方です。\n".as_bytes()].concat();
            book.write("site/guide/hajime.md", &text);
            book
        },
        expected: &["L101 guide/hajime.md:4:7"],
    },
    Case { name: "a page with a NUL", change: |book| book.page("本文\0です。\n"), expected: &["L102 guide/hajime.md:5:3"] },
    Case {
        name: "a picture under the name of a page",
        change: |book| {
            book.write("site/guide/shashin.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
            book
        },
        expected: &["L112 guide/shashin.md:1:1"],
    },
    Case {
        name: "a Word file under the name of an agency",
        change: |book| {
            book.write("site/agencies/kyoi.yml", b"PK\x03\x04\x14\0\x06\0");
            book
        },
        expected: &["L112 agencies/kyoi.yml:1:1"],
    },
    Case {
        name: "names that are no ids, with a proposal where there is one",
        change: |book| book.files("-- site/guide/Chugaku_1.md --\n-- site/guide/中学校.md --\n-- site/guide/aux.md --\n"),
        expected: &["P104 guide/Chugaku_1.md:1:1", "P104 guide/aux.md:1:1", "P104 guide/中学校.md:1:1"],
    },
    Case {
        name: "two names that Windows takes for one",
        change: |book| book.files("-- site/guide/Hajime.md --\n"),
        expected: &["P105 guide/Hajime.md:1:1"],
    },
    Case {
        name: "files of no use are left out with a warning",
        change: |book| book.files("-- site/memo.txt --\n-- site/guide/soan.docx --\n-- site/agencies/b.yaml --\n-- site/agency/c.yml --\n"),
        expected: &["P107 agencies/b.yaml:1:1", "P107 agency:1:1", "P107 guide/soan.docx:1:1", "P107 memo.txt:1:1"],
    },
    Case {
        name: "litter of editors is passed over in silence",
        change: |book| book.files("-- site/guide/.hajime.md.swp --\n-- site/guide/hajime.md~ --\n-- site/Thumbs.db --\n-- site/.env --\n"),
        expected: &[],
    },
    #[cfg(unix)]
    Case {
        name: "a link to a file outside",
        change: |book| {
            std::os::unix::fs::symlink("/etc/passwd", book.site().join("guide/soto.md")).expect("a link");
            book
        },
        expected: &["P101 guide/soto.md:1:1"],
    },
    #[cfg(unix)]
    Case {
        name: "a site.yml that is a link",
        change: |book| {
            std::fs::rename(book.site().join("site.yml"), book.root().join("other.yml")).expect("moved");
            std::os::unix::fs::symlink("../other.yml", book.site().join("site.yml")).expect("a link");
            book
        },
        expected: &["P101 site.yml:1:1"],
    },
    #[cfg(unix)]
    Case {
        name: "a pipe under the name of a page is refused without waiting",
        change: |book| {
            let made = std::process::Command::new("mkfifo").arg(book.site().join("guide/kuda.md")).status();
            assert!(made.is_ok_and(|status| status.success()), "mkfifo is part of every unix");
            book
        },
        expected: &["P103 guide/kuda.md:1:1"],
    },
];
