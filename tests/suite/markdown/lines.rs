//! Line breaks within a paragraph, and ruby.

use super::{html, line};
use shirube::markup::plain_text;
use shirube::model::Audience;

#[test]
fn a_line_break_is_a_space_except_between_two_japanese_characters() {
    let cases = [
        ("学校へ\n連絡する", "学校へ連絡する"),
        ("連絡する。\n次に", "連絡する。次に"),
        ("カタカナ\nー", "カタカナー"),
        ("（注）\n「引用」", "（注）「引用」"),
        ("ＳＣ\nと話す", "ＳＣと話す"),
        ("ﾊﾝｶｸ\nです", "ﾊﾝｶｸです"),
        ("学校\r\nへ", "学校へ"),
        ("**大事**\n次", "<strong>大事</strong>次"),
        ("これは\n**「大事」**です", "これは<strong>「大事」</strong>です"),
        ("{漢字|かんじ}\n{仮名|かな}", "漢字仮名"),
        ("続く…\n次の", "続く…次の"),
        ("①\n連絡", "①連絡"),
        ("[](agency:kodomo)\nに電話", "<a href=\"../agencies/kodomo.html\">こども家庭センター</a>に電話"),
        ("葛\u{e0100}\n城", "葛\u{e0100}城"),
        ("> 学校へ\n> 連絡する", "<blockquote>\n<p>学校へ連絡する</p>\n</blockquote>\n"),
        // A space stays one.
        ("one\ntwo", "one\ntwo"),
        ("学校\nSSW", "学校\nSSW"),
        ("SSW\n学校", "SSW\n学校"),
        ("７日\n7 days", "７日\n7 days"),
        ("대한\n민국", "대한\n민국"),
        ("日本\n한국", "日本\n한국"),
        ("…\n—", "…\n—"),
        ("電話は\n[](agency:kodomo#phone)", "電話は\n0134-32-4111（内線 1）"),
        ("絵は\n![図](a.png)です", "絵は\n<img src=\"a.png\" alt=\"図\" width=\"640\">です"),
        ("学校 へ", "学校 へ"),
        ("学校  \nへ", "学校<br>\nへ"),
        ("学校\\\nへ", "学校<br>\nへ"),
    ];
    for (markdown, expected) in cases {
        let got = line(markdown).replace("<rp>（</rp><rt>かんじ</rt><rp>）</rp>", "").replace("<rp>（</rp><rt>かな</rt><rp>）</rp>", "");
        assert_eq!(got.replace("<ruby>", "").replace("</ruby>", ""), expected, "{markdown:?}");
    }
}

#[test]
fn ruby_is_written_with_its_reading_in_brackets_for_browsers_without_ruby() {
    let ruby = "<ruby>漢字<rp>（</rp><rt>かんじ</rt><rp>）</rp></ruby>";
    assert_eq!(line("この{漢字|かんじ}を"), format!("この{ruby}を"));
    assert_eq!(line("{漢字|かんじ}{漢字|かんじ}"), format!("{ruby}{ruby}"));
    assert_eq!(line("[{漢字|かんじ}](a.html)"), format!("<a href=\"a.html\">{ruby}</a>"));
    assert!(html("## {漢字|かんじ}\n").contains(&format!(">{ruby}</h2>")));
    assert!(html("## {漢字|かんじ} {#kanji}\n").contains(&format!("id=\"kanji\">{ruby}</h2>")));
    assert!(html("| {漢字\\|かんじ} | b |\n|---|---|\n").contains(&format!("<th scope=\"col\">{ruby}</th>")));
    assert_eq!(line("{SSW|エスエスダブリュー}"), "<ruby>SSW<rp>（</rp><rt>エスエスダブリュー</rt><rp>）</rp></ruby>");
}

#[test]
fn what_is_no_whole_ruby_stays_text() {
    for text in ["{漢字|}", "{|かんじ}", "{漢字}", "{漢字|かん", "漢字|かんじ}", "{漢|字|かんじ}", "{a|b}", "{漢{字|かんじ", "{ | }"]
    {
        assert_eq!(line(text), text);
    }
    assert_eq!(line("\\{漢字|かんじ}"), "{漢字|かんじ}");
    assert_eq!(line("`{漢字|かんじ}`"), "<code>{漢字|かんじ}</code>");
    assert_eq!(html("    {漢字|かんじ}\n"), "<pre><code>{漢字|かんじ}\n</code></pre>\n");
    assert_eq!(line("[窓](<a{漢字|かんじ}.html>)"), "<a href=\"a%7B%E6%BC%A2%E5%AD%97%7C%E3%81%8B%E3%82%93%E3%81%98%7D.html\">窓</a>");
    assert!(html("| {漢字\\|x | b |\n|---|---|\n").contains(">{漢字|x<"));
}

#[test]
fn plain_text_is_what_a_reader_sees() {
    let text = "## 欠席{#day}\n\n学校へ\n**連絡**する{速報|そくほう}。\n\n- 甲[^1]\n- [乙](a.html) `x`\n\n| 一 | 二 |\n|---|---|\n| 三 | 四 |\n\n[^1]: 注\n";
    assert_eq!(plain_text(text, Audience::Public), "欠席\n学校へ連絡する速報。\n甲\n乙 x\n一 二\n三 四\n注");
    assert_eq!(plain_text("![図](a.png) &amp; [](agency:kodomo)", Audience::Public), "図 &");
    assert_eq!(
        shirube::markup::plain_text_resolved("[](agency:kodomo): [](agency:kodomo#phone)", &super::Town),
        "こども家庭センター: 0134-32-4111（内線 1）"
    );
}

#[test]
fn line_ends_of_windows_give_the_same_html() {
    let text = "## 見出し {#id}\n\n学校へ\n連絡**「大事」**する\nand so\n\n> [!NOTE]\n> 注\n> 意\n\n```text\na\nb\n```\n\n    c\n    d\n\n- [ ] 甲\n- [x] 乙\n\n| a | b |\n|--:|---|\n| 1 | {漢字\\|かんじ} |\n\n<div>\nx\n</div>\n\n<!-- a\nb -->\n\n語\n: 説明\n\n文[^1]\n\n[^1]: 脚注\n";
    assert_eq!(html(text), html(&text.replace('\n', "\r\n")));
}
