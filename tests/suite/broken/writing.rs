//! How a handbook is written: each lint where it speaks, and beside it what it must leave alone.

use super::Case;
use crate::harness::Handbook;
use shirube::diag::Severity;

#[test]
fn a_lint_about_writing_points_at_the_words() {
    super::run(CASES);
}

const SITE: &str = "site/site.yml";
const PAGE: &str = "site/guide/hajime.md";

/// A base `common` below the handbook, with a page and a glossary of its own.
const BASE: &str = r#"
-- common/site.yml --
id: common
title: 共通の手引き
publisher: 試しの町
status: sample
edition: {label: 試し, issued: 2026-04-01}
base: yes
slots:
  room: {title: 教育支援センター}
-- common/glossary.yml --
terms:
  - {id: futoko, term: 不登校, yomi: ふとうこう, definition: 年間30日以上欠席していること。, discouraged: [{spelling: 登校拒否, reason: 登校したくてもできない状況を含まないため}]}
-- common/guide/kiso.md --
---
title: 基礎
sources:
  - {document: 試しの資料, page: 3, heading: 連続欠席3日目の対応}
---
"#;

/// The handbook on that base; the base's page has this body.
fn on_base(book: Handbook, body: &str) -> Handbook {
    book.files(&format!("{BASE}{body}\n"))
        .replace(SITE, "slots:\n", "extends: ../common\nslots:\n")
        .replace(SITE, "  guidance: agency:guidance\n", "  guidance: agency:guidance\n  room: agency:centre\n")
        .replace(SITE, "[page:hajime", "[page:kiso, page:hajime")
}

