//! What pages hold of a flow: one graph as drawing and as list.

use crate::harness::Handbook;
use scraper::{Html, Selector};

const FLOW: &str = "-- site/flows/nagare.yml --
title: 気づいたときの流れ
summary: 学級担任のための流れです。
lanes:
  - {id: school, title: 学校の対応}
  - {id: agencies, title: 関係機関との連携}
nodes:
  - id: notice
    kind: start
    text: 気づき
    lane: school
    items: [管理職に報告する]
    next: [{to: ask, inferred: yes}]
  - id: ask
    kind: question
    text: 会えるか
    lane: school
    next: [{to: go, label: 会える}, {to: call, label: 会えない}, {to: call, label: 分からない}]
  - {id: go, kind: outcome, text: 見守る, lane: school}
  - {id: call, kind: outcome, text: 相談する, lane: agencies, links: [agency:centre]}
  - {id: care, kind: note, text: 大切なこと, items: [急がせない], about: [ask]}
";

fn all(html: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    html.select(&selector).map(|element| element.text().collect::<String>()).collect()
}

fn attributes(html: &Html, selector: &str, name: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    html.select(&selector).filter_map(|element| element.value().attr(name)).map(str::to_owned).collect()
}

#[test]
fn a_page_that_embeds_a_flow_shows_drawing_and_list_and_leads_to_its_page() {
    let files = Handbook::new().files(FLOW).page("![](flow:nagare)\n").build();
    let html = Html::parse_document(&files["guide/hajime.html"]);
    assert_eq!(all(&html, "figure.flow .flow__picture").len(), 1);
    assert_eq!(all(&html, "figure.flow .flow__list > li").len(), 5);
    assert_eq!(attributes(&html, "figure.flow .flow__title a", "href"), ["../flows/nagare.html"]);
    assert_eq!(attributes(&html, "figure.flow .flow__drawing", "aria-label"), ["「気づいたときの流れ」の図"]);
    assert!(attributes(&html, "link[rel=stylesheet]", "href").iter().any(|href| href.contains("flow")), "the style of flows is loaded");
    assert!(!files["index.html"].contains("assets/flow"), "and only where a flow is shown");
    // Links of the drawing lead to the list of the same page and are no stops of the Tab key.
    let links = attributes(&html, ".flow__picture a", "href");
    assert!(links.iter().all(|link| link.starts_with("#flow_nagare_")), "{links:?}");
    assert_eq!(attributes(&html, ".flow__picture a", "tabindex"), vec!["-1"; links.len()]);
}

#[test]
fn a_flow_of_many_boxes_is_read_on_several_sheets_with_marks() {
    let mut flow = String::from("-- site/flows/nagai.yml --\ntitle: 長い流れ\nnodes:\n");
    for at in 0..20 {
        let kind = if at == 0 { "start" } else { "action" };
        let items = "管理職に報告し、記録を残してから次の会議の日を決める";
        flow.push_str(&format!("  - {{id: n{at}, kind: {kind}, text: 手順{at}, items: [{items}, {items}], next: [n{}]}}\n", at + 1));
    }
    flow.push_str("  - {id: n20, kind: outcome, text: 終わり}\n");
    let files = Handbook::new().files(&flow).build();
    let html = Html::parse_document(&files["flows/nagai.html"]);
    let labels = attributes(&html, ".flow__drawing", "aria-label");
    assert!(labels.len() > 1, "{labels:?}");
    assert_eq!(labels[0], format!("「長い流れ」の図（{}枚のうち1枚目）", labels.len()));
    let marks = all(&html, ".flow__box--mark").concat();
    assert!(marks.contains("→ 2枚目の「手順") && marks.contains("1枚目の「手順"), "{marks}");
    assert_eq!(attributes(&html, ".flow__box[data-node]", "data-node").len(), 21, "each box stands on one sheet");
}
