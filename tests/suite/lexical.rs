//! The pre-check: encodings are named, slips of the keyboard stand at their place, and text that only looks like a slip is left alone.

use proptest::prelude::*;
use shirube::diag::{Code, Sink, SourceFile, SourceId, SourceMap};
use shirube::load::lexical::{TextKind, check_text, decode_text};

fn problems(text: &str, kind: TextKind) -> Vec<String> {
    let mut sources = SourceMap::default();
    let source = sources.add(SourceFile::new("a", text.to_owned()));
    let mut sink = Sink::default();
    let is_clean = check_text(text, kind, source, &mut sink);
    assert_eq!(is_clean, sink.errors() == 0);
    sink.settle(&sources);
    let line = |span: shirube::diag::Span| sources.file(source).expect("the file").position(span.start as usize);
    sink.iter()
        .map(|d| {
            let span = d.span().expect("a place");
            format!("{}:{} {} {}", line(span).line, line(span).column, d.code, &text[span.range()])
        })
        .collect()
}

#[track_caller]
fn yaml(text: &str, expected: &[&str]) {
    assert_eq!(problems(text, TextKind::Yaml), expected, "{text}");
}

#[track_caller]
fn page(text: &str, expected: &[&str]) {
    assert_eq!(problems(text, TextKind::Markdown), expected, "{text:?}");
}

/// The message, and the excerpt's line and column, of bytes that are no text.
fn refused(bytes: &[u8]) -> (String, usize, usize) {
    let refusal = decode_text(bytes.to_vec()).expect_err("not a text");
    let file = SourceFile::new("a", refusal.text.clone());
    let diagnostic = refusal.into_diagnostic(SourceId(0));
    let at = file.position(diagnostic.span().expect("a place").start as usize);
    (format!("{} {}", diagnostic.code, diagnostic.message.ja), at.line, at.column)
}

#[test]
fn utf8_is_read_and_its_mark_taken_off() {
    assert_eq!(decode_text("題: 葛󠄀𠮷\r\n".into()), Ok("題: 葛󠄀𠮷\r\n".to_owned()));
    assert_eq!(decode_text(b"\xef\xbb\xbfa: b".to_vec()), Ok("a: b".to_owned()));
    assert_eq!(decode_text(Vec::new()), Ok(String::new()));
}

#[test]
fn the_old_japanese_encodings_are_named_with_the_first_bad_line() {
    // 「title: 1\nname: 欠席の連絡と対応について\n」
    let shift_jis = b"title: 1\nname: \x8c\x87\x90\xc8\x82\xcc\x98\x41\x97\x8d\x82\xc6\x91\xce\x89\x9e\x82\xc9\x82\xc2\x82\xa2\x82\xc4\n";
    assert_eq!(refused(shift_jis), ("L101 文字コードが UTF-8 ではなく、Shift_JIS（ANSI）のようです".to_owned(), 2, 7));
    let euc = b"title: 1\nname: \xb7\xe7\xc0\xca\xa4\xce\xcf\xa2\xcd\xed\xa4\xc8\xc2\xd0\xb1\xfe\xa4\xcb\xa4\xc4\xa4\xa4\xa4\xc6\n";
    assert_eq!(refused(euc), ("L101 文字コードが UTF-8 ではなく、EUC-JPのようです".to_owned(), 2, 7));
    let jis = b"name: \x1b$B7g@J\x1b(B\n";
    assert_eq!(refused(jis), ("L101 文字コードが UTF-8 ではなく、ISO-2022-JP（JIS）のようです".to_owned(), 1, 7));
    assert_eq!(refused(b"a: \xb1\xb2\xb3\n").0, "L101 文字コードが UTF-8 ではなく、Shift_JIS（ANSI）のようです");
}

#[test]
fn utf16_is_named_with_and_without_its_mark() {
    let name = "L101 文字コードが UTF-8 ではなく、UTF-16（Unicode）のようです";
    for mark in ["\u{feff}", ""] {
        let text = format!("{mark}title: 欠席の連絡\r\n");
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(refused(&little), (name.to_owned(), 1, 1));
        assert_eq!(refused(&big), (name.to_owned(), 1, 1));
        assert_eq!(decode_text(little).expect_err("not a text").text, "title: 欠席の連絡\r\n");
    }
}

#[test]
fn a_few_bad_bytes_in_utf8_are_shown_where_they_are() {
    let mut bytes = "題名: 欠席の連絡\n本文: か".as_bytes().to_vec();
    bytes.extend(b"\xff\n");
    assert_eq!(refused(&bytes), ("L101 文字として読めないところがあります".to_owned(), 2, 6));
}