/// A glossary with a word that has a home, and one that discourages spellings.
fn with_words(book: Handbook, body: &str) -> Handbook {
    let glossary = "terms:
  - {id: sokuho, term: 速報, yomi: そくほう, short: はやめ, synonyms: [不登校の速報], definition: 急いで知らせる様式。, home: \"page:yoshiki#sokuho\"}
  - {id: hattatsu, term: 発達障害, yomi: はったつしょうがい, synonyms: [発達障がい], definition: 生まれつきの特性。}
  - {id: shogai, term: 障害, yomi: しょうがい, definition: 妨げ。障がいとも書く。, discouraged: [{spelling: 障がい, reason: 表記をそろえるため}, {spelling: ＬＤ児}]}
  - {id: jiso, term: 児童相談所, yomi: じどうそうだんじょ, short: 児相, definition: 相談に応じる機関。, discouraged: [{spelling: 子相}]}
";
    book.page(body)
        .files(&format!("-- site/glossary.yml --\n{glossary}-- site/guide/yoshiki.md --\n---\ntitle: 様式\n---\n## 速報 {{#sokuho}}\n\n速報の書き方です。\n\n## ほか {{#hoka}}\n"))
        .replace(SITE, "[page:hajime]", "[page:hajime, page:yoshiki]")
}

fn accepting(book: Handbook, words: &str, body: &str) -> Handbook {
    with_words(book, body).replace(PAGE, "yomi: はじめに\n", &format!("yomi: はじめに\naccepts: {words}\n"))
}

pub const CASES: &[Case] = &[
    Case {
        name: "headings that skip a level",
        change: |book| book.page("### 一\n\n## 二\n\n#### 三\n"),
        expected: &["W101 guide/hajime.md:5:1", "W101 guide/hajime.md:9:1"],
    },
    Case {
        name: "headings that go down one by one and up at once are right",
        change: |book| book.page("## 一\n\n### 二\n\n#### 三\n\n## 四\n"),
        expected: &[],
    },
    Case {
        name: "images without words",
        change: |book| {
            book.write("site/assets/a.png", b"x");
            book.page("![](../assets/a.png)と![ ](../assets/a.png)と[![](../assets/a.png)](page:hajime)\n")
        },
        expected: &["W102 guide/hajime.md:5:1", "W102 guide/hajime.md:5:22", "W102 guide/hajime.md:5:45"],
    },
    Case {
        name: "an image with words is right",
        change: |book| {
            book.write("site/assets/a.png", b"x");
            book.page("![校門の写真](../assets/a.png)\n")
        },
        expected: &[],
    },
    Case {
        name: "links that do not say where they lead",
        change: |book| book.page("[こちら](page:hajime)と[ＨＥＲＥ](https://example.jp/)と[詳細はこちら→](agency:centre)\n"),
        expected: &["W103 guide/hajime.md:5:1", "W103 guide/hajime.md:5:20", "W103 guide/hajime.md:5:48"],
    },
    Case {
        name: "a link whose text only begins like a vague one is right",
        change: |book| book.page("[こちらの窓口の使い方](page:hajime)と[](agency:centre)と[リンク集](https://example.jp/)\n"),
        expected: &[],
    },
    Case {
        name: "the same link text for two places",
        change: |book| with_words(book, "[様式](page:yoshiki)、[様式](page:yoshiki#hoka)、[様式](page:yoshiki)\n"),
        expected: &["W104 guide/hajime.md:5:20"],
    },
    Case {
        name: "the same link text for a word and a thing of that name is right",
        change: |book| book.page("[現認](term:gennin)、[現認](page:hajime)、[現認](agency:centre)\n"),
        expected: &[],
    },
    Case {
        name: "copies of an agency's number and the link that dials it",
        change: |book| book.page("電話０１３４－３２―５２０８（内線12）、32-5208、(0134)32-5208。\n\n[電話する](tel:0134325208)\n"),
        expected: &["W201 guide/hajime.md:5:3", "W201 guide/hajime.md:5:22", "W201 guide/hajime.md:5:31", "W201 guide/hajime.md:7:1"],
    },
    Case {
        name: "a copy of an agency's address, whatever its case and width",
        change: |book| {
            book.replace("site/agencies/centre.yml", "hours:", "emails:\n  - {address: centre@machi.lg.jp}\nhours:")
                .page("Centre@Machi.lg.jpと＜ｃｅｎｔｒｅ＠ｍａｃｈｉ．ｌｇ．ｊｐ＞と<centre@machi.lg.jp>\n")
        },
        expected: &["W201 guide/hajime.md:5:1", "W201 guide/hajime.md:5:21", "W201 guide/hajime.md:5:41"],
    },
    Case {
        name: "contacts of no agency, in every kind of text",
        change: |book| {
            book.replace(PAGE, "summary: 使い方", "summary: 0120-123-456へ")
                .replace(PAGE, "本文です。", "090-1234-5678とx@y.jp")
                .replace("site/glossary.yml", "本人に会って", "0134-99-9999で")
                .replace("site/agencies/centre.yml", "hours:", "notes:\n  - 夜は0134-88-8888\nhours:")
        },
        expected: &[
            "W202 agencies/centre.yml:7:7",
            "W202 glossary.yml:2:52",
            "W202 guide/hajime.md:4:10",
            "W202 guide/hajime.md:6:1",
            "W202 guide/hajime.md:6:15",
        ],
    },
    Case {
        name: "dates, codes, ranges, short numbers, code and references are no contacts",
        change: |book| {
            book.page("2026-04-01、〒047-0034、10-15ページ、110番・119番・189、9:00-17:00、1-2-3、12-3456、`0134-32-5208`、a@example.jp\n\n[](agency:centre#phone)\n")
        },
        expected: &[],
    },
    Case {
        name: "a word with a home that a page does not link, once and at its first mention",
        change: |book| with_words(book, "## 速報\n\n不登校の**速報**を送る。速報を送る。\n"),
        expected: &["W203 guide/hajime.md:7:1"],
    },
    Case {
        name: "a link to another section of the home's page is not enough",
        change: |book| with_words(book, "速報を[書く](page:yoshiki#hoka)。\n"),
        expected: &["W203 guide/hajime.md:5:1"],
    },
    Case {
        name: "a link to the home, its page or the word is enough, and short names in hiragana do not count",
        change: |book| {
            with_words(book, "速報を[書く](yoshiki.md#sokuho)。はやめに送る。\n").files(
                "-- site/guide/ni.md --\n---\ntitle: 二\n---\n速報は[様式](page:yoshiki)\n-- site/guide/san.md --\n---\ntitle: 三\n---\n速報は[](term:sokuho)\n-- site/guide/yon.md --\n---\ntitle: 四\n---\n`速報`と[速報](https://example.jp/)\n",
            )
            .replace(SITE, "[page:hajime, page:yoshiki]", "[page:hajime, page:yoshiki, page:ni, page:san, page:yon]")
        },
        expected: &[],
    },
    Case {
        name: "a home that is not there",
        change: |book| with_words(book, "本文\n").replace("site/glossary.yml", "page:yoshiki#sokuho", "page:yoshiki#sokuhou"),
        expected: &["M204 glossary.yml:2:102"],
    },
    Case {
        name: "a home that is no page",
        change: |book| with_words(book, "本文\n").replace("site/glossary.yml", "page:yoshiki#sokuho", "agency:centre"),
        expected: &["M201 glossary.yml:2:102"],
    },
    Case {
        name: "thresholds and form numbers in a base",
        change: |book| on_base(book, "連続して**3日**休んだら、翌月５日までに様式第一号を出す。七日目に参考資料２を見る。\n"),
        expected: &[
            "W204 common/guide/kiso.md:6:1",
            "W204 common/guide/kiso.md:6:16",
            "W204 common/guide/kiso.md:6:23",
            "W204 common/guide/kiso.md:6:32",
            "W204 common/guide/kiso.md:6:36",
        ],
    },
    Case {
        name: "day counts in a base, in every spelling",
        change: |book| on_base(book, "連続して三日、７日連続、断続的に10日、翌月の五日、3日目、7日間連続。\n"),
        expected: &[
            "W204 common/guide/kiso.md:6:1",
            "W204 common/guide/kiso.md:6:8",
            "W204 common/guide/kiso.md:6:13",
            "W204 common/guide/kiso.md:6:21",
            "W204 common/guide/kiso.md:6:27",
            "W204 common/guide/kiso.md:6:31",
        ],
    },
    Case {
        name: "the national definition in a base and thresholds in a town are right",
        change: |book| {
            on_base(book, "年間30日以上の欠席をいう。様式一覧を見て、一日の流れを決める。`3日目`\n").replace(
                PAGE,
                "本文です。",
                "連続3日目に様式1を出す。",
            )
        },
        expected: &[],
    },
    Case {
        name: "a town's number in a base",
        change: |book| on_base(book, "電話は0134-32-5208です。\n"),
        expected: &["W201 common/guide/kiso.md:6:4"],
    },
    Case {
        name: "discouraged spellings in titles, summaries, bodies, definitions and remarks",
        change: |book| {
            with_words(book, "障がいのある子、**障**がい、LD児、[子相](agency:guidance)\n")
                .replace(PAGE, "title: はじめに", "title: 障がい\nsummary: 子相へ")
                .replace("site/glossary.yml", "生まれつきの特性", "障がいの一つ")
                .replace("site/agencies/centre.yml", "hours:", "notes: [障がい]\nhours:")
        },
        expected: &[
            "W301 agencies/centre.yml:6:9",
            "W301 glossary.yml:3:80",
            "W301 guide/hajime.md:2:8",
            "W301 guide/hajime.md:3:10",
            "W301 guide/hajime.md:6:1",
            "W301 guide/hajime.md:6:11",
            "W301 guide/hajime.md:6:17",
            "W301 guide/hajime.md:6:22",
        ],
    },
    Case {
        name: "discouraged spellings within names, titles, laws and other words are right",
        change: |book| {
            with_words(book, "発達障がい、障がい者支援室、『障がいのしおり』、「障がい」という字、「障がいの手引き」4ページ、障がい者基本法、親子相談、障害\n")
                .replace("site/agencies/centre.yml", "yomi:", "aliases: [障がい者支援室]\nyomi:")
                .replace(PAGE, "yomi: はじめに\n", "yomi: はじめに\nsources: [{document: 町の障がいの手引き}]\n")
        },
        expected: &[],
    },
    Case {
        name: "a spelling that a base discourages binds the town, and one of the town does not bind the base",
        change: |book| {
            on_base(book, "登校拒否と現にん\n").replace(PAGE, "本文です。", "登校拒否").replace(
                "site/glossary.yml",
                "definition:",
                "discouraged: [{spelling: 現にん}], definition:",
            )
        },
        expected: &["W301 common/guide/kiso.md:6:1", "W301 guide/hajime.md:6:1"],
    },
    Case {
        name: "a page accepts a spelling and a bare name",
        change: |book| accepting(book, "[障がい, 速報]", "障がいと不登校の速報\n"),
        expected: &[],
    },
    Case {
        name: "an accepted spelling that nothing is said of",
        change: |book| accepting(book, "[障がい, 生涯]", "障がい\n"),
        expected: &["W302 guide/hajime.md:4:16"],
    },
    Case {
        name: "lints that are none, whose level is fixed, or that have no such level",
        change: |book| book.replace(SITE, "nav:", "lints:\n  vague-link-txt: off\n  raw-html: off\n  W101: warning\nnav:"),
        expected: &["S117 site.yml:17:3", "S117 site.yml:18:3"],
    },
    Case {
        name: "a level of a lint that is none",
        change: |book| book.replace(SITE, "nav:", "lints:\n  W103: hint\nnav:"),
        expected: &["Y112 site.yml:17:9"],
    },
    Case {
        name: "lints that are off are not said",
        change: |book| {
            book.replace(SITE, "nav:", "lints: {W103: off, heading-skipped: off, not-in-nav: off}\nnav:")
                .page("#### 段\n\n[こちら](page:hajime)\n")
                .files("-- site/guide/nokori.md --\n---\ntitle: 残り\n---\n本文\n")
        },
        expected: &[],
    },
];

#[test]
fn a_lint_raised_to_an_error_stops_the_build_and_a_town_has_the_last_word() {
    let raised = |book: Handbook| {
        on_base(book, "[こちら](page:kiso)\n").replace("common/site.yml", "base: yes", "base: yes\nlints: {vague-link-text: error}")
    };
    let book = raised(Handbook::new());
    let severities = |book: &Handbook| book.check().diagnostics.iter().map(|d| (d.code.id(), d.severity)).collect::<Vec<_>>();
    assert_eq!(severities(&book), [("W103", Severity::Error)]);
    assert_eq!(super::shirube(&book, &["build", "site", "--out", "out"]).status.code(), Some(1));
    assert!(!book.out().exists());
    let book = raised(Handbook::new()).replace(SITE, "nav:", "lints: {W103: warning}\nnav:");
    assert_eq!(severities(&book), [("W103", Severity::Warning)]);
}

#[test]
fn a_page_of_the_base_that_a_town_leaves_out_is_said_at_the_towns_file() {
    let book = on_base(Handbook::new(), "本文\n").replace(SITE, "[page:kiso, ", "[");
    assert_eq!(book.check().places(), ["S113 site.yml:1:1"]);
}

#[test]
fn advice_names_what_to_type() {
    for (book, said) in [
        (Handbook::new().page("0134-32-5208\n"), "[](agency:centre#phone)"),
        (on_base(Handbook::new(), "011-631-0301\n"), "slots: に役割を加え"),
        (on_base(Handbook::new(), "0134-32-5208\n"), "[](slot:room#phone)"),
        (with_words(Handbook::new(), "速報\n"), "[速報](page:yoshiki#sokuho)"),
        (with_words(Handbook::new(), "子相\n"), "「児童相談所」か「児相」と書きます"),
        (with_words(Handbook::new(), "障がい\n"), "理由: 表記をそろえるため"),
    ] {
        let checked = book.check();
        assert!(checked.human().contains(said), "{said}: {}", checked.human());
    }
}

#[test]
fn a_number_that_two_agencies_share_is_told_apart_by_its_extension() {
    let book =
        |body: &str| Handbook::new().replace("site/agencies/guidance.yml", "011-631-0301", "0134-32-5208, extension: \"34\"").page(body);
    assert!(book("0134-32-5208（内線34）\n").check().human().contains("[](agency:guidance#phone) と"));
    assert!(book("0134-32-5208\n").check().human().contains("[](agency:centre#phone) か [](agency:guidance#phone)"));
}

#[test]
fn what_could_not_be_read_is_not_said_to_be_missing() {
    for (book, expected) in [
        (
            Handbook::new().replace("site/agencies/centre.yml", "yomi:", "yomy:").page("0134-32-5208とx@y.jp\n"),
            ["Y102 agencies/centre.yml:2:1"].as_slice(),
        ),
        (
            accepting(Handbook::new(), "[障がい]", "障がい\n").replace("site/glossary.yml", "synonyms:", "synonym:"),
            &["Y102 glossary.yml:2:52"],
        ),
        (
            with_words(Handbook::new(), "速報は[様式](page:yoshiki#sokuho)で送る。\n").replace("site/guide/yoshiki.md", "title:", "titel:"),
            &["Y102 guide/yoshiki.md:2:1"],
        ),
    ] {
        assert_eq!(book.check().places(), expected);
    }
}

/// Pieces that bodies are thrown together from.
const PARTS: &[&str] = &[
    "障がい",
    "**",
    "*",
    "速報",
    "子相",
    "親",
    "0134",
    "０１３４",
    "-",
    "ー",
    "―",
    "(",
    "（",
    ")",
    "32",
    "5208",
    " ",
    "\n",
    "\n\n",
    "|",
    "@",
    "＠",
    "x.jp",
    "連続",
    "3",
    "三",
    "日目",
    "様式",
    "第",
    "号",
    "「",
    "」",
    "『",
    "』",
    "法",
    "&amp;",
    "\\*",
    "`",
    "<b>",
    "[",
    "](tel:0134325208)",
    "](page:hajime)",
    "![",
    "{漢字|かんじ}",
    "# ",
    "#### ",
    "> ",
    "- ",
    "| a |\n|---|\n",
    "㈱",
    "ｶﾞ",
    "\u{20000}",
    "🏫",
    "〒",
    "内線12",
    "。",
];

/// A small linear generator (Knuth's constants, upper bits), so that a failure comes again.
fn roll(state: &mut u64, sides: usize) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize % sides
}

