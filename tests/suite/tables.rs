//! Tables of figures: what a reader sees of them in pages, on their own page, in each edition, and that no chart clips a word.

use crate::harness::{Handbook, html_files, main_of};
use proptest::prelude::*;
use scraper::{Html, Selector};
use shirube::markup::figure::{BarPart, ChartBar, ChartFigures, Drawing, Frame, MAX_PANEL_HEIGHT, Shape, layout};
use shirube::model::{Audience, ChartKind, Number};
use std::collections::BTreeMap;

const CHILDREN: &str = "\
-- site/tables/jido.yml --
title: 支援した児童生徒
year: 令和元年度〜令和3年度
unit: 人
row_heading: 学校
notes: [年度末の数]
columns:
  - {id: r1, title: 令和元年度}
  - {id: r3, title: 令和3年度, note: 速報の数}
rows:
  - {id: sho, title: 小学校, values: [1026, 77]}
  - {id: chu, title: 中学校, values: [28, not-given], note: 分校を含む}
  - {id: kei, title: 合計, values: [1054, 145], total_of: all}
charts:
  - {id: nendo, kind: stacked, bars: columns, title: 年度ごとの数}
  - {id: narabe, kind: grouped}
sources:
  - {document: 活動報告, page: \"3\", heading: 活動状況}
";

const FACTS: &str = "\
-- site/tables/machi.yml --
title: 町のこと
year: not-given
rows:
  - {id: jinko, title: 人口, value: 808824, unit: 人}
  - {id: jikan, title: 協議の時間, value: 1.5, unit: 時間}
  - {id: kaisai, title: 開催, value: 原則月1回}
";

fn built(page: &str, tables: &str) -> BTreeMap<String, String> {
    Handbook::new().files(tables).page(page).build()
}

fn texts(html: &str, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    Html::parse_document(html).select(&selector).map(|element| element.text().collect()).collect()
}

fn attributes(html: &str, selector: &str, name: &str) -> Vec<String> {
    let parsed = Selector::parse(selector).expect("a selector");
    Html::parse_document(html).select(&parsed).map(|element| element.attr(name).unwrap_or_default().to_owned()).collect()
}

#[test]
fn an_embedded_table_has_caption_scopes_notes_year_unit_and_source() {
    let pages = built("![](table:jido)\n", CHILDREN);
    let html = &pages["guide/hajime.html"];
    assert_eq!(texts(html, "caption"), ["支援した児童生徒（令和元年度〜令和3年度、単位：人）"]);
    assert_eq!(texts(html, "thead th[scope=col]"), ["学校", "令和元年度", "令和3年度※1"]);
    assert_eq!(texts(html, "tbody th[scope=row]"), ["小学校", "中学校※2", "合計"]);
    assert_eq!(texts(html, "tbody td"), ["1,026", "77", "28", "原資料になし", "1,054", "145"]);
    let notes = ["年度末の数", "※1 速報の数", "※2 分校を含む", "「原資料になし」を含む合計は、検算していません。"];
    assert_eq!(texts(html, ".figures__notes li"), notes);
    assert_eq!(texts(html, ".figures__sources"), ["出典：活動報告 3ページ「活動状況」"]);
    assert_eq!(attributes(html, ".figures", "id"), ["table_jido"]);
    assert_eq!(attributes(html, ".figures tbody tr", "id"), ["table_jido_sho", "table_jido_chu", "table_jido_kei"]);
    assert_eq!(attributes(html, "figure.chart", "id"), ["table_jido_nendo", "table_jido_narabe"]);
}

#[test]
fn a_chart_is_an_image_whose_name_points_to_the_table() {
    let pages = built("![](table:jido)\n", CHILDREN);
    let html = &pages["guide/hajime.html"];
    let names = attributes(html, "svg[role=img]", "aria-label");
    let stacked = "年度ごとの数（積み上げ棒グラフ）。数は、表「支援した児童生徒」にあります。";
    assert_eq!(names.len(), 4, "two charts, each for a wide and a narrow screen");
    assert_eq!(names[0], stacked);
    assert_eq!(names[1], stacked);
    assert_eq!(texts(html, "figcaption"), ["年度ごとの数（単位：人）", "支援した児童生徒（単位：人）"]);
    let said = texts(html, "#table_jido_nendo svg:first-of-type text");
    // A missing value has no bar and says so.
    assert!(said.iter().any(|text| text.contains("中学校 原資料になし")), "{said:?}");
}

#[test]
fn nothing_in_a_chart_is_styled_or_named_inline() {
    let pages = built("![](table:jido)\n", CHILDREN);
    let main = main_of(&pages["guide/hajime.html"]);
    let start = main.find("<svg").expect("a chart");
    let end = main.rfind("</svg>").expect("a chart");
    for banned in ["style=", "<style", "<script", "url(", "xlink", "<image", "<pattern"] {
        assert!(!main[start..end].contains(banned), "{banned}");
    }
    assert!(!main[start..end].split("<svg").any(|chart| chart.contains(" id=\"table_") && !chart.contains("</svg>")), "ids within a chart");
}

#[test]
fn prose_prints_values_with_their_units_and_the_year() {
    let page = "令和3年度は[](table:jido/kei#r3)、[](table:jido#year)。[](table:machi/jinko)、[](table:machi/jikan)、[](table:machi/kaisai)、[](table:machi#year)。[](table:jido/chu#r3)\n";
    let pages = built(page, &format!("{CHILDREN}{FACTS}"));
    let said = &texts(&pages["guide/hajime.html"], ".prose p")[0];
    assert_eq!(said, "令和3年度は145人、令和元年度〜令和3年度。808,824人、1.5時間、原則月1回、年の記載なし。原資料になし");
}

#[test]
fn links_lead_to_the_page_of_the_table_and_to_its_rows_and_charts() {
    let pages = built("[](table:jido) [内わけ](table:jido/sho#r1) [](table:jido/nendo)\n", CHILDREN);
    let html = &pages["guide/hajime.html"];
    let expected = ["../tables/jido.html", "../tables/jido.html#table_jido_sho", "../tables/jido.html#table_jido_nendo"];
    assert_eq!(attributes(html, ".prose a", "href"), expected);
    assert_eq!(texts(html, ".prose a"), ["支援した児童生徒", "内わけ", "年度ごとの数"]);
    let own = &pages["tables/jido.html"];
    for id in ["table_jido", "table_jido_sho", "table_jido_nendo"] {
        assert!(own.contains(&format!("id=\"{id}\"")), "{id}");
    }
    assert!(main_of(own).contains("はじめに"), "the page that mentions it");
}

#[test]
fn a_chart_alone_leads_to_its_table() {
    let pages = built("![](table:jido/nendo)\n", CHILDREN);
    let html = &pages["guide/hajime.html"];
    assert!(texts(html, "table").is_empty());
    assert_eq!(attributes(html, ".figures__more a", "href"), ["../tables/jido.html"]);
    assert_eq!(texts(html, ".figures__more"), ["数を表で見る（支援した児童生徒）"]);
}

#[test]
fn a_table_of_facts_needs_no_columns() {
    let pages = built("![](table:machi)\n", FACTS);
    let html = &pages["guide/hajime.html"];
    assert_eq!(texts(html, "caption"), ["町のこと（年の記載なし）"]);
    assert_eq!(texts(html, "thead th"), ["項目", "値"]);
    assert_eq!(texts(html, "tbody td"), ["808,824人", "1.5時間", "原則月1回"]);
}

#[test]
fn groups_percentages_and_units_of_columns_have_headings_of_their_own() {
    let table = "\
-- site/tables/chosa.yml --
title: 調査
year: 平成27年度
columns:
  - {id: wari, title: 割合, type: percent, percent_of: {base: n}}
  - {id: n, title: 回答数, unit: 自治体}
  - {id: biko, title: 備考, type: text}
rows:
  - {id: a, group: 位置づけ, title: 議論の場, values: [97.6, 82, 複数回答]}
  - {id: b, group: 位置づけ, title: 決定の場, values: [82.9％, 82, not-applicable]}
  - {id: c, group: 頻度, title: 月1回, values: [\"50.0\", 58, not-given]}
charts: [{id: zu, kind: percent}]
";
    let pages = built("![](table:chosa)\n", table);
    let html = &pages["guide/hajime.html"];
    assert_eq!(texts(html, "thead th"), ["項目", "割合", "回答数（自治体）", "備考"]);
    assert_eq!(texts(html, "th[scope=rowgroup]"), ["位置づけ", "頻度"]);
    assert_eq!(texts(html, "tbody td"), ["97.6%", "82", "複数回答", "82.9%", "82", "該当なし", "50.0%", "58", "原資料になし"]);
    assert_eq!(texts(html, "figcaption"), ["調査"]);
}

#[test]
fn the_public_edition_holds_no_byte_of_a_table_for_staff() {
    let table = "\
-- site/tables/zqf-naibu.yml --
title: zq1の表
year: zq2年度
unit: zq3
audience: staff
notes: [zq4の注]
columns: [{id: zq5, title: zq6の列, note: zq7の注}]
rows: [{id: zq8, title: zq9の行, values: [817263], group: zq10の群}]
charts: [{id: zq11, kind: bar, title: zq12の図}]
sources: [{document: zq13の文書}]
";
    let book = Handbook::new().files(table).page("公開\n\n> [!STAFF]\n> ![](table:zqf-naibu)\n>\n> [](table:zqf-naibu/zq8#zq5)\n");
    book.build();
    for entry in walkdir::WalkDir::new(book.out()).into_iter().map(|entry| entry.expect("a file")) {
        assert!(!entry.path().to_string_lossy().contains("zqf"), "{}", entry.path().display());
        if entry.file_type().is_file() {
            let text = String::from_utf8_lossy(&crate::search::index::readable(std::fs::read(entry.path()).expect("a file"))).into_owned();
            // Both spellings whole: a few digits of it stand in some hash sooner or later.
            let has_number = text.contains("817263") || text.contains("817,263");
            assert!(!text.contains("zq") && !has_number, "{}", entry.path().display());
        }
    }
    let staff = tempfile::tempdir().expect("a folder");
    let built = shirube::build::build_site(&book.site(), &staff.path().join("out"), Audience::Staff, &|_, _| {});
    assert_eq!(built.sink.errors(), 0);
    let pages = html_files(&staff.path().join("out"));
    let (page, own) = (main_of(&pages["guide/hajime.html"]), main_of(&pages["tables/zqf-naibu.html"]));
    for words in ["zq1の表", "zq2年度", "zq3", "zq4の注", "zq6の列", "zq7の注", "zq9の行", "zq10の群", "zq12の図", "zq13の文書", "817,263"]
    {
        assert!(page.contains(words) && own.contains(words), "{words}");
    }
    assert!(page.contains("817,263zq3") && own.contains("教職員"));
}

#[test]
fn a_town_replaces_a_table_of_its_base() {
    let base = "\
-- base/site.yml --
id: moto
title: 基
publisher: 町
status: sample
edition: {label: 試し, issued: 2026-04-01}
base: yes
-- base/tables/machi.yml --
title: 基の表
year: not-given
rows: [{id: a, title: 人口, value: 1, unit: 人}]
";
    let book = Handbook::new().files(base).replace("site/site.yml", "nav:", "extends: ../base\nnav:").page("![](table:machi)\n");
    let (below, without) = (book.build(), "基の表");
    assert!(below["guide/hajime.html"].contains(without));
    let book = book.files(FACTS);
    assert_eq!(book.check().places(), ["S104 tables/machi.yml:1:8"]);
    let book = book.replace("site/tables/machi.yml", "title:", "overlay: replace\ntitle:");
    let above = book.build();
    assert!(above["guide/hajime.html"].contains("町のこと") && !above["guide/hajime.html"].contains(without));
}

const ATTENDANCE: &str = "\
-- site/tables/shusseki.yml --
title: 出席者
year: not-given
unit: 人
columns: [{id: hito, title: 人数}]
rows:
  - {id: a, title: 主任, group: 毎回, values: [8]}
  - {id: b, title: 職員, group: 毎回, values: [7]}
  - {id: c, title: 主任, group: 時々, values: [3]}
  - {id: d, title: 市民, values: [1]}
charts: [{id: narabi, kind: bar}, {id: hitotsu, kind: stacked, bars: columns}]
";

#[test]
fn the_list_of_tables_names_title_year_pages_and_source_in_the_order_of_the_pages() {
    let book = Handbook::new().files(CHILDREN).files(FACTS);
    let book = book.replace("site/site.yml", "[page:hajime]", "[page:hajime, page:tsugi, index:tables]");
    book.write("site/guide/tsugi.md", "---\ntitle: つぎ\n---\n人口は[](table:machi/jinko)です。\n".as_bytes());
    let pages = book.page("![](table:machi)\n\n![](table:jido)\n\n[表](index:tables)\n").build();
    let html = &pages["tables/index.html"];
    assert_eq!(texts(html, "h1 .number"), ["1-3"]);
    assert_eq!(texts(html, "tbody th a"), ["町のこと", "支援した児童生徒"]);
    assert_eq!(attributes(html, "tbody th a", "href"), ["../tables/machi.html", "../tables/jido.html"]);
    assert_eq!(texts(html, "tbody td:nth-child(3)"), ["年の記載なし", "令和元年度〜令和3年度"]);
    assert_eq!(
        attributes(html, "tbody td:nth-child(2) a", "href"),
        ["../guide/hajime.html", "../guide/tsugi.html", "../guide/hajime.html"]
    );
    assert_eq!(texts(html, "tbody tr:last-child td:nth-child(4) li"), ["活動報告 3ページ「活動状況」"]);
    assert!(pages["guide/hajime.html"].contains("<a href=\"../tables/index.html\">表</a>"));
    assert_eq!(attributes(&pages["tables/jido.html"], ".breadcrumbs a", "href"), ["../index.html", "../tables/index.html"]);
}

#[test]
fn a_table_for_staff_is_listed_for_staff_alone() {
    let book = Handbook::new().files(FACTS).page("> [!STAFF]\n> ![](table:machi)\n");
    let book = book.replace("site/tables/machi.yml", "year:", "audience: staff\nyear:");
    let public = &book.build()["tables/index.html"];
    assert!(!public.contains("町のこと") && main_of(public).contains("数の表がありません"));
    let book = Handbook::new().files(FACTS).page("> [!STAFF]\n> ![](table:machi)\n");
    let book = book.replace("site/tables/machi.yml", "year:", "audience: staff\nyear:");
    let _ = book.try_build_for(Audience::Staff);
    let staff = html_files(&book.out());
    assert_eq!(texts(&staff["tables/index.html"], "tbody th"), ["町のこと 読む人 教職員"]);
}

#[test]
fn rows_of_a_chart_stand_under_the_headings_of_their_groups() {
    let pages = built("![](table:shusseki/narabi)\n\n![](table:shusseki/hitotsu)\n", ATTENDANCE);
    let html = &pages["guide/hajime.html"];
    let said = texts(html, "#table_shusseki_narabi .chart__picture--wide text");
    assert_eq!(said, ["毎回", "8", "主任", "7", "職員", "時々", "3", "主任", "1", "市民"]);
    assert_eq!(texts(html, "#table_shusseki_narabi .chart__picture--narrow .chart__group"), ["毎回", "時々"]);
    // A legend has no headings.
    let legend = texts(html, "#table_shusseki_hitotsu .chart__picture--wide text");
    assert_eq!(legend[..4], ["毎回：主任", "毎回：職員", "時々：主任", "市民"]);
    let y = |text: &str| -> Vec<i32> {
        let parsed = Selector::parse("#table_shusseki_narabi .chart__picture--wide text").expect("a selector");
        let html = Html::parse_document(html);
        let found = html.select(&parsed).filter(|element| element.text().collect::<String>() == text);
        found.map(|element| element.attr("y").and_then(|y| y.parse().ok()).expect("a place")).collect()
    };
    assert!(y("市民")[0] - y("主任")[1] > y("職員")[0] - y("主任")[0], "what has no group stands apart from the last one");
}

#[test]
fn a_group_goes_on_under_its_heading_in_the_next_panel() {
    let part = BarPart { size: Some(1), text: "1".into() };
    let bar = |at| ChartBar { group: Some("毎回".into()), label: format!("{at}番目"), parts: vec![part.clone()] };
    let figures = ChartFigures { kind: ChartKind::Bar, parts: vec!["件".into()], bars: (0..60).map(bar).collect() };
    let panels = layout(&figures, Frame::Wide);
    assert!(panels.len() > 1);
    for panel in panels {
        let headings = panel.shapes.iter().filter(|shape| matches!(shape, Shape::Text { text, is_heading: true, .. } if text == "毎回"));
        assert_eq!(headings.count(), 1);
        assert!(panel.height <= MAX_PANEL_HEIGHT, "{}", panel.height);
    }
}

#[test]
fn the_heading_of_facts_that_are_all_numbers_stands_above_them() {
    let pages = built("![](table:machi)\n", FACTS);
    assert_eq!(texts(&pages["guide/hajime.html"], "thead .align-right"), Vec::<String>::new());
    let numbers = FACTS.replace("  - {id: kaisai, title: 開催, value: 原則月1回}\n", "  - {id: kai, title: 回数, value: not-given}\n");
    let pages = built("![](table:machi)\n", &numbers);
    assert_eq!(texts(&pages["guide/hajime.html"], "thead .align-right"), ["値"]);
    assert_eq!(texts(&pages["guide/hajime.html"], "td.align-right").len(), 3);
}

#[test]
fn a_column_of_sentences_keeps_its_room_on_a_phone() {
    let sentence = "小中学校の生活指導部会や校内委員会等に出席し、早期に対応";
    let pages = built("![](table:machi)\n", &FACTS.replace("原則月1回", sentence));
    assert_eq!(texts(&pages["guide/hajime.html"], "td.figures__sentence"), [sentence]);
    assert_eq!(texts(&built("![](table:machi)\n", FACTS)["guide/hajime.html"], "td.figures__sentence").len(), 0);
}

#[test]
fn a_chart_past_a_page_goes_on_in_another_panel_that_repeats_its_legend() {
    let part = |digits| BarPart { size: Some(Number { digits, decimals: 0 }.scaled()), text: digits.to_string() };
    let bar = |at| ChartBar { group: None, label: format!("{at}番目の問題"), parts: vec![part(at), part(at + 1)] };
    let figures =
        ChartFigures { kind: ChartKind::Grouped, parts: vec!["小学校".into(), "中学校".into()], bars: (1..=40).map(bar).collect() };
    let panels = layout(&figures, Frame::Wide);
    assert!(panels.len() > 1);
    for panel in &panels {
        assert!(panel.height <= MAX_PANEL_HEIGHT, "{}", panel.height);
        assert!(panel.shapes.iter().any(|shape| matches!(shape, Shape::Text { text, .. } if text == "中学校")));
    }
    assert_eq!(layout(&figures, Frame::Narrow).len(), 1);
}

#[test]
fn lengths_are_in_proportion_and_a_small_number_is_seen() {
    let part = |digits| BarPart { size: Some(Number { digits, decimals: 0 }.scaled()), text: digits.to_string() };
    let bar = |digits| ChartBar { group: None, label: "問題".into(), parts: vec![part(digits)] };
    let figures = ChartFigures { kind: ChartKind::Bar, parts: vec!["件".into()], bars: vec![bar(2000), bar(1000), bar(1), bar(0)] };
    let drawing = &layout(&figures, Frame::Wide)[0];
    let widths: Vec<i32> =
        drawing.shapes.iter().filter_map(|shape| if let Shape::Bar(area, _) = shape { Some(area.width) } else { None }).collect();
    assert_eq!(widths.len(), 3, "no bar for 0");
    assert_eq!(widths[0] / 2, widths[1]);
    assert_eq!(widths[2], 1);
}

/// Words of all shapes: none, short, long without a break, with marks that may not start or end a line, Latin, emoji.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[あ-んア-ン一-龥]{0,40}",
        "[a-zA-Z0-9 ,.%-]{0,60}",
        "[（「『あ、。）」ー①㈱ 　x]{0,30}",
        "[WM@%]{1,50}",
        Just("🏫👨‍👩‍👧学校".to_owned()),
        Just("スクールソーシャルワーカー（ＳＳＷ）による支援".to_owned()),
    ]
}

fn value() -> impl Strategy<Value = BarPart> {
    let number = |(digits, decimals): (i64, u32)| {
        let number = Number { digits, decimals };
        BarPart { size: Some(number.scaled()), text: number.to_string() }
    };
    prop_oneof![
        4 => (0_i64..1000, 0_u32..2).prop_map(number),
        1 => (0_i64..1_000_000_000_000, 0_u32..5).prop_map(number),
        1 => Just(BarPart { size: Some(0), text: "0（なし）".to_owned() }),
        1 => words().prop_map(|text| BarPart { size: None, text }),
    ]
}

fn figures() -> impl Strategy<Value = ChartFigures> {
    let kinds = prop_oneof![Just(ChartKind::Bar), Just(ChartKind::Stacked), Just(ChartKind::Grouped), Just(ChartKind::Percent)];
    (kinds, 1_usize..=6, 1_usize..12).prop_flat_map(|(kind, parts, bars)| {
        let group = prop_oneof![2 => Just(None), 2 => Just(Some("毎回".to_owned())), 1 => words().prop_map(Some)];
        let bar = (group, words(), prop::collection::vec(value(), parts));
        let bar = bar.prop_map(|(group, label, parts)| ChartBar { group, label, parts });
        let names = prop::collection::vec(words(), parts);
        (names, prop::collection::vec(bar, bars)).prop_map(move |(parts, bars)| ChartFigures { kind, parts, bars })
    })
}

fn overlap(one: (i32, i32, i32, i32), other: (i32, i32, i32, i32)) -> bool {
    one.0 < other.2 && other.0 < one.2 && one.1 < other.3 && other.1 < one.3
}

/// What is wrong with the places of a drawing.
fn faults(drawing: &Drawing) -> Vec<String> {
    let mut faults = Vec::new();
    let whole = (0, 0, drawing.width, drawing.height);
    let is_inside =
        |(left, top, right, bottom): (i32, i32, i32, i32)| left >= whole.0 && top >= whole.1 && right <= whole.2 && bottom <= whole.3;
    let mut texts: Vec<(i32, i32, i32, i32)> = Vec::new();
    let mut bars = Vec::new();
    let mut grounds = Vec::new();
    for shape in &drawing.shapes {
        let place = match shape {
            Shape::Text { .. } => shape.text_extent().expect("a text"),
            Shape::Bar(area, _) | Shape::Whole(area) | Shape::Ground(area) => (area.x, area.y, area.x + area.width, area.y + area.height),
            Shape::Axis { x, from, to } => (*x, *from, *x, *to),
        };
        if !is_inside(place) {
            faults.push(format!("{shape:?} lies outside {whole:?}"));
        }
        match shape {
            Shape::Text { .. } if place.0 < place.2 => {
                faults.extend(texts.iter().filter(|other| overlap(place, **other)).map(|other| format!("{shape:?} overlaps {other:?}")));
                texts.push(place);
            }
            Shape::Bar(..) => bars.push(place),
            Shape::Ground(_) => grounds.push(place),
            _ => {}
        }
    }
    for text in texts {
        let has_ground = grounds.iter().any(|ground| ground.0 <= text.0 && text.2 <= ground.2 && overlap(text, *ground));
        if !has_ground && bars.iter().any(|bar| overlap(text, *bar)) {
            faults.push(format!("{text:?} stands on a bar without ground"));
        }
    }
    faults
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.max(400), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_of_a_chart_is_clipped_or_covered(figures in figures()) {
        for frame in [Frame::Wide, Frame::Narrow] {
            for drawing in layout(&figures, frame) {
                let faults = faults(&drawing);
                prop_assert!(faults.is_empty(), "{frame:?} {faults:#?}");
            }
        }
    }

    #[test]
    fn every_value_of_a_chart_is_written_out(figures in figures()) {
        for frame in [Frame::Wide, Frame::Narrow] {
            let said: String = layout(&figures, frame)
                .iter()
                .flat_map(|drawing| &drawing.shapes)
                .filter_map(|shape| if let Shape::Text { text, .. } = shape { Some(text.as_str()) } else { None })
                .collect();
            let plain = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
            let said = plain(&said);
            for text in figures.bars.iter().flat_map(|bar| bar.parts.iter().map(|part| &part.text).chain([&bar.label]).chain(&bar.group)) {
                prop_assert!(said.contains(&plain(text)), "{text:?} is missing");
            }
        }
    }
}