#[test]
fn files_that_are_no_texts_are_named() {
    assert_eq!(refused(b"\x89PNG\r\n\x1a\n\0").0, "L112 文章のファイルではありません（PNG 画像のようです）");
    assert_eq!(refused(b"PK\x03\x04\x14\0").0, "L112 文章のファイルではありません（ZIP、または Word・Excel の文書のようです）");
    assert_eq!(refused(b"a: \0b").0, "L112 文章のファイルではありません（文字でないデータのようです）");
    assert_eq!(refused(&[0, 159, 146, 150, 1, 2, 255]).0, "L112 文章のファイルではありません（文字でないデータのようです）");
}

#[test]
fn full_width_colons_are_found_on_every_line_that_has_one() {
    yaml("title：手引き\nsummary ： あ\norder: 1\n", &["1:6 L106 ：", "2:9 L106 ："]);
    yaml("題名：手引き\n", &["1:3 L106 ："]);
    yaml("a: 1\nb：2\nc: 3\n", &["2:2 L106 ："]);
    yaml("desks:\n  - name：一\n    よみ：いち\n    phone: 1\n", &["2:9 L106 ：", "3:7 L106 ："]);
    yaml("desk: {name：一, phone: 1}\n", &["1:12 L106 ："]);
    yaml("\"a\"：1\n", &["1:4 L106 ："]);
    yaml("site:\n  title：一\n", &["2:8 L106 ："]);
}

#[test]
fn a_full_width_colon_in_a_text_is_text() {
    yaml("note: 電話：0134\nnotes:\n  - 電話：0134\n  - 注意：必ず\nlead:\n  電話：次のとおり\n", &[]);
    yaml("note: ここに\n  電話：0134\n  title：x\nb: 1\n", &[]);
    yaml("a: \"x\n  title：y\"\nb: |\n  title：x\n\n  ー　y\nc: 'title：x'\n# title：x\nd: [電話：1, 注：2]\n", &[]);
}

#[test]
fn a_missing_space_is_found_before_it_swallows_the_line() {
    yaml("title:手引き\norder:1\n", &["1:6 L113 :", "2:6 L113 :"]);
    yaml("items:\n  -朝の会\n  -終わりの会\nurl: https://x\n", &["2:3 L113 -", "3:3 L113 -"]);
    yaml("to: slot:police\nlist:\n  - agency:x\n  - 8:50\n  - -1\nlink:\n  https://x\nstart: 8:50\n---\n", &[]);
}

#[test]
fn full_width_spaces_are_found_where_they_are_structure() {
    yaml("title:　手引き\n", &["1:7 L107 　"]);
    yaml("title: 　手引き\n", &["1:8 L107 　"]);
    yaml("title　: 手引き\n", &["1:6 L107 　"]);
    yaml("title:　\n", &["1:7 L107 　"]);
    yaml("a:\n　　b: 1\n", &["2:1 L107 　　"]);
    yaml("a:\n  -　b\n", &["2:4 L107 　"]);
    yaml("a: 山田　\n", &["1:6 L107 　"]);
    yaml("a: {b:　1}\nc: [　x]\n", &["1:7 L107 　", "2:5 L107 　"]);
    yaml("a: |\n　　字下げ\n", &["2:1 L107 　　"]);
    yaml("a:\u{a0}b\n", &["1:3 L107 \u{a0}"]);
    yaml("a: 山田　花子\nb: |\n  　段落\nc: \"　x　\"\nd: あ\n  　い\n", &[]);
}

#[test]
fn full_width_list_marks_are_found() {
    yaml("a:\n  － b\n  ー c\n  ‐ d\n  －e\n", &["2:3 L108 －", "3:3 L108 ー", "4:3 L108 ‐", "5:3 L108 －"]);
    yaml("a: －b\nmarks: [－, ー]\n－: c\nb:\n  - ――と\nc: サ\n  ービス\n", &[]);
}

#[test]
fn quotes_that_are_none_are_found_around_a_value() {
    yaml(
        "a: “b”\nc: ＂d＂\ne: [“f”, ‘g’]\nh: “i\"\n",
        &["1:4 L110 “b”", "2:4 L110 ＂d＂", "3:5 L110 “f”", "3:10 L110 ‘g’", "4:4 L110 “i\""],
    );
    yaml("a: “いじめ”とは\nb: “A”と“B”\nc: \"“d”\"\ne: 「f」\n", &[]);
}

#[test]
fn full_width_numbers_and_answers_are_found() {
    yaml(
        "a: １０\nb: ｔｒｕｅ\nc: ０１３４－３２\nd: [１]\n",
        &["1:4 L109 １０", "2:4 L109 ｔｒｕｅ", "3:4 L109 ０１３４－３２", "4:5 L109 １"],
    );
    yaml("a: \"１０\"\nb: １０日\nc: ／\nd: Ａ\n", &[]);
}