#[test]
fn whatever_a_page_holds_the_lints_point_at_words_of_it() {
    let mut state = 7;
    let book = on_base(with_words(Handbook::new(), "本文\n"), "本文");
    for number in 0..150 {
        let body: String = (0..60).map(|_| PARTS[roll(&mut state, PARTS.len())]).collect();
        let layer = if number % 2 == 0 { "site" } else { "common" };
        book.write(&format!("{layer}/guide/p-{number}.md"), format!("---\ntitle: 頁{number}\n---\n{body}\n").as_bytes());
    }
    let checked = book.check();
    let about_writing: Vec<_> = checked.diagnostics.iter().filter(|problem| problem.code.id().starts_with('W')).collect();
    assert!(about_writing.len() > 300, "{}", about_writing.len());
    for problem in about_writing {
        let span = problem.span().expect("a place");
        assert!(!checked.sources.text(span).trim().is_empty(), "{problem:?}");
    }
}

#[test]
fn a_page_full_of_faults_is_told_of_fifty() {
    let count = |times: usize| with_words(Handbook::new(), &"障がい\n\n".repeat(times)).check().diagnostics.len();
    assert_eq!((count(49), count(50), count(51)), (49, 50, 50));
}

#[test]
fn the_glossary_leads_to_the_home_of_a_word() {
    let pages = with_words(Handbook::new(), "本文\n").build();
    assert!(pages["glossary.html"].contains("<dt>詳しくは</dt><dd><a href=\"guide/yoshiki.html#sokuho\">1-2 速報</a></dd>"));
}