#[test]
fn tabs_in_the_indentation_are_found_and_others_left_alone() {
    yaml("a:\n\tb: 1\n  \tc: 2\n", &["2:1 L105 \t", "3:3 L105 \t"]);
    yaml("a:\tb\nc: d\te\n\t\nf: |\n  \tg\n", &[]);
}

#[test]
fn text_cut_off_by_a_hash_is_a_warning() {
    yaml("a: 内線 #123\nb: #9110\nc:\n  - 番号 #7119\n", &["1:7 L111 #123", "2:4 L111 #9110", "4:8 L111 #7119"]);
    yaml("a: 1 # 注\nb: \"内線 #123\"\nc: C#4\n#d: 1\ne: #\nf: 2 ## g\nh: |\n  x #1\n", &[]);
}

#[test]
fn merge_conflicts_are_found_in_any_text() {
    let text = "<<<<<<< HEAD\ntitle: 一\n=======\ntitle: 二\n>>>>>>> b\n";
    yaml(text, &["1:1 L104 <<<<<<<"]);
    page(text, &["1:1 L104 <<<<<<<"]);
    page(">>>>>>> b\n", &["1:1 L104 >>>>>>>"]);
    page("題\n=======\n\n> > 引用\n\n<<<<<<<<\n a <<<<<<< b\n", &[]);
}

#[test]
fn control_and_invisible_characters_are_found_in_any_text() {
    page("あ\u{1b}[0m\u{7}\u{7}い\u{85}\u{7f}\n", &["1:2 L102 \u{1b}", "1:6 L102 \u{7}\u{7}", "1:9 L102 \u{85}\u{7f}"]);
    page(
        "a\u{200b}b\u{202e}c\u{feff}\u{ad}\u{2028}\u{fffd}",
        &["1:2 L103 \u{200b}", "1:4 L103 \u{202e}", "1:6 L103 \u{feff}\u{ad}\u{2028}", "1:9 L103 \u{fffd}"],
    );
    page("👨‍👩‍👧 葛󠄀 ※…― ｶﾞ が 　\t\r\n（：！？）é ا ㊗️", &[]);
    yaml("a: \"x\u{200b}\"\n", &["1:6 L103 \u{200b}"]);
}

#[test]
fn only_the_front_matter_of_a_page_is_yaml() {
    let text = "---\ntitle：一\n---\nnote：二\n－ 三\n---\n";
    assert_eq!(problems(text, TextKind::Markdown), ["2:6 L106 ："]);
    page("---\ntitle：閉じていない\n", &[]);
    page("本文\n---\ntitle：x\n---\n", &[]);
}

#[test]
fn all_slips_of_a_text_are_found_in_one_run_and_a_flood_is_cut() {
    yaml("title：“一”\n\torder: １\n－ x\n", &["1:6 L106 ：", "1:7 L110 “一”", "2:1 L105 \t", "2:9 L109 １", "3:1 L108 －"]);
    assert_eq!(problems(&"a：1\n".repeat(5_000), TextKind::Yaml).len(), 100);
}

#[test]
fn every_code_of_this_area_is_explained_in_both_languages() {
    let texts = [Code::SpaceMissing, Code::NotUtf8].map(Code::explanation);
    assert!(texts.iter().all(|(ja, en)| !ja.is_empty() && !en.is_empty()));
}

proptest! {
    #[test]
    fn no_text_breaks_it(pieces in prop::collection::vec(prop::sample::select(vec![
        "a", ":", "：", " ", "　", "\n", "\r", "\t", "-", "－", "[", "]", "{", "}", ",", "\"", "'", "“", "”", "#", "|", ">", "\\", "１", "<<<<<<<", ">>>>>>>", "\u{1b}", "\u{200b}", "日",
    ]), 0..80)) {
        let text = pieces.concat();
        let found = problems(&text, TextKind::Yaml);
        prop_assert!(found.len() <= 100);
    }

    #[test]
    fn no_bytes_break_the_decoding(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Err(refusal) = decode_text(bytes) {
            let text = refusal.text.clone();
            let span = refusal.into_diagnostic(SourceId(0)).span().expect("a place");
            prop_assert!(text.get(span.range()).is_some());
        }
    }

    #[test]
    fn any_value_in_double_quotes_is_text(value in "[^\"\\\\\\x00-\\x1f\\x7f-\\u{9f}\\u{ad}\\u{200b}-\\u{206f}\\u{feff}\\u{fffd}\\u{61c}\\u{180e}]{0,20}") {
        let text = format!("a: \"{value}\"\n");
        let slips = problems(&text, TextKind::Yaml);
        prop_assert!(slips.iter().all(|slip| slip.contains("L103")), "{:?}", slips);
    }
}
